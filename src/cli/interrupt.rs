//! Ctrl-C and the signals that end a program: what is half written is removed at once, what was there before stays, the
//! journal records what is done.

use std::io;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use indicatif::ProgressBar;
use yusuan::message::{Language, Message};
use yusuan::writers::files::{Losses, Outputs, Piece};

use super::status::warn;

/// What a program returns that was stopped by a signal, by the convention of shells: this and the signal's number.
const STOPPED_BY: i32 = 128;

/// The last message of a stopped run that `--resume` can continue.
pub(super) const STOPPED: Message = Message::fixed(
    "已停止，原有的输出没有改动；同一命令加上 --resume 可以从断点继续",
    "stopped; earlier outputs are unchanged. Run the same command with --resume to continue",
);

/// The last message of a stopped run that cannot be continued.
pub(super) const STOPPED_FOR_GOOD: Message = Message::fixed(
    "已停止，原有的输出没有改动",
    "stopped; the outputs are as they were",
);

/// The outputs of a run, within reach of signals. None when one has come.
pub(super) struct Guarded(Arc<Mutex<Option<Outputs>>>);

impl Guarded {
    /// Outputs that no signal reaches yet.
    pub(super) fn new(outputs: Outputs) -> Self {
        Self(Arc::new(Mutex::new(Some(outputs))))
    }

    /// From now on a signal removes what is half written, prints `last`, and ends the program.
    ///
    /// # Errors
    /// The system does not let us.
    pub(super) fn stop_on_signals(
        &self,
        bar: &ProgressBar,
        last: Message,
        language: Language,
    ) -> io::Result<()> {
        let (outputs, bar) = (Arc::clone(&self.0), bar.clone());
        on_signal(move |signal| {
            // The lock is held until the program ends, so that nothing more is written or moved to its place. A move
            // that has begun is finished first, for all files.
            let mut outputs = lock(&outputs);
            drop(outputs.take());
            bar.finish_and_clear();
            warn(last.get(language));
            process::exit(STOPPED_BY + signal);
        })
    }

    /// Appends the next documents.
    ///
    /// # Errors
    /// Those of [`Outputs::write`].
    pub(super) fn write(&self, piece: Piece) -> std::io::Result<()> {
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

/// Calls `stop` with the number of the first signal: Ctrl-C, a request to end, and the end of the terminal unless the program
/// was started to outlive it.
#[cfg(unix)]
pub(super) fn on_signal(stop: impl FnOnce(i32) + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = vec![SIGINT, SIGTERM];
    signals.extend((!outlives_terminal()).then_some(SIGHUP));
    let mut signals = signal_hook::iterator::Signals::new(signals)?;
    let wait = move || {
        if let Some(signal) = signals.forever().next() {
            stop(signal);
        }
    };
    std::thread::Builder::new().spawn(wait).map(drop)
}

#[cfg(not(unix))]
pub(super) fn on_signal(mut stop: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    const INTERRUPT: i32 = 2;
    ctrlc::set_handler(move || stop(INTERRUPT)).map_err(io::Error::other)
}

/// True under `nohup`, and where the system does not report it.
#[cfg(unix)]
fn outlives_terminal() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // the lowest bit stands for signal 1
    ignored.is_none_or(|mask| mask & 1 != 0)
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
