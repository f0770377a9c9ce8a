//! What invented questions state of their answers: limits, and which printed answers are offered.

use serde_json::{Value, json};

use super::super::dice::Dice;
use super::{expression, name_of, plain};

const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";
const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
/// The last two are not of the part that Rust and JavaScript read alike.
const PATTERNS: [&str; 8] =
    [r"\w+", r"[a-zé ]*", r"\d{2}|\w.*", ".{2,8}", r"(?:a|m)\w+( \w+)*", r"[^,]+", "(?=a).*", r"\bm.*"];

/// Adds limits to a question.
pub fn limits(item: &mut Value, kind: &'static str, dice: &mut Dice) {
    let mut add = |url: &str, name: &str, value: Value| {
        let address = format!("{CORE}{url}");
        extensions(item).push(json!({ "url": address, name: value }));
    };
    if dice.one_in(3) && matches!(kind, "integer" | "decimal" | "date" | "dateTime" | "time") {
        let name = format!("value{}", name_of(kind));
        for url in ["minValue", "maxValue"] {
            if let Some(value) = plain(kind, dice) {
                add(url, &name, value);
            }
        }
    }
    if kind == "quantity" && dice.one_in(2) {
        let unit = *dice.pick(&["g", "kg", "m", "[in_i]", "week", "Cel"]);
        let bound = json!({ "value": dice.roll(90), "code": unit, "system": "http://unitsofmeasure.org" });
        add("maxValue", "valueQuantity", bound);
    }
    if kind == "decimal" && dice.one_in(3) {
        add("maxDecimalPlaces", "valueInteger", json!(dice.roll(3)));
    }
    if matches!(kind, "string" | "text" | "url" | "open-choice") {
        if dice.one_in(3) {
            add("regex", "valueString", json!(dice.pick(&PATTERNS)));
        }
        if dice.one_in(5) {
            add("minLength", "valueInteger", json!(dice.roll(6)));
        }
    }
    if kind == "attachment" && dice.one_in(2) {
        add("mimeType", "valueCode", json!(dice.pick(&["image/png", "image/*", "TEXT/plain"])));
        add("maxSize", "valueDecimal", json!(dice.roll(12)));
    }
    if kind == "reference" && dice.one_in(2) {
        for target in ["Patient", "Practitioner"].iter().take(1 + dice.roll(2)) {
            add("questionnaire-referenceResource", "valueCode", json!(target));
        }
    }
    if kind == "quantity" && dice.one_in(3) {
        let system = if dice.one_in(5) { Value::Null } else { json!("http://unitsofmeasure.org") };
        for code in ["kg", "d", "cm"].iter().take(1 + dice.roll(3)) {
            let mut coding = json!({ "code": code, "system": system });
            if system.is_null() {
                coding = json!({ "code": code });
            }
            add("questionnaire-unitOption", "valueCoding", coding);
        }
        if dice.one_in(3) {
            let open = *dice.pick(&["optionsOnly", "optionsOrString", "optionsOrType"]);
            add("questionnaire-unitOpen", "valueCode", json!(open));
        }
    }
    if kind == "quantity" && dice.one_in(4) {
        add("questionnaire-unitValueSet", "valueCanonical", json!(dice.pick(&["#units", "#open"])));
    }
    if dice.one_in(8) {
        add("questionnaire-minOccurs", "valueInteger", json!(dice.roll(3)));
        add("questionnaire-maxOccurs", "valueInteger", json!(1 + dice.roll(3)));
    }
    if matches!(kind, "string" | "text" | "url" | "open-choice") && dice.one_in(4) {
        item["maxLength"] = json!(dice.roll(12));
    }
    if dice.one_in(6) {
        item["required"] = json!(true);
    }
}

/// The lists that invented forms contain: codes one by one, a whole code system, an expansion, lists of lists, exclusions,
/// and two that cannot be told as a whole.
pub fn lists() -> Value {
    let codes = |system: &str, codes: &[&str]| {
        let concepts: Vec<Value> = codes.iter().map(|code| json!({ "code": code, "display": code })).collect();
        json!({ "system": system, "concept": concepts })
    };
    let set = |id: &str, compose: Value| json!({ "resourceType": "ValueSet", "id": id, "url": format!("urn:set:{id}"), "compose": compose });
    let included = |parts: Value| json!({ "include": parts });
    let expansion = json!([
        { "abstract": true, "system": "urn:s0", "code": "c9", "contains": [{ "system": "urn:s0", "code": "c0" }] },
        { "code": "c3" }]);
    json!([
        { "resourceType": "CodeSystem", "id": "system", "url": "urn:s1", "content": "complete", "concept": [
            { "code": "c0", "concept": [{ "code": "c1" }] }, { "code": "c2" }] },
        set("some", included(json!([codes("urn:s0", &["c0", "c1", "c4"]), codes("urn:s1", &["c2"])]))),
        set("all", included(json!([{ "system": "urn:s1" }]))),
        set("both", included(json!([{ "valueSet": ["#some"] }, { "system": "urn:s1", "valueSet": ["#all"] }]))),
        set("less", json!({ "include": [{ "valueSet": ["#some"] }], "exclude": [codes("urn:s0", &["c1"])] })),
        { "resourceType": "ValueSet", "id": "expanded", "expansion": { "contains": expansion } },
        { "resourceType": "ValueSet", "id": "page", "expansion": { "total": 9, "contains": expansion } },
        set("open", included(json!([{ "system": "urn:s0", "filter": [{ "property": "concept", "op": "is-a", "value": "c0" }] }]))),
        set("units", included(json!([codes("http://unitsofmeasure.org", &["kg", "g", "wk", "[IU]"])])))])
}

/// One of them, for a question.
pub fn list(dice: &mut Dice) -> &'static str {
    const NAMES: [&str; 9] =
        ["#some", "#all", "urn:set:all", "#both", "#less", "#expanded", "#page", "#open", "urn:set:none"];
    NAMES[dice.roll(NAMES.len())]
}

/// A printed answer that goes with no other.
pub fn alone(option: &mut Value) {
    let url = format!("{CORE}questionnaire-optionExclusive");
    extensions(option).push(json!({ "url": url, "valueBoolean": true }));
}

/// A reference that a person could give, or that a program could write badly.
pub fn reference(dice: &mut Dice) -> Value {
    dice.pick(&[
        json!({ "reference": "Patient/12" }),
        json!({ "reference": "https://example.org/fhir/Practitioner/a/_history/2" }),
        json!({ "reference": "urn:uuid:4f4c", "type": "Patient" }),
        json!({ "reference": "Patient/12", "type": "Device" }),
        json!({ "reference": "#local", "type": "Patient" }),
        json!({ "reference": "Patient 12" }),
        json!({ "reference": "Person/1\u{a0}" }),
        json!({ "reference": "Chien/1" }),
        json!({ "reference": "Device/" }),
        json!({ "reference": "Device/1?x#y" }),
        json!({ "display": "Dr Martin", "type": "Device" }),
        json!({ "display": "Dr Martin" }),
    ])
    .clone()
}

/// A rule on every instance of a group, as SDC 4 writes it.
pub fn rule(item: &mut Value, key: &str, source: &str) {
    let parts = json!([
        { "url": "key", "valueId": key }, { "url": "severity", "valueCode": "error" },
        { "url": "human", "valueString": "no" },
        { "url": "expression", "valueExpression": { "language": "text/fhirpath", "expression": source } }]);
    extensions(item).push(json!({ "url": format!("{CORE}targetConstraint"), "extension": parts }));
}

/// Lets a condition switch some of the printed answers.
pub fn toggle(item: &mut Value, source: &str, dice: &mut Dice) {
    let Some(options) = item["answerOption"].as_array().cloned() else { return };
    let mut parts: Vec<Value> = options
        .iter()
        .filter(|_| dice.one_in(2))
        .map(|option| json!({ "url": "option", "valueCoding": option["valueCoding"] }))
        .collect();
    let condition = expression("expression", source, None);
    parts.push(condition);
    extensions(item).push(json!({ "url": format!("{SDC}answerOptionsToggleExpression"), "extension": parts }));
}

/// Lets an expression give the answers that are offered.
pub fn computed(item: &mut Value, source: &str) {
    extensions(item).push(expression(&format!("{SDC}answerExpression"), source, None));
}

fn extensions(item: &mut Value) -> &mut Vec<Value> {
    if !item["extension"].is_array() {
        item["extension"] = json!([]);
    }
    item["extension"].as_array_mut().unwrap()
}
