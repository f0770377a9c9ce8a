//! The wall: every place beside every indicator, in the order of the tree. A place is never ranked, a cell never shows a number:
//! it is a quiet mark where nothing left the usual variation, and a word with its sign where something did.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    response::{Html, Response},
};
use kernel::{Id, Lang, kinds};
use measures::xmr::Reading;
use organisation::{
    access::{Desk, Failure},
    places::Place,
};
use pages::{
    Look, Markup, dates, html,
    parts::{self, Column, Table},
    words::{say, say_with},
};
use spine::Platform;

use super::{Asked, export::Rows, failure, funnel, list, of_campaign, said, sentences};
use crate::{
    indicators::{
        board::Board,
        indicator::Indicator,
        measure::Amount,
        series::{Says, Series},
    },
    quality,
};

/// A place with what each indicator says of it, in the order of the indicators.
struct Row<'a> {
    depth: usize,
    place: &'a Place,
    series: Vec<Arc<Series>>,
}

fn rows<'a>(desk: &Desk, board: &'a Board, asked: &Asked, indicators: &[Indicator]) -> Vec<Row<'a>> {
    let seen = list::seen(desk, board, asked);
    let row = |(depth, place): (usize, &'a Place)| {
        let series = board.series(place.id, indicators);
        Row { depth, place, series }
    };
    seen.into_iter().map(row).collect()
}

const ADDRESS: &str = "/travail/indicateurs/mur";

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let (title, body) = told(&p, &desk, &asked).await?;
    Ok(desk.page(title, ADDRESS, body))
}

/// The page as a PDF.
pub(super) async fn paper(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (title, body) = told(&p, &desk, &asked).await?;
    let path = format!("{ADDRESS}{}", asked.query());
    desk.paper(&p, title, &path, format!("mur{}", asked.name()), body).await
}

/// The title and the body.
async fn told(p: &Platform, desk: &Desk, asked: &Asked) -> Result<(String, Markup), Failure> {
    let words = ["indicators-wall-title", "indicators-wall-lead"];
    of_campaign(p, desk, asked, words, |board| Ok(whole(desk, board, asked))).await
}

fn whole(desk: &Desk, board: &Board, asked: &Asked) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let indicators = board.indicators(None);
    let filter = list::filter(desk, board, asked, ADDRESS);
    if indicators.is_empty() {
        return html! {
            (filter)
            (parts::empty(say(lang, "indicators-no-indicator"), say(lang, "indicators-no-indicator-why"), html! {}))
        };
    }
    let rows = rows(desk, board, asked, &indicators);
    let mut table = Table::new(say(lang, "indicators-wall-title")).caption_heard();
    table = table.columns([Column::text(say(lang, "indicators-place"))]);
    table = table.columns(indicators.iter().map(|one| {
        let href = format!("#i-{}", one.key);
        Column::text(one.title.get(lang)).shown_as(html! { a href=(href) { (one.short.get(lang)) } })
    }));
    let least = rows.iter().map(|row| row.depth).min().unwrap_or_default();
    let campaign = board.campaign.campaign;
    for row in &rows {
        let cells = row.series.iter().zip(&indicators).map(|(series, one)| {
            let to = format!("{}#i-{}", address(row.place.id, campaign), one.key);
            cell(lang, series, &look.link(&to))
        });
        let place = html! {
            @for _ in least..row.depth { span.quiet aria-hidden="true" { "· " } }
            a href=(look.link(&address(row.place.id, campaign))) { (row.place.name) }
            " " span.quiet { (say(lang, &format!("level-{}", row.place.level.code()))) }
            div.wall-narrow { small.quiet { (summary(lang, &row.series)) } }
        };
        table = table.row([place].into_iter().chain(cells));
    }
    let level = asked.niveau.as_deref().map_or_else(String::new, |level| format!("&niveau={level}"));
    let [file, paper] = ["csv", "pdf"].map(|end| look.link(&format!("{ADDRESS}.{end}?campagne={campaign}{level}")));
    html! {
        (filter)
        @if table.is_empty() { (parts::empty(say(lang, "indicators-no-place"), say(lang, "indicators-no-place-why"), html! {})) }
        @else {
            (key(lang))
            div.wall { (table.note(say(lang, "indicators-wall-note"))) }
        }
        (legend(look, board, &indicators))
        p.on-screen {
            a href=(file) { (say(lang, "indicators-file")) } " · " a href=(paper) { (say(lang, "indicators-paper")) }
        }
        (quality::link(look, &desk.asker, &board.places, Some(campaign)))
        p.quiet { (board.campaign.title) " – " (say(lang, "indicators-wall-beside")) }
    }
}

/// The page of the indicators of a place.
pub(super) fn address(place: Id<kinds::Place>, campaign: Id<kinds::Campaign>) -> String {
    format!("/travail/lieux/{place}/indicateurs?campagne={campaign}")
}

/// A mark: quiet, or a shape, a word and the month since which it lasts. The shapes are those of the charts.
fn cell(lang: Lang, series: &Series, href: &str) -> Markup {
    let quiet = |key: &str, mark: &str| {
        html! { span.quiet { span aria-hidden="true" { (mark) } span.visually-hidden { (say(lang, key)) } } }
    };
    match series.says() {
        Says::Usual => quiet("indicators-wall-usual", "·"),
        Says::TooSoon { .. } => quiet("indicators-wall-too-soon", "…"),
        Says::Nothing => quiet("indicators-wall-hidden", "–"),
        Says::Change { reading, since, .. } => html! {
            a.wall-change.(class(reading)) href=(href) {
                (shape(reading)) " " strong { (word(lang, reading)) } " "
                span.visually-hidden { (say_with(lang, "indicators-wall-since", &[("since", dates::wave(lang, since).into())])) }
                span aria-hidden="true" {
                    span.wall-wide { (short(since)) }
                    span.wall-narrow { (say_with(lang, "indicators-wall-since", &[("since", short(since).into())])) }
                }
            }
        },
    }
}

/// "05/26".
fn short(wave: kernel::Wave) -> String {
    format!("{:02}/{:02}", wave.month(), wave.year() % 100)
}

const fn class(reading: Reading) -> &'static str {
    match reading {
        Reading::Improvement => "wall-better",
        Reading::Concern => "wall-worse",
        Reading::Usual | Reading::Neither => "wall-other",
    }
}

fn word(lang: Lang, reading: Reading) -> String {
    say(
        lang,
        match reading {
            Reading::Improvement => "indicators-wall-better",
            Reading::Concern => "indicators-wall-worse",
            Reading::Usual | Reading::Neither => "indicators-wall-other",
        },
    )
}

/// The square, the triangle and the diamond of the charts.
fn shape(reading: Reading) -> Markup {
    let path = match reading {
        Reading::Improvement => "M2 2H12V12H2Z",
        Reading::Concern => "M7 1L13 12.5H1Z",
        Reading::Usual | Reading::Neither => "M7 0.5L13.5 7L7 13.5L0.5 7Z",
    };
    html! {
        svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false" {
            path d=(path) fill="currentColor" {}
        }
    }
}

/// The shape of what a series says, before its title; nothing where nothing changed.
pub(super) fn mark(series: &Series) -> Markup {
    match series.says() {
        Says::Change { reading, .. } => html! { span.(class(reading)) { (shape(reading)) } " " },
        _ => html! {},
    }
}

/// How many indicators say what, in words: what a phone shows instead of the quiet marks.
fn summary(lang: Lang, series: &[Arc<Series>]) -> String {
    let count = |wanted: fn(&Says) -> bool| series.iter().filter(|one| wanted(&one.says())).count();
    let parts = [
        ("indicators-wall-n-changed", count(|says| matches!(says, Says::Change { .. }))),
        ("indicators-wall-n-usual", count(|says| matches!(says, Says::Usual))),
        ("indicators-wall-n-too-soon", count(|says| matches!(says, Says::TooSoon { .. }))),
        ("indicators-wall-n-hidden", count(|says| matches!(says, Says::Nothing))),
    ];
    let told = parts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| say_with(lang, key, &[("n", (*n).into())]));
    told.collect::<Vec<_>>().join(", ")
}

/// What each mark means.
fn key(lang: Lang) -> Markup {
    html! {
        ul.chart-context {
            @for reading in [Reading::Improvement, Reading::Concern] {
                li { span.(class(reading)) { (shape(reading)) } " " (sentences::reading(lang, reading)) }
            }
            @for (mark, key) in [("·", "indicators-wall-usual"), ("…", "indicators-wall-too-soon"), ("–", "indicators-wall-hidden")] {
                li { span aria-hidden="true" { (mark) } " " (say(lang, key)) }
            }
        }
    }
}

/// The whole title of each column.
fn legend(look: Look, board: &Board, indicators: &[Indicator]) -> Markup {
    let lang = look.lang;
    html! {
        h2 { (say(lang, "indicators-wall-legend")) }
        ul {
            @for one in indicators {
                li #(format!("i-{}", one.key)) {
                    strong { (one.short.get(lang)) } " – " (one.title.get(lang)) " "
                    a.on-screen href=(look.link(&funnel::link(board, one))) { (say(lang, "indicators-wall-funnel")) }
                }
            }
        }
    }
}

/// The same as a file: a row for each place and indicator.
pub(super) async fn file(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let loaded = Board::load(&p, &mut conn, desk.asker.org(), asked.campaign()?).await.map_err(failure)?;
    let board = loaded.ok_or(Failure::NotFound)?;
    let indicators = board.indicators(None);
    let mut file = Rows::new();
    let columns = ["place", "level", "indicator", "says", "since", "period", "value", "n", "low", "high", "why"];
    file.add(columns.map(|name| say(lang, &format!("indicators-column-{name}"))));
    for row in rows(&desk, &board, &asked, &indicators) {
        for (series, one) in row.series.iter().zip(&indicators) {
            let mut cells = vec![
                row.place.name.clone(),
                say(lang, &format!("level-{}", row.place.level.code())),
                one.title.get(lang).to_owned(),
                said::change(lang, series),
                if let Says::Change { since, .. } = series.says() { since.to_string() } else { String::new() },
            ];
            cells.extend(latest(lang, series));
            file.add(cells);
        }
    }
    Ok(file.answer(&format!("mur-{}", board.campaign.campaign)))
}

/// The last month that is shown: period, value, people, ends of the interval; or why the last month with answers is not.
fn latest(lang: Lang, series: &Series) -> [String; 6] {
    let Some((wave, value)) = series.latest() else {
        let why = series.slots.iter().rev().filter_map(|slot| slot.found.err()).find(|why| why.key() != NOBODY);
        let why = why.map_or_else(|| say(lang, "indicators-hidden-nobody"), |why| sentences::why(lang, why));
        let empty = String::new;
        return [empty(), empty(), empty(), empty(), empty(), why];
    };
    let unit = |number: f64| match value.amount {
        Amount::Share { .. } => dates::percent(lang, number / 100.0, 0),
        Amount::Points(_) => sentences::score(lang, number),
    };
    let (low, high) = value.interval_on_hundred().map_or_else(Default::default, |(low, high)| (unit(low), unit(high)));
    [wave.to_string(), unit(value.on_hundred()), value.n.to_string(), low, high, String::new()]
}

const NOBODY: Option<&str> = Some("indicators-hidden-nobody");
