//! A part of a resource, and the way to its parts.

use std::borrow::Cow;

use fhir::property;
use fhir::types::{Kind, Memo, TypeId, Types, Written};
use serde_json::{Map, Value};

use super::{Collection, Item, Quantity, TypeInfo};
use crate::{Date, DateTime, Decimal, Time};

/// A part of a resource: what stands in the JSON, and what FHIR says it is.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    /// The value; `None` for a primitive that has only extensions.
    pub(crate) value: Option<&'a Value>,
    /// The object with the id and extensions of a primitive.
    pub(crate) twin: Option<&'a Value>,
    /// The type, where it is known.
    pub(crate) type_id: Option<TypeId>,
}

impl<'a> Node<'a> {
    /// A whole resource, of the type it says it is.
    pub fn resource(value: &'a Value, types: &Types) -> Self {
        let type_id = value
            .as_object()
            .and_then(|map| property(map, "resourceType"))
            .and_then(Value::as_str)
            .and_then(|name| types.named(name));
        Self { value: Some(value), twin: None, type_id }
    }

    /// A part whose type is known from elsewhere, as an answer whose Questionnaire tells its type; `None` when no type
    /// has that name.
    pub fn typed(value: &'a Value, type_name: &str, types: &Types) -> Option<Self> {
        Some(Self { value: Some(value), twin: None, type_id: Some(types.named(type_name)?) })
    }

    /// The value in the JSON; `None` for a primitive that has only extensions.
    pub const fn value(&self) -> Option<&'a Value> {
        self.value
    }

    /// What FHIR says it is.
    pub const fn type_id(&self) -> Option<TypeId> {
        self.type_id
    }

    pub(super) fn type_info(&self, types: &Types) -> TypeInfo {
        let fhir = |name| TypeInfo { namespace: "FHIR", name };
        let Some(id) = self.type_id else {
            // Of what has no type in FHIR, a plain value is one of System.
            return match self.system(types) {
                Some(value @ (Item::Boolean(_) | Item::Integer(_) | Item::Decimal(_) | Item::String(_))) => {
                    value.type_info(types)
                }
                _ => fhir("Base"),
            };
        };
        match types.get(id).kind() {
            // A part has no name of its own: it is what it specialises.
            Kind::Part => fhir(types.get(id).parent().map_or("Element", |parent| types.name(parent))),
            _ => fhir(types.name(id)),
        }
    }

    /// The value of a primitive or of a Quantity.
    pub(super) fn system(&self, types: &Types) -> Option<Item<'a>> {
        let value = self.value?;
        let name = self.type_id.map_or("", |id| types.name(id));
        Some(match value {
            Value::Bool(value) => Item::Boolean(*value),
            Value::Number(number) => {
                let number = Decimal::parse(number.as_str())?;
                match number.whole() {
                    Some(whole) if name != "decimal" && number.places() == 0 => Item::Integer(whole),
                    _ => Item::Decimal(number),
                }
            }
            Value::String(text) => of_text(text, name),
            Value::Object(map) => {
                let quantity = types.named("Quantity")?;
                if !self.type_id.is_some_and(|id| types.is_a(id, quantity)) {
                    return None;
                }
                Item::Quantity(Box::new(Quantity::of_fhir(map)?))
            }
            _ => return None,
        })
    }

    /// Whether it is a primitive with this text; `None` where its text stands for something else than itself, or there
    /// is none.
    pub(crate) fn is_text(&self, text: &str, types: &Types) -> Option<bool> {
        let Some(Value::String(own)) = self.value else {
            return None;
        };
        let other = |id: TypeId| matches!(types.name(id), "date" | "dateTime" | "instant" | "time" | "integer64");
        if self.type_id.is_some_and(other) { None } else { Some(own == text) }
    }

    /// The text of a primitive that is one.
    pub(crate) fn text(&self, types: &Types) -> Option<Cow<'a, str>> {
        match self.system(types)? {
            Item::String(text) => Some(text),
            _ => None,
        }
    }

    /// The extensions and the id of a primitive, the parts of anything else.
    pub(super) fn object(&self) -> Option<&'a Map<String, Value>> {
        match self.value {
            Some(Value::Object(map)) => Some(map),
            _ => self.twin?.as_object(),
        }
    }
}

fn of_text<'a>(text: &'a str, name: &str) -> Item<'a> {
    let plain = || Item::String(Cow::Borrowed(text));
    match name {
        "date" => Date::parse(text).map_or_else(plain, Item::Date),
        "dateTime" | "instant" => DateTime::parse(text).map_or_else(plain, Item::DateTime),
        "time" => Time::parse(text).map_or_else(plain, Item::Time),
        "integer64" => text.parse().map_or_else(|_| plain(), Item::Long),
        _ => plain(),
    }
}

/// Gives a property away part by part: its items with their twins, or itself. `kind` is that of its type.
fn hand<'a>(
    (value, twin): (Option<&'a Value>, Option<&'a Value>),
    type_id: Option<TypeId>,
    kind: Kind,
    types: &Types,
    sink: &mut impl FnMut(Node<'a>),
) {
    let mut add = |value: Option<&'a Value>, twin: Option<&'a Value>| {
        let value = value.filter(|value| !value.is_null());
        let twin = twin.filter(|twin| !twin.is_null());
        if value.is_none() && twin.is_none() {
            return;
        }
        // What holds any resource is of the type the resource says.
        let actual = match value {
            Some(whole @ Value::Object(_)) if kind == Kind::Resource => {
                Node::resource(whole, types).type_id.or(type_id)
            }
            _ => type_id,
        };
        sink(Node { value, twin, type_id: actual });
    };
    match (value, twin) {
        (Some(Value::Array(values)), None) => values.iter().for_each(|value| add(Some(value), None)),
        (value, twin) => {
            let list = |value: Option<&'a Value>| value.and_then(Value::as_array);
            let (values, twins) = (list(value), list(twin));
            if values.is_none() && twins.is_none() {
                return add(value, twin);
            }
            let length = values.map_or(0, Vec::len).max(twins.map_or(0, Vec::len));
            for at in 0..length {
                add(values.and_then(|list| list.get(at)), twins.and_then(|list| list.get(at)));
            }
        }
    }
}

fn hand_written<'a>(map: &'a Map<String, Value>, written: &Written, types: &Types, sink: &mut impl FnMut(Node<'a>)) {
    let kind = written.kind();
    let twin = if kind == Kind::Primitive { property(map, written.twin()) } else { None };
    let value = property(map, written.name());
    if value.is_some() || twin.is_some() {
        hand((value, twin), Some(written.type_id()), kind, types, sink);
    }
}

/// Adds the children of an item with a name.
pub(crate) fn named_children<'a>(item: &Item<'a>, name: &str, memo: &Memo, types: &Types, out: &mut Collection<'a>) {
    match item {
        Item::Node(node) => node.named(name, memo, types, &mut |child| out.push(Item::Node(child))),
        Item::Quantity(quantity) => quantity.part(name, out),
        Item::Type(info) => match name {
            "namespace" => out.push(Item::String(Cow::Borrowed(info.namespace))),
            "name" => out.push(Item::String(Cow::Borrowed(info.name))),
            _ => {}
        },
        _ => {}
    }
}

impl<'a> Node<'a> {
    /// Gives away its children with a name; the memo is the name's.
    pub(crate) fn named(self, name: &str, memo: &Memo, types: &Types, sink: &mut impl FnMut(Self)) {
        let Some(map) = self.object() else {
            return;
        };
        let Some(id) = self.type_id else {
            // An extension is one wherever it stands.
            let known = if name == "extension" { types.named("Extension") } else { None };
            let both = (property(map, name), property(map, &format!("_{name}")));
            return hand(both, known, Kind::Complex, types, sink);
        };
        match types.recalled(id, name, memo) {
            Some((_, Some(written))) => hand_written(map, written, types, sink),
            Some((element, None)) => {
                // Few properties stand in an object, many types in an open choice: the properties are looked through.
                let wanted = |key: &str| {
                    let key = key.strip_prefix('_').unwrap_or(key);
                    // A key as short as the name says no type.
                    if key.len() <= name.len() || !key.starts_with(name) {
                        return None;
                    }
                    let (found, written) = types.written(id, key)?;
                    std::ptr::eq(found, element).then_some(written)
                };
                if let Some(written) = map.keys().find_map(|key| wanted(key)) {
                    hand_written(map, written, types, sink);
                }
            }
            // What the tables do not know is read all the same: a resource may be of a later release.
            None => hand((property(map, name), None), None, Kind::Complex, types, sink),
        }
    }

    /// Gives away all its children, in the order of the document.
    pub(crate) fn children(self, types: &Types, sink: &mut impl FnMut(Self)) {
        let Some(map) = self.object() else {
            return;
        };
        // Few objects have twins of primitives: where there are none, none is looked for.
        let twins = map.keys().any(|key| key.starts_with('_'));
        for (key, value) in map {
            if key == "resourceType" {
                continue;
            }
            if let Some(name) = key.strip_prefix('_') {
                // A twin without its value; one beside a value comes with it.
                if property(map, name).is_none() {
                    let written = self.type_id.and_then(|id| types.written(id, name)).map(|(_, written)| written);
                    // Only primitives have twins in FHIR.
                    if written.is_none_or(|written| written.kind() == Kind::Primitive) {
                        hand((None, Some(value)), written.map(Written::type_id), Kind::Primitive, types, sink);
                    }
                }
                continue;
            }
            match self.type_id.and_then(|id| types.written(id, key)) {
                Some((_, written)) => {
                    let primitive = written.kind() == Kind::Primitive;
                    let twin = if twins && primitive { property(map, written.twin()) } else { None };
                    hand((Some(value), twin), Some(written.type_id()), written.kind(), types, sink);
                }
                None => hand((Some(value), None), None, Kind::Complex, types, sink),
            }
        }
    }
}
