//! One row: what it says, or why it is refused.

use super::{
    columns::{Cell, Columns, cut},
    model::{Dimension, Evolution, Participation, Reason, Remark, SiteResult, State},
};
use crate::xlsform::workbook::Row;

/// The longest name that is kept; the longest published one has 122 letters.
const LONGEST: usize = 200;

/// The result of a row. What is not needed and not understood goes to `remarks`.
pub(super) fn result(row: &Row, columns: &Columns, remarks: &mut Vec<Remark>) -> Result<SiteResult, Reason> {
    let site = finess(columns.cell(row, "finess_geo"))?;
    let named = |name: &str| columns.cell(row, name).map(|cell| name_of(cell.text)).unwrap_or_default();
    let state = state(columns.cell(row, "classement"))?;
    let score = needed(columns.cell(row, &columns.score("all")), points)?;
    let answers = needed(columns.cell(row, &columns.answers("all")), people)?;
    match (state.is_class(), score) {
        (true, None) => return Err(Reason::ClassWithoutScore(state)),
        (false, Some(_)) => return Err(Reason::ScoreWithout(state)),
        _ => {}
    }
    let mut beside = Beside { row, columns, remarks };
    Ok(SiteResult {
        legal: beside.read("finess", |text| finess_of(text).ok()),
        legal_name: named("rs_finess"),
        name: named("rs_finess_geo"),
        region: named("region"),
        kind: named("type"),
        participation: beside.read("participation", participation),
        deposit: beside.read("depot", deposit),
        shown: beside.read(&columns.shown(), whole_points).filter(|_| score.is_some()),
        evolution: beside.read("evolution", evolution),
        dimensions: beside.dimensions(),
        recommend: beside.read("taux_reco_brut", points),
        recommend_answers: beside.read("nb_reco_brut", people),
        region_mean: beside.read("score_ajust_esatis_region", points),
        kind_mean: beside.read("score_ajust_esatis_type", points),
        site,
        state,
        score,
        answers,
    })
}

/// Cells beside the score: one that is not understood is left out, and told.
struct Beside<'a> {
    row: &'a Row,
    columns: &'a Columns,
    remarks: &'a mut Vec<Remark>,
}

impl Beside<'_> {
    fn read<T>(&mut self, name: &str, understood: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.columns.cell(self.row, name)?;
        let value = understood(cell.text);
        if value.is_none() {
            let (column, value) = (cell.title.to_owned(), cut(cell.text));
            self.remarks.push(Remark { row: self.row.number, column, value });
        }
        value
    }

    fn dimensions(&mut self) -> Vec<Dimension> {
        let mut out = Vec::new();
        for code in self.columns.dimensions() {
            let score = self.read(&self.columns.score(code), points);
            let answers = self.read(&self.columns.answers(code), people);
            out.extend(score.map(|score| Dimension { code: (*code).to_owned(), score, answers }));
        }
        out
    }
}

fn needed<T>(cell: Option<Cell<'_>>, understood: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Reason> {
    let Some(cell) = cell else { return Ok(None) };
    let wrong = || Reason::NotANumber(cell.title.to_owned(), cut(cell.text));
    understood(cell.text).map(Some).ok_or_else(wrong)
}

fn finess(cell: Option<Cell<'_>>) -> Result<String, Reason> {
    finess_of(cell.ok_or(Reason::NoSite)?.text)
}

/// A FINESS: nine characters, digits but for the letter of Corsica (2A, 2B).
fn finess_of(text: &str) -> Result<String, Reason> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let is_sound = plain.len() == 9
        && plain.char_indices().all(|(at, c)| c.is_ascii_digit() || (at == 1 && matches!(c, 'A' | 'B')))
        && (plain.as_bytes().get(1).is_some_and(u8::is_ascii_digit) || plain.starts_with('2'));
    if is_sound {
        Ok(plain)
    } else if plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        Err(Reason::CutFiness(plain))
    } else {
        Err(Reason::NotAFiness(cut(text)))
    }
}

fn state(cell: Option<Cell<'_>>) -> Result<State, Reason> {
    let Some(cell) = cell else { return Ok(State::Untold) };
    let plain = cell.text.trim().to_uppercase();
    plain.parse().map_err(|()| Reason::NoSuchClass(cut(cell.text)))
}

/// A name as it is kept: one line, no control characters.
fn name_of(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number with a decimal point or comma; spaces between thousands are left out. Nothing else is a number here: no
/// exponent, no sign, no second comma.
fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}').collect();
    let plain = plain.replace(',', ".");
    let is_number = plain.chars().all(|c| c.is_ascii_digit() || c == '.') && plain.matches('.').count() <= 1;
    let is_whole = plain.starts_with(|c: char| c.is_ascii_digit()) && plain.ends_with(|c: char| c.is_ascii_digit());
    if is_number && is_whole && plain.len() <= 20 { plain.parse().ok() } else { None }
}

/// A score, or a percentage: from 0 to 100. A workbook keeps some to fifteen digits, of which the published four are read.
fn points(text: &str) -> Option<f64> {
    let value = number(text)?;
    (0.0..=100.0).contains(&value).then(|| (value * 10_000.0).round() / 10_000.0)
}

fn whole(text: &str, most: f64) -> Option<u32> {
    let value = number(text)?;
    let is_whole = value.fract() == 0.0 && (0.0..=most).contains(&value);
    // Checked to be whole and small just above.
    is_whole.then_some(value as u32)
}

fn whole_points(text: &str) -> Option<u32> {
    whole(text, 100.0)
}

fn people(text: &str) -> Option<u32> {
    whole(text, 10_000_000.0)
}

/// The label after its number: "3-Amélioration", "1- Oui".
fn label(text: &str) -> String {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c.is_whitespace()).trim().to_lowercase()
}

fn evolution(text: &str) -> Option<Evolution> {
    match label(text).as_str() {
        "diminution" => Some(Evolution::Down),
        "stable" => Some(Evolution::Stable),
        "amélioration" | "amelioration" => Some(Evolution::Up),
        "non calculable" => Some(Evolution::NotComputable),
        _ => None,
    }
}

fn participation(text: &str) -> Option<Participation> {
    match label(text).as_str() {
        "obligatoire" => Some(Participation::Required),
        "facultatif" => Some(Participation::Optional),
        _ => None,
    }
}

fn deposit(text: &str) -> Option<bool> {
    match label(text).as_str() {
        "oui" => Some(true),
        "non" => Some(false),
        _ => None,
    }
}
