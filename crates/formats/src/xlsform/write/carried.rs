//! What a row cannot say, put into the columns and the sheet of our own.

use std::collections::HashMap;

use fhir::Element;
use instruments::extensions as ours;
use serde_json::{Map, Value};

use super::{
    super::{
        Import,
        build::carried::{APART_OF_FORM, APART_OF_ITEM},
        carried::{CODES, LICENCE, SPEAKERS, TOLD, difference},
    },
    Table,
    compare::{index, links_by_row},
    rows::{Made, Row},
    texts::Languages,
};

/// Most characters of a cell: a spreadsheet holds 32,767.
const LONGEST: usize = 32_000;
/// Where a value is cut to go on in the next row.
const PART: usize = 30_000;

/// The readable columns of an item.
pub(super) fn item(item: Element<'_>, languages: &Languages, row: &mut Row) {
    for (field, speaker) in SPEAKERS {
        let said = item.extensions(ours::SPEAKER_TEXT).find(|one| {
            one.list("extension")
                .any(|part| part.text("url") == Some("speaker") && part.text("valueCode") == Some(speaker))
        });
        let words = said.and_then(|one| one.list("extension").find(|part| part.text("url") == Some("text")));
        if words.is_some() {
            row.texts.insert(field, languages.cells(words, "valueString"));
        }
    }
    let silent: Vec<&str> = item.extensions(ours::NO_SPEAKER_TEXT).filter_map(|one| one.text("valueCode")).collect();
    let mut put = |column: &'static str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            row.cells.insert(column, text);
        }
    };
    put("vecu::no-speaker-text", Some(silent.join(" ")));
    for (column, url) in CODES {
        put(column, item.extension(url).and_then(|one| one.text("valueCode")).map(str::to_owned));
    }
    put("vecu::local", item.extension_flag(ours::LOCAL).map(|flag| if flag { "yes" } else { "no" }.to_owned()));
    put("vecu::prefix", item.text("prefix").map(str::to_owned));
}

/// The readable columns of a form: (header, cell).
pub(super) fn settings(root: Element<'_>, languages: &Languages) -> Vec<(String, String)> {
    let licence = |part: &str| {
        let found = root.extension(ours::LICENCE)?;
        found.list("extension").find(|one| one.text("url") == Some(part))
    };
    let told = TOLD.iter().map(|(field, url)| (*field, root.extension(url)));
    let licence = LICENCE.iter().map(|(field, part)| (*field, licence(part)));
    told.chain(licence)
        .filter(|(_, found)| found.is_some())
        .flat_map(|(field, found)| languages.headers(field).into_iter().zip(languages.cells(found, "valueString")))
        .collect()
}

/// Writes down what the workbook, read back, does not say as the questionnaire does. Gives the sheet of our own.
pub(super) fn rest(root: Element<'_>, read: &Import, made: &mut Made<'_>) -> Table {
    let mut table = vec![vec!["name".to_owned(), "value".to_owned()]];
    let Some(document) = &read.questionnaire else { return table };
    let mut items: HashMap<&str, Element<'_>> = HashMap::new();
    index(document.root(), &mut items, 0);
    let by_row = links_by_row(read);
    for (item, row) in &made.written {
        let found = by_row.get(row).and_then(|link| items.get(link));
        let (Some(before), Some(after)) = (item.value().as_object(), found.and_then(|found| found.value().as_object()))
        else {
            continue;
        };
        let Some(line) = usize::try_from(*row).ok().and_then(|row| made.survey.rows.get_mut(row.checked_sub(2)?))
        else {
            continue;
        };
        let options = |object: &Map<String, Value>| object.get("answerOption").and_then(Value::as_array).cloned();
        let (meant, came) = (options(before), options(after));
        let mut apart = APART_OF_ITEM.to_vec();
        if let (Some(meant), Some(came), Some(list)) = (meant, came, line.kind.split(' ').nth(1))
            && meant.len() == came.len()
        {
            apart.push("answerOption");
            made.lists.rest(list, &meant, &came);
        }
        let rest = difference(before, after, &apart).map(|rest| json(&Value::Object(rest)));
        if let Some(rest) = rest.filter(|rest| rest.chars().count() <= LONGEST) {
            line.cells.insert("vecu::fhir", rest);
        }
    }
    let (Some(before), Some(after)) = (root.value().as_object(), document.value().as_object()) else { return table };
    for (name, value) in difference(before, after, APART_OF_FORM).unwrap_or_default() {
        table.extend(parts(&json(&value)).into_iter().map(|part| vec![name.clone(), part]));
    }
    table
}

/// A value as text. Readers of XLSForm look for `${` in every cell: JSON can spell it otherwise.
fn json(value: &Value) -> String {
    value.to_string().replace("${", "\\u0024{")
}

/// A value in parts that fit into cells. No part begins or ends with a blank, which a cell would lose.
fn parts(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut count, mut blank) = (0, false);
    for c in text.chars() {
        let cut = count >= PART && !blank && !c.is_whitespace();
        match out.last_mut() {
            Some(last) if !cut => last.push(c),
            _ => {
                out.push(c.into());
                count = 0;
            }
        }
        (count, blank) = (count + 1, c.is_whitespace());
    }
    // Thirty thousand blanks in a row are no text anybody wrote: what cannot be cut is left out, and told.
    if out.iter().any(|part| part.chars().count() > LONGEST) { Vec::new() } else { out }
}

/// What an option says beside its code, label, system, weight and kind of missing.
pub(super) fn option(meant: &Value, came: &Value) -> Option<String> {
    let rest = difference(meant.as_object()?, came.as_object()?, &[])?;
    Some(json(&Value::Object(rest))).filter(|rest| rest.chars().count() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_cut_where_nothing_is_lost() {
        let text = "mot ".repeat(20_000) + "fin";
        let cut = parts(&text);
        assert_eq!(cut.len(), 3);
        assert!(cut.iter().all(|part| part.trim() == part && part.chars().count() <= LONGEST));
        assert_eq!(cut.concat(), text);
        assert!(parts(&format!("a{}b", " ".repeat(40_000))).is_empty());
    }
}
