//! Rule 8: no member of staff is named in any output; the role shows.

use kernel::Role;
use listening::voices::{
    PublicationState,
    actions::{self, Decision, VoiceProblem},
    store,
};
use organisation::access::public_scope;

use super::story::{Story, asker, count, told, voice};
use crate::world::World;

const NAMED: [&str; 3] = [
    "Le docteur Bertrand Lacanal vous présente ses excuses.",
    "Mme Durand, cadre du service, va vous rappeler.",
    "L'infirmière Nathalie Perrin a été reçue.",
];

#[tokio::test]
async fn a_reply_that_names_somebody_of_the_staff_is_refused() {
    let world = World::new().await;
    let receipt = told(&mut world.visitor(), Story { follow: "reply", ..Story::of("Une longue attente.") }).await;
    world.work().await;
    let path = format!("/travail/voix/{}/reponse", voice(&world).await.id);
    let mut manager = world.wearing(Role::UnitManager, world.unit).await;
    for text in NAMED {
        let page = manager.post(&path, &[("reply", text)]).await;
        assert_eq!(page.status, 422, "{text}");
        assert!(page.says(text), "what was typed is kept");
        // Whoever calls the use case, with whatever page in front of it.
        let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
        let named = actions::reply(&world.platform, &manager, &voice(&world).await, text).await;
        assert!(matches!(named, Err(VoiceProblem::Names)), "{text}: {named:?}");
    }
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM message").await, 0);
    let page = manager.post(&path, &[("reply", "La cadre du service va vous rappeler.")]).await;
    assert_eq!(page.status, 303, "the role can be written");
    let page = world.visitor().post("/suivi", &[("code", &receipt)]).await;
    assert!(page.says("La cadre du service va vous rappeler."));
}

#[tokio::test]
async fn the_author_sees_the_role_that_answers_and_never_a_name() {
    let world = World::new().await;
    let receipt = told(&mut world.visitor(), Story { follow: "reply", ..Story::of("Une longue attente.") }).await;
    world.work().await;
    let voice = voice(&world).await;
    let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
    actions::reply(&world.platform, &manager, &voice, "Nous avons ouvert un guichet de plus.").await.unwrap();
    let page = world.visitor().post("/suivi", &[("code", &receipt)]).await;
    assert!(page.says("Nous avons ouvert un guichet de plus."));
    assert!(page.says(&pages::words::say(kernel::Lang::Fr, "role-unit-manager")));
    assert!(!page.says(manager.name.open()), "the name of the account stays inside");
}

#[tokio::test]
async fn a_public_text_that_names_somebody_is_refused() {
    let world = World::new().await;
    let text = "L'infirmière Nathalie Perrin a été formidable avec ma mère, merci à toute l'équipe.";
    told(&mut world.visitor(), Story { publish: "yes", kind: "thanks", ..Story::of(text) }).await;
    world.work().await;
    let voice = voice(&world).await;
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    for named in NAMED.into_iter().chain([text]) {
        let decision = Decision::Publish { text: named.to_owned() };
        let decided = actions::decide(&world.platform, &officer, &voice, decision).await;
        assert!(matches!(decided, Err(VoiceProblem::Names)), "{named}");
    }
    let readable = voice.readable.clone().unwrap();
    assert!(!readable.contains("Perrin"), "{readable}");
    let plain = "Une infirmière a été formidable avec ma mère, merci à toute l'équipe.";
    let decision = Decision::Publish { text: plain.to_owned() };
    actions::decide(&world.platform, &officer, &voice, decision).await.unwrap();
    let mut conn = world.platform.db.reader().await.unwrap();
    let published = store::published(&mut conn, &public_scope(world.org), None, 10, 0).await.unwrap();
    assert_eq!(published.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), [plain]);
    drop(conn);
    for path in ["/", "/retours", "/d/cardiologie"] {
        for lang in ["", "?lang=en"] {
            let page = world.visitor().get(&format!("{path}{lang}")).await;
            assert!(!page.says("Perrin"), "{path}");
        }
    }
}

#[tokio::test]
async fn nothing_is_published_that_its_author_did_not_allow() {
    let world = World::new().await;
    let receipt = told(&mut world.visitor(), Story { publish: "no", ..Story::of("Une attente trop longue.") }).await;
    world.work().await;
    let kept = voice(&world).await;
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let publish = || Decision::Publish { text: "Une attente trop longue.".to_owned() };
    let decided = actions::decide(&world.platform, &officer, &kept, publish()).await;
    assert!(matches!(decided, Err(VoiceProblem::State)));
    assert_eq!(world.visitor().post("/suivi/retirer", &[("code", &receipt)]).await.status, 422, "nothing to take back");
}

#[tokio::test]
async fn what_its_author_takes_back_is_public_no_more() {
    let world = World::new().await;
    let text = "Une attente trop longue.";
    let receipt = told(&mut world.visitor(), Story { publish: "yes", ..Story::of(text) }).await;
    world.work().await;
    let kept = voice(&world).await;
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let publish = || Decision::Publish { text: text.to_owned() };
    actions::decide(&world.platform, &officer, &kept, publish()).await.unwrap();
    assert_eq!(world.visitor().post("/suivi/retirer", &[("code", &receipt)]).await.status, 200);
    let mut conn = world.platform.db.reader().await.unwrap();
    assert!(store::published(&mut conn, &public_scope(world.org), None, 10, 0).await.unwrap().is_empty());
    let after = store::publication(&mut conn, world.org, kept.id).await.unwrap().unwrap();
    assert_eq!((after.state, after.public_text), (PublicationState::Withdrawn, None));
    drop(conn);
    let again = actions::decide(&world.platform, &officer, &kept, publish()).await;
    assert!(matches!(again, Err(VoiceProblem::State)), "a permission taken back is not used again");
}
