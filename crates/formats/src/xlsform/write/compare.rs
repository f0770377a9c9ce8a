//! The account of a workbook that was written: what it says once read back, item by item.

use std::collections::HashMap;

use fhir::Element;
use serde_json::{Map, Value};

use super::super::Import;
use crate::{Entry, Fate, Place, Report};

/// What a key or an extension is, in both languages.
type Told = (&'static str, &'static str, &'static str);

/// Compares a questionnaire with what its workbook says.
pub(super) fn compare(root: Element<'_>, read: &Import, written: &[(Element<'_>, u32)]) -> Report {
    let mut report = Report::default();
    for fault in read.report.of(Fate::Error).filter(|entry| entry.place.column.is_some()) {
        report.entries.push(fault.clone());
    }
    let Some(document) = &read.questionnaire else { return report };
    let mut items: HashMap<&str, Element<'_>> = HashMap::new();
    index(document.root(), &mut items, 0);
    let by_row = links_by_row(read);
    let (stood, stands) = (holders(root), holders(document.root()));
    let renamed: HashMap<&str, &str> =
        written.iter().filter_map(|(item, row)| Some((item.text("linkId")?, *by_row.get(row)?))).collect();
    keys("questionnaire", root, document.root(), &renamed, &mut report);
    for (item, row) in written {
        let link = item.text("linkId").unwrap_or("");
        match by_row.get(row).and_then(|link| items.get(link)) {
            Some(found) => {
                let again = found.text("linkId").unwrap_or("");
                let holder = stood.get(link).copied().flatten().map(|old| renamed.get(old).copied().unwrap_or(old));
                if stands.get(again).copied().flatten() != holder {
                    report.entries.push(line(link, Some("item"), Fate::Changed, "stands-elsewhere", ELSEWHERE));
                }
                keys(link, *item, *found, &renamed, &mut report);
            }
            None => report.entries.push(line(link, None, Fate::Lost, "item-not-written", ITEM)),
        }
    }
    report
}

/// What becomes of the lists that a questionnaire contains: nothing to say when each comes back under its name.
pub(super) fn lists(before: Element<'_>, after: Element<'_>) -> Option<Entry> {
    let contained = |root: Element<'_>| root.value().get("contained").cloned();
    let same = contained(before) == contained(after);
    (!same).then(|| line("questionnaire", Some("contained"), Fate::Changed, "lists-written-otherwise", CHANGED))
}

/// The link id that each row of the survey became.
pub(super) fn links_by_row(read: &Import) -> HashMap<u32, &str> {
    let rows = read.report.entries.iter();
    rows.filter(|entry| entry.place.part == "survey" && entry.place.column.is_none())
        .filter_map(|entry| Some((entry.place.row?, entry.became.as_deref()?)))
        .collect()
}

/// The item that each item stands in; none at the top.
fn holders(root: Element<'_>) -> HashMap<&str, Option<&str>> {
    let mut all = HashMap::new();
    let mut waiting: Vec<(Element<'_>, Option<&str>)> = root.list("item").map(|item| (item, None)).collect();
    while let Some((item, holder)) = waiting.pop() {
        let link = item.text("linkId");
        all.insert(link.unwrap_or(""), holder);
        waiting.extend(item.list("item").map(|inner| (inner, link)));
    }
    all
}

const ELSEWHERE: Told = ("item", "se trouve dans un autre élément", "stands in another item");
const ITEM: Told = ("item", "cet élément n'a pas de ligne", "this item has no row");
const WHOLE: Told = ("item", "repris tel quel", "written as it is");

/// Every item by its link id.
pub(super) fn index<'d>(parent: Element<'d>, into: &mut HashMap<&'d str, Element<'d>>, depth: usize) {
    for item in parent.list("item") {
        if let Some(link) = item.text("linkId") {
            into.insert(link, item);
        }
        if depth < 60 {
            index(item, into, depth + 1);
        }
    }
}

/// Every key of an object, and every extension by its address.
fn keys(name: &str, before: Element<'_>, after: Element<'_>, renamed: &HashMap<&str, &str>, report: &mut Report) {
    let (Some(before), Some(after)) = (before.value().as_object(), after.value().as_object()) else { return };
    let start = report.entries.len();
    for (key, value) in before.iter().filter(|(key, _)| *key != "item" && *key != "extension") {
        let value = with_new_names(key, value, renamed);
        match after.get(key) {
            Some(same) if *same == value => {}
            Some(_) => report.entries.push(line(name, Some(key), Fate::Changed, "changed-in-workbook", CHANGED)),
            None => report.entries.push(line(name, Some(key), Fate::Lost, "lost-in-workbook", LOST)),
        }
    }
    let (old, new) = (extensions(before), extensions(after));
    for (url, values) in &old {
        let short = url.rsplit(['/', ':']).next().unwrap_or(url);
        match new.get(url) {
            Some(same) if same == values => {}
            Some(_) => report.entries.push(line(name, Some(short), Fate::Changed, "changed-in-workbook", CHANGED)),
            None => report.entries.push(line(name, Some(short), Fate::Lost, "lost-in-workbook", LOST)),
        }
    }
    let added = after.keys().filter(|key| !before.contains_key(*key) && *key != "item" && *key != "extension");
    let added_extensions =
        new.keys().filter(|url| !old.contains_key(*url)).map(|url| url.rsplit(['/', ':']).next().unwrap_or(url));
    for key in added.map(String::as_str).chain(added_extensions) {
        report.entries.push(line(name, Some(key), Fate::Changed, "added-in-workbook", ADDED));
    }
    if report.entries.len() == start {
        report.entries.push(line(name, None, Fate::Kept, "written", WHOLE));
    }
}

const CHANGED: Told =
    ("", "relu du classeur, ce n'est plus le même", "read back from the workbook, it is not the same");
const ADDED: Told = ("", "le classeur le dit en plus", "the workbook says it in addition");
const LOST: Told = ("", "le classeur ne le dit pas", "the workbook does not say it");

fn extensions(object: &Map<String, Value>) -> HashMap<&str, Vec<&Value>> {
    let mut all: HashMap<&str, Vec<&Value>> = HashMap::new();
    for one in object.get("extension").and_then(Value::as_array).into_iter().flatten() {
        all.entry(one.get("url").and_then(Value::as_str).unwrap_or("")).or_default().push(one);
    }
    all
}

/// Conditions name questions: with the names they have in the workbook.
fn with_new_names(key: &str, value: &Value, renamed: &HashMap<&str, &str>) -> Value {
    let mut value = value.clone();
    if key == "enableWhen" {
        for when in value.as_array_mut().into_iter().flatten() {
            let new = when.get("question").and_then(Value::as_str).and_then(|link| renamed.get(link));
            if let (Some(new), Some(object)) = (new.copied(), when.as_object_mut()) {
                object.insert("question".to_owned(), Value::from(new));
            }
        }
    }
    value
}

fn line(name: &str, key: Option<&str>, fate: Fate, code: &'static str, (_, fr, en): Told) -> Entry {
    let what = key.map_or_else(|| name.to_owned(), |key| format!("{name}.{key}"));
    let place = Place::part(name);
    Entry {
        place: match key {
            Some(key) => place.column(key),
            None => place,
        },
        fate,
        code,
        fr: format!("{what} : {fr}."),
        en: format!("{what}: {en}."),
        mend_fr: String::new(),
        mend_en: String::new(),
        became: None,
    }
}
