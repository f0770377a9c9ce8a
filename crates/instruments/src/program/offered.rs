//! Which answers a question offers, the pattern of its texts, and the units that a form can hold.

use std::collections::HashSet;

use fhir::Element;

use super::{
    Expr, FormItem, Lists, Pattern, Step, StepKind, Value,
    build::{Builder, Outside, Seen},
    values,
};
use crate::{
    problem::{At, excerpt},
    sdc,
};

impl<'d> Builder<'d> {
    /// The step that decides which answers are offered, where something does.
    pub(super) fn offered(&mut self, element: Element<'d>, item: u32, at: &At, seen: &Seen) {
        if let Some(expression) = element.extension(sdc::ANSWERS).and_then(|one| one.child("valueExpression")) {
            if let Some((expr, _)) = self.expression(expression, sdc::ANSWERS, Some(item), at, seen) {
                self.push(StepKind::Options(None), Some(item), vec![expr], false);
            }
            return;
        }
        let (mut tests, mut switched) = (Vec::new(), Vec::new());
        for toggle in element.extensions(sdc::TOGGLE) {
            let Some(found) = toggle.extension("expression") else { continue };
            let Some(expression) = found.child("valueExpression") else { continue };
            let Some((expr, _)) = self.expression(expression, sdc::TOGGLE, Some(item), at, seen) else {
                // One condition that cannot be followed leaves all of them with the server: half of the answers switched
                // would be worse than none.
                return;
            };
            tests.push(expr);
            switched.push(self.switched(toggle, item, at));
        }
        if !tests.is_empty() {
            self.push(StepKind::Options(Some(switched)), Some(item), tests, false);
        }
    }

    /// The numbers of the printed answers that a toggle names.
    fn switched(&mut self, toggle: Element<'d>, item: u32, at: &At) -> Vec<u32> {
        let mut out = Vec::new();
        for value in toggle.extensions("option").filter_map(values::value) {
            let options = self.items.get(item as usize).map(|one| one.options.as_slice()).unwrap_or_default();
            match (0_u32..).zip(options).find(|(_, option)| crate::session::is_chosen(&option.value, &value)) {
                Some((number, _)) => out.push(number),
                None => self.problems.push(at.warning(
                    "toggle-unknown-option",
                    "Une condition porte sur une réponse que cette question n'imprime pas. Corrigez son code.",
                    "A condition switches an answer that this item does not print. Correct its code.",
                )),
            }
        }
        out
    }

    /// The pattern of a question's texts. One that the page and the server would read differently is judged on the server
    /// alone, and said.
    pub(super) fn pattern(&mut self, element: Element<'d>, at: &At) -> Option<Pattern> {
        let written = element.extension_text(sdc::PATTERN)?;
        let found = Pattern::of_question(written);
        if found.is_none() {
            let item = u32::try_from(self.items.len()).ok();
            self.outside.push(Outside { item, purpose: sdc::PATTERN, source: written.to_owned() });
            let shown = excerpt(written);
            self.problems.push(at.warning(
                "pattern-outside",
                format!(
                    "La forme « {shown} » n'est vérifiée qu'à la réception : les navigateurs la liraient autrement, ou \
                     elle est trop longue. Écrivez-la sans anticipation, sans rappel et sans \\b."
                ),
                format!(
                    "The form \"{shown}\" is checked on arrival only: browsers would read it differently, or it is too \
                     long. Write it without looking ahead, without references back and without \\b."
                ),
            ));
        }
        found
    }
}

/// Units that people answer with where a question does not say which it takes.
const USUAL: [&str; 32] = [
    "kg", "g", "mg", "ug", "[lb_av]", "[oz_av]", "m", "cm", "mm", "km", "[in_i]", "[ft_i]", "L", "dL", "mL", "Cel",
    "K", "[degF]", "s", "min", "h", "d", "wk", "mo", "a", "days", "weeks", "months", "years", "mm[Hg]", "kPa", "%",
];

/// Every unit that a form names: in expressions, conditions, bounds, initial values and the units it lets people choose; the
/// usual ones where it lets them choose any.
pub(super) fn units(root: Element<'_>, lists: &Lists<'_>, items: &[FormItem], steps: &[Step]) -> HashSet<String> {
    let mut out = HashSet::new();
    let mut add = |value: &Value| {
        if let Value::Quantity(amount) = value {
            out.insert(amount.unit.clone());
        }
    };
    for item in items {
        item.least.iter().chain(&item.greatest).chain(&item.initial).for_each(&mut add);
        item.options.iter().for_each(|option| add(&option.value));
    }
    let expressions = items.iter().filter_map(|item| item.initial_expression.as_ref());
    let mut waiting: Vec<&Expr> = steps.iter().flat_map(|step| &step.tests).chain(expressions).collect();
    while let Some(expr) = waiting.pop() {
        match expr {
            Expr::Literal(value) | Expr::When(_, _, value) => add(value),
            Expr::Items(from, _) => waiting.push(from),
            Expr::Call(_, operands) => waiting.extend(operands),
            Expr::Empty | Expr::Variable(_) | Expr::Near(_) => {}
        }
    }
    let mut elements: Vec<Element<'_>> = root.list("item").collect();
    while let Some(element) = elements.pop() {
        elements.extend(element.list("item"));
        let mut says = false;
        for found in element.list("extension") {
            match found.text("url") {
                Some(sdc::UNIT_OPTION | sdc::UNIT) => {
                    out.extend(found.child("valueCoding").and_then(|one| one.text("code")).map(str::to_owned));
                }
                Some(sdc::UNIT_SET) => {
                    let named = found.value_name().and_then(|name| found.text(name));
                    let listed = named.and_then(|name| lists.members(name));
                    let options = listed.iter().flat_map(|members| &members.options);
                    out.extend(options.filter_map(|option| match &option.value {
                        Value::Coding(coding) => Some(coding.code.clone()),
                        _ => None,
                    }));
                }
                _ => continue,
            }
            says = true;
        }
        if !says && element.text("type") == Some("quantity") {
            out.extend(USUAL.map(str::to_owned));
        }
    }
    out
}
