//! What nobody should send: too much, unreadable, twice, or to addresses that are none.

use std::time::{Duration, Instant};

use app::composition;
use axum::{
    body::{Body, Bytes},
    http::{Method, Request},
};
use kernel::Lang;
use pages::words::say;

use crate::{
    rules::{
        story::{Everybody, Story, count, filled, known, minimum, once, path_of, receipt_on},
        traces::Traces,
    },
    world::World,
};

const FORM: &str = "application/x-www-form-urlencoded";
const TELL: &str = "/d/cardiologie/raconter?sorte=story";

#[tokio::test]
async fn a_body_that_is_far_too_heavy_is_refused_everywhere() {
    let world = World::new().await;
    let (known, everybody) = (known(&world, None), Everybody::of(&world).await);
    let body = Bytes::from(vec![b'a'; 24 << 20]);
    for route in composition::routes().into_iter().filter(|route| route.method == Method::POST) {
        let mut visitor = everybody.who_may(&world, &route);
        let request = Request::builder()
            .method(Method::POST)
            .uri(filled(route.path, &known))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", FORM);
        let page = visitor.send(request.body(Body::from(body.clone())).unwrap()).await;
        assert_eq!(page.status, 413, "{}", route.path);
        assert!(page.text.contains(&say(Lang::Fr, "web-error-too-large-title")), "{}", route.path);
    }
}

#[tokio::test]
async fn a_form_a_little_too_heavy_says_so_and_stores_nothing() {
    let world = World::new().await;
    let text = "é".repeat(300 * 1024 / 6 + 10);
    let page = world.visitor().post(TELL, &[("etape", "2"), ("speaker", "patient"), ("text", &text)]).await;
    assert_eq!(page.status, 413);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM voice").await, 0);
    let long = "mot ".repeat(6000);
    let page = world.visitor().post(TELL, &[("etape", "2"), ("speaker", "patient"), ("text", &long)]).await;
    assert_eq!(page.status, 422, "too long for a story, and told so");
    assert!(page.says("mot mot mot"), "what was typed is kept");
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_and_never_stored_as_something_else() {
    let world = World::new().await;
    let bodies: [&[u8]; 7] = [
        b"etape=2&speaker=patient&text=caf%E9",
        b"etape=2&speaker=patient&text=a%00b",
        b"etape=2&speaker=patient&text=\xff\xfe",
        b"etape=2&speaker=patient&te%00xt=a",
        b"etape=2&speaker=patient&text=%C0%AF",
        b"etape=2&speaker=patient&text=%ED%A0%80",
        b"etape=2&speaker=patient&text=a\x00b",
    ];
    for body in bodies {
        let page = world.visitor().post_bytes(TELL, FORM, body.to_vec()).await;
        assert_eq!(page.status, 400, "{body:?}");
        assert!(page.text.contains("<h1"), "a page says what is wrong");
    }
    for kind in ["text/plain", "application/xml", "text/html", "", "application/octet-stream"] {
        let page = world.visitor().post_bytes(TELL, kind, b"etape=2&speaker=patient&text=a".to_vec()).await;
        assert_eq!(page.status, 415, "{kind}");
    }
    for kind in ["application/json", "multipart/form-data; boundary=x", "multipart/form-data"] {
        let page = world.visitor().post_bytes(TELL, kind, b"{\"text\":\"a\"}".to_vec()).await;
        assert!((400..500).contains(&page.status), "{kind}: {}", page.status);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM voice").await, 0);
    let good = world.visitor().post_bytes(TELL, FORM, b"etape=2&speaker=patient&text=caf%C3%A9".to_vec()).await;
    assert_eq!(good.status, 200);
}

#[tokio::test]
async fn ten_thousand_fields_are_read_quickly() {
    let world = World::new().await;
    let (known, everybody) = (known(&world, None), Everybody::of(&world).await);
    for route in composition::routes().into_iter().filter(|route| route.method == Method::POST) {
        let mut visitor = everybody.who_may(&world, &route);
        let fields: Vec<String> = (0..10_000).map(|at| format!("f{at}={at}")).collect();
        let start = Instant::now();
        let page = visitor.post_bytes(&filled(route.path, &known), FORM, fields.join("&").into_bytes()).await;
        assert!(page.status < 500, "{} broke", route.path);
        assert!(start.elapsed() < Duration::from_secs(5), "{}: {:?}", route.path, start.elapsed());
    }
}

#[tokio::test]
async fn the_same_form_sent_again_and_again_tells_one_story() {
    let world = World::new().await;
    let story = Story::of("Une attente de six heures aux urgences.");
    let number = once();
    let fields = minimum(story, &number);
    let senders: Vec<_> = (0..8).map(|_| world.visitor()).collect();
    let sent = senders.into_iter().map(|mut visitor| {
        let (path, fields): (String, Vec<(String, String)>) =
            (path_of(story), fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
        tokio::spawn(async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            visitor.post(&path, &fields).await
        })
    });
    let sent: Vec<_> = sent.collect();
    let mut receipts = std::collections::BTreeSet::new();
    for one in sent {
        let page = one.await.unwrap();
        assert_eq!(page.status, 200);
        receipts.insert(receipt_on(&page.text).expect("whichever page the browser shows, the code is on it"));
    }
    assert_eq!((receipts.len(), count(&world, "SELECT COUNT(*) AS n FROM voice").await), (1, 1));
    let again = world.visitor().post(&path_of(story), &minimum(story, &once())).await;
    assert!(receipt_on(&again.text).is_some(), "another form tells another story");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM voice").await, 2);
}

#[tokio::test]
async fn a_form_that_was_refused_can_be_sent_again() {
    let world = World::new().await;
    let number = once();
    let wrong = Story { contact: "pas une adresse", ..Story::of("Une attente de six heures.") };
    let page = world.visitor().post(&path_of(wrong), &minimum(wrong, &number)).await;
    assert_eq!(page.status, 422);
    assert!(page.says("pas une adresse") && page.says("Une attente de six heures."), "nothing typed is lost");
    let right = Story { contact: "", ..wrong };
    let page = world.visitor().post(&path_of(right), &minimum(right, &number)).await;
    assert_eq!(page.status, 200);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM voice").await, 1);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_a_readable_page_and_never_a_file() {
    let world = World::new().await;
    let tricks = [
        "/d/../../../../etc/passwd",
        "/d/..%2f..%2f..%2fetc%2fpasswd/raconter",
        "/d/%2e%2e/%2e%2e/etc/passwd",
        "/d/cardiologie%2f..%2fraconter",
        "/assets/../Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/style.css%00.png",
        "//evil.example/raconter",
        "/d/cardiologie/raconter/..",
        "/travail/voix/..%2f..%2fconnexion",
        "/d/'%20OR%201=1--/raconter",
        "/d/%F0%9F%92%A9/raconter",
        "/suivi/%3Cscript%3E",
        "/?suite=//evil.example",
        "/.git/config",
        "/vecu.sqlite",
        "/travail/voix/999999999999999999999999",
    ];
    let inside = world.wearing(kernel::Role::QualityOfficer, world.root).await;
    for path in tricks {
        for visitor in [&world.visitor(), &inside] {
            let page = visitor.clone().get(path).await;
            assert!(page.status < 500, "{path}: {}", page.status);
            assert!(
                !page.text.contains("root:") && !page.text.contains("[workspace") && !page.text.contains("SQLite"),
                "{path}"
            );
            assert!(!page.text.contains("<script>"), "{path}");
            assert!(
                page.location().is_none_or(|to| to.starts_with('/') && !to.starts_with("//")),
                "{path}: {:?}",
                page.location()
            );
        }
    }
    let long = format!("/d/{}", "a".repeat(9000));
    assert_eq!(world.visitor().get(&long).await.status, 414);
}

#[tokio::test]
async fn what_is_typed_into_an_address_never_reaches_a_header() {
    let world = World::new().await;
    for query in [
        "lang=en%0d%0aX-Evil:%20y",
        "lang=%0d%0a%0d%0a%3Chtml%3E",
        "taille=%0d%0aX-Evil:y",
        "lang=en&lang=%22%3E%3Cb%3E",
    ] {
        for path in ["/suivi", "/connexion", "/d/cardiologie/raconter", "/travail/moi"] {
            let page = world.visitor().get(&format!("{path}?{query}")).await;
            assert!(page.header("x-evil").is_none());
            assert!(
                page.location().is_none_or(|to| to.starts_with("/connexion?suite=") && !to.contains('\n')),
                "{query}"
            );
            assert!(!page.text.contains("\"><b>"), "{path}?{query}");
        }
        let mut inside = world.wearing(kernel::Role::Caregiver, world.unit).await;
        let page = inside.post(&format!("/deconnexion?{query}"), &[]).await;
        assert!(page.header("x-evil").is_none() && page.location().is_some_and(|to| to.starts_with("/connexion")));
    }
}

#[tokio::test]
async fn an_error_page_gives_nothing_away() {
    let world = World::new().await;
    let canary = "canari-7f3q";
    for path in ["/nulle-part", "/d/nulle-part/raconter", "/travail/voix/000000000000", "/suivi/nulle-part"] {
        let mut inside = world.wearing(kernel::Role::QualityOfficer, world.root).await;
        let page = inside.get(&format!("{path}?q={canary}")).await;
        assert_eq!(page.status, 404, "{path}");
        for told in ["sqlx", "SELECT", "panicked", "src/", "/tmp", canary] {
            assert!(!page.text.contains(told), "{path} tells {told}");
        }
    }
    assert_eq!(Traces::of(&world).await.holding_text(canary), Vec::<&str>::new());
}
