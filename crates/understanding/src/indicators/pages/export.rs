//! The same numbers as files, behind the same floors: an export asks [`Board`] exactly what the pages ask.

use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use measures::suppress::Cell;
use organisation::access::{Desk, Failure};
use pages::words::{say, say_with};
use spine::Platform;

use super::{Asked, failure, figures, list::seen, place::load, sentences};
use crate::indicators::{board::Board, ledger::Period};

/// A file of rows. Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, so such a cell is quoted
/// with an apostrophe; the mark of UTF-8 at the start keeps accents whole in them.
#[derive(Debug, Default)]
pub struct Rows(String);

impl Rows {
    /// An empty file.
    pub fn new() -> Self {
        Self("\u{feff}".to_owned())
    }

    /// Adds a row.
    pub fn add<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) {
        let written: Vec<String> = cells
            .into_iter()
            .map(|cell| {
                let cell = cell.as_ref();
                let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
                format!("\"{guard}{}\"", cell.replace('"', "\"\""))
            })
            .collect();
        self.0.push_str(&written.join(";"));
        self.0.push_str("\r\n");
    }

    /// As an answer that a browser saves under a name of our own.
    pub fn answer(self, name: &str) -> Response {
        let disposition = format!("attachment; filename=\"{name}.csv\"");
        (
            [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)],
            self.0,
        )
            .into_response()
    }
}

/// The list of places.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let loaded = Board::load(&p, &mut conn, desk.asker.org(), asked.campaign()?).await.map_err(failure)?;
    let board = loaded.ok_or(Failure::NotFound)?;
    let word = |key: &str| say(lang, key);
    let mut rows = Rows::new();
    rows.add(
        ["place", "period", "n", "score", "low", "high", "why"].map(|name| word(&format!("indicators-column-{name}"))),
    );
    for (_, place) in seen(&desk, &board, &asked) {
        let years = board.ledger().years().into_iter().map(Period::Year);
        for period in years.chain(board.ledger().waves().iter().copied().map(Period::Wave)) {
            let verdict = board.ledger().verdict(place.id, period);
            let mut row = vec![place.name.clone(), period.to_string()];
            if verdict.is_shown() {
                row.push(board.ledger().sums(place.id, period).n.to_string());
            } else {
                row.push(String::new());
            }
            let score = if board.has_score() { Some(board.score(place.id, period)) } else { None };
            match score {
                Some(Ok(found)) => {
                    let end = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.0}"));
                    row.push(format!("{:.0}", found.score));
                    row.push(end(found.interval.map(|i| i.low)));
                    row.push(end(found.interval.map(|i| i.high)));
                    row.push(String::new());
                }
                Some(Err(why)) => {
                    row.extend([const { String::new() }; 3]);
                    row.push(sentences::why(lang, if verdict.is_shown() { why } else { verdict }));
                }
                None => {
                    row.extend([const { String::new() }; 3]);
                    row.push(sentences::why(lang, verdict));
                }
            }
            rows.add(row);
        }
    }
    Ok(rows.answer(&format!("lieux-{}", board.campaign.campaign)))
}

/// A place in a period.
pub(super) async fn place(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let (place, shown) = load(&p, &mut conn, &desk.asker, &place, &asked).await?;
    let shown = shown.ok_or(Failure::NotFound)?;
    let mut rows = Rows::new();
    rows.add(
        ["place", "period", "state", "question", "answer", "kind", "n", "of", "why"]
            .map(|name| say(lang, &format!("indicators-column-{name}"))),
    );
    let state = say(lang, if shown.is_frozen { "indicators-frozen" } else { "indicators-provisional" });
    let start = [place.name.clone(), shown.period.to_string(), state];
    if !shown.verdict.is_shown() {
        let why = sentences::why(lang, shown.verdict);
        rows.add(start.iter().cloned().chain([const { String::new() }; 5]).chain([why]));
    }
    let (hidden, floors) = (say(lang, "indicators-hidden"), shown.board.ledger().floors());
    for one in &shown.questions {
        if let Some(reason) = one.values.0.reason.filter(|_| one.values.0.withheld) {
            let question =
                [figures::asked(lang, &one.item), String::new(), String::new(), hidden.clone(), String::new()];
            rows.add(start.iter().cloned().chain(question).chain([sentences::reason(lang, reason)]));
            continue;
        }
        for (kind, (safe, line)) in [("value", &one.values), ("missing", &one.missing), ("missing", &one.not_asked)] {
            // As on the page: no list of reasons where nobody left the question.
            if kind == "missing" && safe.total == 0 {
                continue;
            }
            if kind == "missing" && safe.is_few(floors) {
                rows.add(start.iter().cloned().chain([
                    figures::asked(lang, &one.item),
                    String::new(),
                    say(lang, "indicators-kind-missing"),
                    String::new(),
                    String::new(),
                    say_with(lang, "indicators-missing-few", &[("floor", floors.cell().into())]),
                ]));
                continue;
            }
            for (code, cell) in line.codes.iter().zip(&safe.cells) {
                let told = match cell {
                    Cell::Shown(count) => count.to_string(),
                    Cell::Hidden => hidden.clone(),
                };
                let why = safe.reason.filter(|_| *cell == Cell::Hidden);
                rows.add(start.iter().cloned().chain([
                    figures::asked(lang, &one.item),
                    figures::answer(lang, &one.item, code),
                    say(lang, &format!("indicators-kind-{kind}")),
                    told,
                    safe.total.to_string(),
                    why.map_or_else(String::new, |reason| sentences::reason(lang, reason)),
                ]));
            }
        }
    }
    Ok(rows.answer(&format!("{}-{}", place.slug, shown.period)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_taken_for_a_formula_and_quotes_stay_inside() {
        let mut rows = Rows::new();
        rows.add(["=1+1", "a \"b\"; c", "-"]);
        assert_eq!(rows.0, "\u{feff}\"'=1+1\";\"a \"\"b\"\"; c\";\"'-\"\r\n");
    }
}
