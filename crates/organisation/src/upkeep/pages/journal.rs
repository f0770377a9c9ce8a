//! The audit log: who did what, newest first, and whether the chain is whole.

use std::collections::HashMap;

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, Lang, Personal, kinds};
use maud::{Markup, html};
use pages::{
    fields::{Button, hidden},
    parts::{Column, Table, Tone, empty, header, notice},
    words::{knows, say, say_with},
};
use serde::Deserialize;
use spine::{
    Platform,
    audit::{self, Entry, Verdict},
};

use crate::access::{Desk, Failure, moment, people};

const HERE: &str = "/travail/journal";
/// Entries on one page.
const PAGE: i64 = 50;

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Asked {
    /// Entries before this one.
    avant: Option<i64>,
    verifier: Option<String>,
}

/// The page.
pub async fn show(State(p): State<Platform>, desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (lang, org) = (desk.lang(), desk.asker.org());
    let mut conn = p.db.reader().await?;
    let verdict = match asked.verifier {
        Some(_) => Some(audit::verify(&mut conn, org).await?),
        None => None,
    };
    let entries = audit::recent(&mut conn, org, asked.avant.unwrap_or(i64::MAX), PAGE).await?;
    let mut who: Vec<Id<kinds::Account>> = entries.iter().filter_map(|entry| entry.account).collect();
    who.sort_unstable();
    who.dedup();
    let names: HashMap<_, _> = people::names(&mut conn, &who).await?.into_iter().collect();
    let oldest = entries.last().map_or(0, |entry| entry.seq);
    let body = html! {
        (header(say(lang, "journal-title"), say(lang, "journal-lead")))
        @if let Some(verdict) = &verdict { (told(lang, verdict)) }
        form method="get" action=(HERE) {
            (desk.look.hidden())
            (hidden("verifier", "1"))
            (Button::submit(say(lang, "journal-verify")).secondary())
        }
        @if entries.is_empty() { (empty(say(lang, "journal-none"), "", "")) } @else { (table(lang, &entries, &names)) }
        @if oldest > 1 {
            (Button::link(say(lang, "journal-older"), desk.look.link(&format!("{HERE}?avant={oldest}"))).quiet())
        }
    };
    Ok(desk.page(say(lang, "journal-title"), HERE, body).into_response())
}

fn told(lang: Lang, verdict: &Verdict) -> Markup {
    match verdict {
        Verdict::Whole { entries, head } => notice(
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

fn table(lang: Lang, entries: &[Entry], names: &HashMap<Id<kinds::Account>, Personal<String>>) -> Markup {
    let rows = entries.iter().map(|entry| {
        let name = entry.account.and_then(|id| names.get(&id)).map(|name| name.open().clone());
        vec![
            html! { (entry.seq) },
            html! { (moment(lang, entry.at)) },
            html! {
                (name.unwrap_or_else(|| say(lang, if entry.account.is_some() { "journal-someone" } else { "journal-system" })))
                @if let Some(hat) = &entry.hat { ", " (say(lang, &format!("role-{hat}"))) }
            },
            html! { (act(lang, &entry.act)) },
            html! { (entry.subject) },
            html! { (entry.detail) },
        ]
    });
    let columns = [
        Column::number(say(lang, "journal-seq")),
        Column::text(say(lang, "journal-at")),
        Column::text(say(lang, "journal-who")),
        Column::text(say(lang, "journal-what")),
        Column::text(say(lang, "journal-subject")),
        Column::text(say(lang, "journal-detail")),
    ];
    html! { (Table::new(say(lang, "journal-title")).caption_heard().columns(columns).rows(rows)) }
}

/// An act in words: each slice may say `act-voice-original-opened`; without words its code is shown.
fn act(lang: Lang, code: &str) -> String {
    let key = format!("act-{}", code.replace('.', "-"));
    if knows(lang, &key) { say(lang, &key) } else { code.to_owned() }
}
