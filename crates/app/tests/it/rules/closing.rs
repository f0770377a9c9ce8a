//! Rule 9: what asks for a reply never closes without an individual answer, a collective answer and a return.

use kernel::{Id, Role};
use listening::voices::{
    State,
    actions::{self, Closing, VoiceProblem},
    model::Voice,
};
use organisation::access::Asker;

use super::story::{Story, asker, tell, voice};
use crate::world::World;

/// Nothing closes a voice without the action and the return that answer it: the type asks for both.
const PROOF: Closing = Closing { action: Id::from_i64(11), published: Id::from_i64(12) };

async fn close(world: &World, asker: &Asker, voice: &Voice) -> Result<(), VoiceProblem> {
    let mut tx = world.platform.db.begin().await.unwrap();
    actions::close(&mut tx, &world.platform, asker, voice, PROOF).await?;
    tx.commit().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn a_voice_that_asked_for_a_reply_closes_only_once_it_has_one() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story { follow: "reply", ..Story::of("Une longue attente, sans un mot.") }).await;
    let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
    let sealed = voice(&world).await;
    assert!(close(&world, &manager, &sealed).await.is_err(), "nobody has read it");
    world.work().await;
    let readable = voice(&world).await;
    assert!(matches!(close(&world, &manager, &readable).await, Err(VoiceProblem::NotComplete)));
    actions::take_up(&world.platform, &manager, &readable).await.unwrap();
    let taken = voice(&world).await;
    assert!(matches!(close(&world, &manager, &taken).await, Err(VoiceProblem::NotComplete)), "reading is no answer");
    assert_eq!(voice(&world).await.state, State::TakenUp);
    actions::reply(&world.platform, &manager, &taken, "Nous avons ouvert un guichet de plus.").await.unwrap();
    close(&world, &manager, &voice(&world).await).await.unwrap();
    assert_eq!(voice(&world).await.state, State::Closed);
}

#[tokio::test]
async fn what_the_author_writes_is_no_answer_of_the_organisation() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let receipt = super::story::told(&mut patient, Story { follow: "reply", ..Story::of("Une longue attente.") }).await;
    world.work().await;
    patient.post("/suivi/message", &[("code", &receipt), ("message", "Alors ? Toujours rien.")]).await;
    let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
    let closed = close(&world, &manager, &voice(&world).await).await;
    assert!(matches!(closed, Err(VoiceProblem::NotComplete)));
}

#[tokio::test]
async fn a_voice_that_asked_for_nothing_closes_with_the_collective_answer_and_the_return() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story { follow: "no", ..Story::of("Le repas était froid.") }).await;
    let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
    assert!(matches!(close(&world, &manager, &voice(&world).await).await, Err(VoiceProblem::State)), "still sealed");
    world.work().await;
    close(&world, &manager, &voice(&world).await).await.unwrap();
}

#[tokio::test]
async fn only_those_in_charge_of_the_place_close() {
    let world = World::new().await;
    tell(&mut world.visitor(), Story { follow: "no", ..Story::of("Le repas était froid.") }).await;
    world.work().await;
    let voice = voice(&world).await;
    let elsewhere = asker(&world, Role::UnitManager, world.other_unit).await.1;
    assert!(matches!(close(&world, &elsewhere, &voice).await, Err(VoiceProblem::Forbidden)));
    for role in Role::ALL {
        let in_charge = matches!(role, Role::QualityOfficer | Role::UnitManager | Role::ComplaintsOfficer);
        let (_, asker) = asker(&world, role, world.unit).await;
        assert_eq!(close(&world, &asker, &voice).await.is_ok(), in_charge, "{role:?}");
    }
}

#[tokio::test]
async fn an_author_who_writes_again_is_heard_again() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let receipt = super::story::told(&mut patient, Story::of("Le repas était froid.")).await;
    world.work().await;
    let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
    close(&world, &manager, &voice(&world).await).await.unwrap();
    patient.post("/suivi/message", &[("code", &receipt), ("message", "Il l'est encore.")]).await;
    assert_eq!(voice(&world).await.state, State::Readable, "nobody read the new message yet");
}
