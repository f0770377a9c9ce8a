//! The compiled form against FHIRPath itself: every calculation of invented forms is also evaluated as it was written,
//! over the response, by the evaluator that passes the official suites.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what it found by failing"
)]

mod both;

use both::{
    NOW,
    answered::{Told, answer_one, calculations, here, plain_form, told, variables},
    dice::Dice,
    open,
};
use fhir::types::Release;
use fhirpath::{Context, DateTime, Host};
use instruments::{Items, program::StepKind};

/// Weights travel in the response's codings, so nothing has to be known from outside.
struct Nothing;
impl Host for Nothing {}

#[test]
fn calculations_mean_what_fhirpath_says() {
    let (mut compared, mut values) = (0, 0);
    for seed in 0..500 {
        let mut dice = Dice(seed);
        let Some((form, program)) = plain_form(&mut dice) else { continue };
        let mut session = open(&program);
        let asked = calculations(&form);
        for _ in 0..12 {
            answer_one(&mut session, &mut dice, false);
            let response = session.to_response(Items::Shown);
            let now = DateTime::parse(NOW).unwrap();
            let mut context = Context::new(Release::R4, now).with_host(&Nothing).with_resource(&response);
            let parsed = variables(&form).into_iter().map(|(name, source)| (name, fhirpath::parse(&source).unwrap()));
            let parsed: Vec<_> = parsed.collect();
            for (name, source) in &parsed {
                let found = fhirpath::evaluate(source, &response, &context).unwrap_or_default();
                context.set_variable(name, found);
            }
            for (link_id, source) in &asked {
                let number = program.item(link_id).unwrap();
                // What the compiler leaves outside has no step.
                let mut steps = program.steps.iter();
                let Some(step) = steps.find(|s| s.kind == StepKind::Value && s.item == Some(number)) else { continue };
                let ours = here(&session, &step.tests[0]);
                let parsed = fhirpath::parse(source).unwrap();
                let theirs = fhirpath::evaluate(&parsed, &response, &context).unwrap_or_default();
                let theirs: Vec<Told> =
                    theirs.iter().filter_map(|item| item.written(context.types())).map(|text| told(&text)).collect();
                compared += 1;
                values += usize::from(!ours.is_empty());
                assert_eq!(ours, theirs, "seed {seed}, {link_id}: {source}\n{response:#}");
            }
        }
    }
    println!("{compared} results compared, {values} of them not empty");
    assert!(values * 3 > compared, "{values} of {compared} results said something");
}
