//! Making a campaign, and writing it anew as long as it is a draft.

use std::sync::Arc;

use axum::{
    Form as Posted,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use instruments::{Speaker, library};
use kernel::{Day, Id, kinds};
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

use super::{Fields, campaigns::titles, field, one_campaign::own};
use crate::{
    surveys::{
        actions::{self, By, NewCampaign},
        memory::Asked,
        model::CampaignState,
        store,
    },
    voices::Channel,
};

const PATH: &str = "/travail/campagnes/nouvelle";
/// Longest sentence of a campaign about itself, in characters.
const LONGEST: usize = 2000;

/// What the form offers.
struct Offered {
    instruments: Vec<(Id<kinds::Instrument>, String)>,
    places: Vec<Place>,
}

/// The instruments of the library are there from the first campaign on; beside them stand those that the organisation
/// published, and the one the draft has already.
async fn offered(p: &Platform, desk: &Desk, kept: Option<Id<kinds::Instrument>>) -> Result<Offered, Failure> {
    for one in library() {
        actions::shipped(p, one.id).await?;
    }
    let mut conn = p.db.reader().await?;
    let own: Vec<Id<kinds::Instrument>> = crate::instruments::versions(&mut conn, &desk.asker.scope, None)
        .await?
        .iter()
        .map(|one| one.instrument)
        .collect();
    let shipped: Vec<Id<kinds::Instrument>> = store::instruments(&mut conn)
        .await?
        .into_iter()
        .filter(|row| library().iter().any(|one| one.content_hash == row.hash))
        .map(|row| row.id)
        .collect();
    let mut instruments = titles(p, &mut conn, desk.lang()).await?;
    // Another organisation's stands in the same table, and is not offered. A draft keeps what it was given.
    instruments.retain(|(id, _)| own.contains(id) || shipped.contains(id) || kept == Some(*id));
    let places = places::tree(&mut conn, &desk.asker.scope).await?.into_iter().filter(|place| !place.closed).collect();
    Ok(Offered { instruments, places })
}

/// The form.
pub(super) async fn ask(State(p): State<Platform>, desk: Desk) -> Result<Response, Failure> {
    let offered = offered(&p, &desk, None).await?;
    let given = vec![("way".to_owned(), "invited".to_owned())];
    Ok(Written::new().page(&desk, &offered, &given, &Errors::none()).into_response())
}

/// Which form it is: of a new campaign, or of a draft.
struct Written {
    path: String,
    title: &'static str,
    lead: &'static str,
    button: &'static str,
}

impl Written {
    fn new() -> Self {
        let path = PATH.to_owned();
        Self { path, title: "surveys-new", lead: "surveys-new-lead", button: "surveys-create" }
    }

    fn draft(id: Id<kinds::Campaign>) -> Self {
        let path = format!("/travail/campagnes/{id}/modifier");
        Self { path, title: "surveys-edit", lead: "surveys-edit-lead", button: "surveys-save" }
    }

    fn page(&self, desk: &Desk, offered: &Offered, given: &Fields, errors: &Errors) -> Html<String> {
        let body = form(desk, self, offered, given, errors);
        desk.page(say(desk.lang(), self.title), &self.path, body)
    }
}

fn all<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
}

fn form(desk: &Desk, written: &Written, offered: &Offered, given: &Fields, errors: &Errors) -> Markup {
    let (lang, form) = (desk.lang(), Form::new(desk.lang(), errors));
    let value = |name: &str| field(given, name).to_owned();
    let instruments = offered.instruments.iter().map(|(id, title)| (id.to_string(), title.clone()));
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
        (header(say(lang, written.title), say(lang, written.lead)))
        (notice(lang, Tone::Info, say(lang, "surveys-new-anonymous-title"), html! { p { (say(lang, "surveys-new-anonymous")) } }))
        form method="post" action=(desk.look.link(&written.path)) data-keep novalidate {
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
            (Button::submit(say(lang, written.button)))
        }
    }
}

/// Makes it, as a draft.
pub(super) async fn create(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let offered = offered(&p, &desk, None).await?;
    match read(&desk, &offered, &fields) {
        Ok(new) => {
            let id = actions::create(&p, By::from(&desk.asker), new).await?;
            Ok(seen(desk.look, &format!("/travail/campagnes/{id}")))
        }
        Err(errors) => {
            let page = Written::new().page(&desk, &offered, &fields, &errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// The draft of an address, with the places it was given; one that was opened is a draft no more.
async fn draft_of(p: &Platform, desk: &Desk, id: &str) -> Result<(Arc<Asked>, Vec<Id<kinds::Place>>), Failure> {
    let asked = own(p, desk, id).await?;
    if asked.campaign.state != CampaignState::Draft {
        return Err(Failure::Gone("surveys-problem-state"));
    }
    let mut conn = p.db.reader().await?;
    let places = store::places_of(&mut conn, &desk.asker.scope, asked.campaign.id).await?;
    Ok((asked, places))
}

/// The form of a draft, as it was written last.
pub(super) async fn edit(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
) -> Result<Response, Failure> {
    let (asked, places) = draft_of(&p, &desk, &campaign).await?;
    let offered = offered(&p, &desk, Some(asked.campaign.instrument)).await?;
    let given = fields_of(&asked, &places);
    Ok(Written::draft(asked.campaign.id).page(&desk, &offered, &given, &Errors::none()).into_response())
}

/// Writes a draft anew.
pub(super) async fn save(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let (asked, _) = draft_of(&p, &desk, &campaign).await?;
    let id = asked.campaign.id;
    let offered = offered(&p, &desk, Some(asked.campaign.instrument)).await?;
    match read(&desk, &offered, &fields) {
        Ok(new) => {
            actions::edit(&p, By::from(&desk.asker), id, new).await?;
            Ok(seen(desk.look, &format!("/travail/campagnes/{id}")))
        }
        Err(errors) => {
            let page = Written::draft(id).page(&desk, &offered, &fields, &errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Deletes a draft.
pub(super) async fn delete(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
) -> Result<Response, Failure> {
    let (asked, _) = draft_of(&p, &desk, &campaign).await?;
    actions::delete_campaign(&p, By::from(&desk.asker), desk.asker.org(), asked.campaign.id).await?;
    Ok(seen(desk.look, "/travail/campagnes"))
}

/// A draft as its form would send it.
fn fields_of(asked: &Asked, places: &[Id<kinds::Place>]) -> Fields {
    let campaign = &asked.campaign;
    let mut fields: Fields = Vec::new();
    let mut put = |name: &str, value: String| fields.push((name.to_owned(), value));
    put("title", campaign.title.clone());
    put("instrument", campaign.instrument.to_string());
    put("purpose", campaign.purpose.clone());
    put("designers", campaign.designers.clone());
    put("moment", campaign.moment.clone());
    put("outcome", campaign.outcome.clone());
    put("way", if campaign.open_link { "open" } else { "invited" }.to_owned());
    campaign.channels.iter().for_each(|one| put("channel", one.code().to_owned()));
    campaign.speakers.iter().for_each(|one| put("speaker", one.code().to_owned()));
    places.iter().for_each(|one| put("place", one.to_string()));
    for (name, day) in [("from", campaign.from), ("to", campaign.to)] {
        let day: Day = day;
        let written = day.to_string();
        for (part, value) in ["year", "month", "day"].into_iter().zip(written.split('-')) {
            put(&format!("{name}-{part}"), value.trim_start_matches('0').to_owned());
        }
    }
    fields
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
    let instrument = instrument.filter(|id| offered.instruments.iter().any(|(one, _)| one == id));
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
