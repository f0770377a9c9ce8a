//! What is shown, what counts, what is posted, what goes out as FHIR.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::collections::BTreeSet;

use instruments::{
    Answer, Answers, Fault, Instrument, Kind, LeftOut, MissingKind, Outcome, Speaker, WrittenSkip, library, shipped,
};
use kernel::{Chance, Lang, SeededChance};

fn isatis() -> Instrument {
    shipped("isatis-2014").unwrap().instrument().unwrap()
}

/// a: yes/no · b (if a = y): yes/no · c (if b = y): number · d (if c >= 18 or a absent): text, in a group shown if a
/// is not n · e: scale printed from best to worst, with kinds of missing.
fn sample() -> Instrument {
    let choice = |code: &str, label: &str, more: &str| {
        format!(r#"{{"valueCoding":{{"code":"{code}","display":"{label}"}}{more}}}"#)
    };
    let weight = |n: i64| {
        format!(r#","extension":[{{"url":"http://hl7.org/fhir/StructureDefinition/itemWeight","valueDecimal":{n}.0}}]"#)
    };
    let missing = |kind: &str, more: &str| {
        format!(r#","extension":[{{"url":"urn:vecu:fhir:missing","valueCode":"{kind}"}}{more}]"#)
    };
    let yes_no = [choice("y", "Oui", ""), choice("n", "Non", "")].join(",");
    let scale = |link: &str, first: i64, second: i64, third: i64, when: &str| {
        let excludes = r#",{"url":"urn:vecu:fhir:excludes-from-score","valueString":"f"}"#;
        let options = [
            choice("1", "Un", &weight(first)),
            choice("2", "Deux", &weight(second)),
            choice("3", "Trois", &weight(third)),
            choice("6", "Non concerné", &missing("not-concerned", if link == "e" { excludes } else { "" })),
            choice("9", "Ne sait pas", &missing("dont-know", "")),
        ];
        format!(
            r#"{{"linkId":"{link}","text":"{link} ?","type":"choice"{when},"answerOption":[{}]}}"#,
            options.join(",")
        )
    };
    let when = |tests: &str, behavior: &str| format!(r#","enableBehavior":"{behavior}","enableWhen":[{tests}]"#);
    let is =
        |on: &str, code: &str| format!(r#"{{"question":"{on}","operator":"=","answerCoding":{{"code":"{code}"}}}}"#);
    let items = [
        format!(r#"{{"linkId":"a","text":"A ?","type":"choice","answerOption":[{yes_no}]}}"#),
        format!(
            r#"{{"linkId":"b","text":"B ?","type":"choice","answerOption":[{yes_no}]{}}}"#,
            when(&is("a", "y"), "all")
        ),
        format!(
            r#"{{"linkId":"c","text":"C ?","type":"integer"{},"extension":[
               {{"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":0}},
               {{"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":120}}]}}"#,
            when(&is("b", "y"), "all")
        ),
        format!(
            r#"{{"linkId":"g","type":"group"{},"item":[{{"linkId":"d","text":"D ?","type":"text"{}}}]}}"#,
            when(r#"{"question":"a","operator":"!=","answerCoding":{"code":"n"}}"#, "all"),
            when(
                r#"{"question":"c","operator":">=","answerInteger":18},{"question":"a","operator":"exists","answerBoolean":false}"#,
                "any"
            )
        ),
        scale("e", 4, 2, 0, ""),
        scale("f", 0, 5, 10, &when(&is("a", "y"), "all")),
        scale("h", 1, 2, 3, "").replace(r#""type":"choice","#, r#""type":"choice","required":true,"#),
    ];
    let part = |link: &str, reversed: bool| {
        format!(
            r#"{{"url":"item","extension":[{{"url":"linkId","valueString":"{link}"}},{{"url":"reversed","valueBoolean":{reversed}}}]}}"#
        )
    };
    let score = format!(
        r#"{{"url":"urn:vecu:fhir:score","extension":[{{"url":"id","valueString":"s"}},{{"url":"title","valueString":"S"}},
           {{"url":"leaves","valueCode":"not-concerned"}},{},{},{}]}}"#,
        part("e", true),
        part("f", false),
        part("h", false)
    );
    let json = format!(
        r#"{{"resourceType":"Questionnaire","url":"urn:example:q","title":"T","extension":[{score}],"item":[{}]}}"#,
        items.join(",")
    );
    Instrument::compile(&json).unwrap_or_else(|problems| panic!("{problems:#?}\n{json}"))
}

#[test]
fn hiding_spreads_and_hidden_answers_come_back_when_the_mind_changes() {
    let form = sample();
    let mut answers = Answers::new().choose("a", "y").choose("b", "y").with("c", Answer::Number(40));
    answers.set("d", Answer::Text("bonjour".into()));
    assert_eq!(form.active(&answers), ["a", "b", "c", "g", "d", "e", "f", "h"]);
    answers.set("a", Answer::Choice("n".into()));
    assert_eq!(form.active(&answers), ["a", "e", "h"], "b is hidden, so c sees no answer there, so d is too");
    assert_eq!(answers.len(), 4, "nothing was deleted");
    let counted: Vec<&str> = form.counted(&answers).iter().map(|one| one.link_id).collect();
    assert_eq!(counted, ["a"]);
    answers.set("a", Answer::Choice("y".into()));
    assert_eq!(form.counted(&answers).len(), 4);
    assert_eq!(form.active(&Answers::new()), ["a", "g", "d", "e", "h"], "!= holds without an answer, exists=false too");
}

#[test]
fn for_any_answers_each_question_is_either_counted_or_missing_and_nothing_hidden_counts() {
    let mut chance = SeededChance::new(11);
    let forms: Vec<Instrument> = library().iter().map(|one| one.instrument().unwrap()).chain([sample()]).collect();
    for _ in 0..400 {
        for form in &forms {
            let answers = random_answers(form, &mut chance);
            let shown: BTreeSet<&str> = form.active(&answers).into_iter().collect();
            let counted: BTreeSet<&str> = form.counted(&answers).iter().map(|one| one.link_id).collect();
            let missing = form.missing(&answers);
            assert!(counted.is_subset(&shown));
            assert_eq!(counted.len() + missing.len(), form.item_count());
            for (link_id, kind) in &missing {
                assert!(!counted.contains(link_id));
                assert_eq!(*kind == MissingKind::NotAsked, !shown.contains(link_id), "{link_id}");
            }
            // Changing a hidden answer changes nothing that is shown, counted or sent.
            for (link_id, _) in missing.iter().filter(|(_, kind)| *kind == MissingKind::NotAsked) {
                let mut other = answers.clone();
                other.clear(link_id);
                assert_eq!(form.active(&other), form.active(&answers));
                assert_eq!(form.counted(&other).len(), form.counted(&answers).len());
                assert_eq!(form.to_questionnaire_response(&other), form.to_questionnaire_response(&answers));
            }
            // FHIR and back: what is shown, and only that.
            let sent = form.to_questionnaire_response(&answers).to_string();
            let back = form.from_questionnaire_response(&sent).unwrap();
            let kept: Vec<(&str, &Answer)> = answers.iter().filter(|(link_id, _)| shown.contains(link_id)).collect();
            assert_eq!(back.iter().collect::<Vec<_>>(), kept);
            // A draft is the answers, hidden ones included.
            let draft = serde_json::to_string(&answers).unwrap();
            assert_eq!(serde_json::from_str::<Answers>(&draft).unwrap(), answers);
        }
    }
}

fn random_answers(form: &Instrument, chance: &mut dyn Chance) -> Answers {
    let mut answers = Answers::new();
    for item in form.questions().filter(|_| true) {
        if chance.below(4) == 0 {
            continue;
        }
        let answer = match item.kind {
            Kind::Choice => {
                let pick = chance.below(item.choices.len() as u64) as usize;
                Answer::Choice(item.choices[pick].code.clone())
            }
            Kind::Number => Answer::Number(chance.below(100) as i64),
            _ => Answer::Text("mot".into()),
        };
        answers.set(item.link_id.as_str(), answer);
    }
    answers
}

#[test]
fn a_missing_answer_keeps_its_kind() {
    let form = isatis();
    let answers = Answers::new().choose("Q6", "7").choose("Q10", "6").choose("Q12", "0").choose("Q1", "9");
    let missing: std::collections::BTreeMap<&str, MissingKind> = form.missing(&answers).into_iter().collect();
    assert_eq!(missing["Q6"], MissingKind::NoPossibility);
    assert_eq!(missing["Q10"], MissingKind::NotConcerned);
    assert_eq!(missing["Q13"], MissingKind::NotAsked);
    assert_eq!(missing["Q1"], MissingKind::DontKnow);
    assert_eq!(missing["Q2"], MissingKind::Blank);
    assert!(!missing.contains_key("Q12"), "no pain is a value");
}

#[test]
fn answers_that_do_not_fit_are_named() {
    let form = sample();
    let mut answers = Answers::new().choose("a", "maybe").choose("zz", "1").with("e", Answer::Number(1));
    answers.set("d", Answer::Text("é".repeat(4_001)));
    let faults: Vec<(String, Fault)> = form.validate(&answers).into_iter().map(|e| (e.link_id, e.fault)).collect();
    assert!(faults.contains(&("a".into(), Fault::UnknownChoice)));
    assert!(faults.contains(&("e".into(), Fault::WrongType)));
    assert!(faults.contains(&("zz".into(), Fault::UnknownQuestion)));
    assert!(faults.contains(&("h".into(), Fault::Missing)), "demanded");
    assert_eq!(faults.len(), 4, "d is hidden once a has an answer, so it is left in peace: {faults:?}");
    answers.clear("a");
    let faults = form.validate(&answers);
    assert!(faults.iter().any(|e| e.fault == Fault::TooLong { chars: 4_001, most: 4_000 }));
    assert!(!format!("{faults:?}{answers:?}").contains("éé"), "what a person wrote is never printed");
    for one in library() {
        assert!(
            one.instrument().unwrap().validate(&Answers::new()).is_empty(),
            "no question is mandatory in {}",
            one.id
        );
    }
}

#[test]
fn a_posted_screen_is_read_with_its_errors_kept() {
    let form = sample();
    let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        list.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    };
    let reading = form.from_form(
        0,
        &pairs(&[("a", "y"), ("a", ""), ("b", "drop table"), ("c", " 40 "), ("csrf", "x"), ("d", "hors écran")]),
    );
    assert_eq!(reading.answers, Answers::new().choose("a", "y").with("c", Answer::Number(40)));
    assert_eq!(reading.errors.len(), 1);
    let error = &reading.errors[0];
    assert_eq!((error.link_id.as_str(), &error.fault), ("b", &Fault::UnknownChoice));
    assert_eq!(error.given.as_ref().unwrap().open(), "drop table");
    for (given, fault) in [
        ("quarante", Fault::NotANumber),
        ("121", Fault::OutOfRange { least: 0, greatest: 120 }),
        ("99999999999999999999", Fault::NotANumber),
    ] {
        assert_eq!(form.from_form(0, &pairs(&[("c", given)])).errors[0].fault, fault);
    }
    assert_eq!(form.item("d").unwrap().field(), "q:d", "a page has a field named d for itself");
    assert!(form.from_form(1, &pairs(&[("d", "la clé d'un brouillon")])).answers.is_empty());
    let text = form.from_form(1, &pairs(&[("q:d", " l'un\r\nl'autre\u{0}\u{7} ")]));
    assert_eq!(text.answers.get("d"), Some(&Answer::Text("l'un\nl'autre".into())));
    assert!(form.from_form(99, &pairs(&[("a", "y")])).answers.is_empty());

    let mut answers = Answers::new().choose("a", "n").choose("b", "y").with("c", Answer::Number(3));
    form.from_form(0, &pairs(&[("a", "y"), ("c", "")])).merge_into(&mut answers);
    assert_eq!(answers, Answers::new().choose("a", "y").choose("b", "y"), "unposted is kept, emptied is taken back");
}

#[test]
fn only_the_screen_asked_for_is_validated() {
    let form = sample();
    assert!(form.validate_screen(0, &Answers::new()).is_empty());
    let last = form.screens().len() - 1;
    assert_eq!(form.validate_screen(last, &Answers::new())[0].fault, Fault::Missing);
    assert_eq!(form.active_screens(&Answers::new().choose("a", "n")), [0, 2]);
}

#[test]
fn a_response_says_the_version_and_no_person_or_instant() {
    let form = isatis();
    let sent = form.to_questionnaire_response(&Answers::new().choose("Q1", "5").with("Q33", Answer::Number(52)));
    let text = sent.to_string();
    assert!(text.contains(form.content_hash()) && text.contains("urn:vecu:instrument:isatis-2014|2014-03-04"));
    for name in ["subject", "author", "authored", "source", "meta", "id", "identifier"] {
        assert!(sent.get(name).is_none(), "{name}");
    }
    let vecu = shipped("vecu-12").unwrap().instrument().unwrap();
    assert_eq!(vecu.from_questionnaire_response(&text).unwrap_err()[0].code, "other-questionnaire");
    for bad in [
        "",
        "{}",
        "[]",
        r#"{"resourceType":"QuestionnaireResponse","item":[{"linkId":"zz"}]}"#,
        r#"{"resourceType":"QuestionnaireResponse","item":[{"linkId":"Q1","answer":[{"valueInteger":"x"}]}]}"#,
        r#"{"resourceType":"QuestionnaireResponse","item":[{"linkId":"Q1","answer":[{"valueCoding":{"code":"5"}},{"valueCoding":{"code":"4"}}]}]}"#,
    ] {
        assert!(form.from_questionnaire_response(bad).is_err(), "{bad}");
    }
}

#[test]
fn scores_reverse_rescale_and_honour_the_kinds_of_missing() {
    let form = sample();
    let score = |answers: &Answers| form.score(answers).unwrap().remove(0);
    // e is 4..0 reversed: code 1 (4) -> 0, code 2 (2) -> 50, code 3 (0) -> 100. f is 0..10: 0, 50, 100. h is 1..3.
    let all = Answers::new().choose("a", "y").choose("e", "3").choose("f", "2").choose("h", "1");
    assert_eq!(score(&all).outcome, Outcome::Value(50.0), "(100 + 50 + 0) / 3");
    // f is hidden when a is not yes: it leaves, whatever was answered there before. (100 + 0) / 2.
    let hidden = all.clone().choose("a", "n");
    assert_eq!(score(&hidden).outcome, Outcome::Value(50.0));
    assert_eq!(score(&hidden).left_out, [("f".to_owned(), LeftOut::Leaves(MissingKind::NotAsked))]);
    assert_eq!(score(&hidden).contributions.len(), 2);
    // e not concerned leaves and excludes f: only h stays, 100.
    let excluded = all.clone().choose("e", "6").choose("h", "3");
    assert_eq!(score(&excluded).outcome, Outcome::Value(100.0));
    assert_eq!(score(&excluded).left_out[1], ("f".to_owned(), LeftOut::Excluded));
    // Don't know keeps its place: 1 of 3 is too few, 2 are needed.
    let unknown = all.choose("e", "9").choose("f", "9");
    assert_eq!(score(&unknown).outcome, Outcome::TooFew { answered: 1, needed: 2 });
    // Nothing at all stays.
    let none = Answers::new().choose("a", "n").choose("e", "6").choose("h", "6");
    assert_eq!(score(&none).outcome, Outcome::TooFew { answered: 0, needed: 1 });
}

#[test]
fn what_no_arrow_can_say_is_written_above_the_question() {
    let form = sample();
    let skips = form.written_skips();
    let told: Vec<(String, String)> = skips
        .iter()
        .map(|skip| (skip.link_id().to_owned(), form.skip_text(skip, Speaker::Patient, Lang::Fr)))
        .collect();
    let of = |link_id: &str| told.iter().find(|(id, _)| id == link_id).map(|(_, text)| text.as_str());
    assert_eq!(of("a"), Some("Si « Non », passez à la question 5."), "b, c and d are surely hidden");
    assert_eq!(of("b"), Some("Si « Non », passez à la question 4."));
    assert_eq!(
        of("d"),
        Some(
            "Répondez à cette question seulement si votre réponse à la question 3 est d'au moins 18 ou vous n'avez \
              pas répondu à la question 1 et vous n'avez pas répondu « Non » à la question 1."
        )
    );
    assert_eq!(of("f"), Some("Répondez à cette question seulement si vous avez répondu « Oui » à la question 1."));
    assert!(matches!(skips[0], WrittenSkip::Jump { .. }));
}
