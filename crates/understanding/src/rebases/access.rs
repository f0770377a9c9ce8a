//! Who may do what: named questions, asked by actions and pages.

use kernel::{Id, Role, kinds};
use organisation::access::Asker;

/// The hats that compute limits anew: those who answer for how numbers are read, not those whose numbers they are.
pub const REBASERS: &[Role] = &[Role::QualityOfficer];

/// Whether the asker may compute the limits of a place anew.
pub fn may_rebase(asker: &Asker, place: Id<kinds::Place>) -> bool {
    asker.is_one_of(REBASERS, place)
}
