//! A questionnaire whose questions share lists of answers (`answerValueSet` with a contained ValueSet) rewritten so that each
//! question holds its own (`answerOption`): the form in which answers are edited one by one, compared and taken elsewhere.
//!
//! A list is rewritten when all of its members stand in the document, as the compiler finds them ([`Lists`]); what a filter, a
//! code system that is not here or another server would have to tell stays as it is, and is told.

use std::collections::{BTreeMap, BTreeSet};

use fhir::{
    Element,
    url::{ITEM_WEIGHT, ORDINAL_VALUE, TRANSLATION},
};
use serde_json::{Map, Value, json};

use crate::{
    compile::MOST_CHOICES,
    given::code_of,
    program::{self, Coding, Lists},
};

/// Most answers written into all questions together: a long list on every question would make a document nobody can open.
const MOST_WRITTEN: usize = 40_000;
/// What a member of a list may say that is about the list and not about the answer.
const OF_LISTS: [&str; 2] = ["http://hl7.org/fhir/StructureDefinition/valueset-", "http://hl7.org/fhir/5.0/"];

/// What became of the lists of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnChoices {
    /// The questions that hold their own answers now, by their link ids.
    pub given: Vec<String>,
    /// The questions whose list stays outside, with the list's name.
    pub left: Vec<(String, String)>,
    /// Lists of the document that nothing names any more, and that are gone.
    pub dropped: Vec<String>,
}

/// Gives each question of a questionnaire (FHIR R4) its own answers in the place of a list that the document holds. A
/// document without such lists is not touched.
pub fn own_choices(document: &mut Value) -> OwnChoices {
    let mut out = OwnChoices::default();
    let mut names = BTreeSet::new();
    each(document, &mut |item| names.extend(named(item).map(str::to_owned)));
    if names.is_empty() {
        return out;
    }
    let root = Element::new(document);
    let base = root.text("language").unwrap_or("").to_owned();
    let lists = Lists::of(root, &[]);
    let concepts = Concepts::of(root);
    let all: BTreeMap<String, Vec<Value>> = names
        .into_iter()
        .filter_map(|name| {
            let options = options(&lists, &concepts, &name, &base)?;
            Some((name, options))
        })
        .collect();
    let mut written = 0usize;
    each_mut(document, &mut |item| {
        let Some(name) = named(item).map(str::to_owned) else { return };
        let link = item.get("linkId").and_then(Value::as_str).unwrap_or_default().to_owned();
        let options = all.get(&name).filter(|options| written.saturating_add(options.len()) <= MOST_WRITTEN);
        match (options, item.as_object_mut()) {
            (Some(options), Some(object)) => {
                written += options.len();
                replace(object, options);
                out.given.push(link);
            }
            _ => out.left.push((link, name)),
        }
    });
    out.dropped = drop_unnamed(document, all.into_keys().collect());
    out
}

/// The list that a question takes all of its answers from.
fn named(item: &Value) -> Option<&str> {
    let is_choice = matches!(item.get("type").and_then(Value::as_str), Some("choice" | "open-choice"));
    let is_printed = item.get("answerOption").and_then(Value::as_array).is_some_and(|all| !all.is_empty());
    item.get("answerValueSet").and_then(Value::as_str).filter(|_| is_choice && !is_printed)
}

/// Puts the answers where the name of the list stood.
fn replace(item: &mut Map<String, Value>, options: &[Value]) {
    item.shift_remove("answerOption");
    let kept = std::mem::take(item);
    for (name, value) in kept {
        if name == "answerValueSet" {
            item.insert("answerOption".to_owned(), Value::Array(options.to_vec()));
        } else if name != "_answerValueSet" {
            item.insert(name, value);
        }
    }
}

/// The answers of a list, written as those of a question; none when the document does not hold all of them.
fn options(lists: &Lists<'_>, concepts: &Concepts<'_>, name: &str, base: &str) -> Option<Vec<Value>> {
    let members = lists.members(name).filter(|found| found.whole)?;
    let mut codes = BTreeSet::new();
    let mut out = Vec::new();
    for option in &members.options {
        let program::Value::Coding(coding) = &option.value else { return None };
        // One code cannot be offered twice; the compiler takes the first too.
        if codes.insert(code_of(&option.value)?) {
            out.push(written(coding, concepts.find(name, coding), base));
        }
    }
    (!out.is_empty() && out.len() <= MOST_CHOICES).then_some(out)
}

/// One answer, with what the list says of it: its translations, its value, what our own extensions say.
fn written(coding: &Coding, found: Option<(Element<'_>, bool)>, base: &str) -> Value {
    let concept = found.map(|(concept, _)| concept);
    let mut made = Map::new();
    if !coding.system.is_empty() {
        made.insert("system".to_owned(), json!(coding.system));
    }
    made.insert("code".to_owned(), json!(coding.code));
    // The compiler shows the code where the list says no words.
    let display = if coding.display.is_empty() { &coding.code } else { &coding.display };
    made.insert("display".to_owned(), json!(display));
    let twin = concept.and_then(|concept| twin(concept, base));
    made.extend(twin.map(|twin| ("_display".to_owned(), twin)));
    let mut extensions = concept.map(told).unwrap_or_default();
    let is_weight = |one: &Value| [ORDINAL_VALUE, ITEM_WEIGHT].map(Value::from).contains(&one["url"]);
    // The value that another list gives the same code is not this one's.
    if coding.weight.is_none() || found.is_some_and(|(_, own)| !own) {
        extensions.retain(|one| !is_weight(one));
    }
    if let Some(weight) = coding.weight.filter(|_| !extensions.iter().any(is_weight)) {
        let number: Option<serde_json::Number> = weight.to_string().parse().ok();
        extensions.extend(number.map(|number| json!({ "url": ORDINAL_VALUE, "valueDecimal": number })));
    }
    let mut option = Map::new();
    if !extensions.is_empty() {
        option.insert("extension".to_owned(), Value::Array(extensions));
    }
    option.insert("valueCoding".to_owned(), Value::Object(made));
    Value::Object(option)
}

/// What a member says of the answer: its extensions, but for those that are about the list.
fn told(concept: Element<'_>) -> Vec<Value> {
    let is_of_lists =
        |one: &Element<'_>| one.text("url").is_none_or(|url| OF_LISTS.iter().any(|start| url.starts_with(start)));
    concept.list("extension").filter(|one| !is_of_lists(one)).map(|one| one.value().clone()).collect()
}

/// The translations of a member's words: those of its text, then those it gives as designations (one a language).
fn twin(concept: Element<'_>, base: &str) -> Option<Value> {
    let mut twin = concept.child("_display").map(|twin| twin.value().clone()).unwrap_or_else(|| json!({}));
    let mut said: BTreeSet<String> = concept.translations("display").iter().map(|(tag, _)| (*tag).to_owned()).collect();
    said.insert(base.to_owned());
    let mut added = Vec::new();
    // A designation with a use is a synonym or a formal name where there is a plain one.
    let (plain, used): (Vec<_>, Vec<_>) = concept.list("designation").partition(|one| !one.has("use"));
    for one in plain.into_iter().chain(used) {
        let (Some(tag), Some(content)) = (one.text("language"), one.text("value")) else { continue };
        if !content.is_empty() && said.insert(tag.to_owned()) {
            added.push(json!({ "url": TRANSLATION, "extension": [
                { "url": "lang", "valueCode": tag }, { "url": "content", "valueString": content }] }));
        }
    }
    if !added.is_empty() {
        let object = twin.as_object_mut()?;
        let all = object.entry("extension").or_insert_with(|| json!([]));
        all.as_array_mut()?.extend(added);
    }
    twin.as_object().is_some_and(|object| !object.is_empty()).then_some(twin)
}

/// Where each member of the lists of a document is written, by list, system and code. What another list, or the code system
/// itself, says of a code counts where the list that is asked for says nothing.
struct Concepts<'d> {
    of_list: BTreeMap<(String, String, String), Element<'d>>,
    anywhere: BTreeMap<(String, String), Element<'d>>,
}

impl<'d> Concepts<'d> {
    fn of(root: Element<'d>) -> Self {
        let mut out = Self { of_list: BTreeMap::new(), anywhere: BTreeMap::new() };
        for found in root.list("contained") {
            let name = found.text("id").map(|id| format!("#{id}")).unwrap_or_default();
            let of_system = found.text("resourceType") == Some("CodeSystem");
            if of_system {
                let system = found.text("url").unwrap_or("");
                out.walk(&name, Some(system), found.list("concept"));
            }
            for part in found.child("compose").into_iter().flat_map(|compose| compose.list("include")) {
                out.walk(&name, Some(part.text("system").unwrap_or("")), part.list("concept"));
            }
            if let Some(expansion) = found.child("expansion") {
                out.walk(&name, None, expansion.list("contains"));
            }
        }
        out
    }

    /// Goes through members, and those they hold. In an expansion each names its system.
    fn walk(&mut self, list: &str, system: Option<&str>, members: impl Iterator<Item = Element<'d>>) {
        // The first that bears a code counts, as it does where the compiler reads the list.
        let mut waiting: Vec<Element<'d>> = members.collect();
        waiting.reverse();
        while let Some(one) = waiting.pop() {
            let own = system.or_else(|| one.text("system")).unwrap_or("").to_owned();
            if let Some(code) = one.text("code").map(str::to_owned) {
                self.anywhere.entry((own.clone(), code.clone())).or_insert(one);
                self.of_list.entry((list.to_owned(), own, code)).or_insert(one);
            }
            let inside: Vec<Element<'d>> = one.list("concept").chain(one.list("contains")).collect();
            waiting.extend(inside.into_iter().rev());
        }
    }

    /// Where a member is written, and whether that is in its own list.
    fn find(&self, list: &str, coding: &Coding) -> Option<(Element<'d>, bool)> {
        let (system, code) = (coding.system.clone(), coding.code.clone());
        let own = self.of_list.get(&(list.to_owned(), system.clone(), code.clone())).map(|one| (*one, true));
        own.or_else(|| self.anywhere.get(&(system, code)).map(|one| (*one, false)))
    }
}

/// Takes out the lists that were written into questions, and those they were made of, unless something still names them.
fn drop_unnamed(document: &mut Value, mut candidates: BTreeSet<String>) -> Vec<String> {
    let contained = document.get("contained").and_then(Value::as_array).cloned().unwrap_or_default();
    let name_of = |one: &Value| one.get("id").and_then(Value::as_str).map(|id| format!("#{id}"));
    let is_list = |one: &Value| one.get("resourceType").and_then(Value::as_str) == Some("ValueSet");
    // A list of which a candidate is made is a candidate too.
    loop {
        let inside = contained.iter().filter(|one| name_of(one).is_some_and(|name| candidates.contains(&name)));
        let texts: Vec<&str> = inside.flat_map(texts_of).collect();
        let more: Vec<String> = contained
            .iter()
            .filter(|one| is_list(one))
            .filter_map(name_of)
            .filter(|name| !candidates.contains(name) && texts.iter().any(|text| names(text, name)))
            .collect();
        if more.is_empty() {
            break;
        }
        candidates.extend(more);
    }
    let mut kept = contained;
    let mut dropped = Vec::new();
    loop {
        let rest = without_contained(document);
        let mut texts: Vec<&str> = rest.iter().flat_map(|value| texts_of(value)).collect();
        let is_named = |at: usize, one: &Value, texts: &[&str]| {
            let url = one.get("url").and_then(Value::as_str).filter(|url| !url.is_empty());
            let others = kept.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, one)| texts_of(one));
            let mut all = texts.iter().copied().chain(others);
            let name = name_of(one).unwrap_or_default();
            all.any(|text| names(text, &name) || url.is_some_and(|url| text.split('|').next() == Some(url)))
        };
        texts.sort_unstable();
        texts.dedup();
        let gone = kept.iter().enumerate().position(|(at, one)| {
            is_list(one) && name_of(one).is_some_and(|name| candidates.contains(&name)) && !is_named(at, one, &texts)
        });
        let Some(at) = gone else { break };
        dropped.extend(name_of(&kept.remove(at)));
    }
    if let (false, Some(object)) = (dropped.is_empty(), document.as_object_mut()) {
        if kept.is_empty() {
            object.shift_remove("contained");
        } else {
            object.insert("contained".to_owned(), Value::Array(kept));
        }
    }
    dropped.sort_unstable();
    dropped
}

/// Whether a text names a contained resource, alone or within an expression: `#ab` does not name `#a`.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let after = text.get(at + name.len()..).and_then(|rest| rest.chars().next());
        after.is_none_or(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.')))
    })
}

fn without_contained(document: &Value) -> Vec<&Value> {
    let members = document.as_object().into_iter().flatten();
    members.filter(|(name, _)| name.as_str() != "contained").map(|(_, value)| value).collect()
}

/// Every text of a value that may be a name: those without a `#` or a colon are none.
fn texts_of(value: &Value) -> Vec<&str> {
    let mut out = Vec::new();
    let mut waiting = vec![value];
    while let Some(one) = waiting.pop() {
        match one {
            Value::String(text) if text.contains(['#', ':']) => out.push(text.as_str()),
            Value::Array(all) => waiting.extend(all),
            Value::Object(all) => waiting.extend(all.values()),
            _ => {}
        }
    }
    out
}

/// Every item, in the order of the pages.
fn each(element: &Value, work: &mut impl FnMut(&Value)) {
    for item in element.get("item").and_then(Value::as_array).into_iter().flatten() {
        work(item);
        each(item, work);
    }
}

/// Every item, to change.
fn each_mut(element: &mut Value, work: &mut impl FnMut(&mut Value)) {
    for item in element.get_mut("item").and_then(Value::as_array_mut).into_iter().flatten() {
        work(item);
        each_mut(item, work);
    }
}
