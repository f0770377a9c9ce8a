//! A page of another site cannot act here in the name of somebody who is signed in.

use app::composition;
use axum::{
    body::Body,
    http::{Method, Request},
};
use kernel::Lang;
use pages::words::say;

use crate::{
    rules::story::{Everybody, count, filled, known},
    world::World,
};

const FORM: &str = "application/x-www-form-urlencoded";

fn from(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(Method::POST).uri(path).header("content-type", FORM);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from("a=1")).unwrap()
}

#[tokio::test]
async fn every_change_that_another_site_asks_for_is_refused() {
    let world = World::new().await;
    let (known, everybody) = (known(&world, None), Everybody::of(&world).await);
    let refusal = say(Lang::Fr, "web-error-other-site-title");
    let strangers: [&[(&str, &str)]; 6] = [
        &[("host", "vecu.test"), ("origin", "https://evil.example")],
        &[("host", "vecu.test"), ("origin", "null")],
        &[("host", "vecu.test"), ("origin", "https://vecu.test.evil.example")],
        &[("host", "vecu.test"), ("sec-fetch-site", "cross-site")],
        &[("host", "vecu.test"), ("sec-fetch-site", "same-site")],
        &[("host", "vecu.test"), ("sec-fetch-site", "cross-site"), ("origin", "http://vecu.test")],
    ];
    let own: [&[(&str, &str)]; 2] = [
        &[("host", "vecu.test"), ("sec-fetch-site", "same-origin")],
        &[("host", "vecu.test"), ("origin", "http://vecu.test")],
    ];
    let mut asked = 0;
    for route in composition::routes().into_iter().filter(|route| route.method != Method::GET) {
        let path = filled(route.path, &known);
        let visitor = everybody.who_may(&world, &route);
        for headers in strangers {
            let page = visitor.clone().send(from(&path, headers)).await;
            assert_eq!(page.status, 403, "{path} {headers:?}");
            assert!(page.text.contains(&refusal), "{path} {headers:?}");
            assert_eq!(page.header("set-cookie"), None, "{path}");
        }
        for headers in own {
            let page = visitor.clone().send(from(&path, headers)).await;
            assert!(!page.text.contains(&refusal), "{path} {headers:?}: our own page is let through");
        }
        asked += 1;
    }
    assert!(asked > 20, "{asked} routes change something");
}

#[tokio::test]
async fn nothing_changes_by_a_link() {
    let world = World::new().await;
    let known = known(&world, None);
    let tables = ["voice", "message", "publication", "role_grant", "account", "place", "audit_entry", "session", "job"];
    let counted = async || {
        let mut counts = Vec::new();
        for table in tables {
            counts.push(count(&world, format!("SELECT COUNT(*) AS n FROM {table}")).await);
        }
        counts
    };
    let everybody = Everybody::of(&world).await;
    let before = counted().await;
    for route in composition::routes() {
        let path = filled(route.path, &known);
        for (_, mut visitor) in everybody.all() {
            visitor.get(&path).await;
            let head = Request::builder().method(Method::HEAD).uri(&path).body(Body::empty()).unwrap();
            visitor.send(head).await;
        }
    }
    assert_eq!(before, counted().await);
}
