//! In which characters a file is written. LimeSurvey exports UTF-8; files that went through another program come in UTF-16 or
//! in the Windows or ISO 8859 characters that their first line names.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::xml::Refusal;

/// The text of a file, and the name of its characters when they were not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<&'static str>), Refusal> {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return if marked == UTF_8 { utf_8(rest) } else { other(marked, rest, bytes) };
    }
    match (std::str::from_utf8(bytes), declared(bytes)) {
        (Ok(text), _) => Ok((Cow::Borrowed(text), None)),
        (Err(_), Some(named)) if named != UTF_8 => other(named, bytes, bytes),
        (Err(_), _) => utf_8(bytes),
    }
}

fn utf_8(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<&'static str>), Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Refusal::new(
            "not-utf-8",
            format!("Le fichier n'est pas en UTF-8 (octet {at}), et ne dit pas en quels caractères il est écrit."),
            format!("The file is not UTF-8 (byte {at}), and does not say which characters it is written in."),
        )
    })?;
    Ok((Cow::Borrowed(text), None))
}

/// A text in other characters: whole, or refused; a character put in the place of one that could not be read is an answer or
/// a condition changed in silence.
fn other<'b>(
    encoding: &'static Encoding,
    rest: &'b [u8],
    whole: &[u8],
) -> Result<(Cow<'b, str>, Option<&'static str>), Refusal> {
    let name = encoding.name();
    match encoding.decode_without_bom_handling_and_without_replacement(rest) {
        Some(text) => Ok((text, Some(name))),
        None => Err(Refusal::new(
            "torn-characters",
            format!("Le fichier se dit en {name}, et certains de ses {} octets ne le sont pas.", whole.len()),
            format!("The file says it is {name}, and some of its {} bytes are not.", whole.len()),
        )),
    }
}

/// The characters that the first line names: `<?xml version="1.0" encoding="windows-1252"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.get(..bytes.len().min(200))?;
    let first: String = first.iter().take_while(|byte| **byte != b'>').map(|byte| char::from(*byte)).collect();
    let rest = first.strip_prefix("<?xml")?.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Encoding::for_label(rest.get(1..)?.split(quote).next()?.as_bytes())
}
