//! Rules 2 and 17: a form sent twice tells one story, and whoever waits for either answer is shown its code.

use super::story::{Story, minimum, once, path_of, receipt_on, voices};
use crate::world::World;

const STORY: &str = "On m'a tout expliqué, puis j'ai attendu six heures.";
const MINUTE: i64 = 60_000;

#[tokio::test]
async fn a_double_click_tells_one_story_and_both_pages_show_its_code() {
    let world = World::new().await;
    let (mut first, mut second) = (world.visitor(), world.visitor());
    let story = Story::of(STORY);
    let (path, number) = (path_of(story), once());
    let fields = minimum(story, &number);
    let (one, two) = tokio::join!(first.post(&path, &fields), second.post(&path, &fields));
    assert_eq!(voices(&world).await.len(), 1);
    let code = receipt_on(&one.text).expect("the code of the story");
    assert_eq!(receipt_on(&two.text), Some(code.clone()), "the browser shows the last answer only");
    assert_eq!(one.text, two.text, "the very same page");
    assert_eq!(first.post("/suivi", &[("code", &code)]).await.status, 200);
}

#[tokio::test]
async fn a_form_sent_again_shows_the_code_for_some_minutes_and_never_tells_twice() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let story = Story::of(STORY);
    let (path, number) = (path_of(story), once());
    let fields = minimum(story, &number);
    let code = receipt_on(&patient.post(&path, &fields).await.text).expect("a code");
    world.clock.advance_millis(4 * MINUTE);
    assert_eq!(receipt_on(&patient.post(&path, &fields).await.text), Some(code.clone()), "four minutes later");
    world.clock.advance_millis(2 * MINUTE);
    for later in [0, 24 * 60 * MINUTE] {
        world.clock.advance_millis(later);
        let page = patient.post(&path, &fields).await;
        assert!(page.status == 200 && page.says("Votre message est déjà arrivé"), "{}", page.text);
        assert!(!page.text.contains("receipt-code") && !page.text.contains(&code));
    }
    assert_eq!(voices(&world).await.len(), 1);
}

#[tokio::test]
async fn a_number_alone_does_not_show_the_code_of_a_story() {
    let world = World::new().await;
    let story = Story::of(STORY);
    let (path, number) = (path_of(story), once());
    assert!(receipt_on(&world.visitor().post(&path, &minimum(story, &number)).await.text).is_some());
    let other = Story::of("Autre chose.");
    let page = world.visitor().post(&path, &minimum(other, &number)).await;
    assert!(page.says("Votre message est déjà arrivé") && receipt_on(&page.text).is_none());
    assert_eq!(voices(&world).await.len(), 1);
}

#[tokio::test]
async fn what_could_not_be_taken_may_be_sent_again_with_the_same_number() {
    let world = World::new().await;
    let (mut patient, mut again) = (world.visitor(), world.visitor());
    let number = once();
    let wrong = Story { contact: "pas une adresse", ..Story::of(STORY) };
    let path = path_of(wrong);
    let fields = minimum(wrong, &number);
    let (one, two) = tokio::join!(again.post(&path, &fields), patient.post(&path, &fields));
    assert_eq!((one.status, two.status, voices(&world).await.len()), (422, 422, 0));
    let mended = Story { contact: "marie@example.org", ..wrong };
    let page = patient.post(&path, &minimum(mended, &number)).await;
    assert!(page.status == 200 && receipt_on(&page.text).is_some(), "{}", page.text);
    assert_eq!(voices(&world).await.len(), 1);
}

#[tokio::test]
async fn a_number_of_one_installation_says_nothing_in_another() {
    let (here, there) = (World::new().await, World::new().await);
    let story = Story::of(STORY);
    let (path, number) = (path_of(story), once());
    for world in [&here, &there] {
        assert!(receipt_on(&world.visitor().post(&path, &minimum(story, &number)).await.text).is_some());
        assert_eq!(voices(world).await.len(), 1);
    }
}
