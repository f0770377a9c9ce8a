//! Conditions, rules, variables and calculated values in FHIRPath.

use fhirpath::DateTime;
use instruments::Severity;
use instruments::conformance::{Known, check};
use serde_json::{Value, json};

use crate::form::{NONE, answer, form, response};

const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
const VARIABLE: &str = "http://hl7.org/fhir/StructureDefinition/variable";

fn path(url: &str, expression: &str) -> Value {
    json!({ "url": url, "valueExpression": { "language": "text/fhirpath", "expression": expression } })
}

fn named(name: &str, expression: &str) -> Value {
    json!({ "url": VARIABLE, "valueExpression": { "name": name, "language": "text/fhirpath", "expression": expression } })
}

/// Codes with their severities, for a form with extensions of its own.
fn all(form: &Value, items: Value) -> Vec<(Severity, &'static str)> {
    check(Some(form), &response(items), &Known::default()).iter().map(|one| (one.severity, one.code)).collect()
}

fn codes(questions: Value, items: Value) -> Vec<&'static str> {
    all(&form(questions), items).into_iter().map(|(_, code)| code).collect()
}

fn number(link_id: &str, value: i64) -> Value {
    answer(link_id, "Integer", json!(value))
}

#[test]
fn a_condition_is_evaluated_over_the_response() {
    let finnish = "http://phr.kanta.fi/StructureDefinition/fiphr-ext-questionnaire-enablewhen";
    let named = "QuestionnaireResponse.item.where(linkId = 'a').answer.value > 3";
    for condition in [
        path(&format!("{SDC}enableWhenExpression"), "%resource.item.where(linkId = 'a').answer.value > 3"),
        path(&format!("{SDC}enableWhenExpression"), named),
        json!({ "url": finnish, "valueString": named }),
    ] {
        let questions = json!([
            { "linkId": "a", "type": "integer" },
            { "linkId": "b", "type": "integer", "required": true, "extension": [condition] },
        ]);
        let found = |items: Value| codes(questions.clone(), items);
        assert_eq!(found(json!([number("a", 4), number("b", 1)])), NONE);
        assert_eq!(found(json!([number("a", 4)])), ["required"]);
        assert_eq!(found(json!([number("a", 3), number("b", 1)])), ["not-enabled"]);
        assert_eq!(found(json!([number("a", 3)])), NONE);
        // Without an answer the condition gives nothing, which is false.
        assert_eq!(found(json!([number("b", 1)])), ["not-enabled"]);
    }
    let undecided = json!([{ "linkId": "b", "type": "integer", "required": true,
        "extension": [path(&format!("{SDC}enableWhenExpression"), "%patient.active")] }]);
    assert_eq!(codes(undecided.clone(), json!([])), ["condition-not-decided"]);
    assert_eq!(codes(undecided, json!([number("b", 1)])), ["condition-not-decided"]);
}

#[test]
fn variables_are_known_where_they_are_defined_and_inside() {
    let enabled = |expression: &str| path(&format!("{SDC}enableWhenExpression"), expression);
    let mut form = form(json!([
        { "linkId": "a", "type": "integer" },
        { "linkId": "g", "type": "group", "repeats": true,
          "extension": [named("inner", "item.where(linkId = 'c').answer.value"), named("sum", "%outer + %inner")],
          "item": [
            { "linkId": "c", "type": "integer" },
            { "linkId": "d", "type": "integer", "extension": [enabled("%sum > 10")] },
        ] },
        { "linkId": "e", "type": "integer", "extension": [enabled("%inner > 0")] },
        { "linkId": "f", "type": "integer", "extension": [enabled("%outer > 0 and %qitem.linkId = 'f' and
            %questionnaire.item.count() = 4")] },
    ]));
    form["extension"] = json!([named("outer", "%resource.item.where(linkId = 'a').answer.value")]);
    let instance = |c: i64| json!({ "linkId": "g", "item": [number("c", c), number("d", 1)] });
    let found = |items: Value| all(&form, items);
    // Outside its group a variable is not known, which is not the same as empty.
    let outside = (Severity::Warning, "condition-not-decided");
    assert_eq!(found(json!([number("a", 5), instance(6), instance(7)])), [outside]);
    assert_eq!(
        found(json!([number("a", 5), instance(6), instance(5)])),
        [(Severity::Error, "not-enabled"), outside],
        "each instance has its own"
    );
    assert_eq!(found(json!([number("a", 5), instance(6), number("e", 1), number("f", 1)])), [outside]);
    assert_eq!(found(json!([number("a", 0), number("f", 1)])), [outside, (Severity::Error, "not-enabled")]);
}

#[test]
fn rules_are_errors_or_warnings_as_they_say() {
    let rule = |severity: &str, expression: &str| {
        json!({ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint", "extension": [
            { "url": "key", "valueId": "k" }, { "url": "severity", "valueCode": severity },
            { "url": "expression", "valueString": expression }, { "url": "human", "valueString": "less than ten" },
        ] })
    };
    let later = |expression: &str| {
        json!({ "url": "http://hl7.org/fhir/StructureDefinition/targetConstraint", "extension": [
            { "url": "key", "valueId": "k" }, { "url": "severity", "valueCode": "error" },
            { "url": "expression", "valueExpression": { "language": "text/fhirpath", "expression": expression } },
            { "url": "human", "valueString": "less than ten" },
        ] })
    };
    let found = |rule: Value, value: i64| {
        let form = form(json!([{ "linkId": "a", "type": "integer", "extension": [rule] }]));
        all(&form, json!([number("a", value)]))
    };
    let less = "answer.value < 10";
    for (rule, broken) in [
        (rule("error", less), vec![(Severity::Error, "rule-not-kept")]),
        (rule("warning", less), vec![(Severity::Warning, "rule-not-kept")]),
        (later("%context.answer.value < 10"), vec![(Severity::Error, "rule-not-kept")]),
        (later("%unknown < 10"), vec![(Severity::Warning, "rule-not-decided")]),
        (rule("error", "answer.value <"), vec![(Severity::Warning, "rule-not-decided")]),
    ] {
        assert_eq!(found(rule.clone(), 10), broken, "{rule}");
        let undecided = broken.first().is_some_and(|(_, code)| *code == "rule-not-decided");
        assert_eq!(found(rule, 9).is_empty(), !undecided);
    }
    // A rule of the whole form starts from the response.
    let mut whole = form(json!([{ "linkId": "a", "type": "integer" }, { "linkId": "b", "type": "integer" }]));
    whole["extension"] = json!([later("item.where(linkId='a').answer.value <= item.where(linkId='b').answer.value")]);
    assert_eq!(all(&whole, json!([number("a", 1), number("b", 2)])), []);
    assert_eq!(all(&whole, json!([number("a", 3), number("b", 2)])), [(Severity::Error, "rule-not-kept")]);
    assert_eq!(all(&whole, json!([number("a", 3)])), [], "what gives nothing is not held against anybody");
}

#[test]
fn a_stated_value_is_compared_with_the_computed_one() {
    let option = |code: &str, weight: f64| {
        json!({ "valueCoding": { "system": "urn:s", "code": code },
            "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight }] })
    };
    let questions = |read_only: bool, kind: &str, expression: &str| {
        form(json!([
            { "linkId": "a", "type": "choice", "answerOption": [option("x", 1.5), option("y", 2.0)] },
            { "linkId": "t", "type": kind, "readOnly": read_only,
              "extension": [path(&format!("{SDC}calculatedExpression"), expression)] },
        ]))
    };
    let chosen = answer("a", "Coding", json!({ "system": "urn:s", "code": "x" }));
    let sum = "%resource.item.where(linkId = 'a').answer.value.ordinal() * 3";
    let found = |read_only: bool, stated: Value| all(&questions(read_only, "decimal", sum), json!([chosen, stated]));
    let decimal = |text: &str| answer("t", "Decimal", serde_json::from_str(text).unwrap());
    assert_eq!(found(true, decimal("4.5")), []);
    assert_eq!(found(true, decimal("4.50")), []);
    assert_eq!(found(true, decimal("4.4")), [(Severity::Error, "stated-value-differs")]);
    assert_eq!(found(false, decimal("4.4")), [(Severity::Warning, "stated-value-differs")]);
    let third = questions(true, "decimal", "1.0 / 3");
    assert_eq!(all(&third, json!([decimal("0.33")])), [], "as precisely as it is stated");
    assert_eq!(all(&third, json!([decimal("0.34")])), [(Severity::Error, "stated-value-differs")]);
    let quantity = |value: f64| answer("t", "Quantity", json!({ "value": value }));
    let score = questions(true, "quantity", sum);
    assert_eq!(all(&score, json!([chosen, quantity(4.5)])), []);
    assert_eq!(all(&score, json!([chosen, quantity(13.0)])), [(Severity::Error, "stated-value-differs")]);
    let copied = questions(true, "choice", "%resource.item.where(linkId = 'a').answer.value");
    let coding = |code: &str| answer("t", "Coding", json!({ "system": "urn:s", "code": code, "display": "Z" }));
    assert_eq!(all(&copied, json!([chosen, coding("x")])), []);
    assert_eq!(all(&copied, json!([chosen, coding("y")])), [(Severity::Error, "stated-value-differs")]);
    let open = questions(true, "decimal", "%patient.age");
    assert_eq!(all(&open, json!([decimal("3")])), [(Severity::Warning, "calculation-not-decided")]);
}

/// HL7's own PHQ-9 keeps its weights in a CodeSystem that it contains, and its answers in a ValueSet.
#[test]
fn weights_of_lists_and_code_systems_count_as_those_of_printed_answers() {
    let weighed = |code: &str, weight: f64| {
        json!({ "code": code, "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue",
            "valueDecimal": weight }] })
    };
    let set = |concepts: Value| {
        json!({ "resourceType": "ValueSet", "id": "l", "url": "urn:l", "status": "active",
            "compose": { "include": [{ "system": "urn:s", "concept": concepts }] } })
    };
    let system = json!({ "resourceType": "CodeSystem", "url": "urn:s", "status": "active", "content": "complete",
        "concept": [weighed("x", 2.0), { "code": "y", "concept": [weighed("z", 5.0)] }] });
    let listed = set(json!([weighed("x", 2.0), { "code": "y" }, weighed("z", 5.0)]));
    let plain = set(json!([{ "code": "x" }, { "code": "y" }, { "code": "z" }]));
    let questions = |list: &str, contained: Value| {
        let sum = "%resource.item.where(linkId = 'a').answer.value.ordinal().sum()";
        let mut form = form(json!([
            { "linkId": "a", "type": "choice", "repeats": true, "answerValueSet": list },
            { "linkId": "t", "type": "decimal", "readOnly": true,
              "extension": [path(&format!("{SDC}calculatedExpression"), sum)] },
        ]));
        if contained != json!([]) {
            form["contained"] = contained;
        }
        form
    };
    let coding = |code: &str| json!({ "valueCoding": { "system": "urn:s", "code": code } });
    let given = |total: i32| {
        response(json!([{ "linkId": "a", "answer": [coding("x"), coding("z")] }, answer("t", "Decimal", json!(total))]))
    };
    let mut known = Known::default();
    assert!(known.add(&system) && known.add(&plain));
    for (form, known) in [
        (questions("#l", json!([listed])), Known::default()),
        (questions("#l", json!([plain, system])), Known::default()),
        (questions("urn:l", json!([])), known),
    ] {
        assert_eq!(check(Some(&form), &given(7), &known), []);
        let wrong: Vec<_> = check(Some(&form), &given(6), &known).iter().map(|one| one.code).collect();
        assert_eq!(wrong, ["stated-value-differs"]);
    }
}

#[test]
fn the_moment_is_the_one_given_or_that_of_the_response_or_none() {
    let rule = path(&format!("{SDC}enableWhenExpression"), "today() > @2026-06-01");
    let form = form(json!([{ "linkId": "a", "type": "integer", "extension": [rule] }]));
    let found = |now: Option<&str>, authored: Option<&str>| -> Vec<&'static str> {
        let mut one = response(json!([number("a", 1)]));
        if let Some(authored) = authored {
            one["authored"] = json!(authored);
        }
        let known = Known::new(now.map(|now| DateTime::parse(now).unwrap()));
        check(Some(&form), &one, &known).iter().map(|problem| problem.code).collect()
    };
    let (before, after) = ("2026-05-01T10:00:00Z", "2026-07-01T10:00:00Z");
    assert_eq!((found(Some(after), None), found(Some(before), None)), (vec![], vec!["not-enabled"]));
    assert_eq!((found(None, Some(after)), found(None, Some(before))), (vec![], vec!["not-enabled"]));
    assert_eq!(found(Some(after), Some(before)), NONE);
    assert_eq!(found(None, None), ["condition-not-decided"]);
}

#[test]
fn expressions_that_ask_for_too_much_are_stopped_together() {
    let heavy = path(&format!("{SDC}enableWhenExpression"), "('a').repeat($this & 'a').count() > 0");
    let questions: Vec<Value> =
        (0..200).map(|n| json!({ "linkId": n.to_string(), "type": "integer", "extension": [heavy] })).collect();
    let found = codes(json!(questions), json!([]));
    assert!(found.iter().all(|code| ["condition-not-decided", "expressions-too-costly"].contains(code)), "{found:?}");
    assert_eq!(found.last(), Some(&"expressions-too-costly"));
}
