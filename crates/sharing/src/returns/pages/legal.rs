//! The two pages that the law asks for: what becomes of what people write (GDPR article 13), and how accessible it is.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::{
    access::{Failure, respond::shown},
    front,
    places::{Place, phone},
    upkeep::copies_live,
};
use pages::{
    Markup, html, layout,
    parts::{self, Column, Table},
    words::{say, say_with},
};
use spine::{
    Platform,
    db::{Conn, DbError},
    settings::dated::{self, Dated},
};

use super::visit::Visit;

/// Where a person turns whom an establishment did not answer.
const CNIL: &str = "https://www.cnil.fr/fr/plaintes";

/// The durations that a dated setting decides, each with the word that says what it is for.
const DURATIONS: [(&str, &str); 5] = [
    ("draft-days", "privacy-keep-draft"),
    ("closing-days", "privacy-keep-invitation"),
    ("key-list-days", "privacy-keep-keys"),
    ("keep-voices-days", "privacy-keep-voices"),
    ("keep-audit-days", "privacy-keep-audit"),
];

/// What an organisation says of itself in a dated setting; until it does, that it has not, and where to turn.
async fn said(p: &Platform, conn: &mut Conn, main: &Place, name: &str, lang: Lang) -> Result<Markup, DbError> {
    let found = dated::on_day(conn, main.org, name, p.clock.today()).await?;
    if let Some(text) = found.as_ref().and_then(|dated| dated.value.as_str()).filter(|text| !text.trim().is_empty()) {
        return Ok(html! { (text) });
    }
    Ok(html! {
        (say(lang, "privacy-not-given")) " "
        @match &main.phone {
            Some(number) => { (say(lang, "privacy-not-given-call")) " " a href=(format!("tel:{number}")) { (phone::shown(number)) } "." }
            None => { (say(lang, "privacy-not-given-ask")) }
        }
    })
}

/// The same, for what a person may also ask of the authority that watches over personal data.
async fn said_or_cnil(p: &Platform, conn: &mut Conn, main: &Place, name: &str, lang: Lang) -> Result<Markup, DbError> {
    let is_given =
        dated::on_day(conn, main.org, name, p.clock.today()).await?.is_some_and(|dated| dated.value.is_string());
    let text = said(p, conn, main, name, lang).await?;
    Ok(html! {
        (text)
        @if !is_given { " " (say(lang, "privacy-not-given-cnil")) " " a href=(CNIL) { "cnil.fr" } "." }
    })
}

/// The privacy notice.
pub(super) async fn privacy(State(p): State<Platform>, visit: Visit) -> Result<Response, Failure> {
    let lang = visit.look.lang;
    let mut conn = p.db.reader().await?;
    let main = front::main_organisation(&mut conn).await?.ok_or(Failure::NotFound)?;
    let mut durations = Vec::new();
    for (name, key) in DURATIONS {
        let mut dated = dated::on_day(&mut conn, main.org, name, p.clock.today()).await?;
        if let ("key-list-days", Some(dated)) = (name, dated.as_mut()) {
            dated.value = copies_live(&mut conn, p.clock.today()).await?.into();
        }
        durations.push((key, dated));
    }
    let controller = said(&p, &mut conn, &main, "controller-contact", lang).await?;
    let dpo = said_or_cnil(&p, &mut conn, &main, "dpo-contact", lang).await?;
    let title = say(lang, "privacy-title");
    let path = visit.path("/confidentialite");
    let head = front::head(&p, &mut conn, main.org, visit.look, title.clone(), path).await?;
    let body = html! {
        (parts::header(&title, say(lang, "privacy-lead")))
        (promise(lang))
        h2 { (say(lang, "privacy-notice")) }
        (parts::facts([
            (say(lang, "privacy-controller"), html! { (main.name) " – " (controller) }),
            (say(lang, "privacy-dpo"), html! { (dpo) }),
            (say(lang, "privacy-purposes"), html! { (list(lang, &["privacy-purpose-1", "privacy-purpose-2", "privacy-purpose-3"])) }),
            (say(lang, "privacy-bases"), html! { (list(lang, &["privacy-basis-1", "privacy-basis-2", "privacy-basis-3"])) }),
            (say(lang, "privacy-recipients"), html! { (list(lang, &["privacy-recipient-1", "privacy-recipient-2", "privacy-recipient-3", "privacy-recipient-4"])) }),
        ]))
        h2 { (say(lang, "privacy-durations")) }
        (kept(lang, &durations))
        h2 { (say(lang, "privacy-rights")) }
        p { (say(lang, "privacy-rights-what")) }
        p { (say(lang, "privacy-rights-erase")) }
        p { (say(lang, "privacy-rights-anonymous")) }
        p { (say(lang, "privacy-rights-counted")) }
        p { (say(lang, "privacy-rights-contact")) }
        p { (say(lang, "privacy-cnil")) " " a href=(CNIL) { "cnil.fr" } }
    };
    Ok(shown(layout::public(&head, body)).into_response())
}

/// How anonymity is kept, in plain words, and what is not promised.
fn promise(lang: Lang) -> Markup {
    html! {
        h2 { (say(lang, "privacy-anonymous")) }
        (list(lang, &["privacy-anonymous-1", "privacy-anonymous-2", "privacy-anonymous-3", "privacy-anonymous-4", "privacy-anonymous-5", "privacy-anonymous-6"]))
        h2 { (say(lang, "privacy-not-promised")) }
        (list(lang, &["privacy-not-1", "privacy-not-2", "privacy-not-3", "privacy-not-4"]))
        h2 { (say(lang, "privacy-danger")) }
        p { (say(lang, "privacy-danger-what")) }
    }
}

fn list(lang: Lang, keys: &[&str]) -> Markup {
    html! { ul { @for key in keys { li { (say(lang, key)) } } } }
}

/// How long each thing is kept, where that is written, and whether it was verified (hard rule 11).
fn kept(lang: Lang, durations: &[(&str, Option<Dated>)]) -> Markup {
    let mut table = Table::new(say(lang, "privacy-durations")).caption_heard().columns([
        Column::text(say(lang, "privacy-what")),
        Column::text(say(lang, "privacy-how-long")),
        Column::text(say(lang, "privacy-source")),
    ]);
    for (key, dated) in durations {
        let (long, source) = match dated {
            Some(dated) if !dated.is_unset() => {
                let verified = say(lang, if dated.verified { "privacy-verified" } else { "privacy-to-confirm" });
                let days = say_with(lang, "privacy-days", &[("n", dated.number(0).into())]);
                (days, html! { (dated.source_in(lang)) " (" (verified) ")" })
            }
            _ => (say(lang, "privacy-not-set"), html! { (say(lang, "privacy-not-set-why")) }),
        };
        table = table.row([html! { (say(lang, key)) }, html! { (long) }, source]);
    }
    pages::Render::render(&table)
}

/// The declaration of accessibility.
pub(super) async fn accessibility(State(p): State<Platform>, visit: Visit) -> Result<Response, Failure> {
    let lang = visit.look.lang;
    let mut conn = p.db.reader().await?;
    let main = front::main_organisation(&mut conn).await?.ok_or(Failure::NotFound)?;
    let contact = said(&p, &mut conn, &main, "accessibility-contact", lang).await?;
    let title = say(lang, "access-title");
    let path = visit.path("/accessibilite");
    let head = front::head(&p, &mut conn, main.org, visit.look, title.clone(), path).await?;
    let body = html! {
        (parts::header(&title, say(lang, "access-lead")))
        h2 { (say(lang, "access-state")) }
        p { (say(lang, "access-state-what")) }
        (list(lang, &["access-done-1", "access-done-2", "access-done-3", "access-done-4"]))
        h2 { (say(lang, "access-limits")) }
        (list(lang, &["access-limit-1", "access-limit-2", "access-limit-3"]))
        h2 { (say(lang, "access-contact")) }
        p { (say(lang, "access-contact-what")) }
        p { strong { (contact) } }
        h2 { (say(lang, "access-remedy")) }
        p { (say(lang, "access-remedy-what")) " " a href="https://formulaire.defenseurdesdroits.fr/" { "defenseurdesdroits.fr" } }
    };
    Ok(shown(layout::public(&head, body)).into_response())
}
