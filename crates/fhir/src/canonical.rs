//! One spelling per value, for hashing.

use serde_json::{Map, Value};

/// Writes a value with object keys sorted by code point and no blanks between tokens; the order of lists is kept,
/// since it carries meaning. Two documents that say the same thing give the same text.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    canonical_pieces(value, &mut |piece| out.push_str(piece));
    out
}

/// The same text, given piece by piece: a document is hashed without a second copy of it in memory. A text of the document
/// is never cut.
pub fn canonical_pieces(value: &Value, take: &mut impl FnMut(&str)) {
    let mut out = Pieces { text: String::with_capacity(PIECE * 2), take };
    out.value(value);
    (out.take)(&out.text);
}

/// How large a piece grows, in bytes, before it is given: small enough to stay in the processor's own memory.
const PIECE: usize = 8 * 1024;
/// Up to how many properties are put in order without a list of their own.
const FEW: usize = 16;

struct Pieces<'t, T> {
    text: String,
    take: &'t mut T,
}

impl<T: FnMut(&str)> Pieces<'_, T> {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Object(map) => self.sorted(map),
            Value::Array(list) => {
                self.text.push('[');
                for (rank, entry) in list.iter().enumerate() {
                    if rank > 0 {
                        self.text.push(',');
                    }
                    self.value(entry);
                }
                self.text.push(']');
            }
            Value::String(content) => self.quoted(content),
            // A number keeps the spelling it was written with: 1.0 and 1.00 do not say the same thing in FHIR, since
            // the zeros tell how precisely it was measured.
            Value::Number(number) => self.text.push_str(number.as_str()),
            // Flags and null have one spelling.
            Value::Bool(true) => self.text.push_str("true"),
            Value::Bool(false) => self.text.push_str("false"),
            Value::Null => self.text.push_str("null"),
        }
        if self.text.len() >= PIECE {
            (self.take)(&self.text);
            self.text.clear();
        }
    }

    fn sorted(&mut self, map: &Map<String, Value>) {
        if map.len() > FEW {
            let mut many: Vec<_> = map.iter().map(|(key, value)| (key.as_str(), value)).collect();
            many.sort_unstable_by_key(|(key, _)| *key);
            return self.object(many.into_iter());
        }
        let mut few = [("", &Value::Null); FEW];
        let mut count = 0_usize;
        // Put in their place one by one: objects of FHIR are short, and most are nearly in order already.
        for (key, value) in map {
            let mut at = count;
            while let Some([before, here]) = few.get_mut(at.wrapping_sub(1)..).and_then(<[_]>::first_chunk_mut::<2>) {
                if !stands_before(key, before.0) {
                    break;
                }
                *here = *before;
                at -= 1;
            }
            if let Some(slot) = few.get_mut(at) {
                *slot = (key, value);
            }
            count += 1;
        }
        self.object(few.iter().take(count).copied());
    }

    fn object<'a>(&mut self, entries: impl Iterator<Item = (&'a str, &'a Value)>) {
        self.text.push('{');
        for (rank, (key, value)) in entries.enumerate() {
            if rank > 0 {
                self.text.push(',');
            }
            self.quoted(key);
            self.text.push(':');
            self.value(value);
        }
        self.text.push('}');
    }

    /// A text between quotes. Nearly all are written as they stand; the others as JSON escapes them.
    fn quoted(&mut self, content: &str) {
        if is_plain(content.as_bytes()) {
            self.text.push('"');
            self.text.push_str(content);
            self.text.push('"');
        } else {
            self.text.push_str(&Value::from(content).to_string());
        }
    }
}

/// The order of code points. Most names differ in their first letter, which is looked at before the rest is.
fn stands_before(one: &str, other: &str) -> bool {
    match (one.as_bytes().first(), other.as_bytes().first()) {
        (Some(a), Some(b)) if a != b => a < b,
        _ => one < other,
    }
}

/// Whether a text stands in JSON as it is: no control character, quote or backslash. Eight bytes are looked at at once; the
/// last eight may be looked at a second time in part. A name of fewer is looked through byte by byte.
fn is_plain(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk::<8>() else {
        return bytes.iter().all(|byte| !matches!(byte, 0..b' ' | b'"' | b'\\'));
    };
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().chain([last]).fold(0, |found, word| found | escaped(u64::from_ne_bytes(*word))) == 0
}

/// Not zero when one of eight bytes must be escaped. `x - 0x01...` borrows into the high bit of each byte that was zero,
/// which `& !x` keeps only where that bit was not set before; a false find of a byte beside a true one changes nothing.
const fn escaped(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * b' ' as u64) & !word;
    ((quote.wrapping_sub(ONES) & !quote) | (backslash.wrapping_sub(ONES) & !backslash) | control) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_keys_and_the_blanks_do_not_change_the_canonical_text() {
        let a: Value = serde_json::from_str(r#"{ "b": [1, {"y": "é\"", "x": null}], "a": true }"#).unwrap();
        let b: Value = serde_json::from_str(r#"{"a":true,"b":[1,{"x":null,"y":"é\""}]}"#).unwrap();
        assert_eq!(canonical(&a), canonical(&b));
        assert_eq!(canonical(&a), r#"{"a":true,"b":[1,{"x":null,"y":"é\""}]}"#);
    }

    #[test]
    fn what_json_escapes_is_escaped_and_the_rest_stands_as_it_is() {
        let text: String = (0_u8..=127).map(char::from).chain("é€\u{2028}".chars()).collect();
        let number: Value = serde_json::from_str("[1.00,-0.0,1e5,12345678901234567890123,null,true,false]").unwrap();
        let value = serde_json::json!({ text.clone(): text, "n": number });
        assert_eq!(canonical(&value), serde_json::to_string(&value).unwrap());
    }

    #[test]
    fn the_pieces_make_the_same_text_whatever_their_number() {
        let many: Map<String, Value> =
            (0..100).rev().map(|rank| (format!("k{rank}"), Value::from("x\"y".repeat(rank)))).collect();
        let value = Value::Array(vec![Value::Object(many); 20]);
        let (mut joined, mut pieces) = (String::new(), 0);
        canonical_pieces(&value, &mut |piece| {
            joined.push_str(piece);
            pieces += 1;
        });
        assert!(pieces > 10, "{pieces}");
        assert_eq!(joined, canonical(&value));
        let mut sorted = value;
        sorted.sort_all_objects();
        assert_eq!(joined, serde_json::to_string(&sorted).unwrap());
    }

    #[test]
    fn the_order_of_a_list_changes_it() {
        let a: Value = serde_json::from_str("[1,2]").unwrap();
        let b: Value = serde_json::from_str("[2,1]").unwrap();
        assert_ne!(canonical(&a), canonical(&b));
    }
}
