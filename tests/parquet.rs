//! Parquet files read back: they contain the record batches that were written, their bytes are the same each time, and
//! they appear whole or not at all.
#![cfg(feature = "parquet")]

use std::fs::{self, File};
use std::path::Path;

use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use yusuan::compare::{Content, Printings};
use yusuan::limits::{BATCH_ROWS, ROW_GROUP_ROWS};
use yusuan::record::Document;
use yusuan::writers::arrow::{TableBatches, schema};
use yusuan::writers::files::{Losses, Outputs, Piece};
use yusuan::writers::flat::TABLES;
use yusuan::writers::{OutputFormat, Style, format_named};

mod records;

/// Writes the documents, with `to_a_piece` documents in a piece.
fn write(directory: &Path, documents: &[Document], to_a_piece: usize) -> Losses {
    let formats: [&'static OutputFormat; 1] = [format_named("parquet").unwrap()];
    let style = Style::default();
    let mut outputs = Outputs::in_directory(directory, &formats, &style).unwrap();
    for some in documents.chunks(to_a_piece) {
        let mut piece = Piece::default();
        for document in some {
            piece.push(document.clone(), &formats, &style).unwrap();
        }
        outputs.write(piece).unwrap();
    }
    outputs.finish().unwrap()
}

fn reader(directory: &Path, table: &str) -> ParquetRecordBatchReaderBuilder<File> {
    let file = File::open(directory.join(format!("{table}.parquet"))).unwrap();
    ParquetRecordBatchReaderBuilder::try_new(file).unwrap()
}

/// One document for every trap.
fn documents() -> Vec<Document> {
    let trapped = |(index, trap): (usize, &&str)| {
        let mut document = records::document(&format!("{index}.txt"));
        document.projects[0].tasks[0].name = (*trap).to_owned();
        document
    };
    let mut documents: Vec<_> = records::TRAPS.iter().enumerate().map(trapped).collect();
    documents.push(records::failed("failed.docx"));
    documents
}

#[test]
fn the_batches_come_back_with_their_schema() {
    let directory = tempfile::tempdir().unwrap();
    let mut documents = documents();
    let losses = write(directory.path(), &documents, 7);
    assert_eq!(losses.count, 0);
    let mut printings = Printings::default();
    for document in &mut documents {
        printings.mark(&Content::of(document), document);
    }
    for table in TABLES {
        let mut expected = TableBatches::new(table);
        for document in &documents {
            expected.append(document).unwrap();
        }
        let reader = reader(directory.path(), table.name);
        assert_eq!(**reader.schema(), schema(table), "{}", table.name);
        for group in reader.metadata().row_groups() {
            for column in group.columns() {
                assert!(matches!(column.compression(), Compression::ZSTD(_)));
            }
        }
        let read: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
        let expected = expected.finish().unwrap();
        assert_eq!(read.len(), expected.len(), "{}", table.name);
        for (read, expected) in read.iter().zip(&expected) {
            // only the reader has the metadata of the table
            assert_eq!(read.columns(), expected.columns(), "{}", table.name);
        }
    }
}

#[test]
fn a_run_without_rows_still_has_every_column() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[], 1);
    for table in TABLES {
        let reader = reader(directory.path(), table.name);
        assert_eq!(**reader.schema(), schema(table), "{}", table.name);
        assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
    }
}

#[test]
fn bytes_depend_on_the_documents_alone() {
    let documents = documents();
    let written: Vec<_> = [1, 5, 100]
        .map(|to_a_piece| {
            let directory = tempfile::tempdir().unwrap();
            write(directory.path(), &documents, to_a_piece);
            let names = TABLES.iter().map(|table| format!("{}.parquet", table.name));
            names
                .map(|name| fs::read(directory.path().join(name)).unwrap())
                .collect::<Vec<_>>()
        })
        .into();
    assert_eq!(written[0], written[1]);
    assert_eq!(written[0], written[2]);
}

#[test]
fn row_groups_have_a_fixed_size() {
    let mut document = records::document("a.txt");
    let task = document.projects[0].tasks[0].clone();
    document.projects[0].tasks = vec![task; ROW_GROUP_ROWS + BATCH_ROWS / 2];
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[document], 1);
    let reader = reader(directory.path(), "tasks");
    let groups = reader.metadata().row_groups().iter();
    let rows: Vec<_> = groups.map(|group| group.num_rows() as usize).collect();
    assert_eq!(rows, [ROW_GROUP_ROWS, BATCH_ROWS / 2]);
}

#[test]
fn what_does_not_fit_is_named() {
    let mut document = records::document("a.txt");
    document.projects[0].indicators[0].weight = records::decimal("0.00000000000000000001");
    let directory = tempfile::tempdir().unwrap();
    let losses = write(directory.path(), &vec![document; 25], 25);
    assert_eq!(losses.count, 25);
    assert_eq!(losses.first.len(), 20);
    let loss = &losses.first[0];
    assert_eq!(
        (loss.path.as_str(), loss.table, loss.column, loss.cut),
        ("a.txt", "indicators", "weight", false)
    );
    assert_eq!(loss.value, "0.00000000000000000001");
}
