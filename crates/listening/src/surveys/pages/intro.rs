//! The first screen: the promise first, what it is for, who answers, about which place.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use instruments::{Mode, Speaker};
use kernel::Day;
use organisation::access::{
    Failure,
    respond::{refused, seen, shown},
};
use pages::{
    Look, Markup,
    fields::{Button, Choice, Errors, Form, hidden},
    html,
    layout::{self, Head},
    parts::{self, Tone},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{Fields, asked_of, field, head_of, in_french, screen::unofficial};
use crate::{
    surveys::{
        actions,
        memory::{Asked, AskedPlace},
        model::{CampaignState, Draft},
        token::DraftKey,
    },
    voices::Channel,
};

/// From how many places on a list that opens is easier than cards.
const CARDS: usize = 7;
/// The id of the form. The switches to the other language and to large print send it, so that nothing is lost.
const FORM: &str = "debut";
/// Seconds after which an untouched tablet goes back to its first screen.
pub(super) const UNTOUCHED: u32 = 300;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Said {
    d: Option<String>,
    lieu: Option<String>,
    kiosque: Option<String>,
}

/// Where an untouched tablet goes by itself, what was begun on it destroyed.
pub(super) fn kiosk_leaves(asked: &Asked, look: Look, key: &DraftKey) -> String {
    look.link(&format!("/q/{}/effacer?d={}", asked.campaign.id, key.written()))
}

/// Where a tablet's questionnaire starts.
pub(super) fn kiosk_start(asked: &Asked, look: Look, place: Option<&AskedPlace>) -> String {
    let place = place.map_or_else(String::new, |place| format!("&lieu={}", place.slug));
    look.link(&format!("/q/{}?kiosque=1{place}", asked.campaign.id))
}

/// The page.
pub(super) async fn show(
    State(p): State<Platform>,
    Path(campaign): Path<String>,
    Query(said): Query<Said>,
    look: Look,
) -> Result<Response, Failure> {
    let asked = asked_of(&p, &campaign).await?;
    if asked.campaign.state == CampaignState::Draft {
        return Err(Failure::NotFound);
    }
    let key = said.d.as_deref().and_then(DraftKey::read);
    let draft = match &key {
        Some(key) => Some(
            actions::open(&p, &asked, key)
                .await?
                .filter(|d| !d.behalf)
                .ok_or(Failure::Gone("surveys-problem-no-draft"))?,
        ),
        None => None,
    };
    let kiosk = said.kiosque.is_some() || draft.as_ref().is_some_and(Draft::is_kiosk);
    let intro = Intro {
        asked: &asked,
        look,
        key: key.as_ref(),
        starts: may_go_on(&asked, draft.as_ref(), p.clock.today(), kiosk),
        licensed: asked.is_licensed(p.clock.today()),
        kiosk,
        place: place_of(&asked, draft.as_ref(), said.lieu.as_deref()),
        speaker: draft.as_ref().and_then(|draft| draft.speaker),
    };
    Ok(shown(intro.page("", &Errors::none())).into_response())
}

/// Whether somebody may start, or go on with what they began: a draft of a wave that is not taken any more cannot be sent.
/// One starts only in a way that the campaign declared: on one's own screen, or on a tablet of the place; and only as long
/// as the terms of use of the questionnaire hold.
fn may_go_on(asked: &Asked, draft: Option<&Draft>, today: Day, kiosk: bool) -> bool {
    let campaign = &asked.campaign;
    match draft {
        Some(draft) => draft.wave().is_some_and(|wave| campaign.takes(wave, today)),
        None => {
            let way = if kiosk { Channel::Kiosk } else { Channel::Web };
            campaign.starts(today) && asked.is_licensed(today) && campaign.offers(way)
        }
    }
}

/// The place told by the invitation or by the poster.
fn place_of<'a>(asked: &'a Asked, draft: Option<&Draft>, slug: Option<&str>) -> Option<&'a AskedPlace> {
    let told = draft.and_then(Draft::place).and_then(|id| asked.place(id));
    told.or_else(|| asked.places.iter().find(|place| Some(place.slug.as_str()) == slug)).or_else(|| {
        let mut leaves = asked.places.iter().filter(|place| place.is_leaf);
        leaves.next().filter(|_| leaves.next().is_none())
    })
}

struct Intro<'a> {
    asked: &'a Asked,
    look: Look,
    key: Option<&'a DraftKey>,
    starts: bool,
    licensed: bool,
    kiosk: bool,
    place: Option<&'a AskedPlace>,
    speaker: Option<Speaker>,
}

impl Intro<'_> {
    fn path(&self) -> String {
        let mut path = format!("/q/{}", self.asked.campaign.id);
        let mut joint = '?';
        let mut add = |name: &str, value: &str| {
            path.push_str(&format!("{joint}{name}={value}"));
            joint = '&';
        };
        if let Some(key) = self.key {
            add("d", &key.written());
        } else if let Some(place) = self.place {
            add("lieu", &place.slug);
        }
        if self.kiosk {
            add("kiosque", "1");
        }
        path
    }

    fn head(&self, title: &str) -> Head {
        let head = head_of(self.asked, self.look, title, &self.path());
        let head = if self.starts { head.typed_in(FORM) } else { head };
        if !self.kiosk {
            return head;
        }
        let start = || kiosk_start(self.asked, self.look, self.place);
        head.left_alone(UNTOUCHED, self.key.map_or_else(start, |key| kiosk_leaves(self.asked, self.look, key)))
    }

    fn page(&self, chosen_place: &str, errors: &Errors) -> Markup {
        let (lang, asked) = (self.look.lang, self.asked);
        let (campaign, instrument) = (&asked.campaign, &asked.instrument);
        let title = instrument.title(lang);
        let length = [("n", instrument.item_count().into()), ("minutes", instrument.estimated_minutes().into())];
        let form = Form::new(lang, errors);
        let about = [
            ("surveys-purpose", &campaign.purpose),
            ("surveys-designers", &campaign.designers),
            ("surveys-moment", &campaign.moment),
            ("surveys-outcome", &campaign.outcome),
        ];
        let body = html! {
            (form.summary())
            (parts::header(title, say_with(lang, "surveys-length", &length)))
            (parts::notice(lang, Tone::Info, say(lang, "surveys-anonymous-title"), html! {
                p { (say(lang, "surveys-anonymous")) }
                @if campaign.open_link { p { (say(lang, "surveys-open-to-all")) } }
            }))
            (parts::emergency_line(lang, &asked.numbers))
            (unofficial(instrument, Mode::Web, lang))
            @if self.starts { (self.form(form, chosen_place)) } @else {
                (parts::notice(lang, Tone::Warning, say(lang, "surveys-closed-title"), html! {
                    p { (say(lang, self.why_closed())) }
                }))
            }
            h2 { (say(lang, "surveys-about")) }
            (parts::facts(about.map(|(key, text)| (say(lang, key), in_french(lang, text)))))
            @if let Some(notice) = instrument.copyright(lang) { p.quiet { (notice) } }
            @if !self.kiosk && self.licensed && campaign.offers(Channel::Paper) {
                p { a href=(self.look.link(&format!("/q/{}/papier", campaign.id))) { (say(lang, "surveys-paper-link")) } }
            }
        };
        layout::public(&self.head(title).with_errors(errors), body)
    }

    /// Why nobody starts here now.
    fn why_closed(&self) -> &'static str {
        let campaign = &self.asked.campaign;
        match (self.licensed, campaign.open_link) {
            (false, _) if campaign.state == CampaignState::Open => "surveys-problem-licence-over",
            (_, true) => "surveys-problem-not-taking",
            (_, false) => "surveys-by-invitation",
        }
    }

    fn form(&self, form: Form<'_>, chosen_place: &str) -> Markup {
        let (lang, asked) = (self.look.lang, self.asked);
        let leaves: Vec<&AskedPlace> = asked.places.iter().filter(|place| place.is_leaf).collect();
        let mut who = form.radios("speaker", say(lang, "surveys-who")).chosen(self.speaker.map_or("", Speaker::code));
        for speaker in &asked.campaign.speakers {
            let key = format!("surveys-speaker-{}", speaker.code());
            who = who.with(Choice::new(speaker.code(), say(lang, &key)));
        }
        html! {
            form #(FORM) method="post" action=(self.look.link(&format!("/q/{}", asked.campaign.id))) novalidate {
                @if let Some(key) = self.key { (hidden("d", &key.written())) }
                @if self.kiosk { (hidden("kiosque", "1")) }
                @if let Some(place) = self.place {
                    (hidden("place", &place.slug))
                    (hidden("lieu", &place.slug))
                    p { (say(lang, "surveys-about-place")) " " strong { (place.name) } }
                } @else if leaves.len() > CARDS {
                    (form.select("place", say(lang, "surveys-which-place")).choice("", say(lang, "surveys-choose"))
                        .choices(leaves.iter().map(|place| (place.slug.clone(), place.name.clone()))).chosen(chosen_place))
                } @else {
                    (form.radios("place", say(lang, "surveys-which-place")).chosen(chosen_place)
                        .with_all(leaves.iter().map(|place| Choice::new(place.slug.clone(), place.name.clone()))))
                }
                @if asked.campaign.speakers.len() > 1 { (who) }
                div.buttons {
                    (Button::submit(say(lang, "surveys-start")))
                    (parts::speak(lang, "content"))
                }
                @if self.kiosk { p.quiet { (say(lang, "surveys-kiosk-returns")) } }
            }
        }
    }
}

/// Starts, or goes on with, a questionnaire.
pub(super) async fn start(
    State(p): State<Platform>,
    Path(campaign): Path<String>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let asked = asked_of(&p, &campaign).await?;
    let (campaign, today) = (&asked.campaign, p.clock.today());
    let key = DraftKey::read(field(&fields, "d"));
    let kept = match &key {
        Some(key) => Some(
            actions::open(&p, &asked, key)
                .await?
                .filter(|d| !d.behalf)
                .ok_or(Failure::Gone("surveys-problem-no-draft"))?,
        ),
        None => None,
    };
    let kiosk = field(&fields, "kiosque") == "1";
    if !may_go_on(&asked, kept.as_ref(), today, kiosk) {
        let is_over = campaign.state == CampaignState::Open && !asked.is_licensed(today);
        let key = if is_over { "surveys-problem-licence-over" } else { "surveys-problem-not-taking" };
        return Err(Failure::Gone(key));
    }
    let told = field(&fields, "place");
    let fixed = kept.as_ref().and_then(Draft::place).and_then(|id| asked.place(id));
    let place = fixed.or_else(|| asked.places.iter().find(|place| place.slug == told));
    let only = if let [only] = campaign.speakers.as_slice() { Some(*only) } else { None };
    let speaker = Speaker::from_code(field(&fields, "speaker")).filter(|one| campaign.speakers.contains(one)).or(only);
    // The same form again: a place that was chosen there can still be changed, one told by a poster cannot.
    let licensed = asked.is_licensed(today);
    let again = |errors: &Errors| {
        let place = place_of(&asked, kept.as_ref(), Some(field(&fields, "lieu")));
        Intro { asked: &asked, look, key: key.as_ref(), starts: true, licensed, kiosk, place, speaker }
            .page(told, errors)
    };
    if layout::is_shown_again(&fields) {
        return Ok(shown(again(&Errors::none())).into_response());
    }
    let mut errors = Errors::none();
    if place.is_none() {
        errors.add("place", "surveys-say-place");
    }
    if speaker.is_none() {
        errors.add("speaker", "surveys-say-who");
    }
    let (Some(place), Some(speaker)) = (place, speaker) else { return Ok(refused(again(&errors))) };
    let channel = if kiosk { Channel::Kiosk } else { Channel::Web };
    let mut draft = kept.unwrap_or_else(|| Draft::new(campaign.id, today.wave(), channel)).at(place.id);
    draft.speaker = Some(speaker);
    let key = match key {
        Some(key) => {
            actions::keep(&p, &asked, &key, &draft).await?;
            key
        }
        None => actions::start(&p, &asked, &draft).await?,
    };
    let first = asked.instrument.active_screens(&draft.answers).first().copied().unwrap_or_default() + 1;
    Ok(seen(look, &format!("/q/{}/{first}?d={}", campaign.id, key.written())))
}
