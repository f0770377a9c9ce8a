//! The same figures as a file: whatever the page says, and nothing more.

use axum::{
    extract::{Query, State},
    response::Response,
};
use organisation::access::{Desk, Failure};
use pages::words::say;
use spine::Platform;

use super::{Wanted, load, questions::COLUMNS, sentences};
use crate::indicators::pages::Rows;

/// One figure a row: of what, which, its value, what to look at.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let shown = load(&p, &desk, &wanted).await?.ok_or(Failure::NotFound)?;
    let mut rows = Rows::new();
    let column = |name: &str| say(lang, &format!("quality-column-{name}"));
    rows.add(["campaign", "year", "of", "figure", "value", "note"].map(column));
    let (campaign, year) = (shown.board.campaign.title.as_str(), shown.year.to_string());
    let mut row = |cells: [&str; 4]| rows.add([campaign, year.as_str()].into_iter().chain(cells));
    if !shown.verdict.is_shown() {
        row(["", "", "", &sentences::why(lang, shown.verdict)]);
        return Ok(rows.answer(&name(&shown)));
    }
    shown.beside(lang).iter().skip(2).for_each(|one| row(["", "", "", one]));
    for said in shown.said(lang) {
        row([&said.title, "", "", &said.sentence]);
        for one in &said.figures {
            row([&said.title, &one.name, &one.value, &one.source]);
        }
    }
    for one in shown.rows(lang) {
        let question = format!("{}. {}", one.number, one.wording);
        for (key, value) in COLUMNS.iter().zip(&one.values) {
            row([&question, &say(lang, key), value, ""]);
        }
        for flag in &one.flags {
            row([&question, &say(lang, "quality-look"), "", flag]);
        }
    }
    Ok(rows.answer(&name(&shown)))
}

fn name(shown: &super::Shown) -> String {
    format!("qualite-{}-{:04}", shown.board.campaign.campaign, shown.year)
}
