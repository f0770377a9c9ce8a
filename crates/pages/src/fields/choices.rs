//! Fields one chooses in.

use maud::{Markup, Render, html};

use super::{Shell, shell_options};
use crate::words::say;

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
    shape: Shape,
}
shell_options!(Choices);

/// How choices stand.
#[derive(Debug, Clone)]
enum Shape {
    /// One under another.
    Column,
    /// Side by side in columns of one width.
    Row,
    /// Side by side, each as wide as its words, with what the two ends mean.
    Line(Option<[Markup; 2]>),
    /// The marks of a scale, with what the two ends mean.
    Scale(Option<[Markup; 2]>),
}

impl Shape {
    const fn class(&self) -> &'static str {
        match self {
            Self::Column => "choices",
            Self::Row => "choices choices-row",
            Self::Line(_) => "choices choices-line",
            Self::Scale(_) => "choices choices-scale",
        }
    }

    const fn ends(&self) -> Option<&[Markup; 2]> {
        match self {
            Self::Line(ends) | Self::Scale(ends) => ends.as_ref(),
            Self::Column | Self::Row => None,
        }
    }
}

/// What the two ends of a scale mean, under it.
pub(super) fn ends(said: &[Markup; 2]) -> Markup {
    let [lower, upper] = said;
    html! { div.ends { span { (lower) } span { (upper) } } }
}

impl Choices {
    pub(super) const fn new(shell: Shell, kind: &'static str) -> Self {
        Self { shell, kind, choices: Vec::new(), chosen: Vec::new(), shape: Shape::Column }
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
    pub fn row(mut self) -> Self {
        self.shape = Shape::Row;
        self
    }

    /// Puts answers side by side in their order, each as wide as its words, and says what the ends mean.
    pub fn line(mut self, ends: Option<[Markup; 2]>) -> Self {
        self.shape = Shape::Line(ends);
        self
    }

    /// Puts the marks of a scale side by side, and says what the ends mean.
    pub fn scale(mut self, ends: Option<[Markup; 2]>) -> Self {
        self.shape = Shape::Scale(ends);
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
            div class=(self.shape.class()) { @for (at, choice) in &scale { (self.card(*at, choice)) } }
            @if let Some(said) = self.shape.ends() { (ends(said)) }
            @if !apart.is_empty() {
                div.choices.choices-apart { @for (at, choice) in &apart { (self.card(*at, choice)) } }
            }
        })
    }
}

/// One line of a list that opens.
#[derive(Debug, Clone)]
struct Listed {
    value: String,
    label: String,
    tag: Option<String>,
    apart: bool,
}

/// A drop-down list.
#[derive(Debug, Clone)]
pub struct Select {
    shell: Shell,
    choices: Vec<Listed>,
    chosen: String,
}
shell_options!(Select);

impl Select {
    pub(super) const fn new(shell: Shell) -> Self {
        Self { shell, choices: Vec::new(), chosen: String::new() }
    }

    /// Adds a choice.
    pub fn choice(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.choices.push(Listed { value: value.into(), label: label.into(), tag: None, apart: false });
        self
    }

    /// Adds a choice that may be said in another language than the page's (BCP 47 tag), and may stand apart from the scale as
    /// those of [`Choice::apart`] do.
    pub fn choice_in(
        mut self,
        value: impl Into<String>,
        label: impl Into<String>,
        tag: Option<&str>,
        apart: bool,
    ) -> Self {
        let tag = tag.map(str::to_owned);
        self.choices.push(Listed { value: value.into(), label: label.into(), tag, apart });
        self
    }

    /// Adds many: what is sent, what is read.
    pub fn choices(mut self, choices: impl IntoIterator<Item = (String, String)>) -> Self {
        let listed = choices.into_iter().map(|(value, label)| Listed { value, label, tag: None, apart: false });
        self.choices.extend(listed);
        self
    }

    fn line(&self, one: &Listed) -> Markup {
        html! { option value=(one.value) lang=[one.tag.as_ref()] selected[one.value == self.chosen] { (one.label) } }
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
        let (apart, scale): (Vec<_>, Vec<_>) = self.choices.iter().partition(|one| one.apart);
        shell.labelled(&html! {
            select id=(shell.id) name=(shell.name) aria-describedby=[shell.described_by()]
                aria-invalid=[shell.invalid()] {
                @for one in &scale { (self.line(one)) }
                @if !apart.is_empty() {
                    optgroup label=(say(shell.lang, "kit-apart")) { @for one in &apart { (self.line(one)) } }
                }
            }
        })
    }
}
