//! Who may ask: the checks of `Host`, `Origin` and the token, before anything else is looked at.
//!
//! In: the head of a request. Out: its [`Route`], or a refusal. A page of another site cannot reach this server through the
//! browser of its user: a name that is made to lead here has another `Host`, a script has another `Origin`, and neither
//! knows the token.

use std::net::{IpAddr, SocketAddr};

use hyper::StatusCode;
use hyper::header::{AUTHORIZATION, HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;

use super::reply::Refusal;
use super::route::{Query, Route, find};
use crate::message::Message;

/// What is compared with a request.
#[derive(Debug)]
pub(super) struct Gate {
    /// The secret.
    pub(super) token: String,
    /// Where the server listens.
    pub(super) address: SocketAddr,
    /// Names of this computer.
    pub(super) names: Vec<String>,
}

/// Lets a request in.
///
/// # Errors
/// Why not.
pub(super) fn admit(head: &Parts, gate: &Gate) -> Result<(Route, Query), Refusal> {
    let host = gate.check_host(head)?;
    check_origin(&head.headers, host)?;
    let (route, in_path) = find(&head.method, head.uri.path())?;
    let is_open = match &route {
        Ok(route) => route.is_open(),
        // that an address everybody knows has another method is no secret
        Err(_) => in_path.is_none(),
    };
    if !is_open && !gate.has_token(&head.headers, in_path) {
        return Err(no_token());
    }
    Ok((route?, Query::parse(head.uri.query().unwrap_or_default())?))
}

impl Gate {
    /// The `Host` of the request, where it is one of ours.
    fn check_host<'a>(&self, head: &'a Parts) -> Result<&'a str, Refusal> {
        let host = single(&head.headers, &HOST)?.unwrap_or_default();
        let asked = head.uri.authority().map(Authority::as_str);
        if asked.is_some_and(|asked| asked != host) || !self.is_ours(host) {
            let message = Message::new(
                "Host 不是本程序的地址；请用启动时显示的地址，或用 --name 给出本机的名称",
                "the Host is not an address of this program; use the address it printed, or give a name of this computer with --name",
            );
            let status = StatusCode::MISDIRECTED_REQUEST;
            return Err(Refusal::new(status, "wrong-host", message));
        }
        Ok(host)
    }

    fn is_ours(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        if authority.as_str().contains('@') {
            return false;
        }
        let name = authority.host();
        let ip = name.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        let own_port = authority.port_u16().unwrap_or(80) == self.address.port();
        if name.eq_ignore_ascii_case("localhost") || ip.is_some_and(|ip| ip.is_loopback()) {
            // inside a container, another port of the computer may lead here
            return own_port || !self.address.ip().is_loopback();
        }
        let known = |known: &String| known.eq_ignore_ascii_case(name);
        // an address in figures needs no name that somebody else could make lead here
        (ip.is_some() && !self.address.ip().is_loopback()) || self.names.iter().any(known)
    }

    fn has_token(&self, headers: &HeaderMap, in_path: Option<&str>) -> bool {
        let given = in_path.or_else(|| {
            let field = headers.get(AUTHORIZATION)?.to_str().ok()?;
            let (scheme, token) = field.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
        given.is_some_and(|given| equal(given.as_bytes(), self.token.as_bytes()))
    }
}

/// Compares in a time that does not depend on where the first difference is.
fn equal(one: &[u8], other: &[u8]) -> bool {
    let pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// A browser names the site of a script that asks; only our own page may.
fn check_origin(headers: &HeaderMap, host: &str) -> Result<(), Refusal> {
    let Some(origin) = single(headers, &ORIGIN)? else {
        return Ok(());
    };
    let site = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    match site.is_some_and(|site| site.eq_ignore_ascii_case(host)) {
        true => Ok(()),
        false => Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "foreign-origin",
            Message::fixed(
                "请求来自其他网站的页面，不予处理",
                "the request comes from a page of another site",
            ),
        )),
    }
}

/// The value of a field that may occur once.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    let (first, second) = (values.next(), values.next());
    let text = first.map(|value| value.to_str()).transpose();
    match (text, second) {
        (Ok(text), None) => Ok(text),
        _ => Err(Refusal::bad(Message::new(
            format!("请求头 {name} 重复或无法读取"),
            format!("the field {name} of the request occurs twice or cannot be read"),
        ))),
    }
}

fn no_token() -> Refusal {
    Refusal::new(
        StatusCode::UNAUTHORIZED,
        "no-token",
        Message::fixed(
            "缺少访问口令或口令不对；请用启动时显示的完整地址，程序则用 Authorization: Bearer 口令",
            "the token is missing or wrong; use the whole address that was printed at the start, programs send Authorization: Bearer TOKEN",
        ),
    )
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    fn status(gate: &Gate, uri: &str, fields: &[(&str, &str)]) -> u16 {
        let mut request = Request::builder().uri(uri);
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        let (head, ()) = request.body(()).unwrap().into_parts();
        match admit(&head, gate) {
            Ok(_) => 200,
            Err(refusal) => refusal.status().as_u16(),
        }
    }

    fn gate(address: &str, names: &[&str]) -> Gate {
        Gate {
            token: "secret".to_owned(),
            address: address.parse().unwrap(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn only_our_own_hosts_are_answered() {
        let local = gate("127.0.0.1:8000", &[]);
        let open = gate("0.0.0.0:8000", &["budget.example"]);
        for (host, at_home, outside) in [
            ("127.0.0.1:8000", 200, 200),
            ("localhost:8000", 200, 200),
            ("LOCALHOST:8000", 200, 200),
            ("[::1]:8000", 200, 200),
            ("127.0.0.1", 421, 200),
            ("127.0.0.1:80", 421, 200),
            ("192.0.2.7:8000", 421, 200),
            ("budget.example", 421, 200),
            ("evil.example:8000", 421, 421),
            ("user@127.0.0.1:8000", 421, 421),
            ("localhost.evil.example:8000", 421, 421),
            ("", 421, 421),
        ] {
            let fields = [("host", host)];
            assert_eq!(status(&local, "/healthz", &fields), at_home, "{host}");
            assert_eq!(status(&open, "/healthz", &fields), outside, "{host}");
        }
        let host = ("host", "127.0.0.1:8000");
        assert_eq!(status(&local, "/healthz", &[]), 421);
        assert_eq!(status(&local, "/healthz", &[host, host]), 400);
        assert_eq!(status(&local, "http://evil.example/healthz", &[host]), 421);
    }

    #[test]
    fn only_our_own_page_and_those_with_the_token_are_answered() {
        let gate = gate("127.0.0.1:8000", &[]);
        let host = ("host", "127.0.0.1:8000");
        let ask = |uri: &str, field: (&str, &str)| status(&gate, uri, &[host, field]);
        for (uri, origin, expected) in [
            ("/secret/", "http://127.0.0.1:8000", 200),
            ("/secret/", "http://evil.example", 403),
            ("/secret/", "http://127.0.0.1:8001", 403),
            ("/secret/", "null", 403),
            ("/healthz", "http://localhost:8000", 403),
            ("/wrong/", "http://127.0.0.1:8000", 401),
            ("/secret0/", "http://127.0.0.1:8000", 401),
            ("/secret/nothing", "http://127.0.0.1:8000", 404),
            ("/wrong/nothing", "http://127.0.0.1:8000", 404),
            ("/", "http://127.0.0.1:8000", 404),
        ] {
            assert_eq!(ask(uri, ("origin", origin)), expected, "{uri} {origin}");
        }
        // the request is a GET, which these addresses do not have
        for (field, expected) in [
            (("authorization", "Bearer secret"), 405),
            (("authorization", "bearer  secret "), 405),
            (("authorization", "Bearer wrong"), 405),
        ] {
            assert_eq!(ask("/v1/convert", field), expected, "{field:?}");
        }
    }
}
