//! How a question is drawn: chosen in its form, refused where it cannot be, kept where a file asks for something else, named
//! where versions are compared.

use serde_json::{Value, json};

use super::{
    HERE,
    files::{accept, give},
    form_of, next, officer, published, send, stored, with, write,
};
use crate::world::{Visitor, World};

const LOOKS: &[u8] = include_bytes!("../../../../instruments/tests/forms/looks.json");

/// A draft of the form that asks for every rendering; gives its address.
async fn drafted(who: &mut Visitor) -> String {
    let page = give(who, "looks.json", LOOKS).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let page = accept(who, &page, "Les présentations").await;
    page.location().expect("the draft").split('?').next().expect("its address").to_owned()
}

/// An item of a document, by its name.
fn item<'a>(element: &'a Value, link: &str) -> Option<&'a Value> {
    let items = element["item"].as_array()?;
    items.iter().find_map(|one| if one["linkId"] == link { Some(one) } else { item(one, link) })
}

/// What an item asks for: the codes of its control, its orientation, its step.
fn asked(document: &Value, link: &str) -> Value {
    let found = item(document, link).expect("the item");
    let of = |end: &str| {
        let all = found["extension"].as_array().into_iter().flatten();
        all.filter(|one| one["url"].as_str().is_some_and(|url| url.ends_with(end))).collect::<Vec<_>>()
    };
    let codes: Vec<&Value> =
        of("itemControl").iter().map(|one| &one["valueCodeableConcept"]["coding"][0]["code"]).collect();
    let row: Vec<&Value> = of("choiceOrientation").iter().map(|one| &one["valueCode"]).collect();
    let step: Vec<&Value> = of("sliderStepValue").iter().map(|one| &one["valueInteger"]).collect();
    json!([codes, row, step])
}

/// A question, what is written in its form, what its item then asks, what the steps and the preview show.
type Chosen = (&'static str, &'static [(&'static str, &'static str)], Value, &'static str, &'static str);

#[tokio::test]
async fn a_rendering_is_chosen_shown_named_in_the_steps_and_taken_back() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = drafted(&mut who).await;
    let before = stored(&world, &draft).await;
    let chosen: [Chosen; 8] = [
        (
            "agree",
            &[("rendering", "menu")],
            json!([["drop-down"], [], []]),
            "liste qui s'ouvre",
            "<select id=\"agree\"",
        ),
        ("agree", &[("rendering", "row")], json!([[], ["horizontal"], []]), "côte à côte", "choices-line"),
        ("way", &[("rendering", "usual")], json!([[], [], []]), "présentation habituelle", "type=\"radio\" id=\"way\""),
        (
            "pain",
            &[("rendering", "usual")],
            json!([[], [], []]),
            "présentation habituelle",
            "type=\"text\" id=\"pain\"",
        ),
        (
            "pain",
            &[("rendering", "slider"), ("step", "5")],
            json!([["slider"], [], [5]]),
            "échelle ou en curseur",
            "choices-scale",
        ),
        ("health", &[("step", "2")], json!([["slider"], [], [2]]), "échelle ou en curseur", "step=\"2\""),
        (
            "words",
            &[("rendering", "line")],
            json!([["text-box"], [], []]),
            "une seule ligne",
            "type=\"text\" id=\"words\"",
        ),
        ("town", &[("rendering", "row")], json!([[], ["horizontal"], []]), "côte à côte", "choices-line"),
    ];
    for (link, changes, expected, named, drawn) in chosen {
        let page = write(&mut who, &draft, link, changes).await;
        assert_eq!(page.status, 303, "{link} {changes:?}: {}", page.text);
        assert_eq!(asked(&stored(&world, &draft).await, link), expected, "{link} {changes:?}");
        assert!(who.get(&draft).await.says(named), "{link} {changes:?} is named in the steps");
        let page = who.get(&format!("{draft}/question?q={link}")).await;
        assert_eq!(pages::check::page(&page.text), Vec::<String>::new());
        let screens = [who.get(&format!("{draft}/apercu")).await, who.get(&format!("{draft}/apercu?ecran=2")).await];
        assert!(screens.iter().any(|page| page.text.contains(drawn)), "{link} {changes:?} is in the preview");
    }
    // Chosen as they were, they are what the file brought, in the same words; but for the order of extensions.
    for (link, changes) in [
        ("way", [("rendering", "menu"), ("step", "")]),
        ("pain", [("rendering", "slider"), ("step", "")]),
        ("health", [("rendering", "slider"), ("step", "")]),
        ("town", [("rendering", "suggested"), ("step", "")]),
    ] {
        assert_eq!(write(&mut who, &draft, link, &changes).await.status, 303);
        let now = stored(&world, &draft).await;
        assert_eq!(asked(&now, link), asked(&before, link), "{link}");
        let size = |document: &Value| item(document, link).and_then(|one| one["extension"].as_array()).map(Vec::len);
        assert_eq!(size(&now), size(&before), "{link}");
    }
}

/// Every entry of the field is a sentence: no word is missing, and none has a gap.
#[tokio::test]
async fn the_field_is_said_whole_in_both_languages_for_each_kind_of_question() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = drafted(&mut who).await;
    for (link, entries) in [
        ("way", 3),
        ("agree", 3),
        ("pain", 2),
        ("town", 4),
        ("area", 4),
        ("badge", 2),
        ("weight", 2),
        ("again", 3),
        ("visits", 3),
    ] {
        for lang in ["fr", "en"] {
            let page = who.get(&format!("{draft}/question?q={link}&lang={lang}")).await;
            assert_eq!(page.text.matches(" name=\"rendering\"").count(), entries, "{link}");
            for gap in ["{$", "{ $", "instruments-rendering", "instruments-step"] {
                assert!(!page.text.contains(gap), "{link} {lang} {gap}: {}", page.text);
            }
        }
    }
}

#[tokio::test]
async fn what_a_file_asks_and_pages_do_not_draw_is_said_and_kept_until_something_else_is_chosen() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = drafted(&mut who).await;
    let to = format!("{draft}/question?q=visits");
    let page = who.get(&to).await;
    assert!(page.says("Comme le fichier le demande : « spinner »"), "{}", page.text);
    assert!(page.says("montrent un champ où l'on écrit le nombre"), "what is shown instead is said: {}", page.text);
    assert!(
        form_of(&page, &to).contains(&("rendering".to_owned(), "asked:spinner".to_owned())),
        "it is what stands chosen"
    );
    let before = asked(&stored(&world, &draft).await, "visits");
    assert_eq!(write(&mut who, &draft, "visits", &[("wording-patient-fr", "Combien de visites ?")]).await.status, 303);
    let now = stored(&world, &draft).await;
    assert_eq!(
        (asked(&now, "visits"), item(&now, "visits").map(|one| &one["text"])),
        (before, Some(&json!("Combien de visites ?")))
    );
    let page = who.get(&format!("{to}&lang=en")).await;
    assert!(page.says("As the file asks: &quot;spinner&quot;") && page.says("A scale or a slider"), "{}", page.text);
    // A scale between two limits, by a step that fits; each refusal at its field, with what was typed still there.
    for (changes, words) in [
        (vec![("rendering", "slider"), ("least", "")], "a besoin de ce nombre"),
        (vec![("rendering", "slider"), ("greatest", "")], "a besoin de ce nombre"),
        (vec![("rendering", "slider"), ("step", "0")], "plus grand que zéro"),
        (vec![("rendering", "slider"), ("step", "-1")], "plus grand que zéro"),
        (vec![("rendering", "slider"), ("step", "21")], "dépasse l'écart"),
        (vec![("rendering", "usual"), ("step", "2")], "Videz cette case"),
    ] {
        let page = write(&mut who, &draft, "visits", &changes).await;
        assert_eq!(page.status, 422, "{changes:?}");
        assert!(page.says(words) && page.says("Comme le fichier le demande"), "{changes:?}: {}", page.text);
        let kept = form_of(&page, &to);
        assert!(
            changes.iter().all(|(name, typed)| kept.iter().any(|(one, value)| one == name && value == typed)),
            "{kept:?}"
        );
        assert_eq!(pages::check::page(&page.text), Vec::<String>::new());
    }
    assert_eq!(write(&mut who, &draft, "visits", &[("rendering", "slider")]).await.status, 303);
    assert_eq!(asked(&stored(&world, &draft).await, "visits"), json!([["slider"], [], []]));
    assert!(!who.get(&to).await.says("Comme le fichier le demande"), "the file is not asked any more");
    // Nothing is proposed where no other answer is taken; and a kind with one rendering offers none.
    let town = format!("{draft}/question?q=town");
    let mut form = form_of(&who.get(&town).await, &town);
    form.retain(|(name, _)| name != "other");
    let page = send(&mut who, &town, &with(form, &[("go", "save")])).await;
    assert!(page.status == 422 && page.says("cochez « Autre »"), "{}", page.text);
    let page = who.get(&format!("{draft}/question?q=g1")).await;
    assert!(!page.text.contains("id=\"rendering\""), "a screen is drawn in one way");
}

#[tokio::test]
async fn two_versions_name_the_rendering_that_changed_and_a_copy_and_the_library_keep_it() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Notre enquête").await;
    let second = next(&mut who, &first, "v1", &[("rendering", "row")]).await;
    let (old, new) = (first.rsplit('/').next().expect("an id"), second.rsplit('/').next().expect("an id"));
    let page = who.get(&format!("{HERE}/comparer?de={old}&a={new}")).await;
    assert!(page.says("Présentation :") && page.says("Les réponses côte à côte"), "{}", page.text);
    assert!(page.says("comparables avec prudence") && page.says("1 changée"), "{}", page.text);
    let page = who.get(&format!("{HERE}/comparer?de={old}&a={new}&lang=en")).await;
    assert!(page.says("Presentation:") && page.says("The answers side by side"), "{}", page.text);
    let page = who.get(&format!("{HERE}/bibliotheque?mots=informations+utiles")).await;
    assert!(page.says("Les réponses côte à côte"), "the library tells the two apart: {}", page.text);
    let draft = super::begun(&mut who, new, "Une copie").await;
    assert_eq!(asked(&stored(&world, &draft).await, "v1"), json!([[], ["horizontal"], []]));
    assert_eq!(super::press(&mut who, &draft, &[("go", "copy:v1")]).await.status, 303);
    let text = stored(&world, &draft).await.to_string();
    assert_eq!(text.matches("\"horizontal\"").count(), 2, "{text}");
}
