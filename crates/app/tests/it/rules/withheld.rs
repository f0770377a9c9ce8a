//! Rule 5 where one question follows another, and where numbers become final without moving.

use instruments::{Answers, Speaker};
use kernel::{Id, Lang, Role, kinds};
use listening::{
    surveys::{
        Filled,
        actions::{self, By},
    },
    voices::Channel,
};

use super::surveys::{answered, draft, filled, opened};
use crate::world::World;

/// People who had pain or had none (Q12), the first of whom say how it was dealt with (Q13, asked of those who had).
fn people(pain: usize, none: usize) -> Vec<Filled> {
    let one = |at: usize| {
        let answers = if at < pain {
            Answers::new().choose("Q12", "1").choose("Q13", if at.is_multiple_of(2) { "5" } else { "4" })
        } else {
            Answers::new().choose("Q12", "0")
        };
        Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, answers)
    };
    (0..pain + none).map(one).collect()
}

#[tokio::test]
async fn how_many_were_asked_a_question_never_tells_how_few_answered_the_one_before() {
    let world = World::new().await;
    let isatis = actions::shipped(&world.platform, "isatis-2014").await.unwrap();
    let campaign = draft(&world, |new| new.instrument = isatis).await;
    actions::open_campaign(&world.platform, By::default(), world.org, campaign).await.unwrap();
    answered(&world, campaign, world.unit, "2026-01", people(37, 3)).await;
    answered(&world, campaign, world.other_unit, "2026-01", people(25, 15)).await;
    // Once the month is over everybody is counted, those too who waited for company.
    world.clock.advance_days(200);
    actions::close_waves(&world.platform).await.unwrap();
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let at = |place: Id<kinds::Place>| format!("/travail/lieux/{place}?periode=2026-01");
    let page = officer.get(&at(world.unit)).await;
    assert!(page.says("Cette question suit la réponse à une autre"), "{}", page.text);
    assert!(
        !page.says("37 réponses") && !page.says("3 personnes"),
        "neither those who had pain nor those who had none"
    );
    assert!(
        officer
            .get(&format!("{}&lang=en", at(world.unit)))
            .await
            .says("This question follows the answer to another one")
    );
    let file = officer.get(&format!("/travail/lieux/{}/chiffres.csv?periode=2026-01", world.unit)).await;
    let q13: Vec<&str> =
        file.text.lines().filter(|line| line.contains("votre douleur a été prise en charge")).collect();
    assert!(matches!(q13.as_slice(), [row] if row.contains("suit la réponse")), "one row, without a number: {q13:?}");
    let root = officer.get(&at(world.root)).await;
    assert!(!root.says("Cette question suit la réponse à une autre") && root.says("62 réponses"), "{}", root.text);
}

#[tokio::test]
async fn what_was_provisional_is_final_once_its_month_is_over_though_no_number_moved() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    for wave in ["2026-01", "2026-02", "2026-03"] {
        answered(&world, campaign, world.unit, wave, (0..40).map(|_| filled(&|_| false, &|_| false)).collect()).await;
    }
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let charts = format!("/travail/lieux/{}/indicateurs", world.unit);
    assert!(officer.get(&charts).await.says("provisoire"));
    world.clock.advance_days(200);
    actions::close_waves(&world.platform).await.unwrap();
    let page = world.wearing(Role::QualityOfficer, world.root).await.get(&charts).await;
    assert!(page.status == 200 && !page.says("provisoire"), "{}", page.text);
}
