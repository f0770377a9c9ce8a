//! What a score rests on outside of its own definition: the value of each printed answer, the answers that take a question out
//! of the count, the questions that must be answered to try it.

use std::collections::BTreeSet;

use fhir::url::{ITEM_WEIGHT, ORDINAL_VALUE};
use instruments::extensions as ext;
use serde_json::{Value, json};

use super::{
    Doc, Kind, condition,
    json::{code, extensions, list, list_mut, put, put_extensions, put_whole, text, value_of},
    question::{Printed, Question},
    score::{Score, put_number},
};

/// The least and the greatest value an answer may be given.
pub const VALUES: std::ops::RangeInclusive<i64> = -1_000_000..=1_000_000;

/// The printed answers of a question, with their values; none for other kinds.
pub fn printed(doc: &Doc, link: &str) -> Vec<Printed> {
    doc.item(link).map(|item| Question::of(item, doc.language()).choices).unwrap_or_default()
}

/// Gives a printed answer, by its rank from 0, its value on the scale, or takes it away. False when there is no such answer,
/// or it is a missing one, which has no value.
pub fn put_value(doc: &mut Doc, link: &str, at: usize, value: Option<i64>) -> bool {
    let Some(option) = doc.item_mut(link).and_then(|item| list_mut(item, "answerOption")?.get_mut(at)) else {
        return false;
    };
    if !code(option, ext::MISSING).is_empty() {
        return false;
    }
    // Whichever of the two extensions of HL7 bore the value, on the option or on its coding, one stays.
    if let Some(mut coding) = option.get("valueCoding").cloned() {
        for url in [ORDINAL_VALUE, ITEM_WEIGHT] {
            put_extensions(&mut coding, url, Vec::new());
        }
        put(option, "valueCoding", Some(coding));
    }
    put_extensions(option, ITEM_WEIGHT, Vec::new());
    put_whole(option, ORDINAL_VALUE, "valueDecimal", value);
    true
}

/// An answer that takes a question out of its scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The question that is answered.
    pub on: String,
    /// The code of the answer.
    pub code: String,
    /// The question that is then counted in no score.
    pub out: String,
}

/// Every answer that takes a question out of its scores, in the order of the pages.
pub fn exclusions(doc: &Doc) -> Vec<Exclusion> {
    let mut all = Vec::new();
    for entry in doc.entries() {
        for option in list(entry.item, "answerOption") {
            let answer = option.get("valueCoding").map_or("", |coding| text(coding, "code"));
            for out in extensions(option, ext::EXCLUDES_FROM_SCORE).map(value_of) {
                let (on, code, out) = (entry.link.to_owned(), answer.to_owned(), out.to_owned());
                all.push(Exclusion { on, code, out });
            }
        }
    }
    all
}

/// Writes that an answer takes a question out, or that it no longer does. False when there is no such answer.
pub fn put_exclusion(doc: &mut Doc, wanted: &Exclusion, is_out: bool) -> bool {
    let Some(options) = doc.item_mut(&wanted.on).and_then(|item| list_mut(item, "answerOption")) else { return false };
    let is_answer =
        |option: &&mut Value| option.get("valueCoding").is_some_and(|coding| text(coding, "code") == wanted.code);
    let Some(option) = options.iter_mut().find(is_answer) else { return false };
    let mut names: Vec<String> =
        extensions(option, ext::EXCLUDES_FROM_SCORE).map(value_of).map(str::to_owned).collect();
    names.retain(|name| *name != wanted.out);
    if is_out {
        names.push(wanted.out.clone());
    }
    let made = names.iter().map(|name| json!({ "url": ext::EXCLUDES_FROM_SCORE, "valueString": name }));
    let made = made.collect();
    put_extensions(option, ext::EXCLUDES_FROM_SCORE, made);
    true
}

/// Writes the published table of a score, or takes it out when it has no row.
pub(super) fn put_table(score: &mut Value, rows: &[(String, String)]) {
    let row = |(from, value): &(String, String)| {
        let mut made = json!({ "url": "table" });
        put_number(&mut made, "from", from);
        put_number(&mut made, "value", value);
        made
    };
    put_extensions(score, "table", rows.iter().map(row).collect());
}

/// The questions to answer to try a score: those it counts, those whose answers take one of them out, and those that decide
/// whether one of these is asked; in the order of the pages.
pub fn rests_on(doc: &Doc, score: &Score) -> Vec<String> {
    let mut wanted: BTreeSet<String> = score.parts.iter().map(|part| part.link.clone()).collect();
    for one in exclusions(doc) {
        if wanted.contains(&one.out) {
            wanted.insert(one.on);
        }
    }
    let entries = doc.entries();
    loop {
        let mut more: BTreeSet<String> = BTreeSet::new();
        for entry in entries.iter().filter(|entry| wanted.contains(entry.link)) {
            more.extend(condition::of(entry.item).into_iter().map(|one| one.on));
            // A question is asked only when the groups it stands in are.
            more.extend(entry.parent.map(str::to_owned));
        }
        let before = wanted.len();
        wanted.extend(more);
        if wanted.len() == before {
            break;
        }
    }
    let asked = entries.iter().filter(|entry| wanted.contains(entry.link) && entry.kind() != Kind::Group);
    asked.filter(|entry| entry.kind().is_question()).map(|entry| entry.link.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use instruments::{Instrument, library};

    use super::*;
    use crate::instruments::document::score;

    fn vecu() -> Doc {
        Doc::parse(library()[0].json).unwrap()
    }

    #[test]
    fn a_value_is_the_one_that_the_compiler_counts() {
        let mut doc = vecu();
        let link = score::all(&doc)[0].parts[0].link.clone();
        let at = printed(&doc, &link).iter().position(|one| one.weight.is_some()).unwrap();
        assert!(put_value(&mut doc, &link, at, Some(-7)));
        assert_eq!(printed(&doc, &link)[at].weight, Some(-7));
        let form = Instrument::compile(&doc.written()).unwrap();
        assert_eq!(form.item(&link).unwrap().choices[at].weight, Some(-7));
        assert!(put_value(&mut doc, &link, at, None));
        assert!(Instrument::compile(&doc.written()).is_err(), "a score over an answer without a value is refused");
        assert!(!put_value(&mut doc, &link, 99, Some(1)) && !put_value(&mut doc, "nowhere", 0, Some(1)));
        let missing = doc.entries().iter().find_map(|entry| {
            let at = printed(&doc, entry.link).iter().position(|one| one.missing.is_some())?;
            Some((entry.link.to_owned(), at))
        });
        let (link, at) = missing.unwrap();
        assert!(!put_value(&mut doc, &link, at, Some(1)), "a missing answer has no value");
    }

    #[test]
    fn an_answer_that_takes_a_question_out_is_written_read_and_taken_back() {
        let before = vecu();
        let mut doc = before.clone();
        let score = score::all(&doc).remove(0);
        let (out, on) = (score.parts[0].link.clone(), "v1".to_owned());
        let one = Exclusion { on, code: printed(&doc, "v1")[0].code.clone(), out };
        let known = exclusions(&doc).len();
        assert!(put_exclusion(&mut doc, &one, true));
        assert!(put_exclusion(&mut doc, &one, true), "once more changes nothing");
        assert_eq!(exclusions(&doc).len(), known + 1);
        assert!(exclusions(&doc).contains(&one));
        assert!(rests_on(&doc, &score).contains(&"v1".to_owned()));
        let form = Instrument::compile(&doc.written()).unwrap();
        let answers = instruments::Answers::new().choose("v1", &one.code);
        assert!(form.excluded(&answers).contains(one.out.as_str()));
        assert!(put_exclusion(&mut doc, &one, false));
        assert_eq!(doc, before);
        assert!(!put_exclusion(&mut doc, &Exclusion { code: "nothing".to_owned(), ..one }, true));
    }
}
