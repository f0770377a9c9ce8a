//! Texts with expressions in braces: what they become, what is said of what cannot be computed, and what they say once the
//! answers are there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use std::sync::Arc;

use formats::{Fate, limesurvey::read};
use instruments::{
    Items, Session,
    program::{Partial, Program},
};
use lss::make::Survey;
use serde_json::{Value, json};

/// `A` text, `B` number, `L` list, `M` multiple choice, and `T` of a type with the text.
fn survey(kind: &str, text: &str) -> Survey {
    let base = Survey::new().set("assessments", "Y").question("S", "A", &[]).question("N", "B", &[]);
    let base = base.question("L", "L", &[]).answer("0", "A1", "3").answer("0", "A2", "5");
    let base = base.question("M", "M", &[]).sub("0", "S1", &[]).sub("0", "S2", &[]);
    let one = base.question(kind, "T", &[]);
    // The words of the last question stand in its own row of the words' table.
    let words = one.qid();
    one.row("question_l10ns", &[("id", "9999"), ("qid", &words), ("question", text), ("language", "fr")])
}

/// The file with the text in the place of the question's plain code.
fn file(kind: &str, text: &str) -> String {
    let whole = survey(kind, text).text();
    whole.replacen("<question><![CDATA[T]]></question>", "<question></question>", 1)
}

/// The lines of the text's field (its own, and those of its parts), and the item.
fn lines(kind: &str, text: &str) -> (Vec<(Fate, &'static str)>, Value) {
    let source = file(kind, text);
    let import = read(source.as_bytes(), "x.lss");
    let faults = lss::faults(source.as_bytes(), &import.report);
    assert!(faults.is_empty(), "{text}: {faults:?}");
    let own = import.report.entries.iter().filter(|entry| {
        entry.place.part == "question_l10ns"
            && entry.place.row == Some(8)
            && entry.place.column.as_ref().is_some_and(|column| column.starts_with("question"))
    });
    let own = own.map(|entry| (entry.fate, entry.code)).collect();
    let form = import.questionnaire.unwrap().value().clone();
    let item = form["item"][0]["item"].as_array().unwrap().iter().find(|item| item["linkId"] == "T").unwrap().clone();
    (own, item)
}

#[test]
fn a_text_is_kept_computed_or_said_to_be_lost() {
    use Fate::{Changed, Kept, Lost};
    for (text, fate, code, note) in [
        ("Un mot", Kept, "text", None),
        ("<p>Un <b>mot</b></p>", Kept, "text-with-markup", None),
        ("a { b", Kept, "text", None),
        ("{}", Kept, "text", None),
        ("{ A }", Kept, "text", None),
        ("{A", Kept, "text", None),
        ("{A}", Changed, "text-computed", None),
        ("Bonjour {A.NAOK}, {B + 1}", Changed, "text-computed", None),
        ("{L.shown}", Changed, "text-computed", None),
        ("{L.value}", Changed, "text-computed", None),
        ("{list(that.M.shown)}", Changed, "text-computed", None),
        ("{implode(', ', M_S1.shown, M_S2.shown)}", Changed, "text-computed", None),
        ("{if(A == 'x', '<b>oui</b>', 'non')}", Changed, "text-computed", None),
        ("{SID} {LANG}", Changed, "text-computed", None),
        ("{A.question}", Changed, "text-computed", None),
        ("{TOKEN:FIRSTNAME}", Lost, "text-expression", Some("participant-attribute")),
        ("{TOKEN}", Lost, "text-expression", Some("placeholder")),
        ("{SAVEDID}", Lost, "text-expression", Some("placeholder")),
        ("{ADMINEMAIL}", Lost, "text-expression", Some("placeholder")),
        ("{PERC} {TOTAL}", Lost, "text-expression", Some("placeholder")),
        ("{INCONNU}", Lost, "text-expression", Some("unknown-variable")),
        ("{A.qid}", Lost, "text-expression", Some("variable-attribute")),
        ("{A.relevanceStatus}", Lost, "text-expression", Some("variable-attribute")),
        ("{rand(1, 6)}", Lost, "text-expression", Some("function")),
        ("{date('d/m/Y')}", Lost, "text-expression", Some("function")),
        ("{A ==}", Lost, "text-expression", Some("expression-syntax")),
        ("<script>x={a:1}</script>Un mot", Changed, "script-removed", None),
        ("<p onclick='x()'>Un mot</p>", Changed, "script-removed", None),
        ("<p style='color:red'>Un mot</p>", Changed, "markup-dropped", None),
    ] {
        let (found, item) = lines("X", text);
        assert!(found.contains(&(fate, code)), "{text}: {found:?} {item}");
        if let Some(note) = note {
            assert!(found.iter().any(|(_, code)| *code == note), "{text}: {found:?}");
        }
        let computed = item["_text"].to_string().contains("cqf-expression");
        assert_eq!(computed, code == "text-computed", "{text}: {item}");
    }
}

/// What an equation with the text gives, for three sets of answers.
fn said(text: &str) -> [String; 3] {
    let import = read(file("*", text).as_bytes(), "x.lss");
    let compiled = Program::compile(&import.questionnaire.unwrap());
    assert!(compiled.outside.is_empty(), "{text}: {:?}", compiled.problems);
    let program = Arc::new(compiled.program);
    let coding = |question: &str, code: &str| json!({"valueCoding": {"system": format!("urn:limesurvey:7:{question}"), "code": code, "display": code}});
    let sets = [
        json!([]),
        json!([{"linkId": "A", "answer": [{"valueString": "Ada"}]}, {"linkId": "B", "answer": [{"valueDecimal": 4}]},
            {"linkId": "L", "answer": [coding("L", "A2")]}, {"linkId": "M", "answer": [coding("M", "S2")]}]),
        json!([{"linkId": "A", "answer": [{"valueString": "x"}]},
            {"linkId": "M", "answer": [coding("M", "S1"), coding("M", "S2")]}]),
    ];
    sets.map(|items| {
        let mut response = json!({"resourceType": "QuestionnaireResponse", "questionnaire": "urn:limesurvey:7", "status": "in-progress"});
        if items.as_array().is_some_and(|items| !items.is_empty()) {
            response["item"] = json!([{"linkId": "G1", "item": items}]);
        }
        let response = fhir::Document::from_value(response).unwrap();
        let now = Partial::date_time("2026-11-22T10:00:00").unwrap();
        let (session, problems) = Session::from_response(program.clone(), now, &response);
        assert!(problems.is_empty() && session.failed().is_empty(), "{text}: {problems:?}");
        let all = session.to_response(Items::Answered);
        let items = all["item"][0]["item"].as_array().cloned().unwrap_or_default();
        let answer = items.iter().find(|item| item["linkId"] == "T").map(|item| item["answer"][0].clone());
        let value = answer.and_then(|answer| answer.as_object().unwrap().values().next().cloned());
        value.map_or_else(String::new, |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    })
}

#[test]
fn a_computed_text_says_what_limesurvey_would_say() {
    for (text, wanted) in [
        ("Bonjour {A}.", ["Bonjour .", "Bonjour Ada.", "Bonjour x."]),
        ("{A} a {B} ans", [" a  ans", "Ada a 4 ans", "x a  ans"]),
        ("{if(is_empty(B), 'rien', B)} !", ["rien !", "4 !", "rien !"]),
        ("Choix : {L.shown}", ["Choix : ", "Choix : A2", "Choix : "]),
        ("Valeur {L.value}", ["Valeur ", "Valeur 5", "Valeur "]),
        ("Vu : {list(that.M.shown)}", ["Vu : ", "Vu : S2", "Vu : S1, S2"]),
        ("{count(that.M)} sur 2", ["0 sur 2", "1 sur 2", "2 sur 2"]),
        ("{strtoupper(A)}-{strlen(A)}", ["-0", "ADA-3", "X-1"]),
        ("{if(A == 'x', 'oui', 'non')} {SID}", ["non 7", "non 7", "oui 7"]),
        ("{sum(B, L.value)}", ["0", "9", "0"]),
        ("{B * 2}", ["", "8", ""]),
    ] {
        assert_eq!(said(text), wanted, "{text}");
    }
}
