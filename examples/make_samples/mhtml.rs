//! Web pages in one MIME file, as Word and browsers save them.

use encoding_rs::GB18030;

/// The encoding of the page's part.
#[derive(Clone, Copy)]
pub(crate) enum Transfer {
    QuotedPrintable,
    Base64,
}

/// A page of GB18030 bytes, declared as gb2312, with the small parts that Word adds.
pub(crate) fn write(page: &str, transfer: Transfer) -> Vec<u8> {
    let (bytes, _, _) = GB18030.encode(page);
    let (name, content) = match transfer {
        Transfer::QuotedPrintable => ("quoted-printable", quoted_printable(&bytes)),
        Transfer::Base64 => ("base64", base64(&bytes)),
    };
    let boundary = "----=_NextPart_01DA0000.00000000";
    format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"{boundary}\"\r\n\r\nThis document is a Single File Web Page, also known as a Web Archive file.\r\n\r\n--{boundary}\r\nContent-Location: file:///C:/00000000/sample.htm\r\nContent-Transfer-Encoding: {name}\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\r\n{content}\r\n--{boundary}\r\nContent-Location: file:///C:/00000000/sample.files/filelist.xml\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/xml; charset=\"utf-8\"\r\n\r\n<xml xmlns:o=3D\"urn:schemas-microsoft-com:office:office\">\r\n <o:MainFile HRef=3D\"../sample.htm\"/>\r\n</xml>\r\n--{boundary}--\r\n"
    )
    .into_bytes()
}

fn quoted_printable(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut width = 0;
    for &byte in bytes {
        if byte == b'\n' {
            out.push_str("\r\n");
            width = 0;
            continue;
        }
        let written = match byte {
            b'=' | 0..=31 | 127..=255 => format!("={byte:02X}"),
            _ => char::from(byte).to_string(),
        };
        if width + written.len() > 75 {
            out.push_str("=\r\n");
            width = 0;
        }
        width += written.len();
        out.push_str(&written);
    }
    out
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (number, three) in bytes.chunks(3).enumerate() {
        if number > 0 && number % 19 == 0 {
            out.push_str("\r\n");
        }
        let value = three
            .iter()
            .chain(&[0, 0])
            .take(3)
            .fold(0u32, |value, &byte| value << 8 | u32::from(byte));
        for place in 0..4 {
            if place > three.len() {
                out.push('=');
            } else {
                let index = value >> (18 - 6 * place) & 63;
                out.push(char::from(ALPHABET[index as usize]));
            }
        }
    }
    out
}
