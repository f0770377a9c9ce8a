//! What an indicator says of a place, in plain sentences: what changed for real and since when, how sure that is, the last month.
//! They are short enough for everybody to read (hard rule 16); a test checks them.

use kernel::Lang;
use measures::{chart::Side, xmr::TRIAL_BELOW};
use pages::{
    dates,
    words::{say, say_with},
};

use super::sentences;
use crate::indicators::{
    indicator::Indicator,
    measure::{Amount, Value},
    series::{Says, Series},
};

/// Whether a measure is a share of people, or points.
fn kind(series: &Series) -> &'static str {
    match series.latest() {
        Some((_, Value { amount: Amount::Share { .. }, .. })) => "share",
        _ => "points",
    }
}

/// What changed for real, or that nothing did: one sentence, two with how we know.
pub fn change(lang: Lang, series: &Series) -> String {
    let wave = |wave| dates::wave(lang, wave);
    match series.says() {
        Says::Nothing => say(lang, "indicators-says-nothing"),
        Says::TooSoon { waves } => say_with(lang, "indicators-says-too-soon", &[("n", waves.into())]),
        Says::Usual => match series.past() {
            None => say(lang, "indicators-says-usual"),
            Some((_, from, to)) if from == to => {
                say_with(lang, "indicators-says-past-month", &[("from", wave(from).into())])
            }
            Some((_, from, to)) => {
                say_with(lang, "indicators-says-past", &[("from", wave(from).into()), ("to", wave(to).into())])
            }
        },
        Says::Change { reading, signal, since, until } => {
            let side = if signal.side == Side::Up { "up" } else { "down" };
            let month = if since == until { "-month" } else { "" };
            let what = say_with(
                lang,
                &format!("indicators-says-{}-{side}{month}", kind(series)),
                &[("since", wave(since).into())],
            );
            let real = say(lang, &format!("indicators-says-{}", reading.key()));
            format!("{what} {real}")
        }
    }
}

/// How sure that is: the rule that tells the change, and that few months make a trial; empty where there is nothing to add.
pub fn sure(lang: Lang, series: &Series) -> String {
    let mut told = Vec::new();
    if let Says::Change { signal, .. } = series.says() {
        told.push(say_with(lang, "indicators-says-because", &[("signal", sentences::signal(lang, signal).into())]));
    }
    if series.judged.as_ref().is_some_and(|judged| judged.is_trial()) {
        told.push(say_with(lang, "indicators-says-trial", &[("n", TRIAL_BELOW.into())]));
    }
    let hidden = series.hidden();
    if hidden > 0 && series.judged.is_some() {
        told.push(say_with(lang, "indicators-says-hidden", &[("n", hidden.into())]));
    }
    told.join(" ")
}

/// The last month that is shown, with how many people and the doubt; empty when none is.
pub fn latest(lang: Lang, series: &Series) -> String {
    let Some((wave, value)) = series.latest() else { return String::new() };
    let frozen = series.slots.iter().find(|slot| slot.wave == wave).is_some_and(|slot| slot.frozen);
    let mut when = dates::wave(lang, wave);
    if !frozen {
        when = format!("{when} ({})", say(lang, "indicators-provisional"));
    }
    let ends = value.interval_on_hundred();
    let mut values = vec![("when", when.into()), ("of", value.n.into()), ("n", value.n.into())];
    let key = match value.amount {
        Amount::Share { count, share } => {
            let end =
                |end: Option<f64>| end.map_or_else(String::new, |end| dates::percent(lang, end / 100.0, 0)).into();
            values.retain(|(name, _)| *name != "n");
            values.extend([
                ("n", count.into()),
                ("share", dates::percent(lang, share, 0).into()),
                ("low", end(ends.map(|(low, _)| low))),
                ("high", end(ends.map(|(_, high)| high))),
            ]);
            "indicators-says-latest-share"
        }
        Amount::Points(points) => {
            let end = |end: Option<f64>| end.map_or_else(String::new, |end| sentences::score(lang, end)).into();
            values.extend([
                ("score", sentences::score(lang, points).into()),
                ("low", end(ends.map(|(low, _)| low))),
                ("high", end(ends.map(|(_, high)| high))),
            ]);
            "indicators-says-latest-points"
        }
    };
    say_with(lang, key, &values)
}

/// Everything an indicator says of a place, in one paragraph.
pub fn whole(lang: Lang, series: &Series) -> String {
    let told = [change(lang, series), sure(lang, series), latest(lang, series)];
    told.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is aimed at; empty where nothing is.
pub fn target(lang: Lang, indicator: &Indicator) -> String {
    indicator.target.map_or_else(String::new, |aim| {
        say_with(lang, "indicators-says-target", &[("target", sentences::score(lang, aim).into())])
    })
}

#[cfg(test)]
#[path = "said_tests.rs"]
mod tests;
