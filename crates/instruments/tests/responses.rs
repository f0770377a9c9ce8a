//! A session written as a response and read back is the same session.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what it found by failing"
)]

mod both;

use std::sync::Arc;

use both::{
    NOW,
    answered::{answer_one, plain_form},
    dice::Dice,
    open,
};
use fhir::Document;
use instruments::{
    Items, Session,
    program::{Partial, Program},
};
use serde_json::json;

fn now() -> Partial {
    Partial::date_time(NOW).unwrap()
}

#[test]
fn a_response_says_all_that_is_shown() {
    for seed in 0..400 {
        let mut dice = Dice(seed);
        // A question that repeats and has items inside may lose empty instances of those: they have nothing to say.
        let Some((_, program)) = plain_form(&mut dice) else { continue };
        let mut session = open(&program);
        for _ in 0..30 {
            answer_one(&mut session, &mut dice, true);
        }
        let written = Document::from_value(session.to_response(Items::Shown)).unwrap();
        let (read, problems) = Session::from_response(program.clone(), now(), &written);
        assert!(problems.is_empty(), "seed {seed}: {problems:?}");
        assert_eq!(read.picture(), session.picture(), "seed {seed}");
        let short = Document::from_value(session.to_response(Items::Answered)).unwrap();
        let (_, problems) = Session::from_response(program, now(), &short);
        assert!(problems.iter().all(|problem| problem.code == "stated-value-differs"), "seed {seed}: {problems:?}");
    }
}

#[test]
fn a_total_that_the_answers_do_not_give_is_a_problem() {
    let url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
    let form = json!({ "resourceType": "Questionnaire", "item": [
        { "linkId": "a", "type": "integer" }, { "linkId": "b", "type": "integer" },
        { "linkId": "total", "type": "integer", "extension": [{ "url": url, "valueExpression": {
            "language": "text/fhirpath", "expression": "%resource.item.where(linkId != 'total').answer.value.sum()" } }] }] });
    let program = Arc::new(Program::compile(&Document::from_value(form).unwrap()).program);
    let response = json!({ "resourceType": "QuestionnaireResponse", "item": [
        { "linkId": "a", "answer": [{ "valueInteger": 4 }] }, { "linkId": "b", "answer": [{ "valueInteger": 6 }] },
        { "linkId": "total", "answer": [{ "valueInteger": 13 }] }, { "linkId": "c" }] });
    let (_, problems) = Session::from_response(program, now(), &Document::from_value(response).unwrap());
    let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "QuestionnaireResponse.item[3] [unknown-question]: There is no question \"c\" here, or one too many. Check the questionnaire.",
            "QuestionnaireResponse.item[2] [stated-value-differs]: The response states 13; the questionnaire computes 10. Check both.",
        ]
    );
}
