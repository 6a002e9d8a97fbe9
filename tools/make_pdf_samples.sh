#!/usr/bin/env bash
# Makes the PDFs among the samples: printed by LibreOffice from the docx, on small paper too, and by Chromium from web pages.
#
#   tools/make_pdf_samples.sh [ID...]     after `cargo run --example make_samples`
#
# Needs soffice and chromium on the PATH and a Chinese font (Debian: libreoffice-writer, chromium, fonts-noto-cjk). Every run
# writes other dates into the files, so run it for the samples whose docx changed.
set -euo pipefail
cd "$(dirname "$0")/../samples"

# printed by LibreOffice
printed=(seed d01 d03 guangdong-two-period henan-transposed)
# also on paper 14 cm high, so that tables go on over many pages
short=(guangdong-two-period)
# also by Chromium, from the page of a portal
browsed=(d01)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# print_document DOCX PDF
print_document() {
    soffice "-env:UserInstallation=file://$scratch/profile" --headless --convert-to pdf --outdir "$scratch" "$1" >"$scratch/log" 2>&1
    local made
    made="$scratch/$(basename "${1%.*}").pdf"
    [ -s "$made" ] || { echo "LibreOffice did not write $2"; cat "$scratch/log"; exit 1; }
    mv "$made" "$2"
}

# shorten DOCX OTHER: the same document on paper 8,000 twentieths of a point high
shorten() {
    python3 -c '
import re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as new:
    for name in old.namelist():
        part = old.read(name)
        if name == "word/document.xml":
            part = re.sub(rb"(<w:pgSz[^>]*w:h=\")\d+", rb"\g<1>8000", part)
        new.writestr(name, part)
' "$1" "$2"
}

is_among() {
    local id=$1
    shift
    case " $* " in
    *" $id "*) return 0 ;;
    *) return 1 ;;
    esac
}

ids=("$@")
[ ${#ids[@]} -gt 0 ] || ids=("${printed[@]}")
for id in "${ids[@]}"; do
    print_document "$id/$id.docx" "$id/$id.pdf"
    if is_among "$id" "${short[@]}"; then
        shorten "$id/$id.docx" "$scratch/$id.docx"
        print_document "$scratch/$id.docx" "$id/$id.short.pdf"
    fi
    if is_among "$id" "${browsed[@]}"; then
        chromium --headless --no-sandbox --disable-gpu --user-data-dir="$scratch/chromium" --no-pdf-header-footer \
            --print-to-pdf="$PWD/$id/$id.site.pdf" "file://$PWD/$id/$id.site.html" >"$scratch/log" 2>&1 ||
            { cat "$scratch/log"; exit 1; }
    fi
done
