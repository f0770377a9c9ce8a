//! Understanding: what people say, read together.
//!
//! `themes` is the reading room: passages carry codes, codes gather into findings. `indicators` are a place's numbers.

pub mod indicators;
pub mod themes;
