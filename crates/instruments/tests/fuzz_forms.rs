//! Hostile questionnaires and responses: documents spoilt as texts and as trees, through everything that reads them. Each
//! ends in a value or in problems that say what is wrong, soon, and never in a panic.
//!
//! A normal run tries some hundreds; see `hostile` in the crate `fhir` for how many millions are. The corpus is this
//! repository's own documents, and the public forms of ../shared/data when they are there, most of the time a few items of
//! one of them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it found and stops where it cannot go on"
)]

use std::path::PathBuf;

use fhir::Document;
use hostile::Dice;
use instruments::conformance::{Known, check, check_questionnaire, outcome};
use instruments::program::{Partial, Program};
use instruments::{Items, Session, proof::prove};
use kernel::Lang;
use serde_json::{Map, Value, json};

/// How many cases a normal run tries.
const NORMAL: u64 = 150;

/// The largest public form that is spoilt, in bytes.
const LARGEST: usize = 60_000;

#[path = "../../fhir/tests/hostile/mod.rs"]
mod hostile;

/// A form that uses what the shipped ones do not: repeats in repeats, quantities, expressions of every kind.
const EVERYTHING: &str = include_str!("fuzz/everything.json");

const OWN: [&str; 3] =
    [EVERYTHING, include_str!("../documents/vecu-12.json"), include_str!("../documents/isatis-2014.json")];

/// The public sample forms, where they are.
fn public() -> Vec<String> {
    let base = std::env::var_os("VECU_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")), PathBuf::from);
    let Ok(folder) = std::fs::read_dir(base.join("fhir/lhcforms-r4")) else {
        println!("without the public forms: put test/data/R4 of lhncbc/lforms into fhir/lhcforms-r4, or set VECU_DATA");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let forms = files.iter().filter(|path| path.extension().is_some_and(|end| end == "json"));
    forms.filter_map(|path| std::fs::read_to_string(path).ok()).filter(|text| text.len() < LARGEST).collect()
}

/// What stands in documents and means something.
const TEXTS: [&str; 34] = [
    "",
    "0",
    "-1",
    "group",
    "display",
    "choice",
    "open-choice",
    "quantity",
    "any",
    "all",
    "exists",
    "!=",
    ">=",
    "#s",
    "urn:s|1",
    "2026-02-30",
    "9999-12-31T23:59:59.999999999+14:00",
    "24:00:00",
    "text/fhirpath",
    "%resource.descendants()",
    "%resource.item.answer.value.ordinal().sum() / 0",
    "item.repeat(item | answer.item).linkId.join(',')",
    "%a + %b * now()",
    "('a').repeat($this & 'a')",
    "iif(true, %qitem, %context.item[99999999999])",
    "answer.value.ofType(Quantity) > 1 'kg'",
    "(a+)+$",
    "(?=x)[",
    "\u{0}\u{202e}\u{1f600}",
    "http://hl7.org/fhir/ValueSet/administrative-gender",
    "completed",
    "in-progress",
    "urn:uuid:",
    "é",
];

/// Names of elements that readers look for.
const NAMES: [&str; 30] = [
    "item",
    "answer",
    "linkId",
    "type",
    "required",
    "repeats",
    "enableWhen",
    "question",
    "operator",
    "answerCoding",
    "valueCoding",
    "valueInteger",
    "valueDecimal",
    "valueQuantity",
    "valueString",
    "answerOption",
    "initial",
    "extension",
    "url",
    "valueExpression",
    "contained",
    "answerValueSet",
    "maxLength",
    "readOnly",
    "status",
    "questionnaire",
    "valueDate",
    "valueReference",
    "_text",
    "resourceType",
];

fn leaf(dice: &mut Dice) -> Value {
    match dice.below(8) {
        0 => Value::Null,
        1 => json!(dice.below(2) == 0),
        2 => json!(dice.below(5)),
        3 => {
            let odd = ["-0", "1e400", "1e-400", "0.1000000000000000000000000001", "9007199254740993", "1e9"];
            serde_json::from_str(dice.pick(&odd)).unwrap()
        }
        4 => json!([]),
        5 => json!({}),
        _ => json!(dice.pick(&TEXTS)),
    }
}

/// Every part of a document, by the way to it.
fn parts(value: &Value, here: &mut String, found: &mut Vec<String>) {
    found.push(here.clone());
    let length = here.len();
    let mut step = |name: &str, child: &Value| {
        here.push('/');
        here.push_str(&name.replace('~', "~0").replace('/', "~1"));
        parts(child, here, found);
        here.truncate(length);
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(name, child)| step(name, child)),
        Value::Array(list) => list.iter().enumerate().for_each(|(place, child)| step(&place.to_string(), child)),
        _ => {}
    }
}

/// Spoils a tree in a few places: parts replaced, moved, doubled, nested in themselves, removed, renamed.
fn spoil_tree(dice: &mut Dice, document: &mut Value) {
    for _ in 0..=dice.below(6) {
        let mut found = Vec::new();
        parts(document, &mut String::new(), &mut found);
        let (from, to) = (found[dice.below(found.len())].clone(), found[dice.below(found.len())].clone());
        let copy = document.pointer(&from).cloned().unwrap_or_default();
        // Copies of copies grow without end; a large one is left where it is.
        let copy = if copy.to_string().len() > 20_000 { leaf(dice) } else { copy };
        let what = dice.below(8);
        let fresh = leaf(dice);
        let name = dice.pick(&NAMES).to_string();
        let deep = (0..dice.below(60))
            .fold(copy.clone(), |inside, _| json!({ "linkId": "x", "type": "group", "item": [inside] }));
        let Some(place) = document.pointer_mut(&to) else { continue };
        match (what, place) {
            (0, place) => *place = fresh,
            (1, place) => *place = copy,
            (2, Value::Array(list)) => list.push(copy),
            (3, Value::Array(list)) => (0..dice.below(40)).for_each(|_| list.push(copy.clone())),
            (4, Value::Array(list)) if !list.is_empty() => drop(list.remove(dice.below(list.len()))),
            (5, Value::Object(map)) => drop(map.insert(name, copy)),
            (6, Value::Object(map)) => {
                let kept: Map<String, Value> =
                    map.iter().skip(1).map(|(key, value)| (key.clone(), value.clone())).collect();
                *map = kept;
            }
            (7, place) => *place = deep,
            (_, place) => *place = fresh,
        }
    }
}

/// Spoils a text in a few places.
fn spoil_text(dice: &mut Dice, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        let end = (at + dice.below(200)).min(bytes.len());
        match dice.below(4) {
            0 if at < bytes.len() => bytes[at] = dice.byte(),
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..end)),
            _ => {
                let piece =
                    dice.pick(&["{", "[", "\"", ",", ":", "null", "\\u0000", "1e999", "[[[[[[[[", "{\"item\":["]);
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A response to a form: what a session of it says after some answers, or one whose items follow the form at random.
fn response(dice: &mut Dice, form: &Value) -> Value {
    fn items(dice: &mut Dice, asked: &Value, depth: usize) -> Vec<Value> {
        let mut out = Vec::new();
        let questions: Vec<&Value> = asked["item"].as_array().into_iter().flatten().take(60).collect();
        for question in questions {
            if dice.below(5) == 0 || depth > 30 {
                continue;
            }
            let mut item = json!({ "linkId": question["linkId"] });
            if question["type"] == "group" {
                item["item"] = json!(items(dice, question, depth + 1));
            } else {
                let option = question["answerOption"][0].clone();
                let given = [
                    json!({ "valueString": dice.pick(&TEXTS) }),
                    json!({ "valueInteger": dice.below(9) }),
                    json!({ "valueDecimal": 2.50 }),
                    json!({ "valueCoding": { "system": "urn:s", "code": "a", "display": "A" } }),
                    json!({ "valueQuantity": { "value": 3, "system": "http://unitsofmeasure.org", "code": "kg" } }),
                    json!({ "valueBoolean": true }),
                    json!({ "valueDate": "2026-11-22" }),
                    option,
                ];
                let mut answers: Vec<Value> =
                    (0..=dice.below(3)).map(|_| given[dice.below(given.len())].clone()).collect();
                if let Some(first) = answers.first_mut().and_then(Value::as_object_mut) {
                    first.insert("item".to_owned(), json!(items(dice, question, depth + 1)));
                }
                item["answer"] = json!(answers);
            }
            out.push(item);
        }
        out
    }
    json!({ "resourceType": "QuestionnaireResponse", "status": dice.pick(&["completed", "in-progress", "amended"]),
        "questionnaire": form["url"], "authored": "2026-11-22T10:00:00+01:00", "item": items(dice, form, 0) })
}

/// Puts a form and a response through everything.
fn everything(form: &str, response: &str) {
    let (form, response) = (Document::parse(form), Document::parse(response));
    let known = Known::default();
    if let Ok(form) = &form {
        let now = Partial::date_time("2026-11-22T10:00:00Z").unwrap();
        let proof = prove(form);
        assert!(proof.problems.len() < 200_000);
        let compiled = Program::compile(form);
        {
            let program = std::sync::Arc::new(compiled.program);
            let session = Session::open(program.clone(), now);
            let written = session.to_response(Items::Answered);
            check(Some(form.value()), &written, &known);
            if let Ok(response) = &response {
                let (session, _) = Session::from_response(program, now, response);
                session.to_response(Items::Shown);
            }
        }
        check_questionnaire(form.value(), std::slice::from_ref(form.value()));
        // A questionnaire where a response should be, and the other way round.
        check(Some(form.value()), form.value(), &known);
    }
    if let Ok(response) = &response {
        let problems = check(form.as_ref().ok().map(Document::value), response.value(), &known);
        for lang in Lang::ALL {
            assert!(outcome(&problems, lang)["issue"].as_array().is_some_and(|issues| !issues.is_empty()));
        }
    }
}

/// The form with a few of its items and of what they hold: it is put through everything in a small part of the time.
fn thin(dice: &mut Dice, form: &mut Value, most: usize) {
    let Some(items) = form.get_mut("item").and_then(Value::as_array_mut) else { return };
    while items.len() > most {
        items.remove(dice.below(items.len()));
    }
    items.iter_mut().for_each(|item| thin(dice, item, most));
}

/// A form and a response, spoilt.
fn case(dice: &mut Dice, corpus: &[Value]) -> (String, String) {
    // Our own that uses everything is half of what is tried.
    let form = if dice.once_in(2) { 0 } else { dice.below(corpus.len()) };
    let mut form = corpus[form].clone();
    if !dice.once_in(200) {
        let most = 1 + dice.below(3);
        thin(dice, &mut form, most);
    }
    let mut given = response(dice, &form);
    match dice.below(4) {
        0 => spoil_tree(dice, &mut form),
        1 => spoil_tree(dice, &mut given),
        2 => {
            spoil_tree(dice, &mut form);
            spoil_tree(dice, &mut given);
        }
        _ => return (spoil_text(dice, &form.to_string()), spoil_text(dice, &given.to_string())),
    }
    (form.to_string(), given.to_string())
}

#[test]
fn spoilt_forms_and_responses_are_read_soon_and_without_a_panic() {
    let corpus: Vec<Value> = OWN
        .iter()
        .map(|text| (*text).to_owned())
        .chain(public())
        .map(|text| serde_json::from_str(&text).unwrap_or_default())
        .collect();
    hostile::run("forms", NORMAL, |dice| {
        let (form, response) = case(dice, &corpus);
        everything(&form, &response);
    });
}
