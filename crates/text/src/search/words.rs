//! The words of a text as the search sees them: folded, without elided articles, small words left out, the parts of a
//! compound and the compound itself.

use std::sync::OnceLock;

use crate::lists::{Lists, Traits};
use crate::phrases::{Phrases, Words};
use crate::reading::{Kind, Reading};

/// Small words that say nothing by themselves. "pas", "sans", "plus" stay: people search for them inside phrases, and
/// they weigh next to nothing.
const SMALL: &str = "a ai ait alors as au aussi aux avait avais avec avez avons ayant bien c ca car ce ceci cela celle celui \
    ces cet cette ceux chez ci comme d dans de deja des donc dont du elle elles en encore entre es est et etais etait \
    etaient etant ete etes etre eu eux fait font il ils j je jusque l la le les leur leurs lors lui m ma mais me mes moi \
    mon n ne ni nos notre nous on ont ou par pendant peu peut pour puis qu quand que quel quelle qui quoi s sa se sera ses \
    si soi son sont sous suis sur t ta te tes toi ton tous tout toute toutes tres tu un une va vais vers vos votre vous y \
    ya etc meme trop";

fn is_small(folded: &str) -> bool {
    SMALL.split_ascii_whitespace().any(|small| small == folded)
}

/// The words of a text, folded, in its order; placeholders of de-identification are none. A query of small words only
/// keeps them.
pub(super) fn words(text: &str) -> Vec<String> {
    let reading = Reading::new(text, Lists::french());
    let mut all = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        if let Some(end) = placeholder(&reading, at) {
            at = end + 1;
            continue;
        }
        if is_word(&reading, at) {
            all.push(reading.fold(at).to_owned());
            all.extend(compound(&reading, at));
        }
        at += 1;
    }
    let telling: Vec<String> = all.iter().filter(|word| !is_small(word)).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

fn is_word(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number)) && !reading.fold(at).is_empty()
}

/// "rendez-vous" from its first part on is also "rendezvous".
fn compound(reading: &Reading<'_>, at: usize) -> Option<String> {
    let starts = !(at > 1 && reading.is_hyphen(at - 1) && is_word(reading, at - 2));
    let mut joined = reading.fold(at).to_owned();
    let mut last = at;
    while starts && reading.is_hyphen(last + 1) && is_word(reading, last + 2) {
        last += 2;
        joined.push_str(reading.fold(last));
    }
    (last > at).then_some(joined)
}

/// The last token of a placeholder such as `[PERSONNE 1]` that begins at `at`.
fn placeholder(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if !reading.is_mark(at, '[') {
        return None;
    }
    let end = (at + 1..at + 8).find(|end| reading.is_mark(*end, ']'))?;
    let text = reading.written(at, end);
    (crate::redact::has_token(text)).then_some(end)
}

/// The ideas of a text (`data/concepts.txt`), each as `#idea`, as often as it is spoken of: a query and a comment that
/// share one meet without sharing a word.
pub(super) fn ideas(text: &str) -> Vec<String> {
    static IDEAS: OnceLock<Phrases> = OnceLock::new();
    let ideas = IDEAS.get_or_init(|| Phrases::read(include_str!("../../data/concepts.txt")));
    let reading = Reading::new(text, Lists::french());
    ideas.find(&reading, &Words::of(&reading)).iter().map(|hit| format!("#{}", hit.key)).collect()
}

/// Whether a folded word is in the list of French words, so that nobody means another by it.
pub(super) fn is_known(folded: &str) -> bool {
    Lists::french().traits(folded).any(Traits::WORD)
}
