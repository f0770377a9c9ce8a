//! What a handler answers when it cannot give what was asked: a whole page that says what happened, what was kept and
//! what to do. It never holds a text somebody wrote.

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use kernel::Lang;
use maud::{Markup, html};
use pages::{
    Look,
    layout::{Head, public},
    words::say,
};
use spine::{db::DbError, vault::VaultError};

/// A page as a handler answers it.
pub fn shown(page: Markup) -> Html<String> {
    Html(page.into_string())
}

/// A form sent back with what was wrong and everything that was typed (422).
pub fn refused(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, shown(page)).into_response()
}

/// The page to show after a change (303), in the reader's language and size.
pub fn seen(look: Look, path: &str) -> Response {
    Redirect::to(&look.link(path)).into_response()
}

/// Why a page cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing is there, or it is not for this person: the two look the same.
    NotFound,
    /// The hat worn does not open this page.
    Forbidden,
    /// It was there and is no more; the key of a sentence says why.
    Gone(&'static str),
    /// The request is not one that our pages send (a broken address, a form without its fields).
    Invalid,
    /// Too many tries: come back in so many seconds.
    TooMany(u64),
    /// Too many people write at once: the same request will work in a moment.
    Busy,
    /// What was asked for is longer than a document of ours may be.
    TooLong,
    /// Something broke; the log has the details, without personal text.
    Broken,
}

impl Failure {
    /// The same failure in one language. Without this the page speaks both.
    pub const fn in_lang(self, lang: Lang) -> Spoken {
        Spoken { failure: self, lang }
    }

    /// The status of the answer.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Gone(_) => StatusCode::GONE,
            Self::Invalid => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooLong => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::NotFound => "failure-not-found-",
            Self::Forbidden => "failure-forbidden-",
            Self::Gone(_) => "failure-gone-",
            Self::Invalid => "failure-invalid-",
            Self::TooMany(_) => "failure-too-many-",
            Self::Busy => "failure-busy-",
            Self::TooLong => "failure-too-long-",
            Self::Broken => "failure-broken-",
        }
    }

    /// The sentences: what happened, what was kept, what to do.
    fn sentences(self, lang: Lang) -> Markup {
        let part = |what: &str| say(lang, &format!("{}{what}", self.key()));
        html! {
            @if let Self::Gone(why) = self { p { (say(lang, why)) } } @else { p { (part("what")) } }
            p { (part("kept")) }
            p { (part("do")) }
            p { a href=(Look::new(lang).link("/")) { (say(lang, "failure-home")) } }
        }
    }

    fn title(self, lang: Lang) -> String {
        say(lang, &format!("{}title", self.key()))
    }

    fn page(self, lang: Option<Lang>) -> Response {
        let first = lang.unwrap_or_default();
        let head = Head::new(first, self.title(first), "/").noindex();
        let body = html! {
            h1 { (self.title(first)) }
            (self.sentences(first))
            @if lang.is_none() {
                section lang="en" { h2 { (self.title(Lang::En)) } (self.sentences(Lang::En)) }
            }
        };
        let mut answer = (self.status(), shown(public(&head, body))).into_response();
        let wait = match self {
            Self::Busy => Some(2),
            Self::TooMany(seconds) => Some(seconds),
            _ => None,
        };
        if let Some(seconds) = wait {
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        answer
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut answer = self.page(None);
        answer.extensions_mut().insert(self);
        answer
    }
}

/// A failure in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    failure: Failure,
    lang: Lang,
}

impl IntoResponse for Spoken {
    fn into_response(self) -> Response {
        self.failure.page(Some(self.lang))
    }
}

/// A layer for the whole router: a [`Failure`] answered to an address that names its language is said in that language
/// alone, so that handlers need not carry the language to every `?`.
pub async fn in_asked_language(request: Request, next: Next) -> Response {
    let named = request.uri().query().is_some_and(|query| query.split('&').any(|pair| pair.starts_with("lang=")));
    let look = Look::from_query(request.uri().query());
    let answer = next.run(request).await;
    match answer.extensions().get::<Failure>() {
        Some(failure) if named => failure.in_lang(look.lang).into_response(),
        _ => answer,
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        if matches!(error, DbError::Busy) {
            return Self::Busy;
        }
        tracing::error!(%error, "a page could not be given");
        Self::Broken
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        tracing::error!(%error, "a page could not be given");
        Self::Broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_its_words_in_both_languages() {
        pages::words::install(&[super::super::WORDS]).unwrap();
        for failure in [
            Failure::NotFound,
            Failure::Forbidden,
            Failure::Gone("failure-link-gone"),
            Failure::Invalid,
            Failure::TooMany(20),
            Failure::Busy,
            Failure::TooLong,
            Failure::Broken,
        ] {
            for lang in Lang::ALL {
                for part in ["title", "kept", "do"] {
                    let key = format!("{}{part}", failure.key());
                    assert!(pages::words::knows(lang, &key), "{key}");
                }
            }
        }
    }

    #[test]
    fn a_busy_page_says_when_to_come_back() {
        let answer = Failure::from(DbError::Busy).into_response();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers().get(header::RETRY_AFTER).unwrap(), "2");
    }
}
