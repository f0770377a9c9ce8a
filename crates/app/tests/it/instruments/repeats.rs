//! Groups that are asked several times, written in the editor: from the plan to the page that asks them, compared, carried
//! to the next version and taken away in files.

use super::{begun, form_of, officer, present, press, publish, send, stored, with, write};
use crate::world::{Visitor, World};

/// A draft with a question that is asked once and one in a group that is asked several times.
async fn treatments(who: &mut Visitor, title: &str) -> String {
    let draft = begun(who, "", title).await;
    let words = |text: &'static str| [("wording-patient-fr", text)];
    assert_eq!(write(who, &draft, "q1", &words("Votre séjour")).await.status, 303);
    for (begin, screen) in [("yes-no", "q1"), ("repeated", ""), ("open", "q3"), ("often", "q3")] {
        let page = press(who, &draft, &[("go", "add"), ("begin", begin), ("screen", screen)]).await;
        assert_eq!(page.status, 303, "{begin}: {}", page.text);
    }
    for (link, text) in [("q2", "Prenez-vous des médicaments ?"), ("q3", "Vos médicaments"), ("q4", "Lequel ?"), ("q5", "Le prenez-vous ?")] {
        let saved = write(who, &draft, link, &[("wording-patient-fr", text)]).await;
        assert_eq!(saved.status, 303, "{link}: {}", saved.text);
    }
    assert_eq!(present(who, &draft).await.status, 303);
    draft
}

#[tokio::test]
async fn a_group_asked_several_times_is_written_shown_previewed_and_asked() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = treatments(&mut who, "Vos traitements").await;
    let page = who.get(&draft).await;
    assert!(page.says("posé plusieurs fois"), "{}", page.text);
    // What makes no sense is said at its field, and nothing of it is stored.
    let before = stored(&world, &draft).await;
    for (changes, said) in [
        (vec![("fewest", "-1")], "0 ou plus"),
        (vec![("blocks", "beaucoup")], "nombre entier"),
        (vec![("blocks", "99999999999999999999999")], "nombre entier"),
        (vec![("repeats", ""), ("blocks", "3")], "Cochez cette case"),
    ] {
        let page = write(&mut who, &draft, "q3", &changes).await;
        assert_eq!(page.status, 422, "{changes:?}");
        assert!(page.says(said), "{changes:?}: {}", page.text);
    }
    assert_eq!(stored(&world, &draft).await, before);
    // What publication refuses is live on the page of the group, as other checks are.
    assert_eq!(write(&mut who, &draft, "q3", &[("fewest", "4"), ("blocks", "2")]).await.status, 303);
    let group = format!("{draft}/question?q=q3");
    assert!(who.get(&group).await.says("plus petit que le nombre au moins"));
    assert_eq!(publish(&mut who, &draft, "").await.status, 422);
    assert_eq!(write(&mut who, &draft, "q3", &[("fewest", ""), ("blocks", "30")]).await.status, 303);
    assert!(who.get(&group).await.says("20 fois au plus"), "more than our pages ask is said, and blocks nothing");
    assert_eq!(write(&mut who, &draft, "q3", &[("fewest", "1"), ("blocks", "3")]).await.status, 303);
    assert!(who.get(&draft).await.says("posé de 1 à 3 fois"));
    let item = &stored(&world, &draft).await["item"][1];
    assert_eq!((&item["repeats"], item["extension"].as_array().map(Vec::len)), (&true.into(), Some(2)), "{item}");
    // The preview adds and removes blocks, and stores nothing.
    let see = format!("{draft}/apercu");
    let form = with(form_of(&who.get(&see).await, &see), &[("go", "next")]);
    let page = send(&mut who, &see, &form).await;
    assert!(page.text.contains("name=\"b1:q4\"") && !page.text.contains("name=\"b2:q4\""), "{}", page.text);
    let form = with(form_of(&page, &see), &[("q3", "1"), ("b1:q4", "Du fer"), ("go", "more:q3")]);
    let page = send(&mut who, &see, &form).await;
    assert!(page.text.contains("name=\"b2:q4\"") && page.says("Du fer"), "{}", page.text);
    // What stands in it has no score.
    let page = press(&mut who, &draft, &[("go", "add"), ("begin", "often"), ("screen", "q1")]).await;
    assert_eq!(page.status, 303);
    assert_eq!(write(&mut who, &draft, "q6", &[("wording-patient-fr", "Vous a-t-on écouté ?")]).await.status, 303);
    assert_eq!(publish(&mut who, &draft, "").await.status, 303);
}

#[tokio::test]
async fn a_question_that_enters_such_a_group_is_another_question_for_the_next_version() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = treatments(&mut who, "Une fois ou plusieurs").await;
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 303, "{}", page.text);
    let first = page.location().expect("the version").split('?').next().expect("its path").to_owned();
    let id = first.rsplit('/').next().expect("an id").to_owned();
    let page = who.post(&format!("{}/nouveau", super::HERE), &[("suite", &id)]).await;
    let next = page.location().expect("the draft").to_owned();
    assert_eq!(write(&mut who, &next, "q3", &[("repeats", ""), ("fewest", ""), ("blocks", "")]).await.status, 303);
    let compare = format!("{}/comparer?de={id}&a={}", super::HERE, next.rsplit('/').next().expect("an id"));
    let page = who.get(&compare).await;
    for words in ["Combien de fois ce groupe est posé", "Posée maintenant une seule fois"] {
        assert!(page.says(words), "{words}: {}", page.text);
    }
    let page = who.get(&format!("{compare}&lang=en")).await;
    assert!(page.says("Now asked once only"), "{}", page.text);
    let page = publish(&mut who, &next, "Une seule fois.").await;
    assert_eq!(page.status, 303, "{}", page.text);
    let second = page.location().expect("the version").split('?').next().expect("its path").to_owned();
    // The plan proposes to read them apart, and reading them together is refused in words.
    let to = format!("{first}/passage?vers={}", second.rsplit('/').next().expect("an id"));
    let page = who.get(&to).await;
    let form = form_of(&page, &to);
    let becomes = |at: usize| {
        let name = format!("s{at}-becomes");
        form.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    };
    assert_eq!([becomes(0), becomes(1), becomes(2)], [Some("kept"), Some("apart"), Some("apart")]);
    let together = with(form.clone(), &[("s1-becomes", "kept"), ("go", "propose"), ("reason", "Essai")]);
    let page = send(&mut who, &to, &together).await;
    assert_eq!(page.status, 422);
    assert!(page.says("posée une fois, l'autre dans un groupe"), "{}", page.text);
}

#[tokio::test]
async fn such_a_group_goes_out_in_files_and_comes_back() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = treatments(&mut who, "Aller et retour").await;
    assert_eq!(write(&mut who, &draft, "q3", &[("fewest", "2"), ("blocks", "5")]).await.status, 303);
    for form in ["fhir-r4", "fhir-r5", "xlsform"] {
        let page = who.get(&format!("{draft}/fichiers/{form}")).await;
        assert_eq!(page.status, 200, "{form}");
    }
    let page = who.get(&format!("{draft}/fichiers/codebook-html")).await;
    assert!(page.text.contains("groupe répété"), "{}", page.text);
    let doc = stored(&world, &draft).await;
    let again = fhir::Document::from_value(doc.clone()).expect("a document");
    let workbook = formats::xlsform::write(&again).expect("a workbook").workbook;
    let back = listening::instruments::exchange::read(&workbook, "retour.xlsx").doc.expect("it comes back");
    let group = back.entries().into_iter().find(|one| one.item["repeats"] == true).expect("a group that repeats");
    assert_eq!(group.item["item"].as_array().map(Vec::len), Some(2));
}
