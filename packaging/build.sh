#!/bin/bash
# build.sh PRESET [TARGET...]: configures once and builds into build/PRESET.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
[ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >&2
arguments=()
[ $# -gt 0 ] && arguments=(--target "$@")
cmake --build "build/$preset" "${arguments[@]}" >&2
