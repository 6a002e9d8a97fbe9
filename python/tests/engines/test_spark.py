"""Spark gives the same rows as a single machine, even when processes are killed."""

import os
import signal
from pathlib import Path

import pyarrow as pa
import pytest
from rows import csv_rows, in_key_order, of_part, without_empty

import yusuan

pytest.importorskip("pyspark")
import yusuan.spark


@pytest.fixture(scope="module")
def local(corpus):
    return yusuan.read(corpus)


def assert_equal(found, expected):
    """Compares row by row, including types."""
    for table in expected:
        rows = getattr(found, table.name).toArrow()
        kind = pa.table(table).schema
        assert [(field.name, field.type) for field in rows.schema] == [(field.name, field.type) for field in kind]
        found_rows, rows_expected = (of_part(in_key_order(table.name, t)) for t in (rows, pa.table(table)))
        assert found_rows["path"].to_pylist() == rows_expected["path"].to_pylist()
        assert found_rows.equals(rows_expected)


def test_two_thousand_files_equal_the_single_machine(spark, corpus, local, tmp_path, command_line):
    tables = yusuan.spark.read(spark, str(corpus))
    assert tables.parsed.rdd.getNumPartitions() > 8
    assert_equal(tables, local)
    assert tables.documents.count() == 2000
    assert tables.documents.where("status = 'failed'").count() > 2
    out = command_line(corpus, tmp_path)
    for table in local:
        rows = getattr(tables, table.name).toArrow()
        expected = csv_rows(out / f"{table.name}.csv", rows.schema)
        found, expected = rows, pa.Table.from_pylist(expected, rows.schema)
        found, expected = (of_part(in_key_order(table.name, t)).to_pylist() for t in (found, expected))
        assert without_empty(found) == without_empty(expected)
    wan = tables.projects.selectExpr("budget_total_yuan / 10000 AS wan", "budget_total_yuan AS yuan")
    assert all(row.wan is None or row.wan == row.yuan / 10000 for row in wan.collect())
    tables.unpersist()


def killing(victim, marker, parser):
    """A parser whose worker, in the middle of the run, kills its executor or itself, once."""

    def make(*arguments):
        work = parser(*arguments)

        def work_and_die(files):
            from pyspark import TaskContext

            task = TaskContext.get()
            for batch in work(files):
                if task.partitionId() == 20 and not marker.exists():
                    pid = os.getpid()
                    if victim == "executor":
                        # above the worker is the daemon that forks workers, above that the executor
                        daemon = os.getppid()
                        status = Path(f"/proc/{daemon}/status").read_text(encoding="utf-8")
                        pid = int(status.split("PPid:")[1].split()[0])
                    command = Path(f"/proc/{pid}/cmdline").read_bytes()
                    marker.write_bytes(command)
                    os.kill(pid, signal.SIGKILL)
                yield batch

        return work_and_die

    return make


@pytest.mark.parametrize(("victim", "command"), [("executor", b"ExecutorBackend"), ("worker", b"pyspark.daemon")])
def test_a_killed_process_changes_nothing(spark, corpus, local, tmp_path, monkeypatch, victim, command):
    marker = tmp_path / "killed"
    parser = killing(victim, marker, yusuan.spark._parser)
    monkeypatch.setattr(yusuan.spark, "_parser", parser)
    tables = yusuan.spark.read(spark, str(corpus))
    assert_equal(tables, local)
    assert command in marker.read_bytes()
    tables.unpersist()


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("", ["a/x.txt", "a/y.html", "b/x.txt"]),
        ("a", ["x.txt", "y.html"]),
        ("a/x.txt", ["x.txt"]),
        ("*/x.txt", ["a/x.txt", "b/x.txt"]),
        ("{a,b}/*", ["a/x.txt", "a/y.html", "b/x.txt"]),
        ("a/[xy].*", ["x.txt", "y.html"]),
    ],
)
def test_names_are_relative_to_the_root(spark, samples, tmp_path, pattern, names):
    text = (samples / "seed" / "seed.txt").read_bytes()
    for name in ("a/x.txt", "a/y.html", "b/x.txt", "b/_unseen.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    tables = yusuan.spark.read(spark, f"{tmp_path}/{pattern}".rstrip("/"), cache=False)
    assert sorted(row.path for row in tables.documents.select("path").collect()) == names
    rooted = yusuan.spark.read(spark, f"{tmp_path}/{pattern}", root="file:/", cache=False)
    full = [f"{tmp_path}/{name}".lstrip("/") for name in names]
    front = f"{tmp_path}/a/".lstrip("/") if pattern in ("a", "a/x.txt", "a/[xy].*") else None
    expected = [front + name for name in names] if front else full
    assert sorted(row.path for row in rooted.documents.select("path").collect()) == expected


@pytest.mark.parametrize("pattern", [r"预算\[2023\]", r"预算\[2023\]/*.txt", r"预算\[*/x.txt"])
def test_a_bracket_can_be_escaped(spark, samples, tmp_path, pattern):
    directory = tmp_path / "预算[2023]"
    directory.mkdir()
    (directory / "x.txt").write_bytes((samples / "seed" / "seed.txt").read_bytes())
    documents = yusuan.spark.read(spark, f"{tmp_path}/{pattern}", cache=False).documents
    root = directory if "[*" not in pattern else tmp_path
    expected = (directory / "x.txt").relative_to(root).as_posix()
    assert [row.path for row in documents.select("path").collect()] == [expected]


def test_what_is_too_large_is_a_row_and_never_read(spark, tmp_path):
    """A file of 3 GiB without blocks: Spark itself would fail the job at 2 GiB."""
    with (tmp_path / "large.docx").open("wb") as file:
        file.truncate(3 << 30)
    found = yusuan.spark.read(spark, str(tmp_path)).documents.toArrow()
    expected = yusuan.read(tmp_path).documents
    assert found.to_pylist() == pa.table(expected).to_pylist()
    assert found["error_code"].to_pylist() == ["limit-exceeded"]


def test_wrong_usage(spark, samples):
    with pytest.raises(ValueError, match="fiscal_year"):
        yusuan.spark.read(spark, str(samples), fiscal_year=1)
    with pytest.raises(Exception, match="PATH_NOT_FOUND"):
        yusuan.spark.read(spark, "/nowhere/at/all")
