//! The code book: themes and moments, one file, parsed once.

use std::sync::OnceLock;

use kernel::Lang;
use serde::Deserialize;

/// The code book of this version.
#[derive(Debug, Default, Deserialize)]
pub struct Book {
    /// Its version: frozen per calendar year.
    pub version: String,
    /// The moments of a pathway, in order.
    pub moments: Vec<Moment>,
    /// The themes, in the order of a stay.
    pub themes: Vec<Theme>,
}

/// A moment of the pathway.
#[derive(Debug, Deserialize)]
pub struct Moment {
    /// Its code, as stored.
    pub id: String,
    fr: String,
    en: String,
}

/// A theme.
#[derive(Debug, Deserialize)]
pub struct Theme {
    /// Its code, as stored.
    pub id: String,
    fr: String,
    en: String,
    /// What it covers, in French.
    pub definition: String,
}

impl Moment {
    /// Its name.
    pub fn label(&self, lang: Lang) -> &str {
        if lang == Lang::Fr { &self.fr } else { &self.en }
    }
}

impl Theme {
    /// Its name.
    pub fn label(&self, lang: Lang) -> &str {
        if lang == Lang::Fr { &self.fr } else { &self.en }
    }
}

impl Book {
    /// The theme of a code.
    pub fn theme(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == id)
    }

    /// The moment of a code.
    pub fn moment(&self, id: &str) -> Option<&Moment> {
        self.moments.iter().find(|moment| moment.id == id)
    }

    /// The name of a theme; an unknown code (of a book of another year) is shown as it is.
    pub fn label<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        self.theme(id).map_or(id, |theme| theme.label(lang))
    }
}

/// The code book shipped with the product.
pub fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    // A test reads the file, so the empty book is never met.
    BOOK.get_or_init(|| serde_json::from_str(include_str!("codebook.json")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_book_names_each_theme_once_in_both_languages() {
        let ids: BTreeSet<&str> = book().themes.iter().map(|theme| theme.id.as_str()).collect();
        assert_eq!(ids.len(), 29);
        assert!(ids.contains("waiting") && ids.contains("nothing"));
        for theme in &book().themes {
            assert!(!theme.fr.is_empty() && !theme.en.is_empty() && !theme.definition.is_empty(), "{}", theme.id);
        }
        let moments: Vec<&str> = book().moments.iter().map(|moment| moment.id.as_str()).collect();
        assert_eq!(moments, ["before", "arrival", "during", "discharge", "after"]);
    }
}
