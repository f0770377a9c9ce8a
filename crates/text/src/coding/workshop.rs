//! Learning from the corpus and measuring what was learnt (`cargo run -p xtask -- themes`): work of a developer, not of
//! the product.

use super::features::HASHED;
use super::fit::{Fit, Point};
use super::heads::{Heads, Layout, Rows, Sums, VALENCES};
use super::training::{self, Cut, Example};
use crate::book::book;
use crate::corpus::Comment;
use crate::encoder::{Encoder, LENGTH};

/// A feature that fewer clauses than this hold has no row.
const SEEN_IN: usize = 2;
/// How strongly the fit of a head is drawn towards the fit of all.
const DRAWN: f64 = 4.0;

/// Learns the heads from comments; their fits are still to be found.
pub fn learn(comments: &[Comment], encoder: Option<&Encoder>, seed: u64) -> Heads {
    let rarity = training::rarity(comments);
    let weigh = |feature: u32| rarity.get(feature as usize).copied().unwrap_or(1.0);
    let mut examples = training::examples(comments, Cut::ByCoders, &weigh, encoder);
    examples.extend(training::examples(comments, Cut::ByMachine, &weigh, encoder));
    let words = training::learn(&examples, HASHED, &|seen, out| out.extend(&seen.sparse), seed);
    let dense = |seen: &super::heads::Seen, out: &mut Vec<(u32, f32)>| {
        out.extend(seen.dense.iter().flat_map(|dense| dense.iter()).zip(0..).map(|(value, row)| (row, *value)));
    };
    let meaning = training::learn(&examples, LENGTH, &dense, seed);
    let (index, words) = kept(&examples, &words);
    let fits = vec![Fit { meaning: 1.0, ..Fit::default() }; Layout::count()];
    let count = Layout::count();
    Heads {
        index,
        words: Rows::rounded(&words, count),
        meaning: Rows::rounded(&meaning, count),
        rarity,
        fits: [vec![Fit::default(); count], fits],
    }
}

/// The rows of the features that were seen often enough.
fn kept(examples: &[Example], weights: &[f32]) -> (Vec<u32>, Vec<f32>) {
    let mut counts = vec![0usize; HASHED];
    for (feature, _) in examples.iter().flat_map(|example| &example.seen.sparse) {
        if let Some(count) = counts.get_mut(*feature as usize) {
            *count += 1;
        }
    }
    let (mut index, mut out, mut rows) = (vec![0u32; HASHED], Vec::new(), 0);
    // Each clause was seen twice: as its coders cut it and as the machine does.
    for ((count, slot), row) in counts.iter().zip(&mut index).zip(weights.chunks_exact(Layout::count())) {
        if *count >= 2 * SEEN_IN {
            rows += 1;
            *slot = rows;
            out.extend(row);
        }
    }
    (index, out)
}

/// A comment as heads that were not learnt from it see it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The clauses as the machine cuts them, and as the coders did.
    clauses: [Vec<(Sums, u64)>; 2],
    /// The themes that the coders put on it.
    themes: u64,
}

/// Lets heads judge comments.
pub fn judged(heads: &Heads, comments: &[Comment], encoder: Option<&Encoder>) -> Vec<Judged> {
    let judge = |comment: &Comment| {
        let clauses = [Cut::ByMachine, Cut::ByCoders].map(|cut| {
            let examples = training::of_comment(comment, cut, &|feature| heads.rarity(feature), encoder);
            examples.iter().map(|example| (heads.sums(&example.seen), example.answers)).collect::<Vec<_>>()
        });
        let themes = clauses[1].iter().fold(0, |bits, (_, answers)| bits | answers) & ((1 << Layout::themes()) - 1);
        Judged { clauses, themes }
    };
    comments.iter().map(judge).collect()
}

/// Finds the fits and thresholds of heads on judged comments, with the encoder (where they were judged with it) or without.
pub fn fit(heads: &mut Heads, judged: &[Judged], with_encoder: bool) {
    let points = |head: usize| {
        judged.iter().flat_map(|one| &one.clauses[0]).map(move |(sums, answers)| {
            let meaning = sums.meaning.as_ref().filter(|_| with_encoder).and_then(|sums| sums.get(head));
            let words = sums.words.get(head).copied().unwrap_or(0.0);
            ([words, meaning.copied().unwrap_or(0.0)], answers & (1 << head) != 0) as Point
        })
    };
    let start = Fit { words: 0.5, meaning: if with_encoder { 0.5 } else { 0.0 }, offset: 0.0, threshold: 0.3 };
    let all = Fit::of((0..Layout::count()).flat_map(points), start, 1.0);
    let fits = (0..Layout::count()).map(|head| Fit::of(points(head), all, DRAWN)).collect();
    heads.fits[usize::from(with_encoder)] = fits;
    let answers = answered(heads, judged, with_encoder);
    let (common, _) = best_common(&answers);
    let alarm = flag_threshold(heads, judged, with_encoder);
    for head in 0..Layout::count() {
        let threshold = match head {
            _ if head < Layout::themes() => own_threshold(&answers, head, common),
            _ if head >= Layout::flag(0) => alarm,
            _ => common,
        };
        if let Some(fit) = heads.fits[usize::from(with_encoder)].get_mut(head) {
            fit.threshold = threshold;
        }
    }
}

/// For each comment, the best likelihood of each theme over its clauses, and the themes of its coders.
fn answered(heads: &Heads, judged: &[Judged], with_encoder: bool) -> Vec<(Vec<f32>, u64)> {
    let one = |judged: &Judged| {
        let mut best = vec![0.0f32; Layout::themes()];
        for (sums, _) in &judged.clauses[0] {
            let likelihoods = heads.likelihoods(&seen_with(sums, with_encoder));
            best.iter_mut().zip(likelihoods).for_each(|(best, likelihood)| *best = best.max(likelihood));
        }
        (best, judged.themes)
    };
    judged.iter().map(one).collect()
}

/// The share of comments without a red flag in which the heads may raise one. Recall comes first: a false alarm costs a
/// reader a minute.
const FALSE_ALARMS: f32 = 0.03;

/// The lowest threshold at which the heads raise a red flag in no more than [`FALSE_ALARMS`] of the comments that bear none.
fn flag_threshold(heads: &Heads, judged: &[Judged], with_encoder: bool) -> f32 {
    let flags = Layout::flag(0)..Layout::count();
    let calm = |one: &&Judged| one.clauses[1].iter().all(|(_, answers)| answers >> Layout::flag(0) == 0);
    let loudest = |one: &Judged| {
        let likelihoods = one.clauses[0].iter().map(|(sums, _)| heads.likelihoods(&seen_with(sums, with_encoder)));
        likelihoods.filter_map(|all| all.get(flags.clone())?.iter().copied().max_by(f32::total_cmp)).fold(0.0, f32::max)
    };
    let mut loud: Vec<f32> = judged.iter().filter(calm).map(loudest).collect();
    loud.sort_by(f32::total_cmp);
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank")]
    let rank = (loud.len() as f32 * (1.0 - FALSE_ALARMS)) as usize;
    loud.get(rank).map_or(0.5, |quiet| quiet + 0.001).clamp(0.01, 0.9)
}

fn seen_with(sums: &Sums, encoder: bool) -> Sums {
    Sums { words: sums.words.clone(), meaning: sums.meaning.clone().filter(|_| encoder) }
}

const STEPS: u8 = 50;

fn steps() -> impl Iterator<Item = f32> {
    (1..STEPS).map(|step| f32::from(step) / f32::from(STEPS))
}

/// Twice the hits, and what was said and put, of a theme at a threshold.
fn counts(answers: &[(Vec<f32>, u64)], theme: usize, threshold: f32) -> (f32, f32) {
    let (mut hits, mut all) = (0u16, 0u16);
    for (likelihoods, coded) in answers {
        let yes = likelihoods.get(theme).is_some_and(|likelihood| *likelihood >= threshold);
        let real = coded & (1 << theme) != 0;
        hits += u16::from(yes && real);
        all += u16::from(yes) + u16::from(real);
    }
    (2.0 * f32::from(hits), f32::from(all))
}

fn f1((hits, all): (f32, f32)) -> f32 {
    if all == 0.0 { 0.0 } else { hits / all }
}

fn best_common(answers: &[(Vec<f32>, u64)]) -> (f32, f32) {
    #[expect(clippy::cast_precision_loss, reason = "few themes")]
    let mean =
        |step: f32| (0..Layout::themes()).map(|t| f1(counts(answers, t, step))).sum::<f32>() / Layout::themes() as f32;
    steps().map(|step| (step, mean(step))).fold((0.5, 0.0), |best, next| if next.1 > best.1 { next } else { best })
}

/// The threshold of a theme that serves it best, half drawn to the common one: few comments speak of a theme.
fn own_threshold(answers: &[(Vec<f32>, u64)], theme: usize, common: f32) -> f32 {
    let best = steps().map(|step| (step, f1(counts(answers, theme, step))));
    let (own, _) = best.fold((common, 0.0), |best, next| if next.1 > best.1 { next } else { best });
    f32::midpoint(own, common)
}

/// What heads reach on comments they were not learnt from.
#[derive(Debug, Clone)]
pub struct Reached {
    /// The mean of the F1 of the themes that any comment bears.
    pub macro_f1: f32,
    /// The F1 over all themes together.
    pub micro_f1: f32,
    /// Of the themes put on passages, the share whose valence is the one that the heads find most likely there.
    pub valence: f32,
    /// The F1 of each theme and how many comments bear it.
    pub themes: Vec<(&'static str, f32, usize)>,
}

/// Measures heads on judged comments.
pub fn reached(heads: &Heads, judged: &[Judged], with_encoder: bool) -> Reached {
    let answers = answered(heads, judged, with_encoder);
    let (mut hits, mut all) = (0.0, 0.0);
    let mut themes = Vec::new();
    for (theme, fit) in heads.fits(with_encoder).iter().enumerate().take(Layout::themes()) {
        let counted = counts(&answers, theme, fit.threshold);
        hits += counted.0;
        all += counted.1;
        let borne = answers.iter().filter(|(_, coded)| coded & (1 << theme) != 0).count();
        themes.push((book().themes.get(theme).map_or("", |theme| theme.id.as_str()), f1(counted), borne));
    }
    let borne: Vec<f32> = themes.iter().filter(|(_, _, borne)| *borne > 0).map(|(_, f1, _)| *f1).collect();
    #[expect(clippy::cast_precision_loss, reason = "few themes")]
    let macro_f1 = borne.iter().sum::<f32>() / borne.len().max(1) as f32;
    Reached { macro_f1, micro_f1: f1((hits, all)), valence: valence(heads, judged, with_encoder), themes }
}

fn valence(heads: &Heads, judged: &[Judged], with_encoder: bool) -> f32 {
    let (mut right, mut all) = (0.0f32, 0.0f32);
    for (sums, answers) in judged.iter().flat_map(|one| &one.clauses[1]) {
        let put: Vec<usize> = (0..VALENCES.len()).filter(|v| answers & (1 << Layout::valence(*v)) != 0).collect();
        let likelihoods = heads.likelihoods(&seen_with(sums, with_encoder));
        let likelihood = |v: &usize| likelihoods.get(Layout::valence(*v)).copied().unwrap_or(0.0);
        let likeliest = (0..VALENCES.len()).max_by(|a, b| likelihood(a).total_cmp(&likelihood(b)));
        if !put.is_empty() {
            all += 1.0;
            right += f32::from(u8::from(likeliest.is_some_and(|v| put.contains(&v))));
        }
    }
    if all == 0.0 { 0.0 } else { right / all }
}
