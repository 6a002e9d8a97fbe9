"""What Spark, Ray and Daft share: many files to one row of compact tables, and back to rows.

Every file is read once. ``parse`` turns a batch of files into one row with a column for each table, which holds the
rows of that table as a compressed Arrow stream; engines keep that and ``rows`` unpacks the table that is asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa

from yusuan import _yusuan
from yusuan._read import warn_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: The Arrow schema of every table.
SCHEMAS: dict[str, pa.Schema] = {table.name: pa.table(table).schema for table in _yusuan.empty_tables()}
#: The columns of a parsed batch.
PARSED = pa.schema([pa.field(name, pa.binary()) for name in SCHEMAS])


def left_out(*, archives: bool) -> str:
    """Give the pattern of file names that are no documents: hidden, owner files of Office, pictures, data ..."""
    extensions = [re.escape(word) for word in _yusuan.NO_DOCUMENT if word != "zip" or not archives]
    return rf"(?i)^(\.|~\$)|.\.({'|'.join(extensions)})$"


def parse(reader: _yusuan.Reader, names: Sequence[str], contents: Sequence[bytes | None]) -> pa.RecordBatch:
    """Read files on the core that the engine gave; ``None`` stands for one that is too large."""
    reading = reader.contents(list(zip(names, contents, strict=True)), 1)
    warn_of(reading)
    packed = [pa.array([pack(table)], pa.binary()) for table in reading.tables]
    return pa.RecordBatch.from_arrays(packed, schema=PARSED)


def pack(table: _yusuan.Table) -> bytes:
    """Turn a table into the bytes of an Arrow stream."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    rows = pa.table(table)
    with pa.ipc.new_stream(sink, rows.schema, options=options) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue())


def rows(cells: Iterable[pa.BinaryScalar]) -> Iterator[pa.RecordBatch]:
    """Unpack the rows of one column of parsed batches."""
    for cell in cells:
        with pa.ipc.open_stream(cell.as_buffer()) as batches:
            yield from batches


def relative(path: str, root: str) -> str:
    """Give the name of a file: its path below the root."""
    front = root.rstrip("/") + "/"
    return path.removeprefix(front)


def fixed_part(pattern: str) -> str:
    """Give the directory in front of the first wildcard; a path without one is whole."""
    wildcard = re.search(r"[*?\[{]", pattern)
    if wildcard is None:
        return pattern
    front = pattern[: wildcard.start()]
    return front.rpartition("/")[0] or ("/" if front.startswith("/") else ".")
