//! Verdicts argued from the text of the specification, rule by rule: what R4 and R5 say of a response and its questionnaire,
//! for cases that no public suite shows us. Each table says the words it rests on. They are those of the definitions of R4
//! 4.0.1 (element definitions, comments, invariants, extensions), of the code systems of R5 5.0.0, or of HL7's extensions pack,
//! where so said; what is not between quotes is our own reading.

use instruments::Severity;
use instruments::conformance::{Known, ValueSets, check};
use serde_json::{Value, json};

use crate::form::{NONE, answer, errors, form, response, warnings};

fn hl7(name: &str, value: &str, bound: Value) -> Value {
    json!({ "url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), value: bound })
}

fn of_type(kind: &str, extension: Value, given: Value) -> Vec<&'static str> {
    errors(json!([{ "linkId": "a", "type": kind, "extension": [extension] }]), json!([given]))
}

#[test]
fn a_length_is_of_every_simple_type() {
    // Questionnaire.item.maxLength: "The maximum number of characters that are permitted in the answer to be considered a
    // \"valid\" QuestionnaireResponse."; que-10: "Maximum length can only be declared for simple question types", of which its
    // expression names 'boolean', 'decimal', 'integer', 'string', 'text', 'url' and 'open-choice'. minLength: "The minimum
    // number of characters that must be present in the simple data type to be considered a \"valid\" instance."
    let long =
        |kind: &str, given: Value| errors(json!([{ "linkId": "a", "type": kind, "maxLength": 3 }]), json!([given]));
    assert_eq!(long("integer", answer("a", "Integer", json!(999))), NONE);
    assert_eq!(long("integer", answer("a", "Integer", json!(1000))), ["too-long"]);
    let written = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(long("decimal", answer("a", "Decimal", written("1.5"))), NONE);
    assert_eq!(long("decimal", answer("a", "Decimal", written("1.50"))), ["too-long"]);
    assert_eq!(long("text", answer("a", "String", json!("abcd"))), ["too-long"]);
    assert_eq!(long("url", answer("a", "Uri", json!("urn:x"))), ["too-long"]);
    assert_eq!(long("open-choice", answer("a", "String", json!("abcd"))), ["too-long"]);
    let least = hl7("minLength", "valueInteger", json!(3));
    assert_eq!(of_type("integer", least.clone(), answer("a", "Integer", json!(99))), ["too-short"]);
    assert_eq!(of_type("integer", least, answer("a", "Integer", json!(100))), NONE);
}

#[test]
fn a_form_is_of_every_simple_type() {
    // regex: "A regular expression that defines the syntax for the data element to be considered valid."
    let five = hl7("regex", "valueString", json!("[0-9]{5}"));
    assert_eq!(of_type("integer", five.clone(), answer("a", "Integer", json!(59000))), NONE);
    assert_eq!(of_type("integer", five, answer("a", "Integer", json!(590))), ["form-not-kept"]);
    let quarter = hl7("regex", "valueString", json!("[0-9]{2}:(00|15|30|45):00"));
    assert_eq!(of_type("time", quarter.clone(), answer("a", "Time", json!("10:15:00"))), NONE);
    assert_eq!(of_type("time", quarter, answer("a", "Time", json!("10:20:00"))), ["form-not-kept"]);
}

#[test]
fn bounds_are_of_each_type_that_has_an_order() {
    // minValue: "The inclusive lower bound on the range of allowed values for the data element."; maxValue: "The inclusive upper
    // bound on the range of allowed values for the data element."; both: "Data type specified must be the same as the data
    // type for the data element." A whole number and a decimal are compared all the same.
    for (kind, name, low, at, below) in [
        ("integer", "Integer", json!(5), json!(5), json!(4)),
        ("decimal", "Decimal", json!(0.5), json!(0.50), json!(0.49)),
        ("date", "Date", json!("2026-03-01"), json!("2026-03-01"), json!("2026-02-28")),
        (
            "dateTime",
            "DateTime",
            json!("2026-03-01T00:00:00Z"),
            json!("2026-03-01T01:00:00+01:00"),
            json!("2026-03-01T00:59:59+01:00"),
        ),
        ("time", "Time", json!("08:00:00"), json!("08:00:00"), json!("07:59:59")),
    ] {
        let least = hl7("minValue", &format!("value{name}"), low.clone());
        assert_eq!(of_type(kind, least.clone(), answer("a", name, at.clone())), NONE, "{kind}");
        assert_eq!(of_type(kind, least, answer("a", name, below.clone())), ["below-minimum"], "{kind}");
        let most = hl7("maxValue", &format!("value{name}"), below);
        assert_eq!(of_type(kind, most, answer("a", name, at)), ["above-maximum"], "{kind}");
    }
    // A whole number bounds a decimal, and the other way round.
    let whole = hl7("minValue", "valueInteger", json!(1));
    assert_eq!(of_type("decimal", whole, answer("a", "Decimal", json!(0.99))), ["below-minimum"]);
}

#[test]
fn decimal_places_are_those_that_are_written() {
    // maxDecimalPlaces: "Identifies the maximum number of decimal places that may be specified for the data element." FHIR's
    // decimal is "A rational number with implicit precision", so that 1.250 has three places and 1.25 two.
    let two = || hl7("maxDecimalPlaces", "valueInteger", json!(2));
    let given = |text: &str| answer("a", "Decimal", serde_json::from_str(text).unwrap());
    for (text, fits) in
        [("1.25", true), ("1.250", false), ("125", true), ("1.5e-1", true), ("1.5e-2", false), ("1.2345e3", true)]
    {
        let found = of_type("decimal", two(), given(text));
        assert_eq!(found.is_empty(), fits, "{text}: {found:?}");
    }
    let weight = |value: &str| {
        let quantity = json!({ "value": serde_json::from_str::<Value>(value).unwrap(), "unit": "kg" });
        of_type("quantity", two(), answer("a", "Quantity", quantity))
    };
    assert_eq!((weight("70.25"), weight("70.255")), (vec![], vec!["too-many-decimals"]));
}

#[test]
fn attachments_are_weighed_and_named_by_what_they_are() {
    // mimeType: "Identifies the kind(s) of attachment allowed to be sent for an element."; maxSize: "For attachment answers,
    // indicates the maximum size in bytes an attachment can be." (extensions pack, since 1.0.0; R4 says "the maximum size an
    // attachment can be" and is headed "Max size in MB": the same address cannot mean both, and the later text and the public
    // cases say bytes). Attachment.size: "The number of bytes of data that make up this attachment (before base64 encoding, if
    // that is done)."
    let image = || hl7("mimeType", "valueCode", json!("image/png"));
    let kind = |media: Value| of_type("attachment", image(), answer("a", "Attachment", media));
    assert_eq!(kind(json!({ "contentType": "image/png" })), NONE);
    assert_eq!(kind(json!({ "contentType": "Image/PNG; q=1" })), NONE);
    assert_eq!(kind(json!({ "contentType": "application/pdf" })), ["media-type"]);
    assert_eq!(kind(json!({ "url": "https://example.org/x" })), ["media-type"], "it does not say what it is");
    let most = |size: i64| hl7("maxSize", "valueDecimal", json!(size));
    let weigh = |size: i64, data: &str| {
        let media = json!({ "contentType": "image/png", "data": data });
        of_type("attachment", most(size), answer("a", "Attachment", media))
    };
    // Four, five and six bytes.
    for (data, bytes) in [("AAAAAA==", 4), ("AAAAAAA=", 5), ("AAAAAAAA", 6)] {
        assert_eq!((weigh(bytes, data), weigh(bytes - 1, data)), (vec![], vec!["attachment-too-large"]), "{data}");
    }
    let stated = json!({ "contentType": "image/png", "url": "https://example.org/x", "size": 7 });
    assert_eq!(of_type("attachment", most(6), answer("a", "Attachment", stated)), ["attachment-too-large"]);
    let broken = json!({ "contentType": "image/png", "data": "A*==" });
    assert_eq!(of_type("attachment", most(9), answer("a", "Attachment", broken)), ["value-malformed"]);
}

#[test]
fn units_are_those_of_the_question_unless_it_is_open() {
    // questionnaire-unitOption: "A unit that the user may choose when providing a quantity value."; unitValueSet: "A set of units
    // that the user may choose when providing a quantity value."; both: "Provide either unit-option(s) or unit-valueSet. In the
    // absence of either, any unit is valid." The set may be contained, as every value set; unitOpen (extensions pack) has the
    // codes optionsOnly, optionsOrType and optionsOrString.
    let ucum = "http://unitsofmeasure.org";
    let option = hl7("questionnaire-unitOption", "valueCoding", json!({ "system": ucum, "code": "kg" }));
    let grams = json!({ "value": 1, "unit": "g", "system": ucum, "code": "g" });
    let words = json!({ "value": 1, "unit": "pound" });
    let given = |open: Option<&str>, quantity: &Value| {
        let open = open.map(|open| hl7("questionnaire-unitOpen", "valueCode", json!(open)));
        let extensions: Vec<Value> = std::iter::once(option.clone()).chain(open).collect();
        errors(
            json!([{ "linkId": "a", "type": "quantity", "extension": extensions }]),
            json!([answer("a", "Quantity", quantity.clone())]),
        )
    };
    assert_eq!(given(None, &grams), ["unit-not-accepted"]);
    assert_eq!(given(Some("optionsOnly"), &grams), ["unit-not-accepted"]);
    assert_eq!(given(Some("optionsOrType"), &grams), NONE);
    assert_eq!(given(Some("optionsOrString"), &grams), ["unit-not-accepted"]);
    assert_eq!(given(Some("optionsOrString"), &words), NONE);
    let set = hl7("questionnaire-unitValueSet", "valueCanonical", json!("#u"));
    let mut whole = form(json!([{ "linkId": "a", "type": "quantity", "extension": [set] }]));
    whole["contained"] = json!([{ "resourceType": "ValueSet", "id": "u", "status": "active",
        "compose": { "include": [{ "system": ucum, "concept": [{ "code": "kg" }] }] } }]);
    let codes = |quantity: &Value| -> Vec<&'static str> {
        let given = response(json!([answer("a", "Quantity", quantity.clone())]));
        check(Some(&whole), &given, &ValueSets::new()).iter().map(|one| one.code).collect()
    };
    assert_eq!(codes(&grams), ["unit-not-accepted"]);
    assert_eq!(codes(&json!({ "value": 1, "system": ucum, "code": "kg" })), NONE);
}

#[test]
fn a_reference_to_what_is_contained_is_to_what_that_is() {
    // questionnaire-referenceResource: "Where the type for a question is \"Reference\", indicates a type of resource that is
    // permitted."; "If multiple are present, then any of the specified types are permitted."
    let patient = hl7("questionnaire-referenceResource", "valueCode", json!("Patient"));
    let form = form(json!([{ "linkId": "a", "type": "reference", "extension": [patient] }]));
    let codes = |kind: &str| -> Vec<&'static str> {
        let mut given = response(json!([answer("a", "Reference", json!({ "reference": "#p" }))]));
        given["contained"] = json!([{ "resourceType": kind, "id": "p" }]);
        check(Some(&form), &given, &ValueSets::new()).iter().map(|one| one.code).collect()
    };
    assert_eq!(codes("Patient"), NONE);
    assert_eq!(codes("Practitioner"), ["reference-type"]);
}

#[test]
fn r5_says_what_may_stand_beside_the_printed_answers() {
    // answerConstraint (R5): optionsOnly "Only values listed as answerOption or in the expansion of the answerValueSet are
    // permitted"; optionsOrType "In addition to the values listed as answerOption or in the expansion of the answerValueSet, any
    // other values that correspond to the specified item.type are permitted"; optionsOrString lets free text in beside them.
    let coding = |code: &str| json!({ "system": "urn:s", "code": code });
    let of = |kind: &str, constraint: Option<&str>, option: Value, given: Value| {
        let mut question = json!({ "linkId": "a", "type": kind, "answerOption": [option] });
        if let Some(constraint) = constraint {
            question["answerConstraint"] = json!(constraint);
        }
        errors(json!([question]), json!([given]))
    };
    let listed = || json!({ "valueCoding": coding("y") });
    let (other, text) = (answer("a", "Coding", coding("z")), answer("a", "String", json!("autre")));
    let integer = answer("a", "Integer", json!(3));
    for (constraint, on_other, on_text) in [
        (None, "answer-not-an-option", "answer-type"),
        (Some("optionsOnly"), "answer-not-an-option", "answer-type"),
        (Some("optionsOrType"), "", "answer-type"),
        (Some("optionsOrString"), "answer-not-an-option", ""),
    ] {
        let expected = |code: &'static str| if code.is_empty() { vec![] } else { vec![code] };
        assert_eq!(of("coding", constraint, listed(), answer("a", "Coding", coding("y"))), NONE);
        assert_eq!(of("coding", constraint, listed(), other.clone()), expected(on_other), "{constraint:?}");
        assert_eq!(of("coding", constraint, listed(), text.clone()), expected(on_text), "{constraint:?}");
        assert_eq!(of("coding", constraint, listed(), integer.clone()), ["answer-type"]);
    }
    let two = || json!({ "valueInteger": 2 });
    assert_eq!(of("integer", None, two(), integer.clone()), ["answer-not-an-option"]);
    assert_eq!(of("integer", Some("optionsOrType"), two(), integer), NONE);
    assert_eq!(of("integer", Some("optionsOrString"), two(), text), NONE);
}

#[test]
fn a_value_may_be_an_extension_that_says_why_there_is_none() {
    // ele-1: "All FHIR elements must have a @value or children": extensions are children, so that an element may have no value.
    // data-absent-reason: "Provides a reason why the expected value or elements in the element that is extended are missing."
    // With it the answer is there, in its type, and a required question has been dealt with.
    let absent = |name: &str| {
        let reason = hl7("data-absent-reason", "valueCode", json!("asked-declined"));
        let mut answer = json!({});
        answer[name] = json!({ "extension": [reason] });
        json!([{ "linkId": "a", "answer": [answer] }])
    };
    let required = json!([{ "linkId": "a", "type": "integer", "required": true }]);
    assert_eq!(errors(required.clone(), absent("_valueInteger")), NONE);
    assert_eq!(errors(required.clone(), absent("_valueString")), ["answer-type"]);
    assert_eq!(errors(required.clone(), json!([{ "linkId": "a", "answer": [{ "id": "x" }] }])), ["required"]);
    assert_eq!(
        errors(required, json!([{ "linkId": "a", "answer": [{ "valueInteger": null }] }])),
        ["answer-malformed"]
    );
    // It exists for a condition, and equals nothing.
    let asked = |operator: &str, expected: Value| {
        let name = if operator == "exists" { "answerBoolean" } else { "answerInteger" };
        json!([{ "linkId": "a", "type": "integer" },
               { "linkId": "b", "type": "string", "enableWhen": [{ "question": "a", "operator": operator, name: expected }] }])
    };
    let both = json!([absent("_valueInteger")[0], answer("b", "String", json!("x"))]);
    assert_eq!(errors(asked("=", json!(1)), both.clone()), ["not-enabled"]);
    assert_eq!(errors(asked("!=", json!(1)), both), NONE);
}

#[test]
fn the_text_of_the_response_is_the_one_of_the_questionnaire() {
    // QuestionnaireResponse.item.text: "Text that is displayed above the contents of the group or as the text of the question
    // being answered." Another text says that something else was asked.
    let french = json!({ "extension": [hl7("translation", "extension", json!([
        { "url": "lang", "valueCode": "fr" }, { "url": "content", "valueString": "Avez-vous eu mal ?" } ]))] });
    let question = json!([{ "linkId": "a", "type": "boolean", "text": "Were you in pain?", "_text": french }]);
    let said = |text: &str| {
        let mut given = answer("a", "Boolean", json!(true));
        given["text"] = json!(text);
        json!([given])
    };
    assert_eq!(errors(question.clone(), said("Were you in pain?")), NONE);
    assert_eq!(errors(question.clone(), said("Were you  in pain?\n")), NONE);
    assert_eq!(errors(question.clone(), said("Avez-vous eu mal ?")), NONE);
    assert_eq!(errors(question.clone(), said("Were you happy?")), ["text-differs"]);
    assert_eq!(errors(question, json!([answer("a", "Boolean", json!(true))])), NONE, "a text is not needed");
    let silent = json!([{ "linkId": "a", "type": "boolean" }]);
    assert_eq!(warnings(silent, said("Were you in pain?")), ["text-not-in-questionnaire"]);
    let computed = json!([{ "linkId": "a", "type": "boolean", "text": "Were you in pain, ...?", "_text": {
        "extension": [hl7("cqf-expression", "valueExpression", json!({ "language": "text/fhirpath", "expression": "'x'" }))] } }]);
    assert_eq!(errors(computed, said("Were you in pain, Ada?")), NONE);
}

#[test]
fn a_required_group_holds_something_and_what_is_in_it_is_not_required_for_that() {
    // Questionnaire.item.required: "If an item that contains other items is marked as required, that does not automatically
    // make the contained elements required (though required groups must contain at least one child element)."
    let group = |inner: Value| json!([{ "linkId": "g", "type": "group", "required": true, "item": [inner] }]);
    let free = json!({ "linkId": "b", "type": "string" });
    assert_eq!(errors(group(free.clone()), json!([])), ["required"]);
    assert_eq!(errors(group(free.clone()), json!([{ "linkId": "g" }])), ["required"]);
    assert_eq!(errors(group(free), json!([{ "linkId": "g", "item": [{ "linkId": "b" }] }])), NONE);
    let demanded = json!({ "linkId": "b", "type": "string", "required": true });
    assert_eq!(errors(group(demanded), json!([{ "linkId": "g" }])), ["required"], "told once");
    // What is required in a group that is not there, not required and not enabled, is not demanded.
    let optional =
        json!([{ "linkId": "g", "type": "group", "item": [{ "linkId": "b", "type": "string", "required": true }] }]);
    assert_eq!(errors(optional.clone(), json!([])), NONE);
    assert_eq!(errors(optional, json!([{ "linkId": "g" }])), ["required"]);
}

#[test]
fn nothing_stands_under_a_text_and_items_do_not_have_both() {
    // qrs-1: "Nested item can't be beneath both item and answer".
    let form = json!([{ "linkId": "a", "type": "display", "text": "Merci." }, { "linkId": "b", "type": "string" }]);
    let under = json!([{ "linkId": "a", "item": [answer("b", "String", json!("x"))] }]);
    assert_eq!(errors(form, under), ["item-misplaced"]);
    let both = json!([{ "linkId": "b", "answer": [{ "valueString": "x" }], "item": [{ "linkId": "c" }] }]);
    let found: Vec<&str> = check(None, &response(both), &Known::default())
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| one.code)
        .collect();
    assert_eq!(found, ["items-beside-answers"], "whatever the questionnaire");
    let nameless = check(None, &response(json!([{ "answer": [{ "valueString": "x" }] }])), &Known::default());
    assert!(nameless.iter().any(|one| one.code == "link-id-missing" && one.severity == Severity::Error));
}

#[test]
fn the_subject_is_of_a_type_that_the_questionnaire_is_made_for() {
    // Questionnaire.subjectType: "The types of subjects that can be the subject of responses created for the questionnaire.";
    // "If none are specified, then the subject is unlimited." QuestionnaireResponse.subject: "If the Questionnaire declared a
    // subjectType, the resource pointed to by this element must be an instance of one of the listed types."
    let codes = |types: Value, subject: Value| -> Vec<&'static str> {
        let mut form = form(json!([{ "linkId": "a", "type": "string" }]));
        if types.as_array().is_some_and(|types| !types.is_empty()) {
            form["subjectType"] = types;
        }
        let mut given = response(json!([]));
        given["subject"] = subject;
        check(Some(&form), &given, &ValueSets::new()).iter().map(|one| one.code).collect()
    };
    let patient = json!({ "reference": "Patient/1" });
    assert_eq!(codes(json!([]), patient.clone()), NONE);
    assert_eq!(codes(json!(["Group", "Patient"]), patient.clone()), NONE);
    assert_eq!(codes(json!(["Group"]), patient), ["subject-type"]);
    assert_eq!(codes(json!(["Group"]), json!({ "type": "Patient", "display": "x" })), ["subject-type"]);
    assert_eq!(codes(json!(["Group"]), json!({ "display": "x" })), NONE, "nobody can tell");
}
