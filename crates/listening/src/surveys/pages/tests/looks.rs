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

/// Somebody who has begun the questionnaire.
struct Begun {
    stage: Stage,
    path: String,
    key: String,
}

impl Begun {
    async fn new(name: &str) -> Self {
        install();
        let stage = Stage::new(name).await;
        let (path, key) = begun(&stage, LOOKS).await;
        Self { stage, path, key }
    }

    async fn show(&self, screen: usize, lang: Lang) -> String {
        let at = Path((self.path.clone(), screen));
        html(answer::show(State(self.stage.p.clone()), at, said(&format!("d={}", self.key)), look(lang)).await).await.1
    }

    async fn post(&self, screen: usize, pairs: &[(&str, &str)]) -> Result<Response, Failure> {
        let mut all = vec![("d", self.key.as_str())];
        all.extend_from_slice(pairs);
        let at = Path((self.path.clone(), screen));
        answer::take(State(self.stage.p.clone()), at, look(Lang::Fr), fields(&all)).await
    }
}

#[tokio::test]
async fn a_list_a_row_a_scale_and_a_slider_are_drawn_left_kept_and_shown_again() {
    let asked = Begun::new("pages-looks").await;
    for screen in [1, 2] {
        sound(&asked.show(screen, Lang::En).await);
    }
    let page = asked.show(1, Lang::Fr).await;
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
    assert!(to(asked.post(1, &none).await).contains("/2?"));
    let page = asked.show(1, Lang::Fr).await;
    assert!(!answered(&page) && !page.contains(r#"name="health" value"#), "{page}");
    let given = [("way", "na"), ("agree", "3"), ("pain", "10"), ("health", "72"), ("go", "next")];
    to(asked.post(1, &given).await);
    let page = asked.show(1, Lang::Fr).await;
    holds(
        &page,
        &[r#"value="na" selected"#, r#"value="3" checked"#, r#"value="10" checked"#, r#"name="health" value="72""#],
    );
}

#[tokio::test]
async fn proposals_a_long_list_a_line_and_a_unit_are_drawn_kept_and_taken_back() {
    let asked = Begun::new("pages-looks-more").await;
    let page = asked.show(2, Lang::Fr).await;
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
    to(asked
        .post(
            2,
            &[("town-other", "saint-denis"), ("area", "d07"), ("badge", "AB-1234"), ("weight", "71,5"), ("go", "back")],
        )
        .await);
    let page = asked.show(2, Lang::Fr).await;
    holds(
        &page,
        &[
            r#"name="town-other" value="Saint-Denis""#,
            r#"value="d07" selected"#,
            r#"value="AB-1234""#,
            r#"value="71,5""#,
        ],
    );
    to(asked.post(2, &[("town-other", "Quimper"), ("area", ""), ("go", "back")]).await);
    let page = asked.show(2, Lang::Fr).await;
    holds(&page, &[r#"name="town-other" value="Quimper""#]);
    assert!(!page.contains(r#"value="d07" selected"#), "the first line of a list takes the answer back");
}

#[tokio::test]
async fn what_does_not_fit_is_told_at_the_field_that_was_written_in() {
    let asked = Begun::new("pages-looks-wrong").await;
    let (status, page) = html(asked.post(1, &[("health", "101"), ("go", "next")]).await).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&page, &[r##"href="#health""##, r#"name="health" value="101""#, r#"aria-invalid="true""#]);
    sound(&page);
    let long = "x".repeat(201);
    let (status, page) = html(asked.post(2, &[("town-other", &long), ("go", "next")]).await).await;
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
