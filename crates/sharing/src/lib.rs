//! Sharing: what is given back to those who spoke, to the public, and to the bodies that decide.
//!
//! `returns` are the public pages and what writes them; `reports` the note to the commission; `desk` the first page after
//! signing in, which may name every slice because it stands above them all.

pub mod desk;
pub mod reports;
pub mod returns;
