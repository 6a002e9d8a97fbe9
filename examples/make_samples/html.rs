//! Web pages written by hand: as Word saves them (filtered and in full), as WPS does, and as a government site wraps
//! them.
//!
//! Out: a string; the callers choose the encoding. Lines are broken inside text where Word breaks them, which exposes a
//! reader that takes a line break in the source for a space.

use crate::document::{Block, Cell, Document, Paragraph, Table};

/// The markup that one program puts around paragraphs and cells.
pub(crate) struct Dress {
    paragraph: fn(&str) -> String,
    /// Attributes of a table.
    table: &'static str,
    /// Attributes of a cell, besides its spans.
    cell: &'static str,
    /// The length at which a source line is broken; 0 for never.
    fold: usize,
}

/// "Web page, filtered" of Word.
pub(crate) const WORD_FILTERED: Dress = Dress {
    paragraph: |text| {
        format!(
            "<p class=MsoNormal align=center style='text-align:center'><span\nstyle='font-size:10.5pt;font-family:宋体'>{text}</span></p>\n"
        )
    },
    table: "class=MsoNormalTable border=1 cellspacing=0 cellpadding=0\n style='border-collapse:collapse;border:none'",
    cell: "width=98 style='width:73.7pt;border:solid windowtext 1.0pt;\n  padding:0cm 5.4pt 0cm 5.4pt'",
    fold: 14,
};

/// "Web page" of Word, with everything that Word needs to open it again.
pub(crate) const WORD_FULL: Dress = Dress {
    paragraph: |text| {
        format!(
            "<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'><span\nstyle='font-family:宋体;mso-bidi-font-family:宋体;mso-font-kerning:0pt'>{text}<span\nlang=EN-US><o:p></o:p></span></span></p>\n"
        )
    },
    table: "class=MsoNormalTable border=1 cellspacing=0 cellpadding=0\n style='border-collapse:collapse;mso-table-layout-alt:fixed;mso-yfti-tbllook:1184'",
    cell: "width=98 style='width:73.7pt;mso-border-alt:solid windowtext .5pt;\n  padding:0cm 5.4pt 0cm 5.4pt'",
    fold: 14,
};

/// A page of WPS Office.
pub(crate) const WPS: Dress = Dress {
    paragraph: |text| {
        format!(
            "<p class=MsoNormal style=\"text-align:center;\"><span style=\"mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;\" >{text}</span><span style=\"font-family:宋体;\" ><o:p></o:p></span></p>"
        )
    },
    table: "class=MsoNormalTable style=\"border-collapse:collapse;border:none;mso-padding-alt:0.0000pt 5.4000pt 0.0000pt 5.4000pt ;\"",
    cell: "width=98 valign=center style=\"width:73.7000pt;border:1.0000pt solid windowtext;\"",
    fold: 0,
};

/// The editor of a content management system.
pub(crate) const SITE: Dress = Dress {
    paragraph: |text| format!("<p style=\"text-indent: 2em;\"><span>{text}</span></p>"),
    table: "border=\"1\" style=\"width:100%\"",
    cell: "style=\"padding:3px\"",
    fold: 0,
};

/// The page Word saves "filtered", with this charset declared.
pub(crate) fn word_filtered(document: &Document, charset: &str) -> String {
    format!(
        "<html>\n\n<head>\n{}<meta name=Generator content=\"Microsoft Word 15 (filtered)\">\n<style>\n<!--\n p.MsoNormal\n\t{{margin:0cm;text-align:justify;font-family:\"Calibri\",sans-serif;}}\n-->\n</style>\n\n</head>\n\n<body lang=ZH-CN style='text-justify-trim:punctuation'>\n\n<div class=WordSection1>\n\n{}\n</div>\n\n</body>\n\n</html>\n",
        declaration(charset),
        body(document, &WORD_FILTERED)
    )
}

/// The page Word saves in full: conditional comments, `o:p`, an XML island and hidden text.
pub(crate) fn word_full(document: &Document, charset: &str) -> String {
    format!(
        "<html xmlns:v=\"urn:schemas-microsoft-com:vml\"\nxmlns:o=\"urn:schemas-microsoft-com:office:office\"\nxmlns:w=\"urn:schemas-microsoft-com:office:word\"\nxmlns=\"http://www.w3.org/TR/REC-html40\">\n\n<head>\n{}<meta name=ProgId content=Word.Document>\n<meta name=Generator content=\"Microsoft Word 15\">\n<!--[if gte mso 9]><xml>\n <o:DocumentProperties>\n  <o:Author>某某</o:Author>\n </o:DocumentProperties>\n</xml><![endif]--><!--[if gte mso 9]><xml>\n <w:WordDocument>\n  <w:View>Print</w:View>\n  <w:Compatibility>\n   <w:BreakWrappedTables/>\n  </w:Compatibility>\n </w:WordDocument>\n</xml><![endif]-->\n<style>\n<!--\n p.MsoNormal\n\t{{mso-style-unhide:no;mso-style-qformat:yes;margin:0cm;mso-pagination:none;}}\n-->\n</style>\n<!--[if gte mso 10]>\n<style>\n table.MsoNormalTable\n\t{{mso-style-name:普通表格;}}\n</style>\n<![endif]-->\n</head>\n\n<body lang=ZH-CN style='tab-interval:21.0pt;text-justify-trim:punctuation'>\n\n<div class=WordSection1 style='layout-grid:15.6pt'>\n\n<p class=MsoNormal style='mso-hide:all;display:none'><span style='mso-hide:all'>隐藏文字</span></p>\n\n{}\n<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n\n</div>\n\n</body>\n\n</html>\n",
        declaration(charset),
        body(document, &WORD_FULL)
    )
}

/// A page of WPS Office.
pub(crate) fn wps(document: &Document) -> String {
    format!(
        "<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:schemas-microsoft-com:office:word\" xmlns=\"http://www.w3.org/TR/REC-html40\"><head><meta http-equiv=Content-Type  content=\"text/html; charset=utf-8\" ><meta name=ProgId  content=Word.Document ><meta name=Generator  content=\"WPS Office\" ><style>\np.MsoNormal{{mso-style-name:正文;mso-pagination:none;}}</style></head><body style=\"tab-interval:21pt;text-justify-trim:punctuation;\" ><!--StartFragment--><div class=\"Section0\"  style=\"layout-grid:15.6000pt;\" >{}</div><!--EndFragment--></body></html>",
        body(document, &WPS)
    )
}

/// A page of a government portal: head, navigation, breadcrumbs and footer are tables; one of them holds the content.
pub(crate) fn site(document: &Document, title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}-某某市人民政府</title>\n<meta name=\"ContentSource\" content=\"某某市人民政府\">\n<script>var menu = '<table><tr><td>项目名称</td></tr></table>';</script>\n<style>.nav td {{ padding: 4px }}</style>\n</head>\n<body>\n<table width=\"1000\" align=\"center\" class=\"nav\"><tr><td><a href=\"/\">首页</a></td><td><a href=\"/zwgk/\">政务公开</a></td><td><a href=\"/zmhd/\">政民互动</a></td><td><a href=\"/bsfw/\">办事服务</a></td></tr></table>\n<table width=\"1000\" align=\"center\"><tr><td colspan=\"2\" class=\"crumbs\">当前位置：<a href=\"/\">首页</a>&nbsp;&gt;&nbsp;<a href=\"/zwgk/\">政务公开</a>&nbsp;&gt;&nbsp;预决算公开</td></tr>\n<tr><td width=\"200\" valign=\"top\"><ul><li><a href=\"#\">政府预算</a></li><li><a href=\"#\">部门预算</a></li></ul></td>\n<td valign=\"top\"><table width=\"100%\"><tr><td align=\"center\"><h1>{title}</h1></td></tr>\n<tr><td align=\"center\">发布时间：2024-02-20　来源：某某市财政局　浏览次数：<span id=\"hits\">120</span></td></tr>\n<tr><td><div id=\"zoom\" class=\"TRS_Editor\">\n{}\n</div></td></tr>\n<tr><td align=\"right\"><a href=\"javascript:window.print()\">打印</a> <a href=\"javascript:window.close()\">关闭</a></td></tr></table></td></tr></table>\n<table width=\"1000\" align=\"center\" class=\"footer\"><tr><td>主办：某某市人民政府办公室　备案号：某ICP备00000000号</td></tr></table>\n</body>\n</html>\n",
        body(document, &SITE)
    )
}

/// Paragraphs and tables without any declaration around them.
pub(crate) fn undeclared(document: &Document) -> String {
    format!(
        "<html><body>\n{}</body></html>\n",
        body(document, &WORD_FILTERED)
    )
}

fn declaration(charset: &str) -> String {
    format!("<meta http-equiv=Content-Type content=\"text/html; charset={charset}\">\n")
}

fn body(document: &Document, dress: &Dress) -> String {
    document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(written) => paragraph(written, dress),
            Block::Table(written) => table(written, dress),
            Block::Sheet(_) => String::new(),
        })
        .collect()
}

fn paragraph(paragraph: &Paragraph, dress: &Dress) -> String {
    let mut text = escape(&paragraph.text, dress.fold);
    for name in paragraph.bookmarks.iter().rev() {
        text = format!("<a name=\"{name}\">{text}</a>");
    }
    match paragraph.heading {
        Some(level) => format!("<h{level}><span>{text}</span></h{level}>\n"),
        None => (dress.paragraph)(&text),
    }
}

fn table(written: &Table, dress: &Dress) -> String {
    let mut out = format!("\n<table {}>\n", dress.table);
    for (row, cells) in written.rows.iter().enumerate() {
        out.push_str(" <tr>\n");
        for (index, cell) in cells.iter().enumerate() {
            if !cell.continues {
                out.push_str(&table_cell(cell, written.row_span(row, index), dress));
            }
        }
        out.push_str(" </tr>\n");
    }
    out.push_str("</table>\n\n");
    out
}

fn table_cell(cell: &Cell, rows: usize, dress: &Dress) -> String {
    let mut out = format!("  <td {}", dress.cell);
    if cell.span > 1 {
        out.push_str(&format!(" colspan={}", cell.span));
    }
    if rows > 1 {
        out.push_str(&format!(" rowspan={rows}"));
    }
    out.push_str(">\n  ");
    for text in &cell.paragraphs {
        // Word never leaves a paragraph empty
        let text = if text.is_empty() {
            "&nbsp;".to_owned()
        } else {
            escape(text, dress.fold)
        };
        out.push_str(&(dress.paragraph)(&text));
    }
    if let Some(nested) = &cell.nested {
        out.push_str(&table(nested, dress));
    }
    out.push_str("  </td>\n");
    out
}

/// Text as markup: of several spaces in a row all but one become `&nbsp;`; a tab becomes the sequence of them that Word
/// writes.
fn escape(text: &str, fold: usize) -> String {
    let mut out = String::new();
    let mut width = 0;
    let mut previous = ' ';
    for character in text.chars() {
        if fold > 0 && width >= fold && is_han(previous) && is_han(character) {
            out.push('\n');
            width = 0;
        }
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>\n"),
            '\t' => out.push_str("&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; "),
            ' ' if previous == ' ' => out.push_str("&nbsp;"),
            other => out.push(other),
        }
        previous = character;
        width += 1;
    }
    out
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}
