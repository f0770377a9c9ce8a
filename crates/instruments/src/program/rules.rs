//! Conditions, rules and expressions of a questionnaire, read one by one.

use fhir::Element;

use super::{
    Check, Expr, StepKind,
    build::{Builder, Outside, Seen},
    lower::{self, Notes, Scope, Shape},
    values,
};
use crate::{
    problem::{At, excerpt},
    sdc,
};

impl<'d> Builder<'d> {
    pub(super) fn condition(&mut self, condition: Element<'d>, at: &At) -> Option<Expr> {
        let name = condition.text("question").unwrap_or("");
        let Some(&item) = self.by_link.get(name) else {
            let name = excerpt(name);
            self.problems.push(at.field("question").error(
                "enable-when-unknown-item",
                format!("La condition regarde la question « {name} », qui n'existe pas. Corrigez son nom."),
                format!("The condition looks at question \"{name}\", which does not exist. Correct its name."),
            ));
            return None;
        };
        let test = match condition.text("operator") {
            Some("exists") => super::Function::Exists,
            Some(word @ ("=" | "!=" | "<" | "<=" | ">" | ">=")) => super::Function::from_word(word)?,
            other => {
                let other = excerpt(other.unwrap_or(""));
                self.problems.push(at.field("operator").error(
                    "enable-when-operator",
                    format!("« {other} » n'est pas un opérateur. Utilisez exists, =, !=, <, <=, > ou >=."),
                    format!("\"{other}\" is not an operator. Use exists, =, !=, <, <=, > or >=."),
                ));
                return None;
            }
        };
        let value = values::named(condition, "answer").map(values::bare);
        if value.is_none() {
            self.problems.push(at.error(
                "enable-when-value",
                "La condition ne dit pas à quoi la réponse est comparée. Ajoutez answerCoding, answerBoolean…",
                "The condition does not say what the answer is compared with. Add answerCoding, answerBoolean...",
            ));
        }
        value.map(|value| Expr::When(item, test, value))
    }

    pub(super) fn checks(&mut self, element: Element<'d>, item: Option<u32>, at: &At, seen: &Seen) {
        for url in [sdc::CONSTRAINT, sdc::TARGET_CONSTRAINT] {
            for found in element.extensions(url) {
                let part = |name: &str| found.extension_text(name).map(str::to_owned);
                let expression = found.extension("expression");
                let inner = expression.and_then(|one| one.child("valueExpression")).or(expression);
                let Some(inner) = inner else { continue };
                let Some((expr, _)) = self.expression(inner, url, item, at, seen) else { continue };
                let check = Check {
                    key: part("key").unwrap_or_default(),
                    human: part("human").unwrap_or_default(),
                    warning: part("severity").as_deref() == Some("warning"),
                };
                self.push(StepKind::Check(check.into()), item, vec![expr], false);
            }
        }
    }

    pub(super) fn expression(
        &mut self,
        expression: Element<'d>,
        purpose: &'static str,
        item: Option<u32>,
        at: &At,
        seen: &Seen,
    ) -> Option<(Expr, Shape)> {
        let source = expression.text("expression").or_else(|| expression.text("valueString"))?;
        let language = expression.text("language").unwrap_or("text/fhirpath");
        if language != "text/fhirpath" {
            self.outside.push(Outside { item, purpose, source: source.to_owned() });
            self.left_outside(at, source, language);
            return None;
        }
        let parsed = match fhirpath::parse(source) {
            Ok(parsed) => parsed,
            Err(error) => {
                let shown = excerpt(source);
                self.problems.push(at.error(
                    "expression-syntax",
                    format!("L'expression « {shown} » ne se lit pas : {error}. Corrigez-la."),
                    format!("The expression \"{shown}\" cannot be read: {error}. Correct it."),
                ));
                return None;
            }
        };
        let by_link = Some(&self.by_link).filter(|names| names.len() == self.items.len());
        let (items, top) = (self.items.as_slice(), self.top.as_slice());
        let scope = Scope { items, top, item, variables: seen, names: self.names.as_ref(), by_link };
        match lower::lower(&parsed, &scope) {
            Ok((lowered, _)) if lower::words(&lowered.expr, &self.words).is_none() => {
                self.outside.push(Outside { item, purpose, source: source.to_owned() });
                self.left_outside(at, source, "months + weeks");
                None
            }
            Ok((lowered, notes)) => {
                self.noted(&notes, source, at);
                Some((lowered.expr, lowered.shape))
            }
            Err(unlowered) => {
                self.outside.push(Outside { item, purpose, source: source.to_owned() });
                self.left_outside(at, source, &unlowered.part);
                None
            }
        }
    }

    fn left_outside(&mut self, at: &At, source: &str, part: &str) {
        let (shown, part) = (excerpt(source), excerpt(part));
        self.problems.push(at.warning(
            "expression-outside",
            format!("« {shown} » ne peut pas suivre les réponses pendant la saisie, à cause de « {part} »."),
            format!("\"{shown}\" cannot follow the answers as they are typed, because of \"{part}\"."),
        ));
    }

    fn noted(&mut self, notes: &Notes, source: &str, at: &At) {
        for name in &notes.borrowed {
            let shown = excerpt(source);
            // One telling for an item is enough, however often its expressions use such names.
            if self.problems.iter().any(|one| one.code == "path-not-portable" && one.path == at.path) {
                continue;
            }
            self.problems.push(at.warning(
                "path-not-portable",
                format!("Dans « {shown} », « {name} » n'est compris que par certains logiciels. Écrivez « value »."),
                format!("In \"{shown}\", \"{name}\" is understood by some software only. Write \"value\"."),
            ));
        }
        for part in &notes.nowhere {
            let part = excerpt(part);
            self.problems.push(at.warning(
                "path-leads-nowhere",
                format!(
                    "« {part} » ne trouve jamais rien : aucune question de ce nom à ce niveau, ou seulement des groupes, \
                     qui n'ont pas de réponse. Descendez jusqu'aux questions (« .item ») ou corrigez le nom."
                ),
                format!(
                    "\"{part}\" never finds anything: no question has that name at that level, or there are only \
                     groups, which have no answer. Go down to the questions (\".item\") or correct the name."
                ),
            ));
        }
    }
}
