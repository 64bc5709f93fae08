#!/usr/bin/env bash
# Builds Towpath and starts the demo: scripts/run.sh DATA-FOLDER ADDRESS:PORT
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

data=${1:-./data}
listen=${2:-127.0.0.1:8080}

scripts/setup.sh run
scripts/assets.sh
if [ ! -x "$(target_dir)/debug/towpath" ]; then
  say "Building Towpath. The first time this compiles all of its dependencies: about 16 minutes on two cores."
fi
started=$SECONDS
cargo build --package towpath || fail "The build failed; what the compiler said is above." "A clean checkout of the main branch builds; 'git status' shows what differs here."
[ $((SECONDS - started)) -lt 5 ] || say "Built in $((SECONDS - started)) s."
say "Starting the demo on $listen, with its data in $data. Ctrl C stops it; 'make clean-data' starts over."
exec "$(target_dir)/debug/towpath" demo --data "$data" --listen "$listen"
