//! Symmetric matrices as rows: products, and eigenvalues by Jacobi's rotations.
//!
//! Source: Golub and Van Loan, Matrix Computations, 2013, 8.5 (cyclic Jacobi). Slower than what large matrices are given, and exact
//! to the last digits, also for eigenvalues that are close to each other or to 0; here there are at most as many rows as a scale
//! has questions.

/// Rows of a square matrix.
pub(crate) type Matrix = Vec<Vec<f64>>;

/// Eigenvalues, the greatest first, each with its vector (of length 1).
pub(crate) struct Eigen {
    /// The eigenvalues.
    pub values: Vec<f64>,
    /// The vectors, in the order of the values.
    pub vectors: Matrix,
}

const MOST_SWEEPS: usize = 60;

/// A cell; 0 outside of the matrix.
pub(crate) fn at(matrix: &[Vec<f64>], a: usize, b: usize) -> f64 {
    matrix.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0.0)
}

/// A matrix of which each cell is computed.
pub(crate) fn filled(size: usize, cell: impl Fn(usize, usize) -> f64) -> Matrix {
    (0..size).map(|a| (0..size).map(|b| cell(a, b)).collect()).collect()
}

/// The eigenvalues and vectors of a symmetric matrix; nothing where a cell is no number.
pub(crate) fn eigen(matrix: &[Vec<f64>]) -> Option<Eigen> {
    let size = matrix.len();
    if matrix.iter().flatten().any(|cell| !cell.is_finite()) {
        return None;
    }
    let mut work = filled(size, |a, b| at(matrix, a, b));
    // Rows of `turned` are the vectors: the same rotation turns a pair of rows there.
    let mut turned = filled(size, |a, b| f64::from(u8::from(a == b)));
    for _ in 0..MOST_SWEEPS {
        let mut moved = false;
        for a in 0..size {
            for b in a + 1..size {
                let (off, one, other) = (at(&work, a, b), at(&work, a, a), at(&work, b, b));
                if off.abs() <= f64::EPSILON * 1e-3 * (one.abs() * other.abs()).sqrt() {
                    continue;
                }
                moved = true;
                let ratio = (other - one) / (2.0 * off);
                let tangent = ratio.signum() / (ratio.abs() + ratio.hypot(1.0));
                let cosine = 1.0 / tangent.hypot(1.0);
                let sine = tangent * cosine;
                rotate_rows(&mut work, a, b, cosine, sine);
                for row in &mut work {
                    turn(row, a, b, cosine, sine);
                }
                rotate_rows(&mut turned, a, b, cosine, sine);
            }
        }
        if !moved {
            break;
        }
    }
    let mut both: Vec<(f64, Vec<f64>)> =
        turned.into_iter().enumerate().map(|(place, vector)| (at(&work, place, place), vector)).collect();
    both.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let (values, vectors) = both.into_iter().unzip();
    Some(Eigen { values, vectors })
}

/// Two cells of a row, turned.
fn turn(row: &mut [f64], a: usize, b: usize, cosine: f64, sine: f64) {
    let (Some(x), Some(y)) = (row.get(a).copied(), row.get(b).copied()) else { return };
    if let Some(cell) = row.get_mut(a) {
        *cell = cosine * x - sine * y;
    }
    if let Some(cell) = row.get_mut(b) {
        *cell = sine * x + cosine * y;
    }
}

/// Two rows, turned.
fn rotate_rows(rows: &mut [Vec<f64>], a: usize, b: usize, cosine: f64, sine: f64) {
    let Ok([one, other]) = rows.get_disjoint_mut([a, b]) else { return };
    for (x, y) in one.iter_mut().zip(other.iter_mut()) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
}

impl Eigen {
    /// f(matrix) · side, f being applied to each eigenvalue.
    pub(crate) fn applied(&self, side: &[f64], f: impl Fn(f64) -> f64) -> Vec<f64> {
        let mut sum = vec![0.0; side.len()];
        for (value, vector) in self.values.iter().zip(&self.vectors) {
            let along = f(*value) * vector.iter().zip(side).map(|(v, s)| v * s).sum::<f64>();
            for (cell, v) in sum.iter_mut().zip(vector) {
                *cell += along * v;
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_put_the_matrix_together_again() {
        let matrix = filled(7, |a, b| 1.0 / (a + b + 1) as f64);
        let found = eigen(&matrix).unwrap();
        assert!(found.values.is_sorted_by(|one, other| one >= other));
        // The determinant of Hilbert's matrix of seven rows, and its least eigenvalue (Golub and Van Loan; mpmath).
        let determinant: f64 = found.values.iter().product();
        assert!((determinant / 4.835_802_623_926_117e-25 - 1.0).abs() < 1e-6, "{determinant:e}");
        for (a, row) in matrix.iter().enumerate() {
            let unit: Vec<f64> = (0..7).map(|b| f64::from(u8::from(a == b))).collect();
            for (wanted, found) in row.iter().zip(found.applied(&unit, |value| value)) {
                assert!((wanted - found).abs() < 1e-14);
            }
            for (wanted, found) in unit.iter().zip(found.applied(&unit, |_| 1.0)) {
                assert!((wanted - found).abs() < 1e-14, "the vectors stand at right angles");
            }
        }
        assert!(eigen(&[vec![1.0, f64::NAN], vec![f64::NAN, 1.0]]).is_none());
    }
}
