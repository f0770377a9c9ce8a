//! The note as a printed page.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Lang, Period, Wave};
use measures::{proportion::Proportion, suppress::Cell};
use organisation::access::{
    Desk, Failure,
    respond::{refused, shown},
};
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

/// Months that the lists offer: the years that a commission looks back on.
const OFFERED: usize = 60;

/// What the address may say.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    du: Option<String>,
    au: Option<String>,
}

impl Asked {
    /// The months asked for, by default the six last whole ones; else the fields at fault.
    fn months(&self, today: Wave) -> Result<(Wave, Wave), Errors> {
        let mut errors = Errors::none();
        let mut month = |field: &str, text: &Option<String>| {
            let given = text.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
            let read = given.parse::<Wave>().ok();
            if read.is_none() {
                errors.add(field, "reports-no-month");
            }
            read
        };
        let (from, to) = (month("du", &self.du), month("au", &self.au));
        let to = to.unwrap_or_else(|| today.previous());
        let from = from.unwrap_or_else(|| six_months_to(to));
        if errors.is_empty() && to < from {
            errors.add("au", "reports-reversed");
        }
        if errors.is_empty() { Ok((from, to)) } else { Err(errors) }
    }
}

/// The first of the six months that end with one.
fn six_months_to(last: Wave) -> Wave {
    (0..5).fold(last, |wave, _| wave.previous())
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let today = p.clock.today().wave();
    let title = say(lang, "reports-title");
    let (from, to) = match asked.months(today) {
        Ok(months) => months,
        Err(errors) => return Ok(refused(asked_again(&desk, title, today, &asked, &errors))),
    };
    let mut conn = p.db.reader().await?;
    let found = note(&p, &mut conn, &desk.asker, from, to).await?;
    let organisation = found.places.iter().find(|place| place.parent.is_none()).map_or("", |root| root.name.as_str());
    let path = format!("/travail/commission?du={from}&au={to}");
    let head = Head::new(desk.look, title.clone(), path).organisation(organisation).noindex();
    Ok(shown(print(&head, body(&desk, &p, &title, organisation, &found))).into_response())
}

/// The choice of months alone, with what is wrong with the one that was made.
fn asked_again(desk: &Desk, title: String, today: Wave, asked: &Asked, errors: &Errors) -> Markup {
    let said = |text: &Option<String>, usual: Wave| {
        let given = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        given.map_or_else(|| usual.to_string(), str::to_owned)
    };
    let (from, to) = (said(&asked.du, six_months_to(today.previous())), said(&asked.au, today.previous()));
    let body = html! {
        (Form::new(desk.lang(), errors).summary())
        (parts::header(&title, say(desk.lang(), "reports-choose-months")))
        (choice(desk, today, (&from, &to), errors))
    };
    print(&Head::new(desk.look, title, "/travail/commission").noindex().with_errors(errors), body)
}

fn body(desk: &Desk, p: &Platform, title: &str, organisation: &str, found: &Note) -> Markup {
    let lang = desk.lang();
    let period = Period { from: found.from.first_day(), to: found.to.last_day() };
    html! {
        @let shown = (found.from.to_string(), found.to.to_string());
        div.on-screen { (choice(desk, p.clock.today().wave(), (&shown.0, &shown.1), &Errors::none())) }
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
fn choice(desk: &Desk, today: Wave, (from, to): (&str, &str), errors: &Errors) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    html! {
        p { a href=(look.link("/travail")) { (say(lang, "reports-back")) } }
        form.filter method="get" action="/travail/commission" {
            (look.hidden())
            div.filter-fields {
                (form.select("du", say(lang, "reports-from")).choices(offered(lang, today, from)).chosen(from))
                (form.select("au", say(lang, "reports-to")).choices(offered(lang, today, to)).chosen(to))
            }
            div.buttons {
                (Button::submit(say(lang, "reports-show")))
                @if errors.is_empty() { (parts::print_button(lang)) }
            }
        }
    }
}

/// The months of a list, the latest first: what is sent and what is read. What an address asked for stands among them,
/// even when it is no month: it is not replaced by another without a word.
fn offered(lang: Lang, today: Wave, asked: &str) -> Vec<(String, String)> {
    let waves = std::iter::successors(Some(today), |wave| Some(wave.previous())).take(OFFERED);
    let mut months: Vec<_> = waves.map(|wave| (wave.to_string(), dates::wave(lang, wave))).collect();
    if months.iter().all(|(value, _)| value != asked) {
        let read = asked.parse().map_or_else(|_| asked.to_owned(), |wave| dates::wave(lang, wave));
        months.push((asked.to_owned(), read));
    }
    months
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
