//! Clauses as the heads see them, each with what stands around it: "Six heures sur un brancard" beside "sans que personne
//! ne vienne" is one complaint, and a clause of two words is told by its neighbours.

use super::features::{HASHED, View};
use super::heads::Seen;
use crate::encoder::{Encoder, LENGTH};
use crate::reading::Reading;

/// What a feature of a neighbouring clause counts, beside one of the clause itself.
const AROUND: f32 = 0.3;
/// What the meaning of the whole text counts, beside that of the clause.
const WHOLE: f32 = 0.3;
/// A feature of a neighbour is another feature than that of the clause: its number is turned by these bits.
const TURN: u32 = 0x5a5a;

/// How the clauses of a text are seen, in their order. `view` is of the same text as `reading`.
pub(super) fn seen(
    reading: &Reading<'_>,
    view: &View<'_, '_>,
    clauses: &[(usize, usize)],
    rarity: &dyn Fn(u32) -> f32,
    encoder: Option<&Encoder>,
) -> Vec<Seen> {
    let own: Vec<_> = clauses.iter().map(|clause| view.features(*clause, rarity)).collect();
    let last = reading.tokens.len().saturating_sub(1);
    let whole = encoder.filter(|_| !clauses.is_empty()).map(|encoder| encoder.encode(reading.written(0, last)));
    let one = |(at, clause): (usize, &(usize, usize))| {
        let mut sparse = own.get(at).cloned().unwrap_or_default();
        let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| own.get(at));
        sparse.extend(neighbours.flatten().map(|(feature, value)| (turned(*feature), AROUND * value)));
        let dense = encoder.zip(whole.as_ref()).map(|(encoder, whole)| {
            let mut dense = encoder.encode(reading.written(clause.0, clause.1));
            with_whole(&mut dense, whole);
            dense
        });
        Seen { sparse, dense }
    };
    clauses.iter().enumerate().map(one).collect()
}

/// The number below `HASHED` that stands for a feature where a neighbour has it.
const fn turned(feature: u32) -> u32 {
    const { assert!(HASHED.is_power_of_two() && HASHED > TURN as usize, "a turned number stays below HASHED") };
    feature ^ TURN
}

/// Draws the meaning of a clause towards that of its text, and brings it back to length 1.
fn with_whole(clause: &mut [f32; LENGTH], whole: &[f32; LENGTH]) {
    clause.iter_mut().zip(whole).for_each(|(own, whole)| *own += WHOLE * whole);
    let length = clause.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        clause.iter_mut().for_each(|value| *value /= length);
    }
}
