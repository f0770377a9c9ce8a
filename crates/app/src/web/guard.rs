//! The guard of each route: reads who may ask it, and lets in who may.
//!
//! In front of a public route the guard reads no session and takes away what would tell one visitor from another, so a
//! handler cannot store what it never saw. In front of a work route it finds who is signed in and under which hat, and
//! logs the route's pattern (never the address, whose ids would tell who was read); not where answers are typed in for
//! others, since the minute of a line would be the minute of an answer.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use organisation::access::{Asker, Caller, Who, session};
use spine::{db::DbError, limits::prefix_of};

use super::{
    Front, Peer, answer,
    errors::{self, Why},
    origin::is_safe,
    peer,
};

/// A route's guard.
pub struct Gate {
    /// What the layers share.
    pub front: Arc<Front>,
    /// Who may ask.
    pub who: Who,
    /// The route's pattern.
    pub path: &'static str,
}

/// Public pages that write although they only look: an invitation is exchanged for a draft, and a link in a mail can ask
/// for nothing but a page.
const WRITING: [&str; 1] = ["/i/{token}"];

/// What would tell one visitor from another.
const TELLING: [&str; 5] = ["user-agent", "referer", "x-forwarded-for", "forwarded", "x-real-ip"];

/// Stands in front of a route.
pub async fn stand(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    match gate.who {
        Who::Public | Who::SignIn => public(&gate, request, next).await,
        Who::SignedIn | Who::Hats(_) => {
            let (start, method) = (Instant::now(), request.method().clone());
            let answer = work(&gate, request, next).await;
            let (status, ms) = (answer.status(), start.elapsed().as_millis() as u64);
            if is_entry(gate.path) {
                if answer::is_broken(status) {
                    tracing::error!("a page of entry broke");
                }
            } else if answer::is_broken(status) {
                tracing::error!(%method, route = gate.path, status = status.as_u16(), ms, "a work page broke");
            } else {
                tracing::info!(%method, route = gate.path, status = status.as_u16(), ms, "work");
            }
            answer
        }
    }
}

async fn public(gate: &Gate, request: Request, next: Next) -> Response {
    let platform = &gate.front.platform;
    gate.front.tally.add(platform.clock.today());
    let is_change = !is_safe(request.method()) || WRITING.contains(&gate.path);
    let (mut parts, body) = request.into_parts();
    let caller = peer::client(&parts, &platform.settings.trusted_proxies);
    if is_change
        && let Err(seconds) = gate.front.public_posts.take(&(family(gate), prefix_of(caller)), &*platform.clock)
    {
        let mut answer = errors::unwritten(StatusCode::TOO_MANY_REQUESTS, Why::Status);
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return answer;
    }
    for name in TELLING {
        parts.headers.remove(name);
    }
    parts.extensions.remove::<ConnectInfo<Peer>>();
    if gate.who == Who::SignIn {
        // A session may wait for its second factor, and tries are counted.
        parts.extensions.insert(Caller(caller));
    } else {
        parts.headers.remove(header::COOKIE);
    }
    let answer = next.run(Request::from_parts(parts, body)).await;
    if answer::is_broken(answer.status()) {
        // That something broke must be known; when, and for whom, is all there is to say.
        tracing::error!(route = gate.path, "a public page broke");
    }
    answer
}

/// What is counted together: the pages on the way to signing in, and the public ones by the beginning of their path. Who
/// fills one of them shuts nobody out of another.
fn family(gate: &Gate) -> &'static str {
    match gate.who {
        Who::Public => gate.path.split('/').nth(1).unwrap_or_default(),
        _ => "sign-in",
    }
}

/// Whether answers are typed in here for others.
fn is_entry(path: &str) -> bool {
    path.split('/').any(|part| part == "saisie")
}

async fn work(gate: &Gate, mut request: Request, next: Next) -> Response {
    let asker = match asker(gate, request.headers()).await {
        Ok(Some(asker)) => asker,
        // A program has no page to sign in on: it is told, and comes back with the cookie of a session.
        Ok(None) if errors::is_fhir(gate.path) => return not_signed_in(),
        Ok(None) => return to_sign_in(&request),
        Err(DbError::Busy) => return errors::unwritten(StatusCode::SERVICE_UNAVAILABLE, Why::Status),
        Err(error) => {
            tracing::error!(%error, "a session could not be read");
            return errors::unwritten(StatusCode::INTERNAL_SERVER_ERROR, Why::Status);
        }
    };
    if let Who::Hats(hats) = gate.who
        && !hats.contains(&asker.role())
    {
        return errors::unwritten(StatusCode::FORBIDDEN, Why::Hat);
    }
    request.extensions_mut().insert(asker);
    next.run(request).await
}

async fn asker(gate: &Gate, headers: &HeaderMap) -> Result<Option<Asker>, DbError> {
    let platform = &gate.front.platform;
    match session::cookie_value(headers, &platform.settings) {
        Some(value) => session::asker(platform, value).await,
        None => Ok(None),
    }
}

/// 401, which must name a way to come in (RFC 9110, 11.6.1): the cookie of a session, taken at the sign-in page.
fn not_signed_in() -> Response {
    let mut answer = errors::unwritten(StatusCode::UNAUTHORIZED, Why::Status);
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Cookie realm=\"/connexion\""));
    answer
}

/// Sign in, and come back here. After a change there is nothing to come back to but the first work page.
fn to_sign_in(request: &Request) -> Response {
    let back = match (is_safe(request.method()), request.uri().path_and_query()) {
        (true, Some(path)) => encoded(path.as_str()),
        _ => "/travail".to_owned(),
    };
    let look = errors::look_of(request);
    Redirect::to(&look.link(&format!("/connexion?suite={back}"))).into_response()
}

/// An address inside the query of another.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => out.push(byte as char),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn target(method: &str, path: &str) -> String {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        to_sign_in(&request).headers().get("location").unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn who_is_not_signed_in_is_sent_there_and_back() {
        assert_eq!(target("GET", "/travail/voix?tri=jour&p=2"), "/connexion?suite=/travail/voix%3Ftri%3Djour%26p%3D2");
        assert_eq!(target("GET", "/travail?lang=en"), "/connexion?suite=/travail%3Flang%3Den&lang=en");
        assert_eq!(target("POST", "/travail/actions"), "/connexion?suite=/travail");
    }
}
