//! What several of these pages show.

use kernel::{Day, Lang};
use pages::{
    Markup, html,
    parts::{self, Tone},
    words::say,
};

use crate::actions::model::{Action, State};

/// Where an action stands, and whether it is late.
pub(super) fn state_tag(lang: Lang, action: &Action, today: Day) -> Markup {
    let tone = match action.state {
        State::Done | State::Evaluated => Tone::Success,
        State::Started => Tone::Info,
        State::Planned | State::Abandoned => Tone::Plain,
    };
    html! {
        (parts::tag(tone, state_word(lang, action.state)))
        @if action.is_overdue(today) { " " (parts::tag(Tone::Warning, say(lang, "actions-overdue"))) }
    }
}

/// Where an action stands, in words.
pub(super) fn state_word(lang: Lang, state: State) -> String {
    say(lang, &format!("actions-state-{}", state.code()))
}
