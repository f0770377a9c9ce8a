//! What is found wrong before anybody answers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what it found by failing"
)]

use fhir::Document;
use instruments::{Severity, proof::prove};
use serde_json::{Value, json};

fn codes(form: &Value) -> Vec<&'static str> {
    let proof = prove(&Document::from_value(form.clone()).unwrap());
    // What every bare form lacks is not what these tests are about.
    let usual = |code: &str| {
        code.ends_with("-missing") && !["translation-missing", "choice-label-missing"].contains(&code)
            || ["unsupported-type", "repeats-unsupported", "value-set-unsupported"].contains(&code)
    };
    let mut found: Vec<_> = proof.problems.iter().map(|problem| problem.code).filter(|code| !usual(code)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn form(items: Value) -> Value {
    json!({ "resourceType": "Questionnaire", "language": "fr", "item": items })
}

fn choice(link_id: &str, text: &str, options: &[(&str, Option<i64>)]) -> Value {
    let options: Vec<Value> = options
        .iter()
        .enumerate()
        .map(|(rank, (label, weight))| {
            let mut coding = json!({ "code": format!("c{rank}"), "display": label });
            if let Some(weight) = weight {
                coding["extension"] =
                    json!([{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight }]);
            }
            json!({ "valueCoding": coding })
        })
        .collect();
    json!({ "linkId": link_id, "type": "choice", "text": text, "answerOption": options })
}

fn calculated(expression: &str) -> Value {
    json!({ "linkId": "total", "type": "quantity", "text": "Total", "extension": [{
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "valueExpression": { "language": "text/fhirpath", "expression": expression,
            "description": "Score (0-4: A; 5-9: B; 19-14: C; 15-19: D; 20-27: E)" } }] })
}

/// The three defects of HL7's own example of PHQ-9 (SDC 4.0.0-ballot): a path that stops at the group, a weight of 4 where
/// the code system says 3, and ranges that run backwards; with its lists carried along as the example carries them.
fn phq9(path: &str, weight: i64, with_system: bool) -> Value {
    let codes = ["Not-at-all", "Several-days", "More than half the days", "Nearly every day"];
    let property = |weight: i64| {
        json!([{
        "url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property",
        "extension": [{ "url": "code", "valueCode": "itemWeight" }, { "url": "value[x]", "valueDecimal": weight }] }])
    };
    let contains: Vec<Value> = codes
        .iter()
        .zip([0, 1, 2, weight])
        .map(|(code, weight)| json!({ "system": "urn:phq9", "code": code, "display": code, "extension": property(weight) }))
        .collect();
    let concepts: Vec<Value> = codes
        .iter()
        .zip(0..)
        .map(|(code, weight)| json!({ "code": code, "property": [{ "code": "itemWeight", "valueDecimal": weight }] }))
        .collect();
    let mut contained = vec![json!({ "resourceType": "ValueSet", "id": "VS", "expansion": { "contains": contains } })];
    if with_system {
        contained.push(json!({ "resourceType": "CodeSystem", "url": "urn:phq9", "concept": concepts }));
    }
    let questions: Vec<Value> = (1..=9)
        .map(|n| json!({ "linkId": format!("H1/T1/Q{n}"), "type": "choice", "text": "Peu d'intérêt ?", "answerValueSet": "#VS" }))
        .collect();
    let mut out = form(json!([{ "linkId": "H1/T1", "type": "group", "item": questions }, calculated(path)]));
    out["contained"] = contained.into();
    out
}

#[test]
fn the_three_defects_of_a_public_example_are_found() {
    let wrong = phq9("%resource.item.where(linkId!='total').answer.value.weight().sum()", 4, true);
    assert_eq!(
        codes(&wrong),
        [
            "band-reversed",
            "path-leads-nowhere",
            "score-always-empty",
            "weight-differs-from-code-system",
            "weights-uneven"
        ]
    );
    // Without the code system the odd weight still catches the eye.
    let alone = phq9("%resource.item.where(linkId!='total').answer.value.weight().sum()", 4, false);
    assert_eq!(codes(&alone), ["band-reversed", "path-leads-nowhere", "score-always-empty", "weights-uneven"]);
    let mended = phq9("%resource.item.where(linkId!='total').item.answer.value.weight().sum()", 3, true);
    assert_eq!(codes(&mended), ["band-reversed"]);
}

#[test]
fn scores_that_cannot_vary_are_errors() {
    let plain = choice("a", "Avez-vous mal ?", &[("Oui", None), ("Non", None)]);
    for (expression, code) in [
        ("3 + 4", "score-always-constant"),
        ("%resource.item.where(linkId='typo').answer.value.weight().sum()", "score-always-empty"),
        ("%resource.item.where(linkId='a').answer.value.weight().sum()", "score-always-empty"),
    ] {
        let found = codes(&form(json!([plain, calculated(expression)])));
        assert!(found.contains(&code), "{expression}: {found:?}");
    }
    let fine = codes(&form(json!([plain, calculated("%resource.item.where(linkId='a').answer.count()")])));
    assert_eq!(fine, ["band-reversed"]);
}

#[test]
fn what_nobody_can_reach_is_found() {
    let filter = choice("f", "Avez-vous été opéré ?", &[("Oui", None), ("Non", None)]);
    let when = |tests: &[(&str, &str)], any: &str| {
        let tests: Vec<Value> = tests
            .iter()
            .map(|(operator, code)| json!({ "question": "f", "operator": operator, "answerCoding": { "code": code } }))
            .collect();
        json!({ "linkId": "x", "type": "text", "text": "Racontez.", "enableBehavior": any, "enableWhen": tests })
    };
    let found = |item: Value| codes(&form(json!([filter, item])));
    assert_eq!(found(when(&[("=", "c0"), ("=", "c1")], "all")), ["condition-contradictory"]);
    assert_eq!(found(when(&[("=", "c0"), ("!=", "c0")], "all")), ["condition-contradictory"]);
    assert_eq!(found(when(&[("=", "c0"), ("=", "c1")], "any")), Vec::<&str>::new());
    assert!(found(when(&[("=", "c9")], "all")).contains(&"item-unreachable"));
    let age = json!({ "linkId": "age", "type": "integer", "text": "Votre âge ?", "extension": [
        { "url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 120 }] });
    let old = json!({ "linkId": "x", "type": "text", "text": "Racontez.",
        "enableWhen": [{ "question": "age", "operator": ">", "answerInteger": 120 }] });
    assert_eq!(codes(&form(json!([age, old]))), ["item-unreachable"]);
    let answered = json!({ "linkId": "x", "type": "text", "text": "Racontez.",
        "enableWhen": [{ "question": "age", "operator": "exists", "answerBoolean": true }] });
    assert_eq!(
        codes(&form(json!([{ "linkId": "age", "type": "decimal", "text": "Poids ?" }, answered]))),
        Vec::<&str>::new()
    );
    let inside = json!({ "linkId": "g", "type": "group", "enableWhen": [{ "question": "f", "operator": "=", "answerCoding": { "code": "c0" } }],
        "item": [{ "linkId": "x", "type": "text", "text": "Racontez.", "enableWhen": [{ "question": "f", "operator": "=", "answerCoding": { "code": "c1" } }] }] });
    assert_eq!(codes(&form(json!([filter, inside]))), ["item-unreachable"]);
}

#[test]
fn scales_are_looked_at() {
    let scale =
        |labels: &[(&str, Option<i64>)]| codes(&form(json!([choice("s", "Comment jugez-vous l'accueil ?", labels)])));
    assert_eq!(
        scale(&[("Très bon", Some(4)), ("Bon", Some(3)), ("Mauvais", Some(2)), ("Très mauvais", Some(1))]).len(),
        0
    );
    assert_eq!(
        scale(&[
            ("Excellent", Some(5)),
            ("Très bien", Some(4)),
            ("Bien", Some(3)),
            ("Moyen", Some(2)),
            ("Mal", Some(1))
        ]),
        ["scale-unbalanced"]
    );
    assert_eq!(
        scale(&[
            ("Très bien", Some(4)),
            ("Bien", Some(3)),
            ("Mal", Some(2)),
            ("Très mal", Some(1)),
            ("Sans avis", Some(0))
        ]),
        ["no-opinion-in-scale"]
    );
    let unlabelled = scale(&[("Oui", None), ("", None)]);
    assert!(unlabelled.contains(&"choice-label-missing"), "{unlabelled:?}");
}

#[test]
fn leading_questions_are_remarked_on() {
    for (text, code) in [
        ("Ne trouvez-vous pas que l'accueil était chaleureux ?", "wording-leading"),
        ("Avez-vous été bien accueilli et vous a-t-on expliqué la suite ?", "wording-double-question"),
        ("N'avez-vous pas été insatisfait de l'attente ?", "wording-double-negative"),
        ("Avez-vous toujours été écouté ?", "wording-absolute"),
    ] {
        assert_eq!(codes(&form(json!([{ "linkId": "a", "type": "text", "text": text }]))), [code], "{text}");
    }
}

#[test]
fn a_text_left_in_one_language_is_found() {
    let translated = json!({ "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
        { "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": "What happened?" }] }] });
    let both = json!([{ "linkId": "a", "type": "text", "text": "Racontez.", "_text": translated },
        { "linkId": "b", "type": "text", "text": "Et ensuite ?" }]);
    assert_eq!(codes(&form(both)), ["translation-missing"]);
}

#[test]
fn the_shipped_instruments_have_no_error() {
    for shipped in instruments::library() {
        let proof = prove(&Document::parse(shipped.json).unwrap());
        let errors: Vec<_> = proof.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", shipped.id);
        println!("{}: ease {:?}, age {:?}, {} min", shipped.id, proof.reading.ease, proof.reading.age(), proof.minutes);
        for problem in &proof.problems {
            println!("    {problem}");
        }
    }
}
