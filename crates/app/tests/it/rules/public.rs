//! What goes public can be read on, names nobody, and can be taken back when a name is found later (rules 8 and 9).

use kernel::Role;
use listening::voices::{
    PublicationState, State,
    actions::{self, Decision, VoiceProblem},
    store,
};
use organisation::access::public_scope;

use super::story::{Story, asker, count, tell, told, voice};
use crate::world::World;

const MASKED: &str = "Merci à Mme Garrigou, chambre 219, qui m'a tenu la main toute la nuit. Corinne Thévenard-Pic.";

#[tokio::test]
async fn no_mask_goes_public_and_the_form_is_filled_without_them() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story { publish: "yes", kind: "thanks", ..Story::of(MASKED) }).await;
    world.work().await;
    let kept = voice(&world).await;
    let readable = kept.readable.clone().unwrap();
    assert!(readable.contains("[PERSONNE 1]"), "{readable}");
    let (mut visitor, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let path = format!("/travail/moderation/{}", kept.id);
    let page = visitor.get(&path).await;
    let form = page.text.split_once("name=\"public\"").unwrap().1.split_once("</textarea>").unwrap().0.to_owned();
    assert!(form.contains("Merci à Mme …, …, qui m") && !form.contains('['), "{form}");
    let refused = visitor.post(&format!("{path}/publier"), &[("public", readable.as_str())]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("entre crochets"));
    let decided = actions::decide(&world.platform, &officer, &kept, Decision::Publish { text: readable }).await;
    assert!(matches!(decided, Err(VoiceProblem::Tokens)));
    let public = text::without_tokens(kept.readable.as_deref().unwrap());
    assert_eq!(visitor.post(&format!("{path}/publier"), &[("public", public.as_str())]).await.status, 303);
    let door = world.visitor().get("/d/cardiologie").await;
    assert!(door.says("qui m'a tenu la main") && !door.says("PERSONNE") && !door.says("Garrigou"));
}

#[tokio::test]
async fn a_published_story_is_taken_back_with_a_rule_and_its_author_can_contest() {
    let world = World::new().await;
    let text = "Une attente trop longue, puis une équipe attentive.";
    let receipt = told(&mut world.visitor(), Story { publish: "yes", ..Story::of(text) }).await;
    world.work().await;
    let kept = voice(&world).await;
    let (mut visitor, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let take_down =
        || Decision::TakeDown { ground: "M03".to_owned(), reason: "Une proche est reconnaissable.".to_owned() };
    let early = actions::decide(&world.platform, &officer, &kept, take_down()).await;
    assert!(matches!(early, Err(VoiceProblem::State)), "nothing is out yet");
    actions::decide(&world.platform, &officer, &kept, Decision::Publish { text: text.to_owned() }).await.unwrap();
    let path = format!("/travail/moderation/{}", kept.id);
    assert!(visitor.get(&path).await.says("Retirer de la publication"));
    let post = format!("{path}/depublier");
    for wrong in [("", "Une proche est reconnaissable."), ("M03", "court"), ("M03", "Mme Garrigou est nommée ici.")] {
        assert_eq!(visitor.post(&post, &[("ground", wrong.0), ("reason", wrong.1)]).await.status, 422, "{wrong:?}");
    }
    let mut other = world.wearing(Role::UserRepresentative, world.root).await;
    let form = [("ground", "M03"), ("reason", "Une proche est reconnaissable.")];
    assert_eq!(other.post(&post, &form).await.status, 403);
    assert!(world.visitor().get("/d/cardiologie").await.says("une équipe attentive"));
    assert_eq!(visitor.post(&post, &form).await.status, 303);
    assert!(!world.visitor().get("/d/cardiologie").await.says("une équipe attentive"));
    let mut conn = world.platform.db.reader().await.unwrap();
    let after = store::publication(&mut conn, world.org, kept.id).await.unwrap().unwrap();
    assert_eq!((after.state, after.public_text), (PublicationState::TakenDown, None));
    assert!(store::published(&mut conn, &public_scope(world.org), None, 10, 0).await.unwrap().is_empty());
    drop(conn);
    let audited = "SELECT COUNT(*) AS n FROM audit_entry WHERE detail = 'taken-down:M03'";
    assert_eq!(count(&world, audited).await, 1);
    let page = world.visitor().post("/suivi", &[("code", &receipt)]).await;
    assert!(page.says("Votre texte était publié. Nous l'avons retiré") && page.says("Une proche est reconnaissable."));
    let contest = [("code", receipt.as_str()), ("contest", "C'est de moi que je parle.")];
    assert_eq!(world.visitor().post("/suivi/contester", &contest).await.status, 200);
    assert!(visitor.get("/travail/moderation?etat=contested").await.says("C'est de moi que je parle."));
    // It can go out again, cut.
    let again = Decision::Publish { text: "Une attente trop longue.".to_owned() };
    actions::decide(&world.platform, &officer, &voice(&world).await, again).await.unwrap();
    assert!(world.visitor().get("/d/cardiologie").await.says("Une attente trop longue."));
}

#[tokio::test]
async fn the_queues_of_moderation_leave_as_a_sheet_of_the_same_state() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story { publish: "yes", ..Story::of("Une attente trop longue.") }).await;
    world.work().await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let page = officer.get("/travail/moderation").await;
    assert!(page.text.contains("/travail/moderation/liste.csv?etat=asked"));
    let sheet = officer.get("/travail/moderation/liste.csv?etat=asked").await;
    assert!(sheet.header("content-type").unwrap().starts_with("text/csv"));
    assert!(sheet.says("Une attente trop longue."));
    assert!(!officer.get("/travail/moderation/liste.csv?etat=published").await.says("Une attente trop longue."));
    assert_eq!(voice(&world).await.state, State::Readable);
}
