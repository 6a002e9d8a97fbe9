//! Every bound on hostile or absurd input, in one place. Readers and the table builder stop one file, never the batch.

/// Bytes of one input file that are read at all.
pub const MAX_FILE_BYTES: u64 = 1 << 30;
/// Bytes that one member of an archive may inflate to.
pub const MAX_INFLATED_BYTES: u64 = 1 << 30;
/// How many times larger than its compressed form a member may become once it passes [`MIN_RATIO_BYTES`].
pub const MAX_INFLATE_RATIO: u64 = 400;
/// Below this inflated size the ratio is not looked at: small members of spaces compress extremely well.
pub const MIN_RATIO_BYTES: u64 = 16 << 20;
/// Documents inside one archive.
pub const MAX_ARCHIVE_DOCUMENTS: usize = 20_000;
/// Tables inside tables. Deeper content is kept as text of the deepest cell.
pub const MAX_TABLE_DEPTH: usize = 32;
/// Groups inside groups in RTF; what deeper ones say of their text is left out, with a finding.
pub const MAX_GROUP_DEPTH: usize = 4_096;
/// Formulas of an OpenDocument text that are read from parts of their own; the others are told as objects that were not read.
pub const MAX_FORMULAS: usize = 1_000;
/// Places of struck-out text that are told one by one; of the others only how many there are.
pub const MAX_STRUCK_PLACES: usize = 100;
/// Columns of one table. A cell that would begin further right is placed in the last column's text.
pub const MAX_COLUMNS: u32 = 1_024;
/// Rows one cell may span.
pub const MAX_ROW_SPAN: u32 = 65_534;
/// Paragraphs of one document.
pub const MAX_BLOCKS: usize = 4_000_000;
/// Cells of one document.
pub const MAX_CELLS: usize = 4_000_000;
/// Bytes of text that count as one more cell where a file can repeat text without repeating its bytes.
pub const BYTES_OF_A_CELL: usize = 32;
/// Slots (columns × rows) of the grid of one table; the rows beyond are left out with a finding.
pub const MAX_GRID_SLOTS: usize = 16_000_000;
/// Cells that the indicators of one document take, counted for each indicator: hundreds of them may share a column. What
/// is beyond is left out with a finding.
pub const MAX_PIECES: usize = 4_000_000;
/// Comparisons of cells with columns while the tables of one document are recognized. Work is bounded by counting, not by
/// the clock, so that a file gives the same records on every machine.
pub const MAX_STEPS: usize = 1 << 30;
/// Labels of periods in one head; the oldest give way.
pub const MAX_PERIOD_LABELS: usize = 256;
/// Labelled values above a table that wait for its projects.
pub const MAX_CONTEXT_ENTRIES: usize = 64;
/// Headers of one project that are kept as the reason why it was recognized.
pub const MAX_REASONS: usize = 64;
/// Bytes of a merged cell's text that each of the other rows it covers repeats; names are never this long. What is beyond
/// stands in the first row alone, with a finding.
pub const MAX_REPEATED_BYTES: usize = 2_000;
/// Times a row or cell of an OpenDocument text is repeated; what is beyond is left out with a finding.
pub const MAX_TEXT_REPEATS: u32 = 1_000;
/// The same of a sheet.
pub const MAX_SHEET_REPEATS: u32 = 100_000;
/// Parts of one web archive; what is beyond is left out with a finding.
pub const MAX_MIME_PARTS: usize = 20_000;
/// Multiparts inside multiparts of a web archive.
pub const MAX_MIME_DEPTH: usize = 16;
/// Documents embedded in documents of Word (altChunk); deeper ones are left out with a finding.
pub const MAX_CHUNK_DEPTH: usize = 3;
/// Bytes of text in one cell; what is beyond is cut with a finding.
pub const MAX_CELL_BYTES: usize = 1 << 20;
/// Files for every thread that may be read before the slowest one before them is written.
pub const AHEAD: usize = 32;
/// Their bytes in all; every thread may hold one file whatever its size.
pub const AHEAD_BYTES: u64 = 64 << 20;
/// Bytes of one line of a journal that is no record: a name and two hashes.
pub const MAX_JOURNAL_LINE_BYTES: u64 = 1 << 20;
/// Stack of a working thread.
pub const STACK_BYTES: usize = 16 << 20;
/// HTML elements inside elements; browsers stop at the same depth. Deeper tags are left out, their text is kept.
pub const MAX_HTML_DEPTH: usize = 512;
/// Attributes of one HTML element.
pub const MAX_HTML_ATTRIBUTES: usize = 1_024;
/// Nodes of the tree of one page; past it only text is read.
pub const MAX_HTML_NODES: usize = 1 << 23;
/// Amounts or numbers in one text beyond which the content rules do not compare them: that is no sentence any more.
pub const MAX_COMPARED_NUMBERS: usize = 200;
/// Amounts, points and targets beyond which the content rules do not calculate: a hundred thousand of them may be added
/// up or multiplied by prices without leaving the range of a decimal. In the smallest unit printed.
pub const MAX_CALCULATED: u64 = 1_000_000_000_000_000_000;
/// Rows of a record batch.
pub const BATCH_ROWS: usize = 8_192;
/// Bytes of text at which a record batch is cut before it has that many rows.
pub const BATCH_BYTES: usize = 16 << 20;
/// Bytes of one text in a record batch: a column of text has room for 2 GiB, and one more text may follow
/// [`BATCH_BYTES`].
pub const MAX_TEXT_BYTES: usize = 1 << 30;
/// Rows of a row group of a Parquet file: what DuckDB and Spark read best.
pub const ROW_GROUP_ROWS: usize = 131_072;
/// Encoded bytes at which a row group ends before it has that many rows.
pub const ROW_GROUP_BYTES: usize = 64 << 20;
/// Values without room in a format that are named at the end of a run; the others are counted.
pub const NAMED_LOSSES: usize = 20;
/// Rows of a sheet that Excel opens, the header included; more go on in another sheet.
pub const SHEET_ROWS: u32 = 1_048_576;
/// UTF-16 units of a text that Excel holds in one cell; what is beyond is cut and named.
pub const SHEET_TEXT: usize = 32_767;
/// Letters, figures and Han characters a text needs before it is looked for in other units: shorter ones are anybody's.
pub const MIN_COPIED_TEXT: usize = 20;
/// Targets two projects must share before one is called a copy.
pub const MIN_COPIED_TARGETS: usize = 5;
/// Their share in the smaller project, in percent.
pub const MIN_COPIED_SHARE: u32 = 60;
/// Units that may say the same before it is a template, told in one line; pairs are looked at in smaller groups only.
pub const MAX_COPYING_UNITS: usize = 20;
/// Different lists of targets one target may be in, of however few units, before their pairs are not looked at.
pub const MAX_COPYING_PROJECTS: usize = 100;
/// Runs that may share a batch.
pub const MAX_SHARDS: u32 = 10_000;
/// Missing ones that are named; the others are counted.
pub const NAMED_SHARDS: usize = 5;
/// Cells of one document that are redrawn in a report; a row, and a cell in every further row it reaches into, count as one
/// more.
pub const MAX_DRAWN_CELLS: usize = 20_000;
