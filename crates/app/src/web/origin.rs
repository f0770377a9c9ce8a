//! Where a change comes from: a page of another site must not act in the name of somebody who is signed in here.
//!
//! The algorithm is that of `CrossOriginProtection` in Go 1.25: safe methods pass; an origin we were told of passes; else
//! `Sec-Fetch-Site` decides where the browser sends it; else the host of `Origin` must be the host that was asked; and a
//! request with neither header does not come from a browser. No token is needed in any form.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::{Front, errors};

/// What a request says about where it comes from.
#[derive(Debug, Clone, Copy, Default)]
struct Said<'a> {
    fetch_site: Option<&'a str>,
    origin: Option<&'a str>,
    host: Option<&'a str>,
}

/// Refuses a change that another site asks for.
pub async fn check(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    if is_safe(request.method()) || passes(&request, &front.platform.settings.base_url) {
        return next.run(request).await;
    }
    errors::page(StatusCode::FORBIDDEN, errors::Why::OtherSite, errors::look_of(&request))
}

fn passes(request: &Request, base_url: &str) -> bool {
    // A header that is no text says something, and nothing we know.
    let text = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let said = Said {
        fetch_site: text("sec-fetch-site"),
        origin: text(header::ORIGIN.as_str()),
        host: text(header::HOST.as_str()).or_else(|| request.uri().authority().map(|a| a.as_str())),
    };
    is_ours(said, base_url)
}

/// Whether a method only reads.
pub fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_ours(said: Said<'_>, base_url: &str) -> bool {
    if said.origin.is_some_and(|origin| origin.eq_ignore_ascii_case(base_url)) {
        return true;
    }
    match (said.fetch_site, said.origin) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some_and(|host| said.host.is_some_and(|asked| host.eq_ignore_ascii_case(asked)))
        }
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://vecu.hopital.example";
    const HOST: Option<&str> = Some("10.0.0.5:8080");

    #[test]
    fn a_change_is_let_through_or_not_by_what_the_browser_says() {
        let table: &[(Option<&str>, Option<&str>, bool)] = &[
            (None, None, true),
            (Some("same-origin"), None, true),
            (Some("same-origin"), Some("null"), true),
            (Some("none"), None, true),
            (Some("same-site"), None, false),
            (Some("cross-site"), None, false),
            (Some("cross-site"), Some("http://10.0.0.5:8080"), false),
            (Some("cross-site"), Some(BASE), true),
            (Some(""), None, false),
            (Some("Same-Origin"), None, false),
            (None, Some("http://10.0.0.5:8080"), true),
            (None, Some("https://10.0.0.5:8080"), true),
            (None, Some("http://10.0.0.5"), false),
            (None, Some("http://10.0.0.5:8080.evil.example"), false),
            (None, Some("https://evil.example"), false),
            (None, Some("null"), false),
            (None, Some("?"), false),
            (None, Some(BASE), true),
            (None, Some("https://vecu.hopital.example.evil.example"), false),
        ];
        for (fetch_site, origin, passes) in table {
            let said = Said { fetch_site: *fetch_site, origin: *origin, host: HOST };
            assert_eq!(is_ours(said, BASE), *passes, "{said:?}");
        }
        let without_host = Said { origin: Some("http://"), ..Said::default() };
        assert!(!is_ours(without_host, BASE));
    }

    #[test]
    fn reading_is_always_let_through() {
        for (method, safe) in [("GET", true), ("HEAD", true), ("OPTIONS", true), ("POST", false), ("DELETE", false)] {
            assert_eq!(is_safe(&method.parse().unwrap()), safe, "{method}");
        }
    }
}
