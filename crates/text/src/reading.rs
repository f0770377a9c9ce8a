//! A text cut into words, numbers, spaces and marks, in one pass: what every rule of this crate looks at.

use crate::fold::{continues, digit, fold_char};
use crate::lists::{Lists, Traits};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Decimal digits.
    Number,
    /// White space.
    Space,
    /// One other character.
    Mark(char),
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// No capital at the start.
    Lower,
    /// A capital, then small letters.
    Capital,
    /// Two capitals or more and nothing else.
    Upper,
    /// One capital alone.
    Initial,
}

/// One token: where it is and what is known of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// First and last byte (excluded).
    pub bytes: (usize, usize),
    /// First and last code point (excluded).
    pub points: (usize, usize),
    folded: (usize, usize),
    pub kind: Kind,
    pub shape: Shape,
    /// What the lists say of the word.
    pub traits: Traits,
    /// In a sentence written all in capitals, where capitals mean nothing.
    pub shouted: bool,
}

/// A text and its tokens.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    folded: String,
}

impl<'a> Reading<'a> {
    /// Cuts `text` and looks every word up in `lists`. One pass, linear in the length of the text.
    pub(crate) fn new(text: &'a str, lists: &Lists) -> Self {
        let mut reading =
            Self { text, tokens: Vec::with_capacity(text.len() / 3 + 1), folded: String::with_capacity(text.len()) };
        let mut letters = Letters::default();
        for (point, (byte, c)) in text.char_indices().enumerate() {
            let kind = kind_of(c);
            let joins = reading.tokens.last().is_some_and(|last| match (last.kind, kind) {
                (Kind::Word, Kind::Word) | (Kind::Number, Kind::Number) | (Kind::Space, Kind::Space) => true,
                (Kind::Word | Kind::Number, _) => continues(c),
                _ => false,
            });
            let from = reading.folded.len();
            fold_char(c, &mut reading.folded);
            let folded_end = reading.folded.len();
            if joins && let Some(last) = reading.tokens.last_mut() {
                last.bytes.1 = byte + c.len_utf8();
                last.points.1 = point + 1;
                last.folded.1 = folded_end;
                letters.add(c);
            } else {
                reading.settle(letters, lists);
                letters = Letters::default();
                letters.add(c);
                reading.tokens.push(Token {
                    bytes: (byte, byte + c.len_utf8()),
                    points: (point, point + 1),
                    folded: (from, folded_end),
                    kind,
                    shape: Shape::Lower,
                    traits: Traits::NONE,
                    shouted: false,
                });
            }
        }
        reading.settle(letters, lists);
        reading.note_shouting();
        reading
    }

    fn settle(&mut self, letters: Letters, lists: &Lists) {
        let Some(last) = self.tokens.last_mut() else { return };
        if last.kind == Kind::Word {
            last.shape = letters.shape();
            last.traits = lists.traits(self.folded.get(last.folded.0..last.folded.1).unwrap_or(""));
        }
    }

    /// A sentence of five words or more, most of them in capitals, shouts: its capitals say nothing about names.
    fn note_shouting(&mut self) {
        let mut start = 0;
        let (mut words, mut upper) = (0usize, 0usize);
        for at in 0..=self.tokens.len() {
            let ends = self.tokens.get(at).is_none_or(|t| matches!(t.kind, Kind::Mark('.' | '!' | '?' | '…')))
                || self.is_space(at) && self.written(at, at).contains('\n');
            if let Some(token) = self.tokens.get(at)
                && token.kind == Kind::Word
                && token.points.1 - token.points.0 > 1
            {
                words += 1;
                upper += usize::from(token.shape == Shape::Upper);
            }
            if ends {
                if words >= 5 && upper * 10 >= words * 7 {
                    for token in self.tokens.iter_mut().take(at).skip(start) {
                        token.shouted = token.shape == Shape::Upper;
                    }
                }
                (start, words, upper) = (at + 1, 0, 0);
            }
        }
    }

    /// The token at `at`.
    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token before `at`.
    pub(crate) fn before(&self, at: usize) -> Option<&Token> {
        at.checked_sub(1).and_then(|i| self.tokens.get(i))
    }

    /// The folded letters or digits of a token; empty outside the text.
    pub(crate) fn fold(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|t| self.folded.get(t.folded.0..t.folded.1)).unwrap_or("")
    }

    /// What was written between two tokens, both included.
    pub(crate) fn written(&self, first: usize, last: usize) -> &'a str {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) => self.text.get(a.bytes.0..b.bytes.1).unwrap_or(""),
            _ => "",
        }
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.kind == Kind::Word)
    }

    pub(crate) fn is_number(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.kind == Kind::Number)
    }

    pub(crate) fn is_space(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.kind == Kind::Space)
    }

    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.get(at).is_some_and(|t| t.kind == Kind::Mark(mark))
    }

    /// One of the three apostrophes people type.
    pub(crate) fn is_apostrophe(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark('\'' | '’' | 'ʼ' | '`')))
    }

    /// One of the hyphens people type.
    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark('-' | '‐' | '‑' | '–')))
    }

    /// The first token from `at` on that is not a space.
    pub(crate) fn skip_space(&self, at: usize) -> usize {
        if self.is_space(at) { at + 1 } else { at }
    }

    /// The word before `at`, over spaces, hyphens and apostrophes only.
    pub(crate) fn word_before(&self, at: usize) -> Option<usize> {
        let mut i = at;
        for _ in 0..3 {
            i = i.checked_sub(1)?;
            if self.is_word(i) {
                return Some(i);
            }
            if !(self.is_space(i) || self.is_hyphen(i) || self.is_apostrophe(i)) {
                return None;
            }
        }
        None
    }

    /// The next word after `at`, over spaces, hyphens and apostrophes only.
    pub(crate) fn word_after(&self, at: usize) -> Option<usize> {
        (at + 1..at + 4)
            .find(|i| !(self.is_space(*i) || self.is_hyphen(*i) || self.is_apostrophe(*i)))
            .filter(|i| self.is_word(*i))
    }

    /// Whether a capital is due here anyway: start of the text, of a line, of a sentence or of a quotation.
    pub(crate) fn starts_sentence(&self, at: usize) -> bool {
        let mut i = at;
        while let Some(before) = self.before(i) {
            match before.kind {
                Kind::Space => {
                    if self.written(i - 1, i - 1).contains('\n') {
                        return true;
                    }
                }
                Kind::Mark(c) => {
                    return matches!(c, '.' | '!' | '?' | '…' | ':' | '"' | '«' | '“' | '-' | '–' | '—' | '•' | '*');
                }
                _ => return false,
            }
            i -= 1;
        }
        true
    }
}

fn kind_of(c: char) -> Kind {
    if c.is_alphabetic() {
        Kind::Word
    } else if digit(c).is_some() {
        Kind::Number
    } else if c.is_whitespace() || continues(c) {
        Kind::Space
    } else {
        Kind::Mark(c)
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Letters {
    count: usize,
    upper: usize,
    first_upper: bool,
}

impl Letters {
    fn add(&mut self, c: char) {
        if c.is_alphabetic() {
            self.first_upper |= self.count == 0 && c.is_uppercase();
            self.upper += usize::from(c.is_uppercase());
            self.count += 1;
        }
    }

    const fn shape(self) -> Shape {
        match (self.first_upper, self.count, self.upper) {
            (false, _, _) => Shape::Lower,
            (true, 1, _) => Shape::Initial,
            (true, count, upper) if count == upper => Shape::Upper,
            _ => Shape::Capital,
        }
    }
}
