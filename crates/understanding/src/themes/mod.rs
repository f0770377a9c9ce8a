//! Themes: what people say, understood together with patients (handbook B06 to B09).
//!
//! Words: a **passage** is a cut of a voice's readable text; a **code** is a theme put on a passage by a person, with a
//! valence; a **finding** gathers passages that say one thing, at a place. The **reading room** is the list of voices one
//! may read. Codes of the two sides, staff and users, stand beside each other and never replace each other.
//!
//! Law and norms: hard rules 4, 5, 8 and 14 of DESIGN; the code book is the project's own and frozen per calendar year;
//! moderation follows the rules Care Opinion publishes (handbook, domain section 4).

pub mod access;
pub mod actions;
mod cut;
mod finder;
pub mod model;
mod pages;
pub mod sheet;
pub mod store;

pub use actions::{names_somebody, persons_in};
pub use model::{Finding, FindingState, Size, Sought, Valence};
pub use pages::{finding_page, routes, set_finding_aside};
pub use store::{
    finding, findings, findings_of_voice, passages_of_finding, readers, size_of_finding, theme_counts,
    voices_of_finding,
};
pub use text::book::{self, Book, Theme, book};

/// The jobs of this slice: what it derived from a voice goes with the voice.
pub fn jobs(registry: &mut spine::jobs::Registry) {
    registry.job("themes.forget", actions::run_forget);
    registry.after("voice.erased", "themes.forget");
}

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "themes", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
