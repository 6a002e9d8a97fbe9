//! The Word 97 reader on the samples that LibreOffice wrote, and on any .doc files that are named.
//!
//! ```text
//! cargo bench --bench doc
//! DOC_FILES="a.doc b.doc" cargo bench --bench doc
//! ```

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use yusuan::finding::Findings;

fn doc(criterion: &mut Criterion) {
    let mut files: Vec<String> = ["seed/seed.doc", "d01/d01.doc"]
        .map(|file| format!("{}/samples/{file}", env!("CARGO_MANIFEST_DIR")))
        .to_vec();
    let more = std::env::var("DOC_FILES").unwrap_or_default();
    files.extend(more.split_whitespace().map(str::to_owned));
    let mut group = criterion.benchmark_group("doc");
    for file in files {
        let bytes = std::fs::read(&file).expect("the file is read");
        let name = file.rsplit('/').next().unwrap_or(&file);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut findings = Findings::default();
                let (_, document) = yusuan::convert::read(&file, black_box(&bytes), &mut findings)
                    .expect("a document");
                document.blocks.len()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, doc);
criterion_main!(benches);
