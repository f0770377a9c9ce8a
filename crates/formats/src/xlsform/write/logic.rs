//! Conditions and limits of FHIR as XPath.

use std::collections::HashMap;

use fhir::Element;
use serde_json::Value;

use super::super::extensions as ext;

/// What an item is called in the workbook, by link id.
pub(super) type Names = HashMap<String, String>;

/// The XPath an expression was translated from, when it was.
pub(super) fn source(item: Element<'_>, url: &str) -> Option<String> {
    source_of(item.extension(url)?)
}

/// The same, of an extension.
pub(super) fn source_of(extension: Element<'_>) -> Option<String> {
    extension.child("valueExpression")?.extension_text(ext::XPATH).map(str::to_owned)
}

/// The condition of an item.
pub(super) fn relevant(item: Element<'_>, names: &Names, several: &dyn Fn(&str) -> bool) -> Option<String> {
    if let Some(text) = source(item, ext::ENABLE_WHEN) {
        return Some(text);
    }
    let parts: Option<Vec<String>> = item.list("enableWhen").map(|when| condition(when, names, several)).collect();
    let parts = parts?;
    let link = if item.text("enableBehavior") == Some("any") { " or " } else { " and " };
    (!parts.is_empty()).then(|| parts.join(link))
}

fn condition(when: Element<'_>, names: &Names, several: &dyn Fn(&str) -> bool) -> Option<String> {
    let question = when.text("question")?;
    let name = names.get(question)?;
    let answer = when.value().as_object()?.iter().find(|(key, _)| key.starts_with("answer"))?;
    let operator = when.text("operator")?;
    if operator == "exists" {
        let there = answer.1.as_bool()?;
        return Some(format!("${{{name}}} {} ''", if there { "!=" } else { "=" }));
    }
    let value = match (answer.0.as_str(), answer.1) {
        ("answerCoding", coding) => {
            let code = literal(Element::new(coding).text("code")?)?;
            return match (operator, several(question)) {
                ("=", true) => Some(format!("selected(${{{name}}}, {code})")),
                ("=", false) => Some(format!("${{{name}}} = {code}")),
                ("!=", _) => Some(format!("not(selected(${{{name}}}, {code}))")),
                _ => None,
            };
        }
        ("answerBoolean", Value::Bool(flag)) => format!("'{flag}'"),
        ("answerInteger" | "answerDecimal", Value::Number(number)) => number.to_string(),
        ("answerDate", Value::String(text)) => format!("date({})", literal(text)?),
        (_, Value::String(text)) => literal(text)?,
        _ => return None,
    };
    Some(format!("${{{name}}} {operator} {value}"))
}

/// A text of XPath: it cannot hold both kinds of quotes.
fn literal(text: &str) -> Option<String> {
    match (text.contains('\''), text.contains('"')) {
        (false, _) => Some(format!("'{text}'")),
        (true, false) => Some(format!("\"{text}\"")),
        (true, true) => None,
    }
}

/// The constraint of an item: the one it came with, or its limits.
pub(super) fn constraint(item: Element<'_>, is_scale: bool) -> Option<String> {
    if let Some(rule) = item.extension(ext::TARGET_CONSTRAINT) {
        let expression = rule.list("extension").find(|part| part.text("url") == Some("expression"))?;
        return source_of(expression);
    }
    let mut parts = Vec::new();
    if !is_scale {
        for (url, sign) in [(fhir::url::MIN_VALUE, ">="), (fhir::url::MAX_VALUE, "<=")] {
            let Some(limit) = item.extension(url) else { continue };
            match limit.value_name().and_then(|name| limit.value().get(name)) {
                Some(Value::Number(number)) => parts.push(format!(". {sign} {number}")),
                Some(Value::String(text)) => parts.push(format!(". {sign} date({})", literal(text)?)),
                _ => {}
            }
        }
    }
    if let Some(shortest) = item.extension_whole(ext::MIN_LENGTH) {
        parts.push(format!("string-length(.) >= {shortest}"));
    }
    if let Some(longest) = item.whole("maxLength") {
        parts.push(format!("string-length(.) <= {longest}"));
    }
    if let Some(pattern) = item.extension_text(ext::REGEX) {
        parts.push(format!("regex(., {})", literal(pattern)?));
    }
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// What is said when the constraint is not kept: the element and the name of its text.
pub(super) fn message(item: Element<'_>) -> Option<(Element<'_>, &'static str)> {
    if let Some(rule) = item.extension(ext::TARGET_CONSTRAINT) {
        let human = rule.list("extension").find(|part| part.text("url") == Some("human"))?;
        return (human.text("valueString") != Some("?")).then_some((human, "valueString"));
    }
    item.extension(ext::CONSTRAINT_MESSAGE).map(|message| (message, "valueString"))
}
