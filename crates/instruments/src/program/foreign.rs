//! What a questionnaire asks of others (a terminology server, computed texts and limits), and lists whose members cannot be
//! told here: nothing of it is judged while somebody answers, and each is said.

use std::collections::BTreeSet;

use fhir::Element;
use serde_json::Value as Json;

use super::{
    FormOption, FormType, Value,
    build::{Builder, Outside},
    ucum,
};
use crate::{
    problem::{At, excerpt},
    sdc,
};

/// The element that names the list of answers.
const ANSWERS: &str = "answerValueSet";
/// The system of units.
const UCUM: &str = "http://unitsofmeasure.org";
/// Most members of lists that the questions of a form may have together.
const MOST_LISTED: usize = 200_000;
/// Words of the calendar that stand for a code of UCUM.
const CALENDAR: [&str; 14] = [
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "second",
    "seconds",
];

impl<'d> Builder<'d> {
    /// The members of the list that a question names, and whether an answer can be held against them.
    pub(super) fn listed(&mut self, element: Element<'d>, printed: bool, at: &At) -> (Vec<FormOption>, bool) {
        let Some(name) = element.text(ANSWERS) else { return (Vec::new(), false) };
        let found = self.lists.members(name).filter(|_| !printed).filter(|found| self.fits(found.options.len()));
        let whole = found.as_ref().is_some_and(|found| found.whole);
        if !whole {
            self.list_outside(ANSWERS, name, at);
        }
        (found.map(|found| found.options.clone()).unwrap_or_default(), whole)
    }

    /// Whether a list still fits into the form: a long one on every question is no form.
    fn fits(&mut self, members: usize) -> bool {
        self.listed = self.listed.saturating_add(members);
        self.listed <= MOST_LISTED
    }

    /// The units that an amount may have (`unitOption`, `unitValueSet`); none when any may stand there, or when the page
    /// cannot tell: it writes every unit in UCUM. `questionnaire-unit` says which unit a number is in (R4: "for use on items
    /// of type integer and decimal") and limits nothing.
    pub(super) fn accepted_units(&mut self, element: Element<'d>, kind: FormType, at: &At) -> Option<Vec<String>> {
        let open = element.extension_text(sdc::UNIT_OPEN);
        if kind != FormType::Quantity || open == Some("optionsOrType") {
            return None;
        }
        let codings = element.extensions(sdc::UNIT_OPTION).filter_map(|one| one.child("valueCoding"));
        let options: Vec<_> = codings.filter_map(|one| Some((one.text("system"), one.text("code")?))).collect();
        if let Some((Some(system), _)) = options.iter().find(|(system, _)| system.is_some_and(|one| one != UCUM)) {
            self.list_outside(sdc::UNIT_OPTION, system, at);
            return None;
        }
        let printed: Option<Vec<String>> =
            (!options.is_empty()).then(|| options.iter().map(|(_, code)| (*code).to_owned()).collect());
        let listed = element.extension_text(sdc::UNIT_SET).and_then(|name| self.unit_list(name, at));
        let mut accepted = match (printed, listed) {
            (Some(printed), Some(listed)) => printed.into_iter().filter(|code| listed.contains(code)).collect(),
            (Some(printed), None) => printed,
            (None, listed) => listed?.into_iter().collect(),
        };
        // A word of the calendar is written as its code.
        accepted.retain(|code| ucum(code) == code);
        let words = CALENDAR.iter().filter(|word| accepted.iter().any(|code| code == ucum(word)));
        let words: Vec<String> = words.map(|word| (*word).to_owned()).collect();
        accepted.extend(words);
        if open == Some("optionsOrString") {
            accepted.push(String::new());
        }
        Some(accepted)
    }

    fn unit_list(&mut self, name: &str, at: &At) -> Option<BTreeSet<String>> {
        let Some(found) = self.lists.members(name).filter(|found| found.whole && self.fits(found.options.len())) else {
            self.list_outside(sdc::UNIT_SET, name, at);
            return None;
        };
        let code = |option: &FormOption| match &option.value {
            Value::Coding(coding) if matches!(coding.system.as_str(), "" | UCUM) => Some(coding.code.clone()),
            _ => None,
        };
        Some(found.options.iter().filter_map(code).collect())
    }

    fn list_outside(&mut self, purpose: &'static str, name: &str, at: &At) {
        self.put_outside(u32::try_from(self.items.len()).ok(), purpose, name);
        let shown = excerpt(name);
        self.problems.push(at.warning(
            "value-set-outside",
            format!(
                "La liste « {shown} » n'est pas connue ici en entier : les réponses ne sont comparées à elle qu'à la \
                 réception, si le serveur la connaît. Mettez-la dans le document (« contained »)."
            ),
            format!(
                "The list \"{shown}\" is not known here as a whole: answers are compared with it on arrival only, if the \
                 server knows it. Put it into the document (contained)."
            ),
        ));
    }

    fn put_outside(&mut self, item: Option<u32>, purpose: &'static str, source: &str) {
        self.outside.push(Outside { item, purpose, source: source.to_owned() });
    }

    /// What is asked of a terminology server, and what is computed in place of a text or a limit.
    pub(super) fn foreign(&mut self, element: Element<'d>, item: Option<u32>, at: &At) {
        let servers: Vec<&str> = element
            .extensions(sdc::TERMINOLOGY)
            .filter_map(|one| one.text("valueUrl").or_else(|| one.text(one.value_name()?)))
            .collect();
        for server in servers {
            self.put_outside(item, sdc::TERMINOLOGY, server);
            let shown = excerpt(server);
            self.problems.push(at.warning(
                "terminology-server-outside",
                format!("Le serveur « {shown} » n'est pas interrogé : seules comptent les listes du document."),
                format!("The server \"{shown}\" is not asked: only the lists of the document count."),
            ));
        }
        let computed = if self.computes { computed(element) } else { Vec::new() };
        for source in computed {
            self.put_outside(item, sdc::COMPUTED, source);
            let shown = excerpt(source);
            self.problems.push(at.warning(
                "computed-content-outside",
                format!("« {shown} » n'est pas calculé pendant la saisie : seul compte ce qui est écrit à côté."),
                format!("\"{shown}\" is not computed as people type: only what is written beside it counts."),
            ));
        }
    }
}

/// The expressions that stand in place of the content of an element, without those of the items inside. A document is as
/// deep as its reader allows. Most of what is walked through is texts, which hold no extension and are passed over.
fn computed(element: Element<'_>) -> Vec<&str> {
    let mut out = Vec::new();
    // What is still to be looked at, and whether it is an extension or a list of them.
    let mut waiting: Vec<(&Json, bool)> = Vec::new();
    let inside = |json: &Json| matches!(json, Json::Array(_) | Json::Object(_));
    for (name, value) in element.value().as_object().into_iter().flatten() {
        if inside(value) && !matches!(name.as_str(), "item" | "contained") {
            waiting.push((value, name == "extension"));
        }
    }
    while let Some((json, extension)) = waiting.pop() {
        match json {
            Json::Array(list) => waiting.extend(list.iter().map(|one| (one, extension))),
            Json::Object(object) => {
                let found = Element::new(json);
                if extension && found.text("url") == Some(sdc::COMPUTED) {
                    let expression = found.child("valueExpression").and_then(|one| one.text("expression"));
                    out.push(expression.or_else(|| found.text("valueString")).unwrap_or(""));
                }
                let more = object.iter().filter(|(_, value)| inside(value));
                waiting.extend(more.map(|(name, value)| (value, name == "extension")));
            }
            _ => {}
        }
    }
    out
}
