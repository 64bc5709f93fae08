#!/usr/bin/env bash
# Checks that this machine has what a job needs, and installs what is missing where it may.
#
#   scripts/setup.sh run     what building and starting needs
#   scripts/setup.sh test    that, and what the tests need: PostgreSQL's server, Chromium, Python's venv
#
# A second run finds everything and says nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

purpose=${1:-test}
case $purpose in run | test) ;; *) fail "setup.sh knows 'run' and 'test', not '$purpose'." ;; esac

# --- what only the person at the machine can choose ------------------------------------------------
command -v cargo >/dev/null 2>&1 ||
  fail "Rust is missing." "Install it from https://rustup.rs and open a new shell; the version is pinned in rust-toolchain.toml."
command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
  fail "Node.js is missing." "Install Node.js 20 or later with npm: on Debian 13 and Ubuntu 26.04 'apt install nodejs npm', else from https://nodejs.org."
node_major=$(node -p 'process.versions.node.split(".")[0]')
[ "$node_major" -ge 20 ] ||
  fail "Node.js is too old: version $(node --version), and the front end needs 20 or later." "Install a newer one from https://nodejs.org."

# --- what apt can bring ----------------------------------------------------------------------------
packages=()
reasons=()
need() { packages+=("$1"); reasons+=("  $1: $2"); }

command -v cc >/dev/null 2>&1 || need build-essential "a C compiler and linker, for SQLite and cryptography"
if [ "$purpose" = test ]; then
  command -v python3 >/dev/null 2>&1 || need python3 "small helpers of the scripts"
  python3 -c 'import ensurepip, venv' 2>/dev/null || need python3-venv "outside test suites run in an environment of their own"
  [ -n "${TOWPATH_TEST_POSTGRES:-}" ] || [ -n "$(postgres_bin)" ] || need postgresql "every storage test runs on PostgreSQL too, in a throw-away cluster"
  [ -n "$(chromium_bin)" ] || need chromium "the browser tests"
fi

[ ${#packages[@]} -eq 0 ] && exit 0

say "Missing on this machine:"
printf '%s\n' "${reasons[@]}"
by_hand="apt-get install ${packages[*]}"

command -v apt-get >/dev/null 2>&1 ||
  fail "This machine has no apt, so they can't be installed from here." "Install them with your system's package manager (Debian's names are above) and run this again." \
    "A server elsewhere will do too: export TOWPATH_TEST_POSTGRES=postgres://USER@HOST/DATABASE, and CHROME_PATH=/path/to/chrome."

if [ "$(id -u)" = 0 ]; then
  as_root=()
elif command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
  as_root=(sudo)
else
  fail "Installing needs root, and there is no sudo to ask." "Have an administrator run: $by_hand"
fi

# apt MINUTES-LONG-COMMAND…: three tries, because mirrors hiccup; never a question.
apt() {
  local try
  for try in 1 2 3; do
    if "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@" >"$log" 2>&1; then
      return 0
    fi
    [ "$try" = 3 ] || { printf '    apt-get %s failed, trying again\n' "$1"; sleep $((try * 5)); }
  done
  tail -n 20 "$log" >&2
  return 1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
say "Installing them with apt: ${packages[*]}"
started=$SECONDS
apt update || fail "apt-get update failed; its last lines are above." "Mend the package sources or the network and run this again."
apt install --no-install-recommends "${packages[@]}" ||
  fail "apt-get install failed; its last lines are above." "Try by hand: $by_hand" \
    "Ubuntu ships Chromium as a snap only: install any Chrome or Chromium and export CHROME_PATH=/path/to/it."
say "Installed in $((SECONDS - started)) s."

# An installed package is not yet a working tool.
if [ "$purpose" = test ]; then
  [ -n "${TOWPATH_TEST_POSTGRES:-}" ] || [ -n "$(postgres_bin)" ] || fail "PostgreSQL is installed, but its initdb is not where it is looked for." "Export TOWPATH_PG_BIN=/folder/of/initdb."
  [ -n "$(chromium_bin)" ] || fail "Chromium is installed, but no browser command was found." "Export CHROME_PATH=/path/to/chrome."
fi
