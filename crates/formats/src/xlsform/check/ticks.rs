//! What stands on the scale of a `range`: its step, ticks, placeholder and labels.

use std::collections::BTreeSet;

use super::{
    super::{
        account::{At, Ledger, Said},
        form::Form,
        parameters::{Parameters, value},
    },
    range::{Fixed, Scale},
};

/// The parameters of one range, and where to tell what is wrong in them.
pub(super) struct Ticks<'p> {
    pub(super) parameters: &'p Parameters,
    pub(super) scale: &'p Scale,
    pub(super) at: At,
    pub(super) ledger: &'p mut Ledger,
}

/// A kind of fault: its code, what is wrong, and the mend, in French and in English.
type Wrong = (&'static str, [&'static str; 4]);

const NOT_A_NUMBER: Wrong =
    ("range-not-a-number", ["n'est pas un nombre", "is not a number", "Écrivez un nombre.", "Write a number."]);
const ZERO: Wrong =
    ("range-zero", ["est nul", "is zero", "Écrivez un nombre plus grand que zéro.", "Write a number above zero."]);
const TOO_LARGE: Wrong = (
    "range-too-large",
    [
        "dépasse toute l'échelle",
        "is larger than the whole scale",
        "Écrivez un pas plus petit.",
        "Write a smaller step.",
    ],
);
const NOT_A_MULTIPLE: Wrong = (
    "range-not-a-multiple",
    [
        "ne tombe pas sur un pas",
        "does not fall on a step",
        "Écrivez un multiple de « step ».",
        "Write a multiple of \"step\".",
    ],
);
const OUTSIDE: Wrong = (
    "range-outside",
    [
        "est hors de l'échelle",
        "is outside the scale",
        "Écrivez un nombre entre « start » et « end ».",
        "Write a number between \"start\" and \"end\".",
    ],
);
const UNKNOWN_LIST: Wrong = (
    "range-unknown-list",
    [
        "n'est pas une liste de « choices »",
        "is not a list of \"choices\"",
        "Écrivez le nom d'une liste.",
        "Write the name of a list.",
    ],
);
const LABEL_NOT_A_NUMBER: Wrong = (
    "range-label-not-a-number",
    [
        "nomme une liste dont un choix n'est pas un nombre",
        "names a list with a choice that is not a number",
        "Donnez à chaque choix un nombre de l'échelle.",
        "Give each choice a number of the scale.",
    ],
);
const LABEL_OUTSIDE: Wrong = (
    "range-label-outside",
    [
        "nomme une liste dont un choix est hors de l'échelle",
        "names a list with a choice outside the scale",
        "Gardez les choix entre « start » et « end ».",
        "Keep the choices between \"start\" and \"end\".",
    ],
);
const LABEL_NOT_ON_A_STEP: Wrong = (
    "range-label-not-on-a-step",
    [
        "nomme une liste dont un choix ne tombe pas sur un pas",
        "names a list with a choice that falls on no step",
        "Écrivez des multiples de « step ».",
        "Write multiples of \"step\".",
    ],
);
const LABELS_AT_THE_ENDS: Wrong = (
    "range-labels-at-the-ends-only",
    [
        "ne peut nommer, sans graduations, que les deux bouts",
        "can name only both ends when there are no ticks",
        "Gardez deux choix : « start » et « end ».",
        "Keep two choices: \"start\" and \"end\".",
    ],
);

impl Ticks<'_> {
    /// Checks the step, then what stands on it.
    pub(super) fn check(mut self, form: &Form<'_>, no_ticks: bool) {
        if !self.is_a_step("step", self.scale.step.0) {
            return;
        }
        let interval = self.interval();
        self.placeholder();
        self.labels(form, interval, no_ticks);
    }

    fn tell(&mut self, key: &str, (code, [fr, en, mend_fr, mend_en]): Wrong) {
        let text = value(self.parameters, key).unwrap_or("");
        let said = Said::new(
            format!("Le paramètre « {key} » ({text}) {fr}."),
            format!("The parameter \"{key}\" ({text}) {en}."),
        );
        self.ledger.fault(self.at, code, said.mend(mend_fr, mend_en));
    }

    fn ends(&self) -> (Fixed, Fixed) {
        let (start, end) = (self.scale.start.0, self.scale.end.0);
        (start.min(end), start.max(end))
    }

    /// Whether a size can be a step at all.
    fn is_a_step(&mut self, key: &str, size: Fixed) -> bool {
        if size == Fixed(0) {
            self.tell(key, ZERO);
            return false;
        }
        let (low, high) = self.ends();
        if size > high.minus(low) {
            self.tell(key, TOO_LARGE);
        }
        true
    }

    fn number(&mut self, key: &str) -> Option<Fixed> {
        let found = Fixed::parse(value(self.parameters, key)?);
        if found.is_none() {
            self.tell(key, NOT_A_NUMBER);
        }
        found
    }

    fn interval(&mut self) -> Option<Fixed> {
        let size = self.number("tick_interval")?;
        if !self.is_a_step("tick_interval", size) {
            return None;
        }
        if !size.is_multiple_of(self.scale.step.0) {
            self.tell("tick_interval", NOT_A_MULTIPLE);
        }
        Some(size)
    }

    fn placeholder(&mut self) {
        let Some(mark) = self.number("placeholder") else { return };
        let (low, high) = self.ends();
        if !mark.minus(self.scale.start.0).is_multiple_of(self.scale.step.0) {
            self.tell("placeholder", NOT_A_MULTIPLE);
        }
        if mark < low || mark > high {
            self.tell("placeholder", OUTSIDE);
        }
    }

    fn labels(&mut self, form: &Form<'_>, interval: Option<Fixed>, no_ticks: bool) {
        const KEY: &str = "tick_labelset";
        let Some(name) = value(self.parameters, KEY) else { return };
        let Some(list) = form.choices.named(name) else {
            self.tell(KEY, UNKNOWN_LIST);
            return;
        };
        let (low, high) = self.ends();
        let mut marks = BTreeSet::new();
        for choice in &list.choices {
            let Some(mark) = Fixed::parse(choice.code) else {
                self.tell(KEY, LABEL_NOT_A_NUMBER);
                return;
            };
            marks.insert(mark);
            if mark < low || mark > high {
                self.tell(KEY, LABEL_OUTSIDE);
            } else if !mark.minus(self.scale.start.0).is_multiple_of(interval.unwrap_or(self.scale.step.0)) {
                self.tell(KEY, LABEL_NOT_ON_A_STEP);
            }
        }
        if no_ticks && marks != BTreeSet::from([self.scale.start.0, self.scale.end.0]) {
            self.tell(KEY, LABELS_AT_THE_ENDS);
        }
    }
}
