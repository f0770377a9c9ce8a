//! The coefficients of France, as published, in whole units so that sums are exact.

use super::Exact;

/// Losses on three levels, in thousandths, at levels 1, 2 and 3 of each dimension (Chevalier and de Pouvourville 2013).
const THREE: [[i64; 3]; 5] = [[0, 155, 372], [0, 212, 326], [0, 156, 189], [0, 112, 265], [0, 90, 204]];

/// The further loss when any dimension is at level 3 (the term "N3" of the same paper), in thousandths.
const ANY_THREE: i64 = 174;

/// Losses on five levels, in millionths, at levels 1 to 5 of each dimension (Andrade and others 2020).
const FIVE: [[i64; 5]; 5] = [
    [0, 37_590, 47_740, 179_490, 325_090],
    [0, 36_560, 50_781, 172_251, 258_331],
    [0, 33_130, 39_790, 156_890, 240_050],
    [0, 21_980, 47_040, 263_740, 443_990],
    [0, 20_460, 46_830, 200_050, 258_030],
];

/// The crosswalk (van Hout and others 2012) sends levels 1, 3 and 5 of five to levels 1, 2 and 3 of three. Level 2 is a
/// mixture of 1 and 2, and level 4 a mixture of 2 and 3. Here, by dimension, in millionths: how much of level 2 goes to
/// 2, and how much of level 4 goes to 3. The paper prints the resulting values to three decimals; these ten shares were
/// solved from them, and all 3,125 values come out as printed.
const SHARES: [[i128; 2]; 5] =
    [[822_608, 72_125], [832_712, 243_124], [802_106, 328_461], [801_138, 399_488], [793_202, 490_681]];

/// A million, the unit of [`SHARES`].
const UNIT: i128 = 1_000_000;

/// The value on three levels; none for a level above 3.
pub(super) fn three(levels: [u8; 5]) -> Option<Exact> {
    let mut left = 1_000;
    for (losses, level) in THREE.iter().zip(levels) {
        left -= losses.get(usize::from(level.checked_sub(1)?))?;
    }
    if levels.contains(&3) {
        left -= ANY_THREE;
    }
    Exact::new(i128::from(left), 1_000)
}

/// The value on five levels.
pub(super) fn five(levels: [u8; 5]) -> Option<Exact> {
    let mut left = 1_000_000;
    for (losses, level) in FIVE.iter().zip(levels) {
        left -= losses.get(usize::from(level.checked_sub(1)?))?;
    }
    Exact::new(i128::from(left), UNIT)
}

/// The mean of the three-level values over the three-level states that a five-level state stands for.
pub(super) fn crosswalk(levels: [u8; 5]) -> Option<Exact> {
    // Dimensions are mixed independently, so losses add up as means, and "no dimension at level 3" is a product.
    let mut left = 1_000 * UNIT;
    let mut none_three = Exact::whole(1);
    for ((losses, shares), level) in THREE.iter().zip(SHARES).zip(levels) {
        let [two, three] = match level {
            1 => [0, 0],
            2 => [shares[0], 0],
            3 => [UNIT, 0],
            4 => [UNIT - shares[1], shares[1]],
            5 => [0, UNIT],
            _ => return None,
        };
        left -= i128::from(losses[1]) * two + i128::from(losses[2]) * three;
        none_three = none_three.times(Exact::new(UNIT - three, UNIT)?)?;
    }
    let any_three = Exact::whole(1).minus(none_three)?.times(Exact::new(i128::from(ANY_THREE), 1_000)?)?;
    Exact::new(left, 1_000 * UNIT)?.minus(any_three)
}
