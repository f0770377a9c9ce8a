//! The form of a session.

use std::collections::BTreeMap;

use axum::{
    Form as Posted,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::Id;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, DateField, Errors, Form, Width},
    html, parts,
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, again, field, parts::said, tell, value};
use crate::cards::{
    actions,
    model::Card,
    session::{Fate, Group, Session, Space, Talked},
    store::{self, Filter},
};

const PATH: &str = "/travail/indicateurs/rencontres/nouvelle";
/// How many subjects without a card the form has room for.
const OTHERS: usize = 4;

/// The empty form; `fiche` in the address is a card that was kept.
pub(super) async fn fresh(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let cards = cards(&p, &desk).await?;
    let kept = field(&fields, "fiche");
    let typed = if kept.is_empty() { Fields::new() } else { vec![(format!("fate-{kept}"), "kept".to_owned())] };
    let body = form(&desk, &cards, &Errors::none(), &typed);
    Ok(desk.page(say(desk.lang(), "cards-session-new"), PATH, body).into_response())
}

async fn cards(p: &Platform, desk: &Desk) -> Result<Vec<Card>, Failure> {
    let mut conn = p.db.reader().await?;
    Ok(store::all(&mut conn, &desk.asker.scope, &Filter::default()).await?)
}

/// Records it.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let cards = cards(&p, &desk).await?;
    let mut errors = Errors::none();
    if let Some(session) = read(&cards, &fields, &mut errors) {
        match actions::hold(&p, &desk.asker, session).await {
            Ok(id) => return Ok(seen(desk.look, &format!("/travail/indicateurs/rencontres/{id}"))),
            Err(problem) => tell(&mut errors, problem, &fields)?,
        }
    }
    let body = form(&desk, &cards, &errors, &fields);
    Ok(again(&desk, say(desk.lang(), "cards-session-new"), PATH, body))
}

fn read(cards: &[Card], fields: &Fields, errors: &mut Errors) -> Option<Session> {
    let day = DateField::read(field(fields, "day-day"), field(fields, "day-month"), field(fields, "day-year"));
    if day.is_none() {
        errors.add("day", "kit-error-date");
    }
    let space: Option<Space> = value(fields, "space");
    if space.is_none() {
        errors.add("space", "cards-problem-choose");
    }
    let mut people = BTreeMap::new();
    for group in Group::ALL {
        let name = format!("people-{}", group.code());
        match field(fields, &name) {
            "" => {}
            text => match text.parse::<u32>() {
                Ok(n) => drop(people.insert(*group, n)),
                Err(_) => errors.add(&name, "cards-problem-number"),
            },
        }
    }
    let talked = talked(cards, fields, errors);
    errors.is_empty().then_some(())?;
    Some(Session {
        id: Id::from_i64(0),
        day: day?,
        held_at: field(fields, "held").to_owned(),
        space: space?,
        people,
        matters: field(fields, "matters").to_owned(),
        talked,
    })
}

/// What was talked about: the cards that something is said of, then what has no card. What was rejected says why.
fn talked(cards: &[Card], fields: &Fields, errors: &mut Errors) -> Vec<Talked> {
    let mut talked = Vec::new();
    let names = cards.iter().map(|card| (card.id.to_string(), Some(card)));
    let others = (1..=OTHERS).map(|n| (n.to_string(), None));
    for (name, card) in names.chain(others) {
        let (fate, why) = (value(fields, &format!("fate-{name}")), field(fields, &format!("why-{name}")).to_owned());
        let subject =
            card.map_or_else(|| field(fields, &format!("subject-{name}")).to_owned(), |card| card.face.title.clone());
        match fate {
            Some(Fate::Rejected) if why.is_empty() => errors.add(&format!("why-{name}"), "cards-problem-why"),
            Some(fate) if subject.is_empty() => {
                let _ = fate;
                errors.add(&format!("subject-{name}"), "cards-problem-words");
            }
            Some(fate) => talked.push(Talked { card: card.map(|card| card.id), subject, fate, why }),
            None if card.is_none() && !subject.is_empty() => {
                errors.add(&format!("fate-{name}"), "cards-problem-choose")
            }
            None => {}
        }
    }
    talked
}

fn form(desk: &Desk, cards: &[Card], errors: &Errors, typed: &Fields) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let title = say(lang, "cards-session-new");
    let back = [
        (say(lang, "cards-title"), look.link("/travail/indicateurs")),
        (say(lang, "cards-sessions"), look.link("/travail/indicateurs/rencontres")),
    ];
    let spaces = Space::ALL.iter().map(|one| (one.code().to_owned(), said(lang, "space", one.code())));
    html! {
        (form.summary())
        (parts::breadcrumb(lang, &back, &title))
        (parts::header(&title, say(lang, "cards-session-lead")))
        form method="post" action=(look.link(PATH)) data-keep novalidate {
            (form.textarea("matters", say(lang, "cards-session-matters")).hint(say(lang, "cards-session-matters-hint")).rows(5).value(field(typed, "matters")))
            (form.date("day", say(lang, "cards-session-day")).written(field(typed, "day-day"), field(typed, "day-month"), field(typed, "day-year")))
            (form.text("held", say(lang, "cards-session-held")).value(field(typed, "held")).at_most(200))
            (form.select("space", say(lang, "cards-session-space")).choices(spaces).chosen(field(typed, "space")))
            fieldset.field #people {
                legend { (say(lang, "cards-session-who")) }
                p.hint { (say(lang, "cards-session-who-hint")) }
                @if let Some(message) = errors.message(lang, "people") { p.error { (message) } }
                @for group in Group::ALL {
                    @let name = format!("people-{}", group.code());
                    (form.text(&name, said(lang, "group", group.code())).optional().digits().width(Width::Short).value(field(typed, &name)))
                }
            }
            h2 #talked { (say(lang, "cards-session-talked")) }
            p.hint { (say(lang, "cards-session-talked-hint")) }
            @if let Some(message) = errors.message(lang, "talked") { p.error { (message) } }
            @for card in cards { (talk(desk, &form, typed, &card.id.to_string(), Some(&card.face.title))) }
            @for n in 1..=OTHERS { (talk(desk, &form, typed, &n.to_string(), None)) }
            (Button::submit(say(lang, "cards-session-keep")))
        }
    }
}

/// One indicator that was talked about: a card, or a subject in words.
fn talk(desk: &Desk, form: &Form<'_>, typed: &Fields, name: &str, title: Option<&str>) -> Markup {
    let lang = desk.lang();
    let (subject, fate, why) = (format!("subject-{name}"), format!("fate-{name}"), format!("why-{name}"));
    let fates = Fate::ALL.iter().map(|one| (one.code().to_owned(), said(lang, "fate", one.code())));
    html! {
        fieldset.field {
            legend { @match title {
                Some(title) => (title),
                None => (say_with(lang, "cards-session-other", &[("n", name.into())])),
            } }
            @if title.is_none() {
                (form.text(&subject, say(lang, "cards-session-subject")).optional().value(field(typed, &subject)).at_most(200))
            }
            (form.select(&fate, say(lang, "cards-session-fate")).choice("", say(lang, "cards-session-not-talked")).choices(fates).chosen(field(typed, &fate)))
            (form.text(&why, say(lang, "cards-session-why")).optional().value(field(typed, &why)).at_most(2000))
        }
    }
}
