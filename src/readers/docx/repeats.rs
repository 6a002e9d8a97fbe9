//! A cache for properties elements that recur byte for byte, as those of nearly every paragraph, run and cell do.
//!
//! In: the bytes after an opening tag. Out: the result of reading the same bytes before. Comparing a few hundred bytes
//! costs a tenth of reading their tags.

/// Number of elements that are kept; after that the oldest is replaced.
const KEPT: usize = 8;
/// Longer elements are not kept, so that comparing stays cheap whatever a file contains.
const MAX_BYTES: usize = 2_048;

/// The last different elements of one kind, with the meaning of each.
pub(super) struct Repeats<'a, T> {
    seen: Vec<(&'a [u8], T)>,
    oldest: usize,
}

impl<'a, T: Clone> Repeats<'a, T> {
    pub(super) fn new() -> Self {
        Self {
            seen: Vec::with_capacity(KEPT),
            oldest: 0,
        }
    }

    /// The length and meaning of the element at the start of `rest`, if it was read before.
    #[inline]
    pub(super) fn find(&self, rest: &[u8]) -> Option<(usize, T)> {
        let (bytes, meaning) = self
            .seen
            .iter()
            .find(|(bytes, _)| rest.starts_with(bytes))?;
        Some((bytes.len(), meaning.clone()))
    }

    /// Keeps an element, including its closing tag: without it, the bytes could continue differently next time.
    pub(super) fn keep(&mut self, bytes: Option<&'a [u8]>, meaning: &T) {
        let Some(bytes) = bytes.filter(|bytes| bytes.len() <= MAX_BYTES) else {
            return;
        };
        let entry = (bytes, meaning.clone());
        if self.seen.len() < KEPT {
            self.seen.push(entry);
        } else {
            self.seen[self.oldest] = entry;
            self.oldest = (self.oldest + 1) % KEPT;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_few_are_remembered() {
        let all: Vec<Vec<u8>> = (0..=KEPT).map(|n| vec![n as u8, b'>']).collect();
        let mut repeats = Repeats::new();
        for (meaning, bytes) in all.iter().enumerate() {
            repeats.keep(Some(bytes), &meaning);
        }
        assert_eq!(repeats.find(&all[0]), None, "the oldest gave way");
        assert_eq!(repeats.find(&[1, b'>', b'<']), Some((2, 1)));
        assert_eq!(repeats.find(&[1]), None, "cut off");
        let long = vec![b'x'; MAX_BYTES + 1];
        repeats.keep(Some(&long), &0);
        assert_eq!(repeats.find(&long), None);
    }
}
