//! What a comment is about: its passages, the themes of each with their valence, the moment of the pathway, and the red
//! flags. The machine suggests, a person decides (rule 14 of the design): each suggestion shows the passage it rests on.

mod clauses;
mod context;
mod features;
mod fit;
mod heads;
mod package;
mod suggest;
mod training;
pub mod workshop;

pub use features::Field;
pub use heads::Heads;
pub use suggest::{Reader, Suggested, Suggestion, Tone, clauses_of, suggest};
