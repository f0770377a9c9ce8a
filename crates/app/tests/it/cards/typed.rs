//! Numbers that people type or bring as a file: the floors of hard rule 5, who may, and what is refused.

use kernel::{Id, Role, kinds};
use understanding::cards::CardId;

use super::{adopted, of, officer, words};
use crate::{
    rules::story::count,
    world::{Page, Visitor, World},
};

pub(super) async fn type_in(
    visitor: &mut Visitor,
    card: CardId,
    place: Id<kinds::Place>,
    fields: &[(&str, &str)],
) -> Page {
    let place = place.to_string();
    let mut all = vec![("place", place.as_str())];
    all.extend_from_slice(fields);
    visitor.post(&of(card, "/nombres"), &all).await
}

pub(super) async fn bring(visitor: &mut Visitor, card: CardId, file: &str) -> Page {
    let body = format!(
        "--border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--border--\r\n"
    );
    visitor.post_bytes(&of(card, "/nombres/fichier"), "multipart/form-data; boundary=border", body.into_bytes()).await
}

#[tokio::test]
async fn few_people_and_small_sides_are_nowhere_on_the_page_nor_in_the_sheet() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    for (month, value, of) in
        [("12/2025", "7", "9"), ("01/2026", "3", "47"), ("02/2026", "44", "47"), ("03/2026", "31", "47")]
    {
        let done = type_in(&mut visitor, card, world.unit, &[("month", month), ("value", value), ("of", of)]).await;
        assert_eq!(done.status, 303, "{month}: {}", words(&done));
    }
    let page = words(&visitor.get(&of(card, "/nombres")).await);
    assert!(page.contains("66 % (31 sur 47)"), "{page}");
    assert!(page.contains("Montré à partir de 10 : il en manque 1"), "{page}");
    assert_eq!(page.matches("une à quatre personnes").count(), 2, "{page}");
    let sheet = visitor.get(&of(card, "/nombres/liste.csv")).await.text;
    for told in ["3 sur 47", "44 sur 47", "7 sur 9"] {
        assert!(!page.contains(told), "{told}: {page}");
    }
    let line = |month: &str| sheet.lines().find(|line| line.contains(month)).unwrap().to_owned();
    assert!(line("2026-03").contains("31;47"), "{sheet}");
    for month in ["2025-12", "2026-01", "2026-02"] {
        assert!(line(month).contains(";;;"), "{sheet}");
    }
    // Who typed is known; what was typed is not repeated in the journal.
    let acts = "SELECT COUNT(*) AS n FROM audit_entry WHERE act = 'card.numbers-typed'";
    assert_eq!(count(&world, acts).await, 4);
    assert_eq!(
        count(&world, "SELECT COUNT(*) AS n FROM audit_entry WHERE detail LIKE '%47%' AND act LIKE 'card.%'").await,
        0
    );
}

#[tokio::test]
async fn a_total_above_never_gives_a_hidden_ward_away() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    for (place, value, of) in [(world.unit, "20", "40"), (world.other_unit, "2", "20")] {
        type_in(&mut visitor, card, place, &[("month", "02/2026"), ("value", value), ("of", of)]).await;
    }
    assert!(words(&visitor.get(&of(card, "/nombres")).await).contains("(20 sur 40)"), "nobody can subtract yet");
    type_in(&mut visitor, card, world.site, &[("month", "02/2026"), ("value", "22"), ("of", "60")]).await;
    let page = words(&visitor.get(&of(card, "/nombres")).await);
    assert!(page.contains("(22 sur 60)") && !page.contains("(20 sur 40)"), "{page}");
    assert!(page.contains("le total au-dessus dirait un nombre caché à côté"), "{page}");
    // The ward itself is told no more than the officer: the rule is one for everybody.
    let mut manager = world.wearing(Role::UnitManager, world.unit).await;
    let own = words(&manager.get(&of(card, "/nombres")).await);
    assert!(!own.contains("(20 sur 40)") && !own.contains("Maternité") && !own.contains("22 sur 60"), "{own}");
}

#[tokio::test]
async fn whoever_works_at_a_place_types_for_it_and_for_no_other() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    let number = [("month", "02/2026"), ("value", "12"), ("of", "30")];
    let mut manager = world.wearing(Role::UnitManager, world.unit).await;
    assert_eq!(type_in(&mut manager, card, world.unit, &number).await.status, 303);
    assert_eq!(type_in(&mut manager, card, world.other_unit, &number).await.status, 403);
    let refused = bring(&mut manager, card, "lieu;mois;nombre;sur\nmaternite;02/2026;12;30\n").await;
    assert!(
        refused.status == 422 && words(&refused).contains("Ligne 2 : Ce lieu n'est pas connu"),
        "{}",
        words(&refused)
    );
    for role in [Role::Caregiver, Role::UserRepresentative, Role::Analyst] {
        let mut reader = world.wearing(role, world.unit).await;
        assert_eq!(type_in(&mut reader, card, world.unit, &number).await.status, 403, "{role:?}");
        assert_eq!(reader.get(&of(card, "/nombres")).await.status, 200, "{role:?}");
    }
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM indicator_number").await, 1);
    // Typing again writes over; clearing takes away, once.
    assert_eq!(
        type_in(&mut visitor, card, world.unit, &[("month", "02/2026"), ("value", "15"), ("of", "30")]).await.status,
        303
    );
    assert!(words(&visitor.get(&of(card, "/nombres")).await).contains("50 % (15 sur 30)"));
    let clear = [("month", "02/2026"), ("go", "clear")];
    assert_eq!(type_in(&mut visitor, card, world.unit, &clear).await.status, 303);
    assert_eq!(type_in(&mut visitor, card, world.unit, &clear).await.status, 422);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM indicator_number").await, 0);
}

#[tokio::test]
async fn what_cannot_be_is_refused_in_words_and_a_file_is_taken_whole_or_not() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    for (month, value, of, told) in [
        ("02/2026", "31", "30", "ne peut pas dépasser"),
        ("02/2026", "0", "0", "il n'y a pas de part"),
        ("02/2026", "2,5", "30", "deux nombres entiers"),
        ("02/2026", "peu", "30", "Écrivez un nombre"),
        ("13/2026", "12", "30", "Écrivez un mois"),
        ("04/2026", "12", "30", "n'a pas commencé"),
    ] {
        let page = type_in(&mut visitor, card, world.unit, &[("month", month), ("value", value), ("of", of)]).await;
        assert!(page.status == 422 && words(&page).contains(told), "{month} {value} {of}: {}", words(&page));
    }
    let half =
        bring(&mut visitor, card, "lieu;mois;nombre;sur\ncardiologie;02/2026;12;30\ncardiologie;99/2026;12;30\n").await;
    assert!(half.status == 422 && words(&half).contains("Ligne 3"), "{}", words(&half));
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM indicator_number").await, 0);
    let whole = "Lieu;Mois;Numérateur;Dénominateur\ncardiologie;02/2026;12;30\nmaternite;02/2026;14;40\n";
    assert_eq!(bring(&mut visitor, card, whole).await.status, 303);
    // The sheet can be brought back as it is.
    let sheet = visitor.get(&of(card, "/nombres/liste.csv")).await.text;
    assert_eq!(bring(&mut visitor, card, &sheet).await.status, 303, "{sheet}");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM indicator_number").await, 2);
    // A card whose number comes from elsewhere has no such page.
    let other = adopted(&world, &officer, "answered", world.root).await;
    assert_eq!(visitor.get(&of(other, "/nombres")).await.status, 404);
}
