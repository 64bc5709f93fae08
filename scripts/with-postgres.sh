#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL: scripts/with-postgres.sh COMMAND…
#
# The cluster lives in a temporary folder and on a free port of 127.0.0.1, and is gone afterwards. The
# command finds it in TOWPATH_TEST_POSTGRES; when that is set already, the command just uses it.
# TOWPATH_PG_DURABLE=1 keeps fsync on, for crash tests and benchmarks; otherwise speed comes first.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
. "$here/scripts/lib.sh"

[ $# -gt 0 ] || fail "with-postgres.sh needs a command to run."
if [ -n "${TOWPATH_TEST_POSTGRES:-}" ]; then exec "$@"; fi

bin=$(postgres_bin)
[ -n "$bin" ] || fail "PostgreSQL's server binaries were not found." "Run scripts/setup.sh, or export TOWPATH_PG_BIN=/folder/of/initdb," \
  "or export TOWPATH_TEST_POSTGRES=postgres://USER@HOST/DATABASE of a server where databases may be created."

# PostgreSQL refuses root, so another user of this machine owns the cluster.
run_as=()
owner=$(id -un)
if [ "$(id -u)" = 0 ]; then
  for owner in postgres nobody; do id "$owner" >/dev/null 2>&1 && break; done
  run_as=(runuser -u "$owner" --)
  command -v runuser >/dev/null 2>&1 || run_as=(setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups)
fi

# A run that was killed outright could not tidy up; the next one does it.
for old in /tmp/towpath-pg.*; do
  [ -f "$old/owner" ] || continue
  kill -0 "$(cat "$old/owner")" 2>/dev/null && continue
  [ -f "$old/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$old/data/postmaster.pid")" 2>/dev/null || true
  rm -rf "$old" 2>/dev/null || true
done

dir=$(mktemp -d /tmp/towpath-pg.XXXXXX)
echo $$ >"$dir/owner"
child=
stop() {
  trap '' INT TERM
  [ -n "$child" ] && kill -TERM "$child" 2>/dev/null || true
  (cd "$dir" && "${run_as[@]}" "$bin/pg_ctl" stop -D "$dir/data" -m immediate -s >/dev/null 2>&1) || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if [ "$(id -u)" = 0 ]; then chown "$owner" "$dir"; fi
cd "$dir"

"${run_as[@]}" "$bin/initdb" -D "$dir/data" -U towpath -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions >"$dir/initdb.log" 2>&1 || {
  cat "$dir/initdb.log" >&2
  fail "initdb failed; what it said is above."
}
{
  echo "listen_addresses = '127.0.0.1'"
  echo "unix_socket_directories = '$dir'"
  echo "max_connections = 200"
  echo "shared_buffers = 128MB"
  echo "timezone = 'UTC'"
  if [ "${TOWPATH_PG_DURABLE:-}" != 1 ]; then
    echo "fsync = off"
    echo "synchronous_commit = off"
    echo "full_page_writes = off"
  fi
} >>"$dir/data/postgresql.conf"

# Between choosing a port and listening on it somebody else may take it, hence a few tries.
port=
for _ in 1 2 3 4 5; do
  try=$(free_port)
  if "${run_as[@]}" "$bin/pg_ctl" start -D "$dir/data" -o "-p $try" -l "$dir/server.log" -w -t 60 -s >/dev/null 2>&1; then
    port=$try
    break
  fi
done
[ -n "$port" ] || { cat "$dir/server.log" >&2; fail "PostgreSQL did not start; its log is above."; }

export TOWPATH_TEST_POSTGRES="postgres://towpath@127.0.0.1:$port/postgres"
cd "$OLDPWD"
"$@" <&0 &
child=$!
status=0
wait "$child" || status=$?
child=
exit "$status"
