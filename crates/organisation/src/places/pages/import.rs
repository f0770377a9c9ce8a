//! The import in two steps, the second of which applies the whole file or nothing; and the export.

use axum::{
    Form,
    extract::{Multipart, State},
    response::{IntoResponse, Response},
};
use maud::{Markup, html};
use pages::{
    fields::{Button, Errors, Form as Fields, hidden},
    parts::{Column, Table, Tone, breadcrumb, header as head, notice},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::tree::TREE;
use crate::{
    access::{
        Desk, Failure,
        actions::Refusal,
        menu,
        model::By,
        respond::{refused, seen},
    },
    places::{
        Place,
        actions::apply_plan,
        export,
        import::{self, MOST_BYTES, Parent, Plan},
        model::nested,
        phone, store,
    },
    sheet,
};

const HERE: &str = "/travail/lieux/arbre/import";

/// The form.
pub async fn show(desk: Desk) -> Response {
    let body = start(&desk, None, &Errors::none());
    desk.page(say(desk.lang(), "places-import-title"), HERE, body).into_response()
}

/// Reads the file and shows what it would do.
pub async fn preview(State(p): State<Platform>, desk: Desk, multipart: Multipart) -> Result<Response, Failure> {
    let lang = desk.lang();
    let Some(bytes) = file_of(multipart).await? else {
        let mut errors = Errors::none();
        errors.add("file", "places-import-no-file");
        return Ok(whole(&desk, start(&desk, None, &errors), true));
    };
    let places = places(&p, &desk).await?;
    let plan = import::read(&bytes, &places);
    if !plan.problems.is_empty() {
        return Ok(whole(&desk, start(&desk, Some(&plan), &Errors::none()), true));
    }
    // What was read is sent on, whatever the letters it came in.
    let text = sheet::decoded(&bytes).ok_or(Failure::Invalid)?;
    let body = html! {
        (breadcrumb(lang, &[(say(lang, "places-title"), desk.look.link(TREE))], &say(lang, "places-import-title")))
        (head(say(lang, "places-import-title"), say_with(lang, "places-import-ready", &[("n", plan.places.len().into())])))
        (table(&desk, &plan, &places))
        form method="post" action=(desk.look.link("/travail/lieux/arbre/import/appliquer")) {
            (hidden("text", &text))
            div.buttons {
                (Button::submit(say(lang, "places-import-apply")))
                (Button::link(say(lang, "places-import-other"), desk.look.link(HERE)).quiet())
            }
        }
    };
    Ok(whole(&desk, body, false))
}

/// What the preview sends on.
#[derive(Deserialize)]
pub struct Text {
    text: String,
}

/// Applies the file, read again against the tree as it is now.
pub async fn apply(State(p): State<Platform>, desk: Desk, Form(form): Form<Text>) -> Result<Response, Failure> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let places = store::tree(&mut tx, &desk.asker.scope).await?;
    let plan = import::read(form.text.as_bytes(), &places);
    match apply_plan(&mut tx, &p, &mut *chance, By::asker(&desk.asker), &plan).await {
        Ok(n) => {
            tx.commit().await?;
            Ok(seen(desk.look, &format!("{TREE}?fait=import&n={n}")))
        }
        Err(Refusal::Rule(_)) => Ok(whole(&desk, start(&desk, Some(&plan), &Errors::none()), true)),
        Err(other) => Err(other.into()),
    }
}

/// The tree as a file.
pub async fn export(State(p): State<Platform>, desk: Desk) -> Result<Response, Failure> {
    let places = places(&p, &desk).await?;
    let ordered: Vec<Place> = nested(&places).into_iter().map(|(_, place)| place.clone()).collect();
    Ok(sheet::text_answer("lieux.csv", export::write(&ordered, desk.lang())))
}

async fn places(p: &Platform, desk: &Desk) -> Result<Vec<Place>, Failure> {
    let mut conn = p.db.reader().await?;
    Ok(store::tree(&mut conn, &desk.asker.scope).await?)
}

/// The bytes of the file field; none when no file was chosen. Read piece by piece: one that is too large is let go.
async fn file_of(mut multipart: Multipart) -> Result<Option<Vec<u8>>, Failure> {
    while let Some(mut field) = multipart.next_field().await.map_err(|_| Failure::Invalid)? {
        if field.name() != Some("file") {
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|_| Failure::Invalid)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > MOST_BYTES {
                // One byte too many is enough for the reader to say so.
                break;
            }
        }
        return Ok((!bytes.is_empty()).then_some(bytes));
    }
    Ok(None)
}

fn whole(desk: &Desk, body: Markup, wrong: bool) -> Response {
    let page = menu::page(&desk.asker, desk.look, say(desk.lang(), "places-import-title"), HERE, body);
    if wrong { refused(page) } else { crate::access::respond::shown(page).into_response() }
}

fn start(desk: &Desk, plan: Option<&Plan>, errors: &Errors) -> Markup {
    let lang = desk.lang();
    let form = Fields::new(lang, errors);
    html! {
        (breadcrumb(lang, &[(say(lang, "places-title"), desk.look.link(TREE))], &say(lang, "places-import-title")))
        (form.summary())
        (head(say(lang, "places-import-title"), say(lang, "places-import-lead")))
        @if let Some(plan) = plan { (problems(desk, plan)) }
        form method="post" action=(desk.look.link(HERE)) enctype="multipart/form-data" {
            (form.file("file", say(lang, "places-import-file")).hint(say(lang, "places-import-columns")).accept(".csv,text/csv"))
            (Button::submit(say(lang, "places-import-read")))
        }
        pre translate="no" { (export::template(lang)) }
    }
}

fn problems(desk: &Desk, plan: &Plan) -> Markup {
    let lang = desk.lang();
    let rows = plan.problems.iter().map(|problem| {
        let values: Vec<_> = problem.values.iter().map(|(name, value)| (*name, value.clone())).collect();
        vec![html! { (problem.line) }, html! { (say_with(lang, problem.key, &values)) }]
    });
    let columns = [Column::number(say(lang, "places-import-line")), Column::text(say(lang, "places-import-problem"))];
    html! {
        (notice(lang, Tone::Warning, say(lang, "places-import-refused"), say(lang, "places-import-nothing")))
        (Table::new(say(lang, "places-import-problems")).columns(columns).rows(rows))
    }
}

fn table(desk: &Desk, plan: &Plan, existing: &[Place]) -> Markup {
    let lang = desk.lang();
    let above = |parent: Parent| match parent {
        Parent::Known(id) => existing.iter().find(|place| place.id == id).map(|place| place.name.clone()),
        Parent::New(at) => plan.places.get(at).map(|planned| planned.name.clone()),
    };
    let rows = plan.places.iter().map(|planned| {
        vec![
            html! { (planned.name) },
            html! { (say(lang, &format!("level-{}", planned.level.code()))) },
            html! { (above(planned.parent).unwrap_or_default()) },
            html! { (planned.finess.as_deref().unwrap_or_default()) },
            html! { "/d/" (planned.slug) },
            html! { (planned.phone.as_deref().map(phone::shown).unwrap_or_default()) },
        ]
    });
    let columns = ["places-name", "places-level", "places-parent", "places-finess", "places-slug", "places-phone"];
    let root = plan.root.and_then(|(id, level)| Some((existing.iter().find(|place| place.id == id)?, level)));
    html! {
        @if let Some((root, level)) = root {
            p { (say_with(lang, "places-import-root", &[
                ("name", root.name.as_str().into()), ("level", say(lang, &format!("level-{}", level.code())).into()),
            ])) }
        }
        (Table::new(say(lang, "places-import-would")).columns(columns.map(|key| Column::text(say(lang, key)))).rows(rows))
    }
}
