//! What a questionnaire says and XLSForm has no column for, carried in columns and a sheet of our own. Other readers of
//! XLSForm pass over them (pyxform refuses colons in the headers of `choices`, hence the underscores there).
//!
//! | sheet | column | holds |
//! |---|---|---|
//! | `survey` | `vecu::link_id` | the link id, when it cannot name a row |
//! | `survey` | `vecu::in` | the name of the question that the row stands in (XLSForm nests in groups only) |
//! | `survey` | `vecu::prefix` | what is printed before the text: `Q1` |
//! | `survey` | `vecu::text::parent`, `::relative`, `::proxy` | the wording when somebody else answers, in languages |
//! | `survey` | `vecu::no-speaker-text` | the speakers that the source has no wording for, with spaces between |
//! | `survey` | `vecu::item-type` | `satisfaction`, `experience`, `outcome` |
//! | `survey` | `vecu::moment` | `before`, `during`, `after` |
//! | `survey` | `vecu::valence` | `positive`, `negative`: of an open question |
//! | `survey` | `vecu::local` | `yes`: added to an instrument of others |
//! | `survey` | `vecu::fhir` | what else differs from what the row says, see below |
//! | `choices` | `vecu_system` | the code system; `-` when the code has none |
//! | `choices` | `vecu_weight` | the number the choice stands for on its scale |
//! | `choices` | `vecu_missing` | the kind of missing answer it is, see [`instruments::MissingKind`] |
//! | `choices` | `vecu_unread` | `yes`: accepted but not cited by the interviewer |
//! | `choices` | `vecu_fhir` | what else differs |
//! | `settings` | `vecu::designers` | who designed it, and with whom, in languages |
//! | `settings` | `vecu::moment-told` | the moment of life it looks at, in languages |
//! | `settings` | `vecu::licence`, `vecu::licence-source`, `vecu::licence-note` | terms of use, in languages |
//! | `settings` | `vecu::lists` | `shared`: questions that take the same list name one ValueSet of the questionnaire; `own`: each has its answers |
//! | `vecu` | `name`, `value` | what else the questionnaire says: a property and its JSON, in as many rows as it needs |
//!
//! **What differs** is a JSON object: each property that the row does not say as the questionnaire does, with its value
//! or with `null` when the questionnaire has none. `extension` is an object of addresses, each with its list of
//! extensions (empty: none), and with their `order` when that differs too. It goes before what the other cells say, and
//! holds nothing that they can say.

use serde_json::{Map, Value};

/// The columns of `survey` that hold one code, and the extension each becomes.
pub(crate) const CODES: &[(&str, &str)] = &[
    ("vecu::item-type", instruments::extensions::ITEM_TYPE),
    ("vecu::moment", instruments::extensions::MOMENT),
    ("vecu::valence", instruments::extensions::VALENCE),
    ("vecu::theme", instruments::extensions::THEME),
];
/// The columns of `survey` that hold a wording, and who says it.
pub(crate) const SPEAKERS: &[(&str, &str)] =
    &[("vecu::text::parent", "parent"), ("vecu::text::relative", "relative"), ("vecu::text::proxy", "proxy")];
/// The columns of `settings` that hold a text, and the extension each becomes.
pub(crate) const TOLD: &[(&str, &str)] = &[
    ("vecu::designers", instruments::extensions::DESIGNERS),
    ("vecu::moment-told", instruments::extensions::MOMENT_TOLD),
];
/// The columns of `settings` that hold a part of the licence.
pub(crate) const LICENCE: &[(&str, &str)] =
    &[("vecu::licence", "name"), ("vecu::licence-source", "source"), ("vecu::licence-note", "note")];
/// The sheet of what else the questionnaire says.
pub(crate) const SHEET: &str = "vecu";
/// The column of `settings` that tells whether questions share their lists; without it they do, unless the workbook carries
/// something else of ours.
pub(crate) const LISTS: &str = "vecu::lists";
/// What it holds when they do.
pub(crate) const SHARED: &str = "shared";
/// What it holds when each question has its own answers.
pub(crate) const OWN: &str = "own";
/// The mark of a choice whose code has no system.
pub(crate) const NO_SYSTEM: &str = "-";

const ORDER: &str = "order";

/// What must be put into `made` so that it says what `meant` says; `apart` are properties that are carried otherwise.
/// None when they agree.
pub(crate) fn difference(
    meant: &Map<String, Value>,
    made: &Map<String, Value>,
    apart: &[&str],
) -> Option<Map<String, Value>> {
    let mut out = Map::new();
    for (key, value) in meant.iter().filter(|(key, _)| key.as_str() != "extension" && !apart.contains(&key.as_str())) {
        if made.get(key) != Some(value) {
            out.insert(key.clone(), value.clone());
        }
    }
    for key in made.keys().filter(|key| key.as_str() != "extension" && !apart.contains(&key.as_str())) {
        if !meant.contains_key(key) {
            out.insert(key.clone(), Value::Null);
        }
    }
    let (old, new) = (list(meant), list(made));
    // An empty list is not FHIR; forms of others have some all the same.
    let whole = old.is_empty() && meant.get("extension") != made.get("extension");
    if whole {
        out.insert("extension".to_owned(), meant.get("extension").cloned().unwrap_or_default());
    } else if old != new {
        out.insert("extension".to_owned(), Value::Object(between(old, new)));
    }
    (!out.is_empty()).then_some(out)
}

fn list(object: &Map<String, Value>) -> &[Value] {
    object.get("extension").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn address(extension: &Value) -> &str {
    extension.get("url").and_then(Value::as_str).unwrap_or("")
}

/// The addresses of a list, each once, in order.
fn addresses(list: &[Value]) -> Vec<&str> {
    list.iter().map(address).fold(Vec::new(), |mut all, one| {
        if !all.contains(&one) {
            all.push(one);
        }
        all
    })
}

fn of<'v>(list: &'v [Value], url: &str) -> Vec<&'v Value> {
    list.iter().filter(|one| address(one) == url).collect()
}

fn between(meant: &[Value], made: &[Value]) -> Map<String, Value> {
    let mut out = Map::new();
    for url in addresses(meant).into_iter().chain(addresses(made)) {
        let (old, new) = (of(meant, url), of(made, url));
        if old != new {
            out.insert(url.to_owned(), Value::Array(old.into_iter().cloned().collect()));
        }
    }
    let mut tried = made.to_vec();
    extensions(&mut tried, &out);
    if tried != meant {
        let order = meant.iter().map(|one| Value::from(address(one))).collect();
        out.insert(ORDER.to_owned(), Value::Array(order));
    }
    out
}

/// Puts a difference into an object. What is no object of addresses is no list of extensions, and is left out.
pub(crate) fn apply(object: &mut Map<String, Value>, difference: Map<String, Value>, apart: &[&str]) {
    for (key, value) in difference {
        if apart.contains(&key.as_str()) {
            continue;
        }
        if key != "extension" || !value.is_object() {
            let empty = value.as_array().is_some_and(Vec::is_empty);
            if value.is_null() {
                object.shift_remove(&key);
            } else if key != "extension" || empty {
                object.insert(key, value);
            }
            continue;
        }
        let Value::Object(change) = value else { continue };
        let mut all = list(object).to_vec();
        extensions(&mut all, &change);
        if all.is_empty() {
            object.shift_remove("extension");
        } else {
            object.insert(key, Value::Array(all));
        }
    }
}

/// Each address that is changed has its new list where its old one began, or at the end.
fn extensions(all: &mut Vec<Value>, change: &Map<String, Value>) {
    for (url, new) in change.iter().filter(|(url, _)| url.as_str() != ORDER) {
        let at = all.iter().position(|one| address(one) == url).unwrap_or(all.len());
        all.retain(|one| address(one) != url);
        let new = new.as_array().cloned().unwrap_or_default();
        let at = at.min(all.len());
        all.splice(at..at, new.into_iter().filter(Value::is_object));
    }
    let Some(order) = change.get(ORDER).and_then(Value::as_array) else { return };
    let mut rest = std::mem::take(all);
    for url in order.iter().filter_map(Value::as_str) {
        if let Some(at) = rest.iter().position(|one| address(one) == url) {
            all.push(rest.remove(at));
        }
    }
    all.append(&mut rest);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_difference_put_back_makes_the_same() {
        let e = |url: &str, value: i64| json!({"url": url, "valueInteger": value});
        let lists = [
            vec![],
            vec![Value::Null],
            vec![e("a", 1)],
            vec![e("a", 1), e("b", 2)],
            vec![e("b", 2), e("a", 1)],
            vec![e("a", 2), e("c", 1), e("a", 1)],
            vec![e("c", 1), e("b", 2), e("a", 2), e("a", 1)],
        ];
        let keys = [json!({}), json!({"text": "x"}), json!({"text": "y", "maxLength": 3}), json!({"type": null})];
        let all: Vec<Map<String, Value>> = lists
            .iter()
            .flat_map(|list| keys.iter().map(move |object| (list, object)))
            .map(|(list, object)| {
                let mut object = object.as_object().unwrap().clone();
                object.retain(|_, value| !value.is_null());
                if !list.is_empty() {
                    let list = list.iter().filter(|one| one.is_object()).cloned().collect();
                    object.insert("extension".to_owned(), Value::Array(list));
                }
                object
            })
            .collect();
        for meant in &all {
            for made in &all {
                let difference = difference(meant, made, &[]);
                assert_eq!(difference.is_none(), meant == made);
                let mut again = made.clone();
                apply(&mut again, difference.unwrap_or_default(), &[]);
                assert_eq!(&again, meant, "from {made:?}");
            }
        }
    }

    #[test]
    fn what_is_carried_otherwise_is_not_touched() {
        let mut object = json!({"linkId": "a"}).as_object().unwrap().clone();
        let hostile = json!({"linkId": "b", "item": [1], "extension": [1], "text": "x"});
        apply(&mut object, hostile.as_object().unwrap().clone(), &["linkId", "item"]);
        assert_eq!(Value::Object(object), json!({"linkId": "a", "text": "x"}));
    }
}
