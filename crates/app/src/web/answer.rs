//! What every answer leaves with: a readable page where something went wrong, security headers, compression.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use pages::Look;

use super::{Front, compress, errors};

/// Nothing but what comes from this very site, no inline script or style, no frame around us.
const CONTENT: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; \
                       connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// No sensor of the visitor's device is ever asked for.
const SENSORS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
                       payment=(), usb=(), browsing-topics=()";

/// The headers of every answer. The referrer policy is `same-origin`, not `no-referrer`: under `no-referrer` a browser
/// sends `Origin: null` with our own forms, and those without `Sec-Fetch-Site` (older phones, plain http) could not be
/// told from another site's. Nothing is told to other sites either way.
const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", SENSORS),
];

/// Finishes an answer.
pub async fn finish(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    let look = errors::look_of(&request);
    let gzip = compress::is_accepted(request.headers());
    let is_fhir = errors::is_fhir(request.uri().path());
    let answer = next.run(request).await;
    let answer = if is_fhir { outcome(answer, look) } else { written(answer, look) };
    let mut answer = if gzip { compress::gzip(answer).await } else { answer };
    protect(answer.headers_mut(), front.platform.settings.is_https());
    answer
}

/// Gives an error its page, unless the handler wrote one (or answers a machine, in JSON or XML).
fn written(answer: Response, look: Look) -> Response {
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return answer;
    }
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.is_empty() && !kind.starts_with("text/plain") {
        return answer;
    }
    let why = answer.extensions().get::<errors::Unwritten>().map_or(errors::Why::Status, |unwritten| unwritten.0);
    let mut page = errors::page(status, why, look);
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = answer.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// Gives an error under `/fhir` its OperationOutcome, whoever answered it (a layer, the router, a handler with a page): who
/// asks there is a program, and reads no page.
fn outcome(answer: Response, look: Look) -> Response {
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return answer;
    }
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/fhir+") {
        return answer;
    }
    let why = answer.extensions().get::<errors::Unwritten>().map_or(errors::Why::Status, |unwritten| unwritten.0);
    let mut outcome = errors::outcome(status, why, look);
    for name in [header::RETRY_AFTER, header::ALLOW, header::WWW_AUTHENTICATE] {
        if let Some(value) = answer.headers().get(&name) {
            outcome.headers_mut().insert(name, value.clone());
        }
    }
    outcome
}

fn protect(headers: &mut HeaderMap, https: bool) {
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if https {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    // Only the assets, whose names hold their content's hash, may be kept by a browser or a proxy.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// Says whether a status is an error that deserves a line in the log of the machine.
pub fn is_broken(status: StatusCode) -> bool {
    status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE
}
