//! People are invited, answer in a known order, and everything that is stored is copied each hour.

use std::collections::{BTreeMap, HashMap};

use instruments::{Answer, Answers, Instrument, Kind as ItemKind};
use kernel::{Chance, Clock, Id, Personal, SeededChance, Wave, kinds};
use listening::surveys::{
    Discharge,
    actions::{self, By, NewCampaign},
    token::DraftKey,
};
use organisation::places::Level;
use spine::{ChanceMaker, Platform};

use super::{
    files::Copies,
    matcher::{Person, Stored},
};
use crate::world::World;

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

pub struct Scenario {
    pub answers: usize,
    pub chance: Option<ChanceMaker>,
}

/// What the attacker has at the end.
pub struct Outcome {
    pub people: Vec<Person>,
    pub rows: Vec<Stored>,
    pub authors: Vec<Person>,
    pub comments: Vec<Stored>,
    pub times: Vec<String>,
    pub canaries: Vec<String>,
    pub smallest_batch: usize,
    wrote: HashMap<String, String>,
}

impl Outcome {
    /// The stored answers in the order of their table, as if that were the order of arrival: does it give the comments
    /// away?
    pub fn answers_as_people(&self) -> Vec<Person> {
        let order = |row: &Stored| row.positions.get("table").copied().unwrap_or_default() as usize;
        self.rows
            .iter()
            .filter_map(|row| Some(Person { order: order(row), given: self.wrote.get(&row.given)?.clone() }))
            .collect()
    }
}

/// One invited person, with what they will answer.
struct Invited {
    address: String,
    place: Id<kinds::Place>,
    wave: Wave,
    answers: Answers,
    comment: Option<String>,
}

impl Scenario {
    pub async fn play(self) -> Outcome {
        let mut world = World::new().await;
        if let Some(chance) = &self.chance {
            let p = &world.platform;
            let settings = (*p.settings).clone();
            let clock = std::sync::Arc::clone(&p.clock);
            world.platform =
                Platform::with(p.db.clone(), p.keys.clone(), p.mail.clone(), settings, clock, chance.clone());
        }
        let p = world.platform.clone();
        let (campaign, instrument) = campaign(&world).await;
        let people = invited(&world, &instrument, self.answers).await;
        let tokens = invite(&world, campaign, &people).await;
        let start = world.clock.millis();
        let mut copies = Copies::new(&p);
        let a_copy_every = (self.answers / 16).max(1);
        for (order, person) in people.iter().enumerate() {
            world.clock.advance_millis(7_000);
            answer(&p, &tokens[&person.address], person).await;
            if order % 10 == 9 {
                world.work().await;
            }
            if order % a_copy_every == a_copy_every - 1 {
                copies.copy(&p).await;
            }
        }
        world.work().await;
        copies.copy(&p).await;
        let end = world.clock.millis();
        // The waves end: rests count at a parent place.
        world.clock.advance_days(120);
        actions::close_waves(&p).await.expect("the waves close");
        world.work().await;
        copies.copy(&p).await;
        let canaries = people.iter().map(|one| one.address.clone()).chain(tokens.into_values()).collect::<Vec<_>>();
        outcome(&people, copies, (start, end), &canaries)
    }
}

async fn campaign(world: &World) -> (Id<kinds::Campaign>, Instrument) {
    let p = &world.platform;
    let instrument = actions::shipped(p, "vecu-12").await.expect("the instrument");
    let compiled = Instrument::compile(instruments::shipped("vecu-12").expect("shipped").json).expect("compiles");
    let new = NewCampaign {
        org: world.org,
        instrument,
        title: "Essai".to_owned(),
        purpose: "Vérifier l’anonymat".to_owned(),
        designers: "Avec des usagers".to_owned(),
        moment: "after".to_owned(),
        outcome: "Rien d’autre".to_owned(),
        channels: vec![listening::voices::Channel::Web],
        speakers: vec![instruments::Speaker::Patient],
        places: vec![world.root],
        from: "2025-12-01".parse().expect("a day"),
        to: "2026-04-30".parse().expect("a day"),
        open_link: false,
    };
    let id = actions::create(p, By::default(), new).await.expect("a campaign");
    actions::open_campaign(p, By::default(), world.org, id).await.expect("it opens");
    (id, compiled)
}

/// Five to twenty people a unit and wave, mixed over the whole period.
async fn invited(world: &World, instrument: &Instrument, answers: usize) -> Vec<Invited> {
    let mut chance = SeededChance::new(99);
    let waves: Vec<Wave> = ["2025-12", "2026-01", "2026-02"].iter().map(|w| w.parse().expect("a wave")).collect();
    let mut people: Vec<Invited> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut unit = 0;
    while people.len() < answers {
        let pole = world.place(Some(world.site), Level::Pole, &format!("Pôle {unit}"), &format!("pole-{unit}")).await;
        for _ in 0..4 {
            unit += 1;
            let slug = format!("unite-{unit}");
            let place = world.place(Some(pole), Level::Unit, &format!("Unité {unit}"), &slug).await;
            for wave in &waves {
                let n = 5 + chance.below(16) as usize;
                for _ in 0..n.min(answers - people.len()) {
                    let number = people.len();
                    people.push(Invited {
                        address: format!("canari-{number}@patients.example"),
                        place,
                        wave: *wave,
                        answers: some_answers(instrument, &mut chance, &mut seen),
                        comment: chance.below(3).eq(&0).then(|| format!("Remarque numéro {number} du service")),
                    });
                }
            }
        }
    }
    (&mut chance as &mut dyn Chance).shuffle(&mut people);
    people
}

/// Answers that nobody else gives, so that the test knows whose row is whose.
fn some_answers(
    instrument: &Instrument,
    chance: &mut SeededChance,
    seen: &mut std::collections::HashSet<Vec<String>>,
) -> Answers {
    loop {
        let mut answers = Answers::new();
        let mut codes = Vec::new();
        for item in instrument.questions().filter(|item| item.kind == ItemKind::Choice) {
            let choice = &item.choices[chance.below(item.choices.len() as u64) as usize];
            answers.set(item.link_id.clone(), Answer::Choice(choice.code.clone()));
            codes.push(choice.code.clone());
        }
        if seen.insert(codes) {
            return answers;
        }
    }
}

/// Invites everybody and reads the tokens out of the mails, as the people would.
async fn invite(world: &World, campaign: Id<kinds::Campaign>, people: &[Invited]) -> HashMap<String, String> {
    let p = &world.platform;
    let discharges = people
        .iter()
        .map(|one| Discharge {
            address: Personal::new(one.address.clone()),
            place: one.place,
            day: one.wave.first_day().plus_days(9),
        })
        .collect();
    let prepared = actions::invite(p, campaign, discharges).await.expect("letters");
    assert_eq!(prepared, people.len());
    assert_eq!(actions::send_letters(p).await.expect("sent"), people.len());
    let folder = p.settings.mail_folder.clone().expect("a mail folder");
    let mut tokens = HashMap::new();
    for mail in std::fs::read_dir(folder).expect("mails") {
        let text = std::fs::read_to_string(mail.expect("a mail").path()).expect("text");
        let address = text.lines().next().and_then(|l| l.strip_prefix("To: ")).expect("an address").to_owned();
        let token = text.split("/i/").nth(1).and_then(|t| t.split_whitespace().next()).expect("a token");
        tokens.insert(address, token.trim_end_matches(['.', ',']).to_owned());
    }
    tokens
}

async fn answer(p: &Platform, token: &str, person: &Invited) {
    let begun = actions::accept(p, token).await.expect("the invitation is good");
    let asked = actions::asked(p, begun.campaign).await.expect("read").expect("the campaign");
    let key = DraftKey::read(&begun.key.written()).expect("the key as an address holds it");
    let mut draft = actions::open(p, &asked, &key).await.expect("read").expect("the draft");
    draft.speaker = Some(instruments::Speaker::Patient);
    draft.answers = person.answers.clone();
    if let Some(comment) = &person.comment {
        let open = asked.instrument.questions().find(|item| item.kind == ItemKind::Open).expect("an open question");
        draft.answers.set(open.link_id.clone(), Answer::Text(comment.clone()));
    }
    actions::keep(p, &asked, &key, &draft).await.expect("kept");
    actions::send(p, &asked, &key, &draft, kernel::Lang::Fr).await.expect("acknowledged");
}

/// The text of an answer as its final row holds it.
fn given_of(answers: &Answers) -> String {
    let pairs: serde_json::Map<String, serde_json::Value> = answers
        .iter()
        .filter_map(|(id, answer)| match answer {
            Answer::Choice(code) => Some((id.to_owned(), code.as_str().into())),
            _ => None,
        })
        .collect();
    sorted(&serde_json::Value::Object(pairs).to_string())
}

/// The pairs of a JSON object in a fixed order, so that two texts of the same answers compare equal.
pub fn sorted(text: &str) -> String {
    let object: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
    serde_json::to_string(&object).unwrap_or_default()
}

fn outcome(people: &[Invited], copies: Copies, period: (i64, i64), canaries: &[String]) -> Outcome {
    let known = people.iter().enumerate().map(|(order, one)| Person { order, given: given_of(&one.answers) }).collect();
    let authors = people
        .iter()
        .enumerate()
        .filter_map(|(order, one)| Some(Person { order, given: one.comment.clone()? }))
        .collect();
    let wrote = people.iter().filter_map(|one| Some((given_of(&one.answers), one.comment.clone()?))).collect();
    let (times, found) = (copies.times(period), copies.canaries(canaries));
    let rows = copies.rows();
    let mut batches: HashMap<(String, usize), usize> = HashMap::new();
    let last = rows.iter().map(|r| r.seen).max().unwrap_or_default();
    for row in rows.iter().filter(|r| r.seen < last) {
        *batches.entry((row.group.clone(), row.seen)).or_default() += 1;
    }
    Outcome {
        people: known,
        authors,
        comments: copies.comments(),
        times,
        canaries: found,
        smallest_batch: batches.into_values().min().unwrap_or_default(),
        rows,
        wrote,
    }
}
