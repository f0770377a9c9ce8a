//! Rules 12 and 13 for campaigns, and what other tests need of them.

use instruments::{Answer, Answers, Instrument, Scoring, Speaker, shipped};
use kernel::{Clock, Day, Id, Lang, Wave, kinds};
use listening::{
    surveys::{
        Filled,
        actions::{self, By, NewCampaign, SurveyProblem},
    },
    voices::Channel,
};
use spine::settings::dated::{self, Dated};

use super::story::count;
use crate::world::World;

/// A campaign over the whole organisation in 2026, still a draft.
pub async fn draft(world: &World, change: impl FnOnce(&mut NewCampaign)) -> Id<kinds::Campaign> {
    let mut new = NewCampaign {
        org: world.org,
        instrument: actions::shipped(&world.platform, "vecu-12").await.unwrap(),
        title: "Séjours de 2026".to_owned(),
        purpose: "Comprendre les sorties.".to_owned(),
        designers: "L'équipe, avec deux patients.".to_owned(),
        moment: "La sortie.".to_owned(),
        outcome: "Un retour public chaque trimestre.".to_owned(),
        channels: vec![Channel::Web],
        speakers: Speaker::ALL.to_vec(),
        places: vec![world.root],
        from: Day::new(2026, 1, 1).unwrap(),
        to: Day::new(2026, 12, 31).unwrap(),
        open_link: true,
    };
    change(&mut new);
    actions::create(&world.platform, By::default(), new).await.unwrap()
}

/// An open campaign.
pub async fn opened(world: &World, open_link: bool) -> Id<kinds::Campaign> {
    let id = draft(world, |new| new.open_link = open_link).await;
    actions::open_campaign(&world.platform, By::default(), world.org, id).await.unwrap();
    id
}

/// Everything of Vécu-12 answered as well as can be, but the questions `left` says, which get a kind of missing, and those
/// `poor` says, which get the worst answer.
pub fn filled(left: &dyn Fn(&str) -> bool, poor: &dyn Fn(&str) -> bool) -> Filled {
    let form: Instrument = shipped("vecu-12").unwrap().instrument().unwrap();
    let Scoring::Scores(definitions) = form.scoring() else { panic!("Vécu-12 has a score") };
    let mut answers = Answers::new();
    for item in form.questions() {
        let missing = left(&item.link_id);
        let mut choices: Vec<_> = item.choices.iter().filter(|choice| choice.missing.is_some() == missing).collect();
        choices.sort_by_key(|choice| choice.weight);
        let reversed =
            definitions.iter().flat_map(|one| &one.items).any(|one| one.link_id == item.link_id && one.reversed);
        let choice = if reversed == poor(&item.link_id) { choices.last() } else { choices.first() };
        if let Some(choice) = choice {
            answers.set(item.link_id.clone(), Answer::Choice(choice.code.clone()));
        }
    }
    Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, answers)
}

/// Answers that came at a place in a month, as many as that.
pub async fn answered(
    world: &World,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    wave: &str,
    all: Vec<Filled>,
) {
    let wave: Wave = wave.parse().unwrap();
    actions::seed_answers(&world.platform, campaign, place, wave, all).await.unwrap();
}

/// Sets a floor of the organisation from today on.
pub async fn set_floor(world: &World, name: &str, value: i64) {
    world.clock.advance_days(1);
    let dated = Dated {
        name: name.to_owned(),
        from_day: world.clock.today(),
        value: value.into(),
        source: "Une décision de la commission".to_owned(),
        verified: true,
    };
    let mut tx = world.platform.db.begin().await.unwrap();
    dated::set(&mut tx, world.org, &dated).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_campaign_opens_only_once_it_says_what_for_with_whom_when_and_what_next() {
    type Blank = fn(&mut NewCampaign);
    let blanks: [(&str, Blank); 4] = [
        ("surveys-lacks-purpose", |new| new.purpose = "  ".to_owned()),
        ("surveys-lacks-designers", |new| new.designers = String::new()),
        ("surveys-lacks-moment", |new| new.moment = "\n".to_owned()),
        ("surveys-lacks-outcome", |new| new.outcome = String::new()),
    ];
    let world = World::new().await;
    for (key, blank) in blanks {
        let id = draft(&world, blank).await;
        let Err(SurveyProblem::Lacks(keys)) =
            actions::open_campaign(&world.platform, By::default(), world.org, id).await
        else {
            panic!("{key}: it opened")
        };
        assert_eq!(keys, [key]);
        assert_eq!(world.visitor().get(&format!("/q/{id}")).await.status, 404, "{key}: nobody is asked anything");
    }
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM campaign WHERE state <> 'draft'").await, 0);
    let id = opened(&world, true).await;
    let page = world.visitor().get(&format!("/q/{id}")).await;
    assert_eq!(page.status, 200);
    for said in
        ["Comprendre les sorties.", "L'équipe, avec deux patients.", "La sortie.", "Un retour public chaque trimestre."]
    {
        assert!(page.says(said), "{said} is told to those who answer");
    }
}

#[tokio::test]
async fn an_instrument_that_was_changed_or_has_no_terms_of_use_is_not_asked() {
    let world = World::new().await;
    let isatis = shipped("isatis-2014").unwrap().json;
    let form = Instrument::compile(isatis).unwrap();
    let question = form.questions().find(|item| !item.local).unwrap();
    let wording = serde_json::to_string(question.wording.get(Speaker::Patient, Lang::Fr)).unwrap();
    let changed = isatis.replace(&wording, "\"Vraiment ?\"");
    assert_ne!(changed, isatis);
    let added = actions::add_instrument(&world.platform, &changed).await;
    assert!(matches!(added, Err(SurveyProblem::Instrument)), "an official wording is locked");

    let mut document: serde_json::Value = serde_json::from_str(shipped("vecu-12").unwrap().json).unwrap();
    let object = document.as_object_mut().unwrap();
    object.remove("copyright");
    object.remove("_copyright");
    let extensions = object.get_mut("extension").and_then(serde_json::Value::as_array_mut).unwrap();
    extensions.retain(|one| !one["url"].as_str().unwrap_or_default().contains("licen"));
    let bare = actions::add_instrument(&world.platform, &document.to_string()).await.unwrap();
    let id = draft(&world, |new| new.instrument = bare).await;
    let refused = actions::open_campaign(&world.platform, By::default(), world.org, id).await;
    assert!(matches!(refused, Err(SurveyProblem::Lacks(keys)) if keys.contains(&"surveys-lacks-licence")));
}

#[tokio::test]
async fn a_campaign_that_is_closed_takes_nothing_and_says_so() {
    let world = World::new().await;
    let id = opened(&world, true).await;
    let begun = world.visitor().post(&format!("/q/{id}"), &[("speaker", "patient"), ("place", "cardiologie")]).await;
    let (_, draft) = begun.location().unwrap().split_once("?d=").unwrap();
    actions::close_campaign(&world.platform, By::default(), world.org, id).await.unwrap();
    let late = world.visitor().get(&format!("/q/{id}?d={draft}")).await;
    assert!(!late.text.contains("method=\"post\""), "what was begun cannot be sent: the form is not offered");
    let late = world.visitor().post(&format!("/q/{id}"), &[("d", draft), ("speaker", "patient")]).await;
    assert_eq!(late.status, 410);
    let page = world.visitor().get(&format!("/q/{id}")).await;
    assert!(matches!(page.status, 200 | 404 | 410), "{}", page.status);
    assert!(!page.text.contains("method=\"post\""), "there is nothing to send");
    let sent = world.visitor().post(&format!("/q/{id}"), &[("speaker", "patient")]).await;
    assert!(matches!(sent.status, 404 | 410 | 422), "{}", sent.status);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM draft").await, 1, "the one that was begun before");
    let again = actions::open_campaign(&world.platform, By::default(), world.org, id).await;
    assert!(matches!(again, Err(SurveyProblem::State)), "a closed campaign never opens again");
}
