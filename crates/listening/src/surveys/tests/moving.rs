//! Waiting, moving, the end of waves.

use super::*;

#[test]
fn rests_go_up_until_they_are_ten_and_never_leave_a_small_group_behind() {
    let above = |place: PlaceId| match place.to_i64() {
        31 | 32 => vec![place, POLE, ROOT],
        20 | 40 => vec![place, ROOT],
        _ => vec![place],
    };
    let sizes = |waiting: &[(PlaceId, usize)]| {
        let rows = waiting.iter().map(|(place, n)| (*place, vec![(); *n])).collect();
        let mut groups: Vec<(i64, usize)> =
            merge_rests(rows, &above, 10).into_iter().map(|g| (g.place.to_i64(), g.rows.len())).collect();
        groups.sort_unstable();
        groups
    };
    assert_eq!(sizes(&[(UNIT_A, 6), (UNIT_B, 5)]), [(20, 11)], "siblings merge at their parent");
    assert_eq!(sizes(&[(UNIT_A, 12), (UNIT_B, 5), (OTHER, 6)]), [(10, 11), (31, 12)], "small ones meet at the root");
    assert_eq!(sizes(&[(UNIT_A, 12), (OTHER, 3)]), [(10, 15)], "what is too few at the root takes a group along");
    assert_eq!(
        sizes(&[(UNIT_A, 18), (OTHER, 3)]),
        [(10, 10), (31, 11)],
        "or as few as it lacks, where they can be spared"
    );
    assert_eq!(sizes(&[(UNIT_A, 3)]), [(10, 3)], "nothing acknowledged is lost, however few there are");
    assert_eq!(sizes(&[]), []);
}

#[tokio::test]
async fn a_double_press_stores_one_answer_and_thanks_twice() {
    let stage = Stage::new("double").await;
    let campaign = stage.campaign(false).await;
    let key = stage.begin(campaign, UNIT_A).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let draft = actions::open(&stage.p, &asked, &key).await.unwrap().unwrap();
    let (one, two) = tokio::join!(
        actions::send(&stage.p, &asked, &key, &draft, Lang::Fr),
        actions::send(&stage.p, &asked, &key, &draft, Lang::Fr),
    );
    let again: Vec<bool> = [one.unwrap(), two.unwrap()].iter().map(|sent| sent.again).collect();
    assert_eq!(again.iter().filter(|again| **again).count(), 1);
    assert_eq!(stage.waiting(campaign, UNIT_A).await, 1);
    assert!(actions::open(&stage.p, &asked, &key).await.unwrap().is_none(), "the draft died with the answer");
}

#[tokio::test]
async fn nineteen_answers_wait_and_with_the_twentieth_ten_move_and_ten_are_sealed_anew() {
    let stage = Stage::new("move").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 19).await;
    actions::move_all(&stage.p).await.unwrap();
    assert_eq!((stage.counted(campaign, UNIT_A).await, stage.waiting(campaign, UNIT_A).await), (0, 19));
    let old = stage.p.keys.batches().list().unwrap();
    let before = stage.intake(campaign).await;
    stage.send_some(campaign, UNIT_A, 1).await;
    stage.read_comments().await;
    assert_eq!((stage.counted(campaign, UNIT_A).await, stage.waiting(campaign, UNIT_A).await), (10, 10));
    assert_eq!(stage.counted(campaign, ROOT).await, 10, "a place counts what is under it");
    let now = stage.p.keys.batches().list().unwrap();
    assert_eq!((old.len(), now.len()), (1, 1));
    assert_ne!(old, now, "what stays is under another key, and the old one is destroyed");
    assert!(matches!(stage.p.keys.batches().get(&old[0]), Err(VaultError::NoKey)));
    let after = stage.intake(campaign).await;
    assert!(after.iter().all(|row| before.iter().all(|other| other.id != row.id)), "and under other ids");
    let mut conn = stage.p.db.reader().await.unwrap();
    let scope = job_scope(ORG);
    let about = About::Campaign(campaign);
    let counted = facts::distribution(&mut conn, &scope, about, POLE, Waves::ALL, "v10").await.unwrap();
    assert_eq!(counted, [("no-opinion".to_owned(), 10)]);
    let blank = facts::distribution(&mut conn, &scope, about, POLE, Waves::ALL, "v3").await.unwrap();
    assert_eq!(blank, [(facts::BLANK.to_owned(), 10)]);
    let series = facts::series(&mut conn, &scope, about, ROOT, Waves::ALL).await.unwrap();
    assert_eq!((series.len(), series[0].sums.n, series[0].sums.scored, series[0].frozen), (1, 10, 10, false));
    let (all, _) = voices::store::list(&mut conn, &scope, &voices::store::Filter::default(), 10, 100, 0).await.unwrap();
    assert_eq!(all.len(), 10, "ten comments, readable because ten answers are there");
    assert!(all.iter().all(|voice| voice.day.is_none()));
}

#[tokio::test]
async fn those_that_stay_are_drawn_by_chance_and_open_again() {
    let stage = Stage::new("stay").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 20).await;
    actions::move_all(&stage.p).await.unwrap();
    let mut conn = stage.p.db.reader().await.unwrap();
    let scope = job_scope(ORG);
    drop(conn);
    stage.clock.advance_days(200);
    let closed = actions::close_waves(&stage.p).await.unwrap();
    assert_eq!((closed.moved, closed.unopened), (10, 0), "nothing acknowledged is lost");
    assert_eq!(stage.counted(campaign, UNIT_A).await, 20, "all of them at their own place");
    conn = stage.p.db.reader().await.unwrap();
    let counted = facts::distribution(&mut conn, &scope, About::Campaign(campaign), UNIT_A, Waves::ALL, "v10").await;
    assert_eq!(counted.unwrap(), [("no-opinion".to_owned(), 20)]);
}

#[tokio::test]
async fn whatever_comes_numbers_never_change_by_fewer_than_ten() {
    // The end of the wave included: one answer more than a full batch used to move alone.
    for extra in [0, 1, 2, 9, 11, 21] {
        let stage = Stage::new(&format!("step-{extra}")).await;
        let campaign = stage.campaign(false).await;
        let mut shown = vec![0];
        for at in 0..20 + extra {
            stage.send_some(campaign, UNIT_A, 1).await;
            if at % 3 == 0 {
                stage.send_some(campaign, UNIT_B, 1).await;
            }
            actions::move_all(&stage.p).await.unwrap();
            shown.push(stage.counted(campaign, UNIT_A).await);
        }
        stage.clock.advance_days(200);
        actions::close_waves(&stage.p).await.unwrap();
        shown.push(stage.counted(campaign, UNIT_A).await);
        let steps: Vec<i64> = shown.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step != 0).collect();
        assert!(steps.iter().all(|step| *step >= 10), "{extra} more: {steps:?}");
        let all = i64::from(20 + extra + (20 + extra + 2) / 3);
        assert_eq!(stage.counted(campaign, ROOT).await, all, "and every answer counts somewhere");
    }
}

#[tokio::test]
async fn answers_that_somebody_else_typed_hide_nobody() {
    let stage = Stage::new("typed").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 11).await;
    stage.type_some(campaign, UNIT_A, 30).await;
    actions::move_all(&stage.p).await.unwrap();
    assert_eq!(
        stage.counted(campaign, UNIT_A).await,
        0,
        "eleven people are not twenty, whatever was typed beside them"
    );
    stage.send_some(campaign, UNIT_A, 9).await;
    actions::move_all(&stage.p).await.unwrap();
    assert_eq!((stage.counted(campaign, UNIT_A).await, stage.waiting(campaign, UNIT_A).await), (40, 10));
}

#[tokio::test]
async fn a_survey_of_one_person_shows_no_comment_whatever_others_hold() {
    let stage = Stage::new("alone").await;
    let (large, small) = (stage.campaign(false).await, stage.campaign(false).await);
    stage.send_some(large, ROOT, 12).await;
    stage.send_some(small, ROOT, 1).await;
    stage.clock.advance_days(200);
    actions::close_waves(&stage.p).await.unwrap();
    stage.read_comments().await;
    let mut conn = stage.p.db.reader().await.unwrap();
    let everything = voices::store::Filter::default();
    let (all, _) = voices::store::list(&mut conn, &job_scope(ORG), &everything, 10, 100, 0).await.unwrap();
    assert_eq!(all.len(), 12, "the comments of the large survey, and not the other one");
}

#[tokio::test]
async fn every_waiting_answer_and_every_draft_has_one_length() {
    let stage = Stage::new("length").await;
    let campaign = stage.campaign(false).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let mut drafts = std::collections::BTreeSet::new();
    let long = "Une attente très longue, puis un accueil attentif et des mots justes. ".repeat(57);
    for comment in ["", "Merci.", long.as_str()] {
        let key = stage.begin(campaign, UNIT_A).await;
        let mut draft = actions::open(&stage.p, &asked, &key).await.unwrap().unwrap();
        draft.answers = answers(comment);
        actions::keep(&stage.p, &asked, &key, &draft).await.unwrap();
        let mut conn = stage.p.db.reader().await.unwrap();
        let lookup = key.lookup(&stage.p.keys, ORG);
        drafts.insert(store::draft(&mut conn, ORG, &lookup, stage.p.clock.today()).await.unwrap().unwrap().len());
        drop(conn);
        stage.answer(campaign, &key, comment).await.unwrap();
    }
    let lengths: std::collections::BTreeSet<usize> =
        stage.intake(campaign).await.iter().map(|row| row.sealed.len()).collect();
    assert_eq!((lengths.len(), drafts.len()), (1, 1), "{lengths:?} {drafts:?}");
}

#[tokio::test]
async fn a_crash_between_the_commit_and_the_destruction_of_the_key_is_harmless() {
    let stage = Stage::new("crash").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 20).await;
    let name = stage.p.keys.batches().list().unwrap().remove(0);
    let file = stage.p.keys.dir().join(format!("batches/{name}.key"));
    let kept = std::fs::read(&file).unwrap();
    actions::move_all(&stage.p).await.unwrap();
    std::fs::write(&file, kept).unwrap();
    actions::move_all(&stage.p).await.unwrap();
    assert!(!file.exists(), "a key without rows is destroyed");
    assert_eq!(stage.counted(campaign, UNIT_A).await, 10, "and nothing is counted twice");
    assert_eq!(stage.waiting(campaign, UNIT_A).await, 10);
}

#[tokio::test]
async fn an_answer_whose_key_is_gone_is_reported_and_kept() {
    let stage = Stage::new("lost").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 3).await;
    let name = stage.p.keys.batches().list().unwrap().remove(0);
    stage.p.keys.batches().destroy(&name).unwrap();
    let job = actions::move_all(&stage.p).await.unwrap();
    assert_eq!((job.moved, job.unopened), (0, 3));
    assert_eq!(stage.waiting(campaign, UNIT_A).await, 3);
}

#[tokio::test]
async fn the_end_of_a_wave_counts_the_rests_at_the_parent_and_freezes_it() {
    let stage = Stage::new("close").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 6).await;
    stage.send_some(campaign, UNIT_B, 5).await;
    actions::close_waves(&stage.p).await.unwrap();
    assert_eq!(stage.counted(campaign, ROOT).await, 0, "an open wave does not move");
    let late = stage.begin(campaign, UNIT_A).await;
    stage.clock.advance_days(8 + 14 + 70 + 1);
    let closed = actions::close_waves(&stage.p).await.unwrap();
    assert_eq!((closed.moved, closed.unopened), (11, 0));
    assert_eq!((stage.counted(campaign, POLE).await, stage.counted(campaign, UNIT_A).await), (11, 0));
    let mut conn = stage.p.db.reader().await.unwrap();
    let series =
        facts::series(&mut conn, &public_scope(ORG), About::Campaign(campaign), ROOT, Waves::ALL).await.unwrap();
    assert!(series.iter().all(|wave| wave.frozen));
    drop(conn);
    assert!(stage.answer(campaign, &late, "").await.is_err(), "a frozen wave takes nothing");
    assert_eq!(stage.p.keys.batches().list().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn spent_invitations_are_written_ten_at_a_time_and_forgotten_with_their_wave() {
    let stage = Stage::new("spent").await;
    let campaign = stage.campaign(false).await;
    let mut hashes = Vec::new();
    for at in 0..10 {
        let invitation = Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november());
        let key = actions::accept(&stage.p, &invitation.written(&stage.p.keys, ORG)).await.unwrap().key;
        stage.answer(campaign, &key, "").await.unwrap();
        hashes.push(invitation.spent_hash(&stage.p.keys, ORG));
        let mut conn = stage.p.db.reader().await.unwrap();
        let written = store::is_spent(&mut conn, ORG, &hashes[0]).await.unwrap();
        assert_eq!(written, at == 9, "after {} answers", at + 1);
    }
    assert!(!memory::of(&stage.p).is_claimed(&hashes[0]), "once written, memory forgets it");
    stage.clock.advance_days(200);
    actions::close_waves(&stage.p).await.unwrap();
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(!store::is_spent(&mut conn, ORG, &hashes[0]).await.unwrap());
}

#[tokio::test]
async fn nothing_in_the_database_ties_an_answer_to_a_time_or_holds_its_text() {
    let stage = Stage::new("plain").await;
    let campaign = stage.campaign(false).await;
    stage.send_some(campaign, UNIT_A, 4).await;
    let key = stage.begin(campaign, UNIT_A).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let mut draft = actions::open(&stage.p, &asked, &key).await.unwrap().unwrap();
    draft.answers = answers("phrase-reconnaissable");
    actions::keep(&stage.p, &asked, &key, &draft).await.unwrap();
    actions::send(&stage.p, &asked, &key, &draft, Lang::Fr).await.unwrap();
    stage.send_some(campaign, UNIT_A, 16).await;
    assert_eq!(actions::move_all(&stage.p).await.unwrap().moved, 11);
    stage.p.db.close().await;
    for name in ["vecu.db", "vecu.db-wal"] {
        let Ok(bytes) = std::fs::read(stage.folder.join("data").join(name)) else { continue };
        for needle in ["phrase-reconnaissable", "parole 2", &key.written()] {
            let found = bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
            assert!(!found, "{needle} in {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_come_while_batches_move_are_all_counted() {
    let stage = Stage::new("race").await;
    let campaign = stage.campaign(true).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let mut keys = Vec::new();
    for _ in 0..120 {
        let draft = Draft::new(campaign, november(), Channel::Web).at(UNIT_A);
        keys.push((actions::start(&stage.p, &asked, &draft).await.unwrap(), draft));
    }
    let senders = keys.into_iter().map(|(key, draft)| {
        let (p, asked) = (stage.p.clone(), Arc::clone(&asked));
        tokio::spawn(async move { actions::send(&p, &asked, &key, &draft, Lang::Fr).await.map(drop) })
    });
    let senders: Vec<_> = senders.collect();
    let mover = {
        let p = stage.p.clone();
        tokio::spawn(async move {
            for _ in 0..60 {
                assert_eq!(actions::move_all(&p).await.unwrap().unopened, 0);
                tokio::task::yield_now().await;
            }
        })
    };
    for sender in senders {
        sender.await.unwrap().unwrap();
    }
    mover.await.unwrap();
    let last = actions::move_all(&stage.p).await.unwrap();
    assert_eq!(last.unopened, 0);
    let (counted, waiting) = (stage.counted(campaign, UNIT_A).await, stage.waiting(campaign, UNIT_A).await);
    assert_eq!(counted + i64::try_from(waiting).unwrap(), 120);
    assert!(counted > 0);
}

#[tokio::test]
async fn at_a_stop_used_invitations_are_written_among_hashes_of_nothing() {
    let stage = Stage::new("stop").await;
    let campaign = stage.campaign(false).await;
    let invitation = Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november());
    let token = invitation.written(&stage.p.keys, ORG);
    let key = actions::accept(&stage.p, &token).await.unwrap().key;
    stage.answer(campaign, &key, "").await.unwrap();
    let hash = invitation.spent_hash(&stage.p.keys, ORG);
    actions::write_all_spent(&stage.p).await;
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(store::is_spent(&mut conn, ORG, &hash).await.unwrap());
    assert!(matches!(actions::accept(&stage.p, &token).await, Err(SurveyProblem::Invitation)));
    actions::write_all_spent(&stage.p).await;
}
