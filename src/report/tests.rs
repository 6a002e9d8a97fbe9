//! Tests of the page as text: nothing printed becomes markup, every word has a text, the same files give the same
//! bytes.

use super::*;
use crate::convert::{Options, convert_with_blocks};

fn page(files: &[(&str, &str)]) -> String {
    let mut report = Report::default();
    for (path, text) in files {
        let (record, blocks) = convert_with_blocks(path, text.as_bytes(), &Options::default());
        report.add(Part::of(record, blocks.as_ref()));
    }
    report.finish().unwrap()
}

/// A text export of one project in which every text is `text`.
fn export(text: &str) -> String {
    format!(
        "{text}绩效目标表\n\n\t101001{text}\n\t单位：万元\n\n\t项目名称\n\t{text}\n\n\t预算数\n\t11.00\n\n\
        \t绩效目标\n\t{text}\n\n\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\n\
        \t{text}\n\t数量指标\n\t{text}\n\t{text}\n\n"
    )
}

#[test]
fn what_is_printed_stays_text() {
    for hostile in [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!--<script>",
        "\"'><b>&lt;",
    ] {
        let tame = hostile.replace(['<', '>'], "");
        let harmless = page(&[("a.txt", &export(&tame))]);
        let page = page(&[(&format!("{hostile}.txt"), &export(hostile))]);
        for tag in ["<script", "</script", "<img", "<b>", "<!--"] {
            let count = |page: &str| page.matches(tag).count();
            assert_eq!(count(&page), count(&harmless), "{tag} of {hostile}");
        }
        assert!(page.contains("alert(1)") || !hostile.contains("alert"));
    }
}

#[test]
fn every_word_of_the_page_is_known() {
    let words = Words::with_live().unwrap();
    let template = concat!(
        include_str!("../../templates/report.html"),
        include_str!("../../templates/overview.html")
    );
    let in_quotes = |text: &'static str, before: &'static str| {
        text.split(before)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect::<Vec<_>>()
    };
    let mut keys = in_quotes(template, "markup(\"");
    keys.extend(in_quotes(SCRIPT, "word(\""));
    keys.extend(in_quotes(LIVE_SCRIPT, "word(\""));
    keys.extend(in_quotes(SCRIPT, "{ key: \""));
    keys.extend(crate::compare::Kind::WORDS);
    keys.extend(crate::compare::Demand::WORDS);
    keys.extend(Severity::WORDS);
    keys.extend(Status::WORDS);
    assert!(keys.len() > 80, "{}", keys.len());
    let kinds = record::TargetKind::WORDS
        .iter()
        .map(|kind| format!("kind_{kind}"));
    for key in keys.into_iter().map(str::to_owned).chain(kinds) {
        assert!(!words.both(&key)[0].starts_with('?'), "{key}");
    }
}

#[test]
fn the_same_files_give_the_same_page() {
    let (a, b) = (export("甲"), export("乙"));
    let files = [("a.txt", a.as_str()), ("b.txt", &b), ("c.txt", "")];
    let page_of = || page(&files);
    assert_eq!(page_of(), page_of());
    assert!(
        page_of().contains(">22.00</a> <small>"),
        "both budgets of 11万元"
    );
}

#[test]
fn a_project_in_two_files_counts_once() {
    let text = export("甲");
    let again = format!("{text}\n");
    let page = page(&[("a.txt", &text), ("b.txt", &again)]);
    assert!(page.contains(">11.00</a> <small>"));
}

#[test]
fn a_budget_that_is_not_known_is_no_zero() {
    let known = export("甲");
    let blank = export("乙").replace("\t11.00\n", "\t\n");
    let evaluated = export("丙").replace("绩效目标表", "绩效自评表");
    let words = Words::builtin().unwrap();
    let notes = ["unbudgeted", "evaluations_left_out"];
    for (texts, sum, counts) in [
        (&[&blank][..], "–", [1, 0]),
        (&[&known, &blank], "11.00", [1, 0]),
        (&[&known], "11.00", [0, 0]),
        (&[&known, &evaluated], "11.00", [0, 1]),
        (&[&evaluated], "–", [0, 1]),
    ] {
        let files: Vec<(&str, &str)> = texts.iter().map(|text| ("a.txt", text.as_str())).collect();
        let page = page(&files);
        let figure = page.split("class=\"wide\"").nth(1).unwrap();
        let figure = figure.split("</div>").next().unwrap();
        assert!(figure.contains(&format!(">{sum}</a> <small>")), "{figure}");
        for (key, count) in notes.iter().zip(counts) {
            let note = format!("{} {count}", words.markup(key));
            assert_eq!(figure.contains(&note), count > 0, "{key}: {figure}");
            assert_eq!(figure.contains(&words.markup(key)), count > 0, "{key}");
        }
    }
}
