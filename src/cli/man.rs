//! `man`: a man page for the program and one for every command, for packagers and `make man`.

use std::fs;

use anyhow::Context;
use clap_mangen::Man;
use yusuan::message::Language;

use super::arguments::ManArgs;
use super::help;
use super::status::DONE;

/// Writes `yusuan.1`, `yusuan-convert.1` and so on.
pub(super) fn run(args: &ManArgs, language: Language) -> anyhow::Result<u8> {
    let directory = &args.directory;
    fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
    let command = help::command(language);
    let shown = command
        .get_subcommands()
        .filter(|child| !child.is_hide_set() && child.get_name() != "help");
    for command in std::iter::once(&command).chain(shown) {
        let man = Man::new(command.clone());
        let mut page = Vec::new();
        man.render(&mut page)?;
        let file = directory.join(man.get_filename());
        fs::write(&file, page).with_context(|| file.display().to_string())?;
    }
    Ok(DONE)
}
