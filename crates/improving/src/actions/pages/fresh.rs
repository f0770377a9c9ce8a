//! Opening an action.

use axum::{
    Form as Posted,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Day, Id, kinds};
use organisation::{
    access::{Desk, Failure, respond::seen},
    places::Place,
};
use pages::{
    Markup,
    fields::{Button, DateField, Errors, Form, hidden},
    html,
    parts::{self, Tone},
    words::say,
};
use spine::Platform;
use understanding::themes::{self, Finding, names_somebody};

use super::{Fields, again, field, owners, places, tell, value};
use crate::actions::{
    access::{LEADERS, may_open},
    actions::{self, ActionProblem},
    model::NewAction,
};

/// The form.
pub(super) async fn fresh(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    if !LEADERS.contains(&desk.asker.role()) {
        return Err(Failure::Forbidden);
    }
    let body = form(&p, &desk, &Errors::none(), &fields).await?;
    Ok(desk.page(say(desk.lang(), "actions-new"), "/travail/actions/nouvelle", body).into_response())
}

async fn finding(
    conn: &mut spine::db::Conn,
    desk: &Desk,
    id: Option<Id<kinds::Finding>>,
) -> Result<Option<Finding>, Failure> {
    let Some(id) = id else { return Ok(None) };
    Ok(Some(themes::finding(conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)?))
}

async fn form(p: &Platform, desk: &Desk, errors: &Errors, typed: &Fields) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let finding = finding(&mut conn, desk, value(typed, "constat")).await?;
    let mut places: Vec<Place> = places(&mut conn, &desk.asker).await?;
    let owners = owners(p, &mut conn, &desk.asker).await?;
    drop(conn);
    places.retain(|place| may_open(&desk.asker, place.id) && !place.closed);
    let place = value(typed, "place").or_else(|| finding.as_ref().map(|finding| finding.place));
    let owner = value(typed, "owner").unwrap_or(desk.asker.account);
    let form = Form::new(lang, errors);
    let title = say(lang, "actions-new");
    Ok(html! {
        (form.summary())
        (parts::breadcrumb(lang, &[(say(lang, "actions-title"), desk.look.link("/travail/actions"))], &title))
        (parts::header(&title, say(lang, "actions-new-lead")))
        @match &finding {
            Some(finding) => (parts::quote(&finding.title, html! {
                a href=(desk.look.link(&format!("/travail/constats/{}", finding.id))) { (say(lang, "actions-its-finding")) }
            })),
            None => (parts::notice(lang, Tone::Info, say(lang, "actions-no-finding-title"), html! {
                p { (say(lang, "actions-no-finding")) }
                p { a href=(desk.look.link("/travail/constats")) { (say(lang, "actions-none-go")) } }
            })),
        }
        form method="post" action=(desk.look.link("/travail/actions")) data-keep novalidate {
            @if let Some(finding) = &finding { (hidden("constat", &finding.id.to_string())) }
            (form.text("title", say(lang, "actions-name")).hint(say(lang, "actions-name-hint")).value(field(typed, "title")).at_most(160))
            (form.textarea("plan", say(lang, "actions-plan")).hint(say(lang, "actions-plan-hint")).rows(5).value(field(typed, "plan")))
            (form.select("place", say(lang, "actions-place")).choices(places.iter().map(|place| (place.id.to_string(), place.name.clone())))
                .chosen(place.map_or_else(String::new, |id| id.to_string())))
            (form.select("owner", say(lang, "actions-owner")).hint(say(lang, "actions-owner-hint"))
                .choices(owners.iter().map(|(id, name)| (id.to_string(), name.open().clone()))).chosen(owner.to_string()))
            (form.date("due", say(lang, "actions-due")).written(field(typed, "due-day"), field(typed, "due-month"), field(typed, "due-year")))
            (Button::submit(say(lang, "actions-open")))
        }
    })
}

/// Opens it.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let mut errors = Errors::none();
    for (name, most) in [("title", 160), ("plan", 4000)] {
        let text = field(&fields, name);
        if text.is_empty() || text.chars().count() > most {
            errors.add(name, ActionProblem::Words.key());
        } else if names_somebody(text) {
            tell(&mut errors, name, &ActionProblem::Names, text);
        }
    }
    let due = due(&fields);
    if due.is_none() {
        errors.add("due", "kit-error-date");
    }
    let mut conn = p.db.reader().await?;
    let owner = value(&fields, "owner");
    let owner = owners(&p, &mut conn, &desk.asker).await?.iter().map(|(id, _)| *id).find(|id| Some(*id) == owner);
    drop(conn);
    if owner.is_none() {
        errors.add("owner", ActionProblem::Owner.key());
    }
    let (Some(due), Some(owner), true) = (due, owner, errors.is_empty()) else {
        return wrong(&p, &desk, &errors, &fields).await;
    };
    let new = NewAction {
        title: field(&fields, "title").to_owned(),
        plan: field(&fields, "plan").to_owned(),
        finding: value(&fields, "constat"),
        place: value(&fields, "place").ok_or(Failure::Invalid)?,
        owner,
        due,
    };
    match actions::open(&p, &desk.asker, new).await {
        Ok(id) => Ok(seen(desk.look, &format!("/travail/actions/{id}"))),
        Err(problem @ ActionProblem::Rule(_)) => {
            errors.add("title", problem.key());
            wrong(&p, &desk, &errors, &fields).await
        }
        Err(problem) => Err(problem.into()),
    }
}

fn due(fields: &Fields) -> Option<Day> {
    DateField::read(field(fields, "due-day"), field(fields, "due-month"), field(fields, "due-year"))
}

async fn wrong(p: &Platform, desk: &Desk, errors: &Errors, typed: &Fields) -> Result<Response, Failure> {
    let body = form(p, desk, errors, typed).await?;
    Ok(again(desk, say(desk.lang(), "actions-new"), "/travail/actions/nouvelle", body))
}
