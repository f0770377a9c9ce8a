//! Beginning a draft: empty, as a copy, or as the next version of one's own.

use axum::{
    Form as Posted,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form},
    html,
    parts::{Tone, header, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, HERE, again, crumbs, field, none};
use crate::instruments::{
    actions::{self, InstrumentProblem, Start, known},
    document::about::is_official,
    model::Known,
};

/// The form. `de` names what is copied.
pub(super) async fn ask(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let body = body(&p, &desk, &asked, &none()).await?;
    Ok(desk.page(say(desk.lang(), "instruments-new"), &format!("{HERE}/nouveau"), body).into_response())
}

async fn body(p: &Platform, desk: &Desk, fields: &Fields, errors: &Errors) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let all = known(p, &mut conn, &desk.asker.scope).await?;
    drop(conn);
    let form = Form::new(lang, errors);
    let chosen = field(fields, "de");
    let copied = all.iter().find(|one| one.name == chosen);
    let offered = all.iter().map(|one| (one.name.clone(), offered_as(desk, one)));
    Ok(html! {
        (form.summary())
        (crumbs(desk, &[], &say(lang, "instruments-new")))
        (header(say(lang, "instruments-new"), say(lang, "instruments-new-lead")))
        form method="post" action=(desk.look.link(&format!("{HERE}/nouveau"))) data-keep novalidate {
            (form.text("title", say(lang, "instruments-name")).hint(say(lang, "instruments-name-hint")).value(field(fields, "title")).at_most(200))
            (form.select("de", say(lang, "instruments-start-from")).hint(say(lang, "instruments-start-hint"))
                .choice("", say(lang, "instruments-start-empty")).choices(offered).chosen(chosen.clone()))
            @if copied.is_none_or(|one| is_official(&one.document)) {
                (notice(lang, Tone::Info, say(lang, "instruments-official-copy"), html! { p { (say(lang, "instruments-official-copy-why")) } }))
            }
            (Button::submit(say(lang, "instruments-begin")))
        }
        p { a href=(desk.look.link(&format!("{HERE}/fichier"))) { (say(lang, "instruments-upload-instead")) } }
    })
}

fn offered_as(desk: &Desk, one: &Known) -> String {
    let lang = desk.lang();
    let title = one.document.title(lang);
    match one.version {
        Some(version) => format!("{title}, {}", say_with(lang, "instruments-version-n", &[("n", version.into())])),
        None if is_official(&one.document) => format!("{title} ({})", say(lang, "instruments-official")),
        None => title,
    }
}

/// Begins it.
pub(super) async fn begin(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let start = match (field(&fields, "suite").parse(), field(&fields, "de")) {
        (Ok(version), _) => Start::Next(version),
        (_, name) if name.is_empty() => Start::Empty,
        (_, name) => Start::Copy(name),
    };
    match actions::begin(&p, &desk.asker, start, &field(&fields, "title")).await {
        Ok(id) => Ok(seen(desk.look, &format!("{HERE}/brouillons/{id}"))),
        Err(InstrumentProblem::Words) => {
            let mut errors = Errors::none();
            errors.add("title", "instruments-say-title");
            let body = body(&p, &desk, &fields, &errors).await?;
            let title = say(desk.lang(), "instruments-new");
            Ok(again(&desk, StatusCode::UNPROCESSABLE_ENTITY, title, &format!("{HERE}/nouveau"), body))
        }
        Err(problem) => Err(problem.into()),
    }
}
