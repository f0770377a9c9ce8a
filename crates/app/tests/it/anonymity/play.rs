//! The scenario: people are invited, open their questionnaire and send it over some days, everything is copied each hour,
//! then the days of each wave end one after the other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app::{composition, web};
use instruments::Instrument;
use kernel::{Chance, Clock, Day, Id, Personal, kinds};
use listening::{
    surveys::{
        Discharge,
        actions::{self, By, NewCampaign},
        token::{Claimed, DraftKey, address_hash},
    },
    voices,
};
use organisation::access::job_scope;
use spine::{ChanceMaker, Platform};

use super::{
    material::{Collector, Heard, Material, seconds},
    raw::Needles,
    script::{HOUR, Invited, Script, Survey},
    visits::{self, Open},
    watch::Watch,
};
use crate::world::{Visitor, World};

/// Randomness that is none: bytes that count up, and a shuffle that leaves everything where it was.
pub struct OrderedChance;

static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);

impl OrderedChance {
    pub fn maker() -> ChanceMaker {
        std::sync::Arc::new(|| Box::new(Self))
    }
}

impl Chance for OrderedChance {
    fn fill(&mut self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(8) {
            // Ids keep the upper sixty bits: counting by sixteen makes each one larger than the last.
            let next = COUNT.fetch_add(16, std::sync::atomic::Ordering::SeqCst) << 4;
            part.copy_from_slice(&next.to_le_bytes()[..part.len()]);
        }
    }

    fn below(&mut self, bound: u64) -> u64 {
        bound.saturating_sub(1)
    }
}

/// What is played.
pub struct Scenario {
    /// Answers from places of the usual size; an eighth more come from large ones.
    pub answers: usize,
    /// Over so many days.
    pub days: i64,
    /// After how many steps the queue is worked through: some copies find what waits there.
    pub work_each: usize,
    /// How many of them go through the pages.
    pub in_browser: usize,
    /// The randomness of the product, when it is not the test world's.
    pub chance: Option<ChanceMaker>,
}

/// A person and what was stored of them before their answer moved: the attacker is given all of it.
#[derive(Debug, Clone)]
pub struct Known {
    pub invited: Invited,
    pub given: String,
    /// Campaign, place and wave where they answered.
    pub group: String,
    /// The rank of the answer among all; none for those who sent nothing.
    pub sent: Option<usize>,
    /// The row of the intake that first held it.
    pub intake: Option<i64>,
    pub draft: Option<Vec<u8>>,
    pub spent: Vec<u8>,
    /// The hash under which the outbox knows the address.
    pub address: Vec<u8>,
}

/// What the attacker has at the end, and the truth to judge it by.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub people: Vec<Known>,
    pub material: Material,
    /// The days of answering, in milliseconds.
    pub period: (i64, i64),
    /// The last copy made in that time.
    pub last_of_period: usize,
    /// When the test began by the machine's own clock.
    pub began: u64,
    /// The comments that somebody who reads the whole organisation is shown at the end.
    pub readable: BTreeSet<String>,
    /// Letters to each address, reminders included.
    pub letters: BTreeMap<String, usize>,
}

/// The scenario while it runs.
struct Stage {
    world: World,
    p: Platform,
    instrument: Instrument,
    campaigns: BTreeMap<Survey, Id<kinds::Campaign>>,
    pages: axum::Router,
    metrics: Visitor,
    collector: Collector,
    watch: Watch,
    heard: Heard,
    log: String,
}

impl Scenario {
    pub async fn play(self) -> Outcome {
        #[expect(clippy::disallowed_methods, reason = "the dates that the file system keeps are the machine's own")]
        let began = seconds(std::time::SystemTime::now());
        let heard = Heard::default();
        let _listening = heard.listen();
        let mut world = World::new().await;
        if let Some(chance) = &self.chance {
            let p = &world.platform;
            let (clock, settings) = (std::sync::Arc::clone(&p.clock), (*p.settings).clone());
            world.platform =
                Platform::with(p.db.clone(), p.keys.clone(), p.mail.clone(), settings, clock, chance.clone());
        }
        let instrument =
            Instrument::compile(instruments::shipped("vecu-12").expect("shipped").json).expect("it compiles");
        let people = Script::write(&world, &instrument, self.answers, self.days).await.people;
        let mut stage = Stage::set(world, instrument, heard).await;
        let tokens = stage.invite(&people).await;
        let start = stage.world.clock.millis();
        stage.look_for(&people, &tokens, start);
        let mut known = stage.known(&people, &tokens);
        stage.copy().await;
        stage.heard.take();
        self.answering(&mut stage, &mut known, &tokens, start).await;
        let (end, last_of_period) = (stage.world.clock.millis(), stage.collector.material.copies - 1);
        stage.end().await;
        let readable = stage.readable().await;
        let letters = visits::mails(&stage.p).1;
        let mut material = stage.collector.material;
        (material.moves, material.shown, material.log) = (stage.watch.moves, stage.watch.shown, stage.log);
        Outcome { people: known, material, period: (start, end), last_of_period, began, readable, letters }
    }

    /// The days on which people answer.
    async fn answering(&self, stage: &mut Stage, known: &mut [Known], tokens: &HashMap<String, String>, start: i64) {
        let mut steps: Vec<(i64, bool, usize)> = Vec::new();
        for (at, one) in known.iter().enumerate() {
            steps.extend(one.invited.begins.map(|begins| (start + begins, false, at)));
            steps.extend(one.invited.sends.map(|sends| (start + sends, true, at)));
        }
        steps.sort_unstable();
        let senders = steps.iter().filter(|(_, sends, _)| *sends).count();
        let each = (senders / self.in_browser.max(1)).max(1);
        let mut open: HashMap<usize, Open> = HashMap::new();
        let (mut hour, mut idle, mut sent) = (start + HOUR, true, 0);
        for (step, (at, sends, who)) in steps.into_iter().enumerate() {
            while at >= hour {
                stage.until(hour).await;
                // Nothing changes while nobody comes: a copy would be the same.
                if !std::mem::replace(&mut idle, true) {
                    stage.copy().await;
                }
                hour += HOUR;
            }
            idle = false;
            stage.until(at).await;
            let person = &mut known[who];
            let token = &tokens[&person.invited.address];
            if sends {
                let questionnaire = open.remove(&who).expect("it was opened");
                let campaign = stage.campaigns[&person.invited.survey];
                visits::send(&stage.p, &stage.instrument, questionnaire, campaign, &person.invited).await;
                person.sent = Some(sent);
                person.intake = stage.watch.arrived(&person.group, &person.invited, campaign).await;
                sent += 1;
            } else {
                let begun = if who % each == 0 {
                    let visitor = Visitor::new(stage.pages.clone());
                    visits::begin_in_browser(visitor, &stage.instrument, token, &person.invited).await
                } else {
                    visits::begin(&stage.p, token, &person.invited).await
                };
                let key = DraftKey::read(&begun.key).expect("a draft key");
                person.draft = Some(key.lookup(&stage.p.keys, stage.world.org));
                stage.look_for_draft(&begun.key);
                open.insert(who, begun);
            }
            if step % self.work_each == self.work_each - 1 {
                stage.work(sent, false).await;
            }
        }
        stage.work(sent, false).await;
        stage.copy().await;
    }
}

impl Stage {
    async fn set(world: World, instrument: Instrument, heard: Heard) -> Self {
        let p = world.platform.clone();
        let shipped = actions::shipped(&p, "vecu-12").await.expect("the instrument");
        let mut campaigns = BTreeMap::new();
        for survey in Survey::ALL {
            let new = NewCampaign {
                org: world.org,
                instrument: shipped,
                title: format!("Essai {survey:?}"),
                purpose: "Vérifier l’anonymat".to_owned(),
                designers: "Avec des usagers".to_owned(),
                moment: "after".to_owned(),
                outcome: "Rien d’autre".to_owned(),
                channels: vec![voices::Channel::Web],
                speakers: vec![instruments::Speaker::Patient],
                places: vec![world.root],
                from: "2025-12-01".parse().expect("a day"),
                to: "2026-03-31".parse().expect("a day"),
                open_link: false,
            };
            let id = actions::create(&p, By::default(), new).await.expect("a campaign");
            actions::open_campaign(&p, By::default(), world.org, id).await.expect("it opens");
            campaigns.insert(survey, id);
        }
        let front = web::Front::new(p.clone());
        let pages = web::router(&front, composition::routes());
        let metrics = Visitor::new(web::health::router(front));
        let collector = Collector::new(&p, Needles::new());
        let watch = Watch::new(&p, world.org, campaigns.values().copied().collect()).await;
        Self { p, instrument, campaigns, pages, metrics, collector, watch, heard, log: String::new(), world }
    }

    /// Invites everybody and reads the tokens out of the mails, as the people would.
    async fn invite(&self, people: &[Invited]) -> HashMap<String, String> {
        for (survey, campaign) in &self.campaigns {
            let theirs = people.iter().filter(|one| one.survey == *survey);
            let discharges: Vec<Discharge> = theirs
                .map(|one| Discharge {
                    address: Personal::new(one.address.clone()),
                    place: one.place,
                    day: one.discharged(),
                })
                .collect();
            let n = discharges.len();
            assert_eq!(actions::invite(&self.p, *campaign, discharges).await.expect("letters"), n);
        }
        assert_eq!(actions::send_letters(&self.p).await.expect("sent"), people.len());
        visits::mails(&self.p).0
    }

    /// What must stand in no file.
    fn look_for(&mut self, people: &[Invited], tokens: &HashMap<String, String>, start: i64) {
        let needles = &mut self.collector.needles;
        needles.add("an address", b"@patients.example");
        for person in people {
            let token = &tokens[&person.address];
            needles.add("an invitation", token.as_bytes());
            let bytes = data_encoding::BASE64URL_NOPAD.decode(token.as_bytes()).expect("a token");
            needles.add("an invitation in bytes", &bytes[..16]);
            for at in person.begins.iter().chain(&person.sends) {
                needles.add_instant(start + at);
            }
        }
    }

    fn look_for_draft(&mut self, key: &str) {
        let bytes = data_encoding::BASE32_NOPAD.decode(key.to_ascii_uppercase().as_bytes()).expect("a draft key");
        self.collector.needles.add("a draft key", key.as_bytes());
        self.collector.needles.add("a draft key in bytes", &bytes);
    }

    fn known(&self, people: &[Invited], tokens: &HashMap<String, String>) -> Vec<Known> {
        let org = self.world.org;
        let known = |one: &Invited| {
            let claimed = Claimed::read(&tokens[&one.address]).expect("an invitation");
            let campaign = self.campaigns[&one.survey];
            Known {
                given: visits::given_of(&one.answers),
                group: super::watch::group(campaign.to_i64(), one.place.to_i64(), &one.wave.to_string()),
                sent: None,
                intake: None,
                draft: None,
                spent: claimed.invitation.spent_hash(&self.p.keys, org),
                address: address_hash(&self.p.keys, org, &one.address),
                invited: one.clone(),
            }
        };
        people.iter().map(known).collect()
    }

    /// Moves the clock to an instant; days begin on the way.
    async fn until(&mut self, instant: i64) {
        let before = self.p.clock.today();
        self.world.clock.advance_millis(instant - self.world.clock.millis());
        if self.p.clock.today() != before {
            composition::daily(&self.p).await.expect("a day begins");
            self.work(usize::MAX, false).await;
        }
    }

    /// Does what is queued, and looks at what moved.
    async fn work(&mut self, sent: usize, at_the_end: bool) {
        self.world.work().await;
        self.watch.look(&self.p, sent, at_the_end, self.collector.material.copies).await;
    }

    async fn copy(&mut self) {
        let log = self.heard.take();
        self.collector.scan("log of our crates", log.as_bytes());
        self.log.push_str(&log);
        let metrics = self.metrics.get("/metrics").await.text;
        self.collector.copy(&self.p, metrics).await;
    }

    /// The reminders leave, then the days of each wave end, one after the other.
    async fn end(&mut self) {
        for day in ["2026-04-01", "2026-04-28", "2026-05-26", "2026-06-25"] {
            let day: Day = day.parse().expect("a day");
            self.world.clock.advance_days(self.p.clock.today().days_until(day));
            composition::daily(&self.p).await.expect("a day begins");
            self.work(usize::MAX, true).await;
            self.copy().await;
        }
    }

    async fn readable(&self) -> BTreeSet<String> {
        let mut conn = self.p.db.reader().await.expect("a reader");
        let scope = job_scope(self.world.org);
        let filter = voices::store::Filter::default();
        let (voices, _) = voices::store::list(&mut conn, &scope, &filter, 10, 1_000_000, 0).await.expect("voices");
        voices.iter().filter_map(|voice| super::script::marked(voice.readable.as_deref()?).map(str::to_owned)).collect()
    }
}
