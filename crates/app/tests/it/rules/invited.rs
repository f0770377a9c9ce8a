//! Rules 1 and 5 where people are invited: a list of few is warned of, and each list leaves a trace without an address.

use kernel::{Clock, Id, Role, kinds};
use spine::audit;

use super::surveys::opened;
use crate::world::{Page, Visitor, World};

/// Sends a list of people who left today, as the page does.
async fn send_list(
    world: &World,
    officer: &mut Visitor,
    campaign: Id<kinds::Campaign>,
    people: &[(&str, &str)],
) -> Page {
    let today = world.clock.today();
    let lines: Vec<String> = people.iter().map(|(address, place)| format!("{address},{place},{today},")).collect();
    let body = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"sorties.csv\"\r\ncontent-type: text/csv\r\n\r\n\
         address,place,discharge_date,survey\n{}\n\r\n--cut--\r\n",
        lines.join("\n")
    );
    let path = format!("/travail/campagnes/{campaign}/sorties");
    let page = officer.post_bytes(&path, "multipart/form-data; boundary=cut", body.into_bytes()).await;
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

#[tokio::test]
async fn fewer_than_ten_invited_for_a_place_and_month_are_warned_of_and_every_list_is_in_the_log() {
    let world = World::new().await;
    let campaign = opened(&world, false).await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let nine: Vec<String> = (0..9).map(|at| format!("personne{at}@exemple.fr")).collect();
    let mut first: Vec<(&str, &str)> = nine.iter().map(|address| (address.as_str(), "cardiologie")).collect();
    first.push(("seule@exemple.fr", "maternite"));
    let page = send_list(&world, &mut officer, campaign, &first).await;
    assert!(page.says("Moins de 10 personnes sont invitées ici"), "{}", page.text);
    assert!(page.says("Cardiologie, mars 2026 : 9 personnes invitées en tout"), "{}", page.text);
    assert!(page.says("Maternité, mars 2026 : 1 personne invitée en tout"));
    let page = send_list(&world, &mut officer, campaign, &[("dixieme@exemple.fr", "cardiologie")]).await;
    assert!(page.says("1 invitation est prête"));
    assert!(!page.says("sont invitées ici"), "ten in all, counting those whose letter waits: {}", page.text);
    world.clock.advance_days(14);
    assert_eq!(listening::surveys::actions::send_letters(&world.platform).await.unwrap(), 11);
    world.clock.advance_days(-14);
    let page = send_list(&world, &mut officer, campaign, &[("onzieme@exemple.fr", "cardiologie")]).await;
    assert!(!page.says("sont invitées ici"), "nor once the letters have left");

    let mut conn = world.platform.db.reader().await.unwrap();
    let entries = audit::recent(&mut conn, world.org, i64::MAX, 100).await.unwrap();
    assert!(entries.iter().all(|entry| !format!("{entry:?}").contains('@')), "no address");
    let mut written: Vec<String> = entries
        .into_iter()
        .filter(|entry| entry.act == "survey.invited")
        .map(|entry| {
            assert_eq!(entry.subject, format!("campaign:{campaign}"));
            assert_eq!(entry.hat.as_deref(), Some(Role::QualityOfficer.code()));
            assert!(entry.account.is_some(), "by whom");
            entry.detail
        })
        .collect();
    written.sort();
    let line = |place: Id<kinds::Place>, n: usize| format!("place:{place} wave:2026-03 n={n}");
    let mut expected = vec![line(world.unit, 9), line(world.other_unit, 1), line(world.unit, 1), line(world.unit, 1)];
    expected.sort();
    assert_eq!(written, expected);
}
