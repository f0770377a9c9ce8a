//! How the two sums of a head become a likelihood (Platt 1999): a logistic regression on sums of comments that the head
//! was not learnt from, drawn towards the fit of all heads together where a head has few examples.

use super::heads::logistic;

/// What the sums are multiplied with, what is added, and from which likelihood on the answer is yes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    pub words: f32,
    pub meaning: f32,
    pub offset: f32,
    pub threshold: f32,
}

impl Default for Fit {
    fn default() -> Self {
        Self { words: 1.0, meaning: 0.0, offset: 0.0, threshold: 0.5 }
    }
}

/// One clause for one head: the sums over its words and over its meaning, and the answer of the coders.
pub(super) type Point = ([f32; 2], bool);

impl Fit {
    pub(super) fn likelihood(&self, words: f32, meaning: f32) -> f32 {
        logistic(self.words * words + self.meaning * meaning + self.offset)
    }

    /// The fit of points, drawn towards `prior` as strongly as `weight` says. Newton's method; the problem is convex.
    pub(super) fn of(points: impl Iterator<Item = Point> + Clone, prior: Self, weight: f64) -> Self {
        let start = [prior.words, prior.meaning, prior.offset].map(f64::from);
        let mut now = start;
        for _ in 0..25 {
            let mut slope = [0.0f64; 3];
            let mut bend = [[0.0f64; 3]; 3];
            for i in 0..3 {
                slope[i] = weight * (now[i] - start[i]);
                bend[i][i] = weight + 1e-6;
            }
            for (sums, yes) in points.clone() {
                let x = [f64::from(sums[0]), f64::from(sums[1]), 1.0];
                let sum: f64 = x.iter().zip(&now).map(|(x, w)| x * w).sum();
                let likely = 1.0 / (1.0 + libm::exp(-sum));
                for i in 0..3 {
                    slope[i] += (likely - f64::from(u8::from(yes))) * x[i];
                    for j in 0..3 {
                        bend[i][j] += likely * (1.0 - likely) * x[i] * x[j];
                    }
                }
            }
            let Some(step) = solved(bend, slope) else { break };
            now.iter_mut().zip(step).for_each(|(now, step)| *now -= step.clamp(-2.0, 2.0));
        }
        #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
        let [words, meaning, offset] = now.map(|value| value as f32);
        Self { words, meaning, offset, threshold: prior.threshold }
    }
}

/// The solution of three equations, by Gauss with the largest pivot; none where they say the same twice.
fn solved(mut a: [[f64; 3]; 3], mut b: [f64; 3]) -> Option<[f64; 3]> {
    for column in 0..3 {
        let pivot = (column..3).max_by(|i, j| a[*i][column].abs().total_cmp(&a[*j][column].abs()))?;
        if a[pivot][column].abs() < 1e-12 {
            return None;
        }
        a.swap(column, pivot);
        b.swap(column, pivot);
        for row in (0..3).filter(|row| *row != column) {
            let factor = a[row][column] / a[column][column];
            let pivot = a[column];
            a[row].iter_mut().zip(pivot).for_each(|(cell, above)| *cell -= factor * above);
            b[row] -= factor * b[column];
        }
    }
    Some([b[0] / a[0][0], b[1] / a[1][1], b[2] / a[2][2]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_says_as_often_yes_as_the_points_do() {
        let points: Vec<Point> =
            (0..200u8).map(|i| ([f32::from(i % 10) - 5.0, 0.0], i % 10 >= 5 || i % 40 == 3)).collect();
        let fit = Fit::of(points.iter().copied(), Fit::default(), 0.01);
        let said: f32 = points.iter().map(|(sums, _)| fit.likelihood(sums[0], sums[1])).sum();
        let yes = points.iter().filter(|(_, yes)| *yes).count();
        assert!((said - yes as f32).abs() < 0.5, "{said} of {yes}");
        assert!(fit.words > 0.5 && fit.meaning == 0.0, "{fit:?}");
    }
}
