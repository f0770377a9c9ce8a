//! What words give away before anybody reads them: scales that lean, questions that lead, texts left in one language.

#![allow(clippy::unwrap_used, reason = "a test says what it found by failing")]

use fhir::Document;
use instruments::{
    Severity,
    proof::{Proof, prove},
};
use kernel::Lang;
use serde_json::{Value, json};

fn proof(language: &str, items: Value) -> Proof {
    let form = json!({ "resourceType": "Questionnaire", "language": language, "item": items });
    prove(&Document::from_value(form).unwrap())
}

/// The findings of some kinds, each once.
fn found(proof: &Proof, kinds: &[&str]) -> Vec<&'static str> {
    let ours = |code: &&str| kinds.iter().any(|kind| code.starts_with(kind));
    let mut codes: Vec<_> = proof.problems.iter().map(|problem| problem.code).filter(ours).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn scale(labels: &[&str], weighed: bool) -> Vec<&'static str> {
    let ordinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    let option = |(rank, label): (usize, &&str)| {
        let mut coding = json!({ "code": format!("c{rank}"), "display": label });
        if weighed {
            coding["extension"] = json!([{ "url": ordinal, "valueDecimal": labels.len() - rank }]);
        }
        json!({ "valueCoding": coding })
    };
    let options: Vec<Value> = labels.iter().enumerate().map(option).collect();
    let item = json!([{ "linkId": "s", "type": "choice", "text": "L'accueil ?", "answerOption": options }]);
    found(&proof("fr", item), &["scale-", "no-opinion"])
}

#[test]
fn scales_that_lean_are_seen_and_even_ones_are_not() {
    for labels in [
        &["Parfait", "Très positif", "Positif", "Négatif"][..],
        &["Toujours", "Très souvent", "Souvent", "Jamais"],
        &["Excellents", "Très bons", "Bons", "Mauvais"],
        &["Très contente", "Contente", "Plutôt contente", "Mécontente"],
        &["Jamais", "Presque jamais", "Rarement", "Toujours"],
    ] {
        assert_eq!(scale(labels, false), ["scale-unbalanced"], "{labels:?}");
    }
    for labels in [
        &["Très positif", "Positif", "Négatif", "Très négatif"][..],
        &["Toujours", "Souvent", "Parfois", "Jamais"],
        &["Toujours", "Souvent", "Rarement", "Jamais"],
        // I-SATIS, arrêté du 4 mars 2014; and the wording of many French forms.
        &["Toujours", "Presque toujours", "Souvent", "Parfois", "Très rarement ou jamais"],
        &["Oui, toujours", "Oui, souvent", "Oui, parfois", "Non"],
        &["Jamais", "Plusieurs jours", "Plus de la moitié du temps", "Presque tous les jours"],
        &["Oui", "Non"],
        &["Positivement chargé", "Souvenir", "Nulle part"],
    ] {
        assert_eq!(scale(labels, false), Vec::<&str>::new(), "{labels:?}");
    }
}

#[test]
fn what_is_no_point_of_a_scale_is_seen_by_many_names() {
    for last in [
        "Aucun avis",
        "Je ne sais plus",
        "Ni bien ni mal / sans avis",
        "Sans opinion",
        "Je n’ai pas d’avis",
        "Je ne me souviens plus",
        "Non concerné(e)",
        "Ne s'applique pas",
        "Je ne souhaite pas répondre à cette question",
        "NSP",
    ] {
        assert_eq!(scale(&["Très bien", "Bien", "Mal", "Très mal", last], true), ["no-opinion-in-scale"], "{last}");
    }
    for last in ["Ni bien ni mal", "Aucun problème", "Je ne sais jamais", "Sans aide", "Avis partagé"] {
        assert_eq!(scale(&["Très bien", "Bien", "Mal", "Très mal", last], true), Vec::<&str>::new(), "{last}");
    }
}

fn wording(text: &str) -> Vec<&'static str> {
    found(&proof("fr", json!([{ "linkId": "a", "type": "text", "text": text }])), &["wording-"])
}

#[test]
fn questions_that_lead_are_remarked_on() {
    for (code, texts) in [
        (
            "wording-leading",
            &[
                "Ne pensez-vous pas que nos infirmières courent beaucoup ?",
                "N’êtes-vous pas satisfaite des repas ?",
                "N'avait-on pas prévu votre arrivée ?",
                "Vous avez été bien reçu, non ?",
                "L'attente était longue, n'est-ce pas ?",
                "Pourquoi êtes-vous satisfait de votre séjour ?",
                "À quel point avez-vous apprécié votre chambre ?",
                "Êtes-vous d'accord avec le fait que l'équipe est à l'écoute ?",
                "Comme la plupart des patients, avez-vous trouvé le temps long ?",
                "Selon les experts, il faut marcher tôt : avez-vous marché ?",
                "Vous a-t-on, bien sûr, expliqué la suite ?",
            ][..],
        ),
        (
            "wording-loaded",
            &[
                "Avez-vous apprécié la gentillesse du personnel ?",
                "Dans quelle mesure êtes-vous satisfait de notre accueil chaleureux ?",
                "Le personnel, toujours attentionné, vous a-t-il aidé ?",
                "Recommanderiez-vous notre excellent service ?",
                "Que dire de l'excellente équipe de nuit ?",
                "Combien de temps a duré cette attente interminable ?",
            ],
        ),
        (
            "wording-double-question",
            &[
                "Que pensez-vous de la chambre et des repas ?",
                "Les repas étaient-ils chauds et variés ?",
                "L'accueil et les soins ont-ils répondu à votre attente ?",
            ],
        ),
    ] {
        for text in texts {
            assert_eq!(wording(text), [code], "{text}");
        }
    }
}

#[test]
fn fair_questions_are_left_alone() {
    for text in [
        "Comment s'est passée votre arrivée ?",
        "Avez-vous trouvé l'accueil chaleureux ?",
        "Comment jugez-vous la gentillesse du personnel ?",
        "Êtes-vous satisfait de la disponibilité du personnel ?",
        "Quels soins n'avez-vous pas pu recevoir ?",
        "Pourquoi n'êtes-vous pas venu ?",
        "Que pensez-vous de l'organisation de votre sortie ?",
        "Êtes-vous d'accord avec les phrases suivantes ?",
        "Qu'avez-vous apprécié pendant votre séjour ?",
        "Vous a-t-on proposé de l'aide ? Si non, auriez-vous voulu en avoir ?",
        "Avez-vous été informé de vos droits et devoirs ?",
        "À quel point la douleur vous a-t-elle gêné ?",
        "Votre chambre était-elle propre ?",
        "Recommanderiez-vous cet établissement à vos proches ?",
        "À quel point êtes-vous satisfait ou insatisfait de votre séjour ?",
        "Le personnel du service était-il poli et aimable ?",
    ] {
        assert_eq!(wording(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn every_wording_in_french_is_looked_at() {
    let leading = "Ne trouvez-vous pas que l'attente était longue ?";
    let speaker = |code: &str| {
        json!([{ "url": "urn:vecu:fhir:speaker-text", "extension": [
            { "url": "speaker", "valueCode": code }, { "url": "text", "valueString": leading }] }])
    };
    for code in ["parent", "relative", "proxy"] {
        let item = json!([{ "linkId": "a", "type": "text", "text": "Racontez.", "extension": speaker(code) }]);
        assert_eq!(found(&proof("fr", item), &["wording-leading"]), ["wording-leading"], "{code}");
    }
    let french = |text: &str| {
        json!({ "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
            { "url": "lang", "valueCode": "fr-FR" }, { "url": "content", "valueString": text }] }] })
    };
    let item = json!([{ "linkId": "a", "type": "text", "text": "What happened?", "_text": french(leading) }]);
    assert_eq!(found(&proof("en", item), &["wording-"]), ["wording-leading"]);
    // In another language the same letters mean nothing.
    let item = json!([{ "linkId": "a", "type": "text", "text": leading }]);
    assert_eq!(found(&proof("en", item), &["wording-"]), Vec::<&str>::new());
    let option = |label: &str| json!({ "valueCoding": { "code": "a", "display": label } });
    let choice = |label: &str| json!([{ "linkId": "a", "type": "choice", "text": "Un ?", "answerOption": [option(label), option("Non")] }]);
    assert_eq!(found(&proof("fr", choice("Bien sûr")), &["wording-"]), ["wording-leading"]);
    assert_eq!(found(&proof("fr", choice("Excellent accueil")), &["wording-"]), Vec::<&str>::new());
}

#[test]
fn every_text_is_owed_its_translation() {
    let english = json!({ "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
        { "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": "In English" }] }] });
    let text = |url: &str, translated: bool| {
        let mut out = json!({ "url": url, "valueString": "En français" });
        if translated {
            out["_valueString"] = english.clone();
        }
        out
    };
    let speaker = |translated: bool| {
        json!({ "url": "urn:vecu:fhir:speaker-text",
            "extension": [{ "url": "speaker", "valueCode": "parent" }, text("text", translated)] })
    };
    let score = |translated: bool| json!({ "url": "urn:vecu:fhir:score", "extension": [text("title", translated)] });
    let hint = |translated: bool| text("urn:vecu:fhir:hint", translated);
    let note = |translated: bool| text("urn:vecu:fhir:interviewer-note", translated);
    let missing = |purpose: bool, [first, second, third, last]: [bool; 4]| {
        let mut form = json!({ "resourceType": "Questionnaire", "language": "fr", "purpose": "Un but",
            "extension": [score(last)],
            "item": [{ "linkId": "a", "type": "text", "text": "Racontez.", "_text": english.clone(),
                "extension": [hint(first), speaker(second), note(third)] }] });
        if purpose {
            form["_purpose"] = english.clone();
        }
        let proof = prove(&Document::from_value(form).unwrap());
        proof.problems.iter().filter(|problem| problem.code == "translation-missing").count()
    };
    assert_eq!(missing(true, [true; 4]), 0);
    assert_eq!(missing(false, [true; 4]), 1);
    for left in 0..4 {
        let mut all = [true; 4];
        all[left] = false;
        assert_eq!(missing(true, all), 1, "{left}");
    }
}

#[test]
fn the_pair_of_open_questions_is_told_as_it_is() {
    let yes = |link: &str| json!({ "linkId": link, "type": "boolean", "text": "Un ?" });
    let said = |items: Value| {
        let proof = proof("fr", items);
        let one = proof.problems.iter().find(|problem| problem.code == "open-pair-missing").unwrap();
        assert_eq!(one.severity, Severity::Warning);
        (one.message(Lang::Fr).to_owned(), one.message(Lang::En).to_owned())
    };
    let (fr, en) = said(json!([yes("a"), yes("b"), yes("c")]));
    assert!(fr.starts_with("Aucune question ouverte.") && en.starts_with("There is no open question."), "{fr} {en}");
    let open = json!({ "linkId": "o", "type": "text", "text": "Racontez." });
    let (fr, en) = said(json!([yes("a"), yes("b"), yes("c"), open]));
    assert!(fr.contains("Marquez-en une positive") && en.contains("Mark one as positive"), "{fr} {en}");
}

#[test]
fn what_is_never_shown_needs_no_words() {
    let hidden = |flag: bool| {
        let of = |name: &str| format!("http://hl7.org/fhir/{name}");
        json!([{ "linkId": "a", "type": "integer", "text": "Quel âge avez-vous ?" },
            { "linkId": "t", "type": "integer", "extension": [
                { "url": of("StructureDefinition/questionnaire-hidden"), "valueBoolean": flag },
                { "url": of("uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"), "valueExpression":
                    { "language": "text/fhirpath", "expression": "%resource.item.where(linkId='a').answer.value * 2" } }] }])
    };
    let proved = proof("fr", hidden(true));
    assert_eq!(found(&proved, &["wording-missing"]), Vec::<&str>::new());
    assert!(proved.instrument.is_some());
    assert_eq!(found(&proof("fr", hidden(false)), &["wording-missing"]), ["wording-missing"]);
}
