#!/usr/bin/env bash
# Opens the report of samples/ and the page of `yusuan serve` in a headless Chromium: `run.sh [SCREENSHOT]`. Installs what it needs where it may; where no
# Chromium can be had it says so and passes, because the page is then simply not tested.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

skip() {
    echo "test-report skipped: $1"
    exit 0
}

command -v node >/dev/null || skip "there is no node"
cat templates/{report,tables,document,serve}.js | node --check -
find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
chromium=${CHROMIUM:-$(find_chromium)}
if [ -z "$chromium" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk; } >/dev/null 2>&1 || true
    chromium=$(find_chromium)
fi
[ -n "$chromium" ] || skip "there is no Chromium and it could not be installed"
npm ci --prefix "$here" --no-audit --no-fund --loglevel error || skip "playwright-core could not be installed"

work=$(mktemp -d)
server=
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT
yusuan=${YUSUAN:-}
if [ -z "$yusuan" ]; then
    ${CARGO:-cargo} build --quiet --locked
    yusuan=${CARGO_TARGET_DIR:-target}/debug/yusuan
fi
"$yusuan" report samples -o "$work/report.html" --quiet
CHROMIUM=$chromium node "$here/test.mjs" "$work/report.html" "$@"

# twenty files as they lie in a folder: every format, one damaged, one empty, one that is not a document
mkdir "$work/folder"
cp samples/seed/seed.{docx,doc,pdf,xlsx,xls,rtf,odt,ods,txt,word.htm,quoted-printable.mht} "$work/folder"
for name in anhui-code beijing gansu guangxi hebei-scale jiangsu; do cp "samples/$name/$name.docx" "$work/folder"; done
head -c 3000 samples/seed/seed.docx >"$work/folder/broken.docx"
: >"$work/folder/empty.doc"
printf '\377\330\377' >"$work/folder/photo.jpg"
"$yusuan" serve --no-open --quiet >"$work/address" &
server=$!
while ! [ -s "$work/address" ] && kill -0 "$server"; do :; done
CHROMIUM=$chromium node "$here/page.mjs" "$(cat "$work/address")" "$work/folder"
