//! The nation: the results of e-Satis that HAS and ATIH publish, brought in as files and shown as context.
//!
//! Words: a *survey* is one of the four of e-Satis; a *file* is what is published for a survey and a year; a *result* is one
//! site's row of it (FINESS géographique); its *state* is a class (A to D) or why there is none (DI, NR, NV); *cut-offs* are
//! where the classes begin, in dated tables of their own ([`cuts`]), because the files don't say them and they differ by
//! survey and year; *means* are those of the region and of the type, as the file gives them, and of France, which no file
//! gives.
//!
//! **Never mixed.** A result of this slice and a number of [`super::indicators`] never stand in one table, chart or file:
//! other questions, other people, another adjustment. Only what comes from a published file bears the name e-Satis (hard rule
//! 13), sites are listed by name and never ranked (hard rule 7), and the interval that the files don't give is not made up.
//!
//! Files belong to the organisation that brought them in: they are the same for all, but nobody changes what another reads.
//!
//! Sources: HAS and ATIH, data.gouv.fr, Licence Ouverte 2.0; `formats::esatis` for the files themselves.

pub mod access;
pub mod actions;
mod cuts;
mod model;
pub mod pages;
mod store;
#[cfg(test)]
mod tests;
pub mod told;

pub use cuts::{Cuts, Proof, cuts_of};
pub use formats::esatis::Survey;
pub use model::{Disagreement, File, LICENCE, disagreements};
pub use pages::routes;
pub use store::{STATEMENTS, TABLES, cuts, files, results};

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "nation", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
