//! Terms of use of the document, and where each item comes from.

use std::collections::BTreeSet;

use fhir::Element;

use super::Compiler;
use crate::{
    Licence, Mode, Origin, Permission, extensions as ext,
    problem::{At, excerpt},
};

impl Compiler<'_> {
    /// The licence. What is written and cannot be read (a day, a way) is an error: terms are never guessed.
    pub(super) fn licence(&mut self, root: Element<'_>, at: &At) -> Option<Licence> {
        let found = root.extension(ext::LICENCE)?;
        let here = at.field("extension");
        if root.extensions(ext::LICENCE).nth(1).is_some() {
            self.problems.push(here.error(
                "licence-twice",
                "Les conditions d'usage sont écrites deux fois. Gardez celles qui valent.",
                "The terms of use are written twice. Keep those that hold.",
            ));
        }
        let name = self.extension_text(found, "name", &here)?;
        let permission = found.extension("kind").and_then(|_| {
            let code = found.extension_text("kind").unwrap_or("");
            self.word(code, Permission::from_code, "open, agreement", &here)
        });
        Some(Licence {
            name,
            permission: permission.unwrap_or_default(),
            instrument: said(found, "instrument"),
            holder: said(found, "holder"),
            granted_to: said(found, "granted-to"),
            proof: said(found, "proof"),
            expires: self.expires(found, &here),
            fee: self.extension_text(found, "fee", &here),
            modes: self.granted_modes(found, &here),
            languages: self.granted_languages(found, &here),
            wording: said(found, "wording"),
            source: self.extension_text(found, "source", &here),
            note: self.extension_text(found, "note", &here),
        })
    }

    fn expires(&mut self, found: Element<'_>, at: &At) -> Option<kernel::Day> {
        found.extension("expires")?;
        let written = found.extension_text("expires").unwrap_or("");
        let day = written.parse().ok();
        if day.is_none() {
            let written = excerpt(written);
            self.problems.push(at.error(
                "licence-day",
                format!("« {written} » n'est pas un jour (année-mois-jour). Écrivez le dernier jour de la licence."),
                format!("\"{written}\" is no day (year-month-day). Write the last day of the licence."),
            ));
        }
        day
    }

    fn granted_modes(&mut self, found: Element<'_>, at: &At) -> BTreeSet<Mode> {
        let codes = found.extensions("mode").map(|one| one.value_name().and_then(|name| one.text(name)).unwrap_or(""));
        let codes: Vec<&str> = codes.collect();
        codes
            .into_iter()
            .filter_map(|code| self.word(code, Mode::from_code, "web, phone, paper, interview", at))
            .collect()
    }

    fn granted_languages(&mut self, found: Element<'_>, at: &At) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        for one in found.extensions("language") {
            let tag = one.value_name().and_then(|name| one.text(name)).unwrap_or("").trim();
            if tag.is_empty() {
                self.problems.push(at.error(
                    "licence-language-unreadable",
                    "Une langue de la licence est vide. Écrivez son code (fr, en…) ou retirez-la.",
                    "A language of the licence is empty. Write its code (fr, en...) or remove it.",
                ));
            } else {
                out.insert(excerpt(tag));
            }
        }
        out
    }

    /// Who designed an item and from what; a finding without an address still says who.
    pub(super) fn origin(&mut self, element: Element<'_>, at: &At) -> Option<Origin> {
        let found = element.extension(ext::ORIGIN)?;
        let origin = Origin {
            designers: said(found, "designers"),
            finding: said(found, "finding"),
            finding_title: said(found, "finding-title"),
            instrument: said(found, "instrument"),
            instrument_title: said(found, "instrument-title"),
        };
        if origin == Origin::default() {
            self.problems.push(at.field("extension").warning(
                "origin-empty",
                "L'origine de cet élément est annoncée et ne dit rien. Dites qui l'a conçu, ou de quel constat il vient.",
                "The origin of this item is announced and says nothing. Say who designed it, or from which finding.",
            ));
        }
        Some(origin)
    }
}

/// A plain text of a part; none when it is absent or blank.
fn said(found: Element<'_>, part: &str) -> Option<String> {
    found.extension_text(part).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
