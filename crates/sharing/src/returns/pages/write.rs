//! Writing a return: from an action, with what stands in the text read back before it is kept.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use improving::actions::{self, Action};
use kernel::{Id, Lang, kinds};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form, hidden},
    html, parts,
    words::{say, say_with},
};
use spine::{Platform, db::Conn};
use understanding::themes;

use super::{Fields, field, id, work_one::checks};
use crate::returns::{
    access,
    actions::{self as deeds, ReturnProblem, Written},
    model::{self, FieldCheck, LONGEST, State as Stands, Wording},
    store,
};

/// How many actions are offered to begin from.
const OFFERED: i64 = 50;

/// What the address may say.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    action: Option<String>,
}

/// What stands in the form.
struct Screen<'a> {
    desk: &'a Desk,
    action: &'a Action,
    given: Option<Id<kinds::Return>>,
    written: Written,
    found: Vec<FieldCheck>,
}

/// The empty form of an action, or the actions to choose from.
pub(super) async fn fresh(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let Some(chosen) = asked.action.as_deref().filter(|text| !text.is_empty()) else {
        return offered(&p, &mut conn, &desk).await;
    };
    let action = writable(&mut conn, &desk, id(chosen)?).await?;
    let mut fr = Wording::default();
    if let Some(finding) = action.finding {
        let finding = themes::finding(&mut conn, &desk.asker.scope, finding).await?;
        fr.said = finding.map_or_else(String::new, |finding| finding.said);
    }
    fr.done = action.answer.clone().unwrap_or_else(|| action.plan.clone());
    let screen = Screen {
        desk: &desk,
        action: &action,
        given: None,
        found: Vec::new(),
        written: Written { fr, ..Written::default() },
    };
    Ok(screen.page(&Errors::none()).into_response())
}

/// The form of a draft.
pub(super) async fn edit(
    State(p): State<Platform>,
    desk: Desk,
    Path(given): Path<String>,
) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let one = store::find(&mut conn, &desk.asker.scope, id(&given)?).await?.ok_or(Failure::NotFound)?;
    if one.state == Stands::Published {
        return Err(Failure::NotFound);
    }
    let action = writable(&mut conn, &desk, one.action).await?;
    let found = deeds::read(&one);
    let written = Written { fr: one.fr, en: one.en, themes: None };
    let screen = Screen { desk: &desk, action: &action, given: Some(one.id), written, found };
    Ok(screen.page(&Errors::none()).into_response())
}

/// A draft sent for the first time.
pub(super) async fn draft(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let action = writable(&mut conn, &desk, id(field(&fields, "action"))?).await?;
    drop(conn);
    let written = typed(&fields);
    if is_preview(&fields) {
        return Ok(read_back(&desk, &action, None, written).into_response());
    }
    match deeds::draft(&p, &desk.asker, action.id, written.clone()).await {
        Ok(id) => Ok(seen(desk.look, &format!("/travail/retours/{id}"))),
        Err(problem) => again(&desk, &action, None, written, problem),
    }
}

/// A draft sent again.
pub(super) async fn change(
    State(p): State<Platform>,
    desk: Desk,
    Path(given): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let one = store::find(&mut conn, &desk.asker.scope, id(&given)?).await?.ok_or(Failure::NotFound)?;
    let action = writable(&mut conn, &desk, one.action).await?;
    drop(conn);
    let written = typed(&fields);
    if is_preview(&fields) {
        return Ok(read_back(&desk, &action, Some(one.id), written).into_response());
    }
    match deeds::change(&p, &desk.asker, one.id, written.clone()).await {
        Ok(()) => Ok(seen(desk.look, &format!("/travail/retours/{}", one.id))),
        Err(problem) => again(&desk, &action, Some(one.id), written, problem),
    }
}

fn is_preview(fields: &Fields) -> bool {
    !field(fields, "relire").is_empty()
}

fn typed(fields: &Fields) -> Written {
    let of = |lang: Lang| {
        let name = |field: &str| format!("{field}_{}", lang.tag());
        Wording {
            said: field(fields, &name("said")).to_owned(),
            done: field(fields, &name("done")).to_owned(),
            more: field(fields, &name("more")).to_owned(),
        }
        .trimmed()
    };
    Written { fr: of(Lang::Fr), en: of(Lang::En), themes: None }
}

fn read_back(
    desk: &Desk,
    action: &Action,
    given: Option<Id<kinds::Return>>,
    written: Written,
) -> axum::response::Html<String> {
    let mut found = model::check(&written.fr, Lang::Fr);
    found.extend(model::check(&written.en, Lang::En));
    Screen { desk, action, given, written, found }.page(&Errors::none())
}

fn again(
    desk: &Desk,
    action: &Action,
    given: Option<Id<kinds::Return>>,
    written: Written,
    problem: ReturnProblem,
) -> Result<Response, Failure> {
    let Some(at) = problem.field() else { return Err(problem.into()) };
    let mut errors = Errors::none();
    errors.add_with(at, problem.key(), vec![("n", LONGEST.into())]);
    let screen = Screen { desk, action, given, written, found: Vec::new() };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, screen.page(&errors)).into_response())
}

/// An action about which the asker may write a return.
async fn writable(conn: &mut Conn, desk: &Desk, id: Id<kinds::Action>) -> Result<Action, Failure> {
    let action = actions::action(conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)?;
    if access::may_write(&desk.asker, action.place) { Ok(action) } else { Err(Failure::Forbidden) }
}

/// The actions that have no return yet, to begin from one.
async fn offered(_p: &Platform, conn: &mut Conn, desk: &Desk) -> Result<Response, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let scope = &desk.asker.scope;
    let (found, _) = actions::store::list(conn, scope, &actions::store::Filter::default(), OFFERED, 0).await?;
    let mut without = Vec::new();
    for action in found {
        if store::of_action(conn, scope, action.id).await?.is_empty() {
            without.push(action);
        }
    }
    let title = say(lang, "returns-new");
    let body = html! {
        (parts::breadcrumb(lang, &[(say(lang, "menu-returns"), look.link("/travail/retours"))], &title))
        (parts::header(&title, say(lang, "returns-new-lead")))
        @if without.is_empty() { (parts::empty(say(lang, "returns-no-action"), say(lang, "returns-no-action-why"), html! {})) }
        ul {
            @for action in &without {
                li {
                    a href=(look.link(&format!("/travail/retours/nouveau?action={}", action.id))) { (action.title) }
                    " " span.quiet { (dates::day(lang, action.created)) }
                }
            }
        }
    };
    Ok(desk.page(title, "/travail/retours/nouveau", body).into_response())
}

impl Screen<'_> {
    fn path(&self) -> String {
        match self.given {
            Some(id) => format!("/travail/retours/{id}/modifier"),
            None => "/travail/retours/nouveau".to_owned(),
        }
    }

    fn page(&self, errors: &Errors) -> axum::response::Html<String> {
        let (lang, look) = (self.desk.lang(), self.desk.look);
        let form = Form::new(lang, errors);
        let title = say(lang, if self.given.is_some() { "returns-edit" } else { "returns-new" });
        let body = html! {
            (form.summary())
            (parts::breadcrumb(lang, &[(say(lang, "menu-returns"), look.link("/travail/retours"))], &title))
            (parts::header(&title, say_with(lang, "returns-from-action", &[("action", self.action.title.clone().into())])))
            p { (say(lang, "returns-plain-advice")) }
            @if !self.found.is_empty() { (checks(lang, &self.found)) }
            form method="post" action=(look.link(&self.path())) data-keep novalidate {
                (hidden("action", &self.action.id.to_string()))
                (self.texts(&form, Lang::Fr))
                (parts::more(say(lang, "returns-in-english"), self.texts(&form, Lang::En)))
                div.buttons {
                    (Button::submit(say(lang, "returns-keep")))
                    (Button::submit(say(lang, "returns-read-back")).named("relire", "1").secondary())
                }
            }
        };
        self.desk.page(title, &self.path(), body)
    }

    fn texts(&self, form: &Form<'_>, of: Lang) -> Markup {
        let lang = self.desk.lang();
        let wording = if of == Lang::Fr { &self.written.fr } else { &self.written.en };
        let label =
            |name: &str| format!("{} ({})", say(lang, &format!("returns-field-{name}")), say(of, "kit-this-language"));
        html! {
            @for (name, text) in wording.fields() {
                @let area = form.textarea(&format!("{name}_{}", of.tag()), label(name))
                    .hint(say(lang, &format!("returns-hint-{name}"))).value(text).rows(4).at_most(LONGEST);
                @if name == "more" || of == Lang::En { (area.optional()) } @else { (area) }
            }
        }
    }
}
