//! Every shipped setting is given by a form, dated and with its source.

use ::pages::words::say;
use axum::http::StatusCode;
use kernel::{Lang, Role};
use spine::settings::dated;

use super::{
    World,
    pages::{get, post, send, text, to},
    world,
};
use crate::{access::second_factor, front};

const WHEN: &str = "from-day=2&from-month=3&from-year=2026&source=D%C3%A9cision+du+directoire,+2+mars+2026&verified=1";

async fn given(w: &World, name: &str, form: &str) -> (StatusCode, String, String) {
    let adele = w.person(&format!("a{}", name.len() + form.len()), Role::Administrator, &w.root).await;
    let (token, asker) = w.signed_in(adele).await;
    let path = format!("/travail/reglages/{name}");
    let answer = send(w, post(&path, &token, &format!("{form}&{WHEN}")), Some(&asker)).await;
    let (status, to) = (answer.status(), to(&answer));
    (status, to, text(answer).await)
}

#[tokio::test]
async fn what_only_the_establishment_knows_is_filled_in_on_the_settings_page() {
    let w = world().await;
    for (name, form, value) in [
        ("dpo-contact", "value=dpo%40hopital.example", serde_json::json!("dpo@hopital.example")),
        ("controller-contact", "value=Direction,+01+99+00+00+01", serde_json::json!("Direction, 01 99 00 00 01")),
        ("reply-goal-days", "value=20", serde_json::json!(20)),
    ] {
        let mut conn = w.p.db.reader().await.unwrap();
        let before = dated::on_day(&mut conn, w.root.org, name, w.p.clock.today()).await.unwrap().unwrap();
        assert_ne!(before.value, value, "{name}");
        drop(conn);
        let (status, to, html) = given(&w, name, form).await;
        assert_eq!(to, "/travail/reglages?fait=1", "{name} {status} {html}");
        let mut conn = w.p.db.reader().await.unwrap();
        let row = dated::on_day(&mut conn, w.root.org, name, w.p.clock.today()).await.unwrap().unwrap();
        assert_eq!((row.value, row.verified), (value, true), "{name}");
    }
}

#[tokio::test]
async fn the_emergency_numbers_are_reordered_removed_and_added_to() {
    let w = world().await;
    let form = "number-1=15&fr-1=&en-1=&rank-1=2&number-2=0+800+05+12+34&fr-2=%C3%89coute+du+groupe&en-2=The+group+listens\
        &rank-2=1&number-3=&fr-3=&en-3=&rank-3=3";
    let (_, to, html) = given(&w, "emergency-numbers", form).await;
    assert_eq!(to, "/travail/reglages?fait=1", "{html}");
    let mut conn = w.p.db.reader().await.unwrap();
    let numbers = front::emergency_numbers(&w.p, &mut conn, w.root.org).await.unwrap();
    let said: Vec<(&str, String)> = numbers.iter().map(|n| (n.number.as_str(), n.words(Lang::En))).collect();
    let samu = say(Lang::En, "kit-emergency-15");
    assert_eq!(said, [("0 800 05 12 34", "The group listens".to_owned()), ("15", samu)]);
}

#[tokio::test]
async fn an_empty_list_of_numbers_comes_back_with_a_sentence() {
    let w = world().await;
    let (status, _, html) = given(&w, "emergency-numbers", "number-1=&fr-1=&en-1=&rank-1=1").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(::pages::check::page(&html), Vec::<String>::new(), "{html}");
    assert!(html.contains(&say(Lang::Fr, "settings-refused-no-number")), "{html}");
    let (status, _, html) =
        given(&w, "emergency-numbers", "number-1=12+x&fr-1=Mon+%3Cb%3Emot&en-1=My+word&rank-1=1").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("Mon &lt;b&gt;mot"), "what was typed is kept: {html}");
}

#[tokio::test]
async fn the_roles_of_the_second_step_are_ticked() {
    let w = world().await;
    let (_, to, html) = given(&w, "second-factor-roles", "value=analyst&value=administrator").await;
    assert_eq!(to, "/travail/reglages?fait=1", "{html}");
    let mut conn = w.p.db.reader().await.unwrap();
    let required = second_factor::required(&mut conn, w.root.org, w.p.clock.today()).await.unwrap();
    assert_eq!(required, [Role::Administrator, Role::Analyst]);
    drop(conn);
    let (status, _, html) = given(&w, "second-factor-roles", "other=1").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains(&say(Lang::Fr, "settings-refused-no-role")));
}

#[tokio::test]
async fn the_list_of_settings_is_in_the_readers_language() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let (token, asker) = w.signed_in(adele).await;
    let html = text(send(&w, get("/travail/reglages", &token), Some(&asker)).await).await;
    for dated in dated::defaults().unwrap() {
        assert!(!html.contains(&dated.source), "{} shows its English source", dated.name);
        assert!(!html.contains(&format!(">{}<", dated.name)), "{} shows its code", dated.name);
    }
}
