//! Learns the heads of the themes from the corpus, and says how good they are on comments they were not learnt from.

use std::{fs, io, path::Path};

use text::{book, coding::workshop, corpus::Comment, encoder::Encoder};

use crate::doubt;

const SEED: u64 = 20_261_124;

/// The macro-F1 of the themes on the comments of each hand by heads learnt from the others, as lines to be read.
///
/// # Errors
/// The corpus or the weights of the encoder cannot be read.
pub fn by_hand(root: &Path, model: Option<&Path>) -> io::Result<Vec<String>> {
    let all = doubt::comments(&root.join(doubt::CORPUS))?;
    let encoder = model.map(fs::read).transpose()?.map(|block| Encoder::read(&block)).transpose();
    let encoder = encoder.map_err(io::Error::other)?;
    let hand = |name: &str| name.chars().next().unwrap_or('?');
    let mut hands: Vec<char> = all.iter().map(|(name, _)| hand(name)).collect();
    hands.dedup();
    let mut answers = Vec::new();
    for which in hands {
        let part = |own: bool| -> Vec<Comment> {
            all.iter().filter(|(name, _)| (hand(name) == which) == own).map(|(_, comment)| comment.clone()).collect()
        };
        let heads = workshop::learn(&part(false), encoder.as_ref(), SEED);
        answers.extend(workshop::answered(&heads, &part(true), encoder.as_ref()));
    }
    let (common, own) = workshop::best(&answers);
    let mean = own.iter().map(|(_, f1)| f1).sum::<f32>() / own.len().max(1) as f32;
    let mut lines = vec![format!("macro-F1 {common:.3} with one threshold, {mean:.3} with one for each theme")];
    for (theme, (threshold, f1)) in book::book().themes.iter().zip(own) {
        lines.push(format!("{:<14} F1 {f1:.2} from {threshold:.2}", theme.id));
    }
    Ok(lines)
}
