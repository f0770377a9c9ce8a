//! The lines under a plot: a mark and what it means, one under the other.

use maud::{Markup, html};

use super::draw::{Held, INK, LETTERS, LINE, SOFT, paragraph, text};

/// Lines being written one under the other.
pub(super) struct Keys {
    drawn: Vec<Markup>,
    y: f64,
}

impl Keys {
    /// From a height on.
    pub(super) const fn new(y: f64) -> Self {
        Self { drawn: Vec::new(), y }
    }

    /// A line with its mark, which is drawn for the height it is given.
    pub(super) fn key(&mut self, mark: impl Fn(f64) -> Markup, words: &str) {
        let (words, height) = paragraph(24.0, self.y, LETTERS - 4, INK, words);
        self.drawn.push(html! { (mark(self.y)) (words) });
        self.y += height.max(LINE) + 2.0;
    }

    /// A line behind a letter.
    pub(super) fn letter(&mut self, letter: &str, words: &str) {
        self.key(|y| html! { g font-weight="700" { (text(10.0, y, Held::Middle, INK, letter)) } }, words);
    }

    /// A line without a mark.
    pub(super) fn plain(&mut self, words: &str) {
        let (words, height) = paragraph(24.0, self.y, LETTERS - 4, SOFT, words);
        self.drawn.push(words);
        self.y += height + 2.0;
    }

    /// What was written, and where it ends.
    pub(super) fn done(self) -> (Markup, f64) {
        (html! { @for key in &self.drawn { (key) } }, self.y - LINE + 8.0)
    }
}

/// The letter of a place: a, b, … z, aa, ab…
pub(super) fn letter(place: usize) -> String {
    let mut letters = Vec::new();
    let mut left = place + 1;
    while left > 0 {
        letters.push(char::from(b'a' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letter), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
