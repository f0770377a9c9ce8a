//! The tables of access. Accounts, sessions and second factors belong to the installation (organisation 0); roles are held
//! per organisation.

pub mod accounts;
pub mod factors;
pub mod grants;
pub mod sessions;

use kernel::{Id, kinds};
use spine::{Table, db::Sql};

/// The tables of this slice.
pub const TABLES: &[Table] = &joined::<Table, 6>([accounts::TABLES, factors::TABLES, grants::TABLES, sessions::TABLES]);

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] =
    &joined::<&'static Sql, 42>([accounts::STATEMENTS, factors::STATEMENTS, grants::STATEMENTS, sessions::STATEMENTS]);

/// The installation itself, to which accounts belong.
pub const INSTALLATION: Id<kinds::Org> = Id::from_i64(0);

/// Puts the lists of the files one after the other. A length that does not fit is a compile error.
const fn joined<T: Copy, const N: usize>(lists: [&'static [T]; 4]) -> [T; N] {
    let mut out = [lists[0][0]; N];
    let (mut at, mut list) = (0, 0);
    while list < lists.len() {
        let mut item = 0;
        while item < lists[list].len() {
            out[at] = lists[list][item];
            at += 1;
            item += 1;
        }
        list += 1;
    }
    assert!(at == N, "the length written beside the list is not the number of its items");
    out
}
