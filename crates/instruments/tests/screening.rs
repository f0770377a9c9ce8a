//! PHQ-9 and GAD-7: their wording, notice, total and bands, and the alert that no total can hide.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::score::alert::AlertState;
use instruments::score::{Cell, Exact, Layout, LeftOut, Outcome, Reason, Rules, Scorer, Value};
use instruments::{Answers, Instrument, MissingKind, Mode, Speaker};
use kernel::{Chance, Lang, SeededChance};

const PHQ: (&str, &str) = (include_str!("../documents/phq-9.json"), include_str!("../documents/phq-9.rules.json"));
const GAD: (&str, &str) = (include_str!("../documents/gad-7.json"), include_str!("../documents/gad-7.rules.json"));

struct Kit {
    form: Instrument,
    layout: Layout,
    rules: Rules,
    scorer: Scorer,
}

fn kit((document, rules): (&str, &str)) -> Kit {
    let form = Instrument::compile(document).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let (layout, rules) = (Layout::of(&form), serde_json::from_str::<Rules>(rules).unwrap());
    let scorer = rules.compile(&layout).unwrap().remove(0);
    Kit { form, layout, rules, scorer }
}

fn row(codes: &[u16]) -> Vec<Cell> {
    codes.iter().map(|code| Cell::Choice(*code)).collect()
}

fn total(outcome: &Outcome) -> i128 {
    let Value::Exact(value) = outcome.result.as_ref().unwrap().value else { panic!("not exact") };
    assert_eq!(value.denominator(), 1);
    value.numerator()
}

#[test]
fn the_documents_compile_without_a_warning_and_carry_the_notice() {
    for (texts, questions) in [(PHQ, 10), (GAD, 7)] {
        let kit = kit(texts);
        assert!(kit.form.warnings().is_empty(), "{:?}", kit.form.warnings());
        assert!(kit.form.blocks_publication().is_empty() && kit.form.is_official());
        assert_eq!(kit.form.item_count(), questions);
        assert!(
            kit.form.copyright(Lang::En).unwrap().contains("No permission required to reproduce, translate, display")
        );
        assert!(kit.form.copyright(Lang::Fr).unwrap().contains("sont autorisés"));
        assert!(kit.form.licence().unwrap().note.is_some());
        let doubt = kit.form.translation(Lang::Fr).and_then(|status| status.note.as_ref()).unwrap();
        assert!(doubt.get(Lang::Fr).contains("French for France"));
        assert!(!kit.form.mode(Mode::Phone).unwrap().official);
        for item in kit.form.questions() {
            assert_eq!(item.choices.len(), 4);
            for (weight, choice) in item.choices.iter().enumerate() {
                assert_eq!((choice.weight, choice.code.as_str()), (Some(weight as i64), weight.to_string().as_str()));
                for lang in Lang::ALL {
                    assert_eq!(choice.label.say(Speaker::Patient, lang).tag, lang.tag());
                    assert_eq!(item.wording.say(Speaker::Patient, lang).tag, lang.tag());
                }
            }
        }
    }
}

#[test]
fn the_wording_is_the_french_for_france_one_to_the_letter() {
    // A changed comma is another translation. The lead of the library locks these hashes when it ships them.
    assert_eq!(kit(PHQ).form.wording_hash(), "97d9eec9b6fea3de4ce5c2c9418f212b19d6096b522a4853cfcc0a97e42e82da");
    assert_eq!(kit(GAD).form.wording_hash(), "72f3b60898702775ea3721ce59a3389d2ea5b2480725ec80d1f5282199be513e");
}

#[test]
fn the_total_is_the_sum_and_the_cut_offs_are_the_published_ones() {
    let phq = kit(PHQ);
    let bands = ["minimal", "mild", "moderate", "moderately-severe", "severe"];
    let mut chance = SeededChance::new(31);
    for _ in 0..5_000 {
        let codes: Vec<u16> = (0..10).map(|_| chance.below(4) as u16).collect();
        let outcome = phq.scorer.score(&row(&codes));
        let sum: u16 = codes[..9].iter().sum();
        assert_eq!(total(&outcome), i128::from(sum), "question 10 never counts");
        let band = match sum {
            0..=4 => 0,
            5..=9 => 1,
            10..=14 => 2,
            15..=19 => 3,
            _ => 4,
        };
        let found = outcome.result.as_ref().unwrap().band.unwrap();
        assert_eq!((found, phq.scorer.bands()[found].id.as_str()), (band, bands[band]));
        assert_eq!(outcome.contributing.len(), 9);
        assert_eq!(outcome.definition_hash.as_ref(), phq.scorer.hash());
    }
    assert_eq!(total(&phq.scorer.score(&row(&[3; 10]))), 27);
    let gad = kit(GAD);
    for (codes, sum, band) in [([0u16; 7], 0, 0), ([1, 1, 1, 1, 1, 0, 0], 5, 1), ([2, 2, 2, 2, 2, 0, 0], 10, 2)] {
        let outcome = gad.scorer.score(&row(&codes));
        assert_eq!((total(&outcome), outcome.result.unwrap().band), (sum, Some(band)));
    }
    let outcome = gad.scorer.score(&row(&[3; 7]));
    assert_eq!((total(&outcome), outcome.result.unwrap().band), (21, Some(3)));
}

#[test]
fn a_missing_answer_is_not_a_nought() {
    let kit = kit(PHQ);
    for place in 0..9 {
        let mut cells = row(&[0; 10]);
        cells[place] = Cell::Missing(MissingKind::Blank);
        let outcome = kit.scorer.score(&cells);
        let none = outcome.result.unwrap_err();
        assert_eq!((none.reason, none.answered, none.needed), (Reason::TooFewAnswers, 8, 9));
        assert_eq!(outcome.left_out, [(format!("phq-9-{}", place + 1).into(), LeftOut::Missing(MissingKind::Blank))]);
    }
    let mut without_ten = row(&[1; 10]);
    without_ten[9] = Cell::Missing(MissingKind::Refused);
    assert_eq!(total(&kit.scorer.score(&without_ten)), 9);
}

#[test]
fn any_answer_above_never_at_question_nine_raises_the_alert_whatever_the_total() {
    let kit = kit(PHQ);
    let alert = &kit.rules.alerts[0];
    for lang in ["fr", "en"] {
        assert!(["15", "112", "3114"].iter().all(|number| alert.says[lang].contains(number)));
    }
    assert_eq!(alert.numbers, ["15", "112", "3114"]);
    let mut chance = SeededChance::new(32);
    for _ in 0..2_000 {
        // Others answered, or missing so that no score can be computed.
        let mut cells: Vec<Cell> = (0..10)
            .map(|_| match chance.below(5) {
                4 => Cell::Missing(MissingKind::Blank),
                code => Cell::Choice(code as u16),
            })
            .collect();
        for code in 0..4u16 {
            cells[8] = Cell::Choice(code);
            let expected = if code == 0 { AlertState::NotRaised } else { AlertState::Raised };
            assert_eq!(alert.state(&kit.layout, &cells), expected);
        }
        cells[8] = Cell::Missing(MissingKind::Refused);
        assert_eq!(alert.state(&kit.layout, &cells), AlertState::NotAnswered);
    }
    let alone = Answers::new().choose("phq-9-9", "1");
    let row = kit.layout.row(&kit.form, &alone);
    assert_eq!(alert.state(&kit.layout, &row), AlertState::Raised);
    assert!(kit.scorer.score(&row).result.is_err(), "there is no score, and the alert is raised all the same");
    assert_eq!(alert.state_of(None), AlertState::NotAnswered);
}

#[test]
fn the_alert_is_no_part_of_the_score() {
    let Kit { rules, scorer, layout, .. } = kit(PHQ);
    let mut silent = rules.clone();
    silent.alerts.clear();
    let again = silent.compile(&layout).unwrap().remove(0);
    assert_eq!(again.hash(), scorer.hash());
    let nine = |code: u16| total(&scorer.score(&row(&[1, 1, 1, 1, 1, 1, 1, 1, code, 0])));
    assert_eq!((nine(0), nine(1), nine(3)), (8, 9, 11));
    let mut lost = rules.clone();
    lost.alerts[0].raised_by = ["4".to_owned()].into();
    assert_eq!(lost.compile(&layout).unwrap_err()[0].code, "alert-never-raised");
    let mut mute = rules;
    mute.alerts[0].numbers.clear();
    assert_eq!(mute.compile(&layout).unwrap_err()[0].code, "alert-shows-nothing");
}

#[test]
fn answers_become_a_row_with_their_kinds_of_missing() {
    let kit = kit(GAD);
    let mut answers = Answers::new();
    for number in 1..=7 {
        answers = answers.choose(&format!("gad-7-{number}"), "2");
    }
    let outcome = kit.scorer.score(&kit.layout.row(&kit.form, &answers));
    assert_eq!(total(&outcome), 14);
    assert!(outcome.contributing.iter().all(|one| one.points == Exact::whole(2)));
    answers.clear("gad-7-3");
    let row = kit.layout.row(&kit.form, &answers);
    assert_eq!(row[2], Cell::Missing(MissingKind::Blank));
    answers.set("gad-7-3", instruments::Answer::Choice("9".to_owned()));
    assert_eq!(kit.layout.row(&kit.form, &answers), row);
}
