//! The target of a card: what holds, every change of it, and the form.

use axum::{
    Form as Posted,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup, dates,
    fields::{Button, Choice, DateField, Errors, Form},
    html,
    parts::{self, Moment},
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, again, field, id, parts::said, tell, value};
use crate::{
    cards::{
        access::may_write,
        actions,
        model::Card,
        store,
        target::{Direction, NewTarget, Origin, Target, holding},
        typed::number_of,
    },
    indicators::Measure,
};

/// The unit of a card's values: per cent, points, or its own.
pub(super) fn unit_of(lang: Lang, measure: Option<&Measure>) -> String {
    match measure {
        Some(Measure::Typed { denominator: false, unit }) => unit.clone(),
        Some(Measure::Score | Measure::Dimension { .. }) => say(lang, "cards-unit-points"),
        Some(_) => say(lang, "cards-unit-percent"),
        None => String::new(),
    }
}

fn decimals(value: f64) -> usize {
    if value.fract() == 0.0 { 0 } else { 1 }
}

/// A target in words; empty for one that took the target away.
pub(super) fn said_of(lang: Lang, card: &Card, target: &Target) -> String {
    let Some(value) = target.set.value else { return say(lang, "cards-target-away") };
    let unit = unit_of(lang, card.measure.as_ref());
    let value = format!("{} {unit}", dates::number(lang, value, decimals(value)));
    let key = match target.set.direction {
        Direction::AtLeast => "cards-target-at-least",
        Direction::AtMost => "cards-target-at-most",
    };
    let said = say_with(lang, key, &[("value", value.trim_end().into())]);
    match target.set.until {
        Some(day) => {
            say_with(lang, "cards-target-until", &[("said", said.into()), ("day", dates::day(lang, day).into())])
        }
        None => said,
    }
}

/// The section of a card's page.
pub(super) fn section(desk: &Desk, card: &Card, targets: &[Target]) -> Markup {
    let lang = desk.lang();
    let moments: Vec<Moment> = targets
        .iter()
        .rev()
        .map(|target| {
            let body = html! {
                p.written { (target.set.reason) }
                p.hint { (say(lang, &format!("role-{}", target.role.code()))) }
            };
            Moment::new(dates::day(lang, target.day), said_of(lang, card, target), body)
        })
        .collect();
    html! {
        section {
            h2 #cible { (say(lang, "cards-target")) }
            @match holding(targets) {
                Some(target) => {
                    p { strong { (said_of(lang, card, target)) } }
                    p { (said(lang, "origin", target.set.origin.code())) " – " span.written { (target.set.source) } }
                },
                None => p { (say(lang, "cards-target-none")) },
            }
            @if may_write(&desk.asker) && card.set_aside.is_none() {
                p { (Button::link(say(lang, if targets.is_empty() { "cards-target-set" } else { "cards-target-change" }),
                    desk.look.link(&format!("/travail/indicateurs/{}/cible", card.id))).secondary()) }
            }
            @if !moments.is_empty() { (parts::more(say(lang, "cards-target-history"), parts::timeline(&moments))) }
        }
    }
}

async fn load(p: &Platform, desk: &Desk, name: &str) -> Result<(Card, Vec<Target>), Failure> {
    let mut conn = p.db.reader().await?;
    let card = store::find(&mut conn, &desk.asker.scope, id(name)?).await?.ok_or(Failure::NotFound)?;
    let targets = store::targets(&mut conn, &desk.asker.scope, card.id).await?;
    Ok((card, targets))
}

/// The form.
pub(super) async fn page(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let (card, targets) = load(&p, &desk, &name).await?;
    let typed = holding(&targets).map(as_typed).unwrap_or_default();
    let body = form(&desk, &card, &targets, &Errors::none(), &typed);
    Ok(desk.page(say(desk.lang(), "cards-target"), &path_of(&card), body).into_response())
}

/// Sets it.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let (card, targets) = load(&p, &desk, &name).await?;
    let mut errors = Errors::none();
    if let Some(new) = read(&fields, &mut errors) {
        match actions::set_target(&p, &desk.asker, card.id, new).await {
            Ok(()) => return Ok(seen(desk.look, &format!("/travail/indicateurs/{}#cible", card.id))),
            Err(problem) => tell(&mut errors, problem, &fields)?,
        }
    }
    let body = form(&desk, &card, &targets, &errors, &fields);
    Ok(again(&desk, say(desk.lang(), "cards-target"), &path_of(&card), body))
}

fn path_of(card: &Card) -> String {
    format!("/travail/indicateurs/{}/cible", card.id)
}

fn read(fields: &Fields, errors: &mut Errors) -> Option<NewTarget> {
    let text = |name: &str| field(fields, name).to_owned();
    if field(fields, "go") == "away" {
        let (direction, origin) = (Direction::AtLeast, Origin::Decision);
        return Some(NewTarget {
            value: None,
            direction,
            until: None,
            origin,
            source: String::new(),
            reason: text("because"),
        });
    }
    let number = number_of(field(fields, "value"));
    if number.is_none() {
        errors.add("value", "cards-typed-not-number");
    }
    let parts = ["until-day", "until-month", "until-year"].map(|name| field(fields, name));
    let until = DateField::read(parts[0], parts[1], parts[2]);
    if until.is_none() && parts.iter().any(|part| !part.is_empty()) {
        errors.add("until", "kit-error-date");
    }
    let (direction, origin) = (value(fields, "direction"), value(fields, "origin"));
    for (name, missing) in [("direction", direction.is_none()), ("origin", origin.is_none())] {
        if missing {
            errors.add(name, "cards-problem-choose");
        }
    }
    errors.is_empty().then_some(())?;
    let (source, reason) = (text("origin-words"), text("because"));
    Some(NewTarget { value: Some(number?), direction: direction?, until, origin: origin?, source, reason })
}

fn as_typed(target: &Target) -> Fields {
    let mut fields = vec![
        ("value".to_owned(), target.set.value.map_or_else(String::new, |value| value.to_string())),
        ("direction".to_owned(), target.set.direction.code().to_owned()),
        ("origin".to_owned(), target.set.origin.code().to_owned()),
        ("origin-words".to_owned(), target.set.source.clone()),
    ];
    if let Some(day) = target.set.until {
        let date = day.date();
        fields.push(("until-day".to_owned(), date.day().to_string()));
        fields.push(("until-month".to_owned(), date.month().to_string()));
        fields.push(("until-year".to_owned(), date.year().to_string()));
    }
    fields
}

fn form(desk: &Desk, card: &Card, targets: &[Target], errors: &Errors, typed: &Fields) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let back = [
        (say(lang, "cards-title"), look.link("/travail/indicateurs")),
        (card.face.title.clone(), look.link(&format!("/travail/indicateurs/{}", card.id))),
    ];
    let unit = unit_of(lang, card.measure.as_ref());
    let number = form.text("value", say(lang, "cards-target-value")).decimal().value(field(typed, "value"));
    let number = if unit.is_empty() { number } else { number.unit(unit) };
    let sides = Direction::ALL.iter().map(|one| Choice::new(one.code(), said(lang, "direction", one.code())));
    let origins = Origin::ALL.iter().map(|one| Choice::new(one.code(), said(lang, "origin", one.code())));
    html! {
        (form.summary())
        (parts::breadcrumb(lang, &back, &say(lang, "cards-target")))
        (parts::header(say(lang, "cards-target"), say(lang, "cards-target-lead")))
        form method="post" action=(look.link(&path_of(card))) data-keep novalidate {
            (number)
            (form.radios("direction", say(lang, "cards-target-direction")).with_all(sides).row().chosen(field(typed, "direction")))
            (form.date("until", say(lang, "cards-target-until-when")).optional()
                .written(field(typed, "until-day"), field(typed, "until-month"), field(typed, "until-year")))
            (form.radios("origin", say(lang, "cards-target-origin")).with_all(origins).chosen(field(typed, "origin")))
            (form.textarea("origin-words", say(lang, "cards-target-source")).hint(say(lang, "cards-target-source-hint")).rows(2).value(field(typed, "origin-words")))
            (form.textarea("because", say(lang, "cards-target-because")).hint(say(lang, "cards-target-because-hint")).rows(3).value(field(typed, "because")))
            div.buttons {
                (Button::submit(say(lang, "cards-keep")))
                @if holding(targets).is_some() { (Button::submit(say(lang, "cards-target-take-away")).named("go", "away").quiet()) }
            }
        }
    }
}
