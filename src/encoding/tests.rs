use super::*;

const CHINESE: &str = "绩效目标表，单位：万元。产出指标与效益指标";

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

/// Bytes, the declared charset, and the expected result: encoding, basis, codes of the findings.
type Case = (
    Vec<u8>,
    Option<&'static str>,
    &'static str,
    Basis,
    &'static [&'static str],
);

#[track_caller]
fn check(cases: Vec<Case>) {
    for (bytes, declared, encoding, basis, codes) in cases {
        let mut findings = Findings::default();
        let decoded = decode(&bytes, declared, &mut findings);
        let found: Vec<&str> = findings.as_slice().iter().map(|f| &*f.code).collect();
        assert_eq!(
            (decoded.encoding.as_str(), decoded.basis, found.as_slice()),
            (encoding, basis, codes),
            "{declared:?} {:?}",
            decoded.text
        );
    }
}

const CONTRADICTED: &[&str] = &["encoding-contradicted"];
const GUESSED: &[&str] = &["encoding-guessed"];

#[test]
fn marked_and_declared_encodings() {
    let marked = [b"\xef\xbb\xbf".as_slice(), CHINESE.as_bytes()].concat();
    let marked16 = [b"\xff\xfe".to_vec(), utf16(CHINESE, true)].concat();
    let latin = b"caf\xe9 d\xe9j\xe0 vu".to_vec();
    check(vec![
        (
            marked,
            Some("gb2312"),
            "utf-8",
            Basis::ByteOrderMark,
            CONTRADICTED,
        ),
        (marked16, None, "utf-16le", Basis::ByteOrderMark, &[]),
        (CHINESE.into(), Some("UTF8"), "utf-8", Basis::Declared, &[]),
        (
            CHINESE.into(),
            Some("gb2312"),
            "utf-8",
            Basis::ValidUtf8,
            CONTRADICTED,
        ),
        (gb(CHINESE), Some("gb2312"), "gb18030", Basis::Declared, &[]),
        (gb(CHINESE), Some("GBK"), "gb18030", Basis::Declared, &[]),
        (
            gb(CHINESE),
            Some("utf-8"),
            "gb18030",
            Basis::Guessed,
            CONTRADICTED,
        ),
        (
            gb(CHINESE),
            Some("iso-8859-1"),
            "gb18030",
            Basis::Guessed,
            CONTRADICTED,
        ),
        (
            latin,
            Some("iso-8859-1"),
            "windows-1252",
            Basis::Declared,
            &[],
        ),
        (gb("联通"), Some("gbk"), "gb18030", Basis::Declared, &[]),
        (
            b"plain".to_vec(),
            Some("gb2312"),
            "gb18030",
            Basis::Declared,
            &[],
        ),
    ]);
}

#[test]
fn undeclared_encodings() {
    let lines = format!("{CHINESE}\r\n11.00\r\n");
    check(vec![
        (Vec::new(), None, "utf-8", Basis::ValidUtf8, &[]),
        (CHINESE.into(), None, "utf-8", Basis::ValidUtf8, &[]),
        (gb(CHINESE), None, "gb18030", Basis::Guessed, GUESSED),
        (
            gb(CHINESE),
            Some("no-such"),
            "gb18030",
            Basis::Guessed,
            GUESSED,
        ),
        (
            gb(CHINESE),
            Some("x-user-defined"),
            "gb18030",
            Basis::Guessed,
            CONTRADICTED,
        ),
        (
            utf16(&lines, true),
            None,
            "utf-16le",
            Basis::Utf16Pattern,
            &[],
        ),
        (
            utf16(&lines, false),
            None,
            "utf-16be",
            Basis::Utf16Pattern,
            &[],
        ),
    ]);
}

#[test]
fn gb18030_reads_characters_outside_gb2312() {
    let bytes = gb("镕喆㑇𠮷");
    let decoded = decode(&bytes, Some("gb2312"), &mut Findings::default());
    assert_eq!((&*decoded.text, decoded.replacements), ("镕喆㑇𠮷", 0));
}

#[test]
fn one_broken_byte_does_not_overrule_the_declaration() {
    let mut bytes = CHINESE.as_bytes().to_vec();
    bytes.push(0xe7);
    let mut findings = Findings::default();
    let decoded = decode(&bytes, Some("utf-8"), &mut findings);
    assert_eq!(
        (decoded.encoding.as_str(), decoded.replacements),
        ("utf-8", 1)
    );
    assert_eq!(findings.as_slice()[0].code, "undecodable-bytes");
}

#[test]
fn declarations_in_markup() {
    for (markup, charset) in [
        ("<meta charset=utf-8>", Some("utf-8")),
        (
            r#"<html><head><META http-equiv="Content-Type" content="text/html; charset=gb2312">"#,
            Some("gb2312"),
        ),
        (
            r#"<meta name="charset-note" content="x"><meta charset = "GBK" />"#,
            Some("gbk"),
        ),
        (
            r#"<?xml version="1.0" encoding='GB18030'?><html>"#,
            Some("gb18030"),
        ),
        ("<p>charset=big5</p>", None),
        ("<meta charset=>", None),
    ] {
        assert_eq!(
            declared_in_markup(markup.as_bytes()).as_deref(),
            charset,
            "{markup}"
        );
    }
}
