//! What is kept about a place, as its visitors see it.

use kernel::{Lang, Role};
use pages::{check, words::say};

use crate::world::World;

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
