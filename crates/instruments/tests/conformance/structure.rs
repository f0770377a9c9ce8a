//! Items in their place, required ones, and those that were not to be answered.

use instruments::conformance::{ValueSets, World, check};
use serde_json::{Value, json};

use crate::form::{NONE, answer, errors, form, response, warnings};

#[test]
fn items_are_known_in_place_in_order_and_not_too_many() {
    let text = |link_id: &str| json!({ "linkId": link_id, "type": "string" });
    let questions = json!([text("a"), { "linkId": "g", "type": "group", "item": [text("b"), text("c")] }, text("d")]);
    let say = |link_id: &str| answer(link_id, "String", json!("x"));
    let group = |items: Value| json!({ "linkId": "g", "item": items });
    let bare = || json!({ "linkId": "g" });
    let found = |items: Value| errors(questions.clone(), items);
    assert_eq!(found(json!([say("a"), group(json!([say("b"), say("c")])), say("d")])), NONE);
    assert_eq!(found(json!([say("a"), say("z")])), ["unknown-link-id"]);
    assert_eq!(found(json!([say("b")])), ["item-misplaced"]);
    assert_eq!(found(json!([say("d"), say("a")])), ["item-out-of-order"]);
    assert_eq!(found(json!([group(json!([say("c"), say("b")]))])), ["item-out-of-order"]);
    assert_eq!(found(json!([say("a"), say("a")])), ["not-repeating"]);
    assert_eq!(found(json!([bare(), bare()])), ["not-repeating"]);
    let two = json!({ "linkId": "a", "answer": [{ "valueString": "x" }, { "valueString": "y" }] });
    assert_eq!(found(json!([two])), ["not-repeating"]);
    let repeating = json!([{ "linkId": "a", "type": "string", "repeats": true }]);
    assert_eq!(errors(repeating.clone(), json!([two])), NONE);
    assert_eq!(warnings(repeating, json!([say("a"), say("a")])), ["answers-in-two-items"]);
    let shown = json!([{ "linkId": "a", "type": "display" }]);
    assert_eq!(errors(shown.clone(), json!([say("a")])), ["answer-to-no-question"]);
    assert_eq!(errors(shown, json!([{ "linkId": "a" }])), NONE);
    // Under a question, items belong inside the answer.
    let nested =
        json!([{ "linkId": "a", "type": "string", "item": [{ "linkId": "b", "type": "string", "required": true }] }]);
    let inside = json!([{ "linkId": "a", "answer": [{ "valueString": "x", "item": [say("b")] }] }]);
    assert_eq!(errors(nested.clone(), inside), NONE);
    assert_eq!(errors(nested.clone(), json!([say("a")])), ["required"]);
    assert_eq!(errors(nested.clone(), json!([])), NONE);
    let beside = json!([{ "linkId": "a", "item": [say("b")] }]);
    assert_eq!(errors(nested, beside), ["items-beside-answers"]);
}

#[test]
fn what_is_required_must_be_there_only_when_the_response_is_complete() {
    let questions = json!([
        { "linkId": "a", "type": "string", "required": true },
        { "linkId": "g", "type": "group", "required": true, "item": [{ "linkId": "b", "type": "string" }] },
    ]);
    assert_eq!(errors(questions.clone(), json!([])), ["required", "required"]);
    assert_eq!(
        errors(questions.clone(), json!([{ "linkId": "a", "answer": [{ "id": "x" }] }, { "linkId": "g" }])),
        ["required", "required"],
        "required groups must contain at least one child element"
    );
    let mut open = response(json!([]));
    open["status"] = json!("in-progress");
    assert!(check(Some(&form(questions.clone())), &open, &ValueSets::new()).is_empty());
    open["status"] = json!("finished");
    assert_eq!(check(Some(&form(questions)), &open, &ValueSets::new())[0].code, "response-status");
}

#[test]
fn an_answer_to_what_was_not_enabled_is_an_error_whatever_the_operator() {
    let holds = |kind: &str, operator: &str, expected: Value, given: Option<Value>| {
        let name = format!("answer{}", if operator == "exists" { "Boolean" } else { kind });
        let item = match kind {
            "Coding" => "choice".to_owned(),
            "DateTime" => "dateTime".to_owned(),
            _ => kind.to_lowercase(),
        };
        let questions = json!([
            { "linkId": "a", "type": item },
            { "linkId": "b", "type": "string", "enableWhen": [{ "question": "a", "operator": operator, name: expected }] },
        ]);
        let mut items = Vec::from_iter(given.map(|value| answer("a", kind, value)));
        items.push(answer("b", "String", json!("x")));
        match errors(questions, json!(items)).as_slice() {
            [] => true,
            ["not-enabled"] => false,
            other => panic!("{other:?}"),
        }
    };
    assert!(holds("Integer", "exists", json!(true), Some(json!(0))) && !holds("Integer", "exists", json!(true), None));
    assert!(
        holds("Integer", "exists", json!(false), None) && !holds("Integer", "exists", json!(false), Some(json!(0)))
    );
    for (operator, below, equal, above) in [
        ("=", false, true, false),
        ("!=", true, false, true),
        ("<", true, false, false),
        ("<=", true, true, false),
        (">", false, false, true),
        (">=", false, true, true),
    ] {
        for (kind, values) in [
            ("Integer", [json!(4), json!(5), json!(6)]),
            ("Decimal", [json!(4.999), json!(5.0), json!(5.001)]),
            ("Date", [json!("2026-11-21"), json!("2026-11-22"), json!("2026-12")]),
            (
                "DateTime",
                [json!("2026-11-22T10:00:00+02:00"), json!("2026-11-22T09:00:00Z"), json!("2026-11-22T09:00:01Z")],
            ),
            ("Time", [json!("08:59:59"), json!("09:00:00"), json!("09:00:01")]),
        ] {
            let found = values.clone().map(|value| holds(kind, operator, values[1].clone(), Some(value)));
            assert_eq!(found, [below, equal, above], "{kind} {operator}");
        }
        // "True if no answer has a value that is equal to the enableWhen answer.": without an answer, only that one holds.
        assert_eq!(holds("Integer", operator, json!(5), None), operator == "!=");
    }
    let yes = json!({ "system": "urn:s", "code": "y" });
    assert!(holds("Coding", "=", yes.clone(), Some(yes.clone())));
    assert!(!holds("Coding", "=", yes.clone(), Some(json!({ "system": "urn:other", "code": "y" }))));
    assert!(holds("Coding", "!=", yes, Some(json!({ "system": "urn:s", "code": "n" }))));
}

#[test]
fn a_condition_in_a_repeated_group_looks_at_its_own_instance() {
    let questions = json!([{ "linkId": "g", "type": "group", "repeats": true, "item": [
        { "linkId": "a", "type": "boolean" },
        { "linkId": "b", "type": "string", "required": true,
          "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }] },
    ] }]);
    let instance = |yes: bool, told: bool| {
        let mut items = vec![answer("a", "Boolean", json!(yes))];
        items.extend(told.then(|| answer("b", "String", json!("x"))));
        json!({ "linkId": "g", "item": items })
    };
    assert_eq!(errors(questions.clone(), json!([instance(true, true), instance(false, false)])), NONE);
    assert_eq!(
        errors(questions.clone(), json!([instance(true, false), instance(false, true)])),
        ["required", "not-enabled"]
    );
    // The same under the answers of one question.
    let nested = json!([{ "linkId": "p", "type": "string", "repeats": true, "item": questions[0]["item"] }]);
    let under = |yes: bool, told: bool| json!({ "valueString": "x", "item": instance(yes, told)["item"] });
    let given = |answers: Value| json!([{ "linkId": "p", "answer": answers }]);
    assert_eq!(errors(nested.clone(), given(json!([under(true, true), under(false, false)]))), NONE);
    assert_eq!(errors(nested, given(json!([under(false, true), under(true, true)]))), ["not-enabled"]);
}

#[test]
fn several_conditions_are_all_or_any_and_an_expression_is_asked_of_the_world() {
    let test = |value: i64| json!({ "question": "a", "operator": "=", "answerInteger": value });
    let questions = |behaviour: &str| {
        json!([
            { "linkId": "a", "type": "integer", "repeats": true },
            { "linkId": "b", "type": "string", "enableWhen": [test(1), test(2)], "enableBehavior": behaviour },
        ])
    };
    let items = |numbers: &[i64]| {
        let answers: Vec<Value> = numbers.iter().map(|number| json!({ "valueInteger": number })).collect();
        json!([{ "linkId": "a", "answer": answers }, answer("b", "String", json!("x"))])
    };
    assert_eq!(errors(questions("any"), items(&[2])), NONE);
    assert_eq!(errors(questions("all"), items(&[2])), ["not-enabled"]);
    assert_eq!(errors(questions("all"), items(&[1, 2])), NONE);
    struct Says(Option<bool>);
    impl World for Says {
        fn contains(&self, _: &str, _: Option<&str>, _: &str) -> Option<bool> {
            None
        }
        fn holds(&self, expression: &str, language: &str, _: &Value) -> Option<bool> {
            assert_eq!((expression, language), ("true", "text/cql"));
            self.0
        }
    }
    let url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
    let common = json!({ "url": url, "valueExpression": { "language": "text/cql", "expression": "true" } });
    for expression in [common] {
        let form = form(json!([{ "linkId": "b", "type": "string", "required": true, "extension": [expression] }]));
        let codes = |says: Option<bool>, items: &Value| -> Vec<&str> {
            check(Some(&form), &response(items.clone()), &Says(says)).iter().map(|one| one.code).collect()
        };
        let (told, untold) = (json!([answer("b", "String", json!("x"))]), json!([]));
        assert_eq!((codes(Some(true), &untold), codes(Some(true), &told)), (vec!["required"], vec![]));
        assert_eq!((codes(Some(false), &untold), codes(Some(false), &told)), (vec![], vec!["not-enabled"]));
        for items in [told, untold] {
            assert_eq!(codes(None, &items), ["condition-not-decided"]);
        }
    }
}

#[test]
fn a_response_to_another_form_or_out_of_season_is_pointed_out() {
    let mut form = form(json!([]));
    form["version"] = json!("2");
    form["effectivePeriod"] = json!({ "start": "2026-03", "end": "2026-10-31" });
    let codes = |named: &str, authored: &str| -> Vec<&str> {
        let mut one = response(json!([]));
        one["questionnaire"] = json!(named);
        one["authored"] = json!(authored);
        check(Some(&form), &one, &ValueSets::new()).iter().map(|problem| problem.code).collect()
    };
    let day = "2026-10-31T23:00:00+01:00";
    assert_eq!((codes("urn:q", day), codes("urn:q|2", day), codes("urn:q|2#a", day)), (vec![], vec![], vec![]));
    for named in ["urn:q|1", "urn:other", "urn:other|2"] {
        assert_eq!(codes(named, day), ["another-questionnaire"], "{named}");
    }
    let document = fhir::Document::from_value(form.clone()).unwrap();
    let hash = instruments::program::Program::compile(&document).program.instrument;
    let hashed = |hash: &str| -> Vec<&str> {
        let mut one = response(json!([]));
        one["extension"] = json!([{ "url": "urn:vecu:fhir:content-hash", "valueString": hash }]);
        check(Some(&form), &one, &ValueSets::new()).iter().map(|problem| problem.code).collect()
    };
    assert_eq!((hashed(&hash), hashed(&"0".repeat(64))), (vec![], vec!["another-content"]));
    assert_eq!(codes("urn:q", "2026-11-01"), ["outside-effective-period"]);
    assert_eq!(codes("urn:q", "2026-02-28"), ["outside-effective-period"]);
    assert_eq!(codes("urn:q", "2026-03-01"), NONE);
    let mut none = check(None, &response(json!([])), &ValueSets::new());
    assert_eq!(none.pop().map(|problem| problem.code), Some("questionnaire-not-found"));
}
