//! Two organisations in one installation, each with two units, and in every unit one of each thing that a route can name.
//!
//! Whatever somebody wrote or is called holds an invented word of its unit, so that a page shows by its text alone from
//! where it took what it says.

use std::collections::BTreeMap;

use kernel::{Id, Role, kinds};
use organisation::{
    access::{Asker, scope::reaches_all},
    places::Level,
};

use super::{
    canaries::{Canary, Kind},
    settle,
};
use crate::{rules::story, world::World};

pub type Org = Id<kinds::Org>;
pub type Place = Id<kinds::Place>;

/// The ends of the invented words, one for each unit: the asker's own, the one beside it, and two of another organisation.
pub const ENDS: [&str; 4] = ["-aube", "-brume", "-cendre", "-dune"];

/// How many people answered in each unit. Numbers that nothing else on a page is.
pub const COUNTS: [i64; 4] = [2311, 2417, 2539, 2647];

/// One unit and what is in it.
pub struct Unit {
    pub at: usize,
    pub org: Org,
    pub place: Place,
    values: BTreeMap<&'static str, String>,
}

impl Unit {
    pub const fn new(at: usize, org: Org, place: Place) -> Self {
        Self { at, org, place, values: BTreeMap::new() }
    }

    /// The end of its words.
    pub const fn end(&self) -> &'static str {
        ENDS[self.at]
    }

    /// Gives a thing a name that tables of routes use.
    pub fn put(&mut self, name: &'static str, value: impl ToString) {
        self.values.insert(name, value.to_string());
    }

    /// What stands for a name in an address or a form.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).unwrap_or_else(|| panic!("no unit has a {{{name}}}: add it to rights/settle.rs"))
    }

    /// The words of this unit, by what they are.
    pub fn canaries(&self) -> Vec<Canary> {
        let end = self.end();
        let mut all: Vec<Canary> =
            Kind::WORDS.iter().map(|(kind, start)| Canary::new(*kind, self.at, format!("{start}{end}"))).collect();
        all.push(Canary::new(Kind::Count, self.at, COUNTS[self.at].to_string()));
        all
    }
}

/// Somebody who asks: a role held in the first unit or on the whole of the first organisation.
pub struct Person {
    pub role: Role,
    pub on_whole: bool,
    pub account: Id<kinds::Account>,
    pub grant: Id<kinds::Grant>,
}

impl Person {
    /// Whether the hat reaches a unit of the installation.
    pub fn reaches(&self, unit: usize) -> bool {
        unit == 0 || (unit == 1 && (self.on_whole || reaches_all(self.role)))
    }
}

impl std::fmt::Display for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.on_whole { "organisation" } else { "own unit" };
        write!(f, "{} ({place})", self.role.code())
    }
}

/// The installation.
pub struct Estate {
    pub world: World,
    pub units: [Unit; 4],
    pub people: Vec<Person>,
    pub canaries: Vec<Canary>,
}

impl Estate {
    /// Builds everything.
    pub async fn new() -> Self {
        let mut world = World::new().await;
        let first = world.org;
        let mut units = Vec::new();
        for (at, end) in ENDS.into_iter().enumerate() {
            if at == 2 {
                world.org = Id::random(&mut *world.platform.chance());
                world.root = world.place(None, Level::Organisation, "Hôpital maison-dune", "maison-dune").await;
                world.site = world.place(Some(world.root), Level::Site, "Site site-dune", "site-dune").await;
            }
            let (name, slug) = (format!("Unité lieu{end}"), format!("porte{end}"));
            let place = world.place(Some(world.site), Level::Unit, &name, &slug).await;
            units.push(Unit::new(at, world.org, place));
        }
        let mut people = Vec::new();
        let officers = officers(&mut world, first, &units, &mut people).await;
        for unit in &mut units {
            world.org = unit.org;
            settle::unit(&world, unit, &officers[unit.at / 2], &people).await;
        }
        for (org, officer) in officers.iter().enumerate() {
            settle::numbers(&world, officer, &units[org * 2..org * 2 + 2]).await;
        }
        world.org = first;
        let mut canaries: Vec<Canary> = units.iter().flat_map(Unit::canaries).collect();
        for word in ["maison-dune", "site-dune"] {
            canaries.push(Canary::new(Kind::Place, 3, word.to_owned()));
        }
        let units = units.try_into().unwrap_or_else(|_| panic!("four units"));
        Self { world, units, people, canaries }
    }
}

/// The officer of quality of each organisation, who settles it; and everybody who will ask, in the first one.
async fn officers(world: &mut World, first: Org, units: &[Unit], people: &mut Vec<Person>) -> Vec<Asker> {
    let abroad = (world.org, world.root);
    let first_root = root_of(world, first).await;
    let mut officers = Vec::new();
    for (org, root) in [(first, first_root), abroad] {
        world.org = org;
        officers.push(story::asker(world, Role::QualityOfficer, root).await.1);
    }
    world.org = first;
    let placed = [Role::UnitManager, Role::Caregiver, Role::PatientPartner, Role::Coordinator, Role::Analyst];
    for (on_whole, roles) in [(false, &Role::ALL[..]), (true, &placed[..])] {
        for role in roles {
            let place = if on_whole { first_root } else { units[0].place };
            let (account, grant) = world.account(*role, place).await;
            people.push(Person { role: *role, on_whole, account, grant });
        }
    }
    officers
}

async fn root_of(world: &World, org: Org) -> Place {
    let mut conn = world.platform.db.reader().await.unwrap();
    let scope = organisation::access::public_scope(org);
    organisation::places::root(&mut conn, &scope).await.unwrap().unwrap().id
}
