//! The account of a file: what became of each of its rows, what must be mended first.

use formats::{Entry, Fate, Place, Report};
use kernel::Lang;
use pages::{
    Markup, html,
    parts::{self, Column, Table},
    words::{say, say_with},
};

/// Most lines of one fate on a page: a form of two thousand questions with a line each; what is more is counted.
const MOST_LINES: usize = 2_500;

/// The account, what must be mended first; what was kept whole is folded away.
pub(super) fn shown(lang: Lang, account: &Report) -> Markup {
    let of = |fate: Fate| -> Vec<&Entry> { account.of(fate).collect() };
    html! {
        section {
            h2 { (say(lang, "instruments-account")) }
            p { (sums(lang, account)) }
            @for (fate, code) in [(Fate::Error, "error"), (Fate::Lost, "lost"), (Fate::Changed, "changed")] {
                @let lines = of(fate);
                @if !lines.is_empty() { (table(lang, code, &lines)) }
            }
            @let kept = of(Fate::Kept);
            @if !kept.is_empty() {
                (parts::more(say_with(lang, "instruments-account-kept", &[("n", kept.len().into())]), table(lang, "kept", &kept)))
            }
        }
    }
}

/// "12 kept, 3 changed, 1 lost", those that are none left out.
pub(super) fn sums(lang: Lang, account: &Report) -> String {
    let fates = [
        (Fate::Error, "instruments-account-error"),
        (Fate::Lost, "instruments-account-lost"),
        (Fate::Changed, "instruments-account-changed"),
        (Fate::Kept, "instruments-account-kept"),
    ];
    let said = fates.into_iter().filter_map(|(fate, key)| {
        let n = account.of(fate).count();
        (n > 0).then(|| say_with(lang, key, &[("n", n.into())]))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { say(lang, "instruments-account-whole") } else { format!("{}.", said.join(", ")) }
}

fn table(lang: Lang, code: &str, lines: &[&Entry]) -> Markup {
    let has_mends = lines.iter().any(|line| !mend(lang, line).is_empty());
    let columns = ["instruments-account-where", "instruments-account-what"].map(|key| Column::text(say(lang, key)));
    let mut columns: Vec<Column> = columns.into();
    if has_mends {
        columns.push(Column::text(say(lang, "instruments-account-mend")));
    }
    let rows = lines.iter().take(MOST_LINES).map(|line| {
        let mut cells =
            vec![html! { (place(lang, &line.place)) }, html! { (if lang == Lang::Fr { &line.fr } else { &line.en }) }];
        if has_mends {
            cells.push(html! { (mend(lang, line)) });
        }
        cells
    });
    let more = lines.len().saturating_sub(MOST_LINES);
    html! {
        (Table::new(say(lang, &format!("instruments-account-title-{code}"))).columns(columns).rows(rows))
        @if more > 0 { p { (say_with(lang, "instruments-account-more", &[("n", more.into())])) } }
    }
}

fn mend(lang: Lang, line: &Entry) -> &str {
    if lang == Lang::Fr { &line.mend_fr } else { &line.mend_en }
}

/// Where something stood, in words: sheet and cell, sheet and row, or the part alone.
fn place(lang: Lang, place: &Place) -> String {
    let part = place.part.as_str();
    match (&place.column, place.row) {
        (Some(column), Some(row)) => say_with(
            lang,
            "instruments-place-cell",
            &[("part", part.into()), ("cell", format!("{column}{row}").as_str().into())],
        ),
        (None, Some(row)) => {
            say_with(lang, "instruments-place-row", &[("part", part.into()), ("row", row.to_string().as_str().into())])
        }
        (Some(column), None) => {
            say_with(lang, "instruments-place-column", &[("part", part.into()), ("column", column.as_str().into())])
        }
        (None, None) => part.to_owned(),
    }
}
