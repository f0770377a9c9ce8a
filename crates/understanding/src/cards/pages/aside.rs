//! Setting a card aside, with the reason.

use axum::{
    Form as Posted,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form},
    html, parts,
    words::say,
};
use spine::Platform;

use super::{Fields, again, field, id, tell};
use crate::cards::{actions, model::Card, store};

async fn load(p: &Platform, desk: &Desk, name: &str) -> Result<Card, Failure> {
    let mut conn = p.db.reader().await?;
    store::find(&mut conn, &desk.asker.scope, id(name)?).await?.ok_or(Failure::NotFound)
}

fn path_of(card: &Card) -> String {
    format!("/travail/indicateurs/{}/ecarter", card.id)
}

/// The form.
pub(super) async fn page(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let card = load(&p, &desk, &name).await?;
    let body = form(&desk, &card, &Errors::none(), &Fields::new());
    Ok(desk.page(say(desk.lang(), "cards-set-aside-title"), &path_of(&card), body).into_response())
}

/// Sets it aside.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let card = load(&p, &desk, &name).await?;
    match actions::set_aside(&p, &desk.asker, card.id, field(&fields, "reason")).await {
        Ok(()) => Ok(seen(desk.look, &format!("/travail/indicateurs/{}", card.id))),
        Err(problem) => {
            let mut errors = Errors::none();
            tell(&mut errors, problem, &fields)?;
            let body = form(&desk, &card, &errors, &fields);
            Ok(again(&desk, say(desk.lang(), "cards-set-aside-title"), &path_of(&card), body))
        }
    }
}

fn form(desk: &Desk, card: &Card, errors: &Errors, typed: &Fields) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let title = say(lang, "cards-set-aside-title");
    let back = [
        (say(lang, "cards-title"), look.link("/travail/indicateurs")),
        (card.face.title.clone(), look.link(&format!("/travail/indicateurs/{}", card.id))),
    ];
    html! {
        (form.summary())
        (parts::breadcrumb(lang, &back, &title))
        (parts::header(&title, &card.face.title))
        form method="post" action=(look.link(&path_of(card))) novalidate {
            (form.textarea("reason", say(lang, "cards-reason")).hint(say(lang, "cards-reason-hint")).rows(3).value(field(typed, "reason")))
            (Button::submit(say(lang, "cards-set-aside-do")).danger())
        }
    }
}
