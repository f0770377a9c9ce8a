//! Indicators that are kept: cards, sessions, targets, numbers that people type, plans, what became of voices.

mod counted;
mod followed;
mod forms;
mod planned;
mod rhythm;
mod typed;

use kernel::{Clock, Id, Lang, Role, kinds};
use organisation::access::Asker;
use understanding::cards::{self, CardId, actions, library};

use crate::{
    rules::story::asker,
    world::{Page, Visitor, World},
};

/// Where the pages are.
const LIST: &str = "/travail/indicateurs";

/// The officer of quality, signed in, and what they may see.
async fn officer(world: &World) -> (Visitor, Asker) {
    asker(world, Role::QualityOfficer, world.root).await
}

/// A card out of the library, about a place.
async fn adopted(world: &World, officer: &Asker, key: &str, place: Id<kinds::Place>) -> CardId {
    let entry = library::entry(key).expect("the library");
    actions::adopted(&world.platform, officer, (entry, Lang::Fr), place).await.unwrap()
}

/// The address of a card, or of a part of it.
fn of(card: CardId, part: &str) -> String {
    format!("{LIST}/{card}{part}")
}

/// The text of a page without its tags.
fn words(page: &Page) -> String {
    let parts: Vec<&str> = page.text.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let text = parts.join(" ");
    let text = text.replace(['\u{202f}', '\u{a0}'], " ").replace('\u{2019}', "'").replace("&#39;", "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_card_is_read_by_those_its_place_concerns_and_by_nobody_without_numbers() {
    let world = World::new().await;
    let (_, officer) = officer(&world).await;
    let whole = adopted(&world, &officer, "answered", world.root).await;
    let unit = adopted(&world, &officer, "meals", world.unit).await;
    for role in [Role::Caregiver, Role::UserRepresentative, Role::PatientPartner, Role::Analyst] {
        let mut reader = world.wearing(role, world.unit).await;
        for card in [whole, unit] {
            let page = reader.get(&of(card, "")).await;
            assert_eq!(page.status, 200, "{role:?}");
            assert!(!page.text.contains("/modifier"), "{role:?} is offered to write");
        }
        assert_eq!(reader.get(&of(unit, "/modifier")).await.status, 403, "{role:?}");
        assert_eq!(reader.post(&of(unit, "/ecarter"), &[("reason", "Non merci")]).await.status, 403, "{role:?}");
    }
    let mut beside = world.wearing(Role::Caregiver, world.other_unit).await;
    assert_eq!(beside.get(&of(unit, "")).await.status, 404);
    assert!(!beside.get(LIST).await.text.contains(&unit.to_string()));
    assert!(beside.get(LIST).await.text.contains(&whole.to_string()));
    let mut keeper = world.wearing(Role::Administrator, world.root).await;
    assert_eq!(keeper.get(LIST).await.status, 403);
    assert_eq!(world.clock.today(), world.platform.clock.today());
    assert!(cards::find(&mut world.platform.db.reader().await.unwrap(), &officer.scope, unit).await.unwrap().is_some());
}
