//! The exit codes of the program, and its messages on standard error.

/// All files were read.
pub(super) const DONE: u8 = 0;

/// The run finished, but a file failed, or `check` found something at or above its threshold.
pub(super) const FAULTS: u8 = 1;

/// Wrong usage, no input found, or the output could not be written.
pub(super) const USAGE: u8 = 2;

/// Prints a message to standard error.
pub(super) fn warn(text: &str) {
    eprintln!("yusuan: {text}");
}
