//! Who may do what with the national results: they are public, so whoever sees numbers here reads them.

use kernel::Role;
use organisation::access::{Asker, model::By};

/// The hats that bring in a file and give cut-offs.
pub const KEEPERS: &[Role] = &[Role::QualityOfficer];

/// Whether the asker brings in files.
pub fn may_keep(asker: &Asker) -> bool {
    KEEPERS.contains(&asker.role())
}

/// The same for a use case: the command line may, as whoever holds the machine.
pub fn may_import(by: By) -> bool {
    match by.hat {
        Some(role) => KEEPERS.contains(&role),
        None => by.account.is_none(),
    }
}
