//! The answers. R5 allows several identifiers and demands the questionnaire's address; items and answers are the same.

use serde_json::Value;

use super::{CROSS, Changes, Node, Release, add_extension};

fn address() -> String {
    format!("{CROSS}QuestionnaireResponse.identifier")
}

pub(super) fn detect(root: &Value) -> Option<Release> {
    match root.get("identifier") {
        Some(Value::Array(_)) => Some(Release::R5),
        Some(Value::Object(_)) => Some(Release::R4),
        _ => None,
    }
}

pub(super) fn convert(root: &mut Node, to: Release, changes: &mut Changes) {
    match to {
        Release::R4 => to_r4(root, changes),
        Release::R5 => to_r5(root, changes),
    }
}

fn to_r4(root: &mut Node, changes: &mut Changes) {
    let Some(Value::Array(list)) = root.get("identifier").cloned() else { return };
    let mut all = list.into_iter();
    match all.next() {
        Some(first) => root.insert("identifier".to_owned(), first),
        None => root.shift_remove("identifier"),
    };
    changes.same("identifier", "R4 n'a qu'un identifiant.", "R4 has one identifier.");
    for more in all {
        add_extension(root, serde_json::json!({"url": address(), "valueIdentifier": more}));
        changes.differs(
            "identifier",
            "Un autre identifiant est gardé dans l'extension.",
            "A further identifier is kept in the extension.",
        );
    }
}

fn to_r5(root: &mut Node, changes: &mut Changes) {
    if let Some(first @ Value::Object(_)) = root.get("identifier").cloned() {
        let mut all = vec![first];
        let here = address();
        let is_more = |one: &Value| {
            one.get("url").is_some_and(|url| *url == *here) && one.get("valueIdentifier").is_some_and(Value::is_object)
        };
        if let Some(list) = root.get_mut("extension").and_then(Value::as_array_mut) {
            all.extend(list.iter().filter(|one| is_more(one)).filter_map(|one| one.get("valueIdentifier").cloned()));
            list.retain(|one| !is_more(one));
            if list.is_empty() {
                root.shift_remove("extension");
            }
        }
        root.insert("identifier".to_owned(), Value::Array(all));
        changes.same("identifier", "R5 a une liste d'identifiants.", "R5 has a list of identifiers.");
    }
    if root.get("questionnaire").is_none() {
        changes.differs(
            "questionnaire",
            "R5 exige l'adresse du questionnaire (« questionnaire ») : ajoutez-la.",
            "R5 demands the questionnaire's address (\"questionnaire\"): add it.",
        );
    }
}
