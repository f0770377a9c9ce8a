//! Every kind of question on a page, questions that an answer opens, rules between answers, alerts, and what the script of
//! the page is given.

use super::*;
use crate::surveys::{model::Anonymity, token::DraftKey};

/// A campaign of November that asks a questionnaire, and the key of somebody who has begun it.
pub(super) async fn begun(stage: &Stage, document: &str) -> (String, String) {
    let instrument = actions::add_instrument(&stage.p, document).await.unwrap();
    let new = NewCampaign { instrument, ..stage.new_campaign(false).await };
    let id = actions::create(&stage.p, By::default(), new).await.unwrap();
    actions::open_campaign(&stage.p, By::default(), ORG, id).await.unwrap();
    assert_eq!(Anonymity::Anonymous.code(), "anonymous");
    let token = Invitation::random(&mut *stage.p.chance(), id, UNIT_A, november()).written(&stage.p.keys, ORG);
    let key: DraftKey = actions::accept(&stage.p, &token).await.unwrap().key;
    let key = key.written();
    let p = State(stage.p.clone());
    let started = fields(&[("d", &key), ("speaker", "patient")]);
    to(intro::start(p, Path(id.to_string()), look(Lang::Fr), started).await);
    (id.to_string(), key)
}

const KINDS: &str = include_str!("../../../../../instruments/tests/forms/kinds.json");

/// The questionnaire of every kind, with what publication asks for.
fn every_kind() -> String {
    let mut document: serde_json::Value = serde_json::from_str(KINDS).unwrap();
    document["purpose"] = "Essayer.".into();
    document["extension"] = serde_json::json!([
        { "url": "urn:vecu:fhir:licence", "extension": [{ "url": "name", "valueString": "Pour essayer" }] }
    ]);
    document.to_string()
}

/// An answer to every question that is there at first, and to those that these answers open.
const ALL: &[(&str, &str)] = &[
    ("alone", "true"),
    ("who", "Ma sœur."),
    ("birth-year", "1956"),
    ("lunch", "14h30"),
    ("arrived-day", "22"),
    ("arrived-month", "11"),
    ("arrived-year", "2026"),
    ("arrived-time", "9h05"),
    ("site", "www.exemple.fr"),
    ("pain", "1,5"),
    ("pain-unit", "h"),
    ("late", "La radio."),
    ("helped", ""),
    ("helped", "nurse"),
    ("helped", "~other"),
    ("helped-other", "mon voisin"),
    ("came", "~other"),
    ("came-other", "par le bateau"),
];

/// Each part stands in a page.
fn holds(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[tokio::test]
async fn each_kind_is_asked_kept_and_shown_again() {
    install();
    let stage = Stage::new("pages-kinds").await;
    let (path, key) = begun(&stage, &every_kind()).await;
    let p = || State(stage.p.clone());
    let show = |lang| answer::show(p(), Path((path.clone(), 1)), said(&format!("d={key}")), look(lang));
    let post = |pairs: &[(&str, &str)]| {
        let mut all = vec![("d", key.as_str())];
        all.extend_from_slice(pairs);
        answer::take(p(), Path((path.clone(), 1)), look(Lang::Fr), fields(&all))
    };
    sound(&html(show(Lang::En).await).await.1);
    let (_, page) = html(show(Lang::Fr).await).await;
    sound(&page);
    holds(
        &page,
        &[
            r#"name="birth-year""#,
            r#"name="weight""#,
            r#"type="checkbox""#,
            r#"name="helped" value="""#,
            r#"name="pain-unit""#,
            r#"name="came-other""#,
            r#"value="car""#,
            "14 h 30",
        ],
    );
    assert!(page.contains(" checked"), "an initial value stands beforehand");
    assert!(!page.contains("Lot") && !page.contains(r#"name="who""#), "hidden and not yet opened: {page}");
    let opened = [("alone", "true"), ("weight", "72,5"), ("go", "send")];
    // An answer opens a question of the same screen: it is shown before one goes on.
    assert_eq!(to(post(&opened).await), format!("/q/{path}/1?d={key}&suite=1"));
    let more = said(&format!("d={key}&suite=1"));
    let (_, page) = html(answer::show(p(), Path((path.clone(), 1)), more, look(Lang::Fr)).await).await;
    sound(&page);
    holds(&page, &[r#"name="who""#, "une question de plus", r#"value="72,5""#, "145,0\u{a0}kg"]);
    // What does not fit is told at its field, with what was written; the rest is kept.
    let wrong = [
        ("birth-day", "31"),
        ("birth-month", "2"),
        ("birth-year", "1956"),
        ("lunch", "midi"),
        ("arrived-day", "31"),
        ("arrived-time", "<tôt>"),
        ("site", "javascript:x"),
        ("go", "send"),
    ];
    let (status, page) = html(post(&wrong).await).await;
    sound(&page);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(
        &page,
        &[
            r#"value="31""#,
            r#"value="1956""#,
            r#"value="midi""#,
            "Écrivez une heure",
            "Écrivez une date",
            "Une heure va avec son jour",
            r#"value="&lt;tôt&gt;""#,
            r#"value="javascript:x""#,
        ],
    );
    let next = to(post(&[ALL, &[("go", "send"), ("elder", "false")]].concat()).await);
    assert!(next.contains("suite=1"), "the year of birth opens a question: {next}");
    holds(
        &html(show(Lang::Fr).await).await.1,
        &[
            "par le bateau",
            "mon voisin",
            r#"value="14:30""#,
            r#"value="09:05""#,
            r#"type="url""#,
            r#"value="https://www.exemple.fr""#,
            r#"<option value="h" selected"#,
            "La radio.",
        ],
    );
    assert!(to(post(&[("elder", "true"), ("go", "send")]).await).contains("/merci"));
}

#[tokio::test]
async fn what_is_hidden_is_not_printed() {
    install();
    let stage = Stage::new("pages-hidden-paper").await;
    let (path, _) = begun(&stage, &every_kind()).await;
    let (_, sheet) = html(paper::show(State(stage.p.clone()), Path(path), said(""), look(Lang::Fr)).await).await;
    assert!(!sheet.contains("Lot") && sheet.contains("Comment êtes-vous venu"), "{sheet}");
}

#[tokio::test]
async fn an_alert_stands_on_the_very_next_screen_and_on_the_page_of_thanks() {
    install();
    let stage = Stage::new("pages-alert").await;
    let (path, key) = begun(&stage, instruments::shipped("phq-9").unwrap().json).await;
    let p = || State(stage.p.clone());
    let show = |n: usize| answer::show(p(), Path((path.clone(), n)), said(&format!("d={key}")), look(Lang::Fr));
    let code = r#"name="phq-9-9" value=""#;
    let (_, page) = html(show(1).await).await;
    sound(&page);
    let codes: Vec<&str> = page.split(code).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let help =
        |page: &str| page.split(r#"id="secours""#).nth(1).unwrap().split("</div>").next().unwrap().contains("3114");
    assert!(!help(&page));
    let post = |n: usize, value: &str, go: &str| {
        let given = fields(&[("d", &key), ("phq-9-9", value), ("go", go)]);
        answer::take(p(), Path((path.clone(), n)), look(Lang::Fr), given)
    };
    to(post(1, codes.first().unwrap(), "next").await);
    assert!(!help(&html(show(2).await).await.1), "the mildest answer raises nothing");
    to(post(1, codes.last().unwrap(), "next").await);
    let (_, page) = html(show(2).await).await;
    sound(&page);
    assert!(help(&page), "{page}");
    let (_, page) = html(post(2, codes.last().unwrap(), "send").await).await;
    sound(&page);
    assert!(page.contains("3114") && page.contains("Merci"), "{page}");
}

#[tokio::test]
async fn the_script_is_given_the_compiled_form_and_nothing_of_another_person() {
    install();
    let stage = Stage::new("pages-together").await;
    let (path, key) = begun(&stage, &every_kind()).await;
    let p = || State(stage.p.clone());
    let ask =
        |key: &str| super::super::together::show(p(), Path(path.clone()), said(&format!("d={key}")), look(Lang::Fr));
    let (status, text) = html(ask(&key).await).await;
    assert_eq!(status, StatusCode::OK);
    let given: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(given["program"]["items"].as_array().unwrap().len(), 15);
    assert_eq!(given["answers"]["came"][0][2], "car");
    assert_eq!(given["fields"]["birth"], "birth");
    assert_eq!(given["units"]["pain"], "min");
    let questions = given["screens"][0]["questions"].as_str().unwrap();
    assert!(questions.contains(r#"data-question="who" hidden"#), "what is not open yet is there, hidden: {questions}");
    assert!(!questions.contains("data-question=\"seed\""), "what nobody sees is not");
    let forged = DraftKey::random(&mut *stage.p.chance()).written();
    assert_eq!(html(ask(&forged).await).await.0, StatusCode::GONE);
    // Silent saving answers the script; what does not fit is told by the page.
    let silent = |pairs: &[(&str, &str)]| {
        let mut all = vec![("d", key.as_str()), ("seen", "1"), ("silent", "1"), ("go", "next")];
        all.extend_from_slice(pairs);
        answer::take(p(), Path((path.clone(), 1)), look(Lang::Fr), fields(&all))
    };
    let (status, text) = html(silent(&[("who", "Je veux en finir avec la vie.")]).await).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("3114"), "words that ask for help are answered at once: {text}");
    assert_eq!(
        html(silent(&[("weight", "lourd")]).await).await.1,
        r#"{"refused":true}"#,
        "the page itself will say it"
    );
    // On a tablet of the house nothing of a person stays in the page.
    let open = stage.campaign(true).await.to_string();
    let started = fields(&[("place", "c"), ("speaker", "patient"), ("kiosque", "1")]);
    let kiosk = key_in(&to(intro::start(p(), Path(open.clone()), look(Lang::Fr), started).await));
    let asked =
        super::super::together::show(p(), Path(open.clone()), said(&format!("d={kiosk}")), look(Lang::Fr)).await;
    assert_eq!(html(asked).await.0, StatusCode::GONE);
    let screen = answer::show(p(), Path((open, 1)), said(&format!("d={kiosk}")), look(Lang::Fr)).await;
    let (_, page) = html(screen).await;
    assert!(!page.contains("survey.js") && !page.contains("data-together"), "{page}");
}
