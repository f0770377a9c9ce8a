//! What waits on the desk: danger first (rule 18), replies counted from the day they are owed, comments apart.

use kernel::{Id, Lang, Personal, Role, kinds};
use listening::voices::{Kind, State, actions, model::NewComment, store};
use text::Span;
use understanding::themes::{self, Valence, model::NewCode};

use super::story::{Story, asker, tell, told, voices};
use crate::world::World;

const DANGER: &str = "Depuis ma sortie je veux mourir, je n'en peux plus.";

#[tokio::test]
async fn a_voice_that_may_speak_of_a_danger_is_on_the_desk_and_first_in_the_room() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story::of(DANGER)).await;
    world.clock.advance_days(35);
    for text in ["Le repas était froid.", "Trop d'attente."] {
        tell(&mut world.visitor(), Story::of(text)).await;
    }
    world.work().await;
    let (mut reader, _) = asker(&world, Role::Caregiver, world.unit).await;
    let desk = reader.get("/travail").await;
    assert!(desk.says("Danger possible : une voix à lire en premier") && desk.text.contains("/travail/voix?danger=1"));
    let room = reader.get("/travail/voix").await;
    let at = |text: &str| room.text.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("je veux mourir") < at("Le repas"), "older, and first");
    let only = reader.get("/travail/voix?danger=1").await;
    assert!(only.says("je veux mourir") && !only.says("Le repas était froid."));
    assert!(reader.get("/travail/voix/liste.csv?danger=1").await.says("je veux mourir"));
    // Who reads no text is told of none.
    let mut keeper = world.wearing(Role::Administrator, world.root).await;
    assert!(!keeper.get("/travail").await.says("Danger possible"));
    let risky = voices(&world).await.into_iter().find(|voice| voice.danger.is_some()).unwrap();
    actions::take_up(&world.platform, &asker(&world, Role::UnitManager, world.unit).await.1, &risky).await.unwrap();
    assert!(!reader.get("/travail").await.says("Danger possible"), "somebody takes care of it");
}

#[tokio::test]
async fn a_reply_is_owed_since_the_first_message_left_without_one() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let receipt = told(&mut patient, Story { follow: "reply", ..Story::of("Une longue attente.") }).await;
    world.work().await;
    let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
    world.clock.advance_days(10);
    let mut visitor = world.wearing(Role::UnitManager, world.unit).await;
    let desk = visitor.get("/travail").await;
    assert!(desk.says("Une personne attend votre réponse") && desk.says("depuis 10 jours"), "{}", desk.text);
    let told = voices(&world).await.remove(0);
    actions::reply(&world.platform, &manager, &told, "Nous avons ouvert un guichet.").await.unwrap();
    assert!(!visitor.get("/travail").await.says("attend votre réponse"));
    world.clock.advance_days(365);
    let mut visitor = world.wearing(Role::UnitManager, world.unit).await;
    patient.post("/suivi/message", &[("code", &receipt), ("message", "Alors ? Toujours rien.")]).await;
    assert!(
        visitor.get("/travail").await.says("La plus ancienne depuis aujourd'hui."),
        "written today, owed since today"
    );
    world.clock.advance_days(3);
    let mut visitor = world.wearing(Role::UnitManager, world.unit).await;
    patient.post("/suivi/message", &[("code", &receipt), ("message", "Et maintenant ?")]).await;
    assert!(visitor.get("/travail").await.says("depuis 3 jours"), "a second message does not start the wait anew");
}

#[tokio::test]
async fn the_card_of_those_who_wait_leads_to_them_alone() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story { follow: "reply", ..Story::of("Une longue attente.") }).await;
    tell(&mut world.visitor(), Story::of("Le repas était froid.")).await;
    world.work().await;
    let (mut visitor, manager) = asker(&world, Role::UnitManager, world.unit).await;
    assert!(visitor.get("/travail").await.text.contains("/travail/voix?attend=1"));
    let waits = voices(&world).await.into_iter().find(|voice| voice.wants_reply).unwrap();
    actions::take_up(&world.platform, &manager, &waits).await.unwrap();
    for path in ["/travail/voix?attend=1", "/travail/voix/liste.csv?attend=1"] {
        let page = visitor.get(path).await;
        assert!(page.says("Une longue attente.") && !page.says("Le repas était froid."), "{path}");
    }
    let page = visitor.get("/travail/voix?attend=1").await;
    assert!(page.text.contains("/travail/voix/liste.csv?attend=1"));
}

/// Ten answers come with their comments, which are then read.
async fn comments(world: &World, texts: &[&str]) {
    let (campaign, wave): (Id<kinds::Campaign>, _) = (Id::from_i64(1), "2026-03".parse().unwrap());
    let mut chance = world.platform.chance();
    let mut tx = world.platform.db.begin().await.unwrap();
    for text in texts {
        let comment = NewComment {
            org: world.org,
            campaign,
            place: world.unit,
            wave,
            kind: Kind::CommentNegative,
            lang: Lang::Fr,
            text: Personal::new((*text).to_owned()),
        };
        actions::receive_comment(&mut tx, &world.platform, &mut *chance, comment).await.unwrap();
    }
    store::release_comments(&mut tx, world.org, campaign, world.unit, wave, 10).await.unwrap();
    tx.commit().await.unwrap();
    world.work().await;
}

#[tokio::test]
async fn a_comment_leaves_what_is_to_be_read_once_it_is_coded_or_read() {
    let world = World::new().await;
    comments(&world, &["Le repas était froid.", "Le linge manquait.", "Trop de bruit."]).await;
    tell(&mut world.visitor(), Story::of("Une longue attente.")).await;
    world.work().await;
    let (mut visitor, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let desk = visitor.get("/travail").await;
    assert!(desk.says("3 commentaires de questionnaires à lire") && desk.says("Un récit à lire"));
    assert!(!visitor.get("/travail/voix?genre=commentaires").await.says("Une longue attente."));
    assert!(!visitor.get("/travail/voix?genre=recits").await.says("Le linge manquait."));
    let of = |all: Vec<listening::voices::model::Voice>, text: &str| {
        all.into_iter().find(|voice| voice.readable.as_deref() == Some(text)).unwrap()
    };
    let coded = of(voices(&world).await, "Le repas était froid.");
    let new = NewCode {
        span: Span { start: 0, end: 8 },
        theme: "waiting".to_owned(),
        valence: Valence::Negative,
        moment: None,
    };
    themes::actions::code(&world.platform, &officer, &coded, new).await.unwrap();
    assert_eq!(of(voices(&world).await, "Le repas était froid.").state, State::TakenUp);
    let read = of(voices(&world).await, "Le linge manquait.");
    let page = visitor.get(&format!("/travail/voix/{}?genre=commentaires&rang=0", read.id)).await;
    assert!(page.text.contains("data-key=\"l\""), "by keyboard too");
    let next = visitor.post(&format!("/travail/voix/{}/lu?genre=commentaires&rang=0", read.id), &[]).await;
    assert_eq!(next.status, 303);
    assert!(visitor.follow(next).await.says("Trop de bruit."), "one reads on");
    assert!(visitor.get("/travail").await.says("Un commentaire de questionnaire à lire"));
    // A story is taken up by somebody, never by being read.
    let story = of(voices(&world).await, "Une longue attente.");
    visitor.post(&format!("/travail/voix/{}/lu", story.id), &[]).await;
    assert_eq!(of(voices(&world).await, "Une longue attente.").state, State::Readable);
}
