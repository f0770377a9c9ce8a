//! What is sealed, shown once on the answer to its form: there is no address to come back to, and nothing keeps it.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::Personal;
use listening::voices::{
    actions::{self, VoiceProblem},
    model::Voice,
};
use organisation::access::{Desk, Failure};
use pages::{
    fields::Button,
    html,
    parts::{self, Tone},
    words::say,
};
use spine::Platform;

use super::{Fields, field, sought::Stand, voice, voice_moves::refused};

/// The original, for a stated reason.
pub(super) async fn original(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(query): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    let opened = actions::open_original(&p, &desk.asker, &of, field(&fields, "original-reason")).await;
    answer(&p, &desk, &of, &Stand::read(&query), "original", opened, &fields).await
}

/// The contact its author left, for a stated reason.
pub(super) async fn contact(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(query): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let of = voice::posted(&p, &desk, &name).await?;
    let opened = actions::open_contact(&p, &desk.asker, &of, field(&fields, "contact-reason")).await;
    answer(&p, &desk, &of, &Stand::read(&query), "contact", opened, &fields).await
}

async fn answer(
    p: &Platform,
    desk: &Desk,
    of: &Voice,
    stand: &Stand,
    what: &str,
    opened: Result<Personal<String>, VoiceProblem>,
    typed: &Fields,
) -> Result<Response, Failure> {
    let opened = match opened {
        Ok(opened) => opened,
        Err(problem) => return refused(p, desk, of, stand, &format!("{what}-reason"), problem, typed).await,
    };
    let lang = desk.lang();
    let title = say(lang, &format!("themes-{what}-title"));
    let back = desk.look.link(&format!("/travail/voix/{}{}", of.id, stand.tail()));
    let body = html! {
        (parts::header(&title, ""))
        (parts::notice(lang, Tone::Warning, say(lang, "themes-once-title"), say(lang, "themes-once")))
        p.written lang=[(of.lang != lang).then_some(of.lang.tag())] { (opened.open()) }
        (Button::link(say(lang, "themes-once-back"), back))
    };
    let mut answer = desk.page(title, "/travail/voix", body).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
