//! The questionnaire on paper: filters are written out, nothing is hidden. Large print with `?grand=1`.

use std::collections::HashMap;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use instruments::{Beside, Instrument, Item, Kind, Looks, Mode, Speaker, WrittenSkip, readable};
use kernel::Lang;
use organisation::access::{Failure, respond::shown};
use pages::{
    Look, Markup, html, layout, parts,
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{asked_of, head_of, in_french, in_tag, question::beside, screen::unofficial};
use crate::surveys::{memory::Asked, model::CampaignState};

/// Who it is printed for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Said {
    qui: Option<String>,
}

/// The sheet.
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
    // A sheet that is printed anew is a new use of the questionnaire.
    if !asked.is_licensed(p.clock.today()) {
        return Err(Failure::Gone("surveys-problem-licence-over"));
    }
    let (lang, instrument) = (look.lang, &asked.instrument);
    let campaign = &asked.campaign;
    let first = campaign.speakers.first().copied().unwrap_or(Speaker::Patient);
    let told = said.qui.as_deref().and_then(Speaker::from_code).filter(|one| campaign.speakers.contains(one));
    let speaker = told.unwrap_or(first);
    let title = instrument.title(lang);
    let length = [("n", instrument.item_count().into()), ("minutes", instrument.estimated_minutes().into())];
    let sheet = Sheet::new(instrument, speaker, lang);
    let body = html! {
        (sheets(&asked, look, speaker))
        (parts::header(title, say_with(lang, "surveys-length", &length)))
        (about_answer(&asked, lang, speaker))
        p { strong { (say(lang, "surveys-paper-anonymous")) } }
        (unofficial(instrument, Mode::Paper, lang))
        (parts::facts([
            (say(lang, "surveys-purpose"), in_french(lang, &asked.campaign.purpose)),
            (say(lang, "surveys-outcome"), in_french(lang, &asked.campaign.outcome)),
        ]))
        p { (say(lang, "surveys-paper-how")) }
        @for screen in 0..instrument.screens().len() { (sheet.screen(screen)) }
        p { (say(lang, "surveys-paper-end")) }
        (parts::emergency(lang, &asked.numbers))
        @if let Some(notice) = instrument.copyright(lang) { p.quiet { (notice) } }
        (parts::print_button(lang))
    };
    let path = format!("/q/{}/papier", asked.campaign.id);
    Ok(shown(layout::print(&head_of(&asked, look, title, &path), body)).into_response())
}

/// One sheet for each of those who may answer, and the way back. On the screen only.
fn sheets(asked: &Asked, look: Look, shown: Speaker) -> Markup {
    let (lang, campaign) = (look.lang, &asked.campaign);
    let own = format!("/q/{}", campaign.id);
    html! {
        nav.on-screen aria-label=(say(lang, "surveys-paper-sheets")) {
            p { a href=(look.link(&own)) { (say(lang, "surveys-paper-back")) } }
            @if campaign.speakers.len() > 1 {
                p { (say(lang, "surveys-paper-sheets")) }
                ul { @for one in &campaign.speakers {
                    @let name = say(lang, &format!("surveys-speaker-{}", one.code()));
                    li {
                        @if *one == shown { strong aria-current="page" { (name) } }
                        @else { a href=(look.link(&format!("{own}/papier?qui={}", one.code()))) { (name) } }
                    }
                } }
            }
        }
    }
}

/// What whoever types the sheet in is asked: the place, the month, who answers.
fn about_answer(asked: &Asked, lang: Lang, speaker: Speaker) -> Markup {
    let month = if asked.campaign.open_link { "surveys-paper-month" } else { "surveys-entry-wave" };
    let line = || html! { span aria-hidden="true" { "……………………………………………" } };
    let leaves: Vec<&str> = asked.places.iter().filter(|one| one.is_leaf).map(|one| one.name.as_str()).collect();
    html! {
        (parts::facts([
            (say(lang, "surveys-place"), match leaves.as_slice() {
                [only] => html! { (only) },
                _ => line(),
            }),
            (say(lang, month), line()),
            (say(lang, "surveys-entry-who"), html! { (say(lang, &format!("surveys-speaker-{}", speaker.code()))) }),
        ]))
    }
}

struct Sheet<'a> {
    instrument: &'a Instrument,
    speaker: Speaker,
    lang: Lang,
    above: HashMap<String, Vec<String>>,
    below: HashMap<String, Vec<String>>,
}

impl<'a> Sheet<'a> {
    fn new(instrument: &'a Instrument, speaker: Speaker, lang: Lang) -> Self {
        let mut sheet = Self { instrument, speaker, lang, above: HashMap::new(), below: HashMap::new() };
        for skip in instrument.written_skips() {
            let text = instrument.skip_text(&skip, speaker, lang);
            let side = if matches!(skip, WrittenSkip::OnlyIf { .. }) { &mut sheet.above } else { &mut sheet.below };
            side.entry(skip.link_id().to_owned()).or_default().push(text);
        }
        sheet
    }

    fn screen(&self, at: usize) -> Markup {
        let Some(screen) = self.instrument.screens().get(at) else { return html! {} };
        html! {
            @if let Some(title) = &screen.title {
                h2 { (title.get(self.speaker, self.lang)) }
            }
            @if let Some(group) = screen.link_id.as_deref().and_then(|own| self.instrument.item(own)).filter(|own| own.repeats.is_some()) {
                (self.blocks(group))
            }
            @for item in self.instrument.screen_items(at).filter(|item| Some(&item.link_id) != screen.link_id.as_ref() && item.inside.is_none()) {
                (self.item(item))
                @if item.repeats.is_some() { (self.blocks(item)) }
            }
        }
    }

    /// A group that repeats is printed as often as it must be answered, and three times where more are possible; whoever
    /// needs more goes on on a sheet of their own.
    fn blocks(&self, group: &Item) -> Markup {
        const PRINTED: usize = 3;
        let Some(repeats) = group.repeats else { return html! {} };
        let said = group.wording.say(self.speaker, self.lang);
        let printed = repeats.most.min(PRINTED.max(repeats.fewest));
        html! {
            @if let Some(told) = self.instrument.repeats_told(group, self.lang) { p.hint { (told) } }
            @for text in self.above.get(&group.link_id).into_iter().flatten() { p { em { (text) } } }
            @for number in 1..=printed {
                h3 { (in_tag(self.lang, said.tag, said.text)) " – " (number) }
                @for item in self.instrument.inside(&group.link_id) { (self.item(item)) }
            }
            @if printed < repeats.most { p.hint { (say(self.lang, "surveys-paper-more")) } }
        }
    }

    fn beside(&self, item: &Item, place: Beside) -> Vec<Markup> {
        beside(self.instrument, item, place, self.speaker, self.lang)
    }

    /// What the two ends of a printed line mean, with their numbers where it is one of numbers.
    fn ends(&self, item: &Item, numbers: Option<(&String, &String)>) -> Markup {
        let end = |number: Option<&String>, place| {
            let texts = self.beside(item, place);
            html! {
                @if let Some(number) = number { (readable(number, self.lang)) @if !texts.is_empty() { " – " } }
                @for text in texts { (text) }
            }
        };
        let ends = [end(numbers.map(|ends| ends.0), Beside::Lower), end(numbers.map(|ends| ends.1), Beside::Upper)];
        let [lower, upper] = &ends;
        html! { @if ends.iter().any(|end| !end.0.is_empty()) { div.ends { span { (lower) } span { (upper) } } } }
    }

    fn item(&self, item: &Item) -> Markup {
        let said = item.wording.say(self.speaker, self.lang);
        let wording = in_tag(self.lang, said.tag, said.text);
        match item.kind {
            Kind::Group => html! { h3 { (wording) } },
            _ if item.beside.is_some() => html! {},
            // What a page computes is nothing to write, nobody reads a label with nothing behind it, and what is hidden
            // is hidden on paper too.
            Kind::Display if item.computed || item.hidden => html! {},
            Kind::Display => html! { p { (wording) } },
            _ => html! {
                section.field {
                    @for text in self.above.get(&item.link_id).into_iter().flatten() { p { em { (text) } } }
                    p { strong { (item.printed_number()) ". " (wording) } }
                    @for hint in item.hint.iter().chain(&item.entry_format) { p.hint { (in_tag(self.lang, hint.tag_for(self.lang), hint.get(self.lang))) } }
                    @for help in self.beside(item, Beside::Help) { p.hint { (help) } }
                    @if item.kind == Kind::Choice {
                        ul.boxes.boxes-row[item.looks == Looks::Row] { @for choice in &item.choices {
                            @let label = choice.label.say(self.speaker, self.lang);
                            li { span aria-hidden="true" { "☐ " } (in_tag(self.lang, label.tag, label.text)) }
                        } }
                        @if item.looks == Looks::Row { (self.ends(item, None)) }
                        @if item.several { p.hint { (say(self.lang, "surveys-several")) } }
                        @if item.other { p { (say(self.lang, "surveys-other")) " : " span aria-hidden="true" { "……………………………………………………" } } }
                    } @else if let Looks::Scale(marks) = &item.looks {
                        ul.boxes.boxes-row.boxes-scale { @for mark in marks { li { span aria-hidden="true" { "☐ " } (readable(mark, self.lang)) } } }
                        (self.ends(item, marks.first().zip(marks.last())))
                    } @else if let Some(boxes) = boxes(item, self.lang) {
                        @if let Looks::Slider { least, greatest, .. } = &item.looks {
                            div.ruler aria-hidden="true" {}
                            (self.ends(item, Some((least, greatest))))
                        }
                        p {
                            span aria-hidden="true" { (boxes.0) } (boxes.1)
                            @if item.units.is_empty() { @for unit in self.beside(item, Beside::Unit) { (unit) } }
                        }
                    } @else {
                        @for _ in 0..if item.looks == Looks::Line { 1 } else { 5 } { p aria-hidden="true" { "……………………………………………………………………………………………………" } }
                    }
                    @for text in self.below.get(&item.link_id).into_iter().flatten() { p { em { (text) } } }
                }
            },
        }
    }
}

/// What is drawn to write in, and the words beside it; none for a question that takes lines.
fn boxes(item: &Item, lang: Lang) -> Option<(&'static str, String)> {
    let units = || item.units.iter().map(|(_, shown)| shown.as_str()).collect::<Vec<_>>().join(" / ");
    let clock = if lang == Lang::En { "|__|__| : |__|__|" } else { "|__|__| h |__|__|" };
    match item.kind {
        Kind::Number => Some(("|__|__|__|  ", units())),
        // A decimal point is drawn as the language writes it.
        Kind::Decimal | Kind::Quantity if lang == Lang::En => Some(("|__|__|__| . |__|__|  ", units())),
        Kind::Decimal | Kind::Quantity => Some(("|__|__|__| , |__|__|  ", units())),
        Kind::Date => Some(("|__|__| / |__|__| / |__|__|__|__|  ", say(lang, "surveys-paper-date"))),
        Kind::Time => Some((clock, String::new())),
        Kind::DateTime => {
            Some(("|__|__| / |__|__| / |__|__|__|__|   |__|__| : |__|__|  ", say(lang, "surveys-paper-date-time")))
        }
        Kind::Url => Some(("https://……………………………………………………………………………………", String::new())),
        _ => None,
    }
}
