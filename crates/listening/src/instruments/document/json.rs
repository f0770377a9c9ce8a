//! Small changes of a JSON element that leave everything else where it is: members, extensions, translated texts.
//!
//! Nothing here fails on input: what is not there reads as empty, and what is not an object is left alone.

use fhir::url::TRANSLATION;
use kernel::Lang;
use serde_json::{Map, Value, json};

/// A text in the two languages of our pages, side by side. Other languages of a document stay in it, untouched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Two {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Two {
    /// The text in a language, empty when it is not written.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// The text in a language, or else in the other one.
    pub fn either(&self, lang: Lang) -> &str {
        let (first, second) = if lang == Lang::Fr { (&self.fr, &self.en) } else { (&self.en, &self.fr) };
        if first.is_empty() { second } else { first }
    }

    /// Sets one language.
    pub fn set(&mut self, lang: Lang, text: String) {
        match lang {
            Lang::Fr => self.fr = text,
            Lang::En => self.en = text,
        }
    }

    /// Whether nothing is written in either.
    pub fn is_empty(&self) -> bool {
        self.fr.is_empty() && self.en.is_empty()
    }
}

/// A member that is a text; empty when absent or of another type.
pub fn text<'a>(element: &'a Value, name: &str) -> &'a str {
    element.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The entries of a member that is a list.
pub fn list<'a>(element: &'a Value, name: &str) -> &'a [Value] {
    element.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The member as a list to change; it is made when it is not there. None when the element is no object.
pub fn list_mut<'a>(element: &'a mut Value, name: &str) -> Option<&'a mut Vec<Value>> {
    let object = element.as_object_mut()?;
    let member = object.entry(name).or_insert_with(|| json!([]));
    if !member.is_array() {
        *member = json!([]);
    }
    member.as_array_mut()
}

/// Sets a member, or takes it out; the others keep their order.
pub fn put(element: &mut Value, name: &str, value: Option<Value>) {
    let Some(object) = element.as_object_mut() else { return };
    match value {
        Some(value) => {
            object.insert(name.to_owned(), value);
        }
        None => {
            object.shift_remove(name);
        }
    }
}

/// Sets a member that is a text, or takes it out when the text is empty.
pub fn put_text(element: &mut Value, name: &str, value: &str) {
    put(element, name, (!value.is_empty()).then(|| json!(value)));
}

/// The first extension with an address.
pub fn extension<'a>(element: &'a Value, url: &str) -> Option<&'a Value> {
    list(element, "extension").iter().find(|one| text(one, "url") == url)
}

/// Every extension with an address.
pub fn extensions<'a>(element: &'a Value, url: &'a str) -> impl Iterator<Item = &'a Value> {
    list(element, "extension").iter().filter(move |one| text(one, "url") == url)
}

/// The code or text of an extension, whatever its value is called; empty when absent.
pub fn code<'a>(element: &'a Value, url: &str) -> &'a str {
    extension(element, url).map(value_of).unwrap_or_default()
}

/// The text that an extension holds, whatever its value is called.
pub fn value_of(found: &Value) -> &str {
    let object = found.as_object();
    let member = object.and_then(|all| all.iter().find(|(name, _)| name.starts_with("value")));
    member.and_then(|(_, value)| value.as_str()).unwrap_or_default()
}

/// The flag of an extension.
pub fn flag(element: &Value, url: &str) -> bool {
    extension(element, url).and_then(|one| one.get("valueBoolean")).and_then(Value::as_bool).unwrap_or(false)
}

/// Puts these extensions in the place of all those with the address; what stands around them does not move.
pub fn put_extensions(element: &mut Value, url: &str, new: Vec<Value>) {
    if new.is_empty() && extension(element, url).is_none() {
        return;
    }
    let Some(all) = list_mut(element, "extension") else { return };
    let at = all.iter().position(|one| text(one, "url") == url).unwrap_or(all.len());
    all.retain(|one| text(one, "url") != url);
    let at = at.min(all.len());
    all.splice(at..at, new);
    if all.is_empty() {
        put(element, "extension", None);
    }
}

/// Sets an extension that holds a code; an empty one takes it out.
pub fn put_code(element: &mut Value, url: &str, code: &str) {
    let new = (!code.is_empty()).then(|| json!({ "url": url, "valueCode": code }));
    put_extensions(element, url, new.into_iter().collect());
}

/// Sets an extension that holds a flag; false takes it out.
pub fn put_flag(element: &mut Value, url: &str, value: bool) {
    let new = value.then(|| json!({ "url": url, "valueBoolean": true }));
    put_extensions(element, url, new.into_iter().collect());
}

/// Sets an extension that holds a whole number, or takes it out.
pub fn put_whole(element: &mut Value, url: &str, name: &str, value: Option<i64>) {
    let new = value.map(|value| {
        let mut made = json!({ "url": url });
        put(&mut made, name, Some(json!(value)));
        made
    });
    put_extensions(element, url, new.into_iter().collect());
}

/// A member and its translations. `base` is the language of the document.
pub fn two(element: &Value, name: &str, base: &str) -> Two {
    let mut out = Two::default();
    let twin = element.get(format!("_{name}"));
    for lang in Lang::ALL {
        let found = if is(base, lang) {
            text(element, name)
        } else {
            let entries = twin.map(|twin| list(twin, "extension")).unwrap_or_default();
            entries.iter().find(|one| is_translation(one, lang)).map(|one| code(one, "content")).unwrap_or_default()
        };
        out.set(lang, found.to_owned());
    }
    out
}

/// Writes a member and its translations. Translations into other languages stay.
pub fn put_two(element: &mut Value, name: &str, base: &str, new: &Two) {
    for lang in Lang::ALL {
        if is(base, lang) {
            put_text(element, name, new.get(lang));
        } else {
            put_translation(element, name, lang, new.get(lang));
        }
    }
}

/// An extension that holds a text in two languages.
pub fn texted(url: &str, base: &str, new: &Two) -> Value {
    let mut made = json!({ "url": url });
    put_two(&mut made, "valueString", base, new);
    made
}

/// Sets an extension that holds a text in two languages; an empty one takes it out.
pub fn put_texted(element: &mut Value, url: &str, base: &str, new: &Two) {
    let mut made = extension(element, url).cloned().unwrap_or_else(|| json!({ "url": url }));
    put_two(&mut made, "valueString", base, new);
    let new = (!new.is_empty()).then_some(made);
    put_extensions(element, url, new.into_iter().collect());
}

/// The text of an extension, in two languages.
pub fn two_of(element: &Value, url: &str, base: &str) -> Two {
    extension(element, url).map(|one| two(one, "valueString", base)).unwrap_or_default()
}

/// Whether a tag is that of a language: `en`, `en-GB`.
pub fn is(tag: &str, lang: Lang) -> bool {
    tag.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case(lang.tag()))
}

fn is_translation(entry: &Value, lang: Lang) -> bool {
    text(entry, "url") == TRANSLATION && is(code(entry, "lang"), lang)
}

fn put_translation(element: &mut Value, name: &str, lang: Lang, content: &str) {
    let member = format!("_{name}");
    let mut twin = element.get(&member).filter(|twin| twin.is_object()).cloned().unwrap_or_else(|| json!({}));
    let Some(all) = list_mut(&mut twin, "extension") else { return };
    let at = all.iter().position(|one| is_translation(one, lang));
    match (at.and_then(|at| all.get_mut(at)), content.is_empty()) {
        (Some(found), false) => {
            put_extensions(found, "content", vec![json!({ "url": "content", "valueString": content })]);
        }
        (Some(_), true) => all.retain(|one| !is_translation(one, lang)),
        (None, true) => {}
        (None, false) => all.push(json!({ "url": TRANSLATION, "extension": [
            { "url": "lang", "valueCode": lang.tag() },
            { "url": "content", "valueString": content },
        ] })),
    }
    if all.is_empty() {
        put(&mut twin, "extension", None);
    }
    let is_bare = twin.as_object().is_none_or(Map::is_empty);
    put(element, &member, (!is_bare).then_some(twin));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(fr: &str, en: &str) -> Two {
        Two { fr: fr.to_owned(), en: en.to_owned() }
    }

    #[test]
    fn a_text_comes_back_in_both_languages_and_other_languages_stay() {
        let german = json!({ "url": TRANSLATION, "extension": [
            { "url": "lang", "valueCode": "de" }, { "url": "content", "valueString": "Guten Tag" }] });
        let mut element = json!({ "linkId": "a", "text": "x", "_text": { "extension": [german] } });
        put_two(&mut element, "text", "fr", &both("Bonjour", "Hello"));
        assert_eq!(two(&element, "text", "fr"), both("Bonjour", "Hello"));
        assert_eq!(list(&element["_text"], "extension").first(), Some(&german));
        put_two(&mut element, "text", "fr", &both("Bonsoir", ""));
        assert_eq!(two(&element, "text", "fr"), both("Bonsoir", ""));
        assert_eq!(element["_text"], json!({ "extension": [german] }));
    }

    #[test]
    fn a_document_in_english_has_its_french_as_the_translation() {
        let mut element = json!({});
        put_two(&mut element, "title", "en-GB", &both("Titre", "Title"));
        assert_eq!((text(&element, "title"), two(&element, "title", "en")), ("Title", both("Titre", "Title")));
    }

    #[test]
    fn an_extension_is_replaced_in_its_place_and_leaves_no_empty_list() {
        let mut element = json!({ "extension": [{ "url": "a" }, { "url": "b", "valueCode": "1" }, { "url": "c" }] });
        put_code(&mut element, "b", "2");
        let urls: Vec<&str> = list(&element, "extension").iter().map(|one| text(one, "url")).collect();
        assert_eq!((urls, code(&element, "b")), (vec!["a", "b", "c"], "2"));
        for url in ["a", "b", "c"] {
            put_code(&mut element, url, "");
        }
        assert_eq!(element, json!({}));
    }

    #[test]
    fn what_is_no_object_is_left_alone() {
        let mut element = json!([1]);
        put_two(&mut element, "text", "fr", &both("a", "b"));
        put_flag(&mut element, "x", true);
        assert_eq!(element, json!([1]));
        assert!(two(&json!(3), "text", "fr").is_empty());
    }
}
