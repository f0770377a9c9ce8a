//! Exact numbers: decimals as a document writes them, and the fractions that means of them are.
//!
//! A mean of three answers is a third of something; binary floating point cannot hold it, and two machines, or two orders
//! of the same sum, may round it differently. Points, sums and means are therefore fractions of whole numbers, and are
//! rounded once, at the end, as the definition says.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// Most digits after the point.
const MOST_PLACES: u8 = 15;

/// A decimal number without trailing zeros: at most 18 digits, at most 15 of them after the point. `1.50` and `1.5` are
/// the same points, so they are the same value here (and hash alike).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    mantissa: i64,
    places: u8,
}

/// Not a decimal number that fits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number of at most 18 digits: {0}")]
pub struct NotADecimal(String);

impl Decimal {
    /// Nought.
    pub const ZERO: Self = Self { mantissa: 0, places: 0 };
    /// One.
    pub const ONE: Self = Self { mantissa: 1, places: 0 };

    /// `mantissa / 10^places`; none when it does not fit.
    pub fn new(mut mantissa: i64, mut places: u8) -> Option<Self> {
        while places > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            places -= 1;
        }
        let fits = places <= MOST_PLACES && mantissa.unsigned_abs() < 10u64.pow(18);
        fits.then_some(Self { mantissa, places })
    }

    /// A whole number of at most 18 digits; none when it is longer.
    pub fn whole(value: i64) -> Option<Self> {
        Self::new(value, 0)
    }

    /// The same value as a fraction.
    pub fn exact(self) -> Exact {
        Exact::new(i128::from(self.mantissa), 10i128.pow(u32::from(self.places))).unwrap_or_default()
    }

    /// The value in steps of `10^-places`; none when it is finer than that, or too large.
    pub(super) fn steps(self, places: u8) -> Option<i64> {
        let more = places.checked_sub(self.places)?;
        self.mantissa.checked_mul(10i64.checked_pow(u32::from(more))?)
    }

    /// The nearest binary number, for the models that need one.
    pub fn to_f64(self) -> f64 {
        // The reader of the standard library rounds correctly on every machine; a division of two floats may not.
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        parse(text).ok_or_else(|| NotADecimal(text.chars().take(40).collect()))
    }
}

fn parse(text: &str) -> Option<Decimal> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || digits.ends_with('.') {
        return None;
    }
    let mut mantissa = 0i64;
    for digit in whole.bytes().chain(part.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
    }
    if negative {
        mantissa = -mantissa;
    }
    let places = i32::try_from(part.len()).ok()?.checked_sub(exponent)?;
    if places >= 0 {
        return Decimal::new(mantissa, u8::try_from(places).ok()?);
    }
    let grown = mantissa.checked_mul(10i64.checked_pow(places.unsigned_abs())?)?;
    Decimal::new(grown, 0)
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let unit = 10u64.pow(u32::from(self.places));
        let size = self.mantissa.unsigned_abs();
        match self.places {
            0 => write!(f, "{sign}{size}"),
            places => write!(f, "{sign}{}.{:0width$}", size / unit, size % unit, width = usize::from(places)),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: serde_json::Number = self.to_string().parse().map_err(ser::Error::custom)?;
        number.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_json::Number::deserialize(deserializer)?.to_string().parse().map_err(de::Error::custom)
    }
}

/// As it is spelled: nothing is lost, and no reader takes it for a rounded number.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A fraction in lowest terms, its denominator above nought. Every operation that could overflow answers none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Default for Exact {
    fn default() -> Self {
        Self { numerator: 0, denominator: 1 }
    }
}

impl Exact {
    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Self { numerator: value as i128, denominator: 1 }
    }

    /// `numerator / denominator`; none when the denominator is nought or the signs cannot be put right.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator {
            0 => None,
            1 => Some(Self { numerator, denominator }),
            _ => {
                let shared =
                    i128::try_from(greatest_common(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?;
                let sign = if denominator < 0 { -1 } else { 1 };
                let numerator = (numerator / shared).checked_mul(sign)?;
                Some(Self { numerator, denominator: (denominator / shared).checked_mul(sign)? })
            }
        }
    }

    /// The numerator, in lowest terms.
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, in lowest terms; above nought.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            return Self::new(self.numerator.checked_add(other.numerator)?, self.denominator);
        }
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { numerator: other.numerator.checked_neg()?, denominator: other.denominator })
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        Self::new(numerator, self.denominator.checked_mul(other.denominator)?)
    }

    /// The quotient; none when the divisor is nought.
    pub fn over(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.denominator)?;
        Self::new(numerator, self.denominator.checked_mul(other.numerator)?)
    }

    /// Rounded to a number of decimal places.
    pub fn rounded(self, places: u8, half: Half) -> Option<Self> {
        let unit = 10i128.checked_pow(u32::from(places))?;
        let scaled = self.numerator.checked_mul(unit)?;
        let (floor, rest) = (scaled.div_euclid(self.denominator), scaled.rem_euclid(self.denominator));
        let twice = rest.checked_mul(2)?;
        let up = match half {
            Half::Up => rest > 0,
            Half::AwayFromZero => twice > self.denominator || (twice == self.denominator && scaled > 0),
            Half::ToEven => twice > self.denominator || (twice == self.denominator && floor % 2 != 0),
        };
        Self::new(floor.checked_add(i128::from(up))?, unit)
    }

    /// The nearest binary number (one rounding while both parts are below 2^53).
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// The whole number, or `numerator/denominator`: what can be stored without losing anything.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            below => write!(f, "{}/{below}", self.numerator),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            // Too large to multiply out: compare the whole parts, then the rests turned round.
            _ => by_parts(*self, *other),
        }
    }
}

/// Compares like a continued fraction: whole parts, then the inverses of what is left. Ends like Euclid's algorithm.
fn by_parts(mut a: Exact, mut b: Exact) -> Ordering {
    let mut turned = false;
    loop {
        let whole = a.numerator.div_euclid(a.denominator).cmp(&b.numerator.div_euclid(b.denominator));
        let (left, right) = (a.numerator.rem_euclid(a.denominator), b.numerator.rem_euclid(b.denominator));
        let decided = match (whole, left, right) {
            (Ordering::Equal, 0, 0) => Ordering::Equal,
            (Ordering::Equal, 0, _) => Ordering::Less,
            (Ordering::Equal, _, 0) => Ordering::Greater,
            (Ordering::Equal, ..) => {
                a = Exact { numerator: a.denominator, denominator: left };
                b = Exact { numerator: b.denominator, denominator: right };
                turned = !turned;
                continue;
            }
            (unequal, ..) => unequal,
        };
        return if turned { decided.reverse() } else { decided };
    }
}

fn greatest_common(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        // Most fractions here fit 64 bits, where a division is ten times as quick.
        if let (Ok(small), Ok(other)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(greatest_common_small(small, other));
        }
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

const fn greatest_common_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

/// What becomes of a number that lies between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Half {
    /// The nearer; a half goes away from nought.
    AwayFromZero,
    /// The nearer; a half goes to the even one.
    ToEven,
    /// Always the greater, as manuals ask that say "round up to the next whole number".
    Up,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse::<Decimal>().unwrap().exact()
    }

    #[test]
    fn decimals_are_read_as_written_and_spelled_one_way() {
        for (text, spelled) in [("1.50", "1.5"), ("-0.174", "-0.174"), ("12e-1", "1.2"), ("2E2", "200"), ("-0.0", "0")]
        {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), spelled);
        }
        for text in ["", ".", "1.", ".5", "+1", "1,5", "0x1", "1e99", "NaN", "1234567890123456789", "--1", "1e-99"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
        let back: Decimal = serde_json::from_str("1.250").unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), "1.25");
        assert_eq!("-0.174".parse::<Decimal>().unwrap().to_f64(), -0.174);
    }

    #[test]
    fn a_half_goes_where_the_definition_says() {
        let at = |text: &str, places, half| exact(text).rounded(places, half).unwrap();
        assert_eq!(at("2.5", 0, Half::AwayFromZero), exact("3"));
        assert_eq!(at("-2.5", 0, Half::AwayFromZero), exact("-3"));
        assert_eq!(at("2.5", 0, Half::ToEven), exact("2"));
        assert_eq!(at("3.5", 0, Half::ToEven), exact("4"));
        assert_eq!(at("2.01", 0, Half::Up), exact("3"));
        assert_eq!(at("-2.9", 0, Half::Up), exact("-2"));
        assert_eq!(at("0.85028", 3, Half::AwayFromZero), exact("0.850"));
    }

    #[test]
    fn thirds_add_up_to_one_and_overflow_is_said() {
        let third = Exact::new(1, 3).unwrap();
        assert_eq!(third.plus(third).and_then(|two| two.plus(third)), Some(Exact::whole(1)));
        assert_eq!(Exact::new(2, -4), Exact::new(-1, 2));
        assert_eq!((Exact::whole(-7).to_string(), third.to_string()), ("-7".to_owned(), "1/3".to_owned()));
        assert_eq!(Exact::whole(1).over(Exact::whole(0)), None);
        let huge = Exact::new(i128::MAX, 1).unwrap();
        assert_eq!(huge.plus(huge), None);
        let near = Exact::new(i128::MAX, i128::MAX - 1).unwrap();
        assert!(near > Exact::whole(1) && near < Exact::new(i128::MAX - 1, i128::MAX - 2).unwrap());
        assert!(Exact::new(-i128::MAX, 3).unwrap() < Exact::new(-i128::MAX + 1, 3).unwrap());
    }
}
