//! Planned months: the reminder by mail once, the task on the first page, and what was missed; on a clock that is moved.

use kernel::{Clock, Role};
use understanding::cards::{self, actions};

use super::{adopted, of, officer, words};
use crate::{rules::story::count, world::World};

fn mails(world: &World) -> Vec<String> {
    let folder = world.platform.settings.mail_folder.clone().unwrap();
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

async fn a_day(world: &World, days: i64) {
    world.clock.advance_days(days);
    cards::daily(&world.platform).await.unwrap();
    world.work().await;
}

#[tokio::test]
async fn a_planned_month_is_told_once_by_mail_and_stands_on_the_desk_until_it_is_measured() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    let mut manager = world.wearing(Role::UnitManager, world.unit).await;
    let unit = world.unit.to_string();
    let form = [
        ("way", "every"),
        ("every", "3"),
        ("first", "04/2026"),
        ("place", unit.as_str()),
        ("role", "unit-manager"),
        ("days-before", "14"),
    ];
    for (field, value) in
        [("every", "0"), ("every", "61"), ("days-before", "181"), ("role", "administrator"), ("first", "")]
    {
        let mut fields = form.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        assert_eq!(visitor.post(&of(card, "/plan"), &fields).await.status, 422, "{field}={value}");
    }
    assert_eq!(visitor.post(&of(card, "/plan"), &form).await.status, 303);
    let page = words(&visitor.get(&of(card, "")).await);
    assert!(page.contains("Tous les 3 mois, dès avril 2026") && page.contains("Prochain mois : avril 2026"), "{page}");
    // 16 March: sixteen days before April.
    a_day(&world, 0).await;
    assert!(mails(&world).is_empty() && !words(&manager.get("/travail").await).contains("Mesure prévue"));
    // 18 March: fourteen days before. The day comes twice, the letter once.
    a_day(&world, 2).await;
    a_day(&world, 0).await;
    a_day(&world, 1).await;
    let sent = mails(&world);
    assert_eq!(sent.len(), 1, "one manager works there: {sent:?}");
    assert!(
        sent[0].contains("avril") && sent[0].contains("Cardiologie") && sent[0].contains(&of(card, "")),
        "{}",
        sent[0]
    );
    // Sessions end by themselves: everybody signs in again.
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    let mut manager = world.wearing(Role::UnitManager, world.unit).await;
    let mut beside = world.wearing(Role::UnitManager, world.other_unit).await;
    assert!(words(&manager.get("/travail").await).contains("Mesure prévue en avril 2026 : préparez-la."));
    assert!(!words(&beside.get("/travail").await).contains("Mesure prévue"), "another place");
    assert!(!words(&visitor.get("/travail").await).contains("Mesure prévue"), "another role");
    // 5 April: measured, and nothing is asked any more.
    world.clock.advance_days(17);
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    let mut manager = world.wearing(Role::UnitManager, world.unit).await;
    let number = [("place", unit.as_str()), ("month", "04/2026"), ("value", "12"), ("of", "30")];
    assert_eq!(visitor.post(&of(card, "/nombres"), &number).await.status, 303);
    assert!(!words(&manager.get("/travail").await).contains("Mesure prévue"));
    assert!(words(&visitor.get(&of(card, "")).await).contains("avril 2026 mesuré"));
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM indicator_plan_wave").await, 1);
}

#[tokio::test]
async fn a_month_that_passed_without_a_measure_is_said_and_an_ended_plan_is_silent() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    let root = world.root.to_string();
    let form = [
        ("way", "chosen"),
        ("chosen", "05/2026, 04/2026"),
        ("place", root.as_str()),
        ("role", "quality-officer"),
        ("days-before", "0"),
    ];
    assert_eq!(visitor.post(&of(card, "/plan"), &form).await.status, 303);
    assert_eq!(visitor.post(&of(card, "/plan"), &[("way", "chosen"), ("chosen", "bientôt")]).await.status, 422);
    drop(visitor);
    // The 90 days after the end of May are over on 30 August.
    world.clock.advance_days(world.clock.today().days_until("2026-08-29".parse().unwrap()));
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    let page = words(&visitor.get(&of(card, "")).await);
    assert!(page.contains("mai 2026 à faire") && page.contains("avril 2026 passé sans mesure"), "{page}");
    world.clock.advance_days(1);
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    let desk = words(&visitor.get("/travail").await);
    assert!(desk.contains("Mesure prévue en mai 2026 : ce mois est passé"), "{desk}");
    a_day(&world, 0).await;
    assert!(mails(&world).is_empty(), "a month that is over is not reminded of");
    let page = visitor.get(&of(card, "")).await;
    let at = page.text.find("/arreter").expect("a plan to end") + "/arreter".len();
    let end = page.text[page.text[..at].rfind('"').unwrap() + 1..at].to_owned();
    assert_eq!(visitor.post(&end, &[]).await.status, 303);
    assert_eq!(visitor.post(&end, &[]).await.status, 400, "once only");
    assert!(!words(&visitor.get("/travail").await).contains("Mesure prévue"));
}

#[tokio::test]
async fn what_counts_itself_is_not_planned_and_a_job_bears_what_is_gone() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let by_itself = adopted(&world, &officer, "answered", world.root).await;
    let root = world.root.to_string();
    let form = [
        ("way", "every"),
        ("every", "1"),
        ("first", "04/2026"),
        ("place", root.as_str()),
        ("role", "quality-officer"),
        ("days-before", "30"),
    ];
    let page = visitor.post(&of(by_itself, "/plan"), &form).await;
    assert!(page.status == 422 && words(&page).contains("se compte tout seul"), "{}", words(&page));
    let card = adopted(&world, &officer, "complaint-answer", world.root).await;
    assert_eq!(visitor.post(&of(card, "/plan"), &form).await.status, 303);
    // Marked and queued; the card is set aside and the plan ended before the letter leaves.
    cards::daily(&world.platform).await.unwrap();
    let plans =
        cards::store::plans_of(&mut world.platform.db.reader().await.unwrap(), &officer.scope, card).await.unwrap();
    actions::end_plan(&world.platform, &officer, card, plans[0].id).await.unwrap();
    world.work().await;
    assert!(mails(&world).is_empty());
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM job WHERE kind LIKE 'cards.%'").await, 0, "nothing failed");
}
