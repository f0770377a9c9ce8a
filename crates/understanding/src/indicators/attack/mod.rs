//! Somebody with an integer solver over everything that is shown of a campaign: every cell, every total, every score of every
//! place and period. Small organisations at random; `VECU_ATTACK=10000` tries as many (150 unless told, 40 for witnesses), `VECU_ATTACK_SEED=n`
//! begins with that one.

mod pages;
mod replay;
mod solver;
mod world;

use pages::Hiding;
use solver::learnt;
use world::World;

use super::cells::Line;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

#[test]
#[expect(clippy::print_stderr, reason = "how much was tried, and how much stays in sight")]
fn an_integer_solver_over_everything_that_is_shown_determines_no_cell_under_the_floor() {
    let first = number("VECU_ATTACK_SEED", 1);
    let (mut asked, mut unanswered) = (0, 0);
    let (mut shown, mut hidden, mut scores, mut no_scores, mut withheld) = (0, 0, 0, 0, 0);
    for seed in first..first + number("VECU_ATTACK", 150) {
        let world = World::at_random(seed);
        let (ledger, decided) = world.decide(world.lines());
        let hiding = Hiding { ledger: &ledger, decided: Some(&decided) };
        for page in hiding.pages(&world).iter().filter(|page| page.has_page) {
            let cells = || page.lines.iter().flatten().flat_map(|(_, cells)| cells);
            shown += cells().filter(|cell| cell.is_some()).count();
            hidden += cells().filter(|cell| cell.is_none()).count();
            withheld += page.lines.iter().filter(|line| line.is_none()).count();
            scores += usize::from(page.score.is_some());
        }
        no_scores += decided.scores().len();
        let found = learnt(&world, &hiding);
        assert!(found.cells.is_empty(), "again: VECU_ATTACK_SEED={seed} VECU_ATTACK=1\n{:#?}", found.cells);
        asked += found.asked;
        unanswered += found.unanswered;
    }
    eprintln!(
        "{asked} small cells asked for, {unanswered} without an answer in time; {shown} cells shown, {hidden} hidden, {withheld} lines withheld; {scores} scores shown, \
         {no_scores} hidden for a cell"
    );
    assert!(first > 1 || (asked > 0 && shown > hidden / 4), "{shown} shown, {hidden} hidden");
    assert!(unanswered * 200 <= asked.max(200), "{unanswered} of {asked} without an answer");
}

#[test]
#[expect(clippy::print_stderr, reason = "how many were replayed")]
fn whoever_exchanges_answers_as_a_witness_says_leaves_every_page_as_it_is() {
    let first = number("VECU_ATTACK_SEED", 1);
    let seeds = first..first + number("VECU_ATTACK", 40);
    let (mut all, mut moved) = (0, 0);
    for seed in seeds {
        let replayed = replay::replay(&World::at_random(seed), seed);
        all += replayed.all;
        moved += replayed.moved_an_interval;
    }
    eprintln!("{all} witnesses replayed; {moved} of them left no interval as it was, whoever it was of those tried");
    assert!(all > 0 && (moved * 20 < all || first > 1), "{moved} of {all}");
}

#[test]
fn what_is_shown_of_a_month_is_the_same_before_and_after_its_year_is_complete() {
    for seed in 1..=60 {
        let complete = World { is_complete: true, ..World::at_random(seed) };
        let running = World { is_complete: false, ..complete.clone() };
        let shown = |world: &World| {
            let (ledger, decided) = world.decide(world.lines());
            let pages = Hiding { ledger: &ledger, decided: Some(&decided) }.pages(world);
            pages.into_iter().filter(|page| page.period != super::Period::Year(2026)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&complete), shown(&running), "seed {seed}");
    }
}

/// Whether the solver determines anything in some world, decided without something.
fn succeeds(without: impl Fn(&mut Line), world: impl Fn(&World) -> bool) -> bool {
    (1..=400).map(World::at_random).filter(world).any(|world| {
        let mut lines = world.lines();
        lines.iter_mut().for_each(&without);
        let (ledger, decided) = world.decide(lines);
        !learnt(&world, &Hiding { ledger: &ledger, decided: Some(&decided) }).cells.is_empty()
    })
}

#[test]
fn the_same_solver_determines_cells_where_each_page_is_only_safe_by_itself() {
    let found = (1..=60).map(World::at_random).any(|world| {
        let ledger = world.ledger(true);
        !learnt(&world, &Hiding { ledger: &ledger, decided: None }).cells.is_empty()
    });
    assert!(found, "an attack that never succeeds proves nothing");
}

#[test]
fn and_where_the_score_is_not_asked() {
    assert!(succeeds(|line| line.pull = None, |world| world.fewest.is_some()));
}

#[test]
fn and_where_nobody_asks_what_follows_from_an_answer() {
    assert!(succeeds(|line| line.followers.clear(), |world| world.filter.is_some()));
}
