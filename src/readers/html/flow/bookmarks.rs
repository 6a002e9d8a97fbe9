//! Bookmarks, and the signs of an entry of a table of contents.
//!
//! In: an element. Out: its bookmark, kept for the next paragraph, or whether it belongs to a table of contents. Lost:
//! anchors and ids of other elements.

use super::{Flow, Key, NodeId, Tag, Walk};

impl Flow<'_> {
    /// Notes the bookmark that an element sets.
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
                // a block may still begin before the first text, so the bookmark waits for the next paragraph
                walk.line.bookmarks.push(name.to_owned());
            }
        }
    }

    /// True for a link to a heading, by the names that Word and LibreOffice give to the targets of a table of contents.
    pub(super) fn links_to_heading(&self, id: NodeId) -> bool {
        self.dom
            .attribute(id, Key::Href)
            .and_then(|href| href.split_once('#'))
            .is_some_and(|(_, anchor)| {
                anchor.starts_with("_Toc") || anchor.starts_with("__RefHeading")
            })
    }

    /// True for Word's classes of entries of a table of contents, and for LibreOffice's element around them.
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
