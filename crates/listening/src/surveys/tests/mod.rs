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
    db::Db,
    jobs::{Registry, Runner},
    mail::Mailer,
    settings::{Settings, dated},
    vault::{Keyring, VaultError},
};

use super::{
    actions::{self, By, NewCampaign, SurveyProblem},
    facts::{self, About, Response, Waves},
    memory,
    model::{Batch, CampaignState, Discharge, Draft, Filled},
    rests::merge_rests,
    store,
    token::{Claimed, DraftKey, Invitation, Objection},
};
use crate::voices::{self, Channel};

mod around;
mod given;
mod inviting;
mod licence;
mod moving;

pub(super) type PlaceId = Id<kinds::Place>;
pub(super) type CampaignId = Id<kinds::Campaign>;

pub(super) const ORG: Id<kinds::Org> = Id::from_i64(1);
pub(super) const ROOT: PlaceId = Id::from_i64(10);
pub(super) const POLE: PlaceId = Id::from_i64(20);
pub(super) const UNIT_A: PlaceId = Id::from_i64(31);
pub(super) const UNIT_B: PlaceId = Id::from_i64(32);
pub(super) const OTHER: PlaceId = Id::from_i64(40);

pub(super) struct Stage {
    pub(super) p: Platform,
    pub(super) clock: Arc<FixedClock>,
    folder: PathBuf,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Stage {
    /// A hospital on 22 November 2026: a root, a pole with two units, a second pole.
    pub(super) async fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vecu-surveys-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("data")).unwrap();
        let db = Db::open_sqlite(&folder.join("data/vecu.db")).await.unwrap();
        db.migrate(schema::MIGRATIONS).await.unwrap();
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
            let place = Place { org: ORG, id, parent, level, name, slug, finess: None, phone: None, closed: false };
            places::store::insert(&mut tx, &place).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    pub(super) async fn campaign(&self, open_link: bool) -> CampaignId {
        let new = self.new_campaign(open_link).await;
        let id = actions::create(&self.p, By::default(), new).await.unwrap();
        actions::open_campaign(&self.p, By::default(), ORG, id).await.unwrap();
        id
    }

    pub(super) async fn new_campaign(&self, open_link: bool) -> NewCampaign {
        let said = || "Dit clairement.".to_owned();
        NewCampaign {
            org: ORG,
            instrument: actions::shipped(&self.p, "vecu-12").await.unwrap(),
            title: "Séjours".to_owned(),
            purpose: said(),
            designers: said(),
            moment: said(),
            outcome: said(),
            channels: vec![Channel::Web, Channel::Kiosk, Channel::Phone],
            speakers: Speaker::ALL.to_vec(),
            places: vec![ROOT],
            from: Day::new(2026, 9, 1).unwrap(),
            to: Day::new(2026, 12, 31).unwrap(),
            open_link,
        }
    }

    async fn begin(&self, campaign: CampaignId, place: PlaceId) -> DraftKey {
        let token = Invitation::random(&mut *self.p.chance(), campaign, place, november()).written(&self.p.keys, ORG);
        actions::accept(&self.p, &token).await.unwrap().key
    }

    async fn answer(
        &self,
        campaign: CampaignId,
        key: &DraftKey,
        comment: &str,
    ) -> Result<actions::Sent, SurveyProblem> {
        let asked = actions::asked(&self.p, campaign).await.unwrap().unwrap();
        let mut draft = actions::open(&self.p, &asked, key).await.unwrap().ok_or(SurveyProblem::NoDraft)?;
        draft.answers = answers(comment);
        actions::send(&self.p, &asked, key, &draft, Lang::Fr).await
    }

    /// What waits of November.
    async fn intake(&self, campaign: CampaignId) -> Vec<store::Sealed> {
        let mut conn = self.p.db.reader().await.unwrap();
        store::waiting_in(&mut conn, ORG, campaign, november(), None).await.unwrap()
    }

    /// Answers that somebody of the staff types in.
    async fn type_some(&self, campaign: CampaignId, place: PlaceId, n: usize) {
        let asked = actions::asked(&self.p, campaign).await.unwrap().unwrap();
        for _ in 0..n {
            let mut draft = Draft::new(campaign, november(), Channel::Phone).at(place);
            draft.answers = answers("");
            draft.behalf = true;
            let key = actions::start(&self.p, &asked, &draft).await.unwrap();
            actions::send(&self.p, &asked, &key, &draft, Lang::Fr).await.unwrap();
        }
    }

    /// Lets the de-identification run.
    async fn read_comments(&self) {
        let mut registry = Registry::default();
        crate::surveys::jobs(&mut registry);
        registry.job("voices.deidentify", voices::actions::run_deidentify);
        registry.after("voice.arrived", "voices.deidentify");
        Runner::new(self.p.clone(), registry).drain().await.unwrap();
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

    pub(super) async fn waiting(&self, campaign: CampaignId, place: PlaceId) -> usize {
        let mut conn = self.p.db.reader().await.unwrap();
        store::waiting(&mut conn, &batch(campaign, place)).await.unwrap()
    }
}

pub(super) fn november() -> Wave {
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
