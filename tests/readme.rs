//! Every `console` block of the READMEs is what the program prints. Only times may differ.

use std::path::Path;

use assert_cmd::Command;

#[test]
fn the_readmes_show_what_is_printed() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let text =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).unwrap();
        let blocks: Vec<&str> = text
            .split("```console\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
            .collect();
        assert!(blocks.len() >= 2, "{readme} shows no commands");
        for block in blocks {
            let (command, shown) = block.split_once('\n').unwrap();
            assert_eq!(
                without_times(&printed(command)),
                without_times(shown),
                "{readme}: {command}"
            );
        }
    }
}

/// Standard output and error of a command line such as `$ yusuan show x`, run at the top of the repository.
fn printed(command: &str) -> String {
    let out = tempfile::tempdir().unwrap();
    let arguments: Vec<String> = command
        .trim_start_matches("$ yusuan")
        .split_whitespace()
        .map(|word| match word {
            "out" => out.path().display().to_string(),
            word => word.to_owned(),
        })
        .collect();
    let output = Command::cargo_bin("yusuan")
        .unwrap()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
        .unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// The text with `in 0.2 s (5 files/s)` taken out.
fn without_times(text: &str) -> String {
    text.lines()
        .map(|line| {
            line.split(" in ")
                .next()
                .filter(|_| line.contains("files/s)"))
                .unwrap_or(line)
        })
        .collect::<Vec<_>>()
        .join("\n")
}
