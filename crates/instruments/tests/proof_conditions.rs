//! Conditions, calculations and circles that are found before anybody answers, one form for each kind, and beside each a
//! form that is nearly the same and right.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it found by failing")]

use fhir::Document;
use instruments::{Severity, proof::prove};
use kernel::Lang;
use serde_json::{Value, json};

const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
const VARIABLE: &str = "http://hl7.org/fhir/StructureDefinition/variable";
const KINDS: [&str; 5] =
    ["condition-contradictory", "item-unreachable", "score-always-empty", "score-always-constant", "expression-cycle"];

/// The findings of these kinds: the item, the code and what is said.
fn findings(form: &Value) -> Vec<(String, &'static str, String)> {
    let proof = prove(&Document::from_value(form.clone()).unwrap());
    let ours = proof.problems.into_iter().filter(|problem| KINDS.contains(&problem.code));
    ours.map(|one| {
        assert_eq!(one.severity, Severity::Error);
        assert_ne!(one.message(Lang::Fr), one.message(Lang::En));
        (one.link_id.clone().unwrap_or_default(), one.code, one.message(Lang::En).to_owned())
    })
    .collect()
}

fn codes(items: Value) -> Vec<(String, &'static str)> {
    let form = json!({ "resourceType": "Questionnaire", "language": "fr", "item": items });
    findings(&form).into_iter().map(|(link, code, _)| (link, code)).collect()
}

fn found(link: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(link.to_owned(), code)]
}

fn extension(name: &str, expression: &str) -> Value {
    json!({ "url": format!("{SDC}{name}"), "valueExpression": { "language": "text/fhirpath", "expression": expression } })
}

fn choice(link: &str, weights: &[i64]) -> Value {
    let ordinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    let option = |(rank, weight): (usize, &i64)| {
        let code = char::from(b'a' + u8::try_from(rank).unwrap()).to_string();
        json!({ "valueCoding": { "code": code, "display": code, "extension": [{ "url": ordinal, "valueDecimal": weight }] } })
    };
    let options: Vec<Value> = weights.iter().enumerate().map(option).collect();
    json!({ "linkId": link, "type": "choice", "text": "?", "answerOption": options })
}

fn plain(link: &str, kind: &str) -> Value {
    json!({ "linkId": link, "type": kind, "text": "?" })
}

/// An item shown under a condition in FHIRPath.
fn shown_if(link: &str, expression: &str) -> Value {
    let mut out = plain(link, "text");
    out["extension"] = json!([extension("enableWhenExpression", expression)]);
    out
}

/// An item shown under conditions on one question.
fn shown_when(link: &str, question: &str, tests: &[(&str, Value)]) -> Value {
    let test = |(operator, value): &(&str, Value)| {
        let mut test = json!({ "question": question, "operator": operator });
        test.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
        test
    };
    let mut out = plain(link, "text");
    out["enableBehavior"] = "all".into();
    out["enableWhen"] = tests.iter().map(test).collect();
    out
}

fn answer(link: &str) -> String {
    format!("%resource.item.where(linkId='{link}').answer.value")
}

#[test]
fn conditions_in_fhirpath_are_tried() {
    let f = answer("f");
    for (kind, expression, code) in [
        ("choice", format!("{f}.code = 'zzz'"), "item-unreachable"),
        ("choice", format!("{f}.code in ('y' | 'z')"), "item-unreachable"),
        ("choice", format!("{f}.code = 'a' and {f}.code = 'b'"), "condition-contradictory"),
        (
            "choice",
            format!("{f}.where(code = 'a').exists() and {f}.where(code = 'b').exists()"),
            "condition-contradictory",
        ),
        ("choice", format!("{f}.exists() and {f}.empty()"), "condition-contradictory"),
        ("choice", format!("({f}.code = 'a' or {f}.code = 'b').not() and {f}.exists()"), "item-unreachable"),
        ("choice", format!("{f}.weight() > 2"), "item-unreachable"),
        ("integer", format!("{f} > 10 and {f} < 5"), "condition-contradictory"),
        ("decimal", format!("{f} > 10.5 and {f} < 10.25"), "condition-contradictory"),
        ("date", format!("{f} > @2020-01-01 and {f} < @2019-01-01"), "condition-contradictory"),
        ("string", format!("{f} = 'oui' and {f} = 'non'"), "condition-contradictory"),
        ("boolean", format!("{f} and {f}.not()"), "condition-contradictory"),
        ("boolean", "false".to_owned(), "item-unreachable"),
    ] {
        let question = if kind == "choice" { choice("f", &[1, 2]) } else { plain("f", kind) };
        assert_eq!(codes(json!([question, shown_if("x", &expression)])), found("x", code), "{expression}");
    }
}

#[test]
fn conditions_that_some_answer_meets_or_that_cannot_be_decided_are_left_alone() {
    let f = answer("f");
    for (kind, expression) in [
        ("choice", format!("{f}.code = 'a' or {f}.code = 'zzz'")),
        ("choice", format!("({f}.code = 'zzz').not()")),
        ("choice", format!("{f}.code != 'a'")),
        ("choice", format!("{f}.weight() > 1")),
        ("integer", format!("{f} > 5 and {f} < 7")),
        ("integer", format!("{f} + 1 > 10 and {f} < 5")),
        ("decimal", format!("{f} > 5.25 and {f} < 5.5")),
        ("date", format!("{f} > today() and {f} < @2000-01-01")),
        ("date", format!("{f} >= @2020-01-01 and {f} <= @2020-01-01")),
        ("string", format!("{f}.startsWith('a') and {f}.startsWith('b')")),
        ("string", format!("{f} ~ 'OUI' and {f} != 'OUI'")),
        ("quantity", format!("{f} > 5 'kg' and {f} < 5001 'g'")),
    ] {
        let question = if kind == "choice" { choice("f", &[1, 2]) } else { plain("f", kind) };
        assert_eq!(codes(json!([question, shown_if("x", &expression)])), vec![], "{expression}");
    }
    // More values than are told apart: the last of them is one of many.
    let mut tests: Vec<(&str, Value)> = (0..60).map(|n| ("!=", json!({ "answerInteger": n }))).collect();
    tests.push((">", json!({ "answerInteger": 1000 })));
    assert_eq!(codes(json!([plain("f", "integer"), shown_when("x", "f", &tests)])), vec![]);
    let all: Vec<String> = (0..60).map(|n| format!("{f} != {n}")).chain([format!("{f} > 1000")]).collect();
    assert_eq!(codes(json!([plain("f", "integer"), shown_if("x", &all.join(" and "))])), vec![]);
    // Of a question with several answers, two may be given.
    let mut several = choice("f", &[1, 2, 3, 4, 5, 6, 7]);
    several["repeats"] = true.into();
    let both = format!("{f}.where(code = 'a').exists() and {f}.where(code = 'b').exists()");
    assert_eq!(codes(json!([several, shown_if("x", &both)])), vec![]);
    let neither = format!("{both} and {f}.where(code = 'q').exists()");
    assert_eq!(codes(json!([several, shown_if("x", &neither)])), found("x", "item-unreachable"));
}

#[test]
fn conditions_on_dates_amounts_and_decimals_are_tried() {
    let kg = |value: i64| json!({ "answerQuantity": { "value": value, "code": "kg", "unit": "kg", "system": "http://unitsofmeasure.org" } });
    let day = |day: &str| json!({ "answerDate": day });
    for (kind, low, high) in [
        ("date", day("2019-01-01"), day("2020-01-01")),
        ("date", day("2019"), day("2020-05")),
        ("quantity", kg(4), kg(5)),
        ("decimal", json!({ "answerDecimal": 4 }), json!({ "answerDecimal": 4.5 })),
    ] {
        let wrong = shown_when("x", "f", &[(">", high.clone()), ("<", low.clone())]);
        assert_eq!(codes(json!([plain("f", kind), wrong])), found("x", "condition-contradictory"), "{kind}");
        let right = shown_when("x", "f", &[(">", low), ("<", high)]);
        assert_eq!(codes(json!([plain("f", kind), right])), vec![], "{kind}");
    }
}

#[test]
fn a_question_that_is_not_asked_then_is_named() {
    let coded = |code: &str| ("=", json!({ "answerCoding": { "code": code } }));
    let mut second = choice("g", &[1, 2]);
    second["enableWhen"] = shown_when("", "f", &[coded("a")])["enableWhen"].clone();
    let mut third = shown_when("x", "g", &[coded("a")]);
    third["enableWhen"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "question": "f", "operator": "=", "answerCoding": { "code": "b" } }));
    let form = |third: Value| json!({ "resourceType": "Questionnaire", "item": [choice("f", &[1, 2]), second, third] });
    let [(link, code, said)] = findings(&form(third.clone())).try_into().unwrap();
    assert_eq!((link.as_str(), code), ("x", "item-unreachable"));
    assert!(said.contains("\"g\", which is not asked in that case"), "{said}");
    // Asked for the other answer, or for none, it goes.
    third["enableWhen"][1]["answerCoding"]["code"] = "a".into();
    assert_eq!(findings(&form(third.clone())).len(), 0);
    third["enableWhen"][1]["answerCoding"]["code"] = "b".into();
    third["enableWhen"][0] = json!({ "question": "g", "operator": "exists", "answerBoolean": false });
    assert_eq!(findings(&form(third)).len(), 0);
    // Three questions, each asked after the last: the end contradicts the beginning.
    let f = answer("f");
    let chained = json!([
        choice("f", &[1, 2]),
        shown_if("g", &format!("{f}.code = 'a'")),
        shown_if("h", &format!("{}.exists()", answer("g"))),
        shown_if("x", &format!("{}.exists() and {f}.code = 'b'", answer("h"))),
    ]);
    assert_eq!(codes(chained), found("x", "item-unreachable"));
}

#[test]
fn calculations_that_cannot_vary_are_errors_by_value_type_and_reach() {
    let total = |kind: &str, expression: &str| {
        let mut out = plain("t", kind);
        out["extension"] = json!([extension("calculatedExpression", expression)]);
        out
    };
    let (a, b) = (answer("a"), answer("b"));
    let (constant, empty) = ("score-always-constant", "score-always-empty");
    let weighed = |weights: [&[i64]; 2]| [choice("a", weights[0]), choice("b", weights[1])];
    let sum = "%resource.item.where(linkId in ('a'|'b')).answer.value.weight().sum()";
    for (questions, expression, code) in [
        (weighed([&[0, 0], &[0, 0, 0]]), sum.to_owned(), constant),
        (weighed([&[1, 1], &[0, 2]]), format!("{a}.weight()"), constant),
        (weighed([&[1, 2], &[1, 2]]), format!("{sum} * 0"), constant),
        (weighed([&[1, 2], &[1, 2]]), format!("iif({a}.exists(), 5, 5)"), constant),
        (weighed([&[1, 2], &[1, 2]]), format!("{a}.code = 'q'"), constant),
        ([plain("a", "integer"), plain("b", "text")], format!("{a} * 0"), constant),
        ([plain("a", "string"), plain("b", "text")], format!("{a}.ofType(integer).sum()"), empty),
        ([plain("a", "integer"), plain("b", "text")], format!("{a}.ofType(Quantity).value"), empty),
        ([plain("a", "string"), plain("b", "text")], format!("{b}.weight().sum()"), empty),
    ] {
        let [a, b] = questions;
        assert_eq!(codes(json!([a, b, total("decimal", &expression)])), found("t", code), "{expression}");
    }
    for (questions, expression) in [
        (weighed([&[0, 0], &[0, 1]]), sum.to_owned()),
        (weighed([&[1, 1], &[1, 1]]), sum.to_owned()),
        (weighed([&[1, 2], &[1, 2]]), format!("iif({a}.exists(), 5, {{}})")),
        (weighed([&[1, 2], &[1, 2]]), format!("{a}.where(code = 'a').weight()")),
        (weighed([&[1], &[1, 2]]), format!("{a}.weight()")),
        ([plain("a", "integer"), plain("b", "text")], format!("{a} * 1")),
        ([plain("a", "decimal"), plain("b", "text")], format!("{a}.ofType(integer) | {a}")),
    ] {
        let [a, b] = questions;
        assert_eq!(codes(json!([a, b, total("decimal", &expression)])), vec![], "{expression}");
    }
    // Over a question that nobody can reach.
    let mut closed = choice("a", &[1, 2]);
    closed["extension"] = json!([extension("enableWhenExpression", &format!("{b}.code = 'zzz'"))]);
    let form = json!([choice("b", &[1, 2]), closed, total("decimal", &format!("{a}.weight().sum()"))]);
    assert_eq!(codes(form), [("a".to_owned(), "item-unreachable"), ("t".to_owned(), empty)]);
    // A hidden constant has a name that others use; a shown one is a score that never varies.
    let hidden = json!({ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": true });
    let mut named = total("string", "'2026-11'");
    assert_eq!(codes(json!([plain("a", "text"), named])), found("t", constant));
    named["extension"].as_array_mut().unwrap().push(hidden);
    assert_eq!(codes(json!([plain("a", "text"), named])), vec![]);
}

#[test]
fn circles_of_initial_values_and_of_variables_are_told_by_their_path() {
    let initial = |link: &str, of: &str| {
        let mut out = plain(link, "integer");
        out["extension"] = json!([extension("initialExpression", &answer(of))]);
        out
    };
    let form = |items: Value| json!({ "resourceType": "Questionnaire", "item": items });
    let [(link, code, said)] =
        findings(&form(json!([initial("a", "b"), initial("b", "c"), initial("c", "a")]))).try_into().unwrap();
    assert_eq!((link.as_str(), code), ("a", "expression-cycle"));
    assert!(said.contains("a → b → c → a"), "{said}");
    assert_eq!(codes(json!([initial("a", "b"), initial("b", "c"), plain("c", "integer")])), vec![]);

    let variable = |name: &str, expression: &str| json!({ "url": VARIABLE, "valueExpression": { "name": name, "language": "text/fhirpath", "expression": expression } });
    let mut looped = form(json!([plain("f", "integer")]));
    looped["extension"] = json!([variable("one", "%two + 1"), variable("two", "%one + 1")]);
    let [(link, code, said)] = findings(&looped).try_into().unwrap();
    assert_eq!((link.as_str(), code), ("", "expression-cycle"));
    assert!(said.contains("%one → %two → %one"), "{said}");
    let outside = prove(&Document::from_value(looped.clone()).unwrap()).problems;
    assert!(outside.iter().all(|problem| problem.code != "expression-outside"), "{outside:?}");
    // In order they are none, nor is a name that stands for another value further out.
    looped["extension"] = json!([variable("one", "1"), variable("two", "%one + 1")]);
    looped["item"][0]["extension"] = json!([variable("one", "%one + 1")]);
    assert_eq!(findings(&looped), vec![]);
}
