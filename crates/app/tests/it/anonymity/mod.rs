//! Hard rule 1: nothing stored, in any file, back-up, queue, log or metric, links an answer to a person.
//!
//! Invited people answer over some days at known times, some of them through the pages. Somebody who knows who they are,
//! their addresses, their invitations, where and exactly when they answered, and who copies everything each hour (tables,
//! raw files, write-ahead log, keys, letters, log, metrics), must pair people and answers no better than chance within
//! place, wave and move; and must find none of what may not be there ([`detectors`]). Each of these can fail: see
//! [`counterparts`], which tamper with what was collected, and the run in which chance is taken away.
//!
//! - [`script`]: who, when, what. [`play`]: the run. [`visits`]: how one answers. [`watch`]: what moves and what is shown.
//! - [`material`], [`rows`], [`raw`]: what was collected. [`links`], [`matcher`]: the pairing. [`detectors`], [`times`].
//!
//! `./test` runs some 1,400 answers; `VECU_WHOLE=1 cargo test -p app --test it anonymity -- --nocapture` runs 11,250, ten
//! thousand of which come from places with five to twenty a wave.

mod counterparts;
mod detectors;
mod links;
mod matcher;
mod material;
mod play;
mod raw;
mod rows;
mod script;
mod times;
mod visits;
mod watch;

use std::time::Instant;

use matcher::Score;
use play::{OrderedChance, Outcome, Scenario};
use tokio::sync::OnceCell;

/// With some five hundred pairs of orders tried, one beyond this happens by chance in less than one run of a hundred; the
/// seeds are fixed.
const BEYOND_CHANCE: f64 = 4.5;
/// A draw from the pools is judged by some twenty orders.
const BEYOND_A_DRAW: f64 = 4.0;

fn is_whole() -> bool {
    std::env::var_os("VECU_WHOLE").is_some()
}

/// The attacker reads the files of SQLite; on PostgreSQL there is nothing of ours to copy.
fn on_postgres() -> bool {
    std::env::var_os("VECU_TEST_POSTGRES").is_some()
}

/// One run for every test that judges it.
async fn outcome() -> &'static Outcome {
    static PLAYED: OnceCell<Outcome> = OnceCell::const_new();
    let play = || async {
        let began = Instant::now();
        let scenario = match is_whole() {
            true => Scenario { answers: 10_000, days: 6, work_each: 200, in_browser: 300, chance: None },
            false => Scenario { answers: 1_200, days: 3, work_each: 20, in_browser: 200, chance: None },
        };
        let outcome = scenario.play().await;
        tell(&outcome, began);
        outcome
    };
    PLAYED.get_or_init(play).await
}

#[expect(clippy::print_stdout, reason = "the figures are what somebody runs this test to see")]
fn tell(outcome: &Outcome, began: Instant) {
    let (material, sent) = (&outcome.material, outcome.people.iter().filter(|one| one.sent.is_some()).count());
    let batches = material.moves.iter().filter(|one| !one.at_the_end).count();
    println!(
        "{sent} answers, {} copies, {batches} batches in the middle of a wave and {} groups at its end, {:.1?}",
        material.copies,
        material.moves.len() - batches,
        began.elapsed()
    );
}

#[expect(clippy::print_stdout, reason = "the figures are what somebody runs this test to see")]
fn report(title: &str, scores: &[(&'static str, Score)], draws: &[(&'static str, f64)]) {
    for (what, s) in scores {
        println!(
            "{title}: {what:<18} {:>12} by {:<13} {:>5} or {:>5} right of {:>5}, {:>4} by chance, z = {:.2}",
            s.people_by,
            s.rows_by,
            s.hits[0],
            s.hits[1],
            s.people,
            s.classes,
            s.z()
        );
    }
    for (by, z) in draws {
        println!("{title}: drawn from the pools by {by:<12} z = {z:.2}");
    }
}

#[tokio::test]
async fn nothing_stored_links_an_answer_to_the_one_who_gave_it() {
    if on_postgres() {
        return;
    }
    let outcome = outcome().await;
    let sent = outcome.people.iter().filter(|one| one.sent.is_some()).count();
    assert_eq!(outcome.material.rows.of("answer").rows.len(), sent, "no acknowledged answer is lost, none changes");
    let (scores, draws) = (outcome.scores(), outcome.draws());
    report("protected", &scores, &draws);
    for by in
        ["arrival", "intake id", "intake key", "draft hash", "draft gone", "spent hash", "spent seen", "letter id"]
    {
        for row in ["table", "id", "file", "log", "copy"] {
            let score =
                scores.iter().find(|(what, s)| *what == "person and answer" && (s.people_by, s.rows_by) == (by, row));
            let (_, score) = score.unwrap_or_else(|| panic!("the attacker found no {by} beside {row}"));
            assert!(score.people > sent / 3, "{by} by {row} saw too few people to judge: {score:?}");
        }
    }
    let beyond: Vec<_> = scores.iter().filter(|(_, score)| score.z() >= BEYOND_CHANCE).collect();
    assert!(beyond.is_empty(), "{beyond:#?}");
    assert!(outcome.pools().len() >= 10, "batches moved in the middle of waves: {}", outcome.pools().len());
    let drawn: Vec<_> = draws.iter().filter(|(_, z)| z.abs() >= BEYOND_A_DRAW).collect();
    assert!(drawn.is_empty(), "{drawn:?}");
}

#[tokio::test]
async fn no_copy_holds_what_none_may_hold() {
    if on_postgres() {
        return;
    }
    let outcome = outcome().await;
    let found: Vec<(&str, Vec<String>)> =
        detectors::ALL.iter().map(|(name, detector)| (*name, detector(outcome))).collect();
    let found: Vec<_> = found.into_iter().filter(|(_, problems)| !problems.is_empty()).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn the_same_matcher_succeeds_when_chance_is_taken_away() {
    if on_postgres() {
        return;
    }
    let scenario =
        Scenario { answers: 200, days: 1, work_each: 20, in_browser: 0, chance: Some(OrderedChance::maker()) };
    let outcome = scenario.play().await;
    let scores = outcome.scores();
    report("unprotected", &scores, &outcome.draws());
    for row in ["table", "id"] {
        let found = scores
            .iter()
            .find(|(what, s)| *what == "person and answer" && (s.people_by, s.rows_by) == ("arrival", row));
        let (_, score) = found.expect("the order of the table");
        assert!(score.hits[0] * 2 > score.people, "the matcher sees what there is to see: {score:?}");
    }
    assert!(outcome.draws().iter().any(|(by, z)| *by == "arrival" && z.abs() > BEYOND_A_DRAW), "{:?}", outcome.draws());
}
