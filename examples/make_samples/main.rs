//! Builds the samples: `cargo run --example make_samples`.
//!
//! In: the notation of `documents/*.txt` and the seed's text. Out: `samples/<id>/<id>.docx` and the formats written by
//! hand below. The formats that real programs write come from `tools/make_foreign_samples.sh`, which starts from these.

use std::fs;
use std::path::Path;

mod document;
mod docx;
mod notation;
mod seed;
mod text;

use document::Document;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = root.join("samples");
    let seed_text =
        fs::read_to_string(samples.join("seed/seed.txt")).expect("the seed is committed");
    let seed = seed::parse(&seed_text);
    assert_eq!(
        text::write(&seed),
        seed_text,
        "the seed is rebuilt to the byte"
    );
    write(&samples, "seed", &seed);
    for (id, document) in documents(&root.join("examples/make_samples/documents")) {
        write(&samples, &id, &document);
    }
}

/// The documents in notation, sorted by name.
fn documents(directory: &Path) -> Vec<(String, Document)> {
    let mut paths: Vec<_> = fs::read_dir(directory)
        .expect("the documents are committed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let id = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let source = fs::read_to_string(path).expect("a document is text");
            let document = notation::parse(&id, &source);
            (id, document)
        })
        .collect()
}

fn write(samples: &Path, id: &str, document: &Document) {
    let folder = samples.join(id);
    fs::create_dir_all(&folder).expect("a folder for the sample");
    let save = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).expect("a sample is written");
    };
    save(&format!("{id}.docx"), &docx::write(document));
    if id == "d01" {
        save("d01.txt", text::write(document).as_bytes());
    }
}
