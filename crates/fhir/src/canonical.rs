//! One spelling per value, for hashing.

use serde_json::Value;

/// Writes a value with object keys sorted by code point and no blanks between tokens; the order of lists is kept,
/// since it carries meaning. Two documents that say the same thing give the same text.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| (key.as_str(), value));
            if map.keys().is_sorted() {
                return object(entries, out);
            }
            let mut sorted: Vec<_> = entries.collect();
            sorted.sort_unstable_by_key(|(key, _)| *key);
            object(sorted.into_iter(), out);
        }
        Value::Array(list) => {
            out.push('[');
            for (rank, entry) in list.iter().enumerate() {
                if rank > 0 {
                    out.push(',');
                }
                write(entry, out);
            }
            out.push(']');
        }
        Value::String(content) => text(content, out),
        // A number keeps the spelling it was written with: 1.0 and 1.00 do not say the same thing in FHIR, since the
        // zeros tell how precisely it was measured.
        Value::Number(number) => out.push_str(number.as_str()),
        // Flags and null have one spelling.
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Null => out.push_str("null"),
    }
}

fn object<'a>(entries: impl Iterator<Item = (&'a str, &'a Value)>, out: &mut String) {
    out.push('{');
    for (rank, (key, value)) in entries.enumerate() {
        if rank > 0 {
            out.push(',');
        }
        text(key, out);
        out.push(':');
        write(value, out);
    }
    out.push('}');
}

/// A text between quotes. Nearly all are written as they stand; the others as JSON escapes them.
fn text(content: &str, out: &mut String) {
    if content.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(&Value::from(content).to_string());
    } else {
        out.push('"');
        out.push_str(content);
        out.push('"');
    }
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
    fn the_order_of_a_list_changes_it() {
        let a: Value = serde_json::from_str("[1,2]").unwrap();
        let b: Value = serde_json::from_str("[2,1]").unwrap();
        assert_ne!(canonical(&a), canonical(&b));
    }
}
