//! The printed answers of a question, as its form shows them: each with its label, its value, what it is when it is missing, and
//! its words for those who answer in the patient's place.

use instruments::MissingKind;
use kernel::Lang;
use pages::{
    Markup,
    fields::{Button, Choice, Form, hidden},
    html,
    words::{say, say_with},
};

use super::{
    Fields, field,
    question_form::{MOST_CHOICES, others, sent},
    two,
};
use crate::instruments::document::{json::Two, question::Question};

/// Moves or drops a printed answer, as its button says.
pub(super) fn arranged(question: &mut Question, what: &str, at: usize) {
    let all = &mut question.choices;
    match what {
        "choice-up" if at > 0 && at < all.len() => all.swap(at, at - 1),
        "choice-down" if at + 1 < all.len() => all.swap(at, at + 1),
        "choice-drop" if at < all.len() => drop(all.remove(at)),
        _ => {}
    }
}

/// Every printed answer, and an empty line for the next.
pub(super) fn choices(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let count = sent(fields, "choice-", MOST_CHOICES);
    // One empty line waits for the next answer.
    let last_is_empty = count > 0 && {
        let at = count - 1;
        field(fields, &format!("choice-{at}-code")).is_empty() && two(fields, &format!("choice-{at}-label")).is_empty()
    };
    let shown = if last_is_empty || count >= MOST_CHOICES { count } else { count + 1 };
    html! {
        section {
            h2 #choix { (say(lang, "instruments-choices")) }
            p.hint { (say(lang, "instruments-choices-hint")) }
            ol.printed { @for at in 0..shown { li { (choice(lang, form, fields, at, at < count)) } } }
            (Button::submit(say(lang, "instruments-choice-more")).named("go", "more").secondary())
        }
    }
}

fn choice(lang: Lang, form: Form<'_>, fields: &Fields, at: usize, is_stored: bool) -> Markup {
    let of = |what: &str| format!("choice-{at}-{what}");
    let n = [("n", (at + 1).into())];
    let named = |key: &str| say_with(lang, key, &n);
    let mut missing = form
        .select(&of("missing"), say(lang, "instruments-choice-missing"))
        .choice("", say(lang, "instruments-choice-is-value"))
        .chosen(field(fields, &of("missing")));
    for kind in MissingKind::ALL.iter().filter(|kind| !matches!(kind, MissingKind::NotAsked | MissingKind::Blank)) {
        missing = missing.choice(kind.code(), kind.label(lang));
    }
    let label = Two { fr: field(fields, &of("label-fr")), en: field(fields, &of("label-en")) };
    html! {
        fieldset {
            legend { (named("instruments-choice")) }
            (hidden(&of("at"), &field(fields, &of("at"))))
            div.pair {
                @for (code, text) in [("fr", &label.fr), ("en", &label.en)] {
                    (form.text(&of(&format!("label-{code}")), html! {
                        (say(lang, "instruments-choice-label")) " " span.tongue { (say(lang, &format!("instruments-in-{code}"))) }
                    }).value(text.clone()))
                }
            }
            div.filter-fields {
                (form.text(&of("weight"), say(lang, "instruments-choice-weight")).value(field(fields, &of("weight")))
                    .width(pages::fields::Width::Short))
                (missing)
            }
            div.printed-foot {
                details.more {
                    summary { (named("instruments-choice-more-about")) }
                    div.more-in {
                        (spoken(lang, form, fields, at))
                        (form.text(&of("code"), say(lang, "instruments-choice-code")).hint(say(lang, "instruments-choice-code-hint"))
                            .value(field(fields, &of("code"))).width(pages::fields::Width::Medium))
                        (form.checkboxes(&of("unread"), say(lang, "instruments-choice-asked"))
                            .with(Choice::new("1", say(lang, "instruments-choice-unread"))).chosen(field(fields, &of("unread"))))
                    }
                }
                @if is_stored { (choice_tools(lang, at, label.either(lang))) }
            }
        }
    }
}

/// The words of a printed answer for those who answer in the patient's place. The open fold says that some are written.
fn spoken(lang: Lang, form: Form<'_>, fields: &Fields, at: usize) -> Markup {
    html! {
        p.hint { (say(lang, "instruments-choice-spoken-hint")) }
        @for speaker in others() {
            @let label = say(lang, &format!("instruments-for-{}", speaker.code()));
            div.pair {
                @for code in ["fr", "en"] {
                    @let name = format!("choice-{at}-{}-{code}", speaker.code());
                    (form.text(&name, html! {
                        (say(lang, "instruments-choice-label")) ", " (label) " "
                        span.tongue { (say(lang, &format!("instruments-in-{code}"))) }
                    }).value(field(fields, &name)))
                }
            }
        }
    }
}

fn choice_tools(lang: Lang, at: usize, label: &str) -> Markup {
    let tool = |what: &str, key: &str, sign: &str| {
        let act = say(lang, key);
        html! {
            button.button.button-quiet.tool type="submit" name="go" value=(format!("{what}:{at}")) title=(act) {
                span aria-hidden="true" { (sign) }
                span.visually-hidden { (act) " – " (label) }
            }
        }
    };
    html! {
        div.outline-tools {
            (tool("choice-up", "instruments-up", "↑"))
            (tool("choice-down", "instruments-down", "↓"))
            (tool("choice-drop", "instruments-choice-drop", "×"))
        }
    }
}
