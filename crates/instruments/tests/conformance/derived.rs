//! A questionnaire by itself, and beside the one it derives from.

use instruments::conformance::check_questionnaire;
use serde_json::{Value, json};

use crate::form::form;

fn found(form: &Value, others: &[Value]) -> Vec<(&'static str, String)> {
    check_questionnaire(form, others).into_iter().map(|one| (one.code, one.path)).collect()
}

fn one(code: &'static str, path: &str) -> Vec<(&'static str, String)> {
    vec![(code, format!("Questionnaire{path}"))]
}

#[test]
fn a_questionnaire_is_made_of_what_fhir_has_and_each_item_has_its_own_name() {
    let sound = form(json!([{ "linkId": "a", "type": "group", "item": [{ "linkId": "b", "type": "string" }] }]));
    assert_eq!(found(&sound, &[]), []);
    let mut odd = sound.clone();
    odd["item"][0]["item"][0]["mandatory"] = json!(true);
    assert_eq!(found(&odd, &[]), one("unknown-property", ".item[0].item[0]"));
    let mut twice = sound;
    twice["item"][0]["item"][0]["linkId"] = json!("a");
    assert_eq!(found(&twice, &[]), one("duplicate-link-id", ""));
    assert_eq!(found(&json!({ "resourceType": "Patient" }), &[]), one("wrong-resource-type", ""));
}

#[test]
fn a_derived_questionnaire_demands_as_much_and_asks_nothing_else_unless_it_extends() {
    let base = form(json!([
        { "linkId": "a", "type": "string", "maxLength": 10 },
        { "linkId": "b", "type": "choice", "required": true,
          "answerOption": [{ "valueCoding": { "system": "urn:s", "code": "y" } }] },
    ]));
    let derived = |relation: &str, items: Value| {
        let mut one = form(items);
        one["url"] = json!("urn:derived");
        one["derivedFrom"] = json!(["urn:q|1"]);
        one["_derivedFrom"] = json!([{ "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType",
            "valueCoding": { "system": "http://hl7.org/fhir/questionnaire-derivationType", "code": relation } }] }]);
        one
    };
    let of = |items: Value| found(&derived("compliesWith", items), std::slice::from_ref(&base));
    let same = base["item"].clone();
    let with = |place: usize, name: &str, value: Value| {
        let mut items = same.clone();
        items[place][name] = value;
        items
    };
    assert_eq!(of(same.clone()), []);
    assert_eq!(of(with(0, "required", json!(true))), []);
    assert_eq!(of(with(0, "type", json!("text"))), one("type-changed", ".item[0].type"));
    assert_eq!(of(with(0, "repeats", json!(true))), one("repeats-in-addition", ".item[0].repeats"));
    assert_eq!(of(with(0, "maxLength", json!(11))), one("longer-than-base", ".item[0].maxLength"));
    assert_eq!(of(with(1, "required", json!(false))), one("required-in-base", ".item[1].required"));
    let options = json!([{ "valueCoding": { "system": "urn:s", "code": "n" } }]);
    assert_eq!(of(with(1, "answerOption", options)), one("option-not-in-base", ".item[1].answerOption[0]"));
    assert_eq!(of(json!([same[0]])), one("required-in-base", ""));
    let mut more = same.clone();
    more.as_array_mut().unwrap().push(json!({ "linkId": "c", "type": "string" }));
    assert_eq!(of(more.clone()), one("not-in-base", ".item[2]"));
    assert_eq!(found(&derived("extends", more.clone()), std::slice::from_ref(&base)), []);
    assert_eq!(found(&derived("inSpiritOf", with(0, "type", json!("text"))), std::slice::from_ref(&base)), []);
    assert_eq!(found(&derived("extends", more), &[]), one("base-not-found", ".derivedFrom[0]"));
}

#[test]
fn a_condition_looks_at_a_question_that_is_there_and_can_be_answered_before() {
    // enableWhen.question: "The linkId for the question whose answer (or lack of answer) governs whether this item is enabled."
    let when = |question: &str| json!([{ "question": question, "operator": "exists", "answerBoolean": true }]);
    let text = |link_id: &str| json!({ "linkId": link_id, "type": "string" });
    let items = |asked: &str| {
        json!([text("a"), { "linkId": "g", "type": "group", "enableWhen": when(asked), "item": [text("b")] }, text("c"),
            { "linkId": "h", "type": "group", "item": [text("d"), { "linkId": "e", "type": "string", "item": [text("f")] }] }])
    };
    for (asked, wanted) in [
        ("a", None),
        ("z", Some("condition-on-nothing")),
        ("g", Some("condition-on-itself")),
        ("b", Some("condition-on-its-inside")),
        ("c", Some("condition-on-what-follows")),
        ("f", Some("condition-on-what-follows")),
    ] {
        let wanted: Vec<_> = wanted.into_iter().flat_map(|code| one(code, ".item[1]")).collect();
        assert_eq!(found(&form(items(asked)), &[]), wanted, "{asked}");
    }
    // What it stands in comes before it.
    let mut inside = items("a");
    inside[3]["item"][1]["item"][0]["enableWhen"] = when("e");
    assert_eq!(found(&form(inside.clone()), &[]), []);
    inside[3]["item"][1]["item"][0]["enableWhen"] = when("d");
    assert_eq!(found(&form(inside), &[]), []);
    // STU3's conditions have no operators, and are left alone.
    let older = json!([{ "linkId": "a", "type": "string", "enableWhen": [{ "question": "z", "hasAnswer": true }] }]);
    assert_eq!(found(&form(older), &[]), []);
}
