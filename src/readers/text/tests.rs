use super::*;
use crate::word::Word;

/// A document in one line of text: paragraphs as they are, tables as `<row;row>` with `|` between cells, `_` for an
/// empty cell, `/` between paragraphs of a cell, `>` for a cell moved to the right.
fn sketch(text: &str) -> (String, Vec<Word>) {
    let mut findings = Findings::default();
    let document = read(text.as_bytes(), &mut findings).unwrap();
    let blocks: Vec<String> = document.blocks.iter().map(sketch_block).collect();
    let codes = findings.as_slice().iter().map(|f| f.code.clone()).collect();
    (blocks.join(" "), codes)
}

fn sketch_block(block: &Block) -> String {
    let table = match block {
        Block::Paragraph(paragraph) => return paragraph.text.clone(),
        Block::Table(table) => table,
    };
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let moved = row.cells.first().map_or(0, |cell| cell.column as usize);
            let cells: Vec<String> = row
                .cells
                .iter()
                .map(|cell| match cell.text().replace('\n', "/") {
                    empty if empty.is_empty() => "_".to_owned(),
                    text => text,
                })
                .collect();
            format!("{}{}", ">".repeat(moved), cells.join("|"))
        })
        .collect();
    format!("<{}>", rows.join(";"))
}

#[test]
fn tables_of_tika_and_of_others() {
    let repaired: &[&str] = &["row-break-repaired"];
    let cases: &[(&str, &str, &[&str])] = &[
        // one cell a line
        ("h\n\ta\n\tb\n\n\tc\n\td\n\n\n", "h <a|b;c|d>", &[]),
        ("\ta\n\tb\r\n\n\tc\r\n\td\n\n\n\nend", "<a|b;c|d> end", &[]),
        // a quotation mark makes no separated values of it
        ("\ta\n\t\"b\"\n\n\tc\n\td\ne\n\n", "<a|\"b\";c|d/e>", &[]),
        // the last cell holds a space, the first is a merged one
        (
            "\ta\n\t \n\n\t\n\td\n\n\n \n\te\n\tf\n\n\tg\n\th\n\n\n",
            "<a| ;_|d> <e|f;g|h>",
            &[],
        ),
        // further TABs are content
        (
            "\ta\n\tb\n\n\t\n\tx\t。\t\t\n\n\n",
            "<a|b;_|x\t。\t\t>",
            &[],
        ),
        // paragraphs of a cell, an empty one between them
        (
            "\ta\n\tb\nb2\n\n\tc\n\td\n\nd2\n\n\n\nend",
            "<a|b/b2;c|d//d2> end",
            &[],
        ),
        // an empty paragraph ends a cell in the middle of a row
        (
            "\t1\n\t2\n\t3\n\n\ta\n\tb\n\n\tc\n\n\td\n\te\n\tf\n\n\n",
            "<1|2|3;a|b/|c;d|e|f>",
            repaired,
        ),
        // and the first cell, and two cells of one row
        (
            "\t1\n\t2\n\t3\n\n\ta\n\n\tb\n\tc\n\n\td\n\n\te\n\n\tf\n\n\n",
            "<1|2|3;a/|b|c;d/|e/|f>",
            &["row-break-repaired", "row-break-repaired"],
        ),
        // every row but the header is broken
        (
            "\t1\n\t2\n\t3\n\n\ta\n\tb\n\n\tc\n\n\td\n\te\n\n\tf\n\n\n",
            "<1|2|3;a|b/|c;d|e/|f>",
            &["row-break-repaired", "row-break-repaired"],
        ),
        // Tika doubles the empty line for binary .doc
        (
            "\t1\n\t2\n\t3\n\n\ta\n\tb\n\n\n\tc\n\n\td\n\te\n\tf\n\n\n",
            "<1|2|3;a|b//|c;d|e|f>",
            repaired,
        ),
        // the empty paragraph ends the last cell: two empty lines, and no new table
        ("\ta\n\tb\n\n\n\tc\n\td\n\n\n", "<a|b/;c|d>", &[]),
        // a form has rows of every width: nothing is joined
        (
            "\ta\n\tb\n\n\tc\n\td\n\n\t1\n\t2\n\t3\n\t4\n\t5\n\t6\n\t7\n\n\t\n\te\n\n\tf\n\tg\n\n\n",
            "<a|b;c|d;1|2|3|4|5|6|7;_|e;f|g>",
            &[],
        ),
        // nothing fits
        (
            "\t1\n\t2\n\t3\n\n\ta\n\tb\n\tc\n\n\td\n\te\n\n\tf\n\tg\n\th\n\n\n",
            "<1|2|3;a|b|c;d|e;f|g|h>",
            &["row-shape-anomaly"],
        ),
        // merged cells left out, as Tika does for odt
        (
            "\t1\n\t2\n\t3\n\t4\n\n\ta\n\tb\n\tc\n\td\n\n\te\n\tf\n\tg\n\n\th\n\ti\n\tj\n\n\n",
            "<1|2|3|4;a|b|c|d;>e|f|g;>h|i|j>",
            &["merged-cells-assumed"],
        ),
        // table, empty paragraph, table
        (
            "\ta\n\tb\n\n\tc\n\td\n\n\n\n\te\n\n\tf\n\n\n",
            "<a|b;c|d> <e;f>",
            &[],
        ),
        // empty lines were collapsed, or a bookmark opens the next section
        (
            "\ta\n\tb\n\n\tc\n\td\n\nh\n\te\n\tf\n\n\tg\n\th\n",
            "<a|b;c|d> h <e|f;g|h>",
            &[],
        ),
        (
            "\ta\n\tb\n\n\tc\n\td\n[bookmark: _Toc_1]h\n\n\n",
            "<a|b;c|d> h",
            &[],
        ),
        // body paragraphs that begin with a TAB
        (
            "\tone\n\n\ntwo\n\tthree\nfour\n\n\nfive",
            "one two three four five",
            &[],
        ),
        // one row a line
        ("Sheet1\n\ta\tb\n\tc\td\n\n\n", "Sheet1 <a|b;c|d>", &[]),
        (
            "\ta\tb\n\tc\td1\nd2\te\n\t\tf\n\nend",
            "<a|b;c|d1/d2|e;_|f> end",
            &[],
        ),
        (
            "一级\t二级\t值\n产出\t数量\t1\n\t质量\t2\nend",
            "<一级|二级|值;产出|数量|1;_|质量|2> end",
            &[],
        ),
        ("| a | b |\n|---|:-:|\n| c | |\nend", "<a|b;c|_> end", &[]),
        ("a\tb\nend", "a\tb end", &[]),
        ("| a |\nend", "| a | end", &[]),
        ("", "", &[]),
        ("\t", "", &[]),
    ];
    for (text, expected, codes) in cases {
        let (drawn, found) = sketch(text);
        assert_eq!(drawn, *expected, "{text:?}");
        assert_eq!(found, *codes, "{text:?}");
    }
}

#[test]
fn bookmarks_and_contents() {
    let text = "目录\n1.甲\t1\n2.乙……3\n [bookmark: _Toc_4]\
                [bookmark: _GoBack]1.甲绩效目标表\n中[bookmark: x]间\n[bookmark: ]\n[bookmark: y\n";
    let document = read(text.as_bytes(), &mut Findings::default()).unwrap();
    let found: Vec<(&str, bool, Vec<&str>)> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(p) => Some((
                p.text.as_str(),
                p.toc,
                p.bookmarks().iter().map(String::as_str).collect(),
            )),
            Block::Table(_) => None,
        })
        .collect();
    assert_eq!(
        found,
        [
            ("目录", false, vec![]),
            ("1.甲\t1", true, vec![]),
            ("2.乙……3", true, vec![]),
            (" 1.甲绩效目标表", false, vec!["_Toc_4", "_GoBack"]),
            ("中间", false, vec!["x"]),
            ("[bookmark: ]", false, vec![]),
            ("[bookmark: y", false, vec![]),
        ]
    );
}

#[test]
fn lines_of_rows_and_paragraphs() {
    let text = "h\n\n\ta\n\tb\n\n\tc\n\td\n\n\nend";
    let document = read(text.as_bytes(), &mut Findings::default()).unwrap();
    let Block::Table(table) = &document.blocks[1] else {
        panic!("{document:?}")
    };
    let lines: Vec<_> = table.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [Some(3), Some(6)]);
    let Block::Paragraph(end) = &document.blocks[2] else {
        panic!("{document:?}")
    };
    assert_eq!(end.line, Some(10));
}

#[test]
fn a_giant_cell_is_cut_with_a_finding() {
    let text = format!("\ta\n\t{}\n\n\tc\n\td\n\n\n", "字".repeat(MAX_CELL_BYTES));
    let (blocks, codes) = sketch(&text);
    assert!(blocks.len() <= MAX_CELL_BYTES + 20);
    assert!(blocks.ends_with(";c|d>"));
    assert_eq!(codes, ["cell-cut"]);
}

#[test]
fn comma_separated_values() {
    let cases: &[(&str, &str)] = &[
        ("a,b,c\r\nd,,f\r\n", "<a|b|c;d|_|f>"),
        ("h\na,b,c\nd,e,f\ng,h,i\nend", "h <a|b|c;d|e|f;g|h|i> end"),
        ("a;\"b;\"\"x\"\"\";c\nd;e;f\n", "<a|b;\"x\"|c;d|e|f>"),
        ("a\t\"b\nb2\"\tc\nd\te\tf\n", "<a|b/b2|c;d|e|f>"),
        ("a,b,c\n,,\nd,e,f\ng,h,i", "<a|b|c> <d|e|f;g|h|i>"),
        ("a,b\nc,d\ne,f\ng,h", "<a|b;c|d;e|f;g|h>"),
        // prose has commas too
        ("a, b\nc, d", "a, b c, d"),
        ("a, b, c\nd, e", "a, b, c d, e"),
        ("a, b, c\nd\ne\nf, g, h\ni", "a, b, c d e f, g, h i"),
        ("a, b, c", "a, b, c"),
    ];
    for (text, expected) in cases {
        assert_eq!(sketch(text).0, *expected, "{text:?}");
    }
    // a row in quotation marks has the line it begins in
    let text = "a,\"b\nb2\",\"c\nc2\"\nd,e,f\n";
    let document = read(text.as_bytes(), &mut Findings::default()).unwrap();
    let table = document.blocks[0].as_table().unwrap();
    let line_of = |row: usize, cell: usize| match &table.rows[row].cells[cell].blocks[..] {
        [Block::Paragraph(first), ..] => first.line,
        _ => None,
    };
    assert_eq!(
        [line_of(0, 1), line_of(0, 2), line_of(1, 0)],
        [Some(1), Some(2), Some(4)]
    );
}

/// `2x1:` before a cell that spans 2 columns and 1 row.
#[test]
fn tables_drawn_with_lines() {
    for (text, expected) in [
        (
            "h\n+---+---+\n| a | b |\n+===+===+\n| c |   |\n+---+---+\nend",
            "h [(0 1x1 a)(1 1x1 b)/(0 1x1 c)(1 1x1 )] end",
        ),
        // signs as wide as Chinese characters, or half as wide
        (
            "┌──┬──┐\n│中  │b   │\n├──┼──┤\n│c   │d   │\n└──┴──┘",
            "[(0 1x1 中)(1 1x1 b)/(0 1x1 c)(1 1x1 d)]",
        ),
        ("┌────┬──┐\n│中国│b │\n└────┴──┘", "[(0 1x1 中国)(1 1x1 b)]"),
        // merged cells, and a text of two lines
        (
            "╔═══╦═══════╗\n║ a ║ b     ║\n║   ╠═══╦═══╣\n║   ║ c ║ d ║\n║   ║ e ║   ║\n╚═══╩═══╩═══╝",
            "[(0 1x2 a)(1 2x1 b)/(1 1x1 c e)(2 1x1 d)]",
        ),
        // the text of a merged cell stands beside the rule
        (
            "+---+---+\n|   | b |\n| a +---+\n|   | c |\n+---+---+",
            "[(0 1x2 a)(1 1x1 b)/(1 1x1 c)]",
        ),
        ("+---+\n| T+1 |\n+---+", "+---+ | T+1 | +---+"),
        ("-----\na\n-----", "----- a -----"),
    ] {
        let document = read(text.as_bytes(), &mut Findings::default()).unwrap();
        let found = crate::readers::drawn::drawn(&document.blocks).replace('|', " ");
        assert_eq!(found, expected.replace('|', " "), "{text}");
    }
}
