//! Which comment is written where and when: each text once at most in a unit and month, and again only when the others
//! have had their turn.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Chance;

use super::{corpus::Corpus, wards::WARDS};

/// A comment of a questionnaire.
pub struct Remark {
    /// The text.
    pub text: String,
    /// Whether it answers "what went well".
    pub is_positive: bool,
}

/// The comments of each unit, in the order in which they are written.
pub struct Remarks {
    by_unit: BTreeMap<(&'static str, bool), Turn>,
    /// The long ones that were written: what somebody tells at length happened once.
    told: BTreeSet<String>,
}

/// Texts that take turns.
struct Turn {
    texts: Vec<(String, bool)>,
    next: usize,
}

/// A comment of more characters than this tells something of its own; shorter ones are said by many.
const LONG: usize = 60;
/// One in so many comments that fit anywhere goes to each unit.
const ANYWHERE: usize = 3;
/// From this month on the works at Les Tilleuls and the new meals of La Roseraie are written about.
const WORSE_FROM: usize = 15;
/// Where.
const WORSE_AT: [&str; 5] = ["ssr", "ehpad", "usld", "maternite", "pediatrie"];
/// About what.
const WORSE: [&str; 3] = ["food", "room", "premises"];

impl Remarks {
    /// Gives every unit its comments, in an order of its own.
    pub fn of(corpus: &Corpus, chance: &mut dyn Chance) -> Self {
        let mut by_unit = BTreeMap::new();
        for (at, ward) in WARDS.iter().enumerate() {
            for is_positive in [true, false] {
                let field = if is_positive { "positive" } else { "negative" };
                let of_field = corpus.comments.iter().filter(|comment| comment.field == field);
                let fits = of_field.enumerate().filter(|(nth, comment)| {
                    comment.unit == ward.tag || (comment.unit == "any" && (nth + at) % ANYWHERE == 0)
                });
                let mut texts: Vec<(String, bool)> = fits
                    .map(|(_, comment)| {
                        let is_worse = comment.themes.iter().any(|theme| WORSE.contains(&theme.id.as_str()));
                        (comment.text.clone(), is_worse && !is_positive)
                    })
                    .collect();
                chance.shuffle(&mut texts);
                by_unit.insert((ward.tag, is_positive), Turn { texts, next: 0 });
            }
        }
        Self { by_unit, told: BTreeSet::new() }
    }

    /// The comments of a unit in a month with so many answers.
    pub fn draw(&mut self, tag: &'static str, month: usize, answers: u64) -> Vec<Remark> {
        let turns = if answers > 40 { 2 } else { 1 };
        let mut drawn = Vec::new();
        for is_positive in [true, false] {
            let Some(turn) = self.by_unit.get_mut(&(tag, is_positive)) else { continue };
            let is_worse = WORSE_AT.contains(&tag) && !is_positive;
            // Where things get worse, one more is written about it, and before that nothing.
            let wanted = if is_worse && month >= WORSE_FROM { turns + 1 } else { turns };
            let skips = |about_worse: bool| is_worse && month < WORSE_FROM && about_worse;
            let texts = turn.texts.len();
            let mut left = wanted.min(texts);
            for _ in 0..texts {
                let Some((text, about_worse)) = turn.texts.get(turn.next % texts.max(1)) else { break };
                turn.next += 1;
                if left == 0 {
                    turn.next -= 1;
                    break;
                }
                if skips(*about_worse) {
                    continue;
                }
                if text.chars().count() <= LONG || self.told.insert(text.clone()) {
                    drawn.push(Remark { text: text.clone(), is_positive });
                    left -= 1;
                }
            }
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    #[test]
    fn no_text_comes_twice_in_a_unit_and_month_and_every_text_comes() {
        let corpus = Corpus::read().unwrap();
        let mut remarks = Remarks::of(&corpus, &mut SeededChance::new(1));
        let mut told = BTreeSet::new();
        for month in 0..24 {
            for ward in WARDS {
                let drawn = remarks.draw(ward.tag, month, ward.monthly as u64);
                let texts: BTreeSet<&str> = drawn.iter().map(|remark| remark.text.as_str()).collect();
                assert_eq!(texts.len(), drawn.len(), "{} {month}", ward.tag);
                told.extend(drawn.into_iter().map(|remark| remark.text));
            }
        }
        let distinct: BTreeSet<&str> = corpus.comments.iter().map(|comment| comment.text.as_str()).collect();
        assert!(told.len() * 100 >= distinct.len() * 97, "{} of {}", told.len(), distinct.len());
    }
}
