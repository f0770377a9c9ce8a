//! A number on a slider that may be left unanswered.

use maud::{Markup, Render, html};

use super::{Shell, choices::ends, shell_options};
use crate::words::say;

/// A field for a number, and a slider that a script shows beside it and that writes into it. The slider itself sends nothing:
/// an `input type=range` always has a value, so that nobody could leave the question. Without a script the field alone is there.
#[derive(Debug, Clone)]
pub struct Slider {
    shell: Shell,
    value: String,
    range: [String; 3],
    ends: Option<[Markup; 2]>,
    after: Option<String>,
}
shell_options!(Slider);

impl Slider {
    pub(super) fn new(shell: Shell, least: &str, greatest: &str, step: &str) -> Self {
        let range = [least, greatest, step].map(str::to_owned);
        Self { shell, value: String::new(), range, ends: None, after: None }
    }

    /// What it already holds, as the reader's language writes it.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// What the two ends mean.
    pub fn ends(mut self, said: [Markup; 2]) -> Self {
        self.ends = Some(said);
        self
    }

    /// A unit written after the box.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.after = Some(unit.into());
        self
    }
}

impl Render for Slider {
    fn render(&self) -> Markup {
        let shell = &self.shell;
        let (name, unit) = (format!("{}-name", shell.id), format!("{}-unit", shell.id));
        let described = match (shell.described_by(), &self.after) {
            (Some(by), Some(_)) => Some(format!("{by} {unit}")),
            (by, None) => by,
            (None, Some(_)) => Some(unit.clone()),
        };
        let [least, greatest, step] = &self.range;
        let value = (!self.value.is_empty()).then_some(&self.value);
        html! {
            div.field.slider.field-wrong[shell.error.is_some()] {
                label for=(shell.id) id=(name) { (shell.name_line()) }
                (shell.hint_and_error())
                div.slider-in {
                    div.slider-track hidden {
                        input type="range" min=(least) max=(greatest) step=(step) autocomplete="off" aria-labelledby=(name)
                            aria-describedby=[shell.described_by()] data-slides=(shell.id) data-unset=(say(shell.lang, "kit-slider-unset"));
                        @if let Some(said) = &self.ends { (ends(said)) }
                    }
                    div.with-unit {
                        input.w-short type="text" id=(shell.id) name=(shell.name) value=[value] inputmode="decimal"
                            autocomplete="off" aria-describedby=[described] aria-invalid=[shell.invalid()];
                        @if let Some(after) = &self.after { span.unit id=(unit) { (after) } }
                    }
                }
            }
        }
    }
}
