#!/usr/bin/env bash
# Outside test suites against a running demo: the API with schemathesis, as a partner and as staff.
#
# Bounded: EXAMPLES (default 6) inputs for each operation and phase; more finds more.
# STRICT=1 also asks that all is refused that the description does not allow.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

venv=$(target_dir)/tools/conformance
wanted=$(sha256sum scripts/conformance/requirements.txt | cut -d' ' -f1)
if [ "$(cat "$venv/.towpath" 2>/dev/null)" != "$wanted" ]; then
  say "Installing the test suites into $venv (about 20 s)"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --retries 5 -r scripts/conformance/requirements.txt ||
    fail "pip could not install the test suites." "It needs PyPI, or a mirror set with 'pip config set global.index-url'."
  printf '%s' "$wanted" >"$venv/.towpath"
fi

cargo build --package towpath || fail "The build failed; what the compiler said is above."
exec "$venv/bin/python" scripts/conformance/run.py "$(target_dir)/debug/towpath" "$@"
