//! What became of voices, period by period: replies and changes, behind the floors, told once no day can count any more.

use improving::actions::{
    NewAction,
    actions::{self as deeds, Change},
};
use kernel::{Clock, Role};
use listening::voices;
use organisation::access::Asker;
use text::Span;
use understanding::themes::{
    self, Valence,
    model::{NewCode, NewFinding},
};

use super::{LIST, adopted, forms::face, of, officer, words};
use crate::{
    rules::story::{FLOOR, Story, told, voices as all_voices},
    world::World,
};

/// So many people tell of cardiology and want a reply.
async fn told_of(world: &World, n: usize) {
    for _ in 0..n {
        told(&mut world.visitor(), Story { follow: "reply", ..Story::of("Le repas était froid, chaque soir.") }).await;
    }
    world.work().await;
}

async fn answered(world: &World, officer: &Asker, n: usize) {
    for voice in all_voices(world).await.into_iter().take(n) {
        let mut conn = world.platform.db.reader().await.unwrap();
        let voice = voices::find(&mut conn, &officer.scope, voice.id, FLOOR).await.unwrap().expect("a voice");
        drop(conn);
        voices::actions::reply(&world.platform, officer, &voice, "Merci, nous chauffons les plateaux.").await.unwrap();
    }
}

/// So many are read as a concern, and the first so many gather into a finding whose action is done.
async fn changed(world: &World, officer: &Asker, concerns: usize, done: usize) {
    let p = &world.platform;
    let mut passages = Vec::new();
    for voice in all_voices(world).await.into_iter().take(concerns) {
        let span = Span { start: 0, end: 20 };
        let new = NewCode { span, theme: "food".to_owned(), valence: Valence::Negative, moment: None };
        passages.push(themes::actions::code(p, officer, &voice, new).await.unwrap());
    }
    passages.truncate(done);
    let new = NewFinding {
        title: "Les repas arrivent froids".to_owned(),
        said: "On mange froid.".to_owned(),
        place: world.unit,
        passages,
    };
    let finding = themes::actions::gather(p, officer, new).await.unwrap();
    let new = NewAction {
        title: "Réchauffer les plateaux".to_owned(),
        plan: "Un chariot chauffant.".to_owned(),
        finding: Some(finding),
        place: world.unit,
        owner: officer.account,
        due: world.clock.today(),
    };
    let action = deeds::open(p, officer, new).await.unwrap();
    let chosen = Change::Indicator { indicator: "Repas chauds".to_owned(), target: "Tous".to_owned() };
    for change in [chosen, Change::Start { note: String::new() }, Change::Finish { note: String::new() }] {
        let mut conn = p.db.reader().await.unwrap();
        let found = improving::actions::action(&mut conn, &officer.scope, action).await.unwrap().unwrap();
        drop(conn);
        deeds::change(p, officer, &found, change).await.unwrap();
    }
}

#[tokio::test]
async fn the_share_answered_and_the_share_changed_are_told_for_whole_months_only() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let again = || world.wearing(Role::QualityOfficer, world.root);
    let replies = adopted(&world, &officer, "answered", world.root).await;
    let changes = adopted(&world, &officer, "changed", world.root).await;
    told_of(&world, 20).await;
    answered(&world, &officer, 12).await;
    changed(&world, &officer, 16, 8).await;
    let now = words(&visitor.get(&of(replies, "")).await);
    assert!(now.contains("Mois par mois") && !now.contains("voix sur"), "March goes on: {now}");
    // A reply counts for 30 days after the month, then the number stands still.
    world.clock.advance_days(world.clock.today().days_until("2026-04-30".parse().unwrap()));
    let mut visitor = again().await;
    let page = words(&visitor.get(&of(replies, "")).await);
    assert!(page.contains("mars 2026 Pas encore compté : à partir du 1er mai 2026"), "{page}");
    world.clock.advance_days(1);
    let mut visitor = again().await;
    let page = words(&visitor.get(&of(replies, "")).await);
    assert!(page.contains("mars 2026 60 % (12 voix sur 20)"), "{page}");
    assert!(page.contains("il n'existe pas de taux de réponse"), "{page}");
    let page = words(&visitor.get(&of(changes, "")).await);
    assert!(page.contains("mars 2026 Pas encore compté : à partir du 30 juin 2026"), "{page}");
    // 90 days after the end of March.
    world.clock.advance_days(world.clock.today().days_until("2026-06-30".parse().unwrap()));
    let mut visitor = again().await;
    let page = words(&visitor.get(&of(changes, "")).await);
    assert!(page.contains("mars 2026 50 % (8 voix sur 16)"), "{page}");
    // A ward whose only voices these are would be told; somebody of another place reads the definition alone.
    let mut carer = world.wearing(Role::Caregiver, world.other_unit).await;
    let page = words(&carer.get(&of(changes, "")).await);
    assert!(page.contains("qui n'est pas le vôtre") && !page.contains("voix sur"), "{page}");
}

#[tokio::test]
async fn few_voices_and_small_sides_are_not_told() {
    let world = World::new().await;
    let (_, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "answered", world.root).await;
    told_of(&world, 9).await;
    answered(&world, &officer, 5).await;
    world.clock.advance_days(20);
    told_of(&world, 12).await;
    let latest: Vec<_> = all_voices(&world).await.into_iter().filter(|voice| voice.wave.month() == 4).collect();
    for voice in latest.iter().take(9) {
        voices::actions::reply(&world.platform, &officer, voice, "Merci.").await.unwrap();
    }
    world.clock.advance_days(57);
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    let page = words(&visitor.get(&of(card, "")).await);
    assert!(page.contains("mars 2026 Montré à partir de 10 voix : il en manque 1"), "{page}");
    assert!(page.contains("avril 2026 Caché"), "three wait: {page}");
    assert!(!page.contains("9 voix sur") && !page.contains("5 voix sur"), "{page}");
}

/// A card from scratch that counts replies, of a rhythm, within so many days (none: without a delay).
async fn counting(world: &World, rhythm: &str, days: &str) -> String {
    let (mut visitor, _) = officer(world).await;
    let place = world.root.to_string();
    let written = visitor.post(&format!("{LIST}/nouveau"), &face(&place, &[("rhythm", rhythm)])).await;
    let card = written.location().unwrap().to_owned();
    let made = [("genre", "answered"), ("days", days)];
    assert_eq!(visitor.post(&format!("{card}/mesure"), &made).await.status, 303);
    card
}

#[tokio::test]
async fn a_card_of_quarters_counts_the_voices_of_the_quarter_once_it_is_over() {
    let world = World::new().await;
    let card = counting(&world, "quarter", "").await;
    let (_, officer) = officer(&world).await;
    told_of(&world, 20).await;
    answered(&world, &officer, 12).await;
    world.clock.advance_days(world.clock.today().days_until("2026-05-01".parse().unwrap()));
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    let page = words(&visitor.get(&card).await);
    assert!(
        page.contains("Trimestre par trimestre") && page.contains("1er trimestre 2026 60 % (12 voix sur 20)"),
        "{page}"
    );
    // The day after it was written, it is counted in no other way.
    let place = world.root.to_string();
    let year = visitor.post(&format!("{card}/modifier"), &face(&place, &[("rhythm", "year")])).await;
    assert!(year.status == 422 && words(&year).contains("Rien n'est jeté"), "{}", words(&year));
    let soon = visitor.post(&format!("{card}/mesure"), &[("genre", "answered"), ("days", "29")]).await;
    assert!(soon.status == 422 && words(&soon).contains("ont pu être lus"), "{}", words(&soon));
}

#[tokio::test]
async fn a_second_card_whose_count_is_close_is_withheld_with_its_reason() {
    let world = World::new().await;
    let soon = counting(&world, "month", "5").await;
    let later = counting(&world, "month", "45").await;
    let (_, officer) = officer(&world).await;
    told_of(&world, 20).await;
    answered(&world, &officer, 10).await;
    world.clock.advance_days(20);
    // Two more, too late for the first card.
    let waiting: Vec<_> = all_voices(&world).await.into_iter().skip(10).take(2).collect();
    for voice in &waiting {
        voices::actions::reply(&world.platform, &officer, voice, "Merci.").await.unwrap();
    }
    world.clock.advance_days(world.clock.today().days_until("2026-06-01".parse().unwrap()));
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    let page = words(&visitor.get(&soon).await);
    assert!(page.contains("mars 2026 50 % (10 voix sur 20)"), "{page}");
    let page = words(&visitor.get(&later).await);
    assert!(page.contains("mars 2026 Retenu : la différence avec un nombre déjà montré"), "{page}");
    assert!(!page.contains("12 voix sur"), "{page}");
    // Set aside, a card is still read: the other one stays withheld.
    assert_eq!(visitor.post(&format!("{soon}/ecarter"), &[("reason", "Trop court.")]).await.status, 303);
    assert!(words(&visitor.get(&later).await).contains("mars 2026 Retenu"));
}

#[tokio::test]
async fn a_card_that_is_given_its_measure_late_takes_back_nothing_that_was_read() {
    let world = World::new().await;
    let read = counting(&world, "month", "45").await;
    let (mut visitor, officer) = officer(&world).await;
    let written = visitor.post(&format!("{LIST}/nouveau"), &face(&world.root.to_string(), &[])).await;
    let late = written.location().unwrap().to_owned();
    told_of(&world, 20).await;
    answered(&world, &officer, 10).await;
    world.clock.advance_days(20);
    let waiting: Vec<_> = all_voices(&world).await.into_iter().skip(10).take(2).collect();
    for voice in &waiting {
        voices::actions::reply(&world.platform, &officer, voice, "Merci.").await.unwrap();
    }
    world.clock.advance_days(world.clock.today().days_until("2026-06-01".parse().unwrap()));
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    assert!(words(&visitor.get(&read).await).contains("mars 2026 60 % (12 voix sur 20)"));
    // Only now it is said what the other card counts: of the same voices, ten.
    assert_eq!(visitor.post(&format!("{late}/mesure"), &[("genre", "answered"), ("days", "5")]).await.status, 303);
    let page = words(&visitor.get(&late).await);
    assert!(page.contains("mars 2026 Pas encore compté : à partir du 2 juin 2026"), "{page}");
    world.clock.advance_days(1);
    let mut visitor = world.wearing(Role::QualityOfficer, world.root).await;
    assert!(words(&visitor.get(&late).await).contains("mars 2026 Retenu"));
    assert!(words(&visitor.get(&read).await).contains("mars 2026 60 % (12 voix sur 20)"), "what was read stays");
}
