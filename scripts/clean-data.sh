#!/usr/bin/env bash
# Deletes a data folder that Towpath made: scripts/clean-data.sh FOLDER. Asks, unless FORCE=1.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

data=${1:-./data}
[ -d "$data" ] || { say "There is no $data; nothing to delete."; exit 0; }
ls "$data"/*.db >/dev/null 2>&1 || fail "$data holds no Towpath database, so it is left alone." "Delete it by hand if it is the right folder."
if [ "${FORCE:-}" != 1 ]; then
  read -r -p "Delete $data and everything in it ($(du -sh "$data" | cut -f1))? [y/N] " answer || answer=
  [ "$answer" = y ] || [ "$answer" = Y ] || { say "Left alone."; exit 0; }
fi
rm -rf -- "$data"
say "Deleted $data."
