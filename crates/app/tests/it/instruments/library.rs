//! The library of items: who designed each, and from which finding, which is one that the person may read.

use kernel::{Clock, Id, Role, kinds};
use organisation::places::Level;
use understanding::themes::{self, Finding, FindingState};

use super::{HERE, begun, officer};
use crate::world::World;

/// A finding of a place.
async fn finding(world: &World, place: Id<kinds::Place>, title: &str) -> Id<kinds::Finding> {
    let id = Id::random(&mut *world.platform.chance());
    let (title, said) = (title.to_owned(), "On attend.".to_owned());
    let day = world.clock.today();
    let found = Finding { id, title, said, place, state: FindingState::Open, reason: None, day };
    let mut tx = world.platform.db.begin().await.expect("a transaction");
    themes::store::finding_inserted(&mut tx, world.org, &found).await.expect("stored");
    tx.commit().await.expect("commit");
    id
}

/// The form of an item from a finding.
fn item<'a>(wording: &'a str, constat: &'a str, titre: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("go", "write"),
        ("wording-fr", wording),
        ("wording-en", ""),
        ("begin", "often"),
        ("designers", "L'équipe"),
        ("titre", titre),
        ("constat", constat),
    ]
}

#[tokio::test]
async fn a_finding_that_is_not_there_is_refused_with_what_was_typed_and_nothing_is_stored() {
    let mut world = World::new().await;
    let mut who = officer(&world).await;
    let library = format!("{HERE}/bibliotheque");
    let own = world.org;
    world.org = Id::random(&mut *world.platform.chance());
    let root = world.place(None, Level::Organisation, "Ailleurs", "ailleurs").await;
    let theirs = finding(&world, root, "Le constat des autres").await.to_string();
    world.org = own;
    for named in ["aaaaaaaaaaaa", "0123456789ab", "pas un constat", &theirs, &format!("/travail/constats/{theirs}")] {
        let page = who.post(&library, &item("Une question inventée ?", named, "Constat inventé")).await;
        assert_eq!(page.status, 422, "{named}");
        assert!(page.says("Aucun constat que vous pouvez lire"), "{named}: {}", page.text);
        assert!(page.text.contains("Une question inventée ?</textarea>"), "what was typed is kept");
        assert!(!page.says("Le constat des autres"), "and nothing of another organisation is told");
        assert_eq!(pages::check::page(&page.text), Vec::<String>::new());
    }
    let page = who.get(&format!("{library}?mots=inventee")).await;
    assert!(!page.says("Une question inventée ?"), "nothing was stored: {}", page.text);
}

#[tokio::test]
async fn a_finding_from_elsewhere_is_said_to_be_so() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let library = format!("{HERE}/bibliotheque");
    let page = who.post(&library, &item("Vous a-t-on cru ?", "", "Une étude de 2024")).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let page = who.get(&format!("{library}?mots=cru")).await;
    assert!(page.says("Une étude de 2024") && page.says("constat d'ailleurs"), "{}", page.text);
    assert!(!page.text.contains("/travail/constats/"), "it leads nowhere");
    let mut reader = world.wearing(Role::UnitManager, world.unit).await;
    assert_eq!(reader.post(&library, &item("x", "", "")).await.status, 403, "who only reads writes nothing");
}

#[tokio::test]
async fn an_item_of_the_library_remembers_who_designed_it_and_from_which_finding() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let library = format!("{HERE}/bibliotheque");
    let finding = finding(&world, world.unit, "Attendre sans savoir pèse").await.to_string();
    let page = who.get(&format!("{library}?constat={finding}")).await;
    assert_eq!(page.attribute("name=\"constat\"", "value"), Some(finding.clone()), "a finding leads here");
    let new = [
        ("go", "write"),
        ("wording-fr", "Vous a-t-on dit pourquoi vous attendiez ?"),
        ("wording-en", ""),
        ("begin", "often"),
        ("designers", "Trois patientes et l'équipe de nuit"),
        ("titre", "D'autres mots que ceux du constat"),
        ("constat", finding.as_str()),
    ];
    assert_eq!(who.post(&library, &new).await.status, 303);
    let without: Vec<(&str, &str)> = new.into_iter().map(|(k, v)| (k, if k == "designers" { "" } else { v })).collect();
    assert_eq!(who.post(&library, &without).await.status, 422, "it always says who designed it");
    let page = who.get(&format!("{library}?mots=POURQUOI+vous")).await;
    assert!(page.says("Attendre sans savoir pèse") && page.says("Trois patientes"), "{}", page.text);
    assert!(!page.says("D'autres mots") && !page.says("d'ailleurs :"), "a finding that is here speaks for itself");
    assert!(page.text.contains(&format!("/travail/constats/{finding}")));
    let draft = begun(&mut who, "", "Essai").await;
    let id = draft.rsplit('/').next().expect("an id");
    let page = who.get(&format!("{library}?pour={id}&mots=pourquoi")).await;
    let item = page.attribute("name=\"item\"", "value").expect("an item to take");
    let revision = super::revision(&page);
    let fields = [("go", "take"), ("item", item.as_str()), ("revision", &revision), ("screen", "q1")];
    let page = who.post(&format!("{library}?pour={id}"), &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let page = who.get(page.location().expect("the question")).await;
    assert!(page.says("Attendre sans savoir pèse") && page.says("Trois patientes"), "{}", page.text);
    // From a shipped instrument: its designers, its name.
    let revision = super::revision(&who.get(&draft).await);
    let fields = [("go", "take"), ("item", "vecu-12/v4"), ("revision", &revision), ("screen", "q1")];
    let page = who.post(&format!("{library}?pour={id}"), &fields).await;
    assert!(who.get(page.location().expect("the question")).await.says("Écrit par le projet Vécu"));
}
