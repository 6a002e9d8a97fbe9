//! Parquet: one file for each table, the [record batches](super::arrow) compressed with zstd.
//!
//! In: documents in order. Out: files whose bytes depend only on the documents. Row groups end at [`ROW_GROUP_ROWS`] or
//! [`ROW_GROUP_BYTES`], and at most one encoded row group of each table is in memory. Titles, descriptions and units
//! are in the Arrow schema that every file contains. Lost: what the record batches lose.

use std::io;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;

use super::arrow::{Misfit, TableBatches};
use super::files::Losses;
use super::flat::TABLES;
use super::output::TableWriter;
use super::output::{Loss, Style};
use crate::atomic_file::Part;
use crate::limits::{ROW_GROUP_BYTES, ROW_GROUP_ROWS};
use crate::record::Document;

/// For every table, the rows that are not written yet, and the writer of its file.
struct Tables(Vec<(TableBatches, ArrowWriter<Part>)>);

/// The names of the files.
pub(super) fn names() -> Vec<String> {
    let names = TABLES.iter().map(|table| format!("{}.parquet", table.name));
    names.collect()
}

/// Begins the files.
///
/// # Errors
/// Those of the disk.
pub(super) fn begin(parts: Vec<Part>, _: &Style) -> io::Result<Box<dyn TableWriter>> {
    let level = ZstdLevel::try_new(3).map_err(as_io)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .build();
    let begin = |(table, part)| {
        let batches = TableBatches::new(table);
        let writer = ArrowWriter::try_new(part, batches.schema(), Some(properties.clone()));
        writer.map(|writer| (batches, writer)).map_err(as_io)
    };
    let tables = TABLES.iter().copied().zip(parts).map(begin);
    Ok(Box::new(Tables(tables.collect::<io::Result<_>>()?)))
}

impl TableWriter for Tables {
    fn append(&mut self, document: &Document, losses: &mut Losses) -> io::Result<()> {
        for (batches, writer) in &mut self.0 {
            batches.append(document).map_err(io::Error::other)?;
            for batch in batches.take_full() {
                writer.write(&batch).map_err(as_io)?;
            }
            for misfit in batches.take_misfits() {
                losses.push(loss(misfit));
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Part>> {
        let finish = |(mut batches, mut writer): (TableBatches, ArrowWriter<Part>)| {
            for batch in batches.finish().map_err(io::Error::other)? {
                writer.write(&batch).map_err(as_io)?;
            }
            writer.into_inner().map_err(as_io)
        };
        self.0.into_iter().map(finish).collect()
    }
}

fn loss(misfit: Misfit) -> Loss {
    Loss {
        format: "parquet",
        path: misfit.path,
        table: misfit.table,
        column: misfit.column,
        value: misfit.value,
        cut: false,
    }
}

/// An error of the disk unchanged, because it names the file; other errors wrapped.
fn as_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner),
        },
        error => io::Error::other(error),
    }
}
