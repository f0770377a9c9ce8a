//! Units of measure: which of those a form can hold measure the same thing, and how each is brought to one of them.
//!
//! The factors are UCUM's, decided when the form is compiled and carried by the program, so that a page compares 1 kg with
//! 1000 g as the server does without knowing UCUM. Each kind of thing has a unit so small that every factor is whole: no
//! product is ever rounded. What cannot be said so (a logarithm, a factor without an end) is left out and is compared
//! with itself alone.

use std::collections::BTreeMap;

use octofhir_ucum::{Number, analyse};

use super::{Decimal, Quantity, Unit};

/// The longest code that is looked at, in bytes.
const LONGEST_UNIT: usize = 200;
/// The greatest factor: two units further apart are not compared.
const MOST_DIGITS: u32 = 24;
/// Digits that a factor of UCUM with an end does not reach: it is computed to 28.
const ENDLESS: i128 = 10_i128.pow(25);

/// Units by their code.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Units(BTreeMap<String, Measure>);

/// What a unit measures and how much: a value `v` is `v * factor + plus` in the smallest unit of its kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Units with the same number measure the same kind of thing.
    pub kind: u32,
    /// A whole number.
    pub factor: Decimal,
    /// Where its nought lies, for temperatures.
    pub plus: Option<Decimal>,
}

/// A number of UCUM as `digits / of * 10^exponent`, where `of` is 1 or 9 (degrees of Fahrenheit are ninths).
#[derive(Debug, Clone, Copy)]
struct Exact {
    digits: i128,
    exponent: i32,
    ninths: bool,
}

/// One unit before its kind is brought to whole factors.
struct Found {
    code: String,
    factor: Exact,
    plus: Exact,
}

impl Units {
    /// The units among these that can be brought to another one among these.
    pub fn of(codes: impl IntoIterator<Item = String>) -> Self {
        let mut kinds: BTreeMap<String, Vec<Found>> = BTreeMap::new();
        let mut codes: Vec<String> = codes.into_iter().filter(|code| code.len() <= LONGEST_UNIT).collect();
        // A word of the calendar comes back from a response as the code it is written with.
        let written: Vec<String> = codes.iter().map(|code| ucum(code).to_owned()).collect();
        codes.extend(written);
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            if let Some((kind, factor, plus)) = measure(&code) {
                kinds.entry(kind).or_default().push(Found { code, factor, plus });
            }
        }
        let mut out = BTreeMap::new();
        for (kind, found) in (0_u32..).zip(kinds.into_values().filter(|found| found.len() > 1)) {
            let ninths = found.iter().any(|one| one.factor.ninths || one.plus.ninths);
            let Some(least) = found.iter().map(|one| one.factor.exponent).min() else { continue };
            for one in found {
                let factor = one.factor.over(least, ninths).filter(|factor| factor.whole_digits() <= MOST_DIGITS);
                let (Some(factor), Some(plus)) = (factor, one.plus.over(least, ninths)) else { continue };
                let plus = Some(plus).filter(|plus| *plus != Decimal::from(0));
                out.insert(one.code, Measure { kind, factor, plus });
            }
        }
        Self(out)
    }

    /// Every unit of the table, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Measure)> {
        self.0.iter().map(|(code, measure)| (code.as_str(), measure))
    }

    /// A table as it was read.
    pub(crate) fn from_measures(measures: BTreeMap<String, Measure>) -> Self {
        Self(measures)
    }

    /// Both amounts in one unit; none when the table does not say how.
    pub(crate) fn aligned(&self, a: &Quantity, b: &Quantity) -> Option<(Decimal, Decimal)> {
        if is_same(a, b) {
            return Some((a.value, b.value));
        }
        let (x, y) = self.0.get(&a.unit).zip(self.0.get(&b.unit)).filter(|(x, y)| x.kind == y.kind)?;
        Some((x.of(a.value)?, y.of(b.value)?))
    }

    /// The sum or difference of two amounts, in the finer of the two units; none when they do not go together. What has
    /// a nought of its own (a temperature) is added in its own unit alone.
    pub(crate) fn sum(&self, a: &Quantity, b: &Quantity, minus: bool) -> Option<Quantity> {
        let total = |x: Decimal, y: Decimal| if minus { x.minus(y) } else { x.plus(y) };
        if is_same(a, b) {
            return Some(Quantity { value: total(a.value, b.value)?, unit: a.unit.clone() });
        }
        let (p, q) = self.aligned(a, b)?;
        let (x, y) = (self.0.get(&a.unit)?, self.0.get(&b.unit)?);
        if x.plus.is_some() || y.plus.is_some() {
            return None;
        }
        let (fine, unit) = if x.factor > y.factor { (y.factor, &b.unit) } else { (x.factor, &a.unit) };
        Some(Quantity { value: total(p.over(fine)?, q.over(fine)?)?, unit: unit.clone() })
    }
}

impl Measure {
    fn of(&self, value: Decimal) -> Option<Decimal> {
        let scaled = value.times(self.factor)?;
        self.plus.map_or(Some(scaled), |plus| scaled.plus(plus))
    }
}

/// Whether two units are the same one. Calendar words count in the singular and in the plural.
fn is_same(a: &Quantity, b: &Quantity) -> bool {
    a.unit == b.unit || matches!((Unit::parse(&a.unit), Unit::parse(&b.unit)), (Some(x), Some(y)) if x == y)
}

impl Exact {
    const fn whole(digits: i128) -> Self {
        Self { digits, exponent: 0, ninths: false }
    }

    /// None when the number has no end, in tenths or in ninths.
    fn of(number: &Number) -> Option<Self> {
        let (digits, mut exponent) = number.to_integer_and_exponent();
        if digits.abs() < ENDLESS {
            return Some(Self { digits, exponent, ninths: false });
        }
        // Nine times a number of 28 digits, rounded where it can no longer be exact.
        let cut = 10_i128.pow(6);
        let mut ninefold = digits.checked_mul(9)?.checked_add(cut / 2)? / cut;
        exponent += 6;
        while ninefold != 0 && ninefold % 10 == 0 {
            ninefold /= 10;
            exponent += 1;
        }
        (ninefold.abs() < ENDLESS / cut / 1_000).then_some(Self { digits: ninefold, exponent, ninths: true })
    }

    fn times(self, other: Self) -> Option<Self> {
        let digits = self.digits.checked_mul(other.digits).filter(|digits| digits.abs() < ENDLESS)?;
        let once = !(self.ninths && other.ninths);
        once.then_some(Self { digits, exponent: self.exponent + other.exponent, ninths: self.ninths || other.ninths })
    }

    /// In units of `10^least`, nine times that many when the kind counts in ninths.
    fn over(self, least: i32, ninths: bool) -> Option<Decimal> {
        let nine = if ninths && !self.ninths { 9 } else { 1 };
        let text = format!("{}e{}", self.digits.checked_mul(nine)?, self.exponent - least);
        Decimal::parse(&text)
    }
}

/// The UCUM code that FHIR writes for a word of the calendar; any other code as it is.
pub(crate) fn ucum(code: &str) -> &str {
    match Unit::parse(code) {
        Some(Unit::Year) => "a",
        Some(Unit::Month) => "mo",
        Some(Unit::Week) => "wk",
        Some(Unit::Day) => "d",
        Some(Unit::Hour) => "h",
        Some(Unit::Minute) => "min",
        Some(Unit::Second) => "s",
        None => code,
    }
}

/// What a unit measures, its factor and where its nought lies.
fn measure(code: &str) -> Option<(String, Exact, Exact)> {
    let nought = Exact::whole(0);
    // FHIR counts ages in UCUM's years and months and means those of the calendar.
    let months = match (Unit::parse(code), code) {
        (Some(Unit::Year), _) | (_, "a") => Some(12),
        (Some(Unit::Month), _) | (_, "mo") => Some(1),
        _ => None,
    };
    if let Some(months) = months {
        return Some(("months".to_owned(), Exact::whole(months), nought));
    }
    let ucum = ucum(code);
    let found = analyse(ucum).ok()?;
    // A logarithm is compared with itself alone.
    if found.special.is_some() && found.offset.is_zero() {
        return None;
    }
    let factor = Exact::of(&found.factor)?.times(Exact::of(&found.scale)?)?;
    Some((format!("{:?} {:?}", found.dimension, found.arbitrary), factor, Exact::of(&found.offset)?))
}
