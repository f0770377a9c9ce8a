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
    for (link, text) in [
        ("q2", "Prenez-vous des médicaments ?"),
        ("q3", "Vos médicaments"),
        ("q4", "Lequel ?"),
        ("q5", "Le prenez-vous ?"),
    ] {
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
    let again = fhir::Document::from_value(doc).expect("a document");
    let workbook = formats::xlsform::write(&again).expect("a workbook").workbook;
    let back = listening::instruments::exchange::read(&workbook, "retour.xlsx").doc.expect("it comes back");
    let group = back.entries().into_iter().find(|one| one.item["repeats"] == true).expect("a group that repeats");
    assert_eq!(group.item["item"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn whoever_does_not_write_and_whoever_comes_late_change_nothing_and_lose_nothing() {
    let world = World::new().await;
    let (mut one, mut two) = (officer(&world).await, officer(&world).await);
    let draft = treatments(&mut one, "À deux").await;
    let group = format!("{draft}/question?q=q3");
    let (seen_by_one, seen_by_two) = (one.get(&group).await, two.get(&group).await);
    // A question of the group is written meanwhile: that is no reason to refuse what is said of the group.
    assert_eq!(write(&mut one, &draft, "q4", &[("wording-patient-en", "Which one?")]).await.status, 303);
    let first = with(form_of(&seen_by_one, &group), &[("blocks", "4"), ("go", "save")]);
    assert_eq!(send(&mut one, &group, &first).await.status, 303);
    let second = with(form_of(&seen_by_two, &group), &[("blocks", "7"), ("go", "save")]);
    let page = send(&mut two, &group, &second).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Blocs au plus") && page.text.contains("value=\"7\""), "{}", page.text);
    let item = stored(&world, &draft).await["item"][1].clone();
    assert!(item.to_string().contains("\"valueInteger\":4") && item.to_string().contains("Which one?"), "{item}");
    let before = stored(&world, &draft).await;
    let mut reader = world.wearing(kernel::Role::UserRepresentative, world.root).await;
    let page = reader.get(&group).await;
    assert!(page.status == 200 && page.says("Posé plusieurs fois") && page.text.contains("disabled"), "{}", page.text);
    assert_eq!(send(&mut reader, &group, &first).await.status, 403);
    // Fields of a group on a question, a form with half its fields, numbers that no page writes.
    let question = format!("{draft}/question?q=q2");
    let form = form_of(&one.get(&question).await, &question);
    let odd = with(form, &[("repeats", "1"), ("fewest", "2"), ("blocks", "3"), ("go", "save")]);
    assert_eq!(send(&mut one, &question, &odd).await.status, 303);
    assert_eq!(stored(&world, &draft).await, before, "a question is asked once, whatever is posted");
    let revision = super::revision(&one.get(&group).await);
    for fields in [
        vec![("kind", "group"), ("repeats", "1"), ("fewest", "9223372036854775807"), ("blocks", "9223372036854775807")],
        vec![("kind", "group"), ("repeats", "yes")],
        vec![("kind", "nothing"), ("repeats", "1")],
        vec![],
    ] {
        let mut all = vec![("revision", revision.as_str()), ("go", "save")];
        all.extend_from_slice(&fields);
        let page = one.post(&group, &all).await;
        assert!(matches!(page.status, 303 | 409 | 422), "{fields:?}: {}", page.status);
        assert_eq!(one.get(&group).await.status, 200, "{fields:?}");
        assert_eq!(one.get(&format!("{draft}/apercu")).await.status, 200, "{fields:?}");
        assert_eq!(one.get(&draft).await.status, 200, "{fields:?}");
    }
}
