//! The door.

use std::net::{IpAddr, Ipv4Addr};

use kernel::{Personal, Role};

use super::{PASSWORD, world};
use crate::access::{
    actions::sign_in::{Confirmed, SecondStep, SignIn, change_hat, enrol, with_code, with_password},
    model::By,
    second_factor, session,
    store::sessions,
};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
const THERE: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

fn secret(text: &str) -> Personal<String> {
    Personal::new(text.to_owned())
}

#[tokio::test]
async fn a_caregiver_signs_in_with_a_password_and_sees_their_unit_only() {
    let w = world().await;
    w.person("aline", Role::Caregiver, &w.unit).await;
    let led = with_password(&w.p, HERE, " Aline@Hopital.example ", secret(PASSWORD)).await.unwrap();
    let SignIn::Open(token) = led else { panic!("{led:?}") };
    let asker = session::asker(&w.p, &token).await.unwrap().unwrap();
    assert_eq!(asker.role(), Role::Caregiver);
    assert!(asker.scope.reaches(w.unit.id) && !asker.scope.reaches(w.root.id));
    assert!(session::asker(&w.p, &"0".repeat(64)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let w = world().await;
    w.person("aline", Role::Caregiver, &w.unit).await;
    for email in ["aline@hopital.example", "nobody@hopital.example", ""] {
        let led = with_password(&w.p, HERE, email, secret("wrong")).await.unwrap();
        assert!(matches!(led, SignIn::Wrong), "{email}: {led:?}");
    }
}

#[tokio::test]
async fn a_stranger_waits_after_three_failures_and_cannot_shut_the_owner_out() {
    let w = world().await;
    w.person("aline", Role::Caregiver, &w.unit).await;
    for _ in 0..3 {
        let led = with_password(&w.p, THERE, "aline@hopital.example", secret("wrong")).await.unwrap();
        assert!(matches!(led, SignIn::Wrong));
    }
    let led = with_password(&w.p, THERE, "aline@hopital.example", secret(PASSWORD)).await.unwrap();
    assert!(matches!(led, SignIn::Wait(20)), "{led:?}");
    let own = with_password(&w.p, HERE, "aline@hopital.example", secret(PASSWORD)).await.unwrap();
    assert!(matches!(own, SignIn::Open(_)), "the owner, from elsewhere: {own:?}");
    w.clock.advance_millis(20_000);
    let led = with_password(&w.p, THERE, "aline@hopital.example", secret("wrong")).await.unwrap();
    assert!(matches!(led, SignIn::Wrong), "one try is regained: {led:?}");
}

#[tokio::test]
async fn a_ward_that_signs_in_at_once_from_one_address_never_waits() {
    let w = world().await;
    for n in 0..8 {
        let name = format!("soignant{n}");
        w.person(&name, Role::Caregiver, &w.unit).await;
        let led = with_password(&w.p, HERE, &format!("{name}@hopital.example"), secret(PASSWORD)).await.unwrap();
        assert!(matches!(led, SignIn::Open(_)), "{led:?}");
    }
}

#[tokio::test]
async fn whoever_reads_everything_sets_up_a_second_factor_and_shows_it_each_time() {
    let w = world().await;
    let account = w.person("quentin", Role::QualityOfficer, &w.root).await;
    let sign_in = || with_password(&w.p, HERE, "quentin@hopital.example", secret(PASSWORD));
    let SignIn::Enrol(pending) = sign_in().await.unwrap() else { panic!("a second factor is asked for") };
    assert!(session::asker(&w.p, &pending).await.unwrap().is_none(), "half a sign-in opens nothing");
    let shared = crate::access::actions::sign_in::proposed(&w.p, account).await.unwrap().unwrap();
    let code = |millis: i64| second_factor::code_at(&shared, w.p.clock.millis() + millis).unwrap();
    let wrong = enrol(&w.p, &pending, "000000").await.unwrap();
    assert!(matches!(wrong, Some((Confirmed::Wrong, None))));
    let Some((Confirmed::Yes(codes), Some(token))) = enrol(&w.p, &pending, &code(0)).await.unwrap() else {
        panic!("the first code is right")
    };
    assert_eq!(codes.len(), 10);
    assert!(session::asker(&w.p, &token).await.unwrap().is_some());
    assert!(session::asker(&w.p, &pending).await.unwrap().is_none(), "the value has changed");

    let SignIn::Code(pending) = sign_in().await.unwrap() else { panic!("the code is asked for") };
    let again = with_code(&w.p, &pending, &code(0)).await.unwrap();
    assert!(matches!(again, SecondStep::Wrong), "a code is used once: {again:?}");
    w.clock.advance_millis(30_000);
    let next = with_code(&w.p, &pending, &code(0)).await.unwrap();
    assert!(matches!(next, SecondStep::Open(_)), "{next:?}");

    let SignIn::Code(pending) = sign_in().await.unwrap() else { panic!("the code is asked for") };
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert!(matches!(with_code(&w.p, &pending, &typed).await.unwrap(), SecondStep::Open(_)));
    let SignIn::Code(pending) = sign_in().await.unwrap() else { panic!("the code is asked for") };
    assert!(matches!(with_code(&w.p, &pending, &typed).await.unwrap(), SecondStep::Wrong), "once only");
}

#[tokio::test]
async fn codes_are_not_guessed_and_a_half_sign_in_does_not_wait_for_ever() {
    let w = world().await;
    let account = w.person("quentin", Role::QualityOfficer, &w.root).await;
    let sign_in = || with_password(&w.p, HERE, "quentin@hopital.example", secret(PASSWORD));
    let SignIn::Enrol(pending) = sign_in().await.unwrap() else { panic!() };
    let shared = crate::access::actions::sign_in::proposed(&w.p, account).await.unwrap().unwrap();
    let code = second_factor::code_at(&shared, w.p.clock.millis()).unwrap();
    enrol(&w.p, &pending, &code).await.unwrap();
    w.clock.advance_millis(60_000);
    let SignIn::Code(pending) = sign_in().await.unwrap() else { panic!() };
    for _ in 0..5 {
        assert!(matches!(with_code(&w.p, &pending, "111111").await.unwrap(), SecondStep::Wrong));
    }
    assert!(matches!(with_code(&w.p, &pending, "111111").await.unwrap(), SecondStep::Wait(_)));
    w.clock.advance_millis(11 * 60_000);
    assert!(matches!(with_code(&w.p, &pending, "111111").await.unwrap(), SecondStep::Over));
}

#[tokio::test]
async fn sessions_end_by_themselves_and_are_used_at_most_every_ten_minutes_in_the_table() {
    let w = world().await;
    let account = w.person("aline", Role::Caregiver, &w.unit).await;
    let (token, _) = w.signed_in(account).await;
    let used = async || sessions::listing(&mut w.p.db.reader().await.unwrap(), account).await.unwrap()[0].used;
    let began = used().await;
    w.clock.advance_millis(5 * 60_000);
    assert!(session::asker(&w.p, &token).await.unwrap().is_some());
    assert_eq!(used().await, began);
    w.clock.advance_millis(6 * 60_000);
    assert!(session::asker(&w.p, &token).await.unwrap().is_some());
    assert_eq!(used().await, began + 11 * 60_000);
    for _ in 0..24 {
        w.clock.advance_millis(7 * 3_600_000);
        if session::asker(&w.p, &token).await.unwrap().is_none() {
            assert!(w.p.clock.millis() - began > session::ABSOLUTE, "only the week ended it");
            return;
        }
    }
    panic!("a session of more than a week");
}

#[tokio::test]
async fn another_hat_gives_the_session_another_value_and_another_scope() {
    let w = world().await;
    let account = w.person("camille", Role::Caregiver, &w.unit).await;
    let mut tx = w.p.db.begin().await.unwrap();
    let new = crate::access::model::NewRole {
        account,
        role: Role::UserRepresentative,
        place: w.root.id,
        from: w.p.clock.today(),
        to: None,
    };
    let by = By::system(w.root.org);
    crate::access::actions::give_role(&mut tx, &w.p, &mut *w.p.chance(), by, new).await.unwrap();
    tx.commit().await.unwrap();
    let (token, asker) = w.signed_in(account).await;
    let other = asker.hats.iter().find(|hat| hat.grant != asker.hat.grant).unwrap();
    let next = change_hat(&w.p, &token, account, other).await.unwrap().unwrap();
    assert!(session::asker(&w.p, &token).await.unwrap().is_none());
    assert_eq!(session::asker(&w.p, &next).await.unwrap().unwrap().role(), other.role);
}
