//! The drawings of a place: its score, its trend, its distributions, each with everything that must stand beside it.

use std::sync::Arc;

use instruments::{Item, OTHER, Speaker, Text};
use kernel::Lang;
use listening::surveys::facts;
use measures::{
    floors::{Floors, Reason},
    suppress::Cell,
};
use pages::{
    Markup,
    charts::{
        Bar, BarWords, Bars, Context, ScoreRow, ScoreState, ScoreWords, Scores, distribution_bars, distribution_table,
        figure, score_interval, score_table,
    },
    dates, html,
    words::{say, say_with},
};

use super::{
    drawn::{self, Around},
    place::{Deed, Shown},
    sentences,
};
use crate::indicators::{
    board::Question,
    cells::{Line, Safe},
    indicator::Indicator,
};

/// The sentences that stand beside every result of a place.
pub(super) struct Beside {
    n: String,
    period: String,
    mode: String,
    rate: String,
    warnings: Vec<String>,
    floors: Floors,
}

impl Beside {
    pub(super) fn of(lang: Lang, shown: &Shown) -> Self {
        let board = &shown.board;
        let provisional = if shown.is_frozen { "indicators-frozen" } else { "indicators-provisional" };
        Self {
            n: sentences::people(lang, shown.sums.n),
            period: format!("{} ({})", sentences::period(lang, shown.period), say(lang, provisional)),
            mode: sentences::modes(lang, &shown.modes),
            rate: sentences::rate(lang, shown.rate),
            warnings: board.warnings(shown.rate).iter().map(|one| sentences::warning(lang, one)).collect(),
            floors: *board.ledger().floors(),
        }
    }

    fn figure(&self, n: &str, title: &str, chart: &Markup, table: &Markup, open: &str) -> Markup {
        let warnings: Vec<&str> = self.warnings.iter().map(String::as_str).collect();
        let context = Context { n, period: &self.period, mode: &self.mode, rate: &self.rate, warnings: &warnings };
        figure(title, chart, &context, table, open)
    }
}

/// The score of the period with its doubt, or why there is none.
pub(super) fn score(lang: Lang, shown: &Shown, beside: &Beside) -> Markup {
    let found = shown.board.score(shown.place.id, shown.period);
    let title = say(lang, "indicators-score-title");
    let (state_words, n) = match &found {
        Ok(score) => (String::new(), score.n),
        Err(verdict) => (sentences::why(lang, *verdict), shown.sums.scores.n),
    };
    let state = found.as_ref().map_or(ScoreState::Hidden(&state_words), |score| ScoreState::Shown(*score));
    let label = sentences::period(lang, shown.period);
    let rows = [ScoreRow { label: &label, state }];
    let (group, high, low, heading, people) = (
        say(lang, "indicators-period"),
        say(lang, "indicators-high"),
        say(lang, "indicators-low"),
        say(lang, "indicators-score"),
        say(lang, "indicators-n"),
    );
    let words = ScoreWords { group: &group, score: &heading, low: &low, high: &high, n: &people };
    let number = |value: f64| sentences::score(lang, value);
    let description = score_sentence(lang, shown);
    let chart = Scores { id: "score", title: &title, description: &description, rows: &rows, number: &number, words };
    let n = if found.is_ok() { say_with(lang, "indicators-scored", &[("n", n.into())]) } else { beside.n.clone() };
    html! {
        p { (description) }
        (beside.figure(&n, &title, &score_interval(&chart), &score_table(&chart), &say(lang, "indicators-see-numbers")))
    }
}

/// The score in words.
pub(super) fn score_sentence(lang: Lang, shown: &Shown) -> String {
    match shown.board.score(shown.place.id, shown.period) {
        Ok(found) => {
            let end = |value: Option<f64>| value.map_or_else(String::new, |value| sentences::score(lang, value));
            say_with(
                lang,
                "indicators-score-sentence",
                &[
                    ("score", sentences::score(lang, found.score).into()),
                    ("low", end(found.interval.map(|i| i.low)).into()),
                    ("high", end(found.interval.map(|i| i.high)).into()),
                    ("n", found.n.into()),
                ],
            )
        }
        Err(verdict) => say_with(lang, "indicators-score-hidden", &[("why", sentences::why(lang, verdict).into())]),
    }
}

/// The scores month by month, what they say, and what was done when.
pub(super) fn trend(lang: Lang, shown: &Shown, deeds: &[Deed], beside: &Beside) -> Markup {
    if shown.trend.judged().is_none() {
        return html! { p { (say(lang, "indicators-no-trend")) } };
    }
    let title = |lang: Lang| say(lang, "indicators-trend-title");
    let score =
        Indicator { title: Text::new("fr", &title(Lang::Fr)).with("en", &title(Lang::En)), ..Indicator::score() };
    let around = Around { modes: beside.mode.clone() };
    html! {
        p { (sentences::trend(lang, &shown.trend)) }
        (drawn::chart(lang, (&score, &shown.trend), deeds, &around))
        p.quiet { (say(lang, "indicators-two-points")) }
    }
}

/// The words of a question, as a patient is asked.
pub(super) fn asked(lang: Lang, item: &Item) -> String {
    item.wording.get(Speaker::Patient, lang).to_owned()
}

/// The words of a code.
pub(super) fn answer(lang: Lang, item: &Item, code: &str) -> String {
    if let Some(name) = sentences::missing(lang, code) {
        return name.to_owned();
    }
    if code == OTHER {
        return say(lang, "indicators-other-answer");
    }
    item.choice(code).map_or_else(|| code.to_owned(), |choice| choice.label.get(Speaker::Patient, lang).to_owned())
}

/// The distribution of a question.
pub(super) fn question(lang: Lang, at: usize, one: &Question, beside: &Beside) -> Markup {
    let title = format!("{}. {}", one.item.printed_number(), asked(lang, &one.item));
    if let Some(reason) = one.values.0.reason.filter(|_| one.values.0.withheld) {
        return html! { div { p.chart-title { strong { (title) } } p.quiet { (sentences::reason(lang, reason)) } } };
    }
    let names = |(_, line): &(Safe, Arc<Line>)| -> Vec<String> {
        line.codes.iter().map(|code| answer(lang, &one.item, code)).collect()
    };
    let (values, missing) = (names(&one.values), names(&one.missing));
    let bars: Vec<Bar<'_>> =
        values.iter().zip(&one.values.0.cells).map(|(label, cell)| Bar { label, cell: *cell }).collect();
    // A kind of missing that nobody chose says nothing.
    let kinds: Vec<Bar<'_>> = missing
        .iter()
        .zip(&one.missing.0.cells)
        .filter(|(_, cell)| **cell != Cell::Shown(0))
        .map(|(label, cell)| Bar { label, cell: *cell })
        .collect();
    // Where nobody left the question, there is no list of reasons; where few did, one sentence says so.
    let few = one.missing.0.is_few(&beside.floors);
    let mut kinds = if one.missing.0.total == 0 || few { Vec::new() } else { kinds };
    let not_asked = answer(lang, &one.item, facts::NOT_ASKED);
    if let [cell @ Cell::Shown(1..)] = one.not_asked.0.cells.as_slice() {
        kinds.push(Bar { label: &not_asked, cell: *cell });
    }
    let word = |key: &str| say(lang, key);
    let (heard, people, share, hidden, apart) = (
        word("indicators-answer"),
        word("indicators-n"),
        word("indicators-share"),
        word("indicators-hidden"),
        word("indicators-missing"),
    );
    let mut why: Vec<String> = one.values.0.reason.map(|reason| sentences::reason(lang, reason)).into_iter().collect();
    match one.missing.0.reason.filter(|_| one.missing.0.total > 0 && !few) {
        // "Ten answers are needed" would be read as a word about the question itself.
        Some(Reason::TooFew { floor, .. }) => {
            why.push(say_with(lang, "indicators-missing-hidden", &[("floor", floor.into())]));
        }
        Some(reason) if Some(reason) != one.values.0.reason => why.push(sentences::reason(lang, reason)),
        _ => {}
    }
    let why = why.join(" ");
    let words =
        BarWords { answer: &heard, people: &people, share: &share, hidden: &hidden, missing: &apart, why: &why };
    let description = question_sentence(lang, one);
    let chart = Bars {
        id: &format!("q{at}"),
        title: &title,
        description: &description,
        bars: &bars,
        missing: &kinds,
        answered: one.values.0.total,
        percent: &|share| dates::percent(lang, share, 0),
        words,
    };
    let n = people_of(lang, one, beside);
    html! {
        div {
            (beside.figure(&n, &title, &distribution_bars(&chart), &distribution_table(&chart), &word("indicators-see-numbers")))
            @if !why.is_empty() { p.quiet { (why) } }
        }
    }
}

/// How many answered a question, which always stands beside it (hard rule 7), and how many did not. Whoever knows how many
/// people there were can take the one from the other; few people are not counted out loud all the same.
fn people_of(lang: Lang, one: &Question, beside: &Beside) -> String {
    let (n, missing) = (one.values.0.total.into(), &one.missing.0);
    if missing.is_few(&beside.floors) {
        let values = [("n", n), ("floor", beside.floors.cell().into())];
        return say_with(lang, "indicators-people-of-question-few", &values);
    }
    say_with(lang, "indicators-people-of-question", &[("n", n), ("missing", missing.total.into())])
}

/// The most given answer, when every cell is shown; else that some are hidden.
fn question_sentence(lang: Lang, one: &Question) -> String {
    let (safe, line) = &one.values;
    let counts: Option<Vec<u64>> = safe.cells.iter().map(|cell| cell.count()).collect();
    let most = counts.and_then(|counts| {
        let most = counts.iter().copied().max().filter(|most| *most > 0)?;
        let alone = counts.iter().filter(|count| **count == most).count() == 1;
        let code = line.codes.get(counts.iter().position(|count| *count == most)?)?;
        alone.then(|| (answer(lang, &one.item, code), most))
    });
    match most {
        Some((answer, n)) => {
            say_with(lang, "indicators-most", &[("answer", answer.into()), ("n", n.into()), ("of", safe.total.into())])
        }
        None => say_with(lang, "indicators-people", &[("n", safe.total.into())]),
    }
}
