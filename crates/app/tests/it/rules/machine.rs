//! Rule 14: the machine suggests, a person decides.

use listening::voices::{PublicationState, State, store};

use super::story::{Story, count, tell, voices};
use crate::world::World;

/// Texts in which the machine finds something to say: danger, insults, names, thanks, capitals.
const TEXTS: [&str; 6] = [
    "J'ai envie de mourir, personne ne m'écoute.",
    "On m'a frappée dans le couloir.",
    "Le docteur Lacanal est un incapable et un salaud.",
    "Merci mille fois à Nathalie Perrin, l'infirmière de nuit.",
    "C'EST UNE HONTE, SIX HEURES D'ATTENTE !",
    "Voir http://exemple.fr et appeler le 06 12 34 56 78.",
];

#[tokio::test]
async fn no_suggestion_changes_a_state_or_decides_about_publication() {
    let world = World::new().await;
    for text in TEXTS {
        tell(&mut world.visitor(), Story { publish: "yes", ..Story::of(text) }).await;
    }
    world.work().await;
    let all = voices(&world).await;
    assert_eq!(all.len(), TEXTS.len());
    assert!(all.iter().any(|voice| voice.danger.is_some()), "something was suggested");
    let mut conn = world.platform.db.reader().await.unwrap();
    for voice in all {
        assert_eq!(voice.state, State::Readable, "{:?}", voice.readable);
        let publication = store::publication(&mut conn, world.org, voice.id).await.unwrap().unwrap();
        assert_eq!((publication.state, publication.ground), (PublicationState::Asked, None));
    }
    drop(conn);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM message").await, 0, "nobody is answered by a machine");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM audit_entry WHERE act LIKE 'voice.%'").await, 0);
    // Time alone decides nothing either.
    world.clock.advance_days(400);
    app::days::begin(&world.platform, world.platform.clock.today()).await.unwrap();
    world.work().await;
    for voice in voices(&world).await {
        assert_eq!(voice.state, State::Readable);
    }
}
