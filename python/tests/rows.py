"""Makes the rows of one source comparable with those of another."""

import csv
from datetime import date
from decimal import Decimal

import pyarrow as pa

import yusuan


def csv_rows(file, schema):
    """The rows of a CSV file, typed by the schema; in CSV, null and empty are the same."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [{field.name: typed(row[field.name], field.type) for field in schema} for row in csv.DictReader(lines)]


def typed(text, kind):
    if not text:
        return None
    if pa.types.is_decimal(kind):
        return Decimal(text)
    if pa.types.is_integer(kind):
        return int(text)
    if pa.types.is_date(kind):
        return date.fromisoformat(text)
    if pa.types.is_boolean(kind):
        return text == "true"
    return text


def without_empty(rows):
    return [{name: None if value == "" else value for name, value in row.items()} for row in rows]


def of_part(table):
    """Without the columns that only a process which reads every file can fill."""
    across = [name for name in ("duplicate_of", "counts_in_total") if name in table.column_names]
    return table.drop_columns(across)


def in_key_order(name, table):
    """A pyarrow table in the order of its primary key, metadata removed."""
    key = yusuan.schema("table-schema")[name]["primaryKey"]
    key = [key] if isinstance(key, str) else key
    table = table.sort_by([(column, "ascending") for column in key])
    return table.replace_schema_metadata(None)
