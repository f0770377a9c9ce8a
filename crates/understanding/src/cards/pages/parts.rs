//! What several of these pages show.

use std::sync::Arc;

use instruments::{Instrument, Speaker};
use kernel::Lang;
use pages::{
    Markup, html,
    parts::{self, Tone},
    words::{say, say_with},
};

use crate::{cards::model::Certainty, indicators::Measure};

/// The codes of a card in words: `said(lang, "kind", "process")`.
pub(super) fn said(lang: Lang, what: &str, code: &str) -> String {
    say(lang, &format!("cards-{what}-{code}"))
}

/// "verified" or "to confirm" (hard rule 11).
pub(super) fn certainty_tag(lang: Lang, certainty: Certainty) -> Markup {
    let tone = if certainty == Certainty::Verified { Tone::Plain } else { Tone::Warning };
    parts::tag(tone, said(lang, "certainty", certainty.code()))
}

/// How a number is made, in a sentence; with the wording of questions where the questionnaire is known.
pub(super) fn measure_said(lang: Lang, measure: Option<&Measure>, instrument: Option<&Arc<Instrument>>) -> Markup {
    let Some(measure) = measure else { return html! { (say(lang, "cards-measure-none")) } };
    let wording = |link: &str| {
        let item = instrument.and_then(|instrument| instrument.item(link));
        item.map_or_else(|| link.to_owned(), |item| item.wording.get(Speaker::Patient, lang).to_owned())
    };
    let label = |link: &str, code: &str| {
        let choice = instrument.and_then(|instrument| instrument.item(link)).and_then(|item| item.choice(code));
        choice.map_or_else(|| code.to_owned(), |choice| choice.label.get(Speaker::Patient, lang).to_owned())
    };
    match measure {
        Measure::Score => html! { (say(lang, "cards-measure-score")) },
        Measure::Share { item, codes } => html! {
            (say(lang, "cards-measure-share")) " “" (wording(item)) "”: "
            @for (at, code) in codes.iter().enumerate() { @if at > 0 { ", " } (label(item, code)) }
        },
        Measure::Dimension { items } => html! {
            (say(lang, "cards-measure-dimension"))
            ul { @for link in items { li { (wording(link)) } } }
        },
        Measure::Typed { denominator: true, .. } => html! { (say(lang, "cards-measure-typed-share")) },
        Measure::Typed { denominator: false, unit } => {
            html! { (say_with(lang, "cards-measure-typed-number", &[("unit", unit.into())])) }
        }
        Measure::Answered { within_days: None } => html! { (say(lang, "cards-measure-answered")) },
        Measure::Answered { within_days: Some(days) } => {
            html! { (say_with(lang, "cards-measure-answered-soon", &[("n", (*days).into())])) }
        }
        Measure::Changed { within_days } => {
            html! { (say_with(lang, "cards-measure-changed", &[("n", (*within_days).into())])) }
        }
    }
}

/// The code of a measure in forms and word keys.
pub(super) const fn measure_code(measure: &Measure) -> &'static str {
    match measure {
        Measure::Score => "score",
        Measure::Share { .. } => "share",
        Measure::Dimension { .. } => "dimension",
        Measure::Typed { denominator: true, .. } => "typed-share",
        Measure::Typed { denominator: false, .. } => "typed-number",
        Measure::Answered { .. } => "answered",
        Measure::Changed { .. } => "changed",
    }
}
