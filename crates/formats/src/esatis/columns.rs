//! The columns of a file, found by their names whatever their case and order.

use std::collections::HashMap;

use super::model::{Survey, Unread};
use crate::xlsform::workbook::{Row, Sheet};

/// Titles stand in the first rows, if at all: some files have a line or two above them.
const TITLES_WITHIN: usize = 20;

/// Where each column stands.
pub(super) struct Columns {
    /// The ending of this file's scores.
    ending: &'static str,
    survey: Survey,
    /// Position by name in small letters.
    at: HashMap<String, u32>,
    /// Position and name as written.
    written: HashMap<u32, String>,
}

/// A cell and the title of its column.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    pub(super) title: &'a str,
}

impl Columns {
    fn of(row: &Row, survey: Survey) -> Result<Self, Unread> {
        let (mut at, mut written) = (HashMap::new(), HashMap::new());
        for (column, title) in &row.cells {
            if at.insert(title.to_lowercase(), *column).is_some() {
                return Err(Unread::ColumnTwice(cut(title)));
            }
            written.insert(*column, cut(title));
        }
        let ending = survey.endings().iter().find(|ending| at.contains_key(&format!("score_all{ending}")));
        Ok(Self { ending: ending.copied().unwrap_or_default(), survey, at, written })
    }

    fn has(&self, name: &str) -> bool {
        self.at.contains_key(name)
    }

    /// The cell of a column; none when it is empty or there is no such column.
    pub(super) fn cell<'a>(&'a self, row: &'a Row, name: &str) -> Option<Cell<'a>> {
        let column = *self.at.get(name)?;
        let title = self.written.get(&column).map_or("", String::as_str);
        row.cell(column).filter(|text| !text.is_empty()).map(|text| Cell { text, title })
    }

    /// The name of the score of a part (`all`, or a dimension), of the people behind it, of its whole number.
    pub(super) fn score(&self, part: &str) -> String {
        format!("score_{part}{}", self.ending)
    }

    pub(super) fn answers(&self, part: &str) -> String {
        format!("nb_rep_score_{part}{}", self.ending)
    }

    pub(super) fn shown(&self) -> String {
        format!("score_all{}_dp", self.ending)
    }

    pub(super) const fn dimensions(&self) -> &'static [&'static str] {
        self.survey.dimensions()
    }

    /// What stands where the FINESS géographique is.
    pub(super) fn site<'a>(&'a self, row: &'a Row) -> Option<&'a str> {
        let text = self.cell(row, "finess_geo")?.text;
        Some(text.char_indices().nth(40).and_then(|(end, _)| text.get(..end)).unwrap_or(text))
    }

    /// The columns that a file may lack, those of its dimensions included.
    pub(super) fn missing(&self) -> Vec<String> {
        let common = ["finess", "rs_finess", "rs_finess_geo", "region", "type", "participation", "depot", "evolution"];
        let more = ["taux_reco_brut", "nb_reco_brut", "score_ajust_esatis_region", "score_ajust_esatis_type"];
        let parts = self.dimensions().iter().flat_map(|part| [self.score(part), self.answers(part)]);
        let all = common.into_iter().chain(more).map(str::to_owned).chain([self.shown()]).chain(parts);
        all.filter(|name| !self.has(name)).collect()
    }
}

/// The sheet that bears the titles, and the rows under them.
pub(super) fn find(sheets: &[Sheet], survey: Survey) -> Result<(Columns, &[Row]), Unread> {
    for sheet in sheets {
        let near = sheet.rows.iter().take(TITLES_WITHIN);
        let Some(at) = near.into_iter().position(bears_titles) else { continue };
        let (Some(titles), Some(rows)) = (sheet.rows.get(at), sheet.rows.get(at + 1..)) else { continue };
        let columns = Columns::of(titles, survey)?;
        if columns.ending.is_empty() {
            let others: Vec<Survey> = Survey::ALL.into_iter().filter(|other| is_of(titles, *other)).collect();
            if !others.is_empty() {
                return Err(Unread::OtherSurvey(others));
            }
        }
        let ending = if columns.ending.is_empty() { survey.endings().first().copied() } else { Some(columns.ending) };
        let score = format!("score_all{}", ending.unwrap_or_default());
        let needed = ["finess_geo".to_owned(), "classement".to_owned(), format!("nb_rep_{score}"), score];
        let absent: Vec<String> = needed.into_iter().filter(|name| !columns.has(name)).collect();
        return if absent.is_empty() { Ok((columns, rows)) } else { Err(Unread::NoColumns(absent)) };
    }
    Err(Unread::NoTitles)
}

fn bears_titles(row: &Row) -> bool {
    ["finess_geo", "classement"].iter().any(|name| row.cells.iter().any(|(_, text)| text.to_lowercase() == *name))
}

fn is_of(titles: &Row, survey: Survey) -> bool {
    let named = |ending: &str| titles.cells.iter().any(|(_, text)| text.to_lowercase() == format!("score_all{ending}"));
    survey.endings().iter().any(|ending| named(ending))
}

/// A text of the file as it is told back: no control characters, at most 40 letters.
pub(super) fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
