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
        add("mimeType", "valueCode", json!("image/png"));
        add("maxSize", "valueDecimal", json!(dice.roll(12)));
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
