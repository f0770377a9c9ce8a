//! What people said, and what came of it.

use kernel::Lang;
use maud::{Markup, PreEscaped, Render, html};

use crate::words::say;

/// Somebody's words, set apart with care. `who` names a role and a moment, never a person; it may be empty.
pub fn quote(text: impl Render, who: impl Render) -> Markup {
    let who = who.render();
    html! {
        figure.quote {
            blockquote { (text) }
            @if !who.0.is_empty() { figcaption { (who) } }
        }
    }
}

/// "You said, we did": what people told, and what changed.
pub fn said_done(lang: Lang, said: impl Render, done: impl Render) -> Markup {
    html! {
        div.said-done {
            div.said { p.said-name { (say(lang, "kit-said")) } div { (said) } }
            div.done { p.said-name { (say(lang, "kit-done")) } div { (done) } }
        }
    }
}

/// One message of a conversation.
#[derive(Debug, Clone)]
pub struct Message {
    /// Who writes: a role or a team; none is the author of the voice ("Vous").
    pub who: Option<String>,
    /// When, as it is written.
    pub when: String,
    /// What. Line breaks are kept.
    pub text: String,
}

/// The conversation between the author of a voice and those who answer.
pub fn thread(lang: Lang, messages: &[Message]) -> Markup {
    html! {
        ol.thread { @for message in messages {
            li.thread-own[message.who.is_none()] {
                p.thread-who {
                    strong { @match &message.who { Some(who) => (who), None => (say(lang, "kit-you")) } }
                    " " span { (message.when) }
                }
                p.written { (message.text) }
            }
        } }
    }
}

/// A face whose mouth goes from sad (0) to glad (`of - 1`), always beside words.
pub fn face(step: usize, of: usize) -> Markup {
    let share = if of < 2 { 1.0 } else { step.min(of - 1) as f64 / (of - 1) as f64 };
    let depth = (share - 0.5) * 14.0;
    // The mouth hangs from a line that rises as it turns down, so that it stays in the middle of the chin.
    let line = 25.5 - depth * 0.25;
    html! {
        svg.face viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false" {
            circle cx="20" cy="20" r="17" {}
            path d=(format!("M12 {line:.1}Q20 {:.1} 28 {line:.1}", line + depth)) {}
            (PreEscaped(r#"<path class="eyes" d="M14 15.500v.1M26 15.500v.1"/>"#))
        }
    }
}

/// A button that reads an element aloud; shown only where the device can do it by itself, so that no word leaves it.
pub fn speak(lang: Lang, id: &str) -> Markup {
    html! {
        button.button.button-quiet.speak.on-screen type="button" hidden data-speak=(id) data-stop=(say(lang, "kit-speak-stop")) {
            (say(lang, "kit-speak"))
        }
    }
}
