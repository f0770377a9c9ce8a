//! Groups that repeat: asked, kept, refused, computed and shown block by block, written as FHIR and read back.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::{Answer, Answers, Fault, Instrument, MOST_BLOCKS};
use kernel::Lang;
use serde_json::json;

fn form() -> Instrument {
    let text = include_str!("forms/repeats.json");
    Instrument::compile(text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn text(words: &str) -> Answer {
    Answer::Text(words.to_owned())
}

/// Two medicines: drops three times a day, and a tablet.
fn two() -> Answers {
    let drops = Answers::new()
        .with("name", text("Gouttes du soir"))
        .choose("form", "drops")
        .with("dose", Answer::Decimal("2.5".to_owned()))
        .with("times", Answer::Number(3));
    let tablet = Answers::new().with("name", text("Le rose")).choose("form", "tablet");
    let tablet = tablet.with("dose", Answer::Decimal("40".to_owned()));
    Answers::new().choose("any", "true").with("medicines", Answer::Repeated(vec![drops, tablet]))
}

#[test]
fn each_block_has_its_own_conditions_and_calculations() {
    let (form, answers) = (form(), two());
    let shown = form.shown(&answers);
    assert!(
        shown.is("counted", Some(0)) && !shown.is("counted", Some(1)),
        "drops open a question in their block alone"
    );
    assert!(!shown.is("counted", Some(2)), "there is no third block");
    let computed: Vec<_> =
        form.computed(&answers, Lang::Fr).into_iter().map(|one| (one.link_id, one.block, one.shown)).collect();
    assert_eq!(
        computed,
        [("day", Some(0), "7,5\u{a0}mg".to_owned()), ("total", None, "42,5\u{a0}mg".to_owned())],
        "a dose without how often computes nothing, and the whole is summed over the blocks"
    );
    let none = answers.choose("any", "false");
    assert!(
        !form.shown(&none).is("name", Some(0)) && form.computed(&none, Lang::Fr).is_empty(),
        "hidden with their group"
    );
    assert_eq!(form.active_screens(&none), [0, 2]);
    let fresh = Answers::new().choose("any", "true");
    assert!(form.shown(&fresh).is("name", Some(0)), "the first block is there before anybody asks for it");
}

#[test]
fn blocks_are_read_as_they_were_posted_and_posted_as_they_are_kept() {
    let form = form();
    let posted = pairs(&[
        ("medicines", "1 3"),
        ("b1:name", "Gouttes du soir"),
        ("b1:form", "drops"),
        ("b1:dose", "2,5"),
        ("b1:times", "3"),
        ("b1:trouble", ""),
        ("b2:name", "removed in the page"),
        ("b3:name", "Le rose"),
        ("b3:form", "tablet"),
        ("b3:dose", "40"),
        ("name", "no block"),
    ]);
    let reading = form.from_form(1, &posted);
    assert_eq!(reading.errors, []);
    let mut answers = Answers::new().choose("any", "true");
    reading.merge_into(&mut answers);
    assert_eq!(answers, two());
    let again: Vec<(String, String)> = answers.iter().flat_map(|(link, answer)| form.posted(link, answer)).collect();
    let mut read = Answers::new();
    for screen in 0..3 {
        form.from_form(screen, &again).merge_into(&mut read);
    }
    assert_eq!(read, answers);
    form.from_form(0, &pairs(&[("any", "true")])).merge_into(&mut answers);
    assert_eq!(answers, two(), "another screen leaves the blocks alone");
    // What does not fit is told of its block, as it stands now.
    let wrong = form.from_form(1, &pairs(&[("medicines", "2 7"), ("b2:name", "A"), ("b7:times", "souvent")]));
    let errors: Vec<_> = wrong.errors.iter().map(|one| (one.link_id.as_str(), one.block, one.fault.clone())).collect();
    assert_eq!(errors, [("times", Some(1), Fault::NotANumber)]);
    // Nobody posts more blocks than the form allows, or one of them twice.
    let many = form.from_form(1, &pairs(&[("medicines", "1 1 0 x -2 4 5 6 7 99999999999999999999999")]));
    assert_eq!((many.blocks.len(), many.blocks[0].group.as_str()), (1, "medicines"));
    assert_eq!(many.blocks[0].answers, vec![Answers::new(); 3]);
}

#[test]
fn a_block_that_holds_something_is_held_to_its_demands_and_an_empty_one_is_not() {
    let form = form();
    assert_eq!(form.validate_screen(1, &two()), []);
    let unnamed = Answers::new().choose("form", "tablet");
    let blocks = vec![Answers::new(), unnamed.clone()];
    let answers = Answers::new().choose("any", "true").with("medicines", Answer::Repeated(blocks));
    let faults = |screen: usize, answers: &Answers| -> Vec<_> {
        let found = form.validate_screen(screen, answers);
        found.into_iter().map(|one| (one.link_id, one.block, one.fault)).collect()
    };
    assert_eq!(faults(1, &answers), [("name".to_owned(), Some(1), Fault::Missing)]);
    let mut dropped = answers.clone();
    form.drop_empty_blocks(&mut dropped);
    assert_eq!(dropped.within("medicines"), [unnamed]);
    assert_eq!(faults(1, &answers.choose("any", "false")), [], "what is hidden is left in peace");
    assert_eq!(faults(2, &Answers::new()), [("people".to_owned(), None, Fault::TooFewBlocks { fewest: 2 })]);
    let strange = Answers::new().with("any", text("x"));
    let strange = Answers::new().choose("any", "true").with("medicines", Answer::Repeated(vec![strange]));
    let of: Vec<_> = form.validate(&strange).into_iter().map(|one| one.fault).collect();
    assert!(of.contains(&Fault::UnknownQuestion), "a question of elsewhere in a block: {of:?}");
    let loose = Answers::new().with("name", text("x"));
    assert!(form.validate(&loose).iter().any(|one| one.fault == Fault::UnknownQuestion), "an answer outside its block");
}

#[test]
fn a_button_adds_a_block_and_takes_one_away() {
    let form = form();
    let mut answers = two();
    assert!(form.change_blocks("more:medicines", &mut answers));
    assert_eq!(answers.within("medicines").len(), 3);
    assert!(!form.change_blocks("more:medicines", &mut answers), "three are the most");
    assert!(form.change_blocks("less:1:medicines", &mut answers));
    assert_eq!(answers.within("medicines").first().and_then(|block| block.get("name")), Some(&text("Le rose")));
    assert!(form.change_blocks("less:2:medicines", &mut answers));
    for go in
        ["less:1:medicines", "less:0:people", "less:9:people", "more:any", "more:", "less:", "next", "less:x:people"]
    {
        assert!(!form.change_blocks(go, &mut answers.clone()), "{go}");
    }
    assert_eq!(form.initial_answers().within("people").len(), 2, "the fewest are there, with what stands beforehand");
    let mut people = form.initial_answers();
    assert!(form.change_blocks("more:people", &mut people));
    assert_eq!(people.within("people").last().unwrap().get("helper"), Some(&Answer::Choice("kin".to_owned())));
    assert_eq!(form.item("people").unwrap().repeats.unwrap().most, MOST_BLOCKS);
}

#[test]
fn fhir_holds_one_item_for_each_block_and_comes_back_the_same() {
    let form = form();
    let kin = || Answers::new().choose("helper", "kin");
    let answers = two().with("people", Answer::Repeated(vec![kin(), kin()]));
    assert_eq!(form.validate(&answers), []);
    let sent = form.to_questionnaire_response(&answers);
    let items: Vec<&serde_json::Value> =
        sent["item"].as_array().unwrap().iter().filter(|item| item["linkId"] == "medicines").collect();
    assert_eq!(items.len(), 2);
    assert_eq!(items[1]["item"][0], json!({"linkId": "name", "answer": [{"valueString": "Le rose"}]}));
    assert!(items[0].to_string().contains(r#"{"linkId":"day","answer":[{"valueDecimal":7.5}]}"#), "{sent}");
    assert_eq!(form.from_questionnaire_response(&sent.to_string()).unwrap(), answers);
    let stored = serde_json::to_string(&answers).unwrap();
    assert_eq!(serde_json::from_str::<Answers>(&stored).unwrap(), answers, "as a draft keeps it");
    assert!(!format!("{answers:?}").contains("rose"), "nothing personal is printed");
    let nested = json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": [
        {"linkId": "medicines", "item": [{"linkId": "medicines", "item": []}]}]});
    assert_eq!(form.from_questionnaire_response(&nested.to_string()).unwrap_err()[0].code, "unknown-question");
}

#[test]
fn what_our_pages_do_not_repeat_is_refused_by_name_and_what_is_not_counted_is_said() {
    let codes = |item: serde_json::Value| {
        let json = json!({"resourceType": "Questionnaire", "status": "draft", "item": [item]});
        Instrument::check(&json.to_string()).1.into_iter().map(|one| one.code).collect::<Vec<_>>()
    };
    let group = |extra: serde_json::Value, inside: serde_json::Value| {
        let mut made = json!({"linkId": "g", "text": "G", "type": "group", "repeats": true, "item": [inside]});
        for (name, value) in extra.as_object().unwrap() {
            made[name] = value.clone();
        }
        made
    };
    let number = json!({"linkId": "n", "text": "N ?", "type": "integer"});
    let plain = codes(group(json!({}), number.clone()));
    assert!(plain.contains(&"repeats-not-counted") && !plain.contains(&"repeats-nested"), "{plain:?}");
    let inner = json!({"linkId": "h", "text": "H", "type": "group", "repeats": true, "item": [number]});
    assert!(codes(group(json!({}), inner)).contains(&"repeats-nested"));
    let occurs = |least: i64, most: i64| {
        let url = |name: &str| format!("http://hl7.org/fhir/StructureDefinition/questionnaire-{name}Occurs");
        json!({"extension": [{"url": url("min"), "valueInteger": least}, {"url": url("max"), "valueInteger": most}]})
    };
    let open = || json!({"linkId": "t", "text": "T ?", "type": "text"});
    assert!(codes(group(occurs(3, 2), open())).contains(&"repeats-range"));
    assert!(codes(group(occurs(30, 40), open())).contains(&"repeats-range"), "more than our pages ask");
    assert!(codes(group(occurs(0, 40), open())).contains(&"repeats-fewer"));
    assert!(
        codes(json!({"linkId": "t", "text": "T ?", "type": "text", "repeats": true})).contains(&"repeats-unsupported")
    );
}
