//! JSON objects made without copying what goes into them: `json!` writes out again every value it is given, level after
//! level.

use serde_json::{Map, Value};

/// An object of these entries, in this order.
pub(crate) fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let mut map = Map::with_capacity(N);
    for (key, value) in entries {
        map.insert(key.to_owned(), value);
    }
    Value::Object(map)
}

/// A text.
pub(crate) fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// An object whose only entry is a list of extensions.
pub(crate) fn extended(list: Vec<Value>) -> Value {
    object([("extension", Value::Array(list))])
}
