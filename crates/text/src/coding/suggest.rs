//! What the machine suggests for a comment: its passages with their themes, the valence, the moment and the red flags.

use super::clauses;
use super::context;
use super::features::{Field, View};
use super::heads::{FLAGS, Heads, Layout, VALENCES};
use crate::Span;
use crate::book::book;
use crate::encoder::{Encoder, LENGTH};
use crate::lists::Lists;
use crate::phrases;
use crate::reading::Reading;

/// How somebody speaks of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// It was good.
    Positive,
    /// It was bad.
    Negative,
    /// Both in one breath.
    Mixed,
    /// Told without a judgement.
    Neutral,
}

impl Tone {
    const ALL: [Self; VALENCES.len()] = [Self::Positive, Self::Negative, Self::Mixed, Self::Neutral];
}

/// A theme suggested for a passage.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Suggested {
    /// Its code in the code book.
    pub id: &'static str,
    /// How the passage speaks of it.
    pub valence: Tone,
    /// How likely it is that a coder puts it there: 0 to 1, in hundredths.
    pub confidence: f32,
}

/// A passage of a comment, with what is suggested for it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Suggestion {
    /// Where it stands, in code points of the text that was given.
    #[serde(flatten)]
    pub span: Span,
    /// The likeliest theme first; empty only beside a red flag.
    pub themes: Vec<Suggested>,
    /// How the passage speaks of them: what each of them bears.
    #[serde(skip)]
    pub valence: Tone,
    /// The moment of the pathway it speaks of, where it says so.
    pub moment: Option<&'static str>,
    /// What the heads take for a red flag. The cues of [`crate::flags`] have the first word on these.
    #[serde(skip)]
    pub flags: Vec<&'static str>,
}

/// A text as the heads read it: its clauses, with the likelihood of each head and the meaning of each clause. Reading is
/// the work; what is suggested and what a search needs are taken from it.
#[derive(Debug)]
pub struct Reader<'a> {
    heads: &'a Heads,
    with_encoder: bool,
    spans: Vec<Span>,
    likelihoods: Vec<Vec<f32>>,
    meanings: Vec<[f32; LENGTH]>,
}

impl<'a> Reader<'a> {
    /// Reads a text. Without the encoder there are no meanings, and the likelihoods are less good. The same text is read
    /// the same on every machine.
    pub fn new(text: &str, field: Field, heads: &'a Heads, encoder: Option<&Encoder>) -> Self {
        let reading = Reading::new(text, Lists::french());
        let view = View::new(&reading, field);
        let clauses = clauses::cut(&reading);
        let seen = context::seen(&reading, &view, &clauses, &|feature| heads.rarity(feature), encoder);
        let likelihoods = seen.iter().map(|seen| heads.likelihoods(&heads.sums(seen))).collect();
        Self {
            heads,
            with_encoder: encoder.is_some(),
            spans: clauses.iter().map(|clause| phrases::span(&reading, clause.0, clause.1)).collect(),
            likelihoods,
            meanings: seen.into_iter().filter_map(|seen| seen.dense.map(|dense| *dense)).collect(),
        }
    }

    /// How likely each theme of the code book is, clause by clause.
    pub fn themes(&self) -> impl Iterator<Item = &[f32]> {
        self.likelihoods.iter().map(|all| all.get(..Layout::themes()).unwrap_or_default())
    }

    /// What each clause means; nothing without the encoder.
    pub fn meanings(&self) -> impl Iterator<Item = &[f32; LENGTH]> {
        self.meanings.iter()
    }

    /// What is suggested for the text.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let clauses = self.spans.iter().zip(&self.likelihoods);
        clauses.filter_map(|(span, likelihoods)| of_clause(*span, self.heads, self.with_encoder, likelihoods)).collect()
    }
}

/// Where the clauses of a text stand.
pub fn clauses_of(text: &str) -> Vec<Span> {
    let reading = Reading::new(text, Lists::french());
    clauses::cut(&reading).iter().map(|clause| phrases::span(&reading, clause.0, clause.1)).collect()
}

/// Suggests passages and themes for a text. Without the encoder it still works, less well. The same text gives the same
/// suggestions on every machine.
pub fn suggest(text: &str, field: Field, heads: &Heads, encoder: Option<&Encoder>) -> Vec<Suggestion> {
    Reader::new(text, field, heads, encoder).suggestions()
}

/// What is suggested for a clause; nothing where no theme and no red flag is likely enough.
fn of_clause(span: Span, heads: &Heads, with_encoder: bool, likelihoods: &[f32]) -> Option<Suggestion> {
    let fits = heads.fits(with_encoder);
    let likelihood = |head: usize| likelihoods.get(head).copied().unwrap_or(0.0);
    let is_said = |head: usize| fits.get(head).is_some_and(|fit| likelihood(head) >= fit.threshold);
    let likeliest = |heads: std::ops::Range<usize>| heads.max_by(|a, b| likelihood(*a).total_cmp(&likelihood(*b)));
    let valence =
        likeliest(Layout::valence(0)..Layout::moment(0)).and_then(|head| Tone::ALL.get(head - Layout::valence(0)));
    let valence = valence.copied().unwrap_or(Tone::Neutral);
    let rounded = |likelihood: f32| libm::roundf(likelihood * 100.0) / 100.0;
    let mut themes: Vec<Suggested> = book()
        .themes
        .iter()
        .enumerate()
        .filter(|(head, _)| is_said(*head))
        .map(|(head, theme)| Suggested { id: &theme.id, valence, confidence: rounded(likelihood(head)) })
        .collect();
    themes.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let flags: Vec<&str> =
        FLAGS.iter().enumerate().filter(|(i, _)| is_said(Layout::flag(*i))).map(|(_, id)| *id).collect();
    if themes.is_empty() && flags.is_empty() {
        return None;
    }
    let moment = likeliest(Layout::moment(0)..Layout::flag(0)).filter(|head| likelihood(*head) >= 0.5);
    Some(Suggestion {
        span,
        themes,
        valence,
        moment: moment.and_then(|head| book().moments.get(head - Layout::moment(0))).map(|moment| moment.id.as_str()),
        flags,
    })
}
