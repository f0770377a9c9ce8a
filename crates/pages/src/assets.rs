//! The stylesheet, the type and the script, embedded in the binary and served under names that hold their content's
//! hash, so that a browser asks for each of them once. Nothing is loaded from elsewhere.

use std::{io::Write, sync::OnceLock};

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    routing::get,
};
use sha2::{Digest, Sha256};

struct Asset {
    name: &'static str,
    hashed: String,
    kind: &'static str,
    body: Vec<u8>,
    /// Made once at start; absent where it would save nothing (type is compressed already).
    gzip: Option<Vec<u8>>,
}

/// The stylesheet before the addresses of the type are put in, one file a cascade layer.
const STYLE: &str = concat!(
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/fields.css"),
    include_str!("../assets/css/parts.css"),
    include_str!("../assets/css/front.css"),
    include_str!("../assets/css/data.css"),
    include_str!("../assets/css/editor.css"),
    include_str!("../assets/css/voice.css"),
    include_str!("../assets/css/charts.css"),
    include_str!("../assets/css/print.css"),
);
const SCRIPT: &str = include_str!("../assets/vecu.js");
/// The interpreter of compiled questionnaires (crates/instruments) and the script of their pages. Only they ask for them.
const PROGRAM: &str = include_str!("../../instruments/assets/program.min.js");
const SURVEY: &str = include_str!("../assets/survey.js");
const REGULAR: &[u8] = include_bytes!("../assets/fonts/hyperlegible-regular.woff2");
const BOLD: &[u8] = include_bytes!("../assets/fonts/hyperlegible-bold.woff2");
const ICON: &str = include_str!("../assets/icon.svg");

fn table() -> &'static [Asset] {
    static TABLE: OnceLock<Vec<Asset>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut made = vec![
            asset("hyperlegible-regular.woff2", "font/woff2", REGULAR.to_vec()),
            asset("hyperlegible-bold.woff2", "font/woff2", BOLD.to_vec()),
        ];
        let style = made.iter().fold(without_comments(STYLE), |style, font| style.replace(font.name, &font.hashed));
        made.push(asset("style.css", "text/css; charset=utf-8", style.into_bytes()));
        made.push(asset("vecu.js", "text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec()));
        made.push(asset("program.js", "text/javascript; charset=utf-8", PROGRAM.as_bytes().to_vec()));
        made.push(asset("survey.js", "text/javascript; charset=utf-8", without_remarks(SURVEY).into_bytes()));
        made.push(asset("icon.svg", "image/svg+xml", ICON.as_bytes().to_vec()));
        made
    })
}

fn asset(name: &'static str, kind: &'static str, body: Vec<u8>) -> Asset {
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&body));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let hashed = format!("{stem}.{}.{ending}", digest.get(..10).unwrap_or_default());
    let gzip = (ending != "woff2").then(|| gzipped(&body)).flatten();
    Asset { name, hashed, kind, body, gzip }
}

fn gzipped(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

/// Drops comments and indentation; the style sheet is written for people and read by browsers.
fn without_comments(style: &str) -> String {
    let mut kept = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Drops the lines of a script that are remarks, and indentation.
fn without_remarks(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The address of an asset: `href("style.css")`. An unknown name gives an address that answers "not found".
pub fn href(name: &str) -> String {
    let hashed = table().iter().find(|asset| asset.name == name).map_or(name, |asset| &asset.hashed);
    format!("/assets/{hashed}")
}

/// Every asset under its hashed name, for pages written to a folder (the gallery, an exported page).
pub fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    table().iter().map(|asset| (asset.hashed.as_str(), asset.body.as_slice()))
}

/// The route of the assets, to be merged into the application's router: `GET /assets/NAME`.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response<Body> {
    let Some(asset) = table().iter().find(|asset| asset.hashed == name) else {
        return plain(StatusCode::NOT_FOUND, Vec::new());
    };
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|one| one.trim().split(';').next() == Some("gzip")));
    let (body, gzip) = match &asset.gzip {
        Some(gzip) if accepts => (gzip.clone(), true),
        _ => (asset.body.clone(), false),
    };
    let mut answer = plain(StatusCode::OK, body);
    let fields = answer.headers_mut();
    fields.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    fields.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    fields.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if gzip {
        fields.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    answer
}

fn plain(status: StatusCode, body: Vec<u8>) -> Response<Body> {
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = status;
    answer
}

#[cfg(test)]
mod contrast;

#[cfg(test)]
mod tests {
    use super::*;

    fn stylesheet() -> String {
        let asset = table().iter().find(|asset| asset.name == "style.css").unwrap();
        String::from_utf8(asset.body.clone()).unwrap()
    }

    #[test]
    fn a_public_page_weighs_under_forty_kilobytes_compressed() {
        let weight = |asset: &Asset| asset.gzip.as_ref().unwrap_or(&asset.body).len();
        let (own, common): (Vec<&Asset>, Vec<&Asset>) =
            table().iter().partition(|asset| ["program.js", "survey.js"].contains(&asset.name));
        let assets: usize = common.into_iter().map(weight).sum();
        let of_questionnaires: usize = own.into_iter().map(weight).sum();
        assert!(of_questionnaires < 14_500, "the scripts of questionnaires weigh {of_questionnaires} bytes");
        assert!(assets < 34_000, "style, type, script and icon weigh {assets} bytes; 6 kB are left for the page");
    }

    /// The handler waits for nothing, so one poll answers.
    fn ask(name: &str, accepts: &'static str) -> Response<Body> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepts));
        let mut answer = std::pin::pin!(serve(Path(name.to_owned()), headers));
        match answer.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
            std::task::Poll::Ready(answer) => answer,
            std::task::Poll::Pending => panic!("it waited"),
        }
    }

    #[test]
    fn an_asset_is_kept_for_ever_and_compressed_for_those_who_accept_it() {
        let name = href("style.css").replace("/assets/", "");
        let answer = ask(&name, "br, gzip;q=0.8");
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "gzip");
        assert!(answer.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert!(ask(&name, "br").headers().get(header::CONTENT_ENCODING).is_none());
        assert_eq!(ask("style.css", "gzip").status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn the_stylesheet_names_the_type_by_its_hash_and_loads_nothing_from_elsewhere() {
        let style = stylesheet();
        let font = href("hyperlegible-bold.woff2").replace("/assets/", "");
        assert!(style.contains(&font), "{font}");
        for foreign in ["http:", "https:", "//", "@import"] {
            assert!(!style.contains(foreign), "{foreign}");
        }
    }

    #[test]
    fn the_stylesheet_works_in_both_directions_of_writing() {
        for side in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "text-align: left",
            "text-align: right",
            "border-left",
            "border-right",
        ] {
            assert!(!stylesheet().contains(side), "{side} has a logical form");
        }
    }
}
