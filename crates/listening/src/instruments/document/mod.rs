//! A questionnaire while it is being written: a FHIR R4 document edited in place. What the editor does not know (other
//! extensions, other languages, the fields of other tools) stays where it is, so a document comes out as it came in but
//! for what was changed.
//!
//! Recursion here follows the nesting of items, which the reader of JSON bounds (`fhir::Document::parse`).

pub mod about;
pub mod condition;
mod copy;
pub mod json;
mod kind;
pub mod limits;
pub mod points;
pub mod question;
pub mod rendering;
pub mod repeats;
pub mod scales;
pub mod score;
mod shape;
pub mod terms;
pub mod texts;

use instruments::own_choices;
use kernel::Lang;
use serde_json::{Value, json};

pub use copy::{Source, blank};
use json::{Two, list, text, two};
pub use kind::{Kind, other_is_offered};
pub use shape::Unknown;

/// The most items an outline shows and an editor holds: what an instrument may have at all.
pub const MOST_ITEMS: usize = 2_000;

/// A document being written. Always a JSON object.
#[derive(Debug, Clone, PartialEq)]
pub struct Doc {
    value: Value,
}

/// One item on the way through a document.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The item.
    pub item: &'a Value,
    /// Its name.
    pub link: &'a str,
    /// The group it stands in.
    pub parent: Option<&'a str>,
    /// How deep it stands; 0 for screens and loose items.
    pub level: usize,
    /// Its number among the questions, from 1; 0 for groups and texts.
    pub number: usize,
}

impl Entry<'_> {
    /// What it asks for.
    pub fn kind(&self) -> Kind {
        kind_of(self.item)
    }

    /// The words that stand for it in lists.
    pub fn title(&self, doc: &Doc, lang: Lang) -> String {
        let words = two(self.item, "text", doc.language());
        let words = words.either(lang);
        if !words.is_empty() {
            return words.to_owned();
        }
        let is_screen = self.kind() == Kind::Group;
        pages::words::say(lang, if is_screen { "instruments-untitled-screen" } else { "instruments-untitled" })
    }
}

/// What an item asks for.
pub fn kind_of(item: &Value) -> Kind {
    Kind::of(item)
}

impl Doc {
    /// Reads a stored or given text; none when it is no JSON object, too large or too deep.
    pub fn parse(text: &str) -> Option<Self> {
        fhir::Document::parse(text).ok().map(|document| Self { value: document.value().clone() })
    }

    /// A document that was read already.
    pub fn of(value: &Value) -> Self {
        if value.is_object() { Self { value: value.clone() } } else { Self::default() }
    }

    /// Reads a stored draft, each question with its own answers ([`Doc::own`]).
    pub fn read(text: &str) -> Option<Self> {
        let mut doc = Self::parse(text)?;
        own_choices(&mut doc.value);
        Some(doc)
    }

    /// A document that was written elsewhere, each question with its own answers: those that a list of the document holds
    /// (a contained ValueSet) stand in the question, where the editor, comparisons and the codebook look for them.
    pub fn own(value: &Value) -> Self {
        let mut doc = Self::of(value);
        own_choices(&mut doc.value);
        doc
    }

    /// The whole value.
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// The whole value, to change.
    pub const fn value_mut(&mut self) -> &mut Value {
        &mut self.value
    }

    /// As it is stored.
    pub fn written(&self) -> String {
        self.value.to_string()
    }

    /// The language its texts are first written in.
    pub fn language(&self) -> &str {
        let written = text(&self.value, "language");
        if written.is_empty() { Lang::Fr.tag() } else { written }
    }

    /// Its title, in a language or else in the other.
    pub fn title(&self, lang: Lang) -> String {
        two(&self.value, "title", self.language()).either(lang).to_owned()
    }

    /// Every item in the order of the pages.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let mut out = Vec::new();
        walk(list(&self.value, "item"), None, 0, &mut out);
        out
    }

    /// The questions alone.
    pub fn questions(&self) -> impl Iterator<Item = Entry<'_>> {
        self.entries().into_iter().filter(|entry| entry.kind().is_question())
    }

    /// An item by its name.
    pub fn item(&self, link: &str) -> Option<&Value> {
        self.entries().into_iter().find(|entry| entry.link == link).map(|entry| entry.item)
    }

    /// An item by its name, to change.
    pub fn item_mut(&mut self, link: &str) -> Option<&mut Value> {
        find_mut(list_of(&mut self.value)?, link)
    }

    /// A name that no item bears: `q1`, `q2`…
    pub fn fresh_link(&self) -> String {
        let taken: std::collections::HashSet<&str> = self.entries().into_iter().map(|entry| entry.link).collect();
        let free = (1..=taken.len() + 1).map(|n| format!("q{n}")).find(|name| !taken.contains(name.as_str()));
        free.unwrap_or_else(|| format!("q{}", taken.len() + 2))
    }

    /// The title and the beginning of the document without its items: what the form "about" changes.
    pub fn head(&self) -> Value {
        let mut head = self.value.clone();
        json::put(&mut head, "item", None);
        head
    }
}

impl Default for Doc {
    fn default() -> Self {
        Self { value: json!({ "resourceType": "Questionnaire" }) }
    }
}

fn walk<'a>(items: &'a [Value], parent: Option<&'a str>, level: usize, out: &mut Vec<Entry<'a>>) {
    for item in items {
        if out.len() >= MOST_ITEMS {
            return;
        }
        let is_question = kind_of(item).is_question();
        let before = out.iter().rev().find(|entry| entry.number > 0).map_or(0, |entry| entry.number);
        let link = text(item, "linkId");
        out.push(Entry { item, link, parent, level, number: if is_question { before + 1 } else { 0 } });
        walk(list(item, "item"), Some(link), level + 1, out);
    }
}

/// The items of an element, to change; none when it has none.
fn list_of(element: &mut Value) -> Option<&mut Vec<Value>> {
    element.get_mut("item").and_then(Value::as_array_mut)
}

fn find_mut<'a>(items: &'a mut [Value], link: &str) -> Option<&'a mut Value> {
    for item in items {
        if text(item, "linkId") == link {
            return Some(item);
        }
        if let Some(found) = list_of(item).and_then(|inner| find_mut(inner, link)) {
            return Some(found);
        }
    }
    None
}

/// What stands for an item in a message: its words in the asked language.
pub fn words_of(item: &Value, base: &str) -> Two {
    two(item, "text", base)
}

#[cfg(test)]
mod tests {
    use kernel::Day;

    use super::*;
    use crate::instruments::{checks::checks, compare::compare, document::texts};

    /// What nobody writes: thousands of items, groups in groups as deep as JSON is read, members of the wrong type.
    fn hostile() -> Vec<Doc> {
        let many: Vec<Value> = (0..6_000).map(|n| json!({ "linkId": format!("x{n}"), "type": "choice" })).collect();
        let mut deep = json!({ "linkId": "d", "type": "group" });
        for n in 0..40 {
            deep = json!({ "linkId": format!("d{n}"), "type": "group", "item": [deep] });
        }
        let odd = json!({ "resourceType": 7, "title": [], "_title": 3, "language": {}, "extension": "x", "item": [
            null, 4, [], { "linkId": 5, "type": [], "extension": [1, { "url": 2 }], "answerOption": { "a": 1 },
            "enableWhen": "x", "item": "y" }, { "linkId": "same" }, { "linkId": "same", "answerOption": [null, 1] } ] });
        let values = [json!({ "item": many }), json!({ "item": [deep] }), odd, json!({})];
        values.into_iter().map(|value| Doc::parse(&value.to_string()).expect("an object")).collect()
    }

    #[test]
    fn no_document_however_odd_or_large_breaks_what_reads_and_changes_it() {
        let all = hostile();
        for doc in &all {
            assert!(doc.entries().len() <= MOST_ITEMS);
            assert!(!checks(doc, Day::new(2026, 11, 22).expect("a day")).is_empty());
            let _ = (texts::all(doc), compare(doc, &all[0]), about::About::of(doc), doc.copied("x"));
            let mut changed = doc.clone();
            let links: Vec<String> = doc.entries().iter().take(20).map(|entry| entry.link.to_owned()).collect();
            for link in &links {
                let _ = (changed.up(link), changed.down(link), changed.duplicate(link));
                if let Some(item) = changed.item_mut(link) {
                    question::Question::of(item, "fr").write(item, "fr");
                    condition::drop(item, 9);
                }
                let _ = changed.remove(link);
            }
        }
    }

    #[test]
    fn what_is_no_document_is_none() {
        for text in ["", "[]", "nul", "{\"a\":", &"[".repeat(50_000), &" ".repeat(fhir::LARGEST_BYTES + 1)] {
            assert!(Doc::parse(text).is_none());
        }
    }
}
