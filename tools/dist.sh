#!/usr/bin/env bash
# Builds what is published for one target into DIST (default dist/): an archive with the program, its completions, man
# pages and guides; a Debian package on Linux; a bill of materials; checksums.
#
# usage: tools/dist.sh [TARGET]
# TARGET is a target of rustc, by default the one of this machine. On Linux the program is linked statically, so that it
# starts on every distribution. Needs cargo-deb and cargo-cyclonedx: `cargo install --locked cargo-deb cargo-cyclonedx`.
set -euo pipefail
cd "$(dirname "$0")/.."
host=$(rustc -vV | sed -n 's/^host: //p')
target=${1:-$host}
dist=${DIST:-$PWD/dist}
build=${CARGO_TARGET_DIR:-$PWD/target}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)

case $target in
*-linux-*) export RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static" ;;
*-windows-msvc) export RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static" ;;
esac
suffix=
case $target in *-windows-*) suffix=.exe ;; esac

cargo build --locked --release --target "$target"
program=$build/$target/release/yusuan$suffix

name=yusuan-$version-$target
stage=$build/dist/$name
rm -rf "$stage"
mkdir -p "$stage/completions" "$stage/man" "$stage/docs" "$dist"
cp "$program" README.md README.zh-CN.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$stage"
cp docs/*.md docs/*.png docs/*.svg "$stage/docs"
# another system's program does not run here; its completions and man pages are the same
runs=$program
if ! "$runs" --version >/dev/null 2>&1; then
    cargo build --locked --release
    runs=$build/release/yusuan
fi
for shell in bash zsh fish elvish powershell; do
    "$runs" completions "$shell" >"$stage/completions/yusuan.$shell"
done
"$runs" man "$stage/man"

case $target in
*-windows-*) (cd "$build/dist" && 7z a -bso0 "$dist/$name.zip" "$name") ;;
*) tar -C "$build/dist" --owner=0 --group=0 --sort=name -czf "$dist/$name.tar.gz" "$name" ;;
esac

case $target in
*-linux-*)
    # the package takes completions and man pages from one place whatever the target is called
    rm -rf "$build/dist/package"
    cp -r "$stage" "$build/dist/package"
    cargo deb --no-build --no-strip --locked --target "$target" --output "$dist"
    ;;
esac

cargo cyclonedx --format json --target "$target" --override-filename "$name.cdx"
mv "$name.cdx.json" "$dist/"
rm -f "python/$name.cdx.json"

(cd "$dist" && for file in *; do
    case $file in *.sha256) ;; *) sha256sum "$file" >"$file.sha256" ;; esac
done)
ls -l "$dist"
