#!/usr/bin/env python3
"""Compares the .doc reader with LibreOffice on a folder of real files.

    tools/compare_doc.py CORPUS --cache DIR [--yusuan target/release/yusuan] [--verbose]

CORPUS is walked for files that are OLE containers with a WordDocument stream, whatever their extension. LibreOffice
(`soffice`, 7.4 was used) converts each to OpenDocument once; the results stay in --cache, which must be outside the
repository. Then the tables of both are compared: the number of tables in a file, the number of cells, and the text of
each cell without white space. Only the standard library is used.
"""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as ET

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
WORD_STREAM = "WordDocument".encode("utf-16-le")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
BATCH = 12
# marks where LibreOffice shows an automatic number, whose text OpenDocument does not contain
LABEL = "\ue000"


def word_files(corpus):
    """Every file of the folder whose content is a binary Word document, sorted."""
    for path in sorted(corpus.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if content.startswith(OLE_MAGIC) and WORD_STREAM in content:
                yield path, hashlib.sha256(content).hexdigest()[:16]


def convert(files, cache):
    """Fills the cache: one <digest>.odt per file, or an empty <digest>.failed where LibreOffice cannot convert it."""
    todo = [
        (path, digest)
        for path, digest in files
        if not (cache / f"{digest}.odt").exists() and not (cache / f"{digest}.failed").exists()
    ]
    for start in range(0, len(todo), BATCH):
        batch = todo[start : start + BATCH]
        soffice(batch, cache, 60 + 10 * len(batch))
        for one in batch:
            if not (cache / f"{one[1]}.odt").exists():
                soffice([one], cache, 60)
            if not (cache / f"{one[1]}.odt").exists():
                (cache / f"{one[1]}.failed").touch()
        print(f"converted {min(start + BATCH, len(todo))}/{len(todo)}", file=sys.stderr)


def soffice(batch, cache, seconds):
    """Runs LibreOffice once, with a profile of its own, so that no other instance interferes."""
    with tempfile.TemporaryDirectory() as scratch:
        profile = pathlib.Path(scratch, "profile").as_uri()
        copies = []
        for path, digest in batch:
            copy = pathlib.Path(scratch, f"{digest}.doc")
            shutil.copyfile(path, copy)
            copies.append(str(copy))
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "odt"]
        process = subprocess.Popen(
            command + ["--outdir", str(cache)] + copies,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def paragraph_text(element):
    """The text of an OpenDocument paragraph as our model has it; without notes, comments and drawings."""
    out = []

    def walk(node):
        for child in node:
            tag = child.tag
            if tag == TEXT + "s":
                out.append(" " * int(child.get(TEXT + "c", "1")))
            elif tag == TEXT + "tab":
                out.append("\t")
            elif tag == TEXT + "line-break":
                out.append("\n")
            elif tag in (TEXT + "note", OFFICE + "annotation") or tag.startswith(DRAW):
                pass
            else:
                out.append(child.text or "")
                walk(child)
            out.append(child.tail or "")

    out.append(element.text or "")
    walk(element)
    return "".join(out)


def office_tables(path):
    """Every table of an OpenDocument text, in the order in which they begin, as lists of cell texts."""
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))
    tables = []

    def table(element):
        cells = []
        tables.append(cells)
        rows(element, cells)

    def rows(element, cells):
        for child in element:
            if child.tag == TABLE + "table-row":
                for cell in child:
                    if cell.tag == TABLE + "table-cell":
                        times = int(cell.get(TABLE + "number-columns-repeated", "1"))
                        place = len(cells)
                        cells.extend([""] * times)
                        cells[place] = "\n".join(content(cell))
            elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
                rows(child, cells)

    def content(element, label=""):
        lines = []
        for child in element:
            if child.tag in (TEXT + "p", TEXT + "h"):
                lines.append(label + paragraph_text(child))
                anchored(child)
            elif child.tag == TABLE + "table":
                table(child)
            elif child.tag == TEXT + "tracked-changes":
                pass
            else:
                lines.extend(content(child, LABEL if child.tag == TEXT + "list" else label))
        return lines

    def anchored(paragraph):
        """Tables in the text boxes and frames of a paragraph."""
        for frame in paragraph.iter(TABLE + "table"):
            table(frame)

    content(root.find(f"{OFFICE}body/{OFFICE}text"))
    return tables


def own_tables(blocks):
    """Every table of a dumped document, in the same form."""
    tables = []

    def walk(blocks):
        lines = []
        for block in blocks:
            if "paragraph" in block:
                lines.append(block["paragraph"]["text"])
                continue
            cells = []
            tables.append(cells)
            for row in block["table"]["rows"]:
                for cell in row:
                    cells.append("")
                    place = len(cells) - 1
                    cells[place] = "\n".join(walk(cell["blocks"]))
        return lines

    walk(blocks)
    return tables


def dump(binary, path):
    """The document as the reader under test understands it, or the error that stopped it."""
    command = [binary, "dump", str(path), "--stage", "document", "--format", "json"]
    run = subprocess.run(command, capture_output=True, timeout=60)
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {"error": run.stderr.decode(errors="replace").strip() or f"exit status {run.returncode}"}


def squeeze(text):
    """The text without white space, and with characters unified that the two programs write differently."""
    return re.sub(r"\s+|\u00ad|\u200b", "", text).replace("\u2011", "-")


def same_text(office, own):
    """True when the texts are equal and our automatic numbers are where LibreOffice has some."""
    if LABEL not in office:
        return office == own
    pattern = ".{0,12}?".join(re.escape(part) for part in office.split(LABEL))
    return re.fullmatch(pattern, own) is not None


def compare(files, cache, binary, verbose):
    count = collections.Counter()
    for path, digest in files:
        office = cache / f"{digest}.odt"
        ours = dump(binary, path)
        if not office.exists():
            count["not opened by LibreOffice"] += 1
            continue
        count["files"] += 1
        if "error" in ours:
            count["refused"] += 1
            print(f"REFUSED {path}: {ours['error']}")
            continue
        theirs, mine = office_tables(office), own_tables(ours["blocks"])
        sizes = [len(cells) for cells in theirs], [len(cells) for cells in mine]
        count["same number of tables"] += len(theirs) == len(mine)
        count["same number of cells"] += sum(sizes[0]) == sum(sizes[1])
        if sizes[0] != sizes[1]:
            print(f"SHAPE {path} {digest}: LibreOffice {sizes[0]}, yusuan {sizes[1]}")
        left = [squeeze(cell) for cells in theirs for cell in cells]
        right = [squeeze(cell) for cells in mine for cell in cells]
        count["cells"] += len(left)
        if len(left) == len(right):
            pairs = list(zip(left, right))
            same = sum(same_text(a, b) for a, b in pairs)
            if same < len(left):
                print(f"TEXT {path} {digest}: {len(left) - same} of {len(left)}")
            if verbose:
                for a, b in pairs:
                    if not same_text(a, b):
                        print(f"    {a[:200]!r}\n    {b[:200]!r}")
        else:
            # the cells that both have, in any order
            left = [text.replace(LABEL, "") for text in left]
            same = sum((collections.Counter(left) & collections.Counter(right)).values())
        count["cells with the same text"] += same
    return count


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=pathlib.Path)
    arguments.add_argument("--cache", type=pathlib.Path, required=True)
    arguments.add_argument("--yusuan", default="target/release/yusuan")
    arguments.add_argument("--verbose", action="store_true", help="print the cells that differ")
    options = arguments.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    files = list(word_files(options.corpus))
    convert(files, options.cache)
    for what, number in compare(files, options.cache, options.yusuan, options.verbose).items():
        print(f"{number:8} {what}")


if __name__ == "__main__":
    main()
