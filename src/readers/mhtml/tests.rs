use super::*;
use crate::document::Block;
use crate::word::Word;

fn texts(archive: &str) -> (Result<Vec<String>, Error>, Vec<Word>) {
    let mut findings = Findings::default();
    let bytes = archive.replace('\n', "\r\n");
    let texts = read(bytes.as_bytes(), &mut findings).map(|document| {
        let paragraphs = document.blocks.into_iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text),
            Block::Table(_) => None,
        });
        paragraphs.collect()
    });
    let codes = findings.as_slice().iter().map(|f| f.code.clone()).collect();
    (texts, codes)
}

const HEAD: &str = "From: <Saved by Windows Internet Explorer 7>\nMIME-Version: 1.0\n";

#[test]
fn archives() {
    let cases: &[(&str, &str, &[&str], &[&str])] = &[
        (
            "quoted-printable, with a soft line end inside a character",
            "Content-Type: multipart/related; boundary=\"x=_1\"; type=\"text/html\"\n\npreamble\n\n--x=_1\n\
             Content-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\n\
             <p class=3Da>=E7=BB=A9=E6=\n=95=88 1=2</p>\n--x=_1\nContent-Type: image/png\n\nabc\n--x=_1--\n",
            &["绩效 1=2"],
            &[],
        ),
        (
            "base64, charset in the markup",
            "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\
             Content-Transfer-Encoding: base64\n\nPG1ldGEgY2hhcnNldD1nYjIz\nMTI+PHA+vKjQp7nc\n--b--\n",
            &["绩效管"],
            &[],
        ),
        (
            "the root is named",
            "Content-Type: multipart/related; boundary=b; start=\"<r@x>\"\n\n--b\nContent-Type: text/html\n\n\
             <p>a</p>\n--b\nContent-Type: text/html\nContent-ID: <r@x>\n\n<p>b</p>\n--b--\n",
            &["b"],
            &[],
        ),
        (
            "alternatives",
            "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n\
             --c\nContent-Type: text/plain\n\nplain\n--c\nContent-Type: text/html\n\n<p>rich</p>\n--c--\n--b--\n",
            &["rich"],
            &[],
        ),
        (
            "no parts",
            "Content-Type: text/html\n\n<p>a</p>",
            &["a"],
            &[],
        ),
        (
            "a frameset shows all pages",
            "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<frameset><frame \
             src=\"f/1.htm\"></frameset>\n--b\nContent-Type: text/html\nContent-Location: file:///C:/f/1.htm\n\n\
             <p>1</p>\n--b\nContent-Type: text/html\nContent-Location: file:///C:/f/2.htm\n\n<p>2</p>\n--b--\n",
            &["1", "2"],
            &[],
        ),
        (
            "a page shows its frames",
            "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>0<iframe \
             src=\"cid:f@x\"></iframe>\n--b\nContent-Type: text/html\nContent-ID: <g@x>\n\n\
             <p>1</p>\n--b\nContent-Type: text/html\nContent-ID: <f@x>\n\n<p>2</p>\n--b--\n",
            &["0", "2"],
            &[],
        ),
        (
            "the end is missing",
            "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>a</p><p>b",
            &["a", "b"],
            &["damaged-mime"],
        ),
        (
            "another boundary than the one named",
            "Content-Type: multipart/related; boundary=b\n\n--c\nContent-Type: text/html\n\n<p>a</p>\n--c--\n",
            &["a"],
            &["damaged-mime"],
        ),
        (
            "no boundary at all",
            "Content-Type: multipart/related; boundary=b\n\nContent-Type: text/html\n\n<p>a</p>\n",
            &["a"],
            &["damaged-mime"],
        ),
        (
            "a page by another name",
            "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: application/octet-stream\n\n\
             <html><p>a</p>\n--b--\n",
            &["a"],
            &[],
        ),
    ];
    for (name, archive, expected, codes) in cases {
        let (found, findings) = texts(&format!("{HEAD}{archive}"));
        let found = found.expect(name);
        assert_eq!(found, *expected, "{name}");
        assert_eq!(findings, *codes, "{name}");
    }
}

#[test]
fn an_archive_without_a_page_is_damaged() {
    for archive in [
        "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nabc\n--b--\n",
        "Content-Type: multipart/related; boundary=b\n\n",
    ] {
        let (found, _) = texts(&format!("{HEAD}{archive}"));
        assert!(matches!(found, Err(Error::Damaged { .. })), "{found:?}");
    }
}

#[test]
fn multiparts_inside_multiparts_end_somewhere() {
    let nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(10_000);
    assert!(matches!(texts(&nested).0, Err(Error::Damaged { .. })));
}
