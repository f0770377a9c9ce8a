//! A score that says more than the plain mean on 0-100: its method, what its items weigh, which missing answers count.

use std::collections::BTreeMap;
use std::sync::Arc;

use fhir::Element;
use kernel::Lang;
use serde_json::Value;

use super::Compiler;
use crate::{
    Declared, Minimum, MissingKind, ScoreDefinition,
    problem::At,
    score::{BoxRule, Decimal, Definition, Direction, ItemRule, Layout, Least, Method, MissingRule, Points, Words},
};

/// Whether a score says more than the plain mean on 0-100.
pub(super) fn is_declared(found: Element<'_>) -> bool {
    ["method", "counted", "prorate", "top"].iter().any(|part| found.extension(part).is_some())
        || found.extensions("item").any(|item| item.extension("weight").is_some())
}

impl<'d> Compiler<'d> {
    /// The rule of a declared score, compiled against the items; its problems are told.
    pub(super) fn declared(&mut self, found: Element<'d>, score: &ScoreDefinition, at: &At) -> Option<Arc<Declared>> {
        let code = found.extension_text("method").unwrap_or("hundred");
        let known = |code: &str| match code {
            "hundred" => Some((Method::Mean, false)),
            "box" => Some((Method::Mean, true)),
            "mean" | "sum" => Some((if code == "sum" { Method::Sum } else { Method::Mean }, false)),
            _ => None,
        };
        let (method, is_box) = self.word(code, known, "hundred, mean, sum, box", at)?;
        let top = found.extension_whole("top").unwrap_or(1);
        let points = match code {
            "hundred" => Points::Hundred,
            _ if is_box => Points::Box(BoxRule { top: u16::try_from(top).unwrap_or(0), bottom: 0 }),
            _ => Points::Weight,
        };
        let mut items = Vec::new();
        for part in found.extensions("item") {
            let weight = self.decimal(part, "weight", at)?.unwrap_or(Decimal::ONE);
            let item = part.extension_text("linkId").unwrap_or("").to_owned();
            let reversed = part.extension_flag("reversed").unwrap_or(false);
            let (weights, range, graded) = (None, None, None);
            let (unit, places, span) = (None, None, None);
            items.push(ItemRule { item, weights, reversed, range, weight, graded, unit, places, span });
        }
        let mut counted = BTreeMap::new();
        for part in found.extensions("counted") {
            let code = part.extension_text("missing").unwrap_or("");
            let kind = self.word(code, MissingKind::from_code, "not-concerned, no-possibility, dont-know…", at)?;
            counted.insert(kind, self.decimal(part, "weight", at)?.unwrap_or(Decimal::ZERO));
        }
        let title: Words =
            Lang::ALL.into_iter().map(|lang| (lang.tag().to_owned(), score.title.get(lang).to_owned())).collect();
        let definition = Definition {
            id: score.id.clone(),
            title,
            note: None,
            source: None,
            method,
            points,
            items,
            missing: MissingRule {
                leaves: score.leaves.clone(),
                counted,
                least: least(score.minimum),
                prorate: found.extension_flag("prorate").unwrap_or(false),
            },
            lookup: None,
            rescale: None,
            rounding: None,
            range: None,
            bands: Vec::new(),
            direction: Direction::Neither,
        };
        let layout = Layout::from_items(&self.items);
        match definition.compile(&layout) {
            Ok(scorer) => {
                Some(Arc::new(Declared { on_hundred: matches!(code, "hundred" | "box"), definition, layout, scorer }))
            }
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    /// The decimal of an extension; none when it is not there. What is no decimal that fits is told.
    fn decimal(&mut self, element: Element<'d>, url: &str, at: &At) -> Option<Option<Decimal>> {
        let Some(found) = element.extension(url) else { return Some(None) };
        let value = found.value_name().and_then(|name| found.value().get(name));
        let read = value.and_then(|value| match value {
            Value::Number(number) => number.to_string().parse::<Decimal>().ok(),
            _ => None,
        });
        if read.is_none() {
            self.problems.push(at.error(
                "score-not-a-number",
                "Un poids du score n'est pas un nombre de 18 chiffres au plus. Corrigez-le.",
                "A weight of the score is no number of at most 18 digits. Correct it.",
            ));
        }
        read.map(Some)
    }
}

const fn least(minimum: Minimum) -> Least {
    match minimum {
        Minimum::Half => Least::Half,
        Minimum::MoreThanHalf => Least::MoreThanHalf,
        Minimum::All => Least::All,
        Minimum::Count(count) => Least::Count(count),
    }
}
