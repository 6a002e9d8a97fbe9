"""The flat outputs as other programs see them: Frictionless, DuckDB and LibreOffice.

`make test-foreign` builds yusuan, makes a virtual environment and runs this file. YUSUAN names the program.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import duckdb
import frictionless

ROOT = Path(__file__).resolve().parents[2]
YUSUAN = os.environ["YUSUAN"]
TABLES = ["documents", "projects", "funding", "indicators", "tasks", "budget_tables", "budget_lines", "findings"]
TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "year": "INTEGER",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
# Texts that spreadsheets tend to misinterpret.
TRAPS = [
    "=8个",
    '=HYPERLINK("http://example.org","点我")',
    "=1+1",
    "+86",
    "-5%",
    "@SUM(A1)",
    "＝8个",
    "007",
    "411322196001010012",
    "1-2",
    "2024-12-31",
    "12:30",
    "3E5",
    "1,234.50",
    "98%",
    "TRUE",
    "#N/A",
    "'8",
    'say "8"',
    "a;b|c",
    "_x0041_",
    "😀𠮷",
    "第一行<br>第二行",
    "&nbsp;8&nbsp;",
    "&#x3000;全角&#x3000;",
    "&#x2028;8",
    "&lt;b&gt;&amp;",
]
CSV_OF_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


def run(*arguments):
    """Runs the program; samples that fail on purpose are not an error."""
    finished = subprocess.run([YUSUAN, "convert", "--quiet", *map(str, arguments)], check=False)
    if finished.returncode not in (0, 1):
        raise AssertionError(f"yusuan exited with {finished.returncode}")


def page(head, indicators):
    """A page with one project: pairs of a label and its value, then pairs of an indicator and its target."""
    head = "".join(f"<tr><td>{label}</td><td colspan=3>{value}</td></tr>" for label, value in head)
    rows = "".join(
        f"<tr><td>产出指标</td><td>数量指标</td><td>{name}</td><td>{target}</td></tr>"
        for name, target in indicators
    )
    columns = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    return f'<meta charset="utf-8"><table>{head}{columns}{rows}</table>'


def page_of_traps():
    head = [("项目名称", "=1+1"), ("项目编码", "00411322196001010012"), ("预算数", "11.00")]
    return page(head, [(trap, trap) for trap in TRAPS])


def page_of_year(year, target):
    head = [("项目名称", f"{year}年清运经费"), ("预算单位", "某某市清运站"), ("年度", f"{year}年")]
    return page(head, [("生活垃圾清运量", target)])


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


DIRECTORY = Path(tempfile.mkdtemp())
INPUTS = DIRECTORY / "inputs"
OUT = DIRECTORY / "out"
CHINESE = DIRECTORY / "zh"


def setUpModule():
    """Converts all samples and a page of traps, once."""
    unittest.addModuleCleanup(shutil.rmtree, DIRECTORY)
    shutil.copytree(ROOT / "samples", INPUTS)
    (INPUTS / "traps.html").write_text(page_of_traps(), encoding="utf-8")
    for year, target in [(2023, "≥3.2万吨"), (2024, "≥30000吨")]:
        (INPUTS / f"year-{year}.html").write_text(page_of_year(year, target), encoding="utf-8")
    run(INPUTS, "-o", OUT, "--format", "csv,parquet,xlsx")
    run(INPUTS, "-o", CHINESE, "--format", "csv", "--header", "zh")


class Inputs(unittest.TestCase):
    def test_the_traps_are_read(self):
        rows = read_csv(OUT / "indicators.csv")
        place = rows[0].index("target_raw")
        raw = {row[place] for row in rows[1:]}
        for trap in TRAPS:
            if "<" not in trap and "&" not in trap:
                self.assertIn(trap, raw)


class Frictionless(unittest.TestCase):
    def test_the_data_packages_are_valid(self):
        for directory in [OUT, CHINESE]:
            report = frictionless.validate(str(directory / "datapackage.json"))
            self.assertTrue(report.valid, report.to_summary())
            self.assertEqual([task.name for task in report.tasks], TABLES)

    def test_a_broken_foreign_key_is_seen(self):
        broken = DIRECTORY / "broken"
        shutil.copytree(OUT, broken)
        lines = (broken / "projects.csv").read_text(encoding="utf-8")
        (broken / "projects.csv").write_text(lines.replace("-p01,", "-p00,", 1), encoding="utf-8")
        report = frictionless.validate(str(broken / "datapackage.json"))
        errors = {error for (error,) in report.flatten(["type"])}
        self.assertIn("foreign-key", errors)

    def test_the_descriptor_of_parquet_is_valid(self):
        run(INPUTS / "seed", "-o", DIRECTORY / "parquet", "--format", "parquet")
        path = DIRECTORY / "parquet" / "datapackage.json"
        frictionless.Package.validate_descriptor(str(path))
        for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]:
            self.assertTrue((path.parent / resource["path"]).exists(), resource["path"])


class DuckDB(unittest.TestCase):
    def setUp(self):
        self.database = duckdb.connect()
        # The queries name files in out/.
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(DIRECTORY)
        self.addCleanup(self.database.close)

    def test_parquet_has_the_types_and_the_cells_of_the_csv(self):
        package = json.loads((OUT / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            path = OUT / f"{resource['name']}.parquet"
            described = self.database.sql(f"DESCRIBE FROM '{path}'").fetchall()
            fields = resource["schema"]["fields"]
            money = [field["name"].endswith("_yuan") for field in fields]
            number = ["DECIMAL(18,4)" if one else "DECIMAL(18,5)" for one in money]
            expected = [(field["name"], TYPES.get(field["type"], kind)) for field, kind in zip(fields, number)]
            self.assertEqual([column[:2] for column in described], expected)
            cells = self.database.sql(f"FROM '{path}'").fetchall()
            rows = read_csv(OUT / f"{resource['name']}.csv")[1:]
            self.assertEqual(len(cells), len(rows), resource["name"])
            for row, values in zip(rows, cells):
                for field, text, value in zip(fields, row, values):
                    self.assert_same(field, text, value)

    def assert_same(self, field, text, value):
        if value is None:
            self.assertEqual(text, "", field["name"])
        elif field["type"] == "number":
            self.assertEqual(Decimal(text), value, field["name"])
        elif field["type"] == "boolean":
            self.assertEqual(text, str(value).lower(), field["name"])
        else:
            self.assertEqual(text, str(value), field["name"])

    def test_the_queries_of_the_readmes_run_as_written(self):
        for readme in ["README.md", "README.zh-CN.md"]:
            text = (ROOT / readme).read_text(encoding="utf-8")
            queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
            self.assertGreaterEqual(len(queries), 3, readme)
            for query in queries:
                rows = self.database.sql(query).fetchall()
                self.assertTrue(rows, f"{readme}: no rows from {query}")
            fell = ("某某市清运站", "生活垃圾清运量", "≥3.2万吨", "≥30000吨")
            self.assertIn(fell, rows, readme)


class LibreOffice(unittest.TestCase):
    def test_the_workbook_gives_back_every_cell(self):
        soffice = shutil.which("soffice")
        if not soffice:
            self.skipTest("SKIPPED: soffice is not installed (apt-get install libreoffice-calc-nogui)")
        profile = f"-env:UserInstallation=file://{DIRECTORY}/profile"
        command = [soffice, profile, "--headless", "--convert-to", CSV_OF_ALL_SHEETS]
        sheets = DIRECTORY / "sheets"
        command += ["--outdir", str(sheets), str(OUT / "yusuan.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        package = json.loads((OUT / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            written = read_csv(CHINESE / f"{resource['name']}.csv")
            shown = read_csv(sheets / f"yusuan-{resource['title']}.csv")
            self.assertEqual(len(shown), len(written), resource["name"])
            for place, field in enumerate(resource["schema"]["fields"]):
                # the sheet has its own order, Chinese words for codes, rounded money, and one language
                coded = "enum" in field.get("constraints", {}) or field["type"] in ("number", "integer")
                if coded or field["title"] not in shown[0]:
                    continue
                column = shown[0].index(field["title"])
                for number, (row, cells) in enumerate(zip(written[1:], shown[1:]), start=2):
                    text = row[place].upper() if field["type"] == "boolean" else row[place]
                    self.assertEqual(cells[column], text, f"{resource['name']}.{field['name']}, row {number}")
