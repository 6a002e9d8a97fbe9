//! What form controls show: text that was filled in, the selected option, the state of a box.
//!
//! In: a control. Out: its text in the current line. Lost: buttons, passwords, files.

use super::{Flow, Key, NodeId, Tag, Walk, form};

impl Flow<'_> {
    /// Adds the text that a control shows.
    pub(super) fn control(&mut self, id: NodeId, tag: Tag, walk: &mut Walk) {
        let shown = match tag {
            Tag::Input => {
                let kind = self.dom.attribute(id, Key::Type).unwrap_or("text").trim();
                let ticked = ["checkbox", "radio"]
                    .iter()
                    .any(|known| kind.eq_ignore_ascii_case(known));
                // outside of cells, boxes belong to the page's own forms
                if ticked && walk.place.in_cell {
                    let checked = self.dom.attribute(id, Key::Checked).is_some();
                    walk.line.begin(self.dom.line(id));
                    walk.line.folder.fold(form::sign_of_box(checked));
                    return;
                }
                let is_text = ["text", "number", "date", "month", "tel", "email", "url", ""]
                    .iter()
                    .any(|known| kind.eq_ignore_ascii_case(known));
                let value = self.dom.attribute(id, Key::Value).filter(|_| is_text);
                value.unwrap_or_default().to_owned()
            }
            Tag::TextArea => self.raw_text(id),
            _ => self.chosen(id),
        };
        if shown.is_empty() {
            return;
        }
        walk.line.begin(self.dom.line(id));
        if tag == Tag::TextArea {
            walk.line.folder.keep(shown.trim_matches('\n'));
        } else {
            walk.line.folder.fold(&shown);
        }
    }

    pub(super) fn chosen(&self, select: NodeId) -> String {
        let choices = || {
            self.dom
                .descendants(select)
                .filter(|id| self.dom.tag(*id) == Some(Tag::Choice))
        };
        let selected = choices().find(|id| self.dom.attribute(*id, Key::Selected).is_some());
        let choice = selected.or_else(|| choices().next());
        choice.map_or_else(String::new, |id| self.raw_text(id))
    }
}
