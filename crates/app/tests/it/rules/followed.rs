//! What an author is told with the receipt is true, and what they add is looked at like what they told first.

use kernel::Role;
use listening::voices::{
    State,
    actions::{Closing, Decision, close, decide, reply, take_up},
};
use spine::audit;
use text::moderation::Ground;

use super::story::{Story, asker, count, told, voice};
use crate::world::{Visitor, World};

const STORY: &str = "Le repas était froid.";
const BLOWS: &str = "On la frappe dans cette maison.";

async fn world_with(story: Story<'_>) -> (World, Visitor, String) {
    let world = World::new().await;
    let mut patient = world.visitor();
    let code = told(&mut patient, story).await;
    world.work().await;
    (world, patient, code)
}

#[tokio::test]
async fn nobody_is_said_to_have_read_a_new_message() {
    let (world, mut patient, code) = world_with(Story::of(STORY)).await;
    let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
    for answered in [false, true] {
        take_up(&world.platform, &manager, &voice(&world).await).await.unwrap();
        if answered {
            reply(&world.platform, &manager, &voice(&world).await, "Nous chaufferons les plats.").await.unwrap();
        }
        let page = patient.post("/suivi/message", &[("code", &code), ("message", "Il l'est encore.")]).await;
        assert_eq!(voice(&world).await.state, State::Readable, "it waits in the reading room");
        assert!(page.says("Nouveau message reçu") && !page.says("Quelqu'un s'en occupe"), "{}", page.text);
    }
}

#[tokio::test]
async fn a_message_to_a_voice_that_is_still_sealed_leaves_it_to_its_job() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let code = told(&mut patient, Story::of(STORY)).await;
    patient.post("/suivi/message", &[("code", &code), ("message", BLOWS)]).await;
    assert_eq!(voice(&world).await.state, State::Sealed);
    world.work().await;
    let voice = voice(&world).await;
    assert_eq!((voice.state, voice.danger.as_deref()), (State::Readable, Some("danger")));
}

#[tokio::test]
async fn only_who_had_a_reply_is_told_so_at_the_end() {
    for answered in [false, true] {
        let (world, mut patient, code) = world_with(Story::of(STORY)).await;
        let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
        if answered {
            reply(&world.platform, &manager, &voice(&world).await, "Nous chaufferons les plats.").await.unwrap();
        }
        let proof = Closing { action: kernel::Id::from_i64(3), published: kernel::Id::from_i64(4) };
        let mut tx = world.platform.db.begin().await.unwrap();
        close(&mut tx, &world.platform, &manager, &voice(&world).await, proof).await.unwrap();
        tx.commit().await.unwrap();
        let page = patient.post("/suivi", &[("code", &code)]).await;
        assert!(page.says("Message suivi jusqu'au bout"), "{}", page.text);
        assert_eq!(page.says("Vous avez eu une réponse"), answered, "{}", page.text);
    }
}

#[tokio::test]
async fn danger_told_later_is_marked_and_the_most_serious_stays() {
    let (world, mut patient, code) = world_with(Story::of(STORY)).await;
    assert_eq!(voice(&world).await.danger, None);
    let said = [(BLOWS, "danger"), ("Je veux mourir.", "self-harm"), (BLOWS, "self-harm"), ("Merci.", "self-harm")];
    for (message, marked) in said {
        patient.post("/suivi/message", &[("code", &code), ("message", message)]).await;
        assert_eq!(voice(&world).await.danger.as_deref(), Some(marked), "{message}");
    }
}

#[tokio::test]
async fn danger_told_in_contesting_a_refusal_is_marked_too() {
    let (world, mut patient, code) = world_with(Story { publish: "yes", ..Story::of(STORY) }).await;
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let refusal = Decision::Refuse {
        ground: Ground::Link.code().to_owned(),
        reason: "Un lien vers un site de vente.".to_owned(),
    };
    decide(&world.platform, &officer, &voice(&world).await, refusal).await.unwrap();
    let half = [("code", code.as_str()), ("message", "Un mot"), ("contest", "Un avis"), ("apparence", "1")];
    let page = patient.post("/suivi?grand=1", &half).await;
    assert!(page.says("Un mot") && page.says("Un avis"), "both texts are kept: {}", page.text);
    let page = patient.post("/suivi/contester", &[("code", &code), ("message", "Un mot"), ("contest", BLOWS)]).await;
    assert!(page.status == 200 && page.says("Un mot"), "what was being written beside it is kept: {}", page.text);
    assert_eq!(voice(&world).await.danger.as_deref(), Some("danger"));
}

#[tokio::test]
async fn a_contact_is_taken_back_with_the_code() {
    const CONTACT: &str = "canari.7f3q@exemple.fr";
    let (world, mut patient, code) = world_with(Story { contact: CONTACT, follow: "reply", ..Story::of(STORY) }).await;
    let opened = patient.post("/suivi", &[("code", &code)]).await;
    assert!(opened.says("Retirer mes coordonnées") && !opened.says(CONTACT), "{}", opened.text);
    let gone = patient.post("/suivi/coordonnees", &[("code", &code)]).await;
    assert!(gone.status == 200 && gone.says("Vos coordonnées sont détruites"), "{}", gone.text);
    assert!(!gone.says("Retirer mes coordonnées") && gone.says(STORY), "the message stays");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM contact").await, 0);
    let voice = voice(&world).await;
    assert!(!voice.has_contact && voice.followed);
    let mut conn = world.platform.db.reader().await.unwrap();
    let entries = audit::recent(&mut conn, world.org, i64::MAX, 100).await.unwrap();
    let entries: Vec<_> = entries.iter().filter(|entry| entry.act == "voice.contact-taken-back").collect();
    let [entry] = entries.as_slice() else { panic!("one entry, not {}", entries.len()) };
    let id = voice.id.to_string();
    assert!(!entry.subject.contains(&id) && entry.detail.is_empty(), "a time, so no voice: {}", entry.subject);
    drop(conn);
    let again = patient.post("/suivi/coordonnees", &[("code", &code)]).await;
    assert_eq!(again.status, 422, "there is nothing any more");
    let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
    reply(&world.platform, &manager, &voice, "Nous chaufferons les plats.").await.unwrap();
    world.work().await;
    let mails = world.platform.settings.mail_folder.as_ref().and_then(|folder| std::fs::read_dir(folder).ok());
    assert_eq!(mails.map_or(0, Iterator::count), 0, "nothing is sent to them any more");
}
