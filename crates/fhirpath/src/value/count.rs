//! How many parts there are at all depths, without listing them.

use fhir::types::{Kind, TypeId, Types};
use serde_json::{Map, Value};

use super::Node;

/// How deep parts are counted; no reader gives deeper ones.
const DEEPEST: usize = 200;

/// Where a value stands: its type is looked up only where something depends on it.
struct Spot<'s> {
    above: Option<&'s Self>,
    key: &'s str,
    value: &'s Value,
    /// The type, of the topmost alone.
    known: Option<TypeId>,
}

impl Spot<'_> {
    /// What FHIR says the value is.
    fn type_id(&self, types: &Types) -> Option<TypeId> {
        let Some(above) = self.above else {
            return self.known;
        };
        let (_, written) = types.written(above.type_id(types)?, self.key)?;
        if written.kind() == Kind::Resource {
            return Node::resource(self.value, types).type_id.or(Some(written.type_id()));
        }
        Some(written.type_id())
    }
}

struct Count<'t> {
    types: &'t Types,
    left: usize,
}

/// How many parts a node has at all depths; `None` where there are more than `most`, or they lie too deep.
pub(crate) fn count_all(node: Node<'_>, types: &Types, most: usize) -> Option<usize> {
    let mut count = Count { types, left: most };
    count.node(node, DEEPEST).then(|| most - count.left)
}

impl Count<'_> {
    fn one(&mut self) -> bool {
        let less = self.left.checked_sub(1);
        self.left = less.unwrap_or(self.left);
        less.is_some()
    }

    fn node(&mut self, node: Node<'_>, deeper: usize) -> bool {
        let Some(map) = node.object() else {
            return true;
        };
        match node.value {
            Some(value) if !has_twins(map) => {
                self.plain(map, &Spot { above: None, key: "", value, known: node.type_id }, deeper)
            }
            // Whether a property with an underscore is the twin of another depends on what that is.
            _ => {
                let Some(deeper) = deeper.checked_sub(1) else {
                    return false;
                };
                let mut within = true;
                node.children(self.types, &mut |child| within = within && self.one() && self.node(child, deeper));
                within
            }
        }
    }

    /// Counts the parts of an object without twins.
    fn plain(&mut self, map: &Map<String, Value>, here: &Spot<'_>, deeper: usize) -> bool {
        let Some(deeper) = deeper.checked_sub(1) else {
            return false;
        };
        map.iter().all(|(key, value)| match value {
            Value::Null => true,
            // Most properties are texts, most of the others lists or objects.
            Value::String(_) => key == "resourceType" || self.one(),
            Value::Array(list) if key != "resourceType" => list.iter().all(|one| self.part(one, key, here, deeper)),
            _ => key == "resourceType" || self.part(value, key, here, deeper),
        })
    }

    fn part(&mut self, value: &Value, key: &str, above: &Spot<'_>, deeper: usize) -> bool {
        if value.is_null() {
            return true;
        }
        let within = self.one();
        let Value::Object(map) = value else {
            return within;
        };
        let spot = Spot { above: Some(above), key, value, known: None };
        if has_twins(map) {
            let type_id = spot.type_id(self.types);
            return within && self.node(Node { value: Some(value), twin: None, type_id }, deeper);
        }
        within && self.plain(map, &spot, deeper)
    }
}

fn has_twins(map: &Map<String, Value>) -> bool {
    map.keys().any(|key| key.as_bytes().first() == Some(&b'_'))
}
