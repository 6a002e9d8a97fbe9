//! The same file under two names, and the same project saved in another format.
//!
//! In: the files and projects in order. Out: one line for each that repeats an earlier one, and which projects do so. A
//! file is compared only with the first of its kind, so that a hundred copies give ninety-nine lines.

use std::collections::HashMap;

use super::model::{Comparison, Kind, Link, Subject};
use super::printings::{Content, Printings};
use super::summary::{File, Project};
use crate::message::counted;
use crate::record::ProjectKind;

/// Finds duplicates. Returns for every project whether it repeats an earlier one of another file.
pub(super) fn find(files: &[File], projects: &[Project], found: &mut Vec<Comparison>) -> Vec<bool> {
    let (mut met, mut again) = (Printings::default(), Vec::new());
    let mut first_file = HashMap::new();
    let mut repeats = Vec::with_capacity(projects.len());
    for (index, file) in files.iter().enumerate() {
        let start = repeats.len();
        let own = projects[start..]
            .iter()
            .take_while(|project| project.file == index);
        let own: Vec<&Project> = own.collect();
        let contents = own.iter().map(|project| project.content).collect();
        let numbers = (start..start + own.len()).collect();
        let repeated = met.take(&Content::from_parts(file, contents), numbers);
        if repeated.file {
            let first: Option<&usize> = first_file.get(&file.sha256);
            found.extend(first.map(|first| same_file(&files[*first], file)));
        } else if file.sha256.is_some() {
            first_file.insert(&file.sha256, index);
        }
        for (project, earlier) in own.into_iter().zip(repeated.projects) {
            if let (Some(earlier), false) = (earlier, repeated.file) {
                again.push(saved_again(files, &projects[earlier], project));
            }
            repeats.push(earlier.is_some() || repeated.file);
        }
    }
    found.append(&mut again);
    repeats
}

fn same_file(a: &File, b: &File) -> Comparison {
    Comparison {
        message_zh: format!("{}与{}是同一个文件", b.path, a.path),
        message_en: format!("{} and {} are the same file", b.path, a.path),
        ..Comparison::between(
            Kind::DuplicateFile,
            Subject::File,
            Link::Bytes,
            a.side(),
            b.side(),
        )
    }
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
