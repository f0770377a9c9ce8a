//! A questionnaire by itself: its shape, its names, and whether it keeps to those it says it derives from.

use std::collections::{HashMap, HashSet};

use fhir::Element;
use serde_json::Value;

use super::value::{same, typed};
use super::{DEEPEST, invariants, shape};
use crate::Problem;
use crate::problem::{At, excerpt};

/// How a questionnaire relates to the one it derives from.
const DERIVATION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType";

/// What is wrong with a questionnaire that [`super::check`] takes as it is: elements FHIR does not have, two items of one
/// name, and what it may not change of the questionnaires it derives from, as far as those are among the others. One that
/// `compliesWith` another asks nothing else; one that `extends` it may ask more.
pub fn check_questionnaire(questionnaire: &Value, others: &[Value]) -> Vec<Problem> {
    let at = At::root("Questionnaire");
    let form = Element::new(questionnaire);
    let mut problems = Vec::new();
    if form.text("resourceType") != Some("Questionnaire") {
        problems.push(at.error(
            "wrong-resource-type",
            "Ce document n'est pas un Questionnaire FHIR.",
            "This document is not a FHIR Questionnaire.",
        ));
        return problems;
    }
    shape::check(form, &at, &mut problems);
    unique_names(form, &at, &mut problems);
    invariants::check(form, &at, &mut problems);
    let relations: Vec<Option<&str>> =
        form.list("_derivedFrom").map(|twin| twin.extension(DERIVATION)?.child("valueCoding")?.text("code")).collect();
    for (place, address) in form.list("derivedFrom").enumerate() {
        let here = at.entry("derivedFrom", place);
        let relation = relations.get(place).copied().flatten();
        let extends = match relation {
            Some("extends") => true,
            Some("compliesWith") => false,
            _ => continue,
        };
        let address = address.value().as_str().unwrap_or("");
        let plain = address.split('|').next().unwrap_or(address);
        let Some(base) = others.iter().map(Element::new).find(|one| one.text("url") == Some(plain)) else {
            let address = excerpt(address);
            problems.push(here.warning(
                "base-not-found",
                format!("Le questionnaire d'origine « {address} » n'a pas été trouvé : il n'a pas été comparé."),
                format!("The questionnaire it derives from, \"{address}\", was not found: it was not compared."),
            ));
            continue;
        };
        let mut known = HashMap::new();
        index(base, &mut known);
        Derived { known, extends, problems: &mut problems }.items(form, Some(base), &at, 0);
    }
    problems
}

/// Every item of a questionnaire by name, the first of a name.
fn index<'d>(form: Element<'d>, known: &mut HashMap<&'d str, Element<'d>>) {
    let mut open: Vec<Element<'d>> = form.list("item").collect();
    while let Some(item) = open.pop() {
        open.extend(item.list("item"));
        if let Some(link_id) = item.text("linkId") {
            known.entry(link_id).or_insert(item);
        }
    }
}

fn unique_names(form: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    let mut open: Vec<Element<'_>> = form.list("item").collect();
    while let Some(item) = open.pop() {
        open.extend(item.list("item"));
        if let Some(link_id) = item.text("linkId").filter(|link_id| !seen.insert(*link_id)) {
            twice.insert(link_id);
        }
    }
    let mut twice: Vec<&str> = twice.into_iter().collect();
    twice.sort_unstable();
    for link_id in twice {
        let name = excerpt(link_id);
        problems.push(at.clone().named(Some(link_id)).error(
            "duplicate-link-id",
            format!("Deux questions s'appellent « {name} ». Donnez à chacune son nom."),
            format!("Two items are called \"{name}\". Give each its own name."),
        ));
    }
}

struct Derived<'a, 'd> {
    known: HashMap<&'d str, Element<'d>>,
    extends: bool,
    problems: &'a mut Vec<Problem>,
}

impl Derived<'_, '_> {
    fn items(&mut self, form: Element<'_>, base: Option<Element<'_>>, at: &At, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let mut there = HashSet::new();
        for (place, item) in form.list("item").enumerate() {
            let link_id = item.text("linkId").unwrap_or("");
            there.insert(link_id);
            let here = at.entry("item", place).named(Some(link_id));
            let origin = self.known.get(link_id).copied();
            match origin {
                Some(origin) => self.item(item, origin, &here),
                None if self.extends => {}
                None => {
                    let name = excerpt(link_id);
                    self.problems.push(here.error(
                        "not-in-base",
                        format!("Le questionnaire d'origine n'a pas de question « {name} »."),
                        format!("The questionnaire it derives from has no item \"{name}\"."),
                    ));
                }
            }
            self.items(item, origin, &here, depth + 1);
        }
        let demanded =
            base.into_iter().flat_map(|base| base.list("item")).filter(|one| one.flag("required") == Some(true));
        for missing in demanded.filter_map(|one| one.text("linkId")).filter(|link_id| !there.contains(link_id)) {
            let name = excerpt(missing);
            self.problems.push(at.clone().named(Some(missing)).error(
                "required-in-base",
                format!("« {name} » est obligatoire dans le questionnaire d'origine et manque ici."),
                format!("\"{name}\" is required in the questionnaire it derives from and is missing here."),
            ));
        }
    }

    /// What an item may not change: its type, and what it demands, which may only become more.
    fn item(&mut self, item: Element<'_>, origin: Element<'_>, at: &At) {
        let mut wrong = |field: &str, code: &'static str, fr: &str, en: &str| {
            self.problems.push(at.field(field).error(code, fr, en));
        };
        if item.text("type") != origin.text("type") {
            wrong(
                "type",
                "type-changed",
                "Le type de la question n'est pas celui du questionnaire d'origine.",
                "The type of the item is not that of the questionnaire it derives from.",
            );
        }
        let says = |element: Element<'_>, name: &str| element.flag(name) == Some(true);
        if says(item, "repeats") && !says(origin, "repeats") {
            wrong(
                "repeats",
                "repeats-in-addition",
                "La question se répète, et pas dans le questionnaire d'origine.",
                "The item repeats, and does not in the questionnaire it derives from.",
            );
        }
        if says(origin, "required") && !says(item, "required") {
            wrong(
                "required",
                "required-in-base",
                "La question est obligatoire dans le questionnaire d'origine, et pas ici.",
                "The item is required in the questionnaire it derives from, and not here.",
            );
        }
        if let Some(most) = origin.whole("maxLength")
            && item.whole("maxLength").is_none_or(|longer| longer > most)
        {
            wrong(
                "maxLength",
                "longer-than-base",
                "La question accepte des textes plus longs que le questionnaire d'origine.",
                "The item accepts longer texts than the questionnaire it derives from.",
            );
        }
        if !origin.has("answerOption") {
            return;
        }
        for (place, option) in item.list("answerOption").enumerate() {
            let Some((kind, value)) = typed(option, "value") else { continue };
            let mut printed = origin.list("answerOption").filter_map(|one| typed(one, "value"));
            if !printed.any(|(other, one)| other == kind && same(kind, one, value)) {
                self.problems.push(at.entry("answerOption", place).error(
                    "option-not-in-base",
                    "Le questionnaire d'origine n'a pas cette réponse.",
                    "The questionnaire it derives from does not have this answer.",
                ));
            }
        }
    }
}
