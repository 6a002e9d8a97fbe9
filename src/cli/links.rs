//! Links from an output to the files it was made from; they work as long as both keep their places.
//!
//! In: the path of the output, and that of a file. Out: a relative address. Lost: files on another drive.

use std::path::{Path, absolute};

use yusuan::inputs::is_stdin;

/// The address of a file as seen from a page or workbook.
pub(super) fn link(page: &Path, file: &Path) -> Option<String> {
    let (page, target) = (absolute(page).ok()?, absolute(file).ok()?);
    let (from, to) = (parts(page.parent()?)?, parts(&target)?);
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..].iter().map(|name| encoded(name));
    let address = up.chain(down).collect::<Vec<_>>().join("/");
    // on another drive there is no way from one to the other
    (common > 0 && !is_stdin(file)).then_some(address)
}

/// The names of a path, the drive first; `None` where one is not Unicode.
fn parts(path: &Path) -> Option<Vec<&str>> {
    path.components()
        .map(|part| part.as_os_str().to_str())
        .collect()
}

fn encoded(name: &str) -> String {
    let mut encoded = String::new();
    for char in name.chars() {
        match char {
            '%' | '?' | '#' | '\\' | '"' | '<' | '>' | ' ' | ':' => {
                encoded += &format!("%{:02X}", u32::from(char));
            }
            char => encoded.push(char),
        }
    }
    encoded
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_to_the_files() {
        for (page, file, expected) in [
            ("/a/report.html", "/a/b/c.docx", "b/c.docx"),
            ("/a/out/report.html", "/a/b/c 1#.docx", "../b/c%201%23.docx"),
            ("/tmp/report.html", "/home/表.docx", "../home/表.docx"),
            ("report.html", "b/c.docx", "b/c.docx"),
            ("./report.html", "./a:b.docx", "a%3Ab.docx"),
        ] {
            let found = link(Path::new(page), Path::new(file));
            assert_eq!(found.as_deref(), Some(expected), "{page}");
        }
        assert_eq!(link(Path::new("report.html"), Path::new("-")), None);
    }
}
