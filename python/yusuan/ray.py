"""The tables as Ray datasets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import ray

from yusuan import _yusuan
from yusuan._engine import SCHEMAS, full_path, left_out, parse, relative, rows
from yusuan._read import new_reader

if TYPE_CHECKING:
    from ray.data import Dataset

    from yusuan._read import PathLike

#: How many files a task holds at a time.
BATCH_FILES = 32


@dataclass(frozen=True)
class RayTables:
    """A dataset for each table of :class:`yusuan.Tables`, with the same columns and types."""

    documents: Dataset
    projects: Dataset
    funding: Dataset
    indicators: Dataset
    tasks: Dataset
    budget_tables: Dataset
    budget_lines: Dataset
    findings: Dataset


def read(
    directory: PathLike,
    *,
    fiscal_year: int | None = None,
    vocabulary: PathLike | None = None,
    archives: bool = False,
) -> RayTables:
    """Read a directory, on this machine or in a store that pyarrow reads (``s3://…``), into datasets.

    Every file is parsed once, during this call; the eight datasets unpack what Ray's object store keeps. The ``path`` of
    a document is its path below the directory.

    Files that are not documents are skipped; only their names decide. Ray itself never lists names that begin with
    ``_`` or ``.``. Ray loads every file, including those that are then skipped or refused as too large.

    :param fiscal_year: budget year of documents that do not print one.
    :param vocabulary: YAML file on this machine with additional labels.
    :param archives: read zip archives.
    """
    new_reader(fiscal_year, vocabulary)
    words = None if vocabulary is None else Path(vocabulary).read_text(encoding="utf-8")
    source = full_path(directory)
    # Ray's file names have no scheme and no query
    root = source.rpartition("://")[2].partition("?")[0] if "://" in source else source
    work = partial(_parse, root, left_out(archives=archives), fiscal_year, words)
    files = ray.data.read_binary_files(source, include_paths=True)
    parsed = files.map_batches(work, batch_format="pyarrow", batch_size=BATCH_FILES).materialize()
    return RayTables(**{name: parsed.map_batches(partial(_unpack, name), batch_format="pyarrow") for name in SCHEMAS})


def _parse(root: str, skip: str, fiscal_year: int | None, words: str | None, files: pa.Table) -> pa.Table:
    reader = _yusuan.Reader(fiscal_year, words)
    names = [relative(path, root) for path in files["path"].to_pylist()]
    wanted = [number for number, name in enumerate(names) if not re.search(skip, name)]
    contents = files["bytes"].take(pa.array(wanted, pa.int64())).to_pylist()
    batch = parse(reader, [names[number] for number in wanted], contents)
    return pa.Table.from_batches([batch])


def _unpack(name: str, parsed: pa.Table) -> pa.Table:
    batches = [batch for chunk in parsed[name].chunks for batch in rows(chunk)]
    return pa.Table.from_batches(batches, schema=SCHEMAS[name])
