//! An installation for one test: a fresh database, keys, a clock that stands where it is put, repeatable chance, an
//! organisation with a site and two units, and visitors who walk through its pages.
//!
//! ```ignore
//! let world = World::new().await;
//! let mut manager = world.wearing(Role::UnitManager, world.unit).await;
//! let page = manager.get("/travail").await;
//! assert_eq!(page.status, 200);
//! ```

mod engine;
mod visitor;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use app::{composition, web};
use axum::Router;
use kernel::{Chance, Clock, Day, FixedClock, Id, Lang, Personal, Role, SeededChance, kinds};
use organisation::{
    access::{
        Route,
        actions::{create_account, give_role},
        model::{By, NewAccount, NewRole},
        password::{self, Cost},
        session::{self, Stage},
    },
    places::{Level, Place, store},
};
use schema::MIGRATIONS;
use spine::{
    ChanceMaker, Platform,
    jobs::Runner,
    mail::Mailer,
    settings::{Settings, dated},
    vault::Keyring,
};
pub use visitor::{Page, Visitor};

/// The password of every account of the test world.
pub const PASSWORD: &str = "une phrase assez longue pour un essai";

/// The installation of one test.
pub struct World {
    /// What handlers and jobs are given.
    pub platform: Platform,
    /// The clock; stands at noon (UTC) of 16 March 2026 until it is moved.
    pub clock: Arc<FixedClock>,
    /// The organisation.
    pub org: Id<kinds::Org>,
    /// Its root place.
    pub root: Id<kinds::Place>,
    /// A site of it.
    pub site: Id<kinds::Place>,
    /// A unit of the site; its front door is `/d/cardiologie`.
    pub unit: Id<kinds::Place>,
    /// Another unit of the site; its front door is `/d/maternite`.
    pub other_unit: Id<kinds::Place>,
    router: Router,
    people: AtomicU64,
    _engine: engine::Engine,
    _folder: engine::Folder,
}

#[allow(dead_code, reason = "each slice's tests use a part of it")]
impl World {
    /// A new installation.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A new installation whose settings are changed first.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        pages::words::install(&composition::words()).expect("the words of every slice");
        let folder = engine::Folder::new();
        let mut settings = Settings {
            data: folder.path().join("data"),
            keys: folder.path().join("keys"),
            mail_folder: Some(folder.path().join("mail")),
            ..Settings::default()
        };
        change(&mut settings);
        let mut chance = SeededChance::new(1);
        let (keys, _) = Keyring::open(&settings.keys, &settings.data, &mut chance).expect("keys");
        let engine = engine::Engine::open(&settings.data).await;
        let db = engine.db.clone();
        db.migrate(MIGRATIONS).await.expect("migrations");
        let mut tx = db.begin().await.expect("a transaction");
        dated::install_defaults(&mut tx).await.expect("defaults");
        tx.commit().await.expect("commit");
        let clock = Arc::new(FixedClock::at(Day::new(2026, 3, 16).expect("a day")));
        let mailer = Mailer::Folder(folder.path().join("mail"));
        let platform = Platform::with(db, keys, mailer, settings, Arc::clone(&clock) as Arc<dyn Clock>, seeded());
        let router = web::router(&web::Front::new(platform.clone()), composition::routes());
        let [org, root, site, unit, other_unit] = [0; 5];
        let mut world = Self {
            platform,
            clock,
            org: Id::from_i64(org),
            root: Id::from_i64(root),
            site: Id::from_i64(site),
            unit: Id::from_i64(unit),
            other_unit: Id::from_i64(other_unit),
            router,
            people: AtomicU64::new(0),
            _engine: engine,
            _folder: folder,
        };
        world.settle().await;
        world
    }

    /// Makes the organisation and its places.
    async fn settle(&mut self) {
        self.org = Id::random(&mut *self.platform.chance());
        self.root = self.place(None, Level::Organisation, "CH du Val d’Essai", "val-d-essai").await;
        self.site = self.place(Some(self.root), Level::Site, "Site des Tilleuls", "tilleuls").await;
        self.unit = self.place(Some(self.site), Level::Unit, "Cardiologie", "cardiologie").await;
        self.other_unit = self.place(Some(self.site), Level::Unit, "Maternité", "maternite").await;
    }

    /// Adds a place to the organisation.
    pub async fn place(
        &self,
        parent: Option<Id<kinds::Place>>,
        level: Level,
        name: &str,
        slug: &str,
    ) -> Id<kinds::Place> {
        let place = Place {
            org: self.org,
            id: Id::random(&mut *self.platform.chance()),
            parent,
            level,
            name: name.to_owned(),
            slug: slug.to_owned(),
            finess: None,
            phone: None,
            closed: false,
        };
        let mut tx = self.platform.db.begin().await.expect("a transaction");
        store::insert(&mut tx, &place).await.expect("a place");
        tx.commit().await.expect("commit");
        place.id
    }

    /// Makes an account that holds a role on a place; its address is `person-N@hopital.example`.
    pub async fn account(&self, role: Role, place: Id<kinds::Place>) -> (Id<kinds::Account>, Id<kinds::Grant>) {
        let number = self.people.fetch_add(1, Ordering::SeqCst) + 1;
        let mut chance = self.platform.chance();
        let hashed = password::hash(&mut *chance, Cost::TRIAL, &Personal::new(PASSWORD.to_owned())).expect("a hash");
        let new = NewAccount {
            email: Personal::new(format!("person-{number}@hopital.example")),
            name: Personal::new(format!("Personne {number}")),
            lang: Lang::Fr,
            password: Some(hashed),
        };
        let by = By::system(self.org);
        let mut tx = self.platform.db.begin().await.expect("a transaction");
        let account = create_account(&mut tx, &self.platform, &mut *chance, by, new).await.expect("an account");
        let from = self.clock.today();
        let role = NewRole { account, role, place, from, to: None };
        let grant = give_role(&mut tx, &self.platform, &mut *chance, by, role).await.expect("a role");
        tx.commit().await.expect("commit");
        (account, grant)
    }

    /// Somebody new, signed in and wearing a hat.
    pub async fn wearing(&self, role: Role, place: Id<kinds::Place>) -> Visitor {
        let (account, grant) = self.account(role, place).await;
        self.signed_in(account, grant).await
    }

    /// An account in a new session of its own.
    pub async fn signed_in(&self, account: Id<kinds::Account>, grant: Id<kinds::Grant>) -> Visitor {
        let mut chance = self.platform.chance();
        let now = self.clock.millis();
        let mut tx = self.platform.db.begin().await.expect("a transaction");
        let token =
            session::open(&mut tx, &mut *chance, now, account, Stage::Full, Some(grant)).await.expect("a session");
        tx.commit().await.expect("commit");
        let mut visitor = self.visitor();
        visitor.keep(session::cookie_name(&self.platform.settings), &token);
        visitor
    }

    /// Somebody who came by, with no account.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    /// Somebody who came by a front of other routes than ours.
    pub fn visitor_of(&self, routes: Vec<Route>) -> Visitor {
        Visitor::new(web::router(&web::Front::new(self.platform.clone()), routes))
    }

    /// Turns events into jobs and does everything that is due; says how many jobs ran.
    pub async fn work(&self) -> usize {
        Runner::new(self.platform.clone(), composition::registry()).drain().await.expect("jobs")
    }
}

/// A repeatable source, a new one at each asking.
fn seeded() -> ChanceMaker {
    let asked = AtomicU64::new(1000);
    Arc::new(move || Box::new(SeededChance::new(asked.fetch_add(1, Ordering::SeqCst))) as Box<dyn Chance>)
}
