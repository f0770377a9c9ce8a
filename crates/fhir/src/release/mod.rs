//! A Questionnaire or a QuestionnaireResponse from R4 to R5 and back, without loss: what one release has no element for
//! stands in the official cross-version extension (`http://hl7.org/fhir/5.0/StructureDefinition/extension-…`) and comes back
//! from it.
//!
//! | R5 | R4 |
//! |---|---|
//! | `coding` (`answerConstraint` absent or `optionsOnly`) | `choice` |
//! | any type with answers to choose from and `optionsOrString` | `open-choice` |
//! | the same with `optionsOrType` | `open-choice`, and the constraint in its extension |
//! | `string`, `integer`... with answers to choose from | `choice`; the type follows from the answers, else stands in its extension |
//! | `disabledDisplay`, `versionAlgorithm[x]`, `copyrightLabel` | their extensions |
//! | `QuestionnaireResponse.identifier` (a list) | the first, the others in the extension |
//!
//! Where the two disagree (a constraint that contradicts the type, answers to choose from under a type that R4 does not let
//! choose), R5 keeps R4's type in the extension `http://hl7.org/fhir/4.0/StructureDefinition/extension-Questionnaire.item.type`.
//!
//! Everything else has the same name and shape in both and is left as it was written, in its order, unknown content
//! included. Extensions come back at the end of their list: their order has no meaning in FHIR.

mod questionnaire;
mod response;

use serde_json::{Map, Value};

use crate::Document;

pub use crate::types::Release;

/// Something that was said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where, as `item[0].item[2]`; empty for the resource itself.
    pub path: String,
    /// Whether a reader of the other release that ignores extensions still understands the same.
    pub same_meaning: bool,
    /// What happened, in French.
    pub fr: String,
    /// What happened, in English.
    pub en: String,
}

/// A resource of the other release, and what was said otherwise in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// The resource.
    pub document: Document,
    /// Every element that changed, in order.
    pub changes: Vec<Change>,
}

/// Beginning of the official addresses of R5's elements in R4.
pub(crate) const CROSS: &str = "http://hl7.org/fhir/5.0/StructureDefinition/extension-";

/// Deepest item converted; a form that people fill in has at most a dozen levels.
const MOST_DEPTH: usize = 100;

/// The release a resource is written in, none when nothing in it differs between the two.
pub fn detect(document: &Document) -> Option<Release> {
    let root = document.root();
    if let Some(version) = root.child("meta").and_then(|meta| meta.list("profile").find_map(|one| profile(one.value())))
    {
        return Some(version);
    }
    match document.resource_type() {
        Some("Questionnaire") => questionnaire::detect(document.value()),
        Some("QuestionnaireResponse") => response::detect(document.value()),
        _ => None,
    }
}

/// A profile of the base resource names its release.
fn profile(value: &Value) -> Option<Release> {
    let address = value.as_str()?;
    if address.starts_with("http://hl7.org/fhir/5.0/") {
        return Some(Release::R5);
    }
    address.starts_with("http://hl7.org/fhir/4.0/").then_some(Release::R4)
}

/// As R4 says it. A resource that is R4 already comes out as it was.
pub fn to_r4(document: &Document) -> Converted {
    convert(document, Release::R4)
}

/// As R5 says it. A resource that is R5 already comes out as it was.
pub fn to_r5(document: &Document) -> Converted {
    convert(document, Release::R5)
}

fn convert(document: &Document, to: Release) -> Converted {
    let mut value = document.value().clone();
    let mut changes = Changes::default();
    if detect(document) == Some(to) {
        return Converted { document: document.clone(), changes: changes.0 };
    }
    if let Some(root) = value.as_object_mut() {
        profiles(root, to, &mut changes);
        match document.resource_type() {
            Some("Questionnaire") => questionnaire::convert(root, to, &mut changes),
            Some("QuestionnaireResponse") => response::convert(root, to, &mut changes),
            _ => changes.differs(
                "",
                "Seuls Questionnaire et QuestionnaireResponse sont convertis : la ressource est telle quelle.",
                "Only Questionnaire and QuestionnaireResponse are converted: the resource is as it was.",
            ),
        }
        if root.get("contained").and_then(Value::as_array).is_some_and(|inner| !inner.is_empty()) {
            changes.differs(
                "contained",
                "Les ressources contenues sont telles quelles.",
                "Contained resources are as they were.",
            );
        }
    }
    let document = Document::from_value(value).unwrap_or_else(|_| document.clone());
    Converted { document, changes: changes.0 }
}

/// A resource that says it follows its release's own profile follows that of the other one.
fn profiles(root: &mut Node, to: Release, changes: &mut Changes) {
    const FOUR: &str = "http://hl7.org/fhir/4.0/";
    const FIVE: &str = "http://hl7.org/fhir/5.0/";
    let (old, new) = if to == Release::R4 { (FIVE, FOUR) } else { (FOUR, FIVE) };
    let list = root.get_mut("meta").and_then(|meta| meta.get_mut("profile")).and_then(Value::as_array_mut);
    for profile in list.into_iter().flatten() {
        if let Some(rest) = profile.as_str().and_then(|address| address.strip_prefix(old)) {
            *profile = format!("{new}{rest}").into();
            changes.same("meta", "Le profil est celui de l'autre version.", "The profile is the other release's.");
        }
    }
}

#[derive(Default)]
pub(crate) struct Changes(Vec<Change>);

impl Changes {
    /// Said otherwise, with the same meaning.
    pub(crate) fn same(&mut self, path: &str, fr: impl Into<String>, en: impl Into<String>) {
        self.0.push(Change { path: path.to_owned(), same_meaning: true, fr: fr.into(), en: en.into() });
    }

    /// Said in an extension only, or not converted.
    pub(crate) fn differs(&mut self, path: &str, fr: impl Into<String>, en: impl Into<String>) {
        self.0.push(Change { path: path.to_owned(), same_meaning: false, fr: fr.into(), en: en.into() });
    }
}

type Node = Map<String, Value>;

/// Moves an element (and its underscore twin) into an extension at the end of the list. `kind` is `Code`, `String`...
pub(crate) fn hide(node: &mut Node, element: &str, address: &str, kind: &str) -> bool {
    let value = node.shift_remove(element);
    let twin = node.shift_remove(&format!("_{element}"));
    if value.is_none() && twin.is_none() {
        return false;
    }
    let mut extension = Node::new();
    extension.insert("url".to_owned(), address.into());
    if let Some(value) = value {
        extension.insert(format!("value{kind}"), value);
    }
    if let Some(twin) = twin {
        extension.insert(format!("_value{kind}"), twin);
    }
    add_extension(node, Value::Object(extension));
    true
}

/// Adds an extension at the end, and the list when there is none: after `id`, where FHIR has it.
pub(crate) fn add_extension(node: &mut Node, extension: Value) {
    if let Some(list) = node.get_mut("extension").and_then(Value::as_array_mut) {
        list.push(extension);
        return;
    }
    let rank =
        ["resourceType", "id", "meta", "implicitRules", "_implicitRules", "language", "_language", "text", "contained"]
            .iter()
            .filter_map(|name| node.get_index_of_name(name, node.contains_key("resourceType")))
            .max()
            .map_or(0, |last| last + 1);
    insert(node, rank, "extension", Value::Array(vec![extension]));
}

/// Puts a property at a rank, or in the place of the one that has its name: a document of others may have it where no
/// list, or no element of that type, should stand.
fn insert(node: &mut Node, rank: usize, name: &str, value: Value) {
    match node.get_mut(name) {
        Some(there) => *there = value,
        None => drop(node.shift_insert(rank.min(node.len()), name.to_owned(), value)),
    }
}

/// Where a property stands, for those that come before the extensions.
trait Rank {
    fn get_index_of_name(&self, name: &str, resource: bool) -> Option<usize>;
}

impl Rank for Node {
    fn get_index_of_name(&self, name: &str, resource: bool) -> Option<usize> {
        // In an item `text` is the question, which comes after the extensions; in a resource it is the narrative.
        (resource || name == "id").then(|| self.keys().position(|key| key == name)).flatten()
    }
}

/// Takes the only extension of some addresses out: its value's name and value, and the twin. None when there is none, more
/// than one, or one that holds more than a value.
pub(crate) fn reveal(node: &mut Node, addresses: &[String]) -> Option<(String, Option<Value>, Option<Value>)> {
    let list = node.get_mut("extension")?.as_array_mut()?;
    let is_it = |one: &Value| {
        one.get("url").and_then(Value::as_str).is_some_and(|url| addresses.iter().any(|known| known == url))
    };
    let mut found = list.iter().enumerate().filter(|(_, one)| is_it(one));
    let (rank, extension) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let parts = extension.as_object()?;
    let name = parts.keys().map(|key| key.trim_start_matches('_')).find(|key| key.starts_with("value"))?.to_owned();
    let twin = format!("_{name}");
    if parts.keys().any(|key| key != "url" && *key != name && *key != twin) {
        return None;
    }
    let (value, twin) = (parts.get(&name).cloned(), parts.get(&twin).cloned());
    list.remove(rank);
    if list.is_empty() {
        node.shift_remove("extension");
    }
    Some((name, value, twin))
}

/// Puts a property after the last of those that come before it in FHIR's order.
pub(crate) fn put(node: &mut Node, name: &str, value: Value, before: &[&str]) {
    let rank = before.iter().filter_map(|other| node.keys().position(|key| key == other)).max();
    insert(node, rank.map_or(0, |rank| rank + 1), name, value);
}

/// Brings an element back from its extension.
pub(crate) fn restore(node: &mut Node, element: &str, addresses: &[String], kind: &str, before: &[&str]) -> bool {
    let wanted = format!("value{kind}");
    let right = node.get("extension").and_then(Value::as_array).into_iter().flatten().any(|one| {
        let here = one.get("url").and_then(Value::as_str).is_some_and(|url| addresses.iter().any(|known| known == url));
        here && (one.get(&wanted).is_some() || one.get(format!("_{wanted}")).is_some())
    });
    if !right || node.contains_key(element) || node.contains_key(&format!("_{element}")) {
        return false;
    }
    let Some((_, value, twin)) = reveal(node, addresses) else { return false };
    if let Some(value) = value {
        put(node, element, value, before);
    }
    if let Some(twin) = twin {
        let before: Vec<&str> = before.iter().copied().chain([element]).collect();
        put(node, &format!("_{element}"), twin, &before);
    }
    true
}
