//! Whether an item was to be answered: `enableWhen`, looked up in the instance of a repeated group it belongs to.

use std::cmp::Ordering;

use fhir::Element;
use fhirpath::Collection;
use serde_json::Value;

use super::World;
use super::expressions::{ENABLE_WHEN_FI, Expressions, Written};
use super::index::{Answers, Index};
use super::value::{compare, same, typed};
use crate::sdc;

/// What can be said of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enabled {
    Yes,
    No,
    /// Its condition could not be decided.
    Unknown,
}

/// The response items being looked at, from the outermost: (link id, response item or answer).
pub(super) type Stack<'r> = Vec<(String, Element<'r>)>;

pub(super) struct Conditions<'a, 'd> {
    pub index: &'a Index<'d>,
    pub given: &'a Answers<'d>,
    pub response: Element<'d>,
    pub expressions: &'a Expressions<'d>,
    pub world: &'a dyn World,
}

impl<'d> Conditions<'_, 'd> {
    /// Whether an item was to be answered; `focus` is what its expressions start from.
    pub fn enabled(&self, item: Element<'d>, stack: &Stack<'d>, focus: &Collection<'d>) -> Enabled {
        if let Some((written, from_root)) = expression(item) {
            let root = self.expressions.response(self.response);
            let holds = match written.is_path() {
                true => self.expressions.holds(written, item, if from_root { &root } else { focus }),
                false => self.world.holds(written.text, written.language, self.response.value()),
            };
            return match holds {
                Some(true) => Enabled::Yes,
                Some(false) => Enabled::No,
                None => Enabled::Unknown,
            };
        }
        // STU3 has no behaviour and demands one condition of several; R4 demands the behaviour (que-12), and says of conditions
        // without it "treat \"enableWhen\"s as being joined by an \"or\" clause".
        let any = item.text("enableBehavior").is_none_or(|behaviour| behaviour == "any");
        let mut tests = item.list("enableWhen").map(|test| self.test(test, stack)).peekable();
        if tests.peek().is_none() {
            return Enabled::Yes;
        }
        let holds = if any { tests.any(|holds| holds) } else { tests.all(|holds| holds) };
        if holds { Enabled::Yes } else { Enabled::No }
    }

    fn test(&self, test: Element<'_>, stack: &Stack<'d>) -> bool {
        let answers = self.answers(test.text("question").unwrap_or(""), stack);
        // STU3 has this flag where later releases have the operator `exists`.
        if let Some(expected) = test.flag("hasAnswer") {
            return expected != answers.is_empty();
        }
        let Some((kind, expected)) = typed(test, "answer") else { return false };
        let operator = test.text("operator").unwrap_or("=");
        if operator == "exists" {
            return expected.as_bool() == Some(!answers.is_empty());
        }
        let any =
            |operator: &str| answers.iter().any(|(_, given, answer)| holds(operator, kind, (given, answer), expected));
        // "True if no answer has a value that is equal to the enableWhen answer" (R5): so also when there is none. R4 says
        // the same less clearly: "True if whether at least no answer has a value that is equal to the enableWhen answer."
        if operator == "!=" { !any("=") } else { any(operator) }
    }

    /// The answers to a question, looked for in the innermost group that holds both it and the item that asks. R4 means "the
    /// nearest question occurrence reachable by tracing first the \"ancestor\" axis and then the \"preceding\" axis and then
    /// the \"following\" axis" (Questionnaire.item.enableWhen.question); where several instances are as near, all count.
    fn answers(&self, link_id: &str, stack: &Stack<'d>) -> &[(usize, &'d str, &'d Value)] {
        let ancestors = self.index.ancestors(link_id);
        let shared = stack.iter().rev().find(|(one, _)| ancestors.contains(&one.as_str()));
        self.given.within(shared.map_or(self.response, |(_, element)| *element), link_id)
    }
}

/// The condition of an item in another language, and whether its paths start from the response. Those that name the
/// resource do, as the Finnish ones.
fn expression(item: Element<'_>) -> Option<(Written<'_>, bool)> {
    if let Some(found) = item.extension(sdc::ENABLE_WHEN).and_then(Written::of) {
        return Some((found, found.text.trim_start().starts_with("QuestionnaireResponse")));
    }
    item.extension(ENABLE_WHEN_FI).and_then(Written::of).map(|found| (found, true))
}

fn holds(operator: &str, kind: &str, (given, answer): (&str, &Value), expected: &Value) -> bool {
    // A whole number answered is also a decimal, and a date also a date-time.
    let alike = given == kind
        || matches!(
            (given, kind),
            ("Integer", "Decimal") | ("Decimal", "Integer") | ("Date", "DateTime") | ("DateTime", "Date")
        );
    if !alike {
        return false;
    }
    let order = || compare(kind, answer, expected);
    match operator {
        // A condition that names a code without its system is about that code in any system.
        "=" if kind == "Coding" && expected.get("system").is_none() && expected.get("code").is_some() => {
            answer.get("code") == expected.get("code")
        }
        "=" => same(kind, answer, expected),
        "<" => order() == Some(Ordering::Less),
        ">" => order() == Some(Ordering::Greater),
        "<=" => matches!(order(), Some(Ordering::Less | Ordering::Equal)),
        ">=" => matches!(order(), Some(Ordering::Greater | Ordering::Equal)),
        _ => false,
    }
}
