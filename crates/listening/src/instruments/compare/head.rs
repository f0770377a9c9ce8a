//! What two versions say of themselves, side by side: purpose, designers, terms of use, ways, languages.

use kernel::Lang;

use crate::instruments::document::{Doc, about::About, json::Two, terms::Terms};

/// A text of the head that changed, by the word key of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The word key of its name.
    pub key: &'static str,
    /// The language it is written in.
    pub lang: Lang,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// What changed in the heads of two documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Texts, in the order of the form.
    pub texts: Vec<Told>,
    /// The terms of use before and after, when any of their parts changed.
    pub terms: Option<Box<(Terms, Terms)>>,
}

impl Head {
    /// Whether nothing changed.
    pub const fn is_same(&self) -> bool {
        self.texts.is_empty() && self.terms.is_none()
    }
}

/// Compares what two documents say of themselves.
pub fn head(before: &Doc, after: &Doc) -> Head {
    let (old, new) = (About::of(before), About::of(after));
    let mut texts = Vec::new();
    let mut put = |key: &'static str, old: &Two, new: &Two| {
        for lang in Lang::ALL.into_iter().filter(|lang| old.get(*lang) != new.get(*lang)) {
            texts.push(Told { key, lang, before: old.get(lang).to_owned(), after: new.get(lang).to_owned() });
        }
    };
    put("instruments-name", &old.title, &new.title);
    put("instruments-purpose", &old.purpose, &new.purpose);
    put("instruments-designers", &old.designers, &new.designers);
    put("instruments-moment-told", &old.moment, &new.moment);
    for (was, is) in old.introduction.iter().zip(&new.introduction) {
        put("instruments-introduction", was, is);
    }
    put("instruments-terms-name", &old.terms.name, &new.terms.name);
    put("instruments-terms-fee", &old.terms.fee, &new.terms.fee);
    put("instruments-terms-source", &old.terms.source, &new.terms.source);
    put("instruments-terms-note", &old.terms.note, &new.terms.note);
    put("instruments-translation-note", &old.translation_note, &new.translation_note);
    let modes =
        |about: &About, lang: Lang| about.modes.iter().map(|mode| mode.label(lang)).collect::<Vec<_>>().join(", ");
    let both = |about: &About| Two { fr: modes(about, Lang::Fr), en: modes(about, Lang::En) };
    put("instruments-modes", &both(&old), &both(&new));
    let languages = |about: &About| {
        let tags: Vec<&str> = about.languages.iter().map(|lang| lang.tag()).collect();
        Two { fr: tags.join(", "), en: tags.join(", ") }
    };
    put("instruments-languages", &languages(&old), &languages(&new));
    Head { texts, terms: (old.terms != new.terms).then(|| Box::new((old.terms, new.terms))) }
}

#[cfg(test)]
mod tests {
    use instruments::{Mode, library};
    use kernel::Day;

    use super::*;

    #[test]
    fn a_part_of_the_terms_that_changed_is_told_and_nothing_else() {
        let before = Doc::parse(library()[0].json).unwrap();
        assert!(head(&before, &before.next_version()).is_same(), "the next version keeps the terms");
        let mut after = before.next_version();
        let mut about = About::of(&after);
        about.terms.expires = Day::new(2028, 1, 1).ok();
        about.terms.modes = [Mode::Web].into();
        about.terms.fee.fr = "Rien".to_owned();
        about.purpose.fr = "Autre chose".to_owned();
        about.write(&mut after);
        let found = head(&before, &after);
        let keys: Vec<(&str, Lang)> = found.texts.iter().map(|one| (one.key, one.lang)).collect();
        assert_eq!(keys, [("instruments-purpose", Lang::Fr), ("instruments-terms-fee", Lang::Fr)]);
        let (was, is) = *found.terms.unwrap();
        assert_eq!((was.expires, is.expires), (None, Day::new(2028, 1, 1).ok()));
    }
}
