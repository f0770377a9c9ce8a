//! The letters: two weights of Atkinson Hyperlegible, each character with its glyph and its width.

use std::sync::OnceLock;

use skrifa::{FontRef, MetadataProvider, instance::LocationRef, prelude::Size};

use crate::Problem;

const REGULAR: &[u8] = include_bytes!("../fonts/hyperlegible-regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/hyperlegible-bold.ttf");

/// What is drawn for a character that the face has not.
const BOX: char = '\u{fffd}';

/// A face at one weight.
pub(crate) struct Face {
    pub(crate) font: krilla::text::Font,
    /// The glyph and the width (in parts of the size) of each character below [`Self::END`]; none where the face has none.
    glyphs: Vec<Option<(u32, f32)>>,
    unknown: (u32, f32),
}

impl Face {
    const END: u32 = 0x3000;

    fn new(data: &'static [u8]) -> Result<Self, Problem> {
        let broken = || Problem::Face;
        let font = krilla::text::Font::new(data.into(), 0).ok_or_else(broken)?;
        let read = FontRef::new(data).map_err(|_| broken())?;
        let (map, metrics) = (read.charmap(), read.glyph_metrics(Size::new(1.0), LocationRef::default()));
        let found = |c: u32| {
            let glyph = map.map(c).filter(|glyph| glyph.to_u32() != 0)?;
            Some((glyph.to_u32(), metrics.advance_width(glyph)?))
        };
        let glyphs = (0..Self::END).map(found).collect();
        let unknown = found(u32::from(BOX)).ok_or_else(broken)?;
        Ok(Self { font, glyphs, unknown })
    }

    fn own(&self, c: char) -> Option<(u32, f32)> {
        let at = usize::try_from(u32::from(c)).ok()?;
        self.glyphs.get(at).copied().flatten()
    }

    /// The glyph of a character and its width in parts of the size: a box for one that the face has not.
    pub(crate) fn glyph(&self, c: char) -> (u32, f32) {
        self.own(c).unwrap_or(self.unknown)
    }

    /// The width of a text at a size.
    pub(crate) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.glyph(c).1).sum::<f32>() * size
    }
}

/// Both weights.
pub(crate) struct Faces {
    regular: Face,
    bold: Face,
}

impl Faces {
    fn new() -> Result<Self, Problem> {
        Ok(Self { regular: Face::new(REGULAR)?, bold: Face::new(BOLD)? })
    }

    /// Both weights, read once for the whole process.
    pub(crate) fn get() -> Result<&'static Self, Problem> {
        static FACES: OnceLock<Result<Faces, Problem>> = OnceLock::new();
        FACES.get_or_init(Self::new).as_ref().map_err(Clone::clone)
    }

    pub(crate) const fn of(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }

    /// Whether both weights have a glyph for a character.
    pub(crate) fn know(&self, c: char) -> bool {
        self.regular.own(c).is_some() && self.bold.own(c).is_some()
    }
}

/// The text as it can be set: letters put together with their accents, without what has no shape (controls, marks of direction,
/// joiners), and with a box where a code stands for nothing that others could read (PDF/UA-1, 7.21.7).
pub(crate) fn settable(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc()
        .filter(|c| {
            let shapeless = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
            !shapeless && (!c.is_control() || *c == '\n')
        })
        .map(|c| match c {
            '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' | '\u{f0000}'..='\u{10ffff}' => BOX,
            '\u{2028}' | '\u{2029}' => ' ',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_width_and_those_that_are_not_there_a_box() {
        let faces = Faces::get().unwrap();
        let width = |text: &str| faces.of(false).width(text, 10.0);
        assert!(width("i") < width("m") && width("\u{202f}") < width("\u{a0}") && width("\u{202f}") > 0.0);
        assert!((width("mm") - 2.0 * width("m")).abs() < 1e-4);
        assert!(faces.of(true).width("place", 10.0) > width("place"), "bold is wider");
        assert_eq!(faces.of(false).glyph('漢'), faces.of(false).glyph('\u{fffd}'));
        assert!(!faces.know('漢') && faces.know('É') && faces.know('→') && faces.know('œ'));
    }

    #[test]
    fn what_has_no_shape_is_left_out_and_accents_are_put_on_their_letters() {
        assert_eq!(settable("e\u{301}te\u{301}"), "été");
        assert_eq!(settable("\u{202e}a\u{200b}b\u{0}c\u{e001}"), "abc\u{fffd}");
        assert_eq!(settable("12\u{202f}%\u{a0}!"), "12\u{202f}%\u{a0}!");
    }
}
