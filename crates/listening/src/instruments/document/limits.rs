//! What a question accepts beyond its words: bounds, units, decimals. Each is an extension of HL7, written in the type of its
//! kind.

use fhir::url::{MAX_VALUE, MIN_VALUE};
use serde_json::{Value, json};

use super::{
    Kind,
    json::{extension, extensions, put, put_extensions, put_whole, text},
    question::Question,
};

impl Question {
    /// Writes the bounds, the decimals, the most answers or blocks and the units; what is not of the kind is taken out.
    pub(super) fn write_limits(&self, item: &mut Value) {
        put_bound(item, MIN_VALUE, self.kind, &self.least);
        put_bound(item, MAX_VALUE, self.kind, &self.greatest);
        put_whole(item, PLACES, "valueInteger", self.places.filter(|_| self.kind == Kind::Decimal));
        let most = match self.kind {
            Kind::Several => self.most_answers,
            Kind::Group => self.times.and_then(|times| times.most),
            _ => None,
        };
        put_whole(item, MOST_ANSWERS, "valueInteger", most);
        self.write_units(item);
    }

    /// The units of an amount, each in its place so that its system and its translations stay. A whole number's unit is
    /// left as it is: the form does not show it.
    fn write_units(&self, item: &mut Value) {
        if self.kind != Kind::Quantity {
            if matches!(self.kind, Kind::Number | Kind::Decimal) {
                put_extensions(item, UNIT_OPTION, Vec::new());
            } else {
                for url in [UNIT_OPTION, UNIT] {
                    put_extensions(item, url, Vec::new());
                }
            }
            return;
        }
        let stored: Vec<Value> = extensions(item, UNIT_OPTION).chain(extensions(item, UNIT)).cloned().collect();
        if stored.iter().map(unit).eq(self.units.iter().cloned()) {
            return;
        }
        let made = self.units.iter().map(|shown| {
            let known = stored.iter().find(|one| unit(one) == *shown).and_then(|one| one.get("valueCoding")).cloned();
            let coding = known.unwrap_or_else(|| json!({ "code": shown, "display": shown }));
            json!({ "url": UNIT_OPTION, "valueCoding": coding })
        });
        let made = made.collect();
        put_extensions(item, UNIT, Vec::new());
        put_extensions(item, UNIT_OPTION, made);
    }
}

/// The units of an item, as they are shown.
pub(super) fn units(item: &Value) -> Vec<String> {
    extensions(item, UNIT_OPTION).chain(extensions(item, UNIT)).map(unit).collect()
}

/// HL7's extension for each unit that may be chosen.
pub const UNIT_OPTION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";
/// HL7's extension for the one unit of a number.
const UNIT: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
/// HL7's extension for the most digits after the point.
pub(super) const PLACES: &str = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";
/// HL7's extension for the most answers.
pub(super) const MOST_ANSWERS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";

/// A unit as it is shown.
fn unit(found: &Value) -> String {
    let coding = found.get("valueCoding").unwrap_or(&Value::Null);
    let shown = text(coding, "display");
    if shown.is_empty() { text(coding, "code") } else { shown }.to_owned()
}

/// A decimal number as somebody typed it, with a comma or a point; none when it is no such number.
pub fn decimal(typed: &str) -> Option<serde_json::Number> {
    let plain = typed.trim().replace(',', ".");
    let is_plain =
        !plain.is_empty() && plain.len() <= 18 && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if is_plain { plain.parse().ok() } else { None }
}

/// The bound of an extension as it is written, whichever `value[x]` holds it; empty when absent.
pub(super) fn bound(item: &Value, url: &str) -> String {
    let found = extension(item, url).and_then(Value::as_object);
    let value = found.and_then(|all| all.iter().find(|(name, _)| name.starts_with("value"))).map(|(_, value)| value);
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value @ Value::Number(_)) => value.to_string(),
        _ => String::new(),
    }
}

/// Writes a bound in the type of its kind. What is no such value is not written: the form says so before.
fn put_bound(item: &mut Value, url: &str, kind: Kind, typed: &str) {
    if kind.has_range() && bound(item, url) == typed {
        return;
    }
    let value = match kind {
        Kind::Number => typed.parse::<i64>().ok().map(|n| ("valueInteger", json!(n))),
        Kind::Decimal => decimal(typed).map(|n| ("valueDecimal", Value::Number(n))),
        Kind::Date => typed.parse::<kernel::Day>().ok().map(|day| ("valueDate", json!(day.to_string()))),
        _ => None,
    };
    let new = value.map(|(name, value)| {
        let mut made = json!({ "url": url });
        put(&mut made, name, Some(value));
        made
    });
    put_extensions(item, url, new.into_iter().collect());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_that_stays_keeps_its_system_and_a_decimal_its_zeros() {
        let mut item = json!({ "linkId": "a", "type": "quantity", "extension": [
            { "url": UNIT_OPTION, "valueCoding": { "system": "http://unitsofmeasure.org", "code": "kg", "display": "kilo" } }] });
        let mut question = Question::of(&item, "fr");
        question.units.insert(0, "g".to_owned());
        question.write(&mut item, "fr");
        assert_eq!(item["extension"][1]["valueCoding"]["system"], "http://unitsofmeasure.org");
        assert_eq!(Question::of(&item, "fr").units, ["g", "kilo"]);
        assert_eq!(decimal("1,50").map(|n| n.to_string()).as_deref(), Some("1.50"));
        for wrong in ["", "1e9", "1.2.3", "-", "9999999999999999999"] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }
}
