//! Red flags on the corpus: what is raised, what is missed, what is raised for nothing.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "figures for the reader of the test, which may stop")]

use std::{collections::BTreeSet, fs, path::Path};

use text::coding::{Field, Heads, suggest};
use text::corpus::{Comment, read};
use text::flags::{Flag, Raised, by_cues, flags};

fn comments(part: &str) -> Vec<Comment> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/verbatims-fr").join(part);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| read(&fs::read_to_string(file).unwrap()).unwrap()).collect()
}

fn marked(comment: &Comment) -> BTreeSet<Flag> {
    comment.passages.iter().flat_map(|passage| &passage.flags).map(|flag| Flag::named(flag).unwrap()).collect()
}

/// The share of the comments with a red flag that are warned of, and of those without one that are too.
fn shares(part: &str, raised: impl Fn(&str) -> bool) -> (f64, f64) {
    let (mut bear, mut warned, mut calm, mut false_alarms) = (0.0, 0.0, 0.0, 0.0);
    for comment in comments(part) {
        let said = if raised(&comment.text) { 1.0 } else { 0.0 };
        if marked(&comment).is_empty() {
            calm += 1.0;
            false_alarms += said;
        } else {
            bear += 1.0;
            warned += said;
        }
    }
    println!("{part}: {warned} of {bear} warned of, {false_alarms} of {calm} without a flag");
    (warned / bear, false_alarms / calm)
}

/// Cues were written with the training part in view. Some of what they raise without a mark there is a flag that the
/// coders did not mark ("on a oublié mon traitement").
#[test]
fn cues_warn_of_what_they_were_written_for() {
    let (warned, false_alarms) = shares("train", |text| !by_cues(text).is_empty());
    assert!(warned > 0.93 && false_alarms < 0.06, "{warned} {false_alarms}");
}

/// On comments of other hands, without the encoder.
#[test]
fn cues_and_heads_warn_of_comments_they_never_saw() {
    let heads = Heads::shipped();
    let both = |text: &str| !flags(text, &suggest(text, Field::Free, heads, None)).is_empty();
    let (warned, false_alarms) = shares("test", both);
    let (by_cues, _) = shares("test", |text| !by_cues(text).is_empty());
    assert!(warned > 0.70 && warned > by_cues + 0.05 && false_alarms < 0.10, "{warned} {by_cues} {false_alarms}");
}

#[test]
fn each_kind_is_raised_on_its_words_and_not_on_words_that_mean_something_else() {
    let raised = |text: &str| by_cues(text).iter().map(|flagged| flagged.flag).collect::<Vec<_>>();
    for (text, flag) in [
        ("Ma mère est tombée du lit.", Flag::Fall),
        ("On l'a retrouvé par terre au matin.", Flag::Fall),
        ("L'infirmière m'a donné les médicaments de ma voisine.", Flag::Medicine),
        ("Je suis allergique à la pénicilline et on m'en a donné.", Flag::Medicine),
        ("Le bracelet portait le nom d'un autre patient.", Flag::WrongPatient),
        ("Il est resté attaché au fauteuil toute la journée.", Flag::Restraint),
        ("Ma cicatrice est rouge et elle coule.", Flag::Infection),
        ("Elle a des bleus sur les bras.", Flag::Abuse),
        ("Il m'a touché la cuisse.", Flag::Sexual),
        ("Un bébé secoué par son père.", Flag::Child),
        ("J'ai envie de mourir.", Flag::Suicide),
    ] {
        assert!(raised(text).contains(&flag), "{text}: {:?}", raised(text));
    }
    for text in [
        "J'ai fait une chute de tension en me levant.",
        "Je suis tombée sur une équipe formidable.",
        "Je tombe de sommeil, mais merci.",
        "On m'a mis des bas de contention.",
        "Je suis très attachée à ce service.",
        "Il a fallu plusieurs tentatives pour poser la perfusion.",
        "On m'a demandé si j'étais allergique, très sérieux.",
        "Une bonne dose d'humour et tout va mieux.",
    ] {
        assert_eq!(raised(text), [], "{text}");
    }
}

#[test]
fn a_flag_shows_the_words_it_rests_on_and_what_raised_it() {
    let text = "Séjour correct 🙂. Mon père est tombé du lit la nuit, et le repas était froid.";
    let flagged = by_cues(text);
    assert_eq!(flagged.len(), 1, "{flagged:?}");
    let words: String =
        text.chars().skip(flagged[0].span.start).take(flagged[0].span.end - flagged[0].span.start).collect();
    assert_eq!((words.as_str(), flagged[0].raised), ("est tombé du lit", Raised::Cue));
}

#[test]
fn long_and_strange_texts_are_read_in_time() {
    for text in ["tombé ".repeat(20_000), "médicaments erreur ".repeat(10_000), "\u{0}🙂".repeat(1_000)] {
        assert!(by_cues(&text).len() < 30_000);
    }
}
