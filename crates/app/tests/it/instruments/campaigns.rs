//! From a questionnaire with terms of use to its campaign: what they do not cover is refused in words, what ends before the
//! campaign is said beforehand, and whoever has begun on that day may finish.

use super::{HERE, begun, form_of, officer, send, with};
use crate::world::{Page, Visitor, World};

const NEW: &str = "/travail/campagnes/nouvelle";

/// A copy of Vécu-12 for screens alone, published on terms that end on a day; gives its title.
async fn licensed(world: &World, who: &mut Visitor, title: &str, last: Option<kernel::Day>) {
    let draft = begun(who, "vecu-12", title).await;
    let to = format!("{draft}/presentation");
    let mut form = form_of(&who.get(&to).await, &to);
    form.retain(|(name, _)| name != "mode" && name != "licence-mode");
    let mut form = with(form, &[("terms-name-fr", "Accord"), ("mode", "web"), ("licence-mode", "web")]);
    if let Some(last) = last {
        let written = last.to_string();
        let parts = written.split('-');
        form = ["year", "month", "day"]
            .iter()
            .zip(parts)
            .fold(form, |form, (part, value)| with(form, &[(format!("expires-{part}").as_str(), value)]));
    }
    assert_eq!(send(who, &to, &form).await.status, 303);
    let page = super::publish(who, &draft, "").await;
    assert_eq!(page.status, 303, "{title} on {}: {}", world.platform.clock.today(), page.text);
}

/// Writes a campaign of this year on a questionnaire and gives its address.
async fn written(world: &World, who: &mut Visitor, title: &str, channels: &[&str]) -> String {
    let page = who.get(NEW).await;
    let before = page.text.split(&format!(">{title}")).next().expect("the questionnaire is offered");
    let value = before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).expect("its value");
    let year = world.platform.clock.today().to_string()[..4].to_owned();
    let place = page.attribute("name=\"place\"", "value").expect("a place");
    let mut fields = vec![
        ("title", title),
        ("instrument", value),
        ("purpose", "Comprendre."),
        ("designers", "Nous, avec deux patients."),
        ("moment", "La sortie."),
        ("outcome", "Un retour."),
        ("way", "open"),
        ("speaker", "patient"),
        ("place", &place),
        ("from-day", "1"),
        ("from-month", "1"),
        ("from-year", &year),
        ("to-day", "31"),
        ("to-month", "12"),
        ("to-year", &year),
    ];
    fields.extend(channels.iter().map(|one| ("channel", *one)));
    let page = who.post(NEW, &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    page.location().expect("the campaign").to_owned()
}

async fn open(who: &mut Visitor, campaign: &str) -> Page {
    who.post(&format!("{campaign}/ouvrir"), &[]).await
}

#[tokio::test]
async fn what_the_terms_do_not_cover_keeps_a_campaign_closed_and_says_why() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    licensed(&world, &mut who, "Écrans seuls", None).await;
    let campaign = written(&world, &mut who, "Écrans seuls", &["web", "kiosk", "paper", "phone"]).await;
    // It stands on the page before one tries, and again after.
    let page = who.get(&campaign).await;
    let refused = open(&mut who, &campaign).await;
    assert_eq!(refused.status, 422);
    for page in [page, refused] {
        for words in
            ["ne permettent pas cette campagne", "Sur papier", "Par téléphone", "La campagne reste en préparation"]
        {
            assert!(page.says(words), "{words}: {}", page.text);
        }
        assert!(
            page.says("ces façons de répondre : Sur papier, Par téléphone")
                && !page.says("façons de répondre : En ligne"),
            "a screen is covered: {}",
            page.text
        );
    }
    let page = who.get(&format!("{campaign}?lang=en")).await;
    assert!(page.says("They do not cover these ways of answering: On paper, By phone"), "{}", page.text);
    assert_eq!(world.visitor().get(&campaign.replace("/travail/campagnes", "/q")).await.status, 404, "nobody is asked");
    // Taking the ways out is what the page asks for, and it is enough.
    let to = format!("{campaign}/modifier");
    let mut form = form_of(&who.get(&to).await, &to);
    form.retain(|(name, value)| name != "channel" || value == "web" || value == "kiosk");
    assert_eq!(send(&mut who, &to, &form).await.status, 303);
    assert!(!who.get(&campaign).await.says("ne permettent pas"));
    assert_eq!(open(&mut who, &campaign).await.status, 303);
    assert!(!who.get(&campaign).await.says("prend fin"), "terms without an end end nothing");
    assert!(who.get(HERE).await.says("Écrans seuls"));
}

#[tokio::test]
async fn terms_that_end_before_the_campaign_are_told_and_what_was_begun_can_be_sent() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let today = world.platform.clock.today();
    licensed(&world, &mut who, "Bientôt fini", Some(today)).await;
    let campaign = written(&world, &mut who, "Bientôt fini", &["web", "kiosk"]).await;
    let page = who.get(&campaign).await;
    assert!(page.says("prend fin le") && page.says("Rien n'est perdu"), "{}", page.text);
    assert_eq!(open(&mut who, &campaign).await.status, 303, "on the last day it may be opened");
    let late = written(&world, &mut who, "Bientôt fini", &["web"]).await;

    // Somebody begins on the last day.
    let public = campaign.replace("/travail/campagnes", "/q");
    let mut person = world.visitor();
    let page = person.get(&public).await;
    let place = page.attribute("name=\"place\"", "value").expect("a place");
    let begun = person.post(&public, &[("place", place.as_str()), ("speaker", "patient")]).await;
    assert_eq!(begun.status, 303, "{}", begun.text);
    let screen = begun.location().expect("the first screen").to_owned();

    world.clock.advance_days(1);
    let mut other = world.visitor();
    let page = other.get(&public).await;
    assert!(page.says("n'a plus le droit") && !page.text.contains("method=\"post\""), "{}", page.text);
    assert_eq!(other.post(&public, &[("place", place.as_str()), ("speaker", "patient")]).await.status, 410);
    assert_eq!(other.get(&format!("{public}/papier")).await.status, 410, "no sheet is printed anew");
    let (path, key) = screen.split_once("?d=").expect("the key of the draft");
    assert_eq!(person.get(&screen).await.status, 200, "it is still there");
    let mut at = path.to_owned();
    for _ in 0..20 {
        let page = person.post(&at, &[("d", key), ("go", "next")]).await;
        assert_eq!(page.status, 303, "{}", page.text);
        let to = page.location().expect("a next page").to_owned();
        if to.contains("/merci") {
            at = to;
            break;
        }
        at = to.split('?').next().expect("a path").to_owned();
    }
    assert!(at.contains("/merci"), "what was begun was sent: {at}");
    let mut who = officer(&world).await;
    assert!(who.get(&campaign).await.says("a pris fin le"));
    let refused = open(&mut who, &late).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("Elles ont pris fin le") && refused.says("Personne n'a été interrogé"), "{}", refused.text);
}
