//! Cues: short phrases looked for in a text, folded, inside one sentence.
//!
//! A cue is a line of words. `word~` stands for every word that starts so, `_` for at most one word of any kind, `__` for
//! at most three. Spaces, hyphens and apostrophes between words are all the same.

use std::collections::HashMap;

use crate::Span;
use crate::fold::fold;
use crate::lists::content;
use crate::reading::{Kind, Reading};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Word(String),
    Start(String),
    Gap(usize),
}

/// A set of cues, each with the key of its line.
#[derive(Debug)]
pub(crate) struct Phrases {
    cues: Vec<(usize, Vec<Piece>)>,
    keys: Vec<&'static str>,
    /// By the first two bytes of the first word.
    first: HashMap<[u8; 2], Vec<usize>>,
}

/// A cue found: the key of its line, and the tokens it covers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub key: &'static str,
    pub first: usize,
    pub last: usize,
}

/// The words of a text, in order, with where each sentence they stand in ends.
#[derive(Debug)]
pub(crate) struct Words {
    /// Token and sentence of each word.
    pub at: Vec<(usize, usize)>,
}

impl Words {
    pub(crate) fn of(reading: &Reading<'_>) -> Self {
        let mut at = Vec::new();
        let mut sentence = 0;
        for (i, token) in reading.tokens.iter().enumerate() {
            match token.kind {
                Kind::Word | Kind::Number => at.push((i, sentence)),
                Kind::Mark('.' | '!' | '?' | '…' | ';') => sentence += 1,
                Kind::Space if reading.written(i, i).matches('\n').count() > 1 => sentence += 1,
                _ => {}
            }
        }
        Self { at }
    }
}

impl Phrases {
    /// Reads a file of lines `key: cue, cue, cue`.
    pub(crate) fn read(file: &'static str) -> Self {
        let mut phrases = Self { cues: Vec::new(), keys: Vec::new(), first: HashMap::new() };
        for line in content(file) {
            let Some((key, cues)) = line.split_once(':') else { continue };
            phrases.keys.push(key.trim());
            for cue in cues.split(',').map(str::trim).filter(|cue| !cue.is_empty()) {
                phrases.add(cue);
            }
        }
        phrases
    }

    fn add(&mut self, cue: &str) {
        let pieces: Vec<Piece> = cue
            .split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '-'))
            .filter(|word| !word.is_empty())
            .map(|word| match word {
                "_" => Piece::Gap(1),
                "__" => Piece::Gap(3),
                _ => word.strip_suffix('~').map_or_else(|| Piece::Word(fold(word)), |start| Piece::Start(fold(start))),
            })
            .collect();
        let index = self.cues.len();
        if let Some(Piece::Word(word) | Piece::Start(word)) = pieces.first() {
            self.first.entry(start(word)).or_default().push(index);
            self.cues.push((self.keys.len().saturating_sub(1), pieces));
        }
    }

    /// Every cue found, in the order of the text; the longest one where several start together.
    pub(crate) fn find(&self, reading: &Reading<'_>, words: &Words) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (position, (token, _)) in words.at.iter().enumerate() {
            let Some(cues) = self.first.get(&start(reading.fold(*token))) else { continue };
            let mut keyed: Vec<(usize, usize)> = Vec::new();
            for (key, pieces) in cues.iter().filter_map(|index| self.cues.get(*index)) {
                if let Some(end) = matches(reading, words, pieces, position, None) {
                    match keyed.iter_mut().find(|(known, _)| known == key) {
                        Some((_, longest)) => *longest = end.max(*longest),
                        None => keyed.push((*key, end)),
                    }
                }
            }
            for (key, end) in keyed {
                if let (Some(key), Some((last, _))) = (self.keys.get(key), words.at.get(end)) {
                    hits.push(Hit { key, first: *token, last: *last });
                }
            }
        }
        hits
    }
}

/// The first two bytes of a word.
fn start(word: &str) -> [u8; 2] {
    let mut bytes = word.bytes();
    [bytes.next().unwrap_or(0), bytes.next().unwrap_or(0)]
}

/// The position of the last word when `pieces` stand from `position` on, inside one sentence.
fn matches(
    reading: &Reading<'_>,
    words: &Words,
    pieces: &[Piece],
    position: usize,
    sentence: Option<usize>,
) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else { return position.checked_sub(1) };
    if let Piece::Gap(most) = piece {
        return (0..=*most).find_map(|skip| matches(reading, words, rest, position + skip, sentence));
    }
    let (token, own) = words.at.get(position)?;
    if sentence.is_some_and(|sentence| sentence != *own) {
        return None;
    }
    let word = reading.fold(*token);
    let fits = match piece {
        Piece::Word(wanted) => word == wanted,
        Piece::Start(wanted) => word.starts_with(wanted.as_str()),
        Piece::Gap(_) => false,
    };
    if fits { matches(reading, words, rest, position + 1, Some(*own)) } else { None }
}

/// Where tokens stand in the text, in code points.
pub(crate) fn span(reading: &Reading<'_>, first: usize, last: usize) -> Span {
    Span { start: reading.get(first).map_or(0, |t| t.points.0), end: reading.get(last).map_or(0, |t| t.points.1) }
}
