"""The tables as Spark data frames, from any path that Spark reads.

The package must be installed on every worker (a cluster's environment, or a packed one through ``spark.archives``).
Nothing is read until a data frame is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pyspark.sql import functions as sql
from pyspark.sql.pandas.types import from_arrow_schema

from yusuan import _yusuan
from yusuan._engine import PARSED, SCHEMAS, fixed_part, left_out, parse, relative, rows
from yusuan._read import new_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from yusuan._read import PathLike

    Batches = Iterator[pa.RecordBatch]


@dataclass(frozen=True)
class SparkTables:
    """A data frame for each table of :class:`yusuan.Tables`, with the same columns and types."""

    documents: DataFrame
    projects: DataFrame
    funding: DataFrame
    indicators: DataFrame
    tasks: DataFrame
    budget_tables: DataFrame
    budget_lines: DataFrame
    findings: DataFrame
    parsed: DataFrame
    """The source of the eight: a row for every batch of files, a compressed column for every table."""

    def unpersist(self) -> None:
        """Release the parsed batches that Spark keeps."""
        self.parsed.unpersist()


def read(
    spark: SparkSession,
    path: str,
    *,
    root: str | None = None,
    fiscal_year: int | None = None,
    vocabulary: PathLike | None = None,
    archives: bool = False,
    cache: bool = True,
) -> SparkTables:
    r"""Read a directory, a glob or a file into data frames.

    Directories are walked recursively; ``\[`` in a path is a bracket, not a wildcard. The ``path`` of a document is its
    path below ``root``. Where ``root`` is not given, it is the directory itself; for a glob, the directory before the
    first wildcard; for a file, the directory that contains it. So ``read(spark, "hdfs:///budgets")`` gives the rows of
    ``yusuan convert budgets``, in any order.

    Files that are not documents are skipped; only their names decide. The command line would look into a Word file
    called ``a.jpg``; this function does not. Spark itself never lists names that begin with ``_`` or ``.``.

    Every file is parsed once, when the first data frame is used; the parsed batches are kept, compressed, in memory and
    on disk, until ``unpersist()``. With ``cache=False`` nothing is kept and every use of a data frame parses again.
    Spark packs files into partitions by their bytes (``spark.sql.files.maxPartitionBytes``).

    :param root: full path, with scheme, that precedes the names, as Spark prints it in ``path`` of its ``binaryFile``
        source; must be given on Spark Connect.
    :param fiscal_year: budget year of documents that do not print one.
    :param vocabulary: YAML file on this machine with additional labels.
    :param archives: read zip archives.
    :param cache: keep the parsed batches.
    """
    new_reader(fiscal_year, vocabulary)
    words = None if vocabulary is None else Path(vocabulary).read_text(encoding="utf-8")
    root = _root(spark, path) if root is None else root
    work = _parser(root, fiscal_year, words)
    parsed = _files(spark, path, archives=archives).mapInArrow(work, from_arrow_schema(PARSED))
    if cache:
        parsed = parsed.persist()
    return SparkTables(**{name: _table(parsed, name) for name in SCHEMAS}, parsed=parsed)


def _files(spark: SparkSession, path: str, *, archives: bool) -> DataFrame:
    """List the files with their contents. Files that are too large have a null content and are not read."""
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
    skipped = left_out(archives=archives)
    listed = spark.createDataFrame([(plain(file),) for file in files.inputFiles()], "path string")
    listed = listed.where(~sql.substring_index("path", "/", -1).rlike(skipped))
    # Conditions on metadata are evaluated on the listing, before anything is read: a file of 2 GiB would fail the job.
    files = files.where(~sql.col("_metadata.file_name").rlike(skipped))
    is_large = sql.col("_metadata.file_size") > _yusuan.MAX_FILE_BYTES
    small = files.where(~is_large).select("path", "content")
    large = files.where(is_large).select("path", sql.lit(None).cast("binary").alias("content"))
    # Spark lists empty files, but gives no row for them.
    empty = listed.join(files.select("path"), "path", "left_anti").coalesce(1)
    empty = empty.withColumn("content", sql.lit(b""))
    return small.union(large).union(empty)


def _root(spark: SparkSession, path: str) -> str:
    """Ask Spark's file system for the full form of the directory, as it appears in the paths of the files."""
    jvm: Any = getattr(spark, "_jvm", None)
    if jvm is None:
        message = "this Spark session has no JVM, so the full path is unknown; pass root="
        raise ValueError(message)
    directory = jvm.org.apache.hadoop.fs.Path(fixed_part(path))
    system = directory.getFileSystem(spark._jsc.hadoopConfiguration())
    directory = system.makeQualified(directory)
    if system.exists(directory) and system.getFileStatus(directory).isFile():
        directory = directory.getParent()
    full: str = directory.toString()
    return full


def _parser(root: str, fiscal_year: int | None, words: str | None) -> Callable[[Batches], Batches]:
    """Make the function that workers call with the files of a partition."""

    def work(files: Batches) -> Batches:
        reader = _yusuan.Reader(fiscal_year, words)
        for batch in files:
            names = [relative(path, root) for path in batch.column("path").to_pylist()]
            yield parse(reader, names, batch.column("content").to_pylist())

    return work


def plain(address: str) -> str:
    """Return an address as Hadoop prints a path: without escapes, and ``file:/`` for ``file:///``."""
    return re.sub("^file:/+", "file:/", unquote(address))


def _table(parsed: DataFrame, name: str) -> DataFrame:
    def work(batches: Batches) -> Batches:
        for batch in batches:
            yield from rows(batch.column(0))

    return parsed.select(name).mapInArrow(work, from_arrow_schema(SCHEMAS[name]))
