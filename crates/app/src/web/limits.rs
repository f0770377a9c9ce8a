//! What may be asked at all: the length of an address, the weight of headers, how many requests at once, and text that is
//! text.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri},
    middleware::Next,
    response::Response,
};
use tokio::sync::Semaphore;

use super::{Front, errors};

/// The longest address, in bytes.
const ADDRESS: usize = 8 * 1024;
/// The heaviest headers, in bytes, names included.
const HEADERS: usize = 32 * 1024;
/// Requests in flight; the next one is told to come back (503) instead of making everyone wait.
const AT_ONCE: usize = 1024;

/// What the limits keep count of.
pub struct Limits {
    at_once: Semaphore,
}

impl Default for Limits {
    fn default() -> Self {
        Self { at_once: Semaphore::new(AT_ONCE) }
    }
}

/// Refuses what is too long, unreadable or too much.
pub async fn check(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    let look = errors::look_of(&request);
    let refused = |status| errors::page(status, errors::Why::Status, look);
    if let Some(status) = unfit(request.uri(), request.headers()) {
        return refused(status);
    }
    let Ok(_permit) = front.limits.at_once.try_acquire() else {
        return refused(StatusCode::SERVICE_UNAVAILABLE);
    };
    next.run(request).await
}

fn unfit(uri: &Uri, headers: &HeaderMap) -> Option<StatusCode> {
    let address = uri.path().len() + uri.query().map_or(0, str::len);
    if address > ADDRESS {
        return Some(StatusCode::URI_TOO_LONG);
    }
    let weight: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if weight > HEADERS {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    let readable = is_text(uri.path().as_bytes()) && uri.query().is_none_or(|query| is_text(query.as_bytes()));
    (!readable).then_some(StatusCode::BAD_REQUEST)
}

/// Whether a percent-encoded text is valid UTF-8 without a null character (which PostgreSQL refuses to store). Checked
/// once here, because the decoders behind would silently put replacement characters into somebody's words.
pub fn is_text(encoded: &[u8]) -> bool {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut at = 0;
    while let Some(byte) = encoded.get(at) {
        // A lone percent sign stands for itself, as in every decoder of forms.
        let escaped = if *byte == b'%' { encoded.get(at + 1..at + 3).and_then(byte_of) } else { None };
        decoded.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    std::str::from_utf8(&decoded).is_ok_and(|text| !text.contains('\0'))
}

fn byte_of(digits: &[u8]) -> Option<u8> {
    let digits = digits.iter().all(u8::is_ascii_hexdigit).then_some(digits)?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_is_text() {
        for good in ["", "a=b&c=%C3%A9", "100%", "%zz", "a+b", "%E2%82%AC"] {
            assert!(is_text(good.as_bytes()), "{good}");
        }
        for bad in ["%ff", "a=%C3", "%00", "x%E2%82"] {
            assert!(!is_text(bad.as_bytes()), "{bad}");
        }
        assert!(!is_text(b"\xff"));
    }

    #[test]
    fn what_is_too_long_is_refused_by_name() {
        let long: Uri = format!("/{}", "a".repeat(ADDRESS + 1)).parse().unwrap();
        assert_eq!(unfit(&long, &HeaderMap::new()), Some(StatusCode::URI_TOO_LONG));
        let mut heavy = HeaderMap::new();
        heavy.insert("x-a", "b".repeat(HEADERS).parse().unwrap());
        assert_eq!(unfit(&Uri::from_static("/"), &heavy), Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE));
        assert_eq!(unfit(&Uri::from_static("/?a=%ff"), &HeaderMap::new()), Some(StatusCode::BAD_REQUEST));
        assert_eq!(unfit(&Uri::from_static("/d/caf%C3%A9"), &HeaderMap::new()), None);
    }
}
