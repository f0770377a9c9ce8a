//! What the forms of a voice's page do. After a change one is led back to the place where one was (303).

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::Response,
};
use listening::voices::{
    actions::{self, VoiceProblem},
    model::Voice,
};
use organisation::access::{Desk, Failure, respond::seen};
use pages::fields::Errors;
use spine::Platform;

use super::{Fields, all, field, id, rows, sought::Stand, tell, value, voice};
use crate::themes::{
    actions::{ThemeProblem, code as put_code, names_somebody, uncode as take_code},
    cut::joined,
    model::NewCode,
};

fn back(desk: &Desk, voice: &Voice, stand: &Stand, part: &str) -> Response {
    seen(desk.look, &format!("/travail/voix/{}{}{part}", voice.id, stand.tail()))
}

/// Puts a theme on the rows chosen.
pub(super) async fn code(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(query): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let stand = Stand::read(&query);
    let of = voice::posted(&p, &desk, &name).await?;
    let chosen: Option<Vec<_>> = all(&fields, "row").map(rows::span_of).collect();
    let span = chosen.and_then(|rows| joined(of.readable.as_deref().unwrap_or_default(), &rows));
    let theme = rows::theme_of(&fields);
    let valence = value(&fields, "valence");
    let mut errors = Errors::none();
    if span.is_none() {
        errors.add("row", "themes-problem-passage");
    }
    if theme.is_empty() {
        errors.add("theme", "themes-problem-theme");
    }
    if valence.is_none() {
        errors.add("valence", "themes-problem-valence");
    }
    let (Some(span), Some(valence), true) = (span, valence, errors.is_empty()) else {
        return voice::wrong(&p, &desk, of.id, &stand, &errors, &fields).await;
    };
    let moment = Some(field(&fields, "moment")).filter(|moment| !moment.is_empty()).map(str::to_owned);
    let new = NewCode { span, theme: theme.to_owned(), valence, moment };
    match put_code(&p, &desk.asker, &of, new).await {
        Ok(_) => Ok(back(&desk, &of, &stand, "#row")),
        Err(problem @ (ThemeProblem::Passage | ThemeProblem::Theme)) => {
            let at = if matches!(problem, ThemeProblem::Theme) { "theme" } else { "row" };
            errors.add(at, problem.key());
            voice::wrong(&p, &desk, of.id, &stand, &errors, &fields).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Takes one's own theme away.
pub(super) async fn uncode(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(query): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    let passage = id(field(&fields, "passage"))?;
    take_code(&p, &desk.asker, &of, passage, field(&fields, "theme")).await?;
    Ok(back(&desk, &of, &Stand::read(&query), "#themes"))
}

/// Says that somebody takes care of it.
pub(super) async fn take_up(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    match actions::take_up(&p, &desk.asker, &of).await {
        // Somebody else was quicker: it is taken up, which is what was wanted.
        Ok(()) | Err(VoiceProblem::State) => Ok(back(&desk, &of, &Stand::read(&query), "#reponse")),
        Err(problem) => Err(problem.into()),
    }
}

/// Says that a comment was read, and reads on.
pub(super) async fn read(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    match actions::read_comment(&p, &desk.asker, &of).await {
        // Somebody else was quicker, or there is nothing to read: one reads on all the same.
        Ok(()) | Err(VoiceProblem::State) => {}
        Err(problem) => return Err(problem.into()),
    }
    let mut conn = p.db.reader().await?;
    let next = voice::next(&p, &mut conn, &desk, &of, &Stand::read(&query)).await?;
    Ok(seen(desk.look, &next))
}

/// Writes to the author; a reply that names somebody is refused (hard rule 8).
pub(super) async fn reply(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(query): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let stand = Stand::read(&query);
    let of = voice::posted(&p, &desk, &name).await?;
    let text = voice::typed(&fields, "reply");
    if names_somebody(text) {
        let mut errors = Errors::none();
        tell(&mut errors, "reply", &ThemeProblem::Names, text);
        return voice::wrong(&p, &desk, of.id, &stand, &errors, &fields).await;
    }
    match actions::reply(&p, &desk.asker, &of, text).await {
        Ok(()) => {
            p.work.notify_one();
            Ok(back(&desk, &of, &stand, "#reponse"))
        }
        Err(problem) => refused(&p, &desk, &of, &stand, "reply", problem, &fields).await,
    }
}

/// Gives the voice to a patient partner to read.
pub(super) async fn give(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(query): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    let partner = id(field(&fields, "partner"))?;
    let mut conn = p.db.reader().await?;
    let known = voice::is_partner(&mut conn, &desk.asker, partner).await?;
    drop(conn);
    if !known {
        return Err(Failure::Invalid);
    }
    actions::give(&p, &desk.asker, &of, partner).await?;
    Ok(back(&desk, &of, &Stand::read(&query), ""))
}

/// The page again when a person can put it right; a failure when they cannot.
pub(super) async fn refused(
    p: &Platform,
    desk: &Desk,
    of: &Voice,
    stand: &Stand,
    at: &str,
    problem: VoiceProblem,
    typed: &Fields,
) -> Result<Response, Failure> {
    match problem {
        VoiceProblem::Db(_) | VoiceProblem::Vault(_) | VoiceProblem::NotFound | VoiceProblem::Forbidden => {
            Err(problem.into())
        }
        problem => {
            let mut errors = Errors::none();
            errors.add(at, problem.key());
            voice::wrong(p, desk, of.id, stand, &errors, typed).await
        }
    }
}
