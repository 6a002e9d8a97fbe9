//! Arrow record batches: the rows of a [flat table](super::flat) as columns, which pandas, polars, DuckDB, Spark and
//! Parquet read.
//!
//! In: documents in order. Out: batches of a fixed [`schema`], cut at [`BATCH_ROWS`] and [`BATCH_BYTES`], so that the
//! cuts depend only on the documents. Unlike CSV, null and an empty text differ.
//!
//! Lost: the scale of a decimal (8.00 becomes 8.00000), and values that the type of their column cannot hold. Such
//! a value becomes null, never a rounded number, and is listed as a [`Misfit`]; the `_raw` column holds its printed
//! text.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Int32Builder, Int64Builder, StringBuilder,
};
use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::flat::{Cell, Column, Kind, PRECISION, Table};
use crate::limits::{BATCH_BYTES, BATCH_ROWS, MAX_TEXT_BYTES};
use crate::record::Document;

/// The columns of a table, named as in CSV. Chinese title, description and, where it is the same in every row, unit are
/// metadata of each field.
pub fn schema(table: &Table) -> Schema {
    let fields: Vec<Field> = table.columns.iter().map(field).collect();
    let metadata = [
        ("name", table.name),
        ("title", table.title),
        ("description", table.description),
    ];
    Schema::new_with_metadata(fields, owned(metadata))
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Text | Kind::Word(_) => DataType::Utf8,
        Kind::Count => DataType::Int64,
        Kind::Year => DataType::Int32,
        Kind::Decimal => DataType::Decimal128(PRECISION, column.scale() as i8),
        Kind::Boolean => DataType::Boolean,
        Kind::Date => DataType::Date32,
    };
    let titles = [("title", column.title), ("description", column.description)];
    let unit = column.unit.map(|unit| ("unit", unit));
    Field::new(column.name, kind, true).with_metadata(owned(titles.into_iter().chain(unit)))
}

fn owned<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> HashMap<String, String> {
    let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
    pairs.into_iter().map(owned).collect()
}

/// A value that its column cannot hold; the column has null instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Path of the document.
    pub path: String,
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The value; only the beginning of a long text.
    pub value: String,
}

/// Collects the rows of one table.
#[derive(Debug)]
pub struct TableBatches {
    table: &'static Table,
    schema: SchemaRef,
    columns: Vec<Values>,
    rows: usize,
    /// Bytes of text in these rows.
    bytes: usize,
    full: Vec<RecordBatch>,
    misfits: Vec<Misfit>,
}

/// The values of one column.
#[derive(Debug)]
enum Values {
    Text(StringBuilder),
    Count(Int64Builder),
    Year(Int32Builder),
    /// With the number of digits after the point.
    Decimal(Decimal128Builder, u8),
    Boolean(BooleanBuilder),
    Date(Date32Builder),
}

impl TableBatches {
    /// A collector without rows.
    pub fn new(table: &'static Table) -> Self {
        let schema = Arc::new(schema(table));
        Self {
            table,
            columns: schema.fields().iter().map(|f| Values::of(f)).collect(),
            schema,
            rows: 0,
            bytes: 0,
            full: Vec::new(),
            misfits: Vec::new(),
        }
    }

    /// The schema of every batch.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Appends the rows of a document.
    ///
    /// # Errors
    /// Never because of the data.
    pub fn append(&mut self, document: &Document) -> Result<(), ArrowError> {
        let mut result = Ok(());
        let rows = self.table.rows;
        rows(document, &mut |row| {
            for (column, values) in self.table.columns.iter().zip(&mut self.columns) {
                let cell = (column.cell)(row);
                let Some(bytes) = values.append(cell) else {
                    values.append_null();
                    self.misfits.push(Misfit {
                        path: document.path.clone(),
                        table: self.table.name,
                        column: column.name,
                        value: cell.map(shown).unwrap_or_default(),
                    });
                    continue;
                };
                self.bytes += bytes;
            }
            self.rows += 1;
            if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
                let cut = self.cut();
                if result.is_ok() {
                    result = cut;
                }
            }
        });
        result
    }

    /// Takes the batches that are complete.
    pub fn take_full(&mut self) -> Vec<RecordBatch> {
        std::mem::take(&mut self.full)
    }

    /// Takes the list of values that did not fit.
    pub fn take_misfits(&mut self) -> Vec<Misfit> {
        std::mem::take(&mut self.misfits)
    }

    /// Takes all batches, including the last, incomplete one; none where there is no row.
    ///
    /// # Errors
    /// Never because of the data.
    pub fn finish(&mut self) -> Result<Vec<RecordBatch>, ArrowError> {
        if self.rows > 0 {
            self.cut()?;
        }
        Ok(self.take_full())
    }

    /// Makes a batch of the rows collected so far.
    fn cut(&mut self) -> Result<(), ArrowError> {
        (self.rows, self.bytes) = (0, 0);
        let arrays = self.columns.iter_mut().map(Values::finish).collect();
        self.full.push(RecordBatch::try_new(self.schema(), arrays)?);
        Ok(())
    }
}

impl Values {
    fn of(field: &Field) -> Self {
        match field.data_type() {
            DataType::Int64 => Self::Count(Int64Builder::new()),
            DataType::Int32 => Self::Year(Int32Builder::new()),
            DataType::Decimal128(_, scale) => {
                let builder = Decimal128Builder::new().with_data_type(field.data_type().clone());
                Self::Decimal(builder, scale.unsigned_abs())
            }
            DataType::Boolean => Self::Boolean(BooleanBuilder::new()),
            DataType::Date32 => Self::Date(Date32Builder::new()),
            _ => Self::Text(StringBuilder::new()),
        }
    }

    /// Appends a value and returns the bytes of its text; `None` where it does not fit and nothing was appended.
    fn append(&mut self, cell: Option<Cell<'_>>) -> Option<usize> {
        let Some(cell) = cell else {
            self.append_null();
            return Some(0);
        };
        match (self, cell) {
            (Self::Text(values), cell) => return append_text(values, cell),
            (Self::Count(values), Cell::Integer(number)) => values.append_value(number),
            (Self::Year(values), Cell::Integer(year)) => values.append_value(year.try_into().ok()?),
            (Self::Decimal(values, scale), Cell::Decimal(number)) => {
                values.append_value(scaled(number, *scale)?);
            }
            (Self::Boolean(values), Cell::Boolean(value)) => values.append_value(value),
            (Self::Date(values), Cell::Text(text)) => values.append_value(days(text)?),
            _ => return None,
        }
        Some(0)
    }

    fn append_null(&mut self) {
        match self {
            Self::Text(values) => values.append_null(),
            Self::Count(values) => values.append_null(),
            Self::Year(values) => values.append_null(),
            Self::Decimal(values, _) => values.append_null(),
            Self::Boolean(values) => values.append_null(),
            Self::Date(values) => values.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(values) => Arc::new(values.finish()),
            Self::Count(values) => Arc::new(values.finish()),
            Self::Year(values) => Arc::new(values.finish()),
            Self::Decimal(values, _) => Arc::new(values.finish()),
            Self::Boolean(values) => Arc::new(values.finish()),
            Self::Date(values) => Arc::new(values.finish()),
        }
    }
}

/// Appends a text; `None` where it is too long. The offsets of a text column have 32 bits, so that gigabytes of text do
/// not fit.
fn append_text(values: &mut StringBuilder, cell: Cell<'_>) -> Option<usize> {
    let text = cell.text();
    if text.len() > MAX_TEXT_BYTES {
        return None;
    }
    values.append_value(&text);
    Some(text.len())
}

/// The number with `scale` digits after the point, as a whole number of its last digit; `None` where digits would be
/// lost.
fn scaled(number: Decimal, scale: u8) -> Option<i128> {
    let ten = |digits: i32| 10_i128.checked_pow(digits.try_into().ok()?);
    let scale = i32::from(scale) - i32::try_from(number.scale()).ok()?;
    let scaled = if scale >= 0 {
        number.mantissa().checked_mul(ten(scale)?)?
    } else {
        let divisor = ten(-scale)?;
        (number.mantissa() % divisor == 0).then(|| number.mantissa() / divisor)?
    };
    (scaled.abs() < ten(PRECISION.into())?).then_some(scaled)
}

/// Days since 1970.
fn days(date: &str) -> Option<i32> {
    let date: NaiveDate = date.parse().ok()?;
    Some(Date32Type::from_naive_date(date))
}

/// A value as messages show it.
fn shown(cell: Cell<'_>) -> String {
    cell.text().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::super::flat::TABLES;
    use super::*;

    #[test]
    fn decimals_keep_every_digit_or_do_not_fit() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-0.00", Some(0)),
            ("8.00", Some(80_000)),
            ("-5.5", Some(-55_000)),
            ("0.0001", Some(1)),
            ("0.00010000", Some(1)),
            ("0.00001", None),
            ("1.00011", None),
            ("99999999999999.9999", Some(999_999_999_999_999_999)),
            ("100000000000000", None),
            ("-79228162514264337593543950335", None),
        ] {
            assert_eq!(scaled(text.parse().unwrap(), 4), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_days_since_1970() {
        for (text, expected) in [
            ("1970-01-01", Some(0)),
            ("2024-02-29", Some(19_782)),
            ("2023-02-29", None),
            ("2024年", None),
            ("", None),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn every_column_has_a_title_a_description_and_an_exact_type() {
        for table in TABLES {
            let schema = schema(table);
            assert_eq!(schema.fields().len(), table.columns.len());
            for field in schema.fields() {
                assert!(field.metadata().contains_key("title"), "{field}");
                assert!(field.metadata().contains_key("description"), "{field}");
                assert!(!field.data_type().is_floating(), "{field}");
                if field.name().ends_with("_yuan") {
                    assert_eq!(field.metadata()["unit"], "元", "{field}");
                }
            }
        }
    }
}
