//! Understanding: what people say, read together.
//!
//! `themes` is the reading room: passages carry codes, codes gather into findings. `indicators` are a place's numbers.
//! `cards` say which numbers are kept, why, and who chose them with whom.

pub mod cards;
pub mod indicators;
pub mod themes;
