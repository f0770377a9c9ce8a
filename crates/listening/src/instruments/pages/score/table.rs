//! The published table of a score: what each sum is read as. Pasted or typed, a row on each line.

use pages::{
    Markup,
    fields::{Errors, Form},
    html,
    parts::{Tone, notice},
    words::{say, say_with},
};

use super::{
    super::{Fields, field},
    Change, Here, of_score,
};
use crate::instruments::document::{
    points::exclusions,
    question::Question,
    score::{Missing, Rule, Score},
};

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
        @if let Some((least, greatest)) = sums(here) {
            p { (say_with(lang, "instruments-score-table-sums", &[("least", least.into()), ("greatest", greatest.into())])) }
        }
        (form.textarea("table", say(lang, "instruments-score-table-rows")).hint(say(lang, "instruments-score-table-rows-hint"))
            .rows(12).value(field(fields, "table")))
    }
}

/// The least and the greatest sum of the questions counted; none when a question gives no whole numbers or has a weight, and
/// when something other than an answer of each question goes into the sum.
fn sums(here: &Here<'_>) -> Option<(i64, i64)> {
    let mut out = (0i64, 0i64);
    for part in &here.score.parts {
        let question = Question::of(here.doc().item(&part.link)?, here.doc().language());
        let points = question.choices.iter().filter(|one| one.missing.is_none()).map(|one| one.weight);
        let points: Vec<i64> = points.collect::<Option<_>>()?;
        let (least, greatest) = (points.iter().min()?, points.iter().max()?);
        out = (out.0.checked_add(*least)?, out.1.checked_add(*greatest)?);
    }
    let score = &here.score;
    let is_out = exclusions(here.doc()).iter().any(|one| score.parts.iter().any(|part| part.link == one.out));
    let is_whole = !is_out && score.missing.iter().all(|(_, does)| *does == Missing::Stays);
    let is_plain = score.parts.iter().all(|part| matches!(part.weight.as_str(), "" | "1"));
    (is_plain && is_whole && !score.parts.is_empty()).then_some(out)
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
