//! What an establishment says of itself on the pages that the law asks for, and what they say until it does.

use kernel::{Lang, Role};
use pages::{check, words::say};

use crate::world::World;

const CODES: [&str; 5] =
    ["controller-contact", "dpo-contact", "accessibility-contact", "keep-voices-days", "keep-audit-days"];

#[tokio::test]
async fn what_is_not_given_is_said_plainly_and_what_is_given_is_shown() {
    let world = World::new().await;
    let mut visitor = world.visitor();
    for lang in Lang::ALL {
        for path in ["/confidentialite", "/accessibilite"] {
            let page = visitor.get(&format!("{path}?lang={}", lang.tag())).await;
            assert!(page.says(&say(lang, "privacy-not-given")), "{path} {}", page.text);
            assert!(CODES.iter().all(|code| !page.text.contains(code)), "{path} shows a code: {}", page.text);
            assert_eq!(check::page(&page.text), Vec::<String>::new());
        }
    }
    let page = visitor.get("/confidentialite").await;
    assert!(page.text.contains("cnil.fr") && page.says(&say(Lang::Fr, "privacy-not-set")), "{}", page.text);
    assert!(!page.text.contains("Choice of the software"), "sources are in the reader's language: {}", page.text);

    let mut keeper = world.wearing(Role::Administrator, world.root).await;
    // What shortens a text's life is decided a month before it does.
    for (name, value, ahead) in [("dpo-contact", "dpo@hopital.example", 0), ("keep-voices-days", "730", 30)] {
        let from = world.platform.clock.today().plus_days(ahead).date();
        let (day, month, year) = (from.day().to_string(), from.month().to_string(), from.year().to_string());
        let fields = [
            ("value", value),
            ("from-day", &day),
            ("from-month", &month),
            ("from-year", &year),
            ("source", "Décision du directoire, 2 mars 2026"),
        ];
        let saved = keeper.post(&format!("/travail/reglages/{name}"), &fields).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
    }
    world.clock.advance_days(30);
    let page = visitor.get("/confidentialite").await;
    assert!(page.text.contains("dpo@hopital.example") && page.text.contains("730"), "{}", page.text);
}

#[tokio::test]
async fn the_page_that_asks_for_another_role_leads_to_where_roles_are_changed() {
    let world = World::new().await;
    let page = world.wearing(Role::Caregiver, world.unit).await.get("/travail/reglages").await;
    assert_eq!(page.status, 403);
    assert!(page.text.contains("href=\"/travail/moi\""), "{}", page.text);
}
