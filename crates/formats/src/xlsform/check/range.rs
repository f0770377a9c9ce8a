//! The scale of `range`: start, end, step, ticks.

use std::collections::BTreeSet;

use super::super::{
    account::{At, Ledger, Said},
    form::Form,
    kinds::Kind,
    parameters::{Parameters, parse, value},
};

/// A decimal number as a whole count of 10⁻¹²: sums and remainders are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fixed(i128);

impl Fixed {
    const PLACES: usize = 12;

    /// Reads a number with at most twelve decimals and eighteen digits before them.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && part.is_empty()) || !all_digits(whole) || !all_digits(part) {
            return None;
        }
        if whole.len() > 18 || part.len() > Self::PLACES {
            return None;
        }
        let text = format!("{whole}{part:0<places$}", places = Self::PLACES);
        let number: i128 = text.parse().ok()?;
        Some(Self(if negative { -number } else { number }))
    }

    /// Whether it has no decimals.
    pub(crate) const fn is_whole(self) -> bool {
        self.0 % 1_000_000_000_000 == 0
    }

    const fn is_multiple_of(self, step: Self) -> bool {
        step.0 != 0 && self.0 % step.0 == 0
    }

    const fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// The scale of a range, its defaults filled in.
#[derive(Debug, Clone)]
pub(crate) struct Scale {
    pub(crate) start: (Fixed, String),
    pub(crate) end: (Fixed, String),
    pub(crate) step: (Fixed, String),
}

impl Scale {
    /// Whether every number of it is whole.
    pub(crate) const fn is_whole(&self) -> bool {
        self.start.0.is_whole() && self.end.0.is_whole() && self.step.0.is_whole()
    }
}

pub(super) fn check(form: &Form<'_>, ledger: &mut Ledger) {
    for (index, element) in form.survey.elements.iter().enumerate() {
        if element.kind != Kind::Range {
            continue;
        }
        let Some(parameters) = parse(form.survey.text(index, "parameters").unwrap_or("")) else { continue };
        let appearance = form.survey.text(index, "appearance").unwrap_or("");
        let at = form.survey.at(index, "parameters");
        let ticks = ["tick_interval", "placeholder", "tick_labelset"];
        if !appearance.is_empty()
            && !appearance.contains("vertical")
            && !appearance.contains("no-ticks")
            && ticks.iter().any(|key| value(&parameters, key).is_some())
        {
            let said = Said::new(
                format!("L'apparence « {appearance} » n'admet ni graduations ni repère."),
                format!("The appearance \"{appearance}\" admits neither ticks nor a placeholder."),
            );
            let said = said.mend(
                "Écrivez « vertical » ou « no-ticks », ou rien.",
                "Write \"vertical\" or \"no-ticks\", or nothing.",
            );
            ledger.fault(form.survey.at(index, "appearance"), "range-appearance", said);
        }
        if let Some(scale) = scale(&parameters, Some((at, ledger))) {
            on_scale(form, &parameters, &scale, appearance.contains("no-ticks"), at, ledger);
        }
    }
}

/// Tells a fault: the parameter, the code, what is wrong in both languages, the mend in both.
type Tell<'t> = dyn FnMut(&str, &'static str, &str, &str, &str, &str) + 't;

/// The scale of parameters; faults are told when a ledger is given.
pub(crate) fn scale(parameters: &Parameters, mut tell: Option<(At, &mut Ledger)>) -> Option<Scale> {
    let mut number = |key: &str, default: &str| {
        let text = value(parameters, key).unwrap_or(default);
        let found = Fixed::parse(text);
        if let (None, Some((at, ledger))) = (found, &mut tell) {
            let said = super::parameters::wrong(key, text, "Écrivez un nombre.", "Write a number.");
            ledger.fault(*at, "range-not-a-number", said);
        }
        found.map(|fixed| (fixed, text.to_owned()))
    };
    let (start, end, step) = (number("start", "1"), number("end", "10"), number("step", "1"));
    Some(Scale { start: start?, end: end?, step: step? })
}

fn on_scale(form: &Form<'_>, parameters: &Parameters, scale: &Scale, no_ticks: bool, at: At, ledger: &mut Ledger) {
    let (low, high) = (scale.start.0.min(scale.end.0), scale.start.0.max(scale.end.0));
    let width = high.minus(low);
    let step = scale.step.0;
    let mut tell = |key: &str, code: &'static str, fr: &str, en: &str, mend_fr: &str, mend_en: &str| {
        let text = value(parameters, key).unwrap_or("");
        let said = Said::new(
            format!("Le paramètre « {key} » ({text}) {fr}."),
            format!("The parameter \"{key}\" ({text}) {en}."),
        );
        ledger.fault(at, code, said.mend(mend_fr, mend_en));
    };
    let a_step = |key: &str, size: Fixed, tell: &mut Tell<'_>| {
        if size == Fixed(0) {
            tell(
                key,
                "range-zero",
                "est nul",
                "is zero",
                "Écrivez un nombre plus grand que zéro.",
                "Write a number above zero.",
            );
            return false;
        }
        if size > width {
            tell(
                key,
                "range-too-large",
                "dépasse toute l'échelle",
                "is larger than the whole scale",
                "Écrivez un pas plus petit.",
                "Write a smaller step.",
            );
        }
        true
    };
    if !a_step("step", step, &mut tell) {
        return;
    }
    let multiple = "Écrivez un multiple de « step ».";
    let multiple_en = "Write a multiple of \"step\".";
    let mut interval = None;
    if let Some(text) = value(parameters, "tick_interval") {
        match Fixed::parse(text) {
            None => tell(
                "tick_interval",
                "range-not-a-number",
                "n'est pas un nombre",
                "is not a number",
                "Écrivez un nombre.",
                "Write a number.",
            ),
            Some(size) => {
                if a_step("tick_interval", size, &mut tell) && !size.is_multiple_of(step) {
                    tell(
                        "tick_interval",
                        "range-not-a-multiple",
                        "n'est pas un multiple du pas",
                        "is not a multiple of the step",
                        multiple,
                        multiple_en,
                    );
                }
                interval = Some(size).filter(|size| *size != Fixed(0));
            }
        }
    }
    if let Some(text) = value(parameters, "placeholder") {
        match Fixed::parse(text) {
            None => tell(
                "placeholder",
                "range-not-a-number",
                "n'est pas un nombre",
                "is not a number",
                "Écrivez un nombre.",
                "Write a number.",
            ),
            Some(mark) => {
                if !mark.minus(scale.start.0).is_multiple_of(step) {
                    tell(
                        "placeholder",
                        "range-not-a-multiple",
                        "ne tombe pas sur un pas",
                        "does not fall on a step",
                        multiple,
                        multiple_en,
                    );
                }
                if mark < low || mark > high {
                    tell(
                        "placeholder",
                        "range-outside",
                        "est hors de l'échelle",
                        "is outside the scale",
                        "Écrivez un nombre entre « start » et « end ».",
                        "Write a number between \"start\" and \"end\".",
                    );
                }
            }
        }
    }
    let Some(labels) = value(parameters, "tick_labelset") else { return };
    let Some(list) = form.choices.named(labels) else {
        tell(
            "tick_labelset",
            "range-unknown-list",
            "n'est pas une liste de « choices »",
            "is not a list of \"choices\"",
            "Écrivez le nom d'une liste.",
            "Write the name of a list.",
        );
        return;
    };
    let mut marks = BTreeSet::new();
    for choice in &list.choices {
        let Some(mark) = Fixed::parse(choice.code) else {
            tell(
                "tick_labelset",
                "range-label-not-a-number",
                "nomme une liste dont un choix n'est pas un nombre",
                "names a list with a choice that is not a number",
                "Donnez à chaque choix un nombre de l'échelle.",
                "Give each choice a number of the scale.",
            );
            return;
        };
        marks.insert(mark);
        if mark < low || mark > high {
            tell(
                "tick_labelset",
                "range-label-outside",
                "nomme une liste dont un choix est hors de l'échelle",
                "names a list with a choice outside the scale",
                "Gardez les choix entre « start » et « end ».",
                "Keep the choices between \"start\" and \"end\".",
            );
        } else if !mark.minus(scale.start.0).is_multiple_of(interval.unwrap_or(step)) {
            tell(
                "tick_labelset",
                "range-label-not-on-a-step",
                "nomme une liste dont un choix ne tombe pas sur un pas",
                "names a list with a choice that falls on no step",
                multiple,
                multiple_en,
            );
        }
    }
    if no_ticks && marks != BTreeSet::from([scale.start.0, scale.end.0]) {
        tell(
            "tick_labelset",
            "range-labels-at-the-ends-only",
            "ne peut nommer, sans graduations, que les deux bouts",
            "can name only both ends when there are no ticks",
            "Gardez deux choix : « start » et « end ».",
            "Keep two choices: \"start\" and \"end\".",
        );
    }
}
