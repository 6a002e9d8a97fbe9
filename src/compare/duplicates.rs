//! The same file under two names, and the same project saved in another format.
//!
//! In: the files and projects in order. Out: one line for each that repeats an earlier one, and which projects do so. A
//! file is compared only with the first of its kind, so that a hundred copies give ninety-nine lines. Blank forms count
//! as no repetition.

use std::collections::HashMap;

use super::keys::Key;
use super::model::{Comparison, Kind, Link, Subject};
use super::summary::{File, Project};
use crate::message::counted;
use crate::record::ProjectKind;

/// Finds duplicates. Returns for every project whether it repeats an earlier one of another file.
pub(super) fn find(files: &[File], projects: &[Project], found: &mut Vec<Comparison>) -> Vec<bool> {
    let copied = same_bytes(files, found);
    let mut first: HashMap<(Key, usize), usize> = HashMap::new();
    let mut occurrences: HashMap<(usize, Key), usize> = HashMap::new();
    let mut repeats = Vec::with_capacity(projects.len());
    for (index, project) in projects.iter().enumerate() {
        let earlier = match project.content {
            // a table printed twice in one file is matched, first to first and second to second, with another file that
            // prints it twice
            Some(content) => {
                let occurrence = occurrences.entry((project.file, content)).or_insert(0);
                *occurrence += 1;
                *first.entry((content, *occurrence)).or_insert(index)
            }
            None => index,
        };
        repeats.push(earlier != index || copied[project.file]);
        if earlier != index && !copied[project.file] {
            found.push(saved_again(files, &projects[earlier], project));
        }
    }
    repeats
}

/// For every file, whether an earlier one has the same bytes.
fn same_bytes(files: &[File], found: &mut Vec<Comparison>) -> Vec<bool> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut copied = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate() {
        let earlier = match &file.sha256 {
            Some(sha256) => *first.entry(sha256).or_insert(index),
            None => index,
        };
        copied.push(earlier != index);
        if earlier == index {
            continue;
        }
        let (a, b) = (&files[earlier], file);
        found.push(Comparison {
            message_zh: format!("{}与{}是同一个文件", b.path, a.path),
            message_en: format!("{} and {} are the same file", b.path, a.path),
            ..Comparison::between(
                Kind::DuplicateFile,
                Subject::File,
                Link::Bytes,
                a.side(),
                b.side(),
            )
        });
    }
    copied
}

fn saved_again(files: &[File], a: &Project, b: &Project) -> Comparison {
    let (shared, name) = (b.indicators.len() as u32, &b.name);
    let what_zh = match b.kind {
        ProjectKind::Department => "部门整体",
        ProjectKind::Target | ProjectKind::SelfEvaluation => "项目",
    };
    let (first, second) = (&files[a.file].path, &files[b.file].path);
    Comparison {
        shared: Some(shared),
        message_zh: format!(
            "{what_zh}“{name}”在{second}与{first}中内容完全相同，包括{shared}项指标"
        ),
        message_en: format!(
            "\"{name}\" has the same content in {second} and in {first}, including {}",
            counted(b.indicators.len(), "indicator")
        ),
        ..Comparison::between(
            Kind::DuplicateProject,
            Subject::Project,
            Link::Content,
            a.side(files),
            b.side(files),
        )
    }
}
