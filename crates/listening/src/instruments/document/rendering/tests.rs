//! Each rendering written and read back, and what a file brought left where it is.

use super::*;
use crate::instruments::document::json::extension;

const CONTROLS: [&str; 11] = [
    "",
    "radio-button",
    "check-box",
    "drop-down",
    "autocomplete",
    "lookup",
    "slider",
    "spinner",
    "text-box",
    "text-area",
    "karaoke",
];

fn item(kind: Kind, other: bool, choices: usize) -> Value {
    let mut item = json!({ "linkId": "a", "text": "?", "type": kind.fhir_type(other),
        "extension": [{ "url": "urn:acme:before", "valueString": "x" }] });
    if kind == Kind::Several {
        item["repeats"] = json!(true);
    }
    if kind.has_choices() {
        let option = |n: usize| json!({ "valueCoding": { "code": format!("c{n}"), "display": format!("{n}") } });
        item["answerOption"] = (0..choices).map(option).collect();
    }
    if matches!(kind, Kind::Number | Kind::Decimal) {
        let name = if kind == Kind::Number { "valueInteger" } else { "valueDecimal" };
        for (url, bound) in [(fhir::url::MIN_VALUE, 0), (fhir::url::MAX_VALUE, 100)] {
            let mut made = json!({ "url": url });
            made[name] = json!(bound);
            item["extension"].as_array_mut().unwrap().push(made);
        }
    }
    item
}

fn asking(mut item: Value, control: &str, is_row: bool) -> Value {
    let all = item["extension"].as_array_mut().unwrap();
    if !control.is_empty() {
        all.push(json!({ "url": ITEM_CONTROL, "valueCodeableConcept": { "coding": [
            { "system": ITEM_CONTROL_SYSTEM, "code": control }] } }));
    }
    if is_row {
        all.push(json!({ "url": CHOICE_ORIENTATION, "valueCode": "horizontal" }));
    }
    all.push(json!({ "url": "urn:acme:after", "valueString": "y" }));
    item
}

/// Every kind, with what a file may ask of it.
fn every() -> Vec<(Value, Kind, bool, usize)> {
    let mut out = Vec::new();
    for kind in Kind::ALL {
        for (other, choices) in [(false, 3), (true, 3), (false, MOST_CARDS + 1)] {
            for control in CONTROLS {
                for is_row in [false, true] {
                    out.push((asking(item(kind, other, choices), control, is_row), kind, other, choices));
                }
            }
        }
    }
    out
}

fn chosen(item: &Value, drawn: Drawn, step: &str) -> Value {
    let mut made = item.clone();
    let mut question = Question::of(item, "fr");
    (question.rendering, question.step) = (Some(Rendering::Ours(drawn)), step.to_owned());
    question.write(&mut made, "fr");
    made
}

#[test]
fn each_rendering_that_is_chosen_is_read_back_whatever_a_file_asked_before_and_nothing_else_moves() {
    let mut tried = 0;
    for (before, kind, other, choices) in every() {
        for drawn in Drawn::of(kind, other && kind.has_choices(), choices) {
            let after = chosen(&before, drawn, "");
            assert_eq!(Rendering::of(&after), Rendering::Ours(drawn), "{before}\n{after}");
            let ours = [ITEM_CONTROL, CHOICE_ORIENTATION];
            let rest = |item: &Value| {
                let mut rest = item.clone();
                list_mut(&mut rest, "extension").unwrap().retain(|one| !ours.contains(&text(one, "url")));
                rest
            };
            assert_eq!(rest(&after), rest(&before), "{kind:?} {drawn:?}");
            tried += 1;
        }
    }
    assert!(tried > 500, "{tried}");
}

#[test]
fn what_a_file_asks_and_pages_do_not_draw_stays_while_other_things_are_written() {
    let mut asked = 0;
    for (before, kind, ..) in every() {
        let mut after = before.clone();
        let mut question = Question::of(&before, "fr");
        question.wording[0].fr = "Autrement ?".to_owned();
        question.write(&mut after, "fr");
        let kept = |item: &Value| [ITEM_CONTROL, CHOICE_ORIENTATION].map(|url| extension(item, url).cloned());
        assert_eq!(kept(&after), kept(&before), "{kind:?}");
        asked += usize::from(matches!(question.rendering, Some(Rendering::Asked(_))));
    }
    assert!(asked > 100, "{asked}");
}

#[test]
fn codings_of_other_systems_stay_in_their_order_and_the_words_of_what_goes_go() {
    let wheel = json!({ "system": "urn:acme", "code": "wheel" });
    let ring = json!({ "system": "urn:acme", "code": "ring", "display": "Anneau" });
    let hl7 = |code: &str| json!({ "system": ITEM_CONTROL_SYSTEM, "code": code });
    let with = |codings: &Value| {
        let mut item = item(Kind::Choice, false, 3);
        item["extension"].as_array_mut().unwrap().push(json!({ "url": ITEM_CONTROL, "valueCodeableConcept": {
            "coding": codings, "text": "Une liste" } }));
        item
    };
    let codings = |item: &Value| extension(item, ITEM_CONTROL).unwrap()["valueCodeableConcept"]["coding"].clone();
    let before = with(&json!([wheel, hl7("drop-down"), { "code": "lookup" }, ring]));
    assert_eq!(Rendering::of(&before), Rendering::Ours(Drawn::Menu));
    let row = chosen(&before, Drawn::Row, "");
    assert_eq!(codings(&row), json!([wheel, hl7("radio-button"), ring]), "said out, else the wheel would be asked");
    assert!(extension(&row, ITEM_CONTROL).unwrap()["valueCodeableConcept"].get("text").is_none());
    assert_eq!(Rendering::of(&row), Rendering::Ours(Drawn::Row));
    let foreign = with(&json!([wheel, ring]));
    assert_eq!(Rendering::of(&foreign), Rendering::Asked("wheel".to_owned()));
    let menu = chosen(&foreign, Drawn::Menu, "");
    assert_eq!(codings(&menu), json!([wheel, ring, hl7("drop-down")]));
    assert_eq!(extension(&menu, ITEM_CONTROL).unwrap()["valueCodeableConcept"]["text"], "Une liste");
    let own = with(&json!([hl7("drop-down")]));
    let usual = chosen(&own, Drawn::Usual, "");
    assert_eq!(extension(&usual, ITEM_CONTROL), None, "nothing empty is left");
}

#[test]
fn a_step_is_whole_for_hl7_and_ours_otherwise_and_goes_with_its_slider() {
    let plain = item(Kind::Decimal, false, 0);
    let half = chosen(&plain, Drawn::Slider, "0.5");
    assert_eq!(extension(&half, ext::SLIDER_STEP).unwrap()["valueDecimal"].to_string(), "0.5");
    assert_eq!((step(&half).as_str(), extension(&half, SLIDER_STEP_VALUE)), ("0.5", None));
    let ten = chosen(&half, Drawn::Slider, "10");
    assert_eq!(extension(&ten, SLIDER_STEP_VALUE).unwrap()["valueInteger"], 10);
    assert_eq!((step(&ten).as_str(), extension(&ten, ext::SLIDER_STEP)), ("10", None));
    assert_eq!(chosen(&ten, Drawn::Usual, ""), plain, "all of the slider is gone, and nothing else");
    let mut odd = half;
    odd["extension"].as_array_mut().unwrap().iter_mut().for_each(|one| {
        if text(one, "url") == ext::SLIDER_STEP {
            one["valueDecimal"] = json!(-1);
        }
    });
    assert_eq!(step(&odd), "", "a page would not take it either");
}

#[test]
fn another_kind_takes_the_rendering_that_it_does_not_have_away_and_keeps_the_one_it_has() {
    let row = asking(item(Kind::Choice, false, 3), "", true);
    let become_of = |kind: Kind, item: &Value| {
        let mut made = item.clone();
        Question { kind, ..Question::of(item, "fr") }.write(&mut made, "fr");
        made
    };
    assert_eq!(Rendering::of(&become_of(Kind::Several, &row)), Rendering::Ours(Drawn::Row));
    let open = become_of(Kind::Open, &row);
    assert_eq!((extension(&open, CHOICE_ORIENTATION), extension(&open, ITEM_CONTROL)), (None, None));
    let spun = asking(item(Kind::Number, false, 0), "spinner", false);
    assert_eq!(extension(&become_of(Kind::Date, &spun), ITEM_CONTROL), None);
}

#[test]
fn names_are_read_as_they_are_written() {
    for drawn in Drawn::ALL {
        assert_eq!(Drawn::from_code(drawn.code()), Some(drawn));
    }
}

/// DESIGN, hard rule 13: what is locked is the wording.
#[test]
fn a_locked_wording_stays_what_it_is_however_a_question_is_drawn() {
    use instruments::{Instrument, library};
    let official = library().iter().find(|one| one.wording_hash.is_some()).unwrap();
    let mut doc = crate::instruments::document::Doc::parse(official.json).unwrap();
    let links: Vec<String> = doc.questions().map(|entry| entry.link.to_owned()).collect();
    for link in &links {
        let item = doc.item_mut(link).unwrap();
        let question = Question::of(item, "fr");
        let all = Drawn::of(question.kind, question.other, 0);
        let drawn = all.into_iter().find(|one| !matches!(one, Drawn::Usual | Drawn::Slider));
        if let Some(drawn) = drawn {
            *item = chosen(item, drawn, "");
        }
    }
    let before = official.instrument().unwrap();
    let after = Instrument::check(&doc.written()).0.unwrap();
    assert_ne!(after.content_hash(), before.content_hash());
    assert_eq!(Some(after.wording_hash().as_str()), official.wording_hash);
}
