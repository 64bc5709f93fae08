#!/usr/bin/env bash
# The browser tests: the whole thread on a desktop, a phone and without script; every page's accessibility; weights.
#
# scripts/browser.sh [PART…]   PART is journeys, leads, conflict, deals, mapping, calls, office, pages, weight, or one run: desktop, phone, noscript.
# TOWPATH_BROWSER_DEMO=FOLDER  begins with a copy of that demo instead of filling one.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

CHROME_PATH=$(chromium_bin)
[ -n "$CHROME_PATH" ] || fail "There is no Chromium or Chrome." "Install one (apt-get install chromium), or name it in CHROME_PATH."
[ -d web/node_modules/playwright-core ] || fail "The front end's tools are not installed." "Run: make assets"
export CHROME_PATH TOWPATH_BROWSER_OUT="${TOWPATH_BROWSER_OUT:-$(target_dir)/browser}"

if [ -z "${TOWPATH_BINARY:-}" ]; then
  cargo build --package towpath || fail "The build failed; what the compiler said is above."
  TOWPATH_BINARY=$(target_dir)/debug/towpath
fi
exec node app/tests/browser/run.mjs "$TOWPATH_BINARY" "$@"
