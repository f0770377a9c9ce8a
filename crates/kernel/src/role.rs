//! The hats people wear. A person may hold several and acts under a named one.

use std::str::FromStr;

/// A role, always given on a place and with dates (DESIGN 3b, "Who reads what").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Runs the installation: accounts, settings, jobs. Reads no voice.
    Administrator,
    /// Responsable qualité: runs campaigns, reads the organisation's voices, publishes returns.
    QualityOfficer,
    /// Responsable des relations avec les usagers: follows complaints.
    ComplaintsOfficer,
    /// Cadre of a unit.
    UnitManager,
    /// Caregiver of a unit.
    Caregiver,
    /// Représentant des usagers, member of the commission.
    UserRepresentative,
    /// Médiateur, medical or not.
    Mediator,
    /// Patient partenaire: codes the voices given to them to read.
    PatientPartner,
    /// Coordinates the partnership.
    Coordinator,
    /// Analyst or region: aggregates only.
    Analyst,
}

impl Role {
    /// Every role, in the order they are listed on pages.
    pub const ALL: [Self; 10] = [
        Self::Administrator,
        Self::QualityOfficer,
        Self::ComplaintsOfficer,
        Self::UnitManager,
        Self::Caregiver,
        Self::UserRepresentative,
        Self::Mediator,
        Self::PatientPartner,
        Self::Coordinator,
        Self::Analyst,
    ];

    /// The name used in tables, addresses and word keys (`role-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::QualityOfficer => "quality-officer",
            Self::ComplaintsOfficer => "complaints-officer",
            Self::UnitManager => "unit-manager",
            Self::Caregiver => "caregiver",
            Self::UserRepresentative => "user-representative",
            Self::Mediator => "mediator",
            Self::PatientPartner => "patient-partner",
            Self::Coordinator => "coordinator",
            Self::Analyst => "analyst",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|role| role.code() == text).ok_or(())
    }
}
