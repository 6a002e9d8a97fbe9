#!/usr/bin/env bash
# Opens the report of samples/ in a headless Chromium: `run.sh [SCREENSHOT]`. Installs what it needs where it may; where no
# Chromium can be had it says so and passes, because the page is then simply not tested.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

skip() {
    echo "test-report skipped: $1"
    exit 0
}

command -v node >/dev/null || skip "there is no node"
node --check templates/report.js
find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
chromium=${CHROMIUM:-$(find_chromium)}
if [ -z "$chromium" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk; } >/dev/null 2>&1 || true
    chromium=$(find_chromium)
fi
[ -n "$chromium" ] || skip "there is no Chromium and it could not be installed"
npm ci --prefix "$here" --no-audit --no-fund --loglevel error || skip "playwright-core could not be installed"

report=$(mktemp -d)
trap 'rm -rf "$report"' EXIT
${CARGO:-cargo} run --quiet --locked -- report samples -o "$report/report.html" --quiet
CHROMIUM=$chromium node "$here/test.mjs" "$report/report.html" "$@"
