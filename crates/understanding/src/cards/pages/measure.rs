//! Saying how the number of a card is made: first the way, then the questionnaire, then the question, each with an address, so that
//! it works without scripts.

use std::sync::Arc;

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use instruments::{Instrument, Item, Speaker};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Choice, Errors, Form, hidden},
    html, parts,
    words::say,
};
use spine::Platform;

use super::{
    Fields, again, every, field, id,
    parts::{measure_code, measure_said, said},
    tell, value,
};
use crate::{
    cards::{
        actions::{self, Made, Questionnaires, has_score, is_scale},
        model::Card,
        store,
    },
    indicators::Measure,
};

/// The ways, in the order of the page.
const WAYS: &[&str] = &["share", "dimension", "score", "typed-share", "typed-number", "answered", "changed"];

/// The page, at the step that its address has reached.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let (card, known) = load(&p, &desk, &name).await?;
    let body = body(&desk, &card, &known, &Errors::none(), &fields);
    Ok(desk.page(say(desk.lang(), "cards-measure-edit"), &path_of(&card), body).into_response())
}

fn path_of(card: &Card) -> String {
    format!("/travail/indicateurs/{}/mesure", card.id)
}

async fn load(p: &Platform, desk: &Desk, name: &str) -> Result<(Card, Questionnaires), Failure> {
    let mut conn = p.db.reader().await?;
    let card = store::find(&mut conn, &desk.asker.scope, id(name)?).await?.ok_or(Failure::NotFound)?;
    let known = actions::questionnaires(p, &mut conn, &desk.asker).await?;
    Ok((card, known))
}

/// Keeps it.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let (card, known) = load(&p, &desk, &name).await?;
    let mut errors = Errors::none();
    let instrument = known.iter().find(|(url, _)| url == field(&fields, "questionnaire"));
    match read(&fields) {
        None => errors.add(missing_at(&fields), "cards-problem-choose"),
        Some(measure) => {
            let read = instrument.filter(|_| measure.is_of_answers());
            let made = Made {
                instrument: read.map(|(url, instrument)| (url.as_str(), &**instrument)),
                // A share is always of people or of their files.
                of_people: !matches!(measure, Measure::Typed { denominator: false, .. })
                    || field(&fields, "of-people") != "no",
                measure,
            };
            match actions::measure(&p, &desk.asker, card.id, made).await {
                Ok(()) => return Ok(seen(desk.look, &format!("/travail/indicateurs/{}#nombre", card.id))),
                Err(actions::CardProblem::Measure) => errors.add(missing_at(&fields), "cards-problem-measure"),
                Err(problem) => tell(&mut errors, problem, &fields)?,
            }
        }
    }
    let body = body(&desk, &card, &known, &errors, &fields);
    Ok(again(&desk, say(desk.lang(), "cards-measure-edit"), &path_of(&card), body))
}

/// The field that a form without its measure is told at.
fn missing_at(fields: &Fields) -> &'static str {
    match field(fields, "genre") {
        "share" if field(fields, "question").is_empty() => "question",
        "share" => "code",
        "dimension" => "item",
        "answered" | "changed" => "days",
        "typed-number" => "unit",
        _ => "genre",
    }
}

fn read(fields: &Fields) -> Option<Measure> {
    let texts = |name| every(fields, name).map(str::to_owned).collect::<Vec<_>>();
    let days: Option<u32> = value(fields, "days");
    Some(match field(fields, "genre") {
        "score" => Measure::Score,
        "share" => {
            let (item, codes) = (field(fields, "question").to_owned(), texts("code"));
            (!item.is_empty() && !codes.is_empty()).then_some(Measure::Share { item, codes })?
        }
        "dimension" => {
            Some(texts("item")).filter(|items| !items.is_empty()).map(|items| Measure::Dimension { items })?
        }
        "typed-share" => Measure::Typed { denominator: true, unit: String::new() },
        "typed-number" => Measure::Typed { denominator: false, unit: field(fields, "unit").to_owned() },
        "answered" if field(fields, "days").is_empty() => Measure::Answered { within_days: None },
        "answered" => Measure::Answered { within_days: Some(days?) },
        "changed" => Measure::Changed { within_days: days? },
        _ => return None,
    })
}

fn body(desk: &Desk, card: &Card, known: &Questionnaires, errors: &Errors, typed: &Fields) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let title = say(lang, "cards-measure-edit");
    let way = field(typed, "genre");
    let back = [
        (say(lang, "cards-title"), look.link("/travail/indicateurs")),
        (card.face.title.clone(), look.link(&format!("/travail/indicateurs/{}", card.id))),
    ];
    let read = card.instrument.as_ref().and_then(|url| known.iter().find(|(one, _)| one == url));
    html! {
        (Form::new(lang, errors).summary())
        (parts::breadcrumb(lang, &back, &title))
        (parts::header(&title, &card.face.definition))
        @if card.measure.is_some() {
            h2 { (say(lang, "cards-measure-now")) }
            div { (measure_said(lang, card.measure.as_ref(), read.map(|(_, instrument)| instrument))) }
        }
        @if WAYS.contains(&way) { (step(desk, card, known, errors, typed)) } @else { (ways(desk, card, errors)) }
    }
}

/// The first step: the way.
fn ways(desk: &Desk, card: &Card, errors: &Errors) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let choices = WAYS
        .iter()
        .map(|way| Choice::new(*way, said(lang, "made", way)).hint(say(lang, &format!("cards-made-{way}-hint"))));
    let now = card.measure.as_ref().map_or("", measure_code);
    html! {
        form method="get" action=(path_of(card)) {
            (look.hidden())
            (Form::new(lang, errors).radios("genre", say(lang, "cards-measure-way")).with_all(choices).chosen(now))
            (Button::submit(say(lang, "cards-next")))
        }
    }
}

/// The next steps.
fn step(desk: &Desk, card: &Card, known: &Questionnaires, errors: &Errors, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let way = field(typed, "genre");
    let instrument = known.iter().find(|(url, _)| url == field(typed, "questionnaire"));
    let again = html! { p { a href=(desk.look.link(&path_of(card))) { (say(lang, "cards-measure-other-way")) } } };
    html! {
        p { strong { (said(lang, "made", way)) } }
        @match (way, instrument) {
            ("share" | "dimension" | "score", None) => (questionnaire(desk, card, known, errors, way)),
            ("share", Some(found)) => (share(desk, card, found, errors, typed)),
            ("dimension", Some((url, instrument))) => (dimension(desk, card, (url, instrument), errors, typed)),
            ("score", Some((url, instrument))) => (score(desk, card, (url, instrument))),
            _ => (elsewhere(desk, card, errors, typed)),
        }
        (again)
    }
}

fn questionnaire(desk: &Desk, card: &Card, known: &Questionnaires, errors: &Errors, way: &str) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let fit = known.iter().filter(|(_, instrument)| match way {
        "score" => has_score(instrument),
        "dimension" => instrument.questions().any(is_scale),
        _ => instrument.questions().any(|item| !item.choices.is_empty()),
    });
    let choices: Vec<_> = fit.map(|(url, instrument)| (url.clone(), instrument.title(lang).to_owned())).collect();
    html! {
        @if choices.is_empty() {
            (parts::empty(say(lang, "cards-questionnaire-none"), say(lang, "cards-questionnaire-none-why"), html! {}))
        } @else {
            form method="get" action=(path_of(card)) {
                (look.hidden()) (hidden("genre", way))
                (Form::new(lang, errors).select("questionnaire", say(lang, "cards-questionnaire")).hint(say(lang, "cards-questionnaire-hint"))
                    .choices(choices).chosen(card.instrument.clone().unwrap_or_default()))
                (Button::submit(say(lang, "cards-next")))
            }
        }
    }
}

fn wording(desk: &Desk, item: &Item) -> String {
    item.wording.get(Speaker::Patient, desk.lang()).to_owned()
}

fn share(
    desk: &Desk,
    card: &Card,
    (url, instrument): &(String, Arc<Instrument>),
    errors: &Errors,
    typed: &Fields,
) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let Some(item) = instrument.item(field(typed, "question")) else {
        let asked = instrument.questions().filter(|item| !item.choices.is_empty());
        let choices = asked.map(|item| Choice::new(item.link_id.clone(), wording(desk, item)));
        return html! {
            form method="get" action=(path_of(card)) {
                (look.hidden()) (hidden("genre", "share")) (hidden("questionnaire", url))
                (form.radios("question", say(lang, "cards-question")).with_all(choices))
                (Button::submit(say(lang, "cards-next")))
            }
        };
    };
    let codes = item.choices.iter().filter(|choice| choice.missing.is_none());
    let choices = codes.map(|choice| Choice::new(choice.code.clone(), choice.label.get(Speaker::Patient, lang)));
    let mut boxes =
        form.checkboxes("code", say(lang, "cards-codes")).hint(say(lang, "cards-codes-hint")).with_all(choices);
    for code in every(typed, "code") {
        boxes = boxes.chosen(code);
    }
    html! {
        p { "“" (wording(desk, item)) "”" }
        form method="post" action=(look.link(&path_of(card))) novalidate {
            (hidden("genre", "share")) (hidden("questionnaire", url)) (hidden("question", &item.link_id))
            (boxes)
            (Button::submit(say(lang, "cards-keep")))
        }
    }
}

fn dimension(
    desk: &Desk,
    card: &Card,
    (url, instrument): (&String, &Arc<Instrument>),
    errors: &Errors,
    typed: &Fields,
) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let scales = instrument.questions().filter(|item| is_scale(item));
    let choices = scales.map(|item| Choice::new(item.link_id.clone(), wording(desk, item)));
    let form = Form::new(lang, errors);
    let mut boxes =
        form.checkboxes("item", say(lang, "cards-items")).hint(say(lang, "cards-items-hint")).with_all(choices);
    for link in every(typed, "item") {
        boxes = boxes.chosen(link);
    }
    html! {
        form method="post" action=(look.link(&path_of(card))) novalidate {
            (hidden("genre", "dimension")) (hidden("questionnaire", url))
            (boxes)
            (Button::submit(say(lang, "cards-keep")))
        }
    }
}

fn score(desk: &Desk, card: &Card, (url, instrument): (&String, &Arc<Instrument>)) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    html! {
        p { (instrument.title(lang)) }
        form method="post" action=(look.link(&path_of(card))) novalidate {
            (hidden("genre", "score")) (hidden("questionnaire", url))
            (Button::submit(say(lang, "cards-keep")))
        }
    }
}

/// Numbers that do not come from a questionnaire.
fn elsewhere(desk: &Desk, card: &Card, errors: &Errors, typed: &Fields) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let way = field(typed, "genre");
    let (unit, days) = match &card.measure {
        Some(Measure::Typed { unit, .. }) => (unit.clone(), String::new()),
        Some(Measure::Answered { within_days: Some(days) } | Measure::Changed { within_days: days }) => {
            (String::new(), days.to_string())
        }
        _ => (String::new(), String::new()),
    };
    let of =
        |name: &str, kept: String| Some(field(typed, name).to_owned()).filter(|text| !text.is_empty()).unwrap_or(kept);
    let people = if card.of_people { "yes" } else { "no" };
    html! {
        form method="post" action=(look.link(&path_of(card))) novalidate {
            (hidden("genre", way))
            @if way == "typed-number" {
                (form.text("unit", say(lang, "cards-unit")).hint(say(lang, "cards-unit-hint")).value(of("unit", unit)).at_most(40))
                (form.radios("of-people", say(lang, "cards-of-people")).hint(say(lang, "cards-of-people-hint"))
                    .choice("yes", say(lang, "cards-of-people-yes")).choice("no", say(lang, "cards-of-people-no")).chosen(of("of-people", people.to_owned())))
            }
            @if way == "answered" {
                (form.text("days", say(lang, "cards-days")).hint(say(lang, "cards-days-hint")).optional().digits().value(of("days", days)))
            } @else if way == "changed" {
                (form.text("days", say(lang, "cards-days")).digits().value(of("days", days)))
            }
            (Button::submit(say(lang, "cards-keep")))
        }
    }
}
