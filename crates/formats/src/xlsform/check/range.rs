//! The scale of `range`: start, end, step, ticks.

use super::super::{
    account::{At, Ledger, Said},
    form::Form,
    kinds::Kind,
    parameters::{Parameters, parse, value},
};
use super::ticks::Ticks;

/// A decimal number as a whole count of 10⁻¹²: sums and remainders are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fixed(pub(super) i128);

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

    pub(super) const fn is_multiple_of(self, step: Self) -> bool {
        step.0 != 0 && self.0 % step.0 == 0
    }

    pub(super) const fn minus(self, other: Self) -> Self {
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
            Ticks { parameters: &parameters, scale: &scale, at, ledger }.check(form, appearance.contains("no-ticks"));
        }
    }
}

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
