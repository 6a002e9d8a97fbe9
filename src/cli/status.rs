//! The exit codes of the program, and its messages on standard error.

use yusuan::message::printable;

/// All files were read.
pub(super) const DONE: u8 = 0;

/// The run finished, but a file failed, or `check` found something at or above its threshold.
pub(super) const FAULTS: u8 = 1;

/// Wrong usage, no input found, or the output could not be written.
pub(super) const USAGE: u8 = 2;

/// Prints a message to standard error. Lines after the first are indented, so that no text looks like a message of its own.
pub(super) fn warn(text: &str) {
    let lines: Vec<_> = text.lines().map(printable).collect();
    eprintln!("yusuan: {}", lines.join("\n  "));
}
