//! The functions behind intervals and limits: the laws of Gauss, Student, Fisher, Poisson and the binomial, from the
//! incomplete beta and gamma functions.
//!
//! | function | formula | source |
//! |---|---|---|
//! | [`ln_gamma`] | ln Γ(x), x > 0 | Lanczos' sum, g = 7, nine terms (Lanczos, SIAM J. Numer. Anal. B 1, 1964; coefficients of Godfrey) |
//! | [`beta`] | Iₓ(a, b) | continued fraction 26.5.8 of Abramowitz and Stegun, by Lentz' method (Thompson and Barnett 1986) |
//! | [`gamma_lower`], [`gamma_upper`] | P(a, x), Q(a, x) | series 6.5.29 and fraction 6.5.31 of Abramowitz and Stegun |
//! | [`normal`], [`normal_quantile`] | Φ, Φ⁻¹ | Q(½, x²/2); AS 241 (Wichura, Applied Statistics 37, 1988) |
//! | [`beta_quantile`], [`gamma_quantile`] | inverses | Newton's steps kept inside a bracket that is halved |
//!
//! Departures: none in the functions; each is stopped where its terms no longer change the result, or after a fixed number of them.
//!
//! Held to the values of scipy in `tests/reference` to a relative 1e-11 (1e-9 is what statistics are held to). An argument
//! outside of the domain gives NaN, which the statistics turn into "nothing".

/// ln Γ(x) for x > 0.
pub fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x.is_nan() || x <= 0.0 {
        return f64::NAN;
    }
    if x < 0.5 {
        // Γ(x)·Γ(1 − x) = π / sin πx.
        return (std::f64::consts::PI / (std::f64::consts::PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let sum = TERMS.iter().zip(1_u8..).fold(0.999_999_999_999_809_9, |sum, (term, k)| sum + term / (x + f64::from(k)));
    let t = x + 7.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// Iₓ(a, b), the regularised incomplete beta function: a, b > 0, x from 0 to 1.
pub fn beta(a: f64, b: f64, x: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&x)) {
        return f64::NAN;
    }
    if x == 0.0 || x == 1.0 {
        return x;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    // The fraction converges quickly below this point; above it the other tail is computed.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const MOST: u32 = 10_000;
    let kept = |value: f64| if value.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / kept(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..=MOST {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / kept(1.0 + term * d);
            c = kept(1.0 + term / c);
            change = c * d;
            h *= change;
        }
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    h
}

/// P(a, x), the regularised lower incomplete gamma function: a > 0, x ≥ 0.
pub fn gamma_lower(a: f64, x: f64) -> f64 {
    if x < a + 1.0 { gamma_series(a, x) } else { 1.0 - gamma_fraction(a, x) }
}

/// Q(a, x) = 1 − P(a, x), exact far out where P is 1.
pub fn gamma_upper(a: f64, x: f64) -> f64 {
    if x < a + 1.0 { 1.0 - gamma_series(a, x) } else { gamma_fraction(a, x) }
}

fn gamma_series(a: f64, x: f64) -> f64 {
    if !(a > 0.0 && x >= 0.0) {
        return f64::NAN;
    }
    if x == 0.0 {
        return 0.0;
    }
    let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
    for _ in 0..100_000_u32 {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term < sum * f64::EPSILON * 0.1 {
            break;
        }
    }
    sum * (a * x.ln() - x - ln_gamma(a)).exp()
}

fn gamma_fraction(a: f64, x: f64) -> f64 {
    if !(a > 0.0 && x >= 0.0) {
        return f64::NAN;
    }
    if x.is_infinite() {
        return 0.0;
    }
    let kept = |value: f64| if value.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / f64::MIN_POSITIVE;
    let mut d = 1.0 / kept(b);
    let mut h = d;
    for n in 1..=100_000_u32 {
        let n = f64::from(n);
        let term = -n * (n - a);
        b += 2.0;
        d = 1.0 / kept(term * d + b);
        c = kept(b + term / c);
        let change = c * d;
        h *= change;
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    h * (a * x.ln() - x - ln_gamma(a)).exp()
}

/// Φ(x), the law of Gauss.
pub fn normal(x: f64) -> f64 {
    let tail = 0.5 * gamma_upper(0.5, x * x / 2.0);
    if x > 0.0 { 1.0 - tail } else { tail }
}

// The coefficients of AS 241: two polynomials each for the middle, the tails and what lies far out.
const MIDDLE_OVER: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const MIDDLE_UNDER: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
const TAIL_OVER: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
const TAIL_UNDER: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const FAR_OVER: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const FAR_UNDER: [f64; 8] = [
    1.0,
    0.599_832_206_555_888,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_7e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

/// Φ⁻¹(p) for p within 0 and 1; ± infinity at its ends.
pub fn normal_quantile(p: f64) -> f64 {
    let poly = |terms: &[f64; 8], r: f64| terms.iter().rev().fold(0.0, |sum, term| sum * r + term);
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * poly(&MIDDLE_OVER, r) / poly(&MIDDLE_UNDER, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-tail.ln()).sqrt();
    let found = if r <= 5.0 {
        poly(&TAIL_OVER, r - 1.6) / poly(&TAIL_UNDER, r - 1.6)
    } else if r.is_finite() {
        poly(&FAR_OVER, r - 5.0) / poly(&FAR_UNDER, r - 5.0)
    } else {
        f64::INFINITY
    };
    if q < 0.0 { -found } else { found }
}

/// x with Iₓ(a, b) = p.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return p;
    }
    let front = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
    let density = |x: f64| (front + (a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p()).exp();
    root(|x| beta(a, b, x) - p, density, 0.0, 1.0, a / (a + b))
}

/// x with P(a, x) = p.
pub fn gamma_quantile(a: f64, p: f64) -> f64 {
    if !(a > 0.0 && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    if p == 0.0 {
        return 0.0;
    }
    if p == 1.0 {
        return f64::INFINITY;
    }
    let density = |x: f64| ((a - 1.0) * x.ln() - x - ln_gamma(a)).exp();
    let mut high = a + 10.0 * a.sqrt() + 10.0;
    while gamma_lower(a, high) < p {
        high *= 2.0;
    }
    root(|x| gamma_lower(a, x) - p, density, 0.0, high, a)
}

/// The zero of a rising function between two ends: Newton's steps, and a halving where a step would leave the bracket.
fn root(value: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64, mut low: f64, mut high: f64, start: f64) -> f64 {
    let mut x = start.clamp(low, high);
    for _ in 0..2_000_u32 {
        let here = value(x);
        if here == 0.0 {
            return x;
        }
        if here > 0.0 {
            high = x
        } else {
            low = x
        }
        let newton = x - here / slope(x);
        let inside = newton > low && newton < high;
        let next = if inside { newton } else { low + (high - low) / 2.0 };
        // Two neighbouring numbers, or a step that changes nothing: no better answer can be written.
        if next == x || (next - x).abs() <= x.abs() * f64::EPSILON {
            return next;
        }
        x = next;
    }
    x
}

/// The quantile of Student's law with `freedom` degrees of freedom (more than 0; infinity gives that of Gauss).
pub fn student_quantile(freedom: f64, p: f64) -> f64 {
    if freedom.is_infinite() {
        return normal_quantile(p);
    }
    if !(freedom > 0.0 && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    let tail = p.min(1.0 - p);
    let x = beta_quantile(freedom / 2.0, 0.5, 2.0 * tail);
    // Near the middle x is close to 1, and its complement is asked for instead: neither is found by taking the other from 1.
    let square = if x > 0.5 {
        let rest = beta_quantile(0.5, freedom / 2.0, 1.0 - 2.0 * tail);
        rest / (1.0 - rest)
    } else {
        (1.0 - x) / x
    };
    let found = (freedom * square).sqrt();
    if p < 0.5 { -found } else { found }
}

/// How likely a value at least as far from 0 is under Student's law: 2·P(T > |t|).
pub fn student_two_sided(freedom: f64, t: f64) -> f64 {
    beta(freedom / 2.0, 0.5, freedom / (freedom + t * t))
}

/// How likely a value at least as large is under the law of chi-squared.
pub fn chi_squared_upper(freedom: f64, x: f64) -> f64 {
    gamma_upper(freedom / 2.0, x / 2.0)
}

/// How likely a value at least as large is under Fisher's law.
pub fn fisher_upper(above: f64, below: f64, f: f64) -> f64 {
    beta(below / 2.0, above / 2.0, below / (below + above * f))
}

/// The quantile of Fisher's law.
pub fn fisher_quantile(above: f64, below: f64, p: f64) -> f64 {
    let x = beta_quantile(above / 2.0, below / 2.0, p);
    below * x / (above * (1.0 - x))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file that `reference/make.py` writes.
    const REFERENCE: &str = include_str!("../reference/functions.csv");

    #[test]
    fn every_function_has_the_values_of_scipy() {
        let (mut worst, mut count) = ((0.0, String::new()), 0);
        for line in REFERENCE.lines().skip(1) {
            let mut fields = line.split(',');
            let name = fields.next().unwrap();
            let [a, b, x, wanted]: [f64; 4] =
                fields.map(|field| field.parse().unwrap()).collect::<Vec<_>>().try_into().unwrap();
            let found = match name {
                "ln_gamma" => ln_gamma(a),
                "gamma_lower" => gamma_lower(a, x),
                "gamma_upper" => gamma_upper(a, x),
                "gamma_quantile" => gamma_quantile(a, x),
                "beta" => beta(a, b, x),
                "beta_quantile" => beta_quantile(a, b, x),
                "normal" => normal(a),
                "normal_quantile" => normal_quantile(a),
                "student_quantile" => student_quantile(a, x),
                "student_two_sided" => student_two_sided(a, x),
                "chi_squared_upper" => chi_squared_upper(a, x),
                "fisher_quantile" => fisher_quantile(a, b, x),
                "fisher_upper" => fisher_upper(a, b, x),
                other => panic!("{other}"),
            };
            let away = (found - wanted).abs() / wanted.abs().max(1e-12);
            if away.is_nan() || away > worst.0 {
                worst = (away, format!("{line}: {found}"));
            }
            count += 1;
        }
        assert!(worst.0 < 1e-11, "{worst:?} of {count}");
    }

    #[test]
    fn what_lies_outside_of_the_domain_is_no_number() {
        for found in [
            ln_gamma(0.0),
            ln_gamma(f64::NAN),
            beta(0.0, 1.0, 0.5),
            beta(1.0, 1.0, 1.5),
            gamma_lower(-1.0, 1.0),
            gamma_upper(1.0, -1.0),
            normal_quantile(1.1),
            beta_quantile(1.0, 1.0, -0.1),
            gamma_quantile(f64::NAN, 0.5),
            student_quantile(0.0, 0.5),
        ] {
            assert!(found.is_nan(), "{found}");
        }
        assert_eq!((normal_quantile(0.0), normal_quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
        assert_eq!((gamma_quantile(2.0, 0.0), gamma_quantile(2.0, 1.0)), (0.0, f64::INFINITY));
    }
}
