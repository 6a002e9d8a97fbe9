//! The server over plain sockets: who may ask, what a body may cost, what is answered, and that nothing is left behind.
#![cfg(feature = "serve")]

use std::io::{Cursor, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use yusuan::serve::{Bounds, Server, Settings, Stopper};

/// A server that runs until it is dropped.
struct Running {
    address: SocketAddr,
    token: String,
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    fn new(settings: Settings) -> Self {
        let server = Server::bind(settings).unwrap();
        let (address, token) = (server.address(), server.token().to_owned());
        Self {
            address,
            token,
            stopper: server.stopper(),
            thread: Some(std::thread::spawn(|| server.run().unwrap())),
        }
    }

    fn with(change: impl FnOnce(&mut Bounds)) -> Self {
        let mut settings = Settings::default();
        change(&mut settings.bounds);
        Self::new(settings)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        stream
    }

    /// The head of a request up to its empty line.
    fn head(&self, request: &str, fields: &str) -> String {
        let (address, token) = (self.address, &self.token);
        let request = request.replace("TOKEN", token);
        format!(
            "{request} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n{fields}\r\n"
        )
    }

    fn ask(&self, request: &str, fields: &str, body: &[u8]) -> Answer {
        let fields = match body.is_empty() {
            true => fields.to_owned(),
            false => format!("{fields}Content-Length: {}\r\n", body.len()),
        };
        let mut stream = self.connect();
        stream
            .write_all(self.head(request, &fields).as_bytes())
            .unwrap();
        stream.write_all(body).unwrap();
        Answer::read(stream)
    }

    fn upload(&self, name: &str, body: &[u8]) -> Answer {
        self.ask(&format!("POST /TOKEN/files?name={name}"), "", body)
    }

    fn json(&self, request: &str) -> Value {
        self.ask(request, "", b"").json()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stopper.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        // a connection that is reset after the answer has still brought it
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let Some(end) = end else {
            return Self {
                status: 0,
                head: String::new(),
                body: bytes,
            };
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self {
            status,
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!(
                "{error}: {} {}",
                self.head,
                String::from_utf8_lossy(&self.body)
            )
        })
    }

    /// The code of a refusal, which has its message in both languages.
    fn refusal(&self) -> (u16, String) {
        let error = &self.json()["error"];
        assert!(error["message"].as_str().unwrap().is_ascii(), "{error}");
        assert!(!error["message_zh"].as_str().unwrap().is_ascii(), "{error}");
        (self.status, error["code"].as_str().unwrap().to_owned())
    }
}

fn sample(name: &str) -> Vec<u8> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    std::fs::read(samples.join(name)).unwrap()
}

/// A project in a text export; every name gives another file.
fn text(name: &str) -> Vec<u8> {
    format!(
        "绩效目标表\n\n\t101001{name}\n\t单位：万元\n\n\t项目名称\n\t{name}\n\n\t预算数\n\t11.00\n\n\
         \t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\n\t产出指标\n\t数量指标\n\t次数\n\t≥3次\n\n"
    )
    .into_bytes()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn only_those_who_know_the_token_are_answered() {
    let server = Running::new(Settings::default());
    let plain = |request: &str, fields: &str| {
        let mut stream = server.connect();
        let request = request.replace("TOKEN", &server.token);
        write!(
            stream,
            "{request} HTTP/1.1\r\nConnection: close\r\n{fields}\r\n"
        )
        .unwrap();
        Answer::read(stream)
    };
    let host = format!("Host: {}\r\n", server.address);
    let port = server.address.port();
    for (request, fields, expected) in [
        ("GET /healthz", host.clone(), 200),
        ("GET /openapi.json", host.clone(), 200),
        ("GET /TOKEN/", host.clone(), 200),
        ("HEAD /TOKEN/", host.clone(), 200),
        ("GET /TOKEN/", format!("Host: localhost:{port}\r\n"), 200),
        (
            "GET /TOKEN/",
            format!("{host}Origin: http://{}\r\n", server.address),
            200,
        ),
        ("GET /wrong/", host.clone(), 401),
        ("GET /wrong/files", host.clone(), 401),
        ("DELETE /wrong/files", host.clone(), 401),
        ("POST /v1/convert", host.clone(), 401),
        (
            "POST /v1/check",
            format!("{host}Authorization: Bearer wrong\r\n"),
            401,
        ),
        ("GET /TOKEN/", String::new(), 421),
        ("GET /TOKEN/", "Host: evil.example\r\n".to_owned(), 421),
        ("GET http://evil.example/TOKEN/", host.clone(), 421),
        ("GET /TOKEN/", format!("Host: evil.example:{port}\r\n"), 421),
        (
            "GET /TOKEN/",
            format!("{host}Origin: http://evil.example\r\n"),
            403,
        ),
        ("POST /TOKEN/quit", format!("{host}Origin: null\r\n"), 403),
        (
            "POST /v1/convert",
            format!("{host}Origin: http://evil.example\r\n"),
            403,
        ),
        ("GET /", host.clone(), 404),
        ("GET /favicon.ico", host.clone(), 404),
        ("GET /TOKEN/nothing", host.clone(), 404),
        ("GET /TOKEN/../healthz", host.clone(), 404),
        ("GET /TOKEN/download/passwd", host.clone(), 404),
        ("GET /TOKEN/view/0/0", host.clone(), 404),
        ("GET /TOKEN/source/0/9", host.clone(), 404),
        ("PUT /TOKEN/files", host.clone(), 405),
        ("GET /v1/convert", host.clone(), 405),
        ("DELETE /healthz", host.clone(), 405),
    ] {
        let answer = plain(request, &fields);
        assert_eq!(answer.status, expected, "{request} {fields}");
        if expected != 200 {
            answer.refusal();
        }
        assert!(
            answer.head.contains("x-content-type-options: nosniff"),
            "{}",
            answer.head
        );
        assert_eq!(
            answer.head.contains("\r\nallow: "),
            expected == 405,
            "{request}"
        );
    }
    // what is not HTTP is closed
    let mut stream = server.connect();
    stream.write_all(b"\x16\x03\x01 hello\r\n\r\n").unwrap();
    assert!(matches!(Answer::read(stream).status, 0 | 400));
}

#[test]
fn bodies_that_are_empty_wrong_cut_or_endless_are_refused() {
    let server = Running::with(|bounds| {
        bounds.body_bytes = 100_000;
        bounds.body_time = Duration::from_millis(300);
    });
    let empty = server.ask("POST /v1/convert", "Content-Length: 0\r\n", b"");
    assert_eq!(empty.refusal(), (400, "bad-request".into()));
    assert_eq!(server.ask("POST /v1/check", "", b"").status, 400);
    let form = "Content-Type: multipart/form-data; boundary=x\r\n";
    for (fields, body) in [
        (form, &b"--x"[..]),
        (form, b"nothing"),
        ("Content-Type: multipart/form-data\r\n", b"--x--"),
    ] {
        let answer = server.ask("POST /v1/convert", fields, body);
        assert_eq!(answer.refusal(), (400, "bad-request".into()), "{fields}");
    }
    // one that says it is too long is refused before it is sent
    let mut stream = server.connect();
    let head = server.head("POST /v1/convert", "Content-Length: 9999999999\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    assert_eq!(Answer::read(stream).refusal(), (413, "too-large".into()));
    // one that does not say how long it is
    let mut stream = server.connect();
    let head = server.head("POST /v1/convert", "Transfer-Encoding: chunked\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = format!("4000\r\n{}\r\n", "x".repeat(0x4000));
    while stream.write_all(chunk.as_bytes()).is_ok() {
        let mut probe = [0];
        stream
            .set_read_timeout(Some(Duration::from_millis(1)))
            .unwrap();
        if stream.peek(&mut probe).is_ok() {
            break;
        }
    }
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    assert_eq!(Answer::read(stream).status, 413);
    // one that stops
    let mut stream = server.connect();
    let head = server.head("POST /v1/convert", "Content-Length: 1000\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(b"and then nothing").unwrap();
    assert_eq!(Answer::read(stream).refusal(), (408, "too-slow".into()));
    // one that is cut off
    let mut stream = server.connect();
    let head = server.head("POST /TOKEN/files?name=a.txt", "Content-Length: 1000\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&text("a")).unwrap();
    stream.shutdown(Shutdown::Both).unwrap();
    // nothing of it is kept, and others are answered
    assert_eq!(server.upload("b.txt", &text("b")).status, 200);
    let files = server.json("GET /TOKEN/files");
    let names: Vec<_> = files["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["name"])
        .collect();
    assert_eq!(names, ["b.txt"]);
}

#[test]
fn a_body_slower_than_the_rate_is_refused_though_it_never_stops() {
    let server = Running::with(|bounds| {
        bounds.body_time = Duration::from_millis(200);
        bounds.body_rate = 1 << 30;
    });
    let mut stream = server.connect();
    let head = server.head("POST /v1/convert", "Content-Length: 1000000000\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // far less than a GiB in a second; the loop ends when the answer is there
    stream
        .set_read_timeout(Some(Duration::from_millis(5)))
        .unwrap();
    while stream.peek(&mut [0]).is_err() && stream.write_all(b"x").is_ok() {}
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    assert_eq!(Answer::read(stream).refusal(), (408, "too-slow".into()));
    // a head that is never completed
    let server = Running::with(|bounds| bounds.head_time = Duration::from_millis(100));
    let mut stream = server.connect();
    stream.write_all(b"GET /healthz HTTP/1.1\r\n").unwrap();
    assert!(matches!(Answer::read(stream).status, 0 | 408));
    assert_eq!(server.json("GET /healthz")["status"], "ok");
}

#[test]
fn names_lead_nowhere() {
    let server = Running::new(Settings::default());
    for (name, expected) in [
        ("..%2F..%2Fetc%2Fpasswd", 400),
        ("..%5C..%5Cboot.ini", 400),
        ("a%00.docx", 400),
        ("a%0D%0AX-Injected:%201", 400),
        ("%ff%fe", 400),
        ("", 400),
        ("%2Fetc%2Fpasswd", 200),
        ("C:%5Cx%5Ca.txt", 200),
        ("%3Cscript%3Ealert(1)%3C%2Fscript%3E.txt", 200),
    ] {
        assert_eq!(server.upload(name, &text("a")).status, expected, "{name}");
    }
    assert!(!Path::new("etc/passwd").exists());
    let report = server.ask("GET /TOKEN/report", "", b"");
    assert!(!String::from_utf8_lossy(&report.body).contains("<script>alert"));
    // members of an archive may have any name
    let archive = zip(&[("../../evil.txt", &text("乙")), ("a\nb.txt", &text("丙"))]);
    let answer = server.upload("a.zip", &archive).json();
    assert_eq!(answer["file"]["documents"].as_array().unwrap().len(), 2);
}

#[test]
fn a_zip_bomb_fails_alone() {
    let server = Running::new(Settings::default());
    let zeros = vec![0; 64 << 20];
    let bomb = zip(&[("a.txt", &zeros), ("b.txt", &text("乙"))]);
    let answer = server.ask("POST /v1/convert?name=bomb.zip", "", &bomb);
    assert_eq!(answer.status, 200);
    let records = answer.json();
    assert_eq!(records[0]["error"]["code"], "limit-exceeded");
    assert_eq!(records[1]["projects"].as_array().unwrap().len(), 1);
}

#[test]
fn two_hundred_uploads_at_once_lose_nothing() {
    let server = Running::new(Settings::default());
    std::thread::scope(|scope| {
        let server = &server;
        let uploads: Vec<_> = (0..200)
            .map(|number| {
                scope.spawn(move || {
                    server.upload(&format!("{number}.txt"), &text(&number.to_string()))
                })
            })
            .collect();
        for upload in uploads {
            assert_eq!(upload.join().unwrap().status, 200);
        }
    });
    let files = server.json("GET /TOKEN/files");
    assert_eq!(files["files"].as_array().unwrap().len(), 200);
    let report = server.json("GET /TOKEN/report");
    assert_eq!(report["data"]["projects"].as_array().unwrap().len(), 200);
}

#[test]
fn more_requests_than_fit_are_told_to_come_again() {
    let server = Running::with(|bounds| bounds.requests = 1);
    let mut waiting = server.connect();
    let head = server.head(
        "POST /v1/convert",
        "Content-Length: 5\r\nExpect: 100-continue\r\n",
    );
    waiting.write_all(head.as_bytes()).unwrap();
    // the server has begun to read the body
    let mut line = [0; 12];
    waiting.read_exact(&mut line).unwrap();
    assert_eq!(&line, b"HTTP/1.1 100");
    let refused = server.upload("a.txt", &text("a"));
    assert_eq!(refused.refusal(), (429, "busy".into()));
    assert!(refused.head.contains("retry-after: 1"), "{}", refused.head);
    assert_eq!(server.json("GET /healthz")["status"], "ok");
    waiting.write_all(b"hello").unwrap();
    let mut answer = String::new();
    waiting.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 200"), "{answer}");
    assert_eq!(server.upload("a.txt", &text("a")).status, 200);
    // files that are kept have a bound too
    let server = Running::with(|bounds| {
        bounds.kept_files = 1;
        bounds.kept_bytes = 2_000;
    });
    assert_eq!(server.upload("a.txt", &text("a")).status, 200);
    assert_eq!(
        server.upload("b.txt", &text("b")).refusal(),
        (507, "no-room".into())
    );
    assert_eq!(
        server.upload("c.txt", &[b'x'; 3_000]).refusal(),
        (507, "no-room".into())
    );
    assert_eq!(server.ask("DELETE /TOKEN/files", "", b"").status, 200);
    assert_eq!(server.upload("b.txt", &text("b")).status, 200);
}

#[test]
fn programs_get_records_findings_and_zips() {
    let server = Running::new(Settings::default());
    let seed = sample("seed/seed.docx");
    let one = server
        .ask("POST /v1/convert?name=seed.docx", "", &seed)
        .json();
    assert_eq!(one[0]["path"], "seed.docx");
    assert_eq!(one[0]["projects"].as_array().unwrap().len(), 4);
    let mut form = Vec::new();
    let yaml = b"check:\n  ignore: [extraction]\n  ignored_findings:\n    - {finding_id: none, reason: x}\n";
    for (name, content) in [
        ("b/甲.docx", &seed[..]),
        ("broken.docx", b"PK\x03\x04"),
        ("yusuan.yaml", yaml),
    ] {
        form.extend_from_slice(
            b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"",
        );
        form.extend_from_slice(name.as_bytes());
        form.extend_from_slice(b"\"\r\n\r\n");
        form.extend_from_slice(content);
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(b"--x--\r\n");
    let kind = "Content-Type: multipart/form-data; boundary=x\r\n";
    let checked = server.ask("POST /v1/check", kind, &form).json();
    assert_eq!(checked[0]["path"], "b/甲.docx");
    let findings = checked[0]["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    assert!(
        findings
            .iter()
            .all(|finding| finding["category"] == "content")
    );
    assert_eq!(checked[1]["status"], "failed");
    assert!(checked[1]["error"]["message_zh"].is_string());
    let zipped = server.ask("POST /v1/convert?format=csv,yaml", kind, &form);
    assert!(
        zipped.head.contains("content-type: application/zip"),
        "{}",
        zipped.head
    );
    let mut archive = zip::ZipArchive::new(Cursor::new(zipped.body)).unwrap();
    for name in [
        "projects.csv",
        "findings.csv",
        "datapackage.json",
        "documents.yaml",
    ] {
        let mut content = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut content)
            .unwrap();
        assert!(!content.is_empty(), "{name}");
    }
    for query in [
        "format=doc",
        "format=",
        "fiscal_year=1",
        "fiscal_year=x",
        "header=fr",
        "name=..",
    ] {
        let answer = server.ask(&format!("POST /v1/convert?{query}"), "", &seed);
        assert_eq!(answer.refusal(), (400, "bad-request".into()), "{query}");
    }
}

#[test]
fn the_page_keeps_marks_and_files() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("seed.docx"), sample("seed/seed.docx")).unwrap();
    let server = Running::new(Settings {
        directory: Some(data.path().to_owned()),
        ..Settings::default()
    });
    while server.json("GET /TOKEN/files")["waiting"] != 0 {}
    let report = server.json("GET /TOKEN/report");
    let data_of = |report: &Value| report["data"]["findings"].as_array().unwrap().len();
    assert!(data_of(&report) > 5);
    assert!(report["overview"].as_str().unwrap().contains("万元"));
    let id = report["data"]["findings"][0][16].as_str().unwrap();
    let mark =
        format!("{{\"finding_id\":\"{id}\",\"verdict\":\"false_alarm\",\"note\":\"按 合同\"}}");
    let answer = server.ask("POST /TOKEN/marks", "", mark.as_bytes()).json();
    assert_eq!(
        answer["marks"][id],
        serde_json::json!(["false_alarm", "按 合同"])
    );
    let yaml = std::fs::read_to_string(data.path().join("yusuan.yaml")).unwrap();
    assert_eq!(
        yaml,
        format!(
            "check:\n  ignored_findings:\n    - {{finding_id: {id}, reason: \"误报：按 合同\"}}\n"
        )
    );
    for wrong in [
        "{}",
        "[",
        "{\"finding_id\":\"../x\",\"verdict\":\"verified\"}",
        "{\"finding_id\":\"a\",\"verdict\":\"maybe\"}",
    ] {
        assert_eq!(
            server.ask("POST /TOKEN/marks", "", wrong.as_bytes()).status,
            400,
            "{wrong}"
        );
    }
    assert_eq!(server.upload("more/b.txt", &text("b")).status, 200);
    assert_eq!(
        server.upload("more/b.txt", &text("c")).json()["name"],
        "more/b.txt~2"
    );
    assert_eq!(
        server.upload("more/b.txt", &text("b")).json()["name"],
        "more/b.txt"
    );
    let report = server.json("GET /TOKEN/report");
    let version = report["version"].as_u64().unwrap();
    let view = server.json(&format!("GET /TOKEN/view/{version}/2"));
    assert_eq!(view["projects"].as_array().unwrap().len(), 4);
    let source = server.ask(&format!("GET /TOKEN/source/{version}/0"), "", b"");
    assert_eq!(source.body, text("b"));
    assert!(
        source.head.contains("attachment; filename*=UTF-8''b.txt"),
        "{}",
        source.head
    );
    for (name, begin) in [
        ("yusuan.xlsx", &b"PK"[..]),
        ("yusuan-csv.zip", b"PK"),
        ("documents.json", b"[\n"),
        ("report.html", b"<!doctype html>"),
        ("yusuan.yaml", b"check:"),
    ] {
        let answer = server.ask(&format!("GET /TOKEN/download/{name}"), "", b"");
        assert!(answer.body.starts_with(begin), "{name}: {}", answer.head);
    }
    assert_eq!(server.ask("POST /TOKEN/quit", "", b"").status, 200);
    let address = server.address;
    drop(server);
    assert!(TcpStream::connect(address).is_err());
    assert!(data.path().join("seed.docx").exists());
}

/// The program itself, stopped by a signal.
#[cfg(unix)]
#[test]
fn uploads_are_deleted_when_the_program_ends() {
    use std::io::BufRead;
    use std::process::{Command, Stdio};

    let temporary = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_yusuan"))
        .args(["serve", "--no-open", "--quiet", "--token", "known-secret"])
        .env("TMPDIR", temporary.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut page = String::new();
    let mut output = std::io::BufReader::new(program.stdout.take().unwrap());
    output.read_line(&mut page).unwrap();
    let host = page.trim().strip_prefix("http://").unwrap();
    let host = host.strip_suffix("/known-secret/").unwrap();
    let body = text("a");
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "POST /known-secret/files?name=a.txt HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .unwrap();
    stream.write_all(&body).unwrap();
    assert_eq!(Answer::read(stream).status, 200);
    let entries = || std::fs::read_dir(temporary.path()).unwrap().count();
    assert_eq!(entries(), 1, "the folder of the run");
    let id = program.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(program.wait().unwrap().success());
    assert_eq!(entries(), 0);
}
