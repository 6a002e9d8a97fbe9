//! The titles of findings about reading. Those of the rules are in `check/rules.yaml`.
//!
//! In: a finding's code. Out: its title in both languages.

use crate::message::Message;

/// Every code of [`crate::finding::Finding::extraction`], in order.
const TITLES: &[(&str, Message)] = &[
    (
        "actual-column-guessed",
        Message::fixed("完成值栏为推断", "Column of results guessed"),
    ),
    (
        "amount-from-list",
        Message::fixed("金额取自项目清单", "Amount taken from a list of projects"),
    ),
    (
        "amount-not-understood",
        Message::fixed("金额未能确认", "Amount not understood"),
    ),
    (
        "amount-unit-inherited",
        Message::fixed(
            "金额单位取自其他项目",
            "Unit of amounts taken from other projects",
        ),
    ),
    (
        "amount-unit-missing",
        Message::fixed("缺少金额单位", "Unit of amounts missing"),
    ),
    (
        "amounts-in-prose",
        Message::fixed("金额写在文字中", "Amounts told in prose"),
    ),
    (
        "bad-encoding",
        Message::fixed("文本中有无效字节", "Invalid bytes in the text"),
    ),
    ("blank-form", Message::fixed("空白绩效目标表", "Blank form")),
    (
        "budget-column-unknown",
        Message::fixed("预决算表的栏目未知", "Column of a statutory table unknown"),
    ),
    (
        "budget-layout-unread",
        Message::fixed("预决算表未读取", "Statutory table not read"),
    ),
    (
        "budget-row-aligned",
        Message::fixed("按次序归栏", "Row aligned by its order"),
    ),
    (
        "cell-cut",
        Message::fixed("单元格文字过长", "Text of a cell cut"),
    ),
    (
        "cell-not-read",
        Message::fixed("单元格未归入字段", "Cell in no field"),
    ),
    (
        "code-page-guessed",
        Message::fixed("代码页为推断", "Code page guessed"),
    ),
    (
        "column-not-read",
        Message::fixed("有一栏未读取", "Column not read"),
    ),
    ("columns-cut", Message::fixed("列数过多", "Columns cut")),
    (
        "damaged-archive",
        Message::fixed("压缩包有损坏", "Damaged archive"),
    ),
    (
        "damaged-mime",
        Message::fixed("网页归档有损坏", "Damaged web archive"),
    ),
    ("damaged-pdf", Message::fixed("PDF 有损坏", "Damaged PDF")),
    (
        "damaged-sheet",
        Message::fixed("工作表有损坏", "Damaged sheet"),
    ),
    (
        "damaged-text-map",
        Message::fixed("文字分布表有损坏", "Damaged map of the text"),
    ),
    (
        "damaged-xml",
        Message::fixed("文档标记有损坏", "Damaged markup"),
    ),
    (
        "dates-not-understood",
        Message::fixed("起止时间未能确认", "Dates not understood"),
    ),
    (
        "deep-nesting",
        Message::fixed("嵌套过深", "Nested too deep"),
    ),
    (
        "differs-by-format",
        Message::fixed("显示的数与所存的值不同", "Number changed by a format"),
    ),
    (
        "digits-lost",
        Message::fixed("数字位数超出精度", "Digits lost"),
    ),
    (
        "encoding-contradicted",
        Message::fixed("编码声明与内容不符", "Declared encoding contradicted"),
    ),
    (
        "encoding-guessed",
        Message::fixed("编码为推断", "Encoding guessed"),
    ),
    (
        "extension-mismatch",
        Message::fixed("扩展名与内容不符", "Extension does not fit the content"),
    ),
    (
        "figure-of-another-year",
        Message::fixed("其他年度的数", "Figure of another year"),
    ),
    (
        "format-code-too-long",
        Message::fixed("数字格式过长", "Number format too long"),
    ),
    (
        "formula-error",
        Message::fixed("公式出错", "Formula with an error"),
    ),
    (
        "formula-without-result",
        Message::fixed("公式没有结果", "Formula without a result"),
    ),
    (
        "frames-not-read",
        Message::fixed("框架页面未读取", "Frames not read"),
    ),
    (
        "hidden-cells-read",
        Message::fixed("隐藏的行列已读取", "Hidden rows or columns read"),
    ),
    (
        "hidden-sheet-skipped",
        Message::fixed("隐藏工作表未读取", "Hidden sheet not read"),
    ),
    (
        "hidden-text",
        Message::fixed("隐藏文字未读取", "Hidden text not read"),
    ),
    (
        "indicator-column-guessed",
        Message::fixed("指标名称栏为推断", "Column of indicators guessed"),
    ),
    (
        "indicator-text-not-read",
        Message::fixed("指标文字未读出指标", "Text of indicators not read"),
    ),
    (
        "label-understood-in-parts",
        Message::fixed("标签按组成部分理解", "Label understood in parts"),
    ),
    (
        "layout-doubtful",
        Message::fixed("版式存疑", "Layout in doubt"),
    ),
    (
        "layout-not-recognized",
        Message::fixed("版式不能识别", "Layout not recognized"),
    ),
    (
        "level-columns-guessed",
        Message::fixed("指标级别为推断", "Level columns guessed"),
    ),
    (
        "level1-filled",
        Message::fixed("一级指标已补齐", "Level 1 filled in"),
    ),
    ("line-cut", Message::fixed("文字行过长", "Line cut")),
    (
        "lines-not-paired",
        Message::fixed("一格内多个指标未能对应", "Lines of a cell not paired"),
    ),
    (
        "merge-not-read",
        Message::fixed("合并区域未读取", "Merged range not read"),
    ),
    (
        "merged-cells-assumed",
        Message::fixed("合并单元格为推断", "Merged cells assumed"),
    ),
    (
        "name-column-guessed",
        Message::fixed("项目名称一栏为推断", "Column of names guessed"),
    ),
    (
        "nested-table-not-read",
        Message::fixed("嵌套表格未读取", "Nested table not read"),
    ),
    ("no-indicators", Message::fixed("没有指标", "No indicators")),
    (
        "no-performance-table",
        Message::fixed("没有绩效目标表", "No performance target table"),
    ),
    (
        "no-text-layer",
        Message::fixed("没有文字层", "No text layer"),
    ),
    (
        "object-not-read",
        Message::fixed("嵌入对象未读取", "Embedded object not read"),
    ),
    (
        "objective-of-another-year",
        Message::fixed("其他年度的目标", "Objective of another year"),
    ),
    ("page-cut", Message::fixed("页面内容过多", "Page cut")),
    ("page-missing", Message::fixed("页面缺失", "Page missing")),
    ("pages-cut", Message::fixed("页数过多", "Pages cut")),
    ("parts-cut", Message::fixed("组成部分过多", "Parts cut")),
    (
        "radicals-unified",
        Message::fixed("部首字符按汉字读取", "Radicals read as ideographs"),
    ),
    (
        "recognized-text",
        Message::fixed("文字由软件识别", "Text recognized by a program"),
    ),
    (
        "repeated-head-dropped",
        Message::fixed("重复的表头未重复读取", "Repeated head read once"),
    ),
    (
        "repeated-text-cut",
        Message::fixed("重复文字未保留", "Repeated text cut"),
    ),
    (
        "repeats-cut",
        Message::fixed("重复行列过多", "Repetitions cut"),
    ),
    (
        "reversed-text",
        Message::fixed("文字次序被反转", "Text runs from right to left"),
    ),
    (
        "rounded-by-format",
        Message::fixed("显示位数少于所存的值", "Digits hidden by a format"),
    ),
    (
        "row-break-repaired",
        Message::fixed("断行已修复", "Broken row repaired"),
    ),
    (
        "row-joined",
        Message::fixed("跨页单元格已合并", "Cell joined over the edge of a page"),
    ),
    (
        "row-passed-over",
        Message::fixed("略过的行", "Row passed over"),
    ),
    (
        "row-shape-anomaly",
        Message::fixed("行的列数与表不符", "Row of another shape"),
    ),
    (
        "second-value-not-read",
        Message::fixed("第二个值未读取", "Second value not read"),
    ),
    (
        "sections-without-bookmarks",
        Message::fixed("项目按文字划分", "Projects told apart by words"),
    ),
    ("span-cut", Message::fixed("跨越行列数过大", "Span cut")),
    (
        "struck-text",
        Message::fixed("加删除线的文字未读取", "Struck-out text not read"),
    ),
    (
        "table-continued",
        Message::fixed("按前表续读", "Table read on"),
    ),
    ("table-cut", Message::fixed("表格过大", "Table cut")),
    (
        "target-column-guessed",
        Message::fixed("指标值栏为推断", "Target column guessed"),
    ),
    (
        "target-column-unknown",
        Message::fixed("指标值一栏未能确认", "Target column not known"),
    ),
    (
        "target-in-name",
        Message::fixed("指标值写在名称中", "Target inside the name"),
    ),
    (
        "target-of-later-year",
        Message::fixed("以后年度的指标值", "Target of a later year"),
    ),
    (
        "text-without-characters",
        Message::fixed("字形没有文字编码", "Glyphs without characters"),
    ),
    (
        "text-without-label",
        Message::fixed("没有标签的文字", "Text without a label"),
    ),
    (
        "undecodable-bytes",
        Message::fixed("字节无法解码", "Undecodable bytes"),
    ),
    (
        "unknown-label",
        Message::fixed("未知的标签", "Unknown label"),
    ),
    (
        "unread-chunk",
        Message::fixed("嵌入文档未读取", "Embedded document not read"),
    ),
    (
        "unruled-table",
        Message::fixed("没有框线的表格", "Table without rulings"),
    ),
    (
        "value-without-indicator",
        Message::fixed("没有指标名称的值", "Value without an indicator"),
    ),
    (
        "work-limit",
        Message::fixed("超出处理上限", "Limit of work reached"),
    ),
];

/// Every code with its title, sorted by code.
pub fn titles() -> impl Iterator<Item = (&'static str, &'static Message)> {
    TITLES.iter().map(|(code, title)| (*code, title))
}

/// The title; `None` for a code that is not a finding about reading.
pub fn title_of(code: &str) -> Option<&'static Message> {
    let at = TITLES.binary_search_by_key(&code, |(code, _)| code).ok()?;
    TITLES.get(at).map(|(_, title)| title)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The program's own source text, without this file.
    fn sources(directory: &Path, text: &mut String) {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let of_rust = path.extension().is_some_and(|extension| extension == "rs");
            if path.is_dir() {
                sources(&path, text);
            } else if of_rust && !path.ends_with("extraction.rs") {
                text.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_code_has_a_title_and_every_title_a_code() {
        assert!(TITLES.is_sorted_by(|one, next| one.0 < next.0));
        let mut text = String::new();
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut text,
        );
        for (code, _) in TITLES {
            assert!(text.contains(&format!("\"{code}\"")), "{code}");
        }
        let calls = text.split("Finding::extraction(").skip(1);
        let codes = calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next());
        // a code of one letter occurs only in tests
        for code in codes.filter(|code| code.len() > 1) {
            assert!(title_of(code).is_some(), "{code}");
        }
    }
}
