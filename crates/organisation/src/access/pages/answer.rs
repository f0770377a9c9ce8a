//! What several of these pages answer with.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use maud::{Markup, html};
use pages::{
    Look,
    fields::Errors,
    layout::{Head, public},
    parts::{Tone, notice, print_button, qr},
    words::{say, say_with},
};
use spine::Platform;

use crate::access::{
    respond::{seen, shown},
    second_factor, session,
};

/// A page of the way in: public in its frame, kept out of search engines and caches.
pub fn way_in(look: Look, title: String, path: &str, errors: &Errors, body: Markup) -> Response {
    let head = Head::new(look, title, path).noindex().with_errors(errors);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    unkept((status, shown(public(&head, body))).into_response())
}

/// Keeps an answer out of every cache: it holds something shown once.
pub fn unkept(mut answer: Response) -> Response {
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// An answer that sets our cookie.
pub fn with_cookie(mut answer: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// On to a page, with a new session value.
pub fn onwards(p: &Platform, look: Look, path: &str, token: &str) -> Response {
    with_cookie(seen(look, path), session::keep_cookie(&p.settings, token))
}

/// Our cookie in a request, empty when there is none.
pub fn cookie<'a>(p: &Platform, headers: &'a HeaderMap) -> &'a str {
    session::cookie_value(headers, &p.settings).unwrap_or_default()
}

/// Where to go after signing in: only into the work pages of this very site.
pub fn inside(path: Option<&str>) -> &str {
    let Some(path) = path else { return "/travail" };
    let rest = path.strip_prefix("/travail");
    let sound = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && path.len() <= 500
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
        && !path.contains("//");
    if sound { path } else { "/travail" }
}

/// A path with another path in its query.
pub fn carrying(path: &str, suite: &str) -> String {
    if suite == "/travail" {
        return path.to_owned();
    }
    let mut out = format!("{path}?suite=");
    for byte in suite.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => out.push(byte as char),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// "Come back in 20 seconds."
pub fn wait(lang: Lang, seconds: u64) -> Markup {
    notice(
        lang,
        Tone::Warning,
        say(lang, "sign-in-wait-title"),
        say_with(lang, "sign-in-wait", &[("seconds", seconds.into())]),
    )
}

/// The steps of setting up a second factor: the square, the letters.
pub fn set_up(lang: Lang, secret: &[u8], email: &str) -> Markup {
    html! {
        ol {
            li { (say(lang, "factor-step-app")) }
            li { (say(lang, "factor-step-scan")) (secret_qr(lang, &second_factor::address(secret, email))) }
            li {
                (say(lang, "factor-step-letters")) " "
                strong translate="no" { (second_factor::in_letters(secret)) }
            }
            li { (say(lang, "factor-step-code")) }
        }
    }
}

fn secret_qr(lang: Lang, address: &str) -> Markup {
    // The kit's figure writes the address under the square; here the letters stand in the next step.
    use qrcode::{Color, EcLevel, QrCode};
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else { return qr(lang, address) };
    let (width, side) = (code.width(), code.width() + 8);
    let path: String = code
        .to_colors()
        .into_iter()
        .enumerate()
        .filter(|(_, color)| *color == Color::Dark)
        .map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + 4, at / width + 4))
        .collect();
    html! {
        figure.qr {
            svg viewBox=(format!("0 0 {side} {side}")) width="240" height="240" role="img"
                aria-label=(say(lang, "factor-qr")) shape-rendering="crispEdges" {
                rect width=(side) height=(side) fill="#fff" {}
                path d=(path) fill="#000" {}
            }
        }
    }
}

/// The recovery codes, shown once.
pub fn codes(lang: Lang, codes: &[String]) -> Markup {
    html! {
        p { (say(lang, "factor-codes-about")) }
        ul translate="no" { @for code in codes { li { strong { (code) } } } }
        p { (say(lang, "factor-codes-once")) }
        (print_button(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_one_stays_on_this_site() {
        assert_eq!(inside(Some("/travail/voix?tri=jour&p=2")), "/travail/voix?tri=jour&p=2");
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/travail//evil.example",
            "/travail\\evil",
            "/travailx",
            "/travail/\r\nx",
            "/autre",
            "",
        ] {
            assert_eq!(inside(Some(bad)), "/travail", "{bad}");
        }
        assert_eq!(carrying("/connexion/code", "/travail/voix?p=2"), "/connexion/code?suite=/travail/voix%3Fp%3D2");
    }
}
