//! How long one value covers: quarters and years that are typed, brought as a file, named, and kept when the rhythm would change.

use kernel::Role;

use super::{
    adopted,
    forms::face,
    of, officer,
    typed::{bring, type_in},
    words,
};
use crate::{rules::story::count, world::World};

#[tokio::test]
async fn a_card_of_quarters_takes_one_value_a_quarter_and_says_why_it_refuses_a_month() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    let place = world.root.to_string();
    let quarter = face(&place, &[("rhythm", "quarter")]);
    assert_eq!(visitor.post(&of(card, "/modifier"), &quarter).await.status, 303, "nothing is typed yet");
    for (said, told) in [
        ("02/2026", "Cette fiche compte par trimestre. Écrivez le trimestre entier"),
        ("2026-T2", "Cette période n'a pas commencé."),
        ("2026", "Écrivez un trimestre"),
    ] {
        let page = type_in(&mut visitor, card, world.unit, &[("month", said), ("value", "12"), ("of", "30")]).await;
        assert!(page.status == 422 && words(&page).contains(told), "{said}: {}", words(&page));
        assert!(page.text.contains(&format!("value=\"{said}\"")), "what was typed is there");
    }
    for (said, value) in [("2026-T1", "12"), ("10/2025", "15")] {
        let page = type_in(&mut visitor, card, world.unit, &[("month", said), ("value", value), ("of", "30")]).await;
        assert_eq!(page.status, 303, "{said}: {}", words(&page));
    }
    let page = words(&visitor.get(&of(card, "/nombres")).await);
    assert!(page.contains("1er trimestre 2026 40 % (12 sur 30)"), "{page}");
    assert!(page.contains("4e trimestre 2025 50 % (15 sur 30)") && page.contains("par exemple 2026-T1"), "{page}");
    let english = words(&visitor.get(&format!("{}?lang=en", of(card, "/nombres"))).await);
    assert!(english.contains("1st quarter 2026 40% (12 of 30)"), "{english}");
    let sheet = visitor.get(&of(card, "/nombres/liste.csv")).await.text;
    assert!(sheet.contains("Trimestre") && sheet.contains("2026-T1;12;30"), "{sheet}");
    assert_eq!(bring(&mut visitor, card, &sheet).await.status, 303, "the sheet can be brought back");
    let inside = bring(&mut visitor, card, "lieu;trimestre;nombre;sur\ncardiologie;02/2026;12;30\n").await;
    assert!(inside.status == 422 && words(&inside).contains("Ligne 2 : Cette fiche compte par trimestre"));
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM indicator_number").await, 2);
}

#[tokio::test]
async fn the_rhythm_of_a_card_with_numbers_stays_and_the_page_says_why() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    let place = world.root.to_string();
    let typed = [("month", "02/2026"), ("value", "12"), ("of", "30")];
    assert_eq!(type_in(&mut visitor, card, world.unit, &typed).await.status, 303);
    let form = words(&visitor.get(&of(card, "/modifier")).await);
    assert!(form.contains("Des nombres sont déjà saisis ou comptés pour cette durée"), "{form}");
    let refused = visitor.post(&of(card, "/modifier"), &face(&place, &[("rhythm", "year")])).await;
    assert!(refused.status == 422 && words(&refused).contains("Rien n'est jeté"), "{}", words(&refused));
    assert_eq!(visitor.post(&of(card, "/modifier"), &face(&place, &[])).await.status, 303, "the rest may change");
    // Taken away, nothing is left to be lost.
    let clear = [("month", "02/2026"), ("go", "clear")];
    assert_eq!(type_in(&mut visitor, card, world.unit, &clear).await.status, 303);
    assert_eq!(visitor.post(&of(card, "/modifier"), &face(&place, &[("rhythm", "year")])).await.status, 303);
    let year = [("month", "2026"), ("value", "12"), ("of", "30")];
    assert_eq!(type_in(&mut visitor, card, world.unit, &year).await.status, 303);
    let mut reader = world.wearing(Role::Caregiver, world.unit).await;
    let page = words(&reader.get(&of(card, "/nombres")).await);
    assert!(page.contains("Année Valeur 2026 40 % (12 sur 30)"), "{page}");
}
