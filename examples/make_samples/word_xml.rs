//! Word 2003 XML as Word writes it: sections of the auxiliary-hint namespace around the body, bookmarks as annotations.

use crate::document::{Block, Cell, Document, Paragraph, Table};

/// The document as one XML file.
pub(crate) fn write(document: &Document) -> String {
    let mut bookmarks = 0;
    let body: String = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(written) => paragraph(written, &mut bookmarks),
            Block::Table(written) => table(written),
            Block::Sheet(_) => String::new(),
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<?mso-application progid=\"Word.Document\"?>\n<w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\" xmlns:wx=\"http://schemas.microsoft.com/office/word/2003/auxHint\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:aml=\"http://schemas.microsoft.com/aml/2001/core\" w:macrosPresent=\"no\" w:embeddedObjPresent=\"no\" xml:space=\"preserve\"><o:DocumentProperties><o:Author>某某</o:Author></o:DocumentProperties><w:styles><w:style w:type=\"paragraph\" w:default=\"on\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style></w:styles><w:body><wx:sect>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></wx:sect></w:body></w:wordDocument>\n"
    )
}

fn paragraph(paragraph: &Paragraph, bookmarks: &mut usize) -> String {
    let mut start = String::new();
    let mut end = String::new();
    for name in &paragraph.bookmarks {
        start.push_str(&format!(
            "<aml:annotation aml:id=\"{bookmarks}\" w:type=\"Word.Bookmark.Start\" w:name=\"{name}\"/>"
        ));
        end.push_str(&format!(
            "<aml:annotation aml:id=\"{bookmarks}\" w:type=\"Word.Bookmark.End\"/>"
        ));
        *bookmarks += 1;
    }
    format!("<w:p>{start}{}{end}</w:p>", run(&paragraph.text))
}

fn run(text: &str) -> String {
    let mut out = String::from("<w:r><w:rPr><w:rFonts w:fareast=\"宋体\"/></w:rPr><w:t>");
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push_str("</w:t><w:tab/><w:t>"),
            '\n' => out.push_str("</w:t><w:br/><w:t>"),
            other => out.push(other),
        }
    }
    out.push_str("</w:t></w:r>");
    out
}

fn table(table: &Table) -> String {
    let mut out = String::from("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>");
    out.push_str("<w:tblGrid>");
    out.push_str(&"<w:gridCol w:w=\"1200\"/>".repeat(table.width()));
    out.push_str("</w:tblGrid>");
    for (row, cells) in table.rows.iter().enumerate() {
        out.push_str("<w:tr>");
        for (index, cell) in cells.iter().enumerate() {
            out.push_str(&table_cell(cell, table.row_span(row, index) > 1));
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

fn table_cell(cell: &Cell, opens: bool) -> String {
    let mut out = format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
        1200 * cell.span
    );
    if cell.span > 1 {
        out.push_str(&format!("<w:gridSpan w:val=\"{}\"/>", cell.span));
    }
    if cell.continues {
        out.push_str("<w:vmerge/>");
    } else if opens {
        out.push_str("<w:vmerge w:val=\"restart\"/>");
    }
    out.push_str("</w:tcPr>");
    if let Some(nested) = &cell.nested {
        out.push_str(&table(nested));
    }
    for text in &cell.paragraphs {
        out.push_str(&format!("<w:p>{}</w:p>", run(text)));
    }
    out.push_str("</w:tc>");
    out
}
