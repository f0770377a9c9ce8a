//! A draft's plan: its screens and questions in order, with what can be done to each; what was done lately can be taken back.

use std::collections::HashMap;

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use instruments::extensions as ext;
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup, dates,
    fields::{Button, Form, hidden},
    html,
    parts::{self, Moment, Tone, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, HERE,
    draft::{Open, Part},
    field, name_of, none, remarks, sent, value,
};
use crate::instruments::{
    actions::{self, Edit, InstrumentProblem, Touches},
    document::{
        Entry, Kind, condition, json::flag, question::Question, repeats::Times, scales::Begin, terms::locks_wording,
    },
    model::{Act, Revision},
    store,
};

/// Items on a page of the plan. The largest forms have some two thousand, each with its buttons.
const A_PAGE: usize = 100;

/// The page of the plan that an item stands on, from 1.
const fn page_of(at: usize) -> usize {
    at / A_PAGE + 1
}

/// Where an item stands in the plan, by its rank.
pub(super) fn place(open: &Open, at: usize) -> String {
    format!("{}?page={}#e{at}", open.path(), page_of(at))
}

/// The plan.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let done = field(&fields, "fait").parse().ok();
    let before = done.map_or_else(|| html! {}, |act: Act| told(desk.lang(), act));
    let at = value::<usize>(&fields, "page").unwrap_or(1);
    Ok(page(&p, &desk, &open, at, before).await?.into_response())
}

/// What was just done, so that whoever cannot see the list move hears it.
fn told(lang: Lang, act: Act) -> Markup {
    parts::notice(lang, Tone::Success, say(lang, &format!("instruments-act-{}", act.code())), "")
}

async fn page(
    p: &Platform,
    desk: &Desk,
    open: &Open,
    at: usize,
    before: Markup,
) -> Result<impl IntoResponse + use<>, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let steps = store::revisions(&mut conn, &desk.asker.scope, open.draft.id).await?;
    drop(conn);
    let body = html! {
        @if open.draft.of_official {
            (parts::notice(lang, Tone::Info, say_with(lang, "instruments-of-official", &[("title", open.draft.origin.as_str().into())]),
                html! { p { (say(lang, "instruments-of-official-why")) } }))
        } @else if !open.draft.origin.is_empty() {
            p.quiet { (say_with(lang, "instruments-made-from", &[("title", open.draft.origin.as_str().into())])) }
        }
        @if open.edits { (undo(desk, open, &steps)) }
        (items(desk, open, at))
        @if open.edits { (add(desk, open)) }
        (journal(desk, open, &steps, &open.people))
        @if open.edits { (remove_draft(desk, open)) }
    };
    Ok(open.page(desk, Part::Outline, &say(lang, "instruments-tab-outline"), before, &body))
}

/// The last change, with one button to take it back.
fn undo(desk: &Desk, open: &Open, steps: &[Revision]) -> Markup {
    let lang = desk.lang();
    let (Some(last), Some(before)) = (steps.first(), steps.get(1)) else { return html! {} };
    html! {
        form.undo method="post" action=(desk.look.link(&open.path())) {
            (hidden("revision", &open.draft.revision.to_string()))
            p { (say(lang, "instruments-last-change")) " " (step_words(lang, last)) }
            (Button::submit(say(lang, "instruments-undo")).named("go", format!("back:{}", before.revision)).secondary())
        }
    }
}

fn step_words(lang: Lang, step: &Revision) -> Markup {
    html! {
        (say(lang, &format!("instruments-act-{}", step.act.code())))
        @if !step.subject.is_empty() { " – " q { (step.subject) } }
    }
}

/// Every item, one a line, under one form: each button says what it does to which.
fn items(desk: &Desk, open: &Open, page: usize) -> Markup {
    let lang = desk.lang();
    let entries = open.doc().entries();
    let pages = entries.len().div_ceil(A_PAGE).max(1);
    let page = page.clamp(1, pages);
    let mut wrong: HashMap<&str, usize> = HashMap::new();
    for link in open.checks().iter().filter_map(|check| check.link.as_deref()) {
        *wrong.entry(link).or_default() += 1;
    }
    let wrong_in = |entry: &Entry<'_>| wrong.get(entry.link).copied().unwrap_or(0);
    let shown = entries.iter().enumerate().skip((page - 1) * A_PAGE).take(A_PAGE);
    html! {
        @if entries.is_empty() {
            (parts::empty(say(lang, "instruments-empty"), say(lang, "instruments-empty-why"), ""))
        } @else {
            form method="post" action=(desk.look.link(&open.path())) {
                (hidden("revision", &open.draft.revision.to_string()))
                ol.outline {
                    @for (at, entry) in shown { (line(desk, open, at, entry, wrong_in(entry))) }
                }
            }
            (parts::pager(lang, u32::try_from(page).unwrap_or(1), u32::try_from(pages).unwrap_or(1),
                |page| desk.look.link(&format!("{}?page={page}", open.path()))))
        }
    }
}

fn line(desk: &Desk, open: &Open, at: usize, entry: &Entry<'_>, wrong: usize) -> Markup {
    let lang = desk.lang();
    let title = entry.title(open.doc(), lang);
    let is_screen = entry.kind() == Kind::Group;
    let about = if entry.number > 0 { format!("{}. {title}", entry.number) } else { title.clone() };
    html! {
        li id=(format!("e{at}")) class=(format!("level-{}", entry.level.min(3))) {
            div.outline-words {
                p.outline-title { a href=(desk.look.link(&open.question(entry.link))) data-item { (about) } }
                p.outline-about {
                    (say(lang, if is_screen { "instruments-kind-group" } else { kind_key(entry.kind()) }))
                    @let choices = choice_count(entry);
                    @if choices > 0 { ", " (say_with(lang, "instruments-n-choices", &[("n", choices.into())])) }
                    @if let Some(times) = Times::of(entry.item) { " " (tag(Tone::Info, times_told(lang, times))) }
                    @if !condition::of(entry.item).is_empty() { " " (tag(Tone::Info, say(lang, "instruments-has-condition"))) }
                    @if flag(entry.item, ext::LOCAL) { " " (tag(Tone::Plain, say(lang, "instruments-local"))) }
                    (remarks::waiting(lang, open, entry.link))
                    @if wrong > 0 { " " (tag(Tone::Warning, say_with(lang, "instruments-to-mend", &[("n", wrong.into())]))) }
                }
            }
            @if open.edits {
                div.outline-tools {
                    (tool(lang, "up", "instruments-up", "↑", entry.link, &title))
                    (tool(lang, "down", "instruments-down", "↓", entry.link, &title))
                    (tool(lang, "copy", "instruments-copy", "2×", entry.link, &title))
                }
            }
        }
    }
}

/// A small button: a sign for the eye, its act and its item for the ear.
fn tool(lang: Lang, go: &str, key: &str, sign: &str, link: &str, title: &str) -> Markup {
    let act = say(lang, key);
    html! {
        button.button.button-quiet.tool type="submit" name="go" value=(format!("{go}:{link}")) title=(act) {
            span aria-hidden="true" { (sign) }
            span.visually-hidden { (act) " – " (title) }
        }
    }
}

fn choice_count(entry: &Entry<'_>) -> usize {
    if entry.kind().has_choices() {
        crate::instruments::document::json::list(entry.item, "answerOption").len()
    } else {
        0
    }
}

/// How often a group is asked, in words.
pub(super) fn times_told(lang: Lang, times: Times) -> String {
    let key = match (times.fewest.filter(|n| *n > 0), times.most) {
        (None, None) => "instruments-times-any",
        (Some(_), None) => "instruments-times-fewest",
        (None, Some(_)) => "instruments-times-most",
        (Some(_), Some(_)) => "instruments-times-both",
    };
    let (fewest, most) = (times.fewest.unwrap_or_default(), times.most.unwrap_or_default());
    say_with(lang, key, &[("fewest", fewest.into()), ("most", most.into())])
}

/// The word key of a kind of item.
pub(super) const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Group => "instruments-kind-group",
        Kind::Choice => "instruments-kind-choice",
        Kind::Open => "instruments-kind-open",
        Kind::Number => "instruments-kind-number",
        Kind::Several => "instruments-kind-several",
        Kind::YesNo => "instruments-kind-yes-no",
        Kind::Decimal => "instruments-kind-decimal",
        Kind::Quantity => "instruments-kind-quantity",
        Kind::Date => "instruments-kind-date",
        Kind::Time => "instruments-kind-time",
        Kind::DateTime => "instruments-kind-date-time",
        Kind::Url => "instruments-kind-url",
        Kind::Display => "instruments-kind-display",
    }
}

/// Something new: what it is, and on which screen.
fn add(desk: &Desk, open: &Open) -> Markup {
    let lang = desk.lang();
    let errors = none();
    let form = Form::new(lang, &errors).prefix("add-");
    let kinds = Begin::offered()
        .map(|begin| (begin.code().to_owned(), say(lang, &format!("instruments-begin-{}", begin.code()))));
    let screens = screens(open, lang);
    let last = screens.last().map(|(link, _)| link.clone()).unwrap_or_default();
    html! {
        section {
            h2 #ajouter { (say(lang, "instruments-add-title")) }
            form.filter method="post" action=(desk.look.link(&open.path())) {
                (hidden("revision", &open.draft.revision.to_string()))
                div.filter-fields {
                    (form.select("begin", say(lang, "instruments-add-what")).choices(kinds))
                    (form.select("screen", say(lang, "instruments-add-where"))
                        .choice("", say(lang, "instruments-no-screen")).choices(screens).chosen(last))
                }
                div.buttons {
                    (Button::submit(say(lang, "instruments-add")).named("go", "add"))
                    (Button::link(say(lang, "instruments-from-library"),
                        desk.look.link(&format!("{HERE}/bibliotheque?pour={}", open.draft.id))).secondary())
                }
            }
        }
    }
}

/// The groups, where an item may be put: name and words.
pub(super) fn screens(open: &Open, lang: Lang) -> Vec<(String, String)> {
    let groups = open.doc().entries().into_iter().filter(|entry| entry.kind() == Kind::Group);
    groups.map(|entry| (entry.link.to_owned(), entry.title(open.doc(), lang))).collect()
}

/// The last steps, each a place to go back to.
fn journal(desk: &Desk, open: &Open, steps: &[Revision], people: &super::People) -> Markup {
    let lang = desk.lang();
    let moments: Vec<Moment> = steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let body = html! {
                p.hint { (name_of(lang, people, step.account)) }
                @if open.edits && at > 0 {
                    form method="post" action=(desk.look.link(&open.path())) {
                        (hidden("revision", &open.draft.revision.to_string()))
                        (Button::submit(html! {
                            (say(lang, "instruments-go-back"))
                            span.visually-hidden { " (" (step.revision) ")" }
                        }).named("go", format!("back:{}", step.revision)).quiet())
                    }
                }
            };
            Moment::new(dates::day(lang, step.day), step_words(lang, step), body)
        })
        .collect();
    html! { section { (parts::more(say(lang, "instruments-steps"), parts::timeline(&moments))) } }
}

fn remove_draft(desk: &Desk, open: &Open) -> Markup {
    let lang = desk.lang();
    parts::more(
        say(lang, "instruments-delete-draft"),
        html! {
            p { (say(lang, "instruments-delete-draft-why")) }
            form method="post" action=(desk.look.link(&open.path())) {
                (hidden("revision", &open.draft.revision.to_string()))
                (Button::submit(say(lang, "instruments-delete-draft-yes")).named("go", "delete").danger())
            }
        },
    )
}

/// Does what a button of the plan says.
pub(super) async fn change(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let revision = sent::revision(&fields)?;
    let go = field(&fields, "go");
    let (what, link) = go.split_once(':').unwrap_or((&go, ""));
    let result = match what {
        "delete" => {
            actions::delete(&p, &desk.asker, open.draft.id, revision).await?;
            return Ok(seen(desk.look, HERE));
        }
        "back" => {
            let to = link.parse().map_err(|_| Failure::Invalid)?;
            actions::restore(&p, &desk.asker, open.draft.id, revision, to).await.map(|()| (Act::Restored, None))
        }
        "add" => added(&p, &desk, &open, revision, &fields).await,
        "up" | "down" | "copy" | "remove" => shaped(&p, &desk, &open, revision, what, link).await,
        _ => return Err(Failure::Invalid),
    };
    match result {
        // A new question is for writing: straight to its form.
        Ok((Act::Added, Some(link))) => Ok(seen(desk.look, &open.question(&link))),
        Ok((act, link)) => {
            let open = Open::of(&p, &desk, &draft).await?;
            let at = link.and_then(|link| open.doc().entries().iter().position(|entry| entry.link == link));
            let to = at.map_or_else(String::new, |at| match page_of(at) {
                1 => format!("#e{at}"),
                page => format!("&page={page}#e{at}"),
            });
            Ok(seen(desk.look, &format!("{}?fait={}{to}", open.path(), act.code())))
        }
        Err(problem) => {
            let (status, before) = sent::undone(&desk, problem, "instruments-too-heavy-untouched")?;
            let open = Open::of(&p, &desk, &draft).await?;
            Ok((status, page(&p, &desk, &open, 1, before).await?).into_response())
        }
    }
}

type Done = Result<(Act, Option<String>), InstrumentProblem>;

async fn added(p: &Platform, desk: &Desk, open: &Open, revision: i64, fields: &Fields) -> Done {
    let begin = Begin::from_code(&field(fields, "begin")).ok_or(InstrumentProblem::Gone)?;
    let screen = Some(field(fields, "screen")).filter(|name| !name.is_empty() && begin.kind() != Kind::Group);
    let subject = say(Lang::Fr, &format!("instruments-begin-{}", begin.code()));
    let edit = Edit { draft: open.draft.id, revision, act: Act::Added, subject, touches: Touches::Shape };
    let link = actions::change(p, &desk.asker, edit, |draft, doc| {
        let local = draft.of_official || locks_wording(doc.value());
        let link = doc.add(screen.as_deref(), begin.kind(), local)?;
        let base = doc.language().to_owned();
        if let Some(item) = doc.item_mut(&link) {
            let mut question = Question::of(item, &base);
            begin.fill(&mut question);
            question.write(item, &base);
        }
        Ok(link)
    })
    .await?;
    Ok((Act::Added, Some(link)))
}

async fn shaped(p: &Platform, desk: &Desk, open: &Open, revision: i64, what: &str, link: &str) -> Done {
    let act = match what {
        "copy" => Act::Copied,
        "remove" => Act::Removed,
        _ => Act::Moved,
    };
    let entry = open.doc().entries().into_iter().find(|entry| entry.link == link);
    let subject = entry.map(|entry| entry.title(open.doc(), Lang::Fr)).ok_or(InstrumentProblem::Gone)?;
    // What is taken out must be as it was seen: nobody throws away words they have not read.
    let touches = if act == Act::Removed { Touches::Item(link.to_owned()) } else { Touches::Shape };
    let edit = Edit { draft: open.draft.id, revision, act, subject, touches };
    let link = link.to_owned();
    let shown = actions::change(p, &desk.asker, edit, |_, doc| {
        match what {
            "up" => doc.up(&link)?,
            "down" => doc.down(&link)?,
            "copy" => return Ok(Some(doc.duplicate(&link)?)),
            _ => {
                doc.remove(&link)?;
                return Ok(None);
            }
        }
        Ok(Some(link))
    })
    .await?;
    Ok((act, shown))
}
