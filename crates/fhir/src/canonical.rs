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
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push('{');
            for (rank, key) in keys.into_iter().enumerate() {
                if rank > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(map.get(key).unwrap_or(&Value::Null), out);
            }
            out.push('}');
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
        // Texts, flags and null have one spelling. A number keeps the one it was written with: 1.0 and 1.00 do not say
        // the same thing in FHIR, since the zeros tell how precisely it was measured.
        leaf => out.push_str(&leaf.to_string()),
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
    fn the_order_of_a_list_changes_it() {
        let a: Value = serde_json::from_str("[1,2]").unwrap();
        let b: Value = serde_json::from_str("[2,1]").unwrap();
        assert_ne!(canonical(&a), canonical(&b));
    }
}
