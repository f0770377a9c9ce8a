//! Answers posted by hand: blocks and marks that no page shows, rules that nobody can keep, letters of every alphabet.

use instruments::Instrument;
use kernel::{Id, Lang, kinds};
use listening::{
    surveys::actions::{self, By},
    voices::Channel,
};
use serde_json::{Value, json};

use crate::{
    rules::{story::count, surveys::draft},
    world::{Page, Visitor, World},
};

const REPEATS: &str = include_str!("../../../../instruments/tests/forms/repeats.json");

fn with_licence(mut document: Value) -> String {
    document["purpose"] = "Essayer.".into();
    let licence =
        json!({"url": "urn:vecu:fhir:licence", "extension": [{"url": "name", "valueString": "Pour essayer"}]});
    let mut list = document["extension"].as_array().cloned().unwrap_or_default();
    list.push(licence);
    document["extension"] = list.into();
    document.to_string()
}

async fn opened(world: &World, document: &str) -> Id<kinds::Campaign> {
    let instrument = actions::add_instrument(&world.platform, document).await.expect("an instrument");
    let id = draft(world, |new| {
        new.instrument = instrument;
        new.channels = vec![Channel::Web];
    })
    .await;
    actions::open_campaign(&world.platform, By::default(), world.org, id).await.expect("open");
    id
}

/// Begins to answer; gives the address of the first screen.
async fn begin(world: &World, who: &mut Visitor, campaign: Id<kinds::Campaign>) -> String {
    let place = who.get(&format!("/q/{campaign}")).await.attribute("name=\"place\"", "value").unwrap_or_default();
    let place = if place.is_empty() { world.unit.to_string() } else { place };
    let page = who.post(&format!("/q/{campaign}"), &[("place", &place), ("speaker", "patient")]).await;
    page.location().unwrap_or_else(|| panic!("the first screen: {}", page.text)).to_owned()
}

async fn press(who: &mut Visitor, address: &str, fields: &[(&str, &str)]) -> Page {
    let key = address.split("d=").nth(1).and_then(|rest| rest.split('&').next()).expect("a key");
    who.post(address, &[&[("d", key)], fields].concat()).await
}

#[tokio::test]
async fn thousands_of_blocks_and_numbers_that_are_none_make_no_more_blocks_than_there_may_be() {
    let world = World::new().await;
    let campaign = opened(&world, &with_licence(serde_json::from_str(REPEATS).expect("a document"))).await;
    let mut who = world.visitor();
    let first = begin(&world, &mut who, campaign).await;
    let second = first.replacen("/1?", "/2?", 1);
    press(&mut who, &first, &[("any", "true"), ("go", "next")]).await;
    let many = (1..20_000).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
    for told in [many.as_str(), "-1 0 99999999999999999999 x \u{202e}7 ٣ 998 999", "1 1 1 1", "", " "] {
        for go in [
            "next",
            "back",
            "later",
            "more:medicines",
            "less:998:medicines",
            "less:x:medicines",
            "less:0:medicines",
            "more:nobody",
            "less::",
            "more:",
        ] {
            let fields = [("medicines", told), ("b1:name", "\u{202e}مرحبا 👩‍⚕️"), ("b998:times", "x"), ("go", go)];
            let page = press(&mut who, &second, &fields).await;
            assert!(matches!(page.status, 200 | 303 | 422), "{go} {told:.20}: {}", page.status);
            let page = who.get(&second).await;
            assert!(page.status == 200 && page.text.matches("data-block=\"").count() <= 3, "{go}: {}", page.text);
        }
    }
    // A great many fields of one name are read in a moment.
    let started = std::time::Instant::now();
    let flood: Vec<(&str, &str)> = (0..17_000).map(|_| ("b2:times", "1")).collect();
    let page = press(&mut who, &second, &[&[("medicines", "1 2 3"), ("go", "next")], &flood[..]].concat()).await;
    assert!(matches!(page.status, 200 | 303 | 413 | 422), "{}", page.status);
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM intake").await, 0, "nothing was sent");
}

/// A form of one number with a rule.
fn ruled(expression: &str, says: &str, severity: &str) -> Value {
    json!({"resourceType": "Questionnaire", "status": "draft", "language": "fr", "title": "R", "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/targetConstraint", "extension": [
            {"url": "key", "valueId": "r"}, {"url": "severity", "valueCode": severity},
            {"url": "expression", "valueExpression": {"language": "text/fhirpath", "expression": expression}},
            {"url": "human", "valueString": says}]}],
        "item": [{"linkId": "n", "text": "Âge ?", "type": "integer"}]})
}

#[tokio::test]
async fn a_rule_that_nobody_can_keep_is_refused_before_it_is_asked_and_one_that_only_warns_can_be_passed() {
    let error = |expression: &str| {
        let (_, found) = Instrument::check(&with_licence(ruled(expression, "Non.", "error")));
        found.into_iter().find(|one| one.code == "rule-never-kept")
    };
    let told = error("false").expect("a rule that reads no answer and is false");
    assert!(told.message(Lang::Fr).contains("Personne ne pourrait envoyer"), "{told:?}");
    assert!(
        error("1 = 2").is_some()
            && error("true").is_none()
            && error("%resource.item.where(linkId = 'n').answer.exists()").is_none()
    );
    // One that looks at answers and never holds is told, and what was given is kept.
    let world = World::new().await;
    let looks =
        "%resource.item.where(linkId = 'n').answer.value < 0 and %resource.item.where(linkId = 'n').answer.value > 0";
    let says = "<script>alert('é')</script> { $n } \u{202e}ردّ";
    let campaign = opened(&world, &with_licence(ruled(looks, says, "error"))).await;
    let mut who = world.visitor();
    let first = begin(&world, &mut who, campaign).await;
    for _ in 0..2 {
        let page = press(&mut who, &first, &[("n", "44"), ("go", "send"), ("told", "0 0.1 x"), ("seen", "1")]).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("&lt;script&gt;alert") && !page.text.contains("<script>alert"), "{}", page.text);
        assert!(page.text.contains("{ $n }"), "what a document says is no word of ours: {}", page.text);
    }
    assert!(who.get(&first).await.text.contains("value=\"44\""));
    assert_eq!(
        press(&mut who, &first, &[("n", "44"), ("go", "later")]).await.status,
        303,
        "it can be left for another day"
    );
    let campaign = opened(&world, &with_licence(ruled("false", "Jamais.", "warning"))).await;
    let first = begin(&world, &mut who, campaign).await;
    let page = press(&mut who, &first, &[("n", "44"), ("go", "send")]).await;
    assert!(page.status == 200 && page.says("Jamais."), "{}", page.text);
    let told = page.attribute("name=\"told\"", "value").expect("what was told");
    let page = press(&mut who, &first, &[("n", "44"), ("go", "send"), ("told", &told)]).await;
    assert!(page.location().is_some_and(|to| to.contains("/merci")), "{}", page.text);
}
