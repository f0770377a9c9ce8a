//! Invitations to a questionnaire: made up, used twice, too old, for another campaign; all refused alike.

use data_encoding::BASE64URL_NOPAD;
use kernel::{Clock, Id, Lang, Personal, kinds};
use listening::surveys::{
    Discharge, Draft,
    actions::{self, By, SurveyProblem},
    token::DraftKey,
};

use crate::{
    rules::{
        story::count,
        surveys::{filled, opened},
        traces::Traces,
    },
    world::{Page, World},
};

/// Invites so many people who left today, lets the letters go, and reads the links out of them.
async fn invited(world: &World, campaign: Id<kinds::Campaign>, people: usize) -> Vec<String> {
    let day = world.clock.today();
    let discharge =
        |at: usize| Discharge { address: Personal::new(format!("canari-{at}@exemple.fr")), place: world.unit, day };
    let prepared = actions::invite(&world.platform, campaign, (0..people).map(discharge).collect()).await.unwrap();
    assert_eq!(prepared, people);
    world.clock.advance_days(14);
    assert_eq!(actions::send_letters(&world.platform).await.unwrap(), people);
    let mut tokens = Vec::new();
    for entry in std::fs::read_dir(world.platform.settings.mail_folder.as_ref().unwrap()).unwrap() {
        let letter = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let (_, rest) = letter.split_once("/i/").unwrap();
        tokens.push(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect());
    }
    tokens.sort();
    tokens.dedup();
    tokens
}

async fn follow(world: &World, token: &str) -> Page {
    world.visitor().get(&format!("/i/{token}")).await
}

fn answer(page: &Page) -> (u16, String) {
    (page.status, page.text.clone())
}

/// Answers through an invitation; gives the key its draft had.
async fn answers(world: &World, token: &str) -> DraftKey {
    let begun = actions::accept(&world.platform, token).await.unwrap();
    let asked = actions::asked(&world.platform, begun.campaign).await.unwrap().unwrap();
    let mut draft: Draft = actions::open(&world.platform, &asked, &begun.key).await.unwrap().unwrap();
    draft.answers = filled(&|_| false, &|_| false).answers;
    actions::send(&world.platform, &asked, &begun.key, &draft, Lang::Fr).await.unwrap();
    begun.key
}

#[tokio::test]
async fn a_forged_a_used_an_expired_and_a_foreign_invitation_get_the_same_answer() {
    let world = World::new().await;
    let campaign = opened(&world, false).await;
    let tokens = invited(&world, campaign, 12).await;
    assert_eq!(tokens.len(), 12, "one link a letter");
    let good = follow(&world, &tokens[0]).await;
    assert_eq!(good.status, 303);
    let place = good.location().unwrap().to_owned();
    assert!(
        place.starts_with("/q/") && !place.contains(&tokens[0]),
        "the invitation stands in no address from here on"
    );
    assert_eq!(good.header("set-cookie"), None);
    assert_eq!(follow(&world, &tokens[0]).await.status, 303, "looking at it does not use it up");

    answers(&world, &tokens[1]).await;
    let used = follow(&world, &tokens[1]).await;
    assert!((400..500).contains(&used.status), "{}", used.status);
    let bytes = BASE64URL_NOPAD.decode(tokens[2].as_bytes()).unwrap();
    for at in 0..bytes.len() {
        let mut forged = bytes.clone();
        forged[at] ^= 1;
        let page = follow(&world, &BASE64URL_NOPAD.encode(&forged)).await;
        assert_eq!(answer(&page), answer(&used), "byte {at}");
    }
    let long = "A".repeat(4000);
    for made_up in ["x", "....", &tokens[2][1..], &tokens[2].to_lowercase(), long.as_str(), "%00", "caf%C3%A9"] {
        let page = follow(&world, made_up).await;
        assert!((400..500).contains(&page.status), "{made_up}: {}", page.status);
    }
    assert_eq!(follow(&world, &tokens[2]).await.status, 303, "the true one still opens");

    world.clock.advance_days(120);
    assert_eq!(answer(&follow(&world, &tokens[3]).await), answer(&used), "too old");
}

#[tokio::test]
async fn an_invitation_dies_with_its_campaign() {
    let world = World::new().await;
    let campaign = opened(&world, false).await;
    let tokens = invited(&world, campaign, 3).await;
    let begun = actions::accept(&world.platform, &tokens[0]).await.unwrap();
    let asked = actions::asked(&world.platform, campaign).await.unwrap().unwrap();
    let draft = actions::open(&world.platform, &asked, &begun.key).await.unwrap().unwrap();
    actions::close_campaign(&world.platform, By::default(), world.org, campaign).await.unwrap();
    assert!((400..500).contains(&follow(&world, &tokens[1]).await.status));
    let asked = actions::asked(&world.platform, campaign).await.unwrap().unwrap();
    let sent = actions::send(&world.platform, &asked, &begun.key, &draft, Lang::Fr).await;
    assert!(matches!(sent, Err(SurveyProblem::NotTaking)), "what was begun is not counted");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM intake").await, 0);
}

#[tokio::test]
async fn the_invitation_is_written_nowhere_but_in_its_letter() {
    let world = World::new().await;
    let campaign = opened(&world, false).await;
    let tokens = invited(&world, campaign, 12).await;
    for entry in std::fs::read_dir(world.platform.settings.mail_folder.as_ref().unwrap()).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    let mut keys = Vec::new();
    for token in &tokens {
        keys.push(answers(&world, token).await.written());
    }
    world.work().await;
    let traces = Traces::of(&world).await;
    for token in &tokens {
        assert_eq!(traces.holding_text(token), Vec::<&str>::new());
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).unwrap();
        assert_eq!(traces.holding(&bytes[..16]), Vec::<&str>::new(), "nor what is random in it");
    }
    for key in keys {
        assert_eq!(traces.holding_text(&key), Vec::<&str>::new(), "nor the key of a draft");
    }
    for at in 0..12 {
        assert_eq!(traces.holding_text(&format!("canari-{at}@")), Vec::<&str>::new(), "nor an address");
    }
}

#[tokio::test]
async fn a_draft_opens_with_its_own_key_alone_and_for_its_own_campaign() {
    let world = World::new().await;
    let (here, there) = (opened(&world, true).await, opened(&world, false).await);
    let tokens = invited(&world, there, 1).await;
    let place = follow(&world, &tokens[0]).await.location().unwrap().to_owned();
    let (_, key) = place.split_once("?d=").unwrap();
    let mut changed = key.to_owned();
    let last = changed.pop().unwrap();
    changed.insert(0, last);
    for (campaign, key) in [(here, key), (there, changed.as_str()), (there, ""), (there, "%00"), (there, "A")] {
        for screen in ["1", "2", "0", "999", "-1", "x"] {
            let page = world.visitor().get(&format!("/q/{campaign}/{screen}?d={key}")).await;
            assert!(page.status < 500, "{screen}");
            assert!(!page.text.contains("method=\"post\"") || page.location().is_some(), "{campaign} {screen} {key}");
        }
    }
}
