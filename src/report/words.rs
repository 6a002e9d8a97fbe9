//! The words of the page itself, in both languages.
//!
//! In: `templates/report.json`. Out: each word as markup that shows it in one language at a time, and all words for the
//! script.

use std::collections::BTreeMap;
use std::io;

/// For each key, the Chinese and the English text.
#[derive(Debug)]
pub(super) struct Words(BTreeMap<String, [String; 2]>);

const FILE: &str = include_str!("../../templates/report.json");
const LIVE_FILE: &str = include_str!("../../templates/serve.json");

impl Words {
    /// The built-in words.
    pub(super) fn builtin() -> io::Result<Self> {
        Ok(Self(serde_json::from_str(FILE)?))
    }

    /// The built-in words, and those of a page with a server.
    pub(super) fn with_live() -> io::Result<Self> {
        let mut words = Self::builtin()?;
        let live: BTreeMap<_, _> = serde_json::from_str(LIVE_FILE)?;
        words.0.extend(live);
        Ok(words)
    }

    /// Both languages as markup; the style sheet shows the chosen one. A missing word shows its key with a question
    /// mark, which a test looks for.
    pub(super) fn markup(&self, key: &str) -> String {
        let [zh, en] = self.both(key);
        both_languages(&zh, &en)
    }

    /// The Chinese and the English text.
    pub(super) fn both(&self, key: &str) -> [String; 2] {
        let missing = || [format!("?{key}"), format!("?{key}")];
        self.0.get(key).cloned().unwrap_or_else(missing)
    }

    /// All words as JSON, for the script.
    pub(super) fn json(&self) -> String {
        serde_json::json!(self.0).to_string()
    }
}

/// The markup of a text that has both languages.
pub(super) fn both_languages(zh: &str, en: &str) -> String {
    if zh == en {
        return escaped(zh);
    }
    format!(
        "<span lang=\"zh\">{}</span><span lang=\"en\">{}</span>",
        escaped(zh),
        escaped(en)
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
