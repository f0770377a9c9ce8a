//! A part of a resource, and the way to its parts.

use std::borrow::Cow;

use fhir::property;
use fhir::types::{Kind, TypeId, Types, Written};
use serde_json::{Map, Value};

use super::{Collection, Item, Quantity, TypeInfo, is_primitive};
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

    /// The extensions and the id of a primitive, the parts of anything else.
    fn object(&self) -> Option<&'a Map<String, Value>> {
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

/// Adds a property to a collection: its items with their twins, or itself.
fn push<'a>(
    out: &mut Collection<'a>,
    value: Option<&'a Value>,
    twin: Option<&'a Value>,
    type_id: Option<TypeId>,
    types: &Types,
) {
    let mut add = |value: Option<&'a Value>, twin: Option<&'a Value>| {
        let value = value.filter(|value| !value.is_null());
        let twin = twin.filter(|twin| !twin.is_null());
        if value.is_none() && twin.is_none() {
            return;
        }
        // What holds any resource is of the type the resource says.
        let actual = match (type_id, value) {
            (Some(id), Some(Value::Object(_))) if types.get(id).kind() == Kind::Resource => {
                value.and_then(|value| Node::resource(value, types).type_id).or(type_id)
            }
            (other, _) => other,
        };
        out.push(Item::Node(Node { value, twin, type_id: actual }));
    };
    let list = |value: Option<&'a Value>| value.and_then(Value::as_array);
    match (list(value), list(twin)) {
        (None, None) => add(value, twin),
        (values, twins) => {
            let length = values.map_or(0, Vec::len).max(twins.map_or(0, Vec::len));
            for at in 0..length {
                add(values.and_then(|list| list.get(at)), twins.and_then(|list| list.get(at)));
            }
        }
    }
}

fn push_written<'a>(out: &mut Collection<'a>, map: &'a Map<String, Value>, written: &Written, types: &Types) {
    let id = written.type_id();
    let twin = if is_primitive(types, id) { property(map, written.twin()) } else { None };
    let value = property(map, written.name());
    if value.is_some() || twin.is_some() {
        push(out, value, twin, Some(id), types);
    }
}

/// Adds the children with a name.
pub(crate) fn named_children<'a>(item: &Item<'a>, name: &str, types: &Types, out: &mut Collection<'a>) {
    let node = match item {
        Item::Node(node) => node,
        Item::Quantity(quantity) => return quantity.part(name, out),
        Item::Type(info) => {
            match name {
                "namespace" => out.push(Item::String(Cow::Borrowed(info.namespace))),
                "name" => out.push(Item::String(Cow::Borrowed(info.name))),
                _ => {}
            }
            return;
        }
        _ => return,
    };
    let Some(map) = node.object() else {
        return;
    };
    let Some(id) = node.type_id else {
        // An extension is one wherever it stands.
        let known = if name == "extension" { types.named("Extension") } else { None };
        push(out, property(map, name), property(map, &format!("_{name}")), known, types);
        return;
    };
    match types.element(id, name) {
        Some(element) if !element.choice() => {
            if let Some(written) = element.written().first() {
                push_written(out, map, written, types);
            }
        }
        Some(element) => {
            // Few properties stand in an object, many types in an open choice: the properties are looked through.
            let wanted = |key: &str| {
                let key = key.strip_prefix('_').unwrap_or(key);
                let tail = key.strip_prefix(name)?;
                if tail.is_empty() { None } else { element.written().iter().find(|written| written.name() == key) }
            };
            if let Some(written) = map.keys().find_map(|key| wanted(key)) {
                push_written(out, map, written, types);
            }
        }
        None => match types.written(id, name) {
            Some((_, written)) => push_written(out, map, written, types),
            // What the tables do not know is read all the same: a resource may be of a later release.
            None => push(out, property(map, name), None, None, types),
        },
    }
}

/// Adds all children, in the order of the document.
pub(crate) fn children<'a>(node: Node<'a>, types: &Types, out: &mut Collection<'a>) {
    let Some(map) = node.object() else {
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
                let written = node.type_id.and_then(|id| types.written(id, name));
                let id = written.map(|(_, written)| written.type_id());
                // Only primitives have twins in FHIR.
                if id.is_none_or(|id| is_primitive(types, id)) {
                    push(out, None, Some(value), id, types);
                }
            }
            continue;
        }
        match node.type_id.and_then(|id| types.written(id, key)) {
            Some((_, written)) => {
                let id = written.type_id();
                let twin = if twins && is_primitive(types, id) { property(map, written.twin()) } else { None };
                push(out, Some(value), twin, Some(id), types);
            }
            None => push(out, Some(value), None, None, types),
        }
    }
}
