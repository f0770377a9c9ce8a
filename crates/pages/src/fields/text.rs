//! Fields one writes in.

use maud::{Markup, Render, html};

use super::{Shell, shell_options};
use crate::words::say_with;

/// How wide a line of text looks, a hint about the answer that is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// The whole column.
    #[default]
    Full,
    /// About twenty characters.
    Medium,
    /// About six characters.
    Short,
}

impl Width {
    pub(super) const fn class(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Medium => Some("w-medium"),
            Self::Short => Some("w-short"),
        }
    }
}

/// A line of text.
#[derive(Debug, Clone)]
pub struct Text {
    shell: Shell,
    kind: &'static str,
    mode: Option<&'static str>,
    autocomplete: Option<&'static str>,
    value: String,
    width: Width,
    most: Option<usize>,
    after: Option<String>,
    sent_as: Option<String>,
    proposed: Vec<Proposed>,
}
shell_options!(Text);

/// A text that a field proposes: what is written, the language it is said in, and the code that a script knows it by.
#[derive(Debug, Clone)]
struct Proposed {
    text: String,
    tag: Option<String>,
    code: String,
}

impl Text {
    pub(super) const fn new(shell: Shell) -> Self {
        Self {
            shell,
            kind: "text",
            mode: None,
            autocomplete: None,
            value: String::new(),
            width: Width::Full,
            most: None,
            after: None,
            sent_as: None,
            proposed: Vec::new(),
        }
    }

    /// What it already holds.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// How wide it looks.
    pub const fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// An e-mail address.
    pub const fn email(mut self) -> Self {
        self.kind = "email";
        self.autocomplete = Some("email");
        self
    }

    /// A telephone number.
    pub const fn telephone(mut self) -> Self {
        self.kind = "tel";
        self.autocomplete = Some("tel");
        self
    }

    /// A password: never shown again, so a value is not kept. `autocomplete` is `current-password` or `new-password`.
    pub const fn password(mut self, autocomplete: &'static str) -> Self {
        self.kind = "password";
        self.autocomplete = Some(autocomplete);
        self
    }

    /// A whole number: a digits keyboard on a phone, and still a text field (a scroll wheel changes no answer).
    pub const fn digits(mut self) -> Self {
        self.mode = Some("numeric");
        self.width = Width::Short;
        self
    }

    /// A number with decimals.
    pub const fn decimal(mut self) -> Self {
        self.mode = Some("decimal");
        self.width = Width::Short;
        self
    }

    /// The address of a page. What is no address is told by the server, in words: forms are sent without the browser's check.
    pub const fn address(mut self) -> Self {
        self.kind = "url";
        self.autocomplete = Some("off");
        self
    }

    /// A search.
    pub const fn search(mut self) -> Self {
        self.kind = "search";
        self
    }

    /// What the browser may fill in by itself (HTML `autocomplete`); `off` on shared screens.
    pub const fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// The most characters the browser lets in.
    pub const fn at_most(mut self, characters: usize) -> Self {
        self.most = Some(characters);
        self
    }

    /// A unit written after the box ("jours", "kg").
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.after = Some(unit.into());
        self
    }

    /// The name it is sent under, when that is not the field's own (to which errors belong).
    pub fn sent_as(mut self, name: impl Into<String>) -> Self {
        self.sent_as = Some(name.into());
        self
    }

    /// Proposes a text, in another language than the page's where a tag is given (BCP 47). Anything else may be written.
    pub fn propose(mut self, text: impl Into<String>, tag: Option<&str>, code: impl Into<String>) -> Self {
        self.proposed.push(Proposed { text: text.into(), tag: tag.map(str::to_owned), code: code.into() });
        self
    }
}

impl Render for Text {
    fn render(&self) -> Markup {
        let shell = &self.shell;
        let value = (self.kind != "password" && !self.value.is_empty()).then_some(&self.value);
        let unit = self.after.as_ref().map(|_| format!("{}-unit", shell.id));
        let described = match (shell.described_by(), unit) {
            (Some(by), Some(unit)) => Some(format!("{by} {unit}")),
            (by, unit) => by.or(unit),
        };
        let list = (!self.proposed.is_empty()).then(|| format!("{}-list", shell.id));
        let control = html! {
            input class=[self.width.class()] type=(self.kind) id=(shell.id)
                name=(self.sent_as.as_ref().unwrap_or(&shell.name)) value=[value] list=[list.as_ref()]
                inputmode=[self.mode] autocomplete=[self.autocomplete] maxlength=[self.most]
                aria-describedby=[described] aria-invalid=[shell.invalid()];
        };
        shell.labelled(&html! {
            @if let Some(after) = &self.after {
                div.with-unit { (control) span.unit id=(format!("{}-unit", shell.id)) { (after) } }
            } @else { (control) }
            @if let Some(list) = &list {
                datalist id=(list) {
                    @for one in &self.proposed { option value=(one.text) lang=[one.tag.as_ref()] data-code=(one.code) {} }
                }
            }
        })
    }
}

/// Several lines of text.
#[derive(Debug, Clone)]
pub struct TextArea {
    shell: Shell,
    value: String,
    rows: u8,
    most: Option<usize>,
    tag: Option<&'static str>,
}
shell_options!(TextArea);

impl TextArea {
    pub(super) const fn new(shell: Shell) -> Self {
        Self { shell, value: String::new(), rows: 6, most: None, tag: None }
    }

    /// What it already holds.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// How many lines it shows at first; it grows with the text where the browser can.
    pub const fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// Says in which language it is written (BCP 47 tag), where that may not be the page's.
    pub const fn written_in(mut self, tag: &'static str) -> Self {
        self.tag = Some(tag);
        self
    }

    /// Says how long the text may be, without cutting it: the server tells what is too long and keeps what was written.
    pub const fn at_most(mut self, characters: usize) -> Self {
        self.most = Some(characters);
        self
    }
}

impl Render for TextArea {
    fn render(&self) -> Markup {
        let shell = &self.shell;
        let limit = self.most.map(|most| (format!("{}-limit", shell.id), most));
        let described = match (shell.described_by(), &limit) {
            (Some(by), Some((id, _))) => Some(format!("{by} {id}")),
            (None, Some((id, _))) => Some(id.clone()),
            (by, None) => by,
        };
        shell.labelled(&html! {
            // The line feed after the tag is dropped by browsers; without it, one that a person wrote first would be.
            textarea id=(shell.id) name=(shell.name) rows=(self.rows) lang=[self.tag] aria-describedby=[described]
                aria-invalid=[shell.invalid()] { "\n" (self.value) }
            @if let Some((id, most)) = &limit {
                p.hint.limit id=(id) { (say_with(shell.lang, "kit-at-most", &[("n", (*most).into())])) }
            }
        })
    }
}

/// A file to send (the form needs `enctype="multipart/form-data"`).
#[derive(Debug, Clone)]
pub struct FileField {
    shell: Shell,
    accept: Option<&'static str>,
}
shell_options!(FileField);

impl FileField {
    pub(super) const fn new(shell: Shell) -> Self {
        Self { shell, accept: None }
    }

    /// The kinds of file offered first (`.json,.xlsx`).
    pub const fn accept(mut self, kinds: &'static str) -> Self {
        self.accept = Some(kinds);
        self
    }
}

impl Render for FileField {
    fn render(&self) -> Markup {
        let shell = &self.shell;
        shell.labelled(&html! {
            input type="file" id=(shell.id) name=(shell.name) accept=[self.accept]
                aria-describedby=[shell.described_by()] aria-invalid=[shell.invalid()];
        })
    }
}
