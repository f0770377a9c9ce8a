//! Questionnaires brought in files of elsewhere, and taken away as files.

use kernel::Role;

use super::{HERE, begun, form_of, officer, publish, send, stored, with};
use crate::{
    rules::story::count,
    world::{Page, Visitor, World},
};

const FORM: &str = "| survey |\n\
    | | type | name | label | hint |\n\
    | | text | nom | Comment dire votre séjour ? | En deux mots |\n\
    | | select_one ouinon | attente | Avez-vous attendu ? | |\n\
    | | geopoint | lieu | Où étiez-vous ? | |\n\
    | choices |\n\
    | | list_name | name | label |\n\
    | | ouinon | oui | Oui |\n\
    | | ouinon | non | Non |\n\
    | settings |\n\
    | | form_title | default_language |\n\
    | | Mon questionnaire | fr |\n";

pub(super) async fn give(who: &mut Visitor, name: &str, bytes: &[u8]) -> Page {
    let mut body = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--cut--\r\n");
    who.post_bytes(&format!("{HERE}/fichier"), "multipart/form-data; boundary=cut", body).await
}

/// Begins the draft that a page of a file offers; gives the answer.
pub(super) async fn accept(who: &mut Visitor, page: &Page, title: &str) -> Page {
    let to = format!("{HERE}/fichier/commencer");
    let form = with(form_of(page, &to), &[("title", title)]);
    send(who, &to, &form).await
}

#[tokio::test]
async fn a_workbook_shows_what_becomes_of_each_row_and_is_kept_when_somebody_says_so() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let page = give(&mut who, "mon séjour.md", FORM.as_bytes()).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.says("mon séjour.md") && page.says("1 ligne perdue"), "{}", page.text);
    assert!(page.says("feuille survey, ligne 4"), "{}", page.text);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_draft").await, 0, "nothing is kept before");
    let page = accept(&mut who, &page, "").await;
    assert_eq!(page.status, 422, "a title is asked for");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_draft").await, 0);
    let page = accept(&mut who, &page, "Notre séjour").await;
    assert_eq!(page.status, 303, "{}", page.text);
    let draft = page.location().expect("the draft").to_owned();
    let document = stored(&world, &draft).await;
    assert_eq!(document["title"], "Notre séjour");
    assert_eq!(document["item"].as_array().map(Vec::len), Some(2), "{document}");
    let page = who.get(&draft).await;
    assert!(page.says("Comment dire votre séjour ?") && page.says("mon séjour.md"), "{}", page.text);
}

#[tokio::test]
async fn a_faulty_workbook_names_its_cell_and_what_to_write_in_the_language_of_the_reader_and_nothing_is_kept() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let faulty = FORM.replace("select_one ouinon", "select_one ouinom");
    let page = give(&mut who, "form.md", faulty.as_bytes()).await;
    assert_eq!(page.status, 422);
    assert!(page.says("À corriger dans le fichier") && page.says("Quoi écrire"), "{}", page.text);
    assert!(page.says("feuille survey, cellule A3") && page.says("Vouliez-vous dire « ouinon »"), "{}", page.text);
    assert!(!page.says("Commencer ce brouillon"));
    for name in ["form.pdf", "form", "vide.xlsx", "a.lss", "a.lsa", "a.json", "a.xml", "a.ods", "a.xls"] {
        let page = give(&mut who, name, b"\x00\x01nothing").await;
        assert_eq!(page.status, 422, "{name}");
        assert!(page.says("Rien n’a été gardé") || page.says("Rien n'a été gardé"), "{name}: {}", page.text);
    }
    let page = give(&mut who, "vide.csv", b"").await;
    assert!(page.status == 422 && page.says("Choisissez un fichier"), "{}", page.text);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_draft").await, 0);
}

#[tokio::test]
async fn a_file_that_weighs_too_much_is_refused_in_words_and_a_packed_bomb_is_not_opened() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let page = give(&mut who, "grand.json", &vec![b' '; 9 * 1024 * 1024]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("8 Mo"), "{}", page.text);
    for document in ["", "AAAA", "eJw", &"A".repeat(900_000)] {
        let to = format!("{HERE}/fichier/commencer");
        let page = who.post(&to, &[("title", "Titre"), ("name", "f.md"), ("document", document)]).await;
        assert_eq!(page.status, 400);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_draft").await, 0);
}

#[tokio::test]
async fn an_official_questionnaire_in_a_file_is_official_no_more() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let official = instruments::library().iter().find(|one| one.wording_hash.is_some()).expect("one");
    let page = give(&mut who, "officiel.json", official.json.as_bytes()).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let page = accept(&mut who, &page, "Le nôtre").await;
    let document = stored(&world, page.location().expect("the draft")).await;
    assert!(!document.to_string().contains("urn:vecu:fhir:official"));
    assert!(!document.to_string().contains("urn:vecu:fhir:licence"));
    assert!(document.get("url").is_none());
}

#[tokio::test]
async fn a_draft_and_a_version_are_taken_away_in_every_form_and_come_back() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "À emporter").await;
    let before = stored(&world, &draft).await;
    let page = who.get(&format!("{draft}/fichiers")).await;
    assert!(page.says("XLSForm (.xlsx)"), "{}", page.text);
    let page = who.get(&format!("{draft}/fichiers/fhir-r4")).await;
    assert_eq!(page.status, 200);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&page.text).expect("JSON"), before);
    assert!(page.header("content-disposition").is_some_and(|name| name.contains("a-emporter.fhir-r4.json")));
    for form in ["fhir-r5", "xlsform", "codebook-csv", "codebook-xlsx", "codebook-html"] {
        let page = who.get(&format!("{draft}/fichiers/{form}")).await;
        assert_eq!(page.status, 200, "{form}");
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
    assert_eq!(who.get(&format!("{draft}/fichiers/docx")).await.status, 404);
    let page = publish(&mut who, &draft, "").await;
    let version = page.location().expect("the version").split('?').next().expect("a path").to_owned();
    let mut reader = world.wearing(Role::UserRepresentative, world.root).await;
    let page = reader.get(&format!("{version}/fichiers/fhir-r5")).await;
    assert_eq!(page.status, 200, "whoever reads a version takes it away");
    let page = give(&mut who, "retour.json", page.text.as_bytes()).await;
    assert!(page.status == 200 && page.says("14 questions"), "{}", page.text);
    let mut caregiver = world.wearing(Role::Caregiver, world.root).await;
    assert_eq!(caregiver.get(&format!("{version}/fichiers/fhir-r4")).await.status, 403);
}

/// Three questions: two share a list that the file holds, one has a list of elsewhere.
fn shared_list() -> serde_json::Value {
    let ordinal = |n: i64| serde_json::json!([{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": n }]);
    let concept = |code: &str, fr: &str, en: &str, n: i64| serde_json::json!({ "code": code, "display": fr, "extension": ordinal(n), "designation": [{ "language": "en", "value": en }] });
    let question = |link: &str, text: &str, list: &str| serde_json::json!({ "linkId": link, "type": "choice", "text": text, "answerValueSet": list });
    serde_json::json!({ "resourceType": "Questionnaire", "language": "fr", "status": "draft", "title": "Liste partagée",
        "contained": [{ "resourceType": "ValueSet", "id": "accord", "status": "active", "compose": { "include": [{ "system": "urn:accord",
            "concept": [concept("oui", "Plutôt d'accord", "Rather agree", 1), concept("non", "Plutôt pas d'accord", "Rather disagree", 0)] }] } }],
        "item": [question("a", "L'accueil était clair ?", "#accord"), question("b", "La sortie était claire ?", "#accord"),
            question("c", "Quel service ?", "http://exemple.fr/services")] })
}

#[tokio::test]
async fn questions_that_share_a_list_have_their_own_answers_in_the_draft_and_what_is_elsewhere_is_told() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let page = give(&mut who, "partagee.json", shared_list().to_string().as_bytes()).await;
    assert_eq!(page.status, 200);
    assert!(page.says("la question a maintenant les siennes"), "{}", page.text);
    assert!(page.says("http://exemple.fr/services") && page.says("n'est pas écrite en entier"), "{}", page.text);
    let draft = accept(&mut who, &page, "Liste partagée").await.location().expect("the draft").to_owned();
    let document = stored(&world, &draft).await;
    assert_eq!(document.get("contained"), None, "{document}");
    let page = who.get(&format!("{draft}/question?q=b")).await;
    for value in ["Plutôt d'accord", "Rather agree"] {
        assert!(page.says(value), "{value}: {}", page.text);
    }
    let codebook = who.get(&format!("{draft}/fichiers/codebook-csv")).await;
    assert_eq!(codebook.text.matches("Rather disagree").count(), 2, "{}", codebook.text);
    // Answers written in the question take the place of the list that is elsewhere.
    let saved = super::write(&mut who, &draft, "c", &[("wording-patient-en", "Which ward?")]).await;
    assert_eq!(saved.status, 303);
    assert_eq!(
        stored(&world, &draft).await["item"][2]["answerValueSet"],
        "http://exemple.fr/services",
        "its list stays named"
    );
    let answers = [("choice-0-label-fr", "Chirurgie"), ("choice-1-label-fr", "Médecine")];
    assert_eq!(super::write(&mut who, &draft, "c", &answers).await.status, 303);
    let item = stored(&world, &draft).await["item"][2].clone();
    assert_eq!((item.get("answerValueSet"), item["answerOption"].as_array().map(Vec::len)), (None, Some(2)), "{item}");
    // One answer is changed in one question, and in that one alone.
    assert_eq!(super::write(&mut who, &draft, "a", &[("choice-0-label-fr", "D'accord")]).await.status, 303);
    let document = stored(&world, &draft).await;
    let label = |at: usize| document["item"][at]["answerOption"][0]["valueCoding"]["display"].clone();
    assert_eq!((label(0), label(1)), ("D'accord".into(), "Plutôt d'accord".into()));
    assert_eq!(super::present(&mut who, &draft).await.status, 303);
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 303, "{}", page.text);
    // A question of it is taken whole from the library.
    let page = who.get(&format!("{HERE}/bibliotheque?mots=sortie+etait+claire")).await;
    assert!(page.says("Plutôt pas d'accord"), "{}", page.text);
}

#[tokio::test]
async fn the_pages_of_checks_and_of_publication_say_the_minutes_and_the_reading_age_by_the_language_of_the_text() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let english = "Did you see the doctor and the nurses? Were you told what to do with your treatment? Was there \
                   somebody to help you and your family with the house? Did you have to wait for long?";
    let french = "Avez-vous vu le médecin et les infirmières ? Vous a-t-on dit quoi faire de votre traitement ? Y avait-il \
                  quelqu'un pour vous aider dans la maison avec vos proches ? Avez-vous attendu ?";
    let index = ["Indice de Kandel et Moles", "Indice de Flesch", "Non mesuré"];
    for (language, text, told) in [
        (Some("fr"), french, index[0]),
        (Some("en"), english, index[1]),
        (None, french, index[0]),
        (None, english, index[1]),
        (Some("de"), english, index[2]),
        (Some("fr"), "Racontez.", index[2]),
    ] {
        let question = serde_json::json!({ "linkId": "a", "type": "text", "text": text });
        let spun = serde_json::json!({ "linkId": "b", "type": "integer", "text": "?", "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
            "valueCodeableConcept": { "coding": [{ "code": "spinner" }] } }] });
        let mut form = serde_json::json!({ "resourceType": "Questionnaire", "status": "draft", "title": "Lu",
            "item": [question, spun] });
        if let Some(language) = language {
            form["language"] = language.into();
        }
        let page = give(&mut who, "lu.json", form.to_string().as_bytes()).await;
        assert!(page.says("« spinner » n'est pas dessinée"), "what is drawn in another way is told: {}", page.text);
        let page = accept(&mut who, &page, "Lu").await;
        let draft = page.location().expect("the draft").to_owned();
        let draft = draft.split('?').next().expect("its address");
        for part in ["controles", "publier"] {
            let page = who.get(&format!("{draft}/{part}")).await;
            assert_eq!(pages::check::page(&page.text), Vec::<String>::new());
            assert!(page.says("Environ 1 minute"), "{part}: {}", page.text);
            let said: Vec<&str> = index.into_iter().filter(|words| page.says(words)).collect();
            assert_eq!(said, [told], "{language:?} {text}: {}", page.text);
        }
    }
}
