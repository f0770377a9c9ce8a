//! Two people changed the same thing: what the other one stored, beside what was typed. Nothing is lost, and nothing is
//! replaced unseen.

use kernel::Lang;
use pages::{
    Markup, html,
    parts::{Tone, notice},
    words::say,
};

use super::{Fields, compare::marked, field, rendering};

/// The fields that differ: stored first, then the words that were typed.
pub(super) fn told(lang: Lang, stored: &Fields, typed: &Fields) -> Markup {
    let known: Vec<&String> = stored.iter().map(|(name, _)| name).collect();
    let fresh = typed.iter().map(|(name, _)| name).filter(|name| is_written(name) && !known.contains(name));
    let names: Vec<&String> = known.iter().copied().chain(fresh).collect();
    let differing = names.into_iter().filter(|name| field(stored, name) != field(typed, name) && is_written(name));
    notice(
        lang,
        Tone::Warning,
        say(lang, "instruments-conflict-title"),
        html! {
            p { (say(lang, "instruments-conflict-kept")) }
            ul {
                @for name in differing {
                    li { strong { (label(lang, name)) } " – " (marked(lang, &value(lang, stored, name), &value(lang, typed, name))) }
                }
            }
        },
    )
}

/// Everything that was typed, to be copied: the question it belongs to is gone.
pub(super) fn words(lang: Lang, typed: &Fields) -> Markup {
    let written = typed.iter().filter(|(name, text)| is_written(name) && !text.trim().is_empty());
    notice(
        lang,
        Tone::Info,
        say(lang, "instruments-typed-words"),
        html! { ul { @for (name, _) in written { li { strong { (label(lang, name)) } " – " (value(lang, typed, name)) } } } },
    )
}

/// What a field holds, as a person reads it.
fn value(lang: Lang, fields: &Fields, name: &str) -> String {
    if name == "rendering" { rendering::sent(lang, fields) } else { field(fields, name) }
}

/// Whether a field holds something a person wrote.
fn is_written(name: &str) -> bool {
    !matches!(name, "revision" | "go") && !name.ends_with("-at")
}

/// The words of a field: what it is, its number where it has one, its language.
fn label(lang: Lang, name: &str) -> String {
    let (bare, tongue) = match (name.strip_suffix("-fr"), name.strip_suffix("-en")) {
        (Some(bare), _) => (bare, Some("fr")),
        (_, Some(bare)) => (bare, Some("en")),
        _ => (name, None),
    };
    let parts: Vec<&str> = bare.split('-').collect();
    let number = parts.iter().find_map(|part| part.parse::<usize>().ok());
    let key = match parts.as_slice() {
        ["wording", speaker] => format!("instruments-wording-{speaker}"),
        ["choice", _, "weight"] => "instruments-field-weight".to_owned(),
        ["choice", _, "missing"] => "instruments-field-missing".to_owned(),
        ["choice", _, "code"] => "instruments-field-code".to_owned(),
        ["choice", ..] => "instruments-choice-label".to_owned(),
        ["repeats"] => "instruments-repeats".to_owned(),
        ["fewest"] => "instruments-repeats-fewest".to_owned(),
        ["blocks"] => "instruments-repeats-most".to_owned(),
        ["hint"] => "instruments-hint".to_owned(),
        ["rendering"] => "instruments-rendering".to_owned(),
        ["step"] => "instruments-step".to_owned(),
        ["holder" | "proof" | "family"] | ["granted", "to"] => format!("instruments-terms-{bare}"),
        ["terms", part] => format!("instruments-terms-{part}"),
        ["licence", "mode"] => "instruments-terms-modes".to_owned(),
        ["licence", "languages"] => "instruments-terms-languages".to_owned(),
        ["kind"] => "instruments-terms-kind".to_owned(),
        ["expires", _] => "instruments-terms-expires".to_owned(),
        [name, ..] if name.starts_with("value:") => "instruments-field-weight".to_owned(),
        [name, ..] if name.starts_with("weight:") => "instruments-score-item-weight".to_owned(),
        [name, ..] if name.starts_with("reversed:") => "instruments-score-scale".to_owned(),
        ["item", ..] => "instruments-score-items".to_owned(),
        ["rule"] => "instruments-score-rule".to_owned(),
        ["least" | "count"] => "instruments-score-least".to_owned(),
        ["purpose"] => "instruments-purpose".to_owned(),
        ["designers"] => "instruments-designers".to_owned(),
        ["title"] => "instruments-name".to_owned(),
        _ => "instruments-field-other".to_owned(),
    };
    let mut words =
        if pages::words::knows(lang, &key) { say(lang, &key) } else { say(lang, "instruments-field-other") };
    if let Some(number) = number {
        words.push_str(&format!(" {}", number + 1));
    }
    if let Some(tongue) = tongue {
        words.push_str(&format!(" ({})", say(lang, &format!("instruments-in-{tongue}"))));
    }
    words
}
