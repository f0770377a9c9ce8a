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
    score::{
        BoxRule, Decimal, Definition, Direction, Half, ItemRule, Layout, Least, Lookup, Method, MissingRule, Points,
        Rounding, Scorer, Uncovered, Words,
    },
};

/// Whether a score says more than the plain mean on 0-100.
pub(super) fn is_declared(found: Element<'_>) -> bool {
    ["method", "counted", "prorate", "top", "table"].iter().any(|part| found.extension(part).is_some())
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
        let prorate = found.extension_flag("prorate").unwrap_or(false);
        let lookup = self.table(found, (&method, prorate), at)?;
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
            missing: MissingRule { leaves: score.leaves.clone(), counted, least: least(score.minimum), prorate },
            lookup,
            rescale: None,
            rounding: None,
            range: None,
            bands: Vec::new(),
            direction: Direction::Neither,
        };
        let layout = Layout::from_items(&self.items);
        match definition.compile(&layout) {
            Ok(scorer) => {
                self.covered(&scorer, at)?;
                Some(Arc::new(Declared { on_hundred: matches!(code, "hundred" | "box"), definition, layout, scorer }))
            }
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    /// The published table from the sums of a score to its values; none when it states none.
    fn table(&mut self, found: Element<'d>, sum: (&Method, bool), at: &At) -> Option<Option<Lookup>> {
        let parts: Vec<Element<'d>> = found.extensions("table").collect();
        if parts.is_empty() {
            return Some(None);
        }
        if *sum.0 != Method::Sum {
            self.problems.push(at.error(
                "score-table-method",
                "Une table de conversion ne va qu'avec une somme. Choisissez une somme, ou retirez la table.",
                "A conversion table goes with a sum alone. Choose a sum, or remove the table.",
            ));
            return None;
        }
        let mut rows = Vec::with_capacity(parts.len());
        for part in parts {
            let (raw, value) = (self.decimal(part, "from", at)?, self.decimal(part, "value", at)?);
            let Some(row) = raw.zip(value) else {
                self.problems.push(at.error(
                    "score-table-row",
                    "Une ligne de la table de conversion n'a pas sa somme et sa valeur. Complétez-la.",
                    "A row of the conversion table lacks its sum or its value. Complete it.",
                ));
                return None;
            };
            rows.push([row.0, row.1]);
        }
        // A completed sum may be a fraction: it is rounded to the row it is nearest to.
        let round = sum.1.then_some(Rounding { places: 0, half: Half::AwayFromZero });
        Some(Some(Lookup { round, rows }))
    }

    /// Whether the table has a value for every sum that can come out; what it lacks is told.
    fn covered(&mut self, scorer: &Scorer, at: &At) -> Option<()> {
        let (code, fr, en) = match scorer.uncovered() {
            None => return Some(()),
            Some(Uncovered::Sum(sum)) => (
                "score-table-gap",
                format!("La table de conversion ne dit rien de la somme {sum}, qui peut sortir. Ajoutez sa ligne."),
                format!("The conversion table says nothing of the sum {sum}, which can come out. Add its row."),
            ),
            Some(Uncovered::TooMany) => (
                "score-table-wide",
                "Trop de sommes sont possibles pour vérifier la table de conversion. Comptez moins de questions."
                    .to_owned(),
                "Too many sums are possible for the conversion table to be checked. Count fewer questions.".to_owned(),
            ),
        };
        self.problems.push(at.error(code, fr, en));
        None
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
