//! The printed answers of a choice.

use std::collections::BTreeSet;

use fhir::{AnswerOption, Element};

use super::{Compiler, MOST_CHOICES, kinds::Asks};
use crate::{
    Choice, Kind, MissingKind, Text, Wording, extensions as ext,
    given::code_of,
    problem::At,
    problem::excerpt,
    program::{Decimal, Value},
};

const MISSING_WORDS: &str =
    "not-concerned, no-possibility, no-answer-given, dont-know, refused, no-opinion, not-asked, blank";

impl<'d> Compiler<'d> {
    pub(super) fn choices(&mut self, source: fhir::Item<'d>, asks: &Asks, at: &At) -> Vec<Choice> {
        if asks.kind != Kind::Choice {
            return Vec::new();
        }
        if asks.boolean {
            return self.yes_no();
        }
        let options: Vec<AnswerOption<'d>> = source.options().collect();
        // Of a list that is not written out, the program knows the members all the same.
        let listed = source.link_id().and_then(|link_id| self.lists.remove(link_id)).filter(|_| options.is_empty());
        if let Some(values) = listed {
            return self.listed(values, at);
        }
        if options.is_empty() && !asks.other {
            self.no_choice(source.element(), at);
        }
        if options.len() > MOST_CHOICES {
            self.too_many(at);
        }
        let mut codes = BTreeSet::new();
        let mut out = Vec::new();
        for (rank, option) in options.into_iter().take(MOST_CHOICES).enumerate() {
            let here = at.entry("answerOption", rank);
            let Some(choice) = self.choice(option, &here) else { continue };
            if !codes.insert(choice.code.clone()) {
                let code = excerpt(&choice.code);
                self.problems.push(here.error(
                    "duplicate-choice-code",
                    format!(
                        "Le code « {code} » sert deux fois dans cette question. Donnez un autre code à l'un des deux."
                    ),
                    format!("The code \"{code}\" is used twice in this question. Give one of them another code."),
                ));
            }
            out.push(choice);
        }
        out
    }

    /// The two answers of a `boolean`.
    fn yes_no(&self) -> Vec<Choice> {
        let word = |fr: &str, en: &str| match self.base.as_str() {
            "fr" => Text::new("fr", fr).with("en", en),
            _ => Text::new("en", en).with("fr", fr),
        };
        vec![Choice::bare("true", word("Oui", "Yes")), Choice::bare("false", word("Non", "No"))]
    }

    /// The members of a list inside the document.
    fn listed(&mut self, values: Vec<Value>, at: &At) -> Vec<Choice> {
        if values.len() > MOST_CHOICES {
            self.too_many(at);
        }
        let mut out: Vec<Choice> = Vec::new();
        for value in values.into_iter().take(MOST_CHOICES) {
            let Some(code) = code_of(&value) else { continue };
            if out.iter().any(|choice| choice.code == code) {
                continue;
            }
            let (label, system, weight) = match &value {
                Value::Coding(coding) => (coding.display.clone(), Some(coding.system.clone()), coding.weight),
                _ => (String::new(), None, None),
            };
            let label = if label.is_empty() { code.clone() } else { label };
            let mut choice = Choice::bare(&code, Text::new(&self.base, &label));
            choice.system = system.filter(|system| !system.is_empty());
            choice.weight = weight.and_then(Decimal::whole);
            out.push(choice);
        }
        out
    }

    fn too_many(&mut self, at: &At) {
        self.problems.push(at.field("answerOption").error(
            "too-many-choices",
            format!("Plus de {MOST_CHOICES} réponses possibles. Coupez la question en deux."),
            format!("More than {MOST_CHOICES} possible answers. Cut the question in two."),
        ));
    }

    fn no_choice(&mut self, element: Element<'_>, at: &At) {
        self.problems.push(if element.has("answerValueSet") {
            at.field("answerValueSet").error(
                "value-set-unsupported",
                "Les réponses viennent d'une liste extérieure, qui n'est pas lue. Recopiez-les dans « answerOption ».",
                "The answers come from an outside list, which is not read. Copy them into \"answerOption\".",
            )
        } else {
            at.field("answerOption").error(
                "no-choice",
                "Cette question à choix n'a aucune réponse possible. Ajoutez des « answerOption ».",
                "This choice has no possible answer. Add \"answerOption\" entries.",
            )
        });
    }

    fn choice(&mut self, option: AnswerOption<'d>, at: &At) -> Option<Choice> {
        let element = option.element();
        self.no_modifier(element, at);
        self.known_extensions(element, at);
        let (code, system, label) = self.coded(option, at)?;
        let known = MISSING_WORDS;
        let missing = self.extension_word(element, ext::MISSING, MissingKind::from_code, known, at);
        let printed = label.clone();
        let label = self.speakers(element, ext::SPEAKER_TEXT, Wording::new(label), at);
        Some(Choice {
            code,
            system,
            label,
            printed,
            weight: self.weight(option, missing, at),
            missing,
            neutral: missing.is_none() || element.extension_flag(ext::NEUTRAL).unwrap_or(true),
            not_read_aloud: element.extension_flag(ext::NOT_READ_ALOUD).unwrap_or(false),
            note: self.extension_text(element, ext::CHOICE_NOTE, at),
            excludes: element
                .extensions(ext::EXCLUDES_FROM_SCORE)
                .filter_map(|one| one.text("valueString").map(str::to_owned))
                .collect(),
        })
    }

    /// The code, its system and its label: from a coding, or from a plain text or number, which is its own label.
    fn coded(&mut self, option: AnswerOption<'d>, at: &At) -> Option<(String, Option<String>, Text)> {
        let Some(coding) = option.coding() else { return self.plain(option.element(), at) };
        let here = at.field("valueCoding");
        let code = coding.text("code").unwrap_or("").to_owned();
        if code.trim().is_empty() {
            self.problems.push(here.field("code").error(
                "choice-code-missing",
                "Cette réponse n'a pas de code. Donnez-lui un « code » court et stable.",
                "This answer has no code. Give it a short and stable \"code\".",
            ));
            return None;
        }
        let label = self.text(coding, "display", &here).unwrap_or_else(|| {
            let name = excerpt(&code);
            self.problems.push(here.field("display").error(
                "choice-label-missing",
                format!("La réponse « {name} » n'a pas de libellé. Écrivez-le dans « display »."),
                format!("The answer \"{name}\" has no label. Write it in \"display\"."),
            ));
            Text::default()
        });
        Some((code, coding.text("system").map(str::to_owned), label))
    }

    fn plain(&mut self, element: Element<'d>, at: &At) -> Option<(String, Option<String>, Text)> {
        if let Some(number) = element.whole("valueInteger") {
            return Some((number.to_string(), None, Text::new(&self.base, &number.to_string())));
        }
        if let Some(label) = self.text(element, "valueString", at) {
            return Some((label.original().to_owned(), None, label));
        }
        self.problems.push(at.error(
            "choice-empty",
            "Cette réponse possible est vide. Donnez-lui un « valueCoding » avec « code » et « display ».",
            "This possible answer is empty. Give it a \"valueCoding\" with \"code\" and \"display\".",
        ));
        None
    }

    /// The weight, from either extension of HL7, on the option or on its coding.
    fn weight(&mut self, option: AnswerOption<'d>, missing: Option<MissingKind>, at: &At) -> Option<i64> {
        let places = [Some(option.element()), option.coding()];
        let urls = [fhir::url::ORDINAL_VALUE, fhir::url::ITEM_WEIGHT];
        let found =
            places.into_iter().flatten().flat_map(|place| urls.map(|url| place.extension(url))).flatten().next()?;
        let weight = found.value_name().and_then(|name| found.whole(name));
        if weight.is_none() {
            self.problems.push(at.error(
                "weight-not-whole",
                "La valeur de cette réponse n'est pas un nombre entier. Multipliez toute l'échelle pour n'avoir que des \
                 entiers.",
                "The value of this answer is not a whole number. Multiply the whole scale so that all are.",
            ));
        }
        if weight.is_some() && missing.is_some() {
            self.problems.push(at.error(
                "missing-with-weight",
                "Une réponse manquante (sans avis, non concerné…) n'est jamais un point de l'échelle. Retirez sa valeur.",
                "A missing answer (no opinion, not concerned...) is never a point of the scale. Remove its value.",
            ));
            return None;
        }
        weight
    }
}
