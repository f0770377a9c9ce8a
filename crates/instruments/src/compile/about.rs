//! What the document says about itself.

use fhir::Element;
use kernel::Lang;

use super::{Compiler, DOCUMENT};
use crate::{
    Mode, ModeRule, Text, TranslationStatus, Wording, extensions as ext, instrument::About, problem::At,
    score::licence::Refusal,
};

impl Compiler<'_> {
    pub(super) fn about(&mut self, root: Element<'_>) -> About {
        let at = At::root(DOCUMENT);
        self.no_modifier(root, &at);
        self.known_extensions(root, &at);
        let title = self.text(root, "title", &at);
        let own = |name: &str| root.text(name).map(str::to_owned);
        let about = About {
            language: self.base.clone(),
            url: own("url"),
            version: own("version"),
            name: own("name"),
            title: title.or_else(|| root.text("name").map(|name| Text::new(&self.base, name))).unwrap_or_default(),
            purpose: self.text(root, "purpose", &at),
            copyright: self.text(root, "copyright", &at),
            licence: self.licence(root, &at),
            designers: self.extension_text(root, ext::DESIGNERS, &at),
            moment: self.extension_text(root, ext::MOMENT_TOLD, &at),
            introduction: self.introduction(root, &at),
            official: root.extension_flag(ext::OFFICIAL).unwrap_or(false),
            modes: self.modes(root, &at),
            translations: self.translations(root, &at),
            minutes: root.extension_whole(ext::ESTIMATED_MINUTES).and_then(|n| u32::try_from(n).ok()),
        };
        self.needed_to_publish(&about, &at);
        about
    }

    fn introduction(&mut self, root: Element<'_>, at: &At) -> Option<Wording> {
        root.extension(ext::INTRODUCTION)?;
        Some(self.speakers(root, ext::INTRODUCTION, Wording::default(), at))
    }

    fn modes(&mut self, root: Element<'_>, at: &At) -> Vec<ModeRule> {
        let mut out = Vec::new();
        for found in root.extensions(ext::MODE) {
            let here = at.field("extension");
            let code = found.extension_text("code").unwrap_or("");
            let Some(mode) = self.word(code, Mode::from_code, "web, phone, paper, interview", &here) else { continue };
            let official = found.extension_flag("official").unwrap_or(false);
            out.push(ModeRule { mode, official, note: self.extension_text(found, "note", &here) });
        }
        out
    }

    fn translations(&mut self, root: Element<'_>, at: &At) -> Vec<TranslationStatus> {
        let mut out = Vec::new();
        for found in root.extensions(ext::TRANSLATION_STATUS) {
            let here = at.field("extension");
            let tag = super::read::tag(found.extension_text("lang").unwrap_or(""));
            let official = found.extension_flag("official").unwrap_or(false);
            out.push(TranslationStatus { tag, official, note: self.extension_text(found, "note", &here) });
        }
        out
    }

    /// A collection states its purpose, who designed it with whom, and the moment it looks at; a missing licence
    /// blocks publication (DESIGN, hard rules 12 and 13). Compiling goes on: a draft may lack them.
    fn needed_to_publish(&mut self, about: &About, at: &At) {
        if about.licence.is_none() {
            let missing = Refusal::Missing;
            let problem = at.warning(missing.code(), missing.message(Lang::Fr), missing.message(Lang::En));
            self.problems.push(problem);
        }
        let mut lacks = |there: bool, code: &'static str, fr: &str, en: &str| {
            if !there {
                self.problems.push(at.warning(
                    code,
                    format!("Il manque {fr}. Sans cela, le questionnaire ne peut pas être publié."),
                    format!("{en} missing. Without it the questionnaire cannot be published."),
                ));
            }
        };
        let text = |one: &Option<Text>| one.is_some();
        lacks(!about.title.original().is_empty(), "title-missing", "le titre", "The title is");
        lacks(text(&about.purpose), "purpose-missing", "le but du recueil", "The purpose is");
        lacks(
            text(&about.designers),
            "designers-missing",
            "qui l'a conçu et avec qui",
            "Who designed it, with whom, is",
        );
        lacks(text(&about.moment), "moment-missing", "le moment concerné", "The moment it looks at is");
    }
}
