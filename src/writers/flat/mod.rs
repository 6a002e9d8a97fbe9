//! The flat form: for every table one list of columns, from which CSV, the data package and the table schema are made.
//!
//! In: a [`Document`](crate::record::Document). Out: rows of cells that borrow from it. Lost: the nesting, which
//! can be restored by the keys, and the boundaries between entries of a list where an entry contains the separator.
//!
//! Two files with the same content have the same `document_id`. Every table therefore has the column `path`, which is
//! unique within one output, and `path` is part of every primary key.

mod budget_lines;
mod budget_tables;
mod comparisons;
mod documents;
mod findings;
mod funding;
mod indicators;
mod projects;
mod table;
mod tasks;

pub use self::table::{Cell, Column, ForeignKey, Kind, PRECISION, Row, Table};

/// The table of that name.
pub fn table_named(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

/// The tables in the order in which they are written; a parent precedes its children.
pub const TABLES: &[&Table] = &[
    &documents::TABLE,
    &projects::TABLE,
    &funding::TABLE,
    &indicators::TABLE,
    &tasks::TABLE,
    &budget_tables::TABLE,
    &budget_lines::TABLE,
    &findings::TABLE,
];

/// The table across documents, which `compare` writes: its rows do not belong to a single document.
pub const COMPARISONS: &Table = &comparisons::TABLE;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_and_titles_are_unique_within_a_table() {
        for table in TABLES.iter().chain([&COMPARISONS]) {
            let mut seen = HashSet::new();
            for column in table.columns {
                assert!(seen.insert(column.name), "{}.{}", table.name, column.name);
                assert!(seen.insert(column.title), "{}.{}", table.name, column.title);
                assert!(column.description.ends_with('.'), "{}", column.name);
            }
        }
    }

    #[test]
    fn keys_name_columns_of_both_tables() {
        let has = |table: &Table, name: &str| table.columns.iter().any(|c| c.name == name);
        for table in TABLES {
            for key in table.primary_key {
                let column = table.columns.iter().find(|column| column.name == *key);
                assert!(column.is_some_and(|c| c.required), "{}.{key}", table.name);
            }
            for key in table.foreign_keys {
                let parent = TABLES.iter().find(|parent| parent.name == key.table);
                for name in key.columns {
                    assert!(has(table, name), "{}.{name}", table.name);
                    assert!(parent.is_some_and(|p| has(p, name)), "{}.{name}", key.table);
                }
            }
        }
    }
}
