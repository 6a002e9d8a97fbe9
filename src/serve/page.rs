//! The answers to the page.
//!
//! In: what the page asks for. Out: the page itself, the state of its files, rows, printed tables, and the effect of its
//! buttons.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use hyper::StatusCode;
use serde_json::json;

use super::body::Upload;
use super::desk::{Kept, Snapshot, Source, described};
use super::marks::Mark;
use super::reply::{Refusal, Reply};
use super::route::{Query, file_name};
use super::state::State;
use crate::batch::{self, convert_file_with_blocks};
use crate::check::config::FILE_NAME;
use crate::inputs::{Input, NO_DOCUMENT, Walk, collect};
use crate::message::Message;
use crate::report::{Part, live_page};

/// The page without files.
pub(super) fn page(state: &State) -> Result<Reply, Refusal> {
    let settings = json!({
        "skipped": NO_DOCUMENT,
        "most_bytes": state.bounds.body_bytes,
        "directory": state.directory.as_ref().map(|directory| directory.display().to_string()),
        "xlsx": cfg!(feature = "xlsx"),
    });
    let page = live_page(&settings.to_string()).map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::of("text/html; charset=utf-8", page))
}

/// The files, and how each was read.
pub(super) fn files(state: &State) -> Reply {
    Reply::json(state.desk().state().to_string())
}

/// Removes every file.
pub(super) fn clear(state: &State) -> Reply {
    state.desk().clear();
    files(state)
}

/// Reads one more file.
pub(super) fn upload(state: &State, query: &Query, upload: Upload) -> Result<Reply, Refusal> {
    let name = file_name(query.get("name").unwrap_or_default())?;
    if name.rsplit('/').next() == Some(FILE_NAME) {
        return configure(state, &upload);
    }
    if state.desk().len() >= state.bounds.kept_files {
        return Err(too_many(state.bounds.kept_files));
    }
    let input = Input {
        file: upload.path().to_owned(),
        name: name.clone(),
        error: None,
    };
    let parts = read(state, &input);
    let kept = Kept {
        bytes: upload.bytes(),
        source: Source::Upload(upload),
        parts,
    };
    let answer = described(&name, &kept);
    let name = state.desk().add(&name, kept);
    Ok(Reply::json(
        json!({ "name": name, "file": answer }).to_string(),
    ))
}

fn too_many(most: usize) -> Refusal {
    Refusal::new(
        StatusCode::INSUFFICIENT_STORAGE,
        "no-room",
        Message::new(
            format!("文件太多（最多 {most} 个）；请先清空，再上传其余文件"),
            format!("too many files (at most {most}); clear them first"),
        ),
    )
}

/// A file of that name is the configuration: its marks are taken.
fn configure(state: &State, upload: &Upload) -> Result<Reply, Refusal> {
    let yaml = text(upload.path(), upload.bytes())?;
    state.desk().take_marks(&yaml).map_err(Refusal::bad)?;
    Ok(files(state))
}

/// Sets or removes a mark.
pub(super) fn mark(state: &State, upload: &Upload) -> Result<Reply, Refusal> {
    let text = text(upload.path(), upload.bytes())?;
    let mark: Mark = serde_json::from_str(&text).map_err(|error| {
        let (zh, en) = (
            format!("请求内容不对：{error}"),
            format!("the request is wrong: {error}"),
        );
        Refusal::bad(Message::new(zh, en))
    })?;
    state.desk().mark(&mark).map_err(Refusal::bad)?;
    Ok(files(state))
}

/// A short text.
fn text(path: &Path, bytes: u64) -> Result<String, Refusal> {
    const MOST: u64 = 8 << 20;
    if bytes > MOST {
        return Err(Refusal::bad(Message::fixed(
            "内容太长",
            "the text is too long",
        )));
    }
    fs::read_to_string(path).map_err(|error| Refusal::bad(Message::of_system(&error)))
}

fn read(state: &State, input: &Input) -> Vec<Part> {
    let mut parts = Vec::new();
    convert_file_with_blocks(input, &state.reading, |record, blocks| {
        parts.push(Part::of(record, blocks.as_ref()));
    });
    parts
}

/// The overview and all rows.
pub(super) fn report(state: &State) -> Result<Reply, Refusal> {
    let (last, version) = state.desk().last();
    if let Some(last) = last.filter(|last| last.version == version) {
        return Ok(Reply::json(last.json.clone()));
    }
    let (version, documents) = {
        let desk = state.desk();
        (desk.last().1, desk.documents())
    };
    let snapshot = Snapshot::of(version, documents).map_err(|error| Refusal::failed(&error))?;
    let snapshot = Arc::new(snapshot);
    state.desk().keep(&snapshot);
    Ok(Reply::json(snapshot.json.clone()))
}

/// The printed tables of a document, and what was read of each project.
pub(super) fn view(state: &State, version: u64, place: usize) -> Result<Reply, Refusal> {
    let (kept, part) = document(state, version, place)?;
    let part = kept.parts.get(part).ok_or_else(gone)?;
    Ok(Reply::json(part.view().to_owned()))
}

/// The file of a document, to be saved.
pub(super) fn source(state: &State, version: u64, place: usize) -> Result<Reply, Refusal> {
    let (kept, part) = document(state, version, place)?;
    let record = kept.parts.get(part).ok_or_else(gone)?.record();
    let name = match kept.parts.len() {
        1 => record.path.rsplit('/').next().unwrap_or_default(),
        // the archive that the document is in
        _ => "archive.zip",
    };
    let bytes = fs::read(kept.path()).map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::file("application/octet-stream", name, bytes))
}

fn document(state: &State, version: u64, place: usize) -> Result<(Arc<Kept>, usize), Refusal> {
    let (last, _) = state.desk().last();
    let last = last
        .filter(|last| last.version == version)
        .ok_or_else(gone)?;
    let (kept, part) = last.documents.get(place).ok_or_else(gone)?;
    Ok((Arc::clone(kept), *part))
}

fn gone() -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        "gone",
        Message::fixed(
            "文件列表已有变化；请刷新页面",
            "the files have changed; reload the page",
        ),
    )
}

/// Reads the documents of the directory on a thread of its own; `None` without a directory.
///
/// # Errors
/// The system gives no thread.
pub(super) fn read_directory(state: &Arc<State>) -> io::Result<Option<JoinHandle<()>>> {
    let Some(directory) = state.directory.clone() else {
        return Ok(None);
    };
    let state = Arc::clone(state);
    let inputs = collect(&[directory], &Walk::default()).list;
    state.desk().waiting = inputs.len();
    let work = move || {
        let done: Result<(), rayon::ThreadPoolBuildError> = batch::run(
            &inputs,
            state.jobs,
            |input| (input.clone(), read(&state, input)),
            |(input, parts)| {
                let bytes = parts.iter().filter_map(|part| part.record().bytes).sum();
                let source = Source::File(input.file);
                let mut desk = state.desk();
                desk.add(
                    &input.name,
                    Kept {
                        source,
                        bytes,
                        parts,
                    },
                );
                desk.waiting -= 1;
                Ok(())
            },
        );
        if done.is_err() {
            state.desk().waiting = 0;
        }
    };
    std::thread::Builder::new().spawn(work).map(Some)
}
