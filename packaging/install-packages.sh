#!/bin/bash
# install-packages.sh [LIST...]: installs what packaging/apt-packages.txt names and this machine does not have, or what these lists
# name (`nightly`: apt-packages-nightly.txt). Touches nothing when all is there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
lists=("$here/apt-packages.txt")
if [ $# -gt 0 ]; then
  lists=("${@/#/$here/apt-packages-}")
  lists=("${lists[@]/%/.txt}")
fi
missing=()
# `package | command`: any command of that name is as good.
while read -r package _ command; do
  [ -n "$package" ] || continue
  [ -n "$command" ] && command -v "$command" >/dev/null && continue
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done < <(sed -e 's/#.*//' "${lists[@]}")
[ ${#missing[@]} -eq 0 ] && exit 0
as_root=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "These packages are missing, and without root or sudo they cannot be installed: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
"${as_root[@]}" apt-get update -q >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
