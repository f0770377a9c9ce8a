//! Rule 5 in the note to the commission: it counts what may be read, and nothing before.

use instruments::{Answer, Answers, Speaker};
use kernel::{Lang, Role};
use listening::{
    surveys::{Filled, actions},
    voices::Channel,
};

use super::{
    story::{Story, tell},
    surveys::{answered, opened, set_floor},
};
use crate::world::{Page, World};

async fn note(world: &World) -> Page {
    let mut representative = world.wearing(Role::UserRepresentative, world.root).await;
    let page = representative.get("/travail/commission?du=2026-01&au=2026-04").await;
    assert_eq!(page.status, 200);
    page
}

fn commenting(n: usize) -> Vec<Filled> {
    let one = |at: usize| {
        let answers = Answers::new().choose("v1", "yes").with("bien", Answer::Text(format!("L'accueil, {at} fois.")));
        Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, answers)
    };
    (0..n).map(one).collect()
}

#[tokio::test]
async fn comments_are_counted_once_they_are_released_as_in_the_reading_room() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    set_floor(&world, "floor-inside", 15).await;
    answered(&world, campaign, world.unit, "2026-01", commenting(12)).await;
    actions::close_waves(&world.platform).await.unwrap();
    world.work().await;
    assert!(note(&world).await.says("Aucune voix pendant cette période"), "twelve answers, and fifteen are asked for");
    set_floor(&world, "floor-inside", 10).await;
    assert!(note(&world).await.says("12 voix pendant cette période"));
}

#[tokio::test]
async fn a_story_is_counted_once_it_is_de_identified() {
    let world = World::new().await;
    for at in 0..10 {
        let text = format!("On m'a tout expliqué, {at} fois.");
        tell(&mut world.visitor(), Story { contact: "marie@example.org", ..Story::of(&text) }).await;
    }
    assert!(note(&world).await.says("Aucune voix pendant cette période"), "nobody may read them yet");
    world.work().await;
    assert!(note(&world).await.says("10 voix pendant cette période"));
}
