"""Tables and dictionaries equal the outputs of the command line."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from rows import csv_rows, without_empty

import yusuan

TABLES = ["documents", "projects", "funding", "indicators", "tasks", "budget_tables", "budget_lines", "findings"]


@pytest.fixture(scope="module")
def everything(samples):
    return yusuan.read(samples)


@pytest.fixture(scope="module")
def converted(samples, tmp_path_factory, command_line):
    return command_line(samples, tmp_path_factory.mktemp("out"), "csv,jsonl")


@pytest.mark.parametrize("name", TABLES)
def test_tables_equal_the_csv(everything, converted, name):
    table = getattr(everything, name)
    expected = csv_rows(converted / f"{name}.csv", pa.table(table).schema)
    assert len(expected) > 0
    assert without_empty(table.to_pylist()) == expected
    assert without_empty(pa.table(table).to_pylist()) == expected


def test_dictionaries_equal_the_json_lines(samples, converted):
    lines = (converted / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    for line in lines:
        expected = json.loads(line, parse_float=Decimal)
        file = samples / expected["path"]
        if file.is_file():
            assert yusuan.extract(file.read_bytes(), expected["path"]) == expected


def test_decimals_keep_what_was_printed(samples):
    document = yusuan.extract((samples / "seed/seed.txt").read_bytes(), "seed.txt")
    numbers = [
        indicator["target"]["value"]
        for project in document["projects"]
        for indicator in project["indicators"]
        if indicator["target"]["value"] is not None
    ]
    assert numbers
    assert {type(number) for number in numbers} == {Decimal}
    assert isinstance(document["projects"][0]["seq"], int)
    text = json.dumps(document, default=str, ensure_ascii=False)
    assert '"raw": "11.00"' in text


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_the_number_of_threads_changes_nothing(everything, samples, jobs):
    for table, expected in zip(yusuan.read(samples, jobs=jobs), everything, strict=True):
        assert pa.table(table) == pa.table(expected)


def test_bytes_equal_files(samples):
    directory = samples / "seed"
    contents = {path.name: path.read_bytes() for path in directory.iterdir()}
    from_bytes = yusuan.read(contents)
    for table, expected in zip(from_bytes, yusuan.read(directory), strict=True):
        assert pa.table(table) == pa.table(expected)
    one = yusuan.read(bytearray(contents["seed.docx"]))
    assert one.documents.to_pylist()[0]["path"] == "document"
    assert one.indicators.num_rows == 51


def test_several_paths_have_the_names_of_the_command_line(samples):
    tables = yusuan.read([samples / "seed" / "seed.txt", str(samples / "beijing")])
    names = [row["path"] for row in tables.documents.to_pylist()]
    assert names == sorted(names)
    assert "seed.txt" in names
    assert yusuan.read([]).documents.num_rows == 0


def test_options_reach_the_reader(tmp_path):
    page = "<table><tr><td>项目名称</td><td>甲</td></tr><tr><td>我的钱</td><td>3万元</td></tr>{}</table>"
    page = page.format(
        "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
        "<tr><td>产出指标</td><td>数量指标</td><td>次数</td><td>≥3次</td></tr>",
    ).encode()
    words = tmp_path / "words.yaml"
    words.write_text("head:\n  budget_total: [我的钱]\n", encoding="utf-8")
    plain = yusuan.extract(page, "a.html")
    told = yusuan.extract(page, "a.html", fiscal_year=2024, vocabulary=words)
    assert plain["projects"][0]["budget"]["total"] is None
    assert told["projects"][0]["budget"]["total"]["yuan"] == 30000
    assert (told["fiscal_year"], told["fiscal_year_source"]) == (2024, "option")
    words.write_text("head: 3\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        yusuan.read([], vocabulary=words)


@pytest.mark.parametrize(
    ("arguments", "options", "error"),
    [
        (["/nowhere/at/all.docx"], {}, FileNotFoundError),
        (["samples/seed"], {"jobs": 0}, ValueError),
        (["samples/seed"], {"fiscal_year": 23}, ValueError),
        (["samples/seed"], {"vocabulary": "/nowhere.yaml"}, FileNotFoundError),
        ([3], {}, TypeError),
        ([[3]], {}, TypeError),
        ([{"a": "text"}], {}, TypeError),
        ([{"\ud800": b""}], {}, UnicodeEncodeError),
    ],
)
def test_wrong_usage_is_an_exception(arguments, options, error):
    with pytest.raises(error):
        yusuan.read(*arguments, **options)


def test_an_archive_is_no_single_document(tmp_path, samples):
    import zipfile

    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as members:
        for name in ("a.docx", "b.docx"):
            members.write(samples / "seed" / "seed.docx", name)
    names = [row["path"] for row in yusuan.read(archive).documents.to_pylist()]
    assert names == ["two.zip/a.docx", "two.zip/b.docx"]
    assert yusuan.read(tmp_path).documents.num_rows == 0
    assert yusuan.read(tmp_path, archives=True).documents.num_rows == 2
    with pytest.raises(ValueError, match="2 documents"):
        yusuan.extract(archive.read_bytes())


def test_bad_files_are_rows(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "gone.docx").symlink_to(tmp_path / "nothing")
    documents = yusuan.read([tmp_path / "a.docx", tmp_path / "gone.docx"]).documents
    rows = documents.to_pylist()
    assert [row["status"] for row in rows] == ["failed", "failed"]
    assert all(row["error_code"] and row["error_message"] for row in rows)


def test_a_hyphen_is_a_file(tmp_path, monkeypatch, samples):
    """On the command line it means standard input, which a library must not read unasked."""
    (tmp_path / "-").write_bytes((samples / "seed" / "seed.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert [row["path"] for row in yusuan.read(["-", "gone"]).documents.to_pylist()] == ["-", "gone"]
    assert yusuan.read("-").indicators.num_rows == 51


def hostile(samples):
    """Random bytes, and samples cut or with bytes changed."""
    dice = random.Random(2023)
    yield from (dice.randbytes(length) for length in (0, 1, 2, 100, 10_000))
    for path in sorted(samples.glob("seed/seed.*")):
        data = bytearray(path.read_bytes())
        yield bytes(data[: dice.randrange(len(data))])
        for _ in range(20):
            data[dice.randrange(len(data))] = dice.randrange(256)
        yield bytes(data)


def test_hostile_bytes_are_documents(samples):
    contents = {f"{number:03}": data for number, data in enumerate(hostile(samples))}
    documents = yusuan.read(contents).documents.to_pylist()
    assert [row["path"] for row in documents] == list(contents)
    statuses = {row["status"] for row in documents}
    assert "failed" in statuses
    assert statuses <= {"ok", "partial", "empty", "failed"}
    assert all(row["error_code"] != "internal" for row in documents)


def test_schemas():
    assert "document_id" in json.dumps(yusuan.schema())
    # only `yusuan compare` writes the last one
    assert list(yusuan.schema("table-schema")) == [*TABLES, "comparisons"]
    for table in yusuan.read([]):
        fields = yusuan.schema("table-schema")[table.name]["fields"]
        assert table.column_names == [field["name"] for field in fields]
    with pytest.raises(ValueError, match="table-schema"):
        yusuan.schema("xml")


def test_nothing_is_needed_beside_the_wheel():
    """Only the modules for other libraries may import these at the top."""
    package = Path(yusuan.__file__).parent
    for module in ("__init__", "_read", "_tables"):
        text = (package / f"{module}.py").read_text(encoding="utf-8")
        top = text.split("if TYPE_CHECKING:")[0]
        assert not any(f"\nimport {name}" in top for name in ("pyarrow", "pandas", "polars"))
