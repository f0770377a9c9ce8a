//! What numbers say, in sentences.

use instruments::MissingKind;
use kernel::{Lang, Wave};
use listening::{surveys::facts, voices::Channel};
use measures::{
    floors::Reason,
    rate::{Rate, Warning},
    score::Score,
    xmr::{Reading, Side, Signal},
};
use pages::{
    dates,
    words::{Value, say, say_with},
};

use crate::indicators::{ledger::Period, shown::Verdict, trend::Trend};

/// "octobre 2026", "2026".
pub fn period(lang: Lang, period: Period) -> String {
    match period {
        Period::Wave(wave) => dates::wave(lang, wave),
        Period::Year(year) => year.to_string(),
    }
}

/// "En octobre 2026, 42 personnes ont répondu sur 180 invitées (23 %)."
pub fn response(lang: Lang, when: Period, answered: u64, rate: Option<Rate>) -> String {
    let mut values: Vec<(&str, Value)> = vec![("when", period(lang, when).into()), ("n", answered.into())];
    let key = match rate {
        Some(Rate::Invited { invited, share, .. }) => {
            values.push(("invited", invited.into()));
            values.push(("rate", dates::percent(lang, share, 0).into()));
            "indicators-response-invited"
        }
        Some(Rate::OpenToAll { .. }) => "indicators-response-open",
        None => "indicators-response-no-rate",
    };
    say_with(lang, key, &values)
}

/// The rate alone, or why there is none (hard rule 7).
pub fn rate(lang: Lang, rate: Option<Rate>) -> String {
    match rate {
        Some(Rate::Invited { invited, share, .. }) => say_with(
            lang,
            "indicators-rate",
            &[("rate", dates::percent(lang, share, 0).into()), ("invited", invited.into())],
        ),
        Some(Rate::OpenToAll { .. }) => say(lang, "indicators-rate-open"),
        None => say(lang, "indicators-rate-none"),
    }
}

/// How many people, as it stands beside each result.
pub fn people(lang: Lang, n: u64) -> String {
    say_with(lang, "indicators-people", &[("n", n.into())])
}

/// How the answers came.
pub fn modes(lang: Lang, modes: &[Channel]) -> String {
    let names: Vec<String> =
        modes.iter().map(|channel| say(lang, &format!("indicators-mode-{}", channel.code()))).collect();
    say_with(lang, "indicators-modes", &[("modes", names.join(", ").into())])
}

/// Why a group is not shown, and how many more people are needed; empty when it is shown.
pub fn why(lang: Lang, verdict: Verdict) -> String {
    let Some(key) = verdict.key() else { return String::new() };
    match verdict.reason() {
        Some(reason) => say_with(lang, key, &numbers(reason)),
        None => say(lang, key),
    }
}

/// Why cells of a list are hidden.
pub fn reason(lang: Lang, reason: Reason) -> String {
    say_with(lang, &format!("indicators-{}", reason.key()), &numbers(reason))
}

fn numbers(reason: Reason) -> Vec<(&'static str, Value)> {
    reason.numbers().into_iter().map(|(name, n)| (name, n.into())).collect()
}

/// A warning beside a result.
pub fn warning(lang: Lang, warning: &Warning) -> String {
    let percent = |share: f64| Value::from(dates::percent(lang, share, 0));
    let values = match *warning {
        Warning::LowRate { share, below } => vec![("rate", percent(share)), ("below", percent(below))],
        Warning::FewAnswers { answered, floor } => vec![("n", answered.into()), ("floor", floor.into())],
        Warning::SelfSelected => Vec::new(),
    };
    say_with(lang, &format!("indicators-{}", warning.key()), &values)
}

/// What a point of a series says.
pub fn reading(lang: Lang, reading: Reading) -> String {
    say(lang, &format!("indicators-{}", reading.key()))
}

/// A rule of the XmR chart and its side.
pub fn signal(lang: Lang, signal: Signal) -> String {
    let side = match signal.side {
        Side::Up => "up",
        Side::Down => "down",
    };
    say(lang, &format!("indicators-{}-{side}", signal.rule.key()))
}

/// What really changed, in one sentence; nothing is said of usual variation.
pub fn change(lang: Lang, change: Option<(Reading, Wave)>) -> Option<String> {
    let (reading, since) = change?;
    let key = match reading {
        Reading::Usual => return None,
        Reading::Improvement => "indicators-change-better",
        Reading::Concern => "indicators-change-worse",
        Reading::Neither => "indicators-change-other",
    };
    Some(say_with(lang, key, &[("since", dates::wave(lang, since).into())]))
}

/// What the months say, now or before, in words that stand beside the drawing.
pub fn trend(lang: Lang, trend: &Trend) -> String {
    if let Some(said) = change(lang, trend.change()) {
        return said;
    }
    let Some((what, from, to)) = trend.past() else { return say(lang, "indicators-no-change") };
    say_with(
        lang,
        if from == to { "indicators-past-month" } else { "indicators-past" },
        &[
            ("reading", reading(lang, what).into()),
            ("from", dates::wave(lang, from).into()),
            ("to", dates::wave(lang, to).into()),
        ],
    )
}

/// The name of a code that stands for no answer.
pub fn missing(lang: Lang, code: &str) -> Option<&'static str> {
    match code {
        facts::BLANK => Some(MissingKind::Blank.label(lang)),
        facts::NOT_ASKED => Some(MissingKind::NotAsked.label(lang)),
        _ => None,
    }
}

/// The waves that are left out of a year, in words; nothing when none is.
pub fn left_out(lang: Lang, waves: &[Wave], floor: u64) -> Option<String> {
    named(lang, "indicators-left-out", waves, floor)
}

/// The waves that are left out of a year's score, in words; nothing when none is.
pub fn left_out_of_score(lang: Lang, waves: &[Wave], floor: u64) -> Option<String> {
    named(lang, "indicators-left-out-of-score", waves, floor)
}

fn named(lang: Lang, key: &'static str, waves: &[Wave], floor: u64) -> Option<String> {
    if waves.is_empty() {
        return None;
    }
    let names: Vec<&str> = waves.iter().map(|wave| dates::month(lang, wave.month())).collect();
    Some(say_with(lang, key, &[("waves", names.join(", ").into()), ("floor", floor.into()), ("n", waves.len().into())]))
}

/// "78" for a score in the reader's language, without decimals that would claim more than is known.
pub fn score(lang: Lang, value: f64) -> String {
    dates::number(lang, value, 0)
}

/// "78 (74 – 82)": a score is never written without its doubt.
pub fn score_with_doubt(lang: Lang, found: &Score) -> String {
    let doubt = found.interval.map(|i| format!(" ({} – {})", score(lang, i.low), score(lang, i.high)));
    format!("{}{}", score(lang, found.score), doubt.unwrap_or_default())
}
