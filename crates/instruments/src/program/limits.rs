//! The limits that a questionnaire states for the answers of one question, read once.

use std::sync::Arc;

use fhir::Element;

use super::{
    Decimal, FormType, PartialKind, Value,
    lower::{Reading, common_pattern},
    values,
};
use crate::sdc;

/// A regular expression that a whole text must match, of the part of the language that Rust and JavaScript read alike.
#[derive(Debug, Clone)]
pub struct Pattern {
    source: Arc<str>,
    compiled: regex::Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Pattern {
    /// Brings the pattern of a question over; none for what the two languages read differently (looking ahead, repeating
    /// what was matched) or what is too large.
    pub fn of_question(written: &str) -> Option<Self> {
        Self::read(&format!("^(?:{})$", common_pattern(written, Reading::Question)?))
    }

    /// Reads a pattern as a program holds it.
    pub fn read(source: &str) -> Option<Self> {
        Some(Self { source: source.into(), compiled: crate::session::pattern(source)? })
    }

    /// How it is written for both.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether a text matches.
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled.is_match(text)
    }
}

/// The bounds of a question's answers, of a type that they can be compared with.
pub(super) fn bounds(element: Element<'_>, kind: FormType) -> (Option<Value>, Option<Value>) {
    let stated = |addresses: [&str; 2]| {
        let found = addresses.into_iter().filter_map(|url| element.extension(url).and_then(values::value));
        found.into_iter().find(|bound| suits(kind, bound))
    };
    (stated([fhir::url::MIN_VALUE, sdc::MIN_QUANTITY]), stated([fhir::url::MAX_VALUE, sdc::MAX_QUANTITY]))
}

fn suits(kind: FormType, bound: &Value) -> bool {
    match (kind, bound) {
        (FormType::Integer | FormType::Decimal, Value::Integer(_) | Value::Decimal(_))
        | (FormType::Quantity, Value::Quantity(_)) => true,
        (FormType::Date | FormType::DateTime, Value::Moment(moment)) => moment.kind != PartialKind::Time,
        (FormType::Time, Value::Moment(moment)) => moment.kind == PartialKind::Time,
        _ => false,
    }
}

/// The types of documents that are accepted, and the most bytes of one.
pub(super) fn documents(element: Element<'_>, kind: FormType) -> (Vec<String>, Option<Decimal>) {
    if kind != FormType::Attachment {
        return (Vec::new(), None);
    }
    // Parameters and capitals do not count, as `conformance` has it; `image/*` is every image.
    let media = element.extensions(sdc::MIME).filter_map(|one| one.text("valueCode").map(plain_media)).collect();
    let heaviest = element.extension(sdc::MAX_SIZE).and_then(values::value).and_then(|most| most.number());
    (media, heaviest)
}

/// A type of document without its parameters, in small letters.
pub(crate) fn plain_media(written: &str) -> String {
    // What JavaScript's `trim` takes away.
    let blank = |letter: char| (letter.is_whitespace() && letter != '\u{85}') || letter == '\u{feff}';
    written.split(';').next().unwrap_or(written).trim_matches(blank).to_lowercase()
}

/// Whether a type of document is of a kind that is accepted, written plainly: `image/*` is every image.
pub(crate) fn is_media(kind: &str, accepted: &str) -> bool {
    let kind = plain_media(kind);
    let family = accepted.strip_suffix('*').filter(|family| family.ends_with('/'));
    kind == accepted || family.is_some_and(|family| kind.starts_with(family))
}

/// The types of resources that an answer may refer to.
pub(super) fn targets(element: Element<'_>, kind: FormType) -> Vec<String> {
    if kind != FormType::Reference {
        return Vec::new();
    }
    element.extensions(sdc::REFERENCE_RESOURCE).filter_map(|one| one.text("valueCode").map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_media, plain_media};

    #[test]
    fn media_types_are_compared_without_their_parameters() {
        for (kind, accepted, fits) in [
            ("image/png", "image/png", true),
            ("IMAGE/PNG", "image/png", true),
            ("text/plain; charset=utf-8", "text/plain", true),
            ("image/png", "image/*", true),
            ("imagery/png", "image/*", false),
            ("", "image/png", false),
        ] {
            assert_eq!(is_media(kind, &plain_media(accepted)), fits, "{kind} {accepted}");
        }
    }
}
