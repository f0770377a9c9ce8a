//! One action: where it comes from, on what it is judged, what was done, what is said to everybody.

use axum::response::{IntoResponse, Response};
use kernel::{Day, Id, kinds};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Moment, Tone},
    words::{say, say_with},
};
use spine::Platform;
use text::plain::Report;
use understanding::themes::{self, Finding, Size};

use super::{
    Fields, again, answer, field, owner_name, owners,
    parts::{state_tag, state_word},
    place_name, places,
};
use crate::actions::{
    access::may_lead,
    model::{Action, Reached, State as ActionState, Step},
    store,
};

struct Shown {
    action: Action,
    place: String,
    owner: String,
    finding: Option<(Finding, Size)>,
    steps: Vec<Step>,
    leads: bool,
    today: Day,
}

/// The page, with the panel of the returns that tell of it: the slice of returns, which stands above this one, has the
/// route and draws the panel.
pub async fn action_page(
    p: &Platform,
    desk: &Desk,
    action: Id<kinds::Action>,
    told: Markup,
) -> Result<Response, Failure> {
    let (title, path, body) = whole(p, desk, action, &Errors::none(), &Fields::new(), None, told).await?;
    Ok(desk.page(title, &path, body).into_response())
}

/// The page again, with the same panel, with what is wrong, or with what the checker of plain language says.
pub(super) async fn wrong(
    p: &Platform,
    desk: &Desk,
    action: Id<kinds::Action>,
    errors: &Errors,
    typed: &Fields,
    checked: Option<&Report>,
    told: Markup,
) -> Result<Response, Failure> {
    let (title, path, body) = whole(p, desk, action, errors, typed, checked, told).await?;
    Ok(again(desk, title, &path, body))
}

async fn whole(
    p: &Platform,
    desk: &Desk,
    id: Id<kinds::Action>,
    errors: &Errors,
    typed: &Fields,
    checked: Option<&Report>,
    told: Markup,
) -> Result<(String, String, Markup), Failure> {
    let scope = &desk.asker.scope;
    let mut conn = p.db.reader().await?;
    let action = store::action(&mut conn, scope, id).await?.ok_or(Failure::NotFound)?;
    let finding = match action.finding {
        Some(id) => themes::finding(&mut conn, scope, id).await?,
        None => None,
    };
    let finding = match finding {
        Some(finding) => {
            let size = themes::size_of_finding(&mut conn, scope, finding.id).await?;
            Some((finding, size))
        }
        None => None,
    };
    let places = places(&mut conn, &desk.asker).await?;
    let owners = owners(p, &mut conn, &desk.asker).await?;
    let shown = Shown {
        place: place_name(&places, action.place).to_owned(),
        owner: owner_name(&owners, action.owner).to_owned(),
        finding,
        steps: store::steps(&mut conn, scope, id).await?,
        leads: may_lead(&desk.asker, &action),
        today: p.clock.today(),
        action,
    };
    drop(conn);
    let path = format!("/travail/actions/{id}");
    Ok((shown.action.title.clone(), path, body(desk, &shown, errors, typed, checked, &told)))
}

fn body(
    desk: &Desk,
    shown: &Shown,
    errors: &Errors,
    typed: &Fields,
    checked: Option<&Report>,
    told: &Markup,
) -> Markup {
    let lang = desk.lang();
    let action = &shown.action;
    html! {
        (Form::new(lang, errors).summary())
        (parts::breadcrumb(lang, &[(say(lang, "actions-title"), desk.look.link("/travail/actions"))], &action.title))
        (parts::header(&action.title, state_tag(lang, action, shown.today)))
        (parts::facts([
            (say(lang, "actions-place"), html! { (shown.place) }),
            (say(lang, "actions-owner"), html! { (shown.owner) }),
            (say(lang, "actions-due"), html! { (dates::day(lang, action.due)) }),
        ]))
        @if let Some(reason) = &action.reason { (parts::notice(lang, Tone::Plain, say(lang, "actions-state-abandoned"), reason)) }
        (origin(desk, shown))
        section { h2 { (say(lang, "actions-plan")) } p.written { (action.plan) } }
        (indicator(desk, shown, errors, typed))
        (evaluation(desk, shown))
        (answer::section(desk, action, shown.leads, errors, typed, checked))
        (told)
        @if shown.leads { (steps_to_take(desk, shown, errors, typed)) }
        (journal(desk, shown))
    }
}

/// Walking back: the finding, how many voices it rests on, and who read it.
fn origin(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    html! {
        section {
            h2 { (say(lang, "actions-origin")) }
            @match &shown.finding {
                Some((finding, size)) => {
                    (parts::quote(&finding.said, html! {
                        a href=(desk.look.link(&format!("/travail/constats/{}", finding.id))) { (finding.title) }
                    }))
                    p {
                        (say_with(lang, "actions-origin-voices", &[("n", size.voices.into())])) " "
                        a href=(desk.look.link(&format!("/travail/constats/{}#passages", finding.id))) { (say(lang, "actions-origin-read")) }
                    }
                    @if size.users == 0 { p { (say(lang, "actions-origin-no-user")) } }
                },
                None => p { (say(lang, "actions-no-finding")) },
            }
        }
    }
}

/// The indicator and its target: chosen before the start, then only shown (E05).
fn indicator(desk: &Desk, shown: &Shown, errors: &Errors, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let action = &shown.action;
    let form = Form::new(lang, errors);
    let kept = |name: &str, stored: &Option<String>| {
        let typed = field(typed, name);
        if typed.is_empty() { stored.clone().unwrap_or_default() } else { typed.to_owned() }
    };
    html! {
        section {
            h2 #indicateur { (say(lang, "actions-indicator-title")) }
            @if let (Some(indicator), Some(target), Some(day)) = (&action.indicator, &action.target, action.indicator_day) {
                (parts::facts([
                    (say(lang, "actions-indicator"), html! { (indicator) }),
                    (say(lang, "actions-target"), html! { (target) }),
                    (say(lang, "actions-indicator-day"), html! { (dates::day(lang, day)) }),
                ]))
            } @else {
                p { (say(lang, "actions-indicator-none")) }
            }
            @if shown.leads && action.may_choose_indicator().is_ok() {
                form method="post" action=(desk.look.link(&format!("/travail/actions/{}/indicateur", action.id))) novalidate {
                    (form.text("indicator", say(lang, "actions-indicator")).hint(say(lang, "actions-indicator-hint"))
                        .value(kept("indicator", &action.indicator)).at_most(300))
                    (form.text("target", say(lang, "actions-target")).hint(say(lang, "actions-target-hint"))
                        .value(kept("target", &action.target)).at_most(300))
                    (Button::submit(say(lang, "actions-indicator-choose")).secondary())
                }
            }
        }
    }
}

fn evaluation(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    let action = &shown.action;
    html! {
        @if let (Some(evaluation), Some(reached), Some(day)) = (&action.evaluation, action.reached, action.evaluated) {
            section {
                h2 #evaluation { (say(lang, "actions-evaluation")) }
                p { strong { (say(lang, &format!("actions-reached-{}", reached.code()))) } }
                p.written { (evaluation) }
                p.hint { (dates::day(lang, day)) }
            }
        }
    }
}

/// What may be done next, from where it stands.
fn steps_to_take(desk: &Desk, shown: &Shown, errors: &Errors, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let action = &shown.action;
    let form = Form::new(lang, errors);
    let to = |what: &str| desk.look.link(&format!("/travail/actions/{}/{what}", action.id));
    html! {
        section {
            h2 #suite { (say(lang, "actions-next")) }
            @if action.state == ActionState::Planned {
                form method="post" action=(to("commencer")) novalidate {
                    @if action.indicator.is_none() { p { (say(lang, "actions-problem-no-indicator")) } }
                    (form.text("start", say(lang, "actions-step-note")).optional().value(field(typed, "start")))
                    (Button::submit(say(lang, "actions-start")))
                }
            }
            @if action.state == ActionState::Started {
                form method="post" action=(to("terminer")) novalidate {
                    (form.text("finish", say(lang, "actions-finish-note")).optional().value(field(typed, "finish")))
                    (Button::submit(say(lang, "actions-finish")))
                }
            }
            @if action.state == ActionState::Done { (evaluate(desk, action, form, typed)) }
            @if !action.state.is_over() {
                (folded(errors.has("note"), &say(lang, "actions-note-title"), &html! {
                    form method="post" action=(to("note")) novalidate {
                        (form.textarea("note", say(lang, "actions-note")).rows(3).value(field(typed, "note")))
                        (Button::submit(say(lang, "actions-note-add")).secondary())
                    }
                }))
                (folded(errors.has("reason"), &say(lang, "actions-abandon-title"), &html! {
                    form method="post" action=(to("abandonner")) novalidate {
                        (form.textarea("reason", say(lang, "actions-reason")).hint(say(lang, "actions-reason-hint")).rows(3)
                            .value(field(typed, "reason")))
                        (Button::submit(say(lang, "actions-abandon")).danger())
                    }
                }))
            } @else {
                p { (say(lang, "actions-over")) }
            }
        }
    }
}

fn evaluate(desk: &Desk, action: &Action, form: Form<'_>, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let mut reached = form.radios("reached", say(lang, "actions-reached")).row();
    for each in Reached::ALL {
        reached = reached.choice(each.code(), say(lang, &format!("actions-reached-{}", each.code())));
    }
    html! {
        form method="post" action=(desk.look.link(&format!("/travail/actions/{}/evaluer", action.id))) data-keep novalidate {
            p { (say_with(lang, "actions-evaluate-on", &[
                ("indicator", action.indicator.as_deref().unwrap_or_default().into()),
                ("target", action.target.as_deref().unwrap_or_default().into()),
            ])) }
            (reached.chosen(field(typed, "reached")))
            (form.textarea("evaluation", say(lang, "actions-evaluate-words")).hint(say(lang, "actions-evaluate-hint")).rows(6)
                .value(field(typed, "evaluation")))
            (Button::submit(say(lang, "actions-evaluate")))
        }
    }
}

fn folded(open: bool, summary: &str, body: &Markup) -> Markup {
    html! { details.more open[open] { summary { (summary) } div.more-in { (body) } } }
}

fn journal(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    let mut before = None;
    let mut moments: Vec<Moment> = shown
        .steps
        .iter()
        .map(|step| {
            // A note leaves the state as it was: it is called a note.
            let title =
                if before == Some(step.state) { say(lang, "actions-noted") } else { state_word(lang, step.state) };
            before = Some(step.state);
            let body = html! {
                @if !step.note.is_empty() { p.written { (step.note) } }
                p.hint { (say(lang, &format!("role-{}", step.role.code()))) }
            };
            Moment::new(dates::day(lang, step.day), title, body)
        })
        .collect();
    if matches!(shown.action.state, ActionState::Planned | ActionState::Started) {
        moments.push(Moment::new(dates::day(lang, shown.action.due), say(lang, "actions-due"), "").coming());
    }
    html! { section { h2 { (say(lang, "actions-journal")) } (parts::timeline(&moments)) } }
}
