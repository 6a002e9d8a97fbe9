fn main() {
    let path = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let mut f = yusuan::finding::Findings::default();
    let (format, doc) = yusuan::convert::read(&path, &bytes, &mut f).unwrap();
    println!("{format} {} blocks", doc.blocks.len());
    let v = yusuan::vocabulary::Vocabulary::builtin();
    let (means, sections) = yusuan::segment::segment(&doc, v);
    println!("{means:?}");
    let r = yusuan::recognize::recognize(&sections, v);
    for m in &r.matches {
        println!(
            "== {:?} {:?} heading={:?} bm={:?} tables={:?} ctx={:?}",
            m.layout, m.kind, m.heading, m.bookmark, m.tables, m.context
        );
        for b in &m.because {
            println!("  because {b}");
        }
        for e in &m.entries {
            println!(
                "  {:?}{} {:?} [{}] <{}> = {:?}",
                e.field,
                e.column.map(|c| format!("×{c:?}")).unwrap_or_default(),
                e.period,
                e.label,
                e.group,
                e.value
            );
        }
        for i in &m.indicators {
            let p: Vec<String> = i
                .pieces
                .iter()
                .map(|p| {
                    format!(
                        "{:?}{}={:?}",
                        p.field,
                        if p.merged { "^" } else { "" },
                        p.text
                    )
                })
                .collect();
            println!(
                "  {} {:?} {:?} {}",
                if i.slot { "slot" } else { "ind " },
                i.period,
                i.level1_group,
                p.join(" ")
            );
        }
        for t in &m.tasks {
            println!("  task {t:?}");
        }
    }
    println!(
        "others {:?}\nunknown {:?}\nskipped {:?}",
        r.others, r.unknown_labels, r.skipped_rows
    );
}
