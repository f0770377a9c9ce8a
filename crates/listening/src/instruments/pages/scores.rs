//! The scores of a draft: each in words, with the way to write and to take it out. The same words stand on a version's page
//! and where two versions are compared.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, hidden},
    html,
    parts::{self, Tone, notice, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, checks,
    draft::{Open, Part},
    encoded, field, in_lang, sent,
};
use crate::instruments::{
    actions::{self, Edit, InstrumentProblem, Touches},
    document::{
        Doc,
        score::{self, Change, Least, Missing, Rule, Score},
    },
    model::Act,
};

/// The page.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let done = matches!(field(&asked, "fait").as_str(), "1");
    let before = html! { @if done { (notice(desk.lang(), Tone::Success, say(desk.lang(), "instruments-saved"), "")) } };
    Ok(page(&desk, &open, before).into_response())
}

fn page(desk: &Desk, open: &Open, before: Markup) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let scores = score::all(open.doc());
    let wrong = open.checks().iter().filter(|check| check.link.is_none() && check.code.starts_with("score"));
    let body = html! {
        h2 { (say(lang, "instruments-tab-scores")) }
        p { (say(lang, "instruments-scores-lead")) }
        @if wrong.clone().count() > 0 { (checks::list(desk, open, wrong)) }
        @if scores.is_empty() {
            (parts::empty(say(lang, "instruments-no-score"), say(lang, "instruments-no-score-why"), ""))
            @let why = score::why_none(open.doc());
            @if !why.is_empty() { p.written { (in_lang(lang, &why)) } }
        }
        @for one in &scores {
            section.score {
                h3 { (titled(lang, one)) }
                (told(lang, open.doc(), one))
                @if open.edits {
                    div.buttons {
                        (Button::link(html! { (say(lang, "instruments-score-edit")) span.visually-hidden { " – " (titled(lang, one)) } },
                            desk.look.link(&format!("{}/score?s={}", open.path(), encoded(&one.id)))).secondary())
                    }
                    (parts::more(html! { (say(lang, "instruments-score-drop")) span.visually-hidden { " – " (titled(lang, one)) } }, html! {
                        p { (say(lang, "instruments-score-drop-why")) }
                        form method="post" action=(desk.look.link(&open.part(Part::Scores))) {
                            (hidden("revision", &open.draft.revision.to_string()))
                            (Button::submit(say(lang, "instruments-score-drop-yes")).named("go", format!("drop:{}", one.id)).danger())
                        }
                    }))
                }
            }
        }
        @if open.edits { p { (Button::link(say(lang, "instruments-score-new"), desk.look.link(&format!("{}/score", open.path())))) } }
    };
    open.page(desk, Part::Scores, &say(lang, "instruments-tab-scores"), before, &body)
}

/// The name of a score, or that it has none yet.
pub(super) fn titled(lang: Lang, one: &Score) -> Markup {
    if one.title.is_empty() {
        html! { (say(lang, "instruments-untitled")) }
    } else {
        in_lang(lang, &one.title)
    }
}

/// A score in words: the rule, the answers it needs, its questions, what missing answers do.
pub(super) fn told(lang: Lang, doc: &Doc, one: &Score) -> Markup {
    let counted = score::counted(doc, one);
    html! {
        p { (rule(lang, one)) " " (least(lang, one)) }
        @if !one.note.is_empty() { p.written { (in_lang(lang, &one.note)) } }
        @if !one.source.is_empty() { p { (say(lang, "instruments-score-source")) " : " (in_lang(lang, &one.source)) } }
        @if matches!(one.rule, Rule::Mean | Rule::Sum | Rule::Prorated) { p.hint { (say(lang, "instruments-score-not-hundred")) } }
        ul {
            @for (part, entry) in &counted {
                li {
                    @match entry {
                        Some(entry) => { @if entry.number > 0 { (entry.number) ". " } (entry.title(doc, lang)) }
                        None => { code { (part.link) } " " (tag(Tone::Warning, say(lang, "instruments-score-gone"))) }
                    }
                    @if part.reversed { " " (tag(Tone::Plain, say(lang, "instruments-score-reversed"))) }
                    @if !part.weight.is_empty() { " " (tag(Tone::Plain, say_with(lang, "instruments-score-weighs", &[("n", part.weight.as_str().into())]))) }
                }
            }
        }
        @if let (Some(first), Some(last)) = (one.table.first(), one.table.last()) {
            p { (say_with(lang, "instruments-score-table-says", &[
                ("n", one.table.len().into()), ("from", first.0.as_str().into()), ("to", last.0.as_str().into()),
                ("low", first.1.as_str().into()), ("high", last.1.as_str().into())])) }
        }
        @for (kind, does) in &one.missing {
            p.hint { (say_with(lang, if *does == Missing::Leaves { "instruments-score-leaves" } else { "instruments-score-counts" }, &[
                ("kind", kind.label(lang).into()),
                ("n", if let Missing::Counts(n) = does { n.as_str() } else { "" }.into()),
            ])) }
        }
    }
}

pub(super) fn rule(lang: Lang, one: &Score) -> String {
    let n = one.parts.len();
    say_with(lang, &format!("instruments-score-says-{}", one.rule.code()), &[("n", n.into()), ("top", one.top.into())])
}

pub(super) fn least(lang: Lang, one: &Score) -> String {
    let n = if let Least::Count(n) = one.least { n } else { 0 };
    say_with(lang, &format!("instruments-score-needs-{}", one.least.code()), &[("n", n.into())])
}

/// The scores that changed from one document to another; nothing when none did.
pub(super) fn compared(lang: Lang, before: &Doc, after: &Doc) -> Markup {
    let changes = score::compare(before, after);
    let side = |key: &str, doc: &Doc, one: &Score| {
        html! { h4 { (say(lang, key)) } (told(lang, doc, one)) }
    };
    html! {
        @if !changes.is_empty() {
            section {
                h2 { (say(lang, "instruments-tab-scores")) }
                @for change in &changes {
                    @match change {
                        Change::Added(one) => { h3 { (titled(lang, one)) " " (tag(Tone::Success, say(lang, "instruments-added"))) } (told(lang, after, one)) }
                        Change::Removed(one) => h3 { (titled(lang, one)) " " (tag(Tone::Warning, say(lang, "instruments-removed"))) },
                        Change::Changed(was, is) => {
                            h3 { (titled(lang, is)) " " (tag(Tone::Warning, say(lang, "instruments-score-changed"))) }
                            p { (say(lang, "instruments-score-changed-why")) }
                            div.pair {
                                div { (side("instruments-score-before", before, was)) }
                                div { (side("instruments-score-after", after, is)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Takes a score out.
pub(super) async fn change(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let revision = sent::revision(&fields)?;
    let go = field(&fields, "go");
    let id = go.strip_prefix("drop:").ok_or(Failure::Invalid)?;
    let subject = score::all(open.doc()).into_iter().find(|one| one.id == id);
    let subject = subject.map(|one| one.title.either(Lang::Fr).to_owned()).unwrap_or_default();
    let edit = Edit { draft: open.draft.id, revision, act: Act::Score, subject, touches: Touches::Head };
    let done = actions::change(&p, &desk.asker, edit, |_, doc| {
        if score::drop_score(doc, id) { Ok(()) } else { Err(InstrumentProblem::Gone) }
    })
    .await;
    match done {
        Ok(()) => Ok(seen(desk.look, &format!("{}?fait=1", open.part(Part::Scores)))),
        Err(problem) => {
            let (status, before) = sent::undone(&desk, problem, "instruments-too-heavy-untouched")?;
            Ok((status, page(&desk, &open, before)).into_response())
        }
    }
}
