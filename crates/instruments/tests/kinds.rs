//! Every kind of question that pages ask: posted, kept, shown or hidden by the program, written as FHIR and read back.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::{Answer, Answers, Fault, Instrument, Kind, MissingKind};
use serde_json::json;

fn form() -> Instrument {
    let text = include_str!("forms/kinds.json");
    Instrument::compile(text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn read(list: &[(&str, &str)]) -> Answers {
    let reading = form().from_form(0, &pairs(list));
    assert_eq!(reading.errors, [], "{list:?}");
    reading.answers
}

fn fault(list: &[(&str, &str)]) -> Fault {
    let mut errors = form().from_form(0, &pairs(list)).errors;
    assert_eq!(errors.len(), 1, "{list:?}: {errors:?}");
    errors.remove(0).fault
}

#[test]
fn what_people_write_is_read_as_they_mean_it() {
    let decimal = |text: &str| Answer::Decimal(text.to_owned());
    assert_eq!(read(&[("weight", "72,5")]).get("weight"), Some(&decimal("72.5")));
    assert_eq!(read(&[("weight", " 1 02.50")]).get("weight"), Some(&decimal("102.50")), "the spelling is kept");
    assert_eq!(fault(&[("weight", "72,125")]), Fault::TooPrecise { most: 2 });
    assert_eq!(fault(&[("weight", "beaucoup")]), Fault::NotADecimal);
    assert_eq!(fault(&[("weight", "1e3")]), Fault::NotADecimal);
    let beyond = Fault::Beyond { least: Some("1".to_owned()), greatest: Some("400".to_owned()) };
    assert_eq!(fault(&[("weight", "0,5")]), beyond);

    let date = |text: &str| Some(Answer::Date(text.to_owned()));
    let given = |day, month, year| [("birth-day", day), ("birth-month", month), ("birth-year", year)];
    assert_eq!(read(&given("3", "11", "1956")).get("birth").cloned(), date("1956-11-03"));
    assert_eq!(read(&given("", "11", "1956")).get("birth").cloned(), date("1956-11"));
    assert_eq!(read(&given("", "", "1956")).get("birth").cloned(), date("1956"));
    for wrong in [given("3", "", "1956"), given("31", "2", "1956"), given("3", "11", "56"), given("3", "11", "")] {
        assert_eq!(fault(&wrong), Fault::NotADate, "{wrong:?}");
    }
    assert!(matches!(fault(&given("1", "1", "1899")), Fault::Beyond { .. }));
    assert_eq!(form().from_form(0, &pairs(&given("", "", ""))).cleared, ["birth"]);

    for (given, kept) in [("14:30", "14:30:00"), ("14h30", "14:30:00"), ("9 h", "09:00:00"), ("9h05", "09:05:00")] {
        assert_eq!(read(&[("lunch", given)]).get("lunch"), Some(&Answer::Time(kept.to_owned())), "{given}");
    }
    assert_eq!(fault(&[("lunch", "25:00")]), Fault::NotATime);

    let at = |text: &str| Some(Answer::DateTime(text.to_owned()));
    let came =
        |day, time| [("arrived-day", day), ("arrived-month", "7"), ("arrived-year", "2026"), ("arrived-time", time)];
    assert_eq!(read(&came("14", "9h05")).get("arrived").cloned(), at("2026-07-14T09:05:00+02:00"), "summer in France");
    assert_eq!(read(&came("14", "")).get("arrived").cloned(), at("2026-07-14"), "the time may be forgotten");
    assert_eq!(read(&came("", "")).get("arrived").cloned(), at("2026-07"));
    for wrong in [came("", "9h05"), came("32", "9h05"), came("14", "25h"), came("14", "tôt")] {
        assert_eq!(fault(&wrong), Fault::NotADateTime, "{wrong:?}");
    }
    let night = |day, month, time| {
        [("arrived-day", day), ("arrived-month", month), ("arrived-year", "2026"), ("arrived-time", time)]
    };
    assert_eq!(read(&night("25", "10", "2h30")).get("arrived").cloned(), at("2026-10-25T02:30:00+02:00"), "the first");
    assert_eq!(read(&night("29", "3", "2h30")).get("arrived").cloned(), at("2026-03-29T02:30:00+01:00"), "skipped");
    assert!(matches!(
        fault(&[("arrived-day", "1"), ("arrived-month", "1"), ("arrived-year", "1999"), ("arrived-time", "10h")]),
        Fault::Beyond { .. }
    ));
    assert_eq!(form().from_form(0, &pairs(&[("arrived-day", ""), ("arrived-time", "")])).cleared, ["arrived"]);

    let page = |text: &str| Some(Answer::Url(text.to_owned()));
    assert_eq!(read(&[("site", "www.exemple.fr/a?b#c")]).get("site").cloned(), page("https://www.exemple.fr/a?b#c"));
    assert_eq!(read(&[("site", "http://été.fr:8080")]).get("site").cloned(), page("http://été.fr:8080"));
    let strange = [
        "javascript:alert(1)",
        "https://",
        "ici",
        "https://a b.fr",
        "http://a..fr",
        "a.fr:x",
        "https://x.fr/<b>",
        "ftp://a.fr",
    ];
    for wrong in strange {
        assert_eq!(fault(&[("site", wrong)]), Fault::NotAnAddress, "{wrong}");
    }
    assert!(!format!("{:?}", page("https://jeanne.fr")).contains("jeanne"), "an address may name somebody");

    let amount = |unit: &str| Some(Answer::Quantity { amount: "1.5".to_owned(), unit: unit.to_owned() });
    assert_eq!(read(&[("pain", "1,5"), ("pain-unit", "h")]).get("pain").cloned(), amount("h"));
    assert_eq!(read(&[("pain", "1,5")]).get("pain").cloned(), amount("min"), "the first unit, when none is said");
    assert_eq!(fault(&[("pain", "1,5"), ("pain-unit", "kg")]), Fault::UnknownChoice);
}

#[test]
fn several_answers_stand_in_printed_order_and_none_takes_them_back() {
    let several = |codes: &[&str], other: Option<&str>| {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        Some(Answer::Several { codes, other: other.map(str::to_owned) })
    };
    assert_eq!(
        read(&[("helped", ""), ("helped", "family"), ("helped", "nurse")]).get("helped").cloned(),
        several(&["nurse", "family"], None)
    );
    let other = [("helped", ""), ("helped", "nurse"), ("helped", "~other"), ("helped-other", "mon voisin")];
    assert_eq!(read(&other).get("helped").cloned(), several(&["nurse"], Some("mon voisin")));
    assert_eq!(fault(&[("helped", "nurse"), ("helped", "king")]), Fault::UnknownChoice);
    let reading = form().from_form(0, &pairs(&[("helped", "")]));
    assert_eq!(reading.cleared, ["helped"], "every box unchecked takes the answer back");
    assert!(form().from_form(0, &pairs(&[("weight", "70")])).cleared.is_empty(), "what was not on the page is kept");
}

#[test]
fn another_answer_than_the_printed_ones_is_kept_in_the_persons_words() {
    let other = Some(Answer::Other("par le bateau".to_owned()));
    assert_eq!(read(&[("came", "~other"), ("came-other", " par le bateau ")]).get("came").cloned(), other);
    assert_eq!(read(&[("came-other", "par le bateau")]).get("came").cloned(), other, "who writes need not press");
    assert_eq!(read(&[("came", "car"), ("came-other", "x")]).get("came"), Some(&Answer::Choice("car".to_owned())));
    let long = "é".repeat(201);
    assert!(matches!(fault(&[("came", "~other"), ("came-other", &long)]), Fault::TooLong { chars: 201, most: 200 }));
    assert_eq!(format!("{:?}", Answer::Other("Jeanne".to_owned())), "Other([personal])");
}

#[test]
fn the_program_shows_hides_and_computes_and_nothing_hidden_counts() {
    let form = form();
    let none = Answers::new();
    assert!(!form.is_active("who", &none) && !form.is_active("late", &none));
    let yes = Answers::new().choose("alone", "true");
    assert!(form.is_active("who", &yes), "a boolean decides");
    let born = Answers::new().with("birth", Answer::Date("1950-06-01".to_owned()));
    assert!(form.is_active("elder", &born), "a date decides");
    let both = Answers::new().with("pain", Answer::Quantity { amount: "2".to_owned(), unit: "h".to_owned() });
    assert!(form.is_active("late", &both), "an expression decides");
    let shown = form.computed(&Answers::new().with("weight", Answer::Decimal("72.5".to_owned())), kernel::Lang::Fr);
    let shown: Vec<_> = shown.into_iter().map(|one| (one.link_id, one.block, one.shown)).collect();
    assert_eq!(shown, [("double", None, "145,0\u{a0}kg".to_owned())]);
    assert!(form.questions().all(|item| item.link_id != "double"), "what is computed is not asked");
    assert!(form.item("seed").unwrap().hidden && !form.is_active("seed", &none));
    let kept = Answers::new().choose("alone", "false").with("who", Answer::Text("ma sœur".to_owned()));
    assert!(form.counted(&kept).iter().all(|one| one.link_id != "who"));
    assert!(form.missing(&kept).contains(&("who", MissingKind::NotAsked)));
}

#[test]
fn a_kind_of_missing_counts_as_missing_only_when_it_stands_alone() {
    let form = form();
    let several =
        |codes: &[&str]| Answer::Several { codes: codes.iter().map(|c| (*c).to_owned()).collect(), other: None };
    let missing = |codes: &[&str]| {
        let answers = Answers::new().with("helped", several(codes));
        form.missing(&answers).into_iter().find(|(link_id, _)| *link_id == "helped").map(|(_, kind)| kind)
    };
    assert_eq!(missing(&["dontknow"]), Some(MissingKind::DontKnow));
    assert_eq!(missing(&["nurse", "dontknow"]), None);
    assert_eq!(form.missing(&Answers::new()).iter().find(|(id, _)| *id == "helped").unwrap().1, MissingKind::Blank);
}

#[test]
fn fhir_answers_come_back_the_same() {
    let form = form();
    let codes = vec!["nurse".to_owned(), "family".to_owned()];
    let answers = Answers::new()
        .choose("alone", "true")
        .with("who", Answer::Text("ma sœur".to_owned()))
        .with("weight", Answer::Decimal("72.50".to_owned()))
        .with("birth", Answer::Date("1956-11".to_owned()))
        .with("lunch", Answer::Time("14:30:00".to_owned()))
        .with("pain", Answer::Quantity { amount: "1.5".to_owned(), unit: "h".to_owned() })
        .with("arrived", Answer::DateTime("2026-11-22T07:30:00+01:00".to_owned()))
        .with("site", Answer::Url("https://www.exemple.fr/".to_owned()))
        .choose("early", "true")
        .with("helped", Answer::Several { codes, other: Some("mon voisin".to_owned()) })
        .with("came", Answer::Other("par le bateau".to_owned()));
    assert_eq!(form.validate(&answers), []);
    let sent = form.to_questionnaire_response(&answers);
    let item =
        |id: &str| sent["item"].as_array().unwrap().iter().find(|one| one["linkId"] == id).unwrap()["answer"].clone();
    assert_eq!(item("alone"), json!([{"valueBoolean": true}]));
    assert_eq!(item("birth"), json!([{"valueDate": "1956-11"}]));
    assert_eq!(item("arrived"), json!([{"valueDateTime": "2026-11-22T07:30:00+01:00"}]));
    assert_eq!(item("site"), json!([{"valueUri": "https://www.exemple.fr/"}]));
    assert_eq!(item("weight").to_string(), r#"[{"valueDecimal":72.50}]"#);
    assert_eq!(item("came"), json!([{"valueString": "par le bateau"}]));
    assert_eq!(item("helped").as_array().unwrap().len(), 3);
    assert_eq!(form.from_questionnaire_response(&sent.to_string()).unwrap(), answers);
    let posted: Vec<(String, String)> =
        answers.iter().flat_map(|(link_id, answer)| form.posted(link_id, answer)).collect();
    assert_eq!(form.from_form(0, &posted).answers, answers, "what a form posts is read back");
}

#[test]
fn what_stands_beforehand_stands_there_and_rules_are_told() {
    let form = form();
    assert_eq!(form.initial_answers(), Answers::new().choose("came", "car"));
    let today = kernel::Day::new(2026, 11, 22).unwrap();
    let broken = Answers::new().with("weight", Answer::Decimal("300".to_owned())).choose("alone", "true");
    let rules = form.broken_rules(&broken, today);
    assert_eq!(rules.len(), 1, "{rules:?}");
    assert_eq!((rules[0].says.original(), rules[0].warning), ("Vérifiez ce poids.", true));
    assert_eq!(form.broken_rules(&Answers::new(), today), []);
}

#[test]
fn what_pages_cannot_follow_is_refused_and_said() {
    let with = |item: serde_json::Value| {
        let json = json!({"resourceType": "Questionnaire", "status": "draft", "item": [
            {"linkId": "a", "text": "A ?", "type": "integer"}, item]});
        Instrument::check(&json.to_string()).1.into_iter().map(|one| one.code).collect::<Vec<_>>()
    };
    let expression = |text: &str| {
        json!({"linkId": "b", "text": "B ?", "type": "text", "extension": [{
            "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression",
            "valueExpression": {"language": "text/fhirpath", "expression": text}}]})
    };
    assert!(with(expression("%patient.active")).contains(&"expression-not-asked"));
    assert!(with(expression("today() > @2026-01-01")).contains(&"clock-in-form"));
    let fine = with(expression("%resource.item.where(linkId = 'a').answer.value > 3"));
    assert!(!fine.contains(&"expression-not-asked") && !fine.contains(&"clock-in-form"), "{fine:?}");
    let unit = json!({"linkId": "b", "text": "B ?", "type": "quantity"});
    assert!(with(unit).contains(&"unit-missing"));
    for kind in ["attachment", "reference"] {
        assert!(with(json!({"linkId": "b", "text": "B ?", "type": kind})).contains(&"unsupported-type"), "{kind}");
    }
    assert_eq!(form().item("birth").unwrap().kind, Kind::Date);
}
