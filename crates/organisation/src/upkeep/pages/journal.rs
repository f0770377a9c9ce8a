//! The audit log: who did what, newest first, and whether the chain is whole.

use std::collections::HashMap;

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use jiff::tz::TimeZone;
use kernel::{Day, Id, Lang, Personal, kinds};
use maud::{Markup, html};
use pages::{
    fields::{Button, DateField, Errors, Form as Fields, hidden},
    parts::{Column, Table, Tone, empty, filter, header, notice},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::{
    Platform,
    audit::{self, Entry, Sought, Verdict},
    db::Conn,
};

use crate::{
    access::{Desk, Failure, moment, people},
    sheet,
    upkeep::acts::{self, FAMILIES},
};

const HERE: &str = "/travail/journal";
const EXPORT: &str = "/travail/journal/export";
/// Entries on one page.
const PAGE: i64 = 50;

/// Lines of the file: what a spreadsheet opens, and years of a hospital.
const LINES: i64 = 50_000;

/// What the address of the page may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// Entries before this one.
    avant: Option<i64>,
    verifier: Option<String>,
    famille: String,
    qui: String,
    #[serde(rename = "du-day")]
    from_day: String,
    #[serde(rename = "du-month")]
    from_month: String,
    #[serde(rename = "du-year")]
    from_year: String,
    #[serde(rename = "au-day")]
    to_day: String,
    #[serde(rename = "au-month")]
    to_month: String,
    #[serde(rename = "au-year")]
    to_year: String,
}

impl Asked {
    fn sought(&self) -> Sought {
        let from = DateField::read(&self.from_day, &self.from_month, &self.from_year);
        let to = DateField::read(&self.to_day, &self.to_month, &self.to_year);
        Sought {
            family: FAMILIES.into_iter().find(|family| *family == self.famille),
            from: from.map(start_of),
            until: to.map(|day| start_of(day.plus_days(1))),
            account: self.qui.parse().ok(),
        }
    }

    /// The filter as the end of an address; only what was understood is handed on.
    fn address(&self) -> String {
        let mut parts = vec![];
        let number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        let account = self.qui.parse::<Id<kinds::Account>>().map(|id| id.to_string()).unwrap_or_default();
        let family = FAMILIES.into_iter().find(|family| *family == self.famille).unwrap_or_default();
        for (name, value) in [
            ("famille", family),
            ("qui", account.as_str()),
            ("du-day", &self.from_day),
            ("du-month", &self.from_month),
            ("du-year", &self.from_year),
            ("au-day", &self.to_day),
            ("au-month", &self.to_month),
            ("au-year", &self.to_year),
        ] {
            if !value.is_empty() && (name == "famille" || name == "qui" || number(value)) {
                parts.push(format!("{name}={value}"));
            }
        }
        parts.join("&")
    }
}

/// The first instant of a day in France, in milliseconds.
fn start_of(day: Day) -> i64 {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    day.date().to_zoned(zone).map_or(0, |start| start.timestamp().as_millisecond())
}

/// The page.
pub async fn show(State(p): State<Platform>, desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (lang, org) = (desk.lang(), desk.asker.org());
    let mut conn = p.db.reader().await?;
    let verdict = match asked.verifier {
        Some(_) => Some(audit::verify(&mut conn, org).await?),
        None => None,
    };
    let entries = audit::sought(&mut conn, org, &asked.sought(), asked.avant.unwrap_or(i64::MAX), PAGE).await?;
    let names = names_of(&mut conn, &entries).await?;
    let everybody = people::listing(&mut conn, &desk.asker.scope, &people::Sought::default(), 500, 0).await?;
    let oldest = entries.last().map_or(0, |entry| entry.seq);
    let address = asked.address();
    let older = format!("{HERE}?{address}{}avant={oldest}", if address.is_empty() { "" } else { "&" });
    let none = Errors::none();
    let form = Fields::new(lang, &none);
    let families = FAMILIES.map(|family| (family.to_owned(), say(lang, &format!("journal-family-{family}"))));
    let who = everybody.iter().map(|account| (account.id.to_string(), account.name.open().clone()));
    let body = html! {
        (header(say(lang, "journal-title"), say(lang, "journal-lead")))
        @if let Some(verdict) = &verdict { (told(lang, verdict)) }
        form method="get" action=(HERE) {
            (desk.look.hidden())
            (hidden("verifier", "1"))
            (Button::submit(say(lang, "journal-verify")).secondary())
        }
        (filter(desk.look, HERE, html! {
            (form.select("famille", say(lang, "journal-family")).choice("", say(lang, "journal-family-any")).choices(families)
                .chosen(&asked.famille))
            (form.select("qui", say(lang, "journal-who")).choice("", say(lang, "journal-who-any")).choices(who).chosen(&asked.qui))
            (form.date("du", say(lang, "journal-from")).written(&asked.from_day, &asked.from_month, &asked.from_year))
            (form.date("au", say(lang, "journal-to")).written(&asked.to_day, &asked.to_month, &asked.to_year))
        }))
        p { a href=(desk.look.link(&with(EXPORT, &address))) { (say(lang, "journal-export")) } }
        @if entries.is_empty() { (empty(say(lang, if address.is_empty() { "journal-none" } else { "journal-none-such" }), "", "")) }
        @else { (table(&desk, &entries, &names)) }
        @if entries.len() as i64 == PAGE && oldest > 1 { (Button::link(say(lang, "journal-older"), desk.look.link(&older)).quiet()) }
    };
    Ok(desk.page(say(lang, "journal-title"), HERE, body).into_response())
}

fn with(path: &str, address: &str) -> String {
    if address.is_empty() { path.to_owned() } else { format!("{path}?{address}") }
}

/// The entries that are sought, as a file.
pub async fn export(State(p): State<Platform>, desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let entries = audit::sought(&mut conn, desk.asker.org(), &asked.sought(), i64::MAX, LINES).await?;
    let names = names_of(&mut conn, &entries).await?;
    let mut rows = vec![COLUMNS.map(|key| say(lang, key)).to_vec()];
    rows.extend(entries.iter().map(|entry| {
        vec![
            entry.seq.to_string(),
            moment(lang, entry.at),
            who_did(lang, entry, &names),
            acts::act(lang, &entry.act),
            acts::subject_text(lang, &entry.subject),
            entry.detail.clone(),
        ]
    }));
    Ok(sheet::answer("journal.csv", &rows))
}

type Names = HashMap<Id<kinds::Account>, Personal<String>>;

async fn names_of(conn: &mut Conn, entries: &[Entry]) -> Result<Names, Failure> {
    let mut who: Vec<Id<kinds::Account>> = entries.iter().filter_map(|entry| entry.account).collect();
    who.sort_unstable();
    who.dedup();
    Ok(people::names(conn, &who).await?.into_iter().collect())
}

fn who_did(lang: Lang, entry: &Entry, names: &Names) -> String {
    let name = entry.account.and_then(|id| names.get(&id)).map(|name| name.open().clone());
    let nobody = if entry.account.is_some() { "journal-someone" } else { "journal-system" };
    let name = name.unwrap_or_else(|| say(lang, nobody));
    match &entry.hat {
        Some(hat) => format!("{name}, {}", say(lang, &format!("role-{hat}"))),
        None => name,
    }
}

fn told(lang: Lang, verdict: &Verdict) -> Markup {
    match verdict {
        Verdict::Whole { entries, head, .. } => notice(
            lang,
            Tone::Success,
            say_with(lang, "journal-whole", &[("n", (*entries).into())]),
            html! { p { (say(lang, "journal-head")) } p translate="no" { code { (head) } } },
        ),
        Verdict::Broken { seq } => notice(
            lang,
            Tone::Warning,
            say_with(lang, "journal-broken", &[("n", (*seq).into())]),
            say(lang, "journal-broken-do"),
        ),
    }
}

const COLUMNS: [&str; 6] =
    ["journal-seq", "journal-at", "journal-who", "journal-what", "journal-subject", "journal-detail"];

fn table(desk: &Desk, entries: &[Entry], names: &Names) -> Markup {
    let lang = desk.lang();
    let rows = entries.iter().map(|entry| {
        vec![
            html! { (entry.seq) },
            html! { (moment(lang, entry.at)) },
            html! { (who_did(lang, entry, names)) },
            html! { (acts::act(lang, &entry.act)) },
            acts::subject(desk, &entry.subject),
            html! { (entry.detail) },
        ]
    });
    let columns = COLUMNS.map(|key| {
        let title = say(lang, key);
        if key == "journal-seq" { Column::number(title) } else { Column::text(title) }
    });
    html! { (Table::new(say(lang, "journal-title")).caption_heard().columns(columns).rows(rows)) }
}
