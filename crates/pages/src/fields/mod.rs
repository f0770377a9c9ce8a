//! Forms. A [`Form`] knows the language and what was wrong with the last answer; each field it makes has its label, hint
//! and error joined by `aria-describedby`, and the summary at the top of the page links to each field at fault
//! (interaction patterns of the GOV.UK Design System, MIT).
//!
//! ```text
//! let form = Form::new(lang, &errors);
//! html! {
//!     (form.summary())
//!     form method="post" novalidate {
//!         (form.text("name", say(lang, "name")).hint(say(lang, "name-hint")).value(&given.name))
//!         (form.radios("when", say(lang, "when")).choice("now", say(lang, "now")).chosen(&given.when))
//!         (Button::submit(say(lang, "send")))
//!     }
//! }
//! ```

mod button;
mod choices;
mod date;
mod errors;
mod slider;
mod text;

use kernel::Lang;
use maud::{Markup, Render, html};

use crate::words::say;
pub use button::{Button, hidden};
pub use choices::{Choice, Choices, Select};
pub use date::DateField;
pub use errors::{Errors, error_summary};
pub use slider::Slider;
pub use text::{FileField, Text, TextArea, Width};

/// What the fields of one form share.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    lang: Lang,
    errors: &'a Errors,
    prefix: &'a str,
}

impl<'a> Form<'a> {
    /// A form in a language, with what was wrong with the last answer (none: `&Errors::none()`).
    pub const fn new(lang: Lang, errors: &'a Errors) -> Self {
        Self { lang, errors, prefix: "" }
    }

    /// Puts a prefix before the ids (not the names), when a page has several forms with fields of the same name.
    pub const fn prefix(mut self, prefix: &'a str) -> Self {
        self.prefix = prefix;
        self
    }

    /// The error summary, nothing when all is well. It stands before the `h1`.
    pub fn summary(&self) -> Markup {
        errors::summary(self.lang, self.errors, self.prefix)
    }

    /// A line of text.
    pub fn text(&self, name: &str, label: impl Render) -> Text {
        Text::new(self.shell(name, label))
    }

    /// Several lines of text.
    pub fn textarea(&self, name: &str, label: impl Render) -> TextArea {
        TextArea::new(self.shell(name, label))
    }

    /// One choice among several, as large cards.
    pub fn radios(&self, name: &str, legend: impl Render) -> Choices {
        Choices::new(self.shell(name, legend), "radio")
    }

    /// As many choices as one likes, as large cards.
    pub fn checkboxes(&self, name: &str, legend: impl Render) -> Choices {
        Choices::new(self.shell(name, legend), "checkbox")
    }

    /// A drop-down list: for more than about seven choices, else [`Form::radios`].
    pub fn select(&self, name: &str, label: impl Render) -> Select {
        Select::new(self.shell(name, label))
    }

    /// A number between two ends, on a slider where a script runs, which may be left unanswered.
    pub fn slider(&self, name: &str, label: impl Render, least: &str, greatest: &str, step: &str) -> Slider {
        Slider::new(self.shell(name, label), least, greatest, step)
    }

    /// A day in three boxes, sent as `NAME-day`, `NAME-month`, `NAME-year`.
    pub fn date(&self, name: &str, legend: impl Render) -> DateField {
        DateField::new(self.shell(name, legend))
    }

    /// A file to send.
    pub fn file(&self, name: &str, label: impl Render) -> FileField {
        FileField::new(self.shell(name, label))
    }

    fn shell(&self, name: &str, label: impl Render) -> Shell {
        Shell {
            lang: self.lang,
            id: format!("{}{name}", self.prefix),
            name: name.to_owned(),
            label: label.render(),
            heading: false,
            optional: false,
            hint: None,
            error: self.errors.message(self.lang, name),
        }
    }
}

/// What every field has around its control.
#[derive(Debug, Clone)]
struct Shell {
    lang: Lang,
    id: String,
    name: String,
    label: Markup,
    heading: bool,
    optional: bool,
    hint: Option<Markup>,
    error: Option<String>,
}

impl Shell {
    /// The ids that describe the control, for `aria-describedby`; none when there is nothing to say.
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    }

    const fn invalid(&self) -> Option<&'static str> {
        if self.error.is_some() { Some("true") } else { None }
    }

    fn name_line(&self) -> Markup {
        html! {
            (self.label)
            @if self.optional { " " span.optional { (say(self.lang, "kit-optional")) } }
        }
    }

    fn hint_and_error(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { div.hint id=(format!("{}-hint", self.id)) { (hint) } }
            @if let Some(error) = &self.error {
                p.error id=(format!("{}-error", self.id)) {
                    span.visually-hidden { (say(self.lang, "kit-error")) " " } (error)
                }
            }
        }
    }

    /// A control that has a `label`.
    fn labelled(&self, control: &Markup) -> Markup {
        let label = html! { label for=(self.id) { (self.name_line()) } };
        html! {
            div.field.field-wrong[self.error.is_some()] {
                @if self.heading { h1.question { (label) } } @else { (label) }
                (self.hint_and_error())
                (control)
            }
        }
    }

    /// Controls grouped under a `legend`.
    fn grouped(&self, controls: &Markup) -> Markup {
        html! {
            fieldset.field.field-wrong[self.error.is_some()] aria-describedby=[self.described_by()] {
                legend { @if self.heading { h1.question { (self.name_line()) } } @else { (self.name_line()) } }
                (self.hint_and_error())
                (controls)
            }
        }
    }
}

/// The options every field has.
macro_rules! shell_options {
    ($kind:ty) => {
        impl $kind {
            /// A sentence of help under the label.
            pub fn hint(mut self, hint: impl maud::Render) -> Self {
                self.shell.hint = Some(hint.render());
                self
            }

            /// Makes the label the `h1` of the page (one question a page).
            pub const fn heading(mut self) -> Self {
                self.shell.heading = true;
                self
            }

            /// Says "(facultatif)" after the label. What is not optional is not marked.
            pub const fn optional(mut self) -> Self {
                self.shell.optional = true;
                self
            }

            /// An error given directly, instead of through the form's [`Errors`](crate::fields::Errors).
            pub fn error(mut self, message: Option<String>) -> Self {
                self.shell.error = message.or(self.shell.error);
                self
            }
        }
    };
}
use shell_options;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_escaped() {
        let none = Errors::none();
        let form = Form::new(Lang::Fr, &none);
        let nasty = "\"><script>alert('x')</script>";
        let page = html! {
            (form.text("a", nasty).hint(nasty).value(nasty))
            (form.textarea("b", nasty).value(nasty))
            (form.radios("c", nasty).choice(nasty, nasty).chosen(nasty))
            (form.select("d", nasty).choice(nasty, nasty).chosen(nasty))
            (hidden("e", nasty))
            (Button::submit(nasty).named("f", nasty))
        };
        assert!(!page.0.contains("<script"), "{}", page.0);
        assert!(!page.0.contains("\"\""), "{}", page.0);
    }

    #[test]
    fn an_error_is_joined_to_its_field_and_to_the_summary() {
        let mut errors = Errors::none();
        errors.add("when", "kit-error-date");
        errors.add("reply", "kit-error-date");
        let form = Form::new(Lang::En, &errors).prefix("p-");
        let page = html! {
            (form.summary())
            (form.date("when", "When?").hint("Day first"))
            (form.radios("reply", "Reply?").choice("y", "Yes").choice("n", "No"))
        };
        for part in [
            r##"href="#p-when""##,
            r##"href="#p-reply""##,
            r#"id="p-when""#,
            r#"id="p-reply""#,
            r#"aria-describedby="p-when-hint p-when-error""#,
            r#"aria-describedby="p-reply-error""#,
        ] {
            assert!(page.0.contains(part), "{part} in {}", page.0);
        }
        assert_eq!(crate::check::fragment(&page.0), Vec::<String>::new());
    }

    #[test]
    fn a_form_without_error_says_nothing_of_errors() {
        let none = Errors::none();
        let form = Form::new(Lang::Fr, &none);
        let page = html! { (form.summary()) (form.text("a", "A")) };
        assert!(!page.0.contains("error") && !page.0.contains("aria-invalid"), "{}", page.0);
    }
}
