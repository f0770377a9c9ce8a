//! Groups that repeat on a page without a script: one more block, one block less, what does not fit, and what is kept.

use super::{kinds::begun, *};

const REPEATS: &str = include_str!("../../../../../instruments/tests/forms/repeats.json");

/// The questionnaire of medicines, with what publication asks for.
fn medicines() -> String {
    let mut document: serde_json::Value = serde_json::from_str(REPEATS).unwrap();
    document["purpose"] = "Essayer.".into();
    document["extension"] = serde_json::json!([
        { "url": "urn:vecu:fhir:licence", "extension": [{ "url": "name", "valueString": "Pour essayer" }] }
    ]);
    document.to_string()
}

#[tokio::test]
async fn a_block_is_added_filled_in_refused_and_removed_without_a_script() {
    install();
    let stage = Stage::new("pages-repeats").await;
    let (path, key) = begun(&stage, &medicines()).await;
    let p = || State(stage.p.clone());
    let show = |n: usize, lang| answer::show(p(), Path((path.clone(), n)), said(&format!("d={key}")), look(lang));
    let post = |n: usize, pairs: &[(&str, &str)]| {
        let mut all = vec![("d", key.as_str())];
        all.extend_from_slice(pairs);
        answer::take(p(), Path((path.clone(), n)), look(Lang::Fr), fields(&all))
    };
    let at = |n: usize| format!("/q/{path}/{n}?d={key}");
    assert_eq!(to(post(1, &[("any", "true"), ("go", "next")]).await), at(2));
    for lang in Lang::ALL {
        let (_, page) = html(show(2, lang).await).await;
        for part in [r#"name="medicines" value="1""#, r#"name="b1:name""#, r#"value="more:medicines""#, "3 "] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains(r#"name="b2:name""#), "{page}");
    }
    // One more, with what was written; the first cannot be removed.
    let first = [("medicines", "1"), ("b1:name", "Gouttes du soir"), ("b1:form", "drops"), ("b1:dose", "2,5")];
    let first = [&first[..], &[("b1:times", "3")]].concat();
    let next = to(post(2, &[&first[..], &[("go", "more:medicines")]].concat()).await);
    assert_eq!(next, format!("{}#b2:medicines-title", at(2)));
    let (_, page) = html(show(2, Lang::Fr).await).await;
    sound(&page);
    for part in [
        r#"name="medicines" value="1 2""#,
        r#"name="b2:name""#,
        r#"name="b1:counted""#,
        "7,5\u{a0}mg",
        r#"value="less:2:medicines""#,
        r#"value="2,5""#,
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains(r#"name="b2:counted""#), "drops open a question in their own block alone: {page}");
    let removable = |page: &str, number: usize| {
        let rest = page.split(&format!(r#"data-block="{number}""#)).nth(1).unwrap();
        let told = rest.split("data-less").nth(1).unwrap();
        !told.split('>').next().unwrap().contains("hidden")
    };
    assert!(!removable(&page, 1) && removable(&page, 2));
    // What does not fit in a block is told there and nowhere else, and moves with it.
    let two = [&first[..], &[("medicines", "1 2 3"), ("b2:name", "Le rose"), ("b3:times", "<souvent>")]].concat();
    let (status, page) = html(post(2, &[&two[..], &[("go", "next")]].concat()).await).await;
    sound(&page);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(r##"href="#b3:times""##) && page.contains(r#"id="b3:times-error""#), "{page}");
    assert!(page.contains(r#"value="&lt;souvent&gt;""#) && !page.contains(r#"id="b2:times-error""#), "{page}");
    let (status, page) = html(post(2, &[&two[..], &[("go", "less:2:medicines")]].concat()).await).await;
    sound(&page);
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains(r#"id="b3:times-error""#) && !page.contains("Le rose"), "a block keeps its number: {page}");
    assert!(page.contains(r#"name="medicines" value="1 3""#), "{page}");
    assert!(!page.contains("data-more hidden"), "a third may be added again: {page}");
    // A block left empty is none; the demands of a block that holds something stand.
    let (_, page) =
        html(post(2, &[&first[..], &[("medicines", "1 2"), ("b2:form", "tablet"), ("go", "next")]].concat()).await)
            .await;
    assert!(page.contains(r#"id="b2:name-error""#) && !page.contains(r#"id="b1:name-error""#), "{page}");
    let three =
        [&first[..], &[("medicines", "1 2 3"), ("b1:counted", "Ma fille."), ("b3:name", "Le rose"), ("b3:dose", "40")]]
            .concat();
    assert_eq!(to(post(2, &[&three[..], &[("go", "next")]].concat()).await), at(3));
    let (_, page) = html(show(2, Lang::Fr).await).await;
    assert!(page.contains(r#"name="medicines" value="1 3""#) && page.contains("Le rose"), "{page}");
    // The last screen adds over the blocks, and demands two people.
    let (_, page) = html(show(3, Lang::Fr).await).await;
    sound(&page);
    assert!(page.contains("42,5\u{a0}mg") && page.contains(r#"name="people" value="1 2""#), "{page}");
    assert!(page.contains("2 au moins"), "{page}");
    let helpers = [("people", "1 2"), ("b1:helper", "kin")];
    let (status, page) = html(post(3, &[&helpers[..], &[("go", "send")]].concat()).await).await;
    sound(&page);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Remplissez-en 2 au moins") && page.contains(r##"href="#people""##), "{page}");
    assert!(to(post(3, &[&helpers[..], &[("b2:helper", "nurse"), ("go", "send")]].concat()).await).contains("/merci"));
}

#[tokio::test]
async fn the_script_is_given_the_blocks_and_one_more() {
    install();
    let stage = Stage::new("pages-repeats-together").await;
    let (path, key) = begun(&stage, &medicines()).await;
    let p = || State(stage.p.clone());
    let given =
        fields(&[("d", &key), ("medicines", "1 2"), ("b2:name", "Le rose"), ("b2:dose", "40"), ("go", "later")]);
    answer::take(p(), Path((path.clone(), 1)), look(Lang::Fr), fields(&[("d", &key), ("any", "true"), ("go", "next")]))
        .await
        .unwrap();
    answer::take(p(), Path((path.clone(), 2)), look(Lang::Fr), given).await.unwrap();
    let asked = super::super::together::show(p(), Path(path.clone()), said(&format!("d={key}")), look(Lang::Fr));
    let (_, text) = html(asked.await).await;
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(all["inside"]["name"], "medicines");
    assert_eq!(
        all["blocks"]["medicines"]["answers"],
        serde_json::json!([{ "name": ["Le rose"], "dose": [["n", "40"]] }])
    );
    let more = all["blocks"]["people"]["html"].as_str().unwrap();
    assert!(more.contains(r#"name="b999:helper" value="kin" checked"#), "what stands beforehand: {more}");
    assert_eq!(all["screens"][1]["links"][0], "name");
    // Words that ask for help are heard in a block too.
    let pairs = [("medicines", "1"), ("b1:name", "Je veux en finir avec la vie."), ("go", "next"), ("silent", "1")];
    let all = [&[("d", key.as_str())][..], &pairs[..]].concat();
    let told = answer::take(p(), Path((path.clone(), 2)), look(Lang::Fr), fields(&all)).await;
    assert!(html(told).await.1.contains("3114"));
}
