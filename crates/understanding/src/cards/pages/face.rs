//! Writing a card from scratch, and writing one anew: the same form.

use axum::{
    Form as Posted,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use organisation::{
    access::{Desk, Failure, respond::seen},
    places::{self, Place},
};
use pages::{
    Markup,
    fields::{Button, Choice, Choices, Errors, Form},
    html, parts,
    words::say,
};
use spine::Platform;

use super::{Fields, again, field, id, own_places, parts::said, tell, value};
use crate::cards::{
    actions,
    model::{Audience, CardId, Certainty, Face, Moment, Nature, Rhythm, TITLE, Type},
    store,
};

/// Where the form stands: the address, its title, and the way back.
struct Stands {
    path: String,
    title: String,
    back: Option<(String, String)>,
    /// Whether numbers were typed or counted, so that the rhythm stays.
    has_numbers: bool,
}

fn fresh_one(desk: &Desk) -> Stands {
    Stands {
        path: "/travail/indicateurs/nouveau".to_owned(),
        title: say(desk.lang(), "cards-new"),
        back: None,
        has_numbers: false,
    }
}

/// The empty form.
pub(super) async fn fresh(State(p): State<Platform>, desk: Desk) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let places = own_places(&mut conn, &desk).await?;
    let stands = fresh_one(&desk);
    let body = form(&desk, &places, &stands, &Errors::none(), &Fields::new());
    Ok(desk.page(stands.title, &stands.path, body).into_response())
}

/// Writes it.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let stands = fresh_one(&desk);
    let mut errors = Errors::none();
    if let Some(face) = read(&fields, &mut errors) {
        match actions::write(&p, &desk.asker, face).await {
            Ok(id) => return Ok(seen(desk.look, &format!("/travail/indicateurs/{id}"))),
            Err(problem) => tell(&mut errors, problem, &fields)?,
        }
    }
    wrong(&p, &desk, stands, &errors, &fields).await
}

/// The form of a card.
pub(super) async fn edit(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let card = store::find(&mut conn, &desk.asker.scope, id(&name)?).await?.ok_or(Failure::NotFound)?;
    let places = own_places(&mut conn, &desk).await?;
    let has_numbers = actions::rhythm_stays(&mut conn, &desk.asker.scope, &card, p.clock.today()).await?;
    let stands = Stands { has_numbers, ..of_card(&desk, card.id, &card.face.title) };
    let body = form(&desk, &places, &stands, &Errors::none(), &as_typed(&card.face));
    Ok(desk.page(stands.title, &stands.path, body).into_response())
}

/// Writes a card anew.
pub(super) async fn change(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let id: CardId = id(&name)?;
    let mut conn = p.db.reader().await?;
    let card = store::find(&mut conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)?;
    let has_numbers = actions::rhythm_stays(&mut conn, &desk.asker.scope, &card, p.clock.today()).await?;
    drop(conn);
    let mut errors = Errors::none();
    if let Some(face) = read(&fields, &mut errors) {
        match actions::write_anew(&p, &desk.asker, id, face).await {
            Ok(()) => return Ok(seen(desk.look, &format!("/travail/indicateurs/{id}"))),
            Err(problem) => tell(&mut errors, problem, &fields)?,
        }
    }
    let stands = Stands { has_numbers, ..of_card(&desk, id, &card.face.title) };
    wrong(&p, &desk, stands, &errors, &fields).await
}

fn of_card(desk: &Desk, id: CardId, title: &str) -> Stands {
    Stands {
        path: format!("/travail/indicateurs/{id}/modifier"),
        title: say(desk.lang(), "cards-edit"),
        back: Some((title.to_owned(), format!("/travail/indicateurs/{id}"))),
        has_numbers: false,
    }
}

async fn wrong(
    p: &Platform,
    desk: &Desk,
    stands: Stands,
    errors: &Errors,
    fields: &Fields,
) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let places = own_places(&mut conn, desk).await?;
    let body = form(desk, &places, &stands, errors, fields);
    Ok(again(desk, stands.title, &stands.path, body))
}

/// What was typed as a face; what was not chosen is told at its field.
fn read(fields: &Fields, errors: &mut Errors) -> Option<Face> {
    fn chosen<T: std::str::FromStr>(fields: &Fields, errors: &mut Errors, name: &str) -> Option<T> {
        let found = value(fields, name);
        if found.is_none() {
            errors.add(name, "cards-problem-choose");
        }
        found
    }
    let text = |name: &str| field(fields, name).to_owned();
    let (kind, audience) = (chosen(fields, errors, "kind"), chosen(fields, errors, "audience"));
    let (nature, moment) = (chosen(fields, errors, "nature"), chosen(fields, errors, "moment"));
    let (place, rhythm) = (chosen(fields, errors, "place"), chosen(fields, errors, "rhythm"));
    let certainty = chosen(fields, errors, "certainty");
    Some(Face {
        title: text("title"),
        definition: text("definition"),
        purpose: text("purpose"),
        kind: kind?,
        audience: audience?,
        nature: nature?,
        moment: moment?,
        place: place?,
        source: text("source"),
        certainty: certainty?,
        mode: text("mode"),
        rhythm: rhythm?,
        warning: text("warning"),
    })
}

/// A face as the form sends it.
fn as_typed(face: &Face) -> Fields {
    [
        ("title", face.title.as_str()),
        ("definition", &face.definition),
        ("purpose", &face.purpose),
        ("kind", face.kind.code()),
        ("audience", face.audience.code()),
        ("nature", face.nature.code()),
        ("moment", face.moment.code()),
        ("place", &face.place.to_string()),
        ("source", &face.source),
        ("certainty", face.certainty.code()),
        ("mode", &face.mode),
        ("rhythm", face.rhythm.code()),
        ("warning", &face.warning),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

fn radios(desk: &Desk, choices: Choices, what: &str, codes: &[&str], hints: bool) -> Choices {
    let lang = desk.lang();
    choices.with_all(codes.iter().map(|code| {
        let choice = Choice::new(*code, said(lang, what, code));
        if hints { choice.hint(say(lang, &format!("cards-{what}-{code}-hint"))) } else { choice }
    }))
}

fn form(desk: &Desk, places: &[Place], stands: &Stands, errors: &Errors, typed: &Fields) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let mut back = vec![(say(lang, "cards-title"), look.link("/travail/indicateurs"))];
    back.extend(stands.back.iter().map(|(title, path)| (title.clone(), look.link(path))));
    let of = |name: &str| field(typed, name).to_owned();
    html! {
        (form.summary())
        (parts::breadcrumb(lang, &back, &stands.title))
        (parts::header(&stands.title, say(lang, "cards-form-lead")))
        form method="post" action=(look.link(&stands.path)) data-keep novalidate {
            (form.text("title", say(lang, "cards-name")).hint(say(lang, "cards-name-hint")).value(of("title")).at_most(TITLE))
            (form.textarea("definition", say(lang, "cards-definition")).hint(say(lang, "cards-definition-hint")).rows(4).value(of("definition")))
            (form.textarea("purpose", say(lang, "cards-purpose")).hint(say(lang, "cards-purpose-hint")).optional().rows(3).value(of("purpose")))
            (radios(desk, form.radios("kind", say(lang, "cards-kind")), "kind", &Type::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(), true).chosen(of("kind")))
            (radios(desk, form.radios("audience", say(lang, "cards-audience")), "audience", &Audience::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(), false).row().chosen(of("audience")))
            (radios(desk, form.radios("nature", say(lang, "cards-nature")), "nature", &Nature::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(), true).chosen(of("nature")))
            (radios(desk, form.radios("moment", say(lang, "cards-moment")), "moment", &Moment::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(), false).row().chosen(of("moment")))
            (form.select("place", say(lang, "cards-place")).hint(say(lang, "cards-place-hint")).choices(places::model::choices(places)).chosen(of("place")))
            (form.textarea("source", say(lang, "cards-source")).hint(say(lang, "cards-source-hint")).optional().rows(3).value(of("source")))
            (radios(desk, form.radios("certainty", say(lang, "cards-certainty")), "certainty", &Certainty::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(), false).row().chosen(of("certainty")))
            (form.text("mode", say(lang, "cards-mode")).hint(say(lang, "cards-mode-hint")).optional().value(of("mode")))
            (radios(desk, form.radios("rhythm", say(lang, "cards-rhythm")).hint(say(lang, if stands.has_numbers { "cards-rhythm-stays" } else { "cards-rhythm-hint" })), "rhythm", &Rhythm::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(), false).row().chosen(of("rhythm")))
            (form.textarea("warning", say(lang, "cards-warning")).hint(say(lang, "cards-warning-hint")).optional().rows(3).value(of("warning")))
            (Button::submit(say(lang, "cards-keep")))
        }
    }
}
