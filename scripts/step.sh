#!/usr/bin/env bash
# Runs one named step and tells how long it took: scripts/step.sh NAME COMMAND…
# With TOWPATH_STEPS=FILE the time is also noted there, for the table at the end.
set -u
name=$1
shift
printf '\n==> %s\n' "$name"
started=$(date +%s)
"$@"
status=$?
took=$(($(date +%s) - started))
verdict=ok
[ "$status" = 0 ] || verdict="FAILED ($status)"
printf '<== %s: %s, %d s\n' "$name" "$verdict" "$took"
[ -n "${TOWPATH_STEPS:-}" ] && printf '%-28s %6d s  %s\n' "$name" "$took" "$verdict" >>"$TOWPATH_STEPS"
exit "$status"
