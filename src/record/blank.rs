//! The record of a file of which nothing is known but its bytes.

use super::{Document, DocumentType, Status};
use crate::hash::sha256;

/// A record with what the bytes of a file give by themselves, and without content.
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
        projects: Vec::new(),
        findings: Vec::new(),
    }
}
