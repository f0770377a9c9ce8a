//! What a chart over time shows beyond XmR: steps, median, target, cuts, provisional and hidden periods.

use measures::{
    attribute::{self, Count, Kind},
    run::run_chart,
    xmr::{Better, Settings, xmr},
};

use super::*;
use crate::charts::tests::{HOSTILE, check, number};

/// How the tests fill what they do not look at.
struct Sample<'a> {
    label: &'a str,
    states: &'a [State<'a>],
    pieces: &'a [Piece<'a>],
    target: Option<f64>,
    actions: &'a [Action<'a>],
    also: &'a [&'a str],
}

impl<'a> Sample<'a> {
    fn of(label: &'a str, states: &'a [State<'a>], pieces: &'a [Piece<'a>]) -> Self {
        Self { label, states, pieces, target: None, actions: &[], also: &[] }
    }

    /// Drawing and table, both checked.
    fn drawn(&self) -> (String, String) {
        let label = self.label;
        let slots: Vec<Slot<'_>> =
            self.states.iter().map(|state| Slot { label, short: "mars", state: *state }).collect();
        let reading = |reading: Reading| reading.key().to_owned();
        let signal = |signal: Signal| signal.rule.key().to_owned();
        let words = ControlWords {
            period: label,
            value: label,
            n: "n",
            reading: label,
            actions: label,
            centre: "centre",
            lower: "lower",
            upper: "upper",
            band: "band",
            stepped: "stepped",
            trial: "trial",
            no_limits: "without",
            target: "target",
            anew: "anew",
            hidden: "masked",
        };
        let chart = ControlChart {
            id: "c",
            title: label,
            description: label,
            slots: &slots,
            pieces: self.pieces,
            within: Some((0.0, 100.0)),
            target: self.target,
            actions: self.actions,
            also: self.also,
            number: &number,
            reading: &reading,
            signal: &signal,
            words,
        };
        let (drawing, table) = (control_chart(&chart), control_table(&chart));
        assert_eq!(drawing.0, control_chart(&chart).0, "drawn twice, the same");
        (check(&drawing, &table), table.into_string())
    }
}

fn counts(people: &[(u32, u32)]) -> Vec<Count> {
    people.iter().map(|(events, n)| Count { events: f64::from(*events), n: f64::from(*n) }).collect()
}

fn people(months: u32) -> Vec<(u32, u32)> {
    (0..months).map(|at| (10 + at * 7 % 5, 40 + at * 13 % 31)).collect()
}

fn shown(n: usize) -> Vec<State<'static>> {
    vec![State::Shown { n: 41 }; n]
}

#[test]
fn limits_that_vary_are_drawn_in_steps_and_told_beside_each_period() {
    for label in ["mars 2026", HOSTILE, ""] {
        let read = attribute::chart(Kind::U, &counts(&people(20)), Some(Better::Lower)).unwrap();
        let mut states = shown(20);
        states.insert(7, State::Hidden(label));
        let pieces = [Piece { from: 0, read: Read::Counts(&read), reason: "" }];
        let (drawing, table) = Sample::of(label, &states, &pieces).drawn();
        // Two bands, before the hidden month and after it, each with more than one step.
        let bands: Vec<&str> = drawing.split("fill=\"var(--chart-band").collect();
        let steps = |part: &str| part.rsplit("<path d=\"").next().unwrap().matches('H').count();
        let paths: Vec<usize> = bands[..2].iter().map(|part| steps(part)).collect();
        assert!(paths.iter().all(|steps| *steps > 4), "{paths:?}");
        for band in read.bands.as_ref().unwrap() {
            assert!(table.contains(&number(band.upper)), "{}", band.upper);
        }
        assert!(drawing.contains("band – stepped") && drawing.contains("masked"));
    }
}

#[test]
fn equal_limits_are_one_step_as_in_a_chart_of_equal_people() {
    let equal: Vec<(u32, u32)> = (0..14).map(|at| (10 + at * 7 % 5, 50)).collect();
    let read = attribute::chart(Kind::PPrime, &counts(&equal), None).unwrap();
    let pieces = [Piece { from: 0, read: Read::Counts(&read), reason: "" }];
    let (drawing, _) = Sample::of("mars", &shown(14), &pieces).drawn();
    let band = drawing.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(band.matches('H').count(), 2, "{band}");
}

#[test]
fn few_points_have_trial_limits_or_none_and_both_are_said() {
    for (months, trial, without) in [(5, false, true), (8, true, false), (12, false, false)] {
        let read = attribute::chart(Kind::P, &counts(&people(months)), None).unwrap();
        let pieces = [Piece { from: 0, read: Read::Counts(&read), reason: "" }];
        let (drawing, table) = Sample::of("mars", &shown(months as usize), &pieces).drawn();
        for html in [&drawing, &table] {
            assert_eq!((html.contains(">trial<"), html.contains(">without<")), (trial, without), "{months}");
        }
    }
}

#[test]
fn what_lies_between_rare_events_has_no_people_beside_it() {
    let days = [12., 30., 7., 22., 15., 41., 9., 18., 25., 13., 20., 16., 400.];
    let read = attribute::t_chart(&days, Some(Better::Higher)).unwrap();
    let pieces = [Piece { from: 0, read: Read::Between(&read), reason: "" }];
    let (drawing, table) = Sample::of("chute", &shown(13), &pieces).drawn();
    assert!(drawing.contains("--chart-better") && drawing.contains(">a</text>"));
    assert!(!table.contains(">n<") && !table.contains(">41<"));
    let few = attribute::g_chart(&[3, 9, 4], None).unwrap();
    let pieces = [Piece { from: 0, read: Read::Between(&few), reason: "" }];
    assert!(Sample::of("chute", &shown(3), &pieces).drawn().0.contains("without"));
}

#[test]
fn a_run_chart_marks_the_runs_that_chance_does_not_make_and_says_so() {
    let values: Vec<f64> = (0..24).map(|at| f64::from(at % 3) + if at < 12 { 3.0 } else { 7.0 }).collect();
    let read = run_chart(&values, None).unwrap();
    let says = "la plus longue suite a 12 points";
    let pieces = [Piece { from: 0, read: Read::Run { chart: &read, values: &values, says }, reason: "" }];
    let (drawing, table) = Sample::of("mars", &shown(24), &pieces).drawn();
    assert_eq!(drawing.matches("--chart-signal").count(), 25, "24 points in two long runs, and the key");
    assert!(table.contains(says) && drawing.replace("</text>", "").contains("suite a 12"));
    let usual: Vec<f64> = (0..24).map(|at| f64::from(at * 7 % 24)).collect();
    let read = run_chart(&usual, None).unwrap();
    let pieces = [Piece { from: 0, read: Read::Run { chart: &read, values: &usual, says }, reason: "" }];
    assert!(!Sample::of("mars", &shown(24), &pieces).drawn().0.contains("--chart-signal"));
}

#[test]
fn limits_computed_anew_say_why_and_cut_the_line_and_the_signals() {
    let (low, high): (Vec<f64>, Vec<f64>) =
        ((0..12).map(|at| f64::from(40 + at % 3)).collect(), (0..8).map(|at| f64::from(60 + at % 3)).collect());
    let (first, second) = (xmr(&low, &Settings::default()).unwrap(), xmr(&high, &Settings::default()).unwrap());
    let cut = |reason| {
        [
            Piece { from: 0, read: Read::Individuals(&first), reason: "never shown" },
            Piece { from: 12, read: Read::Individuals(&second), reason },
        ]
    };
    for reason in ["le service a déménagé", HOSTILE] {
        let (drawing, table) = Sample::of("mars", &shown(20), &cut(reason)).drawn();
        let words = drawing.replace("</text>", " ");
        assert!(words.contains("anew – mars") && table.contains("anew – "));
        assert!(!words.contains("never shown") && !table.contains("never shown"));
        assert!(!drawing.contains("--chart-signal"), "the shift was explained: it is no signal");
        assert_eq!(drawing.matches("l9 4l-9 4Z").count(), 2, "a pennant on the axis and in the key");
        assert_eq!(table.matches("centre (").count(), 2);
    }
    let one = low.iter().chain(&high).copied().collect::<Vec<_>>();
    let whole = xmr(&one, &Settings::default()).unwrap();
    let pieces = [Piece { from: 0, read: Read::Individuals(&whole), reason: "" }];
    let drawing = Sample::of("mars", &shown(20), &pieces).drawn().0;
    assert!(drawing.contains("--chart-signal"), "without the cut it is one");
}

#[test]
fn what_can_still_move_is_ringed_and_the_target_is_a_line_and_a_row() {
    let values: Vec<f64> = (0..12).map(|at| f64::from(50 + at % 4)).collect();
    let read = xmr(&values, &Settings::default()).unwrap();
    let pieces = [Piece { from: 0, read: Read::Individuals(&read), reason: "" }];
    let mut states = shown(12);
    states[11] = State::Provisional { n: 17, why: "le mois est ouvert" };
    let (drawing, table) = Sample {
        target: Some(58.5),
        actions: &[Action { slot: 3, text: "un banc" }],
        ..Sample::of("mars", &states, &pieces)
    }
    .drawn();
    assert_eq!(drawing.matches("r=\"8\"").count(), 2, "the point and the key");
    assert!(drawing.contains("le mois est ouvert") && table.contains("le mois est ouvert") && table.contains(">17<"));
    assert!(drawing.contains("target 58,5") && table.contains(">58,5<"));
    assert!(table.contains("1. un banc"));
}

#[test]
fn pieces_that_overlap_or_lie_outside_of_time_break_nothing() {
    let read = xmr(&[1.0, 2.0, 3.0], &Settings::default()).unwrap();
    let piece = |from| Piece { from, read: Read::Individuals(&read), reason: "why" };
    for pieces in [vec![], vec![piece(0), piece(0)], vec![piece(0), piece(99)], vec![piece(2), piece(1)]] {
        Sample::of("mars", &shown(3), &pieces).drawn();
        Sample::of("mars", &[], &pieces).drawn();
    }
}
