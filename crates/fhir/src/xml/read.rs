//! From XML to the value.

use roxmltree::{Node, ParsingOptions};
use serde_json::{Map, Number, Value};

use super::{DEEPEST, FHIR, XmlError};
use crate::LARGEST_BYTES;
use crate::types::{ElementType, Kind, Release, TypeId, Types, Written};

/// Reads a resource from XML into the value that its JSON would have.
pub fn read(text: &str, release: Release) -> Result<Value, XmlError> {
    if text.len() > LARGEST_BYTES {
        return Err(XmlError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| XmlError::Malformed { reason: error.to_string() })?;
    let reader = Reader { types: Types::of(release), text };
    reader.resource(document.root_element(), 0)
}

struct Reader<'t> {
    types: &'static Types,
    text: &'t str,
}

/// What an element is in JSON: its value, and for a primitive the object with its id and extensions.
struct Pair {
    value: Option<Value>,
    twin: Option<Value>,
}

fn path(node: Node) -> String {
    let mut names: Vec<&str> = node.ancestors().filter(Node::is_element).map(|one| one.tag_name().name()).collect();
    names.reverse();
    names.join(".")
}

impl Reader<'_> {
    fn resource(&self, node: Node, depth: usize) -> Result<Value, XmlError> {
        let name = node.tag_name().name();
        let known = self.types.named(name).filter(|id| self.types.get(*id).kind() == Kind::Resource);
        let id = known
            .filter(|_| node.tag_name().namespace() == Some(FHIR))
            .ok_or_else(|| XmlError::Resource { name: name.to_owned() })?;
        let mut map = Map::new();
        map.insert("resourceType".to_owned(), Value::from(name));
        self.fill(&mut map, node, id, depth)?;
        Ok(Value::Object(map))
    }

    /// Puts attributes and children of an element into an object.
    fn fill(&self, map: &mut Map<String, Value>, node: Node, id: TypeId, depth: usize) -> Result<(), XmlError> {
        if depth > DEEPEST {
            return Err(XmlError::TooDeep);
        }
        for attribute in node.attributes().filter(|one| one.namespace().is_none()) {
            if !matches!(attribute.name(), "id" | "url") {
                return Err(XmlError::Element { path: format!("{}.{}", path(node), attribute.name()) });
            }
            map.insert(attribute.name().to_owned(), Value::from(attribute.value()));
        }
        for child in node.children().filter(Node::is_element) {
            let known = self.types.written(id, child.tag_name().name());
            let (element, written) = known.ok_or_else(|| XmlError::Element { path: path(child) })?;
            let pair = self.element(child, written.type_id(), depth + 1)?;
            put(map, element, written, pair);
        }
        Ok(())
    }

    fn element(&self, node: Node, id: TypeId, depth: usize) -> Result<Pair, XmlError> {
        let kind = self.types.get(id).kind();
        let name = self.types.name(id);
        if name == "xhtml" {
            let text = self.text.get(node.range()).unwrap_or_default();
            return Ok(Pair { value: Some(Value::from(text)), twin: None });
        }
        if kind == Kind::Primitive {
            return self.primitive(node, name, depth);
        }
        let value = if kind == Kind::Resource {
            let inner = node.children().find(Node::is_element).ok_or_else(|| XmlError::Value { path: path(node) })?;
            if depth > DEEPEST {
                return Err(XmlError::TooDeep);
            }
            self.resource(inner, depth + 1)?
        } else {
            let mut map = Map::new();
            self.fill(&mut map, node, id, depth)?;
            Value::Object(map)
        };
        Ok(Pair { value: Some(value), twin: None })
    }

    fn primitive(&self, node: Node, name: &str, depth: usize) -> Result<Pair, XmlError> {
        let value = match node.attribute("value") {
            None => None,
            Some(text) => Some(value_of(name, text).ok_or_else(|| XmlError::Value { path: path(node) })?),
        };
        let mut twin = Map::new();
        if let Some(id) = node.attribute("id") {
            twin.insert("id".to_owned(), Value::from(id));
        }
        let extension = self.types.named("Extension");
        let mut extensions = Vec::new();
        for child in node.children().filter(Node::is_element) {
            let id = extension
                .filter(|_| child.tag_name().name() == "extension")
                .ok_or_else(|| XmlError::Element { path: path(child) })?;
            extensions.extend(self.element(child, id, depth + 1)?.value);
        }
        if !extensions.is_empty() {
            twin.insert("extension".to_owned(), Value::Array(extensions));
        }
        Ok(Pair { value, twin: (!twin.is_empty()).then_some(Value::Object(twin)) })
    }
}

/// The JSON form of a primitive; `None` when the text cannot be one. Numbers keep their spelling.
fn value_of(name: &str, text: &str) -> Option<Value> {
    match name {
        "boolean" => text.trim().parse().ok().map(Value::Bool),
        "integer" | "positiveInt" | "unsignedInt" | "decimal" => {
            text.trim().trim_start_matches('+').parse::<Number>().ok().map(Value::Number)
        }
        _ => Some(Value::from(text)),
    }
}

/// Adds an element to its object, in a list where it repeats. The list of twins is as long as that of values, with null
/// where there is none, as FHIR's JSON has it.
fn put(map: &mut Map<String, Value>, element: &ElementType, written: &Written, pair: Pair) {
    if !element.repeats() {
        if let Some(value) = pair.value {
            map.insert(written.name().to_owned(), value);
        }
        if let Some(twin) = pair.twin {
            map.insert(written.twin().to_owned(), twin);
        }
        return;
    }
    let length = |map: &Map<String, Value>, name: &str| map.get(name).and_then(Value::as_array).map_or(0, Vec::len);
    let before = length(map, written.name()).max(length(map, written.twin()));
    let mut add = |name: &str, value: Option<Value>| {
        if value.is_none() && !map.contains_key(name) {
            return;
        }
        let list = map.entry(name).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.resize(before, Value::Null);
            list.push(value.unwrap_or(Value::Null));
        }
    };
    add(written.name(), pair.value);
    add(written.twin(), pair.twin);
}
