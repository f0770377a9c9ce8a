//! Whatever comes to `$next-question`, it is answered or refused in words, in bounded time; nothing breaks.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use fhir::Document;
use instruments::adaptive::{self, AdaptiveForm, Call};
use kernel::{Chance, Day, Lang, SeededChance};
use serde_json::{Value, json};

fn day() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

/// Puts something else at one place of a document, some levels down.
fn spoil(value: &mut Value, levels: u64, chance: &mut SeededChance) {
    match value {
        Value::Object(map) if levels > 0 && !map.is_empty() => {
            let at = chance.below(map.len() as u64) as usize;
            spoil(map.values_mut().nth(at).unwrap(), levels - 1, chance);
        }
        Value::Array(list) if levels > 0 && !list.is_empty() => {
            let at = chance.below(list.len() as u64) as usize;
            spoil(&mut list[at], levels - 1, chance);
        }
        here => {
            *here = match chance.below(9) {
                0 => Value::Null,
                1 => json!([]),
                2 => json!({}),
                3 => json!("demo-01"),
                4 => json!(-1),
                5 => serde_json::from_str("1e400").unwrap(),
                6 => json!([here.clone(), here.clone()]),
                7 => json!("\u{0}\u{1f600}".repeat(200)),
                _ => json!({ "url": "urn:vecu:fhir:graded", "extension": [here.clone()] }),
            }
        }
    }
}

fn spoiled(mut document: Value, chance: &mut SeededChance) -> Value {
    let levels = 1 + chance.below(9);
    spoil(&mut document, levels, chance);
    document
}

#[test]
fn a_spoiled_response_or_bank_is_answered_or_refused_in_words() {
    let bank = adaptive::demonstration();
    let form = AdaptiveForm::of(&Document::from_value(bank.clone()).unwrap()).unwrap();
    let mut response = form.start();
    for code in ["2", "3"] {
        response = form.next_question(&Document::from_value(response).unwrap(), day()).unwrap().response;
        let link = response["contained"][0]["item"].as_array().unwrap().last().unwrap()["linkId"].clone();
        let given = json!({ "linkId": link, "answer": [{ "valueCoding": {
            "system": "urn:vecu:code:demonstration-adaptive", "code": code } }] });
        response
            .as_object_mut()
            .unwrap()
            .entry("item")
            .or_insert_with(|| json!([]))
            .as_array_mut()
            .unwrap()
            .push(given);
    }
    let mut chance = SeededChance::new(77);
    let (mut answered, mut refused) = (0, 0);
    for round in 0..150 {
        let (a_bank, a_response) = match round % 6 {
            0 => (spoiled(bank.clone(), &mut chance), response.clone()),
            1 => (bank.clone(), spoiled(spoiled(response.clone(), &mut chance), &mut chance)),
            _ => (bank.clone(), spoiled(response.clone(), &mut chance)),
        };
        let Ok(a_bank) = Document::from_value(a_bank) else { continue };
        let found = Call::read(&a_response.to_string()).and_then(|call| adaptive::call(&a_bank, &call.response, day()));
        match found {
            Ok(step) => {
                answered += 1;
                let status = step.response["status"].as_str().unwrap_or_default();
                assert!(["in-progress", "completed"].contains(&status));
            }
            Err(problems) => {
                refused += 1;
                assert!(!problems.is_empty(), "refused without a word: {a_response}");
                let said = |one: &instruments::Problem| Lang::ALL.iter().all(|lang| one.message(*lang).len() > 10);
                assert!(problems.iter().all(said));
            }
        }
    }
    assert!(answered > 0 && refused > 50, "{answered} answered, {refused} refused");
}

#[test]
fn a_response_that_contains_two_thousand_times_one_question_is_refused_at_once() {
    let form = AdaptiveForm::of(&Document::from_value(adaptive::demonstration()).unwrap()).unwrap();
    let mut response = form.next_question(&Document::from_value(form.start()).unwrap(), day()).unwrap().response;
    let one = response["contained"][0]["item"][0].clone();
    let many: Vec<Value> = (0..2_000).map(|_| one.clone()).collect();
    response["contained"][0]["item"] = Value::Array(many);
    let problems = form.next_question(&Document::from_value(response).unwrap(), day()).unwrap_err();
    assert!(!problems.is_empty());
}
