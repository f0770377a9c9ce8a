//! What holds for every chart: well-formed XML, hostile words harmless, every number drawn also in the table.

use std::collections::BTreeSet;

use measures::{
    mean::Sums,
    score::score,
    suppress::Cell,
    xmr::{Better, Reading, Settings, Side, Signal, xmr},
};

use super::*;

pub(super) const HOSTILE: &str =
    "</text><script>alert(1)</script> \"' onload=x & <b> ]]> \u{0}\u{8} \u{202e}drawkcab {$n}";

pub(super) fn number(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

/// Reads our own XML strictly: every tag closed in order, every attribute quoted and told once, `&` only in entities.
/// Gives the ids and the text.
pub(super) fn read(xml: &str) -> (Vec<String>, Vec<String>) {
    let (mut open, mut ids, mut texts): (Vec<&str>, Vec<String>, Vec<String>) = (vec![], vec![], vec![]);
    let mut rest = xml;
    while !rest.is_empty() {
        let (before, after) = rest.split_once('<').unwrap_or((rest, ""));
        assert!(!before.contains('>'), "a bare > in {before:?}");
        for entity in before.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|known| entity.starts_with(known)), "{entity:?}");
        }
        if !before.trim().is_empty() {
            texts.push(before.to_owned());
        }
        if after.is_empty() {
            break;
        }
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closing order");
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name:?}");
        open.push(name);
        let mut seen = BTreeSet::new();
        while !attributes.trim().is_empty() {
            let (key, value) = attributes.trim_start().split_once("=\"").unwrap();
            assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{key:?}");
            assert!(seen.insert(key) && !key.starts_with("on") && key != "style", "{key}");
            let (value, left) = value.split_once('"').unwrap();
            assert!(!value.contains("NaN") && !value.contains("inf"), "{key}={value}");
            if key == "id" {
                ids.push(value.to_owned());
            }
            attributes = left;
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    (ids, texts)
}

pub(super) fn numbers(texts: &[String]) -> BTreeSet<String> {
    texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_digit() && c != ',').map(|n| n.trim_matches(',').to_owned()))
        .filter(|found| !found.is_empty())
        .collect()
}

/// Checks a drawing with its table; `words` is what the labels were.
pub(super) fn check(drawing: &Markup, table: &Markup) -> String {
    let drawn = drawing.clone().into_string();
    assert!(drawn.chars().all(|c| !c.is_control()), "a character that XML forbids");
    let (ids, texts) = read(&drawn);
    let (_, told) = read(&table.clone().into_string());
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert!(drawn.contains(&format!("aria-labelledby=\"{} {}\"", ids[0], ids[1])), "{drawn}");
    assert!(drawn.contains("role=\"img\"") && drawn.contains("<title") && drawn.contains("<desc"));
    let (drawn_numbers, told_numbers) = (numbers(texts.get(2..).unwrap_or_default()), numbers(&told));
    let absent: Vec<_> = drawn_numbers.difference(&told_numbers).collect();
    assert!(absent.is_empty(), "drawn and not in the table: {absent:?}");
    let colours: Vec<&str> = drawn.split("fill=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(colours.iter().all(|colour| *colour == "none" || colour.starts_with("var(--chart-")), "{colours:?}");
    assert!(!without_variables(drawing).into_string().contains("var("));
    drawn
}

fn bars(label: &str, cells: &[Cell]) -> (Markup, Markup) {
    let bars: Vec<Bar<'_>> = cells.iter().map(|cell| Bar { label, cell: *cell }).collect();
    let missing = [Bar { label, cell: Cell::Shown(7) }, Bar { label, cell: Cell::Hidden }];
    let words = BarWords { answer: label, people: label, share: label, hidden: "caché", missing: label, why: label };
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let answered = 60;
    let chart = Bars {
        id: "q \"1",
        title: label,
        description: label,
        bars: &bars,
        missing: &missing,
        answered,
        percent: &percent,
        words,
    };
    (distribution_bars(&chart), distribution_table(&chart))
}

fn series(label: &str, values: &[Option<f64>], better: Option<Better>) -> (Markup, Markup) {
    series_with(label, values, better, &[(2, label), (2, label), (99, "never")])
}

/// A series beside what was done: in which period, and what.
fn series_with(
    label: &str,
    values: &[Option<f64>],
    better: Option<Better>,
    done: &[(usize, &str)],
) -> (Markup, Markup) {
    let shown: Vec<f64> = values.iter().copied().flatten().collect();
    let found = xmr(&shown, &Settings { better, ..Settings::default() }).unwrap();
    let state = |value: &Option<f64>| if value.is_some() { State::Shown { n: 41 } } else { State::Hidden(label) };
    let slots: Vec<Slot<'_>> = values.iter().map(|value| Slot { label, short: "mars", state: state(value) }).collect();
    let actions: Vec<Action<'_>> = done.iter().map(|(slot, text)| Action { slot: *slot, text }).collect();
    let words = XmrWords {
        period: label,
        value: label,
        n: "n",
        reading: label,
        actions: label,
        mean: label,
        lower: label,
        upper: label,
        band: label,
        trial: label,
        no_limits: label,
    };
    let reading = |reading: Reading| reading.key().to_owned();
    let signal = |s: Signal| format!("{}{}", s.rule.key(), if s.side == Side::Up { "+" } else { "-" });
    let chart = XmrChart {
        id: "x",
        title: label,
        description: label,
        slots: &slots,
        series: &found,
        within: Some((0.0, 100.0)),
        actions: &actions,
        number: &number,
        reading: &reading,
        signal: &signal,
        words,
    };
    (xmr_chart(&chart), xmr_table(&chart))
}

fn scores(label: &str) -> (Markup, Markup) {
    let found = score(&Sums::of(&[50.0, 75.0, 100.0, 80.0])).unwrap();
    let alone = score(&Sums::of(&[33.0])).unwrap();
    let states = [ScoreState::Shown(found), ScoreState::Hidden(label), ScoreState::Shown(alone)];
    let rows: Vec<ScoreRow<'_>> = states.into_iter().map(|state| ScoreRow { label, state }).collect();
    let words = ScoreWords { group: label, score: label, low: label, high: label, n: "n" };
    let chart = Scores { id: "s", title: label, description: label, rows: &rows, number: &number, words };
    (score_interval(&chart), score_table(&chart))
}

fn marks(label: &str, cuts: &[Cut<'_>]) -> (Markup, Markup) {
    let marks = [Mark { label, score: 78.9, is_own: true }, Mark { label, score: 74.2, is_own: false }];
    let words = MarkWords { of: label, score: label, scale: "50,0 – 100,0", note: "" };
    let chart = Marks {
        id: "m",
        title: label,
        description: label,
        marks: &marks,
        cuts,
        lowest: "D",
        ends: (50.0, 100.0),
        number: &number,
        words,
    };
    (score_marks(&chart), mark_table(&chart))
}

fn wavy(n: u16) -> Vec<Option<f64>> {
    (0..n).map(|i| Some(60.0 + f64::from(i * 7 % 5))).collect()
}

#[test]
fn every_chart_is_well_formed_and_its_table_says_every_number() {
    for label in ["Attente aux urgences", HOSTILE, "", "anticonstitutionnellement".repeat(9).as_str()] {
        let (drawn, table) = bars(label, &[Cell::Shown(40), Cell::Hidden, Cell::Shown(0), Cell::Hidden]);
        check(&drawn, &table);
        let (drawn, table) = scores(label);
        check(&drawn, &table);
        for cuts in [&[][..], &[Cut { from: 76.6, class: "A" }, Cut { from: 72.9, class: "B" }]] {
            let (drawn, table) = marks(label, cuts);
            check(&drawn, &table);
        }
        for better in [None, Some(Better::Higher), Some(Better::Lower)] {
            let mut values = wavy(24);
            values[5] = None;
            values[12] = Some(99.0);
            let (drawn, table) = series(label, &values, better);
            check(&drawn, &table);
        }
    }
}

#[test]
fn hostile_words_stay_words_and_a_hostile_id_stays_one_id() {
    let (drawn, table) = bars(HOSTILE, &[Cell::Shown(40)]);
    for html in [drawn.clone().into_string(), table.into_string()] {
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    }
    assert!(drawn.into_string().contains("aria-labelledby=\"q--1-title q--1-desc\""));
}

#[test]
fn short_flat_and_gappy_series_are_drawn_too() {
    let flat = vec![Some(66.7); 14];
    let gaps = vec![None, Some(1.0), None, None, Some(3.0), None];
    for values in [wavy(1), wavy(5), wavy(8), wavy(60), flat, gaps] {
        let (drawn, table) = series("avril", &values, Some(Better::Higher));
        check(&drawn, &table);
    }
}

#[test]
fn noise_has_neither_colour_nor_shape_and_a_signal_has_both_and_a_letter() {
    let (usual, _) = series("mai", &wavy(24), Some(Better::Higher));
    let usual = usual.into_string();
    for colour in ["--chart-better", "--chart-worse", "--chart-signal"] {
        assert!(!usual.contains(colour), "{colour}");
    }
    let mut values = wavy(24);
    values[12] = Some(99.0);
    for (better, colour, said) in [
        (Some(Better::Higher), "--chart-better", "spc-outside+ (spc-improvement)"),
        (Some(Better::Lower), "--chart-worse", "spc-outside+ (spc-concern)"),
        (None, "--chart-signal", "spc-outside+ (spc-neither)"),
    ] {
        let drawn = series("mai", &values, better).0.into_string();
        assert!(drawn.contains(colour), "{colour}");
        let words = drawn.replace("</text>", " ");
        assert!(said.split(' ').all(|part| words.contains(part)), "{said}");
        assert!(drawn.contains(">a</text>"));
    }
}

#[test]
fn the_numbers_of_what_was_done_never_run_into_each_other() {
    for (first, deeds) in [(0, 24), (3, 2), (20, 1), (0, 0)] {
        let mut done: Vec<(usize, &str)> = (0..deeds).map(|at| (first + at, "Un banc")).collect();
        done.extend(done.first().copied());
        let drawn = series_with("mai", &wavy(24), None, &done).0.into_string();
        let mut seen: Vec<(f64, f64, f64)> = Vec::new();
        for part in drawn.split("<text ").skip(1) {
            let (head, words) = part.split_once('>').unwrap();
            let number = words.split('<').next().unwrap();
            let at = |name: &str| -> f64 {
                head.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap().parse().unwrap()
            };
            // The notes under the plot begin at 10; the numbers of the axis are not held in the middle.
            if !head.contains("middle") || at("x") == 10.0 || number.parse::<u32>().is_err() {
                continue;
            }
            assert!(at("y") > 0.0, "within the drawing");
            let half = number.len() as f64 * 9.0 / 2.0;
            let (left, right, y) = (at("x") - half, at("x") + half, at("y"));
            assert!(seen.iter().all(|(l, r, at)| *at != y || *r <= left || right <= *l), "{number} at {left} {y}");
            seen.push((left, right, y));
        }
        assert_eq!(seen.len(), deeds, "one number for a period");
    }
}

#[test]
fn a_hidden_cell_has_no_bar_and_is_not_a_zero() {
    let hidden = bars("Oui", &[Cell::Hidden]).0.into_string();
    assert!(hidden.contains("caché") && !hidden.contains("--chart-1"), "{hidden}");
    assert!(bars("Oui", &[Cell::Shown(0)]).0.into_string().contains("0 (0 %)"));
}

#[test]
fn a_figure_always_says_n_period_mode_and_rate() {
    let (chart, table) = scores("Accueil");
    let context = Context {
        n: "132 personnes",
        period: "mars 2026",
        mode: "papier",
        rate: "ouvert à tous : pas de taux",
        warnings: &["à lire avec prudence"],
    };
    let page = figure("Accueil des proches", &chart, &context, &table, "Voir les nombres").into_string();
    for said in [
        "Accueil des proches",
        context.n,
        context.period,
        context.mode,
        context.rate,
        context.warnings[0],
        "Voir les nombres",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert_eq!(crate::check::fragment(&page), Vec::<String>::new());
}

#[test]
fn points_in_a_row_that_say_the_same_share_one_letter_and_tell_every_rule() {
    let mut values: Vec<Option<f64>> = (0..16).map(|i| Some(f64::from(40 + i % 2))).collect();
    values.extend((0..8).map(|i| Some(f64::from(60 + i % 2))));
    let drawn = series("juin", &values, Some(Better::Higher)).0.into_string();
    let stretches = ["a", "b", "c"].map(|letter| drawn.contains(&format!(">{letter}</text></g>")));
    assert_eq!(stretches, [true, true, false], "one low, one high");
    assert!(drawn.contains("spc-outside+") && drawn.contains("spc-run+") && drawn.contains("spc-run-"), "{drawn}");
}

#[test]
fn a_published_score_and_what_stands_beside_it_differ_in_shape_and_classes_stand_in_their_order() {
    let cuts = [("A", 76.6), ("B", 72.9), ("C", 68.5)].map(|(class, from)| Cut { from, class });
    let drawn = marks("Site", &cuts).0.into_string();
    assert_eq!((drawn.matches("<circle").count(), drawn.matches("width=\"10\"").count()), (1, 1), "{drawn}");
    let at: Vec<usize> =
        ["A", "B", "C", "D"].iter().map(|class| drawn.find(&format!(">{class}</text>")).unwrap()).collect();
    assert!(at.is_sorted(), "{drawn}");
    let none = marks("Site", &[]).0.into_string();
    assert!(!none.contains(">D</text>") && !none.contains("stroke-dasharray"), "no class without a cut-off: {none}");
}
