//! Documents that mean harm, and our own.

use instruments::conformance::{ValueSets, check, conforms};
use instruments::{Answer, Answers, Instrument, Kind, shipped};
use kernel::{Chance, SeededChance};
use serde_json::{Value, json};

use crate::form::{NONE, answer, errors, form, response, warnings};

#[test]
fn hostile_documents_end_soon_and_without_a_crash() {
    let mut deep = json!({ "linkId": "x", "type": "group" });
    let mut told = json!({ "linkId": "x" });
    for _ in 0..60 {
        deep = json!({ "linkId": "x", "type": "group", "item": [deep] });
        told = json!({ "linkId": "x", "item": [told] });
    }
    assert_eq!(errors(json!([deep]), json!([])), ["items-too-deep"]);
    assert_eq!(errors(json!([{ "linkId": "x", "type": "group" }]), json!([told])).len(), 1);
    for _ in 0..60 {
        told = json!({ "linkId": "x", "item": [told] });
    }
    assert_eq!(errors(json!([]), json!([told])), ["items-too-deep"]);
    // A pattern that would take a backtracking engine for ever, and one that is none.
    let pattern = |text: &str| {
        json!([{ "linkId": "a", "type": "string",
        "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": text }] }])
    };
    let long = "a".repeat(50_000) + "!";
    assert_eq!(errors(pattern("(a+)+"), json!([answer("a", "String", json!(long))])), ["form-not-kept"]);
    for text in ["(", "((a{1000}){1000}){1000}"] {
        assert_eq!(warnings(pattern(text), json!([answer("a", "String", json!("a"))])), ["pattern-not-read"]);
    }
    // Twenty thousand questions, each looking at the last: every answer is looked up, none searched for.
    let many = 20_000;
    let questions: Vec<Value> = (0..many)
        .map(|n| {
            json!({ "linkId": n.to_string(), "type": "integer",
            "enableWhen": [{ "question": (many - 1).to_string(), "operator": "exists", "answerBoolean": true }] })
        })
        .collect();
    let items: Vec<Value> = (0..many).map(|n| answer(&n.to_string(), "Integer", json!(n))).collect();
    assert_eq!(errors(json!(questions), json!(items)), NONE);
    // Twenty thousand answers among ten thousand printed ones, in groups of one: each is looked up too.
    let options: Vec<Value> = (0..10_000).map(|n| json!({ "valueCoding": { "code": n.to_string() } })).collect();
    let group = json!([{ "linkId": "g", "type": "group", "repeats": true,
        "item": [{ "linkId": "a", "type": "choice", "answerOption": options }] }]);
    let items: Vec<Value> = (0..20_000)
        .map(|n| json!({ "linkId": "g", "item": [answer("a", "Coding", json!({ "code": (n % 10_000).to_string() }))] }))
        .collect();
    let begun = std::time::Instant::now();
    assert_eq!(errors(group, json!(items)), NONE);
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    // A rule that cannot be read, in thousands of groups, thousands of times: what is said of it has an end.
    let rule = json!({ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint",
        "extension": [{ "url": "key", "valueId": "k" }, { "url": "expression", "valueString": "(" }] });
    let rules = vec![rule; 3_000];
    let group = json!([{ "linkId": "g", "type": "group", "repeats": true, "extension": rules }]);
    let groups = vec![json!({ "linkId": "g" }); 3_000];
    let found = check(Some(&form(group)), &response(json!(groups)), &ValueSets::new());
    assert!(found.len() <= 10_001 && found.last().is_some_and(|one| one.code == "too-many-problems"));
    for odd in [json!(null), json!([]), json!({}), json!({ "resourceType": "QuestionnaireResponse", "item": 3 })] {
        assert!(!conforms(&check(Some(&odd), &odd, &ValueSets::new())));
    }
    let odd =
        json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "item": [{ "answer": [3, {}] }, 4] });
    assert!(!conforms(&check(Some(&form(json!([{ "linkId": 5 }, {}]))), &odd, &ValueSets::new())));
}

#[test]
fn what_we_write_conforms() {
    let mut chance = SeededChance::new(71);
    let phq = Instrument::compile(include_str!("../../documents/phq-9.json")).unwrap();
    let forms =
        [shipped("vecu-12").unwrap().instrument().unwrap(), shipped("isatis-2014").unwrap().instrument().unwrap(), phq];
    for form in &forms {
        let document: Value = form.document().clone();
        for _ in 0..60 {
            let mut answers = Answers::new();
            for item in form.questions() {
                if chance.below(4) == 0 {
                    continue;
                }
                let choices = item.choices.len() as u64;
                answers = match item.kind {
                    Kind::Choice => answers.choose(&item.link_id, &item.choices[chance.below(choices) as usize].code),
                    Kind::Number => answers.with(&item.link_id, Answer::Number(item.range.0)),
                    _ => answers.with(&item.link_id, Answer::Text("Merci.".to_owned())),
                };
            }
            let written = form.to_questionnaire_response(&answers);
            let problems = check(Some(&document), &written, &ValueSets::new());
            assert!(problems.is_empty(), "{problems:#?}");
        }
    }
}
