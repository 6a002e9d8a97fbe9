#!/usr/bin/env bash
# Makes the samples that only real programs can write: LibreOffice, and Apache Tika in the PyPI package extractous.
#
#   tools/make_foreign_samples.sh [ID...]     after `cargo run --example make_samples`
#
# Needs soffice on the PATH and a Python with `pip install extractous==0.3.0`. Every run writes different dates and
# identifiers into the files, so run it only for samples whose docx changed, and bless their golden records afterwards.
set -euo pipefail
cd "$(dirname "$0")/../samples"

every_format=(seed d01)
spot_checks=(d03 guangdong-two-period henan-transposed)

profile=$(mktemp -d)
scratch=$(mktemp -d)
trap 'rm -rf "$profile" "$scratch"' EXIT

# convert INPUT FILTER OUTPUT
convert() {
    local extension=${2%%:*}
    soffice "-env:UserInstallation=file://$profile" --headless --convert-to "$2" --outdir "$scratch" "$1" >"$scratch/log" 2>&1
    local made="$scratch/$(basename "${1%.*}").$extension"
    [ -s "$made" ] || { echo "LibreOffice did not write $3"; cat "$scratch/log"; exit 1; }
    mv "$made" "$3"
}

tika() {
    python3 -c '
import sys
from extractous import Extractor
text, _ = Extractor().set_extract_string_max_length(10_000_000).extract_file_to_string(sys.argv[1])
open(sys.argv[2], "w", encoding="utf-8", newline="").write(text)
' "$1" "$2"
}

make_every_format() {
    local id=$1
    convert "$id/$id.docx" "rtf:Rich Text Format" "$id/$id.rtf"
    convert "$id/$id.docx" "odt:writer8" "$id/$id.odt"
    # LibreOffice also writes Word 2003 XML, but leaves out the cells that a merge covers; ours is written as Word does
    convert "$id/$id.docx" "fodt:OpenDocument Text Flat XML" "$id/$id.fodt"
    tika "$id/$id.doc" "$id/$id.tika-doc.txt"
    convert "$id/$id.xlsx" "xls:MS Excel 97" "$id/$id.xls"
    convert "$id/$id.xlsx" "ods:calc8" "$id/$id.ods"
}

make_spot_checks() {
    local id=$1
    convert "$id/$id.docx" "doc:MS Word 97" "$id/$id.doc"
    convert "$id/$id.docx" "html:HTML (StarWriter)" "$id/$id.libreoffice.html"
    tika "$id/$id.docx" "$id/$id.tika.txt"
}

ids=("$@")
[ ${#ids[@]} -gt 0 ] || ids=("${every_format[@]}" "${spot_checks[@]}")
for id in "${ids[@]}"; do
    make_spot_checks "$id"
    case " ${every_format[*]} " in
    *" $id "*) make_every_format "$id" ;;
    esac
done
