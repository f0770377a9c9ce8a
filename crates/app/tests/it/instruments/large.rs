//! A questionnaire as large as can be edited: its pages are light, and what is read on one can be sent back from it.
#![allow(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{HERE, form_of, officer, send, with};
use crate::world::{Page, Visitor, World};

/// As many items as an editor holds, on screens of twenty: 1.1 MB.
fn document() -> String {
    let question = |n: usize| {
        let options: Vec<Value> = (0..2)
            .map(|code| {
                json!({ "valueCoding": { "code": code.to_string(), "display": format!("Réponse {code}") },
                    "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": code }] })
            })
            .collect();
        let words = format!("Question numéro {n}, avec assez de mots pour être une vraie question, n'est-ce pas ?");
        let mut made = json!({ "linkId": format!("v{n}"), "type": "choice", "text": words, "answerOption": options });
        if n % 5 == 4 {
            made["enableWhen"] =
                json!([{ "question": format!("v{}", n - 1), "operator": "=", "answerCoding": { "code": "0" } }]);
        }
        made
    };
    let screens: Vec<Value> = (0..95)
        .map(|screen| {
            let items: Vec<Value> = (0..20).map(|at| question(screen * 20 + at)).collect();
            json!({ "linkId": format!("s{screen}"), "type": "group", "text": format!("Écran {screen}"), "item": items })
        })
        .collect();
    json!({ "resourceType": "Questionnaire", "language": "fr", "status": "draft", "title": "Très long", "item": screens })
        .to_string()
}

/// A draft of 1,995 items, brought in a file.
async fn draft(who: &mut Visitor) -> String {
    let mut body = b"--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"long.json\"\r\n\r\n".to_vec();
    body.extend_from_slice(document().as_bytes());
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let page = who.post_bytes(&format!("{HERE}/fichier"), "multipart/form-data; boundary=cut", body).await;
    assert_eq!(page.status, 200);
    let to = format!("{HERE}/fichier/commencer");
    let page = send(who, &to, &form_of(&page, &to)).await;
    assert_eq!(page.status, 303, "{}", page.text);
    page.location().expect("the draft").to_owned()
}

#[tokio::test]
async fn the_plan_of_a_long_questionnaire_comes_by_pages_and_a_whole_page_of_translations_is_saved() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = draft(&mut who).await;
    let page = who.get(&draft).await;
    assert!(page.text.len() < 400_000, "{} bytes", page.text.len());
    assert!(page.says("Question numéro 0,") && !page.says("Question numéro 1899,"));
    let page = who.get(&format!("{draft}?page=20")).await;
    assert!(page.says("Question numéro 1899,") && !page.says("Question numéro 0,"));
    let moved = super::press(&mut who, &draft, &[("go", "up:v1899")]).await;
    assert!(moved.location().is_some_and(|to| to.contains("page=20#e")), "one stays where the question went");
    let to = format!("{draft}/traductions");
    let page = who.get(&to).await;
    let form = form_of(&page, &to);
    let typed: Vec<(String, String)> = form
        .into_iter()
        .map(|(name, value)| if name.starts_with("t:") { (name, "é".repeat(200)) } else { (name, value) })
        .collect();
    assert!(typed.len() > 100, "{}", typed.len());
    let page = send(&mut who, &format!("{to}?page=1"), &with(typed, &[])).await;
    assert_eq!(page.status, 303, "{}", page.text);
}

/// The longest of five looks at a page.
async fn longest(who: &mut Visitor, path: &str) -> (Duration, Page) {
    let mut longest = Duration::ZERO;
    let mut page = None;
    for _ in 0..5 {
        let from = Instant::now();
        let seen = who.get(path).await;
        longest = longest.max(from.elapsed());
        assert_eq!(seen.status, 200, "{path}");
        page = Some(seen);
    }
    (longest, page.expect("a page"))
}

/// `cargo test -p app --release --test it instruments::large -- --ignored --nocapture`
#[tokio::test]
#[ignore = "a measure: its figures are read by people, and it takes a minute"]
async fn the_time_of_each_page_of_a_questionnaire_of_two_thousand_items() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let from = Instant::now();
    let draft = draft(&mut who).await;
    println!("the file read, shown and begun: {} ms", from.elapsed().as_millis());
    let pages = [
        "",
        "?page=20",
        "/question?q=v1000",
        "/condition?q=v1000&on=v999",
        "/presentation",
        "/scores",
        "/score",
        "/traductions",
        "/traductions?page=20",
        "/apercu",
        "/controles",
        "/remarques",
        "/fichiers",
        "/publier",
    ];
    let from = Instant::now();
    assert_eq!(who.get(&draft).await.status, 200);
    println!("the first page of a draft that was not looked at lately: {} ms", from.elapsed().as_millis());
    println!("page | longest of five looks, ms | bytes");
    for path in pages {
        let (longest, page) = longest(&mut who, &format!("{draft}{path}")).await;
        println!("{path} | {} | {}", longest.as_millis(), page.text.len());
        assert!(longest < Duration::from_secs(30), "{path}: nobody waits that long");
    }
    let mut moved = Duration::ZERO;
    for go in ["down:v3", "up:v3", "down:v3", "up:v3", "down:v3"] {
        let revision = super::revision(&who.get(&draft).await);
        let from = Instant::now();
        assert_eq!(who.post(&draft, &[("revision", &revision), ("go", go)]).await.status, 303);
        moved = moved.max(from.elapsed());
    }
    println!("a question moved, longest of five: {} ms", moved.as_millis());
    let to = format!("{draft}/question?q=v1000");
    let page = who.get(&to).await;
    let form = with(form_of(&page, &to), &[("hint-fr", "Une aide"), ("go", "save")]);
    let from = Instant::now();
    assert_eq!(send(&mut who, &to, &form).await.status, 303);
    println!("a question saved: {} ms", from.elapsed().as_millis());
    let to = format!("{draft}/traductions");
    let page = who.get(&to).await;
    let form: Vec<(String, String)> = form_of(&page, &to)
        .into_iter()
        .map(|(name, value)| if name.starts_with("t:") { (name, "Words".to_owned()) } else { (name, value) })
        .collect();
    let from = Instant::now();
    assert_eq!(send(&mut who, &format!("{to}?page=1"), &form).await.status, 303);
    println!("a page of translations saved: {} ms", from.elapsed().as_millis());
}
