//! Who may do what with a voice: named questions, asked by actions and pages.

use kernel::Role;
use organisation::access::Asker;

use super::model::Voice;

/// Whether the asker may read the de-identified text of this voice.
pub fn may_read(asker: &Asker, voice: &Voice) -> bool {
    asker.scope.reading().text && asker.org() == voice.org && asker.scope.reaches(voice.place)
}

/// Whether the asker may write to the author. Comments of questionnaires are cut off from anybody: there is nobody to
/// write to.
pub fn may_reply(asker: &Asker, voice: &Voice) -> bool {
    may_read(asker, voice) && asker.scope.reading().reply && !voice.kind.is_comment()
}

/// Whether the asker may open the sealed original, for a stated reason.
pub fn may_open_original(asker: &Asker, voice: &Voice) -> bool {
    may_read(asker, voice) && asker.scope.reading().original
}

/// Whether the asker may open the contact an author left: whoever is in charge of relations with users, for a stated
/// reason. Units never can: a contributor must not be traced by the team concerned.
pub fn may_open_contact(asker: &Asker, voice: &Voice) -> bool {
    may_read(asker, voice) && asker.scope.reading().identity
}

/// Whether the asker decides about publication.
pub fn may_moderate(asker: &Asker, voice: &Voice) -> bool {
    may_read(asker, voice) && MODERATORS.contains(&asker.role())
}

/// Whether the asker sees refusals and contested refusals: the moderator, and the representative who watches over them.
pub const fn sees_refusals(role: Role) -> bool {
    matches!(role, Role::QualityOfficer | Role::UserRepresentative | Role::Mediator)
}

/// The hats that decide about publication.
pub const MODERATORS: &[Role] = &[Role::QualityOfficer];

/// The hats that read voices.
pub const READERS: &[Role] = &[
    Role::QualityOfficer,
    Role::ComplaintsOfficer,
    Role::UnitManager,
    Role::Caregiver,
    Role::UserRepresentative,
    Role::Mediator,
    Role::PatientPartner,
    Role::Coordinator,
];
