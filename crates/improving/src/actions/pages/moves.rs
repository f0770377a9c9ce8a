//! What the forms of an action's page do. After a change one is led back to the page (303).

use axum::{
    Form as Posted,
    extract::{Path, State},
    response::Response,
};
use organisation::access::{Desk, Failure, respond::seen};
use pages::fields::Errors;
use spine::Platform;
use understanding::themes::names_somebody;

use super::{Fields, action, answer as plain, field, tell, value};
use crate::actions::{
    actions::{self, ActionProblem, Change},
    model::Action,
    store,
};

async fn posted(p: &Platform, desk: &Desk, name: &str) -> Result<Action, Failure> {
    let id = name.parse().map_err(|_| Failure::NotFound)?;
    let mut conn = p.db.reader().await?;
    store::action(&mut conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)
}

/// Makes the change; a problem that a person can put right comes back beside the field `at`.
async fn make(
    p: &Platform,
    desk: &Desk,
    of: &Action,
    change: Change,
    at: &str,
    part: &str,
    typed: &Fields,
) -> Result<Response, Failure> {
    match actions::change(p, &desk.asker, of, change).await {
        Ok(()) => Ok(seen(desk.look, &format!("/travail/actions/{}{part}", of.id))),
        Err(problem @ (ActionProblem::Words | ActionProblem::Names | ActionProblem::Rule(_))) => {
            let mut errors = Errors::none();
            tell(&mut errors, at, &problem, field(typed, at));
            action::wrong(p, desk, of.id, &errors, typed, None).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// The indicator and its target.
pub(super) async fn indicator(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    let (indicator, target) = (field(&fields, "indicator").to_owned(), field(&fields, "target").to_owned());
    let at = if indicator.is_empty() || names_somebody(&indicator) { "indicator" } else { "target" };
    let change = Change::Indicator { indicator, target };
    make(&p, &desk, &of, change, at, "#indicateur", &fields).await
}

/// It begins.
pub(super) async fn start(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    // The missing indicator is asked where it is written.
    let at = if of.indicator.is_none() { "indicator" } else { "start" };
    let change = Change::Start { note: field(&fields, "start").to_owned() };
    make(&p, &desk, &of, change, at, "#suite", &fields).await
}

/// A note in the journal.
pub(super) async fn note(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    let change = Change::Note { note: field(&fields, "note").to_owned() };
    make(&p, &desk, &of, change, "note", "#suite", &fields).await
}

/// It is done.
pub(super) async fn finish(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    let change = Change::Finish { note: field(&fields, "finish").to_owned() };
    make(&p, &desk, &of, change, "finish", "#suite", &fields).await
}

/// What came of it.
pub(super) async fn evaluate(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    let Some(reached) = value(&fields, "reached") else {
        let mut errors = Errors::none();
        errors.add("reached", "actions-problem-reached");
        return action::wrong(&p, &desk, of.id, &errors, &fields, None).await;
    };
    let change = Change::Evaluate { evaluation: field(&fields, "evaluation").to_owned(), reached };
    make(&p, &desk, &of, change, "evaluation", "#evaluation", &fields).await
}

/// It is given up.
pub(super) async fn abandon(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    let change = Change::Abandon { reason: field(&fields, "reason").to_owned() };
    make(&p, &desk, &of, change, "reason", "", &fields).await
}

/// The collective answer. What is not plain is shown once before it is kept; a person decides (hard rules 14 and 16).
pub(super) async fn answer(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    let text = field(&fields, "answer");
    let report = plain::report(text);
    let empty = text.is_empty();
    if !empty && !names_somebody(text) && !plain::is_plain(&report) && field(&fields, "seen") != "1" {
        return action::wrong(&p, &desk, of.id, &Errors::none(), &fields, Some(&report)).await;
    }
    let change = Change::Answer { answer: text.to_owned() };
    make(&p, &desk, &of, change, "answer", "#reponse", &fields).await
}
