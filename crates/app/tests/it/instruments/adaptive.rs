//! An adaptive bank published through the product and asked over HTTP until it stops; and whatever goes wrong under `/fhir`
//! is an OperationOutcome.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use instruments::adaptive;
use kernel::{Chance, Role, SeededChance};
use serde_json::{Value, json};

use super::{HERE, begun, form_of, officer, present, publish, send, with};
use crate::world::{Page, Visitor, World};

const FHIR: &str = "application/fhir+json";

/// The simulated bank, brought as a file, presented and published; gives the id of its version.
async fn published_bank(who: &mut Visitor) -> String {
    let mut body = b"--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"banque.json\"\r\n\r\n".to_vec();
    body.extend_from_slice(adaptive::demonstration().to_string().as_bytes());
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let page = who.post_bytes(&format!("{HERE}/fichier"), "multipart/form-data; boundary=cut", body).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let to = format!("{HERE}/fichier/commencer");
    let form = with(form_of(&page, &to), &[("title", "Banque de l'établissement")]);
    let page = send(who, &to, &form).await;
    let draft = page.location().unwrap_or_else(|| panic!("{}", page.text)).to_owned();
    assert_eq!(present(who, &draft).await.status, 303);
    let page = publish(who, &draft, "").await;
    let version = page.location().unwrap_or_else(|| panic!("{}", page.text));
    version.split('?').next().and_then(|path| path.rsplit('/').next()).expect("an id").to_owned()
}

fn outcome(page: &Page) -> Value {
    let outcome: Value = serde_json::from_str(&page.text).unwrap_or_else(|_| panic!("no JSON: {:.300}", page.text));
    assert_eq!(outcome["resourceType"], "OperationOutcome", "{outcome}");
    assert_eq!(outcome["issue"][0]["severity"], "error");
    assert!(outcome["issue"][0]["diagnostics"].as_str().is_some_and(|said| said.len() > 10), "{outcome}");
    outcome
}

async fn call(who: &mut Visitor, id: &str, response: &Value) -> Value {
    let path = format!("/fhir/Questionnaire/{id}/$next-question");
    let page = who.post_bytes(&path, FHIR, response.to_string().into_bytes()).await;
    assert_eq!(page.status, 200, "{}", page.text);
    serde_json::from_str(&page.text).expect("JSON")
}

/// The document of a published version, as the product gives it away.
async fn document(who: &mut Visitor, id: &str) -> Value {
    let page = who.get(&format!("{HERE}/versions/{id}/fichiers/fhir-r4")).await;
    assert_eq!(page.status, 200, "{}", page.text);
    serde_json::from_str(&page.text).expect("JSON")
}

#[tokio::test]
async fn a_published_bank_is_asked_over_http_until_it_stops() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let id = published_bank(&mut who).await;
    let bank = fhir::Document::from_value(document(&mut who, &id).await).expect("a document");
    let form = adaptive::AdaptiveForm::of(&bank).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let (mut chance, mut asked) = (SeededChance::new(11), 0);
    let mut response = form.start();
    while response["status"] == "in-progress" {
        let sent = fhir::Document::from_value(response.clone()).expect("a document");
        let direct = adaptive::call(&bank, &sent, world.platform.clock.today()).expect("a step").response;
        response = call(&mut who, &id, &response).await;
        assert_eq!(response, direct, "the published bank answers as the function does, to the last digit");
        if response["status"] == "in-progress" {
            asked += 1;
            assert!(asked <= 12, "it stops");
            answered(&mut response, usize::try_from(chance.below(5)).expect("a rank"));
        }
    }
    assert!((4..=12).contains(&asked), "{asked}");
    assert_eq!(response["status"], "completed");
    let text = response.to_string();
    assert!(text.contains(adaptive::SCORE) && text.contains(adaptive::ERROR), "the estimate and its standard error");
    assert!(!text.contains("urn:vecu:fhir:graded"), "the parameters of the bank never leave");
    // By its canonical address, without the id.
    let page = who.post_bytes("/fhir/Questionnaire/$next-question", FHIR, form.start().to_string().into_bytes()).await;
    assert_eq!(page.status, 200, "{}", page.text);
}

/// Answers the last question asked with one of its printed answers.
fn answered(response: &mut Value, rank: usize) {
    let item = response["contained"][0]["item"].as_array().and_then(|all| all.last()).expect("a question").clone();
    let coding = item["answerOption"][rank]["valueCoding"].clone();
    assert!(coding.is_object(), "{item}");
    let answer = json!({ "linkId": item["linkId"], "answer": [{ "valueCoding": {
        "system": coding["system"], "code": coding["code"] } }] });
    let map = response.as_object_mut().expect("a resource");
    map.entry("item").or_insert_with(|| json!([])).as_array_mut().expect("a list").push(answer);
}

#[tokio::test]
async fn what_cannot_be_asked_under_fhir_is_an_operation_outcome_with_its_status() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let plain = super::published(&mut who, "Sans banque").await;
    let plain = plain.rsplit('/').next().expect("an id");
    let draft = begun(&mut who, "vecu-12", "Un brouillon").await;
    let draft = draft.rsplit('/').next().expect("an id");
    let start = adaptive::AdaptiveForm::of(&fhir::Document::from_value(adaptive::demonstration()).expect("a document"))
        .expect("a bank")
        .start()
        .to_string();
    let one = |id: &str| format!("/fhir/Questionnaire/{id}/$next-question");
    let heavy = format!("{{\"a\":\"{}\"}}", "x".repeat(300 * 1024));
    let posts: [(String, &str, &str, u16, &str); 9] = [
        (one("n'importe quoi").replace(' ', "%20"), FHIR, &start, 404, "not-found"),
        (one("0123456789ab"), FHIR, &start, 404, "not-found"),
        (one(draft), FHIR, &start, 404, "not-found"),
        (one(plain), FHIR, &start, 422, ""),
        (one("demonstration-adaptive"), FHIR, "{", 400, ""),
        (one("demonstration-adaptive"), FHIR, "\u{0}", 400, ""),
        (one("demonstration-adaptive"), "text/plain", &start, 415, "not-supported"),
        (one("demonstration-adaptive"), FHIR, &heavy, 413, "too-long"),
        ("/fhir/Questionnaire/$nothing".to_owned(), FHIR, &start, 404, "not-found"),
    ];
    for (path, kind, body, status, code) in posts {
        let page = who.post_bytes(&path, kind, body.as_bytes().to_vec()).await;
        assert_eq!(page.status, status, "{path} {kind}: {:.300}", page.text);
        assert_eq!(page.header(header::CONTENT_TYPE.as_str()), Some(FHIR), "{path}");
        let outcome = outcome(&page);
        assert!(code.is_empty() || outcome["issue"][0]["code"] == code, "{outcome}");
    }
    for path in ["/fhir", "/fhir/", "/fhir/metadata", "/fhir/Questionnaire/demonstration-adaptive/$next-question"] {
        let page = who.get(path).await;
        let expected = if path.ends_with("question") { 405 } else { 404 };
        assert_eq!(page.status, expected, "{path}");
        outcome(&page);
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let request = Request::builder()
            .method(method.clone())
            .uri(one("demonstration-adaptive"))
            .header(header::HOST, "vecu.test")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, FHIR);
        let page = who.send(request.body(Body::from(start.clone())).expect("a request")).await;
        assert_eq!(page.status, 405, "{method}");
        assert_eq!(page.header("allow"), Some("POST"), "{method}");
        outcome(&page);
    }
}

#[tokio::test]
async fn whoever_is_not_signed_in_or_wears_another_hat_is_told_in_the_same_form() {
    let world = World::new().await;
    let path = "/fhir/Questionnaire/demonstration-adaptive/$next-question";
    let page = world.visitor().post_bytes(path, FHIR, b"{}".to_vec()).await;
    assert_eq!(page.status, 401, "{}", page.text);
    assert_eq!(outcome(&page)["issue"][0]["code"], "login");
    assert!(page.header("www-authenticate").is_some(), "a 401 names a way in");
    let mut carer = world.wearing(Role::Caregiver, world.root).await;
    let page = carer.post_bytes(path, FHIR, b"{}".to_vec()).await;
    assert_eq!(page.status, 403, "{}", page.text);
    assert_eq!(outcome(&page)["issue"][0]["code"], "forbidden");
    // Pages for people stay pages.
    assert_eq!(world.visitor().get(HERE).await.status, 303);
    assert!(world.visitor().get("/fhirpath").await.text.contains("<html"));
}
