//! The component kit: typed functions that make the pages of every slice.
//!
//! Read in this order: [`look`] (the language and size that travel in the address), [`words`] and [`dates`] (everything
//! a page says), [`layout`] (the three frames of a page), [`fields`] (forms), [`parts`] (everything else on a page),
//! [`charts`], [`assets`] (the stylesheet, the type and the small script), [`check`] (what every page must satisfy, for
//! tests). [`gallery`] shows all of it in every state.
//!
//! A page is complete without script, by keyboard, at 400 % zoom and in both languages. The kit knows no table.

pub mod address;
pub mod assets;
pub mod charts;
pub mod check;
pub mod dates;
pub mod fields;
pub mod gallery;
pub mod layout;
pub mod look;
pub mod parts;
pub mod words;

pub use kernel::Lang;
pub use look::{Look, link};
pub use maud::{Markup, PreEscaped, Render, html};
