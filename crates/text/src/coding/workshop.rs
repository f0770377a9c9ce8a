//! Learning from the corpus and measuring what was learnt (`cargo run -p xtask -- themes`): work of a developer, not of
//! the product.

use super::features::View;
use super::heads::{Heads, Layout, Seen};
use super::{clauses, training};
use crate::book::book;
use crate::corpus::Comment;
use crate::encoder::Encoder;
use crate::lists::Lists;
use crate::reading::Reading;

/// Learns the heads from comments.
pub fn learn(comments: &[Comment], encoder: Option<&Encoder>, seed: u64) -> Heads {
    let mut heads = Heads::new(training::rarity(comments));
    let rarity = heads.rarity.clone();
    let weigh = |feature: u32| rarity.get(feature as usize).copied().unwrap_or(1.0);
    let examples = training::examples(comments, &weigh, encoder);
    training::learn(&mut heads, &examples, seed);
    heads
}

/// For each comment: the best likelihood of each theme over its clauses, and the themes its coders put on it.
pub fn answered(heads: &Heads, comments: &[Comment], encoder: Option<&Encoder>) -> Vec<(Vec<f32>, Vec<bool>)> {
    let themes = Layout::themes();
    comments
        .iter()
        .map(|comment| {
            let reading = Reading::new(&comment.text, Lists::french());
            let view = View::new(&reading, training::field(comment));
            let mut best = vec![0.0f32; themes];
            for clause in clauses::cut(&reading) {
                let dense = encoder.map(|encoder| encoder.encode(reading.written(clause.0, clause.1)));
                let seen = Seen { sparse: view.features(clause, &|feature| heads.rarity(feature)), dense };
                for (cell, likelihood) in best.iter_mut().zip(heads.likelihoods(&seen)) {
                    *cell = cell.max(likelihood);
                }
            }
            let put = |id: &str| comment.passages.iter().any(|p| p.themes.iter().any(|(theme, _)| theme == id));
            (best, book().themes.iter().map(|theme| put(&theme.id)).collect())
        })
        .collect()
}

/// The macro-F1 over the themes at one threshold for all, and the threshold of each theme that makes its own F1 largest.
pub fn best(answers: &[(Vec<f32>, Vec<bool>)]) -> (f32, Vec<(f32, f32)>) {
    let themes = Layout::themes();
    let steps: Vec<f32> = (1u8..40).map(|step| f32::from(step) / 40.0).collect();
    let f1 = |theme: usize, threshold: f32| {
        let (mut hits, mut said, mut put) = (0usize, 0usize, 0usize);
        for (likelihoods, coded) in answers {
            let yes = likelihoods.get(theme).is_some_and(|l| *l >= threshold);
            let real = coded.get(theme).copied().unwrap_or(false);
            hits += usize::from(yes && real);
            said += usize::from(yes);
            put += usize::from(real);
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of comments")]
        let f1 = 2.0 * hits as f32 / (said + put).max(1) as f32;
        f1
    };
    #[expect(clippy::cast_precision_loss, reason = "few themes")]
    let mean = |threshold: f32| (0..themes).map(|theme| f1(theme, threshold)).sum::<f32>() / themes as f32;
    let common = steps.iter().map(|step| mean(*step)).fold(0.0f32, f32::max);
    let own = (0..themes)
        .map(|theme| {
            let scores = steps.iter().map(|step| (*step, f1(theme, *step)));
            scores.fold((0.5, 0.0), |best, next| if next.1 > best.1 { next } else { best })
        })
        .collect();
    (common, own)
}
