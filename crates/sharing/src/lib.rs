//! Sharing: what is given back to those who spoke, to the public, and to the bodies that decide.

pub mod returns;
