use super::*;
use crate::document::Block;
use crate::word::Word;

/// A page in one line: `#1 ` precedes a heading, `~` an entry of a table of contents, `{name}` is a bookmark. Tables
/// are `<row;row>` with `|` between cells and `/` between the paragraphs of a cell; `2x3:` precedes a cell that spans 2
/// columns and 3 rows, `@1:` a cell that does not begin where its left neighbour ends.
fn sketch(blocks: &[Block], between: &str) -> String {
    let blocks: Vec<String> = blocks.iter().map(sketch_block).collect();
    blocks.join(between)
}

fn sketch_block(block: &Block) -> String {
    let table = match block {
        Block::Paragraph(p) => {
            let heading = p
                .heading
                .map_or(String::new(), |level| format!("#{level} "));
            let marks: String = p.bookmarks().iter().map(|b| format!("{{{b}}}")).collect();
            let toc = if p.toc { "~" } else { "" };
            return format!("{heading}{toc}{marks}{}", p.text.replace('\n', "\\"));
        }
        Block::Table(table) => table,
    };
    let mut rows = Vec::new();
    for row in &table.rows {
        let (mut cells, mut next) = (Vec::new(), 0);
        for cell in &row.cells {
            let mut text = String::new();
            if cell.column != next {
                text.push_str(&format!("@{}:", cell.column));
            }
            if cell.column_span * cell.row_span > 1 {
                text.push_str(&format!("{}x{}:", cell.column_span, cell.row_span));
            }
            next = cell.column + cell.column_span;
            cells.push(text + &sketch(&cell.blocks, "/"));
        }
        rows.push(cells.join("|"));
    }
    format!("<{}>", rows.join(";"))
}

fn page(html: &str) -> (String, Vec<Word>) {
    let mut findings = Findings::default();
    let page = read_page(html, &mut findings).unwrap();
    let codes = findings.as_slice().iter().map(|f| f.code.clone()).collect();
    (sketch(&page.document.blocks, " "), codes)
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        let (found, codes) = page(html);
        assert_eq!(found, *expected, "{html}");
        assert!(codes.is_empty(), "{codes:?} {html}");
    }
}

#[test]
fn paragraphs_and_white_space() {
    check(&[
        ("<p>a</p><p>b</p>", "a b"),
        ("<p> 绩效\n目标 <b>表</b>\n </p>", "绩效目标 表"),
        ("<p>a<br>b</p>c<br>d<div>e</div>f", "a\\b c d e f"),
        ("<p>&nbsp;</p><p></p><p>&nbsp;&nbsp;a&nbsp;b</p>", "a b"),
        ("<pre>a  b\n c</pre><p>d</p>", "a  b\\ c d"),
        (
            "<ul><li>a<li>b</ul><ol start=3><li>c</li><li><p>d</p></ol>",
            "a b 3.c 4.d",
        ),
        (
            "a<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>b",
            "a\tb",
        ),
        (
            "<p><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>甲<o:p></o:p></p>",
            "1.  甲",
        ),
        ("<ruby>绩<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>效", "绩效"),
        ("<p>a<del>b</del><ins>c</ins></p>", "ac"),
        ("&#x4EA7;&ensp;&copy;&bogus;", "产\u{2002}©&bogus;"),
    ]);
}

#[test]
fn what_is_not_shown() {
    check(&[
        (
            "<head><title>t</title><style>x</style></head><body>a<script>b</script><template>c</template>",
            "a",
        ),
        (
            "<p style='display:none'>a</p><p style='mso-hide:all'>b</p><p hidden>c</p>d",
            "d",
        ),
        (
            "<noscript>a</noscript><iframe>b</iframe><svg><text>c</text><title>d</title></svg><button>e</button>f",
            "f",
        ),
        (
            "<style>p.x{mso-hide:all}</style><p class=x>a</p><p class=y>b</p>",
            "b",
        ),
        ("<body style='display:none'>a", "a"),
        (
            "<!--[if gte mso 9]>a<![endif]--><![if !supportLists]>b<![endif]>c",
            "bc",
        ),
        ("<math><mi>x</mi></math>", "x"),
        (
            "<math><msubsup><mn>10</mn><mn>2</mn><mn>3</mn></msubsup><msqrt><mn>4</mn></msqrt></math>",
            "10 2³√4",
        ),
        (
            "<table><td><img alt='≤'>5<img alt='①'><img alt='100'><img alt='a>b'><img alt='logo'></table>",
            "<≤5①>",
        ),
    ]);
}

#[test]
fn headings_bookmarks_and_contents() {
    check(&[
        (
            "<h2>a</h2><h1 style='mso-outline-level:3'>b</h1>",
            "#2 a #3 b",
        ),
        ("<p style='mso-outline-level:2'>a</p>", "#2 a"),
        (
            "<style>p.a1 {mso-outline-level:1}</style><p class=a1>a</p>",
            "#1 a",
        ),
        (
            "<h1><a name=\"_Toc1\"></a><a name=_Toc2>a</a></h1>",
            "#1 {_Toc1}{_Toc2}a",
        ),
        ("<a name=x></a><p>a</p>b<a id=y></a>", "{x}a {y}b"),
        (
            "<h1 id=h>a</h1><div id=nav>b</div><div id=_Toc9><p>c</p></div>",
            "#1 {h}a b {_Toc9}c",
        ),
        ("<a name=x><p>a</p><p>b</p>", "{x}a b"),
        ("<a name=x></a><table><tr><td>a</table>", "<{x}a>"),
        (
            "<p class=MsoToc1>a</p><p><a href='#_Toc1'>b<span>\t1</span></a></p>",
            "~a ~b 1",
        ),
        (
            "<p>see the chapter <a href='#_Toc1'>b</a></p>",
            "see the chapter b",
        ),
        (
            "<div id='Table of Contents1'><p>a</p></div><p>b</p>",
            "~a b",
        ),
    ]);
}

#[test]
fn tables() {
    check(&[
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "<a|b;c|d>"),
        (
            "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            "<1x2:a|b;@1:c>",
        ),
        (
            "<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>",
            "<2x1:a|b;c|d|e>",
        ),
        // a span of 0 extends to the end of its section, and no span goes beyond it
        (
            "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</table>",
            "<1x2:a|b;@1:c;d|e>",
        ),
        (
            "<table><thead><tr><td rowspan=5>a<td>b</thead><tr><td>c<td>d</table>",
            "<a|b;c|d>",
        ),
        (
            "<table><tfoot><tr><td>c</tfoot><tr><td>b<thead><tr><td>a</thead></table>",
            "<a;b;c>",
        ),
        ("<table><caption>t</caption><tr><th>a</th></table>", "t <a>"),
        (
            "<table><tr><td>a<br>b</td><td><p>c</p><p>d</p></td><td><p>&nbsp;</p></td><td></td></table>",
            "<a\\b|c/d||>",
        ),
        (
            "<table><tr><td>a<p>b</p>c<div><p></p></div></td></table>",
            "<a/b/c/>",
        ),
        (
            "<table><tr><td><table><tr><td>a</table>b</td><td>c</table>",
            "<<a>/b|c>",
        ),
        (
            "<table><tr><td>a</tr><![if !supportMisalignedColumns]>\n<tr height=0><td></td></tr>\n<![endif]></table>",
            "<a>",
        ),
        ("<table>stray<tr><td>a</table>", "stray <a>"),
        ("<table></table>a<table><tr></tr></table>", "a <>"),
        (
            "<table><tr><td colspan='2 '>a<td rowspan=x>b<td colspan=0>c</table>",
            "<2x1:a|b|c>",
        ),
        (
            "<table><tr><td><input value=1><input type=hidden value=2><textarea>\n3</textarea>\
          <select><option>4<option selected>5</select></table>",
            "<135>",
        ),
        (
            "<table><tr><td>a<template><td>b</template></td></tr></table>",
            "<a>",
        ),
    ]);
}

#[test]
fn title_and_lines() {
    let html = "<html>\n<head><title>\n 关于 </title></head>\n<body>\n<p>\na</p>\n\nbare\n\
                <table>\n<tr>\n<td>x</td>\n</tr>\n</table>";
    let page = read_page(html, &mut Findings::default()).unwrap();
    assert_eq!(page.document.title.as_deref(), Some("关于"));
    let mut lines = Vec::new();
    for block in &page.document.blocks {
        match block {
            Block::Paragraph(p) => lines.push(p.line),
            Block::Table(table) => lines.extend(table.rows.iter().map(|row| row.line)),
        }
    }
    assert_eq!(lines, [Some(5), Some(8), Some(10)]);
}

#[test]
fn closed_tags_of_xhtml() {
    let html = "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/><script src=\"x\"/>\
                </head><body><p/><div/>a<table><tr><td/><td>b</td></tr></table><a name=\"x\"/>c</body></html>";
    assert_eq!(page(html).0, "a <|b> {x}c");
}

#[test]
fn absurd_spans_are_cut_with_a_finding() {
    for span in ["colspan=5000", "rowspan=1000000", "rowspan=99999999999999"] {
        let (found, codes) = page(&format!("<table><tr><td {span}>a<tr><td>b</table>"));
        assert!(found.contains('a') && found.contains('b'), "{found}");
        assert_eq!(codes, ["span-cut"], "{span}");
    }
}

#[test]
fn deep_pages_are_flattened() {
    for (open, close) in [
        ("<table><tr><td>", "</td></tr></table>"),
        ("<div>", "</div>"),
        ("<b><i x=1>", "</i></b>"),
        ("<span>", ""),
        ("<table><tr><td>", ""),
    ] {
        let html = format!("{}a{}<p>b", open.repeat(20_000), close.repeat(20_000));
        let (found, codes) = page(&html);
        let text: String = found.chars().filter(char::is_ascii_alphabetic).collect();
        assert_eq!(text, "ab", "{open}");
        assert!(codes.contains(&"deep-nesting".into()), "{open} {codes:?}");
    }
}

#[test]
fn paragraphs_without_end_tags_are_not_deep() {
    let html = "<p>a<li>b<font>c</font>".repeat(2_000);
    let (found, codes) = page(&html);
    assert_eq!(found.matches('a').count(), 2_000);
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn tangled_formats_stay_small() {
    let formats: String = (0..400).map(|n| format!("<font size={n}>")).collect();
    let html = format!("{formats}{}", "<p>a".repeat(20_000));
    let (found, codes) = page(&html);
    assert_eq!(found.matches('a').count(), 20_000);
    assert_eq!(codes, ["deep-nesting"]);
}

#[test]
fn an_element_of_attributes_alone_is_refused() {
    let names: String = (0..2_000).map(|n| format!(" a{n}")).collect();
    let read = |html: &str| read_page(html, &mut Findings::default()).map(|_| ());
    assert!(matches!(
        read(&format!("<p{names}>x")),
        Err(Error::LimitExceeded { .. })
    ));
    assert_eq!(read(&format!("<script>if(a<b{names})</script>")), Ok(()));
    assert_eq!(read(&format!("<p title='{names}'>")), Ok(()));
}

#[test]
fn a_giant_cell_is_cut_with_a_finding() {
    let html = format!(
        "<table><tr><td>{}<td>b</table>",
        "字".repeat(MAX_CELL_BYTES)
    );
    let (found, codes) = page(&html);
    assert!(found.len() < MAX_CELL_BYTES + 10 && found.ends_with("|b>"));
    assert_eq!(codes, ["cell-cut"]);
}

#[test]
fn encodings_of_pages() {
    let html = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"></head><p>绩效镕</p>";
    let gb = encoding_rs::GB18030.encode(html).0;
    for (bytes, codes) in [
        (gb.as_ref(), &[] as &[&str]),
        (html.as_bytes(), &["encoding-contradicted"]),
    ] {
        let mut findings = Findings::default();
        let document = read(bytes, &mut findings).unwrap();
        assert_eq!(sketch(&document.blocks, " "), "绩效镕");
        let found: Vec<Word> = findings.as_slice().iter().map(|f| f.code.clone()).collect();
        assert_eq!(found, codes);
    }
}

#[test]
fn frames_are_another_document() {
    let mut findings = Findings::default();
    let html = b"<html><frameset><frame src=sheet001.htm><noframes>x</noframes></frameset></html>";
    let document = read(html, &mut findings).unwrap();
    assert!(document.blocks.is_empty());
    assert_eq!(findings.as_slice()[0].code, "frames-not-read");
}

#[test]
fn what_a_table_hides_is_told() {
    for (html, shown, told) in [
        (
            "<table><tr style='display:none'><td>a</tr><tr><td style='display:none'>b<td>c</table>",
            "<c>",
            "hidden-text",
        ),
        (
            "<table><tr><td>a<td style='display:none'>b</table>",
            "<a>",
            "hidden-text",
        ),
        (
            "<table><tr><td>a<span style='display:none'>b</span></table>",
            "<a>",
            "hidden-text",
        ),
        (
            "<table><tr style='display:none'><td> <script>x</script></tr><tr><td>b</table>",
            "<b>",
            "",
        ),
        ("<p style='display:none'>a</p>b", "b", ""),
        (
            "<table><tr><td x:num='12.3456'>12.35<td sdval='1.5'>1.50<td x:num>7</table>",
            "<12.35|1.50|7>",
            "rounded-by-format",
        ),
    ] {
        let (found, codes) = page(html);
        assert_eq!(
            (found.as_str(), codes.join(" ").as_str()),
            (shown, told),
            "{html}"
        );
    }
}
