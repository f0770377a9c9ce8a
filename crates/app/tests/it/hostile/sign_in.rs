//! Signing in: strangers neither learn nor lock anything, and a role that ends ends what it opened.

use std::time::{Duration, Instant};

use axum::{body::Body, http::Request};
use kernel::{Day, Personal, Role};
use organisation::access::{
    actions::{close_account, end_role},
    model::By,
    password::{Cost, hash},
};

use crate::{
    rules::story::run,
    world::{PASSWORD, Page, Visitor, World},
};

const OWNER: &str = "person-1@hopital.example";

async fn sign_in(visitor: &mut Visitor, email: &str, password: &str) -> Page {
    visitor.post("/connexion", &[("email", email), ("password", password), ("suite", "/travail")]).await
}

#[tokio::test]
async fn a_stranger_cannot_lock_somebody_out() {
    let world = World::new().await;
    world.account(Role::Caregiver, world.unit).await;
    let mut waits = 0;
    for _ in 0..60 {
        let mut stranger = world.visitor();
        for _ in 0..5 {
            let page = sign_in(&mut stranger, OWNER, "une autre phrase que la bonne").await;
            assert_eq!(page.status, 422);
            waits += usize::from(page.says(&pages::words::say(kernel::Lang::Fr, "sign-in-wait-title")));
        }
    }
    assert!(waits >= 60, "each stranger is made to wait: {waits}");
    let mut owner = world.visitor();
    assert_eq!(sign_in(&mut owner, OWNER, PASSWORD).await.status, 303);
    assert_eq!(owner.get("/travail/moi").await.status, 200);
}

#[tokio::test]
async fn one_who_waits_is_not_let_in_with_the_right_password_either() {
    let world = World::new().await;
    world.account(Role::Caregiver, world.unit).await;
    let mut stranger = world.visitor();
    for _ in 0..4 {
        sign_in(&mut stranger, OWNER, "une autre phrase que la bonne").await;
    }
    assert_eq!(sign_in(&mut stranger, OWNER, PASSWORD).await.status, 422, "or guessing would go on");
    world.clock.advance_millis(60_000);
    assert_eq!(sign_in(&mut stranger, OWNER, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn an_unknown_address_a_wrong_password_and_a_closed_account_get_the_same_answer() {
    let world = World::new().await;
    world.account(Role::Caregiver, world.unit).await;
    let (closed, _) = world.account(Role::Caregiver, world.unit).await;
    let mut tx = world.platform.db.begin().await.unwrap();
    close_account(&mut tx, &world.platform, By::system(world.org), closed).await.unwrap();
    tx.commit().await.unwrap();
    let mut answers = Vec::new();
    for (email, password) in [
        (OWNER, "une autre phrase que la bonne"),
        ("person-9@hopital.example", "une autre phrase que la bonne"),
        ("person-2@hopital.example", PASSWORD),
    ] {
        let page = sign_in(&mut world.visitor(), email, password).await;
        assert_eq!(page.header("set-cookie"), None);
        answers.push((page.status, page.text.replace(email, "ADDRESS")));
    }
    assert_eq!(answers[0], answers[1], "wrong password, unknown address");
    assert_eq!(answers[0], answers[2], "wrong password, closed account");
}

#[tokio::test]
async fn an_unknown_address_takes_the_time_of_a_wrong_password() {
    let world = World::new().await;
    world.account(Role::Caregiver, world.unit).await;
    let real = hash(&mut *world.platform.chance(), Cost::REAL, &Personal::new(PASSWORD.to_owned())).unwrap();
    let (account, _) = world.account(Role::Caregiver, world.unit).await;
    let mut tx = world.platform.db.begin().await.unwrap();
    organisation::access::actions::reset_password(&mut tx, &world.platform, By::system(world.org), account, &real)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut ratios = Vec::new();
    for _ in 0..3 {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for _ in 0..6 {
            for (times, email) in
                [(&mut known, "person-2@hopital.example"), (&mut unknown, "person-99@hopital.example")]
            {
                let mut stranger = world.visitor();
                let start = Instant::now();
                assert_eq!(sign_in(&mut stranger, email, "une autre phrase que la bonne").await.status, 422);
                times.push(start.elapsed());
            }
        }
        // Two passwords are computed at a time and other tests run beside this one: the least time is the work itself.
        let least = |times: &[Duration]| times.iter().min().map_or(0.0, Duration::as_secs_f64);
        ratios.push(least(&known) / least(&unknown));
    }
    assert!(ratios.iter().any(|ratio| (0.5..2.0).contains(ratio)), "{ratios:?}");
}

#[tokio::test]
async fn a_session_ends_with_the_role() {
    let world = World::new().await;
    let (account, grant) = world.account(Role::Caregiver, world.unit).await;
    let mut at_once = world.signed_in(account, grant).await;
    assert_eq!(at_once.get("/travail/moi").await.status, 200);
    let mut tx = world.platform.db.begin().await.unwrap();
    end_role(&mut tx, &world.platform, By::system(world.org), grant, None).await.unwrap();
    tx.commit().await.unwrap();
    let sent = at_once.get("/travail/moi").await;
    assert!(sent.location().is_some_and(|to| to.starts_with("/connexion")), "ended at once");

    let (account, grant) = world.account(Role::Caregiver, world.unit).await;
    let mut to_the_day = world.signed_in(account, grant).await;
    let last = Day::new(2026, 3, 16).unwrap();
    let mut tx = world.platform.db.begin().await.unwrap();
    end_role(&mut tx, &world.platform, By::system(world.org), grant, Some(last)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(to_the_day.get("/travail/moi").await.status, 200, "the last day is worked");
    world.clock.advance_millis(13 * 3_600_000);
    run(&world, format!("UPDATE session SET used = used + {}", 13 * 3_600_000)).await;
    let sent = to_the_day.get("/travail/moi").await;
    assert!(sent.location().is_some_and(|to| to.starts_with("/connexion")), "the next day is not");
}

#[tokio::test]
async fn a_closed_account_opens_nothing_any_more() {
    let world = World::new().await;
    let (account, grant) = world.account(Role::UnitManager, world.unit).await;
    let mut visitor = world.signed_in(account, grant).await;
    assert_eq!(visitor.get("/travail/moi").await.status, 200);
    let mut tx = world.platform.db.begin().await.unwrap();
    close_account(&mut tx, &world.platform, By::system(world.org), account).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(visitor.get("/travail/moi").await.status, 303);
    assert_eq!(sign_in(&mut world.visitor(), OWNER, PASSWORD).await.status, 422);
}

#[tokio::test]
async fn signing_out_ends_the_session_for_whoever_copied_it() {
    let world = World::new().await;
    let mut visitor = world.wearing(Role::UnitManager, world.unit).await;
    let mut copy = visitor.clone();
    visitor.post("/deconnexion", &[]).await;
    assert_eq!(copy.get("/travail/moi").await.status, 303);
}

#[tokio::test]
async fn a_session_known_before_signing_in_is_worth_nothing_after() {
    let world = World::new().await;
    world.account(Role::Caregiver, world.unit).await;
    let mut victim = world.visitor();
    let fixed = "ab".repeat(32);
    victim.keep("vecu", &fixed);
    assert_eq!(sign_in(&mut victim, OWNER, PASSWORD).await.status, 303);
    assert_ne!(victim.cookies()["vecu"], fixed, "a new value");
    let mut thief = world.visitor();
    thief.keep("vecu", &fixed);
    assert_eq!(thief.get("/travail/moi").await.status, 303);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    for (base, name, secure) in
        [("https://ecoute.example", "__Host-vecu", true), ("http://127.0.0.1:8080", "vecu", false)]
    {
        let world = World::with(|settings| settings.base_url = base.to_owned()).await;
        world.account(Role::Caregiver, world.unit).await;
        let page = sign_in(&mut world.visitor(), OWNER, PASSWORD).await;
        let cookie = page.header("set-cookie").unwrap();
        assert!(cookie.starts_with(&format!("{name}=")), "{cookie}");
        for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        assert_eq!(cookie.contains("; Secure"), secure);
        assert!(!cookie.contains("Domain") && !cookie.contains("Expires") && !cookie.contains("Max-Age"), "{cookie}");
        assert_eq!(page.headers.get_all("set-cookie").iter().count(), 1);
    }
}

#[tokio::test]
async fn the_way_back_stays_inside() {
    let world = World::new().await;
    world.account(Role::Caregiver, world.unit).await;
    for back in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/travail//evil.example",
        "/travail\r\nSet-Cookie: a=b",
        "/travail\r\nLocation: https://evil.example",
        "/travail@evil.example",
        "/travail.evil.example",
        "javascript:alert(1)",
        "/retours",
        "/travail/\u{202e}moi",
        "%2f%2fevil.example",
    ] {
        let page =
            world.visitor().post("/connexion", &[("email", OWNER), ("password", PASSWORD), ("suite", back)]).await;
        assert_eq!((page.status, page.location()), (303, Some("/travail")), "{back:?}");
        assert!(page.headers.get_all("set-cookie").iter().all(|line| line.to_str().unwrap().starts_with("vecu=")));
        let encoded: String = back.bytes().map(|b| format!("%{b:02X}")).collect();
        let shown = world.visitor().get(&format!("/connexion?suite={encoded}")).await;
        assert!(!shown.text.contains("evil.example"), "{back:?}");
        let mut inside = world.wearing(Role::Caregiver, world.unit).await;
        let page = inside.get(&format!("/connexion?suite={encoded}")).await;
        assert_eq!(page.location(), Some("/travail"), "{back:?}");
    }
    let page = world
        .visitor()
        .post("/connexion", &[("email", OWNER), ("password", PASSWORD), ("suite", "/travail/moi?a=b")])
        .await;
    assert_eq!(page.location(), Some("/travail/moi?a=b"));
}

#[tokio::test]
async fn a_cookie_made_up_opens_nothing() {
    let world = World::new().await;
    let long = "a".repeat(5000);
    for value in ["", "x", &"0".repeat(64), &"g".repeat(64), "../../etc/passwd", "%00", long.as_str(), "\"quoted\""] {
        let request = Request::builder().uri("/travail/moi").header("cookie", format!("vecu={value}"));
        let page = world.visitor().send(request.body(Body::empty()).unwrap()).await;
        assert!(page.location().is_some_and(|to| to.starts_with("/connexion")), "{value}: {}", page.status);
    }
}
