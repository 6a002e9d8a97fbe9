#!/usr/bin/env python3
"""Compares yusuan with the least possible work and with every peer, in one run on one machine.

Builds the program and the files, installs the peers where possible, times whole processes and writes
benches/RESULTS.md. Standard library only; the peers go into target/bench/.

    python3 benches/compare.py               # everything
    python3 benches/compare.py --no-peers    # only yusuan and the plain pass
"""

import argparse
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "bench"
SET = [WORK / "files" / "set" / f"{projects}.docx" for projects in (20, 100, 500)]
SMALL = WORK / "files" / "small"
YUSUAN = ROOT / "target" / "release" / "yusuan"
PLAIN = ROOT / "target" / "release" / "examples" / "bench_files"

# seconds after which a peer is abandoned
LIMIT = 600

# Each peer does its usual job: open each docx and get its text, including tables.
PYTHON_PEERS = {
    "python-docx": (
        "python-docx",
        """
import docx
for file in files:
    document = docx.Document(file)
    text = [p.text for p in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            text += [cell.text for cell in row.cells]
""",
    ),
    "docx2python": (
        "docx2python",
        """
from docx2python import docx2python
for file in files:
    with docx2python(file) as document:
        document.text
""",
    ),
    "mammoth": (
        "mammoth",
        """
import mammoth
for file in files:
    with open(file, "rb") as stream:
        mammoth.convert_to_html(stream).value
""",
    ),
    "kreuzberg": (
        "kreuzberg",
        """
from kreuzberg import extract_file_sync
for file in files:
    extract_file_sync(file).content
""",
    ),
    # only the backend for docx: it needs no model
    "docling": (
        "docling-slim[format-docx]",
        """
from pathlib import Path
from docling.backend.msword_backend import MsWordDocumentBackend
from docling.datamodel.base_models import InputFormat
from docling.datamodel.document import InputDocument
for file in files:
    source = InputDocument(path_or_stream=Path(file), format=InputFormat.DOCX, backend=MsWordDocumentBackend)
    MsWordDocumentBackend(in_doc=source, path_or_stream=Path(file)).convert().export_to_markdown()
""",
    ),
}

CRATE_PEERS = {
    "office_oxide": "office_oxide::Document::open(&file).expect(&file).plain_text().len()",
    "undoc": "undoc::extract_text(&file).expect(&file).len()",
}


def run(command, **more):
    return subprocess.run(command, check=True, cwd=ROOT, **more)


def timed(command, runs):
    """Median wall-clock and processor time in seconds, and the largest memory in MB."""
    return taking_turns([command], runs)[0]


def taking_turns(commands, runs):
    """The same for several commands, run in turn, so that other load on the machine affects all of them."""
    samples, began = [[] for _ in commands], time.monotonic()
    for _ in range(runs):
        for command, own in zip(commands, samples):
            own.append(once(command))
        if time.monotonic() - began > LIMIT / 4:
            break
    return [
        (statistics.median(wall), statistics.median(cpu), max(memory))
        for wall, cpu, memory in (zip(*own) for own in samples)
    ]


def once(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=WORK, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        raise RuntimeError(last_line(error))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def last_line(text):
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "no message"


def build():
    run(["cargo", "build", "--release", "--locked", "--bin", "yusuan"])
    run(["cargo", "build", "--release", "--locked", "--example", "bench_files"])


def python_peers(report, measure):
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        run([sys.executable, "-m", "venv", WORK / "venv"])
    for name, (package, code) in PYTHON_PEERS.items():
        command = [python, "-m", "pip", "install", "--quiet", package]
        done = subprocess.run(command, capture_output=True)
        if done.returncode:
            report(name, f"cannot be installed: {last_line(done.stderr)}")
            continue
        code = "import sys\nfiles = sys.argv[1:]" + code
        measure(name, [python, "-c", code, *SET])


def crate_peers(report, measure):
    for name, expression in CRATE_PEERS.items():
        project = WORK / name.replace("_", "-")
        (project / "src").mkdir(parents=True, exist_ok=True)
        (project / "Cargo.toml").write_text(
            f'[package]\nname = "peer"\nversion = "0.0.0"\nedition = "2024"\n\n'
            f'[dependencies]\n{name} = "*"\n\n[profile.release]\nlto = "thin"\n\n[workspace]\n'
        )
        (project / "src" / "main.rs").write_text(
            "fn main() {\n    for file in std::env::args().skip(1) {\n"
            f"        println!(\"{{}}\", {expression});\n    }}\n}}\n"
        )
        done = subprocess.run(
            ["cargo", "build", "--release"], cwd=project, capture_output=True
        )
        if done.returncode:
            report(name, f"cannot be built: {last_line(done.stderr)}")
        else:
            measure(name, [project / "target" / "release" / "peer", *SET])


def program_peers(report, measure):
    if shutil.which("pandoc"):
        script = 'for file; do pandoc "$file" -t plain -o /dev/null || exit 1; done'
        measure("pandoc", ["sh", "-c", script, "sh", *SET])
    else:
        report("pandoc", "not on this machine (Debian: pandoc)")
    if shutil.which("soffice"):
        home = f"-env:UserInstallation=file://{WORK}/soffice"
        command = ["soffice", home, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
        measure("LibreOffice", [*command, "--outdir", WORK / "txt", *SET])
    else:
        report("LibreOffice", "not on this machine (Debian: libreoffice-writer)")


def machine():
    cpu = "unknown processor"
    try:
        info = pathlib.Path("/proc/cpuinfo").read_text()
        cpu = re.search(r"model name\s*:\s*(.*)", info).group(1)
    except (OSError, AttributeError):
        pass
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    return f"{os.cpu_count()} × {cpu}, {platform.system()} {platform.release()}, {rustc}; load before the run {load}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--no-build", action="store_true", help="what is built is up to date")
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    if not arguments.no_build:
        build()
    WORK.mkdir(parents=True, exist_ok=True)
    run([PLAIN, "write", WORK / "files"])
    about = machine()
    convert = [YUSUAN, "convert", *SET, "-o", WORK / "out", "--jobs", "1", "--quiet"]
    runs = arguments.runs
    inflate, plain, ours = taking_turns([[PLAIN, "inflate", *SET], [PLAIN, "plain", *SET], convert], runs)
    small = {
        jobs: timed([YUSUAN, "convert", SMALL, "-o", WORK / "out", "--jobs", str(jobs), "--quiet"], 5)
        for jobs in (1, 2)
    }
    start = timed([YUSUAN, "--version"], runs)
    one = timed([YUSUAN, "convert", SMALL / "0000.docx", "-o", WORK / "out", "--quiet"], runs)

    peers = []

    def report(name, reason):
        print(f"{name}: {reason}", flush=True)
        peers.append((name, None, reason))

    def measure(name, command):
        try:
            result = timed(["timeout", str(LIMIT), *command], 3)
        except RuntimeError as error:
            return report(name, f"failed: {error}")
        print(f"{name}: {result[0]:.2f} s", flush=True)
        peers.append((name, result, None))

    if not arguments.no_peers:
        for group in (crate_peers, python_peers, program_peers):
            group(report, measure)
    write(about, inflate, plain, ours, small, start, one, peers)


def write(about, inflate, plain, ours, small, start, one, peers):
    xml = sum(zipfile.ZipFile(file).getinfo("word/document.xml").file_size for file in SET)
    lines = [
        f"Machine: {about}.",
        "",
        f"The set: three documents of 20, 100 and 500 projects, {xml / 1e6:.1f} MB of XML. Whole processes, medians; the ratios are of"
        " processor time, user and system, which other work on the machine disturbs least.",
        "",
        "| what | wall clock | processor | peak memory | times the plain pass | times `yusuan` |",
        "|---|---|---|---|---|---|",
    ]

    def row(name, result):
        wall, cpu, memory = result
        lines.append(
            f"| {name} | {wall:.3f} s | {cpu:.3f} s | {memory:.0f} MB | {cpu / plain[1]:.2f} | {cpu / ours[1]:.2f} |"
        )

    row("inflating alone", inflate)
    row("plain pass (inflate, then quick-xml, every event)", plain)
    row("`yusuan convert` to csv, `--jobs 1`", ours)
    for name, result, reason in peers:
        if result:
            row(name, result)
        else:
            lines.append(f"| {name} | {reason} | | | | |")
    one_job, two_jobs = small[1][0], small[2][0]
    lines += [
        "",
        f"2,000 small files: {one_job:.2f} s with `--jobs 1`, {two_jobs:.2f} s with `--jobs 2`, {one_job / two_jobs:.2f} times as fast.",
        "",
        f"Start-up: `--version` {start[0] * 1000:.0f} ms, one small file {one[0] * 1000:.0f} ms"
        f" ({one[1] * 1000:.0f} ms of processor time).",
    ]
    results = ROOT / "benches" / "RESULTS.md"
    head, _, rest = results.read_text().partition("<!-- measured -->\n")
    _, _, tail = rest.partition("<!-- end -->\n")
    table = "\n".join(lines)
    results.write_text(f"{head}<!-- measured -->\n{table}\n<!-- end -->\n{tail}")
    print(table)


if __name__ == "__main__":
    main()
