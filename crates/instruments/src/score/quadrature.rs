//! Gauss-Legendre quadrature: exact for polynomials up to twice the number of points, less one.

/// Points and weights on an interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Quadrature {
    /// The points, rising.
    pub points: Vec<f64>,
    /// Their weights, adding up to the length of the interval.
    pub weights: Vec<f64>,
}

impl Quadrature {
    /// The rule with `count` points on `[low, high]`. The points are the roots of the Legendre polynomial of that
    /// degree, found by Newton's method from the usual first guess (Abramowitz and Stegun, 25.4.30).
    pub fn legendre(count: u16, low: f64, high: f64) -> Self {
        let degree = f64::from(count.max(1));
        let half = (high - low) / 2.0;
        let mut rule = Self { points: Vec::new(), weights: Vec::new() };
        for rank in (1..=count.max(1)).rev() {
            let mut root = libm::cos(std::f64::consts::PI * (f64::from(rank) - 0.25) / (degree + 0.5));
            // Newton's method doubles the digits each turn; a fixed number of turns is the same on every machine.
            for _ in 0..8 {
                let (value, slope) = legendre(count.max(1), root);
                root -= value / slope;
            }
            let (_, slope) = legendre(count.max(1), root);
            rule.points.push(low + half * (1.0 + root));
            rule.weights.push(half * 2.0 / ((1.0 - root * root) * slope * slope));
        }
        rule
    }
}

/// The Legendre polynomial of a degree and its slope, by the three-term recurrence.
fn legendre(degree: u16, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for n in 2..=degree {
        let n = f64::from(n);
        (before, value) = (value, ((2.0 * n - 1.0) * x * value - (n - 1.0) * before) / n);
    }
    let degree = f64::from(degree);
    (value, degree * (x * value - before) / (x * x - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_are_integrated_exactly() {
        for count in [1u16, 2, 3, 5, 41, 201] {
            let rule = Quadrature::legendre(count, -4.5, 4.5);
            assert!(rule.points.windows(2).all(|two| two[0] < two[1]), "{count}");
            let integral = |power: i32| -> f64 {
                rule.points.iter().zip(&rule.weights).map(|(x, w)| w * (x / 4.5).powi(power)).sum()
            };
            for power in 0..i32::from(count.min(40)) * 2 {
                let expected = if power % 2 == 1 { 0.0 } else { 9.0 / f64::from(power + 1) };
                assert!((integral(power) - expected).abs() < 1e-12, "{count} points, power {power}");
            }
        }
    }

    #[test]
    fn the_five_point_rule_is_the_published_one() {
        // Abramowitz and Stegun, table 25.4, n = 5.
        let rule = Quadrature::legendre(5, -1.0, 1.0);
        for (found, published) in rule.points.iter().skip(2).zip([0.0, 0.538_469_310_105_683, 0.906_179_845_938_664]) {
            assert!((found - published).abs() < 1e-15);
        }
        for (found, published) in
            rule.weights.iter().skip(2).zip([0.568_888_888_888_889, 0.478_628_670_499_366, 0.236_926_885_056_189])
        {
            assert!((found - published).abs() < 1e-14);
        }
    }
}
