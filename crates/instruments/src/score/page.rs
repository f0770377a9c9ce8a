//! Scores for the page: what a [`Scorer`] compiled, as data that `scores.js` counts with, and outcomes written alike on
//! both sides.
//!
//! A program carries `"scores": [...]`. One score: `id`, `hash`, `items`, `leaves` (kinds of missing that take an item out
//! of the denominator), `least` (`all`, `half`, `more`, `["count", n]`, `["share", fraction]`), `fine` (the denominator of
//! all points), `weights` and `whole` (absent in a complete sum: the denominator of the weights, and what a mean is
//! multiplied by), `table` (`[rounding, [[raw, value], ...]]`), `times`, `plus`, `round` (`[places, half]`), `bands` (the
//! least value of each). An item: `i` (linkId), `a` (by code, or a list that starts at `f`: points over `fine`, or the kind
//! of missing that the answer is), `k` (what a kind of missing counts as), `w` (its weight over `weights`). Numbers are
//! texts, fractions `"7/2"`. The graded response model is estimated on the server alone.

use serde_json::{Map, Value as Json, json};

use super::definition::Rounding;
use super::scorer::{Combine, Finish};
use super::table::{ItemTable, Slot};
use super::{Accepts, Exact, Half, Layout, Least, Outcome, Reason, Scorer, Value};
use crate::MissingKind;

impl Scorer {
    /// The score as a page counts it; none under the graded response model. The layout is the one it was compiled for.
    pub fn for_page(&self, layout: &Layout) -> Option<Json> {
        let mut map = Map::new();
        map.insert("id".to_owned(), json!(&*self.id));
        map.insert("hash".to_owned(), json!(&*self.hash));
        let fine = match &self.combine {
            Combine::Complete { denominator } => denominator,
            Combine::Mean { points, weights, whole } => {
                map.insert("weights".to_owned(), json!(weights.to_string()));
                map.insert("whole".to_owned(), json!(whole.to_string()));
                points
            }
            Combine::Latent(_) => return None,
        };
        map.insert("fine".to_owned(), json!(fine.to_string()));
        let items = self.items.iter().map(|one| item(one, layout)).collect::<Option<Vec<_>>>()?;
        map.insert("items".to_owned(), items.into());
        let kinds = MissingKind::ALL.iter().zip(&self.leaves).filter(|(_, leaves)| **leaves);
        map.insert("leaves".to_owned(), kinds.map(|(kind, _)| kind.code()).collect());
        map.insert("least".to_owned(), least(self.least));
        finish(&self.finish, &mut map);
        let bands: Vec<String> = self.bands.iter().map(|band| band.from.exact().to_string()).collect();
        map.insert("bands".to_owned(), bands.into());
        Some(Json::Object(map))
    }
}

fn item(item: &ItemTable, layout: &Layout) -> Option<Json> {
    let points = |slot: &Slot| match slot {
        Slot::Worth(worth) => worth.scaled.to_string(),
        Slot::Missing(kind) => kind.code().to_owned(),
    };
    let mut map = Map::new();
    map.insert("i".to_owned(), json!(&*item.key));
    let answers = match (&layout.items.get(item.cell)?.accepts, item.first) {
        (Accepts::Choices(choices), None) => {
            let named = choices.iter().zip(&item.slots);
            // Of two answers with one code the first is meant, here as on the server.
            let by_code: Map<String, Json> =
                named.rev().map(|(choice, slot)| (choice.code.clone(), points(slot).into())).collect();
            Json::Object(by_code)
        }
        (Accepts::Whole(..), Some(first)) => {
            map.insert("f".to_owned(), json!(first));
            item.slots.iter().map(points).collect()
        }
        _ => return None,
    };
    map.insert("a".to_owned(), answers);
    let counted = MissingKind::ALL.iter().filter_map(|kind| Some((kind.code(), item.counted(*kind)?)));
    let counted: Map<String, Json> =
        counted.map(|(kind, worth)| (kind.to_owned(), worth.scaled.to_string().into())).collect();
    if !counted.is_empty() {
        map.insert("k".to_owned(), counted.into());
    }
    map.insert("w".to_owned(), json!(item.weight_scaled.to_string()));
    Some(Json::Object(map))
}

fn least(least: Least) -> Json {
    match least {
        Least::All => json!("all"),
        Least::Half => json!("half"),
        Least::MoreThanHalf => json!("more"),
        Least::Count(count) => json!(["count", count]),
        Least::Share(share) => json!(["share", share.exact().to_string()]),
    }
}

fn finish(finish: &Finish, map: &mut Map<String, Json>) {
    let rounding = |rule: Rounding| {
        let half = match rule.half {
            Half::AwayFromZero => "away",
            Half::ToEven => "even",
            Half::Up => "up",
        };
        json!([rule.places, half])
    };
    if let Some(table) = &finish.table {
        let rows: Vec<Json> =
            table.rows.iter().map(|(raw, value)| json!([raw.to_string(), value.to_string()])).collect();
        map.insert("table".to_owned(), json!([table.round.map(rounding), rows]));
    }
    for (name, value, usual) in [("times", finish.times, 1), ("plus", finish.plus, 0)] {
        if value != Exact::whole(usual) {
            map.insert(name.to_owned(), json!(value.to_string()));
        }
    }
    if let Some(rule) = finish.rounding {
        map.insert("round".to_owned(), rounding(rule));
    }
}

impl Reason {
    /// Its name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooFewAnswers => "too-few-answers",
            Self::NotInTable => "not-in-table",
            Self::AnotherForm => "another-form",
            Self::UnknownAnswer(_) => "unknown-answer",
            Self::OtherUnit(_) => "other-unit",
            Self::TooLarge => "too-large",
        }
    }
}

impl Outcome {
    /// The outcome as a page has it: `[id, value, band]`, the value a fraction and the band its rank or null; or `[id,
    /// null, reason, answered, needed]`. None for an estimate.
    pub fn for_page(&self) -> Option<Json> {
        match &self.result {
            Ok(scored) => match scored.value {
                Value::Exact(value) => Some(json!([&*self.id, value.to_string(), scored.band])),
                Value::Estimate { .. } => None,
            },
            Err(none) => Some(json!([&*self.id, Json::Null, none.reason.code(), none.answered, none.needed])),
        }
    }
}
