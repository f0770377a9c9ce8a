//! Lists, units, references and exclusive answers as people type; and what is asked of others, which is said.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what it found by failing")]

use std::sync::Arc;

use fhir::Document;
use instruments::{
    Session,
    program::{Compiled, Partial, Program, read_literal},
};
use serde_json::{Value as Json, json};

const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";

fn compile(form: Json, beside: &[Json]) -> Compiled {
    Program::compile_beside(&Document::from_value(form).unwrap(), beside)
}

fn open(compiled: &Compiled) -> Session {
    let read = Program::from_json(&compiled.program.to_json()).unwrap();
    assert_eq!(read, compiled.program);
    Session::open(Arc::new(read), Partial::date_time("2026-11-22T10:00:00").unwrap())
}

/// The limits that some answers to an item break.
fn broken(session: &mut Session, link_id: &str, answers: Json) -> Vec<&'static str> {
    let node = session.node(link_id).unwrap();
    let answers = answers.as_array().unwrap().iter().map(|one| read_literal(one).unwrap()).collect();
    session.answer(node, answers).unwrap();
    session.limits_of(node).into_iter().map(|one| one.limit.code()).collect()
}

fn form(contained: Json, items: Json) -> Json {
    json!({ "resourceType": "Questionnaire", "contained": contained, "item": items })
}

fn set(id: &str, compose: Json) -> Json {
    json!({ "resourceType": "ValueSet", "id": id, "url": format!("urn:set:{id}"), "compose": compose })
}

fn codes(system: &str, codes: &[&str]) -> Json {
    let concepts: Vec<Json> = codes.iter().map(|code| json!({ "code": code })).collect();
    json!({ "system": system, "concept": concepts })
}

fn outside(compiled: &Compiled) -> Vec<(&str, &str)> {
    let last = |purpose: &'static str| purpose.rsplit(['/', '-']).next().unwrap();
    compiled.outside.iter().map(|one| (last(one.purpose), one.source.as_str())).collect()
}

#[test]
fn an_answer_outside_of_a_whole_list_is_told() {
    let some = set("some", json!({ "include": [codes("urn:s", &["a", "b", "c"])] }));
    let less =
        json!({ "include": [{ "valueSet": ["#some"] }, { "system": "urn:t" }], "exclude": [codes("urn:s", &["b"])] });
    let system = json!({ "resourceType": "CodeSystem", "url": "urn:t", "content": "complete", "concept": [
        { "code": "x", "concept": [{ "code": "y" }] }] });
    let items = json!([
        { "linkId": "q", "type": "choice", "answerValueSet": "#less" },
        { "linkId": "open", "type": "open-choice", "answerValueSet": "#less" }]);
    let compiled = compile(form(json!([some, set("less", less), system]), items), &[]);
    assert!(compiled.problems.is_empty(), "{:?}", compiled.problems);
    assert_eq!(compiled.program.items[0].options.len(), 4);
    let mut session = open(&compiled);
    for (answer, expected) in [
        (json!(["c", "urn:s", "a"]), vec![]),
        (json!(["c", "urn:t", "y"]), vec![]),
        (json!(["c", "", "x"]), vec![]),
        (json!(["c", "urn:s", "b"]), vec!["answer-not-in-value-set"]),
        (json!(["c", "urn:s", "x"]), vec!["answer-not-in-value-set"]),
    ] {
        assert_eq!(broken(&mut session, "q", json!([answer])), expected, "{answer}");
        assert_eq!(broken(&mut session, "open", json!([answer])), expected, "{answer}");
    }
    assert!(broken(&mut session, "open", json!(["autre"])).is_empty());
}

#[test]
fn a_list_that_is_not_whole_is_left_to_the_server_and_said() {
    let filtered =
        json!({ "include": [{ "system": "urn:s", "filter": [{ "property": "p", "op": "=", "value": "v" }] }] });
    let page =
        json!({ "resourceType": "ValueSet", "id": "page", "expansion": { "total": 3, "contains": [{ "code": "a" }] } });
    let circle = set("circle", json!({ "include": [{ "valueSet": ["#circle"] }] }));
    for (name, offered) in [("#filtered", 0), ("#page", 1), ("#circle", 0), ("urn:elsewhere", 0), ("urn:set:known", 2)]
    {
        let known = set("known", json!({ "include": [codes("urn:s", &["a", "b"])] }));
        let contained = json!([set("filtered", filtered.clone()), page, circle, known]);
        let items = json!([{ "linkId": "q", "type": "choice", "answerValueSet": name }]);
        let compiled = compile(form(contained, items), &[]);
        assert_eq!(outside(&compiled), [("answerValueSet", name)]);
        assert_eq!(compiled.problems.iter().map(|one| one.code).collect::<Vec<_>>(), ["value-set-outside"]);
        assert_eq!(compiled.program.items[0].options.len(), offered);
        assert!(broken(&mut open(&compiled), "q", json!([["c", "urn:s", "z"]])).is_empty());
    }
}

#[test]
fn a_list_given_beside_the_document_counts() {
    let given = set("given", json!({ "include": [codes("urn:s", &["a"])] }));
    let items = json!([{ "linkId": "q", "type": "choice", "answerValueSet": "urn:set:given|2" }]);
    let compiled = compile(form(json!([]), items), &[given]);
    assert!(compiled.outside.is_empty(), "{:?}", compiled.outside);
    let mut session = open(&compiled);
    assert!(broken(&mut session, "q", json!([["c", "urn:s", "a"]])).is_empty());
    assert_eq!(broken(&mut session, "q", json!([["c", "urn:s", "z"]])), ["answer-not-in-value-set"]);
}

#[test]
fn an_answer_that_goes_with_no_other_is_told_once_beside_another() {
    let alone = json!([{ "url": format!("{CORE}questionnaire-optionExclusive"), "valueBoolean": true }]);
    let option = |code: &str| json!({ "valueCoding": { "system": "urn:s", "code": code } });
    let mut none = option("none");
    none["extension"] = alone;
    let items = json!([{ "linkId": "q", "type": "choice", "repeats": true,
        "answerOption": [option("a"), option("b"), none] }]);
    let mut session = open(&compile(form(json!([]), items), &[]));
    let code = |code: &str| json!(["c", "urn:s", code]);
    assert!(broken(&mut session, "q", json!([code("none")])).is_empty());
    assert!(broken(&mut session, "q", json!([code("a"), code("b")])).is_empty());
    assert_eq!(broken(&mut session, "q", json!([code("a"), code("none")])), ["exclusive-option"]);
    let breach = session.limits().pop().unwrap();
    assert_eq!(breach.answer, Some(1));
    assert_eq!(broken(&mut session, "q", json!([code("none"), code("none")])), ["exclusive-option"]);
}

#[test]
fn units_and_references_are_those_that_are_accepted() {
    let unit = |code: &str| {
        json!({ "url": format!("{CORE}questionnaire-unitOption"),
        "valueCoding": { "system": "http://unitsofmeasure.org", "code": code } })
    };
    let open_to = |what: &str| json!({ "url": format!("{CORE}questionnaire-unitOpen"), "valueCode": what });
    let target = json!({ "url": format!("{CORE}questionnaire-referenceResource"), "valueCode": "Patient" });
    let one = json!({ "url": format!("{CORE}questionnaire-unit"), "valueCoding": { "code": "kg" } });
    let items = json!([
        { "linkId": "q", "type": "quantity", "extension": [unit("kg"), unit("wk")] },
        { "linkId": "words", "type": "quantity", "extension": [unit("kg"), open_to("optionsOrString")] },
        { "linkId": "any", "type": "quantity", "extension": [unit("kg"), open_to("optionsOrType")] },
        { "linkId": "says", "type": "quantity", "extension": [one] },
        { "linkId": "who", "type": "reference", "extension": [target] }]);
    let mut session = open(&compile(form(json!([]), items), &[]));
    for (link_id, code, accepted) in [
        ("q", "kg", true),
        ("q", "weeks", true),
        ("q", "g", false),
        ("q", "", false),
        ("words", "", true),
        ("words", "g", false),
        ("any", "g", true),
        ("says", "g", true),
    ] {
        let found = broken(&mut session, link_id, json!([["q", "1", code]]));
        assert_eq!(found.is_empty(), accepted, "{link_id} {code}: {found:?}");
    }
    for (reference, expected) in [
        (json!({ "reference": "Patient/1" }), None),
        (json!({ "reference": "urn:uuid:1" }), None),
        (json!({ "reference": "#p" }), None),
        (json!({ "reference": "https://a.example/Device/1/_history/2" }), Some("reference-type")),
        (json!({ "reference": "Patient/1", "type": "Device" }), Some("reference-type")),
        (json!({ "display": "X", "type": "Device" }), Some("reference-type")),
        (json!({ "reference": "Chat/1" }), Some("reference-malformed")),
        (json!({ "reference": "Patient/1\u{a0}" }), Some("reference-malformed")),
    ] {
        let found = broken(&mut session, "who", json!([["o", reference]]));
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{reference}");
    }
}

#[test]
fn what_is_asked_of_others_is_listed() {
    let expression = |source: &str| json!({ "language": "text/fhirpath", "expression": source });
    let computed =
        |source: &str| json!({ "url": format!("{CORE}cqf-expression"), "valueExpression": expression(source) });
    let translation = json!({ "extension": [{ "url": format!("{CORE}translation"), "extension": [
        { "url": "lang", "valueCode": "fr" },
        { "url": "content", "_valueString": { "extension": [computed("'Bonjour'")] } }] }] });
    let limit =
        json!({ "url": format!("{CORE}maxValue"), "_valueInteger": { "extension": [computed("%patient.age")] } });
    let other = json!({ "url": format!("{CORE}questionnaire-unitOption"), "valueCoding": { "system": "urn:iso:std:iso:4217", "code": "EUR" } });
    let server = json!({ "url": format!("{SDC}preferredTerminologyServer"), "valueUrl": "https://tx.example/" });
    let mut form = form(
        json!([]),
        json!([
        { "linkId": "g", "type": "group", "_text": translation, "item": [
            { "linkId": "q", "type": "integer", "extension": [limit] }, { "linkId": "m", "type": "quantity", "extension": [other] }] }]),
    );
    form["extension"] = json!([server]);
    let mut found = compile(form, &[]);
    found.outside.sort_by_key(|one| one.item);
    assert_eq!(
        outside(&found),
        [
            ("preferredTerminologyServer", "https://tx.example/"),
            ("expression", "'Bonjour'"),
            ("expression", "%patient.age"),
            ("unitOption", "urn:iso:std:iso:4217"),
        ]
        .map(|(purpose, source)| (purpose, source))
        .as_slice()
    );
    assert_eq!(found.program.items[1].greatest, None);
}

#[test]
fn a_rule_on_a_group_is_judged_for_each_instance() {
    let rule = json!({ "url": format!("{CORE}targetConstraint"), "extension": [
        { "url": "key", "valueId": "k" }, { "url": "severity", "valueCode": "error" }, { "url": "human", "valueString": "no" },
        { "url": "expression", "valueExpression": { "language": "text/fhirpath",
            "expression": "item.where(linkId = 'from').answer.value < item.where(linkId = 'to').answer.value" } }] });
    let items = json!([{ "linkId": "stay", "type": "group", "repeats": true, "extension": [rule], "item": [
        { "linkId": "from", "type": "integer" }, { "linkId": "to", "type": "integer" }] }]);
    let compiled = compile(form(json!([]), items), &[]);
    assert!(compiled.outside.is_empty(), "{:?}", compiled.outside);
    let mut session = open(&compiled);
    let second = session.add_group(0, "stay").unwrap();
    let give = |session: &mut Session, rank: usize, values: [i64; 2]| {
        for (link_id, value) in ["from", "to"].into_iter().zip(values) {
            let node = session.instances(session.program().item(link_id).unwrap())[rank];
            session.answer(node, vec![read_literal(&json!(value)).unwrap()]).unwrap();
        }
    };
    give(&mut session, 0, [1, 2]);
    give(&mut session, 1, [4, 3]);
    let broken =
        |session: &Session| session.broken().map(|(key, _, _, node)| (key.to_owned(), node)).collect::<Vec<_>>();
    assert_eq!(broken(&session), [("k".to_owned(), second)]);
    give(&mut session, 1, [3, 4]);
    assert!(broken(&session).is_empty());
}

#[test]
fn weeks_and_months_that_meet_stay_with_the_server() {
    let calculated = |source: &str| {
        let extension = json!([{ "url": format!("{SDC}calculatedExpression"),
            "valueExpression": { "language": "text/fhirpath", "expression": source } }]);
        compile(form(json!([]), json!([{ "linkId": "q", "type": "quantity", "extension": extension }])), &[])
            .outside
            .len()
    };
    for (source, left) in [
        ("12 months - 6 weeks", 1),
        ("iif(true, 1 year, 2 days) + 3 months", 1),
        ("2 years + 3 months", 0),
        ("2 weeks + 3 days", 0),
        ("today() + 3 months - 2 weeks", 0),
        ("iif(1 year > 300 days, 1 day, 2 days)", 1),
    ] {
        assert_eq!(calculated(source), left, "{source}");
    }
}

#[test]
fn lists_that_name_each_other_end_and_a_long_one_on_every_question_is_no_form() {
    let many = |name: String| json!({ "include": vec![json!({ "valueSet": [name] }); 60] });
    let mut contained: Vec<Json> =
        (0..9).map(|rank| set(&format!("s{rank}"), many(format!("#s{}", rank + 1)))).collect();
    contained.push(set("s9", json!({ "include": [codes("urn:s", &["a"])] })));
    let long: Vec<String> = (0..4_000).map(|code| format!("c{code}")).collect();
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    contained.push(set("long", json!({ "include": [codes("urn:s", &long)] })));
    let question =
        |rank: usize, list: &str| json!({ "linkId": format!("q{rank}"), "type": "choice", "answerValueSet": list });
    let mut items: Vec<Json> = (0..60).map(|rank| question(rank, "#long")).collect();
    items.push(question(60, "#s0"));
    let compiled = compile(form(contained.into(), items.into()), &[]);
    assert_eq!(compiled.program.items[0].options.len(), 4_000);
    assert_eq!(compiled.program.items.iter().filter(|item| item.members).count(), 50);
    assert_eq!(compiled.outside.len(), 11);
}

/// The same questions twice: their answers printed under each, and named in one list.
fn twins() -> (Json, Json) {
    let translation = |text: &str| {
        json!({ "url": format!("{CORE}translation"), "extension": [
        { "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": text }] })
    };
    let weight = |points: u32| json!({ "url": format!("{CORE}itemWeight"), "valueDecimal": points });
    let option = |code: &str, points: u32, fr: &str, en: &str| {
        json!({ "valueCoding": {
        "extension": [weight(points)], "system": "urn:s", "code": code, "display": fr,
        "_display": { "extension": [translation(en)] } } })
    };
    let concept = |code: &str, points: u32, fr: &str, en: &str| {
        json!({
        "extension": [weight(points)], "code": code, "display": fr,
        "designation": [{ "language": "en", "value": en }] })
    };
    let list = json!([set(
        "often",
        json!({ "include": [{ "system": "urn:s", "concept": [
        concept("n", 0, "Jamais", "Never"), concept("o", 1, "Souvent", "Often"), { "code": "x", "display": "Peut-être" }] }] })
    )]);
    let last = json!({ "valueCoding": { "system": "urn:s", "code": "x", "display": "Peut-être" } });
    let printed = json!([option("n", 0, "Jamais", "Never"), option("o", 1, "Souvent", "Often"), last]);
    let item = |link_id: &str, text: &str, key: &str, answers: &Json| {
        json!({ "linkId": link_id, "text": text,
        "_text": { "extension": [translation("A question?")] }, "type": "choice", key: answers })
    };
    let both = |key: &str, answers: Json| {
        json!([item("1", "Avez-vous eu mal ?", key, &answers), item("2", "Avez-vous eu froid ?", key, &answers)])
    };
    let (mut named, mut own) =
        (form(list, both("answerValueSet", json!("#often"))), form(json!([]), both("answerOption", printed)));
    for form in [&mut named, &mut own] {
        form["language"] = json!("fr");
        form["status"] = json!("draft");
        form["title"] = json!("Deux questions");
    }
    own.as_object_mut().unwrap().shift_remove("contained");
    (named, own)
}

#[test]
fn a_list_asks_what_the_same_answers_printed_ask_in_every_language() {
    let (named, own) = twins();
    let read = |form: &Json| instruments::Instrument::compile(&form.to_string()).unwrap();
    let (a, b) = (read(&named), read(&own));
    for (listed, printed) in a.items().iter().zip(b.items()) {
        assert_eq!(listed.choices, printed.choices);
        assert_eq!(listed.choices.len(), 3);
    }
    assert_ne!(a.content_hash(), b.content_hash());
}

#[test]
fn what_is_wrong_with_a_list_is_told_once_and_where_it_is_named() {
    let (named, own) = twins();
    let told = |form: &Json| {
        let proof = instruments::proof::prove(&Document::from_value(form.clone()).unwrap());
        let of_texts = proof.problems.into_iter().filter(|one| one.code == "translation-missing");
        of_texts.map(|one| one.path).filter(|path| path.contains(".answer")).collect::<Vec<_>>()
    };
    assert_eq!(told(&named), ["Questionnaire.item[0].answerValueSet"]);
    let place = |item: usize| format!("Questionnaire.item[{item}].answerOption[2].valueCoding.display");
    assert_eq!(told(&own), [place(0), place(1)]);
}
