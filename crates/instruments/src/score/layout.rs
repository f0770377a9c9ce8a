//! What a score sees of a form and of a person's answers: no words, only keys, weights and dense cells, so that scoring
//! a hundred thousand responses is one tight loop.

use kernel::Day;
use serde::{Serialize, Serializer};

use super::Decimal;
use crate::{Answer, Answers, Instrument, Kind, MissingKind};

/// One printed answer as a score sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerShape {
    /// Its code.
    pub code: String,
    /// The document's weight.
    pub weight: Option<Decimal>,
    /// The kind of missing answer; none for a value.
    pub missing: Option<MissingKind>,
}

/// What an item accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepts {
    /// One of these, in printed order.
    Choices(Vec<AnswerShape>),
    /// A whole number within these, ends included.
    Whole(i64, i64),
    /// A decimal, or an amount in one unit.
    Measured(Measured),
    /// A day, from which a span is counted.
    Date,
}

/// What a measured item accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Least answer, where the form states one.
    pub least: Option<Decimal>,
    /// Greatest answer, where the form states one.
    pub greatest: Option<Decimal>,
    /// The unit of an amount (UCUM code); none for a plain number.
    pub unit: Option<String>,
}

/// An item as a score sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemShape {
    /// Its key: the link id.
    pub key: String,
    /// What it accepts.
    pub accepts: Accepts,
}

/// The items of a form that can be scored, in the order of the cells of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The items.
    pub items: Vec<ItemShape>,
}

/// One answer, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// The printed answer at this place of [`Accepts::Choices`].
    Choice(u16),
    /// A whole number.
    Whole(i64),
    /// A decimal, or an amount in the unit of the form.
    Measured(Decimal),
    /// An amount in another unit than the form's: it is not counted, and not converted.
    OtherUnit,
    /// A day.
    #[serde(serialize_with = "day")]
    Day(Day),
    /// No answer, and why.
    Missing(MissingKind),
    /// Another answer takes the item out of its score.
    Excluded,
}

impl Layout {
    /// The choices and whole numbers of an instrument, in printed order, those of groups that repeat left out.
    pub fn of(instrument: &Instrument) -> Self {
        Self::from_items(instrument.questions())
    }

    /// The same of items that are not an instrument yet.
    pub(crate) fn from_items<'a>(items: impl IntoIterator<Item = &'a crate::Item>) -> Self {
        // A question that is asked in several blocks has no one answer to count.
        let items = items.into_iter().filter(|item| item.inside.is_none()).filter_map(|item| {
            let accepts = match item.kind {
                Kind::Choice if !item.several => Accepts::Choices(item.choices.iter().map(AnswerShape::of).collect()),
                Kind::Number => Accepts::Whole(item.range.0, item.range.1),
                _ => return None,
            };
            Some(ItemShape { key: item.link_id.clone(), accepts })
        });
        Self { items: items.collect() }
    }

    /// One person's answers as a row of cells for [`Scorer::score`](super::Scorer::score). What a filter hid was not
    /// asked; what was shown and left empty, or holds an answer the form does not know, is blank.
    pub fn row(&self, instrument: &Instrument, answers: &Answers) -> Vec<Cell> {
        let shown = instrument.active(answers);
        let excluded = instrument.excluded_among(&shown, answers);
        let active: std::collections::BTreeSet<&str> = shown.into_iter().collect();
        let cell = |item: &ItemShape| {
            if excluded.contains(item.key.as_str()) {
                return Cell::Excluded;
            }
            if !active.contains(item.key.as_str()) {
                return Cell::Missing(MissingKind::NotAsked);
            }
            item.cell(answers.get(&item.key)).unwrap_or(Cell::Missing(MissingKind::Blank))
        };
        self.items.iter().map(cell).collect()
    }
}

impl ItemShape {
    fn cell(&self, answer: Option<&Answer>) -> Option<Cell> {
        match (&self.accepts, answer?) {
            (Accepts::Choices(choices), Answer::Choice(code)) => {
                let at = choices.iter().position(|choice| choice.code == *code)?;
                Some(Cell::Choice(u16::try_from(at).ok()?))
            }
            (Accepts::Whole(..), Answer::Number(number)) => Some(Cell::Whole(*number)),
            _ => None,
        }
    }
}

impl AnswerShape {
    fn of(choice: &crate::Choice) -> Self {
        let weight = choice.weight.and_then(Decimal::whole);
        Self { code: choice.code.clone(), weight, missing: choice.missing }
    }
}

fn day<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}
