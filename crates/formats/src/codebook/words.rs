//! Conditions and types in words, in French and in English.

use std::collections::HashMap;

use fhir::Element;
use instruments::MissingKind;
use serde_json::Value;

use super::{Lang, Row, RowKind, Said, read::Named};
use crate::xlsform::extensions as form;

/// The condition of an item, in French and in English; empty when it is always asked.
pub(super) fn condition(item: Element<'_>, by_link: &HashMap<&str, Named<'_>>, main: &str) -> (String, String) {
    let parts: Vec<(String, String)> = item.list("enableWhen").map(|when| part(when, by_link, main)).collect();
    if !parts.is_empty() {
        let any = item.text("enableBehavior") == Some("any");
        let (fr, en) = if any { (" ou ", " or ") } else { (" et ", " and ") };
        let french: Vec<String> = parts.iter().map(|(fr, _)| fr.clone()).collect();
        let english: Vec<String> = parts.into_iter().map(|(_, en)| en).collect();
        return (format!("Si {}", french.join(fr)), format!("If {}", english.join(en)));
    }
    let Some(expression) = item.extension(form::ENABLE_WHEN).and_then(|one| one.child("valueExpression")) else {
        return (String::new(), String::new());
    };
    // The author's own words first: an XPath is shorter than the FHIRPath it became.
    let written = expression.extension_text(form::XPATH).or_else(|| expression.text("expression")).unwrap_or("");
    (format!("Si l'expression est vraie : {written}"), format!("If the expression is true: {written}"))
}

fn part(when: Element<'_>, by_link: &HashMap<&str, Named<'_>>, main: &str) -> (String, String) {
    let link = when.text("question").unwrap_or("");
    let named = by_link.get(link);
    let who = match named {
        Some(named) if !named.number.is_empty() => format!("{} ({link})", named.number),
        _ => link.to_owned(),
    };
    let answer = when.value().as_object().and_then(|map| map.iter().find(|(key, _)| key.starts_with("answer")));
    let Some((key, value)) = answer else { return (who.clone(), who) };
    let operator = when.text("operator").unwrap_or("=");
    if operator == "exists" {
        return if value.as_bool() == Some(true) {
            (format!("{who} a une réponse"), format!("{who} is answered"))
        } else {
            (format!("{who} n'a pas de réponse"), format!("{who} is not answered"))
        };
    }
    let sign = match operator {
        "!=" => "≠",
        ">=" => "≥",
        "<=" => "≤",
        other => other,
    };
    let said = |lang: &str| {
        if key == "answerCoding" {
            let code = Element::new(value).text("code").unwrap_or("");
            let label = named.and_then(|named| label(named.item, code, lang, main));
            return label.map_or_else(|| code.to_owned(), |label| format!("{label} [{code}]"));
        }
        match value {
            Value::Bool(true) if lang == "fr" => "oui".to_owned(),
            Value::Bool(false) if lang == "fr" => "non".to_owned(),
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) => "no".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    };
    (format!("{who} {sign} « {} »", said("fr")), format!("{who} {sign} \"{}\"", said("en")))
}

fn label(item: Element<'_>, code: &str, lang: &str, main: &str) -> Option<String> {
    let mut codings = item.list("answerOption").filter_map(|option| option.child("valueCoding"));
    let coding = codings.find(|coding| coding.text("code") == Some(code))?;
    let said = Said::of(coding, "display", main);
    (!said.is_empty()).then(|| said.in_language(lang).to_owned())
}

/// The type of a row in words.
pub(super) fn type_in_words(row: &Row, lang: Lang) -> &'static str {
    let french = lang == Lang::Fr;
    let (fr, en) = match (row.kind, row.item_type.as_str()) {
        (RowKind::Choice, _) => ("choix", "choice"),
        (RowKind::Group, _) if row.repeats => ("groupe répété", "repeated group"),
        (RowKind::Group, _) => ("groupe", "group"),
        (RowKind::Display, _) => ("texte à lire", "text to read"),
        (_, "choice") if row.repeats => ("plusieurs choix", "several choices"),
        (_, "choice") => ("un choix", "one choice"),
        (_, "open-choice") if row.repeats => ("plusieurs choix ou texte libre", "several choices or free text"),
        (_, "open-choice") => ("un choix ou texte libre", "one choice or free text"),
        (_, "boolean") => ("oui ou non", "yes or no"),
        (_, "integer") => ("nombre entier", "whole number"),
        (_, "decimal") => ("nombre décimal", "decimal number"),
        (_, "quantity") => ("quantité", "quantity"),
        (_, "date") => ("date", "date"),
        (_, "dateTime") => ("date et heure", "date and time"),
        (_, "time") => ("heure", "time"),
        (_, "string") => ("texte court", "short text"),
        (_, "text") => ("texte long", "long text"),
        (_, "url") => ("adresse", "address"),
        (_, "attachment") => ("fichier", "file"),
        _ => ("autre", "other"),
    };
    if french { fr } else { en }
}

/// A kind of missing answer in words; a code that is not known stays as it is.
pub(super) fn missing_in_words(code: &str, lang: Lang) -> &str {
    MissingKind::from_code(code).map_or(code, |kind| kind.label(lang))
}

/// The condition of a row in a language.
pub(super) fn condition_in(row: &Row, lang: Lang) -> &str {
    if lang == Lang::Fr { &row.condition.0 } else { &row.condition.1 }
}
