#!/usr/bin/env bash
# Lets other programs read the outputs: Frictionless and DuckDB from PyPI, LibreOffice where it is installed.
#
#   tools/test_foreign.sh        or make test-foreign
#
# Needs Python 3.10 or newer with venv. The environment is kept in target/foreign.
set -euo pipefail
cd "$(dirname "$0")/.."
environment=target/foreign
cargo build --locked --bin yusuan
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check -r tests/foreign/requirements.txt
YUSUAN="$PWD/target/debug/yusuan" "$environment/bin/python" -m unittest -v tests/foreign/test_*.py
