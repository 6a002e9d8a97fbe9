"""Ray's and Daft's rows are those of the single machine."""

import pyarrow as pa
import pytest
from rows import in_key_order

import yusuan

ray = pytest.importorskip("ray")
pytest.importorskip("daft")

import yusuan.daft  # noqa: E402
import yusuan.ray  # noqa: E402


@pytest.fixture
def directory(samples, tmp_path):
    """A directory whose name must be escaped in an address, with a file that is no document."""
    directory = tmp_path / "下 载"
    directory.mkdir()
    for path in samples.glob("*/*"):
        if path.is_file():
            (directory / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())
    (directory / "broken.docx").write_bytes(b"PK")
    (directory / "picture.jpg").write_bytes(b"no document")
    return directory


def test_ray(directory):
    ray.init(num_cpus=2, include_dashboard=False)
    tables = yusuan.ray.read(directory)
    for expected in yusuan.read(directory):
        found = pa.concat_tables(ray.get(getattr(tables, expected.name).to_arrow_refs()), promote_options="default")
        assert in_key_order(expected.name, found).equals(in_key_order(expected.name, pa.table(expected)))
    ray.shutdown()


def test_daft(directory):
    tables = yusuan.daft.read(directory)
    for expected in yusuan.read(directory):
        kind = pa.table(expected).schema.remove_metadata()
        found = getattr(tables, expected.name).to_arrow().cast(kind)
        assert in_key_order(expected.name, found).equals(in_key_order(expected.name, pa.table(expected)))
