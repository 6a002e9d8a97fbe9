//! Properties of styles that affect text: hidden, raised or struck out, and the numbering of lists and headings.
//!
//! In: `office:styles` and `office:automatic-styles`, from styles.xml and content.xml. Out: [`Styles`].
//! Lost: all other formatting.

use std::collections::{HashMap, HashSet};

use crate::readers::docx::styles::is_contents;
use crate::readers::number_format;
use crate::readers::symbols::SymbolFont;
use crate::readers::xml::{Element, Event, Events};

/// Number of levels of a list (OpenDocument 1.3 part 3, 19.880).
pub(super) const LEVELS: usize = 10;

/// Styles by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    hidden: HashSet<String>,
    /// (superscript, subscript) of the styles that set a text position.
    positions: HashMap<String, (bool, bool)>,
    /// Symbol fonts by the name of their declaration, and the font name that each style sets.
    declared: HashMap<String, SymbolFont>,
    fonts: HashMap<String, String>,
    /// Whether text is struck out, for the styles that set it.
    struck: HashMap<String, bool>,
    contents: HashSet<String>,
    parents: HashMap<String, String>,
    lists: HashMap<String, ListStyle>,
    outline: ListStyle,
}

/// The levels of a list style.
pub(super) type ListStyle = [Option<Level>; LEVELS];

/// The numbering of one level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// Name of the format in [`number_format`]; empty when no number is printed (bullets).
    format: &'static str,
    prefix: String,
    suffix: String,
    /// A pattern such as `%1%.%2%`, punctuation included, which LibreOffice writes.
    pattern: Option<String>,
    /// Number of levels whose numbers are shown, this one included.
    shown: usize,
    /// The first number.
    pub(super) start: u32,
}

impl Styles {
    /// Reads the styles of one part, to its end.
    pub(super) fn read(&mut self, events: &mut Events) {
        while let Some(event) = events.next() {
            if let Event::Open(element) = event {
                self.element(&element, events);
            }
        }
    }

    /// Reads an element to its end if it is a style; returns false if it is not.
    pub(super) fn element(&mut self, element: &Element, events: &mut Events) -> bool {
        match element.name() {
            "style:style" => self.read_style(element, events),
            "style:font-face" => {
                self.declare_font(element);
                events.pass_over();
            }
            "text:list-style" => {
                let levels = read_levels(events);
                if let Some(name) = element.attribute("style:name") {
                    self.lists.insert(name, levels);
                }
            }
            "text:outline-style" => self.outline = read_levels(events),
            _ => return false,
        }
        true
    }

    /// True when text in this style, or a style it is based on, is not shown (`text:display="none"`).
    pub(super) fn is_hidden(&self, style: &str) -> bool {
        self.chain(style).any(|name| self.hidden.contains(name))
    }

    /// (superscript, subscript) of text in this style, from the style itself or the nearest one it is based on.
    pub(super) fn position(&self, style: &str) -> (bool, bool) {
        let said = self.chain(style).find_map(|name| self.positions.get(name));
        said.copied().unwrap_or_default()
    }

    /// The symbol font of text in this style: `None` if no font is set, `Some(None)` if it is not a symbol font.
    pub(super) fn font(&self, style: &str) -> Option<Option<SymbolFont>> {
        if self.declared.is_empty() {
            return None;
        }
        let named = self.chain(style).find_map(|name| self.fonts.get(name))?;
        Some(self.declared.get(named).copied())
    }

    fn declare_font(&mut self, face: &Element) {
        let family = face.attribute("svg:font-family");
        let family = family.unwrap_or_default();
        let font = SymbolFont::named(family.trim_matches(['\'', '"']).as_bytes());
        let name = face.attribute("style:name");
        self.declared.extend(name.zip(font));
    }

    /// Whether text in this style is struck out, if the style or one it is based on sets it.
    pub(super) fn strikes(&self, style: &str) -> Option<bool> {
        let said = self.chain(style).find_map(|name| self.struck.get(name));
        said.copied()
    }

    /// True when paragraphs in this style are lines of a table of contents.
    pub(super) fn is_contents(&self, style: &str) -> bool {
        self.chain(style).any(|name| self.contents.contains(name))
    }

    /// The style and those it is based on, nearest first.
    fn chain<'s>(&'s self, style: &'s str) -> impl Iterator<Item = &'s str> {
        // bounded, because a chain of styles may be a cycle
        let next = |name: &&str| self.parents.get(*name).map(String::as_str);
        std::iter::successors(Some(style), next).take(32)
    }

    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// The numbering of headings.
    pub(super) fn outline(&self) -> &ListStyle {
        &self.outline
    }

    fn read_style(&mut self, element: &Element, events: &mut Events) {
        let name = element.attribute("style:name").unwrap_or_default();
        let family = element.attribute("style:family");
        // XML names encode `Contents 1` as `Contents_20_1`
        if is_contents(&name.replace("_20_", " ")) {
            self.contents.insert(name.clone());
        }
        let of_text = matches!(family.as_deref(), Some("text" | "paragraph"));
        let parent = element.attribute("style:parent-style-name");
        if let (true, Some(parent)) = (of_text, parent) {
            self.parents.insert(name.clone(), parent);
        }
        let mut depth = 1usize;
        while depth > 0 {
            match events.next() {
                Some(Event::Open(inner)) => {
                    depth += 1;
                    if of_text && inner.name() == "style:text-properties" {
                        self.read_text_properties(&name, &inner);
                    }
                }
                Some(Event::Close) => depth -= 1,
                Some(Event::Text(_)) => {}
                None => return,
            }
        }
    }

    fn read_text_properties(&mut self, name: &str, properties: &Element) {
        if properties.attribute("text:display").as_deref() == Some("none") {
            self.hidden.insert(name.to_owned());
        }
        if let Some(position) = properties.attribute("style:text-position") {
            let first = position.split_ascii_whitespace().next();
            let lowered = first.is_some_and(|first| first == "sub" || first.starts_with('-'));
            self.positions
                .insert(name.to_owned(), (is_superscript(&position), lowered));
        }
        if let Some(font) = properties.attribute("style:font-name") {
            self.fonts.insert(name.to_owned(), font);
        }
        if let Some(struck) = strikes(properties) {
            self.struck.insert(name.to_owned(), struck);
        }
    }
}

/// Whether text properties strike text out (OpenDocument 1.3 part 3, 20.366 and 20.368; the last name is OpenOffice
/// 1's).
pub(in crate::readers) fn strikes(properties: &Element) -> Option<bool> {
    const NAMES: [&str; 3] = [
        "style:text-line-through-style",
        "style:text-line-through-type",
        "style:text-crossing-out",
    ];
    let said = NAMES.iter().find_map(|name| properties.attribute(name))?;
    Some(said != "none")
}

/// True for superscript in `style:text-position` (OpenDocument 1.3 part 3, 20.393): `super 58%`, or the distance above
/// the line and the height. Text of full height is only moved to adjust its look.
pub(in crate::readers) fn is_superscript(position: &str) -> bool {
    let mut words = position.split_ascii_whitespace();
    let percent = |word: &str| word.strip_suffix('%')?.parse::<f32>().ok();
    let above = match words.next() {
        Some("super") => true,
        Some(word) => percent(word).is_some_and(|percent| percent > 0.0),
        None => false,
    };
    above && words.next().and_then(percent) != Some(100.0)
}

fn read_levels(events: &mut Events) -> ListStyle {
    let mut levels = ListStyle::default();
    let mut depth = 1usize;
    while depth > 0 {
        match events.next() {
            Some(Event::Open(element)) => {
                depth += 1;
                let numbered = matches!(
                    element.name(),
                    "text:list-level-style-number" | "text:outline-level-style"
                );
                if let Some(level) = element.number("text:level")
                    && let Some(slot) = levels.get_mut((level as usize).wrapping_sub(1))
                    && numbered
                {
                    *slot = Some(Level::of(&element));
                }
            }
            Some(Event::Close) => depth -= 1,
            Some(Event::Text(_)) => {}
            None => break,
        }
    }
    levels
}

impl Level {
    fn of(element: &Element) -> Self {
        let text = |name| element.attribute(name).unwrap_or_default();
        Self {
            format: format_of(&text("style:num-format")),
            prefix: text("style:num-prefix"),
            suffix: text("style:num-suffix"),
            pattern: element.attribute("loext:num-list-format"),
            shown: element.number("text:display-levels").unwrap_or(1) as usize,
            start: element.number("text:start-value").unwrap_or(1),
        }
    }

    /// The printed number of level `at` (0-based), from the counters of all levels.
    pub(super) fn label(&self, at: usize, style: &ListStyle, counters: &[u32]) -> Option<String> {
        if self.format.is_empty() {
            return None;
        }
        let number = |level: usize| {
            let format = match style.get(level) {
                Some(Some(other)) if !other.format.is_empty() => other.format,
                _ => "decimal",
            };
            number_format::write(counters.get(level).copied().unwrap_or(1), format.as_bytes())
        };
        let label = match &self.pattern {
            Some(pattern) => fill(pattern, number),
            None => {
                let first = (at + 1).saturating_sub(self.shown.max(1));
                let numbers: Vec<String> = (first..=at).map(number).collect();
                format!("{}{}{}", self.prefix, numbers.join("."), self.suffix)
            }
        };
        number_format::label(label)
    }
}

/// Replaces `%1%` … `%10%` by numbers.
fn fill(pattern: &str, number: impl Fn(usize) -> String) -> String {
    let mut label = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        label.push_str(before);
        let level = after
            .split_once('%')
            .and_then(|(digits, behind)| Some((digits.parse::<usize>().ok()?, behind)));
        match level {
            Some((level, behind)) if (1..=LEVELS).contains(&level) => {
                label.push_str(&number(level - 1));
                rest = behind;
            }
            _ => {
                label.push('%');
                rest = after;
            }
        }
    }
    label.push_str(rest);
    label
}

/// The format, named as in `w:numFmt`, for a `style:num-format` (OpenDocument 1.3 part 3, 19.503). The file gives a
/// sample of the numbers: `1`, `a`, or, as LibreOffice writes Chinese formats, the beginning of their series.
fn format_of(sample: &str) -> &'static str {
    if sample.starts_with("01") {
        return "decimalZero";
    }
    match sample.trim_start().chars().next() {
        None => "",
        Some('a') => "lowerLetter",
        Some('A') => "upperLetter",
        Some('i') => "lowerRoman",
        Some('I') => "upperRoman",
        // 一
        Some('\u{4e00}') => "chineseCounting",
        // 壹, 壱
        Some('\u{58f9}' | '\u{58f1}') => "chineseLegalSimplified",
        // 〇
        Some('\u{3007}') => "ideographDigital",
        // 甲
        Some('\u{7532}') => "ideographTraditional",
        // 子
        Some('\u{5b50}') => "ideographZodiac",
        // ①
        Some('\u{2460}') => "decimalEnclosedCircle",
        // １
        Some('\u{ff11}') => "decimalFullWidth",
        // ⑴
        Some('\u{2474}') => "decimalEnclosedParen",
        // ㈠
        Some('\u{3220}') => "ideographParenthesized",
        // ㊀
        Some('\u{3280}') => "ideographEnclosedCircle",
        Some(_) => "decimal",
    }
}
