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

#[tokio::test]
async fn months_that_cannot_be_come_back_with_what_to_put_right() {
    let world = World::new().await;
    let mut representative = world.wearing(Role::UserRepresentative, world.root).await;
    let cases = [
        ("du=2026-13&au=2026-02", "du", "2026-13", ["Choisissez un mois de la liste", "Choose a month of the list"]),
        ("du=2026-01&au=mars", "au", "mars", ["Choisissez un mois de la liste", "Choose a month of the list"]),
        ("du=2026-02&au=2025-11", "au", "2025-11", ["vient avant le premier", "comes before the first"]),
    ];
    for (asked, field, typed, words) in cases {
        for (lang, words) in ["", "&lang=en"].into_iter().zip(words) {
            let page = representative.get(&format!("/travail/commission?{asked}{lang}")).await;
            assert_eq!(page.status, 422, "{}", page.text);
            assert!(page.says(words), "{words} in {}", page.text);
            let list = format!("<select id=\"{field}\"");
            let (_, list) = page.text.split_once(&list).unwrap();
            let (list, _) = list.split_once("</select>").unwrap();
            assert!(list.contains("aria-invalid=\"true\""), "{list}");
            assert!(list.contains(&format!("<option value=\"{typed}\" selected>")), "what was asked is kept: {list}");
            assert_eq!(pages::check::page(&page.text), Vec::<String>::new());
        }
    }
    let page = representative.get("/travail/commission?du=2019-01&au=2019-02").await;
    assert_eq!(page.status, 200);
    assert!(page.says("<option value=\"2019-01\" selected>janvier 2019</option>"), "{}", page.text);
    assert_eq!(representative.get("/travail/commission?du=&au=").await.status, 200, "by default the last six months");
}
