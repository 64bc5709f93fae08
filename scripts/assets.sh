#!/usr/bin/env bash
# Builds the front end into web/dist, unless nothing that goes into it has changed.
#
# The stamp covers web/ and every template and page module, because icons and class names are found in them.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

[ -f web/package-lock.json ] || fail "web/package-lock.json is missing." "Run this in a complete checkout of the repository."

inputs() {
  find web -type f -not -path 'web/node_modules/*' -not -path 'web/dist*' -not -path 'web/test-results/*'
  find app core lifecycle platform -type f \( -name '*.html' -o -path '*/src/*.rs' \) 2>/dev/null || true
}
stamp=$(inputs | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
if [ "${1:-}" != --force ] && [ -f web/dist/manifest.json ] && [ "$(cat web/dist/.stamp 2>/dev/null)" = "$stamp" ]; then exit 0; fi

started=$SECONDS
cd web
lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ "$(cat node_modules/.towpath-lock 2>/dev/null)" != "$lock" ]; then
  say "Fetching the front end's build tools with npm (about 20 s the first time)"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >node_modules.log 2>&1 || {
    head -n 20 node_modules.log >&2
    fail "npm ci failed; how it began is above, all of it in web/node_modules.log." \
      "It needs the npm registry, or a mirror set with 'npm config set registry'. Mend that and run this again."
  }
  rm -f node_modules.log
  printf '%s' "$lock" >node_modules/.towpath-lock
fi
say "Building the front end"
npm run --silent build || fail "The front end did not build; what is wrong stands above."
printf '%s' "$stamp" >dist/.stamp
say "Front end built in $((SECONDS - started)) s."
