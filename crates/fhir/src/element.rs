//! Any JSON object of a resource.

use serde_json::{Map, Value};

use crate::url;

/// Up to how many properties are looked through one by one.
const FEW: usize = 16;

/// A property of an object by its name. An object of FHIR has few properties, and their lengths differ: looking through
/// them is quicker than hashing the name that is looked for.
pub fn property<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if object.len() > FEW {
        return object.get(name);
    }
    object.iter().find(|(key, _)| key.as_str() == name).map(|(_, value)| value)
}

/// A view on one element: cheap to copy, reads only. Every getter answers `None` for what is absent *or* of another
/// JSON type; [`Element::has`] tells the two apart.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    value: &'a Value,
}

impl<'a> Element<'a> {
    /// Looks at a value.
    pub const fn new(value: &'a Value) -> Self {
        Self { value }
    }

    /// The value itself, unknown content included.
    pub const fn value(self) -> &'a Value {
        self.value
    }

    fn property(self, name: &str) -> Option<&'a Value> {
        property(self.value.as_object()?, name)
    }

    /// Whether a property is there, of any type.
    pub fn has(self, name: &str) -> bool {
        self.property(name).is_some()
    }

    /// A text.
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.property(name)?.as_str()
    }

    /// A flag.
    pub fn flag(self, name: &str) -> Option<bool> {
        self.property(name)?.as_bool()
    }

    /// A whole number; `3.0` is one too.
    pub fn whole(self, name: &str) -> Option<i64> {
        let value = self.property(name)?;
        value.as_i64().or_else(|| {
            let number = value.as_f64()?;
            // Beyond 2^53 a binary number no longer names one integer.
            (number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
        })
    }

    /// A child element.
    pub fn child(self, name: &str) -> Option<Self> {
        self.property(name).map(Self::new)
    }

    /// The entries of a list, none when the property is absent or no list.
    pub fn list(self, name: &str) -> impl Iterator<Item = Self> + use<'a> {
        self.property(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default().iter().map(Self::new)
    }

    /// The extensions with an address, in order.
    pub fn extensions(self, url: &str) -> impl Iterator<Item = Self> {
        self.list("extension").filter(move |entry| entry.text("url") == Some(url))
    }

    /// The first extension with an address.
    pub fn extension(self, url: &str) -> Option<Self> {
        self.extensions(url).next()
    }

    /// The name of this extension's (or answer's) value: `valueCode`, `valueString`...
    pub fn value_name(self) -> Option<&'a str> {
        self.value.as_object()?.keys().map(String::as_str).find(|key| key.starts_with("value"))
    }

    /// The text of an extension, whatever its `value[x]` is called.
    pub fn extension_text(self, url: &str) -> Option<&'a str> {
        let found = self.extension(url)?;
        found.text(found.value_name()?)
    }

    /// The flag of an extension.
    pub fn extension_flag(self, url: &str) -> Option<bool> {
        self.extension(url)?.flag("valueBoolean")
    }

    /// The whole number of an extension (`valueInteger` or `valueDecimal`).
    pub fn extension_whole(self, url: &str) -> Option<i64> {
        let found = self.extension(url)?;
        found.whole(found.value_name()?)
    }

    /// Translations of a text: (language tag, content), from the text's underscore twin.
    pub fn translations(self, name: &str) -> Vec<(&'a str, &'a str)> {
        let Some(twin) = self.child(&format!("_{name}")) else { return Vec::new() };
        twin.extensions(url::TRANSLATION)
            .filter_map(|entry| Some((entry.extension_text("lang")?, entry.extension_text("content")?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_with_their_translations() {
        let value: Value = serde_json::from_str(
            r#"{"title":"Bonjour","_title":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/translation",
               "extension":[{"url":"lang","valueCode":"en"},{"url":"content","valueString":"Hello"}]}]}}"#,
        )
        .unwrap();
        let element = Element::new(&value);
        assert_eq!(element.text("title"), Some("Bonjour"));
        assert_eq!(element.translations("title"), vec![("en", "Hello")]);
        assert!(element.translations("text").is_empty());
    }

    #[test]
    fn a_property_is_found_among_few_and_among_many() {
        for count in [0, 1, FEW, FEW + 1, 100] {
            let map: Map<String, Value> = (0..count).map(|rank| (format!("p{rank}"), Value::from(rank))).collect();
            for rank in 0..count {
                assert_eq!(property(&map, &format!("p{rank}")), Some(&Value::from(rank)));
            }
            assert_eq!(property(&map, "p"), None);
        }
    }

    #[test]
    fn a_value_of_another_type_is_not_read_as_a_text() {
        let value: Value = serde_json::from_str(r#"{"a":1,"b":2.0,"c":2.5}"#).unwrap();
        let element = Element::new(&value);
        assert_eq!(element.text("a"), None);
        assert!(element.has("a"));
        assert_eq!((element.whole("a"), element.whole("b"), element.whole("c")), (Some(1), Some(2), None));
    }
}
