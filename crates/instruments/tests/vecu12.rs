//! Vécu-12 keeps its promises: twelve items and two open questions, both languages, plain words, one score of ours.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::{
    Answers, Instrument, ItemType, LeftOut, MissingKind, Moment, Outcome, Scoring, Speaker, Valence, shipped,
};
use kernel::Lang;

fn vecu() -> Instrument {
    shipped("vecu-12").unwrap().instrument().unwrap()
}

#[test]
fn twelve_items_of_which_eight_are_facts_and_four_judgements_and_two_open_questions() {
    let form = vecu();
    let of = |kind| form.questions().filter(|item| item.item_type == Some(kind)).count();
    assert_eq!((of(ItemType::Experience), of(ItemType::Satisfaction)), (8, 4));
    let sides: Vec<Valence> = form.questions().filter_map(|item| item.valence).collect();
    assert_eq!(sides, [Valence::Positive, Valence::Negative]);
    assert_eq!(form.item_count(), 14);
    for item in form.questions().filter(|item| item.item_type.is_some()) {
        assert!(item.moment.is_some(), "{} is not dated", item.link_id);
        assert!(!item.required);
    }
    for moment in [Moment::Before, Moment::During, Moment::After] {
        assert!(form.questions().any(|item| item.moment == Some(moment)), "{moment:?}");
    }
    for screen in 0..form.screens().len() {
        let count = form.screen_items(screen).filter(|item| item.kind.is_question()).count();
        assert!((2..=5).contains(&count), "screen {screen} has {count} questions");
    }
    assert!((3..=6).contains(&form.estimated_minutes()));
    assert!(form.blocks_publication().is_empty() && form.warnings().is_empty());
}

#[test]
fn every_speaker_has_words_of_their_own_in_both_languages() {
    let form = vecu();
    for lang in Lang::ALL {
        for item in form.questions() {
            for speaker in [Speaker::Patient, Speaker::Parent, Speaker::Relative] {
                let said = item.wording.say(speaker, lang);
                assert_eq!((said.speaker, said.tag), (speaker, lang.tag()), "{}", item.link_id);
            }
            assert_eq!(item.wording.say(Speaker::Proxy, lang).speaker, Speaker::Relative);
            for choice in &item.choices {
                assert_eq!(choice.label.say(Speaker::Relative, lang).tag, lang.tag(), "{}", item.link_id);
            }
        }
        for speaker in Speaker::ALL {
            assert_eq!(form.introduction(speaker, lang).unwrap().speaker, speaker);
        }
        for screen in form.screens() {
            assert_eq!(screen.intro.as_ref().unwrap().tag_for(lang), lang.tag());
        }
    }
}

#[test]
fn every_sentence_is_under_twenty_words() {
    let form = vecu();
    let mut texts: Vec<String> = Vec::new();
    for lang in Lang::ALL {
        for speaker in Speaker::ALL {
            texts.push(form.introduction(speaker, lang).unwrap().text.to_owned());
            for item in form.items() {
                texts.push(item.wording.get(speaker, lang).to_owned());
                texts.extend(item.hint.as_ref().map(|hint| hint.get(lang).to_owned()));
                texts.extend(item.choices.iter().map(|choice| choice.label.get(speaker, lang).to_owned()));
            }
        }
    }
    for sentence in texts.iter().flat_map(|text| text.split_inclusive(['.', '?', '!'])) {
        let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        assert!(words < 20, "{words} words: {sentence}");
    }
}

#[test]
fn the_scale_agrees_with_the_noun_and_no_opinion_stands_apart() {
    let form = vecu();
    let labels = |link_id: &str| -> Vec<String> {
        let item = form.item(link_id).unwrap();
        item.choices.iter().map(|choice| choice.printed.original().to_owned()).collect()
    };
    let masculine = ["Mauvais", "Faible", "Moyen", "Bon", "Excellent", "Sans avis"];
    let feminine = ["Mauvaise", "Faible", "Moyenne", "Bonne", "Excellente", "Sans avis"];
    assert_eq!(labels("v2"), masculine, "l'accueil");
    assert_eq!(labels("v7"), feminine, "l'écoute");
    assert_eq!(labels("v10"), masculine, "le confort");
    assert_eq!(labels("v12"), feminine, "la préparation");
    for item in form.questions().filter(|item| item.item_type == Some(ItemType::Satisfaction)) {
        let last = item.choices.last().unwrap();
        assert_eq!((last.missing, last.weight), (Some(MissingKind::NoOpinion), None), "{}", item.link_id);
    }
}

#[test]
fn the_score_is_said_to_be_ours_and_equals_the_hand_computed_mean() {
    let form = vecu();
    let Scoring::Scores(definitions) = form.scoring() else { panic!("a score is defined") };
    assert!(!form.is_official() && definitions[0].title.original().contains("local"));
    assert!(definitions[0].note.as_ref().unwrap().original().contains("non validé"));
    // 4 of 5 is 75, 5 is 100, 2 is 25; « Sans avis » does not count: (75 + 100 + 25) / 3.
    let answers = Answers::new().choose("v2", "4").choose("v7", "5").choose("v10", "2").choose("v12", "no-opinion");
    let result = form.score(&answers).unwrap().remove(0);
    let Outcome::Value(value) = result.outcome else { panic!("{result:?}") };
    assert!((value - 200.0 / 3.0).abs() < 1e-9, "{value}");
    let points: Vec<f64> = result.contributions.iter().map(|one| one.points).collect();
    assert_eq!(points, [75.0, 100.0, 25.0]);
    assert_eq!(result.left_out, [("v12".to_owned(), LeftOut::Missing(MissingKind::NoOpinion))]);
    assert_eq!(result.definition_hash, definitions[0].hash);
}

#[test]
fn one_answer_of_four_is_too_few_and_two_are_enough() {
    let form = vecu();
    let one = Answers::new().choose("v2", "1").choose("v7", "no-opinion");
    assert_eq!(form.score(&one).unwrap()[0].outcome, Outcome::TooFew { answered: 1, needed: 2 });
    let two = one.choose("v12", "5");
    assert_eq!(form.score(&two).unwrap()[0].outcome, Outcome::Value(50.0));
}
