#!/usr/bin/env bash
# Installs what tools/dist.sh built, each artefact into a fresh place, and converts a sample with it. Linux only.
#
# usage: tools/test_dist.sh [DIST]
# The Debian package is installed by dpkg into the root that ROOT names (default: a new one made by debootstrap, which
# needs root and the archive of Debian), the archive is unpacked into an empty directory without any library.
set -euo pipefail
cd "$(dirname "$0")/.."
dist=$(realpath "${1:-dist}")
(cd "$dist" && sha256sum --check --quiet ./*.sha256)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

converts() { # a command that runs the program: it must read the sample as the golden record says
    local out
    out=$("$@" convert --format jsonl seed.txt 2>/dev/null)
    grep -q '"project_name":"信息系统运维经费"' <<<"$out"
}

echo "the archive, in a root that holds nothing else"
tar -C "$work" -xzf "$dist"/yusuan-*-linux-*.tar.gz
program=$(echo "$work"/yusuan-*/yusuan)
if file "$program" | grep -q 'dynamically linked'; then
    echo "$program needs libraries of the system" >&2
    exit 1
fi
empty=$work/empty
mkdir -p "$empty/tmp"
cp "$program" samples/seed/seed.txt "$empty"
converts chroot "$empty" /yusuan
test -s "$(echo "$work"/yusuan-*/man/yusuan.1)" && test -s "$(echo "$work"/yusuan-*/completions/yusuan.bash)"

echo "the Debian package, in a fresh Debian"
root=${ROOT:-$work/debian}
[ -d "$root/usr" ] || debootstrap --variant=minbase bookworm "$root" >/dev/null
cp "$dist"/yusuan_*.deb "$root/tmp/yusuan.deb"
chroot "$root" dpkg --install /tmp/yusuan.deb >/dev/null
cp samples/seed/seed.txt "$root/seed.txt"
converts chroot "$root" yusuan
chroot "$root" test -s /usr/share/man/man1/yusuan.1.gz
chroot "$root" test -s /usr/share/bash-completion/completions/yusuan
chroot "$root" dpkg --remove yusuan >/dev/null
if chroot "$root" sh -c 'command -v yusuan' >/dev/null; then
    echo "the package left its program behind" >&2
    exit 1
fi

if ls "$dist"/*.whl >/dev/null 2>&1; then
    echo "the wheel, in a fresh environment"
    python3 -m venv "$work/python"
    "$work/python/bin/pip" install --quiet --disable-pip-version-check "$dist"/*.whl
    "$work/python/bin/python" - <<'PYTHON'
import yusuan

tables = yusuan.read("samples/seed/seed.txt")
assert tables.projects.num_rows == 4, tables.projects.num_rows
PYTHON
fi
echo "every artefact was installed and converts the sample"
