//! What a questionnaire says about itself: title, purpose, designers, terms of use, ways and languages.

use fhir::url::TRANSLATION;
use instruments::{Mode, extensions as ext};
use kernel::{Day, Lang};
use serde_json::{Value, json};

use super::{
    Doc,
    json::{
        Two, code, extension, extensions, flag, put_extensions, put_text, put_texted, put_two, text, texted, two,
        two_of,
    },
    terms::{self, Terms},
};

/// What a questionnaire says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The title.
    pub title: Two,
    /// What it is for.
    pub purpose: Two,
    /// Who designed it, with whom.
    pub designers: Two,
    /// The moment of life it looks at.
    pub moment: Two,
    /// What is said before the first question, in the order of `Speaker::ALL`.
    pub introduction: [Two; 4],
    /// The terms of use.
    pub terms: Terms,
    /// The ways to ask it.
    pub modes: Vec<Mode>,
    /// The languages it is offered in, besides its own.
    pub languages: Vec<Lang>,
    /// What its translation is worth.
    pub translation_note: Two,
}

impl About {
    /// Reads the head of a document.
    pub fn of(doc: &Doc) -> Self {
        let (root, base) = (doc.value(), doc.language());
        let said = |code: &str| extensions(root, ext::INTRODUCTION).find(|one| self::code(one, "speaker") == code);
        let introduction = instruments::Speaker::ALL
            .map(|speaker| said(speaker.code()).map(|one| two_of(one, "text", base)).unwrap_or_default());
        let modes = extensions(root, ext::MODE).filter_map(|one| Mode::from_code(code(one, "code")));
        let status = extension(root, ext::TRANSLATION_STATUS);
        let other = Lang::ALL.into_iter().filter(|lang| !super::json::is(base, *lang));
        Self {
            title: two(root, "title", base),
            purpose: two(root, "purpose", base),
            designers: two_of(root, ext::DESIGNERS, base),
            moment: two_of(root, ext::MOMENT_TOLD, base),
            introduction,
            terms: Terms::of(root, base),
            modes: modes.collect(),
            languages: other.filter(|lang| is_offered(root, *lang)).collect(),
            translation_note: status.map(|one| two_of(one, "note", base)).unwrap_or_default(),
        }
    }

    /// Writes it into the head of a document.
    pub fn write(&self, doc: &mut Doc) {
        if *self == Self::of(doc) && !terms::has_unreadable(doc.value()) {
            return;
        }
        let base = doc.language().to_owned();
        let base = base.as_str();
        let root = doc.value_mut();
        put_two(root, "title", base, &self.title);
        put_two(root, "purpose", base, &self.purpose);
        put_texted(root, ext::DESIGNERS, base, &self.designers);
        put_texted(root, ext::MOMENT_TOLD, base, &self.moment);
        let said = instruments::Speaker::ALL.into_iter().zip(&self.introduction).filter(|(_, said)| !said.is_empty());
        let said = said.map(|(speaker, said)| {
            json!({ "url": ext::INTRODUCTION, "extension": [
                { "url": "speaker", "valueCode": speaker.code() }, texted("text", base, said) ] })
        });
        put_extensions(root, ext::INTRODUCTION, said.collect());
        let mut terms = self.terms.clone();
        if terms.wording == terms::LOCK {
            terms.wording = instruments::Instrument::wording_hash_of(&root.to_string()).unwrap_or_default();
        }
        terms.write(root, base);
        self.write_modes(root);
        self.write_languages(root, base);
    }

    /// A way that stays keeps what the source says of it.
    fn write_modes(&self, root: &mut Value) {
        let made = self.modes.iter().map(|mode| {
            let stored = extensions(root, ext::MODE).find(|one| code(one, "code") == mode.code()).cloned();
            stored.unwrap_or_else(|| {
                json!({ "url": ext::MODE, "extension": [
                    { "url": "code", "valueCode": mode.code() }, { "url": "official", "valueBoolean": true } ] })
            })
        });
        let made = made.collect();
        put_extensions(root, ext::MODE, made);
    }

    fn write_languages(&self, root: &mut Value, base: &str) {
        let made = self.languages.iter().filter(|lang| !super::json::is(base, **lang)).map(|lang| {
            let of_lang = |one: &&Value| code(one, "lang") == lang.tag();
            let mut status = extensions(root, ext::TRANSLATION_STATUS).find(of_lang).cloned().unwrap_or_else(|| {
                json!({ "url": ext::TRANSLATION_STATUS, "extension": [
                    { "url": "lang", "valueCode": lang.tag() }, { "url": "official", "valueBoolean": true } ] })
            });
            put_texted(&mut status, "note", base, &self.translation_note);
            status
        });
        let made = made.collect();
        put_extensions(root, ext::TRANSLATION_STATUS, made);
    }
}

/// A language is offered where the document speaks of its translation, or has a title in it.
fn is_offered(root: &Value, lang: Lang) -> bool {
    let named = extensions(root, ext::TRANSLATION_STATUS).any(|one| super::json::is(code(one, "lang"), lang));
    let titled = root
        .get("_title")
        .is_some_and(|twin| extensions(twin, TRANSLATION).any(|one| super::json::is(code(one, "lang"), lang)));
    named || titled
}

/// Whether a document says it is an official instrument.
pub fn is_official(doc: &Doc) -> bool {
    flag(doc.value(), ext::OFFICIAL)
}

/// Its canonical address and its version.
pub fn name_of(doc: &Doc) -> (String, String) {
    (text(doc.value(), "url").to_owned(), text(doc.value(), "version").to_owned())
}

/// Writes the address and the version, and that it is in use.
pub fn put_name(doc: &mut Doc, url: &str, version: &str, day: Day) {
    let root = doc.value_mut();
    put_text(root, "url", url);
    put_text(root, "version", version);
    put_text(root, "status", "active");
    put_text(root, "date", &day.to_string());
}

#[cfg(test)]
mod tests {
    use instruments::{Instrument, library};

    use super::*;

    #[test]
    fn what_a_shipped_instrument_says_of_itself_comes_back_as_it_was() {
        for shipped in library() {
            let mut doc = Doc::parse(shipped.json).unwrap();
            let about = About::of(&doc);
            about.write(&mut doc);
            assert_eq!(About::of(&doc), about);
            let after = Instrument::compile(&doc.written()).unwrap();
            assert_eq!(after.content_hash(), shipped.content_hash, "{}: not one byte differs", shipped.id);
        }
    }
}
