//! What stands where on a page: what the readers of the formats hand over.

/// One character and its box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Char {
    pub(crate) character: char,
    pub(crate) left: f64,
    pub(crate) right: f64,
    /// The line it stands on.
    pub(crate) base: f64,
    /// Height of its type.
    pub(crate) size: f64,
}

impl Char {
    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// Half of its height above the base line.
    pub(super) fn height(&self) -> f64 {
        self.base - 0.38 * self.size
    }
}

/// A piece of a ruling line: across, its y and two x; down, its x and two y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ruling {
    pub(crate) at: f64,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

/// One page as drawn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// 1-based.
    pub(crate) number: u32,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) chars: Vec<Char>,
    pub(crate) across: Vec<Ruling>,
    pub(crate) down: Vec<Ruling>,
}
