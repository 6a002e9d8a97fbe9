"""The tables as Daft data frames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import daft
import pyarrow as pa
from daft import DataType, Expression, Series, col
from daft.functions import when

from yusuan import _yusuan
from yusuan._engine import PARSED, SCHEMAS, full_path, left_out, parse, rows
from yusuan._read import new_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from yusuan._read import PathLike

#: How many files a task holds at a time.
BATCH_FILES = 32


@dataclass(frozen=True)
class DaftTables:
    """A data frame for each table of :class:`yusuan.Tables`, with the same columns and types."""

    documents: daft.DataFrame
    projects: daft.DataFrame
    funding: daft.DataFrame
    indicators: daft.DataFrame
    tasks: daft.DataFrame
    budget_tables: daft.DataFrame
    budget_lines: daft.DataFrame
    findings: daft.DataFrame


def read(
    directory: PathLike,
    *,
    fiscal_year: int | None = None,
    vocabulary: PathLike | None = None,
    archives: bool = False,
) -> DaftTables:
    """Read a directory, on this machine or in a store that Daft reads (``s3://…``), into data frames.

    Every file is parsed once, during this call; the eight data frames unpack what Daft keeps. The ``path`` of a document
    is its path below the directory.

    Files that are not documents are skipped; only their names decide.

    :param fiscal_year: budget year of documents that do not print one.
    :param vocabulary: YAML file on this machine with additional labels.
    :param archives: read zip archives.
    """
    new_reader(fiscal_year, vocabulary)
    words = None if vocabulary is None else Path(vocabulary).read_text(encoding="utf-8")
    root = full_path(directory)
    root = root if "://" in root else unquote(Path(root).as_uri())
    parsed = _files(root, left_out(archives=archives)).select(_parser(fiscal_year, words)(col("name"), col("content")))
    parsed = parsed.collect()
    return DaftTables(**{name: _table(parsed, name) for name in SCHEMAS})


def _files(root: str, skip: str) -> daft.DataFrame:
    """List the files with their names and contents. Files that are too large have a null content and are not read."""
    front = root.rstrip("/") + "/"
    files = daft.from_glob_path(re.sub(r"([\\*?\[\]{}])", r"\\\1", front) + "**")
    files = files.with_column("name", col("path").substr(len(front)))
    small = when(col("size") <= _yusuan.MAX_FILE_BYTES, col("path")).otherwise(None)
    return files.where(~col("name").regexp(skip)).with_column("content", small.download())


def _parser(fiscal_year: int | None, words: str | None) -> Callable[..., Expression]:
    struct = DataType.struct({field.name: DataType.binary() for field in PARSED})

    def work(names: Series, contents: Series) -> Series:
        reader = _yusuan.Reader(fiscal_year, words)
        files = zip(names.to_pylist(), contents.to_pylist(), strict=True)
        parsed = [parse(reader, [name], [data]) for name, data in files]
        table = pa.Table.from_batches(parsed, schema=PARSED).combine_chunks()
        return Series.from_arrow(table.to_struct_array().combine_chunks())

    parser: Callable[..., Expression] = daft.func.batch(return_dtype=struct, unnest=True, batch_size=BATCH_FILES)(work)
    return parser


def _table(parsed: daft.DataFrame, name: str) -> daft.DataFrame:
    schema = SCHEMAS[name]
    struct = pa.struct(list(schema))

    def unpack(column: Series) -> Series:
        files = [pa.Table.from_batches(list(rows([cell])), schema=schema) for cell in column.to_arrow()]
        ends = accumulate((len(file) for file in files), initial=0)
        values = pa.concat_tables([schema.empty_table(), *files]).combine_chunks().to_struct_array()
        values = pa.chunked_array(values, struct).combine_chunks()
        return Series.from_arrow(pa.ListArray.from_arrays(pa.array(ends, pa.int32()), values))

    kind = DataType.list(DataType.from_arrow_type(struct))
    unpacked = parsed.select(daft.func.batch(return_dtype=kind)(unpack)(col(name)).alias("rows"))
    return unpacked.where(col("rows").list_count() > 0).explode("rows").select(col("rows").unnest())
