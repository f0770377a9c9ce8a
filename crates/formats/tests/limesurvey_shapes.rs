//! Our own invented surveys, old schema and new: every type of question, conditions, quotas, scores, hostile texts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use formats::{
    Fate, Report,
    limesurvey::{Import, read},
};
use serde_json::Value;

const NEW: &str = include_str!("limesurvey/sejour-2026.lss");
const OLD: &str = include_str!("limesurvey/urgences-2010.lss");

fn import(text: &str) -> (Value, Report) {
    let Import { questionnaire, report, .. } = read(text.as_bytes(), "essai.lss");
    let wrong: Vec<_> = report.of(Fate::Error).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    (questionnaire.unwrap().value().clone(), report)
}

/// The item with a link id, at any depth.
fn item<'a>(node: &'a Value, link: &str) -> Option<&'a Value> {
    node["item"].as_array()?.iter().find_map(|one| if one["linkId"] == link { Some(one) } else { item(one, link) })
}

fn extension<'a>(node: &'a Value, ending: &str) -> Option<&'a Value> {
    node["extension"].as_array()?.iter().find(|one| one["url"].as_str().unwrap().ends_with(ending))
}

fn expression<'a>(node: &'a Value, ending: &str) -> &'a str {
    extension(node, ending).unwrap()["valueExpression"]["expression"].as_str().unwrap()
}

fn line<'a>(report: &'a Report, place: &str) -> &'a formats::Entry {
    report.entries.iter().find(|entry| entry.place.to_string() == place).unwrap_or_else(|| panic!("no line {place}"))
}

fn codes(report: &Report) -> Vec<&str> {
    report.entries.iter().map(|entry| entry.code).collect()
}

#[test]
fn everything_of_both_surveys_is_accounted_for_and_known() {
    for text in [NEW, OLD] {
        let (_, report) = import(text);
        let faults = lss::faults(text.as_bytes(), &report);
        assert!(faults.is_empty(), "{faults:#?}");
        let (form, _) = import(text);
        assert_eq!(lss::broken_rules(&form), Vec::<String>::new());
        let document = fhir::Document::from_value(form.clone()).unwrap();
        let problems = instruments::program::Program::compile(&document).problems;
        let wrong: Vec<_> = problems.iter().filter(|one| one.severity == instruments::Severity::Error).collect();
        assert!(wrong.is_empty(), "what was carried over must run: {wrong:#?}");
        assert!(lss::unknown(&report).is_empty(), "{:?}", lss::unknown(&report));
    }
}

#[test]
fn the_counter_sees_a_missing_a_double_and_an_invented_line() {
    let (_, report) = import(OLD);
    let mut without = report.clone();
    let gone = without.entries.iter().position(|entry| entry.place.row == Some(3)).unwrap();
    without.entries.remove(gone);
    assert_eq!(lss::faults(OLD.as_bytes(), &without).len(), 1);
    let mut twice = report.clone();
    twice.entries.push(twice.entries[gone].clone());
    assert_eq!(lss::faults(OLD.as_bytes(), &twice).len(), 1);
    let mut invented = report;
    invented.entries[gone].place.row = Some(9_999);
    assert_eq!(lss::faults(OLD.as_bytes(), &invented).len(), 2);
}

#[test]
fn every_type_of_question_has_its_shape() {
    let (form, _) = import(NEW);
    let types = [
        ("G01Q01", "open-choice"),
        ("G01Q02", "choice"),
        ("G01Q03", "choice"),
        ("G01Q04", "choice"),
        ("G01Q05", "choice"),
        ("G01Q06", "choice"),
        ("G01Q06_comment", "text"),
        ("G01Q07", "display"),
        ("G02Q01", "open-choice"),
        ("G02Q02", "choice"),
        ("G02Q02_SQ001comment", "text"),
        ("G02Q03", "group"),
        ("G02Q03_SQ001", "choice"),
        ("G02Q08", "group"),
        ("G02Q09_SQ001_0", "choice"),
        ("G02Q09_SQ001_1", "choice"),
        ("G02Q10_SQ001_J", "integer"),
        ("G02Q11_SQ001_J", "boolean"),
        ("G02Q12_SQ001_J", "string"),
        ("G02Q13", "group"),
        ("G02Q13_2", "choice"),
        ("G03Q01", "integer"),
        ("G03Q02", "decimal"),
        ("G03Q03_S1", "decimal"),
        ("G03Q04", "string"),
        ("G03Q05", "text"),
        ("G03Q06", "text"),
        ("G03Q07_S2", "string"),
        ("G03Q08", "date"),
        ("G03Q09", "decimal"),
        ("G03Q10", "string"),
        ("G03Q11", "attachment"),
    ];
    for (link, kind) in types {
        assert_eq!(item(&form, link).unwrap_or_else(|| panic!("{link}"))["type"], kind, "{link}");
    }
    assert!(item(&form, "G03Q12").is_none(), "a language switch is no question");
    assert!(item(&form, "G02Q13_3").is_none(), "a ranking of two places has two");
    let counts = [("G01Q05", 5), ("G02Q03_SQ002", 5), ("G02Q04_SQ001", 10), ("G02Q05_SQ001", 3), ("G02Q09_SQ001_1", 2)];
    for (link, count) in counts {
        assert_eq!(item(&form, link).unwrap()["answerOption"].as_array().unwrap().len(), count, "{link}");
    }
}

#[test]
fn texts_come_in_both_languages_and_scripts_never_do() {
    let (form, report) = import(NEW);
    let hello = item(&form, "G01Q07").unwrap();
    assert_eq!(hello["text"], "Bonjour {G01Q06.shown}, planmerci.");
    let written = form.to_string();
    for word in ["<script", "script>", "onerror", "alert", "FIRSTNAME}\\u003c"] {
        assert!(!written.contains(word), "{word}");
    }
    let english = &item(&form, "G01Q03").unwrap()["_text"]["extension"][0];
    assert_eq!(english["extension"][0]["valueCode"], "en");
    assert_eq!(english["extension"][1]["valueString"], "Did you eat here?");
    assert_eq!(item(&form, "G01Q03").unwrap()["answerOption"][0]["valueCoding"]["display"], "Oui");
    let xhtml = extension(&item(&form, "welcome.text").unwrap()["_text"], "rendering-xhtml").unwrap();
    assert!(xhtml["valueString"].as_str().unwrap().contains("<em>raconter</em>"));
    assert!(codes(&report).contains(&"script-removed"));
}

#[test]
fn conditions_are_enable_when_where_that_is_exact_and_fhirpath_elsewhere() {
    let (form, report) = import(NEW);
    let simple = item(&form, "G01Q04").unwrap();
    assert_eq!(simple["enableBehavior"], "all");
    assert_eq!(simple["enableWhen"][0]["answerCoding"]["code"], "A1");
    assert_eq!(simple["enableWhen"][1]["operator"], "exists");
    let different = item(&form, "G01Q05").unwrap();
    assert!(different.get("enableWhen").is_none(), "R4 does not say what != means without an answer");
    assert!(expression(different, "enableWhenExpression").ends_with(".exists($this = 'A1').not()"));
    let lost = item(&form, "G03Q06").unwrap();
    assert!(lost.get("enableWhen").is_none() && extension(lost, "enableWhenExpression").is_none());
    let said: Vec<_> = report.entries.iter().filter(|entry| entry.code == "condition-lost").collect();
    // The function, the single =, and the table with a participant's attribute, whose first row asks of a question that is
    // not in the file.
    assert_eq!(said.len(), 4, "{said:#?}");
    assert_eq!(line(&report, "conditions!1").code, "condition-orphan");
    let function = report.entries.iter().find(|entry| entry.code == "function").unwrap();
    assert!(function.en.contains("statCount()") && function.place.to_string().contains("relevance@0"));
    assert!(codes(&report).contains(&"participant-attribute"));
}

#[test]
fn the_old_table_of_conditions_joins_as_limesurvey_joins_it() {
    let (form, report) = import(OLD);
    let path = expression(item(&form, "recit").unwrap(), "enableWhenExpression");
    let place = |link: &str, group: &str| {
        format!("%resource.item.where(linkId = '{group}').item.where(linkId = '{link}').answer.value")
    };
    let wanted = format!(
        "({}.code.exists($this = '2') and {}.ofType(Coding).exists(code = 'T')) or {}.exists($this >= 18)",
        place("attente", "G1"),
        place("douleur", "G1"),
        place("age", "G2")
    );
    assert_eq!(path, wanted);
    assert_eq!(item(&form, "avis").unwrap()["enableWhen"][0]["operator"], "exists");
    assert_eq!(line(&report, "conditions!2").fate, Fate::Kept);
}

#[test]
fn rows_are_filtered_and_boxes_are_toggled() {
    let (form, _) = import(NEW);
    let path = expression(item(&form, "G02Q04_SQ001").unwrap(), "enableWhenExpression");
    assert!(
        path.ends_with("where(linkId = 'G02Q01').answer.value.ofType(Coding).exists(code = 'SQ001')).not()"),
        "{path}"
    );
    let toggles = item(&form, "G02Q02").unwrap()["extension"].as_array().unwrap();
    assert_eq!(toggles.iter().filter(|one| one["url"].as_str().unwrap().ends_with("ToggleExpression")).count(), 2);
    let seen = item(&form, "G02Q01").unwrap();
    assert_eq!(extension(seen, "minOccurs").unwrap()["valueInteger"], 1);
    assert_eq!(extension(&seen["answerOption"][2], "optionExclusive").unwrap()["valueBoolean"], true);
}

#[test]
fn limits_defaults_and_calculations_come_along() {
    let (form, _) = import(NEW);
    let nights = item(&form, "G03Q01").unwrap();
    assert_eq!((&nights["required"], &nights["initial"][0]["valueInteger"]), (&Value::Bool(true), &Value::from(1)));
    assert_eq!(extension(nights, "minValue").unwrap()["valueInteger"], 0);
    assert!(extension(nights, "questionnaire-constraint").unwrap().to_string().contains("G03Q02"));
    assert_eq!(item(&form, "G01Q02").unwrap()["answerOption"][1]["initialSelected"], true);
    assert_eq!(extension(item(&form, "G03Q04").unwrap(), "regex").unwrap()["valueString"], "^[a-z]+$");
    assert!(expression(item(&form, "G03Q09").unwrap(), "calculatedExpression").ends_with(" / 2"));
    assert!(expression(item(&form, "G03Q10").unwrap(), "calculatedExpression").ends_with("'long', 'court')"));
    let score = item(&form, "score.total").unwrap();
    assert!(expression(score, "calculatedExpression").contains("weight()"));
    assert_eq!(item(&form, "score.total.message1").unwrap()["enableWhen"][1]["answerDecimal"], 99);
    let weight = &item(&form, "G01Q01").unwrap()["answerOption"][0]["valueCoding"]["extension"][0];
    assert_eq!(weight["valueDecimal"], 4);
}

#[test]
fn what_is_lost_on_purpose_says_why_in_both_languages() {
    let (_, report) = import(NEW);
    for (place, code) in [
        ("surveys!ipaddr1", "privacy"),
        ("surveys!refurl1", "privacy"),
        ("surveys!adminemail1", "staff"),
        ("surveys!googleanalyticsapikey1", "tracking"),
        ("surveys!usetokens1", "participants"),
        ("quota!1", "quota"),
        ("quota_members!1", "quota"),
        ("plugin_settings!1", "plugin"),
        ("themes!1", "look"),
        ("groups!randomization_group2", "random-order"),
    ] {
        let entry = line(&report, place);
        assert_eq!((entry.fate, entry.code), (Fate::Lost, code), "{place}");
    }
    assert!(line(&report, "quota!1").fr.contains("Cinquante femmes"));
    for entry in &report.entries {
        assert!(entry.fr.len() > 4 && entry.en.len() > 4, "{entry:?}");
        assert_eq!(entry.mend_fr.is_empty(), entry.mend_en.is_empty(), "{entry:?}");
    }
}

#[test]
fn a_language_nobody_declared_is_said_to_be_lost() {
    let (form, report) = import(OLD);
    let stray = report.entries.iter().find(|entry| entry.code == "foreign-language").unwrap();
    assert_eq!(stray.fate, Fate::Lost);
    assert!(!form.to_string().contains("Danke"));
}

#[test]
fn a_survey_without_texts_in_its_own_language_shows_those_it_has() {
    let text = OLD.replace(
        "<language><![CDATA[fr]]></language>\n    <additional_languages><![CDATA[en]]>",
        "<language><![CDATA[it]]></language>\n    <additional_languages><![CDATA[fr en]]>",
    );
    assert_ne!(text, OLD);
    let (form, report) = import(&text);
    assert_eq!((&form["language"], &form["title"]), (&"it".into(), &"Votre passage aux urgences".into()));
    let said = report.entries.iter().filter(|entry| entry.code == "text-in-other-language").count();
    assert!(said > 10, "{said}");
    assert!(lss::faults(text.as_bytes(), &report).is_empty());
}

#[test]
fn a_question_whose_code_ends_in_comment_is_a_question_like_others() {
    let text = OLD.replace("<title><![CDATA[attente]]>", "<title><![CDATA[moncomment]]>");
    let (form, _) = import(&text);
    assert_eq!(item(&form, "moncomment").unwrap()["required"], true);
    assert!(!form.to_string().contains("comment-of-another"));
    assert!(!import(NEW).0.to_string().contains("comment-of-another"));
}

#[test]
fn the_answer_people_write_has_its_label_in_both_languages() {
    let (form, _) = import(NEW);
    let label = extension(item(&form, "G01Q01").unwrap(), "openLabel").unwrap();
    assert_eq!(label["valueString"], "Autre accueil");
    let label = extension(item(&form, "G02Q01").unwrap(), "openLabel").unwrap();
    assert_eq!(label["_valueString"]["extension"][0]["extension"][1]["valueString"], "Other");
}

#[test]
fn every_item_name_is_used_once_and_every_condition_names_an_item() {
    fn walk<'a>(node: &'a Value, links: &mut Vec<&'a str>, asked: &mut Vec<&'a str>) {
        for one in node["item"].as_array().into_iter().flatten() {
            links.push(one["linkId"].as_str().unwrap());
            asked.extend(
                one["enableWhen"].as_array().into_iter().flatten().map(|when| when["question"].as_str().unwrap()),
            );
            walk(one, links, asked);
        }
    }
    for text in [NEW, OLD] {
        let (form, _) = import(text);
        let (mut links, mut asked) = (Vec::new(), Vec::new());
        walk(&form, &mut links, &mut asked);
        let count = links.len();
        assert!(asked.iter().all(|link| links.contains(link)));
        links.sort_unstable();
        links.dedup();
        assert_eq!(links.len(), count);
    }
}
