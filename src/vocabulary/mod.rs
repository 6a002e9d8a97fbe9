//! Words that differ by place and year: data files, and the code that loads them once.
//!
//! In: the YAML files of this folder. Out: compiled word lists. A new word is a line in a file, never a branch.

pub mod checks;
