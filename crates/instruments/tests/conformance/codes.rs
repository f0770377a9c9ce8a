//! Codes of HL7's lists, and what they are called.

use instruments::conformance::{Known, check};
use serde_json::{Value, json};

use crate::form::{NONE, answer, form, response};

fn found(set: &str, coding: Value, language: Option<&str>) -> Vec<&'static str> {
    let form = form(json!([{ "linkId": "a", "type": "choice", "answerValueSet": set }]));
    let mut response = response(json!([answer("a", "Coding", coding)]));
    if let Some(language) = language {
        response["language"] = json!(language);
    }
    check(Some(&form), &response, &Known::default()).iter().map(|one| one.code).collect()
}

#[test]
fn a_code_is_of_its_list_and_called_as_published() {
    let gender = "http://hl7.org/fhir/ValueSet/administrative-gender";
    let coding = |code: &str, display: &str| json!({ "system": "http://hl7.org/fhir/administrative-gender", "code": code, "display": display });
    assert_eq!(found(gender, coding("female", "Female"), None), NONE);
    assert_eq!(found(gender, coding("woman", "Female"), None), ["unknown-code", "answer-not-in-value-set"]);
    assert_eq!(found(gender, coding("female", "Male"), None), ["wrong-display"]);
    assert_eq!(found(gender, coding("female", "Femme"), Some("en-GB")), ["wrong-display"]);
    // A document that says it is in French is not held to English words.
    assert_eq!(found(gender, coding("female", "Femme"), Some("fr-FR")), NONE);
    let other = json!({ "system": "http://hl7.org/fhir/item-type", "code": "group", "display": "Group" });
    assert_eq!(found(gender, other, None), ["answer-not-in-value-set"]);
}

#[test]
fn a_country_has_its_own_name_or_another_language_s_and_not_another_s() {
    let set = "http://hl7.org/fhir/ValueSet/jurisdiction";
    let country =
        |code: &str, display: &str| json!({ "system": "urn:iso:std:iso:3166", "code": code, "display": display });
    assert_eq!(found(set, country("FR", "France"), None), NONE);
    assert_eq!(found(set, country("BE", "Belgique"), None), NONE);
    assert_eq!(found(set, country("BE", "France"), None), ["wrong-display"]);
    assert_eq!(found(set, country("XX", "France"), None), ["unknown-code", "answer-not-in-value-set"]);
}

#[test]
fn what_is_given_counts_before_what_is_known() {
    let set = "http://hl7.org/fhir/ValueSet/administrative-gender";
    let mut known = Known::default();
    assert!(known.add(&json!({ "resourceType": "ValueSet", "url": set,
        "compose": { "include": [{ "system": "urn:s", "concept": [{ "code": "f" }] }] } })));
    assert!(!known.add(&json!({ "resourceType": "Patient" })));
    let form = form(json!([{ "linkId": "a", "type": "choice", "answerValueSet": set }]));
    let of = |system: &str, code: &str| {
        let items = json!([answer("a", "Coding", json!({ "system": system, "code": code }))]);
        check(Some(&form), &response(items), &known).len()
    };
    assert_eq!((of("urn:s", "f"), of("http://hl7.org/fhir/administrative-gender", "female")), (0, 1));
}
