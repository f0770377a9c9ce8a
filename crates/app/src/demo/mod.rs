//! A believable hospital with two years of voices, for `vecu demo`.
//!
//! Everything is invented: the hospital, the people, their stories. It is built through the same use cases that the pages
//! call, month after month on a clock that is moved, with chance that is seeded: on the same day the same demo comes out,
//! but for the keys, which stay the installation's own.
//!
//! Read in this order: [`corpus`] (the texts), [`places`] and [`people`] (who), [`threads`] (which deed answers which
//! story), [`told`] (when each voice came), [`answers`] (the questionnaires), [`agenda`] and [`desk`] with [`work`] (what was
//! done with the voices, day by day), [`kept`] (the indicators that are kept).

mod agenda;
mod answers;
mod corpus;
mod desk;
mod heard;
mod kept;
mod likely;
mod people;
mod places;
mod remarks;
mod threads;
mod told;
mod wards;
mod work;

use std::{
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use answers::Surveys;
use corpus::Corpus;
use desk::Desk;
use kernel::{Chance, Clock, Day, FixedClock, SeededChance, Wave};
use organisation::access::Asker;
use people::People;
use places::Places;
use serde_json::json;
use spine::{ChanceMaker, Platform, jobs::Runner, settings::dated};
use told::Told;

use crate::composition;

/// The months of the demo.
pub const MONTHS: usize = 24;
/// Runners at once.
const RUNNERS: usize = 16;
/// Another number makes another demo.
const SEED: u64 = 0x5EED_0F73;

/// Somebody who can sign in to the demo, or a receipt to try.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct SignIn {
    /// Their name and hat, as `vecu demo` prints them.
    pub person: String,
    /// What to type: the address, or the receipt.
    pub email: String,
    /// The password; empty beside a receipt.
    pub password: String,
    /// Where they arrive.
    pub path: String,
}

/// How large a demo is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The months that have answers to questionnaires: the last so many of the twenty-four.
    pub months_of_answers: usize,
    /// Of the stories that no deed answers, one in so many is told.
    pub one_story_in: usize,
}

impl Scale {
    /// The demo as it is shown.
    pub const FULL: Self = Self { months_of_answers: MONTHS, one_story_in: 1 };
    /// For tests: every thread, a quarter of the other stories, three months of answers.
    pub const SMALL: Self = Self { months_of_answers: 3, one_story_in: 4 };
}

/// How much was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Stories, suggestions, thanks.
    pub stories: usize,
    /// Receipts that were handed out.
    pub receipts: usize,
    /// Answers to questionnaires.
    pub answers: usize,
    /// Comments in them.
    pub comments: usize,
    /// Codes put on passages.
    pub codes: usize,
    /// Stories published.
    pub published: usize,
    /// Publications refused.
    pub refused: usize,
    /// Refusals contested.
    pub contested: usize,
    /// Replies to authors.
    pub replies: usize,
    /// Findings written.
    pub findings: usize,
    /// Actions opened.
    pub actions: usize,
    /// Returns published.
    pub returns: usize,
    /// Voices that returns closed.
    pub closed: usize,
}

/// What [`seed_at`] made.
#[derive(Debug)]
pub struct Seeded {
    /// Who can sign in, three receipts, an invitation.
    pub sign_ins: Vec<SignIn>,
    /// How much of everything.
    pub counts: Counts,
}

/// Fills an empty installation. Called once; the sign-ins are kept by `vecu demo` beside the data.
pub async fn seed(platform: &Platform) -> anyhow::Result<Vec<SignIn>> {
    Ok(seed_at(platform, Scale::FULL).await?.sign_ins)
}

/// The same at a given scale.
pub async fn seed_at(platform: &Platform, scale: Scale) -> anyhow::Result<Seeded> {
    let mut world = World::settle(platform, scale).await?;
    let mut counts = Counts::default();
    stage("stories");
    let told = told::receive(&mut world).await?;
    counts.stories = told.len();
    counts.receipts = told.iter().filter(|one| one.receipt.is_some()).count();
    stage("stories become readable");
    told::make_readable(&world, told.iter().map(|one| one.id)).await?;
    let mut sign_ins = sign_ins(&world, &told);
    let steps = agenda::agenda(&mut world, &told);
    let mut desk = Desk::new(told, steps);
    let mut surveys = Surveys::open(&mut world).await?;
    for month in 0..MONTHS {
        if month.is_multiple_of(6) {
            stage(&format!("from {}", world.month(month)));
        }
        desk.until(&world, world.month(month).last_day(), &mut counts).await?;
        surveys.month(&mut world, month, &mut counts).await?;
    }
    stage("indicators");
    kept::keep(&mut world).await?;
    stage("what follows from all this");
    work_off(&world.p).await?;
    stage(&format!("made {counts:?}"));
    sign_ins.push(SignIn {
        person: "Quelqu'un qui sort de cardiologie (une seule fois)".to_owned(),
        email: String::new(),
        password: String::new(),
        path: surveys.invitation(&world),
    });
    sign_ins.push(SignIn {
        person: "Le questionnaire des affiches, ouvert à tous".to_owned(),
        email: String::new(),
        password: String::new(),
        path: format!("/q/{}", surveys.open),
    });
    Ok(Seeded { sign_ins, counts })
}

/// Does the work that was queued. Several runners share commits, which one after the other would each wait for the disk.
async fn work_off(p: &Platform) -> anyhow::Result<()> {
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..RUNNERS {
        let runner = Runner::new(p.clone(), composition::registry());
        running.spawn(async move { runner.drain().await });
    }
    while let Some(done) = running.join_next().await {
        done??;
    }
    Ok(())
}

/// What the establishment says of itself on the pages that the law asks for.
const CONTACTS: &[(&str, &str)] = &[
    ("controller-contact", "direction@trois-rivieres.example, 01 99 00 00 10"),
    ("dpo-contact", "Déléguée à la protection des données, dpo@trois-rivieres.example, 01 99 00 00 11"),
    ("accessibility-contact", "Maison des usagers, 01 99 00 00 12"),
];

/// One person for each role, one who has two, and three receipts.
fn sign_ins(world: &World, told: &[Told]) -> Vec<SignIn> {
    let mut listed = people::sign_ins();
    let followed = told.iter().filter(|one| one.in_thread).filter_map(|one| Some((one, one.receipt.as_deref()?)));
    for (one, receipt) in followed.take(3) {
        let unit = world.corpus.stories.get(one.story).map_or("", |story| story.unit.as_str());
        listed.push(SignIn {
            person: format!("L'auteur d'un récit ({})", world.places.unit(unit).name),
            email: receipt.to_owned(),
            password: String::new(),
            path: "/suivi".to_owned(),
        });
    }
    listed
}

/// What every stage is given.
struct World {
    /// The platform on the clock and the chance of the demo.
    p: Platform,
    clock: Arc<FixedClock>,
    chance: SeededChance,
    scale: Scale,
    corpus: Corpus,
    places: Places,
    people: People,
    /// The first of the months.
    first: Wave,
}

impl World {
    /// Makes the organisation, its places and its people.
    async fn settle(platform: &Platform, scale: Scale) -> anyhow::Result<Self> {
        let corpus = Corpus::read()?;
        let last = platform.clock.today().wave().previous();
        let first = (1..MONTHS).fold(last, |wave, _| wave.previous());
        let mut chance = SeededChance::new(SEED);
        let clock = Arc::new(FixedClock::at(first.first_day()));
        let p = Platform::with(
            platform.db.clone(),
            platform.keys.clone(),
            platform.mail.clone(),
            (*platform.settings).clone(),
            Arc::clone(&clock) as Arc<dyn Clock>,
            seeded(SEED ^ 1),
        );
        stage("places and people");
        let mut tx = p.db.begin().await?;
        let places = Places::plant(&mut tx, &p, &mut chance).await?;
        // Whoever looks at the demo has no telephone enrolled: the second factor is waived here, by a dated setting that
        // says why, as an installation may do.
        let waived = dated::Dated {
            name: "second-factor-roles".to_owned(),
            from_day: first.first_day(),
            value: json!([]),
            source: "Démonstration : données inventées, mot de passe affiché au démarrage".to_owned(),
            verified: true,
        };
        dated::set(&mut tx, places.org(), &waived).await?;
        for (name, value) in CONTACTS {
            let given = dated::Dated { name: (*name).to_owned(), value: json!(value), ..waived.clone() };
            dated::set(&mut tx, places.org(), &given).await?;
        }
        let people = People::welcome(&mut tx, &p, &mut chance, &places, first.first_day()).await?;
        tx.commit().await?;
        Ok(Self { p, clock, chance, scale, corpus, places, people, first })
    }

    /// The month of a number, 0 being the first.
    fn month(&self, n: usize) -> Wave {
        (0..n).fold(self.first, |wave, _| wave.next())
    }

    /// The last day of the demo.
    fn last_day(&self) -> Day {
        self.month(MONTHS - 1).last_day()
    }

    /// Moves the clock to a day, never back.
    fn go_to(&self, day: Day) {
        self.clock.advance_days(self.clock.today().days_until(day).max(0));
    }

    /// The quality officer, who reads everything.
    fn quality(&self) -> anyhow::Result<&Asker> {
        self.people.asker("quality")
    }
}

/// Sources of chance that are each different and come in the same order every time.
fn seeded(seed: u64) -> ChanceMaker {
    let source = Mutex::new(SeededChance::new(seed));
    Arc::new(move || {
        let mut bytes = [0u8; 8];
        source.lock().unwrap_or_else(PoisonError::into_inner).fill(&mut bytes);
        Box::new(SeededChance::new(u64::from_le_bytes(bytes)))
    })
}

/// Says on stderr which stage begins.
fn stage(stage: &str) {
    let _ = writeln!(std::io::stderr().lock(), "demo: {stage}");
}
