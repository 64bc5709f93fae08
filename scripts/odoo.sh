#!/usr/bin/env bash
# Tries the connection to Odoo against a real Odoo 19, over each of its protocols.
#
# It fetches 120 MB from Debian and some libraries from PyPI the first time, and takes about twenty minutes, so
# it is no part of `make ci`. PROTOCOLS="json_2" tries one; ROUNDS (default 8) are the kills for each; ODOO_DEB is
# the package where it is here already.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

TOWPATH_ODOO=$(scripts/odoo/prepare.sh) || exit 1
export TOWPATH_ODOO
cargo build --package towpath || fail "The build failed; what the compiler said is above."
TOWPATH_PG_DURABLE=1 exec scripts/with-postgres.sh python3 scripts/odoo/run.py "$(target_dir)/debug/towpath"
