//! Everything that is to be put right in a draft, each with the way to its place.

use std::collections::HashMap;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure};
use pages::{
    Markup, html,
    parts::{self, Tone, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields,
    draft::{Open, Part},
    length, terms, value,
};
use crate::instruments::{
    checks::Check,
    document::{Entry, condition},
};

/// Checks on a page: a large draft may have thousands.
const A_PAGE: usize = 100;

/// The page. It is found anew each time it is shown.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let lang = desk.lang();
    let pages = open.checks().len().div_ceil(A_PAGE).max(1);
    let page = value::<usize>(&asked, "page").unwrap_or(1).clamp(1, pages);
    let shown = open.checks().iter().skip((page - 1) * A_PAGE).take(A_PAGE);
    let body = html! {
        h2 { (say(lang, "instruments-tab-checks")) }
        @if open.checks().is_empty() {
            (parts::empty(say(lang, "instruments-sound-title"), say(lang, "instruments-sound-why"), ""))
        } @else {
            p { (say(lang, "instruments-checks-lead")) }
            (list(&desk, &open, shown))
            (parts::pager(lang, u32::try_from(page).unwrap_or(1), u32::try_from(pages).unwrap_or(1),
                |page| desk.look.link(&format!("{}?page={page}", open.part(Part::Checks)))))
        }
        (length::told(&desk, &open))
    };
    let title = say(lang, "instruments-tab-checks");
    Ok(open.page(&desk, Part::Checks, &title, html! {}, &body).into_response())
}

/// A list of checks, each a link to where it is mended.
pub(super) fn list<'a>(desk: &Desk, open: &Open, checks: impl Iterator<Item = &'a Check>) -> Markup {
    let lang = desk.lang();
    // Found once for all lines: a draft may have thousands of each.
    let items: HashMap<&str, Entry<'_>> = open.doc().entries().into_iter().map(|entry| (entry.link, entry)).collect();
    let of = |check: &Check| check.link.as_deref().and_then(|link| items.get(link).copied());
    html! {
        ul.checks {
            @for check in checks {
                li {
                    @if check.blocks { (tag(Tone::Warning, say(lang, "instruments-blocks"))) } @else { (tag(Tone::Info, say(lang, "instruments-look-at"))) }
                    " " (check.message(lang)) " "
                    a href=(desk.look.link(&place(open, check, of(check)))) {
                        (say_with(lang, "instruments-mend-at", &[("place", place_words(open, lang, check, of(check)).into())]))
                    }
                }
            }
        }
    }
}

/// Where a check is mended.
fn place(open: &Open, check: &Check, entry: Option<Entry<'_>>) -> String {
    match entry {
        Some(entry) if check.code.starts_with("enable") && !condition::of(entry.item).is_empty() => {
            format!("{}#condition", open.question(entry.link))
        }
        Some(entry) => open.question(entry.link),
        None if check.code.starts_with("score") => open.part(Part::Scores),
        None if check.code == "no-question" => open.part(Part::Outline),
        None if terms::is_of_terms(check) => format!("{}#conditions-usage", open.part(Part::About)),
        None => open.part(Part::About),
    }
}

fn place_words(open: &Open, lang: Lang, check: &Check, entry: Option<Entry<'_>>) -> String {
    let head = if check.code.starts_with("score") { "instruments-tab-scores" } else { "instruments-tab-about" };
    entry.map_or_else(|| say(lang, head), |entry| entry.title(open.doc(), lang))
}
