//! Every component in every state: for the eye, for the tests and for whoever writes a page.
//!
//! The words here are samples of the demonstration, in both languages, and are not part of the product.

mod charts;
mod public;
mod work;

use kernel::Lang;
use maud::Markup;

use crate::{
    layout::{self, Head, Nav},
    look::Look,
    parts::Number,
    words,
};

/// The pages of the gallery: a name for each, and the whole page.
pub fn gallery(look: Look) -> Vec<(&'static str, Markup)> {
    let lang = look.lang;
    vec![
        ("front", layout::public(&head(look, &pick(lang, "Bienvenue", "Welcome")), public::front(look))),
        ("question", layout::public(&head(look, &pick(lang, "Question", "Question")), public::question(look))),
        ("story", layout::public(&head(look, &pick(lang, "Raconter", "Tell")), public::story(look))),
        ("receipt", layout::public(&head(look, &pick(lang, "Merci", "Thank you")), public::thanks(look))),
        ("follow", layout::public(&head(look, &pick(lang, "Suivi", "Follow-up")), public::follow(look))),
        ("returns", layout::public(&head(look, &pick(lang, "Ce qui a changé", "What changed")), public::returns(look))),
        ("desk", layout::work(&head(look, &pick(lang, "Voix", "Voices")), &nav(lang), work::desk(look))),
        ("file", layout::work(&head(look, &pick(lang, "Une voix", "One voice")), &nav(lang), work::file(look))),
        ("form", layout::work(&head(look, &pick(lang, "Action", "Action")), &nav(lang), work::form(look))),
        ("charts", layout::work(&head(look, &pick(lang, "Graphiques", "Charts")), &nav(lang), charts::page(look))),
        ("poster", layout::print(&head(look, &pick(lang, "Affiche", "Poster")), public::poster(look))),
    ]
}

/// One sample text or the other.
fn pick(lang: Lang, fr: &str, en: &str) -> String {
    match lang {
        Lang::Fr => words::french(fr).into_owned(),
        Lang::En => en.to_owned(),
    }
}

fn head(look: Look, title: &str) -> Head {
    Head::new(look, title, "/travail/voix").organisation("Centre hospitalier des Trois-Rivières").emergency(numbers())
}

fn numbers() -> Vec<Number> {
    ["15", "112", "3114", "119", "3919", "3977"].map(Number::usual).into()
}

fn nav(lang: Lang) -> Nav {
    Nav::new()
        .group(pick(lang, "Écouter", "Listen"))
        .item(pick(lang, "Accueil", "Home"), "/travail")
        .counted(pick(lang, "Voix", "Voices"), "/travail/voix", Some(12))
        .item(pick(lang, "Questionnaires", "Questionnaires"), "/travail/campagnes")
        .group(pick(lang, "Comprendre", "Understand"))
        .item(pick(lang, "Thèmes", "Themes"), "/travail/themes")
        .item(pick(lang, "Indicateurs", "Indicators"), "/travail/indicateurs")
        .group(pick(lang, "Agir", "Act"))
        .counted(pick(lang, "Actions", "Actions"), "/travail/actions", Some(3))
        .item(pick(lang, "Retours", "Returns"), "/travail/retours")
        .person("Claire Morel", pick(lang, "Responsable qualité", "Quality officer"))
        .sign_out("/travail/sortie", &[("token", "x")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn every_page_of_the_gallery_is_sound_in_both_languages_and_sizes() {
        for lang in Lang::ALL {
            for large in [false, true] {
                for (name, page) in gallery(Look { lang, large }) {
                    assert_eq!(check::page(&page.0), Vec::<String>::new(), "{name}");
                }
            }
        }
    }

    #[test]
    fn no_word_of_the_kit_is_missing() {
        for lang in Lang::ALL {
            let pages: String = gallery(Look::new(lang)).into_iter().map(|(_, page)| page.0).collect();
            assert!(!pages.contains(">kit-") && !pages.contains("\"kit-"), "a key shows itself");
        }
        let missing: Vec<_> = words::missing_keys().into_iter().filter(|key| key.contains("kit-")).collect();
        assert_eq!(missing, Vec::<String>::new());
    }
}
