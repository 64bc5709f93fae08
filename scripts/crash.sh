#!/usr/bin/env bash
# Kills the server at random moments under load and checks what is left, on SQLite and on PostgreSQL.
#
# Bounded: ROUNDS kills (default 8) for each database; hundreds find more.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

cargo build --package towpath || fail "The build failed; what the compiler said is above."
binary=$(target_dir)/debug/towpath
say "Killing it on SQLite"
python3 scripts/crash/run.py "$binary"
say "Killing it on PostgreSQL"
TOWPATH_PG_DURABLE=1 scripts/with-postgres.sh bash -c '
  set -e
  psql=$(. scripts/lib.sh; postgres_bin)/psql
  "$psql" -q "$TOWPATH_TEST_POSTGRES" -c "create database towpath_crash"
  export DATABASE_URL="${TOWPATH_TEST_POSTGRES%/postgres}/towpath_crash"
  exec python3 scripts/crash/run.py "$1"' bash "$binary"
