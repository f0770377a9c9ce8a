//! The table "Who reads what" (DESIGN 3b), written out: the matrix trusts `reading_of` and `reaches_all`, so these are held
//! against it here.

use kernel::{Reading, Role};
use organisation::access::scope::{reaches_all, reading_of};

/// Role, then: text, original, identity, reply, numbers, only what is given, the whole organisation.
const TABLE: [(Role, [bool; 7]); 10] = {
    const Y: bool = true;
    const N: bool = false;
    [
        (Role::Caregiver, [Y, N, N, Y, Y, N, N]),
        (Role::UnitManager, [Y, N, N, Y, Y, N, N]),
        (Role::QualityOfficer, [Y, Y, N, Y, Y, N, Y]),
        // Originals of complaints come with their slice; contacts, to call authors back.
        (Role::ComplaintsOfficer, [Y, N, Y, Y, Y, N, Y]),
        (Role::UserRepresentative, [Y, N, N, N, Y, N, Y]),
        (Role::Mediator, [Y, N, N, N, Y, N, Y]),
        (Role::PatientPartner, [Y, N, N, N, Y, Y, N]),
        (Role::Coordinator, [Y, N, N, N, Y, Y, N]),
        (Role::Analyst, [N, N, N, N, Y, N, N]),
        (Role::Administrator, [N, N, N, N, N, N, Y]),
    ]
};

#[test]
fn each_role_reads_what_the_design_says() {
    assert_eq!(TABLE.len(), Role::ALL.len());
    for (role, said) in TABLE {
        let Reading { text, original, identity, reply, numbers, only_given } = reading_of(role);
        assert_eq!([text, original, identity, reply, numbers, only_given, reaches_all(role)], said, "{role:?}");
    }
}
