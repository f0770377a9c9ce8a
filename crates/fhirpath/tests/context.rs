//! What an evaluation is given from outside: variables, resources, the moment, a host, a limit of work.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::cell::RefCell;

use fhir::types::Release;
use fhirpath::{Collection, Context, DateTime, Decimal, Fault, Host, Item, evaluate, evaluate_on, parse, resource};
use serde_json::{Value, json};

fn now() -> DateTime {
    DateTime::parse("2026-11-22T16:30:00.000+01:00").unwrap()
}

/// The values of an expression, as written.
fn values(source: &str, value: &Value, context: &Context<'_>) -> Vec<String> {
    let expression = parse(source).unwrap();
    // The values are read before the expression goes; a caller keeps both.
    let found = evaluate(&expression, value, context);
    let found = found.unwrap_or_else(|error| panic!("{source}: {error}"));
    found.iter().map(|item| item.written(context.types()).unwrap_or_default()).collect()
}

fn fault(source: &str, value: &Value, context: &Context<'_>) -> (usize, Fault) {
    let expression = parse(source).unwrap();
    let error = evaluate(&expression, value, context).unwrap_err();
    (error.at, error.fault)
}

fn response() -> Value {
    json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": [
        {"linkId": "a", "answer": [{"valueCoding": {"system": "s", "code": "often"}}]},
        {"linkId": "b", "answer": [{"valueCoding": {"system": "s", "code": "never", "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": 0}]}}]},
        {"linkId": "c", "answer": [{"valueInteger": 4}]}]})
}

#[test]
fn an_expression_outlives_the_context_it_is_evaluated_in_and_the_other_way_round() {
    let value = response();
    let kept = parse("item.count()").unwrap();
    let found = {
        let context = Context::new(Release::R4, now());
        evaluate(&kept, &value, &context).unwrap()
    };
    assert!(matches!(found.as_slice(), [Item::Integer(3)]));
}

#[test]
fn variables_are_values_of_any_kind() {
    let (value, other) = (response(), json!({"resourceType": "Patient", "name": [{"family": "Durand"}]}));
    let mut context = Context::new(Release::R4, now());
    context.set_variable("limit", Collection::one(Item::Integer(3)));
    let patient = resource(&other, context.types());
    context.set_variable("patient", patient);
    assert_eq!(values("item.count() >= %limit", &value, &context), ["true"]);
    assert_eq!(values("%patient.name.family & '!'", &value, &context), ["Durand!"]);
    context.set_variable("limit", Collection::one(Item::Integer(4)));
    assert_eq!(values("item.count() >= %limit", &value, &context), ["false"]);
    assert_eq!(fault("1 + %nothing", &value, &context), (4, Fault::Variable("nothing".into())));
}

#[test]
fn the_resource_can_be_other_than_the_focus() {
    let value = response();
    let context = Context::new(Release::R4, now()).with_resource(&value);
    let item = &value["item"][2];
    assert_eq!(values("%resource.item.count()", item, &context), ["3"]);
    assert_eq!(values("linkId", item, &context), ["c"]);
    let nothing = parse("%resource.status | {}").unwrap();
    assert_eq!(evaluate_on(&nothing, &Collection::new(), &context).unwrap().len(), 1);
}

#[test]
fn the_moment_is_the_one_that_is_given() {
    let context = Context::new(Release::R4, now());
    let value = json!({"resourceType": "Patient", "birthDate": "1974-12-25"});
    assert_eq!(
        values("now() | today() | timeOfDay()", &value, &context),
        ["2026-11-22T16:30:00.000+01:00", "2026-11-22", "16:30:00.000"]
    );
    assert_eq!(values("birthDate.duration(today(), 'years')", &value, &context), ["51"]);
    assert_eq!(values("birthDate + 52 years > today()", &value, &context), ["true"]);
}

#[derive(Default)]
struct Knowing {
    organisation: Value,
    traced: RefCell<Vec<String>>,
}

impl Host for Knowing {
    fn resolve(&self, reference: &str) -> Option<&Value> {
        (reference == "Organization/1").then_some(&self.organisation)
    }

    fn member_of(&self, coded: &Value, value_set: &str) -> Option<bool> {
        (value_set == "http://set").then(|| coded["code"] == "often")
    }

    fn subsumes(&self, _system: &str, general: &str, special: &str) -> Option<bool> {
        Some(general == "always" && special == "often")
    }

    fn weight(&self, coded: &Value) -> Option<Decimal> {
        (coded["code"] == "often").then(|| Decimal::from(2))
    }

    fn trace(&self, name: &str, items: &Collection<'_>) {
        self.traced.borrow_mut().push(format!("{name}:{}", items.len()));
    }
}

#[test]
fn a_host_answers_what_the_resource_does_not_say() {
    let host = Knowing { organisation: json!({"resourceType": "Organization", "name": "CHU"}), ..Knowing::default() };
    let value = response();
    let context = Context::new(Release::R4, now()).with_host(&host);
    assert_eq!(values("item.answer.value.weight()", &value, &context), ["2", "0"]);
    assert_eq!(values("item.answer.weight().sum()", &value, &context), ["2"]);
    assert_eq!(
        values("item.answer.value.ofType(Coding).select(memberOf('http://set'))", &value, &context),
        ["true", "false"]
    );
    assert_eq!(values("item[0].answer.value.memberOf('http://other')", &value, &context), Vec::<String>::new());
    assert_eq!(values("item[1].answer.value.subsumes(%resource.item[0].answer.value)", &value, &context), ["false"]);
    let patient = json!({"resourceType": "Patient", "managingOrganization": {"reference": "Organization/1"},
        "contained": [{"resourceType": "Practitioner", "id": "p", "active": true}],
        "generalPractitioner": [{"reference": "#p"}, {"reference": "Practitioner/unknown"}]});
    assert_eq!(values("managingOrganization.resolve().name", &patient, &context), ["CHU"]);
    assert_eq!(values("generalPractitioner.resolve().active", &patient, &context), ["true"]);
    assert_eq!(values("item.trace('all').count()", &value, &context), ["3"]);
    assert_eq!(*host.traced.borrow(), ["all:3"]);
}

#[test]
fn without_a_host_what_it_alone_could_know_is_an_error() {
    let (value, context) = (response(), Context::new(Release::R4, now()));
    assert_eq!(fault("item[0].answer.value.memberOf('http://set')", &value, &context).1, Fault::Outside("memberOf"));
    assert_eq!(values("item[0].answer.value.weight()", &value, &context), Vec::<String>::new());
}

#[test]
fn entries_of_a_bundle_know_each_other() {
    let bundle = json!({"resourceType": "Bundle", "entry": [
        {"fullUrl": "http://a/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "active": true}},
        {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "Observation", "subject": {"reference": "Patient/1"}}}]});
    let context = Context::new(Release::R5, now());
    assert_eq!(values("entry.resource.subject.resolve().active", &bundle, &context), ["true"]);
}

#[test]
fn work_is_limited() {
    let value = response();
    let context = Context::new(Release::R4, now()).with_fuel(10);
    assert_eq!(fault("descendants().count()", &value, &context).1, Fault::Fuel);
    assert_eq!(values("status", &value, &context), ["completed"]);
}

#[test]
fn errors_say_where_and_why() {
    let (value, context) = (response(), Context::new(Release::R4, now()));
    assert_eq!(fault("status = 'x' or item.linkId.length() > 2", &value, &context), (16, Fault::Several { found: 3 }));
    assert_eq!(fault("item.nothing()", &value, &context), (0, Fault::Function("nothing".into())));
    assert!(matches!(fault("1 + 'a'", &value, &context).1, Fault::Operands { symbol: "+", .. }));
    assert!(matches!(fault("'a'.matches('(')", &value, &context).1, Fault::Pattern(_)));
    assert!(matches!(fault("'a'.matches('a{1000}{1000}')", &value, &context).1, Fault::Pattern(_)));
}

#[test]
fn ages_counted_in_the_years_of_ucum_count_on_the_calendar() {
    let value = json!({"resourceType": "Observation", "valueQuantity":
        {"value": 2, "unit": "years", "system": "http://unitsofmeasure.org", "code": "a"}});
    let context = Context::new(Release::R4, now());
    assert_eq!(values("value = 24 months and value > 700 days", &value, &context), ["true"]);
    assert_eq!(values("@2024-02-29 + value", &value, &context), ["2026-02-28"]);
    assert_eq!(
        values("(20 'Cel' < 300 'K') | (1 'km' / 20 'm') | (1 'kg' + 1 'g')", &value, &context),
        ["true", "0.05 'km/m'", "1001 'g'"]
    );
}

#[test]
fn what_has_no_order_is_sorted_as_far_as_it_has_one() {
    let (value, context) = (response(), Context::new(Release::R4, now()));
    let dates = (1..=28).map(|day| format!("@2012-02-{day:02}")).collect::<Vec<_>>().join(" | ");
    let source = format!("(@2013 | @2012 | @2012-02 | {dates} | @2011).sort()");
    let found = values(&source, &value, &context);
    assert_eq!((found.len(), found.last().map(String::as_str)), (32, Some("2013")));
    assert_eq!(values("('b' | 'a' | 'c').sort($this desc)", &value, &context), ["c", "b", "a"]);
}

#[test]
fn a_long_form_is_searched_within_the_work_that_is_granted() {
    let items: Vec<Value> = (0..3000)
        .map(|at| json!({"linkId": format!("g{at}"), "item": [{"linkId": format!("q{at}"), "text": "same"}]}))
        .collect();
    let value = json!({"resourceType": "QuestionnaireResponse", "item": items});
    let context = Context::new(Release::R4, now());
    assert_eq!(
        values("repeat(item).count() | repeat(item).where(linkId = 'q17').text", &value, &context),
        ["6000", "same"]
    );
    assert_eq!(values("repeat(item).linkId.isDistinct()", &value, &context), ["true"]);
    assert_eq!(values("repeat(item).text.distinct()", &value, &context), ["same"]);
}
