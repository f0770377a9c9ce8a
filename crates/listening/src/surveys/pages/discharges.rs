//! Sending the list of people who left. What comes back is a count and what was left out, line by line, without an address.

use axum::{
    extract::{Multipart, Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{Column, Table, Tone, header, more, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::one_campaign::own;
use crate::surveys::{
    actions::{self, By, Upload},
    memory::Asked,
    model::LEAST_BATCH,
};

fn body(desk: &Desk, asked: &Asked, report: Option<&Upload>, errors: &Errors) -> Markup {
    let (lang, form) = (desk.lang(), Form::new(desk.lang(), errors));
    let terms = asked.campaign.terms;
    let delays = [("invitation", terms.invitation_days.into()), ("reminder", terms.reminder_days.into())];
    let example = asked.places.iter().find(|place| place.is_leaf).map_or("unite-a", |place| place.slug.as_str());
    html! {
        (form.summary())
        (header(say(lang, "surveys-upload"), asked.campaign.title.clone()))
        @if let Some(report) = report { (told(desk, asked, report)) }
        p { (say_with(lang, "surveys-upload-about", &delays)) }
        form method="post" enctype="multipart/form-data"
            action=(desk.look.link(&format!("/travail/campagnes/{}/sorties", asked.campaign.id))) {
            (form.file("file", say(lang, "surveys-upload-file")).accept(".csv,.txt").hint(say(lang, "surveys-upload-hint")))
            (Button::submit(say(lang, "surveys-upload-send")))
        }
        (more(say(lang, "surveys-upload-example"), html! {
            pre { (say(lang, "surveys-upload-titles")) "\npersonne@exemple.fr," (example) "," (asked.campaign.from) "," (asked.campaign.id) }
        }))
    }
}

fn told(desk: &Desk, asked: &Asked, report: &Upload) -> Markup {
    let lang = desk.lang();
    let n = [("n", report.prepared.into())];
    let later = [("n", report.later.into())];
    let campaign = desk.look.link(&format!("/travail/campagnes/{}", asked.campaign.id));
    let tone = if report.prepared > 0 { Tone::Success } else { Tone::Warning };
    let rows = report.problems.iter().map(|problem| vec![html! { (problem.line) }, html! { (say(lang, problem.key)) }]);
    html! {
        @if report.later > 0 {
            (notice(lang, Tone::Success, say_with(lang, "surveys-upload-later", &later), html! {
                p { (say(lang, "surveys-upload-later-about")) " " a href=(campaign) { (say(lang, "surveys-upload-follow")) } }
                p { (say(lang, "surveys-upload-sealed")) }
            }))
        } @else {
            (notice(lang, tone, say_with(lang, "surveys-upload-prepared", &n), html! { p { (say(lang, "surveys-upload-sealed")) } }))
        }
        @if !report.few.is_empty() { (few(desk, asked, report)) }
        @if !report.problems.is_empty() {
            (Table::new(say(lang, "surveys-upload-left-out")).stays()
                .columns([Column::number(say(lang, "surveys-line")), Column::text(say(lang, "surveys-line-why"))]).rows(rows))
        }
    }
}

/// Where so few people are invited that nobody could hide among them.
fn few(desk: &Desk, asked: &Asked, report: &Upload) -> Markup {
    let lang = desk.lang();
    let name = |id| asked.place(id).map_or_else(String::new, |place| place.name.clone());
    let title = say_with(lang, "surveys-upload-few", &[("least", LEAST_BATCH.into())]);
    notice(
        lang,
        Tone::Warning,
        title,
        html! {
            ul {
                @for (place, wave, n) in &report.few {
                    li { (say_with(lang, "surveys-upload-few-group", &[
                        ("place", name(*place).into()), ("wave", dates::wave(lang, *wave).into()), ("n", (*n).into()),
                    ])) }
                }
            }
            p { (say(lang, "surveys-upload-few-why")) }
        },
    )
}

/// The form.
pub(super) async fn ask(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    let path = format!("/travail/campagnes/{}/sorties", asked.campaign.id);
    let body = body(&desk, &asked, None, &Errors::none());
    Ok(desk.page(say(desk.lang(), "surveys-upload"), &path, body).into_response())
}

/// Takes the file.
pub(super) async fn take(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
    mut parts: Multipart,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    let mut bytes = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|_| Failure::Invalid)? {
        if part.name() == Some("file") {
            bytes = part.bytes().await.map_err(|_| Failure::Invalid)?.to_vec();
        }
    }
    let path = format!("/travail/campagnes/{}/sorties", asked.campaign.id);
    let title = say(desk.lang(), "surveys-upload");
    if bytes.is_empty() {
        let mut errors = Errors::none();
        errors.add("file", "surveys-say-file");
        let page = desk.page(title, &path, body(&desk, &asked, None, &errors));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let report = actions::upload(&p, By::from(&desk.asker), asked.campaign.id, &bytes).await?;
    if let Some(key) = report.refused() {
        let mut errors = Errors::none();
        errors.add("file", key);
        let page = desk.page(title, &path, body(&desk, &asked, None, &errors));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    Ok(desk.page(title, &path, body(&desk, &asked, Some(&report), &Errors::none())).into_response())
}
