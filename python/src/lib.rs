//! The native half of the Python package `yusuan`: the pipeline, and its tables as Arrow streams.
//!
//! In: paths or bytes. Out: [`Table`]s and JSON. The interface for users is written in Python, in `yusuan/`; this crate
//! has what must be fast. Lost: nothing, except that values which no column can hold become null and are listed, as
//! `yusuan::writers::arrow` says.

mod reader;
mod table;

use pyo3::prelude::*;

/// `yusuan._yusuan`.
#[pymodule]
mod _yusuan {
    use pyo3::prelude::*;
    use yusuan::writers::{datapackage, flat, schema};

    #[pymodule_export]
    use super::reader::{Reader, Reading};
    #[pymodule_export]
    use crate::table::Table;

    /// The JSON Schema of a nested document, as JSON.
    #[pyfunction]
    fn json_schema() -> String {
        schema::json_schema().as_value().to_string()
    }

    /// The Frictionless Table Schemas of the flat tables, as JSON.
    #[pyfunction]
    fn table_schemas() -> String {
        datapackage::table_schemas()
    }

    /// A flat table without rows, for its schema.
    #[pyfunction]
    fn empty_tables() -> Vec<Table> {
        flat::TABLES
            .iter()
            .map(|table| Table::empty(table))
            .collect()
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("NO_DOCUMENT", yusuan::inputs::NO_DOCUMENT.to_vec())?;
        module.add("MAX_FILE_BYTES", yusuan::limits::MAX_FILE_BYTES)
    }
}
