//! The outline of a PDF: titles of sections with the page each stands on. It reads objects of hayro, as `file` and `page` do.
//!
//! In: an open file. Out: [`Outline`]. Lost: bookmarks that lead to other files, and those beyond [`MAX_OUTLINE_ENTRIES`].

use std::collections::HashMap;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Object, ObjectIdentifier, String as PdfString,
};

use crate::limits::MAX_OUTLINE_ENTRIES;
use crate::readers::fixed_layout::Outline;

/// Levels of headings that a document can have.
const LEVELS: u8 = 9;
/// Nodes inside nodes of a tree of names.
const MAX_NAME_DEPTH: usize = 16;

/// Reads the bookmarks. Loops of references end at the bound.
pub(super) fn outline(pdf: &Pdf) -> Outline {
    let mut outline = Outline::default();
    let pages: HashMap<ObjectIdentifier, u32> = pdf
        .pages()
        .iter()
        .zip(1..)
        .filter_map(|(page, number)| Some((page.raw().obj_id()?, number)))
        .collect();
    let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else {
        return outline;
    };
    let first = root
        .get::<Dict<'_>>("Outlines")
        .and_then(|outlines| outlines.get("First"));
    let mut open: Vec<(Dict<'_>, u8)> = first.map(|first| (first, 1)).into_iter().collect();
    let mut left = MAX_OUTLINE_ENTRIES;
    while let Some((entry, level)) = open.pop() {
        if left == 0 {
            break;
        }
        left -= 1;
        let title = entry
            .get::<PdfString<'_>>("Title")
            .map(|title| text(title.as_bytes()));
        let page = destination(&root, &entry).and_then(|page| pages.get(&page).copied());
        if let (Some(title), Some(page)) = (title, page) {
            outline.add(page, &title, level);
        }
        // the next of this level waits until those below are read
        open.extend(entry.get::<Dict<'_>>("Next").map(|next| (next, level)));
        if level < LEVELS {
            open.extend(
                entry
                    .get::<Dict<'_>>("First")
                    .map(|first| (first, level + 1)),
            );
        }
    }
    outline
}

/// The page that a bookmark leads to.
fn destination(root: &Dict<'_>, entry: &Dict<'_>) -> Option<ObjectIdentifier> {
    let target = entry
        .get::<Object<'_>>("Dest")
        .or_else(|| entry.get::<Dict<'_>>("A")?.get::<Object<'_>>("D"))?;
    let array = match target {
        Object::Array(array) => array,
        Object::Name(name) => named(root, &name)?,
        Object::String(name) => named(root, name.as_bytes())?,
        _ => return None,
    };
    match array.raw_iter().next()? {
        MaybeRef::Ref(page) => Some(page.into()),
        MaybeRef::NotRef(_) => None,
    }
}

/// The destination of a name, from either of the two places where files keep them.
fn named<'a>(root: &Dict<'a>, name: &[u8]) -> Option<Array<'a>> {
    let in_array = |target: Object<'a>| match target {
        Object::Array(array) => Some(array),
        Object::Dict(dict) => dict.get("D"),
        _ => None,
    };
    if let Some(target) = root.get::<Dict<'a>>("Dests").and_then(|all| all.get(name)) {
        return in_array(target);
    }
    let mut node = root.get::<Dict<'a>>("Names")?.get::<Dict<'a>>("Dests")?;
    for _ in 0..MAX_NAME_DEPTH {
        if let Some(names) = node.get::<Array<'a>>("Names") {
            let mut entries = names.iter::<Object<'a>>();
            while let (Some(key), Some(target)) = (entries.next(), entries.next()) {
                if matches!(&key, Object::String(key) if key.as_bytes() == name) {
                    return in_array(target);
                }
            }
            return None;
        }
        let kids = node.get::<Array<'a>>("Kids")?;
        node = kids.iter::<Dict<'a>>().find(|kid| holds(kid, name))?;
    }
    None
}

/// The name lies between the limits of a node.
fn holds(node: &Dict<'_>, name: &[u8]) -> bool {
    let Some(limits) = node.get::<Array<'_>>("Limits") else {
        return false;
    };
    let mut limits = limits.iter::<PdfString<'_>>();
    let (Some(first), Some(last)) = (limits.next(), limits.next()) else {
        return false;
    };
    first.as_bytes() <= name && name <= last.as_bytes()
}

/// A text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by its mark, else as good as Latin.
fn text(bytes: &[u8]) -> String {
    let decoded = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        latin => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(latin)
                .0
        }
    };
    decoded
        .chars()
        .filter(|char| !char.is_control())
        .map(crate::readers::radicals::folded)
        .collect()
}
