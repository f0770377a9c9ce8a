//! The charts of indicators: one control chart for each (P' for shares, XmR for points) with what was done on its time axis, and all
//! of them small beside each other. Each has its table, which says the same.

use std::sync::Arc;

use kernel::{Lang, Wave};
use measures::xmr::Reading;
use pages::{
    Markup,
    charts::{
        Action, Context, ControlChart, ControlWords, Multiples, MultiplesWords, Panel, Piece, Read, Slot, State,
        control_chart, control_table, figure, multiples_chart, multiples_table,
    },
    dates, html,
    words::{say, say_with},
};

use super::{place::Deed, said, sentences};
use crate::indicators::{
    indicator::Indicator,
    series::{Judged, Says, Series},
};

/// What stands beside the drawings of a place: how people answered.
pub(super) struct Around {
    pub(super) modes: String,
}

/// "octobre 2026", "10/26".
fn names(lang: Lang, wave: Wave) -> (String, String) {
    (dates::wave(lang, wave), format!("{:02}/{:02}", wave.month(), wave.year() % 100))
}

/// The chart of an indicator with its table; nothing where no month is shown, which its sentence says.
pub(super) fn chart(lang: Lang, (one, series): (&Indicator, &Series), deeds: &[Deed], around: &Around) -> Markup {
    let Some(judged) = series.judged() else { return html! {} };
    let labels: Vec<(String, String, String)> = series
        .slots
        .iter()
        .map(|slot| {
            let (label, short) = names(lang, slot.wave);
            (label, short, slot.found.err().map_or_else(String::new, |why| sentences::why(lang, why)))
        })
        .collect();
    let open = say(lang, "indicators-provisional");
    let slots: Vec<Slot<'_>> = series
        .slots
        .iter()
        .zip(&labels)
        .map(|(slot, (label, short, why))| {
            let state = match &slot.found {
                Ok(value) if slot.frozen => State::Shown { n: value.n },
                Ok(value) => State::Provisional { n: value.n, why: &open },
                Err(_) => State::Hidden(why),
            };
            Slot { label, short, state }
        })
        .collect();
    let at = |deed: &Deed| series.slots.iter().position(|slot| slot.wave == deed.day.wave());
    let actions: Vec<Action<'_>> =
        deeds.iter().filter_map(|deed| Some(Action { slot: at(deed)?, text: &deed.title })).collect();
    let pieces: Vec<Piece<'_>> = series
        .stages
        .iter()
        .map(|stage| {
            let read = match &stage.judged {
                Judged::Points(series) => Read::Individuals(series),
                Judged::Shares(chart) => Read::Counts(chart),
            };
            Piece { from: stage.from, read, reason: &stage.reason }
        })
        .collect();
    let (most, also) = match judged {
        Judged::Points(_) => (100.0, "indicators-drawn-xmr"),
        Judged::Shares(_) => (1.0, "indicators-drawn-p"),
    };
    let description = said::change(lang, series);
    let also = say(lang, also);
    let words = Words::of(lang, judged);
    let number = |value: f64| match judged {
        Judged::Points(_) => sentences::score(lang, value),
        Judged::Shares(_) => dates::percent(lang, value, 0),
    };
    let id = format!("chart-{}", one.key);
    let chart = ControlChart {
        id: &id,
        title: one.title.get(lang),
        description: &description,
        slots: &slots,
        pieces: &pieces,
        within: Some((0.0, most)),
        target: one.target.map(|aim| aim * most / 100.0),
        actions: &actions,
        also: &[&also],
        number: &number,
        reading: &|reading| sentences::reading(lang, reading),
        signal: &|signal| sentences::signal(lang, signal),
        words: words.borrowed(),
    };
    framed(lang, series, around, one.title.get(lang), (&control_chart(&chart), &control_table(&chart)))
}

/// The figure with what must stand beside it (hard rule 7).
fn framed(lang: Lang, series: &Series, around: &Around, title: &str, (drawing, table): (&Markup, &Markup)) -> Markup {
    let all: u64 = series.slots.iter().filter_map(|slot| slot.found.ok()).map(|value| value.n).sum();
    let n = say_with(lang, "indicators-drawn-n", &[("n", all.into()), ("months", series.shown().len().into())]);
    let (period, rate) = (say(lang, "indicators-whole-campaign"), say(lang, "indicators-rate-by-month"));
    let context = Context { n: &n, period: &period, mode: &around.modes, rate: &rate, warnings: &[] };
    figure(title, drawing, &context, table, &say(lang, "indicators-see-numbers"))
}

/// The words of a control chart, kept while it is drawn.
struct Words([String; 15]);

impl Words {
    fn of(lang: Lang, judged: &Judged) -> Self {
        let value = if matches!(judged, Judged::Shares(_)) { "indicators-share" } else { "indicators-score" };
        Self(
            [
                "indicators-period",
                value,
                "indicators-n",
                "indicators-reading",
                "indicators-actions",
                "indicators-mean",
                "indicators-lower",
                "indicators-upper",
                "indicators-band",
                "indicators-drawn-stepped",
                "indicators-trial",
                "indicators-no-limits",
                "indicators-drawn-target",
                "indicators-drawn-hidden",
                "indicators-drawn-anew",
            ]
            .map(|key| say(lang, key)),
        )
    }

    fn borrowed(&self) -> ControlWords<'_> {
        let [
            period,
            value,
            n,
            reading,
            actions,
            centre,
            lower,
            upper,
            band,
            stepped,
            trial,
            no_limits,
            target,
            hidden,
            anew,
        ] = &self.0;
        ControlWords {
            period,
            value,
            n,
            reading,
            actions,
            centre,
            lower,
            upper,
            band,
            stepped,
            trial,
            no_limits,
            target,
            anew,
            hidden,
        }
    }
}

/// All indicators of a place, small and on one scale from 0 to 100.
pub(super) fn small(lang: Lang, followed: &[(Indicator, Arc<Series>)], around: &Around) -> Markup {
    let Some((_, first)) = followed.first() else { return html! {} };
    let periods: Vec<(String, String)> = first.slots.iter().map(|slot| names(lang, slot.wave)).collect();
    let periods: Vec<(&str, &str)> = periods.iter().map(|(label, short)| (label.as_str(), short.as_str())).collect();
    let texts: Vec<(String, String)> = followed
        .iter()
        .map(|(_, series)| {
            (format!("{} {}", said::change(lang, series), said::latest(lang, series)), says(lang, series))
        })
        .collect();
    let values: Vec<Vec<Option<f64>>> = followed
        .iter()
        .map(|(_, series)| series.slots.iter().map(|slot| slot.found.ok().map(|value| value.on_hundred())).collect())
        .collect();
    let panels: Vec<Panel<'_>> = followed
        .iter()
        .zip(texts.iter().zip(&values))
        .map(|((one, series), ((description, says), values))| {
            let (reading, since) = match series.says() {
                Says::Change { reading, since, .. } => {
                    (reading, series.slots.iter().position(|slot| slot.wave == since))
                }
                _ => (Reading::Usual, None),
            };
            Panel { title: one.title.get(lang), description, values, reading, since, says }
        })
        .collect();
    let title = say(lang, "indicators-drawn-small");
    let (panel, reading, hidden, why) = (
        say(lang, "indicators-indicator"),
        say(lang, "indicators-reading"),
        say(lang, "indicators-hidden"),
        say(lang, "indicators-drawn-scale"),
    );
    let words = MultiplesWords { panel: &panel, reading: &reading, hidden: &hidden, why: &why };
    let number = |value: f64| dates::number(lang, value, 0);
    let chart = Multiples { id: "small", title: &title, periods: &periods, panels: &panels, number: &number, words };
    let drawing = multiples_chart(&chart);
    let (n, period, rate) = (
        say(lang, "indicators-drawn-n-below"),
        say(lang, "indicators-whole-campaign"),
        say(lang, "indicators-rate-by-month"),
    );
    let context = Context { n: &n, period: &period, mode: &around.modes, rate: &rate, warnings: &[] };
    html! {
        p.quiet { (why) }
        (figure(&title, &drawing, &context, &multiples_table(&chart), &say(lang, "indicators-see-numbers")))
    }
}

/// "mieux que d'habitude depuis mai 2026", "comme d'habitude".
fn says(lang: Lang, series: &Series) -> String {
    match series.says() {
        Says::Change { reading, since, .. } => sentences::change(lang, Some((reading, since))).unwrap_or_default(),
        Says::Usual => say(lang, "indicators-wall-usual"),
        Says::TooSoon { .. } => say(lang, "indicators-wall-too-soon"),
        Says::Nothing => say(lang, "indicators-wall-hidden"),
    }
}
