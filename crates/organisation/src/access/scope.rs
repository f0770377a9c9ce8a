//! The one place where scopes are built (`xtask tidy` refuses `Scope::granted` anywhere else).

use kernel::{Id, Places, Reading, Role, Scope, kinds};

/// What a role may read: the table "Who reads what" of DESIGN 3b, row by row.
pub const fn reading_of(role: Role) -> Reading {
    let none =
        Reading { text: false, original: false, identity: false, reply: false, numbers: false, only_given: false };
    match role {
        Role::Caregiver | Role::UnitManager => Reading { text: true, reply: true, numbers: true, ..none },
        Role::QualityOfficer => Reading { text: true, original: true, reply: true, numbers: true, ..none },
        // The officer of complaints reads complaints in the original and with their identity; complaints come with their
        // own slice, so here the role reads what everybody in quality reads.
        // They also call authors back, so they may open a contact that was left, with a reason.
        Role::ComplaintsOfficer => Reading { text: true, identity: true, reply: true, numbers: true, ..none },
        Role::UserRepresentative | Role::Mediator => Reading { text: true, numbers: true, ..none },
        Role::PatientPartner | Role::Coordinator => Reading { text: true, only_given: true, numbers: true, ..none },
        Role::Analyst => Reading { numbers: true, ..none },
        Role::Administrator => none,
    }
}

/// Whether a role reaches the whole organisation rather than the place it is held on.
pub const fn reaches_all(role: Role) -> bool {
    matches!(
        role,
        Role::QualityOfficer
            | Role::ComplaintsOfficer
            | Role::UserRepresentative
            | Role::Mediator
            | Role::Administrator
    )
}

/// The scope of a hat; `under` lists the hat's place and everything below it.
pub fn hat_scope(org: Id<kinds::Org>, role: Role, under: Vec<Id<kinds::Place>>, account: Id<kinds::Account>) -> Scope {
    let places = if reaches_all(role) { Places::All } else { Places::Some(under) };
    Scope::granted(org, places, reading_of(role), Some(account))
}

/// What the public may see: published things, and numbers behind the floors.
pub fn public_scope(org: Id<kinds::Org>) -> Scope {
    let reading = Reading { numbers: true, ..Reading::default() };
    Scope::granted(org, Places::All, reading, None)
}

/// What a job may see: everything of its organisation. Never given to a page.
pub fn job_scope(org: Id<kinds::Org>) -> Scope {
    let reading = Reading { text: true, original: true, identity: true, reply: true, numbers: true, only_given: false };
    Scope::granted(org, Places::All, reading, None)
}
