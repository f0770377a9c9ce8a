//! From text to a bounded JSON value.

use serde_json::Value;

use crate::Element;

/// The largest text read, in bytes. The largest public form we know weighs about 1.1 MB.
pub const LARGEST_BYTES: usize = 8 * 1024 * 1024;

/// A resource as it was read, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    value: Value,
}

/// Why a text is not a resource.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// More than [`LARGEST_BYTES`].
    #[error("{bytes} bytes: more than the {LARGEST_BYTES} that are read")]
    TooLarge {
        /// How many bytes there were.
        bytes: usize,
    },
    /// Objects or lists nested more than about a hundred levels deep.
    #[error("nested too deep")]
    TooDeep,
    /// Not JSON.
    #[error("not JSON at line {line}, column {column}: {reason}")]
    Malformed {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader expected.
        reason: String,
    },
    /// JSON, but not an object.
    #[error("a resource is a JSON object")]
    NotAnObject,
}

impl Document {
    /// Reads a text. A byte-order mark at the start is accepted.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        if text.len() > LARGEST_BYTES {
            return Err(ParseError::TooLarge { bytes: text.len() });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let said = error.to_string();
            if said.starts_with("recursion limit") {
                return ParseError::TooDeep;
            }
            let reason = said.split(" at line ").next().unwrap_or(&said).to_owned();
            ParseError::Malformed { line: error.line(), column: error.column(), reason }
        })?;
        Self::from_value(value)
    }

    /// Takes a value already read.
    pub fn from_value(value: Value) -> Result<Self, ParseError> {
        if value.is_object() { Ok(Self { value }) } else { Err(ParseError::NotAnObject) }
    }

    /// The whole value, unknown content included.
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// The resource as an element.
    pub const fn root(&self) -> Element<'_> {
        Element::new(&self.value)
    }

    /// `resourceType`, when it is there.
    pub fn resource_type(&self) -> Option<&str> {
        self.root().text("resourceType")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_content_survives_reading_and_writing_in_its_order() {
        let text = r#"{"resourceType":"Questionnaire","zz":{"b":1,"a":[null]},"item":[]}"#;
        assert_eq!(Document::parse(text).unwrap().value().to_string(), text);
    }

    #[test]
    fn bad_texts_are_errors_with_their_place() {
        assert!(matches!(Document::parse("{\n \"a\": }"), Err(ParseError::Malformed { line: 2, .. })));
        assert_eq!(Document::parse("[]"), Err(ParseError::NotAnObject));
        assert!(matches!(Document::parse(""), Err(ParseError::Malformed { .. })));
        assert_eq!(Document::parse(&"[".repeat(50_000)), Err(ParseError::TooDeep));
        let large = " ".repeat(LARGEST_BYTES + 1);
        assert!(matches!(Document::parse(&large), Err(ParseError::TooLarge { .. })));
    }
}
