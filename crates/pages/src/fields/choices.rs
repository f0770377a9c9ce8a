//! Fields one chooses in.

use maud::{Markup, Render, html};

use super::{Shell, shell_options};

/// One choice of a list.
#[derive(Debug, Clone)]
pub struct Choice {
    value: String,
    label: Markup,
    hint: Option<Markup>,
    picture: Option<Markup>,
    apart: bool,
}

impl Choice {
    /// A choice: what is sent and what is read.
    pub fn new(value: impl Into<String>, label: impl Render) -> Self {
        Self { value: value.into(), label: label.render(), hint: None, picture: None, apart: false }
    }

    /// A sentence under the label.
    pub fn hint(mut self, hint: impl Render) -> Self {
        self.hint = Some(hint.render());
        self
    }

    /// A drawing beside the words (a face, a sign). It never stands for the words.
    pub fn picture(mut self, picture: Markup) -> Self {
        self.picture = Some(picture);
        self
    }

    /// Stands apart from the scale: « Sans avis », "not concerned". These are no points of a scale.
    pub const fn apart(mut self) -> Self {
        self.apart = true;
        self
    }
}

/// Radio buttons or check boxes, in a `fieldset`.
#[derive(Debug, Clone)]
pub struct Choices {
    shell: Shell,
    kind: &'static str,
    choices: Vec<Choice>,
    chosen: Vec<String>,
    row: bool,
}
shell_options!(Choices);

impl Choices {
    pub(super) const fn new(shell: Shell, kind: &'static str) -> Self {
        Self { shell, kind, choices: Vec::new(), chosen: Vec::new(), row: false }
    }

    /// Adds a choice.
    pub fn choice(self, value: impl Into<String>, label: impl Render) -> Self {
        self.with(Choice::new(value, label))
    }

    /// Adds a choice that has a hint, a picture, or stands apart.
    pub fn with(mut self, choice: Choice) -> Self {
        self.choices.push(choice);
        self
    }

    /// Adds many.
    pub fn with_all(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.choices.extend(choices);
        self
    }

    /// Marks a choice as made; several calls for check boxes. An unknown or empty value marks nothing.
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen.push(value.into());
        self
    }

    /// Puts short choices side by side where the screen is wide enough.
    pub const fn row(mut self) -> Self {
        self.row = true;
        self
    }

    fn card(&self, at: usize, choice: &Choice) -> Markup {
        // The first one bears the field's own id, so that the error summary leads to it.
        let id = if at == 0 { self.shell.id.clone() } else { format!("{}-{}", self.shell.id, at + 1) };
        let hint = choice.hint.as_ref().map(|_| format!("{id}-about"));
        html! {
            label.choice.choice-pictured[choice.picture.is_some()] {
                input type=(self.kind) id=(id) name=(self.shell.name) value=(choice.value) aria-describedby=[hint.as_ref()]
                    checked[self.chosen.contains(&choice.value)];
                @if let Some(picture) = &choice.picture { span.picture aria-hidden="true" { (picture) } }
                span.choice-words {
                    (choice.label)
                    @if let (Some(hint), Some(id)) = (&choice.hint, &hint) { span.hint id=(id) { (hint) } }
                }
            }
        }
    }
}

impl Render for Choices {
    fn render(&self) -> Markup {
        let placed: Vec<(usize, &Choice)> = self.choices.iter().enumerate().collect();
        let (apart, scale): (Vec<_>, Vec<_>) = placed.into_iter().partition(|(_, choice)| choice.apart);
        self.shell.grouped(&html! {
            div.choices.choices-row[self.row] { @for (at, choice) in &scale { (self.card(*at, choice)) } }
            @if !apart.is_empty() {
                div.choices.choices-apart { @for (at, choice) in &apart { (self.card(*at, choice)) } }
            }
        })
    }
}

/// A drop-down list.
#[derive(Debug, Clone)]
pub struct Select {
    shell: Shell,
    choices: Vec<(String, String)>,
    chosen: String,
}
shell_options!(Select);

impl Select {
    pub(super) const fn new(shell: Shell) -> Self {
        Self { shell, choices: Vec::new(), chosen: String::new() }
    }

    /// Adds a choice.
    pub fn choice(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.choices.push((value.into(), label.into()));
        self
    }

    /// Adds many: what is sent, what is read.
    pub fn choices(mut self, choices: impl IntoIterator<Item = (String, String)>) -> Self {
        self.choices.extend(choices);
        self
    }

    /// Marks a choice as made.
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen = value.into();
        self
    }
}

impl Render for Select {
    fn render(&self) -> Markup {
        let shell = &self.shell;
        shell.labelled(&html! {
            select id=(shell.id) name=(shell.name) aria-describedby=[shell.described_by()]
                aria-invalid=[shell.invalid()] {
                @for (value, label) in &self.choices {
                    option value=(value) selected[*value == self.chosen] { (label) }
                }
            }
        })
    }
}
