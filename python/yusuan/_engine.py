"""Functions shared by Spark, Ray and Daft: from many files to one row of compact tables, and back to rows.

Every file is read once. ``parse`` turns a batch of files into one row with a column for each table, which contains the
rows of that table as a compressed Arrow stream. The engines keep these, and ``rows`` unpacks the requested table.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pyarrow as pa

from yusuan import _yusuan
from yusuan._read import warn_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yusuan._read import PathLike

#: The Arrow schema of every table.
SCHEMAS: dict[str, pa.Schema] = {table.name: pa.table(table).schema for table in _yusuan.empty_tables()}
#: The columns of a parsed batch.
PARSED = pa.schema([pa.field(name, pa.binary()) for name in SCHEMAS])


def left_out(*, archives: bool) -> str:
    """Return the pattern of paths below the root that are not documents: hidden files, owner files, pictures, data.

    Only the name decides: a Word file called ``a.jpg`` is skipped, although the command line would look into it.
    """
    extensions = [re.escape(word) for word in _yusuan.NO_DOCUMENT if word != "zip" or not archives]
    return rf"(?i)(^|/)(\.|~\$)|\.({'|'.join(extensions)})$"


def full_path(directory: PathLike) -> str:
    """Return the full path of a directory on this machine; an address such as ``s3://…`` is returned unchanged."""
    name = os.fspath(directory)
    if name.startswith("file://"):
        name = unquote(urlsplit(name, allow_fragments=False).path)
    if "://" in name:
        return name
    path = Path(name).resolve(strict=True)
    if not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), name)
    return str(path)


def parse(reader: _yusuan.Reader, names: Sequence[str], contents: Sequence[bytes | None]) -> pa.RecordBatch:
    """Read files on the single core that the engine provides; ``None`` means a file that is too large."""
    reading = reader.contents(list(zip(names, contents, strict=True)), 1, False)
    warn_of(reading)
    packed = [pa.array([pack(table)], pa.binary()) for table in reading.tables]
    return pa.RecordBatch.from_arrays(packed, schema=PARSED)


def pack(table: _yusuan.Table) -> bytes:
    """Turn a table into the bytes of an Arrow stream, compressed as a whole: with few rows, most of it is schema."""
    sink = pa.BufferOutputStream()
    rows = pa.table(table)
    with pa.CompressedOutputStream(sink, "zstd") as packed, pa.ipc.new_stream(packed, rows.schema) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue())


def rows(cells: Iterable[pa.BinaryScalar]) -> Iterator[pa.RecordBatch]:
    """Unpack the rows of one column of parsed batches."""
    for cell in cells:
        packed = pa.CompressedInputStream(pa.BufferReader(cell.as_buffer()), "zstd")
        with packed, pa.ipc.open_stream(packed) as batches:
            yield from batches


def relative(path: str, root: str) -> str:
    """Return the name of a file: its path below the root."""
    front = root.rstrip("/") + "/"
    return path.removeprefix(front)


def fixed_part(pattern: str) -> str:
    r"""Return the directory before the first wildcard; all of a path without one. ``\[`` is not a wildcard."""
    wildcard = re.search(r"(?<!\\)[*?\[{]", pattern)
    front = pattern if wildcard is None else pattern[: wildcard.start()]
    plain = re.sub(r"\\([*?\[\]{}])", r"\1", front)
    if wildcard is None:
        return plain
    return plain.rpartition("/")[0] or ("/" if plain.startswith("/") else ".")
