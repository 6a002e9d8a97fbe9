//! The rules over the samples: the seed's oracle, the clean control document, and the place of every finding.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use yusuan::convert::{Options, convert, read};
use yusuan::document::Table;
use yusuan::document::{Block, Document};
use yusuan::finding::{Category, Finding, Findings};
use yusuan::record;
use yusuan::table::Grid;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

fn record_of(path: &Path) -> record::Document {
    let name = path
        .strip_prefix(samples())
        .unwrap()
        .to_string_lossy()
        .into_owned();
    convert(&name, &fs::read(path).unwrap(), &Options::default())
}

fn content(record: &record::Document) -> Vec<&Finding> {
    let content = |finding: &&Finding| finding.category == Category::Content;
    record.findings.iter().filter(content).collect()
}

/// Project, code, severity and shortened evidence, one line per finding, sorted.
fn lines(record: &record::Document) -> Vec<String> {
    let mut lines: Vec<String> = content(record)
        .into_iter()
        .map(|finding| {
            let project = finding
                .project_id
                .as_deref()
                .and_then(|id| id.rsplit('-').next());
            let evidence: String = finding
                .evidence
                .iter()
                .flat_map(|text| text.trim().chars())
                .take(12)
                .collect();
            let severity = finding.severity.as_str();
            format!(
                "{} {} {severity} {evidence}",
                project.unwrap_or("-"),
                finding.code
            )
        })
        .collect();
    lines.sort();
    lines
}

/// The content findings of the seed, checked by hand against the printed tables; there must be no others.
const SEED: &[&str] = &[
    "- description-equals-name info 专线数量",
    "- text-noise info 其中：财政    资金",
    "p01 category-suspicious info 服务期限",
    "p01 purpose-sum-mismatch warning 用于机关OA系统运行维护",
    "p01 single-substitution-hint info 3.7万元",
    "p02 category-suspicious info 培训合格率",
    "p02 category-suspicious info 帮扶培训合格率",
    "p02 category-suspicious info 提案上报数量",
    "p02 goal-equals-purpose info 完成参政议政业务活动.2",
    "p02 goal-quantity-uncovered info 20余次",
    "p02 goal-quantity-uncovered info 30余次",
    "p02 impossible-bound warning ≥100%",
    "p03 category-suspicious info 稿件质量达标率",
    "p03 direction-conflict info ≤260平方米",
    "p03 goal-equals-purpose info 满足机关日常运行中网站校",
    "p03 quantity-name-with-text warning 合格",
    "p04 category-suspicious info 培训合格率",
    "p04 goal-equals-purpose info 运用中央补助民主党派专项",
];

#[test]
fn the_seed_gives_its_oracle_and_nothing_else() {
    for name in ["seed/seed.txt", "seed/seed.docx"] {
        assert_eq!(lines(&record_of(&samples().join(name))), SEED, "{name}");
    }
}

#[test]
fn the_clean_document_gives_its_two_roll_ups() {
    for name in ["d01/d01.txt", "d01/d01.docx"] {
        let found = lines(&record_of(&samples().join(name)));
        let codes: Vec<&str> = found
            .iter()
            .filter_map(|line| line.split(' ').nth(1))
            .collect();
        assert_eq!(
            codes,
            ["description-equals-name", "text-noise"],
            "{name}: {found:#?}"
        );
    }
}

/// The tables in reading order; nested tables follow their parent.
fn tables(blocks: &[Block], found: &mut Vec<Table>) {
    for table in blocks.iter().filter_map(Block::as_table) {
        found.push(table.clone());
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            tables(&cell.blocks, found);
        }
    }
}

/// The texts from the cell to the end of its row, because a split value takes several cells.
fn texts_at(tables: &[Table], finding: &Finding) -> Option<Vec<String>> {
    let place = finding.location;
    let table = tables.get(place.table? as usize - 1)?;
    let grid = Grid::of(table);
    let row = place.row? as usize - 1;
    let column = place.column.map_or(0, |column| column as usize - 1);
    grid.at(row, column)?;
    let mut cells: Vec<_> = (column..grid.width)
        .filter_map(|column| grid.at(row, column))
        .collect();
    cells.dedup();
    let texts = cells
        .into_iter()
        .map(|(r, c)| without_space(&table.rows[r].cells[c].text()));
    Some(texts.filter(|text| !text.is_empty()).collect())
}

/// True when the cell contains the evidence. A figure that is split over columns (`split`) may also continue in the
/// cells to its right.
fn is_there(evidence: &str, texts: &[String], split: bool) -> bool {
    if texts.first().is_some_and(|text| text.contains(evidence)) {
        return true;
    }
    let mut rest = evidence.to_owned();
    for text in texts.iter().take(3) {
        if let Some(at) = rest.find(text.as_str()) {
            rest.replace_range(at..at + text.len(), "");
        }
    }
    split && rest.is_empty()
}

/// True when the evidence is a figure that no single cell prints; words are always in one cell.
fn is_split_figure(record: &record::Document, finding: &Finding) -> bool {
    let mut indicators = record
        .projects
        .iter()
        .flat_map(|project| &project.indicators);
    indicators.any(|indicator| {
        let target = &indicator.target;
        finding.indicator_id.as_ref() == Some(&indicator.indicator_id)
            && finding.evidence.as_ref() == Some(&target.raw)
            && target.flags.iter().any(|flag| flag == "split")
            && target.text.is_none()
    })
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// True when the evidence is the title of the statutory table at the place; it may be printed above the table.
fn names_table(record: &record::Document, finding: &Finding, evidence: &str) -> bool {
    record.budget_tables.iter().any(|table| {
        table.source.table_first == finding.location.table
            && table.title.as_deref() == Some(evidence)
    })
}

/// Why the evidence of a finding is not at its place, if it is not.
fn misplaced(record: &record::Document, document: &Document, finding: &Finding) -> Option<String> {
    let place = finding.location;
    let (Some(_), Some(evidence)) = (place.table, &finding.evidence) else {
        return None;
    };
    if names_table(record, finding, evidence) {
        return None;
    }
    let mut all = Vec::new();
    tables(&document.blocks, &mut all);
    let mut finding = finding.clone();
    if finding.code.starts_with("budget-") {
        // the place is that of a value, the evidence a code or label in its row
        finding.location.column = None;
    }
    let (finding, place) = (&finding, finding.location);
    let Some(mut texts) = texts_at(&all, finding) else {
        return Some("there is no such cell".to_owned());
    };
    let mut evidence = without_space(evidence.trim_end_matches('…'));
    // evidence from several cells is quoted with `|` between them
    if place.column.is_none() || evidence.contains('|') {
        evidence = evidence.replace('|', "");
        texts = vec![texts.concat()];
    }
    let split = is_split_figure(record, finding);
    (!is_there(&evidence, &texts, split)).then(|| format!("{evidence:?} is not in {texts:?}"))
}

#[test]
fn the_evidence_of_every_finding_is_at_its_place() {
    let mut failures = BTreeMap::new();
    let mut looked_at = 0;
    for folder in fs::read_dir(samples()).unwrap() {
        let Ok(files) = fs::read_dir(folder.unwrap().path()) else {
            continue;
        };
        for file in files {
            let path = file.unwrap().path();
            let record = record_of(&path);
            let name = record.path.clone();
            let Ok((_, document)) =
                read(&name, &fs::read(&path).unwrap(), &mut Findings::default())
            else {
                continue;
            };
            for finding in &record.findings {
                looked_at += usize::from(finding.location.table.is_some());
                if let Some(why) = misplaced(&record, &document, finding) {
                    failures.insert(
                        format!("{name} {} {:?}", finding.code, finding.location),
                        why,
                    );
                }
            }
        }
    }
    assert!(looked_at > 100, "{looked_at}");
    assert!(
        failures.is_empty(),
        "{} of {looked_at}: {failures:#?}",
        failures.len()
    );
}
