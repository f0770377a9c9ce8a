//! Each detector is shown what it is there to find: the collected material is tampered with as a careless change of the
//! product would have left it, and the detector must say so.

use std::collections::HashMap;

use super::{
    detectors,
    links::head,
    material::{Collector, Listed},
    on_postgres, outcome,
    play::Outcome,
    raw::Needles,
    rows::{Cell, Sighting},
    script::Survey,
};
use crate::world::World;

type Tampering = (&'static str, &'static str, fn(&mut Outcome));

/// What is done to the material, and the detector that must find it.
const TAMPERINGS: &[Tampering] = &[
    ("the id of the intake becomes the id of the answer", "values carried over", id_carried_over),
    ("a draft becomes an answer under its own name", "values carried over", |o| draft_is_id(o)),
    ("a job names a row of the intake", "values carried over", |o| {
        let id = some_intake(o);
        job(o, &format!("{{\"row\":{id}}}"), 0);
    }),
    ("what stays of a batch keeps its row", "rows that outlive a move", row_kept),
    ("the keys of batches are not destroyed", "keys kept", keys_kept),
    ("a key file has the time of its first answer", "files that tell", |o| {
        let name = "batches/000000000001.key".to_owned();
        o.material.keys.push(Listed { copy: 1, name, modified: o.began + 5 });
    }),
    ("a mail leaves when somebody answers", "files that tell", |o| {
        o.material.mails.push(Listed { copy: 1, name: "thanks.txt".to_owned(), modified: o.began });
    }),
    ("what waits is as long as what was written", "lengths", lengths_vary),
    ("used invitations are written one by one", "spent alone", spent_as_they_come),
    ("a job carries the time in its payload", "times", |o| {
        let at = o.period.0 + 5_000;
        job(o, &format!("{{\"at\":{at}}}"), 0);
    }),
    ("a job carries the hour, written out", "times", |o| job(o, "{\"at\":\"14:07\"}", 0)),
    ("a job has a time to run at", "times", |o| job(o, "{}", o.period.0 + 9_000)),
    ("an arrival is audited", "times", arrival_audited),
    ("an address stands in the clear", "words in the clear", |o| {
        o.material.found.insert((3, "vecu.sqlite".to_owned(), "an address"));
    }),
    ("a rest of one is counted alone", "numbers that move by few", |o| {
        let mut next = o.material.shown.last().expect("numbers").clone();
        *next.values_mut().find(|n| **n >= 10).expect("a number") += 1;
        o.material.shown.push(next);
    }),
    ("a letter dies with the answer", "letters that tell", |o| o.material.rows.of_mut("outbox").rows[0].last = 2),
    ("those who answered are not reminded", "letters that tell", |o| {
        let one = o.people.iter().find(|one| one.sent.is_some() && o.letters[&one.invited.address] == 2);
        let address = one.expect("somebody reminded").invited.address.clone();
        o.letters.insert(address, 1);
    }),
    ("answers are counted in the metrics", "metrics", |o| {
        o.material.metrics.iter_mut().for_each(|(copy, text)| text.push_str(&format!("vecu_answers {copy}\n")));
    }),
    ("an answer leaves a line in the log", "log", |o| o.material.log.push_str(" INFO listening::surveys: an answer\n")),
    ("eight comments are shown", "comments of few", |o| {
        let one = o.people.iter().find(|one| one.invited.survey == Survey::Small).expect("the small survey");
        o.readable.insert(one.invited.mark().expect("a comment"));
    }),
];

#[tokio::test]
async fn every_detector_finds_what_it_is_there_for() {
    if on_postgres() {
        return;
    }
    let clean = outcome().await;
    for (what, name, tamper) in TAMPERINGS {
        let (_, detector) = detectors::ALL.iter().find(|(known, _)| known == name).expect("a detector");
        let before = detector(clean).len();
        let mut tampered = clean.clone();
        tamper(&mut tampered);
        assert!(detector(&tampered).len() > before, "{what}: {name} did not see it");
    }
    let untried: Vec<_> =
        detectors::ALL.iter().filter(|(name, _)| TAMPERINGS.iter().all(|(_, tried, _)| tried != name)).collect();
    assert!(untried.is_empty(), "{untried:?}");
}

#[tokio::test]
async fn the_matcher_follows_ids_lengths_and_draws_when_they_tell() {
    if on_postgres() {
        return;
    }
    let clean = outcome().await;
    type Tampering = (fn(&mut Outcome), &'static str, &'static str, &'static str);
    let tried: [Tampering; 3] = [
        (id_carried_over, "person and answer", "intake id", "id"),
        (draft_is_id, "person and answer", "draft hash", "id"),
        (lengths_vary, "person and comment", "intake length", "length"),
    ];
    for (tamper, what, people_by, rows_by) in tried {
        let mut tampered = clean.clone();
        tamper(&mut tampered);
        let scores = tampered.scores();
        let found = scores.iter().find(|(of, s)| (*of, s.people_by, s.rows_by) == (what, people_by, rows_by));
        let (_, score) = found.expect("the order");
        assert!(score.hits[0] * 2 > score.people, "{score:?}");
    }
    let mut tampered = clean.clone();
    oldest_first(&mut tampered);
    let (_, z) = tampered.draws().into_iter().find(|(by, _)| *by == "arrival").expect("an order");
    assert!(z < -super::BEYOND_A_DRAW, "the oldest of each pool went first, and z = {z}");
}

/// An address written into a text column at the third hour, and taken out again: the log and the copies held it.
#[tokio::test]
async fn an_address_in_any_column_is_found_in_the_bytes() {
    if on_postgres() {
        return;
    }
    let world = World::new().await;
    let mut needles = Needles::new();
    needles.add("an address", b"@patients.example");
    needles.add_instant(1_773_662_400_123);
    let mut collector = Collector::new(&world.platform, needles);
    std::fs::create_dir_all(world.platform.settings.mail_folder.as_ref().expect("a folder")).expect("a folder");
    for hour in 0..5 {
        let phone = match hour {
            2 => Some("canari-7@patients.example"),
            3 => Some("1773662400123"),
            _ => None,
        };
        let file = sqlx::sqlite::SqliteConnectOptions::new().filename(world.platform.settings.data.join("vecu.sqlite"));
        let mut conn = sqlx::ConnectOptions::connect(&file).await.expect("opened");
        sqlx::query("UPDATE place SET phone = $1").bind(phone).execute(&mut conn).await.expect("written");
        sqlx::Connection::close(conn).await.expect("closed");
        collector.copy(&world.platform, String::new()).await;
    }
    let found: Vec<(usize, &str, &str)> =
        collector.material.found.iter().map(|(copy, file, what)| (*copy, file.as_str(), *what)).collect();
    for copy in ["copy.sqlite", "vecu.sqlite-wal"] {
        assert!(found.contains(&(2, copy, "an address")), "{found:?}");
        assert!(found.contains(&(3, copy, "an instant in digits")), "{found:?}");
    }
    assert!(found.iter().all(|(copy, ..)| *copy >= 2), "{found:?}");
}

fn some_intake(o: &Outcome) -> i64 {
    o.people.iter().find_map(|known| known.intake).expect("a row of the intake")
}

/// Gives answers another id.
fn rename(o: &mut Outcome, id_of: &HashMap<String, i64>) {
    let seen = o.material.rows.of_mut("answer");
    let (id, given) = (seen.column("id"), seen.column("given"));
    for row in &mut seen.rows {
        let name = super::visits::sorted(row.cells[given].text().expect("text"));
        if let Some(new) = id_of.get(&name) {
            row.cells[id] = Cell::Int(*new);
        }
    }
}

fn id_carried_over(o: &mut Outcome) {
    let ids = o.people.iter().filter_map(|known| Some((known.given.clone(), known.intake?))).collect();
    rename(o, &ids);
}

fn draft_is_id(o: &mut Outcome) {
    let ids = o.people.iter().filter_map(|k| Some((k.given.clone(), head(k.draft.as_deref()?) as i64)));
    let ids = ids.collect();
    rename(o, &ids);
}

fn row_kept(o: &mut Outcome) {
    let one = o.material.moves.iter().find(|one| !one.at_the_end && one.copy > 1).expect("a batch").clone();
    let seen = o.material.rows.of_mut("intake");
    let columns = ["campaign", "place", "wave"].map(|name| seen.column(name));
    let row = seen.rows.iter_mut().find(|row| {
        let [campaign, place, wave] = columns.map(|at| &row.cells[at]);
        let of = super::watch::group(campaign.int().expect("id"), place.int().expect("id"), wave.text().expect("wave"));
        of == one.group && row.last + 1 == one.copy
    });
    row.expect("a row that left").last = one.copy;
}

fn keys_kept(o: &mut Outcome) {
    let last = o.material.copies - 1;
    let kept: Vec<Listed> = o.material.keys.iter().filter(|file| file.name.starts_with("batches/")).cloned().collect();
    o.material.keys.extend(kept.into_iter().map(|file| Listed { copy: last, ..file }));
}

/// As long as the comment, and the codes before it.
fn lengths_vary(o: &mut Outcome) {
    let written = o
        .people
        .iter()
        .filter_map(|known| Some((known.intake?, known.invited.comment.as_ref().map_or(0, String::len) as i64)));
    let written: HashMap<i64, i64> = written.collect();
    let seen = o.material.rows.of_mut("intake");
    let (id, sealed) = (seen.column("id"), seen.column("sealed"));
    for row in &mut seen.rows {
        let more = written.get(&row.cells[id].int().expect("an id")).copied().unwrap_or_default();
        if let Cell::Blob(length, _) = &mut row.cells[sealed] {
            *length = 400 + more;
        }
    }
}

fn spent_as_they_come(o: &mut Outcome) {
    let intake = o.material.rows.of("intake");
    let id = intake.column("id");
    let first: HashMap<i64, usize> =
        intake.rows.iter().filter_map(|row| Some((row.cells[id].int()?, row.first))).collect();
    let came = o.people.iter().filter_map(|k| Some((head(&k.spent), *first.get(&k.intake?)?)));
    let came: HashMap<u64, usize> = came.collect();
    let seen = o.material.rows.of_mut("spent");
    let hash = seen.column("hash");
    for row in &mut seen.rows {
        if let Cell::Blob(_, bytes) = &row.cells[hash]
            && let Some(copy) = came.get(&head(bytes))
        {
            row.first = *copy;
        }
    }
}

/// A job seen in the third copy.
fn job(o: &mut Outcome, payload: &str, run_after: i64) {
    let seen = o.material.rows.of_mut("job");
    let cell = |column: &String| match column.as_str() {
        "payload" => Cell::Text(payload.to_owned()),
        "run_after" => Cell::Int(run_after),
        _ => Cell::Null,
    };
    seen.rows.push(Sighting { cells: seen.columns.iter().map(cell).collect(), first: 3, last: 3, position: 0 });
}

fn arrival_audited(o: &mut Outcome) {
    let at = o.period.0 + 77_000;
    let seen = o.material.rows.of_mut("audit_entry");
    let cell = |column: &String| if column == "at" { Cell::Int(at) } else { Cell::Null };
    seen.rows.push(Sighting { cells: seen.columns.iter().map(cell).collect(), first: 3, last: 9, position: 0 });
}

/// Each batch takes those who came first, as a queue would.
fn oldest_first(o: &mut Outcome) {
    let mut gone: HashMap<String, ()> = HashMap::new();
    for at in 0..o.material.moves.len() {
        let one = &o.material.moves[at];
        if one.at_the_end {
            continue;
        }
        let waited = o.people.iter().filter(|known| known.group == one.group && !gone.contains_key(&known.given));
        let mut waited: Vec<(usize, &String)> =
            waited.filter_map(|known| Some((known.sent.filter(|sent| *sent < one.sent)?, &known.given))).collect();
        waited.sort_unstable();
        let went: Vec<String> = waited.into_iter().take(one.given.len()).map(|(_, given)| given.clone()).collect();
        gone.extend(went.iter().map(|given| (given.clone(), ())));
        o.material.moves[at].given = went;
    }
}
