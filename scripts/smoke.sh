#!/usr/bin/env bash
# Builds the binary, starts it on an empty folder, and asks for its health and its first pages.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --quiet -p towpath
binary=${CARGO_TARGET_DIR:-target}/debug/towpath
data=$(mktemp -d)
log=$data/log
"$binary" serve --data "$data/data" --listen 127.0.0.1:8097 >"$log" 2>&1 &
pid=$!
trap 'kill $pid 2>/dev/null || true; wait $pid 2>/dev/null || true; rm -rf "$data"' EXIT
for _ in $(seq 1 60); do
  curl -fsS -o /dev/null http://127.0.0.1:8097/healthz 2>/dev/null && break
  sleep 0.5
done
for path in /healthz /readyz /sign-in /apply /apply/reseller /developers /api/v1/openapi.json; do
  curl -fsS -o /dev/null "http://127.0.0.1:8097$path" || { echo "$path did not answer"; cat "$log"; exit 1; }
done
"$binary" audit verify --data "$data/data" --json | tail -n 1
echo "the server starts and answers"
