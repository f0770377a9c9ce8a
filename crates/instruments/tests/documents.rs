//! Bad documents become problems that name their place; nothing panics.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::{Instrument, Kind, Problem, Severity};
use kernel::Lang;

fn form(items: &str) -> String {
    format!(r#"{{"resourceType":"Questionnaire","title":"T","language":"fr","item":[{items}]}}"#)
}

fn errors(json: &str) -> Vec<Problem> {
    let (instrument, problems) = Instrument::check(json);
    let errors: Vec<Problem> = problems.into_iter().filter(|one| one.severity == Severity::Error).collect();
    assert_eq!(instrument.is_none(), !errors.is_empty());
    for problem in &errors {
        for lang in Lang::ALL {
            assert!(problem.message(lang).len() > 20, "{problem:?}");
        }
    }
    errors
}

fn only(json: &str) -> Problem {
    let mut found = errors(json);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

const YES_NO: &str = r#""type":"choice","answerOption":[{"valueCoding":{"code":"y","display":"Oui"}},
    {"valueCoding":{"code":"n","display":"Non"}}]"#;

#[test]
fn what_is_not_a_questionnaire_is_said_to_be_so() {
    for (json, code) in [
        ("", "malformed-json"),
        ("{", "malformed-json"),
        ("\u{0}", "malformed-json"),
        ("[]", "not-an-object"),
        ("null", "not-an-object"),
        ("{}", "wrong-resource-type"),
        (r#"{"resourceType":"Patient"}"#, "wrong-resource-type"),
        (r#"{"resourceType":7}"#, "wrong-resource-type"),
        (r#"{"resourceType":"Questionnaire","title":"T"}"#, "no-question"),
        (r#"{"resourceType":"Questionnaire","title":"T","item":"none"}"#, "no-question"),
    ] {
        assert_eq!(only(json).code, code, "{json}");
    }
    let at = only("{\n\"resourceType\": oops}");
    assert!(at.message(Lang::En).contains("line 2"), "{at:?}");
}

#[test]
fn a_link_id_used_twice_names_both_places() {
    let one = format!(r#"{{"linkId":"a","text":"A ?",{YES_NO}}}"#);
    let problem = only(&form(&format!("{one},{one}")));
    assert_eq!((problem.code, problem.link_id.as_deref()), ("duplicate-link-id", Some("a")));
    assert_eq!(problem.path, "Questionnaire.item[1].linkId");
    assert!(problem.message(Lang::Fr).contains("Questionnaire.item[0]"));
}

#[test]
fn each_fault_of_an_item_has_its_own_code() {
    for (item, code, path) in [
        (r#"{"linkId":"a","text":"A","type":"slider"}"#, "unknown-type", ".type"),
        (r#"{"linkId":"a","text":"A"}"#, "unknown-type", ".type"),
        (r#"{"linkId":"a","text":"A","type":"attachment"}"#, "unsupported-type", ".type"),
        (r#"{"linkId":"a","type":"text"}"#, "wording-missing", ".text"),
        (r#"{"linkId":"a","type":"text","text":7}"#, "wrong-json-type", ".text"),
        (r#"{"text":"A","type":"text"}"#, "link-id-missing", ".linkId"),
        (r#"{"linkId":"a","text":"A","type":"choice"}"#, "no-choice", ".answerOption"),
        (
            r#"{"linkId":"a","text":"A","type":"choice","answerValueSet":"x"}"#,
            "value-set-unsupported",
            ".answerValueSet",
        ),
        (r#"{"linkId":"a","text":"A","type":"text","repeats":true}"#, "repeats-unsupported", ".repeats"),
        (
            r#"{"linkId":"a","text":"A","type":"choice","answerOption":[{"valueCoding":{"code":"1"}}]}"#,
            "choice-label-missing",
            ".answerOption[0].valueCoding.display",
        ),
        (
            r#"{"linkId":"a","text":"A","type":"choice","answerOption":[{"valueCoding":{"display":"Oui"}}]}"#,
            "choice-code-missing",
            ".answerOption[0].valueCoding.code",
        ),
        (r#"{"linkId":"a","text":"A","type":"choice","answerOption":[{}]}"#, "choice-empty", ".answerOption[0]"),
        (
            r#"{"linkId":"a","text":"A","type":"choice","answerOption":[{"valueString":"x"},{"valueString":"x"}]}"#,
            "duplicate-choice-code",
            ".answerOption[1]",
        ),
        (
            r#"{"linkId":"a","text":"A","type":"text","extension":[{"url":"urn:vecu:fhir:momment","valueCode":"x"}]}"#,
            "unknown-extension",
            ".extension[0]",
        ),
        (
            r#"{"linkId":"a","text":"A","type":"text","extension":[{"url":"urn:vecu:fhir:moment","valueCode":"now"}]}"#,
            "unknown-word",
            ".extension",
        ),
        (r#"{"linkId":"a","text":"A","type":"text","modifierExtension":[{}]}"#, "modifier-extension", ""),
        (
            r#"{"linkId":"a","text":"A","type":"text","extension":[{"url":"urn:vecu:fhir:valence","valueCode":"positive"}]}"#,
            "open-question-alone",
            "",
        ),
    ] {
        let found = errors(&form(item));
        let problem = found.iter().find(|one| one.code == code).unwrap_or_else(|| panic!("{code}: {found:#?}"));
        assert_eq!(problem.path, format!("Questionnaire.item[0]{path}"), "{code}");
    }
}

#[test]
fn a_condition_on_an_unknown_question_or_answer_is_refused() {
    let with = |when: &str| {
        form(&format!(
            r#"{{"linkId":"a","text":"A ?",{YES_NO}}},{{"linkId":"b","text":"B ?","type":"text","enableWhen":[{when}]}}"#
        ))
    };
    for (when, code) in [
        (r#"{"question":"z","operator":"exists","answerBoolean":true}"#, "enable-when-unknown-item"),
        (r#"{"question":"a","operator":"~","answerBoolean":true}"#, "enable-when-operator"),
        (r#"{"question":"a","operator":"=","answerCoding":{"code":"maybe"}}"#, "enable-when-unknown-choice"),
        (r#"{"question":"a","operator":"="}"#, "enable-when-value"),
        (r#"{"question":"a","operator":">","answerInteger":1}"#, "enable-when-value"),
        (
            r#"{"question":"a","operator":"exists","answerBoolean":true},{"question":"a","operator":"exists","answerBoolean":true}"#,
            "enable-behavior-missing",
        ),
    ] {
        let problem = only(&with(when));
        assert_eq!((problem.code, problem.link_id.as_deref()), (code, Some("b")), "{when}");
    }
}

#[test]
fn a_circle_of_conditions_is_named_step_by_step() {
    let asks = |id: &str, on: &str| {
        format!(
            r#"{{"linkId":"{id}","text":"?",{YES_NO},"enableWhen":[{{"question":"{on}","operator":"exists","answerBoolean":true}}]}}"#
        )
    };
    let json = form(&[asks("a", "b"), asks("b", "c"), asks("c", "a"), asks("d", "a")].join(","));
    let problem = only(&json);
    assert_eq!(problem.code, "enable-when-cycle");
    assert!(problem.message(Lang::En).contains("a → b → c → a"), "{problem:?}");

    let itself = only(&form(&asks("a", "a")));
    assert!(itself.message(Lang::Fr).contains("a → a"));

    let parent = format!(
        r#"{{"linkId":"g","type":"group","enableWhen":[{{"question":"a","operator":"exists","answerBoolean":true}}],
           "item":[{{"linkId":"a","text":"?",{YES_NO}}}]}}"#
    );
    assert_eq!(only(&form(&parent)).code, "enable-when-cycle", "a group cannot wait for its own question");
}

#[test]
fn what_depends_on_a_type_not_asked_yet_is_not_blamed_too() {
    let json = form(
        r#"{"linkId":"a","text":"A","type":"attachment"},{"linkId":"b","text":"B","type":"text",
           "enableWhen":[{"question":"a","operator":"exists","answerBoolean":true}]}"#,
    );
    let problem = only(&json);
    assert_eq!((problem.code, problem.link_id.as_deref()), ("unsupported-type", Some("a")));
}

#[test]
fn huge_and_deep_documents_are_bounded() {
    let many: Vec<String> = (0..5_000).map(|n| format!(r#"{{"linkId":"q{n}","text":"?","type":"text"}}"#)).collect();
    assert_eq!(only(&form(&many.join(","))).code, "too-many-items");

    let mut deep = r#"{"linkId":"q","text":"?","type":"text"}"#.to_owned();
    for level in 0..20 {
        deep = format!(r#"{{"linkId":"g{level}","type":"group","item":[{deep}]}}"#);
    }
    assert!(errors(&form(&deep)).iter().any(|one| one.code == "groups-too-deep"));

    let abyss = format!("{}{}", r#"{"item":["#.repeat(5_000), "]}".repeat(5_000));
    assert_eq!(only(&abyss).code, "document-too-deep");
    assert_eq!(only(&" ".repeat(fhir::LARGEST_BYTES + 1)).code, "document-too-large");

    let long = form(&format!(r#"{{"linkId":"q","text":"{}","type":"text"}}"#, "x".repeat(20_000)));
    assert_eq!(only(&long).code, "text-too-long");

    // The longest chain of conditions that fits is ordered without exhausting the stack.
    let chain: Vec<String> = (0..2_000)
        .map(|n| {
            let when =
                format!(r#","enableWhen":[{{"question":"q{}","operator":"exists","answerBoolean":true}}]"#, n + 1);
            let when = if n == 1_999 { String::new() } else { when };
            format!(r#"{{"linkId":"q{n}","text":"?","type":"text"{when}}}"#)
        })
        .collect();
    assert!(Instrument::compile(&form(&chain.join(","))).is_ok());
}

#[test]
fn every_cut_of_a_real_document_is_a_problem_and_never_a_panic() {
    for one in instruments::library() {
        let step = one.json.len() / 150;
        for cut in (0..one.json.len()).step_by(step).filter(|cut| one.json.is_char_boundary(*cut)) {
            assert!(Instrument::compile(&one.json[..cut]).is_err(), "cut at {cut}");
        }
    }
}

#[test]
fn a_real_document_with_any_part_gone_or_of_another_type_never_panics() {
    let json = instruments::shipped("vecu-12").unwrap().json;
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut places = Vec::new();
    walk(&value, String::new(), &mut places);
    assert!(places.len() > 1_000);
    for place in places.iter().step_by(61) {
        for other in [serde_json::Value::Null, serde_json::json!(7), serde_json::json!("x"), serde_json::json!([{}])] {
            let mut broken = value.clone();
            *broken.pointer_mut(place).unwrap() = other;
            let _ = Instrument::check(&broken.to_string());
        }
    }
}

fn walk(value: &serde_json::Value, place: String, places: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, inner) in map {
                walk(inner, format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")), places);
            }
        }
        serde_json::Value::Array(list) => {
            for (rank, inner) in list.iter().enumerate() {
                walk(inner, format!("{place}/{rank}"), places);
            }
        }
        _ => {}
    }
    places.push(place);
}

#[test]
fn a_form_without_groups_is_one_screen_and_a_draft_says_what_it_lacks_to_be_published() {
    let json =
        form(&format!(r#"{{"linkId":"a","text":"A ?",{YES_NO}}},{{"linkId":"b","text":"B ?","type":"integer"}}"#));
    let built = Instrument::compile(&json).unwrap();
    assert_eq!((built.screens().len(), built.item_count()), (1, 2));
    assert_eq!(built.item("b").unwrap().kind, Kind::Number);
    let lacks: Vec<&str> = built.blocks_publication().iter().map(|one| one.code).collect();
    assert_eq!(lacks, ["licence-missing", "purpose-missing", "designers-missing", "moment-missing"]);
}
