//! The terms of use on pages: their part of a draft's form, what they say on a version's page, and why they keep a
//! questionnaire from being asked, in the words that the command line says too.

use std::collections::BTreeSet;

use instruments::{Mode, Permission};
use kernel::{Day, Lang};
use pages::{
    Markup, dates,
    fields::{Choice, DateField, Errors, Form},
    html,
    parts::{Tone, facts, notice},
    words::{say, say_with},
};

use super::{Fields, field, in_lang, pair, put_two, two};
use crate::instruments::{
    checks::Check,
    document::{
        json::Two,
        terms::{LOCK, Terms, tags},
    },
};

/// The most characters of a name or a number in the terms.
const SHORT: usize = 300;

/// The part of a draft's form. `checks` are those of the draft: what is wrong with its terms stands above them.
pub(super) fn section(lang: Lang, form: Form<'_>, fields: &Fields, checks: &[Check]) -> Markup {
    let text = |name: &str, key: &str, rows: u8| pair(form, lang, fields, name, &say(lang, key), rows, 0);
    let line = |name: &str| {
        form.text(name, say(lang, &format!("instruments-terms-{name}")))
            .hint(say(lang, &format!("instruments-terms-{name}-hint")))
            .optional()
            .value(field(fields, name))
            .at_most(SHORT)
    };
    let part = |which: &str| field(fields, &format!("expires-{which}"));
    let kinds = [Permission::Open, Permission::Agreement].map(|one| {
        Choice::new(one.code(), say(lang, &format!("instruments-terms-kind-{}", one.code())))
            .hint(say(lang, &format!("instruments-terms-kind-{}-why", one.code())))
    });
    html! {
        section {
            h2 #conditions-usage { (say(lang, "instruments-terms-title")) }
            p.hint { (say(lang, "instruments-terms-hint")) }
            (wrong(lang, checks))
            (text("terms-name", "instruments-terms-name", 1))
            (form.radios("kind", say(lang, "instruments-terms-kind")).with_all(kinds).chosen(field(fields, "kind")))
            h3 { (say(lang, "instruments-terms-agreement")) }
            p.hint { (say(lang, "instruments-terms-agreement-hint")) }
            (line("holder"))
            (line("granted-to"))
            (line("proof"))
            (line("family"))
            (form.date("expires", say(lang, "instruments-terms-expires")).hint(say(lang, "instruments-terms-expires-hint"))
                .optional().written(&part("day"), &part("month"), &part("year")))
            (text("terms-fee", "instruments-terms-fee", 1))
            (covered(lang, form, fields))
            (lock(lang, form, fields))
            h3 { (say(lang, "instruments-terms-text")) }
            (text("terms-source", "instruments-terms-source", 2))
            (text("terms-note", "instruments-terms-note", 2))
        }
    }
}

/// The ways and languages that the terms cover.
fn covered(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let chosen = |name: &'static str| fields.iter().filter(move |(given, _)| given == name).map(|(_, value)| value);
    let mut modes = form
        .checkboxes("licence-mode", say(lang, "instruments-terms-modes"))
        .hint(say(lang, "instruments-terms-modes-hint"));
    for mode in Mode::ALL {
        modes = modes.choice(mode.code(), mode.label(lang));
    }
    for one in chosen("licence-mode") {
        modes = modes.chosen(one.as_str());
    }
    let languages = form
        .text("licence-languages", say(lang, "instruments-terms-languages"))
        .hint(say(lang, "instruments-terms-languages-hint"))
        .optional()
        .value(field(fields, "licence-languages"))
        .at_most(SHORT);
    html! { (modes) (languages) }
}

/// The lock of a validated wording: ticked, it keeps the hash it has, or takes that of the questionnaire as it stands.
fn lock(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let held = field(fields, "wording");
    let value = if held.is_empty() { LOCK } else { held.as_str() };
    let mut boxes = form.checkboxes("wording", say(lang, "instruments-terms-wording"));
    let one = Choice::new(value, say(lang, "instruments-terms-wording-lock"));
    boxes = boxes.with(one.hint(say(lang, "instruments-terms-wording-why")));
    if !held.is_empty() {
        boxes = boxes.chosen(value);
    }
    html! { (boxes) }
}

/// What is wrong with the terms of a draft today, in the words of the checks.
fn wrong(lang: Lang, checks: &[Check]) -> Markup {
    let own: Vec<String> = checks.iter().filter(|check| is_of_terms(check)).map(|check| check.message(lang)).collect();
    refusals(lang, &own)
}

/// Whether a check is about the terms of use.
pub(super) fn is_of_terms(check: &Check) -> bool {
    check.link.is_none() && check.code.starts_with("licence")
}

/// Why a questionnaire may not be asked, as a notice; nothing when it may.
pub(super) fn refusals(lang: Lang, said: &[String]) -> Markup {
    html! {
        @if !said.is_empty() {
            (notice(lang, Tone::Warning, say(lang, "instruments-terms-refused"), html! { ul { @for one in said { li { (one) } } } }))
        }
    }
}

/// Adds the fields that stored terms fill.
pub(super) fn put_fields(out: &mut Fields, terms: &Terms) {
    put_two(out, "terms-name", &terms.name);
    put_two(out, "terms-source", &terms.source);
    put_two(out, "terms-note", &terms.note);
    put_two(out, "terms-fee", &terms.fee);
    let mut put = |name: &str, value: &str| out.push((name.to_owned(), value.to_owned()));
    put("kind", terms.permission.code());
    put("holder", &terms.holder);
    put("granted-to", &terms.granted_to);
    put("proof", &terms.proof);
    put("family", &terms.instrument);
    if !terms.wording.is_empty() {
        put("wording", &terms.wording);
    }
    let tags: Vec<&str> = terms.languages.iter().map(String::as_str).collect();
    put("licence-languages", &tags.join(", "));
    terms.modes.iter().for_each(|mode| put("licence-mode", mode.code()));
    if let Some(day) = terms.expires {
        for (part, value) in ["year", "month", "day"].into_iter().zip(day.to_string().split('-')) {
            put(&format!("expires-{part}"), value.trim_start_matches('0'));
        }
    }
}

/// Reads the terms of a form; what is wrong goes to the errors.
pub(super) fn read(fields: &Fields, errors: &mut Errors) -> Terms {
    let part = |which: &str| field(fields, &format!("expires-{which}"));
    let (day, month, year) = (part("day"), part("month"), part("year"));
    let expires: Option<Day> = DateField::read(&day, &month, &year);
    if expires.is_none() && ![&day, &month, &year].iter().all(|text| text.is_empty()) {
        errors.add("expires", "kit-error-date");
    }
    for name in ["holder", "granted-to", "proof", "family", "licence-languages"] {
        if field(fields, name).chars().count() > SHORT {
            errors.add_with(name, "kit-at-most", vec![("n", SHORT.into())]);
        }
    }
    let languages = tags(&field(fields, "licence-languages")).unwrap_or_else(|wrong| {
        errors.add_with("licence-languages", "instruments-say-language-tag", vec![("tag", wrong.into())]);
        BTreeSet::new()
    });
    let modes = fields.iter().filter(|(name, _)| name == "licence-mode");
    Terms {
        name: two(fields, "terms-name"),
        permission: Permission::from_code(&field(fields, "kind")).unwrap_or_default(),
        instrument: field(fields, "family"),
        holder: field(fields, "holder"),
        granted_to: field(fields, "granted-to"),
        source: two(fields, "terms-source"),
        proof: field(fields, "proof"),
        expires,
        fee: two(fields, "terms-fee"),
        modes: modes.filter_map(|(_, code)| Mode::from_code(code)).collect(),
        languages,
        note: two(fields, "terms-note"),
        wording: read_lock(&field(fields, "wording")),
    }
}

/// A lock is asked for, or is one that was made: anything else that is sent is none.
fn read_lock(sent: &str) -> String {
    let made = sent.len() == 64 && sent.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if made || sent == LOCK { sent.to_owned() } else { String::new() }
}

/// The terms on the page of a version, and why they keep it from being asked today.
pub(super) fn of_version(lang: Lang, terms: &Terms, refused: &[String]) -> Markup {
    html! {
        section {
            h2 #conditions-usage { (say(lang, "instruments-terms-title")) }
            (refusals(lang, refused))
            (facts(told(lang, terms)))
        }
    }
}

/// The terms as facts for a page: each part that is said, with its name.
fn told(lang: Lang, terms: &Terms) -> Vec<(String, Markup)> {
    let row = |key: &str, value: Markup| (say(lang, key), value);
    if terms.is_empty() {
        return vec![row("instruments-terms-name", html! { (say(lang, "instruments-terms-none")) })];
    }
    let mut out = Vec::new();
    let mut put_text = |key: &str, text: &Two| {
        if !text.is_empty() {
            out.push(row(key, in_lang(lang, text)));
        }
    };
    put_text("instruments-terms-name", &terms.name);
    put_text("instruments-terms-fee", &terms.fee);
    put_text("instruments-terms-source", &terms.source);
    put_text("instruments-terms-note", &terms.note);
    for (key, text) in plain(lang, terms) {
        if !text.is_empty() {
            out.push(row(key, html! { (text) }));
        }
    }
    out
}

/// The parts of the terms that are not written in two languages, in words: the key of its name, what it says.
pub(super) fn plain(lang: Lang, terms: &Terms) -> Vec<(&'static str, String)> {
    let modes: Vec<&str> = terms.modes.iter().map(|mode| mode.label(lang)).collect();
    let languages: Vec<&str> = terms.languages.iter().map(String::as_str).collect();
    let or_all = |said: String, key: &str| if said.is_empty() { say(lang, key) } else { said };
    vec![
        ("instruments-terms-kind", say(lang, &format!("instruments-terms-kind-{}", terms.permission.code()))),
        ("instruments-terms-holder", terms.holder.clone()),
        ("instruments-terms-granted-to", terms.granted_to.clone()),
        ("instruments-terms-proof", terms.proof.clone()),
        ("instruments-terms-family", terms.instrument.clone()),
        (
            "instruments-terms-expires",
            terms.expires.map_or_else(
                || say(lang, "instruments-terms-no-end"),
                |day| say_with(lang, "instruments-terms-until", &[("day", dates::day(lang, day).into())]),
            ),
        ),
        ("instruments-terms-modes", or_all(modes.join(", "), "instruments-terms-every-mode")),
        ("instruments-terms-languages", or_all(languages.join(", "), "instruments-terms-every-language")),
        (
            "instruments-terms-wording",
            say(
                lang,
                if terms.wording.is_empty() {
                    "instruments-terms-wording-open"
                } else {
                    "instruments-terms-wording-held"
                },
            ),
        ),
    ]
}
