//! Questionnaires: from a FHIR document to a form that can be asked, validated, counted and scored. Pure: no input,
//! no output, no clock.
//!
//! The document that is stored and exchanged is a FHIR R4 Questionnaire with our own extensions ([`extensions`]).
//! [`Instrument::compile`] turns it into an arena of items, once; everything else asks the compiled form.
//!
//! Read in this order:
//! - [`Instrument`]: what the document says about itself, its [`Screen`]s, [`Item`]s and [`Choice`]s, its
//!   [`content_hash`](Instrument::content_hash);
//! - [`Wording`] and [`Text`]: who is spoken to, in which language, and what is used when a wording is missing;
//! - [`Answers`], and what an instrument says of them: [`active`](Instrument::active) (shown),
//!   [`counted`](Instrument::counted) (shown and a value), [`missing`](Instrument::missing) (why not);
//! - [`Instrument::from_form`] and [`Instrument::validate`]: what people send;
//! - [`Instrument::broken_rules`]: rules between answers that do not hold, where to look and when they are due;
//! - [`own_choices`]: lists that questions share, written out for whoever reads printed answers only;
//! - [`Instrument::to_questionnaire_response`] and back: FHIR answers;
//! - [`Instrument::written_skips`]: the print version's "go to question 14";
//! - [`adaptive`]: questionnaires asked one question at a time, the next one chosen by what it tells;
//! - [`Scoring`]: scores, or distributions only;
//! - [`library`]: the two instruments that come with the product.
//!
//! Rules kept here: kinds of missing are never points of a scale ([`MissingKind`]); hidden answers are kept and never
//! counted; the positive and the negative open question always come together; an official wording is locked by its
//! hash; a score exists only where a document defines one.

/// The browser's interpreter of [`program`]s, as it is served: a script without dependencies, under 20,000 bytes. It is written
/// in `assets/program.js` and shortened by `npm run minify`; a browser test says when the two differ.
pub const INTERPRETER: &str = include_str!("../assets/program.min.js");

/// The page's counting of [`Program::with_scores`](program::Program::with_scores): a second script, under 6 KB, for forms
/// that show a score. Written in `assets/scores.js`.
pub const SCORES: &str = include_str!("../assets/scores.min.js");

mod active;
pub mod adaptive;
mod answers;
mod compile;
pub mod conformance;
mod dependence;
pub mod extensions;
mod form;
mod given;
mod instrument;
mod library;
mod licence;
mod looks;
mod model;
mod own_choices;
mod problem;
pub mod program;
pub mod proof;
mod readable;
mod reference;
mod repeats;
mod response;
mod rules;
pub mod score;
mod scoring;
mod sdc;
mod session;
mod skips;
mod validate;
mod wording;

pub use active::Counted;
pub use answers::{Answer, Answers};
pub use compile::{MOST_CHOICES, is_beside, preference};
pub use form::{FormReading, MOST_OTHER_CHARS, OTHER, PostedBlocks};
pub use instrument::Instrument;
pub use library::{Shipped, library, shipped};
pub use licence::{Licence, Permission};
pub use looks::{
    Beside, CHOICE_ORIENTATION, ITEM_CONTROL, ITEM_CONTROL_SYSTEM, Looks, MOST_CARDS, Preference, SLIDER_STEP_VALUE,
};
pub use model::{
    Choice, Item, ItemType, Kind, MissingKind, Mode, ModeRule, Moment, Origin, Screen, TranslationStatus, Valence,
    WIDEST,
};
pub use own_choices::{MOST_OWN_CHOICES, OwnChoices, own_choices, with_own_choices};
pub use problem::{Problem, Severity};
pub use readable::readable;
pub use repeats::{Computed, GREATEST_NUMBER, LESS, MORE, MOST_BLOCKS, Repeats, Shown};
pub use rules::BrokenRule;
pub use scoring::{
    Contribution, Declared, LeftOut, Minimum, NoScore, Outcome, ScoreDefinition, ScoreItem, ScoreResult, Scoring,
};
pub use session::{Breach, Items, Limit, MOST_ANSWERS, MOST_NODES, Session, SessionError, Stop};
pub use skips::WrittenSkip;
pub use validate::{AnswerError, Fault};
pub use wording::{Said, Speaker, Text, Wording};
