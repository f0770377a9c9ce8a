//! Choices that a single key makes. They are plain radio buttons: a key only presses them.

use pages::{Markup, html};

/// A choice: what is sent, what is read, and its key.
pub(super) struct Keyed {
    /// What is sent.
    pub(super) value: String,
    /// What is read.
    pub(super) label: String,
    /// The key that makes it.
    pub(super) key: String,
}

/// Radio buttons side by side, each with its key. The first bears the field's own id, so that the error summary leads to
/// it.
pub(super) fn radios(name: &str, legend: &str, choices: &[Keyed], chosen: &str, error: Option<String>) -> Markup {
    html! {
        fieldset.field.field-wrong[error.is_some()] aria-describedby=[error.as_ref().map(|_| format!("{name}-error"))] {
            legend { (legend) }
            @if let Some(error) = &error { p.error id=(format!("{name}-error")) { (error) } }
            div.choices.choices-row {
                @for (at, choice) in choices.iter().enumerate() {
                    @let id = if at == 0 { name.to_owned() } else { format!("{name}-{}", at + 1) };
                    label.choice {
                        input type="radio" id=(id) name=(name) value=(choice.value) data-key=(choice.key)
                            checked[choice.value == chosen];
                        span.choice-words { (choice.label) " " kbd aria-hidden="true" { (choice.key) } }
                    }
                }
            }
        }
    }
}
