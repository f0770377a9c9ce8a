//! What those who read a draft say of it: beside each question, and all of it on one page. Whoever writes the draft answers
//! and settles.

use axum::{
    Form as Posted,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tone, notice, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields,
    draft::{Open, Part},
    field, id_of, name_of, none, warned,
};
use crate::instruments::{
    access,
    actions::{self, InstrumentProblem, REMARK, Word},
    model::Remark,
};

/// All remarks of a draft.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    Ok(page(&desk, &open, &Fields::new(), &none(), html! {}).into_response())
}

fn page(desk: &Desk, open: &Open, typed: &Fields, errors: &Errors, before: Markup) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let of_items: Vec<&Remark> = open.remarks.iter().filter(|one| !one.link.is_empty()).collect();
    let on = field(typed, "q");
    let wrong = |link: &str| if on == link { errors.clone() } else { none() };
    let said = |link: &str| if on == link { field(typed, "remark") } else { String::new() };
    let body = html! {
        h2 { (say(lang, "instruments-tab-remarks")) }
        p { (say(lang, "instruments-remarks-lead")) }
        section {
            h3 { (say(lang, "instruments-remarks-whole")) }
            (listed(desk, open, open.remarks.iter().filter(|one| one.link.is_empty())))
            (leave(desk, open, "", &said(""), &wrong("")))
        }
        section {
            h3 { (say(lang, "instruments-remarks-items")) }
            @if of_items.is_empty() { p.hint { (say(lang, "instruments-remarks-none")) } }
            (listed(desk, open, of_items.iter().copied()))
            @if !on.is_empty() { (leave(desk, open, &on, &said(&on), &wrong(&on))) }
        }
        p.hint { (say(lang, "instruments-remarks-kept")) }
    };
    let before = html! { (Form::new(lang, errors).summary()) (before) };
    open.page(desk, Part::Remarks, &say(lang, "instruments-tab-remarks"), before, &body)
}

/// The remarks on one item, on its page, with the form to leave one.
pub(super) fn of_item(desk: &Desk, open: &Open, link: &str) -> Markup {
    let lang = desk.lang();
    html! {
        section #remarques {
            h2 { (say(lang, "instruments-tab-remarks")) }
            (listed(desk, open, open.remarks.iter().filter(|one| one.link == link)))
            (leave(desk, open, link, "", &none()))
        }
    }
}

/// How many remarks on an item wait, as a tag; nothing when none does.
pub(super) fn waiting(lang: Lang, open: &Open, link: &str) -> Markup {
    let n = open.remarks.iter().filter(|one| one.link == link && one.is_open()).count();
    html! { @if n > 0 { " " (tag(Tone::Info, say_with(lang, "instruments-remarks-open", &[("n", n.into())]))) } }
}

/// A word before publishing: remarks that nobody settled. They do not block.
pub(super) fn before_publishing(desk: &Desk, open: &Open) -> Markup {
    let lang = desk.lang();
    let n = open.remarks_open();
    html! {
        @if n > 0 {
            (notice(lang, Tone::Warning, say_with(lang, "instruments-remarks-unsettled", &[("n", n.into())]), html! {
                p { (say(lang, "instruments-remarks-unsettled-why")) " "
                    a href=(desk.look.link(&open.part(Part::Remarks))) { (say(lang, "instruments-remarks-read")) } }
            }))
        }
    }
}

fn listed<'a>(desk: &Desk, open: &Open, remarks: impl Iterator<Item = &'a Remark>) -> Markup {
    html! { ul.remarks { @for one in remarks { li id=(format!("r{}", one.id)) { (shown(desk, open, one)) } } } }
}

fn shown(desk: &Desk, open: &Open, one: &Remark) -> Markup {
    let lang = desk.lang();
    let who = |id| name_of(lang, &open.people, id);
    html! {
        p.remark-who {
            strong { (who(one.account)) } ", " (say(lang, &format!("role-{}", one.hat.code()))) ", " (dates::day(lang, one.day)) " "
            @if one.is_open() { (tag(Tone::Info, say(lang, "instruments-remark-open"))) }
            @else { (tag(Tone::Success, say(lang, "instruments-remark-settled"))) }
        }
        @if !one.link.is_empty() {
            p { @if open.doc().item(&one.link).is_some() {
                a href=(desk.look.link(&format!("{}#remarques", open.question(&one.link)))) { (one.subject) }
            } @else { (one.subject) " " (tag(Tone::Plain, say(lang, "instruments-remark-gone"))) } }
        }
        blockquote.written { (one.text.open()) }
        @if let (Some(day), Some(by)) = (one.answered, one.answered_by) {
            p.remark-who { (say_with(lang, "instruments-remark-answered", &[("who", who(by).as_str().into()), ("day", dates::day(lang, day).as_str().into())])) }
            blockquote.written { (one.answer.open()) }
        }
        (tools(desk, open, one))
    }
}

/// What can be done to a remark: by whoever writes the draft, or by its author.
fn tools(desk: &Desk, open: &Open, one: &Remark) -> Markup {
    let lang = desk.lang();
    let path = desk.look.link(&open.part(Part::Remarks));
    let errors = none();
    let prefix = format!("r{}-", one.id);
    let about = html! { span.visually-hidden { " – " (one.text.open().chars().take(60).collect::<String>()) } };
    let press = |what: &str, key: &str| {
        html! {
            form.inline method="post" action=(path) {
                (Button::submit(html! { (say(lang, key)) (about) }).named("go", format!("{what}:{}", one.id)).quiet())
            }
        }
    };
    html! {
        div.buttons {
            @if open.edits && one.is_open() { (press("settle", "instruments-remark-settle")) }
            @if open.edits && !one.is_open() { (press("reopen", "instruments-remark-reopen")) }
            @if access::may_withdraw(&desk.asker, one) { (press("withdraw", "instruments-remark-withdraw")) }
        }
        @if open.edits && one.is_open() {
            (parts::more(html! { (say(lang, if one.answered.is_some() { "instruments-remark-answer-again" } else { "instruments-remark-answer" })) (about) }, html! {
                form method="post" action=(path) data-keep novalidate {
                    (Form::new(lang, &errors).prefix(&prefix).textarea("answer", say(lang, "instruments-remark-your-answer"))
                        .rows(2).at_most(REMARK).value(one.answer.open().clone()))
                    div.buttons {
                        (Button::submit(say(lang, "instruments-remark-send")).named("go", format!("answer:{}", one.id)).secondary())
                        (Button::submit(say(lang, "instruments-remark-send-settle")).named("go", format!("answer-settle:{}", one.id)).secondary())
                    }
                }
            }))
        }
    }
}

fn leave(desk: &Desk, open: &Open, link: &str, typed: &str, errors: &Errors) -> Markup {
    let lang = desk.lang();
    html! {
        @if access::may_remark(&desk.asker) {
            form method="post" action=(desk.look.link(&open.part(Part::Remarks))) data-keep novalidate {
                (hidden("q", link))
                (Form::new(lang, errors).textarea("remark", say(lang, if link.is_empty() { "instruments-remark-on-whole" } else { "instruments-remark-on-item" }))
                    .hint(say(lang, "instruments-remark-hint")).rows(2).at_most(REMARK).value(typed))
                (Button::submit(say(lang, "instruments-remark-leave")).named("go", "leave").secondary())
            }
        }
    }
}

/// Does what a button says.
pub(super) async fn change(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let go = field(&fields, "go");
    let (what, id) = go.split_once(':').unwrap_or((&go, ""));
    if what == "leave" {
        let link = field(&fields, "q");
        let left = actions::leave(&p, &desk.asker, open.draft.id, &link, &field(&fields, "remark")).await;
        let back =
            if link.is_empty() { open.part(Part::Remarks) } else { format!("{}#remarques", open.question(&link)) };
        return match left {
            Ok(_) => Ok(seen(desk.look, &back)),
            Err(problem) => refused(&desk, &open, &fields, problem),
        };
    }
    let id = id_of(id)?;
    let answer = || Word::Answer(field(&fields, "answer"));
    let words = match what {
        "answer" => vec![answer()],
        "answer-settle" => vec![answer(), Word::Settle],
        "settle" => vec![Word::Settle],
        "reopen" => vec![Word::Reopen],
        "withdraw" => vec![Word::Withdraw],
        _ => return Err(Failure::Invalid),
    };
    for word in words {
        if let Err(problem) = actions::treat(&p, &desk.asker, open.draft.id, id, word).await {
            return refused(&desk, &open, &fields, problem);
        }
    }
    Ok(seen(desk.look, &format!("{}#r{id}", open.part(Part::Remarks))))
}

/// The page again with what was typed.
fn refused(desk: &Desk, open: &Open, fields: &Fields, problem: InstrumentProblem) -> Result<Response, Failure> {
    match problem {
        InstrumentProblem::Words => {
            let mut errors = Errors::none();
            errors.add_with("remark", "instruments-say-your-remark", vec![("n", REMARK.into())]);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(desk, open, fields, &errors, html! {})).into_response())
        }
        problem @ (InstrumentProblem::Gone | InstrumentProblem::ManyRemarks) => {
            let before = html! {
                (warned(desk.lang(), problem.key()))
                @let typed = field(fields, "remark");
                @if !typed.is_empty() { (parts::quote(typed, "")) }
            };
            Ok((StatusCode::CONFLICT, page(desk, open, &Fields::new(), &none(), before)).into_response())
        }
        other => Err(other.into()),
    }
}
