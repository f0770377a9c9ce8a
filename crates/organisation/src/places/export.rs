//! The tree as a file, for a spreadsheet and for the import.

use std::collections::HashMap;

use kernel::{Id, Lang, kinds};
use pages::words::say;

use super::{Place, phone};
use crate::sheet;

/// The titles of the columns, as words: the import reads them in both languages.
const TITLES: [&str; 7] =
    ["sheet-level", "sheet-name", "sheet-parent", "sheet-finess", "sheet-slug", "sheet-phone", "sheet-closed"];

/// The tree as a file that [`super::import::read`] understands: places in the order given, parents named by their slug.
pub fn write(places: &[Place], lang: Lang) -> String {
    let slugs: HashMap<Id<kinds::Place>, &str> = places.iter().map(|p| (p.id, p.slug.as_str())).collect();
    let mut rows = vec![TITLES.map(|key| say(lang, key)).to_vec()];
    for place in places {
        let parent = place.parent.and_then(|id| slugs.get(&id).copied()).unwrap_or_default();
        // With its spaces a spreadsheet takes it for words and keeps its first zero.
        let phone = place.phone.as_deref().map(phone::shown).unwrap_or_default().replace('\u{a0}', " ");
        rows.push(vec![
            level(lang, place.level.code()),
            place.name.clone(),
            parent.to_owned(),
            place.finess.clone().unwrap_or_default(),
            place.slug.clone(),
            phone,
            if place.closed { "1".to_owned() } else { String::new() },
        ]);
    }
    sheet::csv(&rows)
}

/// A file to begin from, in the words of a language.
pub fn template(lang: Lang) -> String {
    let line = |cells: [&str; 6]| cells.join(";");
    let titles: Vec<String> = TITLES.iter().take(6).map(|key| say(lang, key)).collect();
    let unit = if lang == Lang::Fr { "Soins du cœur" } else { "Heart unit" };
    let rows = [
        titles.join(";"),
        line([&level(lang, "site"), "Site Nord", "", "750000001", "site-nord", ""]),
        line([&level(lang, "unit"), unit, "site-nord", "", "", "01 99 00 00 01"]),
    ];
    rows.map(|row| row + "\n").concat()
}

fn level(lang: Lang, code: &str) -> String {
    if lang == Lang::Fr { say(lang, &format!("level-{code}")) } else { code.to_owned() }
}
