//! From a definition and a layout to a [`Scorer`]: every rule checked in one pass, every number that cannot change per
//! person computed once.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use super::definition::{Definition, LatentScale, Least, Method, Points, Rescale};
use super::scorer::{Combine, Finish, Scorer, Table};
use super::table::{self, Builder, ItemTable};
use super::{Estimator, Exact, Graded, Layout, Quadrature};
use crate::MissingKind;
use crate::instrument;
use crate::problem::{At, Problem, excerpt};

impl Definition {
    /// Compiles the definition for a form. Every problem is found in one pass.
    pub fn compile(&self, layout: &Layout) -> Result<Scorer, Vec<Problem>> {
        let at = At::root(&format!("score[{}]", excerpt(&self.id)));
        let mut problems = self.stated(&at);
        let mut items = Vec::with_capacity(self.items.len());
        for (place, rule) in self.items.iter().enumerate() {
            let builder = Builder { definition: self, layout, at: at.entry("items", place).named(Some(&rule.item)) };
            match builder.item(rule) {
                Ok(item) => items.push(item),
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let scorer = self.assemble(items, layout, &at).map_err(|problem| vec![problem])?;
        Ok(scorer)
    }

    /// What is wrong with the definition by itself.
    fn stated(&self, at: &At) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut demand = |holds: bool, code: &'static str, fr: &str, en: &str| {
            if !holds {
                problems.push(at.error(code, fr, en));
            }
        };
        let both =
            |words: &super::Words| ["fr", "en"].iter().all(|tag| words.get(*tag).is_some_and(|one| !one.is_empty()));
        demand(
            !self.id.is_empty() && both(&self.title) && !self.items.is_empty(),
            "score-incomplete",
            "Un score a besoin d'un « id », d'un « title » en français et en anglais, et d'au moins un « item ».",
            "A score needs an \"id\", a \"title\" in French and English, and at least one \"item\".",
        );
        let keys: BTreeSet<&str> = self.items.iter().map(|rule| rule.item.as_str()).collect();
        demand(
            keys.len() == self.items.len(),
            "score-item-twice",
            "Une question est comptée deux fois. Retirez-la, ou donnez-lui un poids.",
            "A question is counted twice. Remove it, or give it a weight.",
        );
        let complete = self.method == Method::Sum && !self.missing.prorate;
        demand(
            !complete || self.missing.least == Least::All,
            "score-sum-incomplete",
            "Une somme avec des réponses manquantes les compterait pour zéro. Demandez toutes les réponses, ou \
             complétez par la moyenne (« prorate »).",
            "A sum with missing answers would count them as nought. Ask for every answer, or fill in by the mean \
             (\"prorate\").",
        );
        demand(
            complete || self.items.iter().all(|rule| rule.weight.exact() > Exact::whole(0)),
            "score-weight-not-positive",
            "Le poids d'une question doit être positif, sauf dans une somme complète.",
            "The weight of a question must be above nought, except in a complete sum.",
        );
        let overlap = self.missing.counted.keys().any(|kind| self.missing.leaves.contains(kind));
        demand(
            !overlap,
            "score-missing-twice",
            "Une même absence de réponse est à la fois comptée et retirée. Choisissez.",
            "A kind of missing is both counted and taken out. Choose one.",
        );
        let share = match self.missing.least {
            Least::Share(share) => share.exact() > Exact::whole(0) && share.exact() <= Exact::whole(1),
            Least::Count(count) => count >= 1 && usize::from(count) <= self.items.len(),
            _ => true,
        };
        demand(
            share,
            "score-least",
            "Le minimum de réponses doit être une part au-dessus de 0 et jusqu'à 1, ou un nombre de questions du score.",
            "The least number of answers must be a share above 0 up to 1, or a number of the score's questions.",
        );
        demand(
            self.lookup.is_none() || self.rescale.is_none(),
            "score-lookup-and-rescale",
            "Une table et un changement d'échelle ne vont pas ensemble. Retirez l'un des deux.",
            "A table and a change of scale do not go together. Remove one of them.",
        );
        let places = [self.rounding, self.lookup.as_ref().and_then(|table| table.round)];
        demand(
            places.iter().flatten().all(|rule| rule.places <= 9),
            "score-places",
            "Un score est arrondi à neuf décimales au plus.",
            "A score is rounded to nine decimal places at most.",
        );
        demand(
            self.bands_rise(),
            "score-bands",
            "Les tranches doivent se suivre sans se chevaucher, chacune nommée en français et en anglais.",
            "The bands must follow each other without overlap, each named in French and English.",
        );
        problems.extend(self.latent_rules(at));
        problems
    }

    fn bands_rise(&self) -> bool {
        let order = |two: &[super::Band]| matches!(two, [low, high] if low.to.exact() < high.from.exact());
        let named = |band: &super::Band| ["fr", "en"].iter().all(|tag| band.label.contains_key(*tag));
        let ends = |band: &super::Band| band.from.exact() <= band.to.exact();
        self.bands.windows(2).all(order) && self.bands.iter().all(|band| named(band) && ends(band))
    }

    fn latent_rules(&self, at: &At) -> Option<Problem> {
        let Method::GradedResponse(scale) = &self.method else {
            let stray = self.items.iter().any(|rule| rule.graded.is_some());
            return stray.then(|| {
                at.error(
                    "score-graded-parameters",
                    "Des paramètres de réponse graduée sont donnés, mais la méthode est une autre.",
                    "Graded response parameters are given, but the method is another one.",
                )
            });
        };
        let [low, high] = scale.bounds.map(super::Decimal::exact);
        let linear = matches!(self.rescale, None | Some(Rescale::Linear { .. }));
        let plain = self.points == Points::Weight && self.lookup.is_none() && linear && self.missing.counted.is_empty();
        let sound = low < high && scale.deviation.exact() > Exact::whole(0) && (3..=201).contains(&scale.quadrature);
        (!plain || !sound).then(|| {
            at.error(
                "score-latent-scale",
                "Une estimation graduée demande des bornes croissantes, un écart-type positif, 3 à 201 points, et aucune \
                 table ni valeur comptée ; seul un changement d'échelle linéaire est possible.",
                "A graded estimate needs rising bounds, a standard deviation above nought, 3 to 201 points, and no table \
                 or counted value; only a linear change of scale is possible.",
            )
        })
    }

    fn assemble(&self, mut items: Vec<ItemTable>, layout: &Layout, at: &At) -> Result<Scorer, Problem> {
        let too_fine = || Builder { definition: self, layout, at: at.clone() }.too_fine();
        if let Points::Box(rule) = &self.points {
            let most = items.iter().map(|item| item.distinct.len()).min().unwrap_or(0);
            if rule.top == 0 || usize::from(rule.top) + usize::from(rule.bottom) > most {
                return Err(at.error(
                    "score-boxes",
                    "Il y a plus de meilleures et de pires réponses demandées que la question n'en a.",
                    "More best and worst answers are asked for than the question has.",
                ));
            }
        }
        let (fine, weights) = scale(&mut items).ok_or_else(too_fine)?;
        let combine = match &self.method {
            Method::GradedResponse(latent) => Combine::Latent(Box::new(self.estimator(latent, &items, at)?)),
            Method::Sum if !self.missing.prorate => Combine::Complete { denominator: fine },
            method => {
                let sum =
                    items.iter().try_fold(Exact::whole(0), |sum, item| sum.plus(item.weight)).ok_or_else(too_fine)?;
                let whole = if *method == Method::Mean { Exact::whole(1) } else { sum };
                Combine::Mean { points: fine, weights, whole }
            }
        };
        let reach = Reach::of(self, &items).ok_or_else(too_fine)?;
        let finish = self.finish(reach, at)?.ok_or_else(too_fine)?;
        let grounds: Vec<_> = self.items.iter().map(|rule| json!([rule.item, table::ground(layout, rule)])).collect();
        // Every part of a definition is plain JSON, so this never comes out as null.
        let definition = serde_json::to_value(self).unwrap_or_default();
        let hash = instrument::hash(&json!({ "definition": definition, "answers": grounds }));
        let leaves = |kind: &MissingKind| *kind == MissingKind::NotAsked || self.missing.leaves.contains(kind);
        Ok(Scorer {
            id: Arc::from(self.id.as_str()),
            hash: Arc::from(hash),
            cells: layout.items.len(),
            items,
            leaves: MissingKind::ALL.iter().map(leaves).collect(),
            least: self.missing.least,
            combine,
            finish,
            bands: self.bands.clone(),
        })
    }

    fn estimator(&self, latent: &LatentScale, items: &[ItemTable], at: &At) -> Result<Estimator, Problem> {
        let mut graded = Vec::with_capacity(items.len());
        for (rule, item) in self.items.iter().zip(items) {
            let made = rule.graded.as_ref().and_then(|given| {
                let difficulties = given.difficulties.iter().map(|one| one.to_f64()).collect();
                Graded::new(given.discrimination.to_f64(), difficulties).ok()
            });
            match made.filter(|made| made.categories() == item.distinct.len()) {
                Some(made) => graded.push(made),
                None => {
                    let name = excerpt(&rule.item);
                    return Err(at.error(
                        "score-graded-parameters",
                        format!(
                            "« {name} » a besoin d'une discrimination positive et de difficultés croissantes, une de \
                             moins que de réponses."
                        ),
                        format!(
                            "\"{name}\" needs a discrimination above nought and rising difficulties, one less than \
                             answers."
                        ),
                    ));
                }
            }
        }
        let [low, high] = latent.bounds.map(super::Decimal::to_f64);
        let rule = Quadrature::legendre(latent.quadrature, low, high);
        Ok(Estimator::new(&graded, rule, latent.mean.to_f64(), latent.deviation.to_f64()))
    }

    /// The last steps, with proof that what comes out stays in the stated range; none when numbers do not fit.
    fn finish(&self, reach: Reach, at: &At) -> Result<Option<Finish>, Problem> {
        let one = Exact::whole(1);
        let (mut times, mut plus) = (Some(one), Some(Exact::whole(0)));
        match &self.rescale {
            None => {}
            Some(Rescale::Linear { times: factor, plus: added }) => {
                (times, plus) = (Some(factor.exact()), Some(added.exact()));
            }
            Some(kind) => {
                if !reach.even {
                    return Err(at.error(
                        "score-uneven-hundred",
                        "Les questions n'ont pas la même étendue : sur 0-100, une réponse manquante ferait sortir le \
                         score de l'échelle. Ramenez d'abord chaque question sur 0-100 (« points: hundred »).",
                        "The questions do not have the same width: on 0-100, a missing answer would take the score out \
                         of the scale. Bring each question to 0-100 first (\"points\": \"hundred\").",
                    ));
                }
                let step = reach.high.minus(reach.low).and_then(|width| Exact::whole(100).over(width));
                let turned = *kind == Rescale::HundredReversed;
                times = if turned { step.and_then(|step| Exact::whole(0).minus(step)) } else { step };
                let from = if turned { reach.high } else { reach.low };
                plus = times.and_then(|times| Exact::whole(0).minus(from.times(times)?));
            }
        }
        let table = self.table(reach, at)?;
        let (Some(times), Some(plus)) = (times, plus) else { return Ok(None) };
        let finish = Finish { table, times, plus, rounding: self.rounding };
        match finish.reach(reach) {
            Some(ends) => self.in_range(ends, at).map(|()| Some(finish)),
            None => Ok(None),
        }
    }

    fn table(&self, reach: Reach, at: &At) -> Result<Option<Table>, Problem> {
        let Some(lookup) = &self.lookup else { return Ok(None) };
        let rows: Vec<(Exact, Exact)> = lookup.rows.iter().map(|[raw, value]| (raw.exact(), value.exact())).collect();
        let rising = rows.windows(2).all(|two| matches!(two, [low, high] if low.0 < high.0));
        let covers =
            rows.first().is_some_and(|row| row.0 <= reach.low) && rows.last().is_some_and(|row| row.0 >= reach.high);
        if rising && covers {
            return Ok(Some(Table { round: lookup.round, rows }));
        }
        Err(at.error(
            "score-lookup",
            "La table doit monter sans répétition et couvrir toutes les sommes possibles.",
            "The table must rise without repeating and cover every possible sum.",
        ))
    }

    fn in_range(&self, (low, high): (Exact, Exact), at: &At) -> Result<(), Problem> {
        let stated = self.range.map(|ends| ends.map(super::Decimal::exact));
        let leaves = stated.is_some_and(|[least, greatest]| low < least || high > greatest);
        let unnamed = self.bands.first().is_some_and(|band| low < band.from.exact());
        if !leaves && !unnamed {
            return Ok(());
        }
        Err(at.error(
            "score-range",
            "Le score peut sortir des bornes ou des tranches qu'il annonce. Corrigez les valeurs, ou les bornes.",
            "The score can leave the range or the bands it states. Correct the weights, or the range.",
        ))
    }
}

/// What can come out of the combining.
#[derive(Clone, Copy)]
struct Reach {
    low: Exact,
    high: Exact,
    /// Missing answers cannot take the result further than a complete row.
    even: bool,
}

impl Reach {
    fn of(definition: &Definition, items: &[ItemTable]) -> Option<Self> {
        if let Method::GradedResponse(latent) = &definition.method {
            let [low, high] = latent.bounds.map(super::Decimal::exact);
            return Some(Self { low, high, even: true });
        }
        let zero = Exact::whole(0);
        let (mut sum, mut weights) = ((zero, zero), zero);
        let mut ends: Option<(Exact, Exact)> = None;
        let mut even = true;
        for item in items {
            let low = item.worths().map(|worth| worth.points).min()?;
            let high = item.worths().map(|worth| worth.points).max()?;
            let (a, b) = (low.times(item.weight)?, high.times(item.weight)?);
            sum = (sum.0.plus(a.min(b))?, sum.1.plus(a.max(b))?);
            weights = weights.plus(item.weight)?;
            even &= ends.is_none_or(|(l, h)| l == low && h == high);
            ends = Some(ends.map_or((low, high), |(l, h)| (l.min(low), h.max(high))));
        }
        let (low, high) = ends?;
        match (&definition.method, definition.missing.prorate) {
            (Method::Sum, false) => Some(Self { low: sum.0, high: sum.1, even: true }),
            (Method::Sum, true) => Some(Self { low: low.times(weights)?, high: high.times(weights)?, even }),
            _ => Some(Self { low, high, even }),
        }
    }
}

impl Finish {
    /// The least and greatest value that can come out.
    fn reach(&self, reach: Reach) -> Option<(Exact, Exact)> {
        let (mut low, mut high) = (reach.low, reach.high);
        if let Some(table) = &self.table {
            low = table.rows.iter().map(|row| row.1).min()?;
            high = table.rows.iter().map(|row| row.1).max()?;
        }
        let end = |value: Exact| {
            let value = value.times(self.times)?.plus(self.plus)?;
            self.rounding.map_or(Some(value), |rule| value.rounded(rule.places, rule.half))
        };
        let (a, b) = (end(low)?, end(high)?);
        Some((a.min(b), a.max(b)))
    }
}

/// Puts every item's points and weights over common denominators; none when they do not fit. What all items together can
/// add stays below 2^62.
fn scale(items: &mut [ItemTable]) -> Option<(i128, i128)> {
    let common = |denominators: &mut dyn Iterator<Item = i128>| {
        let mut common = 1i128;
        for one in denominators {
            let shared = Exact::new(common, one)?.denominator();
            common = common.checked_mul(shared).filter(|common| *common < 1 << 62)?;
        }
        Some(common)
    };
    let products: Vec<Exact> = items.iter().map(ItemTable::products).collect::<Option<Vec<_>>>()?.concat();
    let fine = common(&mut products.iter().map(|one| one.denominator()))?;
    let weights = common(&mut items.iter().map(|item| item.weight.denominator()))?;
    let over =
        |value: Exact, unit: i128| i64::try_from(value.numerator().checked_mul(unit / value.denominator())?).ok();
    let (mut most, mut weighing) = (0u64, 0u64);
    for item in items {
        let weight = item.weight;
        item.weight_scaled = over(weight, weights)?;
        weighing = weighing.checked_add(item.weight_scaled.unsigned_abs())?;
        if let Some(measure) = &mut item.measure {
            let [base, step] = measure.parts(weight)?;
            (measure.base_scaled, measure.step_scaled) = (over(base, fine)?, over(step, fine)?);
        }
        let mut greatest = 0u64;
        for worth in item.worths_mut() {
            worth.scaled = over(worth.points.times(weight)?, fine)?;
            greatest = greatest.max(worth.scaled.unsigned_abs());
        }
        most = most.checked_add(greatest)?;
    }
    (most < 1 << 62 && weighing < 1 << 62).then_some((fine, weights))
}
