use kernel::{Chance, SeededChance};

use super::*;

struct Case {
    invited: u64,
    waves: Vec<usize>,
    values: Vec<f64>,
    groups: Vec<Vec<usize>>,
    outcome: Outcome,
    wanted: Vec<f64>,
}

impl Case {
    fn answers(&self) -> Answers<'_> {
        Answers { waves: &self.waves, values: &self.values, groups: &self.groups, outcome: self.outcome }
    }
}

fn cases() -> Vec<Case> {
    let case = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        let rows: Vec<Vec<f64>> =
            fields[2].split(' ').map(|row| row.split(':').map(|one| one.parse().unwrap()).collect()).collect();
        let column = |at: usize| rows.iter().map(|row| row[at] as usize).collect::<Vec<_>>();
        Case {
            invited: fields[1].parse().unwrap(),
            waves: column(0),
            values: rows.iter().map(|row| row[1]).collect(),
            groups: vec![column(2), column(3)],
            outcome: if fields[0] == "1" { Outcome::Share } else { Outcome::Score },
            wanted: fields[3..].iter().map(|field| field.parse().unwrap()).collect(),
        }
    };
    include_str!("../../reference/nonresponse.csv").lines().skip(1).map(case).collect()
}

/// What `reference/make.py` computes with scipy, statsmodels and numpy.
#[test]
fn differences_and_extrapolations_equal_those_of_the_packages() {
    let cases = cases();
    for case in &cases {
        let figures = early_late(&case.answers(), &Floors::default()).unwrap().figures.unwrap();
        let (plain, adjusted) = (figures.plain, figures.adjusted.unwrap());
        let line = extrapolate(&case.answers(), case.invited, &Floors::default()).unwrap().unwrap();
        let found = [
            plain.difference,
            plain.low,
            plain.high,
            plain.standardized.unwrap(),
            adjusted.difference,
            adjusted.low,
            adjusted.high,
            line.rate,
            line.mean,
            line.slope,
            line.last,
            line.projected,
            line.of_all,
        ];
        assert_eq!(found.len(), case.wanted.len());
        for (at, (found, wanted)) in found.iter().zip(&case.wanted).enumerate() {
            assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{at}: {found} and not {wanted}");
        }
    }
    assert_eq!(cases.len(), 6);
}

fn check(early: &[f64], late: &[f64], outcome: Outcome) -> Check {
    let values = [early, late].concat();
    let waves: Vec<usize> = (0..values.len()).map(|at| usize::from(at >= early.len())).collect();
    early_late(&Answers { waves: &waves, values: &values, groups: &[], outcome }, &Floors::default()).unwrap()
}

/// Scores of one spread around a level, the same in any number.
fn around(level: f64, n: u32) -> Vec<f64> {
    (0..n).map(|at| level + f64::from(at % 11) * 4.0 - 20.0).collect()
}

#[test]
fn the_verdict_follows_the_interval() {
    let said = |late: f64, n: u32| {
        let found = check(&around(70.0, n), &around(late, n), Outcome::Score);
        (found.verdict, found.reason)
    };
    assert_eq!(said(70.0, 220), (Verdict::NoSign, Reason::Near));
    assert_eq!(said(62.0, 220), (Verdict::Possible, Reason::Apart));
    assert_eq!(said(70.0, 11), (Verdict::TooFew, Reason::Wide));
    assert_eq!(said(69.0, 11_000), (Verdict::NoSign, Reason::Negligible));
    assert_eq!(said(40.0, 11), (Verdict::Possible, Reason::Apart));
    let shares = |early: usize, late: usize, n: usize| {
        let side = |yes: usize| (0..n).map(|at| f64::from(u8::from(at < yes))).collect::<Vec<_>>();
        check(&side(early), &side(late), Outcome::Share).verdict
    };
    assert_eq!(shares(150, 150, 300), Verdict::NoSign);
    assert_eq!(shares(150, 90, 300), Verdict::Possible);
    assert_eq!(shares(6, 5, 12), Verdict::TooFew);
    let alike = check(&[80.0; 12], &[80.0; 15], Outcome::Score);
    assert_eq!((alike.verdict, alike.reason), (Verdict::NoSign, Reason::Alike));
    assert_eq!(check(&[80.0; 12], &[60.0; 15], Outcome::Score).verdict, Verdict::Possible);
}

#[test]
fn under_ten_no_figure_leaves() {
    let few = check(&around(70.0, 40), &around(50.0, 9), Outcome::Score);
    assert_eq!((few.verdict, few.reason, few.figures), (Verdict::TooFew, Reason::Floor { early: 0, late: 1 }, None));
    assert!(check(&around(70.0, 40), &around(50.0, 10), Outcome::Score).figures.is_some());
    let case = &cases()[3];
    let floors = Floors::new(200, 200, 200).unwrap();
    assert_eq!(extrapolate(&case.answers(), case.invited, &floors), Ok(None), "a wave is under the floor");
}

#[test]
fn what_age_explains_is_no_sign_and_a_group_that_is_the_wave_cannot_be_held() {
    let mut chance = SeededChance::new(8);
    let rows: Vec<(usize, usize, f64)> = (0..600)
        .map(|at| {
            let late = usize::from(at >= 300);
            // The old score more and answer early.
            let old = usize::from(chance.below(10) < if late == 0 { 8 } else { 2 });
            (late, old, 50.0 + 20.0 * old as f64 + chance.below(21) as f64 - 10.0)
        })
        .collect();
    let waves: Vec<usize> = rows.iter().map(|row| row.0).collect();
    let values: Vec<f64> = rows.iter().map(|row| row.2).collect();
    let groups = [rows.iter().map(|row| row.1).collect::<Vec<_>>()];
    let of = |groups: &[Vec<usize>]| {
        early_late(&Answers { waves: &waves, values: &values, groups, outcome: Outcome::Score }, &Floors::default())
            .unwrap()
    };
    assert_eq!((of(&[]).verdict, of(&[]).by_adjusted), (Verdict::Possible, false));
    assert_eq!((of(&groups).verdict, of(&groups).by_adjusted), (Verdict::NoSign, true));
    let same = of(std::slice::from_ref(&waves));
    assert_eq!((same.by_adjusted, same.figures.unwrap().adjusted), (false, None));
}

#[test]
fn turning_the_scale_turns_the_difference_and_nothing_else() {
    for case in &cases() {
        let top = if case.outcome == Outcome::Share { 1.0 } else { 100.0 };
        let turned: Vec<f64> = case.values.iter().map(|value| top - value).collect();
        let plain = early_late(&case.answers(), &Floors::default()).unwrap();
        let other = early_late(&Answers { values: &turned, ..case.answers() }, &Floors::default()).unwrap();
        assert_eq!((plain.verdict, plain.reason), (other.verdict, other.reason));
        let (one, two) = (plain.figures.unwrap(), other.figures.unwrap());
        for (one, two) in [(one.plain, two.plain), (one.adjusted.unwrap(), two.adjusted.unwrap())] {
            assert!((one.difference + two.difference).abs() < 1e-9 && (one.low + two.high).abs() < 1e-9);
            assert!(one.low <= one.difference && one.difference <= one.high);
        }
    }
}

#[test]
fn what_cannot_be_is_refused_by_its_row() {
    let answers =
        |waves: &'static [usize], values: &'static [f64], outcome| Answers { waves, values, groups: &[], outcome };
    let refused = |answers: Answers<'_>| early_late(&answers, &Floors::default());
    assert_eq!(refused(answers(&[0], &[1.0, 2.0], Outcome::Score)), Err(NoCheck::Shape));
    assert_eq!(refused(answers(&[0, 1], &[1.0, f64::NAN], Outcome::Score)), Err(NoCheck::Row(1)));
    assert_eq!(refused(answers(&[0, 1], &[0.5, 1.0], Outcome::Share)), Err(NoCheck::Row(0)));
    let case = &cases()[0];
    assert_eq!(extrapolate(&case.answers(), 3, &Floors::default()), Err(NoCheck::Invited));
    let all = case.values.len() as u64;
    assert_eq!(extrapolate(&case.answers(), all, &Floors::default()), Ok(None), "everybody answered");
}
