//! The record of a file of which only the path and the bytes are known.

use super::{Document, DocumentType, Status};
use crate::hash::sha256;

/// A record without content, with the fields that follow from the path and the bytes of a file.
pub fn blank_record(path: &str, bytes: &[u8]) -> Document {
    let sha256 = sha256(bytes);
    Document {
        document_id: sha256[..16].to_owned(),
        path: path.to_owned(),
        sha256: Some(sha256),
        bytes: Some(bytes.len() as u64),
        format: None,
        status: Status::Empty,
        error: None,
        title: None,
        document_type: DocumentType::Other,
        fiscal_year: None,
        fiscal_year_source: None,
        cells: 0,
        cells_claimed: 0,
        projects: Vec::new(),
        budget_tables: Vec::new(),
        findings: Vec::new(),
    }
}
