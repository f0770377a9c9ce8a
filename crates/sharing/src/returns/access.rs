//! Who may do what with a return: named questions, asked by actions and pages.

use kernel::{Id, Role, kinds};
use organisation::access::Asker;

/// The hats that write returns.
pub const WRITERS: &[Role] = &[Role::QualityOfficer, Role::ComplaintsOfficer, Role::UnitManager];

/// The hat that lets them out: one reading by somebody who answers for all public text of the organisation.
pub const PUBLISHERS: &[Role] = &[Role::QualityOfficer];

/// Whether the asker may write a return about a place.
pub fn may_write(asker: &Asker, place: Id<kinds::Place>) -> bool {
    asker.is_one_of(WRITERS, place)
}

/// Whether the asker may publish a return about a place.
pub fn may_publish(asker: &Asker, place: Id<kinds::Place>) -> bool {
    asker.is_one_of(PUBLISHERS, place)
}
