//! Choices into lists: items with the same choices share one.

use std::collections::HashMap;

use fhir::Element;
use instruments::extensions as ours;
use serde_json::Value;

use super::{
    super::{carried::NO_SYSTEM, extensions::SYSTEM, words::mended_name},
    Table, carried,
    texts::Languages,
};

/// One choice of a list.
struct Choice {
    code: String,
    value: Value,
    /// What else the option says, once it is known what the sheet does not.
    rest: Option<String>,
}

/// The lists of a workbook.
#[derive(Default)]
pub(super) struct Lists {
    lists: Vec<(String, Vec<Choice>)>,
    by_content: HashMap<String, usize>,
}

impl Lists {
    /// The list of an item's choices.
    pub(super) fn of(&mut self, item: Element<'_>) -> String {
        let options: Vec<Value> = item.list("answerOption").map(|option| option.value().clone()).collect();
        // Blanks separate the answers of a multiple choice: its codes cannot hold any.
        let joined = item.flag("repeats") == Some(true) && options.iter().any(|value| code(value).contains(' '));
        let key = format!("{joined}{}", Value::Array(options.clone()));
        if let Some((name, _)) = self.by_content.get(&key).and_then(|at| self.lists.get(*at)) {
            return name.clone();
        }
        let choices: Vec<Choice> =
            options.into_iter().map(|value| Choice { code: named(&value, joined), value, rest: None }).collect();
        let name = self.free(proposed(item));
        self.by_content.insert(key, self.lists.len());
        self.lists.push((name.clone(), choices));
        name
    }

    /// The list of yes and no, for what FHIR calls a boolean.
    pub(super) fn yes_no(&mut self, yes_no: &Value) -> String {
        self.of(Element::new(yes_no))
    }

    /// Compares the options of a list with those that came back, and keeps what they lack.
    pub(super) fn rest(&mut self, name: &str, meant: &[Value], came: &[Value]) {
        let Some((_, choices)) = self.lists.iter_mut().find(|(known, _)| known == name) else { return };
        for (choice, (meant, came)) in choices.iter_mut().zip(meant.iter().zip(came)) {
            choice.rest = carried::option(meant, came);
        }
    }

    fn free(&self, name: String) -> String {
        let taken = |name: &str| self.lists.iter().any(|(known, _)| known == name);
        if !taken(&name) {
            return name;
        }
        (2..).map(|rank| format!("{name}_{rank}")).find(|name| !taken(name)).unwrap_or(name)
    }

    /// Whether a list has a code twice, which has to be said.
    pub(super) fn has_duplicates(&self) -> bool {
        self.lists.iter().any(|(_, choices)| {
            let mut seen = std::collections::HashSet::new();
            choices.iter().any(|choice| !seen.insert(&choice.code))
        })
    }

    /// The sheet.
    pub(super) fn table(&self, languages: &Languages) -> Table {
        let mut head = vec!["list_name".to_owned(), "name".to_owned()];
        head.extend(languages.headers("label"));
        head.extend(["vecu_system", "vecu_weight", "vecu_missing", "vecu_unread", "vecu_fhir"].map(str::to_owned));
        let mut table = vec![head];
        for (name, choices) in &self.lists {
            for choice in choices {
                let mut row = vec![name.clone(), choice.code.clone()];
                let option = Element::new(&choice.value);
                let coding = option.child("valueCoding");
                let mut label = languages.cells(coding, "display");
                if let (None, Some(first)) = (coding, label.first_mut()) {
                    first.clone_from(&choice.code);
                }
                row.extend(label);
                row.extend([
                    coding.map(system).unwrap_or_default(),
                    number(option, fhir::url::ORDINAL_VALUE).unwrap_or_default(),
                    option.extension(ours::MISSING).and_then(|one| one.text("valueCode")).unwrap_or("").to_owned(),
                    option.extension_flag(ours::NOT_READ_ALOUD).map_or("", |f| if f { "yes" } else { "no" }).to_owned(),
                    choice.rest.clone().unwrap_or_default(),
                ]);
                table.push(row);
            }
        }
        table
    }
}

/// The system of a code, where it is not made of the list's name.
fn system(coding: Element<'_>) -> String {
    match coding.text("system") {
        None => NO_SYSTEM.to_owned(),
        Some(system) if system.starts_with(SYSTEM) => String::new(),
        Some(system) => system.to_owned(),
    }
}

fn number(option: Element<'_>, url: &str) -> Option<String> {
    option.extension(url)?.value().get("valueDecimal").map(Value::to_string)
}

/// What a choice is called in its list. What it was called is carried beside it, where that differs.
fn named(value: &Value, joined: bool) -> String {
    let code = code(value);
    if joined { code.replace(' ', "_") } else { code }
}

/// The code of an option; of a plain value, the value.
pub(super) fn code(option: &Value) -> String {
    let option = Element::new(option);
    if let Some(coding) = option.child("valueCoding") {
        return coding.text("code").or_else(|| coding.text("display")).unwrap_or("").to_owned();
    }
    match option.value_name().and_then(|name| option.value().get(name)) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// The name a list had, when its system tells; else one made of the item's name.
fn proposed(item: Element<'_>) -> String {
    let mut options = item.list("answerOption");
    let system = options.next().and_then(|option| option.child("valueCoding")).and_then(|coding| coding.text("system"));
    let list = system.and_then(|system| system.strip_prefix(SYSTEM)).and_then(|rest| rest.rsplit(':').next());
    let named = list.map(from_address).filter(|name| !name.is_empty() && !name.contains(char::is_whitespace));
    named.unwrap_or_else(|| mended_name(item.text("linkId").unwrap_or("list")))
}

/// The opposite of the address of a name: `%C3%A9` is `é`.
fn from_address(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            (byte, _) => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
