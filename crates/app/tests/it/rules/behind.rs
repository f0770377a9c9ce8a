//! From a number to what people wrote about the same thing: by place, month and theme, never by answer (hard rule 5).

use kernel::Role;
use listening::surveys::actions;

use super::surveys::{answered, filled, opened};
use crate::world::World;

#[tokio::test]
async fn a_question_leads_to_what_is_said_of_its_theme_and_to_nothing_narrower() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    answered(&world, campaign, world.unit, "2026-01", (0..40).map(|_| filled(&|_| false, &|_| false)).collect()).await;
    world.clock.advance_days(200);
    actions::close_waves(&world.platform).await.unwrap();
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let page = officer.get(&format!("/travail/lieux/{}?periode=2026-01", world.unit)).await;
    let pain = format!("/travail/voix?etat=tout&lieu={}&de=2026-01&a=2026-01&theme=pain", world.unit);
    assert!(page.says("Lire ce qui est dit sur « Douleur et inconfort »"), "{}", page.text);
    assert!(page.text.contains(&pain.replace('&', "&amp;")), "the eighth question is about pain: {}", page.text);
    let room = officer.get(&pain).await;
    assert!(room.status == 200 && room.says("Douleur et inconfort"), "{}", room.text);
    let charts = officer.get(&format!("/travail/lieux/{}/indicateurs?lang=en", world.unit)).await;
    assert!(charts.says("Read what is said about “Pain and discomfort”"), "{}", charts.text);
    // Whoever reads numbers without texts is shown no way to them.
    let mut analyst = world.wearing(Role::Analyst, world.root).await;
    let page = analyst.get(&format!("/travail/lieux/{}?periode=2026-01", world.unit)).await;
    assert!(page.status == 200 && !page.text.contains("/travail/voix?"), "{}", page.text);
}
