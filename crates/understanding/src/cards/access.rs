//! Who may do what with a card: named questions, asked by use cases and pages.
//!
//! Whoever reads numbers reads the cards about their places and about the places above these, with target and plan, and every session.
//! Numbers are read like other numbers: within the asker's places, behind the floors.

use kernel::{Id, Role, kinds};
use organisation::access::Asker;

/// The hats that write cards, sessions, targets and plans.
pub const WRITERS: &[Role] = &[Role::QualityOfficer];

/// The hats that type numbers: of their own places.
pub const TYPISTS: &[Role] = &[Role::QualityOfficer, Role::ComplaintsOfficer, Role::UnitManager];

/// Whether the asker may write cards, sessions, targets and plans.
pub fn may_write(asker: &Asker) -> bool {
    WRITERS.contains(&asker.role())
}

/// Whether the asker may type the numbers of a place.
pub fn may_type(asker: &Asker, place: Id<kinds::Place>) -> bool {
    asker.is_one_of(TYPISTS, place)
}
