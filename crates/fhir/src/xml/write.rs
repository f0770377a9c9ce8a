//! From the value to XML.

use serde_json::{Map, Value};

use super::{DEEPEST, FHIR, XmlError};
use crate::types::{ElementType, Kind, Release, TypeId, Types, Written};

/// Writes the value of a resource as XML, elements in the order of the definitions.
pub fn write(value: &Value, release: Release) -> Result<String, XmlError> {
    let mut writer = Writer { types: Types::of(release), out: String::new() };
    writer.resource(value, "", 0)?;
    Ok(writer.out)
}

struct Writer {
    types: &'static Types,
    out: String,
}

impl Writer {
    fn resource(&mut self, value: &Value, path: &str, depth: usize) -> Result<(), XmlError> {
        let map = value.as_object().ok_or_else(|| XmlError::Value { path: path.to_owned() })?;
        let name = map.get("resourceType").and_then(Value::as_str).unwrap_or_default();
        let known = self.types.named(name).filter(|id| self.types.get(*id).kind() == Kind::Resource);
        let id = known.ok_or_else(|| XmlError::Resource { name: name.to_owned() })?;
        self.out.push('<');
        self.out.push_str(name);
        if depth == 0 {
            self.out.push_str(&format!(" xmlns=\"{FHIR}\""));
        }
        self.out.push('>');
        self.children(map, id, name, depth)?;
        self.close(name);
        Ok(())
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn children(&mut self, map: &Map<String, Value>, id: TypeId, path: &str, depth: usize) -> Result<(), XmlError> {
        if depth > DEEPEST {
            return Err(XmlError::TooDeep);
        }
        let types = self.types;
        let known = |key: &str| types.written(id, key.strip_prefix('_').unwrap_or(key)).is_some();
        if let Some(stranger) = map.keys().find(|key| *key != "resourceType" && !known(key)) {
            return Err(XmlError::Element { path: format!("{path}.{stranger}") });
        }
        let resource = types.get(id).kind() == Kind::Resource;
        for element in types.elements(id) {
            // The id of an element and the address of an extension are attributes, written by their owner.
            if (element.name() == "id" && !resource) || (element.name() == "url" && types.name(id) == "Extension") {
                continue;
            }
            for written in element.written() {
                self.property(map, element, written, path, depth)?;
            }
        }
        Ok(())
    }

    fn property(
        &mut self,
        map: &Map<String, Value>,
        element: &ElementType,
        written: &Written,
        path: &str,
        depth: usize,
    ) -> Result<(), XmlError> {
        let (value, twin) = (map.get(written.name()), map.get(written.twin()));
        if value.is_none() && twin.is_none() {
            return Ok(());
        }
        let path = format!("{path}.{}", written.name());
        if !element.repeats() {
            return self.element(value, twin, written, &path, depth);
        }
        let (values, twins) = (list(value, &path)?, list(twin, &path)?);
        for at in 0..values.len().max(twins.len()) {
            self.element(values.get(at), twins.get(at), written, &path, depth)?;
        }
        Ok(())
    }

    fn element(
        &mut self,
        value: Option<&Value>,
        twin: Option<&Value>,
        written: &Written,
        path: &str,
        depth: usize,
    ) -> Result<(), XmlError> {
        let bad = || XmlError::Value { path: path.to_owned() };
        let kind = self.types.get(written.type_id()).kind();
        if self.types.name(written.type_id()) == "xhtml" {
            let text = value.and_then(Value::as_str).ok_or_else(bad)?;
            // What stands there as XML must be XML by itself, or the document would not be any more.
            let read =
                roxmltree::Document::parse(text).map_err(|error| XmlError::Malformed { reason: error.to_string() })?;
            // A declaration before the element is sound there and nowhere else.
            self.out.push_str(text.get(read.root_element().range()).ok_or_else(bad)?);
            return Ok(());
        }
        let name = written.name();
        self.out.push('<');
        self.out.push_str(name);
        if kind == Kind::Resource {
            self.out.push('>');
            self.resource(value.ok_or_else(bad)?, path, depth + 1)?;
        } else if kind == Kind::Primitive {
            self.primitive(value, twin, path, depth)?;
        } else {
            let map = value.and_then(Value::as_object).ok_or_else(bad)?;
            self.attributes(map, self.types.name(written.type_id()) == "Extension", path)?;
            self.out.push('>');
            self.children(map, written.type_id(), path, depth + 1)?;
        }
        self.close(name);
        Ok(())
    }

    fn attributes(&mut self, map: &Map<String, Value>, extension: bool, path: &str) -> Result<(), XmlError> {
        for name in ["id", "url"] {
            if let (Some(text), true) = (map.get(name).and_then(Value::as_str), name == "id" || extension) {
                self.attribute(name, text, path)?;
            }
        }
        Ok(())
    }

    fn primitive(
        &mut self,
        value: Option<&Value>,
        twin: Option<&Value>,
        path: &str,
        depth: usize,
    ) -> Result<(), XmlError> {
        let bad = || XmlError::Value { path: path.to_owned() };
        let twin = match twin {
            None | Some(Value::Null) => None,
            Some(Value::Object(map)) => Some(map),
            Some(_) => return Err(bad()),
        };
        if let Some(map) = twin {
            self.attributes(map, false, path)?;
        }
        match value {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) => self.attribute("value", text, path)?,
            Some(plain @ (Value::Bool(_) | Value::Number(_))) => self.attribute("value", &plain.to_string(), path)?,
            Some(_) => return Err(bad()),
        }
        self.out.push('>');
        match twin.zip(self.types.named("Element")) {
            Some((map, element)) => self.children(map, element, path, depth + 1),
            None => Ok(()),
        }
    }

    fn attribute(&mut self, name: &str, text: &str, path: &str) -> Result<(), XmlError> {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '"' => self.out.push_str("&quot;"),
                // A line break in an attribute would be read back as a blank.
                '\n' | '\r' | '\t' => self.out.push_str(&format!("&#{};", u32::from(letter))),
                // XML has no way to say these, not even as numbers.
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => return Err(XmlError::Value { path: path.to_owned() }),
                _ => self.out.push(letter),
            }
        }
        self.out.push('"');
        Ok(())
    }
}

/// The entries of an element that repeats.
fn list<'v>(value: Option<&'v Value>, path: &str) -> Result<&'v [Value], XmlError> {
    match value {
        None => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(XmlError::Value { path: path.to_owned() }),
    }
}
