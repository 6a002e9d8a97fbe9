//! Bookmarks, and what makes a line an entry of a table of contents.
//!
//! In: an element. Out: its name for the next paragraph, or a word on what it is.

use super::{Flow, Key, NodeId, Tag, Walk};

impl Flow<'_> {
    /// Notes the bookmark that an element is.
    pub(super) fn mark(&mut self, id: NodeId, tag: Tag, walk: &mut Walk) {
        let name = match tag {
            Tag::Anchor => self.dom.attribute(id, Key::Name),
            _ => None,
        };
        let by_id = self
            .dom
            .attribute(id, Key::Id)
            .filter(|id| matches!(tag, Tag::Anchor | Tag::Heading(_)) || id.starts_with("_Toc"));
        for name in [name, by_id].into_iter().flatten() {
            if !name.is_empty() && self.seen.insert(name.to_owned()) {
                // before any text the block may still change: the bookmark belongs to the next paragraph
                walk.line.bookmarks.push(name.to_owned());
            }
        }
    }

    /// A link to a heading: Word's and LibreOffice's names of what a table of contents points at.
    pub(super) fn links_to_heading(&self, id: NodeId) -> bool {
        self.dom
            .attribute(id, Key::Href)
            .and_then(|href| href.split_once('#'))
            .is_some_and(|(_, anchor)| {
                anchor.starts_with("_Toc") || anchor.starts_with("__RefHeading")
            })
    }

    /// Word's classes for the lines of a table of contents, and LibreOffice's element around them.
    pub(super) fn is_contents(&self, id: NodeId) -> bool {
        let of_word = self.dom.attribute(id, Key::Class).is_some_and(|classes| {
            classes.split_ascii_whitespace().any(|class| {
                class
                    .get(..6)
                    .is_some_and(|start| start.eq_ignore_ascii_case("MsoToc"))
            })
        });
        of_word
            || self
                .dom
                .attribute(id, Key::Id)
                .is_some_and(|id| id.starts_with("Table of Contents"))
    }
}
