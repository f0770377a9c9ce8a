//! Somebody with a browser: keeps cookies, sends forms, follows where it is sent.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
};

use app::web::Peer;
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, header},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A visitor.
#[derive(Clone)]
pub struct Visitor {
    router: Router,
    cookies: BTreeMap<String, String>,
    address: SocketAddr,
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub path: String,
}

#[allow(dead_code, reason = "each slice's tests use a part of it")]
impl Page {
    /// Where it sends us.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok())
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether the page says something, once the spaces and apostrophes of typography are made plain.
    pub fn says(&self, words: &str) -> bool {
        plain(&self.text).contains(&plain(words))
    }

    /// The value of an attribute in the first tag that holds `mark`: `page.attribute("name=\"draft\"", "value")`.
    pub fn attribute(&self, mark: &str, name: &str) -> Option<String> {
        let at = self.text.find(mark)?;
        let start = self.text[..at].rfind('<')?;
        let tag = &self.text[start..start + self.text[start..].find('>')?];
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        rest.split_once('"').map(|(value, _)| value.replace("&amp;", "&").replace("&quot;", "\""))
    }
}

fn plain(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ").replace('\u{2019}', "'").replace("&#39;", "'")
}

#[allow(dead_code, reason = "each slice's tests use a part of it")]
impl Visitor {
    pub fn new(router: Router) -> Self {
        // Each visitor comes from a network of their own, so that the limits of one test do not meet those of another.
        static NETWORK: AtomicU32 = AtomicU32::new(1);
        let [_, a, b, c] = NETWORK.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        Self { router, cookies: BTreeMap::new(), address: SocketAddr::from(([a | 64, b, c, 7], 40_000)) }
    }

    /// Puts a cookie in the browser.
    pub fn keep(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The cookies of the browser.
    pub const fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Page {
        let request = Request::builder().uri(path).header(header::HOST, "vecu.test");
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body: Vec<String> = fields.iter().map(|(k, v)| format!("{}={}", encoded(k), encoded(v))).collect();
        self.post_bytes(path, "application/x-www-form-urlencoded", body.join("&").into_bytes()).await
    }

    /// Sends bytes of a kind, as our own page would.
    pub async fn post_bytes(&mut self, path: &str, kind: &str, body: Vec<u8>) -> Page {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, "vecu.test")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Follows redirects until a page comes.
    pub async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..10 {
            let Some(path) = page.location().map(str::to_owned) else { return page };
            page = self.get(&path).await;
        }
        panic!("redirected more than ten times, last to {}", page.path);
    }

    /// Sends any request; cookies and the address are added.
    pub async fn send(&mut self, mut request: Request<Body>) -> Page {
        let path = request.uri().to_string();
        if !self.cookies.is_empty() {
            let line: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, line.join("; ").parse().expect("a cookie"));
        }
        request.extensions_mut().insert(ConnectInfo(Peer(self.address)));
        let answer = self.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = answer.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            self.receive(line.to_str().expect("a cookie is text"));
        }
        let bytes = body.collect().await.expect("a body").to_bytes();
        let text = if parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/pdf") {
            of_pdf(&bytes)
        } else {
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Page { status: parts.status.as_u16(), headers: parts.headers, text, path }
    }

    fn receive(&mut self, line: &str) {
        let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if rest.contains("Max-Age=0") || value.is_empty() {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// What a PDF says, on one line, as another library than ours reads it: the words of its sheets without their feet, which would
/// stand in the middle of what runs over two, and the last foot.
fn of_pdf(bytes: &[u8]) -> String {
    // An answer to HEAD has its type and no body.
    if bytes.is_empty() {
        return String::new();
    }
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).expect("about itself").1;
    let title = info.as_dict().and_then(|info| info.get(b"Title")).expect("a title");
    let title = lopdf::decode_text_string(title).expect("text");
    let sheets: Vec<u32> = document.get_pages().into_keys().collect();
    let (mut said, mut last) = (String::new(), String::new());
    for sheet in &sheets {
        let text = document.extract_text(&[*sheet]).expect("text");
        let text = text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let foot = format!("{title} {sheet} / {}", sheets.len());
        let at = text.rfind(&foot).unwrap_or_else(|| panic!("a foot, {foot}: {text}"));
        said.push_str(&text[..at]);
        last = text[at..].to_owned();
    }
    said + &last
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte as char),
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
