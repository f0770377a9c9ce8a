//! The note as a printed page.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Lang, Period, Wave};
use measures::{proportion::Proportion, suppress::Cell};
use organisation::access::{Desk, Failure, respond::shown};
use pages::{
    Markup, Render, dates,
    fields::{Button, Errors, Form},
    html,
    layout::{Head, print},
    parts::{self, Column, Table},
    words::{say, say_with},
};
use spine::Platform;
use understanding::indicators::pages::sentences;

use super::note::{CampaignNote, Note, SOON, note};

/// What the address may say.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    du: Option<String>,
    au: Option<String>,
}

/// The page: by default the six last whole months.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let month = |text: &Option<String>| -> Result<Option<Wave>, Failure> {
        let given = text.as_deref().filter(|text| !text.is_empty());
        given.map(|text| text.parse().map_err(|_| Failure::Invalid)).transpose()
    };
    let last = p.clock.today().wave().previous();
    let to = month(&asked.au)?.unwrap_or(last);
    let six = (0..5).fold(to, |wave, _| wave.previous());
    let from = month(&asked.du)?.unwrap_or(six);
    if to < from {
        return Err(Failure::Invalid);
    }
    let mut conn = p.db.reader().await?;
    let found = note(&p, &mut conn, &desk.asker, from, to).await?;
    let organisation = found.places.iter().find(|place| place.parent.is_none()).map_or("", |root| root.name.as_str());
    let title = say(lang, "reports-title");
    let path = format!("/travail/commission?du={from}&au={to}");
    let head = Head::new(desk.look, title.clone(), path).organisation(organisation).noindex();
    Ok(shown(print(&head, body(&desk, &p, &title, organisation, &found))).into_response())
}

fn body(desk: &Desk, p: &Platform, title: &str, organisation: &str, found: &Note) -> Markup {
    let lang = desk.lang();
    let period = Period { from: found.from.first_day(), to: found.to.last_day() };
    html! {
        div.on-screen { (choice(desk, found)) }
        (parts::header(title, html! { (organisation) " – " (dates::period(lang, period)) }))
        p.quiet { (say_with(lang, "reports-made", &[("day", dates::day(lang, p.clock.today()).into())])) }
        h2 { (say(lang, "reports-voices")) }
        (voices(lang, found))
        h2 { (say(lang, "reports-findings")) }
        (findings(lang, found))
        h2 { (say(lang, "reports-actions")) }
        (actions(lang, found))
        h2 { (say(lang, "reports-returns")) }
        (returns(lang, found))
        h2 { (say(lang, "reports-campaigns")) }
        @if found.campaigns.is_empty() { p { (say(lang, "reports-no-campaign")) } }
        @for campaign in &found.campaigns { (months(lang, campaign)) }
        h2 { (say(lang, "reports-refusals")) }
        (refusals(lang, found))
        (law(lang))
        p.quiet { (say(lang, "reports-no-name")) }
    }
}

/// The period, and the button that prints; neither stands on paper.
fn choice(desk: &Desk, found: &Note) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let errors = Errors::none();
    let form = Form::new(lang, &errors);
    html! {
        p { a href=(look.link("/travail")) { (say(lang, "reports-back")) } }
        form.filter method="get" action="/travail/commission" {
            (look.hidden())
            div.filter-fields {
                (form.text("du", say(lang, "reports-from")).hint(say(lang, "reports-month-hint")).value(found.from.to_string()))
                (form.text("au", say(lang, "reports-to")).hint(say(lang, "reports-month-hint")).value(found.to.to_string()))
            }
            div.buttons { (Button::submit(say(lang, "reports-show"))) (parts::print_button(lang)) }
        }
    }
}

/// What the law asks for, with what was verified and what is still to be confirmed.
fn law(lang: Lang) -> Markup {
    html! {
        h2 { (say(lang, "reports-law")) }
        ul {
            @for (key, verified) in [("reports-law-1", true), ("reports-law-2", true), ("reports-law-3", false)] {
                li {
                    (say(lang, key)) " ("
                    (say(lang, if verified { "reports-verified" } else { "reports-to-confirm" })) ")"
                }
            }
        }
    }
}

fn voices(lang: Lang, found: &Note) -> Markup {
    let hidden = say(lang, "indicators-hidden");
    let mut table = Table::new(say(lang, "reports-voices"))
        .caption_heard()
        .stays()
        .columns([Column::text(say(lang, "reports-kind")), Column::number(say(lang, "reports-count"))]);
    for (kind, cell) in &found.voices {
        let count = match cell {
            Cell::Shown(n) => n.to_string(),
            Cell::Hidden => hidden.clone(),
        };
        table = table.row([html! { (say(lang, &format!("voices-kind-{kind}"))) }, html! { (count) }]);
    }
    html! {
        p { (say_with(lang, "reports-total", &[("n", found.total.into())])) }
        @if !table.is_empty() { (table.note(say_with(lang, "reports-small", &[("floor", found.floors.cell().into())]))) }
        ul {
            li { (share(lang, "reports-answered", found.answered.as_ref(), "reports-answered-few")) }
            li { (share(lang, "reports-changed", found.changed.as_ref(), "reports-changed-few")) }
        }
    }
}

fn share(lang: Lang, key: &str, found: Option<&Proportion>, few: &str) -> String {
    let percent = |share: f64| dates::percent(lang, share, 0);
    match found {
        Some(found) => say_with(
            lang,
            key,
            &[
                ("n", found.count.into()),
                ("of", found.n.into()),
                ("share", percent(found.share).into()),
                ("low", percent(found.interval.low).into()),
                ("high", percent(found.interval.high).into()),
                ("days", SOON.into()),
            ],
        ),
        None => say_with(lang, few, &[("days", SOON.into())]),
    }
}

fn place(found: &Note, id: kernel::Id<kernel::kinds::Place>) -> &str {
    found.places.iter().find(|place| place.id == id).map_or("", |place| place.name.as_str())
}

fn findings(lang: Lang, found: &Note) -> Markup {
    let floor = i64::try_from(found.floors.inside()).unwrap_or(i64::MAX);
    html! {
        @if found.findings.is_empty() { p { (say(lang, "reports-none")) } }
        ul {
            @for (finding, size) in &found.findings {
                li {
                    strong { (finding.title) } " (" (place(found, finding.place)) ") " (finding.said)
                    @if size.voices >= floor { " " (say_with(lang, "reports-rests-on", &[("n", size.voices.into())])) }
                    @if size.users > 0 { " " (say(lang, "reports-read-together")) }
                    @if let Some(reason) = &finding.reason { " " (say(lang, "reports-set-aside")) " " (reason) }
                }
            }
        }
    }
}

fn actions(lang: Lang, found: &Note) -> Markup {
    let mut table = Table::new(say(lang, "reports-actions")).caption_heard().columns([
        Column::text(say(lang, "reports-action")),
        Column::text(say(lang, "reports-place")),
        Column::text(say(lang, "reports-state")),
        Column::text(say(lang, "reports-indicator")),
        Column::text(say(lang, "reports-came-of-it")),
    ]);
    for one in &found.actions {
        let dash = || "–".to_owned();
        let aim = match (&one.indicator, &one.target) {
            (Some(indicator), Some(target)) => format!("{indicator} – {target}"),
            (Some(indicator), None) => indicator.clone(),
            _ => dash(),
        };
        let came = one.evaluation.clone().or_else(|| one.reason.clone()).unwrap_or_else(dash);
        table = table.row([
            html! { (one.title) },
            html! { (place(found, one.place)) },
            html! { (say(lang, &format!("reports-state-{}", one.state.code()))) },
            html! { (aim) },
            html! { (came) },
        ]);
    }
    html! { @if table.is_empty() { p { (say(lang, "reports-none")) } } @else { (table) } }
}

fn returns(lang: Lang, found: &Note) -> Markup {
    html! {
        @if found.returns.is_empty() { p { (say(lang, "reports-none")) } }
        ul {
            @for one in &found.returns {
                @let (wording, own) = one.wording(lang);
                li lang=[(own != lang).then_some(own.tag())] {
                    (place(found, one.place)) ", " (dates::wave(lang, one.day.wave())) " – " (wording.said) " " (wording.done)
                    @if !wording.more.is_empty() { " " (wording.more) }
                }
            }
        }
    }
}

fn months(lang: Lang, campaign: &CampaignNote) -> Markup {
    let mut table = Table::new(&campaign.title).stays().columns([
        Column::text(say(lang, "reports-month")),
        Column::text(say(lang, "reports-people")),
        Column::text(say(lang, "reports-rate")),
        Column::text(say(lang, "reports-score")),
    ]);
    for month in &campaign.months {
        let provisional =
            if month.is_frozen { String::new() } else { format!(" ({})", say(lang, "indicators-provisional")) };
        let (people, rate) = match &month.people {
            Ok(n) => (n.to_string(), sentences::rate(lang, month.rate)),
            Err(verdict) => (sentences::why(lang, *verdict), "–".to_owned()),
        };
        let score = match (&month.score, campaign.has_score) {
            (_, false) => say(lang, "indicators-no-score-title"),
            (Ok(score), true) => sentences::score_with_doubt(lang, score),
            (Err(verdict), true) => sentences::why(lang, *verdict),
        };
        table = table.row([
            html! { (dates::wave(lang, month.wave)) (provisional) },
            html! { (people) },
            html! { (rate) },
            html! { (score) },
        ]);
    }
    table.render()
}

fn refusals(lang: Lang, found: &Note) -> Markup {
    html! {
        @if found.refusals.is_empty() { p { (say(lang, "reports-none")) } }
        ul {
            @for (ground, n) in &found.refusals {
                li {
                    (ground) " – " (say(lang, ground_word(ground))) " "
                    (say_with(lang, "reports-times", &[("n", (*n).into())]))
                }
            }
        }
    }
}

/// The words of a rule of moderation, by its code.
fn ground_word(code: &str) -> &'static str {
    use text::moderation::Ground;
    let all = [
        Ground::StaffBlamed,
        Ground::StaffNamed,
        Ground::PersonNamed,
        Ground::Contact,
        Ground::Link,
        Ground::Identifier,
        Ground::PreciseDate,
        Ground::PreciseAge,
        Ground::Capitals,
        Ground::Swearing,
        Ground::Discrimination,
        Ground::TooLong,
        Ground::SelfHarm,
        Ground::Serious,
    ];
    all.into_iter().find(|ground| ground.code() == code).map_or("reports-other-rule", Ground::word)
}
