//! Error pages: what happened, what was kept, what to do. In the language of the address, complete, without any detail of
//! the machine.

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use pages::{
    Look, html,
    layout::{self, Head},
    words::say,
};
use serde_json::json;

/// What more than the status there is to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Why {
    /// The status says it all.
    #[default]
    Status,
    /// A form was sent from another site.
    OtherSite,
    /// The hat worn does not open this page.
    Hat,
}

/// Said by an answer that needs its page written by [`super::answer`]: the layers inside know no look.
#[derive(Debug, Clone, Copy)]
pub struct Unwritten(pub Why);

/// The page of an error.
pub fn page(status: StatusCode, why: Why, look: Look) -> Response {
    let (title, text) = words(status, why);
    let (title, text) = (say(look.lang, title), say(look.lang, text));
    let head = Head::new(look, title.clone(), "/").noindex();
    let body = html! {
        h1 { (title) }
        p { (text) }
        @if why == Why::Hat { p { a href=(look.link("/travail/moi")) { (say(look.lang, "web-error-hat-me")) } } }
        p { a href=(look.link("/")) { (say(look.lang, "web-error-home")) } }
    };
    let mut answer = (status, Html(layout::public(&head, body).into_string())).into_response();
    // Under `/fhir` the same is said in another form (`answer`), which must know what this page knew.
    answer.extensions_mut().insert(Unwritten(why));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    answer
}

/// Whether an address is of the part that programs ask, whose errors are OperationOutcomes.
pub fn is_fhir(path: &str) -> bool {
    path == "/fhir" || path.starts_with("/fhir/")
}

/// The same as an OperationOutcome (FHIR R4), for a program: the code of the issue is the one that FHIR has for the status.
pub fn outcome(status: StatusCode, why: Why, look: Look) -> Response {
    let (title, text) = words(status, why);
    let (title, text) = (say(look.lang, title), say(look.lang, text));
    let issue =
        json!({ "severity": "error", "code": issue_code(status), "details": { "text": title }, "diagnostics": text });
    let body = json!({ "resourceType": "OperationOutcome", "issue": [issue] });
    (status, [(header::CONTENT_TYPE, "application/fhir+json")], body.to_string()).into_response()
}

/// The issue type (http://hl7.org/fhir/issue-type) of a status.
fn issue_code(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "login",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED | StatusCode::UNSUPPORTED_MEDIA_TYPE => "not-supported",
        StatusCode::REQUEST_TIMEOUT => "timeout",
        StatusCode::CONFLICT => "conflict",
        StatusCode::GONE => "deleted",
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            "too-long"
        }
        StatusCode::UNPROCESSABLE_ENTITY => "processing",
        StatusCode::TOO_MANY_REQUESTS => "throttled",
        StatusCode::SERVICE_UNAVAILABLE => "transient",
        status if status.is_client_error() => "invalid",
        _ => "exception",
    }
}

/// An answer whose page is written on the way out.
pub fn unwritten(status: StatusCode, why: Why) -> Response {
    let mut answer = status.into_response();
    answer.extensions_mut().insert(Unwritten(why));
    answer
}

/// What answers an address that leads nowhere.
pub async fn not_found() -> Response {
    unwritten(StatusCode::NOT_FOUND, Why::Status)
}

/// How the reader of a request wants pages.
pub fn look_of(request: &Request) -> Look {
    Look::from_query(request.uri().query())
}

fn words(status: StatusCode, why: Why) -> (&'static str, &'static str) {
    match (status, why) {
        (_, Why::OtherSite) => ("web-error-other-site-title", "web-error-other-site"),
        (_, Why::Hat) => ("web-error-hat-title", "web-error-hat"),
        (StatusCode::UNAUTHORIZED, _) => ("web-error-sign-in-title", "web-error-sign-in"),
        (StatusCode::FORBIDDEN, _) => ("web-error-forbidden-title", "web-error-forbidden"),
        (StatusCode::NOT_FOUND, _) => ("web-error-not-found-title", "web-error-not-found"),
        (StatusCode::GONE, _) => ("web-error-gone-title", "web-error-gone"),
        (StatusCode::METHOD_NOT_ALLOWED, _) => ("web-error-method-title", "web-error-method"),
        (StatusCode::REQUEST_TIMEOUT, _) => ("web-error-timeout-title", "web-error-timeout"),
        (StatusCode::PAYLOAD_TOO_LARGE, _) => ("web-error-too-large-title", "web-error-too-large"),
        (StatusCode::URI_TOO_LONG | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, _) => {
            ("web-error-too-long-title", "web-error-too-long")
        }
        (StatusCode::TOO_MANY_REQUESTS, _) => ("web-error-too-many-title", "web-error-too-many"),
        (StatusCode::SERVICE_UNAVAILABLE, _) => ("web-error-busy-title", "web-error-busy"),
        (status, _) if status.is_client_error() => ("web-error-unreadable-title", "web-error-unreadable"),
        _ => ("web-error-broken-title", "web-error-broken"),
    }
}
