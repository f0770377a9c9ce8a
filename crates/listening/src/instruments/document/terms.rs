//! The terms of use as their form shows them: who holds the rights, who was allowed, what shows it, until when, and for which
//! ways and languages. Read from the extension `licence` (docs/reference/extensions.md) and written back into it; what the
//! form does not show stays.

use std::collections::BTreeSet;

use instruments::{Mode, Permission, extensions as ext};
use kernel::Day;
use serde_json::{Value, json};

use super::json::{Two, code, extension, extensions, put_code, put_extensions, put_texted, two_of, value_of};

/// The most languages that are read from one field.
const MOST_TAGS: usize = 40;

/// The terms of use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Their short name.
    pub name: Two,
    /// Whether somebody had to be asked.
    pub permission: Permission,
    /// The family the agreement is about (`EQ-5D`).
    pub instrument: String,
    /// Who holds the rights.
    pub holder: String,
    /// Who was allowed to use it, by name.
    pub granted_to: String,
    /// Where the wording comes from.
    pub source: Two,
    /// What shows the right to use it: the number of a licence, the date of a letter.
    pub proof: String,
    /// The last day they hold; none without an end.
    pub expires: Option<Day>,
    /// What is to be paid, in words.
    pub fee: Two,
    /// The ways to ask they cover; every way when empty.
    pub modes: BTreeSet<Mode>,
    /// The languages they cover (BCP 47 tags); every language when empty.
    pub languages: BTreeSet<String>,
    /// What they allow or ask for.
    pub note: Two,
    /// The hash of the validated wording that they lock, or [`LOCK`] for that of the document as it stands; empty where
    /// they lock none.
    pub wording: String,
}

/// Asks for the wording of the document to be locked as it stands.
pub const LOCK: &str = "now";

/// Whether the terms of a document's root lock its wording.
pub fn locks_wording(root: &Value) -> bool {
    extension(root, ext::LICENCE).is_some_and(|found| !code(found, "wording").is_empty())
}

/// Takes the lock away: what is copied under another title is not the validated questionnaire.
pub fn unlock_wording(root: &mut Value) {
    if let Some(mut found) = extension(root, ext::LICENCE).cloned() {
        put_extensions(&mut found, "wording", Vec::new());
        put_extensions(root, ext::LICENCE, vec![found]);
    }
}

impl Terms {
    /// Reads the terms of a document's root.
    pub fn of(root: &Value, base: &str) -> Self {
        let Some(found) = extension(root, ext::LICENCE) else { return Self::default() };
        let all = |part: &'static str| extensions(found, part).map(value_of);
        Self {
            name: two_of(found, "name", base),
            permission: Permission::from_code(code(found, "kind")).unwrap_or_default(),
            instrument: code(found, "instrument").to_owned(),
            holder: code(found, "holder").to_owned(),
            granted_to: code(found, "granted-to").to_owned(),
            source: two_of(found, "source", base),
            proof: code(found, "proof").to_owned(),
            expires: code(found, "expires").parse().ok(),
            fee: two_of(found, "fee", base),
            modes: all("mode").filter_map(Mode::from_code).collect(),
            languages: all("language").map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
            note: two_of(found, "note", base),
            wording: code(found, "wording").to_owned(),
        }
    }

    /// Whether nothing is said of the terms.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Writes them into a document's root. Terms that say nothing are taken out.
    pub fn write(&self, root: &mut Value, base: &str) {
        if self.is_empty() {
            put_extensions(root, ext::LICENCE, Vec::new());
            return;
        }
        let mut made = extension(root, ext::LICENCE).cloned().unwrap_or_else(|| json!({ "url": ext::LICENCE }));
        put_texted(&mut made, "name", base, &self.name);
        // An open licence needs no kind; one that says so keeps it.
        let kind = if self.permission == Permission::Open && code(&made, "kind") != Permission::Open.code() {
            ""
        } else {
            self.permission.code()
        };
        put_code(&mut made, "kind", kind);
        let plain = [
            ("instrument", &self.instrument),
            ("holder", &self.holder),
            ("granted-to", &self.granted_to),
            ("proof", &self.proof),
            ("wording", &self.wording),
        ];
        for (part, value) in plain {
            let new = (!value.is_empty()).then(|| json!({ "url": part, "valueString": value }));
            put_extensions(&mut made, part, new.into_iter().collect());
        }
        let day = self.expires.map(|day| json!({ "url": "expires", "valueDate": day.to_string() }));
        put_extensions(&mut made, "expires", day.into_iter().collect());
        put_texted(&mut made, "fee", base, &self.fee);
        let codes = |part: &str, all: Vec<&str>| -> Vec<Value> {
            all.into_iter().map(|code| json!({ "url": part, "valueCode": code })).collect()
        };
        put_extensions(&mut made, "mode", codes("mode", self.modes.iter().map(|mode| mode.code()).collect()));
        put_extensions(&mut made, "language", codes("language", self.languages.iter().map(String::as_str).collect()));
        put_texted(&mut made, "source", base, &self.source);
        put_texted(&mut made, "note", base, &self.note);
        put_extensions(root, ext::LICENCE, vec![made]);
    }
}

/// Whether the terms of a document's root hold a part that cannot be read (a day, a way, a kind): saving the form then
/// replaces it by what the form shows, instead of leaving alone what nobody sees.
pub fn has_unreadable(root: &Value) -> bool {
    let Some(found) = extension(root, ext::LICENCE) else { return false };
    let is_wrong = |part: &'static str, reads: fn(&str) -> bool| {
        extensions(found, part).map(value_of).any(|written| !reads(written))
    };
    is_wrong("kind", |written| Permission::from_code(written).is_some())
        || is_wrong("expires", |written| written.parse::<Day>().is_ok())
        || is_wrong("mode", |written| Mode::from_code(written).is_some())
        || is_wrong("language", |written| !written.trim().is_empty())
}

/// The language tags of a field, separated by commas, semicolons or blanks.
///
/// # Errors
/// The first piece that is no tag (BCP 47: a language of two or three letters, then parts of at most eight letters or
/// digits), or that is one too many.
pub fn tags(typed: &str) -> Result<BTreeSet<String>, String> {
    let mut out = BTreeSet::new();
    let pieces = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|piece| !piece.is_empty());
    for (at, piece) in pieces.enumerate() {
        if at >= MOST_TAGS || !is_tag(piece) {
            return Err(piece.chars().take(30).collect());
        }
        out.insert(piece.to_owned());
    }
    Ok(out)
}

fn is_tag(piece: &str) -> bool {
    let mut parts = piece.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language = matches!(language.len(), 2 | 3) && language.chars().all(|c| c.is_ascii_alphabetic());
    is_language
        && piece.len() <= 35
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use instruments::Instrument;

    use super::*;
    use crate::instruments::document::{Doc, about::About, blank};

    fn all() -> Terms {
        Terms {
            name: Two { fr: "Accord écrit".to_owned(), en: "Written agreement".to_owned() },
            permission: Permission::Agreement,
            instrument: "EQ-5D".to_owned(),
            holder: "EuroQol".to_owned(),
            granted_to: "CH de Valmont".to_owned(),
            source: Two { fr: "Version française".to_owned(), en: String::new() },
            proof: "lettre du 3 mai".to_owned(),
            expires: Day::new(2027, 1, 31).ok(),
            fee: Two { fr: "300 euros par an".to_owned(), en: "300 euros a year".to_owned() },
            modes: [Mode::Web, Mode::Paper].into(),
            languages: ["fr".to_owned(), "de-CH".to_owned()].into(),
            note: Two { fr: "Citer la source".to_owned(), en: String::new() },
            wording: "0".repeat(64),
        }
    }

    #[test]
    fn each_part_of_the_terms_comes_back_and_is_what_the_compiler_reads() {
        let mut doc = blank("Essai");
        let terms = all();
        About { terms: terms.clone(), ..About::of(&doc) }.write(&mut doc);
        assert_eq!(About::of(&doc).terms, terms);
        let mut asked = Doc::parse(instruments::library()[0].json).unwrap();
        let terms = Terms { wording: LOCK.to_owned(), ..terms };
        About { terms: terms.clone(), ..About::of(&asked) }.write(&mut asked);
        let form = Instrument::compile(&asked.written()).unwrap();
        assert_eq!(form.licence().unwrap().wording.as_deref(), Some(form.wording_hash().as_str()));
        let read = form.licence().unwrap();
        assert_eq!((read.permission, read.expires), (Permission::Agreement, terms.expires));
        assert_eq!(read.granted_to.as_deref(), Some("CH de Valmont"));
        assert_eq!(read.instrument.as_deref(), Some("EQ-5D"));
        assert_eq!((&read.modes, &read.languages), (&terms.modes, &terms.languages));
        assert_eq!(read.fee.as_ref().unwrap().get(kernel::Lang::En), "300 euros a year");
        About { terms: Terms::default(), ..About::of(&asked) }.write(&mut asked);
        assert_eq!(extension(asked.value(), ext::LICENCE), None);
    }

    #[test]
    fn what_the_form_does_not_show_stays_and_what_cannot_be_read_is_mended_by_saving() {
        let mut root = json!({ "extension": [{ "url": ext::LICENCE, "extension": [
            { "url": "name", "valueString": "Accord" }, { "url": "kind", "valueCode": "open" },
            { "url": "their-own", "valueString": "x" } ] }] });
        assert!(!has_unreadable(&root));
        let mut terms = Terms::of(&root, "fr");
        terms.holder = "Auteur".to_owned();
        terms.write(&mut root, "fr");
        let found = extension(&root, ext::LICENCE).unwrap();
        assert_eq!((code(found, "their-own"), code(found, "kind"), code(found, "holder")), ("x", "open", "Auteur"));
        for (part, value) in [("kind", "loan"), ("expires", "2027-02-31"), ("mode", "fax"), ("language", " ")] {
            let mut doc = blank("Essai");
            Terms { name: Two { fr: "Accord".to_owned(), ..Two::default() }, ..Terms::default() }
                .write(doc.value_mut(), "fr");
            let found = doc.value_mut()["extension"].as_array_mut().unwrap().last_mut().unwrap();
            found["extension"].as_array_mut().unwrap().push(json!({ "url": part, "valueCode": value }));
            assert!(has_unreadable(doc.value()), "{part}");
            let about = About::of(&doc);
            about.write(&mut doc);
            assert!(!has_unreadable(doc.value()), "{part} is written as the form shows it");
        }
    }

    #[test]
    fn languages_are_read_as_people_write_them() {
        assert_eq!(tags(" fr, en-GB; de ").unwrap(), ["fr", "en-GB", "de"].map(str::to_owned).into());
        assert_eq!(tags("").unwrap(), BTreeSet::new());
        for wrong in ["français", "f", "fr_FR", "fr-", "engl-ish-"] {
            assert!(tags(&format!("fr {wrong}")).is_err(), "{wrong}");
        }
        assert!(tags(&"fr ".repeat(41)).is_err());
    }
}
