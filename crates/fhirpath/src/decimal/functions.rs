//! Roots, powers and logarithms. A root and a power with a whole exponent are exact where the result has few enough
//! digits; the others are computed in binary, with 15 digits that are certain.

use super::arithmetic::Rounding;
use super::{Decimal, MOST_PLACES};

impl Decimal {
    /// The square root; `None` below zero.
    pub fn square_root(self) -> Option<Self> {
        let value = self.normal();
        let mut mantissa = u128::try_from(value.mantissa()).ok()?;
        let mut places = value.places();
        // An even number of places, and as many digits as fit.
        if places % 2 == 1 {
            mantissa = mantissa.checked_mul(10)?;
            places += 1;
        }
        while places + 2 <= MOST_PLACES {
            match mantissa.checked_mul(100) {
                Some(grown) => mantissa = grown,
                None => break,
            }
            places += 2;
        }
        let root = mantissa.isqrt();
        let exact = root.checked_mul(root) == Some(mantissa);
        let found = Self::new(i128::try_from(root).ok()?, places / 2)?;
        // The last digit of an endless root was cut off, not rounded.
        Some(if exact { found.normal() } else { found.round(found.places().saturating_sub(1), Rounding::Nearest) })
    }

    /// The power; `None` where it is no real number or too large.
    pub fn power(self, exponent: Self) -> Option<Self> {
        match exponent.whole() {
            Some(whole) if whole >= 0 => self.whole_power(u64::try_from(whole).ok()?),
            Some(whole) => Self::ONE.over(self.whole_power(whole.unsigned_abs())?),
            None => Self::from_f64(self.to_f64().powf(exponent.to_f64())),
        }
    }

    fn whole_power(self, mut exponent: u64) -> Option<Self> {
        let (mut result, mut square) = (Self::ONE, self);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result.times(square)?;
            }
            exponent >>= 1;
            if exponent > 0 {
                square = square.times(square)?;
            }
        }
        Some(result)
    }

    /// `e` to the power of the number.
    pub fn exponential(self) -> Option<Self> {
        Self::from_f64(self.to_f64().exp())
    }

    /// The natural logarithm; `None` for what is not above zero.
    pub fn logarithm(self) -> Option<Self> {
        if self.is_zero() || self.is_negative() { None } else { Self::from_f64(self.to_f64().ln()) }
    }

    /// The logarithm to a base; `None` where there is none.
    pub fn logarithm_to(self, base: Self) -> Option<Self> {
        if self.is_zero() || self.is_negative() || base.is_zero() || base.is_negative() || base == Self::ONE {
            return None;
        }
        let (value, base) = (self.to_f64(), base.to_f64());
        // The logarithms to 2 and 10 of the machine are right to the last digit where that to another base is not.
        Self::from_f64(if base == 2.0 {
            value.log2()
        } else if base == 10.0 {
            value.log10()
        } else {
            value.ln() / base.ln()
        })
    }
}
