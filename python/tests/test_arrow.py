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
                assert field.type == pa.decimal128(18, 4)
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
    assert frame.schema["target_value"] == pl.Decimal(18, 5)
    assert frame.schema["target_date_end"] == pl.Date
    assert frame.rows(named=True) == tables.indicators.to_pylist()
    assert tables.tasks.to_polars().schema["amount_yuan"] == pl.Decimal(18, 4)


def test_duckdb_takes_a_table_by_its_name(tables):
    indicators = tables.indicators
    sql = "SELECT count(*), sum(target_value), typeof(any_value(target_value)) FROM indicators"
    count, total, kind = duckdb.sql(sql).fetchall()[0]
    values = [row["target_value"] for row in indicators.to_pylist()]
    assert count == indicators.num_rows
    assert total == sum(value for value in values if value is not None)
    assert kind == "DECIMAL(18,5)"


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
    assert pa.schema(table).field("target_value").type == pa.decimal128(18, 5)
    assert isinstance(table.to_pandas(), pd.DataFrame)
    assert table.to_pylist() == []


def test_money_can_be_computed_with(tables):
    """In every library a column of money is divided by a whole number, doubled, increased and described."""
    projects = tables.projects
    expected = [row["budget_total_yuan"] for row in projects.to_pylist()]
    assert expected[0] == Decimal(110000)
    wan = [value / 10000 for value in expected]
    frame = projects.to_pandas()["budget_total_yuan"]
    assert (frame / 10000).tolist() == wan
    assert (frame * 2).tolist() == [value * 2 for value in expected]
    assert (frame + 1).tolist() == [value + 1 for value in expected]
    polars = projects.to_polars()["budget_total_yuan"]
    assert (polars / 10000).cast(pl.Decimal(38, 8)).to_list() == wan
    sql = "SELECT budget_total_yuan / 10000, budget_total_yuan * 2 FROM projects"
    assert [(float(value), value * 2) for value in wan] == [(a, b / 10000) for a, b in duckdb.sql(sql).fetchall()]


def test_what_a_column_cannot_hold_is_null_and_told():
    table = "项目名称|大|预算数（亿元）|123456789012\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|数量|8个\n"
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in table.split())
    with pytest.warns(UserWarning, match="budget_total_yuan is null"):
        projects = yusuan.read(f"<table>{html}</table>".encode()).projects
    (row,) = projects.to_pylist()
    assert (row["budget_total_yuan"], row["budget_total_raw"]) == (None, "123456789012")
