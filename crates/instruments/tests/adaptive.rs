//! `$next-question`: ten thousand persons stand where girth puts them, through the operation; the rule for stopping is the
//! bank's; what was tampered with is refused with words.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on must stop")]

use fhir::Document;
use instruments::adaptive::{self, AdaptiveForm, Call, Done, ERROR, SCORE};
use instruments::score::adaptive::WhyStopped;
use instruments::score::{Decimal, Graded};
use instruments::{Problem, conformance, proof};
use kernel::{Chance, Day, Lang, SeededChance};
use serde_json::{Number, Value, json};

/// Written by `reference/make_girth.py`.
const REFERENCE: &str = include_str!("reference/graded-girth.txt");

fn day() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn document(value: &Value) -> Document {
    Document::from_value(value.clone()).unwrap()
}

fn number(text: &str) -> Value {
    Value::Number(text.parse::<Number>().unwrap())
}

/// The items of girth's reference as a bank that never stops early.
fn girth_bank() -> Value {
    let items = REFERENCE.lines().filter_map(|line| line.strip_prefix("item ")).enumerate().map(|(place, line)| {
        let numbers: Vec<String> = line.split(' ').map(|word| format!("{:.15}", word.parse::<f64>().unwrap())).collect();
        let mut parts = vec![json!({ "url": "discrimination", "valueDecimal": number(&numbers[0]) })];
        parts.extend(numbers[1..].iter().map(|one| json!({ "url": "difficulty", "valueDecimal": number(one) })));
        let options = (0..numbers.len()).map(|weight| {
            json!({ "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight }],
                    "valueCoding": { "system": "urn:test", "code": weight.to_string(), "display": format!("réponse {weight}") } })
        });
        json!({ "linkId": format!("g{place}"), "type": "choice", "text": format!("Question {place}"), "required": false,
                "extension": [{ "url": "urn:vecu:fhir:graded", "extension": parts }],
                "answerOption": options.collect::<Vec<_>>() })
    });
    json!({
        "resourceType": "Questionnaire", "status": "draft", "language": "fr", "title": "Banque d'essai",
        "url": "urn:test:bank", "version": "3",
        "extension": [
            { "url": adaptive::ADAPTIVE_FLAG, "valueBoolean": true },
            { "url": "urn:vecu:fhir:licence", "extension": [{ "url": "name", "valueString": "Essai" }] },
            { "url": "urn:vecu:fhir:adaptive", "extension": [{ "url": "least", "valueInteger": 1 }] }
        ],
        "item": items.collect::<Vec<_>>()
    })
}

fn persons() -> impl Iterator<Item = (&'static str, f64)> {
    let lines = REFERENCE.lines().skip(1).filter(|line| !line.starts_with("item "));
    lines.map(|line| line.split_once(' ').map(|(codes, theta)| (codes, theta.parse().unwrap())).unwrap())
}

fn contained(response: &Value) -> &Vec<Value> {
    response["contained"][0]["item"].as_array().unwrap()
}

/// Answers the last question that was asked, as FHIR has it; nothing for a question that is left empty.
fn answer(response: &mut Value, code: Option<&str>) {
    let last = contained(response).last().unwrap().clone();
    let Some(code) = code else { return };
    let item = json!({ "linkId": last["linkId"], "text": last["text"],
                       "answer": [{ "valueCoding": { "system": option_system(&last), "code": code } }] });
    response.as_object_mut().unwrap().entry("item").or_insert_with(|| json!([])).as_array_mut().unwrap().push(item);
}

fn option_system(item: &Value) -> Value {
    item["answerOption"][0]["valueCoding"]["system"].clone()
}

fn result(response: &Value, link: &str) -> f64 {
    let item = response["item"].as_array().unwrap().iter().find(|one| one["linkId"] == link).unwrap();
    item["answer"][0]["valueDecimal"].to_string().parse().unwrap()
}

/// Plays a whole test; the answers are chosen by `choose`, given the question's link id.
fn play(form: &AdaptiveForm, mut choose: impl FnMut(&str) -> Option<String>) -> (Value, WhyStopped, Vec<String>) {
    let (mut response, mut asked) = (form.start(), Vec::new());
    loop {
        let step = form.next_question(&document(&response), day()).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(form.next_question(&document(&response), day()).unwrap(), step, "nothing is remembered");
        response = step.response;
        match step.done {
            Done::Completed { why } => return (response, why, asked),
            Done::Asked { link_id, .. } => {
                assert_eq!(contained(&response).last().unwrap()["linkId"], link_id);
                answer(&mut response, choose(&link_id).as_deref());
                asked.push(link_id);
            }
        }
    }
}

#[test]
fn ten_thousand_persons_stand_where_girth_puts_them_through_the_operation() {
    let form = AdaptiveForm::of(&document(&girth_bank())).unwrap_or_else(|problems| panic!("{problems:#?}"));
    // One whole test says in which form all ten questions have been asked; each person then answers that form.
    let (mut blank, ..) = play(&form, |_| None);
    let map = blank.as_object_mut().unwrap();
    map.remove("item");
    map.insert("status".to_owned(), json!("in-progress"));
    let items = map["contained"][0]["item"].as_array_mut().unwrap();
    items.truncate(10);
    let order: Vec<usize> = items.iter().map(|item| item["linkId"].as_str().unwrap()[1..].parse().unwrap()).collect();
    let (mut worst, mut persons_seen) = (0.0f64, 0);
    // All of them take a minute and a half in a build for tests; a tenth is asked when nobody says VECU_ALL_PERSONS.
    let step = if std::env::var_os("VECU_ALL_PERSONS").is_some() { 1 } else { 10 };
    for (codes, girth) in persons().step_by(step) {
        let mut response = blank.clone();
        let given = order.iter().filter_map(|place| {
            let code = codes.get(*place..=*place).filter(|code| *code != "-")?;
            Some(json!({ "linkId": format!("g{place}"), "answer": [{ "valueCoding": { "system": "urn:test", "code": code } }] }))
        });
        let given: Vec<Value> = given.collect();
        if !given.is_empty() {
            response["item"] = Value::Array(given);
        }
        let step = form.next_question(&document(&response), day()).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(step.done, Done::Completed { why: WhyStopped::NoQuestionLeft });
        assert_eq!(step.response["status"], "completed");
        worst = worst.max((result(&step.response, SCORE) - girth).abs());
        assert!(result(&step.response, ERROR) > 0.0);
        persons_seen += 1;
    }
    println!("largest difference from girth over {persons_seen} persons, as written in the response: {worst:.2e}");
    assert_eq!(persons_seen, 10_000 / step);
    assert!(worst < 1e-6, "{worst}");
}

#[test]
fn asked_question_by_question_the_estimate_is_the_same_and_the_response_conforms() {
    let bank = document(&girth_bank());
    let form = AdaptiveForm::of(&bank).unwrap();
    let known = conformance::Known::new(None);
    for (codes, girth) in persons().skip(7).step_by(211).take(40) {
        let code = |link: &str| {
            let place: usize = link[1..].parse().unwrap();
            Some(codes[place..=place].to_owned()).filter(|code| code != "-")
        };
        let (response, why, asked) = play(&form, code);
        assert_eq!((why, asked.len()), (WhyStopped::NoQuestionLeft, 10));
        assert!((result(&response, SCORE) - girth).abs() < 1e-6);
        let found = conformance::check(Some(&response["contained"][0]), &response, &known);
        assert!(conformance::conforms(&found), "{found:#?}");
        assert!(!response.to_string().contains("urn:vecu:fhir:graded"), "the parameters never leave");
        // The command line and the route call this with the same text.
        let mut before = response.clone();
        before["status"] = json!("in-progress");
        before["contained"][0]["item"].as_array_mut().unwrap().truncate(10);
        before["item"].as_array_mut().unwrap().retain(|one| one["linkId"] != SCORE && one["linkId"] != ERROR);
        if before["item"].as_array().unwrap().is_empty() {
            before.as_object_mut().unwrap().remove("item");
        }
        let wrapped = json!({ "resourceType": "Parameters", "parameter": [
            { "name": "questionnaire-response", "resource": before },
            { "name": "questionnaire", "resource": girth_bank() } ] });
        let call = Call::read(&wrapped.to_string()).unwrap();
        assert_eq!(call.canonical().as_deref(), Some("urn:test:bank|3"));
        let step = adaptive::call(&call.bank.unwrap(), &call.response, day()).unwrap();
        assert_eq!(step.response, response);
    }
}

#[test]
fn the_demonstration_is_told_apart_and_stops_as_its_bank_says() {
    let bank = document(&adaptive::demonstration());
    let found = proof::prove_on(&bank, day());
    assert!(found.may_publish(), "{:#?}", found.problems);
    let form = AdaptiveForm::of(&bank).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let title = form.instrument().title(Lang::En);
    assert!(
        title.contains("Simulated") && form.instrument().purpose(Lang::Fr).unwrap().contains("sans valeur clinique")
    );
    // The bank's own numbers, read apart from the code under test.
    let models: Vec<(String, Graded)> = adaptive::demonstration()["item"][0]["item"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let parts = item["extension"][0]["extension"].as_array().unwrap();
            let of = |url: &str| -> Vec<f64> {
                let found = parts.iter().filter(|one| one["url"] == url);
                found.map(|one| one["valueDecimal"].to_string().parse::<Decimal>().unwrap().to_f64()).collect()
            };
            let model = Graded::new(of("discrimination")[0], of("difficulty")).unwrap();
            (item["linkId"].as_str().unwrap().to_owned(), model)
        })
        .collect();
    assert_eq!(models.len(), 24);
    let mut chance = SeededChance::new(2026);
    let (mut precise, mut most, mut apart, mut asked_in_all) = (0, 0, 0.0, 0);
    for round in 0..100 {
        let theta = -2.0 + 4.0 * chance.unit();
        let (response, why, asked) = play(&form, |link| {
            if chance.below(12) == 0 {
                return Some("x".to_owned());
            }
            let model = &models.iter().find(|(known, _)| known == link).unwrap().1;
            let mut left = chance.unit();
            let code = (0..5).find(|category| {
                left -= model.probability(*category, theta);
                left <= 0.0
            });
            Some(code.unwrap_or(4).to_string())
        });
        let error = result(&response, ERROR);
        let told =
            response["item"].as_array().unwrap().iter().filter(|one| one["answer"][0]["valueCoding"]["code"] != "x");
        let told = told.count() - 2;
        match why {
            WhyStopped::Precise => {
                precise += 1;
                assert!(error <= 0.30 && told >= 4 && asked.len() < 12, "{round}: {error} {told}");
            }
            WhyStopped::MostQuestions => {
                most += 1;
                assert!(asked.len() == 12, "{round}");
            }
            other => panic!("{other:?}"),
        }
        apart += (result(&response, SCORE) - theta).abs();
        asked_in_all += asked.len();
    }
    println!(
        "stopped by precision {precise}, by number {most}; mean questions {:.2}; mean distance {:.3}",
        f64::from(asked_in_all as u32) / 100.0,
        apart / 100.0
    );
    assert!(precise > 20 && most > 0, "{precise} {most}");
    assert!(apart / 100.0 < 0.4, "the estimate follows the person: {}", apart / 100.0);
}

/// A response with two questions asked, the first answered.
fn begun(form: &AdaptiveForm) -> Value {
    let mut response = form.next_question(&document(&form.start()), day()).unwrap().response;
    answer(&mut response, Some("2"));
    form.next_question(&document(&response), day()).unwrap().response
}

fn codes(form: &AdaptiveForm, spoil: impl FnOnce(&mut Value)) -> Vec<&'static str> {
    let mut response = begun(form);
    answer(&mut response, Some("1"));
    spoil(&mut response);
    let problems = form.next_question(&document(&response), day()).err().unwrap_or_default();
    assert!(problems.iter().all(|one| Lang::ALL.iter().all(|lang| one.message(*lang).len() > 20)), "said in words");
    problems.iter().map(|one| one.code).collect()
}

#[test]
fn what_was_tampered_with_is_refused_with_words() {
    let form = AdaptiveForm::of(&document(&adaptive::demonstration())).unwrap();
    assert!(codes(&form, |_| ()).is_empty());
    let asked = |response: &mut Value| response["contained"][0]["item"].as_array_mut().unwrap().clone();
    type Spoil = fn(&mut Value);
    let table: &[(&str, Spoil)] = &[
        ("adaptive-other-bank", |r| r["contained"][0]["derivedFrom"] = json!(["urn:vecu:instrument:phq-9"])),
        ("adaptive-other-bank", |r| {
            r["contained"][0]["derivedFrom"][0] = json!("urn:vecu:instrument:demonstration-adaptive|2")
        }),
        ("adaptive-other-bank", |r| drop(r["contained"][0].as_object_mut().unwrap().remove("derivedFrom"))),
        ("adaptive-other-version", |r| r["contained"][0]["extension"][1]["valueString"] = json!("0".repeat(64))),
        ("adaptive-not-adaptive", |r| drop(r["contained"][0]["extension"].as_array_mut().unwrap().remove(0))),
        ("adaptive-not-contained", |r| r["questionnaire"] = json!("urn:vecu:instrument:demonstration-adaptive")),
        ("adaptive-not-in-progress", |r| r["status"] = json!("completed")),
        ("adaptive-not-in-progress", |r| drop(r.as_object_mut().unwrap().remove("status"))),
        ("adaptive-not-of-this-bank", |r| r["contained"][0]["item"][0]["linkId"] = json!("phq-9-1")),
        ("adaptive-question-changed", |r| r["contained"][0]["item"][0]["text"] = json!("Êtes-vous riche ?")),
        ("adaptive-question-changed", |r| r["contained"][0]["item"][0]["required"] = json!(false)),
        ("adaptive-question-changed", |r| {
            drop(r["contained"][0]["item"][0]["answerOption"].as_array_mut().unwrap().pop())
        }),
        ("unknown-link-id", |r| r["item"][0]["linkId"] = json!("demo-00")),
        ("answer-not-an-option", |r| r["item"][0]["answer"][0]["valueCoding"]["code"] = json!("9")),
        ("answer-not-an-option", |r| r["item"][0]["answer"][0]["valueCoding"]["system"] = json!("urn:other")),
        ("answer-type", |r| r["item"][0]["answer"][0] = json!({ "valueInteger": 2 })),
        ("adaptive-unanswered", |r| drop(r["item"].as_array_mut().unwrap().pop())),
    ];
    for (expected, spoil) in table {
        let found = codes(&form, spoil);
        assert!(found.contains(expected), "{expected}: {found:?}");
    }
    let twice = codes(&form, |r| {
        let first = asked(r).remove(0);
        r["contained"][0]["item"].as_array_mut().unwrap().push(first);
    });
    assert!(!twice.is_empty());
    let repeated = codes(&form, |r| {
        let given = r["item"][0]["answer"][0].clone();
        r["item"][0]["answer"].as_array_mut().unwrap().push(given);
    });
    assert!(!repeated.is_empty());
    for hostile in ["{}", "[]", "", "{\"resourceType\":\"Parameters\"}", "{\"resourceType\":\"Patient\"}"] {
        let refused = Call::read(hostile)
            .and_then(|call| adaptive::call(&document(&adaptive::demonstration()), &call.response, day()));
        assert!(refused.is_err(), "{hostile}");
    }
}

#[test]
fn a_changed_mind_changes_the_estimate_and_not_the_questions() {
    let form = AdaptiveForm::of(&document(&adaptive::demonstration())).unwrap();
    let mut response = begun(&form);
    answer(&mut response, Some("1"));
    let one = form.next_question(&document(&response), day()).unwrap();
    response["item"][0]["answer"][0]["valueCoding"]["code"] = json!("4");
    let other = form.next_question(&document(&response), day()).unwrap();
    assert!(other.ability.mean > one.ability.mean);
    assert_eq!(contained(&one.response)[..2], contained(&other.response)[..2]);
}

#[test]
fn the_licence_of_the_bank_is_a_gate() {
    let mut bank = adaptive::demonstration();
    let at =
        bank["extension"].as_array().unwrap().iter().position(|one| one["url"] == "urn:vecu:fhir:licence").unwrap();
    let refusal = |bank: &Value| {
        let form = AdaptiveForm::of(&document(bank)).unwrap();
        form.next_question(&document(&form.start()), day()).err().map(|found| found[0].code)
    };
    assert_eq!(refusal(&bank), None);
    let parts = bank["extension"][at]["extension"].as_array().unwrap().clone();
    for (part, code) in [
        (json!({ "url": "expires", "valueDate": "2026-11-21" }), "licence-expired"),
        (json!({ "url": "mode", "valueCode": "paper" }), "licence-mode"),
        (json!({ "url": "language", "valueCode": "en" }), "licence-language"),
    ] {
        bank["extension"][at]["extension"] = Value::Array([parts.clone(), vec![part]].concat());
        assert_eq!(refusal(&bank), Some(code));
    }
    bank["extension"].as_array_mut().unwrap().remove(at);
    assert_eq!(refusal(&bank), Some("licence-missing"));
}

#[test]
fn a_document_that_is_no_bank_is_refused_where_it_is_wrong() {
    let codes = |spoil: &dyn Fn(&mut Value)| -> Vec<&'static str> {
        let mut bank = girth_bank();
        spoil(&mut bank);
        let found: Vec<Problem> = AdaptiveForm::of(&document(&bank)).err().unwrap_or_default();
        found.iter().map(|one| one.code).collect()
    };
    assert!(codes(&|_| ()).is_empty());
    type Spoil<'s> = &'s dyn Fn(&mut Value);
    let cases: &[(&str, Spoil<'_>)] = &[
        ("adaptive-no-bank", &|b| drop(b["extension"].as_array_mut().unwrap().remove(0))),
        ("adaptive-no-bank", &|b| drop(b["extension"].as_array_mut().unwrap().remove(2))),
        ("adaptive-no-address", &|b| drop(b.as_object_mut().unwrap().remove("url"))),
        ("adaptive-no-parameters", &|b| drop(b["item"][3].as_object_mut().unwrap().remove("extension"))),
        ("adaptive-no-weight", &|b| drop(b["item"][3]["answerOption"][0].as_object_mut().unwrap().remove("extension"))),
        ("adaptive-not-a-choice", &|b| b["item"][3] = json!({ "linkId": "g3", "type": "text", "text": "Libre" })),
        ("adaptive-condition", &|b| {
            b["item"][3]["enableWhen"] =
                json!([{ "question": "g0", "operator": "=", "answerCoding": { "system": "urn:test", "code": "1" } }])
        }),
        ("score-graded-parameters", &|b| drop(b["item"][3]["extension"][0]["extension"].as_array_mut().unwrap().pop())),
        ("score-graded-parameters", &|b| b["item"][3]["extension"][0]["extension"][0]["valueDecimal"] = json!(-1)),
        ("adaptive-not-a-number", &|b| {
            b["item"][3]["extension"][0]["extension"][0] = json!({ "url": "discrimination", "valueString": "1" })
        }),
        ("adaptive-not-a-number", &|b| b["extension"][2]["extension"][0]["valueInteger"] = json!(-3)),
        ("adaptive-reserved-name", &|b| b["item"][3]["linkId"] = json!(SCORE)),
        ("no-question", &|b| drop(b.as_object_mut().unwrap().remove("item"))),
    ];
    for (expected, spoil) in cases {
        let found = codes(spoil);
        assert!(found.contains(expected), "{expected}: {found:?}");
    }
}
