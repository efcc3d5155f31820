#!/bin/bash
# with_previous.sh COMMAND...: builds the store and the hub of the previous release below build/previous, and runs the command with their
# folder in HOLDFAST_PREVIOUS_BIN. Previous is HOLDFAST_PREVIOUS (any commit), else the newest tag before this commit, else what was
# there before the newest conversation was added to tests/wire/golden. Needs git's history; some minutes, with ccache less.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
git rev-parse --git-dir >/dev/null 2>&1 || { echo "with_previous: there is no history here" >&2; exit 77; }
recorded=$(git log -1 --format=%H --diff-filter=A -- ':(glob)tests/wire/golden/*.jsonl.gz')
previous=${HOLDFAST_PREVIOUS:-$(git describe --tags --abbrev=0 HEAD^ 2>/dev/null || git rev-parse -q --verify "${recorded:-HEAD}^" || true)}
[ -n "$previous" ] || { echo "with_previous: there is no release before this one" >&2; exit 77; }
commit=$(git rev-parse "$previous^{commit}")
folder=$root/build/previous
if [ "$(cat "$folder/commit" 2>/dev/null)" != "$commit" ]; then
  git worktree remove --force "$folder/source" 2>/dev/null || rm -rf "$folder/source"
  git worktree prune
  mkdir -p "$folder"
  git worktree add --detach "$folder/source" "$commit" >&2
  (cd "$folder/source" && cmake --preset release -B "$folder/build" -DHOLDFAST_UI=OFF >&2 &&
    cmake --build "$folder/build" --target holdfast holdfastd holdfast-hub holdfast-jq >&2)
  echo "$commit" >"$folder/commit"
fi
echo "previous release: $(git log -1 --format='%h %cs %s' "$commit")"
export HOLDFAST_PREVIOUS_BIN=$folder/build/bin
"$@"
