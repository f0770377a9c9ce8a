//! The answers themselves: types, options, value sets and limits.

use instruments::conformance::{ValueSets, World, check};
use serde_json::{Value, json};

use crate::form::{NONE, answer, errors, form, response};

#[test]
fn each_type_takes_its_own_values_and_no_other() {
    let kinds = [
        ("boolean", "Boolean", json!(true)),
        ("decimal", "Decimal", json!(1.5)),
        ("integer", "Integer", json!(3)),
        ("date", "Date", json!("2026-11")),
        ("dateTime", "DateTime", json!("2026-11-22T17:00:00+01:00")),
        ("time", "Time", json!("09:30:00")),
        ("string", "String", json!("a")),
        ("text", "String", json!("a\nb")),
        ("url", "Uri", json!("urn:oid:1.2.250")),
        ("choice", "Coding", json!({ "code": "a" })),
        ("quantity", "Quantity", json!({ "value": 2 })),
        ("reference", "Reference", json!({ "reference": "Patient/1" })),
        ("attachment", "Attachment", json!({ "contentType": "image/png" })),
    ];
    for (item, kind, value) in &kinds {
        let question = json!([{ "linkId": "a", "type": item }]);
        assert_eq!(errors(question.clone(), json!([answer("a", kind, value.clone())])), NONE, "{item}");
        let foreign = kinds.iter().filter(|(_, other, _)| other != kind);
        for (_, other, value) in foreign {
            let found = errors(question.clone(), json!([answer("a", other, value.clone())]));
            assert_eq!(found, ["answer-type"], "{item} {other}");
        }
    }
    let malformed = [
        ("integer", "Integer", json!(1.5)),
        ("integer", "Integer", json!(2_147_483_648i64)),
        ("boolean", "Boolean", json!("true")),
        ("date", "Date", json!("2026-02-30")),
        ("date", "Date", json!("22/11/2026")),
        ("dateTime", "DateTime", json!("2026-11-22T17:00:00")),
        ("dateTime", "DateTime", json!("2026-11-22T17:00Z")),
        ("time", "Time", json!("25:00:00")),
        ("string", "String", json!("")),
        ("url", "Uri", json!("a b")),
        ("url", "Uri", json!("urn:oid:9.1")),
        ("decimal", "Decimal", json!("1")),
    ];
    for (item, kind, value) in malformed {
        let found = errors(json!([{ "linkId": "a", "type": item }]), json!([answer("a", kind, value.clone())]));
        assert_eq!(found, ["answer-malformed"], "{item} {value}");
    }
}

#[test]
fn printed_answers_open_answers_and_value_sets() {
    let coding = |code: &str| json!({ "system": "urn:s", "code": code });
    let options = json!([{ "valueCoding": coding("y") }, { "valueCoding": coding("n") }]);
    let question = |kind: &str| json!([{ "linkId": "a", "type": kind, "answerOption": options }]);
    let of = |kind: &str, item: Value| errors(question(kind), json!([item]));
    assert_eq!(of("choice", answer("a", "Coding", coding("n"))), NONE);
    assert_eq!(of("choice", answer("a", "Coding", coding("z"))), ["answer-not-an-option"]);
    assert_eq!(of("choice", answer("a", "String", json!("y"))), ["answer-type"]);
    assert_eq!(of("open-choice", answer("a", "String", json!("autre"))), NONE);
    assert_eq!(of("open-choice", answer("a", "Coding", coding("z"))), ["answer-not-an-option"]);
    let numbers =
        json!([{ "linkId": "a", "type": "choice", "answerOption": [{ "valueInteger": 1 }, { "valueInteger": 2 }] }]);
    assert_eq!(errors(numbers.clone(), json!([answer("a", "Integer", json!(2))])), NONE);
    assert_eq!(errors(numbers, json!([answer("a", "Integer", json!(3))])), ["answer-not-an-option"]);
    let words = json!([{ "linkId": "a", "type": "choice", "answerOption": [{ "valueString": "oui" }] }]);
    assert_eq!(errors(words.clone(), json!([answer("a", "String", json!("oui"))])), NONE);
    assert_eq!(errors(words, json!([answer("a", "String", json!("non"))])), ["answer-not-an-option"]);
    // A contained value set, and one given by the world.
    let set = |code: &str| {
        json!({ "resourceType": "ValueSet", "id": "s", "url": "urn:set",
        "compose": { "include": [{ "system": "urn:s", "concept": [{ "code": code }] }] } })
    };
    let mut form = form(json!([{ "linkId": "a", "type": "choice", "answerValueSet": "#s" }]));
    form["contained"] = json!([set("y")]);
    let codes = |form: &Value, code: &str, sets: &ValueSets| -> Vec<&str> {
        let items = json!([answer("a", "Coding", coding(code))]);
        check(Some(form), &response(items), sets).iter().map(|one| one.code).collect()
    };
    let mut sets = ValueSets::new();
    assert_eq!((codes(&form, "y", &sets), codes(&form, "n", &sets)), (vec![], vec!["answer-not-in-value-set"]));
    form["item"][0]["answerValueSet"] = json!("urn:set|1");
    assert_eq!(codes(&form, "n", &sets), ["value-set-not-known"]);
    assert!(sets.add(&set("n")));
    assert_eq!((codes(&form, "n", &sets), codes(&form, "y", &sets)), (vec![], vec!["answer-not-in-value-set"]));
}

#[test]
fn a_set_tells_what_its_definition_settles_and_nothing_more() {
    let set = |part: Value| json!({ "resourceType": "ValueSet", "url": "urn:set", "compose": { "include": [part] } });
    let has = |sets: &ValueSets, system: &str, code: &str| sets.contains("urn:set", Some(system), code);
    let mut sets = ValueSets::new();
    // A whole system that is not here, a filter, another set that is not here: a code of its system may be in it.
    for open in [
        json!({ "system": "urn:s" }),
        json!({ "system": "urn:s", "filter": [{ "property": "p" }] }),
        json!({ "system": "urn:s", "valueSet": ["urn:other"] }),
    ] {
        assert!(sets.add(&set(open.clone())));
        assert_eq!((has(&sets, "urn:s", "a"), has(&sets, "urn:t", "a")), (None, Some(false)), "{open}");
    }
    // The system comes, complete or not.
    let system = |content: &str| {
        json!({ "resourceType": "CodeSystem", "url": "urn:s", "content": content,
            "concept": [{ "code": "a", "display": "Ah", "concept": [{ "code": "b" }] }] })
    };
    assert!(sets.add(&set(json!({ "system": "urn:s" }))));
    assert!(sets.add(&system("fragment")));
    assert_eq!(["a", "b", "c"].map(|code| has(&sets, "urn:s", code)), [Some(true), Some(true), None]);
    assert!(sets.add(&system("complete")));
    assert_eq!(has(&sets, "urn:s", "c"), Some(false));
    assert_eq!((sets.is_called("urn:s", "a", "ah"), sets.is_called("urn:s", "a", "Oh")), (Some(true), Some(false)));
    assert_eq!((sets.is_called("urn:s", "b", "Oh"), sets.is_called("urn:t", "a", "Oh")), (None, None));
    // What is excluded, and sets of sets, a set of itself included.
    let mut but = set(json!({ "system": "urn:s" }));
    but["compose"]["exclude"] = json!([{ "system": "urn:s", "concept": [{ "code": "b" }] }]);
    assert!(sets.add(&but));
    assert_eq!((has(&sets, "urn:s", "a"), has(&sets, "urn:s", "b")), (Some(true), Some(false)));
    let outer = json!({ "resourceType": "ValueSet", "url": "urn:outer",
        "compose": { "include": [{ "valueSet": ["urn:set"] }, { "valueSet": ["urn:outer"] }] } });
    assert!(sets.add(&outer));
    assert_eq!(sets.contains("urn:outer", Some("urn:s"), "a"), Some(true));
    assert_eq!(sets.contains("urn:outer", Some("urn:s"), "b"), None, "it goes in a circle: not known");
    // One that names itself a thousand times ends as soon.
    let many: Vec<Value> = (0..1000).map(|_| json!({ "valueSet": ["urn:many"] })).collect();
    assert!(sets.add(&json!({ "resourceType": "ValueSet", "url": "urn:many", "compose": { "include": many } })));
    assert_eq!(sets.contains("urn:many", None, "a"), None);
    let expansion = |total: i64| {
        json!({ "resourceType": "ValueSet", "url": "urn:set", "expansion": { "total": total, "contains": [
            { "system": "urn:s", "code": "a", "abstract": true, "contains": [{ "system": "urn:s", "code": "b" }] },
        ] } })
    };
    assert!(sets.add(&expansion(2)));
    assert_eq!(has(&sets, "urn:s", "z"), None, "a page does not tell what is not in the set");
    assert!(sets.add(&expansion(1)));
    assert_eq!((has(&sets, "urn:s", "a"), has(&sets, "urn:s", "b")), (Some(false), Some(true)));
    assert_eq!((has(&sets, "urn:t", "b"), sets.contains("urn:none", None, "b")), (Some(false), None));
    assert!(!sets.add(&json!({ "resourceType": "Patient", "url": "urn:p" })));
}

#[test]
fn every_limit_a_question_states_is_kept() {
    let hl7 = |name: &str| format!("http://hl7.org/fhir/StructureDefinition/{name}");
    let limit = |name: &str, value: &str, bound: Value| json!({ "url": hl7(name), value: bound });
    let found = |kind: &str, limit: Value, item: Value| {
        errors(json!([{ "linkId": "a", "type": kind, "repeats": true, "extension": [limit] }]), json!([item]))
    };
    let least = limit("minValue", "valueDecimal", json!(0.3));
    assert_eq!(found("decimal", least.clone(), answer("a", "Decimal", json!(0.3))), NONE);
    assert_eq!(
        found("decimal", least, answer("a", "Decimal", serde_json::from_str("0.29999999999999999999").unwrap())),
        ["below-minimum"]
    );
    let late = limit("maxValue", "valueDate", json!("2026-11"));
    assert_eq!(found("date", late.clone(), answer("a", "Date", json!("2026-11-30"))), NONE);
    assert_eq!(found("date", late, answer("a", "Date", json!("2026-12-01"))), ["above-maximum"]);
    assert_eq!(
        found("decimal", limit("maxDecimalPlaces", "valueInteger", json!(1)), answer("a", "Decimal", json!(1.25))),
        ["too-many-decimals"]
    );
    assert_eq!(
        found("string", limit("minLength", "valueInteger", json!(3)), answer("a", "String", json!("éà"))),
        ["too-short"]
    );
    let long = json!([{ "linkId": "a", "type": "string", "maxLength": 2 }]);
    assert_eq!(errors(long.clone(), json!([answer("a", "String", json!("éà"))])), NONE);
    assert_eq!(errors(long, json!([answer("a", "String", json!("éàü"))])), ["too-long"]);
    let digits = limit("regex", "valueString", json!("[0-9]{5}"));
    assert_eq!(found("string", digits.clone(), answer("a", "String", json!("59000"))), NONE);
    assert_eq!(found("string", digits, answer("a", "String", json!("x59000x"))), ["form-not-kept"]);
    let most = limit("questionnaire-maxOccurs", "valueInteger", json!(1));
    let two = json!({ "linkId": "a", "answer": [{ "valueString": "x" }, { "valueString": "y" }] });
    assert_eq!(found("string", most.clone(), two), ["max-occurs"]);
    assert_eq!(found("string", most, answer("a", "String", json!("x"))), NONE);
    let picture = limit("mimeType", "valueCode", json!("image/png"));
    assert_eq!(
        found("attachment", picture, answer("a", "Attachment", json!({ "contentType": "image/gif" }))),
        ["media-type"]
    );
    let small = limit("maxSize", "valueDecimal", json!(5));
    assert_eq!(
        found(
            "attachment",
            small.clone(),
            answer("a", "Attachment", json!({ "contentType": "image/png", "data": "AAAAAAAA" }))
        ),
        ["attachment-too-large"]
    );
    assert_eq!(
        found("attachment", small, answer("a", "Attachment", json!({ "contentType": "image/png", "data": "AAAA" }))),
        NONE
    );
    let patient = limit("questionnaire-referenceResource", "valueCode", json!("Patient"));
    assert_eq!(
        found("reference", patient.clone(), answer("a", "Reference", json!({ "reference": "Patient/1" }))),
        NONE
    );
    assert_eq!(
        found("reference", patient, answer("a", "Reference", json!({ "reference": "Group/1" }))),
        ["reference-type"]
    );
}

#[test]
fn quantities_keep_their_units() {
    let unit = |code: &str| json!({ "system": "http://unitsofmeasure.org", "code": code });
    let metre =
        json!({ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption", "valueCoding": unit("m") });
    let least = json!({ "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-minQuantity",
        "valueQuantity": { "value": 2, "system": "http://unitsofmeasure.org", "code": "m" } });
    let of = |limit: &Value, value: Value, code: Option<&str>| {
        let mut quantity = code.map_or_else(|| json!({ "unit": "m" }), unit);
        quantity["value"] = value;
        let question = json!([{ "linkId": "a", "type": "quantity", "extension": [limit] }]);
        errors(question, json!([answer("a", "Quantity", quantity)]))
    };
    assert_eq!(of(&metre, json!(1), Some("m")), NONE);
    assert_eq!(of(&metre, json!(1), Some("km")), ["unit-not-accepted"]);
    assert_eq!(of(&metre, json!(1), None), ["unit-not-accepted"]);
    assert_eq!((of(&least, json!(2.0), Some("m")), of(&least, json!(1.9), Some("m"))), (vec![], vec!["below-minimum"]));
    // Two units of length are compared by what they come to; a mass is no length.
    assert_eq!(
        (of(&least, json!(5), Some("km")), of(&least, json!(0.001), Some("km"))),
        (vec![], vec!["below-minimum"])
    );
    assert_eq!(of(&least, json!(200), Some("cm")), NONE);
    assert_eq!(of(&least, json!(5), Some("kg")), ["units-not-comparable"]);
    assert_eq!(of(&least, json!(5), None), ["units-not-comparable"]);
}
