//! The table of questions: from cells that are shown, and from what may be told of the scores.

use instruments::Speaker;
use kernel::Lang;
use measures::reliability::MUCH_MISSING;
use pages::{
    Markup, dates, html,
    parts::{Column, Table},
    words::{say, say_with},
};

use super::{Shown, score};
use crate::{
    indicators::{Question, measure},
    quality::model::{Coefficient, LEAST_WITH_REST, MOST_AT_END},
};

/// What is said of a question.
pub(super) struct Row {
    /// Its printed number.
    pub(super) number: String,
    /// Its wording.
    pub(super) wording: String,
    /// In the order of the columns: the share that is missing, at the lowest answer, at the highest, the correlation with the
    /// others.
    pub(super) values: [String; 4],
    /// What to look at, in words.
    pub(super) flags: Vec<String>,
}

/// The names of the values.
pub(super) const COLUMNS: [&str; 4] = ["quality-missing", "quality-floor", "quality-ceiling", "quality-with-rest"];

/// What is known of a share.
enum Share {
    /// So much.
    Is(f64),
    /// A cell of it is hidden.
    Hidden,
    /// The question has no such end, or nobody was asked.
    None,
}

impl Share {
    fn said(&self, lang: Lang) -> String {
        match self {
            Self::Is(share) => dates::percent(lang, *share, 0),
            Self::Hidden => say(lang, "indicators-hidden"),
            Self::None => "–".to_owned(),
        }
    }

    fn is_over(&self, limit: f64) -> bool {
        matches!(self, Self::Is(share) if *share > limit)
    }
}

/// The questions with one answer, in the order of the questionnaire.
pub(super) fn rows(lang: Lang, shown: &Shown) -> Vec<Row> {
    let said = shown.said(lang);
    let of_scores = |link: &str| {
        let mut all = said.iter().flat_map(|one| &one.items);
        all.find(|(item, ..)| item == link).map(|(_, with, same)| (*with, same.clone()))
    };
    let single = |one: &&Question| shown.board.instrument.item(&one.item.link_id).is_some();
    shown.questions.iter().filter(single).map(|one| row(lang, shown, one, of_scores(&one.item.link_id))).collect()
}

fn row(lang: Lang, shown: &Shown, one: &Question, of_score: Option<(Option<Coefficient>, Vec<String>)>) -> Row {
    let missing = missing(shown, one);
    let [floor, ceiling] = [0.0, 100.0].map(|points| at_end(shown, one, points));
    let (with, same) = of_score.unwrap_or_default();
    let mut flags = Vec::new();
    if missing.is_over(MUCH_MISSING) {
        flags.push(say(lang, "quality-flag-missing"));
    }
    let many = even_share(one).max(MOST_AT_END);
    flags.extend(floor.is_over(many).then(|| say(lang, "quality-flag-floor")));
    flags.extend(ceiling.is_over(many).then(|| say(lang, "quality-flag-ceiling")));
    flags.extend(with.filter(|with| with.is_below(LEAST_WITH_REST)).map(|_| say(lang, "quality-flag-apart")));
    flags.extend(same.iter().filter_map(|link| {
        let other = shown.board.instrument.item(link)?.printed_number();
        Some(say_with(lang, "quality-flag-same", &[("other", other.into())]))
    }));
    let few = one.missing.0.is_few(shown.board.ledger().floors());
    let missing = if few && !one.values.0.withheld {
        say_with(lang, "quality-missing-few", &[("floor", shown.board.ledger().floors().cell().into())])
    } else {
        missing.said(lang)
    };
    let with = with.map_or_else(|| "–".to_owned(), |with| score::coefficient(lang, with));
    Row {
        number: one.item.printed_number(),
        wording: one.item.wording.get(Speaker::Patient, lang).to_owned(),
        values: [missing, floor.said(lang), ceiling.said(lang), with],
        flags,
    }
}

/// Of those who were asked, the share that gave no answer that counts, whatever its kind (hard rule 6).
fn missing(shown: &Shown, one: &Question) -> Share {
    let (answered, missing) = (one.values.0.total, one.missing.0.total);
    if one.values.0.withheld || one.missing.0.withheld {
        return Share::Hidden;
    }
    if one.missing.0.is_few(shown.board.ledger().floors()) || answered + missing == 0 {
        return Share::None;
    }
    Share::Is(missing as f64 / (answered + missing) as f64)
}

/// Of those who answered, the share at the end of the scale that is worth so many points of 100.
fn at_end(shown: &Shown, one: &Question, points: f64) -> Share {
    let (safe, line) = &one.values;
    let worth = |code: &str| measure::points(&shown.board.instrument, &one.item, code);
    let is_scale = line.codes.iter().all(|code| worth(code).is_some());
    if safe.withheld {
        return Share::Hidden;
    }
    if !is_scale || safe.total == 0 {
        return Share::None;
    }
    let is_end = |code: &str| worth(code).is_some_and(|worth| (worth - points).abs() < 1e-9);
    let cells = line.codes.iter().zip(&safe.cells).filter(|(code, _)| is_end(code));
    let count: Option<u64> = cells.map(|(_, cell)| cell.count()).sum();
    count.map_or(Share::Hidden, |count| Share::Is(count as f64 / safe.total as f64))
}

/// What each printed answer would get if all were given as often.
fn even_share(one: &Question) -> f64 {
    1.0 / one.values.1.codes.len().max(1) as f64
}

/// The table.
pub(super) fn drawn(lang: Lang, rows: &[Row]) -> Markup {
    let mut table = Table::new(say(lang, "quality-questions")).caption_heard();
    table = table.columns([Column::text(say(lang, "quality-question"))]);
    // In the head of a wide table there is little room; a card on a phone and a row of the file say it whole.
    let short = |key: &str| html! { (say(lang, &format!("{key}-short"))) };
    table = table.columns(COLUMNS.map(|key| Column::number(say(lang, key)).shown_as(short(key))));
    table = table.columns([Column::text(say(lang, "quality-look"))]);
    for row in rows {
        let question = html! { (row.number) ". " (row.wording) };
        let values = row.values.iter().map(|value| html! { (value) });
        table = table.row([question].into_iter().chain(values).chain([flags(lang, row)]));
    }
    html! {
        p { (say(lang, "quality-questions-lead")) }
        (table.note(say(lang, "quality-questions-note")))
    }
}

/// What to look at: a shape and words, without a colour.
fn flags(lang: Lang, row: &Row) -> Markup {
    html! {
        @if row.flags.is_empty() { span.quiet { (say(lang, "quality-flag-none")) } }
        @else { div { @for flag in &row.flags { div { span aria-hidden="true" { "▲ " } (flag) } } } }
    }
}
