//! One campaign: what it says of itself, what it still lacks, how many were invited, its poster.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Day, Id, Lang, Wave, kinds};
use organisation::access::{
    Desk, Failure,
    respond::{seen, shown},
};
use pages::{
    Markup, dates,
    fields::Button,
    html, layout,
    parts::{self, Column, Table, Tone, facts, header, notice},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::{Platform, mail::Mailer};

use super::{
    campaigns::{period, state, way},
    licensed,
};
use crate::{
    surveys::{
        actions::{self, By, SurveyProblem},
        memory::Asked,
        model::{Campaign, CampaignState},
        store,
    },
    voices::Channel,
};

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Said {
    lieu: Option<String>,
}

/// The campaign, if it is the asker's organisation's.
pub(super) async fn own(p: &Platform, desk: &Desk, id: &str) -> Result<std::sync::Arc<Asked>, Failure> {
    let asked = super::asked_of(p, id).await?;
    if asked.campaign.org == desk.asker.org() { Ok(asked) } else { Err(Failure::NotFound) }
}

/// The page.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    let body = body(&p, &desk, &asked, &[]).await?;
    let path = format!("/travail/campagnes/{}", asked.campaign.id);
    Ok(desk.page(asked.campaign.title.clone(), &path, body).into_response())
}

async fn body(p: &Platform, desk: &Desk, asked: &Asked, lacks: &[&str]) -> Result<Markup, Failure> {
    let (lang, campaign) = (desk.lang(), &asked.campaign);
    let mut conn = p.db.reader().await?;
    let invited = store::invited_by_place(&mut conn, &desk.asker.scope, campaign.id).await?;
    let waiting = store::letters_waiting(&mut conn, &desk.asker.scope, campaign.id).await?;
    let lists = store::lists(&mut conn, &desk.asker.scope, campaign.id).await?;
    drop(conn);
    let path = |end: &str| desk.look.link(&format!("/travail/campagnes/{}{end}", campaign.id));
    let speakers = campaign.speakers.iter().map(|one| say(lang, &format!("surveys-speaker-{}", one.code())));
    let channels = campaign.channels.iter().map(|one| say(lang, &format!("surveys-channel-{}", one.code())));
    let rows = [
        ("surveys-state", state(lang, campaign.state)),
        ("surveys-instrument", html! { (asked.instrument.title(lang)) }),
        ("surveys-period", html! { (period(lang, campaign)) }),
        ("surveys-way", html! { (way(lang, campaign)) }),
        ("surveys-anonymity", html! { (say(lang, "surveys-anonymity-anonymous")) }),
        ("surveys-purpose", html! { (campaign.purpose) }),
        ("surveys-designers", html! { (campaign.designers) }),
        ("surveys-moment", html! { (campaign.moment) }),
        ("surveys-outcome", html! { (campaign.outcome) }),
        ("surveys-speakers", html! { (speakers.collect::<Vec<_>>().join(", ")) }),
        ("surveys-channels", html! { (channels.collect::<Vec<_>>().join(", ")) }),
        ("surveys-delays", html! { (delays(lang, campaign)) }),
    ];
    Ok(html! {
        (header(campaign.title.clone(), ""))
        @if !lacks.is_empty() {
            (notice(lang, Tone::Warning, say(lang, "surveys-lacks-title"), html! {
                ul { @for key in lacks { li { (say(lang, key)) } } }
            }))
        }
        (licensed::told(lang, asked, p.clock.today()))
        (facts(rows.map(|(key, value)| (say(lang, key), value))))
        @if campaign.state == CampaignState::Draft {
            section {
                form method="post" action=(path("/ouvrir")) {
                    p { (say(lang, "surveys-open-about")) }
                    div.buttons {
                        (Button::submit(say(lang, "surveys-open")))
                        (Button::link(say(lang, "surveys-edit"), path("/modifier")).secondary())
                    }
                }
            }
            (parts::more(say(lang, "surveys-delete"), html! {
                p { (say(lang, "surveys-delete-about")) }
                form method="post" action=(path("/supprimer")) { (Button::submit(say(lang, "surveys-delete")).danger()) }
            }))
        } @else {
            (links(desk, asked, p.clock.today()))
            @if !campaign.open_link {
                h2 { (say(lang, "surveys-sent-title")) }
                @if matches!(p.mail, Mailer::Off) {
                    (notice(lang, Tone::Warning, say(lang, "surveys-no-relay-title"), html! { p { (say(lang, "surveys-no-relay")) } }))
                }
                @for list in &lists { (how_far(lang, list)) }
                p { (say_with(lang, "surveys-letters-waiting", &[("n", waiting.into())])) }
                (sent_table(desk, asked, &invited))
            }
        }
        @if campaign.state == CampaignState::Open {
            (parts::more(say(lang, "surveys-close"), html! {
                p { (say(lang, "surveys-close-about")) }
                form method="post" action=(path("/fermer")) { (Button::submit(say(lang, "surveys-close")).danger()) }
            }))
        }
    })
}

/// How far a long list of people is; what became of them once it is done.
fn how_far(lang: Lang, list: &store::ListState) -> Markup {
    let became = list.invited;
    let values = [
        ("people", list.people.into()),
        ("done", list.done.into()),
        ("prepared", became.prepared.into()),
        ("already", became.already.into()),
        ("objected", became.objected.into()),
        ("late", became.late.into()),
    ];
    let (tone, title, key) = if list.done < list.people {
        (Tone::Info, "surveys-list-going-title", "surveys-list-going")
    } else {
        (Tone::Success, "surveys-list-done-title", "surveys-list-done")
    };
    notice(lang, tone, say_with(lang, title, &values), html! { p { (say_with(lang, key, &values)) } })
}

fn delays(lang: Lang, campaign: &Campaign) -> String {
    let terms = campaign.terms;
    if campaign.open_link {
        return say_with(lang, "surveys-delays-open", &[("days", terms.open_days.into())]);
    }
    let values = [
        ("invitation", terms.invitation_days.into()),
        ("reminder", terms.reminder_days.into()),
        ("closing", terms.closing_days.into()),
    ];
    say_with(lang, "surveys-delays-invited", &values)
}

fn links(desk: &Desk, asked: &Asked, today: Day) -> Markup {
    let (lang, campaign) = (desk.lang(), &asked.campaign);
    // Once the terms of use are over nobody is asked any more; what was answered on paper before can still be typed in.
    let may_ask = asked.is_licensed(today);
    let work = |end: &str| desk.look.link(&format!("/travail/campagnes/{}{end}", campaign.id));
    let public = |end: &str| desk.look.link(&format!("/q/{}{end}", campaign.id));
    let is_open = campaign.state == CampaignState::Open;
    let is_poster = is_open && may_ask && campaign.open_link;
    html! {
        div.buttons {
            @if is_open && may_ask && !campaign.open_link { (Button::link(say(lang, "surveys-upload"), work("/sorties"))) }
            @if is_open && super::entry::is_offered(asked, today) {
                (Button::link(say(lang, "surveys-entry-title"), work("/saisie")).secondary())
            }
            @if is_poster && campaign.offers(Channel::Web) {
                (Button::link(say(lang, "surveys-poster"), work("/affiche")).secondary())
            }
            @if is_open && !campaign.open_link {
                (Button::link(say(lang, "surveys-returned"), work("/retours-courriel")).secondary())
            }
            (Button::link(say(lang, "surveys-see"), public("")).quiet())
            @if may_ask && campaign.offers(Channel::Paper) { (Button::link(say(lang, "surveys-paper-link"), public("/papier")).quiet()) }
            @if is_poster && campaign.offers(Channel::Kiosk) {
                (Button::link(say(lang, "surveys-kiosk"), public("?kiosque=1")).quiet())
            }
        }
    }
}

/// How many letters left, by place and wave. Nobody can know who answered, so that is all there is to show.
fn sent_table(desk: &Desk, asked: &Asked, invited: &[(Wave, Id<kinds::Place>, i64)]) -> Markup {
    let lang = desk.lang();
    let mut by_wave: BTreeMap<Wave, i64> = BTreeMap::new();
    for (wave, _, n) in invited {
        *by_wave.entry(*wave).or_default() += n;
    }
    let rows = invited.iter().map(|(wave, place, n)| {
        vec![
            html! { (asked.place(*place).map_or("", |place| place.name.as_str())) },
            html! { (dates::wave(lang, *wave)) },
            html! { (dates::count(lang, *n)) },
        ]
    });
    let all = dates::count(lang, by_wave.values().sum());
    html! {
        @if invited.is_empty() { p.quiet { (say(lang, "surveys-sent-none")) } } @else {
            (Table::new(say(lang, "surveys-sent-title")).caption_heard().stays()
                .columns([Column::text(say(lang, "surveys-place")), Column::text(say(lang, "surveys-wave")), Column::number(say(lang, "surveys-sent"))])
                .rows(rows)
                .note(say_with(lang, "surveys-sent-note", &[("all", all.into())])))
        }
    }
}

/// Opens it, or says what it lacks.
pub(super) async fn open(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    let id = asked.campaign.id;
    match actions::open_campaign(&p, By::from(&desk.asker), desk.asker.org(), id).await {
        Ok(()) => Ok(seen(desk.look, &format!("/travail/campagnes/{id}"))),
        Err(problem @ (SurveyProblem::Lacks(_) | SurveyProblem::NotLicensed(_))) => {
            // What the terms of use do not allow stands on the page of every draft.
            let lacks = if let SurveyProblem::Lacks(lacks) = problem { lacks } else { Vec::new() };
            let body = body(&p, &desk, &asked, &lacks).await?;
            let page = desk.page(asked.campaign.title.clone(), &format!("/travail/campagnes/{id}"), body);
            Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Closes it for good.
pub(super) async fn close(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
) -> Result<Response, Failure> {
    let id = own(&p, &desk, &campaign).await?.campaign.id;
    actions::close_campaign(&p, By::from(&desk.asker), desk.asker.org(), id).await?;
    Ok(seen(desk.look, &format!("/travail/campagnes/{id}")))
}

/// The poster of an open link: one for the campaign, or one for a place (`?lieu=`).
pub(super) async fn poster(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let (asked, lang) = (own(&p, &desk, &campaign).await?, desk.lang());
    let place = asked.places.iter().find(|place| Some(place.slug.as_str()) == said.lieu.as_deref());
    let query = place.map_or_else(String::new, |place| format!("?lieu={}", place.slug));
    let address = format!("{}{}", p.settings.base_url, desk.look.link(&format!("/q/{}{query}", asked.campaign.id)));
    let length =
        [("n", asked.instrument.item_count().into()), ("minutes", asked.instrument.estimated_minutes().into())];
    let title = place.map_or_else(|| say(lang, "surveys-poster-title"), |place| place.name.clone());
    let own = format!("/travail/campagnes/{}/affiche", asked.campaign.id);
    let head =
        layout::Head::new(desk.look, title.clone(), own.clone()).organisation(asked.organisation.clone()).noindex();
    let body = html! {
        (parts::poster(lang, title, say_with(lang, "surveys-poster-lead", &length), &address))
        p { (say(lang, "surveys-poster-anonymous")) }
        (parts::print_button(lang))
        nav.on-screen aria-label=(say(lang, "surveys-poster-places")) {
            h2 { (say(lang, "surveys-poster-places")) }
            ul { @for place in asked.places.iter().filter(|place| place.is_leaf) {
                li { a href=(desk.look.link(&format!("{own}?lieu={}", place.slug))) { (place.name) } }
            } }
        }
    };
    Ok(shown(layout::print(&head, body)).into_response())
}
