//! A tablet of the place, which many people use one after the other.

use super::*;

/// What a page says that goes to an address by itself, counted from the last touch.
fn left_alone(seconds: u32, to: &str) -> String {
    format!(r#"data-left-alone="{seconds}" data-start="{}""#, to.replace('&', "&amp;"))
}

#[tokio::test]
async fn a_kiosk_offers_no_resuming_and_returns_to_its_start() {
    install();
    let stage = Stage::new("pages-kiosk").await;
    let campaign = stage.campaign(true).await;
    let p = || State(stage.p.clone());
    let path = campaign.to_string();
    let (_, page) = html(intro::show(p(), Path(path.clone()), said("kiosque=1&lieu=c"), look(Lang::Fr)).await).await;
    sound(&page);
    assert!(page.contains("ouverte à tous"), "an open link promises nothing it cannot hold: {page}");
    let started = fields(&[("place", "c"), ("speaker", "patient"), ("kiosque", "1")]);
    let key = key_in(&to(intro::start(p(), Path(path.clone()), look(Lang::Fr), started).await));
    let screen = answer::show(p(), Path((path.clone(), 1)), said(&format!("d={key}")), look(Lang::Fr)).await;
    let start = format!("/q/{campaign}?kiosque=1&lieu=c");
    let leaves = format!("/q/{campaign}/effacer?d={key}");
    let (_, page) = html(screen).await;
    assert!(page.contains(&left_alone(300, &leaves)), "{page}");
    assert!(!page.contains(r#"value="later""#), "{page}");
    let (status, _) = html(sent::later(p(), Path(path.clone()), said(&format!("d={key}")), look(Lang::Fr)).await).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let erased = fields(&[("d", &key), ("v1", "yes"), ("go", "erase")]);
    assert_eq!(to(answer::take(p(), Path((path.clone(), 1)), look(Lang::Fr), erased).await), start);
    // Left untouched, a tablet destroys what was begun on it: "Back" leads nowhere.
    let started = fields(&[("place", "c"), ("speaker", "patient"), ("kiosque", "1")]);
    let left = key_in(&to(intro::start(p(), Path(path.clone()), look(Lang::Fr), started).await));
    assert_eq!(to(answer::erase(p(), Path(path.clone()), said(&format!("d={left}")), look(Lang::Fr)).await), start);
    let back = answer::show(p(), Path((path.clone(), 1)), said(&format!("d={left}")), look(Lang::Fr)).await;
    assert!(back.is_err(), "what was begun is gone");
    let (status, _) = html(answer::show(p(), Path((path, 1)), said(&format!("d={key}")), look(Lang::Fr)).await).await;
    assert_eq!(status, StatusCode::GONE, "nobody after can read it");
}

#[tokio::test]
async fn the_first_screen_waits_for_who_touches_it_and_a_switch_keeps_what_was_chosen() {
    install();
    let stage = Stage::new("pages-tablet").await;
    let campaign = stage.campaign(true).await;
    let p = || State(stage.p.clone());
    let path = campaign.to_string();
    let show = |query: &str| intro::show(p(), Path(path.clone()), said(query), look(Lang::Fr));
    let answer = show("kiosque=1").await.unwrap();
    assert!(!answer.headers().contains_key("refresh"), "a header would not wait for somebody who chooses");
    let (_, page) = html(Ok(answer)).await;
    assert!(page.contains(&left_alone(300, &format!("/q/{campaign}?kiosque=1"))), "{page}");
    assert!(!page.contains("class=\"switches\"><li><a"), "a link would lose what was chosen: {page}");
    assert!(!html(show("").await).await.1.contains("left-alone"), "one's own telephone waits");
    // A place that was chosen is still one of several after a switch; one that a poster told stays told.
    let again = |pairs: &[(&str, &str)]| {
        let pairs = [pairs, &[("kiosque", "1"), (pages::layout::AGAIN, "1")]].concat();
        intro::start(p(), Path(path.clone()), look(Lang::En), fields(&pairs))
    };
    let (status, page) = html(again(&[("place", "b"), ("speaker", "relative")]).await).await;
    sound(&page);
    assert_eq!(status, StatusCode::OK, "nothing is missing yet: {page}");
    assert!(page.contains(r#"<html lang="en""#) && page.contains("data-left-alone"), "{page}");
    assert_eq!(page.matches(" checked").count(), 2, "{page}");
    let (_, page) = html(again(&[("place", "c"), ("lieu", "c")]).await).await;
    assert!(page.contains(r#"name="place" value="c""#) && !page.contains(r#"name="place" value="b""#), "{page}");
    assert_eq!(stage.waiting(campaign, UNIT_B).await, 0);
    // Somebody who went back to it: what was begun goes when nobody touches it.
    let started = fields(&[("place", "c"), ("speaker", "patient"), ("kiosque", "1")]);
    let key = key_in(&to(intro::start(p(), Path(path.clone()), look(Lang::Fr), started).await));
    let (_, page) = html(show(&format!("d={key}")).await).await;
    assert!(page.contains(&left_alone(300, &format!("/q/{campaign}/effacer?d={key}"))), "{page}");
    let (_, page) = html(sent::thanks(p(), Path(path.clone()), said("lieu=c&kiosque=1"), look(Lang::Fr)).await).await;
    assert!(page.contains(&left_alone(20, &format!("/q/{campaign}?kiosque=1&lieu=c"))), "{page}");
}
