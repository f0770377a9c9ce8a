//! The campaigns of the organisation.

use std::collections::HashMap;

use axum::{
    extract::{Query, State},
    response::Html,
};
use kernel::{Id, Lang, Period, kinds};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{Column, Table, Tone, empty, filter, header, tag},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::{Platform, db::Conn};

use crate::surveys::{
    actions,
    model::{Campaign, CampaignState},
    store,
};

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Sought {
    etat: Option<String>,
}

/// Where a campaign stands, in words.
pub(super) fn state(lang: Lang, state: CampaignState) -> Markup {
    let tone = if state == CampaignState::Open { Tone::Success } else { Tone::Plain };
    tag(tone, say(lang, &format!("surveys-state-{}", state.code())))
}

/// Its period, in words.
pub(super) fn period(lang: Lang, campaign: &Campaign) -> String {
    dates::period(lang, Period { from: campaign.from, to: campaign.to })
}

/// Invitation or open link, in words.
pub(super) fn way(lang: Lang, campaign: &Campaign) -> String {
    say(lang, if campaign.open_link { "surveys-way-open" } else { "surveys-way-invited" })
}

/// The instruments of the installation by their titles, as people know them; two of one title are told apart by their
/// versions, or by the first symbols of their content's hash.
pub(super) async fn titles(
    p: &Platform,
    conn: &mut Conn,
    lang: Lang,
) -> Result<Vec<(Id<kinds::Instrument>, String)>, Failure> {
    let rows = store::instruments(conn).await?;
    let mut titles = Vec::with_capacity(rows.len());
    for row in &rows {
        let compiled = actions::instrument(p, conn, row.id).await;
        let version = compiled.as_ref().ok().and_then(|one| one.version().map(str::to_owned));
        titles.push((compiled.map_or_else(|_| row.name.clone(), |one| one.title(lang).to_owned()), version));
    }
    let told = rows.iter().zip(&titles).map(|(row, (title, version))| {
        let of_title = titles.iter().filter(|(other, _)| other == title).count();
        let of_version = titles.iter().filter(|(other, v)| other == title && v == version).count();
        let hash = row.hash.get(..6).unwrap_or_default();
        let told = match version {
            _ if of_title == 1 => title.clone(),
            Some(version) if of_version == 1 => {
                say_with(lang, "surveys-title-version", &[("title", title.into()), ("version", version.into())])
            }
            _ => format!("{title} ({hash})"),
        };
        (row.id, told)
    });
    Ok(told.collect())
}

/// The page.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Query(sought): Query<Sought>,
) -> Result<Html<String>, Failure> {
    let lang = desk.lang();
    let wanted = sought.etat.as_deref().and_then(|code| code.parse().ok());
    let mut conn = p.db.reader().await?;
    let found = store::list(&mut conn, &desk.asker.scope, wanted).await?;
    let names: HashMap<Id<kinds::Instrument>, String> = titles(&p, &mut conn, lang).await?.into_iter().collect();
    let none = Errors::none();
    let form = Form::new(lang, &none);
    let states =
        CampaignState::ALL.map(|one| (one.code().to_owned(), say(lang, &format!("surveys-state-{}", one.code()))));
    let rows = found.iter().map(|campaign| {
        vec![
            html! { a href=(desk.look.link(&format!("/travail/campagnes/{}", campaign.id))) { (campaign.title) } },
            html! { (names.get(&campaign.instrument).map_or("", String::as_str)) },
            html! { (period(lang, campaign)) },
            html! { (way(lang, campaign)) },
            state(lang, campaign.state),
        ]
    });
    let columns = ["surveys-title", "surveys-instrument", "surveys-period", "surveys-way", "surveys-state"];
    let body = html! {
        (header(say(lang, "surveys-campaigns-title"), say(lang, "surveys-campaigns-lead")))
        div.buttons { (Button::link(say(lang, "surveys-new"), desk.look.link("/travail/campagnes/nouvelle"))) }
        (filter(desk.look, "/travail/campagnes", html! {
            (form.select("etat", say(lang, "surveys-state")).choice("", say(lang, "surveys-any-state"))
                .choices(states).chosen(wanted.map_or("", CampaignState::code)))
        }))
        @if found.is_empty() {
            (empty(say(lang, "surveys-none"), say(lang, "surveys-none-why"), ""))
        } @else {
            (Table::new(say(lang, "surveys-campaigns-title")).caption_heard()
                .columns(columns.map(|key| Column::text(say(lang, key)))).rows(rows))
        }
    };
    Ok(desk.page(say(lang, "surveys-campaigns-title"), "/travail/campagnes", body))
}
