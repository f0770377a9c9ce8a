//! The rules of anonymity, on a real database.

use std::{path::PathBuf, sync::Arc};

use instruments::{Answer, Answers, Speaker};
use kernel::{Chance, Day, FixedClock, Id, Lang, SeededChance, Wave, kinds};
use organisation::{
    access::{job_scope, public_scope},
    places::{self, Level, Place},
};
use spine::{
    Platform,
    db::{Db, Migration},
    jobs::{Registry, Runner},
    mail::Mailer,
    settings::{Settings, dated},
    vault::{Keyring, VaultError},
};

use super::{
    actions::{self, By, NewCampaign, SurveyProblem},
    facts::{self, About, Response, Waves},
    memory,
    model::{Batch, CampaignState, Discharge, Draft, Filled, merge_rests},
    store,
    token::{Claimed, DraftKey, Invitation, Objection},
};
use crate::voices::{self, Channel};

static MIGRATIONS: &[Migration] = &[
    Migration { name: "1", text: include_str!("../../../../migrations/0001_spine.sql") },
    Migration { name: "2", text: include_str!("../../../../migrations/0002_organisation.sql") },
    Migration { name: "3", text: include_str!("../../../../migrations/0003_access.sql") },
    Migration { name: "4", text: include_str!("../../../../migrations/0004_voices.sql") },
    Migration { name: "5", text: include_str!("../../../../migrations/0005_surveys.sql") },
];

type PlaceId = Id<kinds::Place>;
type CampaignId = Id<kinds::Campaign>;

const ORG: Id<kinds::Org> = Id::from_i64(1);
const ROOT: PlaceId = Id::from_i64(10);
const POLE: PlaceId = Id::from_i64(20);
const UNIT_A: PlaceId = Id::from_i64(31);
const UNIT_B: PlaceId = Id::from_i64(32);
const OTHER: PlaceId = Id::from_i64(40);

struct Stage {
    p: Platform,
    clock: Arc<FixedClock>,
    folder: PathBuf,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Stage {
    /// A hospital on 22 November 2026: a root, a pole with two units, a second pole.
    async fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vecu-surveys-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("data")).unwrap();
        let db = Db::open_sqlite(&folder.join("data/vecu.db")).await.unwrap();
        db.migrate(MIGRATIONS).await.unwrap();
        let mut chance = SeededChance::new(1);
        let (keys, _) = Keyring::open(&folder.join("keys"), &folder.join("data"), &mut chance).unwrap();
        let clock = Arc::new(FixedClock::at(Day::new(2026, 11, 22).unwrap()));
        let seed = std::sync::atomic::AtomicU64::new(7);
        let make: spine::ChanceMaker = Arc::new(move || {
            Box::new(SeededChance::new(seed.fetch_add(1, std::sync::atomic::Ordering::SeqCst))) as Box<dyn Chance>
        });
        let mail = Mailer::Folder(folder.join("mail"));
        let settings = Settings { base_url: "https://vecu.example".to_owned(), ..Settings::default() };
        let p = Platform::with(db, keys, mail, settings, Arc::clone(&clock) as _, make);
        let stage = Self { p, clock, folder };
        stage.build().await;
        stage
    }

    async fn build(&self) {
        let mut tx = self.p.db.begin().await.unwrap();
        dated::install_defaults(&mut tx).await.unwrap();
        for (id, parent, level, name) in [
            (ROOT, None, Level::Organisation, "CH"),
            (POLE, Some(ROOT), Level::Pole, "Chirurgie"),
            (UNIT_A, Some(POLE), Level::Unit, "A"),
            (UNIT_B, Some(POLE), Level::Unit, "B"),
            (OTHER, Some(ROOT), Level::Unit, "C"),
        ] {
            let (name, slug) = (name.to_owned(), name.to_lowercase());
            let place = Place { org: ORG, id, parent, level, name, slug, finess: None, closed: false };
            places::store::insert(&mut tx, &place).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn campaign(&self, open_link: bool) -> CampaignId {
        let instrument = actions::shipped(&self.p, "vecu-12").await.unwrap();
        let said = || "Dit clairement.".to_owned();
        let new = NewCampaign {
            org: ORG,
            instrument,
            title: "Séjours".to_owned(),
            purpose: said(),
            designers: said(),
            moment: said(),
            outcome: said(),
            channels: vec![Channel::Web, Channel::Phone],
            speakers: Speaker::ALL.to_vec(),
            places: vec![ROOT],
            from: Day::new(2026, 9, 1).unwrap(),
            to: Day::new(2026, 12, 31).unwrap(),
            open_link,
        };
        let id = actions::create(&self.p, By::default(), new).await.unwrap();
        actions::open_campaign(&self.p, By::default(), ORG, id).await.unwrap();
        id
    }

    async fn begin(&self, campaign: CampaignId, place: PlaceId) -> DraftKey {
        let token = Invitation::random(&mut *self.p.chance(), campaign, place, november()).written(&self.p.keys, ORG);
        actions::accept(&self.p, &token).await.unwrap().key
    }

    async fn answer(&self, campaign: CampaignId, key: &DraftKey, comment: &str) -> Result<actions::Sent, SurveyProblem> {
        let asked = actions::asked(&self.p, campaign).await.unwrap().unwrap();
        let mut draft = actions::open(&self.p, &asked, key).await.unwrap().ok_or(SurveyProblem::NoDraft)?;
        draft.answers = answers(comment);
        actions::send(&self.p, &asked, key, &draft, Lang::Fr).await
    }

    async fn send_some(&self, campaign: CampaignId, place: PlaceId, n: usize) {
        for at in 0..n {
            let key = self.begin(campaign, place).await;
            self.answer(campaign, &key, &format!("parole {at}")).await.unwrap();
        }
    }

    async fn counted(&self, campaign: CampaignId, place: PlaceId) -> i64 {
        let mut conn = self.p.db.reader().await.unwrap();
        let about = About::Campaign(campaign);
        facts::totals(&mut conn, &public_scope(ORG), about, place, Waves::ALL).await.unwrap().n
    }

    async fn waiting(&self, campaign: CampaignId, place: PlaceId) -> usize {
        let mut conn = self.p.db.reader().await.unwrap();
        store::waiting(&mut conn, &batch(campaign, place)).await.unwrap()
    }
}

fn november() -> Wave {
    "2026-11".parse().unwrap()
}

fn batch(campaign: CampaignId, place: PlaceId) -> Batch {
    Batch { org: ORG, campaign, wave: november(), place }
}

fn answers(comment: &str) -> Answers {
    let answers = Answers::new().choose("v1", "yes").choose("v2", "4").choose("v7", "5").choose("v10", "no-opinion");
    let answers = answers.choose("v12", "3");
    if comment.is_empty() { answers } else { answers.with("bien", Answer::Text(comment.to_owned())) }
}

#[test]
fn a_batch_is_named_after_what_it_holds_and_nothing_else() {
    let one = batch(Id::from_i64(5), UNIT_A);
    assert_eq!(one.name(), "000000000001-000000000005-2026-11-00000000000z");
    assert_eq!(Batch::from_name(&one.name()), Some(one));
    assert_eq!(Batch::from_name("autre"), None);
    assert_eq!(Batch::from_name("000000000001-000000000005-2026-13-00000000000z"), None);
}

#[test]
fn rests_go_up_until_they_are_ten_and_never_leave_a_small_group_behind() {
    let above = |place: PlaceId| match place.to_i64() {
        31 | 32 => vec![place, POLE, ROOT],
        20 | 40 => vec![place, ROOT],
        _ => vec![place],
    };
    let sizes = |waiting: &[(PlaceId, usize)]| {
        let rows = waiting.iter().map(|(place, n)| (*place, vec![(); *n])).collect();
        let mut groups: Vec<(i64, usize)> =
            merge_rests(rows, &above, 10).into_iter().map(|g| (g.place.to_i64(), g.rows.len())).collect();
        groups.sort_unstable();
        groups
    };
    assert_eq!(sizes(&[(UNIT_A, 6), (UNIT_B, 5)]), [(20, 11)], "siblings merge at their parent");
    assert_eq!(sizes(&[(UNIT_A, 12), (UNIT_B, 5), (OTHER, 6)]), [(10, 11), (31, 12)], "small ones meet at the root");
    assert_eq!(sizes(&[(UNIT_A, 12), (OTHER, 3)]), [(10, 15)], "what is too few at the root takes a group along");
    assert_eq!(sizes(&[(UNIT_A, 3)]), [(10, 3)], "nothing acknowledged is lost, however few there are");
    assert_eq!(sizes(&[]), []);
}

#[tokio::test]
async fn a_forged_a_replayed_and_an_expired_invitation_are_refused_alike() {
    let stage = Stage::new("token").await;
    let campaign = stage.campaign(false).await;
    let invitation = Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november());
    let token = invitation.written(&stage.p.keys, ORG);
    assert!(Claimed::read(&token).unwrap().is_true(&stage.p.keys, ORG));
    for at in 0..token.len() {
        let mut forged = token.clone().into_bytes();
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        let refused = actions::accept(&stage.p, &forged).await;
        // The last symbol holds spare bits: either it does not decode or it changes the code.
        assert!(matches!(refused, Err(SurveyProblem::Invitation)), "symbol {at}");
    }
    let key = actions::accept(&stage.p, &token).await.unwrap().key;
    let second = actions::accept(&stage.p, &token).await.unwrap().key;
    stage.answer(campaign, &key, "").await.unwrap();
    assert!(matches!(actions::accept(&stage.p, &token).await, Err(SurveyProblem::Invitation)), "replayed");
    assert!(matches!(stage.answer(campaign, &second, "").await, Err(SurveyProblem::Invitation)), "a second draft of it");
    let other = Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november()).written(&stage.p.keys, ORG);
    stage.clock.advance_days(200);
    assert!(matches!(actions::accept(&stage.p, &other).await, Err(SurveyProblem::Invitation)), "expired");
}

#[tokio::test]
async fn a_double_press_stores_one_answer_and_thanks_twice() {
    let stage = Stage::new("double").await;
    let campaign = stage.campaign(false).await;
    let key = stage.begin(campaign, UNIT_A).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let draft = actions::open(&stage.p, &asked, &key).await.unwrap().unwrap();
    let (one, two) = tokio::join!(
        actions::send(&stage.p, &asked, &key, &draft, Lang::Fr),
        actions::send(&stage.p, &asked, &key, &draft, Lang::Fr),
    );
    let again: Vec<bool> = [one.unwrap(), two.unwrap()].iter().map(|sent| sent.again).collect();
    assert_eq!(again.iter().filter(|again| **again).count(), 1);
    assert_eq!(stage.waiting(campaign, UNIT_A).await, 1);
    assert!(actions::open(&stage.p, &asked, &key).await.unwrap().is_none(), "the draft died with the answer");
}

#[tokio::test]
async fn nine_answers_wait_and_the_tenth_moves_all_of_them_and_destroys_the_key() {
    let stage = Stage::new("move").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 9).await;
    actions::move_all(&stage.p).await.unwrap();
    assert_eq!((stage.counted(campaign, UNIT_A).await, stage.waiting(campaign, UNIT_A).await), (0, 9));
    stage.send_some(campaign, UNIT_A, 1).await;
    let mut registry = Registry::default();
    super::jobs(&mut registry);
    registry.job("voices.deidentify", voices::actions::run_deidentify);
    registry.after("voice.arrived", "voices.deidentify");
    Runner::new(stage.p.clone(), registry).drain().await.unwrap();
    assert_eq!((stage.counted(campaign, UNIT_A).await, stage.waiting(campaign, UNIT_A).await), (10, 0));
    assert_eq!(stage.counted(campaign, ROOT).await, 10, "a place counts what is under it");
    let name = batch(campaign, UNIT_A).name();
    assert!(matches!(stage.p.keys.batches().get(&name), Err(VaultError::NoKey)));
    let mut conn = stage.p.db.reader().await.unwrap();
    let scope = job_scope(ORG);
    let about = About::Campaign(campaign);
    let counted = facts::distribution(&mut conn, &scope, about, POLE, Waves::ALL, "v10").await.unwrap();
    assert_eq!(counted, [("no-opinion".to_owned(), 10)]);
    let blank = facts::distribution(&mut conn, &scope, about, POLE, Waves::ALL, "v3").await.unwrap();
    assert_eq!(blank, [(facts::BLANK.to_owned(), 10)]);
    let series = facts::series(&mut conn, &scope, about, ROOT, Waves::ALL).await.unwrap();
    assert_eq!((series.len(), series[0].sums.n, series[0].sums.scored, series[0].frozen), (1, 10, 10, false));
    let (all, _) = voices::store::list(&mut conn, &scope, &voices::store::Filter::default(), 10, 100, 0).await.unwrap();
    assert_eq!(all.len(), 10, "ten comments, readable because ten answers are there");
    assert!(all.iter().all(|voice| voice.day.is_none()));
}

#[tokio::test]
async fn a_crash_between_the_commit_and_the_destruction_of_the_key_is_harmless() {
    let stage = Stage::new("crash").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 10).await;
    let name = batch(campaign, UNIT_A).name();
    let file = stage.p.keys.dir().join(format!("batches/{name}.key"));
    let kept = std::fs::read(&file).unwrap();
    actions::move_all(&stage.p).await.unwrap();
    std::fs::write(&file, kept).unwrap();
    actions::move_all(&stage.p).await.unwrap();
    assert!(!file.exists(), "a key without rows is destroyed");
    assert_eq!(stage.counted(campaign, UNIT_A).await, 10, "and nothing is counted twice");
}

#[tokio::test]
async fn an_answer_whose_key_is_gone_is_reported_and_kept() {
    let stage = Stage::new("lost").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 3).await;
    stage.p.keys.batches().destroy(&batch(campaign, UNIT_A).name()).unwrap();
    let job = actions::move_all(&stage.p).await.unwrap();
    assert_eq!((job.moved, job.unopened), (0, 3));
    assert_eq!(stage.waiting(campaign, UNIT_A).await, 3);
}

#[tokio::test]
async fn the_end_of_a_wave_counts_the_rests_at_the_parent_and_freezes_it() {
    let stage = Stage::new("close").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 6).await;
    stage.send_some(campaign, UNIT_B, 5).await;
    actions::close_waves(&stage.p).await.unwrap();
    assert_eq!(stage.counted(campaign, ROOT).await, 0, "an open wave does not move");
    let late = stage.begin(campaign, UNIT_A).await;
    stage.clock.advance_days(8 + 14 + 70 + 1);
    let closed = actions::close_waves(&stage.p).await.unwrap();
    assert_eq!((closed.moved, closed.unopened), (11, 0));
    assert_eq!((stage.counted(campaign, POLE).await, stage.counted(campaign, UNIT_A).await), (11, 0));
    let mut conn = stage.p.db.reader().await.unwrap();
    let series =
        facts::series(&mut conn, &public_scope(ORG), About::Campaign(campaign), ROOT, Waves::ALL).await.unwrap();
    assert!(series.iter().all(|wave| wave.frozen));
    drop(conn);
    assert!(stage.answer(campaign, &late, "").await.is_err(), "a frozen wave takes nothing");
    assert_eq!(stage.p.keys.batches().list().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn spent_invitations_are_written_ten_at_a_time_and_forgotten_with_their_wave() {
    let stage = Stage::new("spent").await;
    let campaign = stage.campaign(false).await;
    let mut hashes = Vec::new();
    for at in 0..10 {
        let invitation = Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november());
        let key = actions::accept(&stage.p, &invitation.written(&stage.p.keys, ORG)).await.unwrap().key;
        stage.answer(campaign, &key, "").await.unwrap();
        hashes.push(invitation.spent_hash(&stage.p.keys, ORG));
        let mut conn = stage.p.db.reader().await.unwrap();
        let written = store::is_spent(&mut conn, ORG, &hashes[0]).await.unwrap();
        assert_eq!(written, at == 9, "after {} answers", at + 1);
    }
    assert!(!memory::of(&stage.p).is_claimed(&hashes[0]), "once written, memory forgets it");
    stage.clock.advance_days(200);
    actions::close_waves(&stage.p).await.unwrap();
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(!store::is_spent(&mut conn, ORG, &hashes[0]).await.unwrap());
}

#[tokio::test]
async fn a_draft_opens_only_with_the_key_of_its_address_and_for_seven_days() {
    let stage = Stage::new("draft").await;
    let campaign = stage.campaign(true).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let draft = Draft::new(campaign, november(), Channel::Web).at(UNIT_A);
    let key = actions::start(&stage.p, &asked, &draft).await.unwrap();
    assert_eq!(DraftKey::read(&key.written()).as_ref(), Some(&key));
    assert!(actions::open(&stage.p, &asked, &key).await.unwrap().is_some());
    let other = DraftKey::random(&mut *stage.p.chance());
    assert!(actions::open(&stage.p, &asked, &other).await.unwrap().is_none());
    stage.clock.advance_days(8);
    assert!(actions::open(&stage.p, &asked, &key).await.unwrap().is_none());
    actions::sweep(&stage.p).await.unwrap();
    assert!(matches!(actions::send(&stage.p, &asked, &key, &draft, Lang::Fr).await, Err(SurveyProblem::NoDraft)));
}

#[tokio::test]
async fn a_letter_is_followed_by_one_reminder_and_then_its_row_is_gone() {
    let stage = Stage::new("letters").await;
    let campaign = stage.campaign(false).await;
    let today = stage.p.clock.today();
    let file = format!(
        "adresse;lieu;date_sortie;enquete\nmarie@example.org;A;{today};vecu-12\nmarie@example.org;B;{today};\n\
         pas une adresse;A;{today};\npaul@example.org;Z;{today};\njean@example.org;b;22/11/2026;autre\n"
    );
    let report = actions::upload(&stage.p, campaign, file.as_bytes()).await.unwrap();
    let keys: Vec<(usize, &str)> = report.problems.iter().map(|one| (one.line, one.key)).collect();
    assert_eq!(report.prepared, 1);
    assert_eq!(
        keys,
        [(3, "surveys-line-twice"), (4, "surveys-line-address"), (5, "surveys-line-place"), (6, "surveys-line-survey")]
    );
    let sent = |days: i64| {
        stage.clock.advance_days(days);
        actions::send_letters(&stage.p)
    };
    assert_eq!(sent(13).await.unwrap(), 0);
    assert_eq!(sent(1).await.unwrap(), 1, "the invitation");
    assert_eq!(sent(13).await.unwrap(), 0);
    assert_eq!(sent(1).await.unwrap(), 1, "its reminder");
    assert_eq!(sent(60).await.unwrap(), 0, "and nothing more");
    let mut conn = stage.p.db.reader().await.unwrap();
    let response = facts::response(&mut conn, &public_scope(ORG), About::Campaign(campaign), ROOT, Waves::ALL).await;
    assert_eq!(response.unwrap(), Response::Invited { invited: 1, answered: 0 });
}

#[tokio::test]
async fn who_objects_is_never_written_to_again() {
    let stage = Stage::new("objection").await;
    let campaign = stage.campaign(false).await;
    let person = |day| Discharge { address: kernel::Personal::new("Marie@Example.org".to_owned()), place: UNIT_A, day };
    let today = stage.p.clock.today();
    assert_eq!(actions::invite(&stage.p, campaign, vec![person(today)]).await.unwrap(), 1);
    let address = super::token::address_hash(&stage.p.keys, ORG, " marie@example.ORG ");
    let token = Objection { org: ORG, address }.written(&stage.p.keys);
    assert!(actions::may_object(&stage.p, &token.replace(&token[..2], "zz")).is_none());
    let objection = actions::may_object(&stage.p, &token).unwrap();
    actions::object(&stage.p, &objection).await.unwrap();
    assert_eq!(actions::invite(&stage.p, campaign, vec![person(today)]).await.unwrap(), 0);
    stage.clock.advance_days(30);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 0);
}

#[tokio::test]
async fn a_campaign_that_does_not_say_what_it_is_for_does_not_open() {
    let stage = Stage::new("lacks").await;
    let id = stage.campaign(true).await;
    let mut conn = stage.p.db.reader().await.unwrap();
    let made = store::find(&mut conn, &job_scope(ORG), id).await.unwrap().unwrap();
    drop(conn);
    assert_eq!(made.state, CampaignState::Open);
    let new = NewCampaign {
        org: ORG,
        instrument: made.instrument,
        title: "Muette".to_owned(),
        purpose: " ".to_owned(),
        designers: String::new(),
        moment: "Sortie".to_owned(),
        outcome: "Rien".to_owned(),
        channels: vec![Channel::Web],
        speakers: vec![Speaker::Patient],
        places: vec![ROOT],
        from: made.from,
        to: made.to,
        open_link: true,
    };
    let id = actions::create(&stage.p, By::default(), new).await.unwrap();
    let refused = actions::open_campaign(&stage.p, By::default(), ORG, id).await;
    let Err(SurveyProblem::Lacks(lacks)) = refused else { panic!("it opened") };
    assert_eq!(lacks, ["surveys-lacks-purpose", "surveys-lacks-designers"]);
}

#[tokio::test]
async fn nothing_in_the_database_ties_an_answer_to_a_time_or_holds_its_text() {
    let stage = Stage::new("plain").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 4).await;
    let key = stage.begin(campaign, UNIT_A).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let mut draft = actions::open(&stage.p, &asked, &key).await.unwrap().unwrap();
    draft.answers = answers("phrase-reconnaissable");
    actions::keep(&stage.p, &asked, &key, &draft).await.unwrap();
    actions::send(&stage.p, &asked, &key, &draft, Lang::Fr).await.unwrap();
    stage.send_some(campaign, UNIT_A, 5).await;
    actions::move_all(&stage.p).await.unwrap();
    stage.p.db.close().await;
    for name in ["vecu.db", "vecu.db-wal"] {
        let Ok(bytes) = std::fs::read(stage.folder.join("data").join(name)) else { continue };
        for needle in ["phrase-reconnaissable", "parole 2", &key.written()] {
            let found = bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
            assert!(!found, "{needle} in {name}");
        }
    }
}

#[tokio::test]
async fn fifteen_hundred_seeded_answers_go_through_the_same_door_quickly() {
    let stage = Stage::new("seed").await;
    let campaign = stage.campaign(true).await;
    let filled = (0..1500).map(|_| Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, answers(""))).collect();
    let started = std::time::Instant::now();
    let moved = actions::seed_answers(&stage.p, campaign, UNIT_A, november(), filled).await.unwrap();
    assert_eq!(moved.moved, 1500);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
    assert_eq!(stage.counted(campaign, UNIT_A).await, 1500);
}
