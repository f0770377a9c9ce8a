//! Exact decimal numbers that remember how precisely they were written.

use std::cmp::Ordering;
use std::fmt;

mod arithmetic;
pub(crate) use arithmetic::Rounding;
mod functions;

/// The most digits after the point that are kept.
pub(crate) const MOST_PLACES: u8 = 38;

/// A decimal number: up to 38 digits, with the number of places it was written with, so that `1.00` stays `1.00`.
///
/// `==` and the order compare the numbers: `1.0 == 1.00`. Sums, differences and products are exact as long as their
/// digits fit; beyond that, places after the point are rounded off, and a number too large for 38 digits is `None`.
// Packed, so that an item of a collection, which may be one, is a third smaller.
#[derive(Debug, Clone, Copy)]
#[repr(C, packed(8))]
pub struct Decimal {
    mantissa: i128,
    places: u8,
}

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self { mantissa: 0, places: 0 };
    /// 1.
    pub const ONE: Self = Self { mantissa: 1, places: 0 };

    /// `mantissa / 10^places`; `None` beyond 38 places.
    pub const fn new(mantissa: i128, places: u8) -> Option<Self> {
        if places > MOST_PLACES { None } else { Some(Self { mantissa, places }) }
    }

    /// Reads `-12.50`, and the exponents that JSON allows: `1.5e-3`. `None` for anything else and for more than 38
    /// digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, exponent) = match text.find(['e', 'E']) {
            Some(at) => (text.get(..at)?, text.get(at + 1..)?.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match digits.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits.strip_prefix('+').unwrap_or(digits)),
        };
        let mut mantissa: i128 = 0;
        let mut places: i32 = 0;
        let (mut point, mut any) = (false, false);
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
                    places += i32::from(point);
                    any = true;
                }
                b'.' if !point && any => point = true,
                _ => return None,
            }
        }
        if !any || digits.ends_with('.') {
            return None;
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        Self::scaled(mantissa, places.checked_sub(exponent)?)
    }

    fn scaled(mantissa: i128, places: i32) -> Option<Self> {
        match u8::try_from(places) {
            Ok(places) => Self::new(mantissa, places),
            Err(_) if places < 0 => {
                let grown = 10i128.checked_pow(places.unsigned_abs())?.checked_mul(mantissa)?;
                Self::new(grown, 0)
            }
            Err(_) => None,
        }
    }

    /// How many digits stand after the point.
    pub const fn places(self) -> u8 {
        self.places
    }

    /// All digits as one whole number.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits it was written with, zeros at the end included; at least one.
    pub fn digits(self) -> u32 {
        let written = self.mantissa().unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
        written.max(u32::from(self.places) + u32::from(self.mantissa == 0 && self.places > 0))
    }

    /// Whether it is 0.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether it is below 0.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Without the zeros at its end.
    #[must_use]
    pub const fn normal(self) -> Self {
        let mut out = self;
        while out.places > 0 && out.mantissa % 10 == 0 {
            out.mantissa /= 10;
            out.places -= 1;
        }
        out
    }

    /// As a whole number, when it is one and fits.
    pub fn whole(self) -> Option<i64> {
        let normal = self.normal();
        if normal.places > 0 { None } else { i64::try_from(normal.mantissa).ok() }
    }

    /// The nearest binary number.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// From a binary number, with the 15 digits that are certain; `None` when it is not finite or too large.
    pub fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        if value == 0.0 {
            return Some(Self::ZERO);
        }
        let exponent = value.abs().log10().floor() as i32;
        let places = (14 - exponent).clamp(0, i32::from(MOST_PLACES));
        Self::parse(&format!("{value:.*}", places as usize)).map(Self::normal)
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self { mantissa: value.into(), places: 0 }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.mantissa());
        }
        let places = usize::from(self.places);
        let digits = format!("{:0>width$}", self.mantissa().unsigned_abs(), width = places + 1);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let (whole, fraction) = digits.split_at(digits.len() - places);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let wider = self.places.max(other.places);
        match (self.raised(wider), other.raised(wider)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // One has too many digits to be written with the places of the other: the whole parts decide, then the rest.
            _ => {
                let (a, b) = (self.split(), other.split());
                a.0.cmp(&b.0).then_with(|| Self::fraction_order(a.1, self.places, b.1, other.places))
            }
        }
    }
}

impl Decimal {
    /// The mantissa it would have with more places.
    fn raised(self, places: u8) -> Option<i128> {
        let more = places.checked_sub(self.places)?;
        self.mantissa.checked_mul(10i128.checked_pow(more.into())?)
    }

    /// The whole part, rounded down, and what is left of the mantissa.
    fn split(self) -> (i128, i128) {
        match 10i128.checked_pow(self.places.into()) {
            Some(unit) => (self.mantissa.div_euclid(unit), self.mantissa.rem_euclid(unit)),
            None => (0, self.mantissa),
        }
    }

    fn fraction_order(a: i128, a_places: u8, b: i128, b_places: u8) -> Ordering {
        // Fractions below one with at most 38 places always fit once both have the same number of places.
        let wider = a_places.max(b_places);
        let raise = |value: i128, places: u8| {
            10i128.checked_pow(u32::from(wider - places)).and_then(|by| value.checked_mul(by)).unwrap_or(i128::MAX)
        };
        raise(a, a_places).cmp(&raise(b, b_places))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

#[cfg(test)]
mod tests;
