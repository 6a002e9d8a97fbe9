//! Shows a page in the browser.

use yusuan::message::{Language, Message};

use super::status::warn;

/// Opens an address or a file. Where no browser can be opened, the user is asked to do it.
pub(super) fn show(page: &str, language: Language) {
    if open::that_detached(page).is_err() {
        let message = Message::new(
            format!("未能打开浏览器；请自行打开 {page}"),
            format!("no browser could be opened; open {page} yourself"),
        );
        warn(message.get(language));
    }
}
