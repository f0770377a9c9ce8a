//! Lists of people who left: long ones, the same one again, letters that come back.

use spine::db::DbError;

use super::*;
use crate::surveys::{model::Invited, store::ListState};

const PEOPLE: usize = 1_001;

fn long_list(day: Day) -> String {
    let lines = (0..PEOPLE).map(|at| format!("personne{at}@example.org,a,{day}\n"));
    std::iter::once("address,place,discharge_date\n".to_owned()).chain(lines).collect()
}

async fn lists(stage: &Stage, campaign: CampaignId) -> Vec<ListState> {
    let mut conn = stage.p.db.reader().await.unwrap();
    store::lists(&mut conn, &job_scope(ORG), campaign).await.unwrap()
}

async fn letters(stage: &Stage, campaign: CampaignId) -> i64 {
    let mut conn = stage.p.db.reader().await.unwrap();
    store::letters_waiting(&mut conn, &job_scope(ORG), campaign).await.unwrap()
}

fn runner(stage: &Stage) -> Runner {
    let mut registry = Registry::default();
    crate::surveys::jobs(&mut registry);
    Runner::new(stage.p.clone(), registry)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_list_leaves_the_writer_to_others_and_is_done_in_the_end() {
    let stage = Stage::new("long-list").await;
    let campaign = stage.campaign(false).await;
    let list = long_list(stage.p.clock.today());
    let report = actions::upload(&stage.p, campaign, list.as_bytes()).await.unwrap();
    assert_eq!((report.prepared, report.later, report.problems.len()), (0, PEOPLE, 0));
    assert_eq!(lists(&stage, campaign).await[0].people, PEOPLE as i64);
    // What waits is sealed: no file of the database holds an address.
    for file in std::fs::read_dir(stage.folder.join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|part| part == b"example.org"), "an address is readable");
    }
    let running = tokio::spawn({
        let runner = runner(&stage);
        async move { runner.drain().await }
    });
    // Meanwhile somebody else writes, again and again: the list is never one single turn at the writer.
    let mut between = 0;
    while !running.is_finished() {
        let tx = stage.p.db.begin().await.unwrap();
        tx.commit().await.unwrap();
        between += usize::from(lists(&stage, campaign).await.iter().any(|list| (1..list.people).contains(&list.done)));
    }
    running.await.unwrap().unwrap();
    assert!(between > 0, "nobody wrote while the list was under way");
    let became = Invited { prepared: PEOPLE as i64, ..Invited::default() };
    let done = ListState { people: PEOPLE as i64, done: PEOPLE as i64, invited: became };
    assert_eq!(lists(&stage, campaign).await, [done]);
    assert_eq!(letters(&stage, campaign).await, PEOPLE as i64);
}

#[tokio::test]
async fn a_list_that_was_cut_goes_on_and_invites_nobody_twice() {
    let stage = Stage::new("cut-list").await;
    let campaign = stage.campaign(false).await;
    let list = long_list(stage.p.clock.today());
    actions::upload(&stage.p, campaign, list.as_bytes()).await.unwrap();
    let mut conn = stage.p.db.reader().await.unwrap();
    let (org, id) = store::unfinished_lists(&mut conn).await.unwrap()[0];
    drop(conn);
    assert!(actions::invite_next(&stage.p, org, id).await.unwrap());
    assert!(actions::invite_next(&stage.p, org, id).await.unwrap());
    assert_eq!(letters(&stage, campaign).await, 400, "two parts are done, each on its own");
    // The same list is sent again before the first is done, and the day queues what was cut once more.
    actions::upload(&stage.p, campaign, list.as_bytes()).await.unwrap();
    crate::surveys::daily(&stage.p).await.unwrap();
    runner(&stage).drain().await.unwrap();
    assert_eq!(letters(&stage, campaign).await, PEOPLE as i64);
    let all = lists(&stage, campaign).await;
    assert!(all.iter().all(|list| list.done == list.people), "{all:?}");
    let prepared: i64 = all.iter().map(|list| list.invited.prepared).sum();
    let already: i64 = all.iter().map(|list| list.invited.already).sum();
    assert_eq!((prepared, already), (PEOPLE as i64, PEOPLE as i64));
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(store::unfinished_lists(&mut conn).await.unwrap().is_empty(), "nothing sealed is left");
}

#[tokio::test]
async fn the_same_file_sent_after_the_reminder_invites_nobody_again_until_the_wave_is_over() {
    let stage = Stage::new("once").await;
    let campaign = stage.campaign(false).await;
    let today = stage.p.clock.today();
    let file = format!("adresse;lieu;date_sortie\nmarie@example.org;A;{today}\n");
    let send = || actions::upload(&stage.p, campaign, file.as_bytes());
    assert_eq!(send().await.unwrap().prepared, 1);
    stage.clock.advance_days(14);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 1, "the invitation");
    stage.clock.advance_days(14);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 1, "its reminder: the row dies with it");
    let again = send().await.unwrap();
    assert_eq!((again.prepared, again.problems[0].key), (0, "surveys-line-invited"));
    // Another discharge of the same person is another question.
    let later = format!("adresse;lieu;date_sortie\nMARIE@example.org ;A;{}\n", today.plus_days(8));
    assert_eq!(actions::upload(&stage.p, campaign, later.as_bytes()).await.unwrap().prepared, 1);
    let hash = |left| {
        let campaign = memory::of(&stage.p).asked(campaign, stage.p.clock.millis()).unwrap().campaign.clone();
        crate::surveys::token::asked_once_hash(&stage.p.keys, &campaign, "marie@example.org", left)
    };
    let kept = hash(today);
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(store::was_asked(&mut conn, ORG, &kept).await.unwrap());
    drop(conn);
    stage.clock.advance_days(60);
    actions::close_waves(&stage.p).await.unwrap();
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(!store::was_asked(&mut conn, ORG, &kept).await.unwrap(), "gone with its wave");
}

#[tokio::test]
async fn a_closed_campaign_leaves_no_list_behind() {
    let stage = Stage::new("closed-list").await;
    let campaign = stage.campaign(false).await;
    actions::upload(&stage.p, campaign, long_list(stage.p.clock.today()).as_bytes()).await.unwrap();
    actions::close_campaign(&stage.p, By::default(), ORG, campaign).await.unwrap();
    assert!(lists(&stage, campaign).await.is_empty());
    let left: Result<usize, DbError> = runner(&stage).drain().await;
    assert!(left.is_ok());
    assert_eq!(letters(&stage, campaign).await, 0);
}
