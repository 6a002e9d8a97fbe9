//! What styles say of text: hidden, raised or struck out, and how lists and headings are numbered.
//!
//! In: `office:styles` and `office:automatic-styles`, from styles.xml and content.xml. Out: [`Styles`].
//! Lost: everything else about looks.

use std::collections::{HashMap, HashSet};

use crate::readers::docx::styles::is_contents;
use crate::readers::number_format;
use crate::readers::symbols::SymbolFont;
use crate::readers::xml::{Element, Event, Events};

/// Levels a list can have (OpenDocument 1.3 part 3, 19.880).
pub(super) const LEVELS: usize = 10;

/// Styles by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    hidden: HashSet<String>,
    /// Superscript or subscript, where the style says where its text stands.
    positions: HashMap<String, (bool, bool)>,
    /// Fonts of symbols by the name of their declaration, and what fonts styles name.
    declared: HashMap<String, SymbolFont>,
    fonts: HashMap<String, String>,
    /// Struck out or not, where the style says so.
    struck: HashMap<String, bool>,
    contents: HashSet<String>,
    parents: HashMap<String, String>,
    lists: HashMap<String, ListStyle>,
    outline: ListStyle,
}

/// The levels of a list style.
pub(super) type ListStyle = [Option<Level>; LEVELS];

/// How one level is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// Name of the format in [`number_format`]; empty where nothing is printed (bullets).
    format: &'static str,
    prefix: String,
    suffix: String,
    /// `%1%.%2%`: LibreOffice writes the whole pattern, punctuation included.
    pattern: Option<String>,
    /// How many levels are shown, this one included.
    shown: usize,
    /// The first number.
    pub(super) start: u32,
}

impl Styles {
    /// Reads the styles of one part; the events end at the part's end.
    pub(super) fn read(&mut self, events: &mut Events) {
        while let Some(event) = events.next() {
            if let Event::Open(element) = event {
                self.element(&element, events);
            }
        }
    }

    /// Takes in an element that may be a style; reads it to its end if it is.
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

    /// True when text in this style is not shown (`text:display="none"`), by itself or by the style it builds on.
    pub(super) fn is_hidden(&self, style: &str) -> bool {
        self.chain(style).any(|name| self.hidden.contains(name))
    }

    /// Whether text in this style is superscript and whether it is subscript, by itself or by the style it builds on.
    pub(super) fn position(&self, style: &str) -> (bool, bool) {
        let said = self.chain(style).find_map(|name| self.positions.get(name));
        said.copied().unwrap_or_default()
    }

    /// The symbol font of text in this style, `None` where it names no font at all.
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

    /// Whether text in this style is struck out, if it or a style it builds on says so.
    pub(super) fn strikes(&self, style: &str) -> Option<bool> {
        let said = self.chain(style).find_map(|name| self.struck.get(name));
        said.copied()
    }

    /// True when a paragraph in this style is a line of a table of contents.
    pub(super) fn is_contents(&self, style: &str) -> bool {
        self.chain(style).any(|name| self.contents.contains(name))
    }

    /// The style and those it builds on.
    fn chain<'s>(&'s self, style: &'s str) -> impl Iterator<Item = &'s str> {
        // a chain of styles may be a circle
        let next = |name: &&str| self.parents.get(*name).map(String::as_str);
        std::iter::successors(Some(style), next).take(32)
    }

    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// Numbering of headings.
    pub(super) fn outline(&self) -> &ListStyle {
        &self.outline
    }

    fn read_style(&mut self, element: &Element, events: &mut Events) {
        let name = element.attribute("style:name").unwrap_or_default();
        let family = element.attribute("style:family");
        // `Contents_20_1` is what XML makes of `Contents 1`
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

/// Whether text properties strike the text out (OpenDocument 1.3 part 3, 20.366 and 20.368; the last is OpenOffice 1's).
pub(in crate::readers) fn strikes(properties: &Element) -> Option<bool> {
    const NAMES: [&str; 3] = [
        "style:text-line-through-style",
        "style:text-line-through-type",
        "style:text-crossing-out",
    ];
    let said = NAMES.iter().find_map(|name| properties.attribute(name))?;
    Some(said != "none")
}

/// `style:text-position` (OpenDocument 1.3 part 3, 20.393): `super 58%`, or how far above the line and how high. Text that is
/// as high as the rest is only moved to look better.
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

    /// The number of level `at` (0-based) as printed, from the counters of all levels.
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

/// Puts numbers in the place of `%1%` … `%10%`.
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

/// `style:num-format` (OpenDocument 1.3 part 3, 19.503) is a sample of the numbers: `1`, `a`, or, as LibreOffice writes
/// Chinese formats, the beginning of their series. The name is that of `w:numFmt`.
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
