//! Rule 18: every public form and receipt page shows the emergency numbers and says that nobody watches the page.

use app::composition;
use axum::http::Method;
use kernel::Role;
use listening::voices::actions::{Decision, decide};
use organisation::access::Who;
use text::moderation::Ground;

use super::story::{Story, filled, known, minimum, once, path_of, run, tell, told};
use crate::world::{Page, World};

const NUMBERS: [&str; 6] = ["15", "112", "3114", "119", "3919", "3977"];

/// What a page lacks of rule 18.
fn lacks(page: &Page) -> Vec<String> {
    let mut lacks = Vec::new();
    for number in NUMBERS {
        if !page.text.contains(&format!("href=\"tel:{number}\"")) {
            lacks.push(number.to_owned());
        }
    }
    if !["Personne ne surveille", "Nobody watches", "Nobody is watching"].iter().any(|words| page.says(words)) {
        lacks.push("that nobody watches".to_owned());
    }
    lacks
}

/// Every public page that has a form, got by its address.
async fn public_forms(world: &World) -> Vec<Page> {
    let mut pages = Vec::new();
    let known = known(world, None);
    let routes = composition::routes().into_iter().filter(|r| r.method == Method::GET && r.who == Who::Public);
    for route in routes {
        let path = filled(route.path, &known);
        for lang in ["fr", "en"] {
            let page = world.visitor().get(&format!("{path}?lang={lang}")).await;
            if page.text.contains("<form") {
                pages.push(page);
            }
        }
    }
    pages
}

#[tokio::test]
async fn every_public_form_shows_the_numbers_and_says_that_nobody_watches() {
    let world = World::new().await;
    let forms = public_forms(&world).await;
    assert!(forms.len() >= 4, "the story and the follow-up, in two languages");
    for page in forms {
        assert_eq!(lacks(&page), Vec::<String>::new(), "{}", page.path);
    }
}

#[tokio::test]
async fn so_does_every_page_that_follows_a_form() {
    let world = World::new().await;
    for lang in ["fr", "en"] {
        let story = Story { lang, publish: "yes", ..Story::of("Une attente de six heures.") };
        let mut patient = world.visitor();
        let asked = patient.post(&path_of(story), &[("etape", "1"), ("text", story.text)]).await;
        let empty = patient.post(&path_of(story), &[("etape", "1"), ("text", " ")]).await;
        let unsaid = patient.post(&path_of(story), &[("etape", "2"), ("text", story.text)]).await;
        let thanks = tell(&mut patient, story).await;
        let code = super::story::receipt_on(&thanks.text).unwrap();
        let at = |path: &str| format!("{path}?lang={lang}");
        let opened = patient.post(&at("/suivi"), &[("code", &code)]).await;
        let wrong = patient.post(&at("/suivi"), &[("code", "K7PM")]).await;
        let mistyped = patient.post(&at("/suivi/essai"), &[("code", "K7PM")]).await;
        let written = patient.post(&at("/suivi/message"), &[("code", &code), ("message", "Encore un mot.")]).await;
        let sure = patient.post(&at("/suivi/effacer"), &[("code", &code)]).await;
        let erased = patient.post(&at("/suivi/effacer"), &[("code", &code), ("sure", "1")]).await;
        for page in [asked, empty, unsaid, thanks, opened, wrong, mistyped, written, sure, erased] {
            assert_eq!(lacks(&page), Vec::<String>::new(), "{} {}", page.path, page.status);
        }
    }
}

#[tokio::test]
async fn a_number_taken_out_of_the_setting_is_missed_by_the_check() {
    let world = World::new().await;
    run(&world, "UPDATE setting SET value = REPLACE(value, '3919', '3918') WHERE name = 'emergency-numbers'").await;
    for page in public_forms(&world).await {
        assert_eq!(lacks(&page), ["3919"], "{}", page.path);
    }
}

#[tokio::test]
async fn an_answer_that_speaks_of_self_harm_shows_the_number_at_once() {
    let world = World::new().await;
    let cases = [
        ("fr", "Depuis l'opération je veux mourir, je n'en peux plus."),
        ("en", "Since the operation I want to kill myself."),
        ("en", "Je pense à me suicider."),
        ("fr", "I want to die."),
    ];
    for (lang, text) in cases {
        let page = tell(&mut world.visitor(), Story { lang, ..Story::of(text) }).await;
        let (first, _) = page.text.split_once("receipt-code").unwrap();
        assert!(first.contains("3114"), "{text}: the number comes before everything else");
    }
    let calm = tell(&mut world.visitor(), Story::of("Le repas était froid.")).await;
    let (first, _) = calm.text.split_once("receipt-code").unwrap();
    assert!(!first.contains("3114"), "and it is not shown to everybody, or nobody would see it");
}

#[tokio::test]
async fn it_is_shown_to_those_who_ask_for_no_receipt_and_on_a_kiosk_too() {
    let world = World::new().await;
    let story = Story { follow: "no", ..Story::of("Je veux en finir avec la vie.") };
    let number = once();
    let mut fields = minimum(story, &number);
    fields.push(("kiosque", "1"));
    let page = world.visitor().post(&path_of(story), &fields).await;
    let (main, _) = page.text.split_once("id=\"emergency\"").unwrap();
    assert_eq!(page.status, 200);
    assert!(main.contains("3114"));
}

#[tokio::test]
async fn what_is_added_through_the_receipt_is_looked_at_in_the_same_way() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let code = told(&mut patient, Story::of("Le repas était froid.")).await;
    let page = patient.post("/suivi/message", &[("code", &code), ("message", "Je veux mourir.")]).await;
    let (main, _) = page.text.split_once("id=\"emergency\"").unwrap();
    assert!(main.contains("3114"), "a message is words of somebody too");
}

#[tokio::test]
async fn what_contests_a_refusal_is_looked_at_in_the_same_way() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let code = told(&mut patient, Story { publish: "yes", ..Story::of("Le repas était froid.") }).await;
    world.work().await;
    let (_, officer) = super::story::asker(&world, Role::QualityOfficer, world.root).await;
    let refusal = Decision::Refuse {
        ground: Ground::Link.code().to_owned(),
        reason: "Un lien vers un site de vente.".to_owned(),
    };
    let voice = super::story::voice(&world).await;
    decide(&world.platform, &officer, &voice, refusal).await.unwrap();
    let page = patient.post("/suivi/contester", &[("code", &code), ("contest", "Je veux mourir.")]).await;
    let (main, _) = page.text.split_once("id=\"emergency\"").unwrap();
    assert_eq!(page.status, 200);
    assert!(main.contains("3114"), "{}", page.text);
}
