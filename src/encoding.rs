//! Bytes to text: which encoding, how it was decided, how certain it is, and what did not decode.
//!
//! In: bytes, and the charset declared for them. Out: [`Decoded`], and findings where the encoding had to be guessed,
//! the declaration is wrong, or bytes did not decode. Lost: the byte order mark, and undecodable bytes (each run
//! becomes U+FFFD and is counted).

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::finding::{Finding, Findings, Severity};

/// Bytes given to the statistical detector.
const DETECTOR_BYTES: usize = 4 << 20;
/// Bytes searched for a declaration of the charset. Browsers read 1,024, but Word writes long heads before the
/// declaration.
const DECLARATION_BYTES: usize = 4_096;
/// UTF-16 code units checked for the pattern of UTF-16 text without a byte order mark.
const PATTERN_UNITS: usize = 32_768;

/// The evidence that decided the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The byte order mark.
    ByteOrderMark,
    /// The declaration; the bytes do not contradict it.
    Declared,
    /// The bytes are valid UTF-8.
    ValidUtf8,
    /// Zero bytes occur in every other position only.
    Utf16Pattern,
    /// A statistical guess.
    Guessed,
}

/// How certain the encoding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// A byte order mark, a declaration that the bytes do not contradict, or valid UTF-8.
    Certain,
    /// Guessed, and every byte decodes to plausible text.
    Likely,
    /// Guessed, but some bytes did not decode, or the text could be in another encoding.
    Doubtful,
}

/// Decoded text and how it was obtained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// WHATWG name of the encoding in lower case (`gb18030` for everything declared gb2312 or gbk).
    pub encoding: String,
    /// What decided it.
    pub basis: Basis,
    /// How sure it is.
    pub confidence: Confidence,
    /// Number of replacement characters (U+FFFD) for undecodable bytes.
    pub replacements: usize,
}

/// Decodes bytes. `declared` is the charset that the container or the markup names, in any spelling.
///
/// Findings: `encoding-guessed` (info when likely, warning when doubtful), `encoding-contradicted` (warning) when the
/// declaration is overruled, `undecodable-bytes` (warning) with the count.
pub fn decode<'a>(bytes: &'a [u8], declared: Option<&str>, findings: &mut Findings) -> Decoded<'a> {
    let decoded = choose(bytes, declared);
    report(&decoded, declared, findings);
    decoded
}

/// The charset that HTML or XML declares for itself: `<meta charset>`, `http-equiv` or the XML declaration.
pub fn declared_in_markup(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let xml = head
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(declaration, _)| declaration.split_once("encoding"))
        .and_then(|(_, value)| attribute_value(value));
    if xml.is_some() {
        return xml;
    }
    head.match_indices("<meta").find_map(|(start, _)| {
        let tag = head[start..].split('>').next()?;
        tag.match_indices("charset")
            .find_map(|(at, word)| attribute_value(&tag[at + word.len()..]))
    })
}

/// The value in ` = "gb2312"`, with or without quotes.
fn attribute_value(after_name: &str) -> Option<String> {
    let value = after_name.trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value
        .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '>' | '?'))
        .unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

fn choose<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(
            &bytes[length..],
            encoding,
            Basis::ByteOrderMark,
            Confidence::Certain,
        );
    }
    if let Some(encoding) = utf16_pattern(bytes) {
        return decode_as(bytes, encoding, Basis::Utf16Pattern, Confidence::Likely);
    }
    let declared = declared.and_then(encoding_of_label);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let foreign = declared.filter(|encoding| *encoding != UTF_8);
        match foreign {
            // sequences of two bytes may be GBK that happens to be valid UTF-8; sequences of three bytes hardly are
            Some(encoding) if !text.is_ascii() && text.chars().all(|c| c < '\u{800}') => {
                return decode_as(bytes, encoding, Basis::Declared, Confidence::Certain);
            }
            _ => return valid_utf8(text, declared),
        }
    }
    match declared {
        Some(encoding) => declared_or_better(bytes, encoding),
        None => guess(bytes),
    }
}

fn valid_utf8<'a>(text: &'a str, declared: Option<&'static Encoding>) -> Decoded<'a> {
    // ASCII is the same in every charset that can be declared, so the declaration is confirmed
    let agreed = declared.filter(|encoding| *encoding == UTF_8 || text.is_ascii());
    Decoded {
        text: Cow::Borrowed(text),
        encoding: name_of(agreed.unwrap_or(UTF_8)),
        basis: if agreed.is_some() {
            Basis::Declared
        } else {
            Basis::ValidUtf8
        },
        confidence: Confidence::Certain,
        replacements: 0,
    }
}

/// For bytes that are not UTF-8: the declared encoding, unless it decodes badly and the guessed one decodes better.
fn declared_or_better<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let trusted = decode_as(bytes, encoding, Basis::Declared, Confidence::Certain);
    if trusted.replacements == 0 && !encoding.is_single_byte() {
        return trusted;
    }
    let guessed = guess(bytes);
    // single-byte encodings such as Latin-1 never fail to decode, so only plausible Chinese text overrules them
    let better = if encoding.is_single_byte() {
        guessed.confidence == Confidence::Likely && is_chinese(&guessed.text)
    } else {
        guessed.replacements * 10 < trusted.replacements
            || (trusted.replacements > 0 && guessed.confidence == Confidence::Likely)
    };
    if better { guessed } else { trusted }
}

/// Guesses by statistics; GB18030, the encoding of most Chinese documents, wins where its text is plausible.
fn guess(bytes: &[u8]) -> Decoded<'_> {
    let chinese = decode_as(bytes, GB18030, Basis::Guessed, Confidence::Doubtful);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let sample = &bytes[..bytes.len().min(DETECTOR_BYTES)];
    detector.feed(sample, sample.len() == bytes.len());
    let found = widen(detector.guess(Some(b"cn"), Utf8Detection::Allow));
    let mut decoded = if found == GB18030
        || (chinese.replacements == 0 && found != BIG5 && is_chinese(&chinese.text))
    {
        chinese
    } else {
        decode_as(bytes, found, Basis::Guessed, Confidence::Doubtful)
    };
    if decoded.replacements == 0 && is_chinese(&decoded.text) {
        decoded.confidence = Confidence::Likely;
    }
    decoded
}

/// Recognizes UTF-16 without a byte order mark: line ends, digits and markup have their zero byte always on the same
/// side.
fn utf16_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut little, mut big) = (0usize, 0usize);
    let (units, _) = bytes.as_chunks::<2>();
    for unit in units.iter().take(PATTERN_UNITS) {
        match unit {
            [low, 0] if *low != 0 => little += 1,
            [0, low] if *low != 0 => big += 1,
            _ => {}
        }
    }
    let seen = units.len().min(PATTERN_UNITS);
    // even running Chinese text has a line end in every hundred characters
    let enough = |zeros: usize, others: usize| zeros * 100 >= seen.max(1) && zeros > others * 20;
    if enough(little, big) {
        Some(UTF_16LE)
    } else if enough(big, little) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn decode_as<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    basis: Basis,
    confidence: Confidence,
) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let replacements = if had_errors {
        text.matches('\u{fffd}').count()
    } else {
        0
    };
    Decoded {
        text,
        encoding: name_of(encoding),
        basis,
        confidence,
        replacements,
    }
}

/// True when most non-ASCII characters are Han or Chinese punctuation.
fn is_chinese(text: &str) -> bool {
    let (mut all, mut chinese) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        chinese += usize::from(matches!(
            c,
            '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}'
                | '\u{2010}'..='\u{2027}' | '\u{2460}'..='\u{249b}' | '\u{b7}' | '\u{a0}'
        ));
    }
    all >= 4 && chinese * 10 >= all * 8
}

fn encoding_of_label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    // a declaration that could be read as ASCII cannot be in a UTF-16 file (HTML standard, prescan)
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        widen(encoding)
    })
}

/// GB18030 contains everything of GB2312 and GBK.
fn widen(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

fn name_of(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

fn report(decoded: &Decoded<'_>, declared: Option<&str>, findings: &mut Findings) {
    let name = &decoded.encoding;
    let contradicted = declared.filter(|label| {
        let Some(encoding) = encoding_of_label(label) else {
            return false;
        };
        decoded.basis != Basis::Declared && name_of(encoding) != *name
    });
    if let Some(label) = contradicted {
        findings.push(Finding {
            operand_a: Some(label.to_owned()),
            operand_b: Some(name.clone()),
            ..Finding::extraction(
                "encoding-contradicted",
                Severity::Warning,
                format!("文件声明的编码是 {label}，但内容是 {name}，已按 {name} 读取"),
                format!("the file declares the encoding {label}, but its content is {name}; it was read as {name}"),
            )
        });
    } else if decoded.basis == Basis::Guessed {
        let (severity, sure_zh, sure_en) = match decoded.confidence {
            Confidence::Certain | Confidence::Likely => (Severity::Info, "较可靠", "likely"),
            Confidence::Doubtful => (Severity::Warning, "不确定", "uncertain"),
        };
        findings.push(Finding {
            operand_a: Some(name.clone()),
            ..Finding::extraction(
                "encoding-guessed",
                severity,
                format!("文件未声明编码，按内容推测为 {name}（{sure_zh}）"),
                format!("the file does not declare an encoding; {name} was inferred from the content ({sure_en})"),
            )
        });
    }
    if decoded.replacements > 0 {
        let count = decoded.replacements;
        findings.push(Finding {
            operand_a: Some(count.to_string()),
            ..Finding::extraction(
                "undecodable-bytes",
                Severity::Warning,
                format!("有 {count} 处字节无法按 {name} 解码，已用替换字符代替"),
                format!("{count} byte sequences are not valid {name} and were replaced by U+FFFD"),
            )
        });
    }
}

#[cfg(test)]
mod tests;
