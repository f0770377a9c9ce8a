//! What a measured answer is worth: a decimal, an amount in the unit of the score, or a span between two dates. Exact: what
//! an answer adds is a whole number of the score's finest step, as for printed answers.

use kernel::Day;

use super::definition::{Count, Definition, ItemRule, Method, Points};
use super::layout::Measured;
use super::table::Worth;
use super::{Cell, Decimal, Exact};
use crate::problem::{At, Problem, excerpt};

/// Most decimal places of an answer when the definition does not say.
const PLACES: u8 = 3;
/// Most decimal places a definition may ask for.
const MOST_PLACES: u8 = 6;

/// A measured item ready to be counted.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    /// Decimal places: an answer is a whole number of steps of this size.
    places: u8,
    /// Least and greatest answer, in steps.
    low: i64,
    high: i64,
    /// Points of nought, and of one step.
    base: Exact,
    step: Exact,
    /// The same times the item's weight, over the common denominator of the score.
    pub base_scaled: i64,
    pub step_scaled: i64,
    /// The worth of the least and of the greatest answer.
    pub ends: [Worth; 2],
    /// Turned round: the weight is this less the answer.
    turn: Option<Exact>,
    /// For a span: the place of the cell of the later date, and what is counted.
    span: Option<(usize, Count)>,
}

/// Why a cell gives no measured answer.
pub(super) enum Unmeasured {
    /// There is no answer, and why.
    Missing(crate::MissingKind),
    /// The unit is another one.
    OtherUnit,
    /// It is no answer of this item: out of its range, too fine, or of another type.
    Unknown,
}

impl Measure {
    /// Builds a measured item; `ends` are the bounds of the form, none for a span.
    pub fn build(
        definition: &Definition,
        rule: &ItemRule,
        form: Option<&Measured>,
        span: Option<(usize, Count)>,
        at: &At,
    ) -> Result<Self, Problem> {
        let name = excerpt(&rule.item);
        let plain = matches!(definition.points, Points::Weight | Points::Hundred);
        let places = if span.is_some() { 0 } else { rule.places.unwrap_or(PLACES) };
        if matches!(definition.method, Method::GradedResponse(_)) || !plain || rule.weights.is_some() {
            return Err(at.error(
                "score-measure",
                format!("« {name} » est une mesure : elle n'a ni rang, ni meilleure réponse, ni valeur par réponse."),
                format!("\"{name}\" is a measure: it has no rank, no best answer and no weight by answer."),
            ));
        }
        let stated = rule.range.or_else(|| {
            let form = form?;
            Some([form.least?, form.greatest?])
        });
        let steps = stated.filter(|_| places <= MOST_PLACES).and_then(|[least, greatest]| {
            Some((least.steps(places)?, greatest.steps(places)?)).filter(|(low, high)| low < high)
        });
        let Some((low, high)) = steps else {
            return Err(at.error(
                "score-item-range",
                format!(
                    "« {name} » est une mesure : donnez ses bornes (« range »), sans plus de décimales que « places » \
                     ({MOST_PLACES} au plus)."
                ),
                format!(
                    "\"{name}\" is a measure: give its range, with no more decimal places than \"places\" \
                     ({MOST_PLACES} at most)."
                ),
            ));
        };
        Self::linear(definition, rule, places, (low, high), span).ok_or_else(|| {
            at.error(
                "score-too-fine",
                "Les valeurs de ce score ont trop de chiffres pour être comptées exactement. Arrondissez-les.",
                "The numbers of this score have too many digits to be counted exactly. Round them.",
            )
        })
    }

    /// Points are `base + step * steps`: a measure is counted, or brought to 0-100, in a straight line.
    fn linear(
        definition: &Definition,
        rule: &ItemRule,
        places: u8,
        (low, high): (i64, i64),
        span: Option<(usize, Count)>,
    ) -> Option<Self> {
        let size = Exact::new(1, 10i128.checked_pow(u32::from(places))?)?;
        let [least, greatest] = [low, high].map(|end| Exact::whole(end).times(size));
        let (least, greatest) = (least?, greatest?);
        let turn = if rule.reversed { Some(least.plus(greatest)?) } else { None };
        let sign = if rule.reversed { Exact::whole(0).minus(size)? } else { size };
        let (mut base, mut step) = (turn.unwrap_or_default(), sign);
        if definition.points == Points::Hundred {
            let per = Exact::whole(100).over(greatest.minus(least)?)?;
            base = base.minus(least)?.times(per)?;
            step = step.times(per)?;
        }
        let nothing = Worth { weight: least, points: base, scaled: 0, category: 0 };
        let mut made =
            Self { places, low, high, base, step, base_scaled: 0, step_scaled: 0, ends: [nothing; 2], turn, span };
        made.ends = [made.worth(low)?, made.worth(high)?];
        Some(made)
    }

    fn worth(&self, steps: i64) -> Option<Worth> {
        let unit = 10i128.checked_pow(u32::from(self.places))?;
        let answer = Exact::new(i128::from(steps), unit)?;
        let weight = match self.turn {
            Some(turn) => turn.minus(answer)?,
            None => answer,
        };
        let points = self.base.plus(self.step.times(Exact::whole(steps))?)?;
        let scaled = self.step_scaled.checked_mul(steps)?.checked_add(self.base_scaled)?;
        Some(Worth { weight, points, scaled, category: 0 })
    }

    /// What the denominators of the score must hold besides the ends.
    pub fn parts(&self, weight: Exact) -> Option<[Exact; 2]> {
        Some([self.base.times(weight)?, self.step.times(weight)?])
    }

    /// What a cell is worth.
    pub fn of(&self, cell: Cell, row: &[Cell]) -> Result<Worth, Unmeasured> {
        let steps = match (self.span, cell) {
            (None, Cell::Measured(number)) => number.steps(self.places),
            (None, Cell::Whole(number)) => Decimal::whole(number).and_then(|number| number.steps(self.places)),
            (Some((until, count)), Cell::Day(from)) => match row.get(until) {
                Some(Cell::Day(to)) => count.between(from, *to),
                Some(Cell::Missing(kind)) => return Err(Unmeasured::Missing(*kind)),
                _ => None,
            },
            (_, Cell::OtherUnit) => return Err(Unmeasured::OtherUnit),
            _ => None,
        };
        let steps = steps.filter(|steps| (self.low..=self.high).contains(steps)).ok_or(Unmeasured::Unknown)?;
        self.worth(steps).ok_or(Unmeasured::Unknown)
    }
}

impl Count {
    /// Whole years or days from one day to another; below nought when it comes before. Somebody born on 29 February is a
    /// year older on 1 March of a common year.
    pub fn between(self, from: Day, to: Day) -> Option<i64> {
        if self == Self::Days {
            return Some(from.days_until(to));
        }
        let (from, to, sign) = if from <= to { (from.date(), to.date(), 1) } else { (to.date(), from.date(), -1) };
        let years = i64::from(to.year()) - i64::from(from.year());
        let reached = (to.month(), to.day()) >= (from.month(), from.day());
        Some(sign * (years - i64::from(!reached)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_whole_and_a_leap_day_is_kept_on_the_first_of_march() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (from, to, years) in [
            ("1980-05-20", "2026-05-19", 45),
            ("1980-05-20", "2026-05-20", 46),
            ("2000-02-29", "2026-02-28", 25),
            ("2000-02-29", "2026-03-01", 26),
            ("2000-02-29", "2028-02-29", 28),
            ("2026-05-20", "2026-05-20", 0),
            ("2026-05-20", "2024-05-21", -1),
        ] {
            assert_eq!(Count::Years.between(day(from), day(to)), Some(years), "{from} {to}");
        }
        assert_eq!(Count::Days.between(day("2024-02-28"), day("2024-03-01")), Some(2));
    }
}
