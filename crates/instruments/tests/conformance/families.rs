//! The rules behind the families of public cases, for the members that we have no case of: each seen kept and broken, at
//! its place.

use instruments::Severity;
use instruments::conformance::{Known, check};
use serde_json::{Value, json};

use crate::form::{NONE, answer, form, response};

/// The errors, each with its place below the response.
fn placed(questions: Value, items: Value) -> Vec<(&'static str, String)> {
    errors_of(&form(questions), &response(items))
}

fn errors_of(form: &Value, response: &Value) -> Vec<(&'static str, String)> {
    let below = |path: &str| path.strip_prefix("QuestionnaireResponse").unwrap_or("?").to_owned();
    check(Some(form), response, &Known::default())
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| (one.code, below(&one.path)))
        .collect()
}

fn one(code: &'static str, place: &str) -> Vec<(&'static str, String)> {
    vec![(code, place.to_owned())]
}

fn hl7(name: &str, value: &str, bound: Value) -> Value {
    json!({ "url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), value: bound })
}

/// A type as FHIR writes it where it stands alone.
pub fn typed(name: &str) -> String {
    if ["Coding", "Quantity", "Reference", "Attachment"].contains(&name) {
        return name.to_owned();
    }
    name[..1].to_lowercase() + &name[1..]
}

#[test]
fn a_wrong_type_is_at_its_value_whatever_the_question() {
    for (kind, name, value) in [
        ("boolean", "String", json!("true")),
        ("date", "DateTime", json!("2026-11-22T10:00:00Z")),
        ("dateTime", "Date", json!("2026-11-22")),
        ("time", "String", json!("10:00:00")),
        ("integer", "Decimal", json!(1.0)),
        ("decimal", "Integer", json!(1)),
        ("string", "Coding", json!({ "code": "a" })),
        ("quantity", "Decimal", json!(1)),
        ("reference", "String", json!("Patient/1")),
        ("attachment", "String", json!("x")),
        ("open-choice", "Integer", json!(1)),
    ] {
        let two = json!({ "linkId": "a", "answer": [{ format!("value{name}"): value }] });
        assert_eq!(
            placed(json!([{ "linkId": "a", "type": kind }]), json!([two])),
            one("answer-type", &format!(".item[0].answer[0].value.ofType({})", typed(name))),
            "{kind}"
        );
    }
}

#[test]
fn how_often_an_item_comes_is_held_to_both_bounds_in_groups_too() {
    let extensions = json!([
        hl7("questionnaire-minOccurs", "valueInteger", json!(2)),
        hl7("questionnaire-maxOccurs", "valueInteger", json!(3)),
    ]);
    let question = json!([{ "linkId": "a", "type": "integer", "repeats": true, "extension": extensions }]);
    let group = json!([{ "linkId": "a", "type": "group", "repeats": true, "extension": extensions,
        "item": [{ "linkId": "b", "type": "integer" }] }]);
    for count in 0..6 {
        let answers: Vec<Value> = (0..count).map(|n| json!({ "valueInteger": n })).collect();
        let given = if count == 0 { json!([{ "linkId": "a" }]) } else { json!([{ "linkId": "a", "answer": answers }]) };
        let instances: Vec<Value> =
            (0..count).map(|n| json!({ "linkId": "a", "item": [answer("b", "Integer", json!(n))] })).collect();
        let code = match count {
            0 | 1 => Some("min-occurs"),
            2 | 3 => None,
            _ => Some("max-occurs"),
        };
        let expected: Vec<_> = code.map(|code| (code, ".item[0]".to_owned())).into_iter().collect();
        assert_eq!(placed(question.clone(), given), expected, "{count} answers");
        let whole = if count == 0 { code.map(|code| (code, String::new())).into_iter().collect() } else { expected };
        assert_eq!(placed(group.clone(), json!(instances)), whole, "{count} groups");
    }
}

#[test]
fn a_group_that_is_not_enabled_has_nothing_inside() {
    let questions = json!([
        { "linkId": "a", "type": "boolean" },
        { "linkId": "g", "type": "group", "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }],
          "item": [{ "linkId": "b", "type": "integer", "required": true }] },
    ]);
    let inside = json!({ "linkId": "g", "item": [answer("b", "Integer", json!(1))] });
    let say = |yes: bool| answer("a", "Boolean", json!(yes));
    assert_eq!(placed(questions.clone(), json!([say(true), inside])), []);
    assert_eq!(placed(questions.clone(), json!([say(false), inside])), one("not-enabled", ".item[1]"));
    assert_eq!(placed(questions.clone(), json!([say(false)])), []);
    assert_eq!(placed(questions.clone(), json!([say(false), { "linkId": "g" }])), []);
    assert_eq!(placed(questions, json!([say(true), { "linkId": "g" }])), one("required", ".item[1]"));
}

#[test]
fn what_is_missing_is_at_what_it_should_stand_in() {
    let questions = json!([{ "linkId": "g", "type": "group", "item": [
        { "linkId": "a", "type": "string", "required": true,
          "item": [{ "linkId": "b", "type": "string", "required": true }] } ] }]);
    assert_eq!(placed(questions.clone(), json!([{ "linkId": "g" }])), one("required", ".item[0]"));
    let empty = json!([{ "linkId": "g", "item": [{ "linkId": "a" }] }]);
    assert_eq!(placed(questions.clone(), empty), one("required", ".item[0].item[0]"));
    let half = json!([{ "linkId": "g", "item": [answer("a", "String", json!("x"))] }]);
    assert_eq!(placed(questions, half), one("required", ".item[0].item[0].answer[0]"));
}

#[test]
fn displays_take_no_answer_and_read_only_items_may_have_one() {
    let shown = json!([{ "linkId": "a", "type": "display" }]);
    assert_eq!(placed(shown, json!([answer("a", "String", json!("x"))])), one("answer-to-no-question", ".item[0]"));
    let read_only = json!([{ "linkId": "a", "type": "string", "readOnly": true }]);
    assert_eq!(placed(read_only, json!([answer("a", "String", json!("x"))])), []);
}

#[test]
fn references_are_written_as_references_and_to_what_they_say() {
    let of = |reference: Value| {
        let restricted = hl7("questionnaire-referenceResource", "valueCode", json!("Patient"));
        let question = json!([{ "linkId": "a", "type": "reference", "extension": [restricted] }]);
        placed(question, json!([answer("a", "Reference", reference)]))
    };
    for good in [
        "Patient/1",
        "https://fhir.example/r4/Patient/1",
        "Patient/1/_history/2",
        "urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
    ] {
        assert_eq!(of(json!({ "reference": good })), [], "{good}");
    }
    let at = ".item[0].answer[0].value.ofType(Reference)";
    for bad in ["patient one", "Patiens/1", "12", "Patient/"] {
        assert_eq!(of(json!({ "reference": bad })), one("reference-malformed", at), "{bad}");
    }
    assert_eq!(of(json!({ "reference": "Organization/1" })), one("reference-type", at));
    assert_eq!(of(json!({ "reference": "Patient/1", "type": "Organization" })), one("reference-type", at));
    assert_eq!(of(json!({ "type": "Organization", "display": "x" })), one("reference-type", at));
    assert_eq!(of(json!({ "reference": "#p" })), one("invariant", ".item[0].answer[0].value.ofType(Reference)"));
    assert_eq!(of(json!({ "display": "somebody" })), []);
}

#[test]
fn the_document_itself_is_made_of_what_fhir_has() {
    let form = form(json!([{ "linkId": "a", "type": "string" }]));
    let with = |name: &str, value: Value| {
        let mut one = response(json!([answer("a", "String", json!("x"))]));
        one[name] = value;
        errors_of(&form, &one)
    };
    assert_eq!(with("language", json!("fr")), []);
    assert_eq!(with("title", json!("x")), one("unknown-property", ""));
    assert_eq!(with("subject", json!([{ "reference": "Patient/1" }])), one("list-or-not", ".subject"));
    assert_eq!(with("subject", json!("Patient/1")), one("not-an-element", ".subject"));
    assert_eq!(with("basedOn", json!({ "reference": "CarePlan/1" })), one("list-or-not", ".basedOn"));
    assert_eq!(with("authored", json!("22/11/2026")), one("value-malformed", ".authored"));
    assert_eq!(with("extension", json!([{ "url": "urn:x" }])), one("invariant", ".extension[0]"));
    assert_eq!(with("extension", json!([{ "url": "urn:x", "valueString": "y" }])), []);
    assert_eq!(
        with("contained", json!([{ "resourceType": "Patient", "id": "p", "nom": "x" }])),
        one("unknown-property", ".contained[0]")
    );
    assert_eq!(with("_status", json!({ "id": "s" })), []);
    // R5 has a list here, R4 has not; one that fits either is let through.
    assert_eq!(with("identifier", json!({ "value": "1" })), []);
    assert_eq!(with("identifier", json!([{ "value": "1" }])), []);
    // A list with gaps, its twins beside it, as JSON writes primitives with extensions.
    let gaps = json!([{ "resourceType": "Patient", "id": "p", "name": [{ "given": ["a", null],
        "_given": [null, { "extension": [{ "url": "urn:x", "valueCode": "y" }] }] }] }]);
    assert_eq!(with("contained", gaps), []);
    let unit = json!({ "value": 1, "code": "kg" });
    let weight = crate::form::form(json!([{ "linkId": "a", "type": "quantity" }]));
    assert_eq!(
        errors_of(&weight, &response(json!([answer("a", "Quantity", unit)]))),
        one("invariant", ".item[0].answer[0].value.ofType(Quantity)")
    );
}

#[test]
fn documents_of_stu3_are_read_with_their_own_names() {
    let form = json!({ "resourceType": "Questionnaire", "url": "urn:q", "status": "active", "item": [
        { "linkId": "a", "type": "choice", "option": [{ "valueCoding": { "code": "y" } }, { "valueCoding": { "code": "n" } }] },
        { "linkId": "b", "type": "choice", "options": { "reference": "http://hl7.org/fhir/ValueSet/administrative-gender" },
          "enableWhen": [{ "question": "a", "answerCoding": { "code": "y" } }, { "question": "c", "hasAnswer": true }] },
        { "linkId": "c", "type": "string" },
    ] });
    let given = |items: Value| {
        let mut one = response(items);
        one["questionnaire"] = json!({ "reference": "urn:q" });
        one["context"] = json!({ "reference": "Encounter/1" });
        errors_of(&form, &one).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    let code = |link_id: &str, code: &str| answer(link_id, "Coding", json!({ "code": code }));
    assert_eq!(given(json!([code("a", "y"), code("b", "male")])), NONE);
    assert_eq!(given(json!([code("a", "z")])), ["answer-not-an-option"]);
    assert_eq!(given(json!([code("a", "y"), code("b", "man")])), ["answer-not-in-value-set"]);
    // One of several conditions is enough.
    assert_eq!(given(json!([code("a", "n"), code("b", "male")])), ["not-enabled"]);
    assert_eq!(given(json!([code("a", "n"), code("b", "male"), answer("c", "String", json!("x"))])), NONE);
}

#[test]
fn a_response_may_hold_its_questionnaire_and_its_value_sets() {
    let mut one = response(json!([answer("a", "Coding", json!({ "system": "urn:s", "code": "z" }))]));
    one["questionnaire"] = json!("#q");
    one["contained"] = json!([
        { "resourceType": "Questionnaire", "id": "q", "status": "active",
          "item": [{ "linkId": "a", "type": "choice", "answerValueSet": "#s" }] },
        { "resourceType": "ValueSet", "id": "s", "status": "active",
          "compose": { "include": [{ "system": "urn:s", "concept": [{ "code": "y" }] }] } },
    ]);
    let codes = |response: &Value| -> Vec<&str> {
        check(None, response, &Known::default()).iter().map(|problem| problem.code).collect()
    };
    assert_eq!(codes(&one), ["answer-not-in-value-set"]);
    one["item"][0]["answer"][0]["valueCoding"]["code"] = json!("y");
    assert_eq!(codes(&one), NONE);
    one["questionnaire"] = json!("#other");
    assert_eq!(codes(&one), ["questionnaire-not-found"]);
}

#[test]
fn what_is_wrong_with_a_level_is_at_what_the_items_stand_in() {
    // So does HL7's validator: the message names the item, the place is the list that is not as the questionnaire has it.
    let text = |link_id: &str| json!({ "linkId": link_id, "type": "string" });
    let questions = json!([text("a"), text("b"),
        { "linkId": "g", "type": "group", "item": [text("c"), { "linkId": "h", "type": "group", "item": [text("d")] }] },
        { "linkId": "p", "type": "string", "repeats": true, "item": [text("q")] }]);
    let say = |link_id: &str| answer(link_id, "String", json!("x"));
    let group = |items: Value| json!({ "linkId": "g", "item": items });
    for (items, code, place) in [
        (json!([say("z")]), "unknown-link-id", ""),
        (json!([group(json!([say("z")]))]), "unknown-link-id", ".item[0]"),
        (json!([say("b"), say("a")]), "item-out-of-order", ""),
        (json!([say("c")]), "item-misplaced", ""),
        (json!([group(json!([say("d")]))]), "item-misplaced", ".item[0]"),
        (json!([group(json!([say("c"), say("a")]))]), "item-misplaced", ".item[0]"),
        (json!([say("a"), say("a")]), "not-repeating", ""),
        (json!([group(json!([say("c")])), group(json!([say("c")]))]), "not-repeating", ""),
        (json!([group(json!([say("c"), say("c")]))]), "not-repeating", ".item[0]"),
        (
            json!([{ "linkId": "a", "answer": [{ "valueString": "x" }, { "valueString": "y" }] }]),
            "not-repeating",
            ".item[0]",
        ),
        (
            json!([{ "linkId": "p", "answer": [{ "valueString": "x" }, { "valueString": "y", "item": [say("z")] }] }]),
            "unknown-link-id",
            ".item[0].answer[1]",
        ),
        (
            json!([{ "linkId": "p", "answer": [{ "valueString": "x", "item": [say("q"), say("q")] }] }]),
            "not-repeating",
            ".item[0].answer[0]",
        ),
    ] {
        assert_eq!(placed(questions.clone(), items.clone()), one(code, place), "{items}");
    }
    // The problem still says which item it is about.
    let found = check(Some(&form(questions)), &response(json!([say("z")])), &Known::default());
    assert_eq!(found[0].link_id.as_deref(), Some("z"));
}
