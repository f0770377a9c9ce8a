//! The cut-offs that an organisation gives for a survey and year, with where it read them.

use axum::{
    Form as Posted,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use formats::esatis::Survey;
use organisation::access::{Desk, Failure, model::By, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form},
    html, parts,
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{HERE, address, cut_offs, file, named};
use crate::nation::{
    actions::{self, GivenCuts, NationProblem},
    cuts::{Cuts, cuts_of},
    model::{Disagreement, disagreements},
    store, told,
};

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    a: String,
    b: String,
    c: String,
    source: String,
    lu: String,
}

/// What the page shows of the cut-offs that hold.
struct Held {
    survey: Survey,
    year: i16,
    cuts: Option<Cuts>,
    disagreeing: Vec<Disagreement>,
}

async fn held(p: &Platform, desk: &Desk, survey: &str, year: &str) -> Result<Held, Failure> {
    let (survey, year) = named(survey, year)?;
    let mut conn = p.db.reader().await?;
    let scope = &desk.asker.scope;
    file(&mut conn, scope, survey, year).await?;
    let cuts = cuts_of(&store::cuts(&mut conn, scope).await?, survey, year);
    let all = store::results(&mut conn, scope, survey, year).await?;
    let disagreeing = cuts.as_ref().map(|cuts| disagreements(&all, cuts)).unwrap_or_default();
    Ok(Held { survey, year, cuts, disagreeing })
}

/// The form.
pub(super) async fn ask(
    State(p): State<Platform>,
    desk: Desk,
    Path((survey, year)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let held = held(&p, &desk, &survey, &year).await?;
    Ok(page(&desk, &held, &Typed::default(), &Errors::none()).into_response())
}

fn page(desk: &Desk, held: &Held, typed: &Typed, errors: &Errors) -> axum::response::Html<String> {
    let title = say(desk.lang(), "nation-cuts-give");
    let path = format!("{}/seuils", address(held.survey, held.year));
    desk.page(title, &path, body(desk, held, &path, typed, errors))
}

fn body(desk: &Desk, held: &Held, path: &str, typed: &Typed, errors: &Errors) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let of = told::results_of(lang, held.survey, held.year);
    let back = look.link(&address(held.survey, held.year));
    let class = |letter: &str| say_with(lang, "nation-cuts-from", &[("class", letter.into())]);
    html! {
        (form.summary())
        (parts::breadcrumb(lang, &[(say(lang, "nation-title"), look.link(HERE)), (of.clone(), back)], &say(lang, "nation-cuts-give")))
        (parts::header(say(lang, "nation-cuts-give"), say_with(lang, "nation-cuts-lead", &[("of", of.as_str().into())])))
        h2 { (say(lang, "nation-cuts-now")) }
        (cut_offs(look, held.cuts.as_ref(), &held.disagreeing))
        h2 { (say(lang, "nation-cuts-new")) }
        form method="post" action=(look.link(path)) novalidate {
            (form.text("a", class("A")).value(&typed.a).decimal())
            (form.text("b", class("B")).value(&typed.b).decimal())
            (form.text("c", class("C")).value(&typed.c).decimal())
            (form.text("source", say(lang, "nation-cuts-source")).hint(say(lang, "nation-cuts-source-hint"))
                .value(&typed.source).at_most(300))
            (form.checkboxes("lu", say(lang, "nation-cuts-read")).choice("oui", say(lang, "nation-cuts-tick")).chosen(&typed.lu))
            (Button::submit(say(lang, "nation-cuts-save")))
        }
    }
}

/// A number with a decimal comma or point.
fn number(text: &str) -> Option<f64> {
    let value: f64 = text.trim().replace(',', ".").parse().ok()?;
    value.is_finite().then_some(value)
}

/// Gives the cut-offs.
pub(super) async fn give(
    State(p): State<Platform>,
    desk: Desk,
    Path((survey, year)): Path<(String, String)>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Failure> {
    let held = held(&p, &desk, &survey, &year).await?;
    let mut errors = Errors::none();
    let read = [("a", &typed.a), ("b", &typed.b), ("c", &typed.c)].map(|(name, text)| {
        let value = number(text).filter(|value| (0.0..=100.0).contains(value));
        if value.is_none() {
            errors.add(name, "nation-cuts-number");
        }
        value.unwrap_or_default()
    });
    let [a, b, c] = read;
    if errors.is_empty() && !Cuts::are_sound(a, b, c) {
        errors.add("a", "nation-problem-cuts");
    }
    if typed.source.trim().chars().count() < 10 {
        errors.add("source", "nation-cuts-say-source");
    }
    if !errors.is_empty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&desk, &held, &typed, &errors)).into_response());
    }
    let verified = typed.lu == "oui";
    let (survey, year) = (held.survey, held.year);
    let given = GivenCuts { survey, year, from: read, source: typed.source.clone(), verified };
    match actions::give_cuts(&p, By::asker(&desk.asker), &given).await {
        Ok(()) => Ok(seen(desk.look, &address(survey, year))),
        Err(NationProblem::Cuts) => Err(Failure::Invalid),
        Err(problem) => Err(problem.into()),
    }
}
