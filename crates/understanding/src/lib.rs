//! Understanding: what people say, read together.
//!
//! `themes` is the reading room: passages carry codes, codes gather into findings. `indicators` are a place's numbers.
//! `nation` are the published results of e-Satis, shown beside and never mixed with them.

pub mod indicators;
pub mod nation;
pub mod themes;
