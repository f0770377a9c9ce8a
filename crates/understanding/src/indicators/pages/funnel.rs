//! The funnel: units of one level beside each other for one indicator and one period, in the order of their names and never ranked.
//! What lies inside the limits is what sizes and chance make; a unit outside is a place to go and look, not a verdict.

use axum::{
    extract::{Query, State},
    response::{Html, Response},
};
use kernel::Lang;
use measures::funnel::{Place as Lies, Unit};
use organisation::{
    access::{Desk, Failure},
    places::{Level, Place},
};
use pages::{
    Markup,
    charts::{Context, FunnelChart, FunnelRow, FunnelWords, figure, funnel_chart},
    dates,
    fields::{Errors, Form},
    html,
    parts::{self, Column, Table},
    words::{say, say_with},
};
use spine::Platform;

use super::{Asked, address, of_campaign, sentences};
use crate::indicators::{
    board::Board,
    funnel::Units,
    indicator::Indicator,
    ledger::Period,
    measure::{Amount, Measure, Value},
    shown::Verdict,
};

const ADDRESS: &str = "/travail/indicateurs/entonnoir";

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let (title, body) = page_of(&p, &desk, &asked).await?;
    Ok(desk.page(title, ADDRESS, body))
}

/// The page as a PDF.
pub(super) async fn paper(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (title, body) = page_of(&p, &desk, &asked).await?;
    let path = format!("{ADDRESS}{}", asked.query());
    desk.paper(&p, title, &path, format!("entonnoir{}", asked.name()), body).await
}

/// The title and the body.
async fn page_of(p: &Platform, desk: &Desk, asked: &Asked) -> Result<(String, Markup), Failure> {
    let words = ["indicators-funnel-title", "indicators-funnel-lead"];
    of_campaign(p, desk, asked, words, |board| chosen(desk, board, asked)).await
}

/// What the address names: an indicator, a level and a period; the first, the units and the usual period of the whole where it
/// names none.
struct Choice {
    indicator: Indicator,
    level: Level,
    period: Period,
}

fn choice(board: &Board, asked: &Asked, indicators: &[Indicator]) -> Result<Option<Choice>, Failure> {
    let wanted = asked.indicateur.as_deref().filter(|key| !key.is_empty());
    let found = match wanted {
        Some(key) => Some(indicators.iter().find(|one| one.key == key).ok_or(Failure::NotFound)?),
        None => indicators.first(),
    };
    let usual = || board.usual_period(board.places.iter().find(|place| place.parent.is_none())?.id);
    let (Some(indicator), Some(period)) = (found.cloned(), asked.period()?.or_else(usual)) else { return Ok(None) };
    if !board.ledger().waves().iter().any(|wave| period.holds(*wave)) {
        return Err(Failure::NotFound);
    }
    let level = asked.niveau.as_deref().and_then(|code| code.parse().ok()).unwrap_or(Level::Unit);
    Ok(Some(Choice { indicator, level, period }))
}

fn chosen(desk: &Desk, board: &Board, asked: &Asked) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let indicators = board.indicators(None);
    let Some(choice) = choice(board, asked, &indicators)? else { return Ok(super::unit::none(lang)) };
    let places = board.places.iter().filter(|place| desk.asker.scope.reaches(place.id));
    let units = Units::of(board, places, (choice.level, choice.period), &choice.indicator);
    Ok(html! {
        (filter(desk, board, &choice, &indicators))
        h2 { (choice.indicator.title.get(lang)) }
        p { (told(lang, &choice, &units)) }
        @if !board.is_frozen(choice.period) {
            p.quiet { (say(lang, "indicators-provisional-title")) ". " (say(lang, "indicators-provisional-why")) }
        }
        @if !units.rows.is_empty() { (drawn(desk, board, &choice, &units)) }
        (parts::more(say(lang, "indicators-funnel-how-title"), html! { p { (say(lang, "indicators-funnel-how")) } }))
        p.on-screen { a href=(desk.look.link(&paper_of(board, &choice))) { (say(lang, "indicators-paper")) } }
        p.quiet { (board.campaign.title) " – " (say(lang, "indicators-wall-beside")) }
    })
}

/// Who is outside, in words, in the order of their names.
fn told(lang: Lang, choice: &Choice, units: &Units<'_>) -> String {
    let when = ("when", sentences::period(lang, choice.period).into());
    let Some(funnel) = &units.funnel else { return say_with(lang, "indicators-funnel-none", &[when]) };
    let shown = units.rows.iter().filter(|(_, found)| found.is_ok());
    let outside = |far: bool| -> Vec<&str> {
        let is = |place: Lies| match place {
            Lies::VeryHigh | Lies::VeryLow => far,
            Lies::High | Lies::Low => !far,
            Lies::Usual => false,
        };
        let found = shown.clone().zip(&funnel.units).filter(|(_, unit)| is(unit.place));
        found.map(|((place, _), _)| place.name.as_str()).collect()
    };
    let mut said = vec![say_with(lang, "indicators-funnel-units", &[("n", funnel.units.len().into()), when])];
    let mut any = false;
    for (key, far) in [("indicators-funnel-far", true), ("indicators-funnel-near", false)] {
        let names = outside(far);
        if !names.is_empty() {
            any = true;
            said.push(say_with(lang, key, &[("names", names.join(", ").into())]));
        }
    }
    said.push(say(lang, if any { "indicators-funnel-rest" } else { "indicators-funnel-all" }));
    if funnel.overdispersed {
        said.push(say(lang, "indicators-funnel-wider"));
    }
    said.join(" ")
}

/// Where a unit lies, in words.
fn place_says(lang: Lang, place: Lies) -> String {
    say(
        lang,
        match place {
            Lies::Usual => "indicators-funnel-usual",
            Lies::High => "indicators-funnel-high",
            Lies::VeryHigh => "indicators-funnel-very-high",
            Lies::Low => "indicators-funnel-low",
            Lies::VeryLow => "indicators-funnel-very-low",
        },
    )
}

/// A value as it is written: per cent or points.
fn written(lang: Lang, measure: &Measure) -> impl Fn(f64) -> String {
    let is_share = matches!(measure, Measure::Share { .. });
    move |value| if is_share { dates::percent(lang, value, 0) } else { sentences::score(lang, value) }
}

/// The drawing with what must stand beside it and its table; the table alone where there is no funnel.
fn drawn(desk: &Desk, board: &Board, choice: &Choice, units: &Units<'_>) -> Markup {
    let lang = desk.lang();
    let table = table(desk, board, choice, units);
    let Some(funnel) = &units.funnel else { return table };
    let word = |key: &str| say(lang, key);
    let why = |(place, found): &(&Place, Result<Value, Verdict>)| {
        (place.name.clone(), found.err().map(|why| sentences::why(lang, why)))
    };
    let labels: Vec<(String, Option<String>)> = units.rows.iter().map(why).collect();
    let rows: Vec<FunnelRow<'_>> =
        labels.iter().map(|(label, hidden)| FunnelRow { label, hidden: hidden.as_deref() }).collect();
    let [unit, n, value, says, target, at_95, at_998, overdispersed] = [
        "indicators-place",
        "indicators-n",
        "indicators-funnel-value",
        "indicators-funnel-says",
        "indicators-funnel-target",
        "indicators-funnel-95",
        "indicators-funnel-998",
        "indicators-funnel-wider",
    ]
    .map(word);
    let (logarithm, linear) = (word("indicators-funnel-logarithm"), word("indicators-funnel-linear"));
    let words = FunnelWords {
        unit: &unit,
        value: &value,
        n: &n,
        place: &says,
        target: &target,
        at_95: &at_95,
        at_998: &at_998,
        overdispersed: &overdispersed,
        logarithm: &logarithm,
        linear: &linear,
    };
    let (title, description) = (choice.indicator.title.get(lang), told(lang, choice, units));
    let number = written(lang, &choice.indicator.measure);
    let place = |place: Lies| place_says(lang, place);
    let chart = FunnelChart {
        id: "funnel",
        title,
        description: &description,
        rows: &rows,
        funnel,
        number: &number,
        place: &place,
        words,
    };
    let (n, period, mode, rate) = beside(lang, board, choice, units);
    let context = Context { n: &n, period: &period, mode: &mode, rate: &rate, warnings: &[] };
    figure(title, &funnel_chart(&chart), &context, &table, &word("indicators-see-numbers"))
}

/// What must stand beside the drawing (hard rule 7). The rate and the way of answering are those of each place.
fn beside(lang: Lang, board: &Board, choice: &Choice, units: &Units<'_>) -> (String, String, String, String) {
    let n: u64 = units.rows.iter().filter_map(|(_, found)| found.ok()).map(|value| value.n).sum();
    let state = if board.is_frozen(choice.period) { "indicators-frozen" } else { "indicators-provisional" };
    let rate = if board.campaign.open_link { "indicators-rate-open" } else { "indicators-rate-by-place" };
    (
        sentences::people(lang, n),
        format!("{} ({})", sentences::period(lang, choice.period), say(lang, state)),
        say(lang, "indicators-modes-by-place"),
        say(lang, rate),
    )
}

/// A row for each unit that is shown, in the order of the names: its value with its doubt, n, the limits for its size, where it
/// lies. Under it the others, by why they are not.
fn table(desk: &Desk, board: &Board, choice: &Choice, units: &Units<'_>) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let number = written(lang, &choice.indicator.measure);
    let word = |key: &str| say(lang, key);
    let mut table = Table::new(say_with(
        lang,
        "indicators-funnel-table",
        &[("when", sentences::period(lang, choice.period).into())],
    ))
    .columns([
        Column::text(word("indicators-place")),
        Column::number(word("indicators-funnel-value")),
        Column::number(word("indicators-n")),
        Column::number(word("indicators-funnel-95")),
        Column::number(word("indicators-funnel-998")),
        Column::text(word("indicators-funnel-says")),
    ]);
    let mut lies = units.funnel.iter().flat_map(|funnel| &funnel.units);
    let mut hidden: Vec<(String, Vec<Markup>)> = Vec::new();
    for (place, found) in &units.rows {
        let href = look.link(&address(place.id, board.campaign.campaign, Some(choice.period)));
        let name = html! { a href=(href) { (place.name) } };
        match found {
            Ok(value) => {
                let cells = value_cells(lang, &number, value, lies.next());
                table = table.row(std::iter::once(name).chain(cells.iter().map(|cell| html! { (cell) })));
            }
            Err(why) => {
                let why = sentences::why(lang, *why);
                match hidden.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, names)) => names.push(name),
                    None => hidden.push((why, vec![name])),
                }
            }
        }
    }
    html! {
        @if !table.is_empty() { (table.note(say(lang, "indicators-funnel-note"))) }
        @if !hidden.is_empty() {
            p { strong { (word("indicators-funnel-not-shown")) } }
            @for (why, names) in &hidden {
                p { (why) " " @for (at, name) in names.iter().enumerate() { @if at > 0 { ", " } (name) } }
            }
        }
    }
}

fn value_cells(lang: Lang, number: &dyn Fn(f64) -> String, value: &Value, unit: Option<&Unit>) -> [String; 5] {
    let ends = |[low, high]: [f64; 2]| format!("{} – {}", number(low), number(high));
    let amount = match value.amount {
        Amount::Share { share, .. } => share,
        Amount::Points(points) => points,
    };
    let doubt = value.interval.map_or_else(String::new, |one| format!(" ({})", ends([one.low, one.high])));
    let limits = unit.map(|unit| unit.limits);
    let told = |limits: Option<[f64; 2]>| limits.map_or_else(|| "–".to_owned(), ends);
    [
        format!("{}{doubt}", number(amount)),
        value.n.to_string(),
        told(limits.map(|limits| limits.at_95)),
        told(limits.map(|limits| limits.at_998)),
        unit.map_or_else(|| "–".to_owned(), |unit| place_says(lang, unit.place)),
    ]
}

fn filter(desk: &Desk, board: &Board, choice: &Choice, indicators: &[Indicator]) -> Markup {
    let lang = desk.lang();
    let errors = Errors::none();
    let form = Form::new(lang, &errors);
    let campaigns = board.campaigns.iter().map(|one| (one.campaign.to_string(), one.title.clone()));
    let levels =
        Level::ALL.into_iter().map(|level| (level.code().to_owned(), say(lang, &format!("level-{}", level.code()))));
    let years = board.ledger().years().into_iter().rev().map(Period::Year);
    let months = board.ledger().waves().iter().rev().copied().map(Period::Wave);
    let periods = years.chain(months).map(|one| (one.to_string(), sentences::period(lang, one)));
    let titles = indicators.iter().map(|one| (one.key.clone(), one.title.get(lang).to_owned()));
    let fields = html! {
        (form.select("campagne", say(lang, "indicators-campaign")).choices(campaigns).chosen(board.campaign.campaign.to_string()))
        (form.select("indicateur", say(lang, "indicators-indicator")).choices(titles).chosen(choice.indicator.key.clone()))
        (form.select("niveau", say(lang, "indicators-level")).choices(levels).chosen(choice.level.code()))
        (form.select("periode", say(lang, "indicators-period")).choices(periods).chosen(choice.period.to_string()))
    };
    parts::filter(desk.look, ADDRESS, fields)
}

/// The address of the PDF of what is shown.
fn paper_of(board: &Board, choice: &Choice) -> String {
    let level = choice.level.code();
    format!(
        "{ADDRESS}.pdf?campagne={}&indicateur={}&niveau={level}&periode={}",
        board.campaign.campaign, choice.indicator.key, choice.period
    )
}

/// The address of the funnel of an indicator.
pub(super) fn link(board: &Board, indicator: &Indicator) -> String {
    format!("{ADDRESS}?campagne={}&indicateur={}", board.campaign.campaign, indicator.key)
}
