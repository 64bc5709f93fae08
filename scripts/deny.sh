#!/usr/bin/env bash
# Checks licenses, sources and banned crates with cargo-deny, offline.
#
# cargo-deny is used when it is installed. CI builds it once into its shared target folder (about three
# minutes of one core); elsewhere its absence is said, and is no failure.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

version=0.20.2
tools=$(target_dir)/tools
export PATH="$PATH:$tools/bin"
if ! command -v cargo-deny >/dev/null 2>&1; then
  if [ "${CI:-}" = true ] || [ "${1:-}" = --install ]; then
    say "Building cargo-deny $version into $tools (once)"
    CARGO_TARGET_DIR=$tools/build cargo install cargo-deny --version "$version" --locked --quiet --root "$tools"
    rm -rf "$tools/build"
  else
    say "cargo-deny is not installed, so the dependencies were not checked. 'scripts/deny.sh --install' builds it (some minutes)."
    exit 0
  fi
fi
# Crates for other systems are described too, and may not have been fetched by the build.
cargo fetch --locked --quiet || say "cargo fetch failed; going on with what is here"
cargo deny --workspace --offline check --hide-inclusion-graph licenses sources bans
