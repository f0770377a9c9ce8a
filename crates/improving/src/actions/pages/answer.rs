//! The collective answer: what is said to everybody, checked for plain language before it is kept (hard rule 16).

use kernel::Lang;
use organisation::access::Desk;
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Tone},
    words::{say, say_with},
};
use text::plain::{self, Level, Report};

use super::{Fields, field};
use crate::actions::model::Action;

/// Returns are read in French first, whatever the language of the page one works in.
const READ_IN: Lang = Lang::Fr;

/// What the checker says of a text.
pub(super) fn report(text: &str) -> Report {
    plain::check(text, READ_IN)
}

/// Whether somebody should look again before the text is kept.
pub(super) fn is_plain(report: &Report) -> bool {
    report.findings.is_empty() && report.level != Some(Level::Hard)
}

/// The answer as it stands, and the form to write it. `checked` is the text that was just checked and not kept.
pub(super) fn section(
    desk: &Desk,
    action: &Action,
    leads: bool,
    errors: &Errors,
    typed: &Fields,
    checked: Option<&Report>,
) -> Markup {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let written = typed.iter().find(|(name, _)| name == "answer").map(|(_, text)| text.as_str());
    html! {
        section {
            h2 #reponse { (say(lang, "actions-answer")) }
            p { (say(lang, "actions-answer-about")) }
            @if let (Some(answer), Some(day)) = (&action.answer, action.answer_day) {
                (parts::quote(answer, dates::day(lang, day)))
                (level(lang, &report(answer)))
            }
            @if let Some(report) = checked { (remarks(lang, report, field(typed, "answer"))) }
            @if leads {
                form method="post" action=(desk.look.link(&format!("/travail/actions/{}/reponse", action.id))) data-keep novalidate {
                    (form.textarea("answer", say(lang, "actions-answer-write")).hint(say(lang, "actions-answer-hint")).rows(6)
                        .value(written.or(action.answer.as_deref()).unwrap_or_default()))
                    div.buttons {
                        (Button::submit(say(lang, "actions-answer-keep")))
                        @if checked.is_some() {
                            (Button::submit(say(lang, "actions-answer-keep-as-is")).named("seen", "1").secondary())
                        }
                    }
                }
            }
        }
    }
}

fn level(lang: Lang, report: &Report) -> Markup {
    let key = match report.level {
        None => "actions-level-short",
        Some(Level::Easy) => "actions-level-easy",
        Some(Level::Middling) => "actions-level-middling",
        Some(Level::Hard) => "actions-level-hard",
    };
    html! { p.hint { (say(lang, key)) } }
}

/// What the checker noticed, each with the words it rests on. It advises; a person decides.
fn remarks(lang: Lang, report: &Report, text: &str) -> Markup {
    let words = |span: text::Span| -> String {
        text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect()
    };
    parts::notice(
        lang,
        Tone::Warning,
        say(lang, "actions-plain-title"),
        html! {
            (level(lang, report))
            ul { @for finding in &report.findings { li {
                "« " (words(finding.span)) " » – "
                (say(lang, finding.advice))
                @if let Some(gloss) = finding.gloss { " " (say_with(lang, "actions-plain-gloss", &[("gloss", gloss.into())])) }
            } } }
            p { (say(lang, "actions-plain-choice")) }
        },
    )
}
