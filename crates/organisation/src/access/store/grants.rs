//! To be written in this file's own commit.

use spine::{Table, db::Sql};

/// The tables of this file.
pub const TABLES: &[Table] = &[];

/// Every statement of this file.
pub const STATEMENTS: &[&Sql] = &[];
