#!/bin/bash
# Runs a command against a PostgreSQL of its own: tests/hub/with_postgres.sh COMMAND...
# The cluster lives in a temporary folder, listens on a socket there alone, and is gone when the command is. The command finds
# it by HOLDFAST_TEST_DATABASE. initdb refuses to run as root, so root becomes `nobody` for it.
set -euo pipefail
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$programs/initdb" ] || { echo "with_postgres: no PostgreSQL server is installed" >&2; exit 77; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-pg.XXXXXX")
as=()
if [ "$(id -u)" -eq 0 ]; then
  as=(runuser -u nobody --)
  chown nobody "$folder"
fi
stop() {
  "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
"${as[@]}" "$programs/initdb" -D "$folder/data" -U holdfast -A trust -E UTF8 --locale=C.UTF-8 -N >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
"${as[@]}" "$programs/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -t 60 \
  -o "-c listen_addresses='' -c unix_socket_directories=$folder -c max_connections=100 ${HOLDFAST_PG_OPTIONS:-}" start >/dev/null
cd "$OLDPWD"
export HOLDFAST_TEST_DATABASE="postgresql:///postgres?host=$folder&user=holdfast"
"$@"
