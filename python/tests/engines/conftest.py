"""A Spark with separate processes on this machine, and a corpus of two thousand files."""

import os
import sys
from pathlib import Path

import pytest

FILES = 2000
#: One file in this many is cut in half.
DAMAGED = 50


@pytest.fixture(scope="session")
def spark():
    """Two executors of their own, each with its own Python workers, as on a cluster."""
    import pyspark
    from pyspark.sql import SparkSession

    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="session")
def corpus(samples, tmp_path_factory):
    """Copies of the samples, among them files that cannot be read and files that are not documents."""
    directory = tmp_path_factory.mktemp("corpus") / "二 千"
    originals = sorted(path for path in samples.rglob("*") if path.is_file())
    for number in range(FILES - 2):
        original = originals[number % len(originals)]
        folder = directory / f"{number // 100:02}"
        folder.mkdir(parents=True, exist_ok=True)
        content = original.read_bytes()
        if number % DAMAGED == 0:
            content = content[: len(content) // 2]
        (folder / f"{number:04} {original.name}").write_bytes(content)
    (directory / "a%20b #c.docx").write_bytes(b"PK\x03\x04 not the rest")
    (directory / "empty.doc").write_bytes(b"")
    for name in ("picture.JPG", "data.csv", "~$owner.docx", ".hidden.docx", "more.zip"):
        (directory / name).write_bytes(b"no document")
    return directory
