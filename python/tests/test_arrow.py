"""Other libraries accept the tables with their types and without copying."""

import datetime
from decimal import Decimal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import yusuan


@pytest.fixture(scope="module")
def tables(samples):
    return yusuan.read(samples / "seed")


def address(array, buffer):
    return array.chunk(0).buffers()[buffer].address


def test_types(tables):
    for table in tables:
        schema = pa.schema(table)
        assert schema.names == table.column_names
        for field in schema:
            if field.name.endswith("_yuan"):
                assert field.type == pa.decimal128(38, 10)
            if field.name.endswith(("_date", "date_start", "date_end")):
                assert field.type == pa.date32()
            assert field.metadata[b"title"].decode() == table.titles[field.name]
    row = next(row for row in tables.projects.to_pylist() if row["start_date"] or True)
    assert row["budget_total_yuan"] == Decimal(110000)
    dates = [row["target_date_end"] for row in tables.indicators.to_pylist()]
    assert datetime.date(2023, 12, 31) in dates


def test_pyarrow_and_pandas_share_the_memory(tables):
    table = tables.indicators
    first, second, frame = pa.table(table), table.to_arrow(), table.to_pandas()
    for name, buffer in (("path", 2), ("target_value", 1), ("seq", 1)):
        of_pandas = frame[name].array.__arrow_array__()
        assert address(first[name], buffer) == address(second[name], buffer)
        assert address(first[name], buffer) == address(of_pandas, buffer)
    assert first.equals(second)
    assert isinstance(frame["target_value"].dropna().iloc[0], Decimal)


def test_polars_shares_the_memory_of_numbers(tables):
    """Text is not shared, because polars stores it in its own form."""
    frame = pl.DataFrame(tables.indicators)
    assert frame["seq"].to_arrow().buffers()[1].address == address(pa.table(tables.indicators)["seq"], 1)
    assert frame.schema["target_value"] == pl.Decimal(38, 10)
    assert frame.schema["target_date_end"] == pl.Date
    assert frame.rows(named=True) == tables.indicators.to_pylist()
    assert tables.tasks.to_polars().schema["amount_yuan"] == pl.Decimal(38, 10)


def test_duckdb_takes_a_table_by_its_name(tables):
    indicators = tables.indicators
    sql = "SELECT count(*), sum(target_value), typeof(any_value(target_value)) FROM indicators"
    count, total, kind = duckdb.sql(sql).fetchall()[0]
    values = [row["target_value"] for row in indicators.to_pylist()]
    assert count == indicators.num_rows
    assert total == sum(value for value in values if value is not None)
    assert kind == "DECIMAL(38,10)"


def test_a_capsule_outlives_its_table(samples):
    stream = yusuan.read(samples / "seed" / "seed.txt").indicators.__arrow_c_stream__()
    reader = pa.RecordBatchReader._import_from_c_capsule(stream)
    assert reader.read_all().num_rows == 51


def test_a_table_can_be_taken_again_or_not_at_all(tables):
    table = tables.projects
    table.__arrow_c_stream__()
    table.__arrow_c_schema__()
    assert pa.table(table) == pa.table(table)
    assert pa.table(table, schema=pa.schema(table)).num_rows == len(table)


def test_empty_tables_keep_their_types():
    table = yusuan.read([]).indicators
    assert pa.table(table).num_rows == 0
    assert pa.schema(table).field("target_value").type == pa.decimal128(38, 10)
    assert isinstance(table.to_pandas(), pd.DataFrame)
    assert table.to_pylist() == []
