#!/usr/bin/env bash
# Runs the benchmarks and writes docs/benchmarks.md. About half an hour; SIZES and DATABASES make it shorter:
#
#   SIZES="100000" DATABASES="sqlite" scripts/bench.sh
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

say "Building with optimization (the first time about 15 minutes on two cores)"
cargo build --profile bench --package towpath --bin towpath --example bench || fail "The build failed; what the compiler said is above."
TOWPATH_PG_DURABLE=1 exec scripts/with-postgres.sh python3 scripts/bench/run.py "$(target_dir)/release/towpath" "$(target_dir)/release/examples/bench"
