//! One flat table in memory, passed to Python libraries through the Arrow PyCapsule interface.
//!
//! In: record batches. Out: capsules that share their buffers, and plain Python values for users without such a
//! library.

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field, SchemaRef};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyType};
use pyo3::{IntoPyObjectExt, intern};
use yusuan::writers::arrow::TableBatches;
use yusuan::writers::flat;

/// A flat table.
#[pyclass(frozen, module = "yusuan._yusuan")]
pub(crate) struct Table {
    name: &'static str,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn empty(table: &'static flat::Table) -> Self {
        Self {
            name: table.name,
            schema: TableBatches::new(table).schema(),
            batches: Vec::new(),
        }
    }

    /// Takes the collected rows.
    pub(crate) fn of(
        table: &'static flat::Table,
        rows: &mut TableBatches,
    ) -> Result<Self, ArrowError> {
        Ok(Self {
            batches: rows.finish()?,
            ..Self::empty(table)
        })
    }
}

#[pymethods]
impl Table {
    /// Name of the table.
    #[getter]
    fn name(&self) -> &'static str {
        self.name
    }

    /// Rows in all batches.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Size in memory in bytes.
    #[getter]
    fn nbytes(&self) -> usize {
        let size = |batch: &RecordBatch| batch.get_array_memory_size();
        self.batches.iter().map(size).sum()
    }

    /// Name, Chinese title and description of every column.
    #[getter]
    fn columns(&self) -> Vec<(String, String, String)> {
        let said = |field: &Field, key| field.metadata().get(key).cloned().unwrap_or_default();
        let fields = self.schema.fields().iter();
        fields
            .map(|field| {
                let (title, description) = (said(field, "title"), said(field, "description"));
                (field.name().clone(), title, description)
            })
            .collect()
    }

    /// The schema as an `ArrowSchema` capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(broken)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows as an `ArrowArrayStream` capsule. The interface allows the requested schema to be ignored; the caller
    /// then casts the columns itself.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The first `limit` rows, or all, as dictionaries of plain values.
    #[pyo3(signature = (limit=None))]
    fn rows<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
    ) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let decimal = py.import(intern!(py, "decimal"))?.getattr("Decimal")?;
        let decimal = decimal.cast_into::<PyType>()?;
        let mut rows = Vec::new();
        for batch in &self.batches {
            for row in 0..batch.num_rows() {
                if Some(rows.len()) == limit {
                    return Ok(rows);
                }
                let values = PyDict::new(py);
                for (field, column) in self.schema.fields().iter().zip(batch.columns()) {
                    values.set_item(field.name(), value(&decimal, column, row)?)?;
                }
                rows.push(values);
            }
        }
        Ok(rows)
    }
}

/// One value of a column.
fn value<'py>(
    decimal: &Bound<'py, PyType>,
    column: &dyn Array,
    row: usize,
) -> PyResult<Bound<'py, PyAny>> {
    let py = decimal.py();
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Int64 => column
            .as_primitive::<Int64Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Int32 => column
            .as_primitive::<Int32Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        DataType::Decimal128(..) => {
            let number = column.as_primitive::<Decimal128Type>().value_as_string(row);
            decimal.call1((number,))
        }
        DataType::Date32 => {
            let date = column.as_primitive::<Date32Type>().value_as_date(row);
            date.into_bound_py_any(py)
        }
        _ => column.as_string::<i32>().value(row).into_bound_py_any(py),
    }
}

/// An error of Arrow that no data can cause.
pub(crate) fn broken(error: ArrowError) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}
