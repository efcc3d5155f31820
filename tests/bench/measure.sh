#!/bin/bash
# measure.sh [SECONDS] [CLIENTS...]: the flows of this folder by the shared driver (flowload) beside its own raw SQLite
# reference, against a store of ours. Needs the shared bench folder ($HOLDFAST_SHARED, else ../shared); without it, use
# `holdfast bench`, which needs nothing. PRIO="chrt -r 10" or "nice -n -10" raises daemon, driver and reference.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=${HOLDFAST_SHARED:-$root/../shared}
seconds=${1:-5}
[ $# -gt 0 ] && shift
clients=("${@:-1}")
[ $# -eq 0 ] && clients=(1 8 32)
[ -x "$shared/bench/peers/measure.sh" ] || { echo "no $shared/bench: use build/bin/holdfast bench" >&2; exit 0; }
products=${PRODUCTS:-10000}
work=$(mktemp -d -p "${SCRATCH:-${TMPDIR:-/tmp}}")
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; rm -rf "$work"' EXIT

"$root/packaging/build.sh" release holdfastd holdfast
bin=$root/build/release/bin
mkdir -p "$work/bin" "$work/lists"
for source in flowload.cpp; do clang++-19 -std=c++20 -O2 -w -o "$work/bin/flowload" "$shared/bench/limits/$source" -lssl -lcrypto -pthread; done
clang-19 -O2 -w -o "$work/bin/sqlite_sale" "$shared/bench/limits/sqlite_sale.c" -lsqlite3 -lm

/usr/bin/python3 - "$products" "$work" <<'PY'
import sys
count, work = int(sys.argv[1]), sys.argv[2]
def barcode(n):
    code = "29%010d" % n
    return code + str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(code)) % 10)
with open(work + "/catalogue.csv", "w") as out, open(work + "/lists/skus.txt", "w") as skus, open(work + "/lists/barcodes.txt", "w") as codes:
    out.write("sku,name,price,barcode,taxCategory\n")
    for n in range(1, count + 1):
        out.write("B%06d,Article %d,%d.%02d,%s,standard\n" % (n, n, 1 + n % 40, n % 100, barcode(n)))
        skus.write("B%06d\n" % n)
        codes.write(barcode(n) + "\n")
PY
"$bin/holdfast" init --data "$work/data" --from "$root/packaging/demo/store.json" >/dev/null
"$bin/holdfast" catalog import "$work/catalogue.csv" --data "$work/data" >/dev/null
code=$("$bin/holdfast" pair --data "$work/data" --json | jq -r .code)
port=$((20000 + RANDOM % 20000))
${PRIO:-} "$bin/holdfastd" --data "$work/data" --listen "127.0.0.1:$port" 2>"$work/daemon.log" &
pid=$!
api=http://127.0.0.1:$port/v1
for _ in $(seq 200); do curl -sf -o /dev/null "$api/health" && break; sleep 0.05; done
json='Content-Type: application/json'
terminal=$(curl -sf "$api/pairings" -H "$json" -d "{\"code\":\"$code\",\"name\":\"bench\"}" | jq -r .token)
token=$(curl -sf "$api/sessions" -H "$json" -H "Authorization: Bearer $terminal" -d '{"staffCode":"9001","pin":"909090"}' | jq -r .token)
curl -sf "$api/registers" -H "Authorization: Bearer $token" | jq -r '.items[].id' >"$work/lists/registers.txt"
while read -r register; do
  curl -sf -o /dev/null "$api/registers/$register/shifts" -H "$json" -H "Authorization: Bearer $token" -d '{"openingCash":10000}'
done <"$work/lists/registers.txt"
for flow in oneshot chatty lookup; do
  sed -e "s#LISTS/#$work/lists/#" -e "s#Bearer TOKEN#Bearer $token#" "$root/tests/bench/flows/$flow.json" >"$work/$flow.json"
  BIN=$work/bin SCRATCH=$work PRIO=${PRIO:-} QUIET_TRIES=${QUIET_TRIES:-5} "$shared/bench/peers/measure.sh" "holdfast-$flow" "$work/$flow.json" "$port" "$seconds" "$pid" "${clients[@]}"
done
kill "$pid" && wait "$pid" || true
pid=
"$bin/holdfast" verify --data "$work/data"
