//! The terms of use of a questionnaire hold for each way, language and day of a campaign (hard rule 13), and whoever has
//! begun when they end loses nothing.

use instruments::{Speaker, score::licence::Refusal};
use serde_json::{Value, json};

use super::*;

/// Vécu-12 on the terms that these parts say, put in the installation.
async fn on_terms(stage: &Stage, parts: &[Value]) -> Id<kinds::Instrument> {
    let mut document: Value = serde_json::from_str(instruments::shipped("vecu-12").unwrap().json).unwrap();
    let extensions = document["extension"].as_array_mut().unwrap();
    extensions.retain(|one| one["url"] != "urn:vecu:fhir:licence");
    let mut own = vec![json!({ "url": "name", "valueString": "Accord" })];
    own.extend_from_slice(parts);
    extensions.push(json!({ "url": "urn:vecu:fhir:licence", "extension": own }));
    actions::add_instrument(&stage.p, &document.to_string()).await.unwrap()
}

fn mode(code: &str) -> Value {
    json!({ "url": "mode", "valueCode": code })
}

fn language(tag: &str) -> Value {
    json!({ "url": "language", "valueCode": tag })
}

fn until(day: &str) -> Value {
    json!({ "url": "expires", "valueDate": day })
}

async fn opened(
    stage: &Stage,
    parts: &[Value],
    open_link: bool,
    channels: &[Channel],
) -> Result<CampaignId, Vec<Refusal>> {
    let instrument = on_terms(stage, parts).await;
    let new = NewCampaign { instrument, channels: channels.to_vec(), ..stage.new_campaign(open_link).await };
    let id = actions::create(&stage.p, By::default(), new).await.unwrap();
    match actions::open_campaign(&stage.p, By::default(), ORG, id).await {
        Ok(()) => Ok(id),
        Err(SurveyProblem::NotLicensed(refused)) => {
            let mut conn = stage.p.db.reader().await.unwrap();
            let kept = store::find(&mut conn, &job_scope(ORG), id).await.unwrap().unwrap();
            assert_eq!(kept.state, CampaignState::Draft, "what is refused stays as it was");
            Err(refused)
        }
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_campaign_opens_only_in_ways_languages_and_on_days_that_the_terms_cover() {
    let stage = Stage::new("licence").await;
    use Channel::{FaceToFace, Kiosk, Paper, Phone, Web};
    let all = [Web, Kiosk, Phone, Paper, FaceToFace];
    let both = [language("fr"), language("en-GB")];
    let no_mode = |code| Refusal::ModeNotCovered(code);
    let cases: Vec<(Vec<Value>, &[Channel], Vec<Refusal>)> = vec![
        (vec![], &all, vec![]),
        (vec![mode("web")], &[Web, Kiosk], vec![]),
        (vec![mode("web")], &all, vec![no_mode("phone"), no_mode("paper"), no_mode("interview")]),
        (vec![mode("paper")], &[Kiosk], vec![no_mode("web")]),
        (both.to_vec(), &all, vec![]),
        // The pages offer its English translation to whoever answers.
        (vec![language("fr")], &all, vec![Refusal::LanguageNotCovered("en".to_owned())]),
        (vec![until("2026-11-22")], &all, vec![]),
        (vec![until("2026-11-21")], &[Web], vec![Refusal::Expired(Day::new(2026, 11, 21).unwrap())]),
        (
            vec![until("2026-11-21"), mode("phone"), language("en")],
            &[Web],
            vec![
                Refusal::Expired(Day::new(2026, 11, 21).unwrap()),
                no_mode("web"),
                Refusal::LanguageNotCovered("fr".to_owned()),
            ],
        ),
        (
            vec![json!({ "url": "kind", "valueCode": "agreement" }), json!({ "url": "holder", "valueString": "X" })],
            &[Web],
            vec![Refusal::Incomplete("granted-to"), Refusal::Incomplete("proof")],
        ),
    ];
    for (parts, channels, expected) in cases {
        let refused = opened(&stage, &parts, true, channels).await.err().unwrap_or_default();
        assert_eq!(refused, expected, "{parts:?}");
    }
}

#[tokio::test]
async fn when_the_terms_end_nobody_begins_and_whoever_has_begun_finishes() {
    let stage = Stage::new("licence-ends").await;
    let channels = [Channel::Web, Channel::Phone, Channel::Paper];
    let invited = opened(&stage, &[until("2026-11-23")], false, &channels).await.unwrap();
    let to_all = opened(&stage, &[until("2026-11-23")], true, &channels).await.unwrap();
    let token =
        |campaign| Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november()).written(&stage.p.keys, ORG);
    let key = actions::accept(&stage.p, &token(invited)).await.unwrap().key;
    let typed = |channel| {
        let mut draft = Draft::new(to_all, november(), channel).at(UNIT_A);
        draft.behalf = channel != Channel::Web;
        draft.speaker = Some(Speaker::Patient);
        draft
    };
    let asked = || async { actions::asked(&stage.p, to_all).await.unwrap().unwrap() };
    actions::start(&stage.p, &*asked().await, &typed(Channel::Web)).await.unwrap();
    // Somebody who left on the 9th would be written to on the 23rd, the last day; on the 10th, on the day after.
    let list = "adresse;lieu;date_sortie;enquete\na@exemple.fr;A;2026-11-09;\nb@exemple.fr;A;2026-11-10;\n";
    let done = actions::upload(&stage.p, By::default(), invited, list.as_bytes()).await.unwrap();
    let named: Vec<_> = done.problems.iter().map(|one| one.line).collect();
    assert_eq!(named, [3], "{:?}", done.problems);

    stage.clock.advance_days(2);
    assert!(matches!(actions::accept(&stage.p, &token(invited)).await, Err(SurveyProblem::Invitation)));
    for (channel, begins) in [(Channel::Web, false), (Channel::Phone, false), (Channel::Paper, true)] {
        let begun = actions::start(&stage.p, &*asked().await, &typed(channel)).await;
        assert_eq!(begun.is_ok(), begins, "{channel:?}");
        assert!(begins || matches!(begun, Err(SurveyProblem::LicenceOver)));
    }
    let sent = stage.answer(invited, &key, "Commencé avant.").await.unwrap();
    assert!(!sent.again, "what was begun is taken");
    assert_eq!(stage.waiting(invited, UNIT_A).await, 1);
}
