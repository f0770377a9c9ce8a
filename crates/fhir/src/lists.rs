//! Lists of answers that a questionnaire contains, written out as the questions' own answers.
//!
//! R4 lets a question name its answers (`answerValueSet`) where others print them (`answerOption`), and both ask the same
//! when the list stands in the document. What reads printed answers only reads such a document through
//! [`with_own_choices`].

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use crate::{Document, Element, LARGEST_BYTES, url};

/// Where R4 keeps R5's properties of a member of an expansion.
const PROPERTY: &str = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property";

/// The document with `answerOption` wherever a question names a contained ValueSet whose members are all listed in it; lists
/// that nothing names any more are left out. None when no question does, or when it would become too large.
///
/// A member's `designation`s become translations of its label (the `translation` extension of `_display`); its weight
/// (`itemWeight`, `ordinalValue`) stands on the coding.
pub fn with_own_choices(document: &Document) -> Option<Document> {
    let root = document.root();
    let language = root.text("language");
    let listed = root.list("contained").filter(|one| one.text("resourceType") == Some("ValueSet"));
    let read = |set: Element<'_>| Some((format!("#{}", set.text("id")?), List::of(options(set, language)?)));
    let lists: HashMap<String, List> = listed.filter_map(read).collect();
    if lists.is_empty() {
        return None;
    }
    let mut written = Written { lists: &lists, bytes: 0, used: HashSet::new() };
    let mut value = document.value().clone();
    written.items(&mut value);
    if written.used.is_empty() || written.bytes > LARGEST_BYTES {
        return None;
    }
    let used = written.used;
    drop_unnamed(&mut value, &used);
    Document::from_value(value).ok()
}

/// The answers of a list, and how much they weigh as text: a long list under every question would be no form.
struct List {
    options: Value,
    bytes: usize,
}

impl List {
    fn of(options: Vec<Value>) -> Self {
        let options = Value::Array(options);
        Self { bytes: options.to_string().len(), options }
    }
}

struct Written<'l> {
    lists: &'l HashMap<String, List>,
    bytes: usize,
    used: HashSet<String>,
}

impl Written<'_> {
    fn items(&mut self, parent: &mut Value) {
        for item in parent.get_mut("item").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(object) = item.as_object_mut() {
                self.item(object);
            }
            self.items(item);
        }
    }

    fn item(&mut self, item: &mut Map<String, Value>) {
        if item.contains_key("answerOption") {
            return;
        }
        let Some(at) = item.keys().position(|key| key == "answerValueSet") else { return };
        let name = item.get("answerValueSet").and_then(Value::as_str);
        let Some((name, list)) = name.and_then(|name| self.lists.get_key_value(name)) else { return };
        self.bytes = self.bytes.saturating_add(list.bytes);
        if self.bytes > LARGEST_BYTES {
            return;
        }
        self.used.insert(name.clone());
        item.shift_remove("answerValueSet");
        item.shift_insert(at, "answerOption".to_owned(), list.options.clone());
    }
}

/// The members of a list as printed answers; none unless each stands in the document itself.
fn options(set: Element<'_>, language: Option<&str>) -> Option<Vec<Value>> {
    let members: Vec<(Option<&str>, Element<'_>)> = match set.child("expansion") {
        Some(expansion) => expanded(expansion)?,
        None => composed(set.child("compose")?)?,
    };
    let mut seen = HashSet::new();
    let mut out = Vec::with_capacity(members.len());
    for (system, member) in members {
        let code = member.text("code")?;
        if seen.insert((system, code)) {
            out.push(option(system, code, member, language));
        }
    }
    (!out.is_empty()).then_some(out)
}

/// A flat expansion that has all that it counts.
fn expanded(expansion: Element<'_>) -> Option<Vec<(Option<&str>, Element<'_>)>> {
    let members: Vec<_> = expansion.list("contains").map(|member| (member.text("system"), member)).collect();
    let whole = expansion.whole("total").is_none_or(|total| usize::try_from(total) == Ok(members.len()));
    let flat = members.iter().all(|(_, one)| !one.has("contains") && !one.has("abstract"));
    (whole && flat).then_some(members)
}

/// A definition by listed codes alone.
fn composed(compose: Element<'_>) -> Option<Vec<(Option<&str>, Element<'_>)>> {
    if compose.has("exclude") {
        return None;
    }
    let mut members = Vec::new();
    for part in compose.list("include") {
        let system = part.text("system")?;
        if part.has("filter") || part.has("valueSet") || !part.has("concept") {
            return None;
        }
        members.extend(part.list("concept").map(|concept| (Some(system), concept)));
    }
    Some(members)
}

fn option(system: Option<&str>, code: &str, member: Element<'_>, language: Option<&str>) -> Value {
    let mut coding = Map::new();
    if let Some(weight) = weight(member) {
        coding.insert("extension".to_owned(), json!([weight]));
    }
    coding.extend(system.map(|system| ("system".to_owned(), json!(system))));
    coding.insert("code".to_owned(), json!(code));
    coding.extend(member.text("display").map(|display| ("display".to_owned(), json!(display))));
    let twin = twin(member, language);
    coding.extend((!twin.is_empty()).then(|| ("_display".to_owned(), json!({"extension": twin}))));
    json!({"valueCoding": coding})
}

/// The extensions of the label's twin: those it has, and its designations in other languages, each language once.
fn twin(member: Element<'_>, language: Option<&str>) -> Vec<Value> {
    let own = member.value().get("_display").and_then(|twin| twin.get("extension")).and_then(Value::as_array);
    let mut out: Vec<Value> = own.cloned().unwrap_or_default();
    let mut told: HashSet<&str> = member.translations("display").into_iter().map(|(tag, _)| tag).collect();
    told.extend(language);
    for designation in member.list("designation") {
        let (Some(tag), Some(text)) = (designation.text("language"), designation.text("value")) else { continue };
        if told.insert(tag) {
            out.push(json!({"url": url::TRANSLATION, "extension": [
                {"url": "lang", "valueCode": tag}, {"url": "content", "valueString": text}]}));
        }
    }
    out
}

/// The number a member stands for: HL7's extensions, or R5's property in its R4 clothes.
fn weight(member: Element<'_>) -> Option<Value> {
    let direct = [url::ORDINAL_VALUE, url::ITEM_WEIGHT].into_iter().find_map(|address| member.extension(address));
    if let Some(found) = direct {
        return Some(found.value().clone());
    }
    let property = member.extensions(PROPERTY).find(|one| one.extension_text("code") == Some("itemWeight"))?;
    let value = property.extension("value").or_else(|| property.extension("value[x]"))?;
    let name = value.value_name()?;
    Some(json!({"url": url::ITEM_WEIGHT, name: value.value().get(name)?}))
}

/// Leaves out the lists that were written out, unless something still names them.
fn drop_unnamed(value: &mut Value, used: &HashSet<String>) {
    let Some(object) = value.as_object_mut() else { return };
    let Some(contained) = object.get("contained").and_then(Value::as_array) else { return };
    let mut kept = Vec::new();
    for one in contained {
        let name = one.get("id").and_then(Value::as_str).map(|id| format!("#{id}"));
        let named = |name: &String| {
            let others = contained.iter().filter(|other| *other != one);
            let rest = object.iter().filter(|(key, _)| *key != "contained").map(|(_, value)| value);
            rest.chain(others).any(|value| names(value, name))
        };
        if name.is_none_or(|name| !used.contains(&name) || named(&name)) {
            kept.push(one.clone());
        }
    }
    if kept.is_empty() {
        object.shift_remove("contained");
    } else {
        object.insert("contained".to_owned(), Value::Array(kept));
    }
}

/// Whether a text stands anywhere in a value.
fn names(value: &Value, name: &str) -> bool {
    let mut waiting = vec![value];
    while let Some(one) = waiting.pop() {
        match one {
            Value::String(text) if text == name => return true,
            Value::Array(list) => waiting.extend(list),
            Value::Object(object) => waiting.extend(object.values()),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(value: Value) -> Document {
        Document::from_value(value).unwrap()
    }

    fn form(contained: Value, items: Value) -> Document {
        document(json!({"resourceType": "Questionnaire", "language": "fr", "contained": contained, "item": items}))
    }

    fn asks(link_id: &str, list: &str) -> Value {
        json!({"linkId": link_id, "type": "choice", "answerValueSet": list, "required": true})
    }

    #[test]
    fn a_listed_list_becomes_the_answers_of_each_question_that_names_it() {
        let weight = json!({"url": url::ORDINAL_VALUE, "valueDecimal": 2});
        let list = json!({"resourceType": "ValueSet", "id": "often", "status": "active", "compose": {"include": [{
            "system": "urn:x", "concept": [
                {"code": "a", "display": "Jamais", "designation": [
                    {"language": "en", "value": "Never"}, {"language": "fr", "value": "Jamais"}, {"value": "short"}]},
                {"extension": [weight], "code": "b", "display": "Parfois"},
                {"code": "a", "display": "twice"}]}]}});
        let group = json!({"linkId": "g", "type": "group", "item": [asks("2", "#often")]});
        let own = with_own_choices(&form(json!([list]), json!([asks("1", "#often"), group]))).unwrap();
        let translation = json!({"url": url::TRANSLATION, "extension": [
            {"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": "Never"}]});
        let first = json!({"valueCoding": {"system": "urn:x", "code": "a", "display": "Jamais",
            "_display": {"extension": [translation]}}});
        let second =
            json!({"valueCoding": {"extension": [weight], "system": "urn:x", "code": "b", "display": "Parfois"}});
        let value = own.value();
        assert_eq!(value["item"][0]["answerOption"], json!([first, second]));
        assert_eq!(value["item"][1]["item"][0]["answerOption"], json!([first, second]));
        assert!(value.get("contained").is_none());
        let keys: Vec<_> = value["item"][0].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["linkId", "type", "answerOption", "required"]);
    }

    #[test]
    fn a_list_that_is_not_all_there_stays_named() {
        let set = |compose: Value| json!({"resourceType": "ValueSet", "id": "x", "compose": compose});
        let listed = json!({"system": "urn:x", "concept": [{"code": "a"}]});
        let page =
            json!({"resourceType": "ValueSet", "id": "x", "expansion": {"total": 7, "contains": [{"code": "a"}]}});
        for contained in [
            set(json!({"include": [{"system": "urn:x"}]})),
            set(json!({"include": [listed], "exclude": [listed]})),
            set(json!({"include": [{"system": "urn:x", "concept": [{"code": "a"}], "filter": []}]})),
            set(json!({"include": [{"concept": [{"code": "a"}]}]})),
            set(json!({"include": []})),
            page,
        ] {
            let form = form(json!([contained]), json!([asks("1", "#x")]));
            assert_eq!(with_own_choices(&form), None, "{contained}");
        }
    }

    #[test]
    fn what_is_still_named_stays_and_what_prints_its_answers_keeps_them() {
        let set = |id: &str| {
            json!({"resourceType": "ValueSet", "id": id, "compose": {"include": [
            {"system": "urn:x", "concept": [{"code": "a"}]}]}})
        };
        let both =
            json!({"linkId": "2", "type": "choice", "answerValueSet": "#x", "answerOption": [{"valueString": "b"}]});
        let own = with_own_choices(&form(json!([set("x"), set("y")]), json!([asks("1", "#x"), both, asks("3", "#y")])));
        let value = own.unwrap();
        assert_eq!(value.value()["contained"], json!([set("x")]));
        assert_eq!(value.value()["item"][1], both);
        assert_eq!(
            value.value()["item"][2]["answerOption"],
            json!([{"valueCoding": {"system": "urn:x", "code": "a"}}])
        );
    }

    #[test]
    fn a_long_list_under_every_question_is_not_written_out() {
        let concepts: Vec<Value> =
            (0..4_000).map(|n| json!({"code": n.to_string(), "display": "x".repeat(100)})).collect();
        let list = json!({"resourceType": "ValueSet", "id": "x", "compose": {"include": [
            {"system": "urn:x", "concept": concepts}]}});
        let items = |count: usize| Value::Array((0..count).map(|n| asks(&n.to_string(), "#x")).collect());
        assert!(with_own_choices(&form(json!([list]), items(10))).is_some());
        assert_eq!(with_own_choices(&form(json!([list]), items(100))), None);
    }
}
