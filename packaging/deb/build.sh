#!/bin/bash
# build.sh [--version V] [--counter N] [--bin DIR] [--out DIR]: Debian packages from programs that are built already, and the
# appliance's as a bundle for rollouts. N rises with every release; the number of commits, unless said.
# The same programs and commit give the same bytes: times are those of the commit, owners root, order sorted by dpkg-deb.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
bin=$root/build/release/bin out=$root/build/packages version= counter=
while [ $# -gt 0 ]; do
  case $1 in
    --version) version=${2:?}; shift 2 ;;
    --counter) counter=${2:?}; shift 2 ;;
    --bin) bin=$(cd "${2:?}" && pwd); shift 2 ;;
    --out) out=${2:?}; shift 2 ;;
    *) echo "build.sh: unknown option $1" >&2; exit 2 ;;
  esac
done
from=$root/packaging
[ -n "$version" ] || version=$("$bin/holdfastd" --version | cut -d' ' -f2)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH LC_ALL=C
[ -n "$counter" ] || counter=$(git -C "$root" rev-list --count HEAD 2>/dev/null || echo $((SOURCE_DATE_EPOCH / 60)))
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

program() { # PACKAGE PROGRAM...
  local package=$1 name
  shift
  for name in "$@"; do
    install -D -m 755 "$bin/$name" "$work/$package/usr/bin/$name"
    strip --strip-unneeded --remove-section=.comment "$work/$package/usr/bin/$name"
  done
}
file() { install -D -m 644 "$2" "$work/$1/$3"; }
text() { # PACKAGE PATH: standard input
  install -d "$(dirname "$work/$1/$2")"
  cat >"$work/$1/$2"
  chmod 644 "$work/$1/$2"
}
packed() { gzip -9n | text "$1" "$2"; }
date_of_commit=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)
manual() { # PACKAGE PROGRAM SECTION SUMMARY: what it says of itself, as a page for man
  {
    printf '.TH %s %s "%s" "Holdfast %s"\n.SH NAME\n%s \\- %s\n.SH USAGE\n.nf\n' "${2^^}" "$3" "$date_of_commit" "$version" "$2" "$4"
    "$bin/$2" --help | sed -e 's/\\/\\\\/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\&&/"
    printf '.fi\n'
    if [ -f "$from/man/$2.roff" ]; then cat "$from/man/$2.roff"; fi
  } | packed "$1" "usr/share/man/man$3/$2.$3.gz"
}
documents() { # PACKAGE PROGRAM...
  local package=$1
  shift
  {
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: holdfast\n\nFiles: *\nCopyright: the Holdfast maintainers\nLicense: see below\n\n'
    cat "$root/LICENSE"
  } | text "$package" "usr/share/doc/$package/copyright"
  printf '%s (%s) stable; urgency=medium\n\n  * Release %s.\n\n -- Holdfast maintainers <maintainers@holdfast.invalid>  %s\n' \
    "$package" "$version" "$version" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | packed "$package" "usr/share/doc/$package/changelog.gz"
  /usr/bin/python3 "$from/sbom.py" --name "$package" --version "$version" "$@" | text "$package" "usr/share/doc/$package/sbom.spdx.json"
}
package() { # NAME: with its control file, scripts, checksums
  local name=$1 tree=$work/$1 depends
  mkdir -p "$tree/DEBIAN" "$work/shlibs/debian"
  printf 'Source: holdfast\nPackage: %s\nArchitecture: any\n' "$name" >"$work/shlibs/debian/control"
  depends=$(cd "$work/shlibs" && dpkg-shlibdeps -O --ignore-missing-info $(find "$tree/usr" -type f -perm -u+x -exec sh -c 'head -c4 "$1" | grep -q ELF' _ {} \; -print) 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
  sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/$depends/" \
    -e "s/@SIZE@/$(du -sk --apparent-size "$tree" --exclude=DEBIAN | cut -f1)/" "$from/deb/$name/control" >"$tree/DEBIAN/control"
  for script in preinst postinst prerm postrm; do
    [ -f "$from/deb/$name/$script" ] && install -m 755 "$from/deb/$name/$script" "$tree/DEBIAN/$script"
  done
  (cd "$tree" && find etc -type f 2>/dev/null | sort | sed 's,^,/,') >"$tree/DEBIAN/conffiles"
  (cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
  find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -print0 | xargs -0r touch -h -d "@$SOURCE_DATE_EPOCH"
  # The programs share most of their code, which only a window larger than one of them finds: a third less to download.
  dpkg-deb --root-owner-group -Zxz -z9 --build "$tree" "$out/${name}_${version}_$architecture.deb" >/dev/null
  echo "$out/${name}_${version}_$architecture.deb"
}
completions() { # PACKAGE: of the command line
  "$bin/holdfast" completion bash | text "$1" usr/share/bash-completion/completions/holdfast
  "$bin/holdfast" completion zsh | text "$1" usr/share/zsh/vendor-completions/_holdfast
  "$bin/holdfast" completion fish | text "$1" usr/share/fish/vendor_completions.d/holdfast.fish
}

appliance=(holdfastd holdfast)
[ -x "$bin/holdfast-verify" ] && appliance+=(holdfast-verify)
# The release as a slot holds it, with the manifest of its bundle: the launcher takes it from there, and what the hub sends next
# may be the difference to it.
for name in "${appliance[@]}"; do
  install -D -m 755 "$bin/$name" "$work/programs/$name"
  strip --strip-unneeded --remove-section=.comment "$work/programs/$name"
done
/usr/bin/python3 "$from/sbom.py" --name holdfast --version "$version" "${appliance[@]/#/$bin/}" "$root/daemon/ui/package-lock.json" >"$work/sbom.spdx.json"
bundle=$out/holdfast_${version}_$architecture.hfb
"$bin/holdfast" bundle build "$bundle" --release "$version" --counter "$counter" --architecture "$architecture" --programs "$work/programs" \
  --sbom "$work/sbom.spdx.json" --add "share/LICENSE=$root/LICENSE" >/dev/null
release=usr/lib/holdfast/release
"$bin/holdfast" bundle unpack "$bundle" "$work/holdfastd/$release"
chmod -R u=rwX,go=rX "$work/holdfastd"
install -d "$work/holdfastd/usr/bin"
for name in "${appliance[@]}"; do ln -s "../lib/holdfast/release/bin/$name" "$work/holdfastd/usr/bin/$name"; done
rm "$work/holdfastd/usr/bin/holdfast"
install -m 755 "$from/deb/holdfastd/holdfast" "$work/holdfastd/usr/bin/holdfast"
program holdfastd holdfast-launcher
file holdfastd "$from/etc/holdfastd.toml" etc/holdfast/holdfastd.toml
file holdfastd "$from/avahi/holdfastd.service" etc/avahi/services/holdfastd.service
file holdfastd "$from/systemd/holdfastd.service" usr/lib/systemd/system/holdfastd.service
file holdfastd "$from/udev/70-holdfast.rules" usr/lib/udev/rules.d/70-holdfast.rules
file holdfastd "$from/udev/71-holdfast-media.rules" usr/lib/udev/rules.d/71-holdfast-media.rules
for dashboards in prometheus grafana; do
  [ -d "$from/$dashboards" ] && for each in "$from/$dashboards"/*.{yml,yaml,json}; do
    [ -f "$each" ] && file holdfastd "$each" "usr/share/doc/holdfastd/$dashboards/$(basename "$each")"
  done
done
"$bin/holdfast" manual | packed holdfastd usr/share/man/man1/holdfast.1.gz
manual holdfastd holdfastd 8 "the daemon of a store"
manual holdfastd holdfast-launcher 8 "starts the release that runs here, and proves the next one"
[ -x "$bin/holdfast-verify" ] && manual holdfastd holdfast-verify 1 "checks an export of the fiscal journal by itself"
completions holdfastd
documents holdfastd "${appliance[@]/#/$bin/}" "$bin/holdfast-launcher" "$root/daemon/ui/package-lock.json"
package holdfastd

program holdfast-hub holdfast-hub holdfast-jq
file holdfast-hub "$from/etc/holdfast-hub" etc/default/holdfast-hub
file holdfast-hub "$from/systemd/holdfast-hub.service" usr/lib/systemd/system/holdfast-hub.service
for connector in "$from"/connectors/*.json; do file holdfast-hub "$connector" "usr/share/holdfast-hub/connectors/$(basename "$connector")"; done
manual holdfast-hub holdfast-hub 8 "the stores' other side: masters down, books up"
documents holdfast-hub "$bin/holdfast-hub" "$bin/holdfast-jq"
package holdfast-hub

program holdfast-devices holdfast-devices
file holdfast-devices "$from/etc/holdfast-devices" etc/default/holdfast-devices
file holdfast-devices "$from/systemd/holdfast-devices.service" usr/lib/systemd/system/holdfast-devices.service
manual holdfast-devices holdfast-devices 8 "virtual printers, drawers, terminals, scales and scanners"
documents holdfast-devices "$bin/holdfast-devices"
package holdfast-devices
