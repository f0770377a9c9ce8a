//! Limits, offered answers and units of the compiled form: what is said as people type, and that it is what the check of
//! a whole response says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what it found by failing"
)]

mod both;

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use both::{NOW, asked, dice::Dice, forms, given::given};
use fhir::Document;
use instruments::{
    Items, Limit, Problem, Session,
    conformance::{Known, check},
    program::{FormType, Outside, Partial, Program, Value, read_literal},
};
use serde_json::{Value as Json, json};

const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";

fn open(items: &Json) -> Session {
    let form = json!({ "resourceType": "Questionnaire", "item": items });
    let compiled = Program::compile(&Document::from_value(form).unwrap());
    assert!(compiled.problems.is_empty(), "{:?}", compiled.problems);
    let read = Program::from_json(&compiled.program.to_json()).unwrap();
    assert_eq!(read, compiled.program);
    Session::open(Arc::new(read), Partial::date_time(NOW).unwrap())
}

fn give(session: &mut Session, link_id: &str, answers: Json) {
    let node = session.node(link_id).unwrap();
    let answers = answers.as_array().unwrap().iter().map(|one| read_literal(one).unwrap()).collect();
    session.answer(node, answers).unwrap();
}

/// The limits that an item breaks.
fn broken(session: &Session, link_id: &str) -> Vec<&'static str> {
    session.limits_of(session.node(link_id).unwrap()).into_iter().map(|one| one.limit.code()).collect()
}

fn stated(link_id: &str, kind: &str, url: &str, name: &str, value: Json) -> Json {
    json!({ "linkId": link_id, "type": kind, "extension": [{ "url": format!("{CORE}{url}"), name: value }] })
}

#[test]
fn each_limit_is_judged_as_people_type() {
    let mut session = open(&json!([
        stated("age", "integer", "minValue", "valueInteger", json!(18)),
        stated("code", "string", "regex", "valueString", json!(r"\d{5}|[A-Z]\w+")),
        stated("price", "decimal", "maxDecimalPlaces", "valueInteger", json!(2)),
        stated("file", "attachment", "maxSize", "valueDecimal", json!(8)),
        { "linkId": "name", "type": "string", "maxLength": 3, "required": true }]));
    assert_eq!(broken(&session, "name"), ["required"]);
    for (link_id, answer, expected) in [
        ("age", json!(17), Some("below-minimum")),
        ("age", json!(18), None),
        ("code", json!("5900"), Some("form-not-kept")),
        ("code", json!("x59000"), Some("form-not-kept")),
        ("code", json!("Éloïse"), Some("form-not-kept")),
        ("code", json!("Loïse"), None),
        ("price", json!(["n", "1.250"]), Some("too-many-decimals")),
        ("price", json!(["n", "1.25"]), None),
        ("file", json!(["o", { "data": "AAECAwQFBgc=" }]), None),
        ("file", json!(["o", { "data": "AAECAwQFBgcICQoL" }]), Some("attachment-too-large")),
        ("file", json!(["o", { "size": 9 }]), Some("attachment-too-large")),
        ("name", json!("👍👍👍"), None),
        ("name", json!("abcd"), Some("too-long")),
    ] {
        give(&mut session, link_id, json!([answer]));
        assert_eq!(broken(&session, link_id), expected.into_iter().collect::<Vec<_>>(), "{link_id} {answer}");
    }
    assert_eq!(session.limits().len(), 2, "{:?}", session.limits());
}

#[test]
fn what_is_hidden_or_waits_for_an_answer_is_not_demanded() {
    let mut session = open(&json!([
        { "linkId": "any", "type": "boolean" },
        { "linkId": "what", "type": "string", "required": true,
            "enableWhen": [{ "question": "any", "operator": "=", "answerBoolean": true }] },
        { "linkId": "asked", "type": "string", "item": [{ "linkId": "why", "type": "string", "required": true }] },
        { "linkId": "group", "type": "group", "required": true, "item": [{ "linkId": "in", "type": "string" }] }]));
    let names = |session: &Session| session.limits().iter().map(|one| one.node).collect::<Vec<_>>();
    assert_eq!(names(&session), [session.node("group").unwrap()]);
    give(&mut session, "in", json!(["x"]));
    assert!(names(&session).is_empty());
    give(&mut session, "any", json!([true]));
    give(&mut session, "asked", json!(["x"]));
    assert_eq!(names(&session), [session.node("what").unwrap(), session.node("why").unwrap()]);
    give(&mut session, "any", json!([false]));
    assert_eq!(names(&session), [session.node("why").unwrap()]);
}

#[test]
fn a_pattern_that_browsers_read_otherwise_is_said() {
    let item = stated("q", "string", "regex", "valueString", json!(r"(?=.*\d).{4,}"));
    let form = json!({ "resourceType": "Questionnaire", "item": [item] });
    let compiled = Program::compile(&Document::from_value(form).unwrap());
    assert_eq!(compiled.problems.iter().map(|one| one.code).collect::<Vec<_>>(), ["pattern-outside"]);
    assert_eq!(compiled.outside.len(), 1);
    assert_eq!(compiled.program.items[0].pattern, None);
}

fn expression(url: &str, source: &str) -> Json {
    json!({ "url": url, "valueExpression": { "language": "text/fhirpath", "expression": source } })
}

fn option(code: &str) -> Json {
    json!({ "valueCoding": { "system": "urn:s", "code": code } })
}

fn offered(session: &Session, link_id: &str) -> Vec<String> {
    let node = session.node(link_id).unwrap();
    let code = |value: &Value| match value {
        Value::Coding(coding) => coding.code.clone(),
        Value::Text(text) => text.to_string(),
        other => panic!("{other:?}"),
    };
    session.offered(node).unwrap().iter().map(code).collect()
}

#[test]
fn conditions_switch_printed_answers_and_a_lost_one_is_told() {
    let toggle = |codes: &[&str], source: &str| {
        let mut parts: Vec<Json> = codes
            .iter()
            .map(|code| json!({ "url": "option", "valueCoding": { "system": "urn:s", "code": code } }))
            .collect();
        parts.push(expression("expression", source));
        json!({ "url": format!("{SDC}answerOptionsToggleExpression"), "extension": parts })
    };
    let adult = "%resource.item.where(linkId = 'age').answer.value >= 18";
    let mut session = open(&json!([
        { "linkId": "age", "type": "integer" },
        { "linkId": "drink", "type": "choice", "answerOption": [option("water"), option("wine"), option("beer")],
            "extension": [toggle(&["wine", "beer"], adult),
                toggle(&["beer"], "%resource.item.where(linkId = 'age').answer.value >= 16")] }]));
    // Nothing is known of the age: a condition without a result switches off.
    assert_eq!(offered(&session, "drink"), ["water"]);
    give(&mut session, "age", json!([17]));
    assert_eq!(offered(&session, "drink"), ["water", "beer"]);
    give(&mut session, "age", json!([18]));
    give(&mut session, "drink", json!([["c", "urn:s", "wine"]]));
    assert_eq!((offered(&session, "drink").len(), broken(&session, "drink")), (3, vec![]));
    give(&mut session, "age", json!([16]));
    assert_eq!(broken(&session, "drink"), ["not-offered"]);
    assert_eq!(session.answers(session.node("drink").unwrap()).len(), 1);
    give(&mut session, "drink", json!([["c", "urn:s", "milk"]]));
    assert_eq!(broken(&session, "drink"), ["answer-not-an-option"]);
}

#[test]
fn answers_are_offered_from_other_answers() {
    let mut session = open(&json!([
        { "linkId": "drug", "type": "string", "repeats": true },
        { "linkId": "worst", "type": "open-choice", "extension": [
            expression(&format!("{SDC}answerExpression"), "%resource.item.where(linkId = 'drug').answer.value")] },
        { "linkId": "best", "type": "choice", "extension": [
            expression(&format!("{SDC}answerExpression"), "%resource.item.where(linkId = 'drug').answer.value")] }]));
    give(&mut session, "drug", json!(["a", "", "b"]));
    assert_eq!(offered(&session, "best"), ["a", "", "b"]);
    give(&mut session, "best", json!(["b"]));
    give(&mut session, "worst", json!(["another"]));
    assert_eq!((broken(&session, "best"), broken(&session, "worst")), (vec![], vec![]));
    give(&mut session, "drug", json!(["a"]));
    assert_eq!((broken(&session, "best"), broken(&session, "worst")), (vec!["not-offered"], vec![]));
}

#[test]
fn amounts_are_compared_and_added_across_units() {
    let calculated = |link_id: &str, kind: &str, source: &str| json!({ "linkId": link_id, "type": kind, "extension": [expression(&format!("{SDC}calculatedExpression"), source)] });
    let units = ["kg", "g", "mg", "[lb_av]", "cm", "m", "Cel", "[degF]", "K", "a", "years", "mo", "wk", "d", "h"];
    let units =
        units.map(|code| json!({ "url": format!("{CORE}questionnaire-unitOption"), "valueCoding": { "code": code } }));
    let of = |name: &str| format!("%resource.item.where(linkId = '{name}').answer.value");
    let mut session = open(&json!([
        { "linkId": "a", "type": "quantity" }, { "linkId": "b", "type": "quantity" },
        calculated("same", "boolean", &format!("{} = {}", of("a"), of("b"))),
        calculated("less", "boolean", &format!("{} < {}", of("a"), of("b"))),
        calculated("sum", "quantity", &format!("{} + {}", of("a"), of("b"))),
        { "linkId": "units", "type": "quantity", "extension": units.to_vec() }]));
    let found = |session: &Session, link_id: &str| {
        let list: Vec<Json> =
            session.answers(session.node(link_id).unwrap()).iter().map(instruments::program::literal).collect();
        list.first().map_or_else(String::new, ToString::to_string)
    };
    for (a, b, same, less, sum) in [
        (["1", "kg"], ["1000", "g"], "true", "false", r#"["q","2000","g"]"#),
        (["1", "kg"], ["1.0000001", "kg"], "false", "true", r#"["q","2.0000001","kg"]"#),
        (["1", "[lb_av]"], ["453.59237", "g"], "true", "false", r#"["q","907.18474","g"]"#),
        (["1.8", "m"], ["180", "cm"], "true", "false", r#"["q","360","cm"]"#),
        (["98.6", "[degF]"], ["37", "Cel"], "true", "false", ""),
        (["36.9", "Cel"], ["98.6", "[degF]"], "false", "true", ""),
        (["310.15", "K"], ["37.0", "Cel"], "true", "false", ""),
        (["2", "a"], ["24", "mo"], "true", "false", r#"["q","48","mo"]"#),
        (["2", "a"], ["2", "years"], "true", "false", r#"["q","4","a"]"#),
        (["1", "wk"], ["168", "h"], "true", "false", r#"["q","336","h"]"#),
        (["1", "kg"], ["1", "m"], "", "", ""),
        (["1", "a"], ["365", "d"], "", "", ""),
        (["1", "pièce"], ["1", "pièce"], "true", "false", r#"["q","2","pièce"]"#),
        (["1", "constructor"], ["1", "kg"], "", "", ""),
    ] {
        give(&mut session, "a", json!([["q", a[0], a[1]]]));
        give(&mut session, "b", json!([["q", b[0], b[1]]]));
        let all = ["same", "less", "sum"].map(|link_id| found(&session, link_id));
        assert_eq!(all, [same, less, sum], "{a:?} {b:?}");
    }
}

/// Limits on values that both judge in the same way. Left to `conformance` alone: what a group holds, since a whole
/// response leaves empty groups out, and what is no limit of an answer. Left to the session: what is not offered.
const SHARED: [Limit; 18] = [
    Limit::Required,
    Limit::Fewest,
    Limit::Most,
    Limit::Least,
    Limit::Greatest,
    Limit::Long,
    Limit::Short,
    Limit::Pattern,
    Limit::Places,
    Limit::Option,
    Limit::Member,
    Limit::Exclusive,
    Limit::Units,
    Limit::UnitAccepted,
    Limit::Malformed,
    Limit::Target,
    Limit::Media,
    Limit::Heavy,
];

/// What `conformance` calls a rule that does not hold.
const BROKEN: &str = "rule-not-kept";

/// The items whose limits are not compared.
fn strange(problems: &[Problem], program: &Program, outside: &[Outside]) -> HashSet<String> {
    // What is not written as its type demands (an empty text, a date for a clock) is told so there, and nothing more.
    let strange = ["answer-malformed", "answer-type"];
    let strange = problems.iter().filter(|one| strange.contains(&one.code)).filter_map(|one| one.link_id.clone());
    let mut strange: HashSet<String> = strange.collect();
    // Units that are printed and of a list that is not whole are judged by half here.
    let half = outside.iter().filter(|one| one.purpose.ends_with("unitValueSet"));
    strange.extend(half.filter_map(|one| Some(program.items[one.item? as usize].link_id.clone())));
    // A moment with a zone and one without are compared by their clocks there and not at all here. FHIR demands the
    // zone wherever there is a clock, so that neither happens to what is well written.
    let moments = program.items.iter().filter(|item| item.kind == FormType::DateTime);
    strange.extend(moments.map(|item| item.link_id.clone()));
    strange
}

#[test]
fn the_page_says_what_the_check_of_the_whole_response_says() {
    let shared: Vec<&str> = SHARED.iter().map(|limit| limit.code()).collect();
    let (mut told, mut compared) = (BTreeMap::new(), 0);
    let seeds: u64 = asked("VECU_LIMITS").unwrap_or(500);
    for seed in 0..seeds {
        let mut dice = Dice(seed);
        let form = forms::form(&mut dice);
        let compiled = Program::compile(&Document::from_value(form.clone()).unwrap());
        let (program, outside) = (Arc::new(compiled.program), compiled.outside);
        // An unanswered question has no answer to hold what is inside it, so its items are not in the response.
        if program.items.iter().any(|item| item.kind != FormType::Group && !item.children.is_empty()) {
            continue;
        }
        let mut session = Session::open(program.clone(), Partial::date_time(NOW).unwrap());
        for _ in 0..12 {
            let item = dice.roll(program.items.len()) as u32;
            let nodes = session.instances(item).to_vec();
            if !nodes.is_empty() && program.items[item as usize].kind != FormType::Group {
                let values = given(&session, item, &mut dice);
                _ = session.answer(*dice.pick(&nodes), values);
            }
        }
        let name = |node: u32| {
            let item = program.items.iter().enumerate().find(|(n, _)| session.instances(*n as u32).contains(&node));
            item.map(|(_, item)| (item.link_id.clone(), item.kind, item.pattern.is_some())).unwrap()
        };
        let response = session.to_response(Items::Shown);
        let world = Known::new(fhirpath::DateTime::parse(NOW));
        let problems = check(Some(&form), &response, &world);
        let strange = strange(&problems, &program, &outside);
        let mut here: Vec<(String, &str)> = session
            .limits()
            .iter()
            .filter(|one| SHARED.contains(&one.limit) && name(one.node).1 != FormType::Group)
            .map(|one| (name(one.node).0, one.limit.code()))
            .filter(|(link_id, _)| !strange.contains(link_id))
            .collect();
        let mut there: Vec<(String, &str)> = problems
            .iter()
            .filter(|one| shared.contains(&one.code))
            .filter_map(|one| Some((one.link_id.clone()?, one.code)))
            .filter(|(link_id, code)| {
                let item = &program.items[program.item(link_id).unwrap() as usize];
                // What the compiler left outside (a pattern, a list that is not whole) is decided there alone.
                let judged = match *code {
                    "form-not-kept" => item.pattern.is_some(),
                    "answer-not-in-value-set" => item.members,
                    "unit-not-accepted" => item.units.is_some(),
                    _ => true,
                };
                item.kind != FormType::Group && judged && !strange.contains(link_id)
            })
            .collect();
        // A rule that does not hold, by the item whose instance breaks it.
        here.extend(session.broken().map(|(_, _, _, node)| (name(node).0, BROKEN)));
        let rules = problems.iter().filter(|one| one.code == BROKEN);
        there.extend(rules.filter_map(|one| Some((one.link_id.clone()?, BROKEN))));
        here.sort();
        there.sort();
        assert_eq!(here, there, "seed {seed}\n{form:#}\n{response:#}");
        compared += 1;
        for (_, code) in here {
            *told.entry(code).or_insert(0) += 1;
        }
    }
    println!("{compared} responses, limits broken: {told:?}");
    // More answers than accepted are refused as they are given; only initial values can be too many.
    let rare = Limit::Most.code();
    assert!(told.contains_key(BROKEN), "{told:?}");
    assert!(shared.iter().all(|code| *code == rare || told.contains_key(code)), "{told:?}");
}
