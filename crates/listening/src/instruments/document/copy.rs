//! Where a draft begins: empty, as the next version of an instrument of one's own, or as a copy of another's, which then
//! loses what was the other's: its address, its official name, its scores' names.

use instruments::extensions as ext;
use serde_json::{Value, json};

use super::{
    Doc, Kind, about,
    json::{Two, code, extension, list, list_mut, put, put_extensions, put_flag, put_text, put_texted, text},
};

/// Where an item was taken from: kept with it for good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Who designed it, with whom.
    pub designers: String,
    /// The finding it was written from, by its name in addresses.
    pub finding: String,
    /// That finding, in words.
    pub finding_title: String,
    /// The instrument it was taken from: its address and version.
    pub instrument: String,
    /// That instrument, in words.
    pub instrument_title: String,
}

impl Source {
    /// What an item remembers.
    pub fn of(item: &Value) -> Self {
        let found = extension(item, ext::ORIGIN);
        let part = |name: &str| found.map(|one| code(one, name).to_owned()).unwrap_or_default();
        Self {
            designers: part("designers"),
            finding: part("finding"),
            finding_title: part("finding-title"),
            instrument: part("instrument"),
            instrument_title: part("instrument-title"),
        }
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Writes it into an item.
    pub fn write(&self, item: &mut Value) {
        let parts = [
            ("designers", &self.designers),
            ("finding", &self.finding),
            ("finding-title", &self.finding_title),
            ("instrument", &self.instrument),
            ("instrument-title", &self.instrument_title),
        ];
        let parts: Vec<Value> = parts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| json!({ "url": name, "valueString": value }))
            .collect();
        let new = (!parts.is_empty()).then(|| json!({ "url": ext::ORIGIN, "extension": parts }));
        put_extensions(item, ext::ORIGIN, new.into_iter().collect());
    }

    /// That of an item of an instrument: what the item remembers, else the instrument itself.
    pub fn within(item: &Value, doc: &Doc) -> Self {
        let own = Self::of(item);
        if !own.is_empty() {
            return own;
        }
        let (url, version) = about::name_of(doc);
        let about = about::About::of(doc);
        Self {
            designers: about.designers.either(kernel::Lang::Fr).to_owned(),
            instrument: if version.is_empty() { url } else { format!("{url}|{version}") },
            instrument_title: doc.title(kernel::Lang::Fr),
            ..Self::default()
        }
    }
}

/// An empty questionnaire in French: one screen, and no question yet.
pub fn blank(title: &str) -> Doc {
    let mut doc = Doc::default();
    let root = doc.value_mut();
    put_text(root, "language", "fr");
    put_text(root, "title", title);
    put_text(root, "status", "draft");
    put(root, "item", Some(json!([])));
    // An empty document holds the group: it cannot be refused.
    let _ = doc.add(None, Kind::Group, false);
    doc
}

impl Doc {
    /// The next version of an instrument of one's own: the same address, no version until it is published.
    pub fn next_version(&self) -> Self {
        let mut doc = self.clone();
        put(doc.value_mut(), "version", None);
        put_text(doc.value_mut(), "status", "draft");
        doc
    }

    /// A copy of another instrument, under a title of its own. Each item remembers where it comes from. What was official
    /// is so no more: the terms of use and the scores of an official instrument are not the copy's.
    pub fn copied(&self, title: &str) -> Self {
        let was_official = about::is_official(self);
        let sources: Vec<(String, Source)> = self
            .entries()
            .iter()
            .filter(|entry| entry.kind() != Kind::Group)
            .map(|entry| (entry.link.to_owned(), Source::within(entry.item, self)))
            .collect();
        let mut doc = self.clone();
        let base = self.language().to_owned();
        let root = doc.value_mut();
        for member in ["url", "version", "name", "id", "identifier", "date", "publisher", "meta"] {
            put(root, member, None);
        }
        put_text(root, "status", "draft");
        put(root, "_title", None);
        put_text(root, "title", title);
        put_flag(root, ext::OFFICIAL, false);
        put_extensions(root, ext::ESTIMATED_MINUTES, Vec::new());
        if was_official {
            put_extensions(root, ext::LICENCE, Vec::new());
            put(root, "copyright", None);
            put(root, "_copyright", None);
            put_extensions(root, ext::SCORE, Vec::new());
            put_extensions(root, ext::MODE, Vec::new());
            put_extensions(root, ext::TRANSLATION_STATUS, Vec::new());
        } else {
            super::terms::unlock_wording(root);
            local_scores(root, &base);
        }
        for (link, source) in sources {
            if let Some(item) = doc.item_mut(&link) {
                source.write(item);
            }
        }
        doc
    }
}

/// Scores of another's instrument become local ones, by name: a local score never bears another's (hard rule 13).
fn local_scores(root: &mut Value, base: &str) {
    let Some(all) = list_mut(root, "extension") else { return };
    let scores = all.iter_mut().filter(|one| text(one, "url") == ext::SCORE);
    for (at, score) in scores.enumerate() {
        put_extensions(score, "id", vec![json!({ "url": "id", "valueString": format!("local-{}", at + 1) })]);
        let n = if at == 0 { String::new() } else { format!(" {}", at + 1) };
        let title = Two { fr: format!("Score local{n}"), en: format!("Local score{n}") };
        put_texted(score, "title", base, &title);
    }
    if list(root, "extension").is_empty() {
        put(root, "extension", None);
    }
}

#[cfg(test)]
mod tests {
    use instruments::{Instrument, library};

    use super::*;

    #[test]
    fn a_copy_of_an_official_instrument_compiles_and_bears_nothing_official() {
        for shipped in library() {
            let doc = Doc::parse(shipped.json).unwrap();
            let copy = doc.copied("Notre questionnaire");
            let form = Instrument::compile(&copy.written()).unwrap_or_else(|wrong| panic!("{}: {wrong:?}", shipped.id));
            assert!(!form.is_official() && form.url().is_none() && form.version().is_none());
            assert_eq!(form.title(kernel::Lang::Fr), "Notre questionnaire");
            assert_eq!(form.title(kernel::Lang::En), "Notre questionnaire");
            assert_eq!(form.licence().is_none(), shipped.wording_hash.is_some(), "{}", shipped.id);
            for entry in copy.questions() {
                let source = Source::of(entry.item);
                assert!(source.instrument.starts_with(shipped.url), "{}: {source:?}", entry.link);
                assert!(!source.designers.is_empty());
            }
            assert!(!copy.written().contains("vecu-12-satisfaction"), "no score bears another's name");
        }
    }

    #[test]
    fn an_empty_questionnaire_has_a_screen_to_write_on() {
        let doc = blank("Essai");
        assert_eq!(doc.entries().len(), 1);
        assert_eq!(doc.title(kernel::Lang::En), "Essai");
    }
}
