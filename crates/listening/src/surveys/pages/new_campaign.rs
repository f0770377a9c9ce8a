//! Making a campaign.

use axum::{
    Form as Posted,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use instruments::{Speaker, library};
use kernel::{Id, kinds};
use organisation::{
    access::{Desk, Failure, respond::seen},
    places::{self, Place},
};
use pages::{
    Markup,
    fields::{Button, Choice, DateField, Errors, Form},
    html,
    parts::{Tone, header, notice},
    words::say,
};
use spine::Platform;

use super::{Fields, field};
use crate::{
    surveys::{
        actions::{self, By, NewCampaign},
        store::{self, InstrumentRow},
    },
    voices::Channel,
};

const PATH: &str = "/travail/campagnes/nouvelle";
/// Longest sentence of a campaign about itself, in characters.
const LONGEST: usize = 2000;

/// What the form offers.
struct Offered {
    instruments: Vec<InstrumentRow>,
    places: Vec<Place>,
}

/// The instruments of the library are there from the first campaign on.
async fn offered(p: &Platform, desk: &Desk) -> Result<Offered, Failure> {
    for one in library() {
        actions::shipped(p, one.id).await?;
    }
    let mut conn = p.db.reader().await?;
    let instruments = store::instruments(&mut conn).await?;
    let places = places::tree(&mut conn, &desk.asker.scope).await?.into_iter().filter(|place| !place.closed).collect();
    Ok(Offered { instruments, places })
}

/// The form.
pub(super) async fn ask(State(p): State<Platform>, desk: Desk) -> Result<Response, Failure> {
    let offered = offered(&p, &desk).await?;
    let given = vec![("way".to_owned(), "invited".to_owned())];
    let body = form(&desk, &offered, &given, &Errors::none());
    Ok(desk.page(say(desk.lang(), "surveys-new"), PATH, body).into_response())
}

fn all<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
}

fn form(desk: &Desk, offered: &Offered, given: &Fields, errors: &Errors) -> Markup {
    let (lang, form) = (desk.lang(), Form::new(desk.lang(), errors));
    let value = |name: &str| field(given, name).to_owned();
    let instruments = offered.instruments.iter().map(|one| (one.id.to_string(), one.name.clone()));
    let mut chosen_places =
        form.checkboxes("place", say(lang, "surveys-places")).hint(say(lang, "surveys-places-hint"));
    for place in &offered.places {
        chosen_places = chosen_places.with(Choice::new(place.id.to_string(), place.name.clone()));
    }
    let mut channels = form.checkboxes("channel", say(lang, "surveys-channels"));
    for one in Channel::ALL {
        channels = channels.with(Choice::new(one.code(), say(lang, &format!("surveys-channel-{}", one.code()))));
    }
    let mut speakers = form.checkboxes("speaker", say(lang, "surveys-speakers"));
    for one in Speaker::ALL {
        speakers = speakers.with(Choice::new(one.code(), say(lang, &format!("surveys-speaker-{}", one.code()))));
    }
    for place in all(given, "place") {
        chosen_places = chosen_places.chosen(place);
    }
    for channel in all(given, "channel") {
        channels = channels.chosen(channel);
    }
    for speaker in all(given, "speaker") {
        speakers = speakers.chosen(speaker);
    }
    let text = |name: &str, key: &str, hint: &str| {
        form.textarea(name, say(lang, key)).hint(say(lang, hint)).value(value(name)).rows(3).at_most(LONGEST)
    };
    let date = |name: &str, key: &str| {
        let part = |which: &str| value(&format!("{name}-{which}"));
        form.date(name, say(lang, key)).written(&part("day"), &part("month"), &part("year"))
    };
    html! {
        (form.summary())
        (header(say(lang, "surveys-new"), say(lang, "surveys-new-lead")))
        (notice(lang, Tone::Info, say(lang, "surveys-new-anonymous-title"), html! { p { (say(lang, "surveys-new-anonymous")) } }))
        form method="post" action=(desk.look.link(PATH)) data-keep novalidate {
            (form.text("title", say(lang, "surveys-title")).hint(say(lang, "surveys-title-hint")).value(value("title")).at_most(120))
            (form.select("instrument", say(lang, "surveys-instrument")).choices(instruments).chosen(value("instrument")))
            (text("purpose", "surveys-purpose", "surveys-purpose-hint"))
            (text("designers", "surveys-designers", "surveys-designers-hint"))
            (text("moment", "surveys-moment", "surveys-moment-hint"))
            (text("outcome", "surveys-outcome", "surveys-outcome-hint"))
            (form.radios("way", say(lang, "surveys-way")).chosen(value("way"))
                .with(Choice::new("invited", say(lang, "surveys-way-invited")).hint(say(lang, "surveys-way-invited-hint")))
                .with(Choice::new("open", say(lang, "surveys-way-open")).hint(say(lang, "surveys-way-open-hint"))))
            (channels) (speakers) (chosen_places)
            (date("from", "surveys-from")) (date("to", "surveys-to"))
            (Button::submit(say(lang, "surveys-create")))
        }
    }
}

/// Makes it, as a draft.
pub(super) async fn create(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let offered = offered(&p, &desk).await?;
    match read(&desk, &offered, &fields) {
        Ok(new) => {
            let id = actions::create(&p, By::from(&desk.asker), new).await?;
            Ok(seen(desk.look, &format!("/travail/campagnes/{id}")))
        }
        Err(errors) => {
            let page = desk.page(say(desk.lang(), "surveys-new"), PATH, form(&desk, &offered, &fields, &errors));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Reads the form. The four sentences may stay empty in a draft: without them it does not open.
fn read(desk: &Desk, offered: &Offered, fields: &Fields) -> Result<NewCampaign, Errors> {
    let mut errors = Errors::none();
    let day = |name: &str| {
        let part = |which: &str| field(fields, &format!("{name}-{which}"));
        DateField::read(part("day"), part("month"), part("year"))
    };
    let said = |name: &str| field(fields, name).trim().to_owned();
    let (from, to) = (day("from"), day("to"));
    let instrument: Option<Id<kinds::Instrument>> = field(fields, "instrument").parse().ok();
    let instrument = instrument.filter(|id| offered.instruments.iter().any(|one| one.id == *id));
    let chosen: Vec<Id<kinds::Place>> = all(fields, "place").filter_map(|id| id.parse().ok()).collect();
    let known = chosen.iter().all(|id| offered.places.iter().any(|place| place.id == *id));
    if said("title").is_empty() {
        errors.add("title", "surveys-say-title");
    }
    if instrument.is_none() {
        errors.add("instrument", "surveys-say-instrument");
    }
    for name in ["purpose", "designers", "moment", "outcome"] {
        if said(name).chars().count() > LONGEST {
            errors.add_with(name, "kit-at-most", vec![("n", LONGEST.into())]);
        }
    }
    if chosen.is_empty() || !known {
        errors.add("place", "surveys-say-places");
    }
    for (name, found) in [("from", from), ("to", to)] {
        if found.is_none() {
            errors.add(name, "kit-error-date");
        }
    }
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        errors.add("to", "surveys-say-period");
    }
    match (instrument, from, to) {
        (Some(instrument), Some(from), Some(to)) if errors.is_empty() => Ok(NewCampaign {
            org: desk.asker.org(),
            instrument,
            title: said("title"),
            purpose: said("purpose"),
            designers: said("designers"),
            moment: said("moment"),
            outcome: said("outcome"),
            channels: all(fields, "channel").filter_map(|code| code.parse().ok()).collect(),
            speakers: all(fields, "speaker").filter_map(Speaker::from_code).collect(),
            places: chosen,
            from,
            to,
            open_link: field(fields, "way") == "open",
        }),
        _ => Err(errors),
    }
}
