//! The published table of a score: what each sum is read as. Pasted or typed, a row on each line.

use pages::{
    Markup,
    fields::{Errors, Form},
    html,
    parts::{Tone, notice},
    words::say,
};

use super::{
    super::{Fields, field},
    Change, Here, of_score,
};
use crate::instruments::document::score::{Rule, Score};

/// The most rows of a table.
const MOST_ROWS: usize = 1_000;

pub(super) fn fields(score: &Score) -> Fields {
    let rows: Vec<String> = score.table.iter().map(|(from, value)| format!("{from} = {value}")).collect();
    vec![("table".to_owned(), rows.join("\n"))]
}

pub(super) fn body(here: &Here<'_>, form: Form<'_>, fields: &Fields) -> Markup {
    let lang = here.lang();
    let is_sum = matches!(here.score.rule, Rule::Sum | Rule::Prorated);
    html! {
        p.hint { (say(lang, "instruments-score-table-hint")) }
        @if !is_sum { (notice(lang, Tone::Info, say(lang, "instruments-score-table-sum"), "")) }
        (form.textarea("table", say(lang, "instruments-score-table-rows")).hint(say(lang, "instruments-score-table-rows-hint"))
            .rows(12).value(field(fields, "table")))
    }
}

pub(super) fn read(here: &Here<'_>, fields: &Fields) -> Result<Change, Errors> {
    let mut errors = Errors::none();
    let typed = field(fields, "table");
    let mut rows = Vec::new();
    for (at, line) in typed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match row(line) {
            Some(row) if rows.len() < MOST_ROWS => rows.push(row),
            _ => {
                errors.add_with("table", "instruments-say-table-row", vec![("n", (at + 1).into())]);
                return Err(errors);
            }
        }
    }
    Ok(of_score(here.score.id.clone(), move |score| score.table = rows))
}

/// A sum and its value, with an equals sign, a semicolon, a tab or a blank between them; commas are decimal ones.
fn row(line: &str) -> Option<(String, String)> {
    let mut parts = line.split(['=', ';', '\t', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let (from, value) = (number(parts.next()?)?, number(parts.next()?)?);
    parts.next().is_none().then_some((from, value))
}

fn number(typed: &str) -> Option<String> {
    let plain = typed.replace(',', ".");
    let is_plain = plain.len() <= 16 && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    (is_plain && plain.parse::<serde_json::Number>().is_ok()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_people_paste_it() {
        let read = |from: &str, value: &str| Some((from.to_owned(), value.to_owned()));
        for line in ["12 = 45,3", "12;45,3", "12\t45.3", " 12   45.3 ", "12=45.3"] {
            assert_eq!(row(line).map(|(from, value)| (from, value.replace(',', "."))), read("12", "45.3"), "{line}");
        }
        for wrong in ["12", "12 = ", "a = 3", "1 = 2 = 3", "1 = 1e9", "= 3"] {
            assert_eq!(row(wrong), None, "{wrong}");
        }
    }
}
