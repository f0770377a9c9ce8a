//! How the heads are learnt: one-vs-rest logistic regression, all heads at once, by AdaGrad (Duchi, Hazan, Singer 2011).
//! Each is convex; the order of the examples comes from a seed, so the same corpus gives the same weights everywhere.

use kernel::{Chance, SeededChance};

use super::features::{Field, HASHED, View};
use super::heads::{FLAGS, Heads, Layout, Seen, VALENCES, logistic};
use crate::Span;
use crate::book::book;
use crate::corpus::Comment;
use crate::encoder::Encoder;
use crate::lists::Lists;
use crate::reading::Reading;

const ROUNDS: usize = 14;
const RATE: f32 = 0.2;

/// A clause and the answers of its heads: bit `h` is set when the answer of head `h` is yes.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub seen: Seen,
    pub answers: u64,
}

/// The passages of comments as examples.
pub(super) fn examples(comments: &[Comment], rarity: &dyn Fn(u32) -> f32, encoder: Option<&Encoder>) -> Vec<Example> {
    let mut out = Vec::new();
    for comment in comments {
        let reading = Reading::new(&comment.text, Lists::french());
        let view = View::new(&reading, field(comment));
        for passage in &comment.passages {
            let Some(tokens) = tokens(&reading, passage.span) else { continue };
            let dense = encoder.map(|encoder| encoder.encode(reading.written(tokens.0, tokens.1)));
            let seen = Seen { sparse: view.features(tokens, rarity), dense };
            out.push(Example { seen, answers: answers(passage) });
        }
    }
    out
}

/// The box a comment of the corpus was written in.
pub(super) fn field(comment: &Comment) -> Field {
    match comment.key("field") {
        "positive" => Field::Positive,
        "negative" => Field::Negative,
        _ => Field::Free,
    }
}

fn tokens(reading: &Reading<'_>, span: Span) -> Option<(usize, usize)> {
    let first = reading.tokens.iter().position(|token| token.points.1 > span.start)?;
    let last = reading.tokens.iter().rposition(|token| token.points.0 < span.end)?;
    (first <= last).then_some((first, last))
}

fn answers(passage: &crate::corpus::Passage) -> u64 {
    let mut bits = 0u64;
    let mut set = |head: Option<usize>| bits |= head.map_or(0, |head| 1 << head);
    for (theme, valence) in &passage.themes {
        set(book().themes.iter().position(|known| known.id == *theme));
        set(VALENCES.iter().position(|known| known == valence).map(Layout::valence));
    }
    set(book().moments.iter().position(|known| known.id == passage.moment).map(Layout::moment));
    for flag in &passage.flags {
        set(FLAGS.iter().position(|known| known == flag).map(Layout::flag));
    }
    bits
}

/// How rare each hashed feature is among the clauses of comments: the logarithm of one over its share.
pub(super) fn rarity(comments: &[Comment]) -> Vec<f32> {
    let mut counts = vec![0u32; HASHED];
    let mut clauses = 1u32;
    for example in examples(comments, &|_| 1.0, None) {
        clauses += 1;
        for (feature, _) in &example.seen.sparse {
            if let Some(count) = counts.get_mut(*feature as usize) {
                *count += 1;
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of clauses")]
    counts.iter().map(|count| 1.0 + libm::logf((1 + clauses) as f32 / (1 + count) as f32)).collect()
}

/// Learns the heads from examples, starting from `heads`.
pub(super) fn learn(heads: &mut Heads, examples: &[Example], seed: u64) {
    let count = Layout::count();
    let mut squares = vec![1e-3f32; heads.weights.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = SeededChance::new(seed);
    let chance: &mut dyn Chance = &mut chance;
    let mut slopes = vec![0.0f32; count];
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for example in order.iter().filter_map(|index| examples.get(*index)) {
            let sums = heads.sums(&example.seen);
            for (head, (slope, sum)) in slopes.iter_mut().zip(&sums).enumerate() {
                *slope = logistic(*sum) - if example.answers & (1 << head) == 0 { 0.0 } else { 1.0 };
            }
            let sparse = example.seen.sparse.iter().map(|(feature, value)| (*feature as usize, *value));
            let dense = example.seen.dense.iter().flat_map(|dense| dense.iter().copied());
            let dense = dense.enumerate().map(|(index, value)| (HASHED + index, value));
            for (feature, value) in sparse.chain(dense) {
                step(&mut heads.weights, &mut squares, feature * count, value, &slopes);
            }
        }
    }
}

fn step(weights: &mut [f32], squares: &mut [f32], from: usize, value: f32, slopes: &[f32]) {
    let (Some(weights), Some(squares)) =
        (weights.get_mut(from..from + slopes.len()), squares.get_mut(from..from + slopes.len()))
    else {
        return;
    };
    for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(slopes) {
        let slope = slope * value;
        *square += slope * slope;
        *weight -= RATE * slope / square.sqrt();
    }
}
