//! Turns the performance target tables (绩效目标表) of Chinese budget disclosures into typed, checked data.
//!
//! ```text
//! bytes ─detect→ format ─read→ Document ─segment→ [Section] ─recognize→ [Match]
//!       ─normalize→ [Project] ─check→ + [Finding] ─write→ files
//! ```
//!
//! Every arrow is a plain function. Readers know nothing about budgets, the later steps nothing about Word or HTML, and
//! writers know only [`record`]s.

// no input may crash the program; where a lint is allowed, its reason says why the case cannot happen
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable
    )
)]

pub mod allowance;
pub mod archive;
pub mod atomic_file;
pub mod batch;
pub mod bidi;
pub mod check;
pub mod compare;
pub mod convert;
pub mod detect;
pub mod document;
pub mod encoding;
pub mod error;
pub mod extraction;
mod figures;
pub mod finding;
pub mod format;
mod hash;
pub mod inputs;
pub mod journal;
pub mod limits;
pub mod memory;
pub mod message;
pub mod normalize;
pub mod package;
pub mod pages;
pub mod panics;
pub mod place;
pub mod readers;
pub mod recognize;
pub mod record;
pub mod report;
pub mod segment;
#[cfg(feature = "serve")]
pub mod serve;
pub mod shard;
pub mod table;
mod text;
mod user_yaml;
pub mod vocabulary;
pub mod word;
pub mod writers;

/// The example of the README is compiled and run together with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
