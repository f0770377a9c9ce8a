//! Beginning a draft from a file of elsewhere: what becomes of each of its rows is shown first, and a draft is made when
//! somebody says so. Nothing is kept in between.

use axum::{
    Form as Posted,
    extract::{Multipart, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tone, header, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, HERE, account, crumbs, field, none};
use crate::instruments::{
    actions::{self, InstrumentProblem, Start},
    checks::{Check, checks, tongue},
    document::Doc,
    exchange::{self, Found, HEAVIEST_FILE, packed, unpacked},
};

/// The endings that are read, for the browser's chooser.
const ENDINGS: &str = ".xlsx,.xlsm,.xls,.ods,.csv,.md,.lss,.lsa,.json,.xml";

/// The form.
pub(super) async fn ask(desk: Desk) -> Response {
    let body = start(&desk, &none(), html! {});
    desk.page(say(desk.lang(), "instruments-upload"), &path(), body).into_response()
}

fn path() -> String {
    format!("{HERE}/fichier")
}

fn start(desk: &Desk, errors: &Errors, before: Markup) -> Markup {
    let lang = desk.lang();
    html! {
        (Form::new(lang, errors).summary())
        (crumbs(desk, &[], &say(lang, "instruments-upload")))
        (header(say(lang, "instruments-upload"), say(lang, "instruments-upload-lead")))
        (before)
        (chooser(desk, errors))
        (parts::more(say(lang, "instruments-upload-formats"), html! {
            ul {
                @for key in ["xlsform", "limesurvey", "fhir"] { li { (say(lang, &format!("instruments-upload-format-{key}"))) } }
            }
        }))
    }
}

fn chooser(desk: &Desk, errors: &Errors) -> Markup {
    let lang = desk.lang();
    let megabytes = HEAVIEST_FILE / (1024 * 1024);
    html! {
        form method="post" action=(desk.look.link(&path())) enctype="multipart/form-data" novalidate {
            (Form::new(lang, errors).file("file", say(lang, "instruments-upload-file"))
                .hint(say_with(lang, "instruments-upload-hint", &[("n", megabytes.into())])).accept(ENDINGS))
            (Button::submit(say(lang, "instruments-upload-read")))
        }
    }
}

/// Reads the file and shows what becomes of it.
pub(super) async fn read(State(p): State<Platform>, desk: Desk, parts: Multipart) -> Result<Response, Failure> {
    let lang = desk.lang();
    let title = say(lang, "instruments-upload");
    let Some((name, bytes)) = file_of(parts).await? else {
        let mut errors = Errors::none();
        errors.add("file", "instruments-upload-no-file");
        let page = desk.page(title, &path(), start(&desk, &errors, html! {}));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let (found, checks) = apart(&p, bytes, name.clone()).await?;
    let Some(doc) = &found.doc else {
        let before = html! {
            (notice(lang, Tone::Warning, say_with(lang, "instruments-upload-refused", &[("name", name.as_str().into())]),
                html! { p { (say(lang, "instruments-upload-nothing")) } }))
            (account::shown(lang, &found.account))
            h2 { (say(lang, "instruments-upload-again")) }
        };
        let page = desk.page(title, &path(), start(&desk, &none(), before));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let carried = packed(doc).ok_or(Failure::Broken)?;
    let fields: Fields = vec![
        ("name".to_owned(), name),
        ("title".to_owned(), doc.title(lang).chars().take(200).collect()),
        ("document".to_owned(), carried),
    ];
    let told = html! { (account::shown(lang, &found.account)) };
    let body = confirm(&desk, doc, &checks, &fields, &none(), &told);
    Ok(desk.page(title, &path(), body).into_response())
}

/// Reads a file away from the threads that answer pages: a large workbook takes seconds, and a reader that breaks takes
/// nothing with it.
async fn apart(p: &Platform, bytes: Vec<u8>, name: String) -> Result<(Found, Vec<Check>), Failure> {
    let today = p.clock.today();
    let given = name.clone();
    let work = move || {
        let found = exchange::read(&bytes, &given);
        let checks = found.doc.as_ref().map(|doc| checks(doc, today)).unwrap_or_default();
        (found, checks)
    };
    Ok(tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| (exchange::broken(&name), Vec::new())))
}

/// The file field: its name and its bytes, no more than one byte above what is read; none when no file was chosen.
async fn file_of(mut parts: Multipart) -> Result<Option<(String, Vec<u8>)>, Failure> {
    while let Some(mut part) = parts.next_field().await.map_err(|_| Failure::Invalid)? {
        if part.name() != Some("file") {
            continue;
        }
        let name = exchange::shown(part.file_name().unwrap_or_default());
        let mut bytes = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(|_| Failure::Invalid)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > HEAVIEST_FILE {
                break;
            }
        }
        return Ok((!bytes.is_empty()).then_some((name, bytes)));
    }
    Ok(None)
}

/// What will come in, and the word to begin.
fn confirm(desk: &Desk, doc: &Doc, checks: &[Check], fields: &Fields, errors: &Errors, account: &Markup) -> Markup {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let blocking = checks.iter().filter(|check| check.blocks).count();
    let questions = doc.questions().count();
    html! {
        (form.summary())
        (crumbs(desk, &[(say(lang, "instruments-upload"), desk.look.link(&path()))], &say(lang, "instruments-upload-ready")))
        (header(say(lang, "instruments-upload-ready"), say_with(lang, "instruments-upload-ready-lead",
            &[("name", field(fields, "name").as_str().into()), ("n", questions.into())])))
        @if let Some(tag) = tongue(doc) {
            (notice(lang, Tone::Info, say_with(lang, "instruments-upload-tongue", &[("tag", tag.into())]),
                html! { p { (say(lang, "instruments-upload-tongue-why")) } }))
        }
        form method="post" action=(desk.look.link(&format!("{}/commencer", path()))) data-keep novalidate {
            (hidden("name", &field(fields, "name")))
            (hidden("document", &field(fields, "document")))
            (form.text("title", say(lang, "instruments-name")).hint(say(lang, "instruments-name-hint"))
                .value(field(fields, "title")).at_most(200))
            div.buttons {
                (Button::submit(say(lang, "instruments-upload-begin")))
                (Button::link(say(lang, "instruments-upload-other"), desk.look.link(&path())).quiet())
            }
        }
        (account)
        @if blocking > 0 {
            section {
                h2 { (say_with(lang, "instruments-to-mend", &[("n", blocking.into())])) }
                p { (say(lang, "instruments-upload-mend-later")) }
                (mended_later(lang, checks))
            }
        }
    }
}

/// What is to be mended before publication, each kind once with how many there are: a file may have hundreds.
fn mended_later(lang: Lang, checks: &[Check]) -> Markup {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for check in checks.iter().filter(|check| check.blocks) {
        let said = check.message(lang);
        match kinds.iter_mut().find(|(known, _)| *known == said) {
            Some((_, count)) => *count += 1,
            None => kinds.push((said, 1)),
        }
    }
    let more = kinds.len().saturating_sub(50);
    html! {
        ul.checks {
            @for (said, count) in kinds.iter().take(50) {
                li { (said) @if *count > 1 { " " (parts::tag(Tone::Plain, say_with(lang, "instruments-times", &[("n", (*count).into())]))) } }
            }
        }
        @if more > 0 { p { (say_with(lang, "instruments-account-more", &[("n", more.into())])) } }
    }
}

/// Makes the draft.
pub(super) async fn begin(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let doc = unpacked(&field(&fields, "document")).ok_or(Failure::Invalid)?;
    let begun = Start::File(Box::new(doc.clone()), exchange::shown(&field(&fields, "name")));
    match actions::begin(&p, &desk.asker, begun, &field(&fields, "title")).await {
        Ok(id) => Ok(seen(desk.look, &format!("{HERE}/brouillons/{id}"))),
        Err(InstrumentProblem::Words) => {
            let mut errors = Errors::none();
            errors.add("title", "instruments-say-title");
            let body = confirm(&desk, &doc, &checks(&doc, p.clock.today()), &fields, &errors, &html! {});
            let page = desk.page(say(desk.lang(), "instruments-upload"), &path(), body);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(InstrumentProblem::TooHeavy(weight)) => {
            let before = super::sent::too_heavy(&desk, weight, "instruments-too-heavy-file");
            let page = desk.page(say(desk.lang(), "instruments-upload"), &path(), start(&desk, &none(), before));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}
