//! Who may do what in the reading room: named questions, asked by actions and pages.

use kernel::{Id, Role, kinds};
use listening::voices::{self, model::Voice};
use organisation::access::Asker;

use super::model::Finding;

/// Whether the asker may put codes on this voice: whoever may read it.
pub fn may_code(asker: &Asker, voice: &Voice) -> bool {
    voices::access::may_read(asker, voice)
}

/// Whether the asker may write a finding about a place: both sides may, so that the analysis is a joint one (B06).
pub fn may_gather(asker: &Asker, place: Id<kinds::Place>) -> bool {
    asker.is_one_of(GATHERERS, place)
}

/// Whether the asker may set a finding aside, which needs a written reason.
pub fn may_set_aside(asker: &Asker, finding: &Finding) -> bool {
    asker.is_one_of(&[Role::QualityOfficer, Role::ComplaintsOfficer, Role::UnitManager], finding.place)
}

/// Whether the asker may say "I read this with the others".
pub fn may_take_part(asker: &Asker, finding: &Finding) -> bool {
    asker.scope.reading().text && asker.scope.reaches(finding.place)
}

/// The hats that write findings.
pub const GATHERERS: &[Role] = &[
    Role::QualityOfficer,
    Role::ComplaintsOfficer,
    Role::UnitManager,
    Role::UserRepresentative,
    Role::Mediator,
    Role::PatientPartner,
    Role::Coordinator,
];

/// The hats that open the pages of moderation: who decides, and who watches over refusals.
pub const MODERATION: &[Role] =
    &[Role::QualityOfficer, Role::ComplaintsOfficer, Role::UserRepresentative, Role::Mediator];
