//! Rule 7 on limits that are computed anew: with a typed reason only, which stands on the chart for whoever reads it.

use kernel::Role;

use super::wall::worse_since_august;
use crate::world::World;

/// The fields of the form.
fn new<'f>(indicator: &'f str, wave: &'f str, reason: &'f str) -> [(&'static str, &'f str); 3] {
    [("indicator", indicator), ("wave", wave), ("reason", reason)]
}

const REASON: &str = "Une deuxième infirmière d'accueil depuis août";

#[tokio::test]
async fn limits_are_computed_anew_with_a_reason_that_stands_on_the_chart_and_taken_back_without_a_trace_on_it() {
    let world = World::new().await;
    worse_since_august(&world, world.unit).await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let (page, charts) =
        (format!("/travail/lieux/{}/limites", world.unit), format!("/travail/lieux/{}/indicateurs", world.unit));
    assert!(officer.get(&page).await.says("Aucune limite n'est recalculée ici"));
    assert!(officer.get(&charts).await.says("C'est un vrai changement, en moins bien."));
    for (indicator, wave, reason, why) in [
        ("v5", "2025-08", "travaux", "Écrivez la raison en 15 à 200 lettres"),
        ("v5", "2025-08", "", "Écrivez la raison en 15 à 200 lettres"),
        ("v5", "2025-08", "Le docteur Jean Dupont est parti", "semble nommer une personne"),
        ("v5", "2025-01", "Une salle d'attente de plus", "après le premier"),
        ("v5", "2031-01", "Une salle d'attente de plus", "après le premier"),
    ] {
        let refused = officer.post(&page, &new(indicator, wave, reason)).await;
        assert_eq!(refused.status, 422, "{wave} {reason}");
        assert!(refused.says(why) && refused.says(reason), "{why}, and what was typed is kept: {}", refused.text);
    }
    assert_eq!(officer.post(&page, &new("none", "2025-08", REASON)).await.status, 404);
    let sent = officer.post(&page, &new("v5", "2025-08", REASON)).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let list = officer.get(&page).await;
    assert!(list.says(REASON) && list.says("août 2025") && list.says("Responsable qualité"));
    let drawn = officer.get(&charts).await;
    assert!(drawn.says(&format!("Limites recalculées – {REASON}")), "{}", drawn.text);
    assert!(!drawn.says("C'est un vrai changement, en moins bien."), "the new level is what is usual");
    assert!(officer.get(&format!("{charts}?lang=en")).await.says(&format!("Limits computed anew – {REASON}")));
    let sent = officer.post(&page, &[("remove", "v5 2025-08")]).await;
    assert_eq!(sent.status, 303);
    assert!(officer.get(&charts).await.says("C'est un vrai changement, en moins bien."));
    assert_eq!(officer.post(&page, &[("remove", "v5 2025-08")]).await.status, 404, "it is gone");
}

#[tokio::test]
async fn who_reads_numbers_reads_the_reasons_and_only_the_quality_officer_writes_them() {
    let world = World::new().await;
    worse_since_august(&world, world.unit).await;
    let page = format!("/travail/lieux/{}/limites", world.unit);
    let form = new("v5", "2025-08", "<script>alert(1)</script> une salle");
    assert_eq!(world.wearing(Role::QualityOfficer, world.root).await.post(&page, &form).await.status, 303);
    let mut manager = world.wearing(Role::UnitManager, world.unit).await;
    let read = manager.get(&page).await;
    assert!(read.says("<script>alert(1)</script> une salle") || read.text.contains("&lt;script&gt;alert(1)"));
    assert!(!read.text.contains("<script>alert") && !read.says("Revenir à une seule série"));
    assert_eq!(manager.post(&page, &form).await.status, 403);
    let mut elsewhere = world.wearing(Role::UnitManager, world.other_unit).await;
    assert_eq!(elsewhere.get(&page).await.status, 404);
    let chart = manager.get(&format!("/travail/lieux/{}/indicateurs", world.unit)).await;
    assert!(chart.text.contains("&lt;script&gt;alert(1)") && !chart.text.contains("<script>alert"));
}
