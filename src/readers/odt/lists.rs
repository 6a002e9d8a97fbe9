//! Numbers of list items and headings, counted in reading order (OpenDocument 1.3 part 3, 5.3).
//!
//! In: opening and closing lists, items and headings. Out: the number that precedes a paragraph. Lost: bullets.

use std::collections::HashMap;

use crate::readers::xml::Element;

use super::styles::{LEVELS, ListStyle, Styles};

/// The current number of each level of a list; 0 if the level has not begun.
type Counters = [u32; LEVELS];

/// The open lists, and all counters.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    /// Counters of the outermost open list.
    counters: Counters,
    /// Counters of closed lists, by id and by style.
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
    headings: Counters,
}

#[derive(Debug, Default)]
struct OpenList {
    style: Option<String>,
    id: Option<String>,
    /// True until the item's first paragraph, which carries the number.
    waiting: bool,
    /// The number that the file gives to this item.
    start: Option<u32>,
    /// True when the style comes from the list around it.
    inherited: bool,
}

impl Lists {
    pub(super) fn open_list(&mut self, element: &Element) {
        let style = element.attribute("text:style-name");
        let inherited = style.is_none();
        let style = style.or_else(|| self.open.last().and_then(|list| list.style.clone()));
        if self.open.is_empty() {
            let continued = element.attribute("text:continue-list");
            let continues = element.attribute("text:continue-numbering").as_deref() == Some("true");
            self.counters = match (&continued, &style) {
                (Some(id), _) => self.by_id.get(id).copied().unwrap_or_default(),
                (None, Some(style)) if continues => {
                    self.by_style.get(style).copied().unwrap_or_default()
                }
                _ => Counters::default(),
            };
        }
        self.open.push(OpenList {
            style,
            id: element.attribute("xml:id"),
            inherited,
            ..OpenList::default()
        });
    }

    pub(super) fn close_list(&mut self) {
        let Some(list) = self.open.pop() else { return };
        if !self.open.is_empty() && list.inherited {
            return;
        }
        if let Some(id) = list.id {
            self.by_id.insert(id, self.counters);
        }
        if let Some(style) = list.style {
            self.by_style.insert(style, self.counters);
        }
    }

    /// Opens an item; a list header is an item without a number.
    pub(super) fn open_item(&mut self, element: &Element) {
        if let Some(list) = self.open.last_mut() {
            list.waiting = element.name() == "text:list-item";
            list.start = element.number("text:start-value");
        }
    }

    pub(super) fn close_item(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.waiting = false;
        }
    }

    /// The number that precedes a paragraph inside the open lists.
    pub(super) fn paragraph(&mut self, styles: &Styles) -> Option<String> {
        let at = self.open.len().checked_sub(1)?.min(LEVELS - 1);
        let list = self.open.last_mut()?;
        if !std::mem::take(&mut list.waiting) {
            return None;
        }
        let start = list.start.take();
        let style = styles.list(list.style.as_deref()?)?;
        number(&mut self.counters, at, start, style)
    }

    /// The number that precedes a heading outside of lists.
    pub(super) fn heading(
        &mut self,
        level: u8,
        element: &Element,
        styles: &Styles,
    ) -> Option<String> {
        if element.attribute("text:is-list-header").as_deref() == Some("true") {
            return None;
        }
        let at = (level as usize).checked_sub(1)?.min(LEVELS - 1);
        let start = element.number("text:start-value");
        number(&mut self.headings, at, start, styles.outline())
    }

    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}

fn number(
    counters: &mut Counters,
    at: usize,
    start: Option<u32>,
    style: &ListStyle,
) -> Option<String> {
    for (counter, level) in counters.iter_mut().zip(style).take(at) {
        if *counter == 0 {
            *counter = level.as_ref().map_or(1, |level| level.start);
        }
    }
    let level = style[at].as_ref();
    let first = level.map_or(1, |level| level.start);
    counters[at] = match (start, counters[at]) {
        (Some(start), _) => start,
        (None, 0) => first,
        (None, last) => last.saturating_add(1),
    };
    counters[at + 1..].fill(0);
    level?.label(at, style, counters)
}
