//! Numbers with units, compared and computed with through UCUM.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use octofhir_ucum::{UnitAnalysis, analyse};
use serde_json::{Map, Value};

use super::{Collection, Item};
use crate::decimal::Rounding;
use crate::syntax::Unit;
use crate::{CalendarUnit, Decimal};

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number.
    pub value: Decimal,
    /// The unit; UCUM's `1` for none.
    pub unit: Unit,
    /// Whether it comes from a Quantity of FHIR: its UCUM year or month then also stands for one of the calendar, by
    /// which FHIR counts ages.
    pub(crate) of_fhir: bool,
}

const UCUM: &str = "http://unitsofmeasure.org";
/// The longest unit that is looked at, in bytes.
const LONGEST_UNIT: usize = 200;

fn known(code: &str) -> Option<UnitAnalysis> {
    if code.len() > LONGEST_UNIT { None } else { analyse(code).ok() }
}

impl Quantity {
    /// A plain number.
    pub fn plain(value: Decimal) -> Self {
        Self::new(value, Unit::Ucum("1".into()))
    }

    /// A number with a unit.
    pub const fn new(value: Decimal, unit: Unit) -> Self {
        Self { value, unit, of_fhir: false }
    }

    /// The calendar unit it counts: a word of the calendar, or a UCUM year or month of FHIR.
    pub(crate) fn calendar(&self) -> Option<CalendarUnit> {
        match (&self.unit, self.code()) {
            (Unit::Calendar(unit), _) => Some(*unit),
            (_, "a") if self.of_fhir => Some(CalendarUnit::Year),
            (_, "mo") if self.of_fhir => Some(CalendarUnit::Month),
            _ => None,
        }
    }

    /// A Quantity of FHIR: its code where it is one of UCUM, else its unit as written.
    pub fn of_fhir(map: &Map<String, Value>) -> Option<Self> {
        let Value::Number(number) = map.get("value")? else {
            return None;
        };
        // "Less than 5" is no number to compute with.
        if map.contains_key("comparator") {
            return None;
        }
        let text = |name: &str| map.get(name).and_then(Value::as_str);
        let unit = match (text("system"), text("code"), text("unit")) {
            (Some(UCUM), Some(code), _) | (None, Some(code), _) | (_, None, Some(code)) => code,
            (Some(_), Some(code), _) => code,
            (_, None, None) => "1",
        };
        let of_fhir = text("system") == Some(UCUM);
        Some(Self { value: Decimal::parse(number.as_str())?, unit: Unit::Ucum(unit.into()), of_fhir })
    }

    /// Its unit as a code.
    pub fn code(&self) -> &str {
        match &self.unit {
            Unit::Calendar(unit) => unit.word(),
            Unit::Ucum(code) => code,
        }
    }

    /// Adds `value` or `unit` to a collection.
    pub(super) fn part(&self, name: &str, out: &mut Collection<'_>) {
        match name {
            "value" => out.push(Item::Decimal(self.value)),
            "unit" | "code" => out.push(Item::text(self.code())),
            "system" if matches!(self.unit, Unit::Ucum(_)) => out.push(Item::String(Cow::Borrowed(UCUM))),
            _ => {}
        }
    }

    /// The calendar unit it counts, when its unit is a word of the calendar or a definite length of UCUM.
    pub(crate) fn duration(&self) -> Option<CalendarUnit> {
        self.calendar().or_else(|| CalendarUnit::definite(self.code()).or_else(|| CalendarUnit::named(self.code())))
    }

    /// The UCUM code; `None` for a calendar year or month, which have no definite length.
    fn definite(&self) -> Option<&str> {
        match &self.unit {
            Unit::Calendar(CalendarUnit::Year | CalendarUnit::Month) => None,
            Unit::Calendar(unit) => Some(unit.ucum()),
            Unit::Ucum(code) => Some(code),
        }
    }

    /// Both as lengths on the calendar, in months or else in milliseconds: a year is 12 months or 365 days, a month 30
    /// days, as the specification counts.
    fn on_calendar(&self, other: &Self) -> Option<(Decimal, Decimal)> {
        let (a, b) = (self.calendar()?, other.calendar()?);
        let by = |count: fn(CalendarUnit) -> Option<i64>| Some((Decimal::from(count(a)?), Decimal::from(count(b)?)));
        by(months).or_else(|| by(milliseconds))
    }

    /// Whether one counts by the calendar and the other by a year or month of UCUM, which are means.
    fn clash(&self, other: &Self) -> bool {
        let mean = |one: &Self| matches!(&one.unit, Unit::Ucum(code) if is_mean(code)) && one.calendar().is_none();
        let worded = |one: &Self| matches!(one.unit, Unit::Calendar(_));
        (worded(self) && mean(other)) || (mean(self) && worded(other))
    }

    /// Both numbers in one unit; `None` when the units cannot be compared.
    fn aligned(&self, other: &Self) -> Option<(Decimal, Decimal)> {
        if self.unit == other.unit {
            return Some((self.value, other.value));
        }
        if let Some((a, b)) = self.on_calendar(other) {
            return Some((self.value.times(a)?, other.value.times(b)?));
        }
        if self.clash(other) {
            return None;
        }
        let (a, b) = (known(self.definite()?)?, known(other.definite()?)?);
        comparable(&a, &b).then_some(())?;
        // A logarithmic unit is only compared with itself.
        if [&a, &b].into_iter().any(|unit| unit.special.is_some() && unit.offset.is_zero()) {
            return None;
        }
        match (based(self.value, &a), based(other.value, &b)) {
            (Some(a), Some(b)) => Some((a, b)),
            // Beyond 38 digits the machine's numbers must do.
            _ => Some((machine(self.value, &a)?, machine(other.value, &b)?)),
        }
    }

    /// Whether two quantities say the same; `None` when their units cannot be compared.
    pub(crate) fn equals(&self, other: &Self) -> Option<bool> {
        self.aligned(other).map(|(a, b)| a == b)
    }

    /// Which is greater; `None` when their units cannot be compared.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        self.aligned(other).map(|(a, b)| a.cmp(&b))
    }

    /// Whether the units measure the same thing.
    pub(crate) fn comparable(&self, other: &Self) -> bool {
        if self.unit == other.unit || self.on_calendar(other).is_some() {
            return true;
        }
        match (self.definite().and_then(known), other.definite().and_then(known)) {
            (Some(a), Some(b)) => !self.clash(other) && comparable(&a, &b),
            _ => false,
        }
    }

    /// Whether two quantities are the same as far as the less precise of them tells.
    pub(crate) fn equivalent(&self, other: &Self) -> bool {
        let loose = |one: &Self| match one.unit {
            Unit::Calendar(unit) => Unit::Ucum(unit.ucum().into()),
            Unit::Ucum(_) => one.unit.clone(),
        };
        let (a, b) = (Self { unit: loose(self), ..*self }, Self { unit: loose(other), ..*other });
        let Some(other_value) = b.in_unit(&a) else {
            return false;
        };
        equivalent_numbers(a.value, other_value, b.value)
    }

    /// Its number in the unit of another.
    pub(crate) fn in_unit(&self, other: &Self) -> Option<Decimal> {
        if self.unit == other.unit {
            return Some(self.value);
        }
        if let Some((a, b)) = self.on_calendar(other) {
            return self.value.times(a)?.over(b);
        }
        if self.clash(other) {
            return None;
        }
        let (from, to) = (known(self.definite()?)?, known(other.definite()?)?);
        comparable(&from, &to).then_some(())?;
        let base = based(self.value, &from)?;
        base.minus(number(&to.offset)?)?.over(number(&to.factor)?.times(number(&to.scale)?)?)
    }

    /// The sum, in the finer of the two units.
    pub(crate) fn add(&self, other: &Self) -> Option<Self> {
        if self.is_logarithmic() || other.is_logarithmic() {
            return None;
        }
        let one = Self { value: Decimal::ONE, ..other.clone() };
        if self.unit != other.unit && one.in_unit(self)? < Decimal::ONE {
            return Some(Self { value: self.in_unit(other)?.plus(other.value)?, ..other.clone() });
        }
        let of_fhir = self.of_fhir && (other.of_fhir || matches!(other.unit, Unit::Calendar(_)));
        Some(Self { value: self.value.plus(other.in_unit(self)?)?, of_fhir, ..self.clone() })
    }

    /// Whether its unit is on a scale of logarithms, as the bel and pH are: sums and products of such numbers are none of
    /// what they measure.
    fn is_logarithmic(&self) -> bool {
        let unit = self.definite().filter(|code| *code != "1").and_then(known);
        unit.is_some_and(|unit| unit.special.is_some() && unit.offset.is_zero())
    }

    /// The number it is, when its unit has no dimension.
    pub(crate) fn scalar(&self) -> Option<Decimal> {
        if self.code() == "1" {
            return Some(self.value);
        }
        let unit = known(self.definite()?)?;
        if unit.is_dimensionless && unit.special.is_none() { based(self.value, &unit) } else { None }
    }

    /// The product or, with `/`, the quotient: numbers and units apart.
    pub(crate) fn combine(&self, other: &Self, divide: bool) -> Option<Self> {
        if self.is_logarithmic() || other.is_logarithmic() {
            return None;
        }
        // Lengths of the calendar have no unit that could be multiplied, and are still twice as long.
        if self.calendar().is_some()
            && let Some(by) = other.scalar()
        {
            let value = if divide { self.value.over(by)? } else { self.value.times(by)? };
            return Some(Self { value, ..self.clone() });
        }
        if !divide
            && other.calendar().is_some()
            && let Some(by) = self.scalar()
        {
            return Some(Self { value: other.value.times(by)?, ..other.clone() });
        }
        let value = if divide { self.value.over(other.value)? } else { self.value.times(other.value)? };
        let (a, b) = (self.definite()?, other.definite()?);
        let code = match (a, b, divide) {
            (_, "1", _) => a.to_owned(),
            ("1", _, false) => b.to_owned(),
            _ if divide && a == b => "1".to_owned(),
            (.., true) => format!("({a})/({b})"),
            (.., false) => format!("({a}).({b})"),
        };
        let code = plain_code(&code);
        known(&code).map(|_| Self::new(value, Unit::Ucum(code.into())))
    }
}

/// Whether a UCUM code is a mean year or month.
fn is_mean(code: &str) -> bool {
    matches!(code, "a" | "a_t" | "a_j" | "a_g" | "mo" | "mo_s" | "mo_j" | "mo_g")
}

/// Without the brackets around a single unit.
fn plain_code(code: &str) -> String {
    let needed = |part: &str| part.contains(['/', '.']);
    let mut out = String::new();
    let mut rest = code;
    while let Some((head, tail)) = rest.split_once('(') {
        let Some((inner, after)) = tail.split_once(')') else {
            return code.to_owned();
        };
        out.push_str(head);
        if needed(inner) {
            out.push_str(&format!("({inner})"));
        } else {
            out.push_str(inner);
        }
        rest = after;
    }
    out + rest
}

/// How many months a unit of the calendar is, of those that are some.
const fn months(unit: CalendarUnit) -> Option<i64> {
    match unit {
        CalendarUnit::Year => Some(12),
        CalendarUnit::Month => Some(1),
        _ => None,
    }
}

/// How many milliseconds a unit of the calendar is.
const fn milliseconds(unit: CalendarUnit) -> Option<i64> {
    const DAY: i64 = 86_400_000;
    Some(match unit {
        CalendarUnit::Year => 365 * DAY,
        CalendarUnit::Month => 30 * DAY,
        CalendarUnit::Week => 7 * DAY,
        CalendarUnit::Day => DAY,
        CalendarUnit::Hour => DAY / 24,
        CalendarUnit::Minute => 60_000,
        CalendarUnit::Second => 1000,
        CalendarUnit::Millisecond => 1,
    })
}

fn comparable(a: &UnitAnalysis, b: &UnitAnalysis) -> bool {
    a.dimension == b.dimension && a.arbitrary == b.arbitrary
}

/// A factor of UCUM, exactly.
fn number(factor: &octofhir_ucum::Number) -> Option<Decimal> {
    let (digits, exponent) = factor.to_integer_and_exponent();
    match u8::try_from(-exponent) {
        Ok(places) => Decimal::new(digits, places),
        Err(_) if exponent > 0 => Decimal::new(10i128.checked_pow(exponent.unsigned_abs())?.checked_mul(digits)?, 0),
        Err(_) => None,
    }
}

/// A number in base units.
fn based(value: Decimal, unit: &UnitAnalysis) -> Option<Decimal> {
    value.times(number(&unit.factor)?)?.times(number(&unit.scale)?)?.plus(number(&unit.offset)?)
}

fn machine(value: Decimal, unit: &UnitAnalysis) -> Option<Decimal> {
    Decimal::from_f64(value.to_f64() * unit.factor.to_f64() * unit.scale.to_f64() + unit.offset.to_f64())
}

/// Whether two numbers agree once rounded to the places of the less precise. `written` is how the second was written
/// before it was converted.
pub(crate) fn equivalent_numbers(a: Decimal, b: Decimal, written: Decimal) -> bool {
    let places = a.normal().places().min(b.normal().places()).min(a.places().max(written.places()));
    a.round(places, Rounding::Nearest) == b.round(places, Rounding::Nearest)
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.unit {
            Unit::Calendar(unit) if self.value == Decimal::ONE => write!(f, "{} {}", self.value, unit.word()),
            Unit::Calendar(unit) => write!(f, "{} {}s", self.value, unit.word()),
            Unit::Ucum(code) => write!(f, "{} '{code}'", self.value),
        }
    }
}
