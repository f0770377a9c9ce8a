//! One-time links: they serve once, for a while, and cannot be made up.

use kernel::{Id, Lang, Personal, Role, kinds};
use organisation::access::{
    actions::{self, create_account, give_role},
    model::{By, NewAccount, NewRole},
};

use crate::{rules::traces::Traces, world::World};

const CHOSEN: [(&str, &str); 2] =
    [("password", "trois grenouilles sur un quai"), ("again", "trois grenouilles sur un quai")];

/// Somebody invited, and the last part of their link.
async fn invited(world: &World) -> (Id<kinds::Account>, String) {
    let mut chance = world.platform.chance();
    let by = By::system(world.org);
    let mut tx = world.platform.db.begin().await.unwrap();
    let new = NewAccount {
        email: Personal::new("nouvelle@hopital.example".to_owned()),
        name: Personal::new("Une nouvelle".to_owned()),
        lang: Lang::Fr,
        password: None,
    };
    let account = create_account(&mut tx, &world.platform, &mut *chance, by, new).await.unwrap();
    let role = NewRole {
        account,
        role: Role::Caregiver,
        place: world.unit,
        from: kernel::Clock::today(&*world.clock),
        to: None,
    };
    give_role(&mut tx, &world.platform, &mut *chance, by, role).await.unwrap();
    let token = actions::invite(&mut tx, &world.platform, &mut *chance, by, account).await.unwrap();
    tx.commit().await.unwrap();
    (account, token.into_inner())
}

#[tokio::test]
async fn a_link_serves_once() {
    let world = World::new().await;
    let (_, token) = invited(&world).await;
    let path = format!("/invitation/{token}");
    assert_eq!(world.visitor().get(&path).await.status, 200);
    assert_eq!(world.visitor().get(&path).await.status, 200, "looking does not use it up");
    assert_eq!(world.visitor().post(&path, &CHOSEN).await.status, 303);
    assert_eq!(world.visitor().get(&path).await.status, 410);
    let stolen = [("password", "une autre phrase de voleur"), ("again", "une autre phrase de voleur")];
    assert_eq!(world.visitor().post(&path, &stolen).await.status, 410);
    let mut owner = world.visitor();
    let signed = owner.post("/connexion", &[("email", "nouvelle@hopital.example"), CHOSEN[0]]).await;
    assert_eq!(signed.status, 303, "the first password stands");
}

#[tokio::test]
async fn a_link_is_over_after_three_days_or_when_a_newer_one_is_made() {
    let world = World::new().await;
    let (account, token) = invited(&world).await;
    world.clock.advance_millis(actions::accounts::LINK_MILLIS - 1000);
    assert_eq!(world.visitor().get(&format!("/invitation/{token}")).await.status, 200);
    world.clock.advance_millis(2000);
    assert_eq!(world.visitor().get(&format!("/invitation/{token}")).await.status, 410);
    assert_eq!(world.visitor().post(&format!("/invitation/{token}"), &CHOSEN).await.status, 410);

    let mut links = Vec::new();
    for _ in 0..2 {
        let mut tx = world.platform.db.begin().await.unwrap();
        let mut chance = world.platform.chance();
        let link =
            actions::invite(&mut tx, &world.platform, &mut *chance, By::system(world.org), account).await.unwrap();
        tx.commit().await.unwrap();
        links.push(link.into_inner());
    }
    assert_eq!(world.visitor().get(&format!("/invitation/{}", links[0])).await.status, 410);
    assert_eq!(world.visitor().get(&format!("/invitation/{}", links[1])).await.status, 200);
}

#[tokio::test]
async fn a_link_cannot_be_made_up_and_trying_is_slow() {
    let world = World::new().await;
    let (_, token) = invited(&world).await;
    let mut changed = token.clone().into_bytes();
    changed[10] = if changed[10] == b'0' { b'1' } else { b'0' };
    let stored = Traces::of(&world).await;
    assert_eq!(stored.holding_text(&token), Vec::<&str>::new(), "the link is stored nowhere");
    let mut stranger = world.visitor();
    let mut statuses = Vec::new();
    for at in 0..14 {
        let made_up = match at % 3 {
            0 => String::from_utf8(changed.clone()).unwrap(),
            1 => format!("{at:064x}"),
            _ => token[..40].to_owned(),
        };
        statuses.push(stranger.get(&format!("/invitation/{made_up}")).await.status);
    }
    assert_eq!(statuses[..10], [410; 10]);
    assert!(statuses[10..].iter().all(|status| *status == 429), "{statuses:?}");
    assert_eq!(world.visitor().get(&format!("/invitation/{token}")).await.status, 200, "its owner is not kept out");
}
