//! The answers of each person, for numbers that no counter holds.

use kernel::Role;
use organisation::access::scope::hat_scope;

use super::*;
use crate::surveys::store::{AnswerRow, CountedAt, insert_answer};

/// Rows of a campaign at a place and in a wave, from one number on.
async fn rows(stage: &Stage, campaign: CampaignId, place: PlaceId, wave: Wave, n: usize) {
    let at = CountedAt { org: ORG, instrument: Id::from_i64(1), campaign, place, wave };
    let mut tx = stage.p.db.begin().await.unwrap();
    let mut chance = stage.p.chance();
    for one in 0..n {
        let given = format!(r#"{{"v1":"yes","v2":"{}","v12":"4"}}"#, 1 + one % 5);
        let row = AnswerRow { id: Id::random(&mut *chance), channel: Channel::Web, speaker: "patient", given };
        insert_answer(&mut tx, &at, row).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn read(stage: &Stage, scope: &kernel::Scope, campaign: CampaignId, waves: &[Wave]) -> Vec<Vec<Option<String>>> {
    let mut found = Vec::new();
    let mut conn = stage.p.db.reader().await.unwrap();
    let items = ["v2".to_owned(), "v7".to_owned()];
    let mut each = |codes: &[Option<String>]| found.push(codes.to_vec());
    facts::each_answer(&mut conn, scope, campaign, waves, &items, &mut each).await.unwrap();
    found
}

#[tokio::test]
async fn everybody_of_the_waves_is_given_once_however_many_there_are() {
    let stage = Stage::new("given").await;
    let campaign = stage.campaign(true).await;
    let other = Id::from_i64(campaign.to_i64() + 1);
    let [january, february, march]: [Wave; 3] = ["2026-01", "2026-02", "2026-03"].map(|wave| wave.parse().unwrap());
    // More than are held at once, over places; and what does not count.
    rows(&stage, campaign, UNIT_A, january, 1_990).await;
    rows(&stage, campaign, UNIT_B, january, 2_030).await;
    rows(&stage, campaign, UNIT_A, february, 15).await;
    rows(&stage, campaign, UNIT_A, march, 40).await;
    rows(&stage, other, UNIT_A, january, 40).await;
    let found = read(&stage, &public_scope(ORG), campaign, &[january, february]).await;
    assert_eq!(found.len(), 1_990 + 2_030 + 15);
    let ones = found.iter().filter(|codes| codes[0].as_deref() == Some("1")).count();
    assert_eq!(ones, 398 + 406 + 3, "each as often as it was given");
    assert!(found.iter().all(|codes| codes.len() == 2 && codes[1].is_none()), "nothing else of a row is handed over");
    assert_eq!(read(&stage, &public_scope(ORG), campaign, &[]).await.len(), 0);
    let whole = read(&stage, &public_scope(Id::from_i64(2)), campaign, &[january]).await;
    assert_eq!(whole.len(), 0, "another organisation has none of them");
    let hat = |role, places: &[PlaceId]| hat_scope(ORG, role, places.to_vec(), Id::from_i64(5));
    let of_unit = read(&stage, &hat(Role::Caregiver, &[UNIT_A]), campaign, &[january]).await;
    assert_eq!(of_unit.len(), 1_990, "nobody of a place that is not reached");
    let none = read(&stage, &hat(Role::Administrator, &[ROOT]), campaign, &[january]).await;
    assert_eq!(none.len(), 0, "and nobody at all for a hat without numbers");
}
