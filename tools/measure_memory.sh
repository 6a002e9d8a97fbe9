#!/bin/sh
# Peak memory and time of `yusuan convert` over very many small files, and over one very large one.
#
#   tools/measure_memory.sh [COPIES]
#
# The small files are COPIES times the hard links to samples/ (1042 gives 100,000); the large one is a generated docx
# with 140 MB of XML. Needs GNU time. Everything is made below target/memory and removed at the end.
set -eu
cd "$(dirname "$0")/.."
copies=${1:-1042}
cargo build --release --locked --bin yusuan --example make_large
work=target/memory
rm -rf "$work"
mkdir -p "$work/in"
trap 'rm -rf "$work"' EXIT
copy=0
while [ "$copy" -lt "$copies" ]; do
    cp -rl samples "$work/in/$copy"
    copy=$((copy + 1))
done
echo "$(find "$work/in" -type f | wc -l) files"

# WHAT ARGUMENTS...
measure() {
    what=$1
    shift
    /usr/bin/time -f "$what: %M KiB, %e s, %U s user" -o "$work/time" \
        target/release/yusuan convert --quiet "$@" || [ $? -eq 1 ]
    tail -n 1 "$work/time"
    rm -rf "$work/out"
}

for jobs in 1 2 8; do
    measure "small files, --jobs $jobs" "$work/in" -o "$work/out" --format csv,jsonl --jobs "$jobs"
done
target/release/examples/make_large 140 "$work/large.docx"
measure "140 MB of XML" "$work/large.docx" -o "$work/out"
