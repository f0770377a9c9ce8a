//! Everything that is to be put right in a draft, each with the way to its place.

use axum::{
    extract::{Path, State},
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

use super::draft::{Open, Part};
use crate::instruments::{checks::Check, document::condition};

/// The page. It is found anew each time it is shown.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let lang = desk.lang();
    let body = html! {
        h2 { (say(lang, "instruments-tab-checks")) }
        @if open.checks().is_empty() {
            (parts::empty(say(lang, "instruments-sound-title"), say(lang, "instruments-sound-why"), ""))
        } @else {
            p { (say(lang, "instruments-checks-lead")) }
            (list(&desk, &open, open.checks().iter()))
        }
    };
    let title = say(lang, "instruments-tab-checks");
    Ok(open.page(&desk, Part::Checks, &title, html! {}, &body).into_response())
}

/// A list of checks, each a link to where it is mended.
pub(super) fn list<'a>(desk: &Desk, open: &Open, checks: impl Iterator<Item = &'a Check>) -> Markup {
    let lang = desk.lang();
    html! {
        ul.checks {
            @for check in checks {
                li {
                    @if check.blocks { (tag(Tone::Warning, say(lang, "instruments-blocks"))) } @else { (tag(Tone::Info, say(lang, "instruments-look-at"))) }
                    " " (check.message(lang)) " "
                    a href=(desk.look.link(&place(open, check))) {
                        (say_with(lang, "instruments-mend-at", &[("place", place_words(open, lang, check).into())]))
                    }
                }
            }
        }
    }
}

/// Where a check is mended.
fn place(open: &Open, check: &Check) -> String {
    let item = check.link.as_deref().and_then(|link| open.doc().item(link).map(|item| (link, item)));
    match item {
        Some((link, item)) if check.code.starts_with("enable") && !condition::of(item).is_empty() => {
            format!("{}#condition", open.question(link))
        }
        Some((link, _)) => open.question(link),
        None if check.code.starts_with("score") => open.part(Part::Scores),
        None if check.code == "no-question" => open.part(Part::Outline),
        None if check.code == "licence-missing" || check.code == "licence-expired" => {
            format!("{}#conditions-usage", open.part(Part::About))
        }
        None => open.part(Part::About),
    }
}

fn place_words(open: &Open, lang: Lang, check: &Check) -> String {
    let entry = open.doc().entries().into_iter().find(|entry| Some(entry.link) == check.link.as_deref());
    let head = if check.code.starts_with("score") { "instruments-tab-scores" } else { "instruments-tab-about" };
    entry.map_or_else(|| say(lang, head), |entry| entry.title(open.doc(), lang))
}
