//! Instruments written in the browser, seen from outside: forms sent, pages read, the database looked into.

mod adaptive;
mod campaigns;
mod files;
mod hostile;
mod large;
mod library;
mod publishing;
mod remarks;
mod rendering;
mod repeating;
mod repeats;
mod scores;
mod terms;
mod together;
mod versions;
mod writing;

use kernel::Role;
use serde_json::Value;

use crate::{
    rules::story::count,
    world::{Page, Visitor, World},
};

pub const HERE: &str = "/travail/questionnaires";

/// A quality officer of the whole organisation.
pub async fn officer(world: &World) -> Visitor {
    world.wearing(Role::QualityOfficer, world.root).await
}

/// Begins a draft, empty or as a copy; gives its address.
pub async fn begun(who: &mut Visitor, from: &str, title: &str) -> String {
    let page = who.post(&format!("{HERE}/nouveau"), &[("de", from), ("title", title)]).await;
    assert_eq!(page.status, 303, "{}", page.text);
    page.location().expect("the draft").to_owned()
}

/// The revision that a page of a draft was made from.
pub fn revision(page: &Page) -> String {
    page.attribute("name=\"revision\"", "value").expect("a form with its revision")
}

/// Presses a button of a draft's plan.
pub async fn press(who: &mut Visitor, draft: &str, fields: &[(&str, &str)]) -> Page {
    let page = who.get(draft).await;
    let revision = revision(&page);
    let mut all = vec![("revision", revision.as_str())];
    all.extend_from_slice(fields);
    who.post(draft, &all).await
}

/// Every field of the first form of a page that is sent to an address, as a browser would send it back untouched.
pub fn form_of(page: &Page, to: &str) -> Vec<(String, String)> {
    let start = page.text.find(&format!("action=\"{}", to.replace('&', "&amp;"))).expect("the form");
    let form = &page.text[start..start + page.text[start..].find("</form>").expect("its end")];
    let mut out = Vec::new();
    for (at, _) in form.match_indices('<') {
        let tag = &form[at..at + form[at..].find('>').expect("a tag")];
        let Some(name) = attribute(tag, "name") else { continue };
        let value = attribute(tag, "value").unwrap_or_default();
        if tag.starts_with("<textarea") {
            let inside = &form[at + tag.len() + 1..];
            let text = &inside[..inside.find("</textarea>").expect("its end")];
            out.push((name, plain(text.trim_start_matches('\n'))));
        } else if tag.starts_with("<select") {
            let inside = &form[at..at + form[at..].find("</select>").expect("its end")];
            let chosen = inside.split("<option").skip(1).find(|option| option.contains(" selected"));
            let first = inside.split("<option").nth(1);
            let option = chosen.or(first).expect("an option");
            out.push((name, attribute(option, "value").unwrap_or_default()));
        } else if tag.starts_with("<input") {
            let kind = attribute(tag, "type").unwrap_or_default();
            if !matches!(kind.as_str(), "checkbox" | "radio") || tag.contains(" checked") {
                out.push((name, value));
            }
        }
    }
    out
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| plain(value))
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// A form with some fields written anew.
pub fn with(mut form: Vec<(String, String)>, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    for (name, value) in changes {
        form.retain(|(given, _)| given != name);
        form.push(((*name).to_owned(), (*value).to_owned()));
    }
    form
}

/// Sends a form.
pub async fn send(who: &mut Visitor, to: &str, form: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.post(to, &fields).await
}

/// Writes some fields of a question and saves it.
pub async fn write(who: &mut Visitor, draft: &str, link: &str, changes: &[(&str, &str)]) -> Page {
    let to = format!("{draft}/question?q={link}");
    let page = who.get(&to).await;
    assert_eq!(page.status, 200, "{to}");
    let form = with(form_of(&page, &to), changes);
    send(who, &to, &with(form, &[("go", "save")])).await
}

/// Says all that a questionnaire must say of itself.
pub async fn present(who: &mut Visitor, draft: &str) -> Page {
    let to = format!("{draft}/presentation");
    let page = who.get(&to).await;
    let form = with(
        form_of(&page, &to),
        &[
            ("purpose-fr", "Comprendre l'attente."),
            ("designers-fr", "Le service qualité avec deux représentants des usagers."),
            ("moment-fr", "La sortie."),
            ("terms-name-fr", "Libre dans l'établissement"),
            ("mode", "web"),
        ],
    );
    send(who, &to, &form).await
}

/// Publishes a draft; gives the page that comes.
pub async fn publish(who: &mut Visitor, draft: &str, change: &str) -> Page {
    let page = who.get(draft).await;
    let revision = revision(&page);
    who.post(&format!("{draft}/publier"), &[("revision", &revision), ("change", change)]).await
}

/// A copy of Vécu-12, published; gives the address of its version.
pub async fn published(who: &mut Visitor, title: &str) -> String {
    let draft = begun(who, "vecu-12", title).await;
    let page = publish(who, &draft, "").await;
    assert_eq!(page.status, 303, "{}", page.text);
    page.location().expect("the version").split('?').next().expect("its path").to_owned()
}

/// The next version of one, changed and published; gives its address.
pub async fn next(who: &mut Visitor, version: &str, link: &str, changes: &[(&str, &str)]) -> String {
    let id = version.rsplit('/').next().expect("an id");
    let page = who.post(&format!("{HERE}/nouveau"), &[("suite", id)]).await;
    let draft = page.location().expect("the draft").to_owned();
    assert_eq!(write(who, &draft, link, changes).await.status, 303);
    let page = publish(who, &draft, "Une question dite autrement.").await;
    assert_eq!(page.status, 303, "{}", page.text);
    page.location().expect("the version").split('?').next().expect("its path").to_owned()
}

/// The document of a draft as it is stored.
pub async fn stored(world: &World, draft: &str) -> Value {
    use listening::instruments::store;
    let id = draft.rsplit('/').next().expect("an id").parse().expect("an id");
    let mut conn = world.platform.db.reader().await.expect("a reader");
    let scope = organisation::access::job_scope(world.org);
    let text = store::document(&mut conn, &scope, id).await.expect("the database").expect("the document");
    serde_json::from_str(&text).expect("JSON")
}

/// How many versions are published.
pub async fn versions_published(world: &World) -> i64 {
    count(world, "SELECT COUNT(*) AS n FROM instrument_version").await
}
