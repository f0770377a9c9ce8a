//! LimeSurvey's validation equations, and other limits that are expressions, as constraints in FHIRPath.

use serde_json::json;

use super::{Builder, Node, conditions::short, extend, limits::kept, url, walk::find};
use crate::limesurvey::{
    em::{self, Translator},
    ledger::{At, Said},
    model::{Attr, Question},
    names::Var,
};

impl<'s> Builder<'s> {
    /// LimeSurvey's own validation equations, with the tip shown when they fail.
    pub(super) fn equations(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        for (name, each_row) in [("em_validation_q", false), ("em_validation_sq", true)] {
            let Some(attr) = question.attr(name).cloned() else { continue };
            let tips = question.attr_texts(&format!("{name}_tip"), &self.survey.base);
            let tip = tips.first().map(|tip| crate::limesurvey::html::clean(tip.raw).plain);
            let fr = tip.clone().unwrap_or_else(|| "Cette réponse n'est pas valable.".to_owned());
            let en = tip.unwrap_or_else(|| "This answer is not valid.".to_owned());
            for (rank_of, text) in tips.iter().enumerate() {
                let said = if rank_of == 0 {
                    kept(
                        "validation-tip",
                        "Message repris dans la contrainte.",
                        "Message carried over in the constraint.",
                    )
                } else {
                    Said::lost(
                        "validation-tip",
                        "Le message d'une contrainte n'a qu'une langue dans FHIR R4.",
                        "The message of a constraint has one language only in FHIR R4.",
                    )
                };
                self.ledger.row(text.at, said);
            }
            if each_row {
                self.on_each(items, rank, question, &attr, attr.value, (&fr, &en));
            } else if let Some(item) = items.first_mut() {
                self.on_one(item, rank, &attr, attr.value, (&fr, &en));
            }
        }
    }

    pub(super) fn on_one(&mut self, item: &mut Node, rank: usize, attr: &Attr<'s>, source: &str, human: (&str, &str)) {
        if let Some(path) = self.constraint(rank, None, attr.at, source, attr.value) {
            self.constrain(item, attr.name, &path, (human.0.to_owned(), human.1.to_owned()));
        }
    }

    /// One constraint on each answer of the question.
    pub(super) fn on_each(
        &mut self,
        items: &mut [Node],
        rank: usize,
        question: &Question<'s>,
        attr: &Attr<'s>,
        source: &str,
        human: (&str, &str),
    ) {
        let vars: Vec<Var> =
            self.names.parts(rank).filter(|var| !var.part.ends_with("comment")).take(300).cloned().collect();
        let only_one = matches!(question.kind, 'M' | 'P');
        for var in vars.iter().take(if only_one { 1 } else { usize::MAX }) {
            let Some(path) = self.constraint(rank, Some(var), attr.at, source, attr.value) else { return };
            let human = (human.0.to_owned(), human.1.to_owned());
            let mut target = None;
            find(items, &var.link, &mut |item| target = Some(std::mem::take(item)));
            if let Some(mut item) = target {
                self.constrain(&mut item, attr.name, &path, human);
                // The emptied node has no name any more: it is found by that.
                let mut full = Some(item);
                find(items, "", &mut |place| {
                    if let Some(item) = full.take() {
                        *place = item
                    }
                });
            }
        }
    }

    fn constraint(&mut self, rank: usize, this: Option<&Var>, at: At, source: &str, shown: &str) -> Option<String> {
        let (survey, names) = (self.survey, self.names);
        let mut translator = Translator::new(survey, names, Some(rank));
        translator.this = this;
        let path = match em::parse(source.trim()) {
            Ok(expr) => translator.condition(&expr),
            Err(fault) => {
                translator.remarks.push(fault.into());
                None
            }
        };
        let remarks = std::mem::take(&mut translator.remarks);
        if self.ledger.says_row(at) {
            return path;
        }
        let said = if path.is_some() {
            kept(
                "validation",
                "Contrôle repris en FHIRPath (constraint).",
                "Check carried over in FHIRPath (constraint).",
            )
        } else {
            Said::lost(
                "validation-lost",
                format!("Le contrôle « {} » n'a pas d'équivalent : la réponse n'est pas contrôlée.", short(shown)),
                format!("The check \"{}\" has no equivalent: the answer is not checked.", short(shown)),
            )
            .mend(
                "Simplifiez le contrôle, ou vérifiez les réponses après coup.",
                "Simplify the check, or verify the answers afterwards.",
            )
        };
        self.ledger.row(at, said);
        self.remarks(at, "", &remarks);
        path
    }

    /// Adds a constraint.
    pub(super) fn constrain(&self, item: &mut Node, key: &str, path: &str, human: (String, String)) {
        let words = if self.survey.base.starts_with("fr") { human.0 } else { human.1 };
        extend(
            item,
            json!({"url": url::CONSTRAINT, "extension": [
            {"url": "key", "valueId": key.replace('_', "-")},
            {"url": "severity", "valueCode": "error"},
            {"url": "expression", "valueString": path},
            {"url": "human", "valueString": words}]}),
        );
    }
}
