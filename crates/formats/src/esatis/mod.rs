//! The results of e-Satis as HAS and ATIH publish them on data.gouv.fr: one row a geographic site.
//!
//! The files say neither their survey nor their year: whoever reads one gives both, and the survey is checked against the
//! names of the columns. They came as CSV in windows-1252 with semicolons and decimal commas until 2019, as workbooks since;
//! numbers are texts in some columns, column names change their case, a quarter to two thirds of the rows have no score
//! because too few people answered. None of that is an error. A row that cannot be believed is refused, with its number and
//! why; a cell that is not understood and is not needed is left out, and told. Nothing is guessed: a FINESS that a
//! spreadsheet has cut is not put back together.
//!
//! Sources: the column names of "+48h MCO" 2017 to 2020, "MCO CA" 2019 and 2020, SSR 2023 and SMR 2024, as published.

mod columns;
mod grid;
mod model;
mod row;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use model::{
    Dimension, Evolution, Participation, Read, Reason, Refused, Remark, SiteResult, State, Survey, Unread,
};

/// The heaviest file read, in bytes. The published ones weigh 140 to 270 kB.
pub const HEAVIEST: usize = 2 * 1024 * 1024;
/// The most rows read. France has some 1,300 sites a survey.
pub const MOST_ROWS: usize = 10_000;

/// Reads a file as the results of a survey. Each row below the titles becomes a result or is refused.
///
/// # Errors
/// [`Unread`] when the file as a whole is not what it is said to be.
pub fn read(bytes: &[u8], survey: Survey) -> Result<Read, Unread> {
    if bytes.len() > HEAVIEST {
        return Err(Unread::TooHeavy);
    }
    let sheets = grid::sheets(bytes)?;
    let (columns, rows) = columns::find(&sheets, survey)?;
    let mut out = Read { missing: columns.missing(), ..Read::default() };
    let mut first: HashMap<String, u32> = HashMap::new();
    for cells in rows {
        out.rows += 1;
        let mut remarks = Vec::new();
        match row::result(cells, &columns, &mut remarks) {
            Ok(result) => match first.get(&result.site) {
                Some(earlier) => {
                    let reason = Reason::SiteTwice(*earlier);
                    out.refused.push(Refused { row: cells.number, site: Some(result.site), reason });
                }
                None => {
                    first.insert(result.site.clone(), cells.number);
                    out.remarks.append(&mut remarks);
                    out.results.push(result);
                }
            },
            Err(reason) => {
                let site = columns.site(cells).map(str::to_owned);
                out.refused.push(Refused { row: cells.number, site, reason });
            }
        }
    }
    if out.rows == 0 { Err(Unread::NoRows) } else { Ok(out) }
}
