//! What the forms of moderation do.

use axum::{
    Form as Posted,
    extract::{Path, State},
    response::Response,
};
use listening::voices::{
    actions::{Decision, VoiceProblem, decide},
    model::Voice,
};
use organisation::access::{Desk, Failure, respond::seen};
use pages::fields::Errors;
use spine::Platform;
use text::moderation::Ground;

use super::{Fields, again, field, moderation::whole, voice};

/// Publishes the text as edited.
pub(super) async fn publish(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    let text = voice::typed(&fields, "public").to_owned();
    let done = decide(&p, &desk.asker, &of, Decision::Publish { text }).await;
    finish(&p, &desk, &of, done, "public", &fields).await
}

/// Refuses, citing a rule.
pub(super) async fn refuse(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    let Some(ground) = Ground::of_code(field(&fields, "ground")) else {
        return no_ground(&p, &desk, &of, &fields).await;
    };
    let reason = voice::typed(&fields, "reason").to_owned();
    let done = decide(&p, &desk.asker, &of, Decision::Refuse { ground: ground.code().to_owned(), reason }).await;
    finish(&p, &desk, &of, done, "reason", &fields).await
}

/// Takes what is published back, citing a rule.
pub(super) async fn take_down(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    let Some(ground) = Ground::of_code(field(&fields, "ground")) else {
        return no_ground(&p, &desk, &of, &fields).await;
    };
    let reason = voice::typed(&fields, "reason").to_owned();
    let decision = Decision::TakeDown { ground: ground.code().to_owned(), reason };
    let done = decide(&p, &desk.asker, &of, decision).await;
    finish(&p, &desk, &of, done, "reason", &fields).await
}

/// The page again: a refusal cites its rule.
async fn no_ground(p: &Platform, desk: &Desk, of: &Voice, typed: &Fields) -> Result<Response, Failure> {
    let mut errors = Errors::none();
    errors.add("ground", "themes-problem-ground");
    let (title, path, body) = whole(p, desk, of.id, &errors, typed).await?;
    Ok(again(desk, title, &path, body))
}

async fn finish(
    p: &Platform,
    desk: &Desk,
    of: &Voice,
    done: Result<(), VoiceProblem>,
    at: &str,
    typed: &Fields,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(seen(desk.look, "/travail/moderation")),
        Err(
            problem @ (VoiceProblem::Db(_) | VoiceProblem::Vault(_) | VoiceProblem::NotFound | VoiceProblem::Forbidden),
        ) => Err(problem.into()),
        Err(problem) => {
            let mut errors = Errors::none();
            errors.add(at, problem.key());
            let (title, path, body) = whole(p, desk, of.id, &errors, typed).await?;
            Ok(again(desk, title, &path, body))
        }
    }
}
