//! A plan that was written: what becomes of each question, why, and what somebody else thinks of it.

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
    fields::{Button, Errors, Form},
    html,
    parts::{Column, Table, Tone, facts, header, notice, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, HERE, crumbs, field, id_of, name_of, none, people,
    plan::label_of,
    version::{campaign_list, campaigns_of, opened},
};
use crate::{
    instruments::{
        access,
        actions::{self, InstrumentProblem},
        document::Doc,
        model::{Passage, PassageState, Version},
        passage::Step,
        store,
    },
    surveys::Campaign,
};

struct Shown {
    plan: Passage,
    old: Version,
    new: Version,
    before: Doc,
    after: Doc,
    campaigns: Vec<Campaign>,
    author: String,
    reviewer: Option<String>,
}

async fn opened_plan(p: &Platform, desk: &Desk, id: &str) -> Result<Shown, Failure> {
    let mut conn = p.db.reader().await?;
    let plan = store::passage(&mut conn, &desk.asker.scope, id_of(id)?).await?.ok_or(Failure::NotFound)?;
    let (old, before) = opened(p, &mut conn, desk, plan.before).await?;
    let (new, after) = opened(p, &mut conn, desk, plan.after).await?;
    let campaigns = campaigns_of(&mut conn, desk, old.instrument).await?;
    let people = people(p, &mut conn, &desk.asker).await?;
    let author = name_of(desk.lang(), &people, plan.account);
    let reviewer = plan.reviewer.map(|id| name_of(desk.lang(), &people, id));
    Ok(Shown { plan, old, new, before, after, campaigns, author, reviewer })
}

/// The page.
pub(super) async fn show(State(p): State<Platform>, desk: Desk, Path(plan): Path<String>) -> Result<Response, Failure> {
    let shown = opened_plan(&p, &desk, &plan).await?;
    Ok(page(&desk, &shown, &none(), "").into_response())
}

fn page(desk: &Desk, shown: &Shown, errors: &Errors, remark: &str) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let (old, new, plan) = (&shown.old, &shown.new, &shown.plan);
    let title = say_with(lang, "instruments-plan-title", &[("old", old.version.into()), ("new", new.version.into())]);
    let back = vec![(old.title.clone(), desk.look.link(&format!("{HERE}/versions/{}", old.id)))];
    let form = Form::new(lang, errors);
    let mut rows = vec![
        (
            say(lang, "instruments-state"),
            tag(tone(plan.state), say(lang, &format!("instruments-plan-{}", plan.state.code()))),
        ),
        (say(lang, "instruments-by"), html! { (shown.author) ", " (dates::day(lang, plan.day)) }),
        (say(lang, "instruments-plan-reason"), html! { (plan.reason) }),
    ];
    if let (Some(who), Some(day)) = (&shown.reviewer, plan.reviewed) {
        rows.push((
            say(lang, "instruments-plan-read-by"),
            html! { (who) ", " (dates::day(lang, day)) @if !plan.remark.is_empty() { p { (plan.remark) } } },
        ));
    }
    let body = html! {
        (form.summary())
        (crumbs(desk, &back, &title))
        (header(&title, say(lang, "instruments-plan-never")))
        (facts(rows))
        @if plan.state == PassageState::Proposed { (review_form(desk, plan, form, remark)) }
        (super::plan::sums::summary(lang, &shown.before, &shown.after, &plan.steps))
        (Table::new(say(lang, "instruments-plan-steps"))
            .columns(["instruments-plan-old", "instruments-plan-becomes", "instruments-plan-new", "instruments-choices"].map(|key| Column::text(say(lang, key))))
            .rows(plan.steps.iter().map(|step| row(lang, shown, step))))
        (super::scores::compared(lang, &shown.before, &shown.after))
        section {
            h2 { (say(lang, "instruments-plan-campaigns")) }
            @if shown.campaigns.is_empty() { p { (say(lang, "instruments-no-campaign")) } }
            @else { (campaign_list(desk, &shown.campaigns, access::may_edit(&desk.asker))) }
        }
    };
    desk.page(title, &format!("{HERE}/passages/{}", plan.id), body)
}

const fn tone(state: PassageState) -> Tone {
    match state {
        PassageState::Proposed => Tone::Info,
        PassageState::Approved => Tone::Success,
        PassageState::Refused => Tone::Plain,
    }
}

fn review_form(desk: &Desk, plan: &Passage, form: Form<'_>, remark: &str) -> Markup {
    let lang = desk.lang();
    html! {
        @if access::may_review(&desk.asker, plan) {
            form method="post" action=(desk.look.link(&format!("{HERE}/passages/{}", plan.id))) novalidate {
                (form.textarea("remark", say(lang, "instruments-plan-remark")).hint(say(lang, "instruments-plan-remark-hint"))
                    .rows(3).at_most(2_000).value(remark))
                div.buttons {
                    (Button::submit(say(lang, "instruments-plan-approve")).named("go", "approve"))
                    (Button::submit(say(lang, "instruments-plan-refuse")).named("go", "refuse").secondary())
                }
            }
        } @else {
            (notice(lang, Tone::Info, say(lang, "instruments-plan-waits"), ""))
        }
    }
}

fn row(lang: Lang, shown: &Shown, step: &Step) -> Vec<Markup> {
    let title = |doc: &Doc, link: &str| {
        let entry = doc.entries().into_iter().find(|entry| entry.link == link);
        entry.map_or_else(|| link.to_owned(), |entry| format!("{}. {}", entry.number, entry.title(doc, lang)))
    };
    let to = step.to.first().map_or("", String::as_str);
    vec![
        html! { (title(&shown.before, &step.from)) },
        html! {
            (tag(super::plan::sums::tone(step.verdict()), say(lang, &format!("instruments-plan-is-{}", step.verdict().code()))))
            " " (say(lang, &format!("instruments-becomes-{}", step.becomes.code())))
        },
        html! {
            @if step.to.is_empty() { "–" }
            @else { ul { @for link in &step.to { li { (title(&shown.after, link)) } } } }
        },
        html! {
            @let changed: Vec<_> = step.choices.iter().filter(|(old, new)| old != new).collect();
            @if changed.is_empty() && step.dropped.is_empty() {
                @if step.choices.is_empty() { "–" } @else { (say(lang, "instruments-plan-same-answers")) }
            } @else {
                ul {
                    @for (old, new) in changed {
                        li { (label_of(&shown.before, &step.from, old, lang)) " → " (label_of(&shown.after, to, new, lang)) }
                    }
                    @for old in &step.dropped {
                        li { (label_of(&shown.before, &step.from, old, lang)) " → " (say(lang, "instruments-plan-no-answer")) }
                    }
                }
            }
        },
    ]
}

/// Agrees to it, or puts it aside.
pub(super) async fn review(
    State(p): State<Platform>,
    desk: Desk,
    Path(plan): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let shown = opened_plan(&p, &desk, &plan).await?;
    let approves = match field(&fields, "go").as_str() {
        "approve" => true,
        "refuse" => false,
        _ => return Err(Failure::Invalid),
    };
    let remark = field(&fields, "remark");
    match actions::review(&p, &desk.asker, shown.plan.id, approves, &remark).await {
        Ok(()) => Ok(seen(desk.look, &format!("{HERE}/passages/{}", shown.plan.id))),
        Err(InstrumentProblem::Words) => {
            let mut errors = Errors::none();
            errors.add("remark", "instruments-say-remark");
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&desk, &shown, &errors, &remark)).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}
