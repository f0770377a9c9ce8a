//! The pages, asked as a browser asks them.

use axum::{
    Form,
    body::to_bytes,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{Day, Id, Lang, Personal, Role};
use organisation::access::{Asker, Desk, Failure, Hat, job_scope};
use pages::{Look, check, words};

use super::{
    answer, campaigns, discharges, entry, intro, invitation, new_campaign, one_campaign, paper, returned, sent,
};
use crate::{
    surveys::{
        actions::{self, By, NewCampaign},
        tests::{ORG, ROOT, Stage, UNIT_A, UNIT_B, november},
        token::Invitation,
    },
    voices::Channel,
};

mod kinds;
mod looks;
mod repeats;
mod rules;
mod tablet;

fn look(lang: Lang) -> Look {
    Look { lang, large: false }
}

fn fields(pairs: &[(&str, &str)]) -> Form<super::Fields> {
    Form(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

async fn html(answer: Result<Response, Failure>) -> (StatusCode, String) {
    let answer = answer.unwrap_or_else(|failure| failure.into_response());
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn to(answer: Result<Response, Failure>) -> String {
    let answer = answer.unwrap_or_else(|failure| panic!("{failure:?}"));
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers().get(header::LOCATION).unwrap().to_str().unwrap().to_owned()
}

fn sound(page: &str) {
    assert_eq!(check::page(page), Vec::<String>::new(), "{page}");
    let missing: Vec<String> = words::missing_keys().into_iter().filter(|key| key.contains("surveys")).collect();
    assert_eq!(missing, Vec::<String>::new());
}

fn said<T: serde::de::DeserializeOwned>(query: &str) -> Query<T> {
    Query::try_from_uri(&format!("/?{query}").parse().unwrap()).unwrap()
}

fn desk(lang: Lang) -> Desk {
    let day = Day::new(2026, 1, 1).unwrap();
    let hat = Hat {
        grant: Id::from_i64(1),
        org: ORG,
        role: Role::QualityOfficer,
        place: ROOT,
        place_name: "CH".to_owned(),
        from: day,
        to: None,
    };
    let asker = Asker {
        account: Id::from_i64(9),
        name: Personal::new("Claire".to_owned()),
        lang,
        hat: hat.clone(),
        hats: vec![hat],
        scope: job_scope(ORG),
    };
    Desk { asker, look: look(lang) }
}

fn install() {
    words::install(&[super::super::WORDS, organisation::access::WORDS, crate::voices::WORDS]).unwrap();
}

/// The draft's key in an address.
fn key_in(address: &str) -> String {
    address.split_once("d=").unwrap().1.split('&').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_invited_person_answers_goes_back_and_is_thanked_twice() {
    install();
    let stage = Stage::new("pages-invited").await;
    let campaign = stage.campaign(false).await;
    let p = || State(stage.p.clone());
    let token = Invitation::random(&mut *stage.p.chance(), campaign, UNIT_A, november()).written(&stage.p.keys, ORG);
    let path = campaign.to_string();
    let address = to(invitation::exchange(p(), Path(token.clone()), look(Lang::Fr)).await);
    assert!(address.starts_with(&format!("/q/{campaign}?d=")) && !address.contains(&token), "{address}");
    let key = key_in(&address);
    let (_, page) = html(intro::show(p(), Path(path.clone()), said(&format!("d={key}")), look(Lang::Fr)).await).await;
    sound(&page);
    for part in ["anonyme", "14 questions", "Dit clairement.", "tel:3114", r#"value="a""#] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let (status, page) =
        html(intro::start(p(), Path(path.clone()), look(Lang::En), fields(&[("d", &key)])).await).await;
    sound(&page);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let started = fields(&[("d", &key), ("speaker", "relative")]);
    let first = to(intro::start(p(), Path(path.clone()), look(Lang::Fr), started).await);
    assert_eq!(first, format!("/q/{campaign}/1?d={key}"));
    let screen = |n: usize| answer::show(p(), Path((path.clone(), n)), said(&format!("d={key}")), look(Lang::Fr));
    let post = |n: usize, pairs: &[(&str, &str)]| {
        let mut all = vec![("d", key.as_str())];
        all.extend_from_slice(pairs);
        answer::take(p(), Path((path.clone(), n)), look(Lang::Fr), fields(&all))
    };
    let (_, page) = html(screen(1).await).await;
    sound(&page);
    let next = to(post(1, &[("v1", "yes"), ("v2", "4"), ("go", "next")]).await);
    assert_eq!(next, format!("/q/{campaign}/2?d={key}"));
    let back = to(post(2, &[("v7", "5"), ("go", "back")]).await);
    assert_eq!(back, format!("/q/{campaign}/1?d={key}"));
    let (_, page) = html(screen(1).await).await;
    assert_eq!(page.matches(" checked").count(), 2, "what was given is kept: {page}");
    let later = to(post(1, &[("go", "later")]).await);
    assert!(later.contains("plus-tard"), "{later}");
    let (_, page) = html(sent::later(p(), Path(path.clone()), said(&format!("d={key}")), look(Lang::En)).await).await;
    sound(&page);
    assert!(page.contains(&format!("https://vecu.example/q/{campaign}?d={key}")), "{page}");
    let long = "a".repeat(30_000);
    let (status, page) = html(post(5, &[("bien", &long), ("go", "send")]).await).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(&long), "what was typed is kept");
    sound(&page);
    let thanks = to(post(5, &[("bien", "Merci."), ("go", "send")]).await);
    assert_eq!(thanks, format!("/q/{campaign}/merci?lieu=a"));
    let again = to(post(5, &[("bien", "Merci."), ("go", "send")]).await);
    assert_eq!(again, format!("/q/{campaign}/merci"), "a second press is thanked too");
    assert_eq!(stage.waiting(campaign, UNIT_A).await, 1);
    let (_, page) = html(sent::thanks(p(), Path(path.clone()), said("lieu=a"), look(Lang::Fr)).await).await;
    sound(&page);
    assert!(page.contains("/d/a/raconter"), "{page}");
    let (status, _) = html(invitation::exchange(p(), Path(token), look(Lang::Fr)).await).await;
    let (forged, _) = html(invitation::exchange(p(), Path("x".to_owned()), look(Lang::Fr)).await).await;
    assert_eq!((status, forged), (StatusCode::GONE, StatusCode::GONE));
}

#[tokio::test]
async fn a_switch_of_language_or_size_shows_the_same_screen_with_what_was_typed() {
    install();
    let stage = Stage::new("pages-switch").await;
    let campaign = stage.campaign(true).await;
    let p = || State(stage.p.clone());
    let path = campaign.to_string();
    for tablet in ["", "1"] {
        let started = fields(&[("place", "b"), ("speaker", "patient"), ("kiosque", tablet)]);
        let key = key_in(&to(intro::start(p(), Path(path.clone()), look(Lang::Fr), started).await));
        let typed = fields(&[("d", &key), ("bien", "Une phrase à moitié"), (pages::layout::AGAIN, "1")]);
        let (status, page) = html(answer::take(p(), Path((path.clone(), 5)), look(Lang::En), typed).await).await;
        assert_eq!(page.contains("data-left-alone"), tablet == "1");
        sound(&page);
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(r#"<html lang="en""#) && page.contains("Une phrase à moitié"), "{page}");
        assert!(!page.contains("class=\"switches\"><li><a"), "a link would lose it: {page}");
        // A tablet goes back to its start by itself: a question in the way would hold it.
        assert_eq!(page.contains("data-keep"), tablet.is_empty());
    }
    assert_eq!(stage.waiting(campaign, UNIT_B).await, 0, "nothing was sent");
}

#[tokio::test]
async fn words_of_self_harm_show_the_numbers_on_the_page_of_thanks() {
    install();
    let stage = Stage::new("pages-help").await;
    let campaign = stage.campaign(true).await;
    let p = || State(stage.p.clone());
    let path = campaign.to_string();
    let started = fields(&[("place", "b"), ("speaker", "patient")]);
    let key = key_in(&to(intro::start(p(), Path(path.clone()), look(Lang::Fr), started).await));
    let sent = fields(&[("d", &key), ("mieux", "Je veux mourir, je vais me suicider."), ("go", "send")]);
    let (status, page) = html(answer::take(p(), Path((path, 5)), look(Lang::Fr), sent).await).await;
    assert_eq!(status, StatusCode::OK);
    let (help, thanks) = (page.find("tel:3114").unwrap(), page.find("<h1").unwrap());
    assert!(help < thanks, "the numbers come first: {page}");
    assert!(!page.contains("class=\"switches\""), "no address shows the numbers again: {page}");
    sound(&page);
}

#[tokio::test]
async fn the_pages_of_work_are_sound_in_both_languages() {
    install();
    let stage = Stage::new("pages-work").await;
    let campaign = stage.campaign(false).await;
    let p = || State(stage.p.clone());
    let path = || Path(campaign.to_string());
    for lang in Lang::ALL {
        let answers = vec![
            campaigns::list(p(), desk(lang), said("")).await.map(IntoResponse::into_response),
            new_campaign::ask(p(), desk(lang)).await,
            one_campaign::show(p(), desk(lang), path()).await,
            one_campaign::poster(p(), desk(lang), path(), said("lieu=a")).await,
            discharges::ask(p(), desk(lang), path()).await,
            returned::ask(p(), desk(lang), path()).await,
            returned::take(p(), desk(lang), path(), fields(&[("addresses", "a@example.org")])).await,
            returned::take(p(), desk(lang), path(), fields(&[("addresses", "rien")])).await,
            entry::ask(p(), desk(lang), path(), said("fait=1")).await,
            paper::show(p(), path(), said(""), look(lang)).await,
            invitation::ask_objection(p(), Path("faux".to_owned()), look(lang)).await,
            new_campaign::create(p(), desk(lang), fields(&[("way", "open"), ("to-day", "3")])).await,
        ];
        for answer in answers {
            sound(&html(answer).await.1);
        }
    }
}

#[tokio::test]
async fn staff_types_for_somebody_with_notes_and_every_code_and_the_day_is_counted() {
    install();
    let stage = Stage::new("pages-entry").await;
    let campaign = stage.campaign(false).await;
    let p = || State(stage.p.clone());
    let path = campaign.to_string();
    let (status, _) =
        html(entry::start(p(), desk(Lang::Fr), Path(path.clone()), fields(&[("wave", "2020-01")])).await).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let place = UNIT_A.to_string();
    let given = [("place", place.as_str()), ("wave", "2026-11"), ("channel", "phone"), ("speaker", "proxy")];
    let address = to(entry::start(p(), desk(Lang::Fr), Path(path.clone()), fields(&given)).await);
    let key = key_in(&address);
    let (_, page) =
        html(entry::show(p(), desk(Lang::Fr), Path((path.clone(), 1)), said(&format!("d={key}"))).await).await;
    sound(&page);
    let (status, _) =
        html(answer::show(p(), Path((path.clone(), 1)), said(&format!("d={key}")), look(Lang::Fr)).await).await;
    assert_eq!(status, StatusCode::GONE, "the public page does not open it");
    let sent = || fields(&[("d", &key), ("v1", "yes"), ("go", "send")]);
    let done = format!("/travail/campagnes/{campaign}/saisie?fait=1");
    assert_eq!(to(entry::take(p(), desk(Lang::Fr), Path((path.clone(), 1)), sent()).await), done);
    assert_eq!(to(entry::take(p(), desk(Lang::Fr), Path((path, 1)), sent()).await), done);
    assert_eq!(stage.waiting(campaign, UNIT_A).await, 1);
    stage.clock.advance_days(1);
    actions::sweep(&stage.p).await.unwrap();
    let mut conn = stage.p.db.reader().await.unwrap();
    let entries = spine::audit::recent(&mut conn, ORG, i64::MAX, 10).await.unwrap();
    let entry = entries.iter().find(|entry| entry.act == "survey.entered-on-behalf").unwrap();
    assert_eq!((entry.detail.as_str(), entry.account), ("day=2026-11-22 n=1", None));
}

#[tokio::test]
async fn a_draft_can_be_completed_and_deleted_and_what_was_opened_cannot() {
    install();
    let stage = Stage::new("pages-draft").await;
    let new = NewCampaign { purpose: String::new(), ..stage.new_campaign(false).await };
    let draft = actions::create(&stage.p, By::default(), new).await.unwrap();
    let p = || State(stage.p.clone());
    let path = || Path(draft.to_string());
    for lang in Lang::ALL {
        sound(&html(new_campaign::edit(p(), desk(lang), path()).await).await.1);
        sound(&html(one_campaign::show(p(), desk(lang), path()).await).await.1);
    }
    let (_, page) = html(new_campaign::edit(p(), desk(Lang::Fr), path()).await).await;
    for part in [r#"value="Séjours""#, "Dit clairement.", r#"value="2026""#, "Vécu-12"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("Vecu12"), "an instrument is called by its title: {page}");
    let place = UNIT_A.to_string();
    let instrument = actions::shipped(&stage.p, "isatis-2014").await.unwrap().to_string();
    let mut given = vec![("title", "Sorties"), ("instrument", instrument.as_str()), ("purpose", "Entendre.")];
    given.extend([("designers", "A"), ("moment", "B"), ("outcome", "C"), ("way", "open"), ("channel", "paper")]);
    given.extend([("speaker", "patient"), ("place", place.as_str()), ("from-day", "1"), ("from-month", "12")]);
    given.extend([("from-year", "2026"), ("to-day", "2"), ("to-month", "12"), ("to-year", "2026")]);
    let saved = to(new_campaign::save(p(), desk(Lang::Fr), path(), fields(&given)).await);
    assert_eq!(saved, format!("/travail/campagnes/{draft}"));
    let asked = actions::asked(&stage.p, draft).await.unwrap().unwrap();
    let campaign = &asked.campaign;
    assert_eq!(
        (campaign.title.as_str(), campaign.purpose.as_str(), campaign.open_link),
        ("Sorties", "Entendre.", true)
    );
    assert_eq!((campaign.channels.as_slice(), asked.places.len()), ([Channel::Paper].as_slice(), 1));
    let refused = new_campaign::save(p(), desk(Lang::Fr), path(), fields(&[("title", "")])).await;
    assert_eq!(html(refused).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(to(new_campaign::delete(p(), desk(Lang::Fr), path()).await), "/travail/campagnes");
    let gone = html(one_campaign::show(p(), desk(Lang::Fr), path()).await).await;
    assert_eq!(gone.0, StatusCode::NOT_FOUND);
    let open = stage.campaign(false).await;
    let path = || Path(open.to_string());
    for answer in [
        new_campaign::edit(p(), desk(Lang::Fr), path()).await,
        new_campaign::save(p(), desk(Lang::Fr), path(), fields(&given)).await,
        new_campaign::delete(p(), desk(Lang::Fr), path()).await,
    ] {
        assert_eq!(html(answer).await.0, StatusCode::GONE);
    }
}

#[tokio::test]
async fn only_the_declared_ways_of_answering_are_offered() {
    install();
    let stage = Stage::new("pages-ways").await;
    let p = || State(stage.p.clone());
    let made = async |channels: Vec<Channel>| {
        let new = NewCampaign { channels, ..stage.new_campaign(true).await };
        let id = actions::create(&stage.p, By::default(), new).await.unwrap();
        actions::open_campaign(&stage.p, By::default(), ORG, id).await.unwrap();
        id.to_string()
    };
    let web = made(vec![Channel::Web]).await;
    let (_, page) = html(one_campaign::show(p(), desk(Lang::Fr), Path(web.clone())).await).await;
    for absent in [format!("{web}/saisie"), "/papier".to_owned(), "kiosque=1".to_owned()] {
        assert!(!page.contains(&absent), "{absent} in {page}");
    }
    let (_, page) = html(entry::ask(p(), desk(Lang::Fr), Path(web.clone()), said("")).await).await;
    sound(&page);
    assert!(!page.contains(r#"name="channel""#) && page.contains("pas de saisie"), "{page}");
    let (_, page) = html(intro::show(p(), Path(web.clone()), said("kiosque=1"), look(Lang::Fr)).await).await;
    assert!(!page.contains("<form method=\"post\""), "no tablet was declared: {page}");
    let begun = fields(&[("place", "c"), ("speaker", "patient"), ("kiosque", "1")]);
    assert_eq!(html(intro::start(p(), Path(web), look(Lang::Fr), begun).await).await.0, StatusCode::GONE);
    let paper = made(vec![Channel::Paper]).await;
    let (_, page) = html(entry::ask(p(), desk(Lang::Fr), Path(paper.clone()), said("")).await).await;
    assert!(page.contains(r#"value="paper""#) && !page.contains(r#"value="phone""#), "{page}");
    let (_, page) = html(intro::show(p(), Path(paper.clone()), said(""), look(Lang::Fr)).await).await;
    assert!(page.contains("/papier") && !page.contains("<form method=\"post\""), "{page}");
    // On paper, what whoever types it in is asked; a sheet a speaker; the way back.
    let (_, page) = html(paper::show(p(), Path(paper.clone()), said("qui=parent"), look(Lang::Fr)).await).await;
    sound(&page);
    for part in ["Lieu", "Mois de la réponse", "Un parent d’enfant soigné", "qui=relative"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(page.contains(&format!("href=\"/q/{}\"", paper)), "{page}");
}

#[tokio::test]
async fn words_of_self_harm_that_staff_types_show_what_to_do() {
    install();
    let stage = Stage::new("pages-entry-help").await;
    let campaign = stage.campaign(false).await;
    let p = || State(stage.p.clone());
    let (path, place) = (campaign.to_string(), UNIT_A.to_string());
    let given = [("place", place.as_str()), ("wave", "2026-11"), ("channel", "phone"), ("speaker", "patient")];
    for lang in Lang::ALL {
        let key = key_in(&to(entry::start(p(), desk(lang), Path(path.clone()), fields(&given)).await));
        let sent = fields(&[("d", &key), ("mieux", "Je veux mourir, je vais me suicider."), ("go", "send")]);
        let (status, page) = html(entry::take(p(), desk(lang), Path((path.clone(), 5)), sent).await).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("tel:3114") && page.contains("tel:15"), "{page}");
        sound(&page);
    }
    assert_eq!(stage.waiting(campaign, UNIT_A).await, 2, "and the answers are kept");
}
