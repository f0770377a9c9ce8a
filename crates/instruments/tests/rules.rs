//! Rules on groups, on blocks and on the whole form: which are told, where, when and in which language.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::{Answer, Answers, BrokenRule, Instrument};
use kernel::{Day, Lang};
use serde_json::{Value, json};

const RULED: &str = include_str!("forms/ruled.json");

fn broken(form: &Instrument, answers: &Answers) -> Vec<BrokenRule> {
    form.broken_rules(answers, Day::new(2026, 11, 22).unwrap())
}

fn numbers(list: &[(&str, i64)]) -> Answers {
    list.iter().fold(Answers::new(), |answers, (link_id, number)| answers.with(link_id, Answer::Number(*number)))
}

#[test]
fn a_rule_of_a_group_says_where_to_look_and_a_rule_of_the_form_waits_for_everything() {
    let form = Instrument::compile(RULED).unwrap();
    assert_eq!(broken(&form, &Answers::new()), []);
    let rules = broken(&form, &numbers(&[("nights", 120), ("care", 130), ("alone", 121)]));
    let told: Vec<_> = rules.iter().map(|rule| (rule.link_id.as_deref(), rule.due, rule.warning)).collect();
    assert!(told.contains(&(None, None, false)), "{rules:?}");
    assert!(
        told.contains(&(Some("stay"), Some(0), false)) && told.contains(&(Some("stay"), Some(0), true)),
        "{told:?}"
    );
    assert!(rules.iter().all(|rule| rule.first == Some(("nights".to_owned(), None))), "{rules:?}");
    let sum = rules.iter().find(|rule| rule.due == Some(0) && !rule.warning).unwrap();
    assert!(sum.says.get(Lang::En).starts_with("There are more nights"), "{sum:?}");
    assert!(sum.says.get(Lang::Fr).starts_with("Il y a plus de nuits"));
    let long = rules.iter().find(|rule| rule.warning).unwrap();
    assert_eq!(
        (long.says.get(Lang::En), long.says.tag_for(Lang::En)),
        ("Plus de cent nuits : est-ce bien cela ?", "fr")
    );
}

#[test]
fn a_rule_of_a_block_names_it_and_neither_a_hidden_group_nor_an_empty_block_has_rules() {
    let form = Instrument::compile(RULED).unwrap();
    let blocks =
        vec![numbers(&[("waited", 1), ("lasted", 2)]), Answers::new(), numbers(&[("waited", 3), ("lasted", 2)])];
    let hidden = Answers::new().with("exams", Answer::Repeated(blocks));
    assert_eq!(broken(&form, &hidden), []);
    let rules = broken(&form, &hidden.choose("more", "true"));
    assert_eq!(rules.len(), 1, "{rules:?}");
    assert_eq!((rules[0].block, rules[0].first.clone()), (Some(2), Some(("waited".to_owned(), Some(2)))));
}

/// A form whose first group has a rule, written by the test.
fn with_rule(expression: &str, group: Value) -> Instrument {
    let rule = json!({"url": "http://hl7.org/fhir/StructureDefinition/targetConstraint", "extension": [
        {"url": "key", "valueId": "r"}, {"url": "severity", "valueCode": "error"},
        {"url": "expression", "valueExpression": {"language": "text/fhirpath", "expression": expression}},
        {"url": "human", "valueString": "Non."}]});
    let mut group = group;
    group["extension"].as_array_mut().unwrap().push(rule);
    let form = json!({"resourceType": "Questionnaire", "status": "draft", "language": "fr", "item": [group,
        {"linkId": "two", "text": "Deux", "type": "group", "item": [{"linkId": "b", "text": "B ?", "type": "integer"}]}]});
    Instrument::compile(&form.to_string()).unwrap()
}

fn group(extension: Value) -> Value {
    json!({"linkId": "one", "text": "Un", "type": "group", "extension": extension,
        "item": [{"linkId": "a", "text": "A ?", "type": "integer"}]})
}

#[test]
fn a_rule_that_looks_further_is_due_where_the_last_question_is_asked() {
    let expression = "item.where(linkId = 'a').answer.value < %resource.item.where(linkId = 'two').item.where(linkId = 'b').answer.value";
    let form = with_rule(expression, group(json!([])));
    let rules = broken(&form, &numbers(&[("a", 3), ("b", 2)]));
    assert_eq!((rules[0].due, rules[0].first.clone()), (Some(1), Some(("a".to_owned(), None))));
}

#[test]
fn a_group_that_is_never_shown_has_no_rules() {
    let never = json!([{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": true}]);
    let form = with_rule("item.where(linkId = 'a').answer.value > 3", group(never));
    assert_eq!(broken(&form, &numbers(&[("a", 1)])), []);
    let form = with_rule("item.where(linkId = 'a').answer.value > 3", group(json!([])));
    assert_eq!(broken(&form, &numbers(&[("a", 1)])).len(), 1);
}
