//! The words of every page, in Fluent files beside the slice that says them.
//!
//! Each slice offers a [`Source`]; the binary gives all of them to [`install`] once, and pages call [`say`]. Writers of
//! French type plain spaces and apostrophes: the kit sets the narrow no-break space before `; ! ?` and `%`, the
//! no-break space before `:` and inside guillemets, and the typographic apostrophe. So a test compares a page with what
//! [`say`] gives, never with a copy of the text.

mod parity;

use std::{
    borrow::Cow,
    collections::BTreeSet,
    sync::{Mutex, PoisonError, RwLock},
};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use kernel::Lang;
use unic_langid::LanguageIdentifier;

use crate::dates;
pub use parity::differences;

/// The words of one slice in both languages, usually
/// `Source { name: "stories", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") }`.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The slice, for error messages; a name is installed once.
    pub name: &'static str,
    /// The French Fluent text.
    pub fr: &'static str,
    /// The English Fluent text.
    pub en: &'static str,
}

/// The words of the kit itself. Installed with any other; nobody has to ask for them.
pub const OWN: Source = Source { name: "pages", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };

/// A value put into a phrase. Numbers choose the plural and are written as the language writes them.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A piece of text, put as it is (the page escapes it).
    Text(String),
    /// A number.
    Number(f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(number: $kind) -> Self {
                Self::Number(number as f64)
            }
        }
    )*};
}
numbers!(i8, u8, i16, u16, i32, u32, i64, u64, usize, f32, f64);

type Bundle = FluentBundle<FluentResource>;

struct Words {
    installed: BTreeSet<&'static str>,
    fr: Bundle,
    en: Bundle,
}

static WORDS: RwLock<Option<Words>> = RwLock::new(None);
static MISSING: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Installs the words of the slices (and the kit's own). A source whose name is already installed is left as it is, so
/// tests may call this as often as they like. The errors name the source: a syntax error, a key said twice, a key or a
/// variable that one language has and the other lacks. What could be read is installed even then.
pub fn install(sources: &[Source]) -> Result<(), Vec<String>> {
    let mut guard = WORDS.write().unwrap_or_else(PoisonError::into_inner);
    let words = guard.get_or_insert_with(empty);
    let mut errors = Vec::new();
    for source in std::iter::once(&OWN).chain(sources) {
        if words.installed.insert(source.name) {
            errors.extend(differences(source));
            add(&mut words.fr, source.name, "fr", source.fr, &mut errors);
            add(&mut words.en, source.name, "en", source.en, &mut errors);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn empty() -> Words {
    let mut fr = bundle("fr");
    fr.set_transform(Some(french));
    fr.set_formatter(Some(|value, _| number_in(Lang::Fr, value)));
    let mut en = bundle("en-GB");
    en.set_formatter(Some(|value, _| number_in(Lang::En, value)));
    Words { installed: BTreeSet::new(), fr, en }
}

fn bundle(tag: &str) -> Bundle {
    let mut made = Bundle::new_concurrent(vec![tag.parse::<LanguageIdentifier>().unwrap_or_default()]);
    // Isolation marks would end in titles, addresses and exports; both languages here run left to right.
    made.set_use_isolating(false);
    made
}

fn add(bundle: &mut Bundle, name: &str, lang: &str, text: &str, errors: &mut Vec<String>) {
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partial, problems)| {
        errors.extend(problems.iter().map(|p| format!("{name}/{lang}.ftl: {p}")));
        partial
    });
    if let Err(problems) = bundle.add_resource(resource) {
        errors.extend(problems.iter().map(|p| format!("{name}/{lang}.ftl: {p}")));
    }
}

/// The phrase of a key. A missing key shows the key itself and is kept for [`missing_keys`].
pub fn say(lang: Lang, key: &str) -> String {
    say_with(lang, key, &[])
}

/// The phrase of a key with its values: `say_with(lang, "voices-count", &[("n", 14.into())])`.
pub fn say_with(lang: Lang, key: &str, values: &[(&str, Value)]) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in values {
        args.set(
            *name,
            match value {
                Value::Text(text) => FluentValue::from(text.clone()),
                Value::Number(number) => FluentValue::from(*number),
            },
        );
    }
    find(lang, key, &args).unwrap_or_else(|| {
        MISSING.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{}: {key}", lang.tag()));
        key.to_owned()
    })
}

/// Whether a key is known in a language, without recording it as missing.
pub fn knows(lang: Lang, key: &str) -> bool {
    with_bundle(lang, |bundle| bundle.has_message(key))
}

/// The keys and variables asked for and not found since the start, as `fr: key`. Empty, or a test fails.
pub fn missing_keys() -> Vec<String> {
    MISSING.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
}

fn find(lang: Lang, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    with_bundle(lang, |bundle| {
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        if !errors.is_empty() {
            let mut missing = MISSING.lock().unwrap_or_else(PoisonError::into_inner);
            missing.extend(errors.iter().map(|error| format!("{}: {key}: {error}", lang.tag())));
        }
        Some(said)
    })
}

fn with_bundle<T>(lang: Lang, ask: impl FnOnce(&Bundle) -> T) -> T {
    let pick = |words: &Words, ask| match lang {
        Lang::Fr => run(&words.fr, ask),
        Lang::En => run(&words.en, ask),
    };
    {
        let guard = WORDS.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = guard.as_ref() {
            return pick(words, ask);
        }
    }
    // Nothing installed yet: the kit's own words always answer. Their own faults are caught by a test of this crate.
    let _ = install(&[]);
    let mut guard = WORDS.write().unwrap_or_else(PoisonError::into_inner);
    pick(guard.get_or_insert_with(empty), ask)
}

fn run<T>(bundle: &Bundle, ask: impl FnOnce(&Bundle) -> T) -> T {
    ask(bundle)
}

fn number_in(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimals = number.options.maximum_fraction_digits.unwrap_or(3);
    let least = number.options.minimum_fraction_digits.unwrap_or(0);
    Some(dates::number_between(lang, number.value, least, decimals))
}

/// Sets French typography in a text: the right spaces before high punctuation, inside guillemets and before `%`, and the
/// typographic apostrophe. Text that already has them is left alone.
pub fn french(text: &str) -> Cow<'_, str> {
    const RULES: [(&str, &str); 9] = [
        (" ;", "\u{202f};"),
        (" !", "\u{202f}!"),
        (" ?", "\u{202f}?"),
        (" %", "\u{202f}%"),
        (" :", "\u{a0}:"),
        (" »", "\u{a0}»"),
        ("« ", "«\u{a0}"),
        (" €", "\u{a0}€"),
        ("'", "\u{2019}"),
    ];
    let mut set = Cow::Borrowed(text);
    for (plain, typeset) in RULES {
        if set.contains(plain) {
            set = Cow::Owned(set.replace(plain, typeset));
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Source = Source {
        name: "sample",
        fr: "sample-count = { $n ->\n    [one] { $n } personne l'a dit : « oui » ?\n   *[other] { $n } personnes l'ont dit\n }",
        en: "sample-count = { $n ->\n    [one] { $n } person said so\n   *[other] { $n } people said so\n }",
    };

    #[test]
    fn the_kits_own_words_are_the_same_in_both_languages() {
        assert_eq!(differences(&OWN), Vec::<String>::new());
        install(&[]).unwrap();
    }

    #[test]
    fn plurals_numbers_and_spaces_follow_the_language() {
        install(&[SAMPLE]).unwrap();
        install(&[SAMPLE]).unwrap();
        let n = |n: f64| [("n", Value::from(n))];
        assert_eq!(say_with(Lang::Fr, "sample-count", &n(0.0)), "0 personne l’a dit\u{a0}: «\u{a0}oui\u{a0}»\u{202f}?");
        assert_eq!(say_with(Lang::Fr, "sample-count", &n(12345.5)), "12\u{202f}345,5 personnes l’ont dit");
        assert_eq!(say_with(Lang::En, "sample-count", &n(0.0)), "0 people said so");
        assert_eq!(say_with(Lang::En, "sample-count", &n(12345.5)), "12,345.5 people said so");
    }

    #[test]
    fn a_missing_key_shows_itself_and_is_recorded() {
        assert_eq!(say(Lang::En, "no-such-key"), "no-such-key");
        assert!(missing_keys().contains(&"en: no-such-key".to_owned()));
    }
}
