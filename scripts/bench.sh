#!/usr/bin/env bash
# Runs the benchmarks and writes docs/benchmarks.md. About half an hour; SIZES and DATABASES make it shorter:
#
#   SIZES="100000" DATABASES="sqlite" scripts/bench.sh
#
# PARTS says what else is measured: growth and import (both, when it is left out), and odoo, the peer of P1 and
# P2 (about ten minutes; the first time it fetches 120 MB). SIZES="" PARTS=odoo measures the peer and ours beside it alone.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

say "Building with optimization (the first time about 15 minutes on two cores)"
cargo build --profile bench --package towpath --bin towpath --example bench || fail "The build failed; what the compiler said is above."
if [[ " ${PARTS:-} " == *" odoo "* ]]; then
  TOWPATH_ODOO=$(scripts/odoo/prepare.sh) || exit 1
  export TOWPATH_ODOO
fi
TOWPATH_PG_DURABLE=1 exec scripts/with-postgres.sh python3 scripts/bench/run.py "$(target_dir)/release/towpath" "$(target_dir)/release/examples/bench"
