//! Products of integers: the one costly operation of the encoder.
//!
//! Weights are whole numbers of eight bits, inputs of twelve; both are kept in sixteen so that a processor multiplies
//! and adds many at once. Sums of whole numbers do not depend on their order: the wide way and the plain way give the
//! same answer to the last bit, and so do two machines. (Largest sum: 1,280 × 2,047 × 127 < 2³¹.)

/// So many numbers are multiplied by one instruction; every row is a whole number of them.
const LANES: usize = 16;
type Lanes = [i16; LANES];

/// The largest absolute value of an input once it is a whole number.
const INPUT_MOST: f32 = 2047.0;

/// How products are computed; the answers are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// As wide as this processor allows.
    #[default]
    Widest,
    /// One number at a time: for processors without wide instructions, and to prove that the answers are the same.
    Plain,
}

/// A matrix of weights: one row of whole numbers an output, and the step of each row.
#[derive(Debug, Clone)]
pub(super) struct Matrix {
    inputs: usize,
    rows: Vec<i16>,
    steps: Vec<f32>,
}

impl Matrix {
    /// `rows` has one row of `inputs` weights for each step.
    pub(super) fn new(inputs: usize, rows: &[i8], steps: Vec<f32>) -> Option<Self> {
        let even = inputs > 0 && inputs.is_multiple_of(LANES) && steps.len().is_multiple_of(4);
        (even && rows.len() == inputs * steps.len()).then(|| Self {
            inputs,
            rows: rows.iter().map(|weight| i16::from(*weight)).collect(),
            steps,
        })
    }

    pub(super) const fn inputs(&self) -> usize {
        self.inputs
    }

    pub(super) fn outputs(&self) -> usize {
        self.steps.len()
    }

    /// `out[i][o] = inputs[i] · weights[o]` for every input row of `given`.
    pub(super) fn times(&self, given: &Rows, out: &mut Vec<f32>, width: Width) {
        let outputs = self.outputs();
        out.clear();
        out.resize(given.steps.len() * outputs, 0.0);
        let product = Product { matrix: self, given, out };
        #[cfg(target_arch = "x86_64")]
        if let (Width::Widest, Some(simd)) = (width, pulp::x86::V3::try_new()) {
            simd.vectorize(wide::Wide(simd, product));
            return;
        }
        product.each(plain);
    }
}

/// Rows of inputs as whole numbers, each with its step.
#[derive(Debug, Default)]
pub(super) struct Rows {
    length: usize,
    values: Vec<i16>,
    steps: Vec<f32>,
}

impl Rows {
    pub(super) fn clear(&mut self, length: usize) {
        self.length = length;
        self.values.clear();
        self.steps.clear();
    }

    /// Adds a row: its largest absolute value becomes the largest whole number.
    pub(super) fn push(&mut self, row: &[f32]) {
        let most = row.iter().fold(0.0f32, |most, value| most.max(value.abs()));
        let (factor, step) = if most > 0.0 { (INPUT_MOST / most, most / INPUT_MOST) } else { (0.0, 0.0) };
        self.values.extend(row.iter().map(|value| whole(value * factor)));
        self.steps.push(step);
    }
}

/// The nearest whole number; halves go away from zero.
#[expect(clippy::cast_possible_truncation, reason = "at most 2,047 in absolute value")]
fn whole(value: f32) -> i16 {
    (value + if value < 0.0 { -0.5 } else { 0.5 }) as i16
}

/// A product to be computed, in either way.
struct Product<'a> {
    matrix: &'a Matrix,
    given: &'a Rows,
    out: &'a mut [f32],
}

impl Product<'_> {
    /// Four outputs of two inputs at a time: `four` gives the eight sums of four rows of weights and two of inputs.
    #[inline(always)]
    fn each(self, four: impl Fn([&[Lanes]; 4], [&[Lanes]; 2]) -> [[i32; 4]; 2]) {
        let Self { matrix, given, out } = self;
        let (length, outputs) = (matrix.inputs / LANES, matrix.outputs());
        if given.length != matrix.inputs || outputs == 0 {
            return;
        }
        let (weights, _) = pulp::as_arrays::<LANES, i16>(&matrix.rows);
        let (inputs, _) = pulp::as_arrays::<LANES, i16>(&given.values);
        for (block, (rows, steps)) in weights.chunks_exact(4 * length).zip(matrix.steps.chunks_exact(4)).enumerate() {
            let row = |index: usize| rows.get(index * length..(index + 1) * length).unwrap_or_default();
            let rows = [row(0), row(1), row(2), row(3)];
            let lines = out.chunks_mut(2 * outputs).zip(inputs.chunks(2 * length)).zip(given.steps.chunks(2));
            for ((lines, inputs), input_steps) in lines {
                let (first, second) = inputs.split_at(length);
                let sums = four(rows, [first, if second.is_empty() { first } else { second }]);
                for ((line, sums), input_step) in lines.chunks_exact_mut(outputs).zip(sums).zip(input_steps) {
                    for ((cell, sum), step) in line.iter_mut().skip(block * 4).zip(sums).zip(steps) {
                        #[expect(clippy::cast_precision_loss, reason = "rounded the same way everywhere")]
                        {
                            *cell = sum as f32 * (input_step * step);
                        }
                    }
                }
            }
        }
    }
}

fn plain(rows: [&[Lanes]; 4], inputs: [&[Lanes]; 2]) -> [[i32; 4]; 2] {
    inputs.map(|input| {
        rows.map(|row| {
            let weights = row.as_flattened().iter().map(|weight| i32::from(*weight));
            weights.zip(input.as_flattened()).map(|(weight, value)| weight * i32::from(*value)).sum()
        })
    })
}

/// Sixteen products an instruction, on processors that have AVX2.
#[cfg(target_arch = "x86_64")]
mod wide {
    use std::arch::x86_64::__m256i;

    use pulp::x86::V3;
    use pulp::{NullaryFnOnce, cast};

    use super::{Lanes, Product};

    pub(super) struct Wide<'a>(pub V3, pub Product<'a>);

    impl NullaryFnOnce for Wide<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            let Self(simd, product) = self;
            product.each(|rows, inputs| sums(simd, rows, inputs));
        }
    }

    #[inline(always)]
    fn sums(simd: V3, rows: [&[Lanes]; 4], inputs: [&[Lanes]; 2]) -> [[i32; 4]; 2] {
        let wide = |lanes: &Lanes| cast::<Lanes, __m256i>(*lanes);
        let mut sums = [[simd.avx._mm256_setzero_si256(); 4]; 2];
        let [a, b, c, d] = rows;
        for (((((a, b), c), d), x), y) in a.iter().zip(b).zip(c).zip(d).zip(inputs[0]).zip(inputs[1]) {
            let weights = [wide(a), wide(b), wide(c), wide(d)];
            for (sums, value) in sums.iter_mut().zip([wide(x), wide(y)]) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = simd.avx2._mm256_add_epi32(*sum, simd.avx2._mm256_madd_epi16(weight, value));
                }
            }
        }
        sums.map(|sums| sums.map(|sum| cast::<__m256i, [i32; 8]>(sum).iter().sum()))
    }
}
