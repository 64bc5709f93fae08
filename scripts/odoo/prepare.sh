#!/usr/bin/env bash
# Makes a real Odoo 19 ready to run and prints its folder: the package of Debian, unpacked, with its libraries
# in an environment of their own. Nothing is installed into the system.
#
# ODOO_DEB=/path/of/the.deb spares the download (120 MB); the checksum has to fit all the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/lib.sh

. scripts/odoo/package.txt
pool=${DEBIAN_POOL:-https://deb.debian.org/debian/pool/main}/o/odoo
home=$(target_dir)/tools/odoo
wanted="$sha256 $(sha256sum scripts/odoo/requirements.txt | cut -d' ' -f1)"
if [ "$(cat "$home/.towpath" 2>/dev/null)" = "$wanted" ]; then
  printf '%s' "$home"
  exit
fi

command -v dpkg-deb >/dev/null || fail "dpkg-deb was not found; it unpacks the package of Odoo." "Install the package dpkg of your system."
python3 -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' ||
  fail "Odoo 19 runs with Python 3.10 to 3.13; this is $(python3 --version)." "Put another python3 first in the PATH."
rm -rf "$home"
mkdir -p "$home"
deb=${ODOO_DEB:-$home/$file}
if [ -z "${ODOO_DEB:-}" ]; then
  say "Fetching $file from Debian (120 MB)" >&2
  curl --fail --silent --show-error --location --retry 3 --output "$deb" "$pool/${file//+/%2B}" ||
    fail "Debian no longer has $file at $pool." \
      "When a newer one is there (https://packages.debian.org/sid/odoo-19), put its file and SHA-256 into scripts/odoo/package.txt," \
      "or take this one from https://snapshot.debian.org/package/odoo/ and say ODOO_DEB=/path/of/it."
fi
echo "$sha256  $deb" | sha256sum --check --quiet >&2 || fail "$deb is not the file that scripts/odoo/package.txt names." "Its SHA-256 has to be $sha256."
say "Unpacking it, and installing its libraries (about two minutes, 1.5 GB)" >&2
dpkg-deb --extract "$deb" "$home/root" || fail "$deb could not be unpacked; what dpkg-deb said is above."
[ -n "${ODOO_DEB:-}" ] || rm "$deb"
# Scripts and fonts for browsers come from other packages, to which these links lead. No browser looks here: empty files do.
find "$home/root" -xtype l -delete -exec touch {} +
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install --quiet --disable-pip-version-check --retries 5 -r scripts/odoo/requirements.txt >&2 ||
  fail "pip could not install the libraries of Odoo." "It needs PyPI, or a mirror set with 'pip config set global.index-url'."
printf '%s' "$file" | sed -E 's/.*_(.*)_all\.deb/\1 (Debian)/' >"$home/.version"
printf '%s' "$wanted" >"$home/.towpath"
printf '%s' "$home"
