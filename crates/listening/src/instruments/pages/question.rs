//! One question of a draft: all that can be said of it, in both languages side by side.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use instruments::extensions as ext;
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tone, more, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields,
    choices_form::arranged,
    condition,
    draft::{Open, Part, kept},
    encoded, field, none, outline,
    question_form::{self as fields_form},
    remarks,
    sent::{self, Sent},
};
use crate::instruments::{
    actions::{self, Edit, InstrumentProblem, Touches},
    document::{Source, json::put_flag, question::Question, rendering::Rendering},
    model::Act,
};

/// The page.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let link = field(&asked, "q");
    let item = open.doc().item(&link).ok_or(Failure::NotFound)?;
    let fields = fields_form::fields_of(&Question::of(item, open.doc().language()));
    let saved = field(&asked, "fait") == "1";
    let before = html! {
        @if saved { (notice(desk.lang(), Tone::Success, say(desk.lang(), "instruments-saved"), "")) }
    };
    Ok(page(&desk, &open, &link, &fields, &none(), before).into_response())
}

fn page(
    desk: &Desk,
    open: &Open,
    link: &str,
    fields: &Fields,
    errors: &Errors,
    before: Markup,
) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let entry = open.doc().entries().into_iter().find(|entry| entry.link == link);
    let title = entry.map_or_else(|| link.to_owned(), |entry| entry.title(open.doc(), lang));
    let action = desk.look.link(&open.question(link));
    let body = html! {
        h2 #question { (title) }
        (neighbours(desk, open, link))
        (open.of_item(lang, link))
        @if let Some(entry) = entry { (origin(desk, open, entry.item)) }
        form method="post" action=(action) data-keep novalidate {
            (hidden("revision", &open.draft.revision.to_string()))
            // The first button of a form is the one that the return key presses.
            button.visually-hidden type="submit" name="go" value="save" tabindex="-1" aria-hidden="true" disabled[!open.edits] {}
            (kept(open.edits, &fields_form::body(lang, form, fields, open.doc().item(link))))
            @if open.edits {
                div.buttons {
                    (Button::submit(say(lang, "instruments-save")).named("go", "save"))
                    (Button::submit(say(lang, "instruments-save-next")).named("go", "next").secondary())
                }
            }
        }
        (condition::section(desk, open, link))
        (remarks::of_item(desk, open, link))
        @if open.edits { (remove(desk, open, link, &title)) }
    };
    let before = html! { (form.summary()) (before) };
    open.page(desk, Part::Outline, &title, before, &body)
}

/// The way to the item before and after, in the order of the plan.
fn neighbours(desk: &Desk, open: &Open, link: &str) -> Markup {
    let lang = desk.lang();
    let entries = open.doc().entries();
    let at = entries.iter().position(|entry| entry.link == link);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| entries.get(at));
    let after = at.and_then(|at| entries.get(at + 1));
    html! {
        nav.pager aria-label=(say(lang, "instruments-neighbours")) {
            @if let Some(one) = before { a rel="prev" href=(desk.look.link(&open.question(one.link))) { (say(lang, "instruments-before")) } }
            a href=(desk.look.link(&outline::place(open, at.unwrap_or(0)))) { (say(lang, "instruments-tab-outline")) }
            @if let Some(one) = after { a rel="next" href=(desk.look.link(&open.question(one.link))) { (say(lang, "instruments-after")) } }
        }
    }
}

/// Who designed it, and where it comes from.
fn origin(desk: &Desk, open: &Open, item: &serde_json::Value) -> Markup {
    let source = Source::of(item);
    html! {
        @if !source.is_empty() {
            (more(say(desk.lang(), "instruments-origin"), source_facts(desk, &source, open.edits)))
        }
    }
}

/// What an item remembers, as terms and what they hold.
pub(super) fn source_facts(desk: &Desk, source: &Source, links: bool) -> Markup {
    let lang = desk.lang();
    // An item remembers its origin in French.
    let tag = (lang != Lang::Fr).then_some(Lang::Fr.tag());
    let mut rows = Vec::new();
    if !source.designers.is_empty() {
        rows.push((say(lang, "instruments-designers"), html! { span lang=[tag] { (source.designers) } }));
    }
    if !source.instrument_title.is_empty() {
        let version = source.instrument.split_once('|').map(|(_, version)| version.to_owned());
        rows.push((say(lang, "instruments-origin-instrument"), html! {
            span lang=[tag] { (source.instrument_title) }
            @if let Some(version) = version { ", " (say_with(lang, "instruments-version-n", &[("n", version.as_str().into())])) }
        }));
    }
    if !source.finding.is_empty() || !source.finding_title.is_empty() {
        let words = if source.finding_title.is_empty() { &source.finding } else { &source.finding_title };
        let is_id = source.finding.parse::<kernel::Id<kernel::kinds::Finding>>().is_ok();
        rows.push((
            say(lang, "instruments-origin-finding"),
            html! {
                @if links && is_id {
                    a href=(desk.look.link(&format!("/travail/constats/{}", source.finding))) { (words) }
                } @else if is_id { (words) }
                @else { (words) " " span.quiet { (say(lang, "instruments-finding-elsewhere")) } }
            },
        ));
    }
    parts::facts(rows)
}

/// Taking it out: two presses, and it can be taken back.
fn remove(desk: &Desk, open: &Open, link: &str, title: &str) -> Markup {
    let lang = desk.lang();
    let dependents = open.doc().dependents(link);
    let named: Vec<String> = open
        .doc()
        .entries()
        .iter()
        .filter(|entry| dependents.iter().any(|one| one == entry.link))
        .map(|entry| entry.title(open.doc(), lang))
        .collect();
    more(
        say(lang, "instruments-remove"),
        html! {
            p { (say_with(lang, "instruments-remove-why", &[("title", title.into())])) }
            @if !named.is_empty() {
                p { (say(lang, "instruments-remove-dependents")) }
                ul { @for title in named { li { (title) } } }
            }
            form method="post" action=(desk.look.link(&open.path())) {
                (hidden("revision", &open.draft.revision.to_string()))
                (Button::submit(say(lang, "instruments-remove-yes")).named("go", format!("remove:{link}")).danger())
            }
        },
    )
}

/// Stores it, and goes where the button says.
pub(super) async fn save(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let link = field(&asked, "q");
    let revision = sent::revision(&fields)?;
    let mut question = match fields_form::read(&fields) {
        Ok(question) => question,
        Err(errors) => {
            return Ok(sent::refused(page(&desk, &open, &link, &fields, &errors, html! {})));
        }
    };
    let go = field(&fields, "go");
    let (what, at) = go.split_once(':').unwrap_or((&go, ""));
    if let Ok(at) = at.parse() {
        arranged(&mut question, what, at);
    }
    let edit = Edit {
        draft: open.draft.id,
        revision,
        act: act(&open, &link, &question),
        subject: question.wording.first().map(|text| text.either(Lang::Fr).to_owned()).unwrap_or_default(),
        touches: Touches::Own(link.clone()),
    };
    let stored = actions::change(&p, &desk.asker, edit, |draft, doc| {
        let base = doc.language().to_owned();
        let item = doc.item_mut(&link).ok_or(InstrumentProblem::Gone)?;
        let before = item.clone();
        question.write(item, &base);
        if draft.of_official && *item != before {
            put_flag(item, ext::LOCAL, true);
        }
        Ok(())
    })
    .await;
    match stored {
        Ok(()) => Ok(next(&p, &desk, &draft, &link, what).await?),
        Err(problem) => {
            let item = open.doc().item(&link);
            let stored = item.map(|item| fields_form::fields_of(&Question::of(item, open.doc().language())));
            let is_there = stored.is_some();
            // Of a question that is gone the words are shown, to be copied: there is no form for it any more.
            let again = |before: Markup| {
                if is_there {
                    page(&desk, &open, &link, &fields, &none(), before).into_response()
                } else {
                    open.page(&desk, Part::Outline, &link, before, &html! {}).into_response()
                }
            };
            Sent { desk: &desk, typed: &fields, stored }.not_stored(problem, again)
        }
    }
}

/// What is done, as the list of steps names it: a rendering that is chosen anew is named with what was written.
fn act(open: &Open, link: &str, question: &Question) -> Act {
    let was = open.doc().item(link).map(|item| Question::of(item, open.doc().language()));
    let is_new = was.is_some_and(|was| (&was.rendering, &was.step) != (&question.rendering, &question.step));
    match &question.rendering {
        Some(Rendering::Ours(drawn)) if is_new => Act::Rendering(*drawn),
        _ => Act::Question,
    }
}

/// Where a button leads once everything is stored.
async fn next(p: &Platform, desk: &Desk, draft: &str, link: &str, what: &str) -> Result<Response, Failure> {
    let open = Open::of(p, desk, draft).await?;
    let entries = open.doc().entries();
    let at = entries.iter().position(|entry| entry.link == link);
    let to = match what {
        "next" => match at.and_then(|at| entries.get(at + 1)) {
            Some(after) => open.question(after.link),
            None => open.path(),
        },
        "save" => format!("{}/question?q={}&fait=1", open.path(), encoded(link)),
        _ => format!("{}#choix", open.question(link)),
    };
    Ok(seen(desk.look, &to))
}
