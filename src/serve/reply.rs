//! Answers, and refusals with their reason.
//!
//! In: what an answer contains. Out: an HTTP response. Every response forbids guessing its type, keeping it, and showing it
//! inside another page.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{self, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::json;

use crate::message::Message;

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    status: StatusCode,
    kind: &'static str,
    body: Bytes,
    /// The name under which a browser saves it.
    name: Option<String>,
    /// The methods of an address that was asked with another one.
    allow: Option<&'static str>,
}

impl Reply {
    /// JSON that is complete.
    pub(super) fn json(body: impl Into<Bytes>) -> Self {
        Self::of("application/json", body)
    }

    /// An answer of some media type.
    pub(super) fn of(kind: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status: StatusCode::OK,
            kind,
            body: body.into(),
            name: None,
            allow: None,
        }
    }

    /// A file that a browser saves under a name.
    pub(super) fn file(kind: &'static str, name: &str, body: impl Into<Bytes>) -> Self {
        Self {
            name: Some(name.to_owned()),
            ..Self::of(kind, body)
        }
    }

    /// The response.
    pub(super) fn response(self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        for (name, value) in [
            (header::CONTENT_TYPE, self.kind),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::X_FRAME_OPTIONS, "DENY"),
            (header::REFERRER_POLICY, "no-referrer"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if let Some(methods) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(methods));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        if self.status == StatusCode::TOO_MANY_REQUESTS {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        let disposition = self.name.map(|name| attachment(&name));
        if let Some(Ok(value)) = disposition.as_deref().map(HeaderValue::from_str) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

/// The field that lets a browser save a file under any name.
fn attachment(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            true => encoded.push(char::from(byte)),
            false => encoded += &format!("%{byte:02X}"),
        }
    }
    format!("attachment; filename*=UTF-8''{encoded}")
}

/// Why a request is refused.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    status: StatusCode,
    /// A word that never changes.
    code: &'static str,
    message: Message,
    allow: Option<&'static str>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: Message) -> Self {
        Self {
            status,
            code,
            message,
            allow: None,
        }
    }

    /// A request that is wrong in itself.
    pub(super) fn bad(message: Message) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", message)
    }

    /// An address that does not have this method.
    pub(super) fn method(allow: &'static str) -> Self {
        let message = Message::new(
            format!("这个地址不接受此方法；可以用 {allow}"),
            format!("this address does not take this method; use {allow}"),
        );
        Self {
            allow: Some(allow),
            ..Self::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", message)
        }
    }

    /// An address that leads nowhere.
    pub(super) fn nowhere() -> Self {
        let message = Message::fixed(
            "没有这个地址；可用的地址见 /openapi.json",
            "there is nothing at this address; /openapi.json lists the addresses",
        );
        Self::new(StatusCode::NOT_FOUND, "not-found", message)
    }

    /// A failure on this side.
    pub(super) fn failed(error: &std::io::Error) -> Self {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
        let message: Message = inner.cloned().unwrap_or_else(|| Message::of_system(error));
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", message)
    }

    #[cfg(test)]
    pub(super) fn status(&self) -> StatusCode {
        self.status
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        let error = json!({
            "code": refusal.code,
            "message": refusal.message.en,
            "message_zh": refusal.message.zh,
        });
        Self {
            status: refusal.status,
            allow: refusal.allow,
            ..Self::json(json!({ "error": error }).to_string() + "\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_encoded_so_that_it_cannot_add_fields() {
        assert_eq!(
            attachment("表 a.docx\r\nX: \""),
            "attachment; filename*=UTF-8''%E8%A1%A8%20a.docx%0D%0AX%3A%20%22"
        );
    }
}
