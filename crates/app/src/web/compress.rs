//! Compression of pages. Our pages are made whole in memory, so one pass does it.

use std::io::Write;

use axum::{
    body::{Body, HttpBody, to_bytes},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use flate2::{Compression, write::GzEncoder};

/// Below this a page does not get smaller on the wire.
const LEAST: usize = 700;
/// Above this it is a download, and goes as it is.
const MOST: usize = 8 * 1024 * 1024;

/// Whether the browser reads gzip.
pub fn is_accepted(headers: &HeaderMap) -> bool {
    let said = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(',').any(|one| {
        let (name, quality) = one.split_once(';').unwrap_or((one, ""));
        name.trim().eq_ignore_ascii_case("gzip") && !matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

/// Compresses a page; anything else, and what is compressed already, is left as it is.
pub async fn gzip(answer: Response) -> Response {
    if !is_page(answer.headers()) {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let size = body.size_hint().exact();
    if !size.is_some_and(|size| (LEAST..MOST).contains(&(size as usize))) {
        return Response::from_parts(parts, body);
    }
    let Ok(plain) = to_bytes(body, MOST).await else {
        return Response::from_parts(parts, Body::empty());
    };
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 3), Compression::new(5));
    let packed = encoder.write_all(&plain).and_then(|()| encoder.finish());
    let Ok(packed) = packed else { return Response::from_parts(parts, Body::from(plain)) };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(packed))
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let text = ["text/", "application/json", "application/fhir+json", "image/svg+xml"];
    text.iter().any(|start| kind.starts_with(start)) && !headers.contains_key(header::CONTENT_ENCODING)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::response::{Html, IntoResponse};

    use super::*;

    #[tokio::test]
    async fn a_page_is_packed_and_unpacks_to_itself() {
        let text = "<p>Une voix.</p>".repeat(400);
        let packed = gzip(Html(text.clone()).into_response()).await;
        assert_eq!(packed.headers().get("content-encoding").unwrap(), "gzip");
        let bytes = to_bytes(packed.into_body(), MOST).await.unwrap();
        assert!(bytes.len() < text.len() / 10);
        let mut plain = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut plain).unwrap();
        assert_eq!(plain, text);
    }

    #[tokio::test]
    async fn what_is_small_or_packed_already_is_left_alone() {
        assert!(gzip(Html("a").into_response()).await.headers().get("content-encoding").is_none());
        let packed = ([(header::CONTENT_ENCODING, "br")], Html("a".repeat(5000))).into_response();
        assert_eq!(gzip(packed).await.headers().get("content-encoding").unwrap(), "br");
    }

    #[test]
    fn a_browser_that_refuses_gzip_is_heard() {
        for (said, accepted) in [("gzip, br", true), ("br;q=1, GZIP;q=0.5", true), ("gzip;q=0", false), ("br", false)] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(said))]);
            assert_eq!(is_accepted(&headers), accepted, "{said}");
        }
    }
}
