//! What senders may cause: the bounds that every request is held to.

use std::time::Duration;

use crate::limits::{
    BODY_MILLIS, HEAD_MILLIS, MAX_BODY_BYTES, MAX_CONNECTIONS, MAX_KEPT_BYTES, MAX_KEPT_FILES,
    MAX_REQUESTS, MIN_BODY_RATE,
};

/// Bounds on what senders may cause; the defaults are those of [`crate::limits`].
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Connections that are open at once.
    pub connections: usize,
    /// Requests with a body that are in work at once.
    pub requests: usize,
    /// Bytes of one body.
    pub body_bytes: u64,
    /// Bytes of all uploads that are kept.
    pub kept_bytes: u64,
    /// Files that are kept for the page.
    pub kept_files: usize,
    /// Time until the head of a request must be complete.
    pub head_time: Duration,
    /// Time that a body may take, beside the time for its bytes.
    pub body_time: Duration,
    /// Bytes per second that a body must bring on average.
    pub body_rate: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: MAX_CONNECTIONS,
            requests: MAX_REQUESTS,
            body_bytes: MAX_BODY_BYTES,
            kept_bytes: MAX_KEPT_BYTES,
            kept_files: MAX_KEPT_FILES,
            head_time: Duration::from_millis(HEAD_MILLIS),
            body_time: Duration::from_millis(BODY_MILLIS),
            body_rate: MIN_BODY_RATE,
        }
    }
}
