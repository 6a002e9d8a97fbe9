#!/usr/bin/env bash
# Builds the wheel for the interpreter PYTHON (3.10 or newer, with venv) into DIRECTORY; PROFILE is the cargo profile.
#
# usage: tools/build_wheel.sh DIRECTORY
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
builder=${CARGO_TARGET_DIR:-$PWD/target}/python/builder
if [ ! -x "$builder/bin/maturin" ]; then
    "$python" -m venv "$builder"
fi
"$builder/bin/pip" install --quiet --disable-pip-version-check -r python/requirements/build.txt
"$builder/bin/maturin" build --locked --quiet --profile "${PROFILE:-release}" \
    --manifest-path python/Cargo.toml --interpreter "$python" --out "$1"
