//! Rule 4: nobody reads before de-identification, nobody reads the original without a role, a reason and a trace.

use kernel::Role;
use listening::voices::{
    State,
    actions::{VoiceProblem, messages_for, open_original},
    store::{self, Filter},
};
use spine::audit;

use super::{
    story::{FLOOR, Story, asker, every_page, known, tell, told, voice},
    traces::Traces,
};
use crate::world::World;

const STORY: &str = "Bonjour, je m'appelle Sidonie Quenouille, née le 3 mars 1961, 06 12 34 56 78. \
                     Le docteur Bertrand Lacanal ne m'a pas écoutée, mais l'accueil était chaleureux. Écrivez à s.quenouille@exemple.fr.";
const CANARIES: [&str; 5] = ["Quenouille", "06 12 34 56 78", "Lacanal", "s.quenouille@exemple.fr", "1961"];
const PLAIN: &str = "accueil était chaleureux";

#[tokio::test]
async fn before_de_identification_nobody_reads() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story::of(STORY)).await;
    let voice = voice(&world).await;
    assert_eq!((voice.state, voice.readable.clone()), (State::Sealed, None));
    let mut conn = world.platform.db.reader().await.unwrap();
    for role in Role::ALL {
        let (_, asker) = asker(&world, role, world.unit).await;
        let (listed, total) = store::list(&mut conn, &asker.scope, &Filter::default(), FLOOR, 50, 0).await.unwrap();
        assert_eq!((listed.len(), total), (0, 0), "{role:?}");
        let found = store::find(&mut conn, &asker.scope, voice.id, FLOOR).await.unwrap();
        assert!(found.is_none_or(|voice| voice.readable.is_none()), "{role:?}");
    }
    drop(conn);
    for (role, page) in every_page(&world, &known(&world, Some(voice.id))).await {
        for text in CANARIES.into_iter().chain([PLAIN]) {
            assert!(!page.says(text), "{} as {role:?} says {text}", page.path);
        }
    }
    let traces = Traces::of(&world).await;
    for text in CANARIES.into_iter().chain([PLAIN]) {
        assert_eq!(traces.holding_text(text), Vec::<&str>::new(), "{text} is sealed");
    }
}

#[tokio::test]
async fn after_it_only_the_de_identified_text_is_anywhere() {
    let world = World::new().await;
    let receipt = told(&mut world.visitor(), Story { publish: "yes", ..Story::of(STORY) }).await;
    world.work().await;
    let voice = voice(&world).await;
    assert_eq!(voice.state, State::Readable);
    assert!(voice.readable.clone().unwrap().contains(PLAIN));
    for (role, page) in every_page(&world, &known(&world, Some(voice.id))).await {
        for text in CANARIES {
            assert!(!page.says(text), "{} as {role:?} says {text}", page.path);
        }
    }
    let traces = Traces::of(&world).await;
    for text in CANARIES {
        assert_eq!(traces.holding_text(text), Vec::<&str>::new(), "{text}");
    }
    assert!(traces.holding_text(PLAIN).contains(&"voice.readable"), "the search does find what is there");
    let own = world.visitor().post("/suivi", &[("code", &receipt)]).await;
    assert!(own.says("Quenouille"), "the author reads their own words");
}

#[tokio::test]
async fn what_the_author_adds_is_read_de_identified_too() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let receipt = told(&mut patient, Story::of("Personne ne répond au téléphone du service.")).await;
    world.work().await;
    patient.post("/suivi/message", &[("code", &receipt), ("message", STORY)]).await;
    let voice = voice(&world).await;
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let mut conn = world.platform.db.reader().await.unwrap();
    let messages = messages_for(&mut conn, &officer, &voice).await.unwrap();
    assert!(messages[0].text.contains(PLAIN));
    for text in CANARIES {
        assert!(!messages[0].text.contains(text), "{text}");
        assert_eq!(Traces::of(&world).await.holding_text(text), Vec::<&str>::new(), "{text}");
    }
}

#[tokio::test]
async fn the_original_opens_for_a_reason_and_leaves_a_trace() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story::of(STORY)).await;
    world.work().await;
    let voice = voice(&world).await;
    let reason = "Vérifier un danger signalé dans le récit";
    for role in Role::ALL {
        let (_, asker) = asker(&world, role, world.unit).await;
        let opened = open_original(&world.platform, &asker, &voice, reason).await;
        match role {
            Role::QualityOfficer => assert_eq!(opened.unwrap().open(), STORY),
            _ => assert!(matches!(opened, Err(VoiceProblem::Forbidden)), "{role:?}"),
        }
    }
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    for poor in ["", "voir", "          "] {
        let opened = open_original(&world.platform, &officer, &voice, poor).await;
        assert!(matches!(opened, Err(VoiceProblem::Reason)), "{poor:?}");
    }
    let mut conn = world.platform.db.reader().await.unwrap();
    let entries = audit::recent(&mut conn, world.org, i64::MAX, 100).await.unwrap();
    let openings: Vec<_> = entries.iter().filter(|e| e.act == "voice.original-opened").collect();
    assert_eq!(openings.len(), 1);
    assert_eq!((openings[0].detail.as_str(), openings[0].hat.as_deref()), (reason, Some("quality-officer")));
    assert_eq!(openings[0].subject, format!("voice:{}", voice.id));
}

#[tokio::test]
async fn a_unit_reads_its_own_places_and_no_others() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story::of("Une attente de six heures aux urgences.")).await;
    world.work().await;
    let voice = voice(&world).await;
    let mut conn = world.platform.db.reader().await.unwrap();
    for (place, reads) in [(world.unit, true), (world.other_unit, false), (world.site, true)] {
        for role in [Role::Caregiver, Role::UnitManager] {
            let (_, asker) = asker(&world, role, place).await;
            let found = store::find(&mut conn, &asker.scope, voice.id, FLOOR).await.unwrap();
            assert_eq!(found.is_some(), reads, "{role:?}");
            let (listed, total) = store::list(&mut conn, &asker.scope, &Filter::default(), FLOOR, 50, 0).await.unwrap();
            assert_eq!((listed.len(), total), (usize::from(reads), i64::from(reads)), "{role:?}");
        }
    }
}

#[tokio::test]
async fn a_patient_partner_reads_what_was_given_to_them_and_nothing_else() {
    let world = World::new().await;
    for text in ["La première histoire.", "La seconde histoire."] {
        tell(&mut world.visitor(), Story::of(text)).await;
    }
    world.work().await;
    let voices = super::story::voices(&world).await;
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let (_, partner) = asker(&world, Role::PatientPartner, world.unit).await;
    let (_, other) = asker(&world, Role::PatientPartner, world.unit).await;
    let refused = listening::voices::actions::give(&world.platform, &partner, &voices[0], partner.account).await;
    assert!(matches!(refused, Err(VoiceProblem::Forbidden)), "nobody gives themselves something to read");
    listening::voices::actions::give(&world.platform, &officer, &voices[0], partner.account).await.unwrap();
    let mut conn = world.platform.db.reader().await.unwrap();
    for (asker, expected) in [(&partner, vec![voices[0].id]), (&other, vec![])] {
        let (listed, _) = store::list(&mut conn, &asker.scope, &Filter::default(), FLOOR, 50, 0).await.unwrap();
        assert_eq!(listed.iter().map(|v| v.id).collect::<Vec<_>>(), expected);
        for voice in &voices {
            let found = store::find(&mut conn, &asker.scope, voice.id, FLOOR).await.unwrap().is_some();
            assert_eq!(found, expected.contains(&voice.id));
        }
    }
}

#[tokio::test]
async fn a_patient_partner_is_shown_no_list_of_what_was_not_given() {
    let world = World::new().await;
    let story = Story { follow: "reply", publish: "yes", ..Story::of("J'aimerais une réponse sur mon attente.") };
    tell(&mut world.visitor(), story).await;
    world.work().await;
    let mut conn = world.platform.db.reader().await.unwrap();
    let since = "2026-01".parse().unwrap();
    for (role, lists) in [(Role::UnitManager, 1), (Role::PatientPartner, 0), (Role::Coordinator, 0)] {
        let (_, asker) = asker(&world, role, world.unit).await;
        let waiting = store::waiting_replies(&mut conn, &asker.scope, 50).await.unwrap().len();
        let publications = store::publications(&mut conn, &asker.scope, None, 50, 0).await.unwrap().len();
        let counted = store::count_by_state(&mut conn, &asker.scope, since).await.unwrap().len();
        assert_eq!((waiting, publications, counted), (lists, lists, lists), "{role:?}");
    }
}
