//! Publishing a draft: what is still to be put right, or what becomes immutable, and one more question.

use axum::{
    Form as Posted,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{Tone, facts, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, HERE,
    checks::list,
    draft::{Open, Part},
    field, length, none, remarks, value, warned,
};
use crate::instruments::{
    actions::{self, InstrumentProblem},
    model::Version,
    store,
};

/// Checks shown here; the page of checks has them all.
const FIRST: usize = 50;

/// The page.
pub(super) async fn ask(State(p): State<Platform>, desk: Desk, Path(draft): Path<String>) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    Ok(page(&p, &desk, &open, &Fields::new(), &none(), html! {}).await?.into_response())
}

/// The version that this one will follow.
async fn before(p: &Platform, desk: &Desk, open: &Open) -> Result<Option<Version>, Failure> {
    let mut conn = p.db.reader().await?;
    Ok(store::latest(&mut conn, &desk.asker.scope, &open.draft.url).await?)
}

async fn page(
    p: &Platform,
    desk: &Desk,
    open: &Open,
    fields: &Fields,
    errors: &Errors,
    warning: Markup,
) -> Result<impl IntoResponse + use<>, Failure> {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let latest = before(p, desk, open).await?;
    let number = latest.as_ref().map_or(1, |version| version.version + 1);
    let others = open.checks().iter().filter(|check| !check.blocks);
    let body = html! {
        h2 { (say(lang, "instruments-tab-publish")) }
        @if open.blocking() > 0 {
            (notice(lang, Tone::Warning, say_with(lang, "instruments-blocked", &[("n", open.blocking().into())]),
                html! { p { (say(lang, "instruments-blocked-why")) } }))
            (list(desk, open, open.checks().iter().filter(|check| check.blocks).take(FIRST)))
            @if open.blocking() > FIRST { p { a href=(desk.look.link(&open.part(Part::Checks))) { (say(lang, "instruments-tab-checks")) } } }
            (length::told(desk, open))
        } @else {
            (remarks::before_publishing(desk, open))
            (facts([
                (say(lang, "instruments-name"), html! { (open.draft.title) }),
                (say(lang, "instruments-version"), html! { (number) }),
                (say(lang, "instruments-questions"), html! { (open.draft.questions) }),
            ]))
            (length::told(desk, open))
            @if others.clone().count() > 0 {
                h3 { (say(lang, "instruments-worth-a-look")) }
                (list(desk, open, others.clone().take(FIRST)))
                @if others.count() > FIRST { p { a href=(desk.look.link(&open.part(Part::Checks))) { (say(lang, "instruments-tab-checks")) } } }
            }
            (notice(lang, Tone::Info, say(lang, "instruments-immutable-title"), html! {
                ul {
                    li { (say(lang, "instruments-immutable-words")) }
                    li { (say(lang, "instruments-immutable-campaigns")) }
                    li { (say(lang, "instruments-immutable-next")) }
                }
            }))
            @if let Some(version) = &latest {
                p { a href=(desk.look.link(&format!("{HERE}/comparer?de={}&a={}", version.id, open.draft.id))) {
                    (say_with(lang, "instruments-compare-with", &[("n", version.version.into())])) } }
            }
            form method="post" action=(desk.look.link(&open.part(Part::Publish))) novalidate {
                (hidden("revision", &open.draft.revision.to_string()))
                @if latest.is_some() {
                    (form.textarea("change", say(lang, "instruments-what-changed")).hint(say(lang, "instruments-what-changed-hint"))
                        .rows(3).at_most(2_000).value(field(fields, "change")))
                }
                (Button::submit(say_with(lang, "instruments-publish-n", &[("n", number.into())])).named("go", "publish"))
            }
        }
    };
    let title = say(lang, "instruments-tab-publish");
    Ok(open.page(desk, Part::Publish, &title, html! { (form.summary()) (warning) }, &body))
}

/// Publishes it.
pub(super) async fn publish(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let revision: i64 = value(&fields, "revision").ok_or(Failure::Invalid)?;
    match actions::publish(&p, &desk.asker, open.draft.id, revision, &field(&fields, "change")).await {
        Ok(version) => Ok(seen(desk.look, &format!("{HERE}/versions/{version}?fait=1"))),
        Err(InstrumentProblem::Words) => {
            let mut errors = Errors::none();
            errors.add("change", "instruments-say-change");
            let page = page(&p, &desk, &open, &fields, &errors, html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem @ (InstrumentProblem::Blocked(_) | InstrumentProblem::Conflict | InstrumentProblem::Overtaken)) => {
            let status = if matches!(problem, InstrumentProblem::Blocked(_)) {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::CONFLICT
            };
            let warning = warned(desk.lang(), problem.key());
            Ok((status, page(&p, &desk, &open, &fields, &none(), warning).await?).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}
