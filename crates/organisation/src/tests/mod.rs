//! The use cases against a real database.

mod accounts;
mod lists;
mod pages;
mod places;
mod settings;
mod sign_in;

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use kernel::{Chance, Day, FixedClock, Id, Lang, Personal, Role, SeededChance, kinds};
use spine::{
    ChanceMaker, Platform,
    db::{Db, Tx},
    mail::Mailer,
    settings::{Settings, dated},
    vault::Keyring,
};

use crate::{
    access::{
        Asker, actions,
        model::{By, NewAccount, NewRole},
        password::{self, Cost},
        session,
    },
    places::{
        Level, Place,
        actions::{NewOrganisation, NewPlace, create_organisation, create_place},
    },
};

pub const PASSWORD: &str = "lampe verte au balcon";

/// One stream of chance for a whole installation.
#[derive(Clone)]
struct Shared(Arc<Mutex<SeededChance>>);

impl Chance for Shared {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.lock().unwrap().fill(bytes);
    }
}

/// A small hospital: two sites, a unit, and people.
pub struct World {
    pub p: Platform,
    pub clock: Arc<FixedClock>,
    pub root: Place,
    pub unit: Place,
    dir: std::path::PathBuf,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

pub async fn world() -> World {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let n = COUNT.fetch_add(1, Ordering::SeqCst);
    let dir = std::env::temp_dir().join(format!("vecu-organisation-{}-{n}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(dir.join("data")).unwrap();
    ::pages::words::install(&[crate::access::WORDS, crate::places::WORDS, crate::upkeep::WORDS]).unwrap();
    let db = Db::open_sqlite(&dir.join("data/vecu.db")).await.unwrap();
    db.migrate(schema::MIGRATIONS).await.unwrap();
    let mut chance = SeededChance::new(1);
    let (keys, _) = Keyring::open(&dir.join("keys"), &dir.join("data"), &mut chance).unwrap();
    let clock = Arc::new(FixedClock::at(Day::new(2026, 3, 2).unwrap()));
    let shared = Shared(Arc::new(Mutex::new(chance)));
    let maker: ChanceMaker = Arc::new(move || Box::new(shared.clone()));
    let p = Platform::with(db, keys, Mailer::Off, Settings::default(), clock.clone(), maker);
    let mut chance = p.chance();
    let mut tx = p.db.begin().await.unwrap();
    dated::install_defaults(&mut tx).await.unwrap();
    let new = NewOrganisation {
        level: Level::Organisation,
        name: "CH du Sud".into(),
        slug: None,
        finess: Some("750100125".into()),
    };
    let root = create_organisation(&mut tx, &p, &mut *chance, new).await.unwrap();
    let site = place(&mut tx, &p, &root, Level::Site, "Site Nord").await;
    let unit = place(&mut tx, &p, &site, Level::Unit, "Maternité").await;
    tx.commit().await.unwrap();
    World { p, clock, root, unit, dir }
}

pub async fn place(tx: &mut Tx, p: &Platform, parent: &Place, level: Level, name: &str) -> Place {
    let new = NewPlace { parent: parent.id, level, name: name.into(), slug: None, finess: None, phone: None };
    create_place(tx, p, &mut *p.chance(), By::system(parent.org), new).await.unwrap()
}

impl World {
    /// An account with a password and a role on a place.
    pub async fn person(&self, name: &str, role: Role, place: &Place) -> Id<kinds::Account> {
        let mut chance = self.p.chance();
        let mut tx = self.p.db.begin().await.unwrap();
        let secret = Personal::new(PASSWORD.to_owned());
        let new = NewAccount {
            email: Personal::new(format!("{name}@hopital.example")),
            name: Personal::new(name.to_owned()),
            lang: Lang::Fr,
            password: Some(password::hash(&mut *chance, Cost::TRIAL, &secret).unwrap()),
        };
        let by = By::system(self.root.org);
        let account = actions::create_account(&mut tx, &self.p, &mut *chance, by, new).await.unwrap();
        let new = NewRole { account, role, place: place.id, from: self.p.clock.today(), to: None };
        actions::give_role(&mut tx, &self.p, &mut *chance, by, new).await.unwrap();
        tx.commit().await.unwrap();
        account
    }

    /// A session of an account under its first hat, without going through the door.
    pub async fn signed_in(&self, account: Id<kinds::Account>) -> (String, Asker) {
        let mut conn = self.p.db.reader().await.unwrap();
        let hats = crate::access::store::grants::hats(&mut conn, account, self.p.clock.today()).await.unwrap();
        drop(conn);
        let mut tx = self.p.db.begin().await.unwrap();
        let hat = Some(hats[0].grant);
        let now = self.p.clock.now().as_millisecond();
        let stage = session::Stage::Full;
        let token = session::open(&mut tx, &mut *self.p.chance(), now, account, stage, hat).await.unwrap();
        tx.commit().await.unwrap();
        let asker = session::asker(&self.p, &token).await.unwrap().unwrap();
        (token, asker)
    }
}

#[tokio::test]
async fn every_statement_of_the_crate_is_understood_by_sqlite() {
    let world = world().await;
    for sql in crate::access::store::STATEMENTS.iter().chain(crate::places::store::STATEMENTS) {
        world.p.db.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {error}", sql.name));
    }
}

/// Set `VECU_TEST_POSTGRES` to the address of an empty database to run it.
#[tokio::test]
async fn every_statement_of_the_crate_is_understood_by_postgresql() {
    let Ok(url) = std::env::var("VECU_TEST_POSTGRES") else { return };
    let db = Db::open_postgres(&url).await.unwrap();
    db.migrate(schema::MIGRATIONS).await.unwrap();
    for sql in crate::access::store::STATEMENTS.iter().chain(crate::places::store::STATEMENTS) {
        db.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {error}", sql.name));
    }
}

#[test]
fn the_words_are_the_same_in_both_languages() {
    for source in [crate::access::WORDS, crate::places::WORDS, crate::upkeep::WORDS] {
        assert_eq!(::pages::words::differences(&source), Vec::<String>::new());
    }
}
