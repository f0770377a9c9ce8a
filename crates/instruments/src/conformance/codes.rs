//! Code lists that HL7 publishes and that forms bind their answers to: a person's gender, yes or no, marital status.
//!
//! The lists are facts from the published definitions of R4 (HL7, CC0) and ISO 3166-1, kept as a text in
//! `crates/instruments/tables` (made by the script beside it) and read once, when first asked for. Its lines:
//! `>` the address of a set, `=` the system of the codes that follow, in the set, `+` the same where they are all that the
//! system has; `*` a system of which the set takes
//! every code; `~` the system of codes that follow and whose names vary; else a code, a tab, its name.

use std::collections::HashSet;
use std::sync::OnceLock;

use fhirpath::DateTime;
use serde_json::Value;

use super::World;
use super::value_sets::{Part, ValueSets};

/// What is known beside the questionnaire and the response: the resources given with them, the lists of HL7, the moment.
#[derive(Debug, Clone, Default)]
pub struct Known {
    given: ValueSets,
    resources: Vec<Value>,
    now: Option<DateTime>,
}

impl Known {
    /// The lists of HL7, and the moment that `now()` and `today()` mean in expressions; without one they mean the moment
    /// the response says it was written at.
    pub fn new(now: Option<DateTime>) -> Self {
        Self { now, ..Self::default() }
    }

    /// Adds a ValueSet or a CodeSystem; false for anything else. It counts before a list of HL7 with its address.
    pub fn add(&mut self, resource: &Value) -> bool {
        let added = self.given.add(resource);
        if added {
            self.resources.push(resource.clone());
        }
        added
    }
}

impl World for Known {
    fn contains(&self, value_set: &str, system: Option<&str>, code: &str) -> Option<bool> {
        self.given.contains(value_set, system, code).or_else(|| hl7().contains(value_set, system, code))
    }

    fn is_called(&self, system: &str, code: &str, name: &str) -> Option<bool> {
        self.given.is_called(system, code, name).or_else(|| hl7().is_called(system, code, name))
    }

    fn exists(&self, system: &str, code: &str) -> Option<bool> {
        self.given.exists(system, code).or_else(|| hl7().exists(system, code))
    }

    fn resources(&self) -> &[Value] {
        &self.resources
    }

    fn now(&self) -> Option<DateTime> {
        self.now
    }
}

/// The lists of HL7.
fn hl7() -> &'static ValueSets {
    static LISTS: OnceLock<ValueSets> = OnceLock::new();
    LISTS.get_or_init(|| read(include_str!("../../tables/codes.txt")))
}

fn read(text: &str) -> ValueSets {
    let mut sets = ValueSets::new();
    let (mut set, mut system) = ("", "");
    for line in text.lines() {
        if let Some(address) = line.strip_prefix('>') {
            set = address;
        } else if let Some(address) = line.strip_prefix(['=', '+']) {
            system = address;
            sets.system_mut(system).whole |= line.starts_with('+');
            let part = Part { system: Some(address.to_owned()), codes: Some(HashSet::new()), ..Part::default() };
            sets.set_mut(set).include.push(part);
        } else if let Some(address) = line.strip_prefix('*') {
            let part = Part { system: Some(address.to_owned()), ..Part::default() };
            sets.set_mut(set).include.push(part);
        } else if let Some(address) = line.strip_prefix('~') {
            (set, system) = ("", address);
            let list = sets.system_mut(address);
            (list.whole, list.names_vary) = (true, true);
        } else if let Some((code, name)) = line.split_once('\t') {
            sets.system_mut(system).call(code, name);
            if let Some(codes) = Some(set).filter(|set| !set.is_empty()).and_then(|set| last_codes(&mut sets, set)) {
                codes.insert(code.to_owned());
            }
        }
    }
    sets
}

fn last_codes<'s>(sets: &'s mut ValueSets, set: &str) -> Option<&'s mut HashSet<String>> {
    sets.set_mut(set).include.last_mut()?.codes.as_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_hl7_say_what_they_have_and_what_it_is_called() {
        let known = Known::default();
        let gender = "http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1";
        let system = "http://hl7.org/fhir/administrative-gender";
        let has = |code: &str| known.contains(gender, Some(system), code);
        assert_eq!((has("male"), has("other"), has("man")), (Some(true), Some(true), Some(false)));
        let yes = "http://hl7.org/fhir/ValueSet/yesnodontknow";
        let v2 = "http://terminology.hl7.org/CodeSystem/v2-0136";
        assert_eq!(known.contains(yes, Some(v2), "Y"), Some(true));
        assert_eq!(known.contains(yes, Some(v2), "asked-unknown"), Some(false));
        assert_eq!(
            known.contains(yes, Some("http://terminology.hl7.org/CodeSystem/data-absent-reason"), "asked-unknown"),
            Some(true)
        );
        assert_eq!(known.contains("http://hl7.org/fhir/ValueSet/none", None, "Y"), None);
        assert_eq!(known.is_called(v2, "Y", " yes "), Some(true));
        assert_eq!(known.is_called(v2, "Y", "No"), Some(false));
        assert_eq!(known.is_called(v2, "Q", "No"), None);
    }

    #[test]
    fn a_country_is_known_by_its_code_and_may_be_named_in_other_words() {
        let known = Known::default();
        let (set, iso) = ("http://hl7.org/fhir/ValueSet/jurisdiction", "urn:iso:std:iso:3166");
        assert_eq!(known.contains(set, Some(iso), "BD"), Some(true));
        assert_eq!(known.contains(set, Some(iso), "ZZ"), Some(false));
        // Regions are not listed here, so not refused; units of measure are of none of the three systems.
        assert_eq!(known.contains(set, Some("urn:iso:std:iso:3166:-2"), "FR-59"), None);
        assert_eq!(known.contains(set, Some("http://unitsofmeasure.org"), "km"), Some(false));
        assert_eq!(known.is_called(iso, "BD", "Australia"), Some(false));
        assert_eq!(known.is_called(iso, "BE", "Belgique"), None);
        assert_eq!(known.is_called(iso, "FRA", "France"), Some(true));
    }
}
