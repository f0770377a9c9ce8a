//! How the heads are learnt: one-vs-rest logistic regression, all heads at once, by AdaGrad (Duchi, Hazan, Singer 2011).
//!
//! Each is convex; the order of the examples comes from a seed, so the same corpus gives the same weights everywhere.

use kernel::{Chance, SeededChance};

use super::clauses;
use super::context;
use super::features::{Field, HASHED, Sparse, View};
use super::heads::{FLAGS, Layout, Seen, VALENCES, logistic};
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

/// Which clauses of a comment are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// As its coders marked them.
    ByCoders,
    /// As the machine cuts it, which is how it meets every other comment.
    ByMachine,
}

/// The clauses of comments as examples.
pub(super) fn examples(
    comments: &[Comment],
    cut: Cut,
    rarity: &dyn Fn(u32) -> f32,
    encoder: Option<&Encoder>,
) -> Vec<Example> {
    comments.iter().flat_map(|comment| of_comment(comment, cut, rarity, encoder)).collect()
}

/// The clauses of one comment.
pub(super) fn of_comment(
    comment: &Comment,
    cut: Cut,
    rarity: &dyn Fn(u32) -> f32,
    encoder: Option<&Encoder>,
) -> Vec<Example> {
    let reading = Reading::new(&comment.text, Lists::french());
    let view = View::new(&reading, field(comment));
    let coded: Vec<((usize, usize), u64)> = comment
        .passages
        .iter()
        .filter_map(|passage| Some((tokens(&reading, passage.span)?, answers(passage))))
        .collect();
    let clauses = match cut {
        Cut::ByCoders => coded,
        Cut::ByMachine => {
            clauses::cut(&reading).into_iter().map(|clause| (clause, answers_within(&coded, clause))).collect()
        }
    };
    let tokens: Vec<(usize, usize)> = clauses.iter().map(|(tokens, _)| *tokens).collect();
    let seen = context::seen(&reading, &view, &tokens, rarity, encoder);
    seen.into_iter().zip(clauses).map(|(seen, (_, answers))| Example { seen, answers }).collect()
}

/// What the coders said of a clause: all that they said of the passages that share at least half of it or of themselves.
fn answers_within(coded: &[((usize, usize), u64)], clause: (usize, usize)) -> u64 {
    let length = |(first, last): (usize, usize)| (last + 1).saturating_sub(first);
    let shared = |other: (usize, usize)| length((clause.0.max(other.0), clause.1.min(other.1)));
    let holds = |other: (usize, usize)| 2 * shared(other) >= length(clause).min(length(other));
    coded.iter().filter(|(passage, _)| holds(*passage)).fold(0, |bits, (_, answers)| bits | answers)
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
    for example in examples(comments, Cut::ByCoders, &|_| 1.0, None) {
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

/// Learns the rows of weights of one part of what is seen: `rows` of them, and `parts` gives the rows of an example with
/// their values.
pub(super) fn learn(examples: &[Example], rows: usize, parts: &dyn Fn(&Seen, &mut Sparse), seed: u64) -> Vec<f32> {
    let count = Layout::count();
    let mut weights = vec![0.0f32; rows * count];
    let mut squares = vec![1e-3f32; weights.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = SeededChance::new(seed);
    let chance: &mut dyn Chance = &mut chance;
    let (mut sums, mut seen) = (vec![0.0f32; count], Sparse::new());
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for example in order.iter().filter_map(|index| examples.get(*index)) {
            seen.clear();
            parts(&example.seen, &mut seen);
            sums.fill(0.0);
            for (row, value) in &seen {
                let from = *row as usize * count;
                let row = weights.get(from..from + count).unwrap_or_default();
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * value);
            }
            for (head, sum) in sums.iter_mut().enumerate() {
                *sum = logistic(*sum) - if example.answers & (1 << head) == 0 { 0.0 } else { 1.0 };
            }
            for (row, value) in &seen {
                step(&mut weights, &mut squares, *row as usize * count, *value, &sums);
            }
        }
    }
    weights
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
