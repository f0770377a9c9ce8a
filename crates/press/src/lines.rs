//! Cuts words into lines by the real widths of their letters.

use crate::{
    blocks::Run,
    faces::{Faces, settable},
};

/// Letters of one weight, so far from the start of their line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) bold: bool,
    pub(crate) x: f32,
}

/// A line.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) width: f32,
}

/// How words are set.
#[derive(Clone, Copy)]
pub(crate) struct Type<'a> {
    pub(crate) faces: &'a Faces,
    /// In points.
    pub(crate) size: f32,
    /// Whether all of it is bold.
    pub(crate) bold: bool,
}

impl Type<'_> {
    fn width(&self, c: char, bold: bool) -> f32 {
        self.faces.of(bold || self.bold).glyph(c).1 * self.size
    }
}

/// A word: its letters with their weight, and its width.
#[derive(Default)]
struct Word {
    letters: Vec<(char, bool)>,
    width: f32,
}

struct Cutter<'a> {
    with: Type<'a>,
    room: f32,
    lines: Vec<Line>,
    line: Line,
    /// The weight of a space that waits for the next word.
    space: Option<bool>,
}

/// The lines of words in so much room, in points. Lines are cut at spaces; a no-break space stays inside its word; a word that is
/// wider than the room is cut where it must.
pub(crate) fn cut(runs: &[Run], with: Type<'_>, room: f32) -> Vec<Line> {
    let mut cutter = Cutter { with, room, lines: Vec::new(), line: Line::default(), space: None };
    let mut word = Word::default();
    for run in runs {
        for c in settable(&run.text).chars() {
            match c {
                ' ' => {
                    cutter.place(std::mem::take(&mut word));
                    cutter.space = Some(run.bold);
                }
                '\n' => {
                    cutter.place(std::mem::take(&mut word));
                    cutter.end();
                }
                _ => {
                    word.letters.push((c, run.bold));
                    word.width += with.width(c, run.bold);
                }
            }
        }
    }
    cutter.place(word);
    if !cutter.line.pieces.is_empty() {
        cutter.end();
    }
    cutter.lines
}

/// The widest word and the widest line of words that are not cut.
pub(crate) fn widths(runs: &[Run], with: Type<'_>) -> (f32, f32) {
    let (mut word, mut line) = (0.0_f32, 0.0_f32);
    let (mut widest_word, mut widest_line) = (0.0_f32, 0.0_f32);
    for run in runs {
        for c in settable(&run.text).chars() {
            let width = with.width(c, run.bold);
            match c {
                '\n' => (word, line) = (0.0, 0.0),
                ' ' => {
                    word = 0.0;
                    line += width;
                }
                _ => {
                    word += width;
                    line += width;
                }
            }
            widest_word = widest_word.max(word);
            widest_line = widest_line.max(line);
        }
    }
    (widest_word, widest_line)
}

impl Cutter<'_> {
    fn end(&mut self) {
        // The space that the cut took the place of is still there for who hears or copies the words.
        if let Some(bold) = self.space.take() {
            self.add(' ', bold);
        }
        self.lines.push(std::mem::take(&mut self.line));
    }

    fn add(&mut self, c: char, bold: bool) {
        let (bold, x) = (bold || self.with.bold, self.line.width);
        match self.line.pieces.last_mut().filter(|piece| piece.bold == bold) {
            Some(piece) => piece.text.push(c),
            None => self.line.pieces.push(Piece { text: c.to_string(), bold, x }),
        }
        self.line.width += self.with.width(c, bold);
    }

    fn place(&mut self, word: Word) {
        if word.letters.is_empty() {
            return;
        }
        let gap = self.space.map_or(0.0, |bold| self.with.width(' ', bold));
        if !self.line.pieces.is_empty() {
            if self.line.width + gap + word.width > self.room + 0.01 {
                self.end();
            } else if let Some(bold) = self.space.take() {
                self.add(' ', bold);
            }
        }
        self.space = None;
        for (c, bold) in word.letters {
            let is_full = self.line.width + self.with.width(c, bold) > self.room + 0.01;
            if is_full && !self.line.pieces.is_empty() {
                self.end();
            }
            self.add(c, bold);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, room: f32) -> Vec<String> {
        let faces = Faces::get().unwrap();
        let with = Type { faces, size: 10.0, bold: false };
        let runs = [Run { text: text.to_owned(), bold: false }];
        let lines = cut(&runs, with, room);
        assert!(
            room < 5.0 || lines.iter().all(|line| line.width <= room + 4.0),
            "only the space at its end goes over a line"
        );
        lines.iter().map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_are_cut_at_spaces_and_keep_them() {
        assert_eq!(lines("un deux trois", 45.0), ["un deux ", "trois"]);
        assert_eq!(lines("un\u{a0}deux trois", 25.0)[0].chars().next(), Some('u'));
        assert!(lines("Quoi\u{202f}?", 500.0) == ["Quoi\u{202f}?"]);
        assert_eq!(lines("un\ndeux", 500.0), ["un", "deux"]);
        assert_eq!(lines("", 10.0), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_is_too_long_is_cut_and_none_of_it_lost() {
        let word = "anticonstitutionnellement";
        let cut = lines(word, 40.0);
        assert!(cut.len() > 2);
        assert_eq!(cut.concat(), word);
        assert_eq!(lines("mm", 1.0), ["m", "m"], "a letter that does not fit still stands");
    }
}
