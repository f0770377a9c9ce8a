//! A draft or a version taken away as a file: FHIR, XLSForm, codebook; with what that form of file does not hold.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use formats::Fate;
use kernel::Lang;
use organisation::{
    access::{Desk, Failure},
    places::slug,
};
use pages::{
    Markup, html,
    parts::{self, Tone, notice},
    words::say,
};
use spine::Platform;

use super::{
    HERE, account, crumbs,
    draft::{Open, Part},
    id_of, version,
};
use crate::instruments::{
    document::Doc,
    exchange::{Form, Unwritable, Written, told, written},
};

/// The files of a draft.
pub(super) async fn of_draft(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let title = say(desk.lang(), "instruments-tab-files");
    let body = body(&desk, &open.part(Part::Files), open.doc().clone()).await?;
    Ok(open.page(&desk, Part::Files, &title, html! {}, &body).into_response())
}

/// One file of a draft.
pub(super) async fn draft_as(
    State(p): State<Platform>,
    desk: Desk,
    Path((draft, form)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    answer(desk.lang(), open.doc().clone(), &form).await
}

/// The files of a version.
pub(super) async fn of_version(
    State(p): State<Platform>,
    desk: Desk,
    Path(version): Path<String>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let (version, doc) = version::published(&p, &mut conn, &desk, id_of(&version)?).await?;
    drop(conn);
    let path = format!("{HERE}/versions/{}/fichiers", version.id);
    let title = say(lang, "instruments-tab-files");
    let back = vec![(version.title.clone(), desk.look.link(&format!("{HERE}/versions/{}", version.id)))];
    let body = html! {
        (crumbs(&desk, &back, &title))
        (parts::header(&version.title, say(lang, "instruments-a-version")))
        (body(&desk, &path, doc).await?)
    };
    Ok(desk.page(format!("{title} – {}", version.title), &path, body).into_response())
}

/// One file of a version.
pub(super) async fn version_as(
    State(p): State<Platform>,
    desk: Desk,
    Path((version, form)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let (_, doc) = version::published(&p, &mut conn, &desk, id_of(&version)?).await?;
    drop(conn);
    answer(desk.lang(), doc, &form).await
}

/// Each form with what it is for; what XLSForm and R5 do not hold is said before somebody takes them.
async fn body(desk: &Desk, path: &str, doc: Doc) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let lossy =
        tokio::task::spawn_blocking(move || [Form::XlsForm, Form::FhirR5].map(|form| (form, told(&doc, form, lang))));
    let lossy = lossy.await.map_err(|_| Failure::Broken)?;
    Ok(html! {
        h2 { (say(lang, "instruments-tab-files")) }
        p { (say(lang, "instruments-files-lead")) }
        ul.files {
            @for form in Form::ALL {
                li {
                    a href=(desk.look.link(&format!("{path}/{}", form.code()))) download { (say(lang, &format!("instruments-file-{}", form.code()))) }
                    " – " (say(lang, &format!("instruments-file-why-{}", form.code())))
                }
            }
        }
        @for (form, told) in &lossy {
            @match told {
                Err(Unwritable) => (notice(lang, Tone::Info, say(lang, &format!("instruments-file-{}", form.code())),
                    html! { p { (say(lang, "instruments-file-unwritable")) } })),
                Ok(told) => @if told.entries.iter().any(|line| line.fate != Fate::Kept) {
                    (parts::more(html! { (say(lang, &format!("instruments-file-{}", form.code()))) " : " (account::sums(lang, told)) },
                        account::shown(lang, told)))
                },
            }
        }
    })
}

async fn answer(lang: Lang, doc: Doc, form: &str) -> Result<Response, Failure> {
    let form = Form::from_code(form).ok_or(Failure::NotFound)?;
    let title = slug::of_name(&doc.title(lang));
    let title: String = title.chars().take(60).collect();
    let name = format!("{}{}", if title.is_empty() { "questionnaire" } else { &title }, form.ending());
    let made = tokio::task::spawn_blocking(move || written(&doc, form, lang)).await.map_err(|_| Failure::Broken)?;
    let Written { bytes, .. } = made.map_err(|Unwritable| Failure::Gone("instruments-file-unwritable"))?;
    let headers = [
        (header::CONTENT_TYPE, form.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
