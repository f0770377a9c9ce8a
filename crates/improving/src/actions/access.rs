//! Who may do what with an action: named questions, asked by use cases and pages.

use kernel::{Id, Role, kinds};
use organisation::access::Asker;

use super::model::Action;

/// The hats that open and lead actions.
pub const LEADERS: &[Role] = &[Role::QualityOfficer, Role::ComplaintsOfficer, Role::UnitManager];

/// Whether the asker may open an action at a place.
pub fn may_open(asker: &Asker, place: Id<kinds::Place>) -> bool {
    asker.is_one_of(LEADERS, place)
}

/// Whether the asker may take an action further: who leads there, and whoever is in charge of it.
pub fn may_lead(asker: &Asker, action: &Action) -> bool {
    may_open(asker, action.place) || (asker.account == action.owner && asker.scope.reaches(action.place))
}
