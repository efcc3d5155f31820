#!/bin/bash
# twice.sh: compiles this commit once more, in another folder, with nothing to take from ccache, and makes its packages and its bundle; they
# have to be, byte for byte, those of build/release (which ./test has built). Takes as long as a build from nothing; at night.
# ccache itself stays: it hands the compiler paths below the source as relative ones (CCACHE_BASEDIR), and these stand in the programs.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
git rev-parse --git-dir >/dev/null 2>&1 || { echo "twice: there is no history here" >&2; exit 77; }
[ -z "$(git status --porcelain --untracked-files=no)" ] || { echo "twice: what is here is no commit" >&2; exit 77; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-twice-in-a-folder-of-another-length.XXXXXX")
trap 'git worktree remove --force "$folder/source" 2>/dev/null || true; rm -rf "$folder"; git worktree prune' EXIT
git worktree add --detach "$folder/source" HEAD >&2
(
  cd "$folder/source"
  umask 077
  export CCACHE_DIR=$folder/cache TZ=Pacific/Apia LC_ALL=C.UTF-8
  cmake --preset release >&2
  cmake --build build/release --target all >&2
)
epoch=$(git log -1 --format=%ct)
for each in first:"$root/build/release/bin" second:"$folder/source/build/release/bin"; do
  SOURCE_DATE_EPOCH=$epoch "$root/packaging/deb/build.sh" --bin "${each#*:}" --out "$folder/${each%%:*}" >/dev/null
done
different=0
for file in "$folder"/first/*; do
  cmp -s "$file" "$folder/second/$(basename "$file")" && continue
  echo "differs: $(basename "$file")"
  different=1
done
for program in "$folder"/source/build/release/bin/holdfast*; do
  name=$(basename "$program")
  case $name in *tests* | *.a) continue ;; esac
  [ -f "$root/build/release/bin/$name" ] || continue
  cmp -s "$program" "$root/build/release/bin/$name" || echo "differs before it is stripped: $name"
done
[ "$different" = 0 ] && echo "the same twice: $(ls "$folder/first" | tr '\n' ' ')"
exit "$different"
