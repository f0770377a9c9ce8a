//! One item compiled: what each of its answers is worth.

use std::sync::Arc;

use super::definition::{BoxRule, Definition, ItemRule, Points};
use super::measure::{Measure, Unmeasured};
use super::outcome::Reason;
use super::{Accepts, Cell, Decimal, Exact, Layout};
use crate::MissingKind;
use crate::problem::{At, Problem, excerpt};

/// Most whole numbers an item may accept: a 0-1,000 scale is the longest in use.
const WIDEST: i64 = 1_000;

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Worth {
    /// Weight, reversal included.
    pub weight: Exact,
    /// Points before the item's own weight.
    pub points: Exact,
    /// Points times the item's weight, over the common denominator of the score; set when the items are put together.
    pub scaled: i64,
    /// Rank of the weight among the item's distinct weights.
    pub category: u16,
}

/// An answer of an item, in the order of the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Worth(Worth),
    Missing(MissingKind),
}

/// An item ready to be counted.
#[derive(Debug, Clone)]
pub(super) struct ItemTable {
    pub key: Arc<str>,
    /// Place of its cell in a row.
    pub cell: usize,
    /// The whole number of the first slot; none for choices.
    pub first: Option<i64>,
    pub slots: Vec<Slot>,
    /// What a measured answer is worth; then there are no slots.
    pub measure: Option<Measure>,
    /// What a missing answer counts as, by kind, in the order of [`MissingKind::ALL`].
    pub counted: Vec<Option<Worth>>,
    /// What the item weighs.
    pub weight: Exact,
    /// What the item weighs, over the common denominator of the items' weights.
    pub weight_scaled: i64,
    /// Distinct weights, rising.
    pub distinct: Vec<Exact>,
}

impl ItemTable {
    /// What an answer is worth, or which kind of missing it is.
    pub fn worth(&self, cell: Cell, row: &[Cell]) -> Result<Slot, Reason> {
        let Some(measure) = &self.measure else {
            return self.slot(cell).ok_or_else(|| Reason::UnknownAnswer(self.key.clone()));
        };
        match measure.of(cell, row) {
            Ok(worth) => Ok(Slot::Worth(worth)),
            Err(Unmeasured::Missing(kind)) => Ok(Slot::Missing(kind)),
            Err(Unmeasured::OtherUnit) => Err(Reason::OtherUnit(self.key.clone())),
            Err(Unmeasured::Unknown) => Err(Reason::UnknownAnswer(self.key.clone())),
        }
    }

    /// The slot of a cell; none when the form has no such answer.
    fn slot(&self, cell: Cell) -> Option<Slot> {
        let at = match cell {
            Cell::Choice(at) if self.first.is_none() => usize::from(at),
            Cell::Whole(number) => usize::try_from(number.checked_sub(self.first?)?).ok()?,
            _ => return None,
        };
        self.slots.get(at).copied()
    }

    /// What a kind of missing counts as.
    pub fn counted(&self, kind: MissingKind) -> Option<Worth> {
        let at = MissingKind::ALL.iter().position(|one| *one == kind)?;
        self.counted.get(at).copied().flatten()
    }

    /// Every worth an answer can have.
    pub fn worths(&self) -> impl Iterator<Item = &Worth> {
        let slots = self.slots.iter().filter_map(|slot| match slot {
            Slot::Worth(worth) => Some(worth),
            Slot::Missing(_) => None,
        });
        let ends = self.measure.iter().flat_map(|measure| measure.ends.iter());
        slots.chain(self.counted.iter().flatten()).chain(ends)
    }

    /// Every number whose denominator the score must hold; none when they are too long.
    pub fn products(&self) -> Option<Vec<Exact>> {
        let mut out: Vec<Exact> =
            self.worths().map(|worth| worth.points.times(self.weight)).collect::<Option<Vec<_>>>()?;
        if let Some(measure) = &self.measure {
            out.extend(measure.parts(self.weight)?);
        }
        Some(out)
    }

    pub fn worths_mut(&mut self) -> impl Iterator<Item = &mut Worth> {
        let slots = self.slots.iter_mut().filter_map(|slot| match slot {
            Slot::Worth(worth) => Some(worth),
            Slot::Missing(_) => None,
        });
        let ends = self.measure.iter_mut().flat_map(|measure| measure.ends.iter_mut());
        slots.chain(self.counted.iter_mut().flatten()).chain(ends)
    }
}

/// The whole number of the first answer (none for choices), and the weight of each or the kind of missing it is.
type Raw = (Option<i64>, Vec<Result<Exact, MissingKind>>);

/// Builds the table of one item.
pub(super) struct Builder<'a> {
    pub definition: &'a Definition,
    pub layout: &'a Layout,
    pub at: At,
}

impl Builder<'_> {
    pub fn item(&self, rule: &ItemRule) -> Result<ItemTable, Problem> {
        let name = excerpt(&rule.item);
        let Some(cell) = self.layout.items.iter().position(|one| one.key == rule.item) else {
            return Err(self.at.error(
                "score-unknown-item",
                format!("Le score compte la question « {name} », qui n'existe pas. Corrigez son nom."),
                format!("The score counts question \"{name}\", which does not exist. Correct its name."),
            ));
        };
        if let Some(measure) = self.measured(rule, cell)? {
            let (key, weight) = (Arc::from(rule.item.as_str()), rule.weight.exact());
            let distinct = measure.ends.iter().map(|end| end.weight).collect();
            let (slots, counted) = (Vec::new(), vec![None; MissingKind::ALL.len()]);
            let measure = Some(measure);
            return Ok(ItemTable {
                key,
                cell,
                first: None,
                slots,
                measure,
                counted,
                weight,
                weight_scaled: 0,
                distinct,
            });
        }
        let (first, raw) = self.weights(rule, cell)?;
        let given: Vec<Exact> = raw.iter().filter_map(|one| one.as_ref().ok().copied()).collect();
        let (least, greatest) = self.range(rule, &given)?;
        let turn = |weight: Exact| if rule.reversed { least.plus(greatest)?.minus(weight) } else { Some(weight) };
        let mut distinct: Vec<Exact> = given.iter().filter_map(|weight| turn(*weight)).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let scale = Scale { least, greatest, points: &self.definition.points, distinct: &distinct };
        let worth = |weight: Exact| {
            let weight = turn(weight)?;
            let rank = distinct.iter().filter(|one| **one < weight).count();
            let category = u16::try_from(rank).ok()?;
            Some(Worth { weight, points: scale.points(weight)?, scaled: 0, category })
        };
        let slot = |one: Result<Exact, MissingKind>| match one {
            Ok(weight) => worth(weight).map(Slot::Worth),
            Err(kind) => Some(Slot::Missing(kind)),
        };
        let slots: Option<Vec<Slot>> = raw.into_iter().map(slot).collect();
        let rule_of = |kind: &MissingKind| self.definition.missing.counted.get(kind).copied();
        let counted = MissingKind::ALL.iter().map(|kind| rule_of(kind).and_then(|weight| worth(weight.exact())));
        let counted: Vec<Option<Worth>> = counted.collect();
        let Some(slots) = slots else { return Err(self.too_fine()) };
        let (key, weight) = (Arc::from(rule.item.as_str()), rule.weight.exact());
        Ok(ItemTable { key, cell, first, slots, measure: None, counted, weight, weight_scaled: 0, distinct })
    }

    /// A measured item; none when its answers are listed.
    fn measured(&self, rule: &ItemRule, cell: usize) -> Result<Option<Measure>, Problem> {
        let accepts = self.layout.items.get(cell).map(|shape| &shape.accepts);
        let unit = match accepts {
            Some(Accepts::Measured(form)) => form.unit.as_deref(),
            _ => None,
        };
        let until = rule.span.as_ref().and_then(|span| {
            let place =
                self.layout.items.iter().position(|one| one.key == span.until && one.accepts == Accepts::Date)?;
            Some((place, span.count))
        });
        let counted = self.definition.missing.counted.is_empty();
        let sound = match accepts {
            Some(Accepts::Measured(_)) => rule.unit.as_deref() == unit && rule.span.is_none() && counted,
            Some(Accepts::Date) => until.is_some() && rule.unit.is_none() && counted,
            _ => rule.span.is_none() && rule.unit.is_none() && rule.places.is_none(),
        };
        if !sound {
            let (name, told) = (excerpt(&rule.item), excerpt(unit.unwrap_or("-")));
            return Err(self.at.error(
                "score-measure-kind",
                format!(
                    "« {name} » : l'unité du score et celle du formulaire ({told}) doivent être la même, une date a                      besoin d'une autre date du formulaire (« span »), et une absence ne compte pas comme une mesure."
                ),
                format!(
                    "\"{name}\": the unit of the score and that of the form ({told}) must be the same, a date needs                      another date of the form (\"span\"), and a missing answer does not count as a measure."
                ),
            ));
        }
        let form = match accepts {
            Some(Accepts::Measured(form)) => Some(form),
            Some(Accepts::Date) => None,
            _ => return Ok(None),
        };
        Measure::build(self.definition, rule, form, until, &self.at).map(Some)
    }

    fn weights(&self, rule: &ItemRule, cell: usize) -> Result<Raw, Problem> {
        let name = excerpt(&rule.item);
        match self.layout.items.get(cell).map(|shape| &shape.accepts) {
            Some(Accepts::Choices(choices)) => {
                self.known_codes(rule, choices.iter().map(|choice| choice.code.as_str()).collect())?;
                let mut out = Vec::with_capacity(choices.len());
                for choice in choices {
                    let own = rule.weights.as_ref().map(|weights| weights.get(&choice.code).copied());
                    match (choice.missing, own.unwrap_or(choice.weight)) {
                        (Some(kind), _) => out.push(Err(kind)),
                        (None, Some(weight)) => out.push(Ok(weight.exact())),
                        (None, None) => return Err(self.no_weight(&name, &excerpt(&choice.code))),
                    }
                }
                Ok((None, out))
            }
            Some(Accepts::Whole(least, greatest)) => {
                let width = greatest.checked_sub(*least).filter(|width| (1..=WIDEST).contains(width));
                if width.is_none() || rule.weights.is_some() {
                    return Err(self.at.error(
                        "score-number-item",
                        format!(
                            "La question « {name} » attend un nombre : ses bornes doivent être données, à {WIDEST} au \
                             plus l'une de l'autre, sans valeurs par réponse."
                        ),
                        format!(
                            "Question \"{name}\" takes a number: its bounds must be given, at most {WIDEST} apart, \
                             and no weights by answer."
                        ),
                    ));
                }
                Ok((Some(*least), (*least..=*greatest).map(|number| Ok(Exact::whole(number))).collect()))
            }
            Some(Accepts::Measured(_) | Accepts::Date) | None => Err(self.no_weight(&name, "")),
        }
    }

    /// A weight for an answer that does not exist is a typing mistake that would pass unseen.
    fn known_codes(&self, rule: &ItemRule, codes: Vec<&str>) -> Result<(), Problem> {
        let stray = rule.weights.iter().flatten().find(|(code, _)| !codes.contains(&code.as_str()));
        let Some((code, _)) = stray else { return Ok(()) };
        let (name, code) = (excerpt(&rule.item), excerpt(code));
        Err(self.at.error(
            "score-unknown-answer",
            format!("Le score donne une valeur à la réponse « {code} » de « {name} », qui n'existe pas."),
            format!("The score gives a weight to answer \"{code}\" of \"{name}\", which does not exist."),
        ))
    }

    fn no_weight(&self, name: &str, code: &str) -> Problem {
        self.at.error(
            "score-item-without-weights",
            format!("La réponse « {code} » de « {name} » n'a pas de valeur. Donnez-en une, ou marquez-la manquante."),
            format!("Answer \"{code}\" of \"{name}\" has no weight. Give it one, or mark it missing."),
        )
    }

    fn range(&self, rule: &ItemRule, given: &[Exact]) -> Result<(Exact, Exact), Problem> {
        let seen = given.iter().min().copied().zip(given.iter().max().copied());
        let stated = rule.range.map(|[least, greatest]| (least.exact(), greatest.exact()));
        match (seen, stated) {
            (Some((low, high)), None) if low < high => Ok((low, high)),
            (Some((low, high)), Some((least, greatest))) if least < greatest && least <= low && high <= greatest => {
                Ok((least, greatest))
            }
            _ => {
                let name = excerpt(&rule.item);
                Err(self.at.error(
                    "score-item-range",
                    format!("Les valeurs de « {name} » sont toutes les mêmes, ou sortent des bornes du score."),
                    format!("The weights of \"{name}\" are all the same, or lie outside the range the score states."),
                ))
            }
        }
    }

    pub fn too_fine(&self) -> Problem {
        self.at.error(
            "score-too-fine",
            "Les valeurs de ce score ont trop de chiffres pour être comptées exactement. Arrondissez-les.",
            "The numbers of this score have too many digits to be counted exactly. Round them.",
        )
    }
}

/// Turns a weight into points.
struct Scale<'a> {
    least: Exact,
    greatest: Exact,
    points: &'a Points,
    distinct: &'a [Exact],
}

impl Scale<'_> {
    fn points(&self, weight: Exact) -> Option<Exact> {
        match self.points {
            Points::Weight => Some(weight),
            Points::Hundred => {
                let width = self.greatest.minus(self.least)?;
                weight.minus(self.least)?.times(Exact::whole(100))?.over(width)
            }
            Points::Box(BoxRule { top, bottom }) => {
                let (top, bottom) = (usize::from(*top), usize::from(*bottom));
                // Compiling refuses a rule with more boxes than answers before it comes here.
                let best = self.distinct.len().checked_sub(top).and_then(|at| self.distinct.get(at));
                let worst = bottom.checked_sub(1).and_then(|at| self.distinct.get(at));
                if best.is_some_and(|best| weight >= *best) {
                    return Some(Exact::whole(100));
                }
                Some(Exact::whole(if worst.is_some_and(|worst| weight <= *worst) { -100 } else { 0 }))
            }
        }
    }
}

/// What the hash of a score rests on beside its definition: each answer's weight and kind of missing.
pub(super) fn ground(layout: &Layout, item: &ItemRule) -> serde_json::Value {
    use serde_json::json;
    let shape = layout.items.iter().find(|one| one.key == item.item);
    match shape.map(|one| &one.accepts) {
        Some(Accepts::Choices(choices)) => choices
            .iter()
            .map(|choice| {
                let own: Option<Decimal> = match &item.weights {
                    Some(weights) => weights.get(&choice.code).copied(),
                    None => choice.weight,
                };
                json!([choice.code, own, choice.missing.map(MissingKind::code)])
            })
            .collect(),
        Some(Accepts::Whole(least, greatest)) => json!({ "least": least, "greatest": greatest }),
        Some(Accepts::Measured(form)) => {
            json!({ "least": form.least, "greatest": form.greatest, "unit": form.unit })
        }
        Some(Accepts::Date) => json!("date"),
        None => serde_json::Value::Null,
    }
}
