"""The result of reading: eight tables that every Arrow library accepts directly, and their display in a notebook."""

from __future__ import annotations

from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from yusuan import _yusuan

#: Rows of a table that a notebook shows.
SHOWN_ROWS = 10
#: Characters of a value that a notebook shows.
SHOWN_CHARACTERS = 60


class Table:
    """One flat table in memory.

    It implements the Arrow PyCapsule interface, so ``pyarrow.table(t)``, ``polars.DataFrame(t)`` and DuckDB's
    ``SELECT * FROM t`` read it without copying. Amounts are ``DECIMAL(18, 4)``, dates are ``DATE``.

    >>> indicators = yusuan.read("samples/seed/seed.txt").indicators
    >>> indicators.num_rows
    51
    >>> indicators.to_pylist(1)[0]["target_raw"]
    '1条'
    """

    __slots__ = ("_native",)

    def __init__(self, native: _yusuan.Table) -> None:
        self._native = native

    @property
    def name(self) -> str:
        """Name of the table: ``documents``, ``projects`` and so on."""
        return self._native.name

    @property
    def num_rows(self) -> int:
        """Number of rows."""
        return self._native.num_rows

    @property
    def num_columns(self) -> int:
        """Number of columns."""
        return len(self._native.columns)

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return self._native.nbytes

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, as in the CSV."""
        return [name for name, _, _ in self._native.columns]

    @property
    def titles(self) -> dict[str, str]:
        """Chinese title of every column.

        >>> yusuan.read("samples/seed/seed.txt").indicators.titles["target_raw"]
        '指标值（原文）'
        """
        return {name: title for name, title, _ in self._native.columns}

    def to_pylist(self, limit: int | None = None) -> list[dict[str, Any]]:
        """Return the first ``limit`` rows, or all, as dictionaries; needs no other package.

        Numbers are ``int`` or ``decimal.Decimal``, dates are ``datetime.date``, null is ``None``.

        >>> documents = yusuan.read("samples/seed/seed.txt").documents
        >>> [(row["path"], row["status"], row["project_count"]) for row in documents.to_pylist()]
        [('samples/seed/seed.txt', 'ok', 4)]
        """
        return self._native.rows(limit)

    def to_arrow(self) -> pa.Table:
        """Return a ``pyarrow.Table`` that shares the memory."""
        import pyarrow as pa

        return pa.table(self)

    def to_polars(self) -> pl.DataFrame:
        """Return a ``polars.DataFrame``."""
        import polars as pl

        return pl.DataFrame(self)

    def to_pandas(self) -> pd.DataFrame:
        """Return a ``pandas.DataFrame`` of Arrow columns: amounts stay exact, years with missing values stay integers."""
        import pandas as pd

        return self.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)

    def __arrow_c_schema__(self) -> object:
        """Return the schema as a capsule."""
        return self._native.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the rows as a capsule."""
        return self._native.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return self.num_rows

    def __repr__(self) -> str:
        return f"<yusuan.Table {self.name}: {self.num_rows} rows, {self.num_columns} columns>"

    def _repr_html_(self) -> str:
        columns = self._native.columns
        head = "".join(
            f'<th title="{escape(title)}: {escape(description)}">{escape(name)}</th>'
            for name, title, description in columns
        )
        body = "".join(
            "<tr>" + "".join(f"<td>{_shown(value)}</td>" for value in row.values()) + "</tr>"
            for row in self.to_pylist(SHOWN_ROWS)
        )
        return (
            f"<p><b>{escape(self.name)}</b>: {self.num_rows} rows, {len(columns)} columns</p>"
            '<div style="overflow-x:auto"><table>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    if len(text) > SHOWN_CHARACTERS:
        text = text[: SHOWN_CHARACTERS - 1] + "…"
    return escape(text)


@dataclass(frozen=True, repr=False)
class Tables:
    """The result of :func:`yusuan.read`: a table for each kind of row, linked by keys.

    >>> for table in yusuan.read("samples/seed/seed.txt"):
    ...     print(table.name, table.num_rows)
    documents 1
    projects 4
    funding 8
    indicators 51
    tasks 0
    budget_tables 0
    budget_lines 0
    findings 26
    """

    documents: Table
    """One row for each input file, including those that failed."""
    projects: Table
    """One row for each project."""
    funding: Table
    """One row for each printed funding line."""
    indicators: Table
    """One row for each indicator; the table to begin with."""
    tasks: Table
    """One row for each task of a whole department."""
    budget_tables: Table
    """One row for each statutory table of a budget or final account."""
    budget_lines: Table
    """One row for each printed value of those tables; ``additive`` marks the values that may be added up."""
    findings: Table
    """One row for each finding."""

    def __iter__(self) -> Iterator[Table]:
        """Return the tables in their order."""
        return iter(getattr(self, field.name) for field in fields(self))

    def __repr__(self) -> str:
        counts = ", ".join(f"{table.num_rows} {table.name}" for table in self)
        return f"<yusuan.Tables: {counts}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{table.name}</td><td>{table.num_rows}</td><td>{table.num_columns}</td></tr>" for table in self
        )
        head = "<tr><th>table</th><th>rows</th><th>columns</th></tr>"
        return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
