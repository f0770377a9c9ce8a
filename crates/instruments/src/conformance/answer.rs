//! The answers of one question: their type, the printed answers, and the limits the question states.

use std::collections::HashMap;

use fhir::Element;
use serde_json::Value;

use super::World;
use super::limits;
use super::options::Options;
use super::patterns::Patterns;
use super::value::{typed, well_written};
use super::value_sets::ValueSets;
use super::walk::is_given;
use crate::Problem;
use crate::problem::{At, excerpt};

pub(super) struct Answering<'a, 'q> {
    pub question: Element<'q>,
    pub contained: &'a ValueSets,
    /// The resources that the response contains: of which type each is.
    pub kinds: &'a HashMap<&'a str, &'a str>,
    /// The words of the response are English, or may be.
    pub english: bool,
    pub world: &'a dyn World,
    pub patterns: &'a Patterns,
    pub options: &'a Options<'q>,
}

/// The value of an answer. What is said of a document, or of a list of codes, is said of the answer, as the validator of HL7
/// says it.
fn of_value(at: &At, kind: &str) -> At {
    if kind.is_empty() { at.clone() } else { at.field(&format!("value{}", excerpt(kind))) }
}

impl Answering<'_, '_> {
    pub fn check(&self, answers: &[(Element<'_>, At)], problems: &mut Vec<Problem>) {
        for (answer, at) in answers {
            match typed(*answer, "value") {
                Some((kind, value)) => self.one(kind, value, at, problems),
                // A value that is an extension alone says why there is none, and in which type.
                None if is_given(*answer) => {
                    let kind = typed(*answer, "_value").map_or("", |(kind, _)| kind);
                    self.typed_so(kind, at, problems);
                }
                None => problems.push(at.warning(
                    "answer-without-value",
                    "Cette réponse n'a pas de valeur : elle ne compte pas.",
                    "This answer has no value: it does not count.",
                )),
            }
        }
        self.exclusive(answers, problems);
    }

    /// Whether the question takes values of a type.
    fn typed_so(&self, kind: &str, at: &At, problems: &mut Vec<Problem>) -> bool {
        let allowed = self.kinds_taken();
        let taken = allowed.contains(&kind);
        if !taken {
            let at = of_value(at, kind);
            let (kind, allowed) = (excerpt(kind), allowed.join(", "));
            problems.push(at.error(
                "answer-type",
                format!("Cette réponse est de type {kind} ; la question attend : {allowed}."),
                format!("This answer is of type {kind}; the item takes: {allowed}."),
            ));
        }
        taken
    }

    fn one(&self, kind: &str, value: &Value, at: &At, problems: &mut Vec<Problem>) {
        if !self.typed_so(kind, at, problems) {
            return;
        }
        let value_at = of_value(at, kind);
        if !well_written(kind, value) {
            problems.push(value_at.error(
                "answer-malformed",
                format!("Cette valeur n'est pas écrite comme le type {kind} le demande."),
                format!("This value is not written as the type {kind} demands."),
            ));
            return;
        }
        if kind == "Coding" {
            self.named(Element::new(value), &value_at, problems);
        }
        self.among_options(kind, value, at, problems);
        let at = if kind == "Attachment" { at } else { &value_at };
        limits::check(self.question, kind, value, self, at, problems);
    }

    /// The kinds of value the question takes. Options decide for a choice that has some.
    fn kinds_taken(&self) -> Vec<&'static str> {
        let open = self.open();
        let mut kinds = match self.question.text("type").unwrap_or("") {
            "boolean" => vec!["Boolean"],
            "decimal" => vec!["Decimal"],
            "integer" => vec!["Integer"],
            "date" => vec!["Date"],
            "dateTime" => vec!["DateTime"],
            "time" => vec!["Time"],
            "string" | "text" => vec!["String"],
            "url" => vec!["Uri"],
            "attachment" => vec!["Attachment"],
            "reference" => vec!["Reference"],
            "quantity" => vec!["Quantity"],
            "choice" | "open-choice" | "coding" => {
                let known = ["Integer", "Date", "Time", "String", "Coding", "Reference"];
                let has = |kind: &&str| self.options.has_kind(kind);
                let mut kinds: Vec<&'static str> = known.into_iter().filter(|kind| has(kind)).collect();
                if kinds.is_empty() {
                    kinds.push("Coding");
                }
                kinds
            }
            _ => Vec::new(),
        };
        if open && !kinds.contains(&"String") {
            kinds.push("String");
        }
        kinds
    }

    /// A text of the person's own is accepted beside the printed answers.
    fn open(&self) -> bool {
        let said = self.question.text("answerConstraint") == Some("optionsOrString");
        self.question.text("type") == Some("open-choice") || said
    }

    fn among_options(&self, kind: &str, value: &Value, at: &At, problems: &mut Vec<Problem>) {
        // R5: with `optionsOrType` any value of the item's own type may stand beside the printed ones.
        let own_type = self.question.text("answerConstraint") == Some("optionsOrType");
        if own_type || self.open() && kind == "String" {
            return;
        }
        if !self.options.is_empty() && !self.options.has(kind, value) {
            let at = if kind == "Coding" { at.clone() } else { of_value(at, kind) };
            problems.push(at.error(
                "answer-not-an-option",
                "Cette réponse n'est pas parmi les réponses imprimées.",
                "This answer is not among the printed ones.",
            ));
        }
        let older = || self.question.child("options")?.text("reference");
        let set = self.question.text("answerValueSet").or_else(older);
        let Some(set) = set.filter(|_| kind == "Coding") else { return };
        let coding = Element::new(value);
        // Words alone are an answer of one's own, which an open choice takes as a coding too.
        if self.open() && !coding.has("code") && !coding.has("system") && coding.has("display") {
            return;
        }
        let (system, code) = (coding.text("system"), coding.text("code").unwrap_or(""));
        let found = self.contained.contains(set, system, code).or_else(|| self.world.contains(set, system, code));
        let name = excerpt(set);
        match found {
            Some(true) => {}
            Some(false) => problems.push(at.error(
                "answer-not-in-value-set",
                format!("Cette réponse n'est pas dans l'ensemble de valeurs « {name} »."),
                format!("This answer is not in the value set \"{name}\"."),
            )),
            None => problems.push(at.warning(
                "value-set-not-known",
                format!(
                    "L'ensemble de valeurs « {name} » n'est pas connu : la réponse n'a pas été comparée à ses codes."
                ),
                format!("The value set \"{name}\" is not known: the answer was not compared with its codes."),
            )),
        }
    }

    /// The words of a coding are those of its code, in the language that code systems are published in.
    fn named(&self, coding: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
        let Some((system, code)) = coding.text("system").zip(coding.text("code")) else { return };
        if self.world.exists(system, code) == Some(false) {
            let (system, code) = (excerpt(system), excerpt(code));
            problems.push(at.field("code").error(
                "unknown-code",
                format!("Le système « {system} » n'a pas de code « {code} »."),
                format!("The system \"{system}\" has no code \"{code}\"."),
            ));
            return;
        }
        let Some(display) = coding.text("display").filter(|_| self.english) else { return };
        if self.world.is_called(system, code, display) == Some(false) {
            let (code, display) = (excerpt(code), excerpt(display));
            problems.push(at.field("display").error(
                "wrong-display",
                format!(
                    "Le code « {code} » ne s'appelle pas « {display} ». Mettez les mots que son système publie, ou dites \
                     la langue du document (« language »)."
                ),
                format!(
                    "The code \"{code}\" is not called \"{display}\". Put the words its system publishes, or say the \
                     language of the document (language)."
                ),
            ));
        }
    }

    fn exclusive(&self, answers: &[(Element<'_>, At)], problems: &mut Vec<Problem>) {
        if answers.len() < 2 {
            return;
        }
        let chosen = answers.iter().find(|(answer, _)| {
            typed(*answer, "value").is_some_and(|(kind, value)| self.options.is_alone(kind, value))
        });
        if let Some((_, at)) = chosen {
            problems.push(at.error(
                "exclusive-option",
                "Cette réponse exclut toutes les autres ; une autre est donnée aussi.",
                "This answer excludes every other; another one is given too.",
            ));
        }
    }
}
