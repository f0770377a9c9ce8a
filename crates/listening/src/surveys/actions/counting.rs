//! What a batch of opened answers becomes: rows without free text, counters, comments apart. Pure.

use std::collections::BTreeMap;

use instruments::{
    Answer, Instrument, Item, Kind as ItemKind, MissingKind, OTHER, Outcome, ScoreDefinition, Scoring, Valence,
    program::Decimal,
};
use kernel::{Chance, Id, Lang, Personal};
use serde_json::{Map, Value};

use crate::{
    surveys::{
        facts::{BLANK, NO, NOT_ASKED, TEXT, YES, part},
        model::Filled,
        store::{AnswerRow, Sums},
    },
    voices::{Channel, Kind, model::LONGEST_TEXT},
};

/// A comment, cut off from its answer.
pub(super) struct Comment {
    pub kind: Kind,
    pub lang: Lang,
    pub text: Personal<String>,
}

/// A batch as it will be stored. Rows and comments are each in an order of their own.
pub(super) struct Counting {
    pub rows: Vec<AnswerRow>,
    pub comments: Vec<Comment>,
    pub counts: BTreeMap<(String, String), i64>,
    pub totals: BTreeMap<Channel, Sums>,
}

impl Counting {
    /// Counts a batch.
    pub fn of(instrument: &Instrument, chance: &mut dyn Chance, mut filled: Vec<Filled>) -> Self {
        chance.shuffle(&mut filled);
        let mut made =
            Self { rows: Vec::new(), comments: Vec::new(), counts: BTreeMap::new(), totals: BTreeMap::new() };
        for one in &filled {
            made.add(instrument, chance, one);
        }
        chance.shuffle(&mut made.comments);
        made
    }

    fn add(&mut self, instrument: &Instrument, chance: &mut dyn Chance, one: &Filled) {
        let mut given = Map::new();
        for link_id in instrument.active(&one.answers) {
            let Some((item, answer)) = instrument.item(link_id).zip(one.answers.get(link_id)) else { continue };
            if item.several {
                self.several(item, answer, &mut given, one.lang);
                continue;
            }
            let code = match (item.kind, answer) {
                // An address may name somebody: it leaves the answer as a comment does.
                (ItemKind::Url, Answer::Url(text)) => {
                    self.comment(item.valence, one.lang, text);
                    TEXT.to_owned()
                }
                (ItemKind::Open, Answer::Text(text)) if !text.trim().is_empty() => {
                    self.comment(item.valence, one.lang, text);
                    TEXT.to_owned()
                }
                (ItemKind::Choice, Answer::Other(text)) if item.other => {
                    self.comment(item.valence, one.lang, text);
                    given.insert(link_id.to_owned(), Value::from(OTHER));
                    OTHER.to_owned()
                }
                _ => {
                    let Some(kept) = kept(item, answer) else { continue };
                    given.insert(link_id.to_owned(), Value::from(kept.as_str()));
                    kept
                }
            };
            self.count(link_id, &code);
        }
        self.repeated(instrument, one, &mut given);
        for (link_id, kind) in instrument.missing(&one.answers) {
            let code = match kind {
                MissingKind::NotAsked => NOT_ASKED,
                MissingKind::Blank => BLANK,
                // The printed kinds of missing were counted above under their code.
                _ => continue,
            };
            match instrument.item(link_id).filter(|item| item.several) {
                Some(item) => item.choices.iter().for_each(|choice| self.count(&part(link_id, &choice.code), code)),
                None => self.count(link_id, code),
            }
        }
        let sums = self.totals.entry(one.channel()).or_default();
        *sums = sums.plus(score_of(instrument, one));
        let given = Value::Object(given).to_string();
        self.rows.push(AnswerRow {
            id: Id::random(chance),
            channel: one.channel(),
            speaker: one.speaker.code(),
            given,
        });
    }

    /// Several answers to one question are as many questions of yes and no, one for each printed answer: each person is
    /// counted once in each, so that every table of numbers keeps its floor.
    fn several(&mut self, item: &Item, answer: &Answer, given: &mut Map<String, Value>, lang: Lang) {
        let Answer::Several { codes, other } = answer else { return };
        let known: Vec<&str> =
            item.choices.iter().map(|one| one.code.as_str()).filter(|code| codes.iter().any(|c| c == code)).collect();
        if known.is_empty() && other.is_none() {
            return;
        }
        given.insert(item.link_id.clone(), Value::from(known.clone()));
        for choice in &item.choices {
            let code = if known.contains(&choice.code.as_str()) { YES } else { NO };
            self.count(&part(&item.link_id, &choice.code), code);
        }
        if let Some(text) = other {
            self.comment(item.valence, lang, text);
        }
    }

    /// What is asked in several blocks: each person counts once, as having said each printed answer at least once or not. What
    /// is written leaves the answer as a comment does. Numbers, dates and times are neither counted nor kept: several of one
    /// person would count that person several times, and a list of them singles people out.
    fn repeated(&mut self, instrument: &Instrument, one: &Filled, given: &mut Map<String, Value>) {
        let shown = instrument.shown(&one.answers);
        for item in instrument.questions() {
            let Some(group) = item.inside.as_deref() else { continue };
            let blocks = one.answers.within(group).iter().enumerate();
            let asked = blocks.filter(|(at, _)| shown.is(&item.link_id, Some(*at)));
            let answers: Vec<&Answer> = asked.filter_map(|(_, block)| block.get(&item.link_id)).collect();
            for text in answers.iter().filter_map(|answer| answer.own_words()) {
                self.comment(item.valence, one.lang, text);
            }
            let blank = (0..instrument.block_count(group, &one.answers)).any(|at| shown.is(&item.link_id, Some(at)));
            let missing = if blank { BLANK } else { NOT_ASKED };
            match item.kind {
                ItemKind::Open | ItemKind::Url => {
                    let wrote =
                        answers.iter().filter_map(|answer| answer.own_words()).any(|text| !text.trim().is_empty());
                    self.count(&item.link_id, if wrote { TEXT } else { missing });
                }
                ItemKind::Choice => self.at_least_once(item, &answers, missing, given),
                _ => {}
            }
        }
    }

    fn at_least_once(&mut self, item: &Item, answers: &[&Answer], missing: &str, given: &mut Map<String, Value>) {
        let said = |code: &str| {
            answers.iter().any(|answer| match answer {
                Answer::Choice(chosen) => chosen == code,
                Answer::Several { codes, .. } => codes.iter().any(|chosen| chosen == code),
                _ => false,
            })
        };
        if !answers.is_empty() {
            let known: Vec<&str> = item.choices.iter().map(|one| one.code.as_str()).filter(|code| said(code)).collect();
            given.insert(item.link_id.clone(), Value::from(known));
        }
        for choice in &item.choices {
            let code = match said(&choice.code) {
                _ if answers.is_empty() => missing,
                true => YES,
                false => NO,
            };
            self.count(&part(&item.link_id, &choice.code), code);
        }
    }

    fn count(&mut self, item: &str, code: &str) {
        *self.counts.entry((item.to_owned(), code.to_owned())).or_default() += 1;
    }

    /// A text too long for one voice becomes several: nothing that was acknowledged is dropped.
    fn comment(&mut self, side: Option<Valence>, lang: Lang, text: &str) {
        let kind = if side == Some(Valence::Positive) { Kind::CommentPositive } else { Kind::CommentNegative };
        let letters: Vec<char> = text.trim().chars().collect();
        for part in letters.chunks(LONGEST_TEXT) {
            let text: String = part.iter().collect();
            if !text.trim().is_empty() {
                self.comments.push(Comment { kind, lang, text: Personal::new(text) });
            }
        }
    }
}

/// What is kept of an answer that is no text; none for what does not fit its question.
fn kept(item: &Item, answer: &Answer) -> Option<String> {
    match (item.kind, answer) {
        (ItemKind::Choice, Answer::Choice(code)) => item.choice(code).map(|choice| choice.code.clone()),
        (ItemKind::Number, Answer::Number(number)) => Some(band(*number, item.range)),
        (ItemKind::Decimal, Answer::Decimal(text)) => rounded(text).map(|number| band(number, WIDE)),
        (ItemKind::Quantity, Answer::Quantity { amount, unit }) => {
            rounded(amount).map(|number| format!("{} {unit}", band(number, WIDE)))
        }
        (ItemKind::Date, Answer::Date(text)) | (ItemKind::DateTime, Answer::DateTime(text)) => {
            text.get(..3).map(|decade| format!("{decade}0-{decade}9"))
        }
        (ItemKind::Time, Answer::Time(text)) => text.get(..2).map(|hour| format!("{hour}h")),
        _ => None,
    }
}

/// A range that asks for bands of ten.
const WIDE: (i64, i64) = (0, 1_000);

/// The whole part of a decimal, downwards.
fn rounded(text: &str) -> Option<i64> {
    Decimal::parse(text)?.floor().whole()
}

/// A number as it is kept: small scales as they are, everything wider by tens, and from ninety on together.
///
/// An exact age beside a place and a month singles people out (Opinion 05/2014 on anonymisation techniques, Article 29
/// Working Party, 3.1: "generalisation"); nobody needs it to read the results.
fn band(number: i64, (least, greatest): (i64, i64)) -> String {
    const LAST: i64 = 90;
    if greatest.saturating_sub(least) <= 20 {
        return number.to_string();
    }
    if number >= LAST {
        return format!("{LAST}+");
    }
    let first = number.div_euclid(10).saturating_mul(10);
    format!("{first}-{}", first.saturating_add(9))
}

/// One person in the sums: the first score on 0-100 that the instrument defines. A sum from 0 to 27 on a board of scores on
/// 100 would be read as a bad one.
fn score_of(instrument: &Instrument, one: &Filled) -> Sums {
    let at = match instrument.scoring() {
        Scoring::Scores(definitions) => definitions.iter().position(ScoreDefinition::is_on_hundred),
        Scoring::DistributionsOnly { .. } => None,
    };
    let scores = instrument.score(&one.answers).unwrap_or_default();
    match at.and_then(|at| scores.get(at)).map(|score| score.outcome) {
        Some(Outcome::Value(value)) => Sums { n: 1, scored: 1, total: value, squares: value * value },
        _ => Sums { n: 1, ..Sums::default() },
    }
}

#[cfg(test)]
mod tests {
    use instruments::{Answers, Speaker};
    use kernel::SeededChance;

    use super::*;

    #[test]
    fn dates_and_amounts_are_kept_coarse() {
        let form = Instrument::compile(include_str!("../../../../instruments/tests/forms/kinds.json")).unwrap();
        let kept = |link: &str, answer: &Answer| kept(form.item(link).unwrap(), answer);
        assert_eq!(kept("birth", &Answer::Date("1956-11-03".to_owned())).as_deref(), Some("1950-1959"));
        let arrived = Answer::DateTime("2026-11-22T07:30:00+01:00".to_owned());
        assert_eq!(kept("arrived", &arrived).as_deref(), Some("2020-2029"));
        assert_eq!(kept("site", &Answer::Url("https://jeanne.fr".to_owned())), None, "an address is a comment");
        assert_eq!(kept("weight", &Answer::Decimal("72.5".to_owned())).as_deref(), Some("70-79"));
        assert_eq!(kept("lunch", &Answer::Time("14:30:00".to_owned())).as_deref(), Some("14h"));
        let amount = Answer::Quantity { amount: "1.5".to_owned(), unit: "h".to_owned() };
        assert_eq!(kept("pain", &amount).as_deref(), Some("0-9 h"));
        assert_eq!(kept("pain", &Answer::Number(3)), None);
    }

    #[test]
    fn each_of_several_answers_is_a_table_of_its_own() {
        let form = Instrument::compile(include_str!("../../../../instruments/tests/forms/kinds.json")).unwrap();
        let several = |codes: &[&str], other: Option<&str>| {
            let codes = codes.iter().map(|code| (*code).to_owned()).collect();
            let answer = Answer::Several { codes, other: other.map(str::to_owned) };
            Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, Answers::new().with("helped", answer))
        };
        let blank = Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, Answers::new());
        let filled = vec![several(&["nurse", "family"], None), several(&["nurse"], Some("mon voisin")), blank];
        let made = Counting::of(&form, &mut SeededChance::new(5), filled);
        let n =
            |code: &str, said: &str| made.counts.get(&(part("helped", code), said.to_owned())).copied().unwrap_or(0);
        assert_eq!((n("nurse", YES), n("nurse", NO), n("nurse", BLANK)), (2, 0, 1));
        assert_eq!((n("family", YES), n("family", NO), n("family", BLANK)), (1, 1, 1));
        assert_eq!(made.comments.len(), 1, "what was written beside is a comment, apart");
        assert!(made.rows.iter().all(|row| !row.given.contains("voisin")), "no free text in a row");
    }

    #[test]
    fn an_address_leaves_its_answer_as_a_comment_does() {
        let form = Instrument::compile(include_str!("../../../../instruments/tests/forms/kinds.json")).unwrap();
        let answers = Answers::new().with("site", Answer::Url("https://www.jeanne.fr/".to_owned()));
        let one = Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, answers);
        let made = Counting::of(&form, &mut SeededChance::new(5), vec![one]);
        assert_eq!(made.counts.get(&("site".to_owned(), TEXT.to_owned())), Some(&1));
        assert_eq!(made.comments.len(), 1);
        assert!(made.rows.iter().all(|row| !row.given.contains("jeanne")));
    }

    #[test]
    fn whoever_fills_several_blocks_counts_once_as_having_said_it_at_least_once() {
        let form = Instrument::compile(include_str!("../../../../instruments/tests/forms/repeats.json")).unwrap();
        let medicine = |name: &str, code: &str| {
            let block = Answers::new().with("name", Answer::Text(name.to_owned())).choose("form", code);
            block.with("dose", Answer::Decimal("40".to_owned()))
        };
        let person = |blocks: Vec<Answers>| {
            let answers = Answers::new().choose("any", "true").with("medicines", Answer::Repeated(blocks));
            Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, answers)
        };
        let none = Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, Answers::new().choose("any", "false"));
        let filled = vec![
            person(vec![medicine("Le rose", "tablet"), medicine("Le bleu", "tablet"), medicine("Le soir", "drops")]),
            person(vec![medicine("Un seul", "tablet")]),
            person(Vec::new()),
            none,
        ];
        let made = Counting::of(&form, &mut SeededChance::new(5), filled);
        let table = |item: String| -> BTreeMap<&str, i64> {
            made.counts.iter().filter(|((of, _), _)| *of == item).map(|((_, code), n)| (code.as_str(), *n)).collect()
        };
        assert_eq!(table(part("form", "tablet")), BTreeMap::from([(YES, 2), (BLANK, 1), (NOT_ASKED, 1)]));
        assert_eq!(table(part("form", "drops")), BTreeMap::from([(YES, 1), (NO, 1), (BLANK, 1), (NOT_ASKED, 1)]));
        assert_eq!(table("name".to_owned()), BTreeMap::from([(TEXT, 2), (BLANK, 1), (NOT_ASKED, 1)]));
        assert!(["form", "dose", "medicines"].iter().all(|item| table((*item).to_owned()).is_empty()), "not counted");
        for (item, _) in made.counts.keys() {
            assert_eq!(table(item.clone()).values().sum::<i64>(), 4, "each person once in {item}");
        }
        assert_eq!(made.comments.len(), 4, "what was written, apart");
        let rows: String = made.rows.iter().map(|row| row.given.as_str()).collect();
        assert!(!rows.contains("rose") && !rows.contains("40") && rows.contains(r#"["tablet","drops"]"#), "{rows}");
    }

    #[test]
    fn an_age_is_kept_by_tens_and_a_small_scale_as_it_is() {
        let ages = [0, 9, 10, 47, 89, 90, 104].map(|age| band(age, (0, 120)));
        assert_eq!(ages, ["0-9", "0-9", "10-19", "40-49", "80-89", "90+", "90+"]);
        assert_eq!(band(7, (0, 10)), "7");
        assert_eq!(band(-3, (i64::MIN, i64::MAX)), "-10--1");
    }
}
