//! The tables of access. Accounts, sessions and second factors belong to the installation (organisation 0); roles are held
//! per organisation.

pub mod accounts;
pub mod factors;
pub mod grants;
pub mod sessions;

use kernel::{Id, kinds};
use spine::{Table, db::Sql};

/// The tables of this slice.
pub const TABLES: &[&[Table]] = &[accounts::TABLES, factors::TABLES, grants::TABLES, sessions::TABLES];

/// Every statement of this slice.
pub const STATEMENTS: &[&[&Sql]] =
    &[accounts::STATEMENTS, factors::STATEMENTS, grants::STATEMENTS, sessions::STATEMENTS];

/// The installation itself, to which accounts belong.
pub const INSTALLATION: Id<kinds::Org> = Id::from_i64(0);
