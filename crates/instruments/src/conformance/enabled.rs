//! Whether an item was to be answered: `enableWhen`, looked up in the instance of a repeated group it belongs to.

use std::cmp::Ordering;

use fhir::Element;
use serde_json::Value;

use super::World;
use super::index::{Answers, Index};
use super::value::{compare, same, typed};

/// The extension that holds a condition in another language.
const EXPRESSION: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";

/// The same idea under the address of the Finnish national service, from before there was a common one: a FHIRPath text.
const EXPRESSION_FI: &str = "http://phr.kanta.fi/StructureDefinition/fiphr-ext-questionnaire-enablewhen";

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

pub(super) struct Conditions<'a, 'q, 'r> {
    pub index: &'a Index<'q>,
    pub given: &'a Answers<'r>,
    pub response: Element<'r>,
    pub world: &'a dyn World,
}

impl<'r> Conditions<'_, '_, 'r> {
    pub fn enabled(&self, item: Element<'_>, stack: &Stack<'r>) -> Enabled {
        if let Some((text, language)) = expression(item) {
            return match self.world.holds(text, language, self.response.value()) {
                Some(true) => Enabled::Yes,
                Some(false) => Enabled::No,
                None => Enabled::Unknown,
            };
        }
        let any = item.text("enableBehavior") == Some("any");
        let mut tests = item.list("enableWhen").map(|test| self.test(test, stack)).peekable();
        if tests.peek().is_none() {
            return Enabled::Yes;
        }
        let holds = if any { tests.any(|holds| holds) } else { tests.all(|holds| holds) };
        if holds { Enabled::Yes } else { Enabled::No }
    }

    fn test(&self, test: Element<'_>, stack: &Stack<'r>) -> bool {
        let Some((kind, expected)) = typed(test, "answer") else { return false };
        let answers = self.answers(test.text("question").unwrap_or(""), stack);
        let operator = test.text("operator").unwrap_or("");
        if operator == "exists" {
            return expected.as_bool() == Some(!answers.is_empty());
        }
        let any =
            |operator: &str| answers.iter().any(|(_, given, answer)| holds(operator, kind, (given, answer), expected));
        // "True if no answer has a value that is equal": so also when there is none.
        if operator == "!=" { !any("=") } else { any(operator) }
    }

    /// The answers to a question, looked for in the innermost group that holds both it and the item that asks.
    fn answers(&self, link_id: &str, stack: &Stack<'r>) -> &[(usize, &'r str, &'r Value)] {
        let ancestors = self.index.ancestors(link_id);
        let shared = stack.iter().rev().find(|(one, _)| ancestors.contains(&one.as_str()));
        self.given.within(shared.map_or(self.response, |(_, element)| *element), link_id)
    }
}

/// The condition of an item in another language, and which language.
fn expression<'q>(item: Element<'q>) -> Option<(&'q str, &'q str)> {
    if let Some(found) = item.extension(EXPRESSION).and_then(|one| one.child("valueExpression")) {
        return Some((found.text("expression").unwrap_or(""), found.text("language").unwrap_or("")));
    }
    Some((item.extension(EXPRESSION_FI)?.text("valueString")?, "text/fhirpath"))
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
        "=" => same(kind, answer, expected),
        "<" => order() == Some(Ordering::Less),
        ">" => order() == Some(Ordering::Greater),
        "<=" => matches!(order(), Some(Ordering::Less | Ordering::Equal)),
        ">=" => matches!(order(), Some(Ordering::Greater | Ordering::Equal)),
        _ => false,
    }
}
