//! Lists of answers that a questionnaire carries with it: contained ValueSets, with the weights of contained CodeSystems.

use std::collections::HashMap;

use fhir::Element;

use super::{Coding, Decimal, FormOption, Value, value_of};

/// Most members read of one list.
const MOST_MEMBERS: usize = 5_000;
/// Where R4 keeps R5's properties of a member of an expansion.
const PROPERTY: &str = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property";

/// The contained lists of a document, and what their code systems say of weights.
#[derive(Debug, Default)]
pub struct Lists<'d> {
    sets: HashMap<String, Element<'d>>,
    weights: HashMap<(String, String), Decimal>,
}

impl<'d> Lists<'d> {
    /// Reads the contained resources of a questionnaire.
    pub fn of(root: Element<'d>) -> Self {
        let mut lists = Self::default();
        for found in root.list("contained") {
            match found.text("resourceType") {
                Some("ValueSet") => {
                    let id = found.text("id").map(|id| format!("#{id}"));
                    let names = id.into_iter().chain(found.text("url").map(str::to_owned));
                    lists.sets.extend(names.map(|name| (name, found)));
                }
                Some("CodeSystem") => lists.system(found),
                _ => {}
            }
        }
        lists
    }

    fn system(&mut self, system: Element<'d>) {
        let url = system.text("url").unwrap_or("").to_owned();
        let mut waiting: Vec<Element<'d>> = system.list("concept").collect();
        while let Some(concept) = waiting.pop() {
            if self.weights.len() >= MOST_MEMBERS {
                return;
            }
            waiting.extend(concept.list("concept"));
            let code = concept.text("code").unwrap_or("").to_owned();
            if let Some(weight) = weight_of(concept) {
                self.weights.insert((url.clone(), code), weight);
            }
        }
    }

    /// What a code system in the document says one of its codes weighs.
    pub fn system_weight(&self, coding: &Coding) -> Option<Decimal> {
        self.weights.get(&(coding.system.clone(), coding.code.clone())).copied()
    }

    /// The members of a list; none when the document does not carry it.
    pub fn members(&self, name: &str) -> Option<Vec<FormOption>> {
        let bare = name.split('|').next().unwrap_or(name);
        let set = self.sets.get(name).or_else(|| self.sets.get(bare))?;
        let mut out = Vec::new();
        let expansion = set.child("expansion");
        let mut waiting: Vec<Element<'d>> = expansion.map(|one| one.list("contains").collect()).unwrap_or_default();
        waiting.reverse();
        while let Some(member) = waiting.pop() {
            if member.flag("abstract") != Some(true) && member.has("code") {
                out.push(self.option(member.text("system").unwrap_or(""), member));
            }
            let inside: Vec<_> = member.list("contains").collect();
            waiting.extend(inside.into_iter().rev());
            if out.len() >= MOST_MEMBERS {
                return Some(out);
            }
        }
        if expansion.is_none_or(|one| !one.has("contains")) {
            let includes = set.child("compose").map(|one| one.list("include").collect::<Vec<_>>()).unwrap_or_default();
            for include in includes {
                let system = include.text("system").unwrap_or("");
                out.extend(include.list("concept").take(MOST_MEMBERS).map(|concept| self.option(system, concept)));
            }
        }
        Some(out)
    }

    fn option(&self, system: &str, member: Element<'d>) -> FormOption {
        let mut coding = Coding {
            system: system.to_owned(),
            code: member.text("code").unwrap_or("").to_owned(),
            display: member.text("display").unwrap_or("").to_owned(),
            weight: weight_of(member),
        };
        coding.weight = coding.weight.or_else(|| self.system_weight(&coding));
        FormOption { value: Value::Coding(coding.into()), missing: None, selected: false, excludes: Vec::new() }
    }
}

/// The weight of a concept: HL7's two extensions, R5's property in its R4 clothes, or a property of a code system.
fn weight_of(concept: Element<'_>) -> Option<Decimal> {
    let number = |found: Element<'_>| match value_of(found)? {
        Value::Decimal(decimal) => Some(decimal),
        Value::Integer(whole) => Some(whole.into()),
        _ => None,
    };
    let direct = [fhir::url::ORDINAL_VALUE, fhir::url::ITEM_WEIGHT].into_iter().find_map(|url| concept.extension(url));
    if let Some(weight) = direct.and_then(number) {
        return Some(weight);
    }
    for found in concept.extensions(PROPERTY) {
        if found.extension_text("code") == Some("itemWeight") {
            let value = found.extension("value").or_else(|| found.extension("value[x]"));
            return value.and_then(number);
        }
    }
    concept
        .list("property")
        .find(|one| matches!(one.text("code"), Some("itemWeight" | "ordinalValue")))
        .and_then(number)
}
