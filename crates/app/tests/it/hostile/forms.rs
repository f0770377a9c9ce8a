//! Fills every form of every page with the same words, as everybody who may; what a person with bad intentions and much
//! time would do by hand.

use app::composition;
use axum::http::Method;
use kernel::{Role, kinds};
use listening::voices::{
    State,
    actions::{self, Decision},
    model::Voice,
};
use organisation::{
    access::{
        actions::create_account,
        model::{By, NewAccount},
    },
    places::Level,
};
use pages::Lang;

use super::markup;
use crate::{
    rules::story::{Story, asker, filled, known, tell, told, voices},
    world::{Page, Visitor, World},
};

/// Words written everywhere somebody can write, and the pages on which they may show.
pub struct Written {
    pub pages: Vec<Page>,
    /// How many forms were sent.
    pub sent: usize,
}

/// Writes words everywhere through the actions and the public pages.
async fn write(world: &World, number: usize, words: &str) -> (Vec<String>, kernel::Id<kinds::Voice>) {
    let mut patient = world.visitor();
    let publish = Story { publish: "yes", follow: "reply", ..Story::of(words) };
    let mut receipts = vec![told(&mut patient, publish).await];
    receipts.push(told(&mut patient, Story { kind: "thanks", ..publish }).await);
    tell(&mut patient, Story { kind: "suggestion", follow: "no", ..publish }).await;
    world.work().await;
    world.place(Some(world.site), Level::Unit, words, &format!("ailleurs-{number}")).await;
    let all = voices(world).await;
    let (_, officer) = asker(world, Role::QualityOfficer, world.root).await;
    let fresh = |voice: &&Voice| voice.followed && voice.state == State::Readable;
    for voice in all.iter().filter(fresh) {
        actions::reply(&world.platform, &officer, voice, words).await.ok();
        let refusal = Decision::Refuse {
            ground: text::moderation::Ground::Link.code().to_owned(),
            reason: format!("{words} (une raison)"),
        };
        actions::decide(&world.platform, &officer, voice, refusal).await.unwrap();
    }
    for receipt in &receipts {
        for (path, name) in [("/suivi/message", "message"), ("/suivi/contester", "contest")] {
            assert_eq!(patient.post(path, &[("code", receipt), (name, words)]).await.status, 200, "{path}");
        }
    }
    let mut chance = world.platform.chance();
    let mut tx = world.platform.db.begin().await.unwrap();
    let new = NewAccount {
        email: kernel::Personal::new(format!("nasty-{number}@hopital.example")),
        name: kernel::Personal::new(words.chars().filter(|c| !c.is_control()).take(120).collect()),
        lang: Lang::Fr,
        password: None,
    };
    create_account(&mut tx, &world.platform, &mut *chance, By::system(world.org), new).await.unwrap();
    tx.commit().await.unwrap();
    (receipts, all[0].id)
}

/// Every page a visitor can get, by the addresses of the routes and by the links between pages.
async fn walk(visitor: &mut Visitor, known: &[(&str, String)]) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let routes = composition::routes().into_iter().filter(|route| route.method == Method::GET);
    let mut paths: Vec<String> = routes.map(|route| filled(route.path, known)).collect();
    while let Some(path) = paths.pop() {
        if seen.len() > 250 || !seen.insert(path.clone()) || path.contains("deconnexion") {
            continue;
        }
        let page = visitor.get(&path).await;
        assert!(page.status < 500, "{path} broke");
        for tag in markup::tags(&page.text).iter().filter(|tag| tag.name == "a") {
            let to = tag.attribute("href").unwrap_or_default().replace("&amp;", "&");
            let to = to.split('#').next().unwrap_or_default().to_owned();
            // Language and size change nothing of what is said.
            if to.starts_with('/') && !to.starts_with("//") && !to.contains("lang=") && !to.contains("taille=") {
                paths.push(to);
            }
        }
        pages.push(page);
    }
    pages
}

/// Writes words everywhere, the first of them in every form there is, and gives every page on which they may show.
pub async fn written(all: &[&str]) -> Written {
    let world = World::new().await;
    let (mut receipts, mut voice) = (Vec::new(), None);
    for (number, words) in all.iter().enumerate() {
        let (more, id) = write(&world, number, words).await;
        receipts.extend(more);
        voice = Some(id);
    }
    let (known, words) = (known(&world, voice), all[0]);
    let (mut pages, mut sent) = (Vec::new(), 0);
    let roles = [None, Some(Role::Administrator), Some(Role::QualityOfficer), Some(Role::UnitManager)];
    for role in roles {
        let mut visitor = match role {
            Some(role) => world.wearing(role, world.root).await,
            None => world.visitor(),
        };
        let found = walk(&mut visitor, &known).await;
        let mut forms: Vec<_> = found.iter().flat_map(|page| markup::forms(&page.text, words)).collect();
        forms.sort_by(|a, b| a.action.cmp(&b.action));
        forms.dedup_by(|a, b| a.action == b.action && a.fields.len() == b.fields.len());
        for form in forms {
            // What ends the session or the place where the walk goes on is left alone.
            if ["deconnexion", "etat", "mot-de-passe", "sessions", "chapeau"]
                .iter()
                .any(|end| form.action.contains(end))
            {
                continue;
            }
            let fields: Vec<(&str, &str)> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            // A network of its own: public forms are counted.
            let mut sender = if role.is_none() { world.visitor() } else { visitor.clone() };
            let page = sender.post(&form.action, &fields).await;
            assert!(page.status < 500, "{} broke", form.action);
            sent += 1;
            pages.push(page);
        }
        world.work().await;
        pages.extend(found);
        pages.extend(walk(&mut visitor, &known).await);
    }
    for receipt in receipts {
        pages.push(world.visitor().post("/suivi", &[("code", &receipt)]).await);
    }
    Written { pages, sent }
}
