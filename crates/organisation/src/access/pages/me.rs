//! One's own account: roles, language, password, second factor, sessions.

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use kernel::{Lang, Role};
use maud::{Markup, html};
use pages::{
    dates,
    fields::{Button, Errors, Form as Fields, hidden},
    parts::{Column, Table, Tone, header, notice, tag},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::{Platform, db::Conn};

use super::answer::{cookie, unkept};
use crate::access::{
    Desk, Failure, Hat, moment, second_factor,
    session::{self, Stage},
    store::{
        factors,
        sessions::{self, Session},
    },
};

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Asked {
    /// What has just been done: the key of its sentence without `me-done-`.
    fait: Option<String>,
}

/// The page.
pub async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let done = ["lang", "password", "sessions", "factor"].into_iter().find(|key| asked.fait.as_deref() == Some(key));
    page(&p, &desk, cookie(&p, &headers), &Errors::none(), done).await
}

/// The page, with what was wrong with a form of it.
pub async fn page(
    p: &Platform,
    desk: &Desk,
    cookie: &str,
    errors: &Errors,
    done: Option<&str>,
) -> Result<Response, Failure> {
    let (lang, asker) = (desk.lang(), &desk.asker);
    let mut conn = p.db.reader().await?;
    let this = session::at_stage(&mut conn, p.clock.millis(), cookie, Stage::Full).await?;
    let open = sessions::listing(&mut conn, asker.account).await?;
    let form = Fields::new(lang, errors);
    let factor = factor(&mut conn, p, desk, form).await?;
    let body = html! {
        (form.summary())
        (header(say(lang, "me-title"), asker.name.open()))
        @if let Some(done) = done { (notice(lang, Tone::Success, say(lang, &format!("me-done-{done}")), "")) }
        (hats(desk))
        (language(desk))
        section {
            h2 { (say(lang, "me-password")) }
            form method="post" action=(desk.look.link("/travail/moi/mot-de-passe")) novalidate {
                (form.text("current", say(lang, "me-password-current")).password("current-password"))
                (form.text("password", say(lang, "password-new")).hint(say(lang, "password-hint")).password("new-password"))
                (form.text("again", say(lang, "password-again")).password("new-password"))
                (Button::submit(say(lang, "me-password-send")))
            }
        }
        (factor)
        (listing(desk, &open, this.as_ref()))
    };
    let answer = desk.page(say(lang, "me-title"), "/travail/moi", body);
    let status =
        if errors.is_empty() { axum::http::StatusCode::OK } else { axum::http::StatusCode::UNPROCESSABLE_ENTITY };
    Ok(unkept((status, answer).into_response()))
}

fn hats(desk: &Desk) -> Markup {
    let (lang, asker) = (desk.lang(), &desk.asker);
    let words = |hat: &Hat| {
        let role = say(lang, &format!("role-{}", Role::code(hat.role)));
        let until = hat.to.map(|to| say_with(lang, "me-until", &[("day", dates::day(lang, to).into())]));
        html! { strong { (role) } ", " (hat.place_name) @if let Some(until) = until { " (" (until) ")" } }
    };
    html! {
        section {
            h2 { (say(lang, "me-roles")) }
            p { (say(lang, "me-roles-about")) }
            ul {
                @for hat in &asker.hats {
                    li {
                        (words(hat)) " "
                        @if hat.grant == asker.hat.grant { (tag(Tone::Success, say(lang, "me-role-worn"))) }
                        @else {
                            form method="post" action=(desk.look.link("/chapeau")) {
                                (hidden("grant", &hat.grant.to_string()))
                                (Button::submit(html! {
                                    (say(lang, "me-role-wear")) span.visually-hidden { " – " (words(hat)) }
                                }).secondary())
                            }
                        }
                    }
                }
            }
        }
    }
}

fn language(desk: &Desk) -> Markup {
    let lang = desk.lang();
    let none = Errors::none();
    let form = Fields::new(lang, &none);
    let choices = Lang::ALL.map(|one| (one.tag().to_owned(), say(one, "kit-this-language")));
    html! {
        section {
            h2 { (say(lang, "me-lang")) }
            form method="post" action="/travail/moi/langue" {
                (form.select("lang", say(lang, "me-lang-choose")).choices(choices).chosen(desk.asker.lang.tag()))
                (Button::submit(say(lang, "me-save")).secondary())
            }
        }
    }
}

async fn factor(conn: &mut Conn, p: &Platform, desk: &Desk, form: Fields<'_>) -> Result<Markup, Failure> {
    let (lang, asker) = (desk.lang(), &desk.asker);
    let on = factors::find(conn, asker.account).await?.sealed.is_some();
    let left = factors::codes_left(conn, asker.account).await?;
    let must = second_factor::required(conn, asker.org(), p.clock.today()).await?.contains(&asker.role());
    Ok(html! {
        section {
            h2 { (say(lang, "me-factor")) }
            p {
                @if on { (tag(Tone::Success, say(lang, "me-factor-on"))) } @else { (tag(Tone::Plain, say(lang, "me-factor-off"))) }
                " " @if must { (say(lang, "me-factor-must")) } @else { (say(lang, "me-factor-may")) }
            }
            @if on { p { (say_with(lang, "me-codes-left", &[("n", left.into())])) } }
            form method="post" action=(desk.look.link("/travail/moi/second-facteur")) novalidate {
                (form.text("present", say(lang, "me-password-current")).password("current-password"))
                div.buttons {
                    (Button::submit(say(lang, if on { "me-factor-change" } else { "me-factor-set" })).secondary())
                    @if on { (Button::submit(say(lang, "me-codes-new")).to(desk.look.link("/travail/moi/codes")).quiet()) }
                }
            }
        }
    })
}

fn listing(desk: &Desk, open: &[Session], this: Option<&Session>) -> Markup {
    let lang = desk.lang();
    let action = desk.look.link("/travail/moi/sessions");
    let rows = open.iter().map(|session| {
        let here = this.is_some_and(|this| this.id == session.id);
        let end = html! {
            form method="post" action=(action) {
                (hidden("session", &session.id.to_string()))
                (Button::submit(html! {
                    (say(lang, "me-session-end")) span.visually-hidden { " – " (moment(lang, session.used)) }
                }).quiet())
            }
        };
        vec![
            html! { (moment(lang, session.created)) },
            html! { (moment(lang, session.used)) },
            html! { @if here { (tag(Tone::Info, say(lang, "me-session-this"))) } @else { (end) } },
        ]
    });
    let table = Table::new(say(lang, "me-sessions")).caption_heard().columns([
        Column::text(say(lang, "me-session-since")),
        Column::text(say(lang, "me-session-used")),
        Column::text(say(lang, "me-session-act")),
    ]);
    html! {
        section {
            h2 { (say(lang, "me-sessions")) }
            p { (say(lang, "me-sessions-about")) }
            (table.rows(rows))
            @if open.len() > 1 {
                form method="post" action=(action) {
                    (hidden("session", "others"))
                    (Button::submit(say(lang, "me-session-end-others")).secondary())
                }
            }
        }
    }
}
