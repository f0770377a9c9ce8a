//! A page as a PDF: [`pdf`] reads the markup that the component kit wrote for a page and sets the same words, tables and drawings
//! on A4, tagged for who hears them.
//!
//! It is given what the page shows and nothing else, so a number that is hidden on a page cannot stand in its PDF (DESIGN, hard
//! rule 5). It reads our own markup only: not every element and no style sheet; what it does not know, it keeps as text. It does
//! no I/O, knows no clock, and gives the same bytes for the same page. `docs/decisions/0015-pdf.md` says why it is built so.
//!
//! In the order of the work: `markup` (parts of the markup), `reading` (blocks), `drawing` and `path` (our SVG), `faces` and
//! `lines` (letters and lines), `setting`, `figures` and `tables` (what stands where), `sheets` (the result), `writing` (the file).

mod blocks;
mod drawing;
mod faces;
mod figures;
mod lines;
mod markup;
mod path;
mod reading;
mod setting;
mod sheets;
mod tables;
#[cfg(test)]
mod tests;
mod writing;

use kernel::Lang;

/// A page to be set.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// What it is called: the name of the document, and the first line of the foot of each sheet.
    pub title: &'a str,
    /// Its language.
    pub lang: Lang,
    /// The page's own content as maud wrote it: what stands in its `main`.
    pub main: &'a str,
    /// Where the page is; empty where nobody should learn it.
    pub address: &'a str,
    /// Of when it is, in words; empty where that is told on the page.
    pub date: &'a str,
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The page is longer than a document may be.
    #[error("longer than {most} sheets")]
    TooLong {
        /// How many sheets a document may have.
        most: usize,
    },
    /// A face of ours cannot be read: the program was built wrongly.
    #[error("a face cannot be read")]
    Face,
    /// The document would not be accessible; which rule, in the words of the writer of PDF.
    #[error("refused: {0}")]
    Refused(String),
}

/// The most sheets of a document. Our longest page, the numbers of a place over a year, has under thirty; a list of ten thousand
/// rows has under three hundred.
pub const MOST_SHEETS: usize = 400;

/// The most bytes of markup that are read.
const MOST_BYTES: usize = 8 << 20;

/// The page as a PDF (version 1.7, PDF/UA-1).
///
/// # Errors
/// [`Problem::TooLong`] over [`MOST_SHEETS`] sheets or 8 MiB of markup; the others are mistakes of ours.
pub fn pdf(page: &Page<'_>) -> Result<Vec<u8>, Problem> {
    if page.main.len() > MOST_BYTES {
        return Err(Problem::TooLong { most: MOST_SHEETS });
    }
    let faces = faces::Faces::get()?;
    let blocks = reading::read(page.main);
    let mut sheets = sheets::Sheets::new(MOST_SHEETS);
    setting::set(&blocks, faces, &mut sheets)?;
    setting::feet(page, faces, &mut sheets);
    writing::write(page, faces, sheets)
}

/// The characters of a text that have no glyph here, and would be drawn as a box.
pub fn without_glyph(text: &str) -> Result<Vec<char>, Problem> {
    let faces = faces::Faces::get()?;
    Ok(faces::settable(text).chars().filter(|c| *c != '\n' && !faces.know(*c)).collect())
}

/// What a drawing of ours uses that would not be drawn here: elements, attributes, paths. For the test over all charts.
pub fn undrawn(markup: &str) -> Vec<String> {
    let blocks = reading::read(markup);
    let parts = blocks.into_iter().flat_map(|block| match block {
        blocks::Block::Figure(parts) => parts,
        block => vec![block],
    });
    let unknown = parts.filter_map(|block| match block {
        blocks::Block::Drawing(drawing) => Some(drawing.unknown),
        _ => None,
    });
    unknown.flatten().collect()
}
