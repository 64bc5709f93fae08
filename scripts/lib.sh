# shellcheck shell=bash
# What the scripts share: words to the reader, and how to find things. Source it, don't run it.

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

# fail MESSAGE REMEDY…: says what is wrong and what to do about it, then ends.
fail() {
  printf '\n\033[31merror:\033[0m %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}

# No colors where nobody reads them as such.
if [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ]; then
  say() { printf '==> %s\n' "$*"; }
  fail() {
    printf '\nerror: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '       %s\n' "$line" >&2; done
    exit 1
  }
fi

# The folder with initdb, pg_ctl and postgres; the newest version wins. Empty when there is none.
postgres_bin() {
  local dir
  for dir in "${TOWPATH_PG_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) \
    /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin "$(pg_config --bindir 2>/dev/null || true)"; do
    if [ -n "$dir" ] && [ -x "$dir/initdb" ] && [ -x "$dir/pg_ctl" ]; then
      printf '%s' "$dir"
      return
    fi
  done
}

# A Chromium or Chrome; CHROME_PATH wins. Empty when there is none.
chromium_bin() {
  local name
  for name in "${CHROME_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
}

# Where cargo puts what it builds.
target_dir() { printf '%s' "${CARGO_TARGET_DIR:-$PWD/target}"; }

# A port on this machine that nobody listens on at the moment.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
