//! Learns the heads of the themes from the corpus, and says how good they are on comments they were not learnt from.

use std::{fs, io, path::Path};

use text::{
    coding::{
        Heads,
        workshop::{self, Judged, Reached},
    },
    corpus::Comment,
    encoder::Encoder,
};

use crate::doubt;

const SEED: u64 = 20_261_124;
/// Where the heads stand.
const HEADS: &str = "crates/text/data/heads.bin";

/// Learns the heads and writes them; says how good they are on the comments of each hand by heads learnt from the others
/// (by which the fits and thresholds are found), and on the part of the corpus that nothing is learnt from.
///
/// # Errors
/// The corpus or the weights of the encoder cannot be read, or the heads not be written.
pub fn learn(root: &Path, model: &Path) -> io::Result<Vec<String>> {
    let all = doubt::comments(&root.join(doubt::CORPUS))?;
    let encoder = Encoder::read(&fs::read(model)?).map_err(io::Error::other)?;
    let comments: Vec<Comment> = all.iter().map(|(_, comment)| comment.clone()).collect();
    let by_others = by_others(&all, &encoder);
    let mut heads = workshop::learn(&comments, Some(&encoder), SEED);
    let test: Vec<Comment> =
        doubt::comments(&root.join(doubt::TEST))?.into_iter().map(|(_, comment)| comment).collect();
    let blind = workshop::judged(&heads, &test, Some(&encoder));
    let mut lines = Vec::new();
    for (with_encoder, name) in [(false, "without the encoder"), (true, "with the encoder")] {
        workshop::fit(&mut heads, &by_others, with_encoder);
        lines.push(format!(
            "{name}, each hand by the others: {}",
            told(&workshop::reached(&heads, &by_others, with_encoder))
        ));
        lines.push(format!("{name}, test part: {}", told(&workshop::reached(&heads, &blind, with_encoder))));
    }
    for (theme, f1, borne) in workshop::reached(&heads, &by_others, true).themes {
        lines.push(format!("{theme:<14} F1 {f1:.2}, {borne} comments"));
    }
    write(root, &heads)?;
    lines.push(format!("{} bytes", heads.write().len()));
    Ok(lines)
}

fn write(root: &Path, heads: &Heads) -> io::Result<()> {
    fs::write(root.join(HEADS), heads.write())
}

/// The comments of each hand as heads learnt from the other hands judge them.
fn by_others(all: &[(String, Comment)], encoder: &Encoder) -> Vec<Judged> {
    let hand = |name: &str| name.chars().next().unwrap_or('?');
    let mut hands: Vec<char> = all.iter().map(|(name, _)| hand(name)).collect();
    hands.dedup();
    let mut out = Vec::new();
    for which in hands {
        let part = |own: bool| -> Vec<Comment> {
            all.iter().filter(|(name, _)| (hand(name) == which) == own).map(|(_, comment)| comment.clone()).collect()
        };
        let heads = workshop::learn(&part(false), Some(encoder), SEED);
        out.extend(workshop::judged(&heads, &part(true), Some(encoder)));
    }
    out
}

fn told(reached: &Reached) -> String {
    let Reached { macro_f1, micro_f1, valence, .. } = reached;
    format!("macro-F1 {macro_f1:.3}, micro-F1 {micro_f1:.3}, valence {valence:.3}")
}
