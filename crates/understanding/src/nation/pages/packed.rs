//! A file in a hidden field of a page: between its account and the word "import", nothing is kept by us.

use std::io::{Read, Write};

use data_encoding::BASE64URL_NOPAD;
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use formats::esatis::HEAVIEST;

/// The bytes of a file as a field of a form.
pub(super) fn packed(bytes: &[u8]) -> Option<String> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).ok()?;
    Some(BASE64URL_NOPAD.encode(&encoder.finish().ok()?))
}

/// The bytes of such a field; none when it is no such thing. Whatever was packed, no more than [`HEAVIEST`] is opened.
pub(super) fn unpacked(field: &str) -> Option<Vec<u8>> {
    let packed = BASE64URL_NOPAD.decode(field.as_bytes()).ok()?;
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed.as_slice()).take(HEAVIEST as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= HEAVIEST).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_as_it_was_and_a_bomb_is_not_opened() {
        let file: Vec<u8> = (0..40_000_u32).flat_map(u32::to_le_bytes).collect();
        assert_eq!(unpacked(&packed(&file).unwrap()), Some(file));
        assert_eq!(unpacked(&packed(&vec![0; HEAVIEST]).unwrap()).map(|bytes| bytes.len()), Some(HEAVIEST));
        assert_eq!(unpacked(&packed(&vec![0; HEAVIEST + 1]).unwrap()), None);
        for wrong in ["", "é", "AAAA", "eJw"] {
            assert_eq!(unpacked(wrong), None, "{wrong}");
        }
    }
}
