//! The flat tables as Arrow record batches: the same cells as in CSV, exact types, and nothing rounded.
#![cfg(feature = "arrow")]

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use yusuan::limits::BATCH_ROWS;
use yusuan::record::Document;
use yusuan::writers::arrow::{Misfit, TableBatches};
use yusuan::writers::flat::{Cell, TABLES, table_named};

mod records;

fn batches(table: &str, documents: &[Document]) -> (Vec<RecordBatch>, Vec<Misfit>) {
    let mut batches = TableBatches::new(table_named(table).unwrap());
    for document in documents {
        batches.append(document).unwrap();
    }
    (batches.finish().unwrap(), batches.take_misfits())
}

/// A value of a batch in the form the flat table prints.
fn printed(array: &dyn Array, row: usize) -> Option<String> {
    if array.is_null(row) {
        return None;
    }
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(row);
            Date32Type::to_naive_date_opt(days).unwrap().to_string()
        }
        DataType::Decimal128(18, scale @ (4 | 5)) => {
            let units = array.as_primitive::<Decimal128Type>().value(row);
            let scale = scale.unsigned_abs().into();
            let decimal = rust_decimal::Decimal::from_i128_with_scale(units, scale);
            decimal.normalize().to_string()
        }
        other => panic!("{other}"),
    })
}

#[test]
fn every_cell_is_that_of_the_flat_table() {
    let mut documents: Vec<Document> = records::TRAPS
        .iter()
        .map(|trap| {
            let mut document = records::document("a.txt");
            document.title = records::text(trap);
            document.projects[0].objectives = vec![(*trap).to_owned(), "x".to_owned()];
            document
        })
        .collect();
    documents.push(records::failed("failed.docx"));
    for table in TABLES {
        let (batches, misfits) = batches(table.name, &documents);
        assert_eq!(misfits, []);
        let [batch] = &batches[..] else {
            panic!("{}: {} batches", table.name, batches.len());
        };
        let mut number = 0;
        for document in &documents {
            (table.rows)(document, &mut |row| {
                for (column, array) in table.columns.iter().zip(batch.columns()) {
                    let expected = (column.cell)(row).map(|cell| match cell {
                        Cell::Decimal(decimal) => decimal.normalize().to_string(),
                        cell => cell.text().into_owned(),
                    });
                    assert_eq!(printed(array, number), expected, "{}", column.name);
                }
                number += 1;
            });
        }
        assert_eq!(batch.num_rows(), number);
    }
}

#[test]
fn what_does_not_fit_is_null_and_named() {
    let mut document = records::document("a.txt");
    let indicator = &mut document.projects[0].indicators[0];
    indicator.target.value = records::decimal("79228162514264337593543950335");
    indicator.target.base_value = records::decimal("0.00000000001");
    indicator.target.date_end = records::text("2024-02-30");
    let (batches, misfits) = batches("indicators", &[document]);
    let expected = [
        ("target_value", "79228162514264337593543950335"),
        ("target_base_value", "0.00000000001"),
        ("target_date_end", "2024-02-30"),
    ];
    let named: Vec<_> = misfits
        .iter()
        .map(|misfit| (misfit.column, misfit.value.as_str()))
        .collect();
    assert_eq!(named, expected);
    assert!(misfits.iter().all(|misfit| misfit.path == "a.txt"));
    for (column, _) in expected {
        assert!(batches[0].column_by_name(column).unwrap().is_null(0));
    }
    assert!(batches[0].column_by_name("weight").unwrap().is_valid(0));
}

#[test]
fn batches_are_cut_by_rows_whatever_the_documents() {
    let mut large = records::document("a.txt");
    let task = large.projects[0].tasks[0].clone();
    large.projects[0].tasks = vec![task; BATCH_ROWS + 1];
    let small = records::document("b.txt");
    let (batches, _) = batches("tasks", &[small.clone(), large, small]);
    let rows: Vec<_> = batches.iter().map(RecordBatch::num_rows).collect();
    assert_eq!(rows, [BATCH_ROWS, 3]);
}

#[test]
fn batches_are_cut_by_bytes() {
    let mut document = records::document("a.txt");
    document.projects[0].tasks[0].name = "文".repeat(1 << 20);
    let documents = vec![document; 13];
    let (batches, misfits) = batches("tasks", &documents);
    let rows: Vec<_> = batches.iter().map(RecordBatch::num_rows).collect();
    assert_eq!(rows, [6, 6, 1]);
    assert_eq!(misfits, []);
}
