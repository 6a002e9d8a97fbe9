//! The addresses: a path and a method become a [`Route`].
//!
//! In: the path and the query of a request. Out: what is asked for. Lost: nothing; what is not understood is refused.

use hyper::Method;

use super::reply::Refusal;
use crate::limits::MAX_NAME_BYTES;
use crate::message::Message;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// `/healthz`: whether the server answers.
    Health,
    /// `/openapi.json`: the description for programs.
    OpenApi,
    /// `/v1/convert`: records of the uploaded files.
    Convert,
    /// `/v1/check`: their findings.
    Check,
    /// The page.
    Page,
    /// The files of the page, and how each was read.
    Files,
    /// One more file for the page.
    Upload,
    /// Removes all files.
    Clear,
    /// The overview and all rows.
    Report,
    /// The printed tables of a document, by the version of the rows and its place in them.
    View(u64, usize),
    /// The file a document was read from.
    Source(u64, usize),
    /// All files in a format.
    Download(String),
    /// What a person says of a finding.
    Mark,
    /// Ends the program.
    Quit,
}

impl Route {
    /// True where the request has a body.
    pub(super) fn has_body(&self) -> bool {
        matches!(
            self,
            Self::Convert | Self::Check | Self::Upload | Self::Mark
        )
    }

    /// True where no token is needed.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Health | Self::OpenApi)
    }
}

/// The route of a path, and the token in it.
///
/// # Errors
/// Nothing is at this path, or the method is not allowed there.
pub(super) fn find<'a>(
    method: &Method,
    path: &'a str,
) -> Result<(Result<Route, Refusal>, Option<&'a str>), Refusal> {
    let path = path.strip_prefix('/').ok_or_else(Refusal::nowhere)?;
    let fixed = match path {
        "healthz" => Some((Route::Health, "GET")),
        "openapi.json" => Some((Route::OpenApi, "GET")),
        "v1/convert" => Some((Route::Convert, "POST")),
        "v1/check" => Some((Route::Check, "POST")),
        _ => None,
    };
    if let Some((route, allow)) = fixed {
        return Ok((allowed(method, route, allow), None));
    }
    let (token, rest) = path.split_once('/').ok_or_else(Refusal::nowhere)?;
    Ok((below(method, rest)?, Some(token)))
}

/// The routes below the token.
fn below(method: &Method, rest: &str) -> Result<Result<Route, Refusal>, Refusal> {
    let parts: Vec<&str> = rest.split('/').collect();
    let number = |text: &str| text.parse::<u64>().map_err(|_| Refusal::nowhere());
    Ok(match parts[..] {
        [""] => allowed(method, Route::Page, "GET"),
        ["files"] => match *method {
            Method::GET | Method::HEAD => Ok(Route::Files),
            Method::POST => Ok(Route::Upload),
            Method::DELETE => Ok(Route::Clear),
            _ => Err(Refusal::method("GET, POST, DELETE")),
        },
        ["report"] => allowed(method, Route::Report, "GET"),
        ["view", version, place] => {
            let route = Route::View(number(version)?, number(place)? as usize);
            allowed(method, route, "GET")
        }
        ["source", version, place] => {
            let route = Route::Source(number(version)?, number(place)? as usize);
            allowed(method, route, "GET")
        }
        ["download", name] => allowed(method, Route::Download(name.to_owned()), "GET"),
        ["marks"] => allowed(method, Route::Mark, "POST"),
        ["quit"] => allowed(method, Route::Quit, "POST"),
        _ => return Err(Refusal::nowhere()),
    })
}

fn allowed(method: &Method, route: Route, allow: &'static str) -> Result<Route, Refusal> {
    let fits = method.as_str() == allow || (allow == "GET" && *method == Method::HEAD);
    match fits {
        true => Ok(route),
        false => Err(Refusal::method(allow)),
    }
}

/// The names and values after the question mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// It is not UTF-8 in percent encoding.
    pub(super) fn parse(query: &str) -> Result<Self, Refusal> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let decode = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decoded(name)?, decoded(value)?))
        };
        let pairs: Option<_> = pairs.map(decode).collect();
        pairs.map(Self).ok_or_else(|| {
            Refusal::bad(Message::fixed(
                "地址中的参数不是百分号编码的 UTF-8",
                "the parameters of the address are not UTF-8 in percent encoding",
            ))
        })
    }

    /// The value of a name, if it is given.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                (high * 16 + low) as u8
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A name that a sender gives a file: parts with `/` between them.
///
/// # Errors
/// It is too long, has control characters, or leads out of its folder.
pub(super) fn file_name(given: &str) -> Result<String, Refusal> {
    let name = given.replace('\\', "/");
    let parts: Vec<&str> = name
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    let refused = |zh: &'static str, en: &'static str| Err(Refusal::bad(Message::fixed(zh, en)));
    if parts.is_empty() {
        return refused(
            "缺少文件名；请在地址中写 name=文件名",
            "the file has no name; give it as name= in the address",
        );
    }
    if name.len() > MAX_NAME_BYTES {
        return refused("文件名太长", "the name of the file is too long");
    }
    if name.chars().any(char::is_control) {
        return refused(
            "文件名含有控制字符；请改名后再上传",
            "the name of the file contains control characters; rename it",
        );
    }
    if parts.contains(&"..") {
        return refused(
            "文件名含有“..”；请只写文件夹内的路径",
            "the name of the file contains \"..\"; give a path inside its folder",
        );
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_their_folder() {
        for (given, expected) in [
            ("a.docx", Some("a.docx")),
            ("2024/局/a.docx", Some("2024/局/a.docx")),
            ("\\\\server\\x\\a.docx", Some("server/x/a.docx")),
            ("/etc/./passwd", Some("etc/passwd")),
            ("a..b/...", Some("a..b/...")),
            ("../a.docx", None),
            ("a/../../b", None),
            ("a\\..\\b", None),
            ("a\u{0}b", None),
            ("a\nb", None),
            ("a\u{9b}b", None),
            ("", None),
            ("///", None),
        ] {
            assert_eq!(file_name(given).ok().as_deref(), expected, "{given:?}");
        }
        assert!(file_name(&"a".repeat(MAX_NAME_BYTES + 1)).is_err());
    }

    #[test]
    fn queries_are_decoded_once() {
        let query = Query::parse("name=%E8%A1%A8+a%2525.docx&x&=1&name=b").unwrap();
        assert_eq!(query.get("name"), Some("表 a%25.docx"));
        assert_eq!((query.get("x"), query.get("y")), (Some(""), None));
        for broken in ["a=%", "a=%4", "a=%zz", "a=%ff", "%C0%AF=1"] {
            assert!(Query::parse(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn every_address_has_its_methods() {
        for (method, path, expected) in [
            ("GET", "/healthz", 200),
            ("HEAD", "/healthz", 200),
            ("POST", "/healthz", 405),
            ("POST", "/v1/convert", 200),
            ("GET", "/v1/check", 405),
            ("GET", "/t/", 200),
            ("DELETE", "/t/files", 200),
            ("PATCH", "/t/files", 405),
            ("GET", "/t/view/3/4", 200),
            ("GET", "/t/view/3/x", 404),
            ("GET", "/t/view/3/4/5", 404),
            ("GET", "/t", 404),
            ("GET", "/", 404),
            ("GET", "/v1/", 200),
            ("GET", "/v2/convert", 404),
            ("OPTIONS", "*", 404),
            ("GET", "/t/../healthz", 404),
        ] {
            let method: Method = method.parse().unwrap();
            let status = match find(&method, path) {
                Ok((Ok(_), _)) => 200,
                Ok((Err(refusal), _)) | Err(refusal) => refusal.status().as_u16(),
            };
            assert_eq!(status, expected, "{method} {path}");
        }
    }
}
