//! What the audit log says, in words: an act and what it was done to.

use kernel::Lang;
use maud::{Markup, html};
use pages::words::{knows, say};

use crate::access::{Desk, Who, menu::who};

/// The families of acts, in the order of the filter; `journal-family-…` are their words.
pub const FAMILIES: [&str; 15] = [
    "voice", "passage", "finding", "action", "return", "survey", "account", "role", "place", "places", "setting",
    "job", "report", "nation", "journal",
];

/// An act in words; a code of another version is shown as it is.
pub fn act(lang: Lang, code: &str) -> String {
    let key = format!("act-{}", code.replace('.', "-"));
    if knows(lang, &key) { say(lang, &key) } else { code.to_owned() }
}

/// The page of a kind of thing, before its id.
const PAGES: [(&str, &str); 9] = [
    ("voice", "/travail/voix/"),
    ("finding", "/travail/constats/"),
    ("action", "/travail/actions/"),
    ("return", "/travail/retours/"),
    ("campaign", "/travail/campagnes/"),
    ("account", "/travail/comptes/"),
    ("place", "/travail/lieux/arbre/"),
    ("setting", "/travail/reglages/"),
    ("organisation", ""),
];

/// What an act was done to: its kind in words, and a link where the asker may open such pages.
pub fn subject(desk: &Desk, subject: &str) -> Markup {
    let lang = desk.lang();
    let Some((kind, id)) = subject.split_once(':') else { return html! { (kind_in_words(lang, subject)) } };
    let said = match (kind, knows(lang, &format!("setting-{id}"))) {
        ("setting", true) => say(lang, &format!("setting-{id}")),
        _ => kind_in_words(lang, kind),
    };
    let page =
        PAGES.iter().find(|(known, page)| *known == kind && !page.is_empty()).map(|(_, page)| format!("{page}{id}"));
    let may = |page: &String| matches!(who(page), Who::Hats(hats) if hats.contains(&desk.asker.role()));
    html! {
        @match page.filter(may) {
            Some(page) => a href=(desk.look.link(&page)) {
                (said) @if kind != "setting" { span.visually-hidden { " " (id) } }
            },
            None => (said),
        }
    }
}

/// The same for a file: words and id.
pub fn subject_text(lang: Lang, subject: &str) -> String {
    match subject.split_once(':') {
        Some((kind, id)) => format!("{} {id}", kind_in_words(lang, kind)),
        None => kind_in_words(lang, subject),
    }
}

fn kind_in_words(lang: Lang, kind: &str) -> String {
    let key = format!("subject-{kind}");
    if knows(lang, &key) { say(lang, &key) } else { kind.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    /// Codes of the same shape that no audit entry bears: events and files.
    const NO_ACTS: [&str; 4] = ["voice.arrived", "voice.readable", "voice.moment", "codebook.json"];

    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(fs::read_to_string(path).unwrap());
            }
        }
    }

    /// Every `"family.what"` written in a file that writes the audit log.
    fn acts() -> Vec<String> {
        let mut files = Vec::new();
        for slice in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap().flatten() {
            // The chain's own tests write acts of nobody.
            if slice.path().join("src").is_dir() && slice.file_name() != "spine" {
                sources(&slice.path().join("src"), &mut files);
            }
        }
        let writes = |text: &&String| {
            ["audit::write(", "log(tx", "log(&mut tx", "act: \""].iter().any(|call| text.contains(call))
        };
        let shape = |text: &str| {
            let sound = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            text.split_once('.').is_some_and(|(family, what)| sound(family) && sound(what))
        };
        let mut acts: Vec<String> = files
            .iter()
            .filter(writes)
            .flat_map(|text| text.split('"').skip(1).map(str::to_owned).collect::<Vec<_>>())
            .filter(|text| shape(text) && FAMILIES.contains(&text.split('.').next().unwrap_or_default()))
            .filter(|text| !NO_ACTS.contains(&text.as_str()))
            .collect();
        acts.sort();
        acts.dedup();
        acts
    }

    #[test]
    fn every_act_that_is_written_has_its_words() {
        ::pages::words::install(&[crate::upkeep::WORDS]).unwrap();
        let acts = acts();
        assert!(acts.len() > 40 && acts.iter().any(|act| act == "voice.publication-decided"), "{acts:?}");
        for lang in Lang::ALL {
            let silent: Vec<&String> = acts.iter().filter(|code| act(lang, code) == **code).collect();
            assert!(silent.is_empty(), "acts without words in {lang:?}: {silent:?}");
            for name in FAMILIES {
                assert!(knows(lang, &format!("journal-family-{name}")), "{name}");
            }
            for (kind, _) in PAGES {
                assert!(knows(lang, &format!("subject-{kind}")), "{kind}");
            }
        }
    }
}
