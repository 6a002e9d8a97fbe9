//! Each stage of the pipeline by itself, and the whole pipeline, on a generated document.
//!
//! ```text
//! cargo bench --bench pipeline
//! ```

#[path = "generated.rs"]
mod generated;

use std::hint::black_box;
use std::io::Cursor;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use yusuan::convert::{self, Options};
use yusuan::document::Document;
use yusuan::finding::Findings;
use yusuan::format::Format;
use yusuan::normalize::document::{FileContext, normalize};
use yusuan::recognize::recognize;
use yusuan::segment::segment;
use yusuan::vocabulary::Vocabulary;
use yusuan::writers::{Style, files::Piece, format_named};

/// The number of projects in the generated document.
const PROJECTS: usize = 500;

fn read(docx: &[u8]) -> Document {
    let (_, document) =
        convert::read("generated.docx", docx, &mut Findings::default()).expect("generated");
    document
}

/// Bytes of XML in the main part.
fn inflated(docx: &[u8]) -> u64 {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("generated");
    archive
        .by_name("word/document.xml")
        .expect("generated")
        .size()
}

fn pipeline(criterion: &mut Criterion) {
    let docx = generated::docx(PROJECTS);
    let document = read(&docx);
    let vocabulary = Vocabulary::builtin();
    let (means, sections) = segment(&document, vocabulary);
    let recognized = recognize(&sections, vocabulary);
    let record = convert::convert("generated.docx", &docx, &Options::default());
    let formats = [format_named("csv").expect("a format")];
    let file = FileContext {
        document_id: "0123456789abcdef",
        path: "generated.docx",
        format: Some(Format::Docx),
        fiscal_year: None,
    };
    let mut group = criterion.benchmark_group("pipeline");
    group
        .sample_size(20)
        .throughput(Throughput::Bytes(inflated(&docx)));
    group.bench_function("read", |bench| bench.iter(|| read(black_box(&docx))));
    group.bench_function("segment", |bench| {
        bench.iter(|| segment(black_box(&document), vocabulary))
    });
    group.bench_function("recognize", |bench| {
        bench.iter(|| recognize(black_box(&sections), vocabulary))
    });
    group.bench_function("normalize", |bench| {
        bench.iter(|| {
            let found = black_box(&recognized).clone();
            normalize(
                &file,
                &document,
                (means, &sections),
                found,
                vocabulary,
                &mut Findings::default(),
            )
        });
    });
    group.bench_function("write", |bench| {
        bench.iter(|| {
            let mut piece = Piece::default();
            piece
                .push(black_box(&record).clone(), &formats, &Style::default())
                .expect("in memory");
            piece
        });
    });
    group.bench_function("all", |bench| {
        bench.iter(|| convert::convert("generated.docx", black_box(&docx), &Options::default()));
    });
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
