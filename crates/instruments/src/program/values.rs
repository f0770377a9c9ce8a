//! Values as FHIR writes them (`valueCoding`, `answerInteger`) and as expressions use them.

use std::{collections::HashMap, sync::Arc};

use fhir::Element;

use super::{Coding, Decimal, FormType, Partial, Quantity, Value};

/// The `value[x]` of an element.
pub fn value(element: Element<'_>) -> Option<Value> {
    named(element, "value")
}

/// The coded answers of a form met so far, by system and code.
#[derive(Default)]
pub struct Codings<'d> {
    known: HashMap<(&'d str, &'d str), Arc<Coding>>,
}

impl<'d> Codings<'d> {
    /// The value of an option, with its weight. Two options that say the same share one.
    pub fn value(&mut self, option: Element<'d>) -> Option<Value> {
        let coded = option.child("valueCoding").filter(|_| option.value_name() == Some("valueCoding"));
        let Some(written) = coded else { return value(option) };
        let text = |name: &str| written.text(name).unwrap_or("");
        let (system, code, display) = (text("system"), text("code"), text("display"));
        let weight = weight(written).or_else(|| weight(option));
        if let Some(same) = self.known.get(&(system, code))
            && same.display == display
            && alike(same.weight, weight)
        {
            return Some(Value::Coding(Arc::clone(same)));
        }
        let coding = Coding { system: system.to_owned(), code: code.to_owned(), display: display.to_owned(), weight };
        let coding = Arc::new(coding);
        self.known.insert((system, code), Arc::clone(&coding));
        Some(Value::Coding(coding))
    }
}

/// Whether two weights are the same number, written in the same way: how precisely it was measured is part of it.
fn alike(one: Option<Decimal>, other: Option<Decimal>) -> bool {
    one.map(|weight| weight.to_string()) == other.map(|weight| weight.to_string())
}

fn weight(element: Element<'_>) -> Option<Decimal> {
    let found =
        [fhir::url::ORDINAL_VALUE, fhir::url::ITEM_WEIGHT].into_iter().find_map(|url| element.extension(url))?;
    match value(found)? {
        Value::Decimal(decimal) => Some(decimal),
        Value::Integer(whole) => Some(whole.into()),
        _ => None,
    }
}

/// The `name[x]` of an element, whatever its type.
pub fn named(element: Element<'_>, name: &str) -> Option<Value> {
    let object = element.value().as_object()?;
    let (key, json) = object.iter().find(|(key, _)| {
        key.strip_prefix(name).is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()))
    })?;
    let text = json.as_str();
    match key.strip_prefix(name)? {
        "Boolean" => json.as_bool().map(Value::Boolean),
        "Integer" | "PositiveInt" | "UnsignedInt" => whole(json),
        "Decimal" => Decimal::parse(&json.as_number()?.to_string()).map(Value::Decimal),
        "String" | "Text" | "Uri" | "Url" | "Code" | "Markdown" | "Canonical" => text.map(Value::text),
        "Date" => Partial::date(text?).map(Value::Moment),
        "DateTime" | "Instant" => Partial::date_time(text?).map(Value::Moment),
        "Time" => Partial::time(text?).map(Value::Moment),
        "Coding" => Some(coding(Element::new(json))),
        "Quantity" => quantity(Element::new(json)),
        _ => Some(Value::Opaque(json.clone().into())),
    }
}

fn whole(json: &serde_json::Value) -> Option<Value> {
    match json.as_i64() {
        Some(whole) => Value::integer(whole),
        None => Decimal::parse(&json.as_number()?.to_string())?.whole().and_then(Value::integer),
    }
}

/// A coding, with its weight when it carries one.
pub fn coding(element: Element<'_>) -> Value {
    let text = |name: &str| element.text(name).unwrap_or("").to_owned();
    let coding =
        Coding { system: text("system"), code: text("code"), display: text("display"), weight: weight(element) };
    Value::Coding(coding.into())
}

/// A coding without its label and weight, which no comparison looks at.
pub fn bare(value: Value) -> Value {
    match value {
        Value::Coding(coding) => {
            let (system, code) = (coding.system.clone(), coding.code.clone());
            Value::Coding(Coding { system, code, ..Coding::default() }.into())
        }
        other => other,
    }
}

fn quantity(element: Element<'_>) -> Option<Value> {
    let value = Decimal::parse(&element.value().get("value")?.as_number()?.to_string())?;
    let unit = element.text("code").or_else(|| element.text("unit")).unwrap_or("").to_owned();
    Some(Value::Quantity(Quantity { value, unit }.into()))
}

impl FormType {
    /// Every type with its code in FHIR R4.
    const CODES: &[(Self, &str)] = &[
        (Self::Group, "group"),
        (Self::Display, "display"),
        (Self::Boolean, "boolean"),
        (Self::Decimal, "decimal"),
        (Self::Integer, "integer"),
        (Self::Date, "date"),
        (Self::DateTime, "dateTime"),
        (Self::Time, "time"),
        (Self::String, "string"),
        (Self::Text, "text"),
        (Self::Url, "url"),
        (Self::Choice, "choice"),
        (Self::OpenChoice, "open-choice"),
        (Self::Attachment, "attachment"),
        (Self::Reference, "reference"),
        (Self::Quantity, "quantity"),
    ];

    /// Its code in FHIR R4.
    pub fn code(self) -> &'static str {
        Self::CODES.iter().find(|(kind, _)| *kind == self).map_or("display", |(_, code)| code)
    }

    /// The type with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CODES.iter().find(|(_, known)| *known == code).map(|(kind, _)| *kind)
    }
}
