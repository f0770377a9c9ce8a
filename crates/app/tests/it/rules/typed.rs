//! Nothing that somebody types, or is shown once, is lost by choosing the other language or large print, and nothing is left
//! for the next person at a tablet.

use super::story::{Story, count, minimum, once, path_of, receipt_on, tell, told, voices};
use crate::world::{Page, World};

const TEXT: &str = "Une longue histoire, à moitié écrite.";
const AGAIN: (&str, &str) = ("apparence", "1");
const VOICES: &str = "SELECT COUNT(*) AS n FROM voice";

/// The addresses to which the two switches of a page send a form; empty when one of them is a link.
fn switches(page: &Page) -> Vec<String> {
    let Some((_, list)) = page.text.split_once("<ul class=\"switches\"") else { return Vec::new() };
    let (list, _) = list.split_once("</ul>").unwrap();
    let address = |part: &str| part.split('"').next().unwrap().replace("&amp;", "&");
    if list.contains("<a ") { Vec::new() } else { list.split("formaction=\"").skip(1).map(address).collect() }
}

fn is_large_or_english(page: &Page) -> bool {
    page.text.contains("class=\"large\"") || page.text.contains("<html lang=\"en\"")
}

#[tokio::test]
async fn a_story_is_kept_by_the_switches_on_both_screens() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let story = Story::of(TEXT);
    let first = patient.get(&path_of(story)).await;
    assert!(first.text.contains("data-keep"), "leaving it asks first");
    assert_eq!(switches(&first).len(), 2);
    for address in switches(&first) {
        let page = patient.post(&address, &[("sorte", "story"), ("etape", "1"), ("text", TEXT), AGAIN]).await;
        assert!(page.status == 200 && is_large_or_english(&page) && page.says(TEXT), "{address}: {}", page.text);
        assert!(page.text.contains("name=\"etape\" value=\"1\""), "the same screen");
        let empty = patient.post(&address, &[("etape", "1"), ("text", ""), AGAIN]).await;
        assert!(empty.status == 200 && !empty.text.contains("error-summary"), "nothing is missing yet");
    }
    let second = patient.post(&path_of(story), &[("sorte", "story"), ("etape", "1"), ("text", TEXT)]).await;
    assert!(second.text.contains("data-keep=\"written\""), "the text is in a hidden field: leaving asks first");
    let number = once();
    let chosen = Story { follow: "reply", contact: "moitié@", ..story };
    for address in switches(&second) {
        let page = patient.post(&address, &[minimum(chosen, &number), vec![AGAIN]].concat()).await;
        assert!(page.status == 200 && is_large_or_english(&page), "{address}: {}", page.text);
        for (name, value) in [("text", TEXT), ("contact", "moitié@"), ("once", number.as_str())] {
            let field = format!("name=\"{name}\"");
            assert_eq!(page.attribute(&field, "value").as_deref(), Some(value), "{name}");
        }
        for chosen in ["value=\"reply\" checked", "value=\"during\" checked", "value=\"patient\" checked"] {
            assert!(page.text.contains(chosen), "{chosen} in {}", page.text);
        }
    }
    assert_eq!((switches(&second).len(), count(&world, VOICES).await), (2, 0), "nothing was told");
}

#[tokio::test]
async fn going_back_to_the_text_keeps_what_was_chosen() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let (story, number) = (Story { follow: "reply", ..Story::of(TEXT) }, once());
    let second = patient.post(&path_of(story), &[("etape", "1"), ("text", TEXT)]).await;
    assert!(second.says("Revenir au texte"));
    let first = patient.post(&path_of(story), &[minimum(story, &number), vec![("vers", "texte")]].concat()).await;
    assert!(first.status == 200 && first.says(TEXT) && first.text.contains("name=\"etape\" value=\"1\""));
    let carried = ["once", "speaker", "moment", "publish", "follow"];
    let values: Vec<String> =
        carried.iter().map(|name| first.attribute(&format!("name=\"{name}\""), "value").unwrap()).collect();
    assert_eq!(values, [number.as_str(), "patient", "during", "no", "reply"]);
    let mut fields = vec![("etape", "1"), ("text", "Un autre texte.")];
    fields.extend(carried.iter().copied().zip(values.iter().map(String::as_str)));
    let second = patient.post(&path_of(story), &fields).await;
    assert!(second.text.contains("value=\"reply\" checked"), "{}", second.text);
}

#[tokio::test]
async fn the_page_of_the_receipt_shows_it_again_in_the_other_look() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let thanks = tell(&mut patient, Story::of("Depuis l'opération je veux mourir.")).await;
    let code = receipt_on(&thanks.text).unwrap();
    assert_eq!(switches(&thanks).len(), 2);
    for address in switches(&thanks) {
        assert!(!address.contains(&code), "the receipt stands in no address");
        let fields = [("etape", "merci"), ("aide", "1"), ("shown", code.as_str()), ("code", "K7PM-2"), AGAIN];
        let page = patient.post(&address, &fields).await;
        assert!(page.status == 200 && is_large_or_english(&page), "{}", page.text);
        assert_eq!(receipt_on(&page.text).as_ref(), Some(&code));
        assert_eq!(page.attribute("id=\"code\"", "value").as_deref(), Some("K7PM-2"), "what was typed back is kept");
        assert!(page.text.split_once("receipt-code").unwrap().0.contains("3114"), "so are the numbers");
        assert_eq!(switches(&page).len(), 2, "as often as one likes");
    }
    let wrong = patient.post("/suivi/essai?grand=1", &[("etape", "merci"), ("shown", "K7PM"), AGAIN]).await;
    assert!(receipt_on(&wrong.text).is_none(), "it shows what opens, nothing else");
    let good = patient.post("/suivi/essai", &[("code", &code)]).await;
    for address in switches(&good) {
        let page = patient.post(&address, &[("code", &code), AGAIN]).await;
        assert!(page.status == 200 && is_large_or_english(&page) && receipt_on(&page.text).is_none());
    }
    let none = tell(&mut patient, Story { follow: "no", ..Story::of(TEXT) }).await;
    assert!(none.status == 200 && !none.text.contains("class=\"switches\""), "nothing could show this page again");
}

#[tokio::test]
async fn the_opened_message_stays_open_and_so_does_what_is_being_written() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let code = told(&mut patient, Story::of(TEXT)).await;
    let asked = patient.get("/suivi").await;
    for address in switches(&asked) {
        let page = patient.post(&address, &[("etape", "code"), ("code", "K7PM-2QXD"), AGAIN]).await;
        assert!(page.status == 200 && is_large_or_english(&page) && page.says("K7PM-2QXD"), "{}", page.text);
    }
    let opened = patient.post("/suivi", &[("code", &code)]).await;
    assert_eq!((switches(&asked).len(), switches(&opened).len()), (2, 2));
    assert!(opened.text.contains("data-keep"));
    for address in switches(&opened) {
        let page = patient.post(&address, &[("code", &code), ("message", "Un mot à moitié"), AGAIN]).await;
        assert!(page.status == 200 && is_large_or_english(&page), "{}", page.text);
        assert!(page.says(TEXT) && page.says("Un mot à moitié"), "{}", page.text);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM message").await, 0, "nothing was sent");
}

#[tokio::test]
async fn the_numbers_stand_on_the_second_screen_at_once() {
    let world = World::new().await;
    let story = Story::of("Depuis l'opération je veux mourir.");
    for (text, shown) in [(story.text, true), ("Le repas était froid.", false)] {
        let second = world.visitor().post(&path_of(story), &[("etape", "1"), ("text", text)]).await;
        let (top, _) = second.text.split_once("<h1").unwrap();
        assert_eq!(top.contains("3114"), shown, "{text}");
    }
}

#[tokio::test]
async fn a_tablet_goes_back_to_its_door_and_stays_a_tablet() {
    let world = World::new().await;
    let mut passer = world.visitor();
    let path = format!("{}&kiosque=1", path_of(Story::of(TEXT)));
    let first = passer.get(&path).await;
    let second = passer.post(&path, &[("etape", "1"), ("kiosque", "1"), ("text", TEXT)]).await;
    for page in [&first, &second] {
        assert!(page.text.contains("data-left-alone=\"300\" data-start=\"/d/cardiologie?kiosque=1\""), "{}", page.text);
        assert!(page.text.contains("content=\"300; url=/d/cardiologie?kiosque=1\""), "without scripts too");
        assert!(!page.text.contains("data-keep"), "a question in the way would hold it");
        assert!(!page.text.contains("name=\"contact\"") && !page.text.contains("name=\"follow\""));
        for address in switches(page) {
            assert!(address.contains("kiosque=1"), "{address}");
            let fields = [("etape", "2"), ("kiosque", "1"), ("text", TEXT), AGAIN];
            let again = passer.post(&address, &fields).await;
            assert!(again.says(TEXT) && again.text.contains("name=\"kiosque\" value=\"1\""));
            assert!(!again.text.contains("name=\"contact\""), "{}", again.text);
        }
        assert_eq!(switches(page).len(), 2);
    }
    let number = once();
    let fields = [minimum(Story { follow: "no", ..Story::of(TEXT) }, &number), vec![("kiosque", "1")]].concat();
    let thanks = passer.post(&path, &fields).await;
    assert!(thanks.text.contains("data-left-alone=\"20\""), "{}", thanks.text);
    let alone = world.visitor().get(&path_of(Story::of(TEXT))).await;
    assert!(!alone.text.contains("left-alone"), "one's own telephone keeps it");
}

#[tokio::test]
async fn that_it_is_anonymous_stands_above_the_first_question() {
    let world = World::new().await;
    let page = world.visitor().get(&path_of(Story::of(TEXT))).await;
    let (above, _) = page.text.split_once("<textarea").unwrap();
    assert!(above.contains("anonyme, sauf si"), "{}", page.text);
    let (above, _) = page.text.split_once("<h1").unwrap();
    assert!(above.contains("anonyme, sauf si"), "{}", page.text);
}

#[tokio::test]
async fn whoever_lets_a_text_be_published_is_offered_a_code_once() {
    let world = World::new().await;
    let mut patient = world.visitor();
    for (asked, answer, has_code) in [("no", "oui", true), ("", "non", false)] {
        let before = count(&world, VOICES).await;
        let (story, number) = (Story { publish: "yes", follow: asked, ..Story::of(TEXT) }, once());
        let fields = minimum(story, &number);
        let offer = patient.post(&path_of(story), &fields).await;
        assert!(offer.status == 200 && offer.says("Voulez-vous un code ?"), "{}", offer.text);
        assert_eq!(count(&world, VOICES).await, before, "nothing is sent yet");
        let page = patient.post(&path_of(story), &[fields, vec![("code", answer)]].concat()).await;
        assert_eq!((page.status, receipt_on(&page.text).is_some()), (200, has_code), "{}", page.text);
    }
    let unpublished = tell(&mut patient, Story { follow: "", publish: "", ..Story::of(TEXT) }).await;
    assert!(!unpublished.says("Voulez-vous un code ?"), "who is not published needs none");
    assert!(voices(&world).await.iter().filter(|voice| voice.may_publish).count() == 2);
}

#[tokio::test]
async fn the_second_screen_speaks_of_what_was_told() {
    let world = World::new().await;
    for (kind, word) in [("story", "récit"), ("suggestion", "idée"), ("thanks", "merci")] {
        let story = Story { kind, ..Story::of(TEXT) };
        let page = world.visitor().post(&path_of(story), &[("sorte", kind), ("etape", "1"), ("text", TEXT)]).await;
        let (_, lead) = page.text.split_once("</h1>").unwrap();
        let (lead, _) = lead.split_once("</p>").unwrap();
        assert!(lead.contains(word), "{lead}");
        assert!(page.says("il n'est pas publié") && page.says("il n'y a pas de code"), "what no choice means");
    }
}
