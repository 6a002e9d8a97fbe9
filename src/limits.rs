//! Every bound on hostile or absurd input, in one place. Exceeding one stops or cuts a single file, never the batch.

/// Rows of a project that are looked at to tell whether its table was misread.
pub const MAX_DOUBTED_ROWS: usize = 200;

/// Largest input file that is read.
pub const MAX_FILE_BYTES: u64 = 1 << 30;
/// Bytes that one member of an archive may inflate to.
pub const MAX_INFLATED_BYTES: u64 = 1 << 30;
/// How many times larger than its compressed form a member may become once it passes [`MIN_RATIO_BYTES`].
pub const MAX_INFLATE_RATIO: u64 = 400;
/// Below this inflated size the ratio is not checked: small members full of spaces compress extremely well.
pub const MIN_RATIO_BYTES: u64 = 16 << 20;
/// Work that every file may cause, in bytes of its parts each time they are read.
pub const WORK_OF_A_FILE: u64 = 512 << 20;
/// The same for every byte of the file.
pub const WORK_OF_A_BYTE: u64 = 400;
/// What a reference to a part costs beside the bytes of the part.
pub const WORK_OF_A_REFERENCE: u64 = 4_096;
/// What a document costs that is refused because it exceeds a bound: reading it up to there.
pub const WORK_OF_A_REFUSAL: u64 = 32 << 20;
/// Documents inside one archive.
pub const MAX_ARCHIVE_DOCUMENTS: usize = 20_000;
/// Tables inside tables. Deeper tables are kept as text of the deepest cell.
pub const MAX_TABLE_DEPTH: usize = 32;
/// Groups inside groups in RTF; the formatting of deeper groups is ignored, with a finding.
pub const MAX_GROUP_DEPTH: usize = 4_096;
/// Formulas of an OpenDocument text that are read from parts of their own; further ones are reported as objects not
/// read.
pub const MAX_FORMULAS: usize = 1_000;
/// Places of struck-out text that are reported one by one; of further places only the number is reported.
pub const MAX_STRUCK_PLACES: usize = 100;
/// Places of text running from right to left that are reported one by one; the others are counted.
pub const MAX_REVERSED_PLACES: usize = 100;
/// Columns of one table. The text of a cell further right is appended to the last cell of its row.
pub const MAX_COLUMNS: u32 = 1_024;
/// Rows one cell may span.
pub const MAX_ROW_SPAN: u32 = 65_534;
/// Paragraphs of one document.
pub const MAX_BLOCKS: usize = 1_000_000;
/// Cells of one document.
pub const MAX_CELLS: usize = 2_000_000;
/// Bytes of text that count as one more cell where a file can repeat text without repeating its bytes.
pub const BYTES_OF_A_CELL: usize = 32;
/// Slots (columns × rows) of the grid of one table; rows beyond the bound are left out with a finding.
pub const MAX_GRID_SLOTS: usize = 16_000_000;
/// Cells that the indicators of one document use, counted once for each indicator, because hundreds of indicators may
/// share a column. Further ones are left out with a finding.
pub const MAX_PIECES: usize = 4_000_000;
/// Comparisons of cells with columns while the tables of one document are recognized. Counting the work, instead of
/// timing it, makes a file give the same records on every machine.
pub const MAX_STEPS: usize = 1 << 28;
/// Projects of a list of sums that is kept for the projects of other tables.
pub const MAX_LISTED_SUMS: usize = 10_000;
/// Most rows above a value of a form's head that are searched for the labels of its column.
pub const MAX_ROWS_CLIMBED: usize = 64;
/// Labels of periods in one head; beyond the bound the oldest are dropped.
pub const MAX_PERIOD_LABELS: usize = 256;
/// Labelled values above a table that are kept for the projects in it; beyond the bound the oldest are dropped.
pub const MAX_CONTEXT_ENTRIES: usize = 64;
/// Headers of one project that are kept as the reason for its recognition.
pub const MAX_REASONS: usize = 64;
/// Bytes of a merged cell's text that each of its lower rows repeats; names are never this long. Of a longer text, the
/// lower rows hold only the beginning, with a finding.
pub const MAX_REPEATED_BYTES: usize = 2_000;
/// Times that a row or cell of an OpenDocument text is repeated; further repetitions are left out with a finding.
pub const MAX_TEXT_REPEATS: u32 = 1_000;
/// Times that a row or cell of an OpenDocument sheet is repeated.
pub const MAX_SHEET_REPEATS: u32 = 100_000;
/// Parts of one web archive; further parts are left out with a finding.
pub const MAX_MIME_PARTS: usize = 20_000;
/// Multiparts inside multiparts of a web archive.
pub const MAX_MIME_DEPTH: usize = 16;
/// Documents embedded in Word documents (altChunk), level by level; deeper ones are left out with a finding.
pub const MAX_CHUNK_DEPTH: usize = 3;
/// Bytes of a number format: programs write 255 characters at most. Values in a longer one are read as they are, with a
/// finding.
pub const MAX_FORMAT_CODE: usize = 1_024;
/// Bytes of one row of comma-separated values; a text with a longer one is not read as such.
pub const MAX_ROW_BYTES: usize = 16 << 20;
/// Pages of one PDF or OFD; what is beyond is left out with a finding.
pub const MAX_PAGES: usize = 20_000;
/// Characters of one page; what is beyond is left out with a finding.
pub const MAX_PAGE_CHARS: usize = 1_000_000;
/// Pieces of lines across one page, and down it; what is beyond is left out with a finding.
pub const MAX_PAGE_RULINGS: usize = 100_000;
/// Places where lines of one page cross; a page with more is read without tables, with a finding.
pub const MAX_PAGE_CROSSINGS: usize = 4_000_000;
/// Slots of one table on one page; the text of a larger one is read as paragraphs, with a finding.
pub const MAX_PAGE_SLOTS: usize = 1_000_000;
/// Tables of one page; the text of the smallest beyond is read as paragraphs, with a finding.
pub const MAX_PAGE_TABLES: usize = 512;
/// What one page draws: parts of paths, glyphs, pictures, and twenty for each form and clip. A form that draws others without
/// end is cut off here.
pub const MAX_PAGE_STEPS: usize = 5_000_000;
/// Bookmarks of one PDF that are read.
pub const MAX_OUTLINE_ENTRIES: usize = 100_000;
/// Joins of cells over page edges that are reported one by one; further joins are only counted.
pub const MAX_TOLD_JOINS: usize = 1_000;
/// Bytes of text in one cell; longer text is cut with a finding.
pub const MAX_CELL_BYTES: usize = 1 << 20;
/// Files per thread that may be read before the slowest of the earlier ones is written.
pub const AHEAD: usize = 32;
/// Bytes of these files in all; every thread may hold one file of any size.
pub const AHEAD_BYTES: u64 = 64 << 20;
/// Memory that the files in work may take by estimate. One file may take any, alone.
pub const MEMORY_BYTES: u64 = 192 << 20;
/// Estimated memory for every byte of a file.
pub const MEMORY_OF_A_BYTE: u64 = 8;
/// The same for every byte that the parts of a package inflate to.
pub const MEMORY_OF_AN_INFLATED_BYTE: u64 = 2;
/// Bytes of a journal line that is not a record: a name and two hashes.
pub const MAX_JOURNAL_LINE_BYTES: u64 = 1 << 20;
/// Stack of a working thread.
pub const STACK_BYTES: usize = 16 << 20;
/// HTML elements inside elements; browsers stop at the same depth. Deeper tags are left out, their text is kept.
pub const MAX_HTML_DEPTH: usize = 512;
/// Attributes of one HTML element.
pub const MAX_HTML_ATTRIBUTES: usize = 1_024;
/// Nodes of the tree of one page; beyond the bound only text is read.
pub const MAX_HTML_NODES: usize = 1 << 22;
/// Amounts or numbers in one text up to which the content rules compare them: a text with more is not a sentence.
pub const MAX_COMPARED_NUMBERS: usize = 200;
/// Largest amount, weight or target with which the content rules calculate, in the smallest unit printed: a hundred
/// thousand of them can be added up or multiplied by prices within the range of a decimal.
pub const MAX_CALCULATED: u64 = 1_000_000_000_000_000_000;
/// Rows of a record batch.
pub const BATCH_ROWS: usize = 8_192;
/// Bytes of text at which a record batch ends even if it has fewer rows.
pub const BATCH_BYTES: usize = 16 << 20;
/// Bytes of one text in a record batch: a text column has room for 2 GiB, and one more text may follow [`BATCH_BYTES`].
pub const MAX_TEXT_BYTES: usize = 1 << 30;
/// Rows of a row group of a Parquet file: the size that DuckDB and Spark read best.
pub const ROW_GROUP_ROWS: usize = 131_072;
/// Encoded bytes at which a row group ends even if it has fewer rows.
pub const ROW_GROUP_BYTES: usize = 64 << 20;
/// Values that a format cannot hold and that are listed at the end of a run; further ones are counted.
pub const NAMED_LOSSES: usize = 20;
/// Rows of a sheet that Excel opens, header included; further rows go to another sheet.
pub const SHEET_ROWS: u32 = 1_048_576;
/// UTF-16 units of a text that Excel holds in one cell; longer texts are cut and reported.
pub const SHEET_TEXT: usize = 32_767;
/// Letters, digits and Han characters a text needs to be searched for in other units: anyone may have written a shorter
/// one.
pub const MIN_COPIED_TEXT: usize = 20;
/// Targets that two projects must share for one to be called a copy.
pub const MIN_COPIED_TARGETS: usize = 5;
/// Share of these targets in the smaller project, in percent.
pub const MIN_COPIED_SHARE: u32 = 60;
/// Units that may share a text before it is a template, reported as one finding; pairs are compared in smaller groups
/// only.
pub const MAX_COPYING_UNITS: usize = 20;
/// Different lists of targets that may contain one target, in however few units, before their pairs are not compared.
pub const MAX_COPYING_PROJECTS: usize = 100;
/// Runs that may share a batch.
pub const MAX_SHARDS: u32 = 10_000;
/// Missing shards that are listed by name; further ones are counted.
pub const NAMED_SHARDS: usize = 5;
/// Cells of one document that are redrawn in a report. A row counts as one more cell, and so does a cell in each
/// further row that it covers.
pub const MAX_DRAWN_CELLS: usize = 20_000;
/// Bytes of the head of an HTTP request: its address and its fields.
pub const MAX_HEAD_BYTES: usize = 64 << 10;
/// Fields of that head.
pub const MAX_HEAD_FIELDS: usize = 100;
/// Milliseconds until the head must be complete.
pub const HEAD_MILLIS: u64 = 15_000;
/// Bytes of the body of a request: one file of the largest size, and the frame of a form around it.
pub const MAX_BODY_BYTES: u64 = MAX_FILE_BYTES + (1 << 20);
/// Milliseconds a body may take, beside the time for its bytes at [`MIN_BODY_RATE`].
pub const BODY_MILLIS: u64 = 30_000;
/// Bytes per second that a body must bring on average.
pub const MIN_BODY_RATE: u64 = 16 << 10;
/// Bytes of a body that is refused which are still taken, so that the sender reads why.
pub const MAX_DRAINED_BYTES: u64 = 16 << 20;
/// Files of one form.
pub const MAX_FORM_FILES: usize = 1_000;
/// Bytes of the head of one part of a form.
pub const MAX_FORM_HEAD_BYTES: usize = 8 << 10;
/// Connections that are open at once; further ones wait.
pub const MAX_CONNECTIONS: usize = 512;
/// Requests with a body that are in work at once; further ones are refused with the status 429.
pub const MAX_REQUESTS: usize = 256;
/// Seconds that one connection may last.
pub const CONNECTION_SECONDS: u64 = 3_600;
/// Bytes of all uploads that are kept at once.
pub const MAX_KEPT_BYTES: u64 = 16 << 30;
/// Files that are kept for the page.
pub const MAX_KEPT_FILES: usize = 20_000;
/// Bytes of the name of an upload.
pub const MAX_NAME_BYTES: usize = 1_024;
/// Characters of the note on a finding.
pub const MAX_NOTE_CHARS: usize = 500;
/// Rows of the header of a statutory table, blank ones included.
pub const MAX_HEADER_ROWS: usize = 8;
/// Columns of the grid of a statutory table; columns further right are not read.
pub const MAX_STATUTORY_COLUMNS: usize = 256;
/// Rows of one statutory table; rows beyond the bound are left out with a finding.
pub const MAX_STATUTORY_ROWS: usize = 100_000;
/// Lines of the note of a statutory table.
pub const MAX_NOTE_LINES: usize = 20;
