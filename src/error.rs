//! What stops one file: a code that never changes, and a message that says what is wrong and what to do.
//!
//! Diagnostics that stop nothing are [`crate::finding::Finding`]s.

use crate::format::Format;

/// Why one file could not be read. The other files of a run are not touched by it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file has no bytes.
    #[error("the file is empty (0 bytes); download or export it again")]
    Empty,
    /// The file could not be opened or read.
    #[error("cannot read the file: {0}; check that it exists and that you may read it")]
    Unreadable(String),
    /// No known signature and no readable text.
    #[error(
        "the content is no format yusuan knows; open it in the program that wrote it and save it as .docx or .html"
    )]
    UnknownFormat,
    /// A format that is known, and not read.
    #[error("{name} is not supported; {way_out}")]
    Unsupported {
        /// The format's everyday name.
        name: &'static str,
        /// What the user can do.
        way_out: &'static str,
    },
    /// Encrypted or protected by a password.
    #[error("the {format} file is encrypted; open it with its password and save it without one")]
    Encrypted {
        /// The format inside the encryption, as far as it can be told.
        format: Format,
    },
    /// The container or its content is damaged.
    #[error(
        "the {format} file is damaged: {detail}; open it in an office program and save it again"
    )]
    Damaged {
        /// What the content claims to be.
        format: Format,
        /// What is wrong, and where.
        detail: String,
    },
    /// A bound of [`crate::limits`] was passed.
    #[error(
        "the file passes a safety limit: {what} (at most {limit}); split the document if it is genuine"
    )]
    LimitExceeded {
        /// What was counted.
        what: &'static str,
        /// The bound.
        limit: u64,
    },
    /// A defect of the program, caught so that the other files go on.
    #[error("the program stopped on this file ({0}); please report it with the file")]
    Internal(String),
}

impl Error {
    /// The stable code written to `error.code`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::Unreadable(_) => "unreadable",
            Self::UnknownFormat => "unknown-format",
            Self::Unsupported { .. } => "unsupported-format",
            Self::Encrypted { .. } => "encrypted",
            Self::Damaged { .. } => "damaged",
            Self::LimitExceeded { .. } => "limit-exceeded",
            Self::Internal(_) => "internal",
        }
    }

    /// A damaged file, with what is wrong.
    pub fn damaged(format: Format, detail: impl Into<String>) -> Self {
        Self::Damaged {
            format,
            detail: detail.into(),
        }
    }
}
