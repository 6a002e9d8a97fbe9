//! Panics of other crates, made into failures of the file that is being worked on.
//!
//! In: work. Out: its result, or what the panic reported. Lost: the place in the source. A program asks [`is_caught`] in its
//! panic hook, so that nothing is printed that names neither the file nor the way out.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// Calls of [`catch`] that this thread is in.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Runs the work.
///
/// # Errors
/// The message of a panic.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    DEPTH.set(DEPTH.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    result.map_err(|panic| message_of(&*panic))
}

/// True on a thread on which a panic would be caught by [`catch`], which reports it with the name of the file.
pub fn is_caught() -> bool {
    DEPTH.get() > 0
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|message| (*message).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_message_and_the_hook_can_ask() {
        assert!(!is_caught());
        assert_eq!(catch(is_caught), Ok(true));
        let inside = catch(|| catch(|| panic!("at {}", 3)).unwrap_err());
        assert_eq!(inside.as_deref(), Ok("at 3"));
        assert!(!is_caught());
    }
}
