//! The demo at a small scale: it keeps its promises, and the same day gives the same demo.

mod signatures;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use app::{
    composition,
    demo::{self, MONTHS, Scale, Seeded},
};
use kernel::{Clock, Day, FixedClock, Role, SeededChance};
use listening::{
    surveys::{
        self,
        facts::{About, Response, Waves},
    },
    voices::{self, Kind, PublicationState, State},
};
use organisation::{access::scope::hat_scope, places};
use schema::MIGRATIONS;
use spine::{
    Platform,
    db::Db,
    jobs::Runner,
    mail::Mailer,
    settings::{Settings, dated},
    vault::Keyring,
};

/// An installation without any organisation.
struct Empty {
    platform: Platform,
    folder: PathBuf,
}

impl Empty {
    async fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vecu-demo-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let at = |part: &str| folder.join(part);
        let settings = Settings { data: at("data"), keys: at("keys"), ..Settings::default() };
        let (keys, _) = Keyring::open(&settings.keys, &settings.data, &mut SeededChance::new(1)).unwrap();
        let db = Db::open_sqlite(&settings.data.join("vecu.sqlite")).await.unwrap();
        db.migrate(MIGRATIONS).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        dated::install_defaults(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let clock: Arc<dyn Clock> = Arc::new(FixedClock::at(Day::new(2026, 3, 16).unwrap()));
        let chance: spine::ChanceMaker = Arc::new(|| Box::new(spine::SystemChance));
        let platform = Platform::with(db, keys, Mailer::Folder(at("mail")), settings, clock, chance);
        Self { platform, folder }
    }

    async fn seeded(name: &str) -> (Self, Seeded) {
        pages::words::install(&composition::words()).unwrap();
        let empty = Self::new(name).await;
        let seeded = demo::seed_at(&empty.platform, Scale::SMALL).await.unwrap();
        Runner::new(empty.platform.clone(), composition::registry()).drain().await.unwrap();
        (empty, seeded)
    }
}

impl Drop for Empty {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(Path::new(&self.folder));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_small_demo_keeps_its_promises_and_the_same_day_gives_the_same_demo() {
    let (world, seeded) = Empty::seeded("first").await;
    let (_other, again) = Empty::seeded("second").await;
    assert_eq!(seeded.counts, again.counts);
    let typed = |seeded: &Seeded| seeded.sign_ins.iter().map(|one| one.email.clone()).collect::<Vec<_>>();
    assert_eq!(typed(&seeded), typed(&again));
    let counts = &seeded.counts;
    assert!(counts.stories > 130 && counts.receipts >= 50, "{counts:?}");
    assert!(counts.answers > 1800 && counts.comments > 100, "{counts:?}");
    assert!(counts.codes > 300 && counts.findings >= 30 && counts.actions == 40, "{counts:?}");
    assert!(counts.returns >= 25 && counts.closed >= 20, "{counts:?}");
    assert!(counts.refused >= 2 && counts.contested == 2, "{counts:?}");

    let p = &world.platform;
    let mut conn = p.db.reader().await.unwrap();
    let org = *places::organisations(&mut conn).await.unwrap().first().unwrap();
    let scope = hat_scope(org, Role::QualityOfficer, Vec::new(), kernel::Id::from_i64(1));
    let tree = places::tree(&mut conn, &scope).await.unwrap();
    assert_eq!(tree.iter().filter(|place| place.level == places::Level::Unit).count(), 25);
    assert_eq!(tree.iter().filter(|place| place.level == places::Level::Site).count(), 3);

    // Everybody can read what arrived, and every state of a voice is there.
    let (told, total) =
        voices::store::list(&mut conn, &scope, &voices::store::Filter::default(), 10, 5000, 0).await.unwrap();
    assert!(told.iter().all(|voice| voice.readable.is_some()));
    assert!(total as usize > counts.stories);
    let states: BTreeSet<State> = told.iter().map(|voice| voice.state).collect();
    assert!(
        [State::Readable, State::TakenUp, State::Answered, State::Closed].iter().all(|state| states.contains(state))
    );
    let kinds: BTreeSet<Kind> = told.iter().map(|voice| voice.kind).collect();
    assert_eq!(kinds.len(), Kind::ALL.len());
    // No text twice in one place and month.
    let texts: BTreeSet<_> = told.iter().map(|voice| (voice.place, voice.wave, voice.readable.clone())).collect();
    assert_eq!(texts.len(), told.len());
    // Nobody's signature can be read, inside or outside, and no mask goes public.
    for voice in &told {
        signatures::none_in(voice.readable.as_deref().unwrap_or_default());
    }
    for one in voices::published(&mut conn, &scope, None, 1000, 0).await.unwrap() {
        signatures::none_in(&one.text);
        assert!(!text::has_token(&one.text) && !one.text.contains('['), "{}", one.text);
    }
    // The thread says which role answers: a reply signs as nobody else.
    let signed = "SELECT COUNT(*) AS n FROM message WHERE author = 'team' AND readable LIKE '% — L%'";
    let signed = conn.one(crate::rules::story::statement(signed), vec![]).await.unwrap().unwrap();
    assert_eq!(signed.int("n").unwrap(), 0);
    let mut published = 0;
    for voice in told.iter().filter(|voice| voice.may_publish) {
        let publication = voices::store::publication(&mut conn, org, voice.id).await.unwrap().unwrap();
        published += usize::from(publication.state == PublicationState::Published);
    }
    assert_eq!(published, counts.published);

    // The months are uneven, and a rate exists.
    let asked = surveys::store::list(&mut conn, &scope, None).await.unwrap();
    let vecu = asked.iter().find(|campaign| campaign.title.contains("après chaque séjour")).unwrap();
    let about = About::Campaign(vecu.id);
    let root = tree.iter().find(|place| place.parent.is_none()).unwrap();
    let waves = Waves::ALL;
    let mut by_unit = BTreeMap::new();
    for unit in tree.iter().filter(|place| place.level == places::Level::Unit) {
        let sums = surveys::facts::totals(&mut conn, &scope, about, unit.id, waves).await.unwrap();
        by_unit.insert(unit.slug.clone(), sums.n);
    }
    let months = i64::try_from(Scale::SMALL.months_of_answers).unwrap();
    assert!(by_unit.values().filter(|n| **n > 30 * months).count() >= 8, "{by_unit:?}");
    // Units under ten a month count at their pole, or wait.
    assert!(["reanimation", "dialyse", "oncologie"].iter().all(|slug| by_unit[*slug] == 0), "{by_unit:?}");
    let Response::Invited { invited, answered } =
        surveys::facts::response(&mut conn, &scope, about, root.id, waves).await.unwrap()
    else {
        panic!("the campaign is by invitation")
    };
    let rate = answered as f64 / invited as f64;
    assert!((0.18..=0.40).contains(&rate), "{rate}");
    assert_eq!(seeded.sign_ins.len(), 11 + 3 + 2);
    assert_eq!(MONTHS, 24);
}
