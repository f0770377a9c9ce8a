//! What the forms of a finding's page do.

use axum::{
    Form as Posted,
    extract::{Path, State},
    response::Response,
};
use kernel::{Id, kinds};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{Markup, fields::Errors};
use spine::Platform;

use super::{Fields, all, field, finding, id, tell, voice};
use crate::themes::{
    actions::{self, ThemeProblem},
    model::Finding,
    store,
};

async fn posted(p: &Platform, desk: &Desk, name: &str) -> Result<Finding, Failure> {
    let mut conn = p.db.reader().await?;
    store::finding(&mut conn, &desk.asker.scope, id(name)?).await?.ok_or(Failure::NotFound)
}

fn back(desk: &Desk, finding: &Finding, part: &str) -> Response {
    seen(desk.look, &format!("/travail/constats/{}{part}", finding.id))
}

/// Adds passages.
pub(super) async fn add(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    let passages: Vec<_> = all(&fields, "passage").filter_map(|id| id.parse().ok()).collect();
    match actions::more_passages(&p, &desk.asker, &of, &passages).await {
        Ok(()) | Err(ThemeProblem::NoPassage) => Ok(back(&desk, &of, "#passages")),
        Err(problem) => Err(problem.into()),
    }
}

/// Takes a passage away.
pub(super) async fn let_go(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    match actions::let_go(&p, &desk.asker, &of, id(field(&fields, "passage"))?).await {
        // The last passage stays: a finding rests on something.
        Ok(()) | Err(ThemeProblem::NoPassage) => Ok(back(&desk, &of, "#passages")),
        Err(problem) => Err(problem.into()),
    }
}

/// "I read this with the others."
pub(super) async fn read(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let of = posted(&p, &desk, &name).await?;
    actions::read(&p, &desk.asker, &of).await?;
    Ok(back(&desk, &of, "#lecture"))
}

/// Sets it aside, with the reason. One that will not do comes back on the whole page, with the panel of what is done about
/// it: the slice of actions, which stands above this one, has the route and draws the panel.
pub async fn set_finding_aside(
    p: &Platform,
    desk: &Desk,
    finding: Id<kinds::Finding>,
    fields: &Fields,
    done: Markup,
) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let of = store::finding(&mut conn, &desk.asker.scope, finding).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    match actions::set_aside(p, &desk.asker, &of, voice::typed(fields, "reason")).await {
        Ok(()) => Ok(back(desk, &of, "")),
        Err(problem @ (ThemeProblem::Words | ThemeProblem::Names | ThemeProblem::State)) => {
            let mut errors = Errors::none();
            tell(&mut errors, "reason", &problem, field(fields, "reason"));
            finding::wrong(p, desk, of.id, &errors, fields, done).await
        }
        Err(problem) => Err(problem.into()),
    }
}
