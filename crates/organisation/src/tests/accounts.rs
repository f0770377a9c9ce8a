//! Accounts and roles.

use kernel::{Lang, Personal, Role};
use spine::audit::{self, Verdict};

use super::{PASSWORD, world};
use crate::access::{
    actions::{self, Refusal},
    model::{By, NewAccount, NewRole, State},
    session,
    store::{accounts, grants},
};

#[tokio::test]
async fn a_role_that_ends_closes_the_sessions_at_once_and_so_does_a_closed_account() {
    let w = world().await;
    let keeper = w.person("adele", Role::Administrator, &w.root).await;
    let (_, keeper) = w.signed_in(keeper).await;
    let by = By::asker(&keeper);
    let nurse = w.person("aline", Role::Caregiver, &w.unit).await;
    let (token, asker) = w.signed_in(nurse).await;
    let mut tx = w.p.db.begin().await.unwrap();
    actions::end_role(&mut tx, &w.p, by, asker.hat.grant, None).await.unwrap();
    tx.commit().await.unwrap();
    assert!(session::asker(&w.p, &token).await.unwrap().is_none());

    let nurse = w.person("bruno", Role::Caregiver, &w.unit).await;
    let (token, _) = w.signed_in(nurse).await;
    let mut tx = w.p.db.begin().await.unwrap();
    actions::close_account(&mut tx, &w.p, by, nurse).await.unwrap();
    tx.commit().await.unwrap();
    assert!(session::asker(&w.p, &token).await.unwrap().is_none());
    let mut conn = w.p.db.reader().await.unwrap();
    assert!(matches!(audit::verify(&mut conn, w.root.org).await.unwrap(), Verdict::Whole { .. }));
}

#[tokio::test]
async fn a_role_with_a_last_day_is_held_on_that_day_and_not_after() {
    let w = world().await;
    let nurse = w.person("aline", Role::Caregiver, &w.unit).await;
    let (token, asker) = w.signed_in(nurse).await;
    let mut tx = w.p.db.begin().await.unwrap();
    let last = w.p.clock.today();
    actions::end_role(&mut tx, &w.p, By::system(w.root.org), asker.hat.grant, Some(last)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(session::asker(&w.p, &token).await.unwrap().is_some());
    w.clock.advance_millis(13 * 3_600_000);
    assert!(session::asker(&w.p, &token).await.unwrap().is_none());
}

#[tokio::test]
async fn nobody_gives_a_role_in_another_organisation_or_to_themselves_and_one_administrator_stays() {
    let (w, other) = (world().await, world().await);
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let (_, asker) = w.signed_in(adele).await;
    let by = By::asker(&asker);
    let nurse = w.person("aline", Role::Caregiver, &w.unit).await;
    let today = w.p.clock.today();
    let mut tx = w.p.db.begin().await.unwrap();
    let mut chance = w.p.chance();
    let new = NewRole { account: nurse, role: Role::Caregiver, place: other.unit.id, from: today, to: None };
    // The other installation's place has an id of its own unless chance repeats itself; a made-up one is as foreign.
    let foreign = NewRole { place: kernel::Id::from_i64(new.place.to_i64() ^ 1), ..new };
    let refused = actions::give_role(&mut tx, &w.p, &mut *chance, by, foreign).await;
    assert!(matches!(refused, Err(Refusal::Rule("accounts-refused-place"))));
    let own = NewRole { account: adele, role: Role::QualityOfficer, place: w.root.id, from: today, to: None };
    let refused = actions::give_role(&mut tx, &w.p, &mut *chance, by, own).await;
    assert!(matches!(refused, Err(Refusal::Rule("accounts-refused-self"))));
    let twice = NewRole { account: nurse, role: Role::Caregiver, place: w.unit.id, from: today, to: None };
    let refused = actions::give_role(&mut tx, &w.p, &mut *chance, by, twice).await;
    assert!(matches!(refused, Err(Refusal::Rule("accounts-refused-twice"))));
    drop(tx);

    let bea = w.person("bea", Role::Administrator, &w.root).await;
    let (_, second) = w.signed_in(bea).await;
    let mut tx = w.p.db.begin().await.unwrap();
    actions::end_role(&mut tx, &w.p, By::asker(&second), asker.hat.grant, None).await.unwrap();
    let last = grants::find(&mut tx, &second.scope, second.hat.grant).await.unwrap().unwrap();
    let refused = actions::end_role(&mut tx, &w.p, By { account: Some(nurse), ..by }, last.id, None).await;
    assert!(matches!(refused, Err(Refusal::Rule("accounts-refused-last"))), "{refused:?}");
}

#[tokio::test]
async fn an_invitation_is_used_once_within_three_days() {
    let w = world().await;
    let mut chance = w.p.chance();
    let by = By::system(w.root.org);
    let mut tx = w.p.db.begin().await.unwrap();
    let new = NewAccount {
        email: Personal::new("Zoe@Hopital.example".to_owned()),
        name: Personal::new("Zoé".to_owned()),
        lang: Lang::Fr,
        password: None,
    };
    let zoe = actions::create_account(&mut tx, &w.p, &mut *chance, by, new.clone()).await.unwrap();
    let twice = actions::create_account(&mut tx, &w.p, &mut *chance, by, new).await;
    assert!(matches!(twice, Err(Refusal::Rule("accounts-refused-known"))));
    let token = actions::invite(&mut tx, &w.p, &mut *chance, by, zoe).await.unwrap();
    tx.commit().await.unwrap();
    let hash = || session::hash_of(token.open()).unwrap();
    let mut conn = w.p.db.reader().await.unwrap();
    let now = w.p.clock.millis();
    assert_eq!(accounts::link_find(&mut conn, hash(), now + 259_200_000).await.unwrap(), Some(zoe));
    assert_eq!(accounts::link_find(&mut conn, hash(), now + 259_200_001).await.unwrap(), None);
    drop(conn);
    let secret = Personal::new(PASSWORD.to_owned());
    let hashed = crate::access::password::hash(&mut *chance, crate::access::password::Cost::TRIAL, &secret).unwrap();
    let mut tx = w.p.db.begin().await.unwrap();
    actions::reset_password(&mut tx, &w.p, by, zoe, &hashed).await.unwrap();
    assert_eq!(accounts::link_find(&mut tx, hash(), now).await.unwrap(), None);
    assert_eq!(accounts::find(&mut tx, zoe).await.unwrap().unwrap().account.state, State::Active);
}
