//! The docx reader against the least work a reader can do: inflating alone, and inflating with a visit to every event.
//!
//! ```text
//! cargo bench --bench docx
//! ```

#[path = "generated.rs"]
mod generated;

use std::hint::black_box;
use std::io::{Cursor, Read};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use yusuan::finding::Findings;

/// The bytes of the main part.
fn inflate(docx: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("generated");
    let mut part = archive.by_name("word/document.xml").expect("generated");
    let mut bytes = Vec::with_capacity(part.size() as usize);
    part.read_to_end(&mut bytes).expect("generated");
    bytes
}

/// Number of events in the main part, by a plain tokenizer.
fn tokenize(docx: &[u8]) -> usize {
    let bytes = inflate(docx);
    let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
    let mut events = 0;
    loop {
        match reader.read_event().expect("generated") {
            quick_xml::events::Event::Eof => return events,
            event => {
                black_box(event);
                events += 1;
            }
        }
    }
}

fn read(docx: &[u8]) -> usize {
    let mut findings = Findings::default();
    let (_, document) =
        yusuan::convert::read("generated.docx", docx, &mut findings).expect("generated");
    document.blocks.len()
}

fn docx(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("docx");
    group.sample_size(20);
    for projects in [1, 20, 500] {
        let docx = generated::docx(projects);
        group.throughput(Throughput::Bytes(inflate(&docx).len() as u64));
        for (name, work) in [
            (
                "inflate",
                (|docx| inflate(docx).len()) as fn(&[u8]) -> usize,
            ),
            ("tokenize", tokenize),
            ("read", read),
        ] {
            group.bench_with_input(BenchmarkId::new(name, projects), &docx, |bench, docx| {
                bench.iter(|| work(black_box(docx)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, docx);
criterion_main!(benches);
