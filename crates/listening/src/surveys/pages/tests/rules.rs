//! Rules of groups, of blocks and of the whole form, on pages without a script: where they are told, in which language, and
//! what a warning holds back. And what was typed and refused, which is shown again.

use super::{kinds::begun, *};

const RULED: &str = include_str!("../../../../../instruments/tests/forms/ruled.json");
const REPEATS: &str = include_str!("../../../../../instruments/tests/forms/repeats.json");

/// A questionnaire of the tests, with what publication asks for.
fn publishable(document: &str) -> String {
    let mut document: serde_json::Value = serde_json::from_str(document).unwrap();
    document["purpose"] = "Essayer.".into();
    let licence = serde_json::json!(
        { "url": "urn:vecu:fhir:licence", "extension": [{ "url": "name", "valueString": "Pour essayer" }] }
    );
    match document["extension"].as_array_mut() {
        Some(list) => list.push(licence),
        None => document["extension"] = serde_json::json!([licence]),
    }
    document.to_string()
}

/// Somebody who answers.
struct Person {
    stage: Stage,
    path: String,
    key: String,
}

impl Person {
    async fn new(name: &str, document: &str) -> Self {
        install();
        let stage = Stage::new(name).await;
        let (path, key) = begun(&stage, &publishable(document)).await;
        Self { stage, path, key }
    }

    async fn sees(&self, screen: usize, lang: Lang) -> String {
        let at = Path((self.path.clone(), screen));
        let (_, page) =
            html(answer::show(State(self.stage.p.clone()), at, said(&format!("d={}", self.key)), look(lang)).await)
                .await;
        sound(&page);
        page
    }

    async fn sends(&self, screen: usize, lang: Lang, pairs: &[(&str, &str)]) -> Result<Response, Failure> {
        let all = [&[("d", self.key.as_str())], pairs].concat();
        let at = Path((self.path.clone(), screen));
        answer::take(State(self.stage.p.clone()), at, look(lang), fields(&all)).await
    }

    async fn is_told(&self, screen: usize, lang: Lang, pairs: &[(&str, &str)]) -> (StatusCode, String) {
        let (status, page) = html(self.sends(screen, lang, pairs).await).await;
        sound(&page);
        (status, page)
    }

    fn at(&self, screen: usize) -> String {
        format!("/q/{}/{screen}?d={}", self.path, self.key)
    }
}

/// The value of a hidden field.
fn hidden_in(page: &str, name: &str) -> String {
    let start = format!(r#"name="{name}" value=""#);
    page.split(&start).nth(1).map(|rest| rest.split('"').next().unwrap().to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn a_rule_of_a_group_holds_one_back_where_the_group_ends_and_says_why_in_the_pages_language() {
    let person = Person::new("rules-group", RULED).await;
    for (lang, says) in [
        (Lang::Fr, "Il y a plus de nuits en réanimation que de nuits &lt;en tout&gt;."),
        (Lang::En, "There are more nights in intensive care than nights &lt;in all&gt;."),
    ] {
        let (status, page) = person.is_told(1, lang, &[("nights", "3"), ("care", "4"), ("go", "next")]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains(&format!(r##"<a href="#nights">{says}</a>"##)), "{page}");
        assert!(!page.contains("nights-error"), "it is the group's, not the question's: {page}");
    }
    // Whoever goes back or finishes later is not held; whoever keeps it goes on.
    assert_eq!(
        to(person.sends(1, Lang::Fr, &[("nights", "3"), ("care", "4"), ("go", "back")]).await),
        format!("/q/{}?d={}", person.path, person.key)
    );
    assert!(
        to(person.sends(1, Lang::Fr, &[("nights", "3"), ("care", "4"), ("go", "later")]).await).contains("plus-tard")
    );
    assert_eq!(to(person.sends(1, Lang::Fr, &[("nights", "5"), ("care", "4"), ("go", "next")]).await), person.at(2));
}

#[tokio::test]
async fn a_warning_is_told_once_and_lets_one_go_on() {
    let person = Person::new("rules-warning", RULED).await;
    let given = [("nights", "120"), ("care", "4"), ("go", "next")];
    let (status, page) = person.is_told(1, Lang::En, &given).await;
    assert_eq!(status, StatusCode::OK);
    for part in ["Plus de cent nuits", "press the button again", "data-doubts", r##"href="#nights""##] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("error-summary"), "{page}");
    let told = hidden_in(&page, "told");
    assert!(!told.is_empty());
    let again = [&given[..], &[("told", told.as_str())]].concat();
    assert_eq!(to(person.sends(1, Lang::Fr, &again).await), person.at(2));
    // A script that posts for somebody is told to show the server's page.
    let silent = [&given[..], &[("silent", "1")]].concat();
    let answer = person.sends(1, Lang::Fr, &silent).await;
    assert_eq!(html(answer).await.1, r#"{"refused":true}"#);
    // What is refused is told first: the warning waits.
    let (status, page) = person.is_told(1, Lang::Fr, &[("nights", "120"), ("care", "121"), ("go", "next")]).await;
    assert_eq!((status, hidden_in(&page, "told")), (StatusCode::UNPROCESSABLE_ENTITY, String::new()));
    assert!(!page.contains("data-doubts"), "{page}");
}

#[tokio::test]
async fn a_rule_of_a_block_says_which_and_a_rule_of_the_form_is_told_before_sending() {
    let person = Person::new("rules-whole", RULED).await;
    assert_eq!(to(person.sends(1, Lang::Fr, &[("nights", "3"), ("go", "next")]).await), person.at(2));
    assert_eq!(to(person.sends(2, Lang::Fr, &[("more", "true"), ("go", "next")]).await), person.at(3));
    let blocks = [("exams", "1 2 3"), ("b1:waited", "1"), ("b1:lasted", "2"), ("b3:waited", "5"), ("b3:lasted", "2")];
    let (status, page) = person.is_told(3, Lang::Fr, &[&blocks[..], &[("go", "next")]].concat()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("<a href=\"#b3:waited\">Vos examens – 3\u{a0}: L’attente dure plus que l’examen.</a>"),
        "{page}"
    );
    let third = page.split(r#"data-block="3""#).nth(1).unwrap();
    assert!(third.contains("L’attente dure plus"), "and in its block: {page}");
    assert_eq!(page.matches("L’attente dure plus").count(), 2, "{page}");
    let mended = [&blocks[..3], &[("b3:waited", "1"), ("b3:lasted", "2"), ("go", "next"), ("seen", "1")]].concat();
    assert_eq!(to(person.sends(3, Lang::Fr, &mended).await), person.at(4));
    // The whole form: at its end, with the way to the question, whichever button is pressed.
    for go in ["send", "next"] {
        let (status, page) = person.is_told(4, Lang::En, &[("alone", "4"), ("go", go)]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let way = format!("/q/{}/1?d={}&amp;lang=en#nights", person.path, person.key);
        assert!(page.contains(&format!(r#"<a href="{way}">The whole stay has fewer nights"#)), "{way} in {page}");
    }
    assert!(person.sees(4, Lang::Fr).await.contains(r#"value="4""#), "what was given is kept for whoever goes to look");
    // Nobody gets round it from another screen.
    let (status, _) = person.is_told(1, Lang::Fr, &[("nights", "2"), ("go", "send")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(to(person.sends(1, Lang::Fr, &[("nights", "9"), ("go", "next")]).await), person.at(2));
    assert!(to(person.sends(4, Lang::Fr, &[("alone", "4"), ("go", "send")]).await).contains("/merci"));
}

#[tokio::test]
async fn what_is_refused_is_shown_again_and_the_earlier_answer_of_a_block_stands_until_another_fits() {
    let person = Person::new("refused-again", REPEATS).await;
    person.sends(1, Lang::Fr, &[("any", "true"), ("go", "next")]).await.unwrap();
    let first = [
        ("medicines", "1 2 3"),
        ("b1:name", "A"),
        ("b2:name", "B"),
        ("b2:times", "2"),
        ("b3:name", "C"),
        ("b3:times", "3"),
    ];
    assert_eq!(
        to(person.sends(2, Lang::Fr, &[&first[..], &[("go", "next"), ("seen", "1")]].concat()).await),
        person.at(3)
    );
    // The second is taken away, the third is spoilt, and one goes back: the third keeps its own answer, not the second's.
    let spoilt = [("medicines", "1 3"), ("b1:name", "A"), ("b3:name", "C"), ("b3:times", "souvent"), ("go", "back")];
    assert_eq!(to(person.sends(2, Lang::Fr, &spoilt).await), person.at(1));
    let kept = |person: &Person| {
        let (p, path, key) = (person.stage.p.clone(), person.path.clone(), person.key.clone());
        async move {
            let asked = actions::asked(&p, path.parse().unwrap()).await.unwrap().unwrap();
            let key = crate::surveys::token::DraftKey::read(&key).unwrap();
            actions::open(&p, &asked, &key).await.unwrap().unwrap()
        }
    };
    let draft = kept(&person).await;
    let blocks = draft.answers.within("medicines");
    assert_eq!(blocks[1].get("times"), Some(&instruments::Answer::Number(3)), "{blocks:?}");
    for lang in Lang::ALL {
        let page = person.sees(2, lang).await;
        assert!(page.contains(r#"value="souvent""#) && page.contains(r#"id="b3:times-error""#), "{page}");
        assert!(page.contains(r#"name="medicines" value="1 3""#), "{page}");
    }
    // Going on with another screen leaves it; a new answer that fits takes its place.
    let mended = [("medicines", "1 3"), ("b1:name", "A"), ("b3:name", "C"), ("b3:times", "4"), ("go", "next")];
    assert_eq!(to(person.sends(2, Lang::Fr, &mended).await), person.at(3));
    let draft = kept(&person).await;
    assert_eq!(draft.answers.within("medicines")[1].get("times"), Some(&instruments::Answer::Number(4)));
    assert!(draft.refused.is_empty() && !person.sees(2, Lang::Fr).await.contains("souvent"));
}

#[tokio::test]
async fn a_block_that_holds_only_what_was_refused_is_still_there_and_is_never_sent() {
    let person = Person::new("refused-alone", REPEATS).await;
    person.sends(1, Lang::Fr, &[("any", "true"), ("go", "next")]).await.unwrap();
    let spoilt = [("medicines", "1 2 3"), ("b1:name", "A"), ("b3:times", "x<y"), ("go", "back")];
    assert_eq!(to(person.sends(2, Lang::Fr, &spoilt).await), person.at(1));
    let page = person.sees(2, Lang::Fr).await;
    assert!(page.contains(r#"name="medicines" value="1 3""#) && page.contains(r#"value="x&lt;y""#), "{page}");
    // Taking the block away forgets it.
    let gone = [("medicines", "1 3"), ("b1:name", "A"), ("b3:times", "x<y"), ("go", "less:3:medicines")];
    assert_eq!(to(person.sends(2, Lang::Fr, &gone).await), format!("{}#medicines", person.at(2)));
    let page = person.sees(2, Lang::Fr).await;
    assert!(page.contains(r#"name="medicines" value="1""#) && !page.contains("x&lt;y"), "{page}");
}

#[tokio::test]
async fn a_field_with_the_name_of_one_of_ours_is_only_an_answer() {
    let document = serde_json::json!({"resourceType": "Questionnaire", "status": "draft", "language": "fr", "title": "T",
        "item": [{"linkId": "silent", "text": "S ?", "type": "integer"}, {"linkId": "told", "text": "T ?", "type": "integer"}]});
    let person = Person::new("rules-names", &document.to_string()).await;
    let page = person.sees(1, Lang::Fr).await;
    assert!(page.contains(r#"name="q:silent""#) && page.contains(r#"name="q:told""#), "{page}");
}
