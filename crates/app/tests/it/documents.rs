//! Questionnaires and answers of any form, on the command line.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::installation::{Folder, run, text};

fn write(folder: &Folder, name: &str, content: &Value) -> String {
    std::fs::write(folder.0.join(name), content.to_string()).unwrap();
    folder.at(name)
}

fn calculated(expression: &str) -> Value {
    json!({ "resourceType": "Questionnaire", "status": "active", "language": "fr", "item": [
        { "linkId": "douleur", "type": "integer", "text": "De 0 à 10, quelle était votre douleur ?" },
        { "linkId": "double", "type": "integer", "text": "Deux fois", "extension": [{
            "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
            "valueExpression": { "language": "text/fhirpath", "expression": expression } }] }] })
}

#[test]
fn a_score_that_is_always_empty_is_found_before_publication() {
    let folder = Folder::new("proof");
    let good = write(&folder, "good.json", &calculated("%resource.item.where(linkId='douleur').answer.value * 2"));
    let bad = write(&folder, "bad.json", &calculated("%resource.item.where(linkId='doleur').answer.value * 2"));
    assert_eq!(run(&["instrument", "check", &good]).status.code(), Some(0));
    let found = run(&["instrument", "check", &bad, "--json"]);
    assert_eq!(found.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    let codes: Vec<&str> =
        found["problems"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"score-always-empty") && codes.contains(&"path-leads-nowhere"), "{codes:?}");
}

#[test]
fn a_workbook_goes_through_fhir_and_back() {
    let folder = Folder::new("xlsform");
    let table = "| survey |\n| | type | name | label::Français (fr) | label::English (en) |\n\
        | | select_one yn | ok | Avez-vous été écouté ? | Were you listened to? |\n\
        | | text | why | Racontez. | Tell us. |\n\
        | choices |\n| | list_name | name | label::Français (fr) | label::English (en) |\n\
        | | yn | y | Oui | Yes |\n| | yn | n | Non | No |\n";
    std::fs::write(folder.0.join("form.md"), table).unwrap();
    let checked = run(&["instrument", "check", &folder.at("form.md"), "--json"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
    let (fhir, book) = (folder.at("form.json"), folder.at("form.xlsx"));
    for (from, to, out) in [(folder.at("form.md"), "fhir-r4", &fhir), (fhir.clone(), "xlsform", &book)] {
        let done = run(&["instrument", "convert", &from, "--to", to, "--output", out]);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    }
    let again = run(&["instrument", "convert", &book, "--to", "fhir-r4"]);
    let again: Value = serde_json::from_slice(&again.stdout).unwrap();
    let first: Value = serde_json::from_str(&std::fs::read_to_string(&fhir).unwrap()).unwrap();
    assert_eq!(again["item"], first["item"]);
    let five = run(&["instrument", "convert", &fhir, "--to", "fhir-r5"]);
    assert!(text(&five.stdout).contains("\"coding\""), "R5 calls a choice a coding");
    let codebook = folder.at("book.csv");
    assert_eq!(run(&["instrument", "convert", &fhir, "--to", "codebook", "-o", &codebook]).status.code(), Some(0));
    assert!(std::fs::read_to_string(&codebook).unwrap().contains("Avez-vous été écouté"));
}

#[test]
fn what_a_check_finds_is_said_in_french_too() {
    let folder = Folder::new("check-fr");
    std::fs::write(
        folder.0.join("f.md"),
        "| survey |\n| | type | name | label |\n| | text | a | |\n| | texte | b | Dites. |\n",
    )
    .unwrap();
    let said = |lang: &str| text(&run(&["instrument", "check", &folder.at("f.md"), "--lang", lang]).stdout);
    let (fr, en) = (said("fr"), said("en"));
    assert!(fr.contains("erreur :") && fr.contains("Il ne peut pas servir tel quel."), "{fr}");
    assert!(en.contains("error:") && en.contains("It cannot be used as it is."), "{en}");
    assert_eq!(fr.lines().count(), en.lines().count());
}

#[test]
fn a_faulty_workbook_names_the_cell() {
    let folder = Folder::new("fault");
    std::fs::write(
        folder.0.join("form.md"),
        "| survey |\n| | type | name | label |\n| | selectone yn | ok | Oui ? |\n",
    )
    .unwrap();
    let checked = run(&["instrument", "check", &folder.at("form.md")]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(text(&checked.stdout).contains("survey!A"), "{}", text(&checked.stdout));
    let converted = run(&["instrument", "convert", &folder.at("form.md"), "--to", "fhir-r4"]);
    assert_eq!((converted.status.code(), converted.stdout.len()), (Some(1), 0));
}

#[test]
fn answers_are_held_against_any_form_and_its_calculations() {
    let folder = Folder::new("answers");
    let form = write(&folder, "q.json", &calculated("%resource.item.where(linkId='douleur').answer.value * 2"));
    let answers = |double: i64| {
        json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "item": [
        { "linkId": "douleur", "answer": [{ "valueInteger": 4 }] }, { "linkId": "double", "answer": [{ "valueInteger": double }] }] })
    };
    let (right, wrong) = (write(&folder, "right.json", &answers(8)), write(&folder, "wrong.json", &answers(9)));
    let scored = |file: &str| run(&["response", "score", "--questionnaire", &form, "--response", file]);
    let told: Value = serde_json::from_slice(&scored(&right).stdout).unwrap();
    assert_eq!(told["calculated"], json!([{ "linkId": "double", "values": [8] }]));
    assert_eq!((scored(&right).status.code(), scored(&wrong).status.code()), (Some(0), Some(1)));
    let valid = run(&["response", "validate", "--questionnaire", &form, "--response", &right]);
    assert_eq!(valid.status.code(), Some(0), "{}", text(&valid.stdout));
}

#[test]
fn whatever_is_brought_to_be_validated_is_answered_by_an_outcome() {
    let folder = Folder::new("validated");
    let form = json!({ "resourceType": "Questionnaire", "url": "urn:q", "status": "active", "item": [
        { "linkId": "a", "type": "integer", "text": "Combien ?" }] });
    let derived = json!({ "resourceType": "Questionnaire", "url": "urn:d", "status": "active", "derivedFrom": ["urn:q"],
        "_derivedFrom": [{ "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType",
            "valueCoding": { "system": "http://hl7.org/fhir/questionnaire-derivationType", "code": "compliesWith" } }] }],
        "item": [{ "linkId": "a", "type": "string", "text": "Combien ?" }] });
    let answers = json!({ "resourceType": "QuestionnaireResponse", "questionnaire": "urn:q", "status": "completed",
        "item": [{ "linkId": "a", "answer": [{ "valueString": "x" }] }] });
    let form = write(&folder, "q.json", &form);
    let validated = |file: &str, lang: &str| {
        let done = run(&["response", "validate", "--response", file, "--with", &form, "--lang", lang]);
        let outcome: Value = serde_json::from_slice(&done.stdout).unwrap_or_else(|_| panic!("{}", text(&done.stderr)));
        assert_eq!(outcome["resourceType"], "OperationOutcome");
        (done.status.code(), outcome["issue"][0].clone())
    };
    let (code, issue) = validated(&write(&folder, "r.json", &answers), "en");
    assert_eq!((code, &issue["details"]["coding"][0]["code"]), (Some(1), &json!("answer-type")), "{issue}");
    let place = issue["expression"][0].as_str().unwrap();
    assert_eq!(place, "QuestionnaireResponse.item[0].answer[0].value.ofType(string)");
    let (code, issue) = validated(&write(&folder, "d.json", &derived), "en");
    assert_eq!((code, issue["expression"][0].as_str()), (Some(1), Some("Questionnaire.item[0].type")), "{issue}");
    for (name, bytes) in
        [("cut.json", &b"{\"resourceType\": "[..]), ("list.json", b"[]"), ("bytes.json", b"\xff\xfe\x00")]
    {
        std::fs::write(folder.0.join(name), bytes).unwrap();
        let (code, issue) = validated(&folder.at(name), "fr");
        assert_eq!((code, &issue["details"]["coding"][0]["code"]), (Some(1), &json!("not-read")), "{name}");
        assert!(issue["diagnostics"].as_str().unwrap().starts_with("Ce document ne se lit pas"), "{issue}");
    }
    let none = run(&["response", "validate", "--response", &folder.at("nowhere.json")]);
    assert_eq!((none.status.code(), none.stdout.len()), (Some(2), 0));
    let other = write(&folder, "p.json", &json!({ "resourceType": "Patient" }));
    assert_eq!(run(&["response", "validate", "--response", &form, "--with", &other]).status.code(), Some(2));
}

/// Answers to nine choices: nothing on the first eight, a little on the ninth.
fn answered(items: &Value, asked: &mut usize) -> Value {
    let mut out = Vec::new();
    for item in items.as_array().into_iter().flatten() {
        let options: Vec<&Value> = item["answerOption"].as_array().into_iter().flatten().collect();
        if item["type"] == "group" {
            out.push(json!({ "linkId": item["linkId"], "item": answered(&item["item"], asked) }));
        } else if !options.is_empty() && *asked < 9 {
            *asked += 1;
            let option = options[usize::from(*asked == 9)];
            out.push(json!({ "linkId": item["linkId"], "answer": [{ "valueCoding": option["valueCoding"] }] }));
        }
    }
    out.into()
}

#[test]
fn depression_is_scored_and_its_ninth_question_watched() {
    let documents = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../instruments/documents");
    let at = |name: &str| documents.join(name).display().to_string();
    let form: Value = serde_json::from_str(&std::fs::read_to_string(at("phq-9.json")).unwrap()).unwrap();
    let mut asked = 0;
    let items = answered(&form["item"], &mut asked);
    let folder = Folder::new("phq");
    let answers = json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "item": items });
    let answers = write(&folder, "r.json", &answers);
    let (form, rules) = (at("phq-9.json"), at("phq-9.rules.json"));
    let told = run(&["response", "score", "--questionnaire", &form, "--response", &answers, "--rules", &rules]);
    assert_eq!(told.status.code(), Some(0), "{}{}", text(&told.stdout), text(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told["scores"][0]["value"], json!(1.0));
    assert_eq!(told["alerts"][0]["state"], "raised");
}

#[test]
fn fhirpath_is_evaluated_and_its_faults_are_said() {
    let folder = Folder::new("fhirpath");
    let patient = json!({ "resourceType": "Patient", "name": [{ "given": ["Ada"] }], "birthDate": "1980-02" });
    let file = write(&folder, "p.json", &patient);
    let ask = |expression: &str| run(&["fhirpath", expression, "--resource", &file, "--json"]);
    let told: Value = serde_json::from_slice(&ask("name.given | birthDate").stdout).unwrap();
    assert_eq!(told, json!([{ "type": "FHIR.string", "value": "Ada" }, { "type": "FHIR.date", "value": "1980-02" }]));
    let broken = ask("name.given.");
    assert_eq!(broken.status.code(), Some(1));
    assert_eq!(run(&["fhirpath", "true", "--resource", "/nowhere"]).status.code(), Some(2));
}

#[test]
fn the_next_question_is_chosen_on_the_command_line_as_by_the_function() {
    let folder = Folder::new("next-question");
    let bank = write(&folder, "bank.json", &instruments::adaptive::demonstration());
    let document = |value: Value| fhir::Document::from_value(value).unwrap();
    let day = "2026-11-22".parse().unwrap();
    let mut told: Value =
        serde_json::from_slice(&run(&["instrument", "next-question", "--questionnaire", &bank]).stdout).unwrap();
    for code in ["3", "2", "4", "x", "3", "3", "4", "2", "3", "4", "3", "3", "3"] {
        if told["status"] != "in-progress" {
            break;
        }
        let asked = told["contained"][0]["item"].as_array().unwrap().last().unwrap()["linkId"].clone();
        let given = json!({ "linkId": asked, "answer": [{ "valueCoding": {
            "system": "urn:vecu:code:demonstration-adaptive", "code": code } }] });
        told.as_object_mut().unwrap().entry("item").or_insert_with(|| json!([])).as_array_mut().unwrap().push(given);
        let sent = write(&folder, "response.json", &told);
        let done = run(&["instrument", "next-question", "--questionnaire", &bank, "--response", &sent]);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        let direct =
            instruments::adaptive::call(&document(instruments::adaptive::demonstration()), &document(told), day);
        told = serde_json::from_slice(&done.stdout).unwrap();
        assert_eq!(told, direct.unwrap().response);
    }
    assert_eq!(told["status"], "completed");
    let over = write(&folder, "over.json", &told);
    let refused = run(&["instrument", "next-question", "--questionnaire", &bank, "--response", &over]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stdout).contains("adaptive-not-in-progress"));
}

#[test]
fn a_licence_that_is_over_or_too_narrow_is_refused_before_publication() {
    let folder = Folder::new("licence");
    let mut form = calculated("%resource.item.where(linkId='douleur').answer.value * 2");
    form["extension"] = json!([{ "url": "urn:vecu:fhir:licence", "extension": [
        { "url": "name", "valueString": "Accord" }, { "url": "expires", "valueDate": "2027-06-30" },
        { "url": "mode", "valueCode": "web" }] }]);
    let file = write(&folder, "form.json", &form);
    let check = |more: &[&str]| run(&[&["instrument", "check", &file], more].concat()).status.code();
    assert_eq!(check(&["--day", "2027-06-30"]), Some(0));
    assert_eq!(check(&["--day", "2027-07-01"]), Some(1));
    assert_eq!(check(&["--day", "2027-06-30", "--mode", "web"]), Some(0));
    assert_eq!(check(&["--day", "2027-06-30", "--mode", "phone"]), Some(1));
    assert_eq!(check(&["--day", "2027-06-30", "--publication"]), Some(1), "it states no purpose");
    assert_eq!(check(&["--mode", "pigeon"]), Some(2));
}

/// The wording of EQ-5D is not ours: five questions that say nothing, under a licence of a test.
#[test]
fn an_index_value_is_computed_under_its_licence_and_refused_without() {
    let folder = Folder::new("index");
    let options: Vec<Value> = (1..=5)
        .map(|level| json!({ "valueCoding": { "code": format!("n{level}"), "display": format!("Niveau {level}") } }))
        .collect();
    let items = ["mo", "sc", "ua", "pd", "ad"];
    let form = |until: &str| {
        let part = |url: &str, name: &str, value: &str| json!({ "url": url, name: value });
        let licence = [
            part("name", "valueString", "Licence EQ-5D"),
            part("kind", "valueCode", "agreement"),
            part("instrument", "valueString", "EQ-5D"),
            part("holder", "valueString", "EuroQol Research Foundation"),
            part("granted-to", "valueString", "CH de Valmont"),
            part("proof", "valueString", "n° 0"),
            part("expires", "valueDate", until),
        ];
        let asked = items.map(|item| {
            json!({ "linkId": item, "type": "choice", "text": format!("Dimension {item}"), "answerOption": options })
        });
        json!({ "resourceType": "Questionnaire", "url": "urn:q", "status": "active", "language": "fr", "title": "Santé",
            "extension": [{ "url": "urn:vecu:fhir:licence", "extension": licence }], "item": asked })
    };
    let given = items.map(|item| {
        json!({ "linkId": item, "answer": [{ "valueCoding": { "code": if item == "pd" { "n3" } else { "n1" } } }] })
    });
    let given = json!({ "resourceType": "QuestionnaireResponse", "questionnaire": "urn:q", "status": "completed", "item": given });
    let rules = json!({ "index-values": [{ "id": "eq-5d", "title": { "fr": "EQ-5D", "en": "EQ-5D" },
        "value-set": "eq-5d-5l-fr-2020", "items": items }] });
    let (given, rules) = (write(&folder, "r.json", &given), write(&folder, "rules.json", &rules));
    let scored = |until: &str| {
        let form = write(&folder, "q.json", &form(until));
        let done = run(&[
            "response",
            "score",
            "--questionnaire",
            &form,
            "--response",
            &given,
            "--rules",
            &rules,
            "--day",
            "2026-11-23",
        ]);
        (done.status.code(), serde_json::from_slice::<Value>(&done.stdout).unwrap())
    };
    let (code, told) = scored("2027-06-30");
    assert_eq!(code, Some(0), "{told}");
    let score = &told["scores"][0];
    // 11131: full health less what moderate pain takes away (Andrade and others 2020, table of the value set).
    assert!(score["value"].as_f64().is_some_and(|value| value > 0.9 && value < 1.0), "{score}");
    assert_eq!(score["contributions"], json!(items));
    assert_eq!(
        (&score["valueSet"], &score["licence"]["holder"]),
        (&json!("eq-5d-5l-fr-2020"), &json!("CH de Valmont"))
    );
    let (code, told) = scored("2026-11-22");
    assert_eq!((code, &told["scores"]), (Some(1), &json!([])));
    assert_eq!(told["problems"][0]["code"], "licence-expired");
}
