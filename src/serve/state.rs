//! What all answers share.

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, Semaphore};

use super::admit::Gate;
use super::bounds::Bounds;
use super::desk::Desk;
use crate::convert::Options;
use crate::limits::MEMORY_BYTES;

/// What every answer may use.
#[derive(Debug)]
pub(super) struct State {
    pub(super) gate: Gate,
    pub(super) bounds: Bounds,
    pub(super) reading: Options,
    pub(super) jobs: usize,
    /// The folder of this run.
    pub(super) folder: PathBuf,
    /// The directory that was given, if any.
    pub(super) directory: Option<PathBuf>,
    pub(super) desk: Mutex<Desk>,
    /// One permit for each request with a body.
    pub(super) requests: Arc<Semaphore>,
    /// One permit for each document that is read at once.
    pub(super) workers: Arc<Semaphore>,
    /// One permit for each MiB that reading documents may take.
    pub(super) memory: Arc<Semaphore>,
    /// Bytes of all uploads that are kept.
    pub(super) kept: Arc<AtomicU64>,
    pub(super) stop: Notify,
}

impl State {
    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        // every change is complete before anything in it can panic
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The memory for reading documents, in MiB.
pub(super) const MEMORY_MEBIBYTES: u32 = (MEMORY_BYTES >> 20) as u32;
