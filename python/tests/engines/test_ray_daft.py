"""Ray and Daft give the same rows as a single machine."""

import pyarrow as pa
import pytest
from rows import in_key_order, of_part

import yusuan

ray = pytest.importorskip("ray")
daft = pytest.importorskip("daft")

import yusuan.daft  # noqa: E402
import yusuan.ray  # noqa: E402


@pytest.fixture
def directory(samples, tmp_path):
    """A directory whose name has special characters of addresses and patterns, with files that are not documents."""
    directory = tmp_path / "下 载[1] #%20"
    for path in samples.glob("*/*"):
        if path.is_file():
            below = directory / path.parent.name
            below.mkdir(parents=True, exist_ok=True)
            (below / path.name).write_bytes(path.read_bytes())
    (directory / "broken.docx").write_bytes(b"PK")
    (directory / "empty.doc").write_bytes(b"")
    for hidden in (".trash/old.txt", "beijing/.kept/old.txt", "beijing/~$beijing.docx", "beijing/picture.JPG"):
        (directory / hidden).parent.mkdir(exist_ok=True)
        (directory / hidden).write_bytes(b"no document")
    return directory


@pytest.fixture
def pictures(tmp_path):
    """A directory without a document."""
    directory = tmp_path / "pictures"
    directory.mkdir()
    (directory / "picture.jpg").write_bytes(b"no document")
    return directory


@pytest.fixture(scope="module")
def cluster():
    """Ray on this machine."""
    ray.init(num_cpus=2, include_dashboard=False)
    yield
    ray.shutdown()


def of_ray(dataset, kind):
    tables = ray.get(dataset.to_arrow_refs())
    return pa.concat_tables([kind.empty_table(), *tables])


def of_daft(frame, kind):
    return frame.to_arrow().cast(kind)


def assert_equal(found, expected, collected):
    for table in expected:
        kind = pa.table(table).schema.remove_metadata()
        rows = collected(getattr(found, table.name), kind)
        found, local = (of_part(in_key_order(table.name, t)) for t in (rows, pa.table(table)))
        assert found.equals(local)


def test_daft(directory, pictures, monkeypatch):
    """Must run before Ray is started, because Daft would run on it."""
    monkeypatch.chdir(directory.parent)
    assert_equal(yusuan.daft.read(directory.name), yusuan.read(directory), of_daft)
    assert_equal(yusuan.daft.read(pictures), yusuan.read(pictures), of_daft)
    projects = yusuan.daft.read(directory.name).projects
    wan = projects.select(daft.col("budget_total_yuan") / 10000, daft.col("budget_total_yuan").alias("yuan")).to_pylist()
    assert all(row["yuan"] is None or row["budget_total_yuan"] * 10000 == row["yuan"] for row in wan)


def test_daft_never_loads_what_is_too_large(tmp_path):
    """A sparse file of 3 GiB."""
    with (tmp_path / "large.docx").open("wb") as file:
        file.truncate(3 << 30)
    documents = yusuan.daft.read(tmp_path).documents.to_pylist()
    assert [(row["path"], row["error_code"]) for row in documents] == [("large.docx", "limit-exceeded")]


@pytest.mark.usefixtures("cluster")
def test_ray(directory, pictures, monkeypatch):
    monkeypatch.chdir(directory.parent)
    assert_equal(yusuan.ray.read(directory.name), yusuan.read(directory), of_ray)
    assert_equal(yusuan.ray.read(pictures), yusuan.read(pictures), of_ray)


@pytest.mark.usefixtures("cluster")
@pytest.mark.parametrize("read", [yusuan.ray.read, yusuan.daft.read])
def test_wrong_usage(read, samples):
    with pytest.raises(ValueError, match="fiscal_year"):
        read(samples, fiscal_year=1)
    with pytest.raises(FileNotFoundError):
        read("/nowhere/at/all")
    with pytest.raises(NotADirectoryError):
        read(samples / "seed" / "seed.txt")
