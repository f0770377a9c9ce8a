//! Plain blocks.

use kernel::Lang;
use maud::{Markup, PreEscaped, Render, html};

use crate::words::{say, say_with};

const WELCOME: &str = include_str!("../../assets/welcome.svg");

/// What a notice or a tag is about. Told by a word and a drawing too, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Take care.
    Warning,
    /// Done.
    Success,
    /// Neither good nor bad.
    Plain,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "tone-info",
            Self::Warning => "tone-warning",
            Self::Success => "tone-success",
            Self::Plain => "tone-plain",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Info | Self::Plain => "kit-info",
            Self::Warning => "kit-warning",
            Self::Success => "kit-success",
        }
    }

    const fn drawing(self) -> &'static str {
        match self {
            Self::Info | Self::Plain => r#"<circle cx="12" cy="12" r="9.500"/><path d="M12 11v6M12 7.200v.1"/>"#,
            Self::Warning => r#"<path d="M12 3.200 22 20.500H2ZM12 9.500v5M12 17.400v.1"/>"#,
            Self::Success => r#"<circle cx="12" cy="12" r="9.500"/><path d="m7.500 12.300 3.200 3.200 6-6.500"/>"#,
        }
    }

    /// The drawing, in the colour of the text around it.
    pub(crate) fn icon(self) -> Markup {
        html! {
            svg.icon viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" {
                (PreEscaped(self.drawing()))
            }
        }
    }
}

/// The head of a page: its `h1` and a sentence that says what it is for (an empty one is left out).
pub fn header(title: impl Render, lead: impl Render) -> Markup {
    let lead = lead.render();
    html! {
        div.page-head {
            h1 { (title) }
            @if !lead.0.is_empty() { p.lead { (lead) } }
        }
    }
}

/// A notice with a title, which stands out without shouting.
pub fn notice(lang: Lang, tone: Tone, title: impl Render, body: impl Render) -> Markup {
    let (title, body) = (title.render(), body.render());
    let role = (tone == Tone::Success).then_some("status");
    html! {
        div class=(format!("notice {}", tone.class())) role=[role] {
            (tone.icon())
            div.notice-in {
                p.notice-title { span.visually-hidden { (say(lang, tone.word())) " – " } (title) }
                @if !body.0.is_empty() { div.notice-body { (body) } }
            }
        }
    }
}

/// Where one stands: "Étape 2 sur 5", in words and as a bar.
pub fn progress(lang: Lang, step: u32, of: u32) -> Markup {
    let share = if of == 0 { 0.0 } else { f64::from(step.min(of)) / f64::from(of) };
    html! {
        div.progress {
            p { (say_with(lang, "kit-step", &[("step", step.into()), ("of", of.into())])) }
            svg.bar width="100%" height="10" aria-hidden="true" focusable="false" {
                rect.bar-all width="100%" height="10" rx="5" {}
                rect.bar-part width=(format!("{:.1}%", share * 100.0)) height="10" rx="5" {}
            }
        }
    }
}

/// The head of a front door: as [`header`], with a drawing of two people who talk. One on a site is enough.
pub fn welcome(title: impl Render, lead: impl Render) -> Markup {
    html! {
        div.welcome {
            (PreEscaped(WELCOME))
            div { h1 { (title) } p.lead { (lead) } }
        }
    }
}

/// The first thing to do on a page, as a card that stands out. One a page.
pub fn main_card(title: impl Render, href: &str, body: impl Render) -> Markup {
    html! {
        div.card.card-link.card-main {
            h2.card-title { a href=(href) { (title) } }
            div.card-body { (body) }
        }
    }
}

/// A card: a title, which may lead somewhere, and a few words. The whole card can be pressed.
pub fn card(title: impl Render, href: Option<&str>, body: impl Render) -> Markup {
    html! {
        div.card.card-link[href.is_some()] {
            h2.card-title {
                @if let Some(href) = href { a href=(href) { (title) } } @else { (title) }
            }
            div.card-body { (body) }
        }
    }
}

/// Cards in a grid that follows the width of the screen.
pub fn cards(cards: impl IntoIterator<Item = Markup>) -> Markup {
    html! { div.cards { @for card in cards { (card) } } }
}

/// Something more for those who want it, closed at first.
pub fn more(summary: impl Render, body: impl Render) -> Markup {
    html! { details.more { summary { (summary) } div.more-in { (body) } } }
}

/// A list of terms and what they hold.
pub fn facts(pairs: impl IntoIterator<Item = (String, Markup)>) -> Markup {
    html! {
        dl.facts {
            @for (term, value) in pairs { div { dt { (term) } dd { (value) } } }
        }
    }
}

/// A number and the sentence that gives it its meaning. Numbers never come alone.
pub fn stat(number: impl Render, sentence: impl Render) -> Markup {
    html! { div.stat { p.stat-number { (number) } p.stat-words { (sentence) } } }
}

/// A page or list with nothing in it: what would stand here, why it does not, and what one can do (may be empty).
pub fn empty(title: impl Render, why: impl Render, action: impl Render) -> Markup {
    html! {
        div.empty {
            svg.empty-drawing viewBox="0 0 96 56" width="96" height="56" aria-hidden="true" focusable="false" {
                path d="M6 44c14 6 26-10 38-6s10 16 22 12 10-26 24-30" {}
                circle cx="6" cy="44" r="3" {}
            }
            p.empty-title { (title) }
            div.empty-why { (why) }
            (action)
        }
    }
}

/// A word or two about the state of a thing.
pub fn tag(tone: Tone, words: impl Render) -> Markup {
    html! { span class=(format!("tag {}", tone.class())) { (words) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_says_its_tone_in_words() {
        let page = notice(Lang::En, Tone::Warning, "<b>", "").0;
        assert!(page.contains("Warning") && page.contains("&lt;b&gt;") && !page.contains("notice-body"), "{page}");
    }

    #[test]
    fn progress_never_passes_its_end() {
        assert!(progress(Lang::Fr, 9, 5).0.contains(r#"width="100.0%""#));
        assert!(progress(Lang::Fr, 1, 0).0.contains(r#"width="0.0%""#));
    }
}
