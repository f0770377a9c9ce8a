//! What stands before every handler, seen from outside.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    http::{HeaderMap, Request},
    response::Html,
};
use kernel::Role;
use organisation::access::{Asker, Route, Who};
use pages::{check, words::say};

use crate::world::World;

const FORM: &str = "application/x-www-form-urlencoded";

async fn long_page() -> Html<String> {
    Html(format!("<html lang=fr>{}</html>", "<p>Une voix.</p>".repeat(200)))
}

async fn told_headers(headers: HeaderMap) -> String {
    let names: Vec<&str> = headers.keys().map(|name| name.as_str()).collect();
    names.join(" ")
}

async fn told_form(body: String) -> Html<String> {
    Html(body)
}

async fn broken() -> Html<String> {
    panic!("the words of a patient");
}

fn routes() -> Vec<Route> {
    vec![
        Route::get("/essai", Who::Public, long_page),
        Route::get("/essai/dit", Who::Public, told_headers),
        Route::post("/essai/formulaire", Who::Public, told_form),
        Route::get("/essai/casse", Who::Public, broken),
        Route::get("/connexion/essai", Who::SignIn, told_headers),
        Route::post("/connexion/essai", Who::SignIn, told_form),
        Route::post("/autre", Who::Public, told_form),
        Route::get("/travail/essai", Who::Hats(&[Role::QualityOfficer]), |asker: Asker| async move {
            asker.role().code().to_owned()
        }),
    ]
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_it() {
    let world = World::new().await;
    let mut visitor = world.visitor_of(routes());
    for path in ["/essai", "/nulle-part", "/travail/essai", "/essai/casse"] {
        let page = visitor.get(path).await;
        let policy = page.header("content-security-policy").unwrap();
        for part in ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {part}");
        }
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(page.header("referrer-policy"), Some("same-origin"), "{path}");
        assert_eq!(page.header("strict-transport-security"), None, "without TLS there is nothing to promise");
    }
    let style = visitor.get(&pages::assets::href("style.css")).await;
    assert_eq!(style.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let over_tls = World::with(|settings| settings.base_url = "https://ecoute.example".to_owned()).await;
    let page = over_tls.visitor_of(routes()).get("/essai").await;
    assert!(page.header("strict-transport-security").is_some());
}

#[tokio::test]
async fn a_public_handler_never_sees_what_tells_one_visitor_from_another() {
    let world = World::new().await;
    let mut visitor = world.visitor_of(routes());
    visitor.keep("vecu", "a session");
    let ask = |path: &str| {
        Request::builder()
            .uri(path)
            .header("user-agent", "A telephone")
            .header("referer", "https://elsewhere.example/")
            .header("x-forwarded-for", "203.0.113.9")
            .body(Body::empty())
            .unwrap()
    };
    let seen = visitor.send(ask("/essai/dit")).await.text;
    for name in ["cookie", "user-agent", "referer", "x-forwarded-for"] {
        assert!(!seen.contains(name), "{name} in {seen}");
    }
    let seen = visitor.send(ask("/connexion/essai")).await.text;
    assert!(seen.contains("cookie") && !seen.contains("user-agent"), "{seen}");
}

#[tokio::test]
async fn an_error_is_a_readable_page_in_the_language_of_the_address() {
    let world = World::new().await;
    let mut visitor = world.visitor_of(routes());
    let page = visitor.get("/nulle-part").await;
    assert_eq!(page.status, 404);
    assert!(page.text.contains(&say(kernel::Lang::Fr, "web-error-not-found-title")), "{}", page.text);
    assert_eq!(check::page(&page.text), Vec::<String>::new());
    let page = visitor.get("/nulle-part?lang=en").await;
    assert!(page.says("This page does not exist"), "{}", page.text);
    let page = visitor.post("/essai", &[]).await;
    assert_eq!(page.status, 405);
    assert_eq!(page.header("allow"), Some("GET,HEAD"));
    assert_eq!(check::page(&page.text), Vec::<String>::new());
}

#[tokio::test]
async fn a_handler_that_panics_gives_an_error_page_without_what_it_said() {
    let world = World::new().await;
    let page = world.visitor_of(routes()).get("/essai/casse").await;
    assert_eq!(page.status, 500);
    assert!(!page.text.contains("words of a patient"));
    assert_eq!(check::page(&page.text), Vec::<String>::new());
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_read_it() {
    let world = World::new().await;
    let mut visitor = world.visitor_of(routes());
    let ask = Request::builder().uri("/essai").header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    let page = visitor.send(ask).await;
    assert_eq!(page.header("content-encoding"), Some("gzip"));
    assert!(visitor.get("/essai").await.header("content-encoding").is_none());
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let world = World::new().await;
    let mut visitor = world.visitor_of(routes());
    let request = Request::builder()
        .method("POST")
        .uri("/essai/formulaire")
        .header("host", "vecu.test")
        .header("origin", "https://evil.example")
        .header("content-type", FORM)
        .body(Body::from("a=1"))
        .unwrap();
    let page = visitor.send(request).await;
    assert_eq!(page.status, 403);
    assert!(page.text.contains(&say(kernel::Lang::Fr, "web-error-other-site-title")));
    assert_eq!(visitor.post("/essai/formulaire", &[("a", "1")]).await.status, 200);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_by_name() {
    let world = World::new().await;
    let mut visitor = world.visitor_of(routes());
    for (kind, body, status) in [
        (FORM, b"a=%ff".to_vec(), 400),
        (FORM, b"a=%00".to_vec(), 400),
        ("text/plain", b"a=1".to_vec(), 415),
        (FORM, vec![b'a'; 256 * 1024 + 1], 413),
        (FORM, vec![b'a'; 256 * 1024], 200),
    ] {
        let page = visitor.post_bytes("/essai/formulaire", kind, body).await;
        assert_eq!(page.status, status, "{kind}");
        if status != 200 {
            assert_eq!(check::page(&page.text), Vec::<String>::new());
        }
    }
    assert_eq!(visitor.get("/essai?q=%C3").await.status, 400);
    assert_eq!(visitor.get(&format!("/essai?q={}", "a".repeat(9000))).await.status, 414);
}

#[tokio::test]
async fn many_forms_at_once_from_one_network_wait_and_others_do_not() {
    let world = World::new().await;
    let mut visitor = world.visitor_of(routes());
    for _ in 0..60 {
        assert_eq!(visitor.post("/essai/formulaire", &[]).await.status, 200);
    }
    let page = visitor.post("/essai/formulaire", &[]).await;
    assert_eq!(page.status, 429);
    assert_eq!(page.header("retry-after"), Some("1"));
    assert!(page.text.contains(&say(kernel::Lang::Fr, "web-error-too-many")));
    assert_eq!(visitor.get("/essai").await.status, 200, "reading is never limited");
    world.clock.advance_millis(1000);
    assert_eq!(visitor.post("/essai/formulaire", &[]).await.status, 200);
}

#[tokio::test]
async fn who_fills_one_form_shuts_nobody_out_of_another_nor_of_signing_in() {
    let world = World::new().await;
    let mut visitor = world.visitor_of(routes());
    for _ in 0..60 {
        visitor.post("/essai/formulaire", &[]).await;
    }
    assert_eq!(visitor.post("/essai/formulaire", &[]).await.status, 429);
    assert_eq!(visitor.post("/connexion/essai", &[]).await.status, 200);
    assert_eq!(visitor.post("/autre", &[]).await.status, 200);
    for _ in 0..59 {
        visitor.post("/connexion/essai", &[]).await;
    }
    assert_eq!(visitor.post("/connexion/essai", &[]).await.status, 429, "signing in has its own limit");
    assert_eq!(visitor.post("/autre", &[]).await.status, 200);
}

#[tokio::test]
async fn an_invitation_that_is_opened_is_counted_as_a_change() {
    let world = World::new().await;
    let mut visitor = world.visitor();
    for _ in 0..60 {
        assert_ne!(visitor.get("/i/not-a-token").await.status, 429);
    }
    let page = visitor.get("/i/another").await;
    assert_eq!((page.status, page.header("retry-after")), (429, Some("1")));
    assert_eq!(check::page(&page.text), Vec::<String>::new());
    assert_ne!(visitor.get("/suivi").await.status, 429);
}

#[tokio::test]
async fn the_guard_sends_to_sign_in_refuses_the_wrong_hat_and_lets_the_right_one_in() {
    let world = World::new().await;
    let mut nobody = world.visitor_of(routes());
    let page = nobody.get("/travail/essai?tri=jour").await;
    assert_eq!((page.status, page.location()), (303, Some("/connexion?suite=/travail/essai%3Ftri%3Djour")));
    nobody.keep("vecu", &"0".repeat(64));
    assert_eq!(nobody.get("/travail/essai").await.status, 303, "an unknown session is none");
    for (role, status) in [(Role::Caregiver, 403), (Role::QualityOfficer, 200)] {
        let signed_in = world.wearing(role, world.root).await;
        let mut visitor = world.visitor_of(routes());
        for (name, value) in signed_in.cookies() {
            visitor.keep(name, value);
        }
        let page = visitor.get("/travail/essai").await;
        assert_eq!(page.status, status, "{role:?}");
        assert_eq!(page.text == role.code(), status == 200);
    }
}

#[tokio::test]
async fn a_change_runs_to_its_end_even_when_nobody_waits_for_it_any_more() {
    let world = World::new().await;
    let done = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&done);
    let slow = move || {
        let done = Arc::clone(&done);
        async move {
            tokio::time::sleep(Duration::from_millis(80)).await;
            done.store(true, Ordering::SeqCst);
        }
    };
    let mut visitor = world.visitor_of(vec![Route::post("/lent", Who::Public, slow)]);
    let left = tokio::time::timeout(Duration::from_millis(20), visitor.post("/lent", &[])).await;
    assert!(left.is_err(), "the visitor left before the answer");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(seen.load(Ordering::SeqCst));
}
