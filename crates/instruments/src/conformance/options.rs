//! The printed answers of one question, looked up rather than searched: a long list costs what it weighs.

use std::collections::{HashMap, HashSet};

use fhir::Element;
use serde_json::Value;

use super::value::{same, typed};

/// An option that goes with no other.
const EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";

/// A unit that a quantity may have.
const UNIT_OPTION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";

/// Values by their kind and what tells them apart at first sight.
type Values<'d> = HashMap<(&'d str, String), Vec<&'d Value>>;

/// The printed answers of a question.
#[derive(Debug, Default)]
pub(super) struct Options<'d> {
    printed: Values<'d>,
    /// Those that go with no other.
    alone: Values<'d>,
    kinds: HashSet<&'d str>,
    /// The units accepted: system and code.
    units: HashSet<(Option<&'d str>, &'d str)>,
}

impl<'d> Options<'d> {
    /// Reads the options of a question; `option` is the name they have in STU3.
    pub fn of(question: Element<'d>) -> Self {
        let mut found = Self::default();
        for option in ["answerOption", "option"].into_iter().flat_map(|name| question.list(name)) {
            let Some((kind, value)) = typed(option, "value") else { continue };
            found.kinds.insert(kind);
            found.printed.entry((kind, key(kind, value))).or_default().push(value);
            if option.extension_flag(EXCLUSIVE) == Some(true) {
                found.alone.entry((kind, key(kind, value))).or_default().push(value);
            }
        }
        let units = question.extensions(UNIT_OPTION).filter_map(|one| one.child("valueCoding"));
        found.units = units.filter_map(|unit| Some((unit.text("system"), unit.text("code")?))).collect();
        found
    }

    /// Whether a unit is among those printed, in their system where they name one; any is where none are.
    pub fn takes_unit(&self, system: Option<&str>, code: Option<&str>) -> bool {
        self.units.is_empty()
            || code.is_some_and(|code| self.units.contains(&(system, code)) || self.units.contains(&(None, code)))
    }

    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Whether some option has a value of this kind.
    pub fn has_kind(&self, kind: &str) -> bool {
        self.kinds.contains(kind)
    }

    /// Whether an answer is one of the options.
    pub fn has(&self, kind: &str, value: &Value) -> bool {
        among(&self.printed, kind, value)
    }

    /// Whether an answer is an option that goes with no other.
    pub fn is_alone(&self, kind: &str, value: &Value) -> bool {
        among(&self.alone, kind, value)
    }
}

fn among(values: &Values<'_>, kind: &str, value: &Value) -> bool {
    let alike = values.get(&(kind, key(kind, value)));
    alike.is_some_and(|alike| alike.iter().any(|option| same(kind, option, value)))
}

/// What two values that are the same always share.
fn key(kind: &str, value: &Value) -> String {
    let element = Element::new(value);
    let told = match kind {
        "Coding" => element.text("code").or_else(|| element.text("display")),
        "Reference" => element.text("reference"),
        _ => value.as_str(),
    };
    let number = || value.as_i64().map(|number| number.to_string());
    told.map(str::to_owned).or_else(number).unwrap_or_default()
}
