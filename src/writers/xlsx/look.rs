//! How the cells of a workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::finding::Severity;

/// For how many digits after the point a number format is kept: as many as a decimal can have.
const SCALES: u32 = 28;

/// The formats of a workbook.
pub(super) struct Look {
    header: Format,
    text: Format,
    date: Format,
    wrapped: Format,
    top: Format,
    count: Format,
    money: Format,
    title: Format,
    heading: Format,
    /// One for each number of digits after the point.
    numbers: Vec<Format>,
    severities: Vec<(&'static str, Format)>,
}

impl Look {
    pub(super) fn new() -> Self {
        let text = Format::new().set_num_format("@");
        let number = |scale: u32| match scale {
            0 => Format::new().set_num_format("0"),
            scale => {
                let zeros = "0".repeat(scale as usize);
                Format::new().set_num_format(format!("0.{zeros}"))
            }
        };
        let coloured = |severity: Severity, background: u32, ink: u32| {
            let format = text.clone().set_background_color(Color::RGB(background));
            let format = format.set_font_color(Color::RGB(ink));
            (severity.as_str(), format)
        };
        Self {
            header: text
                .clone()
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin)
                .set_background_color(Color::RGB(0xDD_EB_F7)),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            wrapped: text.clone().set_text_wrap().set_align(FormatAlign::Top),
            top: Format::new().set_align(FormatAlign::Top),
            count: Format::new()
                .set_num_format("#,##0")
                .set_align(FormatAlign::Top),
            money: Format::new()
                .set_num_format("#,##0.00")
                .set_align(FormatAlign::Top),
            title: Format::new().set_bold().set_font_size(16),
            heading: Format::new().set_bold().set_font_size(12),
            numbers: (0..=SCALES).map(number).collect(),
            severities: vec![
                coloured(Severity::Error, 0xFF_C7_CE, 0x9C_00_06),
                coloured(Severity::Warning, 0xFF_EB_9C, 0x7F_60_00),
                coloured(Severity::Info, 0xDD_EB_F7, 0x1F_4E_78),
                coloured(Severity::NotEvaluable, 0xED_ED_ED, 0x59_59_59),
            ],
            text,
        }
    }

    pub(super) fn header(&self) -> &Format {
        &self.header
    }

    /// The format of text; it also applies to what a person types into the cell later.
    pub(super) fn text(&self) -> &Format {
        &self.text
    }

    pub(super) fn date(&self) -> &Format {
        &self.date
    }

    /// The format of long text.
    pub(super) fn wrapped(&self) -> &Format {
        &self.wrapped
    }

    /// A number next to long text.
    pub(super) fn top(&self) -> &Format {
        &self.top
    }

    pub(super) fn count(&self) -> &Format {
        &self.count
    }

    /// Money with separators and two decimals; the cell holds all of them.
    pub(super) fn money(&self) -> &Format {
        &self.money
    }

    pub(super) fn title(&self) -> &Format {
        &self.title
    }

    pub(super) fn heading(&self) -> &Format {
        &self.heading
    }

    /// A number that shows this many digits after the point.
    pub(super) fn number(&self, scale: u32) -> &Format {
        self.numbers.get(scale as usize).unwrap_or(&self.text)
    }

    /// The colour of a severity.
    pub(super) fn severity(&self, word: &str) -> &Format {
        let known = self.severities.iter().find(|(name, _)| *name == word);
        known.map_or(&self.text, |(_, format)| format)
    }
}
