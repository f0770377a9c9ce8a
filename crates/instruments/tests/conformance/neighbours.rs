//! The neighbours of the public cases: for each family of them, what else the same rule decides, with the place of the first
//! error. What each rests on is said beside it; the words are those of the definitions of R4 4.0.1.

use instruments::Severity;
use instruments::conformance::{Known, check, named_by};
use serde_json::{Value, json};

use crate::form::{answer, form, response};

/// The errors of a response, each with its place below it.
fn placed(form: &Value, response: &Value, known: &Known) -> Vec<(&'static str, String)> {
    let below = |path: &str| path.strip_prefix("QuestionnaireResponse").unwrap_or("?").to_owned();
    let found = check(Some(form), response, known);
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    errors.map(|one| (one.code, below(&one.path))).collect()
}

fn errors(questions: Value, items: Value) -> Vec<(&'static str, String)> {
    placed(&form(questions), &response(items), &Known::default())
}

fn one(code: &'static str, place: &str) -> Vec<(&'static str, String)> {
    vec![(code, place.to_owned())]
}

fn hl7(name: &str, value: &str, bound: Value) -> Value {
    json!({ "url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), value: bound })
}

const UCUM: &str = "http://unitsofmeasure.org";

#[test]
fn a_response_finds_its_questionnaire_by_address_and_version() {
    let of = |url: &str, version: Option<&str>| {
        let mut one = json!({ "resourceType": "Questionnaire", "url": url, "status": "active" });
        if let Some(version) = version {
            one["version"] = json!(version);
        }
        one
    };
    let all = [of("urn:q", Some("1.9")), of("urn:q", Some("1.10")), of("urn:q", Some("2.0.1")), of("urn:r", None)];
    let found = |named: Value| {
        let found = named_by(&json!({ "resourceType": "QuestionnaireResponse", "questionnaire": named }), &all);
        found.map(|one| (one["url"].as_str().unwrap(), one["version"].as_str().unwrap_or("")))
    };
    for (named, wanted) in [
        ("urn:q", Some(("urn:q", "2.0.1"))),
        ("urn:q|1.9", Some(("urn:q", "1.9"))),
        ("urn:q|1", Some(("urn:q", "1.10"))),
        ("urn:q|2.0", Some(("urn:q", "2.0.1"))),
        ("urn:q|2.0.1#part", Some(("urn:q", "2.0.1"))),
        ("urn:q|2.0.10", None),
        ("urn:q|3", None),
        ("urn:r", Some(("urn:r", ""))),
        ("urn:r|1", None),
        ("urn:z", None),
        ("#contained", None),
        ("", None),
    ] {
        assert_eq!(found(json!(named)), wanted, "{named}");
    }
    assert_eq!(found(json!({ "reference": "urn:r" })), Some(("urn:r", "")), "as STU3 names it");
    assert_eq!(found(Value::Null), None);
    // What is not found is a warning, and the rest of the document is looked at all the same.
    let mut lost = response(json!([{ "answer": [{ "valueString": "x" }] }]));
    lost["questionnaire"] = json!("urn:q|3");
    let said: Vec<_> = check(None, &lost, &Known::default()).iter().map(|one| (one.severity, one.code)).collect();
    assert_eq!(said, [(Severity::Error, "link-id-missing"), (Severity::Warning, "questionnaire-not-found")]);
}

#[test]
fn a_condition_may_compare_each_type_that_an_answer_has() {
    let asked = |kind: &str, name: &str, operator: &str, expected: Value| {
        json!([{ "linkId": "a", "type": kind },
               { "linkId": "b", "type": "string",
                 "enableWhen": [{ "question": "a", "operator": operator, format!("answer{name}"): expected }] }])
    };
    let kg = |value: f64| json!({ "value": value, "unit": "kg", "system": UCUM, "code": "kg" });
    let grams = |value: f64| json!({ "value": value, "unit": "g", "system": UCUM, "code": "g" });
    let code = |system: Option<&str>, code: &str| {
        let mut coding = json!({ "code": code });
        if let Some(system) = system {
            coding["system"] = json!(system);
        }
        coding
    };
    let shown = |mut coding: Value, display: &str| {
        coding["display"] = json!(display);
        coding
    };
    for (kind, name, operator, expected, given, holds) in [
        ("boolean", "Boolean", "=", json!(false), json!(false), true),
        ("boolean", "Boolean", "!=", json!(false), json!(false), false),
        ("string", "String", "=", json!("a"), json!("a"), true),
        ("string", "String", "=", json!("a"), json!("A"), false),
        ("time", "Time", ">=", json!("08:00:00"), json!("08:00:00"), true),
        ("date", "Date", "<", json!("2026-03-01"), json!("2026-02-28"), true),
        ("decimal", "Decimal", "=", json!(1.50), json!(1.5), true),
        ("quantity", "Quantity", "=", kg(70.0), kg(70.0), true),
        ("quantity", "Quantity", ">", kg(70.0), kg(70.1), true),
        ("quantity", "Quantity", ">", kg(1.0), grams(1001.0), true),
        ("quantity", "Quantity", "<", kg(1.0), grams(1001.0), false),
        ("reference", "Reference", "=", json!({ "reference": "Patient/1" }), json!({ "reference": "Patient/1" }), true),
        (
            "reference",
            "Reference",
            "=",
            json!({ "reference": "Patient/1" }),
            json!({ "reference": "Patient/2" }),
            false,
        ),
        ("choice", "Coding", "=", code(Some("urn:s"), "y"), shown(code(Some("urn:s"), "y"), "Oui"), true),
        ("choice", "Coding", "=", code(Some("urn:s"), "y"), code(Some("urn:t"), "y"), false),
        // "The identification of the code system that defines the meaning of the symbol in the code": without it, another.
        ("choice", "Coding", "=", code(Some("urn:s"), "y"), code(None, "y"), false),
        ("choice", "Coding", "=", code(None, "y"), code(None, "y"), true),
        ("choice", "Coding", "=", code(None, "y"), code(Some("urn:s"), "y"), true),
        ("choice", "Coding", "=", code(None, "y"), code(Some("urn:s"), "n"), false),
        ("choice", "Coding", "!=", code(Some("urn:s"), "y"), code(None, "y"), true),
        ("attachment", "Boolean", "exists", json!(true), json!({ "url": "https://example.org/x" }), true),
    ] {
        let value = if kind == "attachment" { "Attachment" } else { name };
        let items = json!([answer("a", value, given), answer("b", "String", json!("x"))]);
        let wanted = if holds { vec![] } else { one("not-enabled", ".item[1]") };
        assert_eq!(errors(asked(kind, name, operator, expected), items), wanted, "{kind} {operator}");
    }
}

#[test]
fn what_is_under_something_disabled_is_disabled_whatever_its_own_conditions() {
    // Questionnaire.item.enableWhen: "When an item is disabled, all of its descendants are disabled, regardless of what their own
    // enableWhen logic might evaluate to."
    let when = |question: &str| json!([{ "question": question, "operator": "=", "answerBoolean": true }]);
    let questions = json!([
        { "linkId": "a", "type": "boolean" },
        { "linkId": "c", "type": "boolean" },
        { "linkId": "g", "type": "group", "enableWhen": when("a"), "item": [
            { "linkId": "b", "type": "string", "required": true, "enableWhen": when("c") },
            { "linkId": "h", "type": "group", "item": [{ "linkId": "d", "type": "string" }] } ] },
    ]);
    let given = |a: bool, c: bool, inner: Value| {
        let mut items = vec![answer("a", "Boolean", json!(a)), answer("c", "Boolean", json!(c))];
        if !inner.is_null() {
            items.push(json!({ "linkId": "g", "item": inner }));
        }
        errors(questions.clone(), json!(items))
    };
    let b = || answer("b", "String", json!("x"));
    let deep = || json!({ "linkId": "h", "item": [answer("d", "String", json!("x"))] });
    assert_eq!(given(true, true, json!([b(), deep()])), []);
    assert_eq!(given(false, true, json!([b()])), one("not-enabled", ".item[2]"));
    assert_eq!(given(false, true, json!([deep()])), one("not-enabled", ".item[2]"));
    assert_eq!(given(true, false, json!([b()])), one("not-enabled", ".item[2].item[0]"));
    assert_eq!(given(true, true, json!([deep()])), one("required", ".item[2]"));
    // "Questionnaire.item.required only has meaning for elements that are conditionally enabled with enableWhen if the condition
    // evaluates to true."
    assert_eq!(given(false, true, Value::Null), []);
    assert_eq!(given(true, false, json!([deep()])), []);
    // Questions, too: what is nested under an answer goes with its question.
    let nested = json!([{ "linkId": "a", "type": "boolean" },
        { "linkId": "p", "type": "string", "enableWhen": when("a"), "item": [{ "linkId": "q", "type": "string" }] }]);
    let inside = json!([answer("a", "Boolean", json!(false)),
        { "linkId": "p", "answer": [{ "valueString": "x", "item": [answer("q", "String", json!("y"))] }] }]);
    assert_eq!(errors(nested, inside), one("not-enabled", ".item[1]"));
}

#[test]
fn a_condition_may_look_at_what_stands_before_after_above_or_below() {
    let when = |question: &str| json!([{ "question": question, "operator": "exists", "answerBoolean": true }]);
    let text = |link_id: &str| json!({ "linkId": link_id, "type": "string" });
    let say = |link_id: &str| answer(link_id, "String", json!("x"));
    // After it.
    let after = json!([{ "linkId": "a", "type": "string", "enableWhen": when("b") }, text("b")]);
    assert_eq!(errors(after.clone(), json!([say("a"), say("b")])), []);
    assert_eq!(errors(after, json!([say("a")])), one("not-enabled", ".item[0]"));
    // Inside another group.
    let beside = json!([{ "linkId": "g", "type": "group", "item": [text("b")] },
        { "linkId": "a", "type": "string", "enableWhen": when("b") }]);
    assert_eq!(errors(beside.clone(), json!([{ "linkId": "g", "item": [say("b")] }, say("a")])), []);
    assert_eq!(errors(beside, json!([say("a")])), one("not-enabled", ".item[0]"));
    // The question it stands under.
    let under = json!([{ "linkId": "b", "type": "boolean", "item": [{ "linkId": "a", "type": "string",
        "enableWhen": [{ "question": "b", "operator": "=", "answerBoolean": true }] }] }]);
    let given = |yes: bool| json!([{ "linkId": "b", "answer": [{ "valueBoolean": yes, "item": [say("a")] }] }]);
    assert_eq!(errors(under.clone(), given(true)), []);
    assert_eq!(errors(under, given(false)), one("not-enabled", ".item[0].answer[0].item[0]"));
    // A question that the questionnaire does not have is never answered.
    let nowhere = json!([{ "linkId": "a", "type": "string", "enableWhen": when("z") }]);
    assert_eq!(errors(nowhere, json!([say("a")])), one("not-enabled", ".item[0]"));
}

#[test]
fn open_choices_take_the_printed_answers_texts_and_words_as_a_coding() {
    // open-choice: "Answer is a Coding drawn from a list of possible answers (as with the choice type) or a free-text entry in a
    // string (valueCoding or valueString)."
    let set = "http://hl7.org/fhir/ValueSet/administrative-gender";
    let system = "http://hl7.org/fhir/administrative-gender";
    for kind in ["choice", "open-choice"] {
        let by_set = json!([{ "linkId": "a", "type": kind, "answerValueSet": set }]);
        let by_list = json!([{ "linkId": "a", "type": kind,
            "answerOption": [{ "valueCoding": { "system": "urn:s", "code": "y", "display": "Oui" } }] }]);
        let open = kind == "open-choice";
        let place = ".item[0].answer[0]";
        let text = || json!([answer("a", "String", json!("autre"))]);
        let coded = |coding: Value| json!([answer("a", "Coding", coding)]);
        let wanted = |code: &'static str| if open { vec![] } else { one(code, place) };
        let typed = |code| if open { vec![] } else { one(code, ".item[0].answer[0].value.ofType(string)") };
        assert_eq!(errors(by_set.clone(), text()), typed("answer-type"));
        assert_eq!(errors(by_list.clone(), text()), typed("answer-type"));
        assert_eq!(errors(by_set.clone(), coded(json!({ "system": system, "code": "male" }))), []);
        assert_eq!(errors(by_set.clone(), coded(json!({ "display": "autre" }))), wanted("answer-not-in-value-set"));
        for out in [json!({ "system": "urn:s", "code": "male" }), json!({ "system": "urn:s", "code": "zz" })] {
            assert_eq!(errors(by_set.clone(), coded(out)), one("answer-not-in-value-set", place), "{kind}");
        }
        assert_eq!(errors(by_list.clone(), coded(json!({ "system": "urn:s", "code": "y" }))), []);
        for out in [
            json!({ "system": "urn:s", "code": "n" }),
            json!({ "system": "urn:t", "code": "y" }),
            json!({ "code": "y" }),
        ] {
            assert_eq!(errors(by_list.clone(), coded(out)), one("answer-not-an-option", place), "{kind}");
        }
    }
}

#[test]
fn printed_answers_bind_every_type_that_may_have_some() {
    // que-5 lets answerOption stand on choices, numbers, dates, times, texts and quantities; "The data type of the value must
    // agree with the item.type."
    for (kind, name, printed, other) in [
        ("integer", "Integer", json!(2), json!(3)),
        ("date", "Date", json!("2026-03-01"), json!("2026-03-02")),
        ("time", "Time", json!("10:00:00"), json!("11:00:00")),
        ("string", "String", json!("a"), json!("b")),
        ("choice", "Integer", json!(2), json!(3)),
        ("choice", "Date", json!("2026-03-01"), json!("2026-03-02")),
        ("choice", "String", json!("a"), json!("b")),
        ("choice", "Reference", json!({ "reference": "Patient/1" }), json!({ "reference": "Patient/2" })),
    ] {
        let questions = json!([{ "linkId": "a", "type": kind, "answerOption": [{ format!("value{name}"): printed }] }]);
        assert_eq!(errors(questions.clone(), json!([answer("a", name, printed)])), [], "{kind} {name}");
        assert_eq!(
            errors(questions, json!([answer("a", name, other)])),
            one("answer-not-an-option", &format!(".item[0].answer[0].value.ofType({})", crate::families::typed(name))),
            "{kind} {name}"
        );
    }
}

#[test]
fn quantities_are_held_against_bounds_and_units_of_their_own_kind() {
    let bound = |name: &str, value: f64, code: &str| {
        json!({ "url": format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}"),
            "valueQuantity": { "value": value, "system": UCUM, "code": code } })
    };
    let question = |extension: Value| json!([{ "linkId": "a", "type": "quantity", "extension": [extension] }]);
    let given = |value: f64, code: &str| {
        json!([answer("a", "Quantity", json!({ "value": value, "system": UCUM, "code": code }))])
    };
    let at = ".item[0].answer[0].value.ofType(Quantity)";
    assert_eq!(errors(question(bound("minQuantity", 1.0, "kg")), given(1000.0, "g")), []);
    assert_eq!(errors(question(bound("minQuantity", 1.0, "kg")), given(999.0, "g")), one("below-minimum", at));
    assert_eq!(errors(question(bound("maxQuantity", 1.0, "m")), given(101.0, "cm")), one("above-maximum", at));
    assert_eq!(errors(question(bound("maxQuantity", 1.0, "m")), given(1.0, "kg")), one("units-not-comparable", at));
    // qty-3: "If a code for the unit is present, the system SHALL also be present".
    let bare = json!([answer("a", "Quantity", json!({ "value": 1, "code": "kg" }))]);
    assert_eq!(
        errors(json!([{ "linkId": "a", "type": "quantity" }]), bare),
        one("invariant", ".item[0].answer[0].value.ofType(Quantity)")
    );
}

#[test]
fn what_is_nested_under_answers_is_checked_under_each_of_them() {
    // QuestionnaireResponse.item: "nesting must occur within each answer because some questions may have multiple answers (and the
    // nesting occurs for each answer)."
    let questions = json!([{ "linkId": "p", "type": "choice", "repeats": true,
        "answerOption": [{ "valueCoding": { "code": "x" } }, { "valueCoding": { "code": "y" } }],
        "item": [{ "linkId": "n", "type": "integer", "required": true, "extension": [hl7("maxValue", "valueInteger", json!(9))] },
                 { "linkId": "g", "type": "group", "item": [{ "linkId": "m", "type": "string" }] }] }]);
    let chosen = |code: &str, inner: Value| json!({ "valueCoding": { "code": code }, "item": inner });
    let n = |number: i64| answer("n", "Integer", json!(number));
    let given = |answers: Value| errors(questions.clone(), json!([{ "linkId": "p", "answer": answers }]));
    assert_eq!(given(json!([chosen("x", json!([n(1)])), chosen("y", json!([n(9)]))])), []);
    assert_eq!(
        given(json!([chosen("x", json!([n(1)])), chosen("y", json!([n(10)]))])),
        one("above-maximum", ".item[0].answer[1].item[0].answer[0].value.ofType(integer)")
    );
    assert_eq!(
        given(json!([chosen("x", json!([n(1)])), { "valueCoding": { "code": "y" } }])),
        one("required", ".item[0].answer[1]")
    );
    assert_eq!(
        given(json!([chosen("x", json!([n(1), { "linkId": "g", "answer": [{ "valueString": "x" }] }]))])),
        one("answer-to-no-question", ".item[0].answer[0].item[1]")
    );
}

#[test]
fn only_a_response_that_says_it_is_complete_must_be_complete() {
    // questionnaireresponse.html, "Validating QuestionnaireResponses": rules "are not expected to be met until a Questionnaire is
    // deemed to be 'completed' (or 'amended')." HL7's validator asks as much of a response that was stopped or entered in error.
    let questions = form(json!([
        { "linkId": "a", "type": "string", "required": true },
        { "linkId": "b", "type": "integer", "extension": [hl7("maxValue", "valueInteger", json!(9))] },
    ]));
    for (status, wanted) in [
        (
            "completed",
            vec![("required", String::new()), ("above-maximum", ".item[0].answer[0].value.ofType(integer)".to_owned())],
        ),
        (
            "amended",
            vec![("required", String::new()), ("above-maximum", ".item[0].answer[0].value.ofType(integer)".to_owned())],
        ),
        ("in-progress", one("above-maximum", ".item[0].answer[0].value.ofType(integer)")),
        ("stopped", one("above-maximum", ".item[0].answer[0].value.ofType(integer)")),
        ("entered-in-error", one("above-maximum", ".item[0].answer[0].value.ofType(integer)")),
    ] {
        let mut given = response(json!([answer("b", "Integer", json!(10))]));
        given["status"] = json!(status);
        assert_eq!(placed(&questions, &given, &Known::default()), wanted, "{status}");
    }
}

#[test]
fn several_conditions_without_a_behaviour_are_alternatives() {
    // Questionnaire.item.enableWhen, comments: "If multiple repetitions of this extension are present, the item should be enabled
    // when the condition for *any* of the repetitions is true."
    let test = |value: i64| json!({ "question": "a", "operator": "=", "answerInteger": value });
    let questions = json!([{ "linkId": "a", "type": "integer" },
        { "linkId": "b", "type": "string", "enableWhen": [test(1), test(2)] }]);
    let given = |number: i64| json!([answer("a", "Integer", json!(number)), answer("b", "String", json!("x"))]);
    assert_eq!(errors(questions.clone(), given(2)), []);
    assert_eq!(errors(questions, given(3)), one("not-enabled", ".item[1]"));
}
