//! A document in a hidden field of a page: between the account of a file and the word "begin", nothing is kept by us.

use std::io::{Read, Write};

use data_encoding::BASE64URL_NOPAD;
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};

use crate::instruments::{document::Doc, model::HEAVIEST};

/// A document as a field of a form: packed, in letters that no form spells otherwise. Some ten times lighter than the text.
pub fn packed(doc: &Doc) -> Option<String> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(doc.written().as_bytes()).ok()?;
    Some(BASE64URL_NOPAD.encode(&encoder.finish().ok()?))
}

/// The document of such a field; none when it is no such thing. Whatever was packed, no more than [`HEAVIEST`] is opened.
pub fn unpacked(field: &str) -> Option<Doc> {
    let bytes = BASE64URL_NOPAD.decode(field.as_bytes()).ok()?;
    let mut text = Vec::new();
    ZlibDecoder::new(bytes.as_slice()).take(HEAVIEST as u64 + 1).read_to_end(&mut text).ok()?;
    if text.len() > HEAVIEST {
        return None;
    }
    Doc::parse(&String::from_utf8(text).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_comes_back_as_it_was_and_a_bomb_is_not_opened() {
        for shipped in instruments::library() {
            let doc = Doc::parse(shipped.json).unwrap();
            let field = packed(&doc).unwrap();
            assert!(field.len() * 4 < shipped.json.len(), "{} of {}", field.len(), shipped.json.len());
            assert_eq!(unpacked(&field), Some(doc));
        }
        let mut bomb = ZlibEncoder::new(Vec::new(), Compression::new(9));
        for _ in 0..64 {
            bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        assert_eq!(unpacked(&BASE64URL_NOPAD.encode(&bomb.finish().unwrap())), None);
        for wrong in ["", "é", "AAAA", "eJw"] {
            assert_eq!(unpacked(wrong), None, "{wrong}");
        }
    }
}
