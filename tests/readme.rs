//! READMEs and guides show what really happens: every `console` block is typed into a shell and its output compared.
//! Only times may differ. `BLESS=1` writes the real output into the pages instead.
//!
//! A block whose fence names a file (```` ```yaml words.yaml ````) is the content of that file for the commands after
//! it. Commands run in a directory with `samples` and `tests` only; those of a Chinese page in a Chinese locale. `make
//! test-foreign` runs the blocks in Python.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

const PAGES: &[&str] = &[
    "README.md",
    "README.zh-CN.md",
    "docs/guide.md",
    "docs/guide.zh-CN.md",
];

#[test]
fn pages_show_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in PAGES {
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        let place = tempfile::tempdir().unwrap();
        for folder in ["samples", "tests"] {
            std::os::unix::fs::symlink(root.join(folder), place.path().join(folder)).unwrap();
        }
        let bless = std::env::var_os("BLESS").is_some();
        let (mut commands, mut blessed) = (0, text.clone());
        for (fence, block) in blocks(&text) {
            match fence.split_once(' ') {
                Some((_, file)) => std::fs::write(place.path().join(file), block).unwrap(),
                None if fence == "console" => {
                    for (command, shown) in parts(block) {
                        let printed = printed(page, command, place.path());
                        commands += 1;
                        if without_times(&printed) == without_times(shown) {
                            continue;
                        }
                        assert!(bless, "{page}: {command}\n{printed}");
                        let (old, new) = (typed(command, shown), typed(command, &printed));
                        blessed = blessed.replacen(old.trim_end(), new.trim_end(), 1);
                    }
                }
                None => {}
            }
        }
        assert!(commands >= 2, "{page} shows no commands");
        if blessed != text {
            std::fs::write(root.join(page), blessed).unwrap();
        }
    }
}

/// Every page of the documentation that shows commands must be in the list.
#[test]
fn no_page_is_forgotten() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for entry in std::fs::read_dir(docs).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("docs/{}", path.file_name().unwrap().to_string_lossy());
        let shows =
            |path: &Path| std::fs::read_to_string(path).is_ok_and(|t| t.contains("```console"));
        assert!(!shows(&path) || PAGES.contains(&name.as_str()), "{name}");
    }
}

/// The text after the opening fence and the content of every block.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    text.split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.split_once('\n'))
        .collect()
}

/// The commands of a block, each of which follows `$ `, with the output that is shown below.
fn parts(block: &str) -> Vec<(&str, &str)> {
    block
        .trim_start_matches("$ ")
        .split("\n$ ")
        .map(|part| part.split_once('\n').unwrap_or((part, "")))
        .collect()
}

/// A command and its output as a block shows them.
fn typed(command: &str, output: &str) -> String {
    format!("$ {command}\n{output}")
}

/// Standard output and error of a command line.
fn printed(page: &str, command: &str, place: &Path) -> String {
    let program = assert_cmd::cargo::cargo_bin("yusuan");
    let mut path = std::ffi::OsString::from(program.parent().unwrap());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let locale = if page.contains("zh-CN") {
        "zh_CN.UTF-8"
    } else {
        "C.UTF-8"
    };
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(place)
        .env("PATH", path)
        .env("LC_ALL", locale)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The text without `in 0.2 s (5 files/s)`.
fn without_times(text: &str) -> String {
    text.trim_end()
        .lines()
        .map(|line| {
            let timed = line.ends_with("files/s)") || line.ends_with("个）");
            line.split(" in ")
                .next()
                .and_then(|line| line.split("，用时").next())
                .filter(|_| timed)
                .unwrap_or(line)
        })
        .collect::<Vec<_>>()
        .join("\n")
}
