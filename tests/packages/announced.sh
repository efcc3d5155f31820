#!/bin/bash
# announced.sh SERVICE-FILE COMMAND...: runs the command beside an avahi-daemon that announces the file, on a network of its own (10.9.0.1)
# that nothing else is on. As root; 77 where there is no avahi-daemon or no such network can be made.
set -euo pipefail
command -v avahi-daemon >/dev/null || { echo "announced: there is no avahi-daemon" >&2; exit 77; }
if [ "${1:-}" != --inside ]; then
  unshare -nm --propagation private true 2>/dev/null || { echo "announced: no network of its own can be made" >&2; exit 77; }
  exec unshare -nm --propagation private "$0" --inside "$@"
fi
shift
service=$1
shift
ip link set lo up
ip link add shop type veth peer name street 2>/dev/null || { echo "announced: no network of its own can be made" >&2; exit 77; }
ip addr add 10.9.0.1/24 dev shop
ip link set shop up
ip link set street up
ip route add default dev shop
folder=$(mktemp -d)
trap 'kill $daemon 2>/dev/null; wait; rm -rf "$folder"' EXIT
mkdir "$folder/services"
cp "$service" "$folder/services/"
mount --bind "$folder/services" /etc/avahi/services
mount -t tmpfs none /run
mkdir /run/avahi-daemon
printf '[server]\nhost-name=box\nenable-dbus=no\nallow-interfaces=shop\n' >"$folder/avahi.conf"
avahi-daemon --no-drop-root --no-chroot --no-rlimits -f "$folder/avahi.conf" >"$folder/log" 2>&1 &
daemon=$!
for _ in $(seq 600); do
  grep -q 'successfully established' "$folder/log" && break
  kill -0 $daemon 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.1
done
"$@"
