//! Rule 17 for answers: the real program serves; people answer a questionnaire; it is killed at a random moment or while
//! a batch moves, and started again. Every acknowledged answer is then there, waiting or moved, and none is there twice.
//!
//! `VECU_TEST_KILLS` is the number of rounds, as under stories (6 when absent).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use instruments::Speaker;
use kernel::{Chance, Id, SeededChance, kinds};
use listening::{
    surveys::actions::{self, By, NewCampaign},
    voices::Channel,
};
use organisation::places;
use spine::{db::Db, settings::Settings};

use super::{
    durable::{Served, home, install, sent, served_here},
    story::statement,
};

const CLIENTS: usize = 8;
/// Once so many were acknowledged since a start, a batch has moved or is moving.
const A_BATCH: usize = 12;
const FREQUENCY: [&str; 6] = ["always", "often", "sometimes", "never", "dont-know", "not-concerned"];
const SCALE: [&str; 6] = ["1", "2", "3", "4", "5", "no-opinion"];
/// The questions whose choices, together, are the number of an answer: each with its screen and its choices.
const DIGITS: [(&str, usize, &[&str]); 7] = [
    ("v4", 2, FREQUENCY.first_chunk::<5>().unwrap()),
    ("v5", 2, &FREQUENCY),
    ("v6", 2, &FREQUENCY),
    ("v7", 2, &SCALE),
    ("v8", 3, &FREQUENCY),
    ("v9", 3, FREQUENCY.first_chunk::<5>().unwrap()),
    ("v10", 3, &SCALE),
];

/// The choices of an answer, on one screen.
fn choices(number: u64, screen: usize) -> Vec<(&'static str, &'static str)> {
    let mut rest = usize::try_from(number).unwrap();
    let mut chosen = Vec::new();
    for (item, on, codes) in DIGITS {
        if on == screen {
            chosen.push((item, codes[rest % codes.len()]));
        }
        rest /= codes.len();
    }
    assert_eq!(rest, 0, "no number is that of another");
    chosen
}

/// The number of a kept answer.
fn number_of(given: &str) -> u64 {
    let given: BTreeMap<String, String> = serde_json::from_str(given).unwrap();
    let digit = |item: &str, codes: &[&str]| codes.iter().position(|code| *code == given[item]).unwrap();
    let number = DIGITS.iter().rev().fold(0, |n, (item, _, codes)| n * codes.len() + digit(item, codes));
    u64::try_from(number).unwrap()
}

/// What people know, outside: the answers they were thanked for, and the drafts whose last press had no reply.
#[derive(Default)]
struct Known {
    thanked: BTreeSet<u64>,
    unsure: Vec<(u64, String)>,
}

/// Presses "Send": thanked, or sent already by an earlier press; none when no reply came.
fn press(address: &str, campaign: &str, number: u64, key: &str) -> Option<()> {
    let mut fields = vec![("d", key), ("go", "send")];
    fields.extend(choices(number, 3));
    let (status, answer) = sent(address, &format!("/q/{campaign}/3"), number, &fields)?;
    let head = answer.split_once("\r\n\r\n")?.0;
    assert!(status == 303 && head.contains("/merci") || status == 410, "{answer}");
    Some(())
}

/// Answers until the server is gone.
fn answer_on(address: &str, campaign: &str, next: &AtomicU64, known: &Mutex<Known>) -> Option<()> {
    loop {
        let number = next.fetch_add(1, Ordering::SeqCst);
        let path = format!("/q/{campaign}");
        let (_, begun) = sent(address, &path, number, &[("speaker", "patient"), ("place", "cardiologie")])?;
        let head = begun.split_once("\r\n\r\n")?.0;
        let key = head.split_once("?d=").unwrap_or_else(|| panic!("{begun}")).1;
        let key = key.split(['\r', '&']).next().unwrap().to_owned();
        let mut fields = vec![("d", key.as_str()), ("go", "next")];
        fields.extend(choices(number, 2));
        let (status, page) = sent(address, &format!("/q/{campaign}/2"), number, &fields)?;
        page.contains("\r\n\r\n").then_some(())?;
        assert_eq!(status, 303, "{page}");
        let thanked = press(address, campaign, number, &key);
        let mut known = known.lock().unwrap();
        if thanked.is_none() {
            known.unsure.push((number, key));
            return None;
        }
        known.thanked.insert(number);
    }
}

/// An open campaign of the installation.
async fn campaign(home: &Path) -> Id<kinds::Campaign> {
    let settings = Settings { data: home.join("data"), keys: home.join("keys"), ..Settings::default() };
    let installed = served_here(&settings).await;
    let p = &installed.platform;
    let root = places::organisations(&mut p.db.reader().await.unwrap()).await.unwrap()[0];
    let place = places::by_slug(&mut p.db.reader().await.unwrap(), "hopital").await.unwrap().unwrap();
    let (said, today) = (|| "Dit clairement.".to_owned(), p.clock.today());
    let new = NewCampaign {
        org: root,
        instrument: actions::shipped(p, "vecu-12").await.unwrap(),
        title: "Séjours".to_owned(),
        purpose: said(),
        designers: said(),
        moment: said(),
        outcome: said(),
        channels: vec![Channel::Web],
        speakers: Speaker::ALL.to_vec(),
        places: vec![place.id],
        from: today.plus_days(-1),
        to: today.plus_days(60),
        open_link: true,
    };
    let id = actions::create(p, By::default(), new).await.unwrap();
    actions::open_campaign(p, By::default(), root, id).await.unwrap();
    p.db.close().await;
    id
}

/// One number out of the database, beside the serving program; a statement sees one moment.
async fn number(home: &Path, text: &str) -> usize {
    let db = Db::open_sqlite(&home.join("data/vecu.sqlite")).await.unwrap();
    let n = db.reader().await.unwrap().one(statement(text), vec![]).await.unwrap().unwrap().int("n").unwrap();
    db.close().await;
    usize::try_from(n).unwrap()
}

const KEPT: &str = "SELECT (SELECT COUNT(*) FROM intake) + (SELECT COUNT(*) FROM answer) AS n";
const MOVED: &str = "SELECT COUNT(*) AS n FROM answer";
const LOST_KEY: &str = "SELECT COUNT(*) AS n FROM job WHERE kind = 'surveys.move' AND problem LIKE '%answers wait%'";

/// After a restart: as many as were acknowledged, and those on their way at the kill at most. Then everybody without a
/// reply presses once more, and no doubt is left.
async fn check(home: &Path, address: &str, campaign: &str, known: &Mutex<Known>, round: usize) {
    let unsure = std::mem::take(&mut known.lock().unwrap().unsure);
    let (kept, thanked) = (number(home, KEPT).await, known.lock().unwrap().thanked.len());
    let most = thanked + unsure.len();
    assert!((thanked..=most).contains(&kept), "round {round}: {kept} are kept, {thanked} to {most} were sent");
    for (number, key) in unsure {
        press(address, campaign, number, &key).expect("an answer");
        known.lock().unwrap().thanked.insert(number);
    }
    assert_eq!(number(home, KEPT).await, known.lock().unwrap().thanked.len(), "round {round}: pressed once more");
    assert_eq!(number(home, LOST_KEY).await, 0, "round {round}: an answer that no key opens fails its job");
}

/// Waits for the moment of the kill: any, or the one when a batch moves.
fn wait(chance: &mut dyn Chance, round: usize, known: &Mutex<Known>) {
    if round.is_multiple_of(2) {
        return thread::sleep(Duration::from_millis(20 + chance.below(600)));
    }
    let (start, before) = (Instant::now(), known.lock().unwrap().thanked.len());
    while known.lock().unwrap().thanked.len() < before + A_BATCH && start.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(1));
    }
    thread::sleep(Duration::from_millis(chance.below(40)));
}

#[tokio::test]
async fn every_acknowledged_answer_is_there_once_whenever_it_is_killed() {
    let rounds: usize = std::env::var("VECU_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    let home = home("kill-answers");
    install(&home).await;
    let campaign = campaign(&home).await;
    let path = campaign.to_string();
    let (next, known) = (Arc::new(AtomicU64::new(0)), Arc::new(Mutex::new(Known::default())));
    let mut chance = SeededChance::new(u64::from(std::process::id()));
    for round in 0..rounds {
        let served = Served::start(&home, "data");
        check(&home, served.address(), &path, &known, round).await;
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (address, path) = (served.address().to_owned(), path.clone());
                let (next, known) = (Arc::clone(&next), Arc::clone(&known));
                thread::spawn(move || answer_on(&address, &path, &next, &known))
            })
            .collect();
        wait(&mut chance, round, &known);
        served.kill();
        for client in clients {
            client.join().unwrap();
        }
    }
    let served = Served::start(&home, "data");
    check(&home, served.address(), &path, &known, rounds).await;
    served.kill();
    assert!(number(&home, MOVED).await >= 10 * (rounds / 2), "batches moved between the kills");
    let thanked = std::mem::take(&mut known.lock().unwrap().thanked);
    assert!(thanked.len() >= rounds, "people answered: {}", thanked.len());
    assert_eq!(number_of_each(&home, campaign).await, thanked.into_iter().map(|one| (one, 1)).collect());
    let _ = fs::remove_dir_all(&home);
}

/// Closes the campaign, so that nothing waits sealed any more; how many times each answer is there.
async fn number_of_each(home: &Path, campaign: Id<kinds::Campaign>) -> BTreeMap<u64, usize> {
    let settings = Settings { data: home.join("data"), keys: home.join("keys"), ..Settings::default() };
    let installed = served_here(&settings).await;
    let p = &installed.platform;
    let org = places::organisations(&mut p.db.reader().await.unwrap()).await.unwrap()[0];
    actions::close_campaign(p, By::default(), org, campaign).await.unwrap();
    actions::close_waves(p).await.unwrap();
    let mut conn = p.db.reader().await.unwrap();
    let waiting = conn.one(statement("SELECT COUNT(*) AS n FROM intake"), vec![]).await.unwrap().unwrap();
    assert_eq!(waiting.int("n").unwrap(), 0, "all of them could be opened");
    let mut found = BTreeMap::new();
    for row in conn.all(statement("SELECT given FROM answer ORDER BY id"), vec![]).await.unwrap() {
        *found.entry(number_of(&row.text("given").unwrap())).or_default() += 1;
    }
    drop(conn);
    p.db.close().await;
    found
}

#[test]
fn a_number_is_read_back_from_the_choices_that_stand_for_it() {
    for number in [0, 1, 5, 1079, 1080, 194_399] {
        let chosen = [choices(number, 2), choices(number, 3)].concat();
        let given: BTreeMap<&str, &str> = chosen.into_iter().collect();
        assert_eq!(number_of(&serde_json::to_string(&given).unwrap()), number);
    }
}
