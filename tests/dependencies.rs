//! The README's table of direct dependencies is made from the comments in Cargo.toml: each dependency has a reason
//! there.
//!
//! `BLESS=1 cargo test --test dependencies` writes it.

use std::fs;
use std::path::Path;

const HEAD: &str = "| crate | why |\n|---|---|\n";

/// Name and reason of everything the program is linked with, in the order of Cargo.toml.
fn reasons(cargo: &str) -> Vec<(String, String)> {
    let sections = cargo.split("\n[").skip(1);
    let dependencies = sections.filter(|section| {
        let name = section.split(']').next().unwrap_or_default();
        name == "dependencies" || name.starts_with("target.") && name.ends_with(".dependencies")
    });
    let mut found = Vec::new();
    for section in dependencies {
        let mut reason: Vec<&str> = Vec::new();
        for line in section.lines().skip(1) {
            match line.split_once(" = ") {
                _ if line.trim().is_empty() => reason.clear(),
                _ if line.starts_with('#') => reason.push(line.trim_start_matches(['#', ' '])),
                Some((name, _)) if !line.starts_with(' ') => {
                    found.push((name.to_owned(), reason.join(" ")));
                    reason.clear();
                }
                // the entry of a dependency continues over several lines
                _ => {}
            }
        }
    }
    found
}

#[test]
fn the_readme_says_why_each_dependency_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cargo = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let reasons = reasons(&cargo);
    assert!(reasons.len() > 20, "{} dependencies", reasons.len());
    for (name, reason) in &reasons {
        assert!(!reason.is_empty(), "{name} has no reason in Cargo.toml");
    }
    let rows = reasons
        .iter()
        .map(|(name, reason)| format!("| `{name}` | {} |\n", reason.replace('|', "\\|")));
    let table = HEAD.to_owned() + &rows.collect::<String>();
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let start = readme.find(HEAD).expect("the table in the README");
    let end = readme[start..]
        .find("\n\n")
        .map_or(readme.len(), |at| start + at + 1);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, [&readme[..start], &table, &readme[end..]].concat()).unwrap();
    } else {
        assert_eq!(&readme[start..end], table, "BLESS=1 writes it anew");
    }
}
