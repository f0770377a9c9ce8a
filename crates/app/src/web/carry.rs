//! Carries a request through its handler.
//!
//! A change is read whole before its handler starts, so a slow or broken line never holds a transaction open; then the
//! handler runs in a task of its own, so a client that goes away cannot stop it halfway. A page that nobody waits for any
//! more is given up. A panic becomes an error page and one line that names no content.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use http_body_util::BodyExt;
use tokio::{
    task::{AbortHandle, JoinError},
    time::timeout,
};

use super::{
    Front,
    errors::{self, Why},
    limits::is_text,
    origin::is_safe,
};

/// The longest a request may take to arrive, and its handler to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// What a form may weigh.
const FORM: usize = 256 * 1024;
/// What is still read (and forgotten) of a form that is too heavy, so that the browser comes to read why.
const FORGOTTEN: usize = 4 * 1024 * 1024;
/// Routes that take files: the path as the slice lists it, and what may be sent there.
const FILES: &[(&str, usize)] = &[
    ("/travail/campagnes/{campaign}/sorties", 16 * 1024 * 1024),
    // The page itself refuses a file of more than 8 MB, in words; what is a little heavier still comes to it.
    ("/travail/questionnaires/fichier", 12 * 1024 * 1024),
    // A whole questionnaire, packed: of 6 MB of text that hardly repeats itself it is about half, in letters two thirds.
    ("/travail/questionnaires/fichier/commencer", 4 * 1024 * 1024),
    // The page itself refuses a file of more than 2 MB, in words; what is a little heavier still comes to it.
    ("/travail/nation/import", 3 * 1024 * 1024),
    // The same file, packed, in letters a third more.
    ("/travail/nation/import/appliquer", 3 * 1024 * 1024),
    // Three hundred printed answers, each in two languages and for four speakers.
    ("/travail/questionnaires/brouillons/{draft}/question", 1024 * 1024),
];

/// Brings the request in, runs its handler, and answers.
pub async fn through(State(_): State<Arc<Front>>, request: Request, next: Next) -> Response {
    if is_safe(request.method()) {
        return read(request, next).await;
    }
    let method = request.method().clone();
    match timeout(PATIENCE, whole(request)).await {
        Ok(Ok(request)) => change(method, request, next).await,
        Ok(Err(status)) => errors::unwritten(status, Why::Status),
        Err(_) => errors::unwritten(StatusCode::REQUEST_TIMEOUT, Why::Status),
    }
}

/// Gives the handler up when it is dropped: nobody waits for the page.
struct GiveUp(AbortHandle);

impl Drop for GiveUp {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn read(request: Request, next: Next) -> Response {
    let task = tokio::spawn(next.run(request));
    let _given_up = GiveUp(task.abort_handle());
    match timeout(PATIENCE, task).await {
        Ok(result) => result.unwrap_or_else(|error| broken(&error)),
        Err(_) => errors::unwritten(StatusCode::SERVICE_UNAVAILABLE, Why::Status),
    }
}

/// A change that has begun is waited for, however long it takes: "busy, try again" must mean that nothing was done. Whoever
/// finds no turn to write is told so by the database before anything begins (`spine::db`).
async fn change(method: Method, request: Request, next: Next) -> Response {
    let mut task = tokio::spawn(next.run(request));
    let result = match timeout(PATIENCE, &mut task).await {
        Ok(result) => result,
        Err(_) => {
            tracing::warn!(%method, "a change takes more than thirty seconds");
            task.await
        }
    };
    result.unwrap_or_else(|error| broken(&error))
}

fn broken(error: &JoinError) -> Response {
    // Where it happened was said by the panic's own line (`commands::logging`); what it said may hold somebody's words.
    tracing::error!(panic = error.is_panic(), "a handler broke");
    errors::unwritten(StatusCode::INTERNAL_SERVER_ERROR, Why::Status)
}

/// The request with its body in memory, or what is wrong with it.
async fn whole(request: Request) -> Result<Request, StatusCode> {
    let path = request.extensions().get::<axum::extract::MatchedPath>().map(axum::extract::MatchedPath::as_str);
    let most = FILES.iter().find(|(files, _)| Some(*files) == path).map_or(FORM, |(_, most)| *most);
    let (parts, body) = request.into_parts();
    let bytes = taken(body, most).await?;
    readable(&parts.headers, &bytes)?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

async fn taken(mut body: Body, most: usize) -> Result<Bytes, StatusCode> {
    let mut taken = Vec::new();
    let mut seen = 0usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
        let Some(data) = frame.data_ref() else { continue };
        seen = seen.saturating_add(data.len());
        if seen <= most {
            taken.extend_from_slice(data);
        } else if seen > most.saturating_add(FORGOTTEN) {
            break;
        }
    }
    if seen > most { Err(StatusCode::PAYLOAD_TOO_LARGE) } else { Ok(taken.into()) }
}

fn readable(headers: &HeaderMap, body: &[u8]) -> Result<(), StatusCode> {
    if body.is_empty() {
        return Ok(());
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/x-www-form-urlencoded" if is_text(body) => Ok(()),
        "application/json" | "application/fhir+json" if std::str::from_utf8(body).is_ok() => Ok(()),
        "application/x-www-form-urlencoded" | "application/json" | "application/fhir+json" => {
            Err(StatusCode::BAD_REQUEST)
        }
        "multipart/form-data" | "application/fhir+xml" => Ok(()),
        _ => Err(StatusCode::UNSUPPORTED_MEDIA_TYPE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: &str, body: &[u8]) -> Result<(), StatusCode> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
        readable(&headers, body)
    }

    #[test]
    fn a_form_is_text_of_a_known_kind() {
        assert_eq!(said("application/x-www-form-urlencoded; charset=utf-8", b"a=%C3%A9"), Ok(()));
        assert_eq!(said("application/x-www-form-urlencoded", b"a=%ff"), Err(StatusCode::BAD_REQUEST));
        assert_eq!(said("application/json", b"\xff"), Err(StatusCode::BAD_REQUEST));
        assert_eq!(said("text/plain", b"a"), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        assert_eq!(readable(&HeaderMap::new(), b""), Ok(()));
    }

    #[tokio::test]
    async fn a_heavy_form_is_refused_after_it_was_read() {
        assert_eq!(taken(Body::from(vec![b'a'; 11]), 10).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(taken(Body::from(vec![b'a'; 10]), 10).await.unwrap().len(), 10);
    }
}
