"""Reads files and bytes into tables and dictionaries."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from yusuan import _yusuan
from yusuan._tables import Table, Tables

PathLike: TypeAlias = "str | os.PathLike[str]"
Bytes: TypeAlias = "bytes | bytearray | memoryview"

FIRST_YEAR, LAST_YEAR = 1990, 2100


def read(
    source: PathLike | Iterable[PathLike] | Bytes | Mapping[str, Bytes],
    *,
    fiscal_year: int | None = None,
    vocabulary: PathLike | None = None,
    jobs: int | None = None,
    follow_links: bool = False,
    archives: bool = False,
) -> Tables:
    r"""Read documents into tables, on all cores.

    ``source`` is a file, a directory (read recursively), several of these, the bytes of one document, or a mapping
    from names to bytes. The tables, their order and their ``path`` are the same as those of ``yusuan convert``.

    A file that cannot be read is a row of ``documents`` with the status ``failed`` and the reason. Exceptions are
    raised for wrong usage only: ``FileNotFoundError`` if none of the paths exists, ``TypeError`` and ``ValueError``.
    Ctrl-C ends the run after the current file.

    :param fiscal_year: budget year of documents that do not print one.
    :param vocabulary: YAML file with additional labels, in the form that ``yusuan vocabulary`` prints.
    :param jobs: number of threads; by default one per core.
    :param follow_links: follow symbolic links in directories.
    :param archives: read zip archives found in directories; an archive given as the source is always read.

    >>> tables = yusuan.read("samples/seed")
    >>> tables.projects.to_pylist(1)[0]["project_name"]
    '信息系统运维经费'
    >>> yusuan.read({"broken.docx": b"PK\x03\x04"}).documents.to_pylist()[0]["status"]
    'failed'
    """
    reader = new_reader(fiscal_year, vocabulary)
    if jobs is not None and jobs < 1:
        message = f"jobs must be 1 or more, not {jobs}"
        raise ValueError(message)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return tables_of(reader.contents([("document", bytes(source))], jobs, True))
    if isinstance(source, Mapping):
        contents = [(name, bytes(source[name])) for name in sorted(source)]
        return tables_of(reader.contents(contents, jobs, True))
    paths = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    if paths and not any(os.path.lexists(path) for path in paths):
        message = f"no such file or directory: {os.fspath(paths[0])}"
        raise FileNotFoundError(message)
    return tables_of(reader.files(paths, jobs, follow_links, archives))


def extract(
    data: Bytes,
    name: str = "document",
    *,
    fiscal_year: int | None = None,
    vocabulary: PathLike | None = None,
) -> dict[str, Any]:
    """Read the bytes of one document into a nested dictionary, as ``yusuan convert --format json`` writes it.

    Decimals are ``decimal.Decimal`` with the printed digits. ``name`` becomes the ``path``. A document that
    cannot be read has the status ``failed`` and an ``error``.

    >>> document = yusuan.extract(open("samples/seed/seed.txt", "rb").read(), "seed.txt")
    >>> document["projects"][0]["budget"]["total"]
    {'raw': '11.00', 'yuan': Decimal('110000.00')}
    """
    reader = new_reader(fiscal_year, vocabulary)
    text = reader.documents(name, bytes(data))
    documents = json.loads(text, parse_float=Decimal, object_hook=_exact)
    if len(documents) != 1:
        message = f"the archive contains {len(documents)} documents; use read() to read them all"
        raise ValueError(message)
    document: dict[str, Any] = documents[0]
    return document


@cache
def schema(kind: str = "json-schema") -> dict[str, Any]:
    """Return the JSON Schema of :func:`extract`, or with ``"table-schema"`` the Table Schemas of :func:`read`.

    The latter also describe ``comparisons``, a table that only ``yusuan compare`` writes.

    >>> yusuan.schema()["title"]
    'yusuan'
    >>> list(yusuan.schema("table-schema"))[:2]
    ['documents', 'projects']
    """
    if kind == "json-schema":
        text = _yusuan.json_schema()
    elif kind == "table-schema":
        text = _yusuan.table_schemas()
    else:
        message = f"kind must be json-schema or table-schema, not {kind}"
        raise ValueError(message)
    schema: dict[str, Any] = json.loads(text)
    return schema


def new_reader(fiscal_year: int | None, vocabulary: PathLike | None) -> _yusuan.Reader:
    """Make a reader; wrong options raise errors before anything is read."""
    check_year(fiscal_year)
    words = None if vocabulary is None else Path(vocabulary).read_text(encoding="utf-8")
    return _yusuan.Reader(fiscal_year, words)


def check_year(fiscal_year: int | None) -> None:
    """Refuse years outside the range that the command line accepts."""
    if fiscal_year is not None and not FIRST_YEAR <= fiscal_year <= LAST_YEAR:
        message = f"fiscal_year must be between {FIRST_YEAR} and {LAST_YEAR}, not {fiscal_year}"
        raise ValueError(message)


def tables_of(reading: _yusuan.Reading) -> Tables:
    """Make the tables, and warn of values outside the range of their column."""
    warn_of(reading)
    return Tables(**{table.name: Table(table) for table in reading.tables})


def warn_of(reading: _yusuan.Reading) -> None:
    """Warn of values that are null because they are outside the range of their column."""
    for path, table, column, value in reading.misfits:
        message = f"{path}: {table}.{column} is null, {value} is outside its range; see the printed text"
        warnings.warn(message, stacklevel=4)


def _exact(fields: dict[str, Any]) -> dict[str, Any]:
    """Convert integers to decimals where the schema allows a fraction in the field."""
    for name in _decimal_fields() & fields.keys():
        if type(fields[name]) is int:
            fields[name] = Decimal(fields[name])
    return fields


@cache
def _decimal_fields() -> frozenset[str]:
    return frozenset(
        name
        for definition in schema()["$defs"].values()
        for name, field in definition.get("properties", {}).items()
        if "number" in field.get("type", ())
    )
