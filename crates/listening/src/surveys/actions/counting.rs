//! What a batch of opened answers becomes: rows without free text, counters, comments apart. Pure.

use std::collections::BTreeMap;

use instruments::{Answer, Instrument, Kind as ItemKind, MissingKind, Outcome, ScoreDefinition, Scoring, Valence};
use kernel::{Chance, Id, Lang, Personal};
use serde_json::{Map, Value};

use crate::{
    surveys::{
        facts::{BLANK, NOT_ASKED, TEXT},
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
            let Some(item) = instrument.item(link_id) else { continue };
            let code = match (item.kind, one.answers.get(link_id)) {
                (ItemKind::Choice, Some(Answer::Choice(code))) if item.choice(code).is_some() => {
                    given.insert(link_id.to_owned(), Value::from(code.as_str()));
                    code.clone()
                }
                (ItemKind::Number, Some(Answer::Number(number))) => {
                    let kept = band(*number, item.range);
                    given.insert(link_id.to_owned(), Value::from(kept.as_str()));
                    kept
                }
                (ItemKind::Open, Some(Answer::Text(text))) if !text.trim().is_empty() => {
                    self.comment(item.valence, one.lang, text);
                    TEXT.to_owned()
                }
                _ => continue,
            };
            self.count(link_id, &code);
        }
        for (link_id, kind) in instrument.missing(&one.answers) {
            match kind {
                MissingKind::NotAsked => self.count(link_id, NOT_ASKED),
                MissingKind::Blank => self.count(link_id, BLANK),
                // The printed kinds of missing were counted above under their code.
                _ => {}
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
    use super::*;

    #[test]
    fn an_age_is_kept_by_tens_and_a_small_scale_as_it_is() {
        let ages = [0, 9, 10, 47, 89, 90, 104].map(|age| band(age, (0, 120)));
        assert_eq!(ages, ["0-9", "0-9", "10-19", "40-49", "80-89", "90+", "90+"]);
        assert_eq!(band(7, (0, 10)), "7");
        assert_eq!(band(-3, (i64::MIN, i64::MAX)), "-10--1");
    }
}
