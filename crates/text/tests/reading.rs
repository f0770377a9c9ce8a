//! Cries for help, plain language and moderation, told as behaviour.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use kernel::Lang;
use text::moderation::{Ground, review};
use text::plain::{FindingKind, Level, check, gloss};
use text::{Danger, Lists, alerts, speaks_of_self_harm};

fn passage(text: &str, span: text::Span) -> String {
    text.chars().skip(span.start).take(span.end - span.start).collect()
}

#[test]
fn words_of_self_harm_are_heard_in_many_spellings() {
    for text in [
        "J'ai envie de mourir.",
        "j'ai plus envie de vivre depuis l'opération",
        "Je pense au suicide tous les jours",
        "je vais me suicider",
        "je veux me sucider",
        "des idées SUICIDAIRES",
        "Je veux en finir.",
        "J'ai des idées noires.",
        "Je veux mettre fin à mes jours",
        "j'ai failli me tuer en rentrant",
        "Je me scarifie",
        "je n'ai plus la force de vivre",
        "Ma fille a fait une tentative de suicide.",
        "Mon père s'est pendu dans sa chambre.",
        "j'ai avalé toute la boîte",
        "je voudrais ne plus me réveiller",
        "tout le monde serait mieux si je n'étais plus là",
        "Je ne suis pas suicidaire mais presque",
        "veux mourir",
        "J’ai pensé à sauter par la fenêtre.",
        "I want to die",
        "I have been thinking about killing myself",
        "She is self-harming again",
        "I would be better off dead",
    ] {
        assert!(speaks_of_self_harm(text).is_some(), "{text}");
    }
}

#[test]
fn plain_false_alarms_show_nothing() {
    for text in [
        "J'ai failli mourir à l'hôpital.",
        "On meurt de faim, le repas est minuscule.",
        "C'était à mourir de rire.",
        "Mon père est mort dans ce service.",
        "Je ne veux pas mourir, soignez-moi.",
        "Mon mari voulait mourir chez lui et vous l'avez permis.",
        "La fin du séjour a été longue, vivement qu'on en finisse avec les papiers.",
        "J'ai avalé mes comprimés avec de l'eau.",
        "Le personnel se tue à la tâche.",
        "Très bon accueil, merci.",
    ] {
        assert_eq!(speaks_of_self_harm(text), None, "{text}");
    }
}

#[test]
fn an_alert_shows_the_words_it_rests_on() {
    let text = "Été difficile 🌧. Je veux en finir.";
    let span = speaks_of_self_harm(text).unwrap();
    assert_eq!(passage(text, span), "veux en finir");
}

#[test]
fn danger_to_a_child_or_a_vulnerable_person_is_told_by_kind() {
    for (text, danger) in [
        ("Une aide-soignante a giflé ma mère.", Danger::Violence),
        ("L'agent m'a frappé au visage", Danger::Violence),
        ("Mon mari me bat depuis des années.", Danger::Violence),
        ("Il a secoué le bébé.", Danger::Child),
        ("J'ai vu quelqu'un frapper un enfant.", Danger::Child),
        ("Un brancardier m'a fait des attouchements.", Danger::Sexual),
        ("On l'a laissée dans ses excréments toute la nuit.", Danger::Abuse),
        ("Ma grand-mère est attachée au lit toute la journée.", Danger::Abuse),
        ("C'est de la maltraitance.", Danger::Abuse),
        ("My mother was tied to the bed.", Danger::Abuse),
    ] {
        assert!(alerts(text).iter().any(|alert| alert.danger == danger), "{text}: {:?}", alerts(text));
    }
    for text in [
        "La porte frappe au vent.",
        "On m'a tapé sur l'épaule gentiment.",
        "Le violon du voisin.",
        "Ma fille a eu une prise de sang.",
    ] {
        assert_eq!(alerts(text), [], "{text}");
    }
}

#[test]
fn a_long_text_of_cues_is_read_in_linear_time() {
    for piece in ["laissé frappé ", "envie de mourir ", "me ", "mourir de faim "] {
        let text = piece.repeat(20_000);
        let start = std::time::Instant::now();
        let _ = alerts(&text);
        assert!(start.elapsed().as_secs_f64() < 10.0, "{piece}");
    }
}

#[test]
fn a_long_sentence_is_flagged_with_its_number_of_words() {
    let text = "Court. Nous avons bien entendu tout ce que vous nous avez dit sur le bruit la nuit et nous allons donc changer les roues de tous les chariots.";
    let report = check(text, Lang::Fr);
    let long: Vec<_> = report.findings.iter().filter(|finding| finding.kind == FindingKind::LongSentence).collect();
    assert_eq!((report.sentences, long.len(), long[0].words, report.longest), (2, 1, 27, 27));
    assert!(passage(text, long[0].span).starts_with("Nous avons"));
}

#[test]
fn jargon_comes_with_plain_words() {
    let text = "L'IDE assure la prise en charge en HDJ. Les effets iatrogènes et un as de pique.";
    let report = check(text, Lang::Fr);
    let found: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::Jargon)
        .map(|finding| passage(text, finding.span))
        .collect();
    assert_eq!(found, ["IDE", "prise en charge", "HDJ"]);
    assert_eq!(gloss("CDU"), Some("commission des usagers"));
    assert_eq!(gloss("événement indésirable"), Some("incident pendant les soins"));
    assert_eq!(gloss("as"), None);
}

#[test]
fn easy_words_score_higher_than_the_hospital_s_own() {
    let easy = check(
        "Vous avez dit que la nuit il y a du bruit. Nous avons mis des roues qui ne font pas de bruit. Merci à vous.",
        Lang::Fr,
    );
    let hard = check(
        "L'établissement procède à l'amélioration continue de l'organisation institutionnelle par la formalisation pluriannuelle des procédures opérationnelles.",
        Lang::Fr,
    );
    assert_eq!((easy.level, hard.level), (Some(Level::Easy), Some(Level::Hard)));
    assert!(easy.score > hard.score);
    assert_eq!(check("Trop court.", Lang::Fr).score, None);
    assert_eq!(
        check("You said that it was loud at night. We put soft wheels on each cart. Thank you.", Lang::En).level,
        Some(Level::Easy)
    );
}

#[test]
fn a_passive_form_is_pointed_at() {
    let report = check("Les chariots ont été changés. Une note est transmise au service. Elle est arrivée.", Lang::Fr);
    assert_eq!(report.findings.iter().filter(|finding| finding.kind == FindingKind::Passive).count(), 2);
}

fn grounds(text: &str) -> Vec<Ground> {
    review(text, Lists::french()).into_iter().map(|remark| remark.ground).collect()
}

#[test]
fn each_reason_not_to_publish_is_named() {
    for (text, ground) in [
        ("L'infirmière Sophie a été désagréable.", Ground::StaffBlamed),
        ("Le Dr Martin m'a refusé l'entrée.", Ground::StaffBlamed),
        ("Le docteur Martin est formidable.", Ground::StaffNamed),
        ("Mon mari Paul a attendu.", Ground::PersonNamed),
        ("Écrivez-moi : paul@exemple.fr", Ground::Contact),
        ("Appelez le 06 12 34 56 78", Ground::Contact),
        ("Voir https://exemple.fr", Ground::Link),
        ("J'étais en chambre 212.", Ground::Identifier),
        ("Opéré le 12 mars 2026.", Ground::PreciseDate),
        ("Ma mère a 87 ans.", Ground::PreciseAge),
        ("Ma mère, 87 ans, attendait.", Ground::PreciseAge),
        ("CE SERVICE EST UNE VRAIE HONTE POUR TOUS", Ground::Capitals),
        ("Quelle bande de connards.", Ground::Swearing),
        ("Il y a trop d'étrangers ici.", Ground::Discrimination),
        ("Je veux mourir.", Ground::SelfHarm),
        ("Il m'a frappé.", Ground::Serious),
    ] {
        assert!(grounds(text).contains(&ground), "{text}: {:?}", grounds(text));
    }
    assert_eq!(grounds(&"mot ".repeat(1001)), [Ground::TooLong]);
    assert_eq!(grounds(&"mot ".repeat(1000)), []);
}

#[test]
fn an_ordinary_story_meets_no_ground() {
    for text in [
        "L'attente aux urgences a duré six heures, sans explication. L'infirmière était douce.",
        "Je viens depuis 3 ans, il y a 10 ans c'était mieux. En mars 2026, tout a changé.",
        "On m'a donné du Doliprane à l'hôpital Saint-Louis, pour ma maladie de Parkinson.",
    ] {
        assert_eq!(grounds(text), [], "{text}");
    }
}

#[test]
fn every_ground_has_its_own_code() {
    let all = [
        Ground::StaffBlamed,
        Ground::StaffNamed,
        Ground::PersonNamed,
        Ground::Contact,
        Ground::Link,
        Ground::Identifier,
        Ground::PreciseDate,
        Ground::PreciseAge,
        Ground::Capitals,
        Ground::Swearing,
        Ground::Discrimination,
        Ground::TooLong,
        Ground::SelfHarm,
        Ground::Serious,
    ];
    let codes: std::collections::HashSet<_> = all.iter().map(|ground| ground.code()).collect();
    assert_eq!(codes.len(), all.len());
}
