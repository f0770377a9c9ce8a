use std::sync::Arc;

use std::collections::HashMap;

use kernel::{Chance, SeededChance, Wave};
use measures::suppress::{self, Cell};

use super::*;
use crate::indicators::{
    cells::{Line, Sheet},
    ledger::{Ledger, Node, Sums as LedgerSums},
};

const MARCH: &str = "2026-03";

fn vecu() -> Instrument {
    instruments::shipped("vecu-12").unwrap().instrument().unwrap()
}

fn month() -> Period {
    MARCH.parse().unwrap()
}

fn line_of(instrument: &Instrument, item: &str) -> Line {
    let item = instrument.item(item).unwrap();
    let values = item.choices.iter().filter(|choice| choice.missing.is_none());
    Line {
        item: item.link_id.clone(),
        codes: values.map(|choice| choice.code.clone()).collect(),
        pull: None,
        followers: Vec::new(),
    }
}

/// A group whose questions have these counts, made safe each by itself.
fn group(instrument: &Instrument, counts: &[(&str, &[u64])]) -> Group {
    let question = |(item, counts): &(&str, &[u64])| {
        let made = suppress::list(counts, &Floors::default());
        let safe = Safe { total: made.total, cells: made.cells, reason: made.reason, withheld: false };
        let line = Arc::new(line_of(instrument, item));
        assert_eq!(line.codes.len(), counts.len());
        let item = instrument.item(item).unwrap().clone();
        Question {
            item: Arc::new(item),
            values: (safe.clone(), line.clone()),
            missing: (safe.clone(), line.clone()),
            not_asked: (safe, line),
        }
    };
    Group { verdict: Verdict::Shown, score: None, questions: counts.iter().map(question).collect() }
}

fn share(item: &str, codes: &[&str]) -> Measure {
    Measure::Share { item: item.into(), codes: codes.iter().map(|code| (*code).to_owned()).collect() }
}

fn dimension(items: &[&str]) -> Measure {
    Measure::Dimension { items: items.iter().map(|item| (*item).to_owned()).collect() }
}

/// Places with the counts of v4 in one month, decided as the pages do.
struct World {
    parents: Vec<(i64, Option<i64>)>,
    own: Vec<(i64, Vec<u64>)>,
}

/// What the page of each place prints, and the value of every share that can be asked of it.
type Told = (Printed, Values);
type Printed = Vec<(u64, Vec<Option<u64>>)>;
type Values = Vec<Result<Value, Verdict>>;

impl World {
    fn told(&self, instrument: &Instrument) -> Told {
        let id = Id::<kinds::Place>::from_i64;
        let wave: Wave = MARCH.parse().unwrap();
        let nodes: Vec<Node> = self.parents.iter().map(|(n, p)| Node { id: id(*n), parent: p.map(id) }).collect();
        let mut sums: HashMap<_, LedgerSums> = HashMap::new();
        for (place, counts) in &self.own {
            let mut at = Some(*place);
            while let Some(here) = at {
                sums.entry((id(here), wave)).or_default().n += counts.iter().sum::<u64>();
                at = self.parents.iter().find(|(n, _)| *n == here).and_then(|(_, parent)| *parent);
            }
        }
        let ledger = Ledger::new(&nodes, &sums, Floors::default(), [2026].into());
        let line = line_of(instrument, "v4");
        let mut sheet = Sheet::new(&ledger, 2026, vec![line.clone()]);
        for (place, counts) in &self.own {
            for (code, n) in line.codes.iter().zip(counts) {
                sheet.add(id(*place), wave, "v4", code, *n);
            }
        }
        let decided = sheet.decide();
        let (mut pages, mut values) = (Vec::new(), Vec::new());
        for node in &nodes {
            let (verdict, values_of) = (ledger.verdict(node.id, month()), decided.safe(node.id, month()).remove(0));
            if !verdict.is_shown() {
                continue;
            }
            pages.push((values_of.0.total, values_of.0.cells.iter().map(|cell| cell.count()).collect()));
            let item = Arc::new(instrument.item("v4").unwrap().clone());
            let questions =
                vec![Question { item, missing: values_of.clone(), not_asked: values_of.clone(), values: values_of }];
            let group = Group { verdict, score: None, questions };
            for asked in 1u32..1 << line.codes.len() {
                let codes = line.codes.iter().enumerate().filter(|(rank, _)| asked & (1 << rank) != 0);
                let codes = codes.map(|(_, code)| code.clone()).collect();
                let measure = Measure::Share { item: "v4".into(), codes };
                values.push(measure.read(instrument, ledger.floors(), &group));
            }
            values.push(dimension(&["v4"]).read(instrument, ledger.floors(), &group));
        }
        (pages, values)
    }
}

/// Every list of `cells` counts that add up to `total`.
fn every(cells: usize, total: u64) -> Vec<Vec<u64>> {
    if cells == 1 {
        return vec![vec![total]];
    }
    let with = |first: u64| {
        every(cells - 1, total - first).into_iter().map(move |rest| [vec![first], rest].concat()).collect::<Vec<_>>()
    };
    (0..=total).flat_map(with).collect()
}

#[test]
fn worlds_that_show_the_same_cells_have_the_same_values() {
    let instrument = vecu();
    let mut seen: HashMap<Printed, (Values, u32)> = HashMap::new();
    let (mut worlds, mut valued) = (0u32, 0u32);
    for counts in [10, 11, 13, 16, 31].into_iter().flat_map(|total| every(4, total).into_iter().step_by(3)) {
        let (pages, values) = World { parents: vec![(1, None)], own: vec![(1, counts.clone())] }.told(&instrument);
        worlds += 1;
        valued += u32::from(values.iter().any(Result::is_ok));
        let (before, times) = seen.entry(pages).or_insert_with(|| (values.clone(), 0));
        *times += 1;
        assert_eq!(*before, values, "{counts:?}");
    }
    let shared = seen.values().filter(|(_, times)| *times > 1).map(|(_, times)| times).sum::<u32>();
    assert!(shared > worlds / 2 && valued > worlds / 2, "{shared} and {valued} of {worlds} test something");
}

#[test]
fn exchanging_people_between_two_units_that_the_pages_dont_tell_changes_no_value() {
    let instrument = vecu();
    let mut chance = SeededChance::new(7);
    let (mut same, mut tries) = (0, 0);
    while same < 60 && tries < 6_000 {
        tries += 1;
        let mut draw = || -> Vec<u64> { (0..4).map(|_| chance.below(9)).collect() };
        let (one, other) = (draw(), draw());
        let parents = vec![(1, None), (2, Some(1)), (3, Some(1))];
        let world = |one: &[u64], other: &[u64]| World {
            parents: parents.clone(),
            own: vec![(2, one.to_vec()), (3, other.to_vec())],
        };
        let (from, to) = (tries % 4, (tries + 1) % 4);
        let (mut moved, mut back) = (one.clone(), other.clone());
        if one[from] == 0 || other[to] == 0 {
            continue;
        }
        moved[from] -= 1;
        moved[to] += 1;
        back[from] += 1;
        back[to] -= 1;
        let (before, after) = (world(&one, &other).told(&instrument), world(&moved, &back).told(&instrument));
        if before.0 == after.0 {
            same += 1;
            assert_eq!(before.1, after.1, "{one:?} {other:?}");
        }
    }
    assert!(same == 60, "{same} pairs of {tries}");
}

#[test]
fn a_share_is_its_cells_or_the_total_less_all_others_and_nothing_else() {
    let (instrument, floors) = (vecu(), Floors::default());
    let counted = |counts: &[u64], codes: &[&str]| {
        let found = share("v4", codes).read(&instrument, &floors, &group(&instrument, &[("v4", counts)]));
        found.map(|value| (value.amount, value.n))
    };
    let is = |count: u64, n: u64| Ok((Amount::Share { count, share: count as f64 / n as f64 }, n));
    assert_eq!(counted(&[20, 15, 6, 9], &["always", "often"]), is(35, 50));
    // [hidden, hidden, 12, 20]: 36 in all, so 4 said one of the hidden two; that is what the page tells already.
    assert_eq!(counted(&[1, 3, 12, 20], &["always", "often"]), is(4, 36));
    assert_eq!(counted(&[1, 3, 12, 20], &["always"]), Err(Verdict::Masked));
    assert_eq!(counted(&[1, 3, 12, 20], &["often", "never"]), Err(Verdict::Masked));
    assert_eq!(counted(&[1, 3, 12, 20], &["never", "never"]), is(20, 36));
    assert_eq!(counted(&[20, 15, 6, 9], &[]), Err(Verdict::Unasked));
    assert_eq!(
        counted(&[20, 15, 6, 9], &["always", "dont-know"]),
        Err(Verdict::Unasked),
        "no kind of missing (rule 6)"
    );
    assert_eq!(counted(&[2, 3, 1, 1], &["always"]), Err(Verdict::TooFew { floor: 10, needed: 3 }));
    assert_eq!(counted(&[0, 0, 0, 0], &["always"]), Err(Verdict::Nobody));
    let none = Group { verdict: Verdict::Neighbour, score: None, questions: Vec::new() };
    assert_eq!(share("v4", &["always"]).read(&instrument, &floors, &none), Err(Verdict::Neighbour));
    assert_eq!(share("bien", &["x"]).read(&instrument, &floors, &group(&instrument, &[])), Err(Verdict::Unasked));
    let one = share("v4", &["always"]).read(&instrument, &floors, &group(&instrument, &[("v4", &[30, 5, 5, 10])]));
    let (low, high) = one.unwrap().interval_on_hundred().unwrap();
    // Wilson of 30 in 50, as R's prop.test without correction prints it: 0.4618144 to 0.7239161.
    assert!((low - 46.181_44).abs() < 1e-4 && (high - 72.391_61).abs() < 1e-4, "{low} {high}");
}

#[test]
fn a_dimension_is_the_mean_of_means_as_far_as_cells_are_shown_and_needs_the_floor_of_a_score() {
    let (instrument, floors) = (vecu(), Floors::default());
    let read = |one: &[u64], other: &[u64]| {
        dimension(&["v4", "v9"]).read(&instrument, &floors, &group(&instrument, &[("v4", one), ("v9", other)]))
    };
    // always 100, often 66.7, sometimes 33.3, never 0: (20·100 + 10·66.7 + 0 + 10·0)/40 = 66.7 and (30·100)/60 = 50.
    let found = read(&[20, 10, 0, 10], &[30, 0, 0, 30]).unwrap();
    let Amount::Points(points) = found.amount else { panic!("{found:?}") };
    assert!((points - (200.0 / 3.0 + 50.0) / 2.0).abs() < 1e-9 && found.n == 40, "{found:?}");
    let (low, high) = found.interval_on_hundred().unwrap();
    assert!(low < points && high > points && high - low < 30.0, "{found:?}");
    // [20, 12, hidden, hidden]: 12 people between 33.3 and 0 are 4.5 points of doubt of one question, 2.3 of both.
    let doubtful = read(&[20, 12, 2, 10], &[30, 0, 0, 30]).unwrap();
    let Amount::Points(points) = doubtful.amount else { panic!("{doubtful:?}") };
    assert!((points - (3000.0 / 44.0 + 50.0) / 2.0).abs() < 1e-9, "{doubtful:?}");
    let (wide_low, wide_high) = doubtful.interval_on_hundred().unwrap();
    assert!(wide_high - wide_low > high - low + 2.0, "the doubt stands in the interval: {doubtful:?}");
    // [32, hidden, hidden, hidden]: 61 people between 66.7 and 0.
    assert_eq!(read(&[32, 30, 30, 1], &[30, 0, 0, 30]), Err(Verdict::Masked));
    assert_eq!(read(&[10, 9, 5, 5], &[30, 0, 0, 30]), Err(Verdict::TooFew { floor: 30, needed: 1 }));
    let twice = dimension(&["v4", "v4"]);
    assert_eq!(
        twice.read(&instrument, &floors, &group(&instrument, &[("v4", &[20, 10, 5, 10])])),
        dimension(&["v4"]).read(&instrument, &floors, &group(&instrument, &[("v4", &[20, 10, 5, 10])])),
        "a question named twice counts once",
    );
}

#[test]
fn what_does_not_come_from_answers_says_so_and_a_score_needs_one() {
    let (instrument, floors, empty) = (vecu(), Floors::default(), group(&vecu(), &[]));
    for measure in [
        Measure::Typed { denominator: true, unit: "heures".into() },
        Measure::Answered { within_days: None },
        Measure::Changed { within_days: 90 },
    ] {
        assert!(!measure.is_of_answers());
        assert_eq!(measure.read(&instrument, &floors, &empty), Err(Verdict::Elsewhere));
    }
    assert_eq!(Measure::Score.read(&instrument, &floors, &empty), Err(Verdict::Unasked));
    let hidden = Group { score: Some(Err(Verdict::Cells)), ..empty };
    assert_eq!(Measure::Score.read(&instrument, &floors, &hidden), Err(Verdict::Cells));
}

#[test]
fn a_measure_is_kept_as_the_words_it_was_given() {
    let kept = serde_json::to_string(&share("v4", &["always"])).unwrap();
    assert_eq!(kept, r#"{"kind":"share","item":"v4","codes":["always"]}"#);
    let read: Measure = serde_json::from_str(r#"{"kind":"answered","within_days":null}"#).unwrap();
    assert_eq!(read, Measure::Answered { within_days: None });
    assert_eq!(Cell::Hidden.count(), None);
}
