#!/usr/bin/env bash
# Builds the command line and the wheel, installs the wheel into a fresh virtual environment and runs Python tests in it.
#
# usage: tools/test_wheel.sh REQUIREMENTS PYTEST_ARGUMENT...
# PYTHON is the interpreter (3.10 or newer, with venv), PROFILE the cargo profile of both builds.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
profile=${PROFILE:-dev}
requirements=$1
shift

if ! "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
    echo "This needs Python 3.10 or newer with the venv module (Debian: apt-get install python3-venv); PYTHON=... names one." >&2
    exit 2
fi
if grep -q '^pyspark' "$requirements" && ! java -version 2>&1 | grep -qE '"(17|21)[."]'; then
    echo "Spark needs Java 17 or 21 (Debian: apt-get install openjdk-17-jre-headless)." >&2
    exit 2
fi

target=${CARGO_TARGET_DIR:-$PWD/target}
built=$target/python
rm -rf "$built/wheels"
PROFILE=$profile tools/build_wheel.sh "$built/wheels"
cargo build --locked --quiet --profile "$profile"

environment=$built/$(basename "$requirements" .txt)
"$python" -m venv --clear "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check -r "$requirements" "$built"/wheels/*.whl

directory=$profile
[ "$profile" = dev ] && directory=debug
export YUSUAN=$target/$directory/yusuan
export DAFT_ANALYTICS_ENABLED=0 RAY_USAGE_STATS_ENABLED=0
export PATH=$environment/bin:$PATH
exec pytest -c python/pyproject.toml "$@"
