#!/bin/bash
# Every ratio of replication, one after the other, on a machine that is otherwise quiet: some eight minutes. Above what else runs
# where that may be (chrt needs the right to). tests/bench/replication.sh [FOLDER OF BINARIES]
set -uo pipefail
cd "$(dirname "$0")/../.."
export HOLDFAST_BIN=${1:-$PWD/build/release/bin}
above=()
chrt -r 10 true 2>/dev/null && above=(chrt -r 10)
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
"${above[@]}" tests/bench/replication.py backlog 100000
"${above[@]}" tests/bench/replication.py selling 60
"${above[@]}" tests/bench/replication.py snapshot 1000000
"${above[@]}" tests/hub/with_postgres.sh "$HOLDFAST_BIN/holdfast-tests" "[speed]" -s | grep -aE 'ratio|rows|passed|failed'
HOLDFAST_LARGE_VERSION=100000 "${above[@]}" "$HOLDFAST_BIN/holdfast-tests" "a large version*" | grep -aE 'version|passed|failed'
"${above[@]}" "$HOLDFAST_BIN/bench_repricing" 20000
"$HOLDFAST_BIN/holdfast" simulate --cores full --seeds 4 --sites 20 --days 10 --jobs 2 | tail -n 1
"$HOLDFAST_BIN/holdfast" simulate --cores model --seeds 4 --sites 20 --days 10 --jobs 2 | tail -n 1
