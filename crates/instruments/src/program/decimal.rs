//! Decimals, exact: a whole mantissa and how many of its digits stand after the point.
//!
//! The same arithmetic runs in the browser on big integers, so every rule here is one that both can keep to the digit:
//! no mantissa reaches 10^38 (the result is then "no value", never a rounded one), products keep at most twenty digits
//! after the point, quotients at most sixteen, and whatever is rounded is rounded half away from zero, as FHIRPath asks
//! of `round()`.

use std::{cmp::Ordering, fmt};

/// The first mantissa that is too large: 10^38, which 127 bits hold.
const LIMIT: i128 = 100_000_000_000_000_000_000_000_000_000_000_000_000;
/// Most digits after the point of a product.
const MOST_SCALE: u8 = 20;
/// Most digits after the point of a quotient.
const QUOTIENT_SCALE: u8 = 16;

/// A decimal. `1.50` and `1.5` are equal and are written as they came.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.stripped(), other.stripped());
        match aligned(a, b) {
            Some((left, right, _)) => left.cmp(&right),
            // Two numbers too far apart to be written with one scale are compared by their whole parts.
            None => a.trunc().mantissa.cmp(&b.trunc().mantissa),
        }
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self { mantissa: i128::from(whole), scale: 0 }
    }
}

fn power(digits: u8) -> Option<i128> {
    10_i128.checked_pow(u32::from(digits))
}

fn bounded(mantissa: i128, scale: u8) -> Option<Decimal> {
    (mantissa.checked_abs()? < LIMIT).then_some(Decimal { mantissa, scale })
}

/// Both mantissas at the greater scale.
fn aligned(a: Decimal, b: Decimal) -> Option<(i128, i128, u8)> {
    if a.scale == b.scale {
        return Some((a.mantissa, b.mantissa, a.scale));
    }
    let scale = a.scale.max(b.scale);
    let left = bounded(a.mantissa.checked_mul(power(scale - a.scale)?)?, scale)?;
    let right = bounded(b.mantissa.checked_mul(power(scale - b.scale)?)?, scale)?;
    Some((left.mantissa, right.mantissa, scale))
}

/// A quotient of whole numbers, rounded half away from zero.
fn rounded(numerator: i128, denominator: i128) -> Option<i128> {
    let quotient = numerator.checked_div(denominator)?;
    let rest = numerator.checked_rem(denominator)?.unsigned_abs();
    let away = rest >= denominator.unsigned_abs() - rest;
    let sign = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    if away { quotient.checked_add(sign) } else { Some(quotient) }
}

impl Decimal {
    /// Reads `-12.50`, also with an exponent as JSON allows (`1.2e3`). None when it is no number, or one too large or
    /// too fine to be kept exactly.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number.strip_prefix('+').unwrap_or(number)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || (digits.contains('.') && fraction.is_empty()) {
            return None;
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = byte.is_ascii_digit().then(|| i128::from(byte - b'0'))?;
            mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
        }
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        if scale < 0 {
            mantissa = mantissa.checked_mul(power(u8::try_from(-scale).ok()?)?)?;
        }
        let scale = u8::try_from(scale.max(0)).ok().filter(|scale| *scale <= 38)?;
        bounded(if negative { -mantissa } else { mantissa }, scale)
    }

    /// Whether both are written alike: 1.5 and 1.50 are equal and are not.
    pub const fn same_spelling(self, other: Self) -> bool {
        self.mantissa == other.mantissa && self.scale == other.scale
    }

    /// How many digits stand before the point, for numbers above nought.
    pub(crate) fn whole_digits(self) -> u32 {
        self.trunc().mantissa.unsigned_abs().checked_ilog10().map_or(0, |digits| digits + 1)
    }

    /// How many digits stand after the point, as it was written.
    pub const fn places(self) -> u8 {
        self.scale
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = aligned(self, other)?;
        bounded(a.checked_add(b)?, scale)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negative())
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        let product = bounded(self.mantissa.checked_mul(other.mantissa)?, 0)?.mantissa;
        let scale = self.scale.checked_add(other.scale)?;
        let whole = Self { mantissa: product, scale };
        Some(if scale > MOST_SCALE { whole.round(MOST_SCALE)? } else { whole })
    }

    /// The quotient, with as many digits as fit, at most sixteen; none for a division by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        let mut digits = QUOTIENT_SCALE;
        loop {
            // self / other = (a / b) · 10^(sb - sa); the numerator is widened so that `digits` stand after the point.
            let shift = i16::from(digits) + i16::from(other.scale) - i16::from(self.scale);
            let widened = match u8::try_from(shift) {
                Ok(shift) => power(shift).and_then(|p| self.mantissa.checked_mul(p)).filter(|n| n.abs() < LIMIT),
                Err(_) => Some(self.mantissa),
            };
            let narrowed = u8::try_from(-shift).ok().map_or(Some(1), power)?;
            if let Some(numerator) = widened {
                let denominator = other.mantissa.checked_mul(narrowed).filter(|n| n.abs() < LIMIT)?;
                return Some(Self { mantissa: rounded(numerator, denominator)?, scale: digits }.stripped());
            }
            digits = digits.checked_sub(1)?;
        }
    }

    /// The whole part of the quotient, towards zero.
    pub fn div_whole(self, other: Self) -> Option<Self> {
        let (a, b, _) = aligned(self, other)?;
        bounded(a.checked_div(b)?, 0)
    }

    /// What is left after [`div_whole`](Self::div_whole); it has the sign of the dividend.
    pub fn remainder(self, other: Self) -> Option<Self> {
        let (a, b, scale) = aligned(self, other)?;
        bounded(a.checked_rem(b)?, scale)
    }

    /// The same with the other sign.
    pub const fn negative(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// Without its sign.
    pub const fn abs(self) -> Self {
        Self { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    /// Rounded half away from zero to some digits after the point.
    pub fn round(self, digits: u8) -> Option<Self> {
        if self.scale <= digits {
            return Some(self);
        }
        let mantissa = rounded(self.mantissa, power(self.scale - digits)?)?;
        Some(Self { mantissa, scale: digits })
    }

    /// The whole part.
    pub fn trunc(self) -> Self {
        let mantissa = power(self.scale).and_then(|p| self.mantissa.checked_div(p)).unwrap_or(0);
        Self { mantissa, scale: 0 }
    }

    /// The greatest whole number that is not above.
    pub fn floor(self) -> Self {
        let whole = self.trunc();
        Self { mantissa: whole.mantissa - i128::from(self < whole), scale: 0 }
    }

    /// The least whole number that is not below.
    pub fn ceil(self) -> Self {
        self.negative().floor().negative()
    }

    /// Without the zeros that end it.
    pub fn stripped(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }

    /// The same as a whole number, when it is one and fits.
    pub fn whole(self) -> Option<i64> {
        let bare = self.stripped();
        if bare.scale == 0 { i64::try_from(bare.mantissa).ok() } else { None }
    }

    /// The nearest binary number, for charts and for arithmetic that is not exact anyway.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = format!("{:0width$}", self.mantissa.unsigned_abs(), width = usize::from(self.scale) + 1);
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(self.scale));
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_written_as_they_were_read() {
        for text in ["0", "-0.10", "1.50", "12345678901234567890.123", "-7"] {
            assert_eq!(d(text).to_string(), text);
        }
        assert_eq!(d("1.2e3").to_string(), "1200");
        assert_eq!(d("12e-3").to_string(), "0.012");
        for text in ["", ".", "1.", ".5", "1,5", "--1", "1e999", &"9".repeat(39)] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(d("0.1").plus(d("0.2")), Some(d("0.3")));
        assert_eq!(d("1.10").times(d("3")).unwrap().to_string(), "3.30");
        assert_eq!(d("10").over(d("4")).unwrap().to_string(), "2.5");
        assert_eq!(d("2").over(d("3")).unwrap().to_string(), "0.6666666666666667");
        assert_eq!(d("-2").over(d("3")).unwrap().to_string(), "-0.6666666666666667");
        assert_eq!(d("1").over(d("0")), None);
        assert_eq!(d("-7").div_whole(d("2")), Some(d("-3")));
        assert_eq!(d("-7").remainder(d("2")), Some(d("-1")));
        assert_eq!(d("5.5").remainder(d("0.7")).unwrap().to_string(), "0.6");
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(d("2.5").round(0), Some(d("3")));
        assert_eq!(d("-2.5").round(0), Some(d("-3")));
        assert_eq!(d("3.14159").round(3), Some(d("3.142")));
        assert_eq!((d("-1.5").floor(), d("-1.5").ceil(), d("-1.5").trunc()), (d("-2"), d("-1"), d("-1")));
    }

    #[test]
    fn what_is_too_large_is_no_value() {
        let large = d(&"9".repeat(38));
        assert_eq!(large.plus(d("1")), None);
        assert_eq!(large.times(d("10")), None);
        assert!(large > d("0.00000000000000000001"));
        assert_eq!(large.plus(d("0.1")), None);
    }
}
