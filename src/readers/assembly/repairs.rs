//! The repairs made while building a document, and the findings that report them.

use crate::finding::{Finding, Findings, Severity};

/// Counts and flags of what was repaired.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Repairs {
    /// Tables nested too deep were kept as text.
    pub(crate) flattened: bool,
    /// Bytes of text beyond the bound of a cell, which were dropped.
    pub(crate) cut: usize,
    /// Spans or columns exceeded the bounds and were cut.
    pub(crate) clamped: bool,
    /// Rows or cells with text were repeated more often than the bound allows.
    pub(crate) unrepeated: bool,
    /// Embedded objects whose content cannot be read: an equation, a sheet, a check box without a state.
    pub(crate) objects: usize,
    /// Tags were closed in another order than they were opened.
    pub(crate) mismatched: bool,
}

impl Repairs {
    /// Reports what was repaired. `truncated`: the input ended early; that was already reported and explains open
    /// tags.
    pub(crate) fn report(self, truncated: bool, findings: &mut Findings) {
        if self.objects > 0 {
            findings.push(objects_not_read(self.objects));
        }
        let mut tell = |happened: bool, code, severity, zh: &str, en: &str| {
            if happened {
                findings.push(Finding::extraction(code, severity, zh, en));
            }
        };
        tell(
            self.mismatched && !truncated,
            "damaged-xml",
            Severity::Warning,
            "文档内部的标记没有正确嵌套，已尽力还原段落与表格",
            "the markup is not properly nested; paragraphs and tables were restored as far as possible",
        );
        tell(
            self.flattened,
            "deep-nesting",
            Severity::Warning,
            "表格嵌套过深，最深处的表格按文字保留",
            "tables are nested too deep; the deepest were kept as text",
        );
        tell(
            self.clamped,
            "span-cut",
            Severity::Warning,
            "单元格跨越的行列数不合理，已截断",
            "a cell spans more rows or columns than a table can have; the span was cut",
        );
        tell(
            self.unrepeated,
            "repeats-cut",
            Severity::Error,
            "有文字的行或单元格重复次数过多，超出部分未保留",
            "a row or cell with text is repeated too often; the repetitions beyond the bound were not kept",
        );
        tell(
            self.cut > 0,
            "cell-cut",
            Severity::Error,
            "单元格文字过长，超出部分未保留",
            "the text of a cell is too long; what is beyond the bound was not kept",
        );
    }
}

/// The finding for embedded objects. A value may lack what an equation in it shows: its operator, or the whole value.
pub(crate) fn objects_not_read(count: usize) -> Finding {
    Finding::extraction(
        "object-not-read",
        Severity::Warning,
        format!("{count} 个嵌入对象（公式、表格、没有状态的复选框等）未读取，它们显示的内容缺失"),
        format!(
            "{count} embedded objects (equations, sheets, boxes without a state …) were not read; what they show is missing"
        ),
    )
}

/// The finding for hidden text, which is not read; `first` is the beginning of it.
pub(crate) fn hidden_text(first: &str) -> Finding {
    Finding {
        evidence: Some(first.to_owned()),
        ..Finding::extraction(
            "hidden-text",
            Severity::Info,
            "文档中有设为隐藏的文字，未读取",
            "text marked as hidden was not read",
        )
    }
}

/// The finding for a body that ends before all its elements are closed.
pub(crate) fn truncated_body() -> Finding {
    Finding::extraction(
        "damaged-xml",
        Severity::Error,
        "文档正文在结尾之前中断，后面的内容缺失",
        "the document ends before its body does; what follows is missing",
    )
}
