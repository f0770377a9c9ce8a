//! Each rendering that a document may prefer, on the page, on paper and in what the script of the page is given.

use super::{kinds::begun, *};

const LOOKS: &str = include_str!("../../../../../instruments/tests/forms/looks.json");

fn holds(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} in {page}");
    }
}

/// Whether a button is pressed, or a line of a list chosen other than its first, which is no answer.
fn answered(page: &str) -> bool {
    page.contains(" checked") || page.matches(" selected").count() != page.matches(r#"value="" selected"#).count()
}

#[tokio::test]
async fn each_rendering_is_drawn_kept_and_shown_again() {
    install();
    let stage = Stage::new("pages-looks").await;
    let (path, key) = begun(&stage, LOOKS).await;
    let p = || State(stage.p.clone());
    let show = |n: usize, lang| answer::show(p(), Path((path.clone(), n)), said(&format!("d={key}")), look(lang));
    let post = |n: usize, pairs: &[(&str, &str)]| {
        let mut all = vec![("d", key.as_str())];
        all.extend_from_slice(pairs);
        answer::take(p(), Path((path.clone(), n)), look(Lang::Fr), fields(&all))
    };
    for screen in [1, 2] {
        sound(&html(show(screen, Lang::En).await).await.1);
    }
    let (_, page) = html(show(1, Lang::Fr).await).await;
    sound(&page);
    holds(
        &page,
        &[
            r#"<select id="way" name="way""#,
            r#"<option value="" selected>Choisissez…</option>"#,
            r#"<optgroup label="Ou bien"><option value="na">"#,
            r#"class="choices choices-line""#,
            r#"class="choices choices-scale""#,
            r#"type="radio" id="pain" name="pain" value="0""#,
            r#"name="pain" value="10""#,
            "<span>10\u{a0}: la pire imaginable</span>",
            r#"type="text" id="health" name="health" inputmode="decimal""#,
            r#"<input type="range" min="0" max="100" step="1""#,
            "Un nombre entre 0 et 100.",
        ],
    );
    assert!(!page.contains(r#"data-question="pain-lower""#), "an end of a scale is no text of its own: {page}");
    assert!(!answered(&page), "nothing is answered beforehand");
    // A scale and a slider that nobody touched are no answer; a page that is sent so goes on.
    let none = [("way", ""), ("health", ""), ("go", "next")];
    assert!(to(post(1, &none).await).contains("/2?"));
    let (_, page) = html(show(1, Lang::Fr).await).await;
    assert!(!answered(&page) && !page.contains(r#"name="health" value"#), "{page}");
    let given = [("way", "na"), ("agree", "3"), ("pain", "10"), ("health", "72"), ("go", "next")];
    to(post(1, &given).await);
    let (_, page) = html(show(1, Lang::Fr).await).await;
    holds(
        &page,
        &[r#"value="na" selected"#, r#"value="3" checked"#, r#"value="10" checked"#, r#"name="health" value="72""#],
    );
    let (_, page) = html(show(2, Lang::Fr).await).await;
    sound(&page);
    holds(
        &page,
        &[
            r#"type="text" id="town" name="town-other" list="town-list""#,
            r#"<option value="Saint-Denis" data-code="sd"></option>"#,
            r#"<select id="area" name="area""#,
            r#"type="text" id="badge" name="badge""#,
            "Sous la forme\u{a0}: AB-1234",
            r#"<span class="unit" id="weight-unit">kg</span>"#,
            r#"<textarea id="words""#,
            r#"name="again" value="true""#,
            r#"type="text" id="visits" name="visits""#,
        ],
    );
    to(post(
        2,
        &[("town-other", "saint-denis"), ("area", "d07"), ("badge", "AB-1234"), ("weight", "71,5"), ("go", "back")],
    )
    .await);
    let (_, page) = html(show(2, Lang::Fr).await).await;
    holds(
        &page,
        &[
            r#"name="town-other" value="Saint-Denis""#,
            r#"value="d07" selected"#,
            r#"value="AB-1234""#,
            r#"value="71,5""#,
        ],
    );
    to(post(2, &[("town-other", "Quimper"), ("area", ""), ("go", "back")]).await);
    let (_, page) = html(show(2, Lang::Fr).await).await;
    holds(&page, &[r#"name="town-other" value="Quimper""#]);
    assert!(!page.contains(r#"value="d07" selected"#), "the first line of a list takes the answer back");
    // What does not fit is told at the field that was written in.
    let (status, page) = html(post(1, &[("health", "101"), ("go", "next")]).await).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&page, &[r##"href="#health""##, r#"name="health" value="101""#, r#"aria-invalid="true""#]);
    sound(&page);
    let long = "x".repeat(201);
    let (status, page) = html(post(2, &[("town-other", &long), ("go", "next")]).await).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&page, &[r##"href="#town""##, r#"aria-describedby="town-hint town-error""#]);
    sound(&page);
}

#[tokio::test]
async fn the_script_and_the_paper_have_the_same_renderings() {
    install();
    let stage = Stage::new("pages-looks-paper").await;
    let (path, key) = begun(&stage, LOOKS).await;
    let p = || State(stage.p.clone());
    let asked = super::super::together::show(p(), Path(path.clone()), said(&format!("d={key}")), look(Lang::En)).await;
    let given: serde_json::Value = serde_json::from_str(&html(asked).await.1).unwrap();
    let screen = |at: usize| given["screens"][at]["questions"].as_str().unwrap().to_owned();
    holds(&screen(0), &["<select id=\"way\"", "choices-scale", "data-slides=\"health\"", "Choose…"]);
    holds(&screen(1), &["list=\"town-list\"", "data-code=\"sd\""]);
    for lang in Lang::ALL {
        let (_, page) = html(paper::show(p(), Path(path.clone()), said(""), look(lang)).await).await;
        sound(&page);
        holds(&page, &["boxes boxes-row boxes-scale", "class=\"ruler\"", "AB-1234", "kg"]);
        assert_eq!(page.matches("☐").count(), 4 + 4 + 11 + 4 + 18 + 2, "{page}");
    }
}
