//! Converts many files in parallel and passes the results on in order, in bounded memory.
//!
//! In: the inputs, and a function that is called for each of them on some thread. Out: its results on the calling
//! thread, in the order of the inputs. Work runs ahead of the slowest file only as far as [`AHEAD`] and [`AHEAD_BYTES`]
//! allow.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::thread;

use crate::archive::{self, Archive};
use crate::convert::{self, Options};
use crate::document::Document as Blocks;
use crate::error::Error;
use crate::inputs::bytes::{read_file, too_large};
use crate::inputs::{Input, distinct};
use crate::limits::{AHEAD, AHEAD_BYTES, MAX_FILE_BYTES, MEMORY_BYTES, STACK_BYTES};
use crate::memory::{self, Size};
use crate::message::Message;
use crate::record::Document;

/// Calls `work` for every input on `jobs` threads, and `hand_over` with every result, in order, on this thread. Stops
/// at the first error of `hand_over`; work begun by then is finished and its results are dropped.
///
/// # Errors
/// The error of `hand_over`, or that of starting threads.
pub fn run<T, E>(
    inputs: &[Input],
    jobs: usize,
    work: impl Fn(&Input) -> T + Sync,
    hand_over: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    E: From<rayon::ThreadPoolBuildError>,
{
    let size_of = |input: &Input| Size::of_file(&input.file);
    run_sized(inputs, size_of, jobs, work, hand_over)
}

/// [`run`] for any input that has a size: files, or contents already in memory.
///
/// # Errors
/// As for [`run`].
pub fn run_sized<I, T, E>(
    inputs: &[I],
    size_of: impl Fn(&I) -> Size,
    jobs: usize,
    work: impl Fn(&I) -> T + Sync,
    mut hand_over: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    I: Sync,
    T: Send,
    E: From<rayon::ThreadPoolBuildError>,
{
    let jobs = jobs.max(1);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(STACK_BYTES)
        .build()?;
    let (sender, results) = mpsc::channel();
    let work = &work;
    pool.in_place_scope(|scope| {
        let mut queue = Queue::new(jobs);
        for (index, input) in inputs.iter().enumerate() {
            let size = size_of(input);
            while queue.is_full(size) {
                // a full queue has a running task, so a result will arrive
                let Ok((index, result)) = results.recv() else {
                    break;
                };
                queue.arrive(index, result, &mut hand_over)?;
            }
            queue.enter(size);
            let sender = sender.clone();
            scope.spawn(move |_| {
                let result = catch_unwind(AssertUnwindSafe(|| work(input)));
                // sending fails only after an output could not be written, when results are not needed any more
                let _ = sender.send((index, result));
            });
        }
        drop(sender);
        for (index, result) in results {
            queue.arrive(index, result, &mut hand_over)?;
        }
        Ok(())
    })
}

/// The files in work, and those that are done and wait for an earlier one.
struct Queue<T> {
    jobs: usize,
    /// The size of each file that was not passed on yet, in order; of one that is done its bytes stand for its result.
    sizes: VecDeque<Size>,
    /// Their sum.
    sum: Size,
    /// Results that wait for an earlier one.
    waiting: BTreeMap<usize, thread::Result<T>>,
    /// Index of the result to pass on next.
    next: usize,
}

impl<T> Queue<T> {
    fn new(jobs: usize) -> Self {
        Self {
            jobs,
            sizes: VecDeque::new(),
            sum: Size::default(),
            waiting: BTreeMap::new(),
            next: 0,
        }
    }

    /// True when no further task may start. A file of any size is taken when it is alone; every thread may hold one within the
    /// bound on memory; more only within the other bounds.
    fn is_full(&self, next: Size) -> bool {
        let count = self.sizes.len();
        let memory = self.sum.memory.saturating_add(next.memory);
        let ahead = count >= self.jobs * AHEAD || self.sum.bytes + next.bytes > AHEAD_BYTES;
        (count > 0 && memory > MEMORY_BYTES) || (count >= self.jobs && ahead)
    }

    fn enter(&mut self, size: Size) {
        self.sizes.push_back(size);
        self.sum.bytes += size.bytes;
        self.sum.memory = self.sum.memory.saturating_add(size.memory);
    }

    /// Takes a result, then passes on all whose turn has come. Resumes a panic of the work on this thread.
    fn arrive<E>(
        &mut self,
        index: usize,
        result: thread::Result<T>,
        hand_over: &mut impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        self.waiting.insert(index, result);
        if let Some(size) = self.sizes.get_mut(index - self.next) {
            let freed = size.memory.saturating_sub(size.bytes);
            size.memory -= freed;
            self.sum.memory = self.sum.memory.saturating_sub(freed);
        }
        while let Some(result) = self.waiting.remove(&self.next) {
            self.next += 1;
            let size = self.sizes.pop_front().unwrap_or_default();
            self.sum.bytes -= size.bytes;
            self.sum.memory = self.sum.memory.saturating_sub(size.memory);
            hand_over(result.unwrap_or_else(|panic| resume_unwind(panic)))?;
        }
        Ok(())
    }
}

/// Converts one file and calls back with its record; for an archive, with one record for each document. Every error,
/// including a panic, is in the records.
pub fn convert_file(input: &Input, options: &Options, mut each: impl FnMut(Document)) {
    convert_file_with_blocks(input, options, |record, blocks| {
        drop(blocks);
        each(record);
    });
}

/// As [`convert_file`], and passes the blocks of each document as well; `None` where it could not be read.
pub fn convert_file_with_blocks(
    input: &Input,
    options: &Options,
    mut each: impl FnMut(Document, Option<Blocks>),
) {
    match read_input(input) {
        Ok(bytes) => convert_content_with_blocks(&input.name, bytes, options, each),
        Err(error) => each(convert::unread(&input.name, &error), None),
    }
}

/// Reads the bytes of an input.
///
/// # Errors
/// Those of [`read_file`], or the error that the input already has.
pub fn read_input(input: &Input) -> Result<Vec<u8>, Error> {
    match &input.error {
        Some(error) => Err(error.clone()),
        None => read_file(&input.file),
    }
}

/// [`convert_file`] for bytes that are in memory already. Bytes that are given away are freed once they are read.
pub fn convert_content(
    name: &str,
    bytes: impl AsRef<[u8]>,
    options: &Options,
    mut each: impl FnMut(Document),
) {
    convert_content_with_blocks(name, bytes, options, |record, blocks| {
        // the blocks are large and not needed any more
        drop(blocks);
        each(record);
    });
}

fn convert_content_with_blocks(
    name: &str,
    content: impl AsRef<[u8]>,
    options: &Options,
    mut each: impl FnMut(Document, Option<Blocks>),
) {
    let bytes = content.as_ref();
    if bytes.len() as u64 > MAX_FILE_BYTES {
        each(convert::unread(name, &too_large()), None);
    } else if let Err(error) = memory::ask_for(Size::of_content(bytes).memory) {
        each(convert::failed(name, bytes, &error), None);
    } else if archive::is_archive(bytes) {
        convert_archive(name, bytes, options, &mut each);
    } else {
        let (record, blocks) = convert::convert_owned(name, content, options);
        each(record, blocks);
    }
}

/// Converts every document of an archive. An archive that cannot be opened or contains nothing to read gives one failed
/// record.
fn convert_archive(
    name: &str,
    bytes: &[u8],
    options: &Options,
    each: &mut impl FnMut(Document, Option<Blocks>),
) {
    let archive = match Archive::open(bytes) {
        Ok(archive) if archive.entries().is_empty() => Err(Error::Unsupported {
            name: Message::fixed("不含文档的 zip 压缩包", "a zip archive without documents"),
            way_out: Message::fixed(
                "请确认压缩包是否选错",
                "check that this is the right archive",
            ),
        }),
        archive => archive,
    };
    let archive = match archive {
        Ok(archive) => archive,
        Err(error) => return each(convert::failed(name, bytes, &error), None),
    };
    let mut taken = HashSet::new();
    for entry in archive.entries() {
        // an archive may contain two members of the same name
        let name = distinct(format!("{name}/{}", entry.path), &mut taken);
        let (record, blocks) = match archive.read(entry) {
            Ok(bytes) => convert::convert_inside(&name, bytes, archive.allowance(), options),
            Err(error) => (convert::unread(&name, &error), None),
        };
        each(record, blocks);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn inputs(count: usize) -> Vec<Input> {
        (0..count)
            .map(|number| Input {
                file: format!("/nowhere/{number}").into(),
                name: number.to_string(),
                error: None,
            })
            .collect()
    }

    #[test]
    fn results_keep_the_order_and_the_window() {
        let inputs = inputs(1000);
        for jobs in [1, 2, 8] {
            let (begun, mut handed) = (AtomicUsize::new(0), Vec::new());
            let result: anyhow::Result<()> = run(
                &inputs,
                jobs,
                |input| {
                    begun.fetch_add(1, Ordering::SeqCst);
                    input.name.clone()
                },
                |name| {
                    handed.push(name);
                    let ahead = begun.load(Ordering::SeqCst) - handed.len();
                    assert!(ahead <= jobs * AHEAD, "{ahead}");
                    Ok(())
                },
            );
            result.unwrap();
            let expected: Vec<_> = (0..1000).map(|number| number.to_string()).collect();
            assert_eq!(handed, expected, "{jobs}");
        }
    }

    #[test]
    fn a_panic_is_a_failed_record_and_the_run_goes_on() {
        let mut records = Vec::new();
        let result: anyhow::Result<()> = run(
            &inputs(9),
            2,
            |input| {
                let blank = crate::record::blank_record(&input.name, b"x");
                let (record, _) = convert::caught(&blank, || match input.name.as_str() {
                    "4" => panic!("index {} is out of range", input.name),
                    _ => (blank.clone(), None),
                });
                record
            },
            |record| {
                records.push(record);
                Ok(())
            },
        );
        result.unwrap();
        let paths: Vec<&str> = records.iter().map(|record| record.path.as_str()).collect();
        assert_eq!(paths, ["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
        for record in &records {
            let error = record.error.as_ref();
            assert_eq!(error.is_some(), record.path == "4");
            let Some(error) = error else { continue };
            assert_eq!(error.code, "internal");
            assert!(
                error.message.contains("index 4 is out of range"),
                "{}",
                error.message
            );
            assert!(error.message.contains("report"), "{}", error.message);
        }
    }

    #[test]
    fn the_first_error_ends_the_run() {
        let mut handed = 0;
        let result: anyhow::Result<()> = run(
            &inputs(1000),
            2,
            |_| (),
            |()| {
                handed += 1;
                anyhow::ensure!(handed < 3, "disk full");
                Ok(())
            },
        );
        assert_eq!(result.unwrap_err().to_string(), "disk full");
        assert_eq!(handed, 3);
    }

    #[test]
    fn large_files_wait_for_each_other() {
        let size = |memory| Size { bytes: 0, memory };
        let mut queue: Queue<()> = Queue::new(8);
        assert!(!queue.is_full(size(9 * MEMORY_BYTES)), "alone it may begin");
        queue.enter(size(9 * MEMORY_BYTES));
        assert!(queue.is_full(size(1)));
        let done: Result<(), ()> = queue.arrive(0, Ok(()), &mut |()| Ok(()));
        done.unwrap();
        for _ in 0..4 {
            assert!(!queue.is_full(size(MEMORY_BYTES / 4)));
            queue.enter(size(MEMORY_BYTES / 4));
        }
        assert!(queue.is_full(size(1)));
        // one that is done and waits for those before it has let go of its memory
        let done: Result<(), ()> = queue.arrive(4, Ok(()), &mut |()| Ok(()));
        done.unwrap();
        assert!(!queue.is_full(size(1)));
    }

    #[test]
    fn the_queue_bounds_count_and_bytes_but_feeds_every_thread() {
        let mut queue: Queue<()> = Queue::new(2);
        let of = |bytes| Size { bytes, memory: 0 };
        let enter = |queue: &mut Queue<()>, bytes| queue.enter(of(bytes));
        enter(&mut queue, AHEAD_BYTES);
        assert!(
            !queue.is_full(of(AHEAD_BYTES)),
            "the second thread would idle"
        );
        enter(&mut queue, AHEAD_BYTES);
        assert!(queue.is_full(of(0)));
        for index in 0..2 {
            let done: Result<(), ()> = queue.arrive(index, Ok(()), &mut |()| Ok(()));
            done.unwrap();
        }
        for _ in 0..2 * AHEAD {
            assert!(!queue.is_full(of(0)));
            enter(&mut queue, 0);
        }
        assert!(queue.is_full(of(0)));
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_a_failed_record() {
        let mut records = Vec::new();
        convert_file(&inputs(1)[0], &Options::default(), |record| {
            records.push(record)
        });
        assert_eq!(records.len(), 1);
        let error = records[0].error.as_ref().unwrap();
        assert_eq!(error.code, "unreadable");
        assert_eq!((&records[0].sha256, records[0].bytes), (&None, None));
    }
}
