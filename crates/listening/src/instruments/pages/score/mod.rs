//! One score, written in steps: its name, its rule, the questions it counts, the value of each answer, what missing answers
//! do, the answers that take a question out, and a trial. Each step is a form of its own, sent by itself, so that a score
//! over sixty questions stays a few short pages; no format to know.

mod excluded;
mod missing;
mod questions;
mod rule;
mod table;
mod trial;
mod values;

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tab, Tone, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields,
    draft::{Open, Part, kept},
    encoded, field, none, pair, put_two, scores,
    sent::{self, Sent},
    two, value,
};
use crate::instruments::{
    actions::{self, Edit, InstrumentProblem, Touches},
    document::{
        Doc,
        score::{self, Score},
    },
    model::{Act, LONGEST},
};

/// The steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Name,
    Rule,
    Questions,
    Values,
    Missing,
    Excluded,
    Table,
    Trial,
}

impl Step {
    const ALL: [Self; 8] = [
        Self::Name,
        Self::Rule,
        Self::Questions,
        Self::Values,
        Self::Missing,
        Self::Excluded,
        Self::Table,
        Self::Trial,
    ];

    /// The name used in addresses.
    const fn code(self) -> &'static str {
        match self {
            Self::Name => "nom",
            Self::Rule => "regle",
            Self::Questions => "questions",
            Self::Values => "valeurs",
            Self::Missing => "absences",
            Self::Excluded => "exclusions",
            Self::Table => "table",
            Self::Trial => "essai",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    fn title(self, lang: Lang) -> String {
        say(lang, &format!("instruments-score-step-{}", self.code()))
    }

    fn after(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(at + 1).copied()
    }
}

/// A step of a score of a draft.
struct Here<'a> {
    desk: &'a Desk,
    open: &'a Open,
    /// The score as it is stored; without an id while it is new.
    score: Score,
    step: Step,
    /// The page of a long step, from 1.
    page: usize,
    /// What the address asks for beside: the answers of a trial, the question of an exclusion.
    asked: &'a Fields,
}

impl<'a> Here<'a> {
    fn of(desk: &'a Desk, open: &'a Open, asked: &'a Fields) -> Option<Self> {
        let id = field(asked, "s");
        let score = match id.as_str() {
            "" => Score { top: 1, ..Score::default() },
            id => score::all(open.doc()).into_iter().find(|one| one.id == id)?,
        };
        // A score that has no name yet is not there to be written further.
        let step =
            if id.is_empty() { Step::Name } else { Step::from_code(&field(asked, "etape")).unwrap_or(Step::Name) };
        let page = value::<usize>(asked, "page").unwrap_or(1).clamp(1, 10_000);
        Some(Self { desk, open, score, step, page, asked })
    }

    const fn lang(&self) -> Lang {
        self.desk.lang()
    }

    fn doc(&self) -> &Doc {
        self.open.doc()
    }

    /// The address of a step.
    fn to(&self, step: Step) -> String {
        format!("{}/score?s={}&etape={}", self.open.path(), encoded(&self.score.id), step.code())
    }

    /// The address of a page of this step.
    fn to_page(&self, page: usize) -> String {
        format!("{}&page={page}", self.to(self.step))
    }

    /// The fields that the stored score fills in this step.
    fn fields(&self) -> Fields {
        match self.step {
            Step::Name => named(&self.score),
            Step::Rule => rule::fields(&self.score),
            Step::Questions => questions::fields(self),
            Step::Values => values::fields(self),
            Step::Missing => missing::fields(&self.score),
            Step::Table => table::fields(&self.score),
            Step::Excluded | Step::Trial => Fields::new(),
        }
    }
}

/// The page of a step; without `s`, the first step of a new score.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let here = Here::of(&desk, &open, &asked).ok_or(Failure::NotFound)?;
    let saved = field(&asked, "fait") == "1";
    let before =
        html! { @if saved { (notice(desk.lang(), Tone::Success, say(desk.lang(), "instruments-saved"), "")) } };
    Ok(page(&here, &here.fields(), &none(), before).into_response())
}

fn page(here: &Here<'_>, fields: &Fields, errors: &Errors, before: Markup) -> impl IntoResponse + use<> {
    let (lang, open) = (here.lang(), here.open);
    let form = Form::new(lang, errors);
    let is_new = here.score.id.is_empty();
    let name = if is_new {
        html! { (say(lang, "instruments-score-new")) }
    } else {
        scores::titled(lang, &here.score)
    };
    let inside = match here.step {
        Step::Name => name_form(lang, form, fields),
        Step::Rule => rule::body(lang, form, fields),
        Step::Questions => questions::body(here, form, fields, errors),
        Step::Values => values::body(here, form, fields),
        Step::Missing => missing::body(lang, form, fields),
        Step::Excluded => excluded::body(here, form),
        Step::Table => table::body(here, form, fields),
        Step::Trial => trial::body(here),
    };
    let is_form = !matches!(here.step, Step::Excluded | Step::Trial);
    let body = html! {
        p { a href=(here.desk.look.link(&open.part(Part::Scores))) { (say(lang, "instruments-tab-scores")) } }
        h2 #score { (name) }
        @if !is_new { (steps(here)) }
        h3 { (here.step.title(lang)) }
        @if is_form {
            form method="post" action=(here.desk.look.link(&here.to_page(here.page))) data-keep novalidate {
                (hidden("revision", &open.draft.revision.to_string()))
                // The first button of a form is the one that the return key presses.
                button.visually-hidden type="submit" name="go" value="save" tabindex="-1" aria-hidden="true" disabled[!open.edits] {}
                (kept(open.edits, &inside))
                @if open.edits { (buttons(here, is_new)) }
            }
        } @else { (inside) }
    };
    let title = say(lang, if is_new { "instruments-score-new" } else { "instruments-score-edit" });
    open.page(here.desk, Part::Scores, &title, html! { (form.summary()) (before) }, &body)
}

/// The way between the steps.
fn steps(here: &Here<'_>) -> Markup {
    let lang = here.lang();
    let tabs = Step::ALL.map(|step| {
        let tab =
            Tab::new(step.title(lang), here.desk.look.link(&format!("{}#score", here.to(step))), step == here.step);
        match step {
            Step::Questions => tab.count(i64::try_from(here.score.parts.len()).unwrap_or(i64::MAX)),
            _ => tab,
        }
    });
    parts::tabs(lang, &say(lang, "instruments-score-steps"), &tabs)
}

fn buttons(here: &Here<'_>, is_new: bool) -> Markup {
    let lang = here.lang();
    html! {
        div.buttons {
            @if is_new { (Button::submit(say(lang, "instruments-score-go-on")).named("go", "next")) }
            @else {
                (Button::submit(say(lang, "instruments-save")).named("go", "save"))
                @if let Some(after) = here.step.after() {
                    (Button::submit(say_with(lang, "instruments-score-then", &[("step", after.title(lang).into())])).named("go", "next").secondary())
                }
            }
        }
    }
}

fn name_form(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    html! {
        (pair(form, lang, fields, "title", &say(lang, "instruments-score-title"), 1, 0))
        (pair(form, lang, fields, "note", &say(lang, "instruments-score-note"), 2, 0))
        (parts::more(say(lang, "instruments-score-published"),
            pair(form, lang, fields, "source", &say(lang, "instruments-score-source"), 2, 0)))
    }
}

fn named(score: &Score) -> Fields {
    let mut out = Fields::new();
    put_two(&mut out, "title", &score.title);
    put_two(&mut out, "note", &score.note);
    put_two(&mut out, "source", &score.source);
    out
}

/// What a step does to a document once it was read. It gives the id of the score.
type Change = Box<dyn FnOnce(&mut Doc) -> Result<String, InstrumentProblem> + Send>;

/// A step that changes the score alone.
fn of_score(id: String, change: impl FnOnce(&mut Score) + Send + 'static) -> Change {
    Box::new(move |doc| {
        let mut score = match id.as_str() {
            "" => Score { top: 1, ..Score::default() },
            id => score::all(doc).into_iter().find(|one| one.id == id).ok_or(InstrumentProblem::Gone)?,
        };
        change(&mut score);
        Ok(score::put_score(doc, &score))
    })
}

fn read_name(here: &Here<'_>, fields: &Fields) -> Result<Change, Errors> {
    let mut errors = Errors::none();
    let (title, note, source) = (two(fields, "title"), two(fields, "note"), two(fields, "source"));
    if title.is_empty() {
        errors.add("title-fr", "instruments-say-score-title");
    }
    for (name, text) in fields {
        if text.chars().count() > LONGEST {
            errors.add_with(name, "kit-at-most", vec![("n", LONGEST.into())]);
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(of_score(here.score.id.clone(), move |score| {
        (score.title, score.note, score.source) = (title, note, source);
    }))
}

/// A number as people type it, with a comma or a point; the error is put at its field.
fn number(fields: &Fields, name: &str, errors: &mut Errors) -> String {
    let typed = field(fields, name).replace(',', ".");
    let is_plain = typed.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if !typed.is_empty() && (!is_plain || typed.parse::<serde_json::Number>().is_err() || typed.len() > 16) {
        errors.add(name, "instruments-say-decimal");
    }
    typed
}

/// Stores a step, and goes where the button says.
pub(super) async fn save(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let revision = sent::revision(&fields)?;
    let Some(here) = Here::of(&desk, &open, &asked) else {
        let gone = Sent { desk: &desk, typed: &fields, stored: None };
        let title = say(desk.lang(), "instruments-tab-scores");
        return gone
            .not_stored(InstrumentProblem::Gone, |before| open.page(&desk, Part::Scores, &title, before, &html! {}));
    };
    let read = match here.step {
        Step::Name => read_name(&here, &fields),
        Step::Rule => rule::read(&here, &fields),
        Step::Questions => questions::read(&here, &fields),
        Step::Values => values::read(&here, &fields),
        Step::Missing => missing::read(&here, &fields),
        Step::Excluded => excluded::read(&here, &fields),
        Step::Table => table::read(&here, &fields),
        Step::Trial => return Err(Failure::Invalid),
    };
    let change = match read {
        Ok(change) => change,
        Err(errors) => return Ok(sent::refused(page(&here, &fields, &errors, html! {}))),
    };
    let subject = match here.step {
        Step::Name => two(&fields, "title").either(Lang::Fr).to_owned(),
        _ => here.score.title.either(Lang::Fr).to_owned(),
    };
    let edit = Edit { draft: open.draft.id, revision, act: Act::Score, subject, touches: touches(&here, &fields) };
    let done = actions::change(&p, &desk.asker, edit, |draft, doc| {
        let before = doc.clone();
        let id = change(doc)?;
        mark_local(draft.of_official, &before, doc);
        Ok(id)
    })
    .await;
    match done {
        Ok(id) => Ok(seen(desk.look, &next(&here, &id, &fields))),
        Err(problem) => {
            let again = |before: Markup| page(&here, &fields, &none(), before);
            Sent { desk: &desk, typed: &fields, stored: Some(here.fields()) }.not_stored(problem, again)
        }
    }
}

/// What a step rests on: the score, and the questions whose answers it gives a value or a new effect.
fn touches(here: &Here<'_>, fields: &Fields) -> Touches {
    let score = here.score.id.clone();
    match here.step {
        Step::Name if score.is_empty() => Touches::Nothing,
        Step::Values => Touches::Score(score, values::links(here)),
        Step::Excluded => Touches::Score(score, vec![field(fields, "on")]),
        _ => Touches::Score(score, Vec::new()),
    }
}

/// In the copy of an official questionnaire, a question whose answers changed is local.
fn mark_local(of_official: bool, before: &Doc, doc: &mut Doc) {
    if !of_official {
        return;
    }
    let changed: Vec<String> = {
        let entries = doc.entries();
        let is_other = |entry: &&crate::instruments::document::Entry<'_>| before.item(entry.link) != Some(entry.item);
        entries.iter().filter(is_other).map(|entry| entry.link.to_owned()).collect()
    };
    for link in changed {
        if let Some(item) = doc.item_mut(&link) {
            crate::instruments::document::json::put_flag(item, instruments::extensions::LOCAL, true);
        }
    }
}

/// Where one goes once a step is stored.
fn next(here: &Here<'_>, id: &str, fields: &Fields) -> String {
    let at =
        |step: Step, more: &str| format!("{}/score?s={}&etape={}{more}", here.open.path(), encoded(id), step.code());
    match (field(fields, "go").as_str(), here.step.after()) {
        ("next", Some(after)) => at(after, "&fait=1"),
        _ => at(here.step, &format!("&page={}&fait=1", here.page)),
    }
}
