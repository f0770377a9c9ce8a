//! What a form writes into an item, and reads back.

use instruments::{Instrument, library};

use super::*;
use crate::instruments::document::Doc;

#[test]
fn a_form_that_is_sent_back_unchanged_changes_no_shipped_wording() {
    for shipped in library() {
        let before = shipped.instrument().unwrap();
        let mut doc = Doc::parse(shipped.json).unwrap();
        let links: Vec<String> = doc.entries().iter().map(|entry| entry.link.to_owned()).collect();
        for link in &links {
            let item = doc.item_mut(link).unwrap();
            let question = Question::of(item, "fr");
            question.write(item, "fr");
            assert_eq!(Question::of(item, "fr").wording, question.wording, "{link}");
        }
        let after = Instrument::compile(&doc.written()).unwrap();
        assert_eq!(before.items(), after.items(), "{}", shipped.id);
        assert_eq!(before.wording_hash(), after.wording_hash(), "{}", shipped.id);
        assert_eq!(before.content_hash(), after.content_hash(), "{}: not one byte differs", shipped.id);
    }
}

#[test]
fn a_new_answer_gets_a_code_and_the_system_of_the_others() {
    let mut item = json!({ "linkId": "a", "type": "choice", "answerOption": [
        { "valueCoding": { "system": "urn:s", "code": "yes", "display": "Oui" } }] });
    let mut question = Question::of(&item, "fr");
    let label = Two { fr: "Plutôt oui".to_owned(), en: String::new() };
    question.choices.push(Printed { label: label.clone(), weight: Some(2), ..Printed::default() });
    question.choices.push(Printed { label, missing: Some(MissingKind::DontKnow), ..Printed::default() });
    question.write(&mut item, "fr");
    let read = Question::of(&item, "fr");
    let codes: Vec<&str> = read.choices.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["yes", "plutot-oui", "plutot-oui-2"]);
    assert_eq!(item["answerOption"][1]["valueCoding"]["system"], "urn:s");
    assert_eq!((read.choices[1].weight, read.choices[2].missing), (Some(2), Some(MissingKind::DontKnow)));
}

#[test]
fn every_kind_is_written_as_fhir_says_it_and_read_back_and_another_kind_takes_what_was_its_own_away() {
    let choices = vec![Printed {
        code: "a".to_owned(),
        label: Two { fr: "A".to_owned(), en: String::new() },
        ..Printed::default()
    }];
    for kind in Kind::ALL {
        let mut item = json!({ "linkId": "a", "type": "text", "maxLength": 20 });
        let mut question = Question { kind, most_chars: None, ..Question::of(&item, "fr") };
        match kind {
            Kind::Choice | Kind::Several => {
                question.choices = choices.clone();
                question.other = true;
                question.most_answers = (kind == Kind::Several).then_some(3);
            }
            Kind::Decimal => {
                question.least = "0.50".to_owned();
                question.places = Some(2);
            }
            Kind::Number => question.greatest = "120".to_owned(),
            Kind::Date => question.least = "2026-01-31".to_owned(),
            Kind::Quantity => question.units = vec!["kg".to_owned(), "mg".to_owned()],
            _ => {}
        }
        question.write(&mut item, "fr");
        let mut read = Question::of(&item, "fr");
        read.choices.iter_mut().for_each(|one| one.stored = None);
        assert_eq!(read, question, "{item}");
        assert_eq!(text(&item, "type"), kind.fhir_type(question.other));
        let plain = Question { kind: Kind::Display, ..Question::of(&json!({}), "fr") };
        plain.write(&mut item, "fr");
        assert_eq!(item, json!({ "linkId": "a", "type": "display" }), "{kind:?}");
    }
}
