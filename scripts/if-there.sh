#!/usr/bin/env bash
# Runs a script if the checkout has it, and says so if not: scripts/if-there.sh SCRIPT ARGUMENT…
set -u
if [ -x "$1" ]; then exec "$@"; fi
echo "    $1 is not in this checkout; skipped"
