//! Rules that answers must keep, and values that the questionnaire computes.

use fhir::Element;
use fhirpath::Collection;
use serde_json::Value;

use super::MOST_PROBLEMS;
use super::expressions::{Expressions, Written, rule};
use super::value::typed;
use crate::problem::{At, excerpt};
use crate::{Problem, sdc};

/// Checks the rules of the questionnaire (`focus` is the response) or of an item (`focus` is the item of the response).
pub(super) fn check<'d>(
    expressions: &Expressions<'d>,
    owner: Element<'d>,
    focus: &Collection<'d>,
    at: &At,
    problems: &mut Vec<Problem>,
) {
    for constraint in [sdc::CONSTRAINT, sdc::TARGET_CONSTRAINT].into_iter().flat_map(|url| owner.extensions(url)) {
        if problems.len() >= MOST_PROBLEMS {
            return;
        }
        let key = excerpt(constraint.extension_text("key").unwrap_or(""));
        let Some(written) = rule(constraint) else { continue };
        let kept = if written.is_path() { expressions.kept(written, owner, focus).ok() } else { None };
        let human = excerpt(constraint.extension_text("human").unwrap_or(written.text));
        match kept {
            Some(true) => {}
            Some(false) => {
                let (fr, en) = (
                    format!("La règle « {key} » du questionnaire n'est pas respectée : {human}"),
                    format!("The rule \"{key}\" of the questionnaire is not kept: {human}"),
                );
                let warning = constraint.extension_text("severity") == Some("warning");
                problems.push(if warning {
                    at.warning("rule-not-kept", fr, en)
                } else {
                    at.error("rule-not-kept", fr, en)
                });
            }
            None => problems.push(at.warning(
                "rule-not-decided",
                format!("La règle « {key} » du questionnaire n'a pas pu être évaluée : {human}"),
                format!("The rule \"{key}\" of the questionnaire could not be evaluated: {human}"),
            )),
        }
    }
}

/// Compares what an item of the response states with what the questionnaire computes. A value that people may change is
/// only pointed out; one that nobody types in is wrong.
pub(super) fn calculated<'d>(
    expressions: &Expressions<'d>,
    question: Element<'d>,
    item: Element<'d>,
    focus: &Collection<'d>,
    at: &At,
    problems: &mut Vec<Problem>,
) {
    let Some(written) = question.extension(sdc::CALCULATED).and_then(Written::of) else { return };
    let stated: Vec<(&str, &Value)> = item.list("answer").filter_map(|answer| typed(answer, "value")).collect();
    if stated.is_empty() || !written.is_path() {
        return;
    }
    let Some(computed) = expressions.value(written, question, focus) else {
        problems.push(at.warning(
            "calculation-not-decided",
            "Le calcul de cette valeur n'a pas pu être refait : elle n'a pas été comparée.",
            "The calculation of this value could not be done again: it was not compared.",
        ));
        return;
    };
    if expressions.agree(&computed, &stated) != Some(false) {
        return;
    }
    let computed = excerpt(&expressions.told(&computed));
    let said: Vec<String> = stated.iter().map(|(_, value)| told(value)).collect();
    let said = excerpt(&said.join(", "));
    let (fr, en) = (
        format!("La réponse indique {said} ; le calcul du questionnaire donne {computed}. Vérifiez l'un et l'autre."),
        format!("The response states {said}; the questionnaire computes {computed}. Check both."),
    );
    let typed_by_nobody = question.flag("readOnly") == Some(true);
    let code = "stated-value-differs";
    problems.push(if typed_by_nobody { at.error(code, fr, en) } else { at.warning(code, fr, en) });
}

fn told(value: &Value) -> String {
    let part = |name: &str| value.get(name).map(ToString::to_string);
    match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => {
            let code = value.get("code").and_then(Value::as_str);
            part("value").or_else(|| code.map(str::to_owned)).unwrap_or_else(|| "…".to_owned())
        }
        other => other.to_string(),
    }
}
