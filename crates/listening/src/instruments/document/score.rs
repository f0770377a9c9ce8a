//! A score as its form shows it: its name, the questions it counts, the rule, what becomes of missing answers. Read from the
//! document's own extension and written back into it; what the form does not show stays.

use fhir::url::{ITEM_WEIGHT, ORDINAL_VALUE};
use instruments::{MissingKind, extensions as ext};
use serde_json::{Value, json};

use super::{
    Doc, Entry, Kind,
    json::{Two, code, extension, extensions, list, put_code, put_extensions, put_flag, put_texted, put_whole, two_of},
    question::{code_from, whole},
};

/// How answers become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    /// The mean, each question brought to 0-100.
    #[default]
    Hundred,
    /// The share of best answers, from 0 to 100.
    Box,
    /// The mean of the values.
    Mean,
    /// The sum of the values, every question answered.
    Sum,
    /// The sum of the values, what is missing filled in by the mean of the others.
    Prorated,
}

impl Rule {
    /// In the order they are offered.
    pub const ALL: [Self; 5] = [Self::Hundred, Self::Box, Self::Mean, Self::Sum, Self::Prorated];

    /// The name used in forms and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hundred => "hundred",
            Self::Box => "box",
            Self::Mean => "mean",
            Self::Sum => "sum",
            Self::Prorated => "prorated",
        }
    }

    /// The one with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }
}

/// How many of the questions that stay must have an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Least {
    /// At least half.
    #[default]
    Half,
    /// More than half.
    MoreThanHalf,
    /// Every one.
    All,
    /// At least this many.
    Count(i64),
}

impl Least {
    /// The name used in forms and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Half => "half",
            Self::MoreThanHalf => "more-than-half",
            Self::All => "all",
            Self::Count(_) => "count",
        }
    }
}

/// What a kind of missing answer does to a score.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Missing {
    /// The question stays among those that should be answered.
    #[default]
    Stays,
    /// The question leaves the score for that person.
    Leaves,
    /// It counts as an answer of this value, as it was typed.
    Counts(String),
}

/// A question that a score counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Its name.
    pub link: String,
    /// Its scale runs from best to worst.
    pub reversed: bool,
    /// What it weighs among the others, as it was typed; empty for 1.
    pub weight: String,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    /// Its name for programs; made when empty.
    pub id: String,
    /// Its name for people.
    pub title: Two,
    /// What to know before reading it.
    pub note: Two,
    /// Where the rule is published; empty when it is the authors' own.
    pub source: Two,
    /// The rule.
    pub rule: Rule,
    /// How many best answers count, for [`Rule::Box`].
    pub top: i64,
    /// How many answers are needed.
    pub least: Least,
    /// The questions.
    pub parts: Vec<Part>,
    /// What kinds of missing do, those that do something.
    pub missing: Vec<(MissingKind, Missing)>,
    /// The published table from sums to values, as it is written.
    pub table: Vec<(String, String)>,
}

/// The scores of a document.
pub fn all(doc: &Doc) -> Vec<Score> {
    extensions(doc.value(), ext::SCORE).map(|one| read(one, doc.language())).collect()
}

/// Whether a question can be counted: its answers have values, or it is a number.
pub fn is_countable(entry: &Entry<'_>) -> bool {
    let weighed = |option: &Value| {
        [Some(option), option.get("valueCoding")]
            .into_iter()
            .flatten()
            .any(|place| [ORDINAL_VALUE, ITEM_WEIGHT].into_iter().any(|url| extension(place, url).is_some()))
    };
    match entry.kind() {
        Kind::Number => true,
        Kind::Choice => list(entry.item, "answerOption").iter().any(weighed),
        _ => false,
    }
}

/// The number of an extension as it is written; empty when absent.
fn number(element: &Value, url: &str) -> String {
    let found = extension(element, url).and_then(Value::as_object);
    let value = found.and_then(|all| all.iter().find(|(name, _)| name.starts_with("value")));
    value.map_or_else(String::new, |(_, value)| value.to_string())
}

fn read(found: &Value, base: &str) -> Score {
    let rule = match code(found, "method") {
        "sum" if extension(found, "prorate").and_then(|one| one.get("valueBoolean")) == Some(&json!(true)) => {
            Rule::Prorated
        }
        code => Rule::from_code(code).unwrap_or_default(),
    };
    let least = match (whole(found, "least"), code(found, "minimum")) {
        (Some(count), _) => Least::Count(count),
        (_, "more-than-half") => Least::MoreThanHalf,
        (_, "all") => Least::All,
        _ => Least::Half,
    };
    let leaves = extensions(found, "leaves").filter_map(|one| MissingKind::from_code(super::json::value_of(one)));
    let mut missing: Vec<(MissingKind, Missing)> = leaves.map(|kind| (kind, Missing::Leaves)).collect();
    missing.extend(extensions(found, "counted").filter_map(|one| {
        Some((MissingKind::from_code(code(one, "missing"))?, Missing::Counts(number(one, "weight"))))
    }));
    missing.sort_by_key(|(kind, _)| *kind);
    missing.dedup_by_key(|(kind, _)| *kind);
    let part = |one: &Value| Part {
        link: code(one, "linkId").to_owned(),
        reversed: super::json::flag(one, "reversed"),
        weight: number(one, "weight"),
    };
    Score {
        id: code(found, "id").to_owned(),
        title: two_of(found, "title", base),
        note: two_of(found, "note", base),
        source: two_of(found, "source", base),
        rule,
        top: whole(found, "top").unwrap_or(1),
        least,
        parts: extensions(found, "item").map(part).collect(),
        missing,
        table: extensions(found, "table").map(|row| (number(row, "from"), number(row, "value"))).collect(),
    }
}

/// Writes a score in the place of the one with its id, or at the end; gives its id.
pub fn put_score(doc: &mut Doc, score: &Score) -> String {
    let base = doc.language().to_owned();
    let known = all(doc);
    let at = known.iter().position(|one| !score.id.is_empty() && one.id == score.id);
    if at.and_then(|at| known.get(at)) == Some(score) {
        return score.id.clone();
    }
    let mut score = score.clone();
    if score.id.is_empty() {
        let taken: Vec<String> = known.iter().map(|one| one.id.clone()).collect();
        score.id = code_from(&format!("score-{}", score.title.either(kernel::Lang::Fr)), &taken);
    }
    let mut stored: Vec<Value> = extensions(doc.value(), ext::SCORE).cloned().collect();
    match at.and_then(|at| stored.get_mut(at)) {
        Some(found) => score.write(found, &base),
        None => {
            let mut fresh = json!({ "url": ext::SCORE });
            score.write(&mut fresh, &base);
            stored.push(fresh);
        }
    }
    put_extensions(doc.value_mut(), ext::SCORE, stored);
    // A document that has a score does not say why it has none.
    put_extensions(doc.value_mut(), ext::NO_SCORE, Vec::new());
    score.id
}

/// Takes a score out, by its id; false when there is none.
pub fn drop_score(doc: &mut Doc, id: &str) -> bool {
    let stored: Vec<Value> = extensions(doc.value(), ext::SCORE).cloned().collect();
    let kept: Vec<Value> = stored.iter().filter(|one| code(one, "id") != id).cloned().collect();
    let found = kept.len() < stored.len();
    put_extensions(doc.value_mut(), ext::SCORE, kept);
    found
}

impl Score {
    fn write(&self, found: &mut Value, base: &str) {
        put_extensions(found, "id", vec![json!({ "url": "id", "valueString": self.id })]);
        put_texted(found, "title", base, &self.title);
        put_texted(found, "note", base, &self.note);
        put_texted(found, "source", base, &self.source);
        // The plain rule is the one of a document that names none.
        let method = match self.rule {
            Rule::Hundred => "",
            Rule::Prorated => "sum",
            other => other.code(),
        };
        put_code(found, "method", method);
        put_flag(found, "prorate", self.rule == Rule::Prorated);
        put_whole(found, "top", "valueInteger", (self.rule == Rule::Box).then_some(self.top));
        let count = if let Least::Count(count) = self.least { Some(count) } else { None };
        put_code(found, "minimum", if count.is_some() { "" } else { self.least.code() });
        put_whole(found, "least", "valueInteger", count);
        let of = |wanted: fn(&Missing) -> bool| self.missing.iter().filter(move |(_, does)| wanted(does));
        let leaves =
            of(|does| *does == Missing::Leaves).map(|(kind, _)| json!({ "url": "leaves", "valueCode": kind.code() }));
        put_extensions(found, "leaves", leaves.collect());
        let counted = self.missing.iter().filter_map(|(kind, does)| {
            let Missing::Counts(value) = does else { return None };
            let mut made = json!({ "url": "counted", "extension": [{ "url": "missing", "valueCode": kind.code() }] });
            put_number(&mut made, "weight", value);
            Some(made)
        });
        put_extensions(found, "counted", counted.collect());
        super::points::put_table(found, &self.table);
        let stored: Vec<Value> = extensions(found, "item").cloned().collect();
        let items = self.parts.iter().map(|part| {
            let known = stored.iter().find(|one| code(one, "linkId") == part.link).cloned();
            let mut made = known.unwrap_or_else(
                || json!({ "url": "item", "extension": [{ "url": "linkId", "valueString": part.link }] }),
            );
            put_flag(&mut made, "reversed", part.reversed);
            put_number(&mut made, "weight", &part.weight);
            made
        });
        let items = items.collect();
        put_extensions(found, "item", items);
    }
}

/// Sets an extension that holds a decimal number as it was typed, or takes it out.
pub(super) fn put_number(element: &mut Value, url: &str, typed: &str) {
    let number = typed.parse::<serde_json::Number>().ok();
    let new = number.map(|number| json!({ "url": url, "valueDecimal": number }));
    put_extensions(element, url, new.into_iter().collect());
}

/// What became of a score from one document to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added(Score),
    /// It is no more.
    Removed(Score),
    /// It is counted or called otherwise: before, after.
    Changed(Box<Score>, Box<Score>),
}

/// The scores of two documents side by side, those that changed.
pub fn compare(before: &Doc, after: &Doc) -> Vec<Change> {
    let (old, new) = (all(before), all(after));
    let of = |all: &[Score], id: &str| all.iter().find(|one| one.id == id).cloned();
    let mut out: Vec<Change> = new
        .iter()
        .filter_map(|score| match of(&old, &score.id) {
            None => Some(Change::Added(score.clone())),
            Some(was) if was != *score => Some(Change::Changed(Box::new(was), Box::new(score.clone()))),
            Some(_) => None,
        })
        .collect();
    out.extend(old.into_iter().filter(|one| of(&new, &one.id).is_none()).map(Change::Removed));
    out
}

/// The items of a document that a score counts, in words of the pages; those that are gone by their names.
pub fn counted<'a>(doc: &'a Doc, score: &'a Score) -> Vec<(&'a Part, Option<Entry<'a>>)> {
    let entries = doc.entries();
    score.parts.iter().map(|part| (part, entries.iter().find(|entry| entry.link == part.link).copied())).collect()
}

/// Whether nothing of a document is counted: it may say why.
pub fn why_none(doc: &Doc) -> Two {
    two_of(doc.value(), ext::NO_SCORE, doc.language())
}

#[cfg(test)]
mod tests {
    use instruments::{Instrument, Scoring, library};

    use super::*;

    fn vecu() -> Doc {
        Doc::parse(library()[0].json).unwrap()
    }

    #[test]
    fn the_score_of_a_shipped_questionnaire_comes_back_as_it_was() {
        let before = vecu();
        let mut doc = before.clone();
        let scores = all(&doc);
        assert_eq!((scores.len(), scores[0].parts.len(), scores[0].rule), (1, 4, Rule::Hundred));
        put_score(&mut doc, &scores[0]);
        assert_eq!(doc, before);
        let mut changed = scores[0].clone();
        changed.note.fr.push('.');
        put_score(&mut doc, &changed);
        changed.note = scores[0].note.clone();
        put_score(&mut doc, &changed);
        assert_eq!(all(&doc), scores, "and back again");
    }

    #[test]
    fn every_rule_written_here_is_one_that_compiles() {
        for rule in Rule::ALL {
            let mut doc = vecu();
            let mut score = all(&doc).remove(0);
            score.id = String::new();
            score.title.fr = format!("Essai {}", rule.code());
            score.rule = rule;
            score.top = 2;
            score.parts[0].reversed = true;
            if rule == Rule::Sum {
                score.least = Least::All;
            } else {
                score.parts[1].weight = "2.5".to_owned();
                score.least = Least::Count(2);
                score.missing = vec![
                    (MissingKind::NotConcerned, Missing::Leaves),
                    (MissingKind::NoOpinion, Missing::Counts("1".to_owned())),
                ];
            }
            let id = put_score(&mut doc, &score);
            let stored = all(&doc).into_iter().find(|one| one.id == id).unwrap();
            assert_eq!(stored, Score { id: id.clone(), top: if rule == Rule::Box { 2 } else { 1 }, ..score });
            let form = Instrument::compile(&doc.written()).unwrap_or_else(|wrong| panic!("{rule:?}: {wrong:?}"));
            let Scoring::Scores(compiled) = form.scoring() else { panic!("no score") };
            assert!(compiled.iter().any(|one| one.id == id));
            assert!(drop_score(&mut doc, &id) && !drop_score(&mut doc, &id));
            assert_eq!(all(&doc), all(&vecu()));
        }
    }

    #[test]
    fn what_becomes_of_each_score_is_told() {
        let before = vecu();
        let mut after = before.clone();
        let mut score = all(&after).remove(0);
        score.least = Least::All;
        put_score(&mut after, &score);
        let mut fresh = score.clone();
        fresh.id = String::new();
        put_score(&mut after, &fresh);
        assert!(matches!(compare(&before, &after)[..], [Change::Changed(..), Change::Added(_)]));
        assert!(matches!(compare(&after, &before)[..], [Change::Changed(..), Change::Removed(_)]));
        assert_eq!(compare(&before, &before), []);
    }
}
