//! Terms of use are data of the document, and one reading serves the check, publication, campaigns and licensed scores.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use fhir::Document;
use instruments::score::alert::alerts;
use instruments::score::licence::{Refusal, Wanted};
use instruments::score::{Layout, Rules};
use instruments::{Answer, Answers, Instrument, Mode, Permission, Problem, Severity, proof};
use kernel::{Day, Lang};
use serde_json::{Value, json};

const PHQ: &str = include_str!("../documents/phq-9.json");
const GAD: &str = include_str!("../documents/gad-7.json");

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An agreement with everything in it; parts may be taken away or put in another place.
fn parts() -> Vec<Value> {
    vec![
        json!({ "url": "name", "valueString": "Licence EQ-5D" }),
        json!({ "url": "kind", "valueCode": "agreement" }),
        json!({ "url": "instrument", "valueString": "EQ-5D" }),
        json!({ "url": "holder", "valueString": "EuroQol Research Foundation" }),
        json!({ "url": "granted-to", "valueString": "CH de Valmont" }),
        json!({ "url": "proof", "valueString": "essai, n° 0" }),
        json!({ "url": "expires", "valueDate": "2027-06-30" }),
        json!({ "url": "fee", "valueString": "300 € par an" }),
        json!({ "url": "mode", "valueCode": "web" }),
        json!({ "url": "mode", "valueCode": "paper" }),
        json!({ "url": "language", "valueCode": "fr" }),
    ]
}

fn document(parts: Vec<Value>) -> Document {
    let value = json!({
        "resourceType": "Questionnaire", "status": "draft", "language": "fr", "title": "Essai", "purpose": "Essayer",
        "extension": [
            { "url": "urn:vecu:fhir:licence", "extension": parts },
            { "url": "urn:vecu:fhir:designers", "valueString": "Nous, avec des usagers" },
            { "url": "urn:vecu:fhir:moment-told", "valueString": "Le séjour" },
            { "url": "urn:vecu:fhir:mode", "extension": [{ "url": "code", "valueCode": "web" }] }
        ],
        "item": [{
            "linkId": "q", "type": "integer", "text": "Combien de jours êtes-vous resté ?",
            "extension": [{ "url": "urn:vecu:fhir:origin", "extension": [
                { "url": "designers", "valueString": "Service de chirurgie, avec M. L." },
                { "url": "finding", "valueString": "c-12" }, { "url": "finding-title", "valueString": "Attente" }] }]
        }]
    });
    Document::from_value(value).unwrap()
}

fn without(part: &str) -> Vec<Value> {
    parts().into_iter().filter(|one| one["url"] != part).collect()
}

fn built(parts: Vec<Value>) -> Instrument {
    Instrument::compile(&document(parts).value().to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code).collect()
}

#[test]
fn a_whole_agreement_is_read_as_it_is_written() {
    let form = built(parts());
    let licence = form.licence().unwrap();
    assert_eq!(licence.permission, Permission::Agreement);
    assert_eq!(licence.holder.as_deref(), Some("EuroQol Research Foundation"));
    assert_eq!(licence.granted_to.as_deref(), Some("CH de Valmont"));
    assert_eq!(licence.expires, Some(day("2027-06-30")));
    assert_eq!(licence.fee.as_ref().unwrap().get(Lang::Fr), "300 € par an");
    assert_eq!(licence.modes, [Mode::Web, Mode::Paper].into());
    assert_eq!(licence.languages, ["fr".to_owned()].into());
    let origin = form.item("q").unwrap().origin.clone().unwrap();
    assert_eq!(origin.designers.as_deref(), Some("Service de chirurgie, avec M. L."));
    assert_eq!((origin.finding.as_deref(), origin.finding_title.as_deref()), (Some("c-12"), Some("Attente")));
}

#[test]
fn the_agreement_of_the_document_opens_the_licensed_score_and_its_refusals_are_the_same() {
    let form = built(parts());
    let wanted = Wanted { instrument: "EQ-5D", day: day("2026-11-22"), mode: Mode::Web, language: "fr" };
    assert_eq!(form.agreement().unwrap().prove(wanted).unwrap().holder(), "CH de Valmont");
    for (asked, mode, tag) in [
        ("2027-07-01", Mode::Web, "fr"),
        ("2026-11-22", Mode::Phone, "fr"),
        ("2026-11-22", Mode::Web, "en"),
        ("2027-06-30", Mode::Paper, "fr"),
    ] {
        let by_gate = form.agreement().unwrap().prove(Wanted { day: day(asked), mode, language: tag, ..wanted }).err();
        let by_document = form.licence_refusals(day(asked), &[mode], &[tag]);
        assert_eq!(by_gate.into_iter().collect::<Vec<_>>(), by_document, "{asked} {mode:?} {tag}");
    }
    let nobody = built(without("granted-to"));
    assert_eq!(nobody.agreement().unwrap().prove(wanted).unwrap_err(), Refusal::Incomplete("granted-to"));
    assert_eq!(nobody.licence_refusals(day("2026-11-22"), &[], &[]), [Refusal::Incomplete("granted-to")]);
}

#[test]
fn publication_refuses_terms_that_are_over_incomplete_or_too_narrow() {
    let on = |parts: Vec<Value>, today: &str| {
        let proof = proof::prove_on(&document(parts), day(today));
        (codes(&proof.problems).iter().map(|code| (*code).to_owned()).collect::<Vec<_>>(), proof.may_publish())
    };
    assert_eq!(on(parts(), "2027-06-30"), (vec![], true), "the last day counts");
    assert_eq!(on(parts(), "2027-07-01"), (vec!["licence-expired".to_owned()], false));
    assert_eq!(on(without("expires"), "2099-01-01"), (vec![], true));
    for part in ["holder", "proof", "granted-to"] {
        assert_eq!(on(without(part), "2026-11-22"), (vec!["licence-incomplete".to_owned()], false), "{part}");
    }
    let mut paper = without("mode");
    paper.push(json!({ "url": "mode", "valueCode": "paper" }));
    assert_eq!(on(paper, "2026-11-22"), (vec!["licence-mode".to_owned()], false));
    let mut english = without("language");
    english.push(json!({ "url": "language", "valueCode": "en" }));
    assert_eq!(on(english, "2026-11-22"), (vec!["licence-language".to_owned()], false));
    let (codes, may) = on(without("name"), "2026-11-22");
    assert!(codes.is_empty() && !may, "missing terms are what a draft may lack, and are never published: {codes:?}");
    let mut bad = without("expires");
    bad.push(json!({ "url": "expires", "valueDate": "2027" }));
    assert_eq!(on(bad, "2026-11-22"), (vec!["licence-day".to_owned()], false), "a year is no last day");
}

#[test]
fn a_campaign_is_refused_the_ways_and_languages_that_are_not_covered() {
    let asked = |parts: Vec<Value>, modes: &[Mode], tags: &[&str]| {
        let proof = proof::prove_for(&document(parts), day("2026-11-22"), modes, tags);
        codes(&proof.problems).iter().map(|code| (*code).to_owned()).collect::<Vec<_>>()
    };
    assert!(asked(parts(), &[Mode::Web, Mode::Paper], &["fr", "fr-FR"]).is_empty());
    assert_eq!(asked(parts(), &[Mode::Phone], &["fr"]), ["licence-mode"]);
    assert_eq!(asked(parts(), &[Mode::Phone, Mode::Interview], &["en"]).len(), 3);
    assert_eq!(asked(without("name"), &[Mode::Web], &[]), ["licence-missing"]);
    let mut regions = without("language");
    regions.push(json!({ "url": "language", "valueCode": "fr-CA" }));
    assert!(asked(regions.clone(), &[], &["fr"]).is_empty(), "the page says no region");
    // The document's own language is fr; another region than the granted one is another wording.
    assert_eq!(asked(regions, &[], &["fr-FR"]), ["licence-language"]);
    assert_eq!(asked(without("name"), &[], &[]), Vec::<String>::new());
}

#[test]
fn refusals_are_said_in_both_languages() {
    for refusal in [
        Refusal::Missing,
        Refusal::Incomplete("proof"),
        Refusal::AnotherInstrument { granted: "A".into(), wanted: "B".into() },
        Refusal::Expired(day("2027-06-30")),
        Refusal::ModeNotCovered("phone"),
        Refusal::LanguageNotCovered("en".into()),
    ] {
        let [fr, en] = [Lang::Fr, Lang::En].map(|lang| refusal.message(lang));
        assert!(fr.ends_with('.') && en.ends_with('.') && fr != en && fr.len() > 30 && en.len() > 30, "{fr} / {en}");
    }
}

#[test]
fn the_shipped_screening_forms_bring_their_rules_and_the_alert_of_question_nine() {
    for (json, id, alerted) in [(PHQ, "phq-9-total", 1), (GAD, "gad-7-total", 0)] {
        let form = Instrument::compile(json).unwrap();
        let rules = form.rules().unwrap();
        assert_eq!((rules.scores[0].id.as_str(), rules.alerts.len()), (id, alerted));
        assert!(rules.scores[0].bands.len() >= 4 && rules.scores[0].note.is_some());
        assert!(rules.compile(&Layout::of(&form)).is_ok());
    }
    assert_eq!(Rules::shipped("urn:vecu:instrument:phq-9|1"), Instrument::compile(PHQ).unwrap().rules());
    assert_eq!(Rules::shipped("urn:vecu:instrument:other"), None);
    let rules = Rules::shipped("urn:vecu:instrument:phq-9").unwrap();
    for code in ["1", "2", "3"] {
        let raised = alerts(&rules, &Answers::new().choose("phq-9-9", code));
        assert_eq!(raised.len(), 1);
        assert_eq!((raised[0].id.as_str(), raised[0].item.as_str()), ("phq-9-self-harm", "phq-9-9"));
        assert_eq!(raised[0].numbers, ["15", "112", "3114"]);
        assert!(raised[0].says(Lang::Fr).contains("3114") && raised[0].says(Lang::En).contains("not alone"));
    }
    assert!(alerts(&rules, &Answers::new()).is_empty());
    assert!(alerts(&rules, &Answers::new().choose("phq-9-9", "0").choose("phq-9-8", "3")).is_empty());
    let mut number = Answers::new();
    number.set("phq-9-9", Answer::Number(2));
    assert_eq!(alerts(&rules, &number).len(), 1, "a stored number is the same answer");
}

#[test]
fn a_locked_wording_refuses_every_change_but_those_that_are_marked_local() {
    let open = built(parts());
    let hash = open.wording_hash();
    let locked = |hash: &str| {
        let mut parts = parts();
        parts.push(json!({ "url": "wording", "valueString": hash }));
        document(parts).value().clone()
    };
    let codes = |form: &Value| -> Vec<&str> {
        Instrument::compile(&form.to_string()).err().into_iter().flatten().map(|one| one.code).collect()
    };
    assert_eq!(codes(&locked(&hash)), [""; 0]);
    assert_eq!(codes(&locked(&"0".repeat(64))), ["validated-wording-changed"]);
    let mut own = locked(&hash);
    own["item"].as_array_mut().unwrap().push(json!({ "linkId": "mine", "type": "integer", "text": "Et chez nous ?",
        "extension": [{ "url": "urn:vecu:fhir:local", "valueBoolean": true }] }));
    assert_eq!(codes(&own), [""; 0]);
    let mut worded = locked(&hash);
    worded["item"][0]["text"] = json!("Combien de nuits êtes-vous resté ?");
    assert_eq!(codes(&worded), ["validated-wording-changed"]);
}
