//! Two versions side by side, item by item, each with whether its answers stay comparable.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure};
use pages::{
    Markup, html,
    parts::{self, Tone, header, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, HERE, crumbs,
    draft::Open,
    field,
    outline::{kind_key, times_told},
    rendering,
    version::opened,
};
use crate::instruments::{
    compare::{Change, Comparable, Fate, Head, Line, Piece, compare, head, pieces},
    document::{Doc, repeats::Times},
    model::VersionId,
};

/// The page: `de` is a version, `a` a version or a draft.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let (from, to) = (field(&asked, "de"), field(&asked, "a"));
    let id: VersionId = from.parse().map_err(|_| Failure::NotFound)?;
    let mut conn = p.db.reader().await?;
    let (old, before) = opened(&p, &mut conn, &desk, id).await?;
    let new = match to.parse() {
        Ok(id) => opened(&p, &mut conn, &desk, id).await.ok(),
        Err(_) => None,
    };
    drop(conn);
    let (name, after) = match new {
        Some((version, doc)) => (say_with(lang, "instruments-version-n", &[("n", version.version.into())]), doc),
        None => (say(lang, "instruments-a-draft"), Open::of(&p, &desk, &to).await?.doc().clone()),
    };
    let title = say_with(lang, "instruments-compare-title", &[("old", old.version.into()), ("new", name.into())]);
    let back = vec![(old.title.clone(), desk.look.link(&format!("{HERE}/versions/{}", old.id)))];
    let body = html! {
        (crumbs(&desk, &back, &title))
        (header(&title, say(lang, "instruments-compare-lead")))
        (body(lang, &before, &after))
    };
    Ok(desk.page(title, &format!("{HERE}/comparer?de={from}&a={to}"), body).into_response())
}

fn body(lang: Lang, before: &Doc, after: &Doc) -> Markup {
    let lines = compare(before, after);
    let count = |fate: Fate| lines.iter().filter(|line| line.fate == fate).count();
    let sums = [
        ("instruments-n-changed", count(Fate::Changed)),
        ("instruments-n-added", count(Fate::Added)),
        ("instruments-n-removed", count(Fate::Removed)),
        ("instruments-n-same", count(Fate::Same)),
    ];
    let sums: Vec<String> =
        sums.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| say_with(lang, key, &[("n", n.into())])).collect();
    let head = head(before, after);
    let shown: Vec<&Line> = lines.iter().filter(|line| line.fate != Fate::Same).collect();
    html! {
        p { (sums.join(", ")) "." }
        @if shown.is_empty() && head.is_same() { (parts::empty(say(lang, "instruments-nothing-changed"), say(lang, "instruments-nothing-changed-why"), "")) }
        (of_heads(lang, &head))
        ol.compared { @for line in shown { li { (one(lang, line)) } } }
        (super::scores::compared(lang, before, after))
    }
}

/// What the questionnaire says of itself and no longer says in the same words; its terms of use part by part.
fn of_heads(lang: Lang, head: &Head) -> Markup {
    let parts: Vec<(&str, String, String)> = head.terms.as_deref().map_or_else(Vec::new, |(was, is)| {
        let both = super::terms::plain(lang, was).into_iter().zip(super::terms::plain(lang, is));
        both.filter(|((_, old), (_, new))| old != new).map(|((key, old), (_, new))| (key, old, new)).collect()
    });
    html! {
        @if !head.is_same() {
            section {
                h2 { (say(lang, "instruments-about-title")) }
                ul {
                    @for one in &head.texts {
                        li { strong { (say(lang, one.key)) } " (" (say(lang, &format!("instruments-in-{}", one.lang.tag()))) ") – "
                            (worded(lang, one.lang, &one.before, &one.after)) }
                    }
                    @for (key, old, new) in &parts { li { strong { (say(lang, key)) } " – " (marked(lang, old, new)) } }
                }
            }
        }
    }
}

fn one(lang: Lang, line: &Line) -> Markup {
    let tone = match line.comparable {
        Some(Comparable::Yes) => Tone::Success,
        Some(Comparable::WithCare) => Tone::Info,
        Some(Comparable::No) => Tone::Warning,
        None => Tone::Plain,
    };
    html! {
        h2.outline-title { (super::in_lang(lang, &line.title)) }
        p.outline-about {
            (say(lang, kind_key(line.kind))) " "
            @match line.fate {
                Fate::Added => (tag(Tone::Success, say(lang, "instruments-added"))),
                Fate::Removed => (tag(Tone::Warning, say(lang, "instruments-removed"))),
                Fate::Changed | Fate::Same => {},
            }
            @if let Some(comparable) = line.comparable {
                (tag(tone, say(lang, &format!("instruments-comparable-{}", comparable.code()))))
            }
        }
        @if !line.changes.is_empty() { ul { @for change in &line.changes { li { (said(lang, change)) } } } }
    }
}

pub(super) fn said(lang: Lang, change: &Change) -> Markup {
    let tongue = |of: Lang| say(lang, &format!("instruments-in-{}", of.tag()));
    match change {
        Change::Moved => html! { (say(lang, "instruments-change-moved")) },
        Change::Kind(old, new) => html! {
            (say(lang, "instruments-kind")) " – " (marked(lang, &say(lang, kind_key(*old)), &say(lang, kind_key(*new))))
        },
        Change::Wording(speaker, of, old, new) => html! {
            (say(lang, &format!("instruments-wording-{}", speaker.code()))) " (" (tongue(*of)) ") – " (worded(lang, *of, old, new))
        },
        Change::Hint(of, old, new) => {
            html! { (say(lang, "instruments-hint")) " (" (tongue(*of)) ") – " (worded(lang, *of, old, new)) }
        }
        Change::ChoiceAdded(label) => {
            html! { (say(lang, "instruments-change-choice-added")) " " ins { (label.either(lang)) } }
        }
        Change::ChoiceRemoved(label) => {
            html! { (say(lang, "instruments-change-choice-removed")) " " del { (label.either(lang)) } }
        }
        Change::ChoiceWording(_, of, old, new) => html! {
            (say(lang, "instruments-change-choice")) " (" (tongue(*of)) ") – " (worded(lang, *of, old, new))
        },
        Change::Weight(label, old, new) => {
            let n = |value: &Option<i64>| value.map_or_else(|| "–".to_owned(), |n| n.to_string());
            html! { (say_with(lang, "instruments-change-weight", &[("answer", label.either(lang).into())])) " " (marked(lang, &n(old), &n(new))) }
        }
        Change::Missing(label) => {
            html! { (say_with(lang, "instruments-change-missing", &[("answer", label.either(lang).into())])) }
        }
        Change::ChoiceOrder => html! { (say(lang, "instruments-change-choice-order")) },
        Change::Times(old, new) => {
            let told = |times: &Option<Times>| {
                times.map_or_else(|| say(lang, "instruments-times-once"), |one| times_told(lang, one))
            };
            html! { (say(lang, "instruments-change-times")) " " (marked(lang, &told(old), &told(new))) }
        }
        Change::Repeated(_, is) => html! {
            (say(lang, if *is { "instruments-change-repeated" } else { "instruments-change-not-repeated" }))
        },
        Change::Condition => html! { (say(lang, "instruments-change-condition")) },
        Change::Limits => html! { (say(lang, "instruments-change-limits")) },
        Change::Rendering(looks) => {
            let [old, new] = looks.each_ref().map(|one| rendering::words(lang, one.kind, &one.rendering, &one.step));
            html! { (say(lang, "instruments-change-rendering")) " " del { span.visually-hidden { (say(lang, "instruments-gone")) " " } (old) }
            " " ins { span.visually-hidden { (say(lang, "instruments-new-words")) " " } (new) } }
        }
        Change::Around => html! { (say(lang, "instruments-change-around")) },
    }
}

/// Two sentences in their own language, the words that changed marked.
fn worded(lang: Lang, of: Lang, old: &str, new: &str) -> Markup {
    html! { span lang=[(of != lang).then_some(of.tag())] { (marked(lang, old, new)) } }
}

/// What went and what came, marked for the eye, and said for the ear.
pub(super) fn marked(lang: Lang, old: &str, new: &str) -> Markup {
    html! {
        span.diff { @for piece in pieces(old, new) {
            @match piece {
                Piece::Same(words) => { (words) " " },
                Piece::Gone(words) => { del { span.visually-hidden { (say(lang, "instruments-gone")) " " } (words) } " " },
                Piece::New(words) => { ins { span.visually-hidden { (say(lang, "instruments-new-words")) " " } (words) } " " },
            }
        } }
    }
}
