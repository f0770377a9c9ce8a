//! What one presses.

use maud::{Markup, Render, html};

/// A button of a form, or a link that looks like one.
#[derive(Debug, Clone)]
pub struct Button {
    label: Markup,
    href: Option<String>,
    named: Option<(String, String)>,
    action: Option<String>,
    look: &'static str,
}

impl Button {
    /// Sends the form.
    pub fn submit(label: impl Render) -> Self {
        Self { label: label.render(), href: None, named: None, action: None, look: "button" }
    }

    /// Leads to another page.
    pub fn link(label: impl Render, href: impl Into<String>) -> Self {
        Self { label: label.render(), href: Some(href.into()), named: None, action: None, look: "button" }
    }

    /// Sends a name and a value too, when a form has several buttons.
    pub fn named(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.named = Some((name.into(), value.into()));
        self
    }

    /// Sends the form to another address.
    pub fn to(mut self, action: impl Into<String>) -> Self {
        self.action = Some(action.into());
        self
    }

    /// A second choice: outlined.
    pub const fn secondary(mut self) -> Self {
        self.look = "button button-secondary";
        self
    }

    /// A small matter: looks like a link.
    pub const fn quiet(mut self) -> Self {
        self.look = "button button-quiet";
        self
    }

    /// Something that cannot be undone.
    pub const fn danger(mut self) -> Self {
        self.look = "button button-danger";
        self
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        html! {
            @if let Some(href) = &self.href {
                a class=(self.look) href=(href) { (self.label) }
            } @else {
                @let (name, value) = self.named.as_ref().map_or((None, None), |(name, value)| (Some(name), Some(value)));
                button class=(self.look) type="submit" name=[name] value=[value] formaction=[self.action.as_ref()] {
                    (self.label)
                }
            }
        }
    }
}

/// A value that travels with the form unseen.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
