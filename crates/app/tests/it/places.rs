//! What is kept about a place, as its visitors see it.

use kernel::{Lang, Role};
use listening::{
    surveys::actions::{self, By},
    voices::Channel,
};
use pages::{check, words::say};

use crate::{rules::surveys::draft, world::World};

const SHOWN: &str = "01\u{a0}99\u{a0}00\u{a0}00\u{a0}01";

#[tokio::test]
async fn the_number_of_a_place_is_at_its_front_door_and_at_no_other() {
    let world = World::new().await;
    let path = format!("/travail/lieux/arbre/{}", world.unit);
    let fields = [("name", "Cardiologie"), ("phone", "01.99.00.00.01")];
    let refused = world.wearing(Role::Caregiver, world.unit).await.post(&path, &fields).await;
    assert_eq!(refused.status, 403);
    let mut visitor = world.visitor();
    assert!(!visitor.get("/d/cardiologie").await.says(&say(Lang::Fr, "returns-call-title")));

    let saved = world.wearing(Role::Administrator, world.root).await.post(&path, &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let door = visitor.get("/d/cardiologie").await;
    assert!(door.text.contains("href=\"tel:+33199000001\"") && door.text.contains(SHOWN), "{}", door.text);
    assert_eq!(check::page(&door.text), Vec::<String>::new());
    assert!(visitor.get("/d/cardiologie?lang=en").await.says(&say(Lang::En, "returns-call-title")));
    assert!(!visitor.get("/d/maternite").await.text.contains(SHOWN));

    let tablet = visitor.get("/d/cardiologie?kiosque=1").await;
    assert!(tablet.text.contains(SHOWN) && !tablet.text.contains("tel:+33"), "a tablet on a wall dials nothing");
}

#[tokio::test]
async fn a_door_offers_a_questionnaire_only_in_the_ways_it_is_asked() {
    let world = World::new().await;
    let mut offered = Vec::new();
    for channels in [vec![Channel::Web], vec![Channel::Kiosk], vec![Channel::Phone]] {
        let id = draft(&world, |new| new.channels = channels).await;
        actions::open_campaign(&world.platform, By::default(), world.org, id).await.unwrap();
        offered.push(format!("/q/{id}"));
    }
    let mut visitor = world.visitor();
    for (door, at) in [("/d/cardiologie", 0), ("/d/cardiologie?kiosque=1", 1)] {
        let page = visitor.get(door).await;
        let shown: Vec<bool> = offered.iter().map(|one| page.text.contains(one.as_str())).collect();
        let expected: Vec<bool> = (0..3).map(|one| one == at).collect();
        assert_eq!(shown, expected, "{door}: {}", page.text);
        let href = page.attribute(&format!("{}?lieu", offered[at]), "href").unwrap();
        assert!(visitor.get(&href).await.text.contains("id=\"debut\""), "and it starts there");
    }
}
