#!/bin/sh
# Copies the samples into fuzz/corpus, where cargo-fuzz looks for the seeds of each target.
set -eu
cd "$(dirname "$0")"
seed() { # target, files
    target=$1
    shift
    mkdir -p "corpus/$target"
    cp -- "$@" "corpus/$target/"
}
samples=../samples
seed pipeline "$samples"/*/*.*
seed text "$samples"/*/*.txt
seed docx "$samples"/*/*.docx
seed doc "$samples"/*/*.doc
seed html "$samples"/*/*.htm "$samples"/*/*.html
seed mhtml "$samples"/*/*.mht "$samples"/*/*.mhtml
seed rtf "$samples"/*/*.rtf
seed odt "$samples"/*/*.odt
seed word-xml "$samples"/*/*.word2003.xml
seed flat-opc "$samples"/*/*.flat-opc.xml
seed xlsx "$samples"/*/*.xlsx
seed xls "$samples"/*/*.xls
seed ods "$samples"/*/*.ods
seed fods "$samples"/*/*.fodt
seed fodt "$samples"/*/*.fodt
seed pdf "$samples"/*/*.pdf
seed ofd "$samples"/*/*.ofd
seed vocabulary ../src/vocabulary/labels.yaml
# one value per file
mkdir -p corpus/values
cut -f 1 ../tests/values.tsv ../tests/values_hard.tsv | split -l 1 - corpus/values/value
# there are no samples in these formats
mkdir -p corpus/xlsb corpus/spreadsheet-xml
