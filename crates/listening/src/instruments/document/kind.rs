//! What an item asks for, in the words of the editor, and how FHIR R4 says it.
//!
//! The kinds are the editor's own and not those of the compiled form: a document holds more than our pages ask, and is
//! written whole. Those that our pages ask are found by asking the compiler ([`Kind::is_offered`]).

use std::sync::LazyLock;

use instruments::{Instrument, Severity};
use serde_json::{Value, json};

use super::json::text;

/// What an item asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Items that belong together.
    Group,
    /// One answer among printed ones.
    Choice,
    /// Several answers among printed ones.
    Several,
    /// Yes or no, as FHIR's own boolean.
    YesNo,
    /// A free text.
    Open,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
    /// An amount with its unit.
    Quantity,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date with a time of day.
    DateTime,
    /// The address of a page.
    Url,
    /// A text to show. A type of FHIR that is none of these reads as one; the checks say so.
    Display,
}

impl Kind {
    /// In the order they are offered.
    pub const ALL: [Self; 13] = [
        Self::Choice,
        Self::Several,
        Self::Open,
        Self::Number,
        Self::Decimal,
        Self::Quantity,
        Self::Date,
        Self::Time,
        Self::DateTime,
        Self::Url,
        Self::YesNo,
        Self::Display,
        Self::Group,
    ];

    /// What an item asks for.
    pub fn of(item: &Value) -> Self {
        match text(item, "type") {
            "group" => Self::Group,
            "choice" | "open-choice" if item.get("repeats").and_then(Value::as_bool) == Some(true) => Self::Several,
            "choice" | "open-choice" => Self::Choice,
            "boolean" => Self::YesNo,
            "text" | "string" => Self::Open,
            "integer" => Self::Number,
            "decimal" => Self::Decimal,
            "quantity" => Self::Quantity,
            "date" => Self::Date,
            "time" => Self::Time,
            "dateTime" => Self::DateTime,
            "url" => Self::Url,
            _ => Self::Display,
        }
    }

    /// The name used in forms and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Several => "several",
            other => other.fhir_type(false),
        }
    }

    /// The one with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The type of FHIR R4 that says it; `other`: an answer that is not printed may be written.
    pub const fn fhir_type(self, other: bool) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Choice | Self::Several => {
                if other {
                    "open-choice"
                } else {
                    "choice"
                }
            }
            Self::YesNo => "boolean",
            Self::Open => "text",
            Self::Number => "integer",
            Self::Decimal => "decimal",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "dateTime",
            Self::Url => "url",
            Self::Display => "display",
        }
    }

    /// Whether an answer is expected.
    pub const fn is_question(self) -> bool {
        !matches!(self, Self::Group | Self::Display)
    }

    /// Whether answers are printed.
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::Several)
    }

    /// Whether a least and a greatest value make sense.
    pub const fn has_range(self) -> bool {
        matches!(self, Self::Number | Self::Decimal | Self::Date)
    }

    /// Whether our own pages ask it: what the compiler refuses of a question made of nothing but its kind is not offered,
    /// since it could never be published.
    pub fn is_offered(self) -> bool {
        static OFFERED: LazyLock<Vec<Kind>> =
            LazyLock::new(|| Kind::ALL.into_iter().filter(|kind| compiles(*kind, false)).collect());
        OFFERED.contains(&self)
    }
}

/// Whether our own pages take an answer that is not printed.
pub fn other_is_offered() -> bool {
    static OFFERED: LazyLock<bool> = LazyLock::new(|| compiles(Kind::Choice, true));
    *OFFERED
}

/// Asks the compiler about the smallest document of a kind.
fn compiles(kind: Kind, other: bool) -> bool {
    let mut item = json!({ "linkId": "a", "type": kind.fhir_type(other), "text": "?" });
    if kind.has_choices() {
        item["answerOption"] = json!([{ "valueCoding": { "code": "1", "display": "1" } }]);
        item["repeats"] = json!(kind == Kind::Several);
    }
    if kind == Kind::Quantity {
        item["extension"] =
            json!([{ "url": super::limits::UNIT_OPTION, "valueCoding": { "code": "kg", "display": "kg" } }]);
    }
    if kind == Kind::Group {
        item["item"] = json!([]);
    }
    let document = json!({ "resourceType": "Questionnaire", "language": "fr", "title": "?", "status": "draft",
        "item": [item, { "linkId": "b", "type": "text", "text": "?" }] });
    let (_, problems) = Instrument::check(&document.to_string());
    problems.iter().all(|problem| problem.severity != Severity::Error || problem.link_id.as_deref() != Some("a"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_as_it_is_written() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
            let item = json!({ "type": kind.fhir_type(false), "repeats": kind == Kind::Several });
            assert_eq!(Kind::of(&item), kind);
        }
        assert_eq!(Kind::of(&json!({ "type": "open-choice", "repeats": true })), Kind::Several);
        assert_eq!(Kind::of(&json!({ "type": "attachment" })), Kind::Display);
    }

    #[test]
    fn the_kinds_that_pages_have_asked_from_the_first_release_are_offered() {
        for kind in [Kind::Group, Kind::Choice, Kind::Open, Kind::Number, Kind::Display] {
            assert!(kind.is_offered(), "{kind:?}");
        }
    }
}
