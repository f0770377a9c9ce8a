//! Invitations, drafts, letters, campaigns, seeds.

use super::*;

#[tokio::test]
async fn a_forged_a_replayed_and_an_expired_invitation_are_refused_alike() {
    let stage = Stage::new("token").await;
    let campaign = stage.campaign(false).await;
    let invitation = Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november());
    let token = invitation.written(&stage.p.keys, ORG);
    assert!(Claimed::read(&token).unwrap().is_true(&stage.p.keys, ORG));
    for at in 0..token.len() {
        let mut forged = token.clone().into_bytes();
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        let refused = actions::accept(&stage.p, &forged).await;
        // The last symbol holds spare bits: either it does not decode or it changes the code.
        assert!(matches!(refused, Err(SurveyProblem::Invitation)), "symbol {at}");
    }
    let key = actions::accept(&stage.p, &token).await.unwrap().key;
    let second = actions::accept(&stage.p, &token).await.unwrap().key;
    stage.answer(campaign, &key, "").await.unwrap();
    assert!(matches!(actions::accept(&stage.p, &token).await, Err(SurveyProblem::Invitation)), "replayed");
    assert!(
        matches!(stage.answer(campaign, &second, "").await, Err(SurveyProblem::Invitation)),
        "a second draft of it"
    );
    let other = Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november()).written(&stage.p.keys, ORG);
    stage.clock.advance_days(200);
    assert!(matches!(actions::accept(&stage.p, &other).await, Err(SurveyProblem::Invitation)), "expired");
}

#[tokio::test]
async fn a_draft_opens_only_with_the_key_of_its_address_and_for_seven_days() {
    let stage = Stage::new("draft").await;
    let campaign = stage.campaign(true).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let draft = Draft::new(campaign, november(), Channel::Web).at(UNIT_A);
    let key = actions::start(&stage.p, &asked, &draft).await.unwrap();
    assert_eq!(DraftKey::read(&key.written()).as_ref(), Some(&key));
    assert!(actions::open(&stage.p, &asked, &key).await.unwrap().is_some());
    let other = DraftKey::random(&mut *stage.p.chance());
    assert!(actions::open(&stage.p, &asked, &other).await.unwrap().is_none());
    stage.clock.advance_days(8);
    assert!(actions::open(&stage.p, &asked, &key).await.unwrap().is_none());
    actions::sweep(&stage.p).await.unwrap();
    assert!(matches!(actions::send(&stage.p, &asked, &key, &draft, Lang::Fr).await, Err(SurveyProblem::NoDraft)));
}

#[tokio::test]
async fn a_letter_is_followed_by_one_reminder_and_then_its_row_is_gone() {
    let stage = Stage::new("letters").await;
    let campaign = stage.campaign(false).await;
    let today = stage.p.clock.today();
    let file = format!(
        "adresse;lieu;date_sortie;enquete\nmarie@example.org;A;{today};vecu-12\nmarie@example.org;B;{today};\n\
         pas une adresse;A;{today};\npaul@example.org;Z;{today};\njean@example.org;b;22/11/2026;autre\n"
    );
    let report = actions::upload(&stage.p, By::default(), campaign, file.as_bytes()).await.unwrap();
    let keys: Vec<(usize, &str)> = report.problems.iter().map(|one| (one.line, one.key)).collect();
    assert_eq!(report.prepared, 1);
    assert_eq!(
        keys,
        [(3, "surveys-line-twice"), (4, "surveys-line-address"), (5, "surveys-line-place"), (6, "surveys-line-survey")]
    );
    let sent = |days: i64| {
        stage.clock.advance_days(days);
        actions::send_letters(&stage.p)
    };
    assert_eq!(sent(13).await.unwrap(), 0);
    assert_eq!(sent(1).await.unwrap(), 1, "the invitation");
    assert_eq!(sent(13).await.unwrap(), 0);
    assert_eq!(sent(1).await.unwrap(), 1, "its reminder");
    assert_eq!(sent(60).await.unwrap(), 0, "and nothing more");
    let mut conn = stage.p.db.reader().await.unwrap();
    let response = facts::response(&mut conn, &public_scope(ORG), About::Campaign(campaign), ROOT, Waves::ALL).await;
    assert_eq!(response.unwrap(), Response::Invited { invited: 1, answered: 0 });
}

#[tokio::test]
async fn who_objects_is_never_written_to_again() {
    let stage = Stage::new("objection").await;
    let campaign = stage.campaign(false).await;
    let person = |day| Discharge { address: kernel::Personal::new("Marie@Example.org".to_owned()), place: UNIT_A, day };
    let today = stage.p.clock.today();
    assert_eq!(actions::invite(&stage.p, campaign, vec![person(today)]).await.unwrap(), 1);
    let address = crate::surveys::token::address_hash(&stage.p.keys, ORG, " marie@example.ORG ");
    let token = Objection { org: ORG, address }.written(&stage.p.keys);
    assert!(actions::may_object(&stage.p, &token.replace(&token[..2], "zz")).is_none());
    let objection = actions::may_object(&stage.p, &token).unwrap();
    actions::object(&stage.p, &objection).await.unwrap();
    assert_eq!(actions::invite(&stage.p, campaign, vec![person(today)]).await.unwrap(), 0);
    stage.clock.advance_days(30);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 0);
}

#[tokio::test]
async fn a_campaign_that_does_not_say_what_it_is_for_does_not_open() {
    let stage = Stage::new("lacks").await;
    let id = stage.campaign(true).await;
    let mut conn = stage.p.db.reader().await.unwrap();
    let made = store::find(&mut conn, &job_scope(ORG), id).await.unwrap().unwrap();
    drop(conn);
    assert_eq!(made.state, CampaignState::Open);
    let new = NewCampaign {
        org: ORG,
        instrument: made.instrument,
        title: "Muette".to_owned(),
        purpose: " ".to_owned(),
        designers: String::new(),
        moment: "Sortie".to_owned(),
        outcome: "Rien".to_owned(),
        channels: vec![Channel::Web],
        speakers: vec![Speaker::Patient],
        places: vec![ROOT],
        from: made.from,
        to: made.to,
        open_link: true,
    };
    let id = actions::create(&stage.p, By::default(), new).await.unwrap();
    let refused = actions::open_campaign(&stage.p, By::default(), ORG, id).await;
    let Err(SurveyProblem::Lacks(lacks)) = refused else { panic!("it opened") };
    assert_eq!(lacks, ["surveys-lacks-purpose", "surveys-lacks-designers"]);
}

#[tokio::test]
async fn fifteen_hundred_seeded_answers_go_through_the_same_door_quickly() {
    let stage = Stage::new("seed").await;
    let campaign = stage.campaign(true).await;
    let filled = (0..1500).map(|_| Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, answers(""))).collect();
    let started = std::time::Instant::now();
    let moved = actions::seed_answers(&stage.p, campaign, UNIT_A, november(), filled).await.unwrap();
    assert_eq!(moved.moved, 1490, "ten stay in the pool");
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
    assert_eq!(stage.counted(campaign, UNIT_A).await, 1490);
}
