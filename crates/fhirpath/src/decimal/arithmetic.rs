//! Sums, products, quotients and rounding.

use super::{Decimal, MOST_PLACES};

/// How many digits a quotient has at least, when it does not end before.
const QUOTIENT_PLACES: u8 = 28;

/// How a number is cut to fewer places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// To the nearest; a half away from zero.
    Nearest,
    /// Towards minus infinity.
    Down,
    /// Towards plus infinity.
    Up,
    /// Towards zero.
    Zero,
}

impl Decimal {
    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let wider = self.places.max(other.places);
        let exact = || self.raised(wider)?.checked_add(other.raised(wider)?);
        if let Some(mantissa) = exact() {
            return Self::new(mantissa, wider);
        }
        // The digits of both do not fit side by side: the last place goes, until they do.
        let longer = wider.checked_sub(1)?;
        self.round(longer.min(self.places), Rounding::Nearest)
            .plus(other.round(longer.min(other.places), Rounding::Nearest))
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negative())
    }

    /// The number with its sign changed.
    #[must_use]
    pub const fn negative(self) -> Self {
        // `i128::MIN` cannot come out of reading, and no operation keeps it: see `Self::times`.
        Self { mantissa: self.mantissa.saturating_neg(), places: self.places }
    }

    /// The number without its sign.
    #[must_use]
    pub const fn absolute(self) -> Self {
        Self { mantissa: self.mantissa.saturating_abs(), places: self.places }
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        if let Some(mantissa) = self.mantissa.checked_mul(other.mantissa) {
            let places = self.places + other.places;
            let product = Self { mantissa, places };
            return Some(if places > MOST_PLACES { product.round(MOST_PLACES, Rounding::Nearest) } else { product });
        }
        let mut wide = Wide::product(self.mantissa.unsigned_abs(), other.mantissa.unsigned_abs());
        let mut places = self.places + other.places;
        let mut last = 0;
        while places > 0 && (places > MOST_PLACES || wide.narrow().is_none()) {
            last = wide.shrink();
            places -= 1;
        }
        let mantissa = wide.narrow()?.checked_add(i128::from(last >= 5))?;
        let negative = self.is_negative() != other.is_negative();
        Self::new(if negative { -mantissa } else { mantissa }, places)
    }

    /// The quotient: exact where it ends within 28 places after the point, else rounded there. `None` for a division
    /// by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let (mut above, mut below) = (self.normal(), other.normal());
        // Ten times the remainder must fit.
        while below.mantissa.unsigned_abs() > u128::MAX / 20 {
            above.mantissa /= 10;
            below.mantissa /= 10;
        }
        let divisor = below.mantissa.unsigned_abs();
        let mut rest = above.mantissa.unsigned_abs() % divisor;
        let mut quotient = i128::try_from(above.mantissa.unsigned_abs() / divisor).ok()?;
        // The quotient of the mantissas has `above - below` places, which may be negative.
        let mut places = i32::from(above.places) - i32::from(below.places);
        while (rest != 0 && places < i32::from(QUOTIENT_PLACES)) || places < 0 {
            let digit = i128::try_from(rest * 10 / divisor).ok()?;
            let Some(grown) = quotient.checked_mul(10).and_then(|value| value.checked_add(digit)) else {
                break;
            };
            quotient = grown;
            rest = rest * 10 % divisor;
            places += 1;
        }
        if rest >= divisor - rest {
            quotient = quotient.checked_add(1)?;
        }
        let negative = self.is_negative() != other.is_negative();
        let places = u8::try_from(places).ok()?;
        Self::new(if negative { -quotient } else { quotient }, places)
    }

    /// The quotient without its fraction, towards zero.
    pub fn whole_divide(self, other: Self) -> Option<Self> {
        let wider = self.places.max(other.places);
        match (self.raised(wider), other.raised(wider)) {
            (Some(a), Some(b)) => Self::new(a.checked_div(b)?, 0),
            _ => self.over(other).map(|quotient| quotient.round(0, Rounding::Zero)),
        }
    }

    /// What is left of a whole division; it has the sign of the dividend.
    pub fn remainder(self, other: Self) -> Option<Self> {
        let wider = self.places.max(other.places);
        match (self.raised(wider), other.raised(wider)) {
            (Some(a), Some(b)) => Self::new(a.checked_rem(b)?, wider),
            _ => self.minus(self.whole_divide(other)?.times(other)?),
        }
    }

    /// The number with at most so many places; it is unchanged when it has no more.
    #[must_use]
    pub(crate) fn round(self, places: u8, how: Rounding) -> Self {
        let Some(drop) = self.places.checked_sub(places).filter(|drop| *drop > 0) else {
            return self;
        };
        let Some(unit) = 10i128.checked_pow(drop.into()) else {
            return Self { mantissa: 0, places };
        };
        let (floor, rest) = (self.mantissa.div_euclid(unit), self.mantissa.rem_euclid(unit));
        let up = match how {
            Rounding::Down => false,
            Rounding::Up => rest > 0,
            Rounding::Zero => self.mantissa < 0 && rest > 0,
            Rounding::Nearest if self.mantissa < 0 => rest > unit - rest,
            Rounding::Nearest => rest >= unit - rest,
        };
        Self { mantissa: floor + i128::from(up), places }
    }

    /// The number with exactly so many places; `None` when that has too many digits.
    pub(crate) fn with_places(self, places: u8, how: Rounding) -> Option<Self> {
        let cut = self.round(places, how);
        Self::new(cut.raised(places)?, places)
    }
}

/// A product of two 128-bit numbers, in 32-bit limbs, the lowest first.
struct Wide([u64; 8]);

impl Wide {
    fn product(a: u128, b: u128) -> Self {
        let limbs = |value: u128| [0, 32, 64, 96].map(|shift| (value >> shift) as u64 & 0xffff_ffff);
        let mut out = [0u64; 8];
        for (i, x) in limbs(a).into_iter().enumerate() {
            let mut carry = 0;
            for (j, y) in limbs(b).into_iter().chain([0]).enumerate() {
                if let Some(cell) = out.get_mut(i + j) {
                    let sum = *cell + x * y + carry;
                    *cell = sum & 0xffff_ffff;
                    carry = sum >> 32;
                }
            }
        }
        Self(out)
    }

    /// Divides by ten and gives the digit that fell off.
    fn shrink(&mut self) -> u64 {
        let mut rest = 0;
        for limb in self.0.iter_mut().rev() {
            let value = (rest << 32) | *limb;
            *limb = value / 10;
            rest = value % 10;
        }
        rest
    }

    fn narrow(&self) -> Option<i128> {
        let (low, high) = self.0.split_at(4);
        if high.iter().any(|limb| *limb != 0) {
            return None;
        }
        let value = low.iter().rev().fold(0u128, |sum, limb| (sum << 32) | u128::from(*limb));
        i128::try_from(value).ok()
    }
}
