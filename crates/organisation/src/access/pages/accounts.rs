//! Everybody who holds a role here.

use std::collections::HashMap;

use axum::{
    extract::{Query, State},
    response::{Html, Response},
};
use kernel::{Day, Id, Lang, Role, kinds};
use maud::{Markup, html};
use pages::{
    address::encoded,
    dates,
    fields::{Button, Errors, Form as Fields},
    parts::{Column, Table, Tone, empty, filter, header, pager, tag},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use crate::{
    access::{
        Desk, Failure,
        model::{Account, Grant, State as Stands},
        store::{
            accounts::{self, Sought},
            grants,
        },
    },
    sheet,
};

/// Accounts on one page.
const PAGE: i64 = 50;
/// Lines of the file.
const LINES: i64 = 20_000;

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Asked {
    role: Option<String>,
    mots: Option<String>,
    page: Option<u32>,
}

impl Asked {
    fn sought(&self) -> Sought {
        let words = self.mots.as_deref().map(str::trim).filter(|words| !words.is_empty());
        let words = words.map(|words| words.chars().take(80).collect::<String>());
        Sought { role: self.role.as_deref().and_then(|code| code.parse().ok()), words }
    }
}

/// The page.
pub async fn show(State(p): State<Platform>, desk: Desk, Query(asked): Query<Asked>) -> Result<Html<String>, Failure> {
    let (lang, scope) = (desk.lang(), &desk.asker.scope);
    let sought = asked.sought();
    let page = asked.page.unwrap_or(1).clamp(1, 10_000);
    let mut conn = p.db.reader().await?;
    let mut found = accounts::listing(&mut conn, scope, &sought, PAGE + 1, i64::from(page - 1) * PAGE).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let ids: Vec<Id<kinds::Account>> = found.iter().map(|account| account.id).collect();
    let mut held: HashMap<Id<kinds::Account>, Vec<Grant>> = HashMap::new();
    for grant in grants::of_accounts(&mut conn, scope, &ids).await? {
        held.entry(grant.account).or_default().push(grant);
    }
    let today = p.clock.today();
    let none = Errors::none();
    let form = Fields::new(lang, &none);
    let role = sought.role.map_or("", Role::code);
    let body = html! {
        (header(say(lang, "accounts-title"), say(lang, "accounts-lead")))
        div.buttons { (Button::link(say(lang, "accounts-invite"), desk.look.link("/travail/comptes/nouveau"))) }
        (filter(desk.look, "/travail/comptes", html! {
            (form.text("mots", say(lang, "accounts-words")).search().value(sought.words.clone().unwrap_or_default()))
            (form.select("role", say(lang, "accounts-role")).choice("", say(lang, "accounts-role-any"))
                .choices(roles(lang)).chosen(role))
        }))
        p { a href=(desk.look.link(&format!("/travail/comptes/export?role={role}&mots={}", encoded(sought.words.as_deref().unwrap_or_default())))) {
            (say(lang, "accounts-export"))
        } }
        @if found.is_empty() {
            (empty(say(lang, "accounts-none"), say(lang, "accounts-none-why"), ""))
        } @else {
            (table(&desk, &found, &held, today))
        }
        (pager(lang, page, if more { page + 1 } else { page }, |n| {
            desk.look.link(&format!("/travail/comptes?role={role}&mots={}&page={n}", encoded(sought.words.as_deref().unwrap_or_default())))
        }))
    };
    Ok(desk.page(say(lang, "accounts-title"), "/travail/comptes", body))
}

/// The accounts that are sought, as a file.
pub async fn export(State(p): State<Platform>, desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (lang, scope) = (desk.lang(), &desk.asker.scope);
    let sought = asked.sought();
    let mut conn = p.db.reader().await?;
    let found = accounts::listing(&mut conn, scope, &sought, LINES, 0).await?;
    let ids: Vec<Id<kinds::Account>> = found.iter().map(|account| account.id).collect();
    let held = grants::of_accounts(&mut conn, scope, &ids).await?;
    let today = p.clock.today();
    let mut rows = vec![COLUMNS.map(|key| say(lang, key)).to_vec()];
    rows.extend(found.iter().map(|account| {
        let now = held.iter().filter(|grant| grant.account == account.id && !grant.is_over(today));
        let roles: Vec<String> = now.map(|grant| role_text(lang, grant, today)).collect();
        vec![
            account.name.open().clone(),
            account.email.open().clone(),
            roles.join(" ; "),
            say(lang, &format!("account-state-{}", account.state.code())),
        ]
    }));
    Ok(sheet::answer("comptes.csv", &rows))
}

const COLUMNS: [&str; 4] = ["accounts-name", "accounts-email", "accounts-roles", "accounts-state"];

fn table(desk: &Desk, found: &[Account], held: &HashMap<Id<kinds::Account>, Vec<Grant>>, today: Day) -> Markup {
    let lang = desk.lang();
    let rows = found.iter().map(|account| {
        let now = held.get(&account.id).into_iter().flatten().filter(|grant| !grant.is_over(today));
        vec![
            html! { a href=(desk.look.link(&format!("/travail/comptes/{}", account.id))) { (account.name.open()) } },
            html! { (account.email.open()) },
            html! { ul { @for grant in now { li { (role_on(lang, grant, today)) } } } },
            html! { (state(lang, account.state)) },
        ]
    });
    html! {
        (Table::new(say(lang, "accounts-title")).caption_heard().columns(COLUMNS.map(|key| Column::text(say(lang, key)))).rows(rows))
    }
}

/// "Cadre, Maternité" and, when it is not simply held, since or until when.
pub fn role_on(lang: Lang, grant: &Grant, today: Day) -> Markup {
    html! { (role_text(lang, grant, today)) }
}

fn role_text(lang: Lang, grant: &Grant, today: Day) -> String {
    let written = |day| pages::words::Value::from(dates::day(lang, day));
    let mut text = format!("{}, {}", say(lang, &format!("role-{}", grant.role.code())), grant.place_name);
    if grant.from > today {
        text += &format!(" ({})", say_with(lang, "accounts-from", &[("day", written(grant.from))]));
    }
    if let Some(to) = grant.to {
        text += &format!(" ({})", say_with(lang, "me-until", &[("day", written(to))]));
    }
    text
}

/// Where an account stands.
pub fn state(lang: Lang, state: Stands) -> Markup {
    let tone = match state {
        Stands::Active => Tone::Success,
        Stands::Invited => Tone::Warning,
        Stands::Closed => Tone::Plain,
    };
    tag(tone, say(lang, &format!("account-state-{}", state.code())))
}

/// Every role with its words.
pub fn roles(lang: Lang) -> Vec<(String, String)> {
    Role::ALL.map(|role| (role.code().to_owned(), say(lang, &format!("role-{}", role.code())))).to_vec()
}
