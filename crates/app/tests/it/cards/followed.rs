//! What was chosen is what the pages of numbers follow, and the card says what the answers say.

use super::{adopted, of, officer, words};
use crate::{rules::wall::worse_since_august, world::World};

const URL: &str = "urn:vecu:instrument:vecu-12";

#[tokio::test]
async fn a_chosen_indicator_is_on_the_wall_at_its_place_and_its_card_says_what_the_answers_say() {
    let world = World::new().await;
    worse_since_august(&world, world.unit).await;
    let (mut visitor, officer) = officer(&world).await;
    let before = visitor.get("/travail/indicateurs/mur.csv?niveau=unit").await;
    let card = adopted(&world, &officer, "welcome", world.root).await;
    let path = of(card, "");
    assert!(!words(&visitor.get(&path).await).contains("Ce que disent les réponses"), "nobody said how it is made");
    let share = [("genre", "share"), ("questionnaire", URL), ("question", "v5"), ("code", "always")];
    assert_eq!(visitor.post(&of(card, "/mesure"), &share).await.status, 303);
    let page = visitor.get(&path).await;
    let said = words(&page);
    assert!(said.contains("Ce que disent les réponses"), "{said}");
    assert!(said.contains("C'est un vrai changement, en moins bien."), "v5 is known by the questionnaire: {said}");
    assert!(page.text.contains("<svg") && said.contains("en ligne") && said.contains("voir chaque mois"), "{said}");
    for beside in ["février 2026", "36 personnes ont répondu", "Ouvert à tous : pas de taux de réponse"] {
        assert!(said.contains(beside), "{beside}: {said}");
    }
    let wall = visitor.get("/travail/indicateurs/mur.csv?niveau=unit").await;
    let rows = |text: &str| text.lines().filter(|line| line.contains("Cardiologie")).count();
    assert_eq!((rows(&before.text), rows(&wall.text)), (13, 1), "what was chosen, instead of all there is");
    let unit = words(&visitor.get(&format!("/travail/lieux/{}", world.unit)).await);
    assert_eq!(unit.matches("C'est un vrai changement").count(), 1);
    // Set aside, it is followed no more.
    let aside = [("reason", "La question n'est plus posée ainsi.")];
    assert_eq!(visitor.post(&of(card, "/ecarter"), &aside).await.status, 303);
    assert_eq!(rows(&visitor.get("/travail/indicateurs/mur.csv?niveau=unit").await.text), 13);
}

#[tokio::test]
async fn a_share_whose_better_way_nobody_said_is_a_change_and_neither_good_nor_bad() {
    let world = World::new().await;
    worse_since_august(&world, world.unit).await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "welcome", world.root).await;
    let share = [("genre", "share"), ("questionnaire", URL), ("question", "v5"), ("code", "never")];
    assert_eq!(visitor.post(&of(card, "/mesure"), &share).await.status, 303);
    let said = words(&visitor.get(&of(card, "")).await);
    assert!(said.contains("Ce que disent les réponses"), "{said}");
    assert!(!said.contains("en moins bien") && !said.contains("en mieux"), "{said}");
}
