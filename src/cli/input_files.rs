//! Evaluates the arguments about inputs: the files, their bytes, and the options for reading them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use yusuan::convert::Options;
use yusuan::inputs::{self, Inputs, Walk};
use yusuan::message::{Message, counted};
use yusuan::vocabulary::Vocabulary;

use super::arguments::{InputArgs, ReadingArgs};

impl ReadingArgs {
    pub(super) fn options(&self) -> anyhow::Result<Options> {
        Ok(Options {
            fiscal_year: self.fiscal_year,
            vocabulary: self.vocabulary.as_deref().map(vocabulary).transpose()?,
            ..Options::default()
        })
    }
}

/// The built-in vocabulary, extended by the user's file.
fn vocabulary(file: &Path) -> anyhow::Result<Arc<Vocabulary>> {
    let name = || file.display().to_string();
    let yaml = std::fs::read_to_string(file).with_context(name)?;
    let mut vocabulary = Vocabulary::builtin().clone();
    vocabulary.extend(&yaml).with_context(name)?;
    Ok(Arc::new(vocabulary))
}

impl InputArgs {
    /// The input files; an error that says why where there are none.
    pub(super) fn collect(&self, exclude: Option<PathBuf>) -> anyhow::Result<Inputs> {
        let walk = Walk {
            follow_links: self.follow_links,
            archives: self.archives,
            exclude,
        };
        let inputs = inputs::collect(&self.paths, &walk);
        if inputs.list.len() > inputs.missing {
            return Ok(inputs);
        }
        Err(match inputs.list.first() {
            Some(first) => anyhow::Error::new(Message::fixed(
                "文件或目录不存在",
                "no such file or directory",
            ))
            .context(first.file.display().to_string()),
            None => self
                .nothing_found(inputs.skipped + inputs.own_outputs.len())
                .into(),
        })
    }

    fn nothing_found(&self, skipped: usize) -> Message {
        let paths: Vec<String> = self
            .paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let (zh, en) = (paths.join("、"), paths.join(", "));
        if skipped == 0 {
            return Message::new(
                format!("{zh}中没有文件"),
                format!("no document found in {en}: it contains no files"),
            );
        }
        Message::new(
            format!(
                "{zh}中没有文档；跳过了 {skipped} 个其他类型的文件（直接给出文件名，程序就会尝试读取）"
            ),
            format!(
                "no document found in {en}; skipped {} of other types (to read such a file, name the file itself)",
                counted(skipped, "file")
            ),
        )
    }

    pub(super) fn jobs(&self) -> usize {
        self.jobs.map_or_else(
            || std::thread::available_parallelism().map_or(1, Into::into),
            Into::into,
        )
    }
}

/// The name of the one input file in the output.
pub(super) fn name(file: &Path) -> String {
    if inputs::is_stdin(file) {
        return inputs::STDIN_NAME.to_owned();
    }
    file.display().to_string()
}

/// Reads the one input file; an error names it.
pub(super) fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let name = || name(file);
    if file.is_dir() {
        let what = Message::fixed(
            "这是目录，不是文件；请给出其中一个文件，或用 convert、check 读取整个目录",
            "this is a directory, not a file; name one file in it, or use convert or check for the whole directory",
        );
        return Err(what).with_context(name);
    }
    yusuan::inputs::bytes::read_file(file).with_context(name)
}
