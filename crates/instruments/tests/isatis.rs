//! I-SATIS is transcribed whole: every word and every code of the published annex, nothing else under its name.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::print_stderr, reason = "a skipped comparison must say so")]

use instruments::{
    Answers, Instrument, ItemType, Kind, MissingKind, Mode, NoScore, Scoring, Speaker, WrittenSkip, shipped,
};
use kernel::Lang;

fn isatis() -> Instrument {
    shipped("isatis-2014").unwrap().instrument().unwrap()
}

/// One question of the annex.
#[derive(Default)]
struct Printed {
    wording: String,
    parent: Option<String>,
    notes: Vec<String>,
    choices: Vec<(String, String)>,
}

fn squeeze(text: &str) -> String {
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The annex, with its seven known slips put right; each must be there, so that a corrected source is noticed.
fn annex() -> Option<(Vec<Printed>, Vec<String>)> {
    let folder = std::env::var("VECU_DATA").unwrap_or_else(|_| {
        // The data folder lies beside the repository.
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").to_owned()
    });
    let path = std::path::Path::new(&folder).join("isatis/isatis-2014.md");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!(
            "skipped: no annex at {}. Set VECU_DATA to a folder holding isatis/isatis-2014.md, the annex of the arrêté \
             du 4 mars 2014 (NOR AFSH1405433A) in Markdown.",
            path.display()
        );
        return None;
    };
    let mut text: String = text.lines().map(squeeze).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let slips = [
        ("enquêteur)10 [", "enquêteur)\n10 ["),
        ("traitement habituel (Réponse", "traitement habituel] (Réponse"),
        (
            "cette question (Réponse non citée par l'enquêteur)] Quel est",
            "cette question] (Réponse non citée par l'enquêteur)\nQuel est",
        ),
        ("\nQuel est votre opinion générale sur votre séjour à l'hôpital ? Etes-vous...", ""),
        ("exclut l'item\nQ13", "exclut l'item Q13"),
        ("demander avez-vous vu un chirurgien (", "demander « avez-vous vu un chirurgien » ("),
    ];
    for (slip, right) in slips {
        assert_eq!(text.matches(slip).count(), 1, "{slip}");
        text = text.replace(slip, right);
    }
    assert_eq!(text.matches("par l'enquêteur).").count(), 2, "a full stop after two brackets");
    text = text.replace("par l'enquêteur).", "par l'enquêteur)");

    let (mut questions, mut sentences) = (Vec::<Printed>::new(), Vec::new());
    for line in text.lines() {
        let number = questions.len() + 1;
        if let Some(wording) = line.strip_prefix(&format!("Q{number}. ― ")) {
            questions.push(Printed { wording: wording.to_owned(), ..Printed::default() });
            continue;
        }
        let Some(last) = questions.last_mut() else { continue };
        if let Some(parent) = line.strip_prefix("Parents : ") {
            last.parent = Some(parent.to_owned());
        } else if line.starts_with("Enquêteur :") || line.starts_with("Consigne enquêteur :") {
            last.notes.push(line.to_owned());
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            let (code, label) = line.split_once(' ').unwrap();
            last.choices.push((code.to_owned(), label.to_owned()));
        } else {
            sentences.push(line.to_owned());
        }
    }
    Some((questions, sentences))
}

#[test]
fn every_question_wording_note_code_and_label_is_the_one_of_the_annex() {
    let Some((printed, sentences)) = annex() else { return };
    let form = isatis();
    assert_eq!(printed.len(), 33);
    let mut compared = 0;
    for (rank, want) in printed.iter().enumerate() {
        let link_id = format!("Q{}", rank + 1);
        let item = form.item(&link_id).unwrap();
        let patient = item.wording.exactly(Speaker::Patient).unwrap().original();
        if item.kind == Kind::Number {
            let note = item.interviewer_notes[0].original();
            assert_eq!(squeeze(&format!("{patient} : {note}")), want.wording, "{link_id}");
            continue;
        }
        assert_eq!(squeeze(patient), want.wording, "{link_id}");
        assert_eq!(item.wording.exactly(Speaker::Parent).map(|t| squeeze(t.original())), want.parent, "{link_id}");
        assert_eq!(item.unworded.contains(&Speaker::Parent), want.parent.is_none(), "{link_id}");
        let notes: Vec<String> = item.interviewer_notes.iter().map(|note| squeeze(note.original())).collect();
        assert_eq!(notes, want.notes, "{link_id}");
        let choices: Vec<(String, String)> = item
            .choices
            .iter()
            .map(|choice| {
                let mut label = choice.printed.original().to_owned();
                if choice.not_read_aloud {
                    label = format!("[{label}] (Réponse non citée par l'enquêteur)");
                }
                if let Some(note) = &choice.note {
                    label = format!("{label} {}", note.original());
                }
                (choice.code.clone(), squeeze(&label))
            })
            .collect();
        assert_eq!(choices, want.choices, "{link_id}");
        compared += choices.len();
    }
    assert_eq!(compared, printed.iter().map(|one| one.choices.len()).sum::<usize>());
    assert!(compared > 190, "{compared}");

    let shown = |item: &&instruments::Item| !item.local && (item.kind == Kind::Display || item.kind == Kind::Open);
    let texts: Vec<String> =
        form.items().iter().filter(shown).map(|i| squeeze(i.wording.get(Speaker::Patient, Lang::Fr))).collect();
    assert_eq!(texts.join("\n"), sentences.join("\n").replace("établissement ?\nSi oui", "établissement ? Si oui"));
}

#[test]
fn nothing_but_local_items_is_added_under_the_official_name() {
    let form = isatis();
    assert!(form.is_official());
    let questions: Vec<&str> = form.questions().filter(|item| !item.local).map(|item| item.link_id.as_str()).collect();
    assert_eq!(questions.len(), 34, "33 questions and the free comment");
    let local: Vec<&str> = form.questions().filter(|item| item.local).map(|item| item.link_id.as_str()).collect();
    assert_eq!(local, ["positif"]);
    assert!(form.screens().iter().all(|screen| screen.title_is_local), "the screens' titles are ours and say so");
    assert_eq!(form.screens().iter().filter(|screen| screen.title.is_none()).count(), 0);
}

#[test]
fn each_printed_code_from_6_to_10_keeps_its_kind_and_is_never_a_value() {
    let form = isatis();
    for choice in form.items().iter().flat_map(|item| &item.choices) {
        let code: u8 = choice.code.parse().unwrap();
        assert_eq!(choice.missing.is_some(), code >= 6, "{}", choice.code);
        assert_eq!(choice.missing.and_then(MissingKind::isatis_code).unwrap_or(code), code);
        assert_eq!(choice.not_read_aloud, code >= 6, "the bracketed answers are those not read aloud");
        assert!(choice.missing.is_none() || choice.weight.is_none());
        assert_eq!(choice.neutral, code != 7 && code != 8, "no information, no answer: never presumed neutral");
    }
}

#[test]
fn five_is_the_best_answer_in_both_printed_directions() {
    let form = isatis();
    for link_id in ["Q7", "Q8", "Q11", "Q24"] {
        let item = form.item(link_id).unwrap();
        assert_eq!(item.choices[0].weight, Some(1), "{link_id} is printed from 1 to 5");
    }
    assert_eq!(form.item("Q24").unwrap().choice("5").unwrap().printed.original(), "Jamais");
    assert_eq!(form.item("Q1").unwrap().choices[0].weight, Some(5));
    assert_eq!(form.item("Q12").unwrap().choice("1").unwrap().weight, None, "a fact has no order");
}

#[test]
fn no_pain_hides_question_13_and_takes_it_out_of_its_score_but_a_refusal_does_not() {
    let form = isatis();
    for (filter, hidden, next) in [("Q12", "Q13", "Q14"), ("Q19", "Q20", "Q21")] {
        let no = Answers::new().choose(filter, "0");
        assert!(!form.is_active(hidden, &no) && form.is_active(next, &no));
        assert!(form.excluded(&no).contains(hidden));
        for other in ["1", "10"] {
            let answers = Answers::new().choose(filter, other);
            assert!(form.is_active(hidden, &answers), "only 0 is printed with a skip");
            assert!(form.excluded(&answers).is_empty());
        }
        assert!(form.is_active(hidden, &Answers::new()));
    }
}

#[test]
fn on_paper_the_two_filters_are_written_out() {
    let form = isatis();
    let skips = form.written_skips();
    let jump = |from: &str, to: &str| WrittenSkip::Jump {
        link_id: from.to_owned(),
        codes: vec!["0".to_owned()],
        to: Some(to.to_owned()),
    };
    assert_eq!(skips, [jump("Q12", "Q14"), jump("Q19", "Q21")]);
    let text = form.skip_text(&skips[0], Speaker::Patient, Lang::Fr);
    assert_eq!(text, "Si « Non », passez à la question 14.");
    assert_eq!(form.skip_text(&skips[1], Speaker::Parent, Lang::En), "If “No”, go to question 21.");
}

#[test]
fn a_parent_without_a_wording_is_shown_the_patients_and_it_is_said() {
    let form = isatis();
    let without: Vec<&str> =
        form.items().iter().filter(|i| i.unworded.contains(&Speaker::Parent)).map(|i| i.link_id.as_str()).collect();
    assert_eq!(without, ["Q9", "Q25", "Q26"]);
    let said = form.item("Q9").unwrap().wording.say(Speaker::Parent, Lang::Fr);
    assert_eq!(said.speaker, Speaker::Patient);
    let said = form.item("Q12").unwrap().wording.say(Speaker::Parent, Lang::Fr);
    assert_eq!(
        (said.speaker, said.text),
        (Speaker::Parent, "Pendant cette hospitalisation, votre enfant a-t-il eu des douleurs ?")
    );
}

#[test]
fn a_label_printed_for_two_readers_is_only_shortened_never_reworded() {
    let words = |text: &str| -> Vec<String> {
        let loose = text.replace(['/', '(', ')'], " ").to_lowercase();
        loose.split_whitespace().map(|w| w.trim_end_matches('.').to_owned()).collect()
    };
    let mut seen = 0;
    for choice in isatis().items().iter().flat_map(|item| item.choices.clone()) {
        for (_, text) in choice.label.all().filter(|(_, text)| **text != choice.printed) {
            let printed = words(choice.printed.original());
            let mut rest = printed.iter();
            for word in words(text.original()) {
                assert!(
                    rest.any(|one| *one == word),
                    "“{}” is not in “{}”",
                    text.original(),
                    choice.printed.original()
                );
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 18);
}

#[test]
fn there_is_no_score_and_asking_for_one_says_why() {
    let form = isatis();
    assert!(matches!(form.scoring(), Scoring::DistributionsOnly { .. }));
    let NoScore { reason } = form.score(&Answers::new().choose("Q1", "5")).unwrap_err();
    assert!(reason.get(Lang::Fr).contains("Aucun score n'est publié"));
}

#[test]
fn it_states_its_source_its_ways_and_that_the_english_is_a_courtesy() {
    let form = isatis();
    assert!(form.licence().unwrap().source.as_ref().unwrap().original().contains("NOR AFSH1405433A"));
    assert!(form.blocks_publication().is_empty());
    assert!(form.mode(Mode::Phone).unwrap().official);
    assert!(!form.mode(Mode::Web).unwrap().official);
    assert!(!form.translation(Lang::En).unwrap().official);
    assert_eq!(form.item_count(), 35);
    let english = |item: &&instruments::Item| item.wording.say(Speaker::Parent, Lang::En).tag == "en";
    assert_eq!(form.questions().filter(english).count(), 35);
    assert_eq!(form.item("Q32").unwrap().item_type, Some(ItemType::Outcome));
}

#[test]
fn the_official_wording_is_locked() {
    let json = shipped("isatis-2014").unwrap().json;
    let changed = json.replace("Le personnel du service était-il poli et aimable", "Le personnel était-il aimable");
    assert_ne!(changed, json);
    let problems = Instrument::compile(&changed).unwrap_err();
    assert_eq!(problems[0].code, "official-wording-changed");
    let translated = json.replace("Were the ward staff polite and pleasant?", "Were staff polite and kind?");
    assert_ne!(translated, json);
    let other = Instrument::compile(&translated).unwrap();
    assert_ne!(other.content_hash(), isatis().content_hash(), "another version");
    assert_eq!(other.wording_hash(), isatis().wording_hash(), "the same official wording");
    let ours = changed.replace("urn:vecu:instrument:isatis-2014", "urn:example:ours");
    assert!(Instrument::compile(&ours).is_ok(), "a local form may borrow, under its own address");
}
