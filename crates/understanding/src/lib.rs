//! Understanding: what people say, read together.
//!
//! `themes` is the reading room: passages carry codes, codes gather into findings. `indicators` are a place's numbers; `rebases` say
//! from when on what is usual is computed anew, and why. `nation` are the published results of e-Satis, shown beside and never
//! mixed with them. `quality` says how well a campaign's questions measure. `cards` say which numbers are kept, why, and who chose them with whom.

pub mod cards;
pub mod indicators;
pub mod nation;
pub mod quality;
pub mod rebases;
pub mod themes;
