//! The rendering that a document prefers: what becomes of each, what is told where it is drawn in another way, and how what
//! a page posts is read.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use instruments::{Answer, Answers, Beside, Instrument, Item, Looks, Severity};
use serde_json::{Value, json};

const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";

fn control(code: &str) -> Value {
    json!({ "url": format!("{CORE}questionnaire-itemControl"), "valueCodeableConcept": { "coding": [
        { "system": "http://hl7.org/fhir/questionnaire-item-control", "code": code }] } })
}

fn extension(name: &str, value: &str, given: Value) -> Value {
    let mut out = json!({ "url": format!("{CORE}{name}") });
    out[value] = given;
    out
}

fn item(link: &str, kind: &str, extensions: &[Value]) -> Value {
    json!({ "linkId": link, "type": kind, "text": "Une question ?", "extension": extensions })
}

fn choice(link: &str, kind: &str, extensions: &[Value], codes: usize) -> Value {
    let mut item = item(link, kind, extensions);
    let options =
        (0..codes).map(|at| json!({ "valueCoding": { "code": format!("c{at}"), "display": format!("Réponse {at}") } }));
    item["answerOption"] = options.collect();
    item
}

fn between(least: &Value, greatest: &Value, name: &str) -> [Value; 2] {
    [extension("minValue", name, least.clone()), extension("maxValue", name, greatest.clone())]
}

fn form(items: &[Value]) -> Instrument {
    let document = json!({ "resourceType": "Questionnaire", "language": "fr", "title": "Essai", "status": "active", "item": items });
    Instrument::compile(&document.to_string()).unwrap()
}

fn looks(item: Value) -> (Looks, Vec<String>) {
    let built = form(&[item]);
    let told = built.warnings().iter().filter(|one| one.code == "shown-otherwise");
    let told = told.map(|one| format!("{one}")).collect();
    (built.questions().next().unwrap().looks.clone(), told)
}

#[test]
fn each_control_is_drawn_or_told() {
    let row = extension("questionnaire-choiceOrientation", "valueCode", json!("horizontal"));
    let scale: Looks = Looks::Scale((0..=10).map(|mark| mark.to_string()).collect());
    let slider = |least: &str, greatest: &str, step: &str| Looks::Slider {
        least: least.to_owned(),
        greatest: greatest.to_owned(),
        step: step.to_owned(),
    };
    let number = |kind: &str, code: &str, least: Value, greatest: Value, step: Option<Value>| {
        let name = if kind == "integer" { "valueInteger" } else { "valueDecimal" };
        let mut own = vec![control(code)];
        own.extend(between(&least, &greatest, name));
        own.extend(step);
        item("n", kind, &own)
    };
    let step = |step: i64| extension("questionnaire-sliderStepValue", "valueInteger", json!(step));
    let half = json!({ "url": "urn:vecu:fhir:slider-step", "valueDecimal": 0.5 });
    let repeated = |code: &str| {
        let mut item = choice("s", "choice", &[control(code)], 3);
        item["repeats"] = true.into();
        item
    };
    let drawn = [
        (choice("a", "choice", &[], 15), Looks::Ordinary),
        (choice("a", "choice", &[], 16), Looks::Menu),
        (choice("a", "choice", &[control("radio-button")], 16), Looks::Ordinary),
        (choice("a", "choice", &[control("drop-down")], 3), Looks::Menu),
        (choice("a", "open-choice", &[control("autocomplete")], 3), Looks::Suggested),
        (choice("a", "choice", std::slice::from_ref(&row), 5), Looks::Row),
        (item("a", "boolean", std::slice::from_ref(&row)), Looks::Row),
        (repeated("check-box"), Looks::Ordinary),
        (item("a", "text", &[control("text-area")]), Looks::Ordinary),
        (item("a", "string", &[control("text-box")]), Looks::Line),
        (number("integer", "slider", json!(0), json!(10), None), scale),
        (
            number("integer", "slider", json!(0), json!(100), Some(step(10))),
            Looks::Scale((0..=10).map(|m| (10 * m).to_string()).collect()),
        ),
        (number("integer", "slider", json!(0), json!(100), None), slider("0", "100", "1")),
        (number("integer", "slider", json!(0), json!(10), Some(step(3))), slider("0", "10", "3")),
        (
            number("decimal", "slider", json!(0), json!(1), Some(half)),
            Looks::Scale(vec!["0".into(), "0.5".into(), "1".into()]),
        ),
        (number("decimal", "slider", json!(0), json!(5), None), slider("0", "5", "0.1")),
    ];
    for (item, expected) in drawn {
        let said = item.to_string();
        assert_eq!(looks(item), (expected, Vec::new()), "{said}");
    }
    let otherwise = [
        (choice("a", "choice", &[control("autocomplete")], 3), Looks::Menu, "a list that opens"),
        (choice("a", "choice", &[control("check-box")], 3), Looks::Ordinary, "one under another"),
        (choice("a", "choice", &[control("slider")], 3), Looks::Row, "side by side"),
        (choice("a", "choice", &[control("karaoke")], 3), Looks::Ordinary, "one under another"),
        (repeated("drop-down"), Looks::Ordinary, "boxes to tick"),
        (item("a", "integer", &[control("slider")]), Looks::Ordinary, "the number"),
        (number("integer", "spinner", json!(0), json!(10), None), Looks::Ordinary, "the number"),
        (item("a", "date", &[control("spinner")]), Looks::Ordinary, "to write in"),
    ];
    for (item, expected, words) in otherwise {
        let said = item.to_string();
        let (looks, told) = looks(item);
        assert_eq!(looks, expected, "{said}");
        assert!(told.len() == 1 && told[0].contains(words), "{told:?} of {said}");
    }
}

/// The editor reads one item as the compiler reads the document.
#[test]
fn what_an_item_prefers_is_read_alone_as_in_its_document() {
    let foreign = |codes: &[(Option<&str>, &str)]| {
        let coding = |(system, code): &(Option<&str>, &str)| match system {
            Some(system) => json!({ "system": system, "code": code }),
            None => json!({ "code": code }),
        };
        let codings: Vec<Value> = codes.iter().map(coding).collect();
        json!({ "url": format!("{CORE}questionnaire-itemControl"), "valueCodeableConcept": { "coding": codings } })
    };
    let (ours, acme) = (Some("http://hl7.org/fhir/questionnaire-item-control"), Some("urn:acme"));
    let cases = [
        (foreign(&[(acme, "wheel"), (ours, "drop-down")]), Looks::Menu, Some("drop-down"), false),
        (foreign(&[(acme, "wheel"), (None, "drop-down")]), Looks::Menu, Some("drop-down"), false),
        (foreign(&[(acme, "wheel"), (acme, "ring")]), Looks::Ordinary, Some("wheel"), true),
        (foreign(&[]), Looks::Ordinary, None, false),
    ];
    for (control, drawn, named, is_told) in cases {
        let one = choice("a", "choice", std::slice::from_ref(&control), 3);
        let alone = instruments::preference(&one);
        assert_eq!((alone.control.as_deref(), &alone.looks), (named, &drawn), "{control}");
        let (looks, told) = looks(one);
        assert_eq!((looks, told.len()), (drawn, usize::from(is_told)), "{control}");
        assert!(alone.instead.is_some_and(|(_, en)| told[0].contains(en)) == is_told, "{told:?}");
    }
    let many = choice("a", "choice", &[], instruments::MOST_CARDS + 1);
    assert_eq!(instruments::preference(&many).looks, Looks::Menu);
    let hidden = extension("questionnaire-hidden", "valueBoolean", json!(true));
    assert_eq!(instruments::preference(&item("h", "integer", &[control("spinner"), hidden])), Default::default());
    for odd in [json!(null), json!([]), json!({ "type": "choice", "extension": 3 }), json!({ "type": "attachment" })] {
        assert_eq!(instruments::preference(&odd), Default::default(), "{odd}");
    }
}

#[test]
fn a_table_of_questions_is_told_and_a_hidden_item_is_not() {
    let mut table = item("t", "group", &[control("htable")]);
    table["item"] = json!([choice("a", "choice", &[], 3)]);
    let mut page = item("p", "group", &[control("page")]);
    let hidden = extension("questionnaire-hidden", "valueBoolean", json!(true));
    page["item"] = json!([item("h", "integer", &[control("spinner"), hidden]), item("q", "text", &[])]);
    let built = form(&[table, page]);
    let told: Vec<_> = built.warnings().iter().filter(|one| one.code == "shown-otherwise").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].severity, Severity::Warning);
    assert_eq!(told[0].link_id.as_deref(), Some("t"));
}

#[test]
fn texts_inside_a_question_stand_beside_it_unless_they_come_and_go() {
    let mut pain = item(
        "pain",
        "integer",
        &[
            control("slider"),
            extension("minValue", "valueInteger", json!(0)),
            extension("maxValue", "valueInteger", json!(10)),
        ],
    );
    let text = |link: &str, code: &str| item(link, "display", &[control(code)]);
    let mut fleeting = text("f", "help");
    fleeting["enableWhen"] = json!([{ "question": "pain", "operator": ">", "answerInteger": 5 }]);
    pain["item"] = json!([text("l", "lower"), text("u", "upper"), text("k", "unit"), text("h", "prompt"), fleeting]);
    let built = form(&[pain, text("alone", "lower")]);
    let beside = |link: &str| built.item(link).and_then(|item| item.beside);
    assert_eq!(["l", "u", "k", "h"].map(beside), [Beside::Lower, Beside::Upper, Beside::Unit, Beside::Help].map(Some));
    assert_eq!([beside("f"), beside("alone")], [None, None]);
    let question = built.item("pain").unwrap();
    let lower: Vec<&Item> = built.beside(question, Beside::Lower).collect();
    assert_eq!(lower.len(), 1, "the one outside belongs to no question");
    assert_eq!(lower[0].link_id, "l");
}

#[test]
fn what_a_field_with_proposals_posts_is_an_answer_of_the_list_or_another_one() {
    let mut town = choice("town", "open-choice", &[control("autocomplete")], 2);
    town["answerOption"][1]["valueCoding"]["display"] = "Saint-Denis  (93)".into();
    let built = form(&[town, choice("plain", "open-choice", &[], 2)]);
    let read = |pairs: &[(&str, &str)]| {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        built.from_form(0, &pairs)
    };
    let given = |pairs: &[(&str, &str)]| read(pairs).answers.get("town").cloned();
    assert_eq!(given(&[("town-other", " saint-denis\u{a0}(93) ")]), Some(Answer::Choice("c1".into())));
    assert_eq!(given(&[("town-other", "Réponse 0")]), Some(Answer::Choice("c0".into())));
    assert_eq!(given(&[("town-other", "Brest")]), Some(Answer::Other("Brest".into())));
    assert_eq!(given(&[("town", "c1")]), Some(Answer::Choice("c1".into())), "as it travels between screens");
    let mut answers = Answers::new();
    answers.set("town", Answer::Choice("c1".into()));
    read(&[]).merge_into(&mut answers);
    assert!(answers.get("town").is_some(), "not asked on that screen");
    read(&[("town-other", "")]).merge_into(&mut answers);
    assert!(answers.get("town").is_none(), "emptied");
    let plain = read(&[("plain-other", "Réponse 0")]).answers.get("plain").cloned();
    assert_eq!(
        plain,
        Some(Answer::Other("Réponse 0".into())),
        "where nothing is proposed, what is written stays what was written"
    );
}

#[test]
fn a_slider_that_nobody_moves_is_no_answer() {
    let own = [
        control("slider"),
        extension("minValue", "valueInteger", json!(0)),
        extension("maxValue", "valueInteger", json!(100)),
    ];
    let built = form(&[item("health", "integer", &own)]);
    let read = |value: &str| built.from_form(0, &[("health".to_owned(), value.to_owned())]);
    assert!(read("").answers.is_empty() && read("").errors.is_empty());
    assert_eq!(read("50").answers.get("health"), Some(&Answer::Number(50)));
    assert_eq!(read("101").errors.len(), 1);
}
