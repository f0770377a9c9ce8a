//! A questionnaire as large as can be edited: its pages are light, and what is read on one can be sent back from it.
#![allow(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{HERE, form_of, officer, send, with};
use crate::world::{Page, Visitor, World};

/// The translations of a text, into as many languages as wanted.
fn translated(text: &str, languages: &[&str]) -> Value {
    let one = |lang: &&str| {
        json!({ "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
            { "url": "lang", "valueCode": lang }, { "url": "content", "valueString": format!("{lang} : {text}") } ] })
    };
    json!({ "extension": languages.iter().map(one).collect::<Vec<Value>>() })
}

/// As many items as an editor holds, on screens of twenty: 1.1 MB in French alone, 4.5 MB in four languages.
fn document(languages: &[&str]) -> String {
    let question = |n: usize| {
        let options: Vec<Value> = (0..2)
            .map(|code| {
                let label = format!("Réponse {code}");
                let mut coding = json!({ "code": code.to_string(), "display": label });
                if !languages.is_empty() {
                    coding["_display"] = translated(&label, languages);
                }
                json!({ "valueCoding": coding,
                    "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": code }] })
            })
            .collect();
        let words = format!("Question numéro {n}, avec assez de mots pour être une vraie question, n'est-ce pas ?");
        let mut made = json!({ "linkId": format!("v{n}"), "type": "choice", "text": words, "answerOption": options });
        if !languages.is_empty() {
            made["_text"] = translated(made["text"].as_str().unwrap_or_default(), languages);
        }
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
async fn draft(who: &mut Visitor, document: &str) -> String {
    let mut body = b"--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"long.json\"\r\n\r\n".to_vec();
    body.extend_from_slice(document.as_bytes());
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
    let draft = draft(&mut who, &document(&[])).await;
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

/// A page that a busy machine may not give within its thirty seconds: what it found meanwhile is kept, so it is asked again.
async fn patiently(who: &mut Visitor, path: &str) -> Page {
    for _ in 0..5 {
        let page = who.get(path).await;
        if page.status != 503 {
            return page;
        }
    }
    panic!("{path} is never given");
}

#[tokio::test]
async fn two_thousand_items_in_four_languages_are_edited_and_no_language_is_lost() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let document = document(&["en", "de", "es"]);
    assert!(document.len() > 4_000_000, "{}", document.len());
    let draft = draft(&mut who, &document).await;
    let page = patiently(&mut who, &draft).await;
    assert!(page.status == 200 && page.text.len() < 400_000, "{} bytes", page.text.len());
    let to = format!("{draft}/question?q=v1000");
    let form = form_of(&patiently(&mut who, &to).await, &to);
    let form = with(form, &[("wording-patient-fr", "Autrement ?"), ("go", "save")]);
    let written = send(&mut who, &to, &form).await;
    assert_eq!(written.status, 303, "{}", written.text);
    let revision = super::revision(&patiently(&mut who, &draft).await);
    assert_eq!(who.post(&draft, &[("revision", &revision), ("go", "down:v3")]).await.status, 303);
    let stored = super::stored(&world, &draft).await.to_string();
    for lang in ["en", "de", "es"] {
        let said = format!("\"{lang} : Question numéro ");
        // The question that was written otherwise keeps its translations too.
        assert_eq!(stored.matches(&said).count(), 1_900, "{lang}");
    }
    let page = patiently(&mut who, &format!("{draft}/traductions?page=3")).await;
    assert!(page.says("en : Question numéro"), "{}", page.text.len());
}

#[tokio::test]
async fn before_a_draft_is_too_heavy_it_is_said_and_then_nothing_typed_or_stored_is_lost() {
    use listening::instruments::{document::Doc, model::HEAVIEST};
    let world = World::new().await;
    let mut who = officer(&world).await;
    let item =
        |n: usize, letters: usize| json!({ "linkId": format!("t{n}"), "type": "display", "text": "x".repeat(letters) });
    let made = |letters: usize| {
        let mut items: Vec<Value> = (0..590).map(|n| item(n, 9_700)).collect();
        items.push(item(590, letters));
        items.push(json!({ "linkId": "q", "type": "boolean", "text": "Une question ?" }));
        json!({ "resourceType": "Questionnaire", "language": "fr", "status": "draft", "title": "Très lourd", "item": items })
    };
    // The copy that a draft begins with is what is weighed: a little under the limit.
    let weight = |letters: usize| Doc::of(&made(letters)).copied("Très lourd").written().len();
    let spare = HEAVIEST - weight(1) - 2_000;
    assert!(spare > 1 && spare < 500_000, "{spare}");
    let draft = draft(&mut who, &made(1 + spare).to_string()).await;
    let page = who.get(&format!("{draft}/controles")).await;
    assert!(page.says("presque aussi lourd que ce que l'éditeur tient"), "it is said before: {:.2000}", page.text);
    let before = super::stored(&world, &draft).await;
    let typed = "À ne pas perdre. ".repeat(400);
    let to = format!("{draft}/question?q=q");
    let page = who.get(&to).await;
    let form = with(form_of(&page, &to), &[("hint-fr", &typed), ("go", "save")]);
    let page = send(&mut who, &to, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.says("deviendrait trop lourd") && page.says("n'est pas enregistré"), "what happened, what was kept");
    assert!(page.says("coupez le questionnaire en deux"), "what to do");
    assert!(page.says(typed.trim()), "and every word stands in its field");
    assert_eq!(super::stored(&world, &draft).await, before);
    let copied = super::press(&mut who, &draft, &[("go", "copy:t0")]).await;
    assert_eq!(copied.status, 422);
    assert!(copied.says("Ce changement n'a pas été fait"), "{:.2000}", copied.text);
    assert_eq!(super::press(&mut who, &draft, &[("go", "remove:t0")]).await.status, 303, "it can be made lighter");
    assert_eq!(send(&mut who, &to, &with(form, &[("revision", "2")])).await.status, 303, "and then it fits");
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
    for languages in [&[][..], &["en", "de", "es"][..]] {
        let document = document(languages);
        println!("\n{} languages, {} bytes", languages.len() + 1, document.len());
        measured(&document).await;
    }
}

async fn measured(document: &str) {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let from = Instant::now();
    let draft = draft(&mut who, document).await;
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
