//! Ctrl-C: removes half-written files at once; earlier outputs stay, and the journal keeps what was done.

use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use indicatif::ProgressBar;
use yusuan::message::{Language, Message};
use yusuan::writers::files::{Losses, Outputs, Piece};

use super::status::warn;

/// The exit code of a program stopped by Ctrl-C, by the convention of shells.
const INTERRUPTED: i32 = 130;

const STOPPED: Message = Message::fixed(
    "已停止，原有的输出没有改动；给同一命令加上 --resume，可以从这里继续",
    "stopped; the outputs are as they were. The same command with --resume goes on from here",
);

/// The outputs of a run, which the handler of Ctrl-C can reach. `None` once it has run.
pub(super) struct Guarded(Arc<Mutex<Option<Outputs>>>);

impl Guarded {
    /// Outputs that Ctrl-C does not reach yet.
    pub(super) fn new(outputs: Outputs) -> Self {
        Self(Arc::new(Mutex::new(Some(outputs))))
    }

    /// From now on Ctrl-C removes half-written files, says how to continue, and ends the program.
    ///
    /// # Errors
    /// The system refuses the handler.
    pub(super) fn stop_on_ctrl_c(
        &self,
        bar: &ProgressBar,
        language: Language,
    ) -> Result<(), ctrlc::Error> {
        let (outputs, bar) = (Arc::clone(&self.0), bar.clone());
        ctrlc::set_handler(move || {
            // The lock is held until the program ends, so that nothing more is written or moved to its place. A move
            // that has begun is finished first, for all files.
            let mut outputs = lock(&outputs);
            drop(outputs.take());
            bar.finish_and_clear();
            warn(STOPPED.get(language));
            process::exit(INTERRUPTED);
        })
    }

    /// Appends the next documents.
    ///
    /// # Errors
    /// Those of [`Outputs::write`].
    pub(super) fn write(&self, piece: &Piece) -> std::io::Result<()> {
        lock(&self.0)
            .as_mut()
            .map_or(Ok(()), |outputs| outputs.write(piece))
    }

    /// Completes the files and moves them to their places.
    ///
    /// # Errors
    /// Those of [`Outputs::finish`].
    pub(super) fn finish(&self) -> std::io::Result<Losses> {
        let mut outputs = lock(&self.0);
        outputs
            .take()
            .map_or_else(|| Ok(Losses::default()), Outputs::finish)
    }
}

/// The handler lives as long as the program, so that a failed run must remove its outputs itself.
impl Drop for Guarded {
    fn drop(&mut self) {
        drop(lock(&self.0).take());
    }
}

fn lock(outputs: &Mutex<Option<Outputs>>) -> MutexGuard<'_, Option<Outputs>> {
    // a thread that panicked while writing ends the program anyway
    outputs.lock().unwrap_or_else(PoisonError::into_inner)
}
