//! Texts in other spellings: Base64, hexadecimal, HTML, JSON.

use super::super::{Answer, Evaluation, Scope, perhaps};
use crate::syntax::{Function, NodeId};
use crate::value::{Collection, Item};

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn coding(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        let (Some(text), Some(form)) = (self.text(input)?, self.text_argument(args, 0, scope)?) else {
            return Ok(Collection::new());
        };
        self.burn(text.len() / 4)?;
        let out = match (function, &*form) {
            (Function::Encode, "hex") => Some(text.bytes().map(|byte| format!("{byte:02x}")).collect()),
            (Function::Encode, "base64") => Some(to_base64(text.as_bytes(), &STANDARD)),
            (Function::Encode, "urlbase64") => Some(to_base64(text.as_bytes(), &FOR_ADDRESSES)),
            (Function::Decode, "hex") => from_hex(&text),
            (Function::Decode, "base64") => from_base64(&text, &STANDARD),
            (Function::Decode, "urlbase64") => from_base64(&text, &FOR_ADDRESSES),
            (Function::Escape, "html") => Some(to_html(&text)),
            (Function::Escape, "json") => to_json(&text),
            (Function::Unescape, "html") => Some(from_html(&text)),
            (Function::Unescape, "json") => serde_json::from_str(&format!("\"{}\"", bare(&text))).ok(),
            _ => None,
        };
        Ok(perhaps(out.map(Item::text)))
    }
}

const STANDARD: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const FOR_ADDRESSES: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn to_base64(bytes: &[u8], letters: &[u8; 64]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().chain([&0, &0]).take(3).fold(0usize, |sum, byte| (sum << 8) | usize::from(*byte));
        for rank in 0..4 {
            let letter = letters.get((group >> (18 - 6 * rank)) & 63).copied().unwrap_or(b'A');
            out.push(if rank <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

fn from_base64(text: &str, letters: &[u8; 64]) -> Option<String> {
    let body = text.trim_end_matches('=');
    let mut bytes = Vec::with_capacity(body.len());
    let (mut held, mut bits) = (0usize, 0);
    for letter in body.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        held = ((held << 6) | letters.iter().position(|known| *known == letter)?) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

fn from_hex(text: &str) -> Option<String> {
    let digits: Vec<u32> = text.chars().map(|letter| letter.to_digit(16)).collect::<Option<_>>()?;
    let bytes = digits.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    });
    String::from_utf8(bytes.collect::<Option<_>>()?).ok()
}

fn to_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn from_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let found = after.split_once(';').and_then(|(name, tail)| Some((entity(name)?, tail)));
        match found {
            Some((letter, tail)) => {
                out.push(letter);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

fn to_json(text: &str) -> Option<String> {
    let quoted = serde_json::to_string(text).ok()?;
    Some(quoted.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

/// A text between whose escapes no bare quote stands: one that does is escaped.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for letter in text.chars() {
        if letter == '"' && !escaped {
            out.push('\\');
        }
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    out
}
