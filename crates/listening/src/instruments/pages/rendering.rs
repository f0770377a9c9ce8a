//! How a question is drawn: the field of its form, what is refused, and the words that name it wherever it is told.

use instruments::{MOST_CARDS, WIDEST, preference, program::Decimal};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Choice, Errors, Form, Width, hidden},
    html,
    words::{say, say_with},
};
use serde_json::Value;

use super::{Fields, field, question_form};
use crate::instruments::document::{
    Kind,
    limits::decimal,
    question::Question,
    rendering::{Drawn, Rendering},
};

/// What stands before the code of a control that a file asks for and pages do not draw.
const ASKED: &str = "asked:";

/// The fields that a stored question fills.
pub(super) fn fields_of(question: &Question, put: &mut impl FnMut(&str, String)) {
    let chosen = question.rendering.as_ref().map(|rendering| match rendering {
        Rendering::Ours(drawn) => drawn.code().to_owned(),
        Rendering::Asked(code) => format!("{ASKED}{code}"),
    });
    put("rendering", chosen.unwrap_or_default());
    put("step", question.step.clone());
}

/// The rendering and the step that a form sends; what cannot be drawn so is told at the field to mend. A form without the field
/// (an earlier page, a program) leaves the rendering as it is.
pub(super) fn read(fields: &Fields, kind: Option<Kind>, errors: &mut Errors) -> (Option<Rendering>, String) {
    let rendering = named(&field(fields, "rendering"));
    let step = field(fields, "step").replace(',', ".");
    let is_number = matches!(kind, Some(Kind::Number | Kind::Decimal));
    if rendering == Some(Rendering::Ours(Drawn::Slider)) && is_number {
        slider(fields, kind, &step, errors);
    } else if is_number && !step.is_empty() {
        // Nothing that was typed is dropped unseen.
        errors.add("step", "instruments-say-step-alone");
    }
    let is_suggested = rendering == Some(Rendering::Ours(Drawn::Suggested)) && kind == Some(Kind::Choice);
    if is_suggested && field(fields, "other") != "1" {
        errors.add("rendering", "instruments-say-suggested");
    }
    (rendering, step)
}

fn named(typed: &str) -> Option<Rendering> {
    match typed.strip_prefix(ASKED) {
        Some(code) => Some(Rendering::Asked(code.to_owned())),
        None => Drawn::from_code(typed).map(Rendering::Ours),
    }
}

/// The rendering that a form sent, in words.
pub(super) fn sent(lang: Lang, fields: &Fields) -> String {
    let kind = Kind::from_code(&field(fields, "kind")).unwrap_or(Kind::Display);
    let named = named(&field(fields, "rendering"));
    named.map_or_else(String::new, |rendering| words(lang, kind, &rendering, ""))
}

/// A scale or a slider goes from one limit to the other, by steps that fit between them.
fn slider(fields: &Fields, kind: Option<Kind>, step: &str, errors: &mut Errors) {
    let limit = |name: &str| Decimal::parse(&field(fields, name).replace(',', "."));
    for name in ["least", "greatest"] {
        if field(fields, name).is_empty() {
            errors.add(name, "instruments-say-slider-limit");
        }
        let widest = Decimal::from(WIDEST);
        if limit(name).is_some_and(|number| number.abs() > widest) {
            errors.add(name, "instruments-say-slider-wide");
        }
    }
    let between = limit("least").zip(limit("greatest")).and_then(|(least, greatest)| greatest.minus(least));
    if between.is_some_and(|between| between <= Decimal::from(0)) {
        errors.add("greatest", "instruments-say-slider-order");
    }
    if step.is_empty() {
        return;
    }
    let is_read = match kind {
        Some(Kind::Number) => step.parse::<i64>().is_ok(),
        _ => decimal(step).is_some(),
    };
    match Decimal::parse(step).filter(|_| is_read) {
        None if kind == Some(Kind::Number) => errors.add("step", "instruments-say-number"),
        None => errors.add("step", "instruments-say-decimal"),
        Some(step) if step <= Decimal::from(0) => errors.add("step", "instruments-say-step"),
        Some(step) if between.is_some_and(|between| step > between && between > Decimal::from(0)) => {
            errors.add("step", "instruments-say-step-wide");
        }
        Some(_) => {}
    }
}

/// The field. `stored`: the item as it is, for what its file asks.
pub(super) fn choose(lang: Lang, form: Form<'_>, fields: &Fields, kind: Kind, stored: Option<&Value>) -> Markup {
    let chosen = field(fields, "rendering");
    let count = question_form::sent(fields, "choice-", question_form::MOST_CHOICES);
    let mut offered = Drawn::of(kind, field(fields, "other") == "1", count);
    if offered.is_empty() {
        return hidden("rendering", &chosen);
    }
    // What stands chosen is there to be seen, though it be refused or stand for what is usual.
    let known = Drawn::of(kind, true, usize::MAX);
    let is_missing = |one: &Drawn| one.code() == chosen && !offered.contains(one);
    let missing: Vec<Drawn> = known.into_iter().filter(is_missing).collect();
    offered.extend(missing);
    let asked = stored
        .filter(|item| Kind::of(item) == kind)
        .and_then(|item| Some((Rendering::of(item), preference(item).instead?)));
    let mut field_of =
        form.radios("rendering", say(lang, "instruments-rendering")).hint(say(lang, "instruments-rendering-hint"));
    if let Some((Rendering::Asked(code), instead)) = asked {
        let (fr, en) = instead;
        let shown = if lang == Lang::Fr { fr } else { en };
        let hint = say_with(lang, "instruments-rendering-asked-hint", &[("shown", shown.into())]);
        field_of = field_of.with(Choice::new(format!("{ASKED}{code}"), asked_for(lang, &code)).hint(hint));
    }
    for one in &offered {
        let hint = say_with(lang, &format!("{}-hint", key(kind, *one)), &[("most", MOST_CARDS.into())]);
        field_of = field_of.with(Choice::new(one.code(), say(lang, &key(kind, *one))).hint(hint));
    }
    // A form of a kind that was just changed, or a new one, has what is usual.
    let is_known = offered.iter().any(|one| one.code() == chosen) || chosen.starts_with(ASKED);
    let field_of = field_of.chosen(if is_known { chosen } else { Drawn::Usual.code().to_owned() });
    html! {
        (field_of)
        @if offered.contains(&Drawn::Slider) {
            @let hint = if kind == Kind::Decimal { "instruments-step-decimal-hint" } else { "instruments-step-hint" };
            (form.text("step", say(lang, "instruments-step")).hint(say(lang, hint)).width(Width::Short).value(field(fields, "step")))
        }
    }
}

/// What names a rendering that pages draw, for a kind.
fn key(kind: Kind, drawn: Drawn) -> String {
    let family = match (kind, drawn) {
        (Kind::YesNo, Drawn::Usual) => "yes-no",
        (Kind::Choice | Kind::YesNo, _) => "one",
        (Kind::Several, _) => "several",
        (Kind::Open, _) => "open",
        _ => "number",
    };
    format!("instruments-rendering-{family}-{}", drawn.code())
}

fn asked_for(lang: Lang, code: &str) -> String {
    say_with(lang, "instruments-rendering-asked", &[("code", code.into())])
}

/// A rendering in words, with its step where one is said.
pub(super) fn words(lang: Lang, kind: Kind, rendering: &Rendering, step: &str) -> String {
    match rendering {
        Rendering::Asked(code) => asked_for(lang, code),
        Rendering::Ours(drawn) if !Drawn::of(kind, true, usize::MAX).contains(drawn) => {
            say(lang, "instruments-rendering-only")
        }
        Rendering::Ours(drawn) if step.is_empty() => say(lang, &key(kind, *drawn)),
        Rendering::Ours(drawn) => {
            let step = if lang == Lang::Fr { step.replace('.', ",") } else { step.to_owned() };
            let named = say(lang, &key(kind, *drawn));
            say_with(lang, "instruments-rendering-by-step", &[("rendering", named.into()), ("step", step.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &str)]) -> Fields {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    /// What is written in fields.
    type Given = &'static [(&'static str, &'static str)];

    #[test]
    fn a_slider_without_limits_or_with_a_step_that_does_not_fit_is_told_at_its_field() {
        let wrong: [(&str, Given, &[&str]); 9] = [
            ("integer", &[("rendering", "slider")], &["least", "greatest"]),
            ("integer", &[("rendering", "slider"), ("least", "0")], &["greatest"]),
            ("integer", &[("rendering", "slider"), ("least", "5"), ("greatest", "5")], &["greatest"]),
            ("integer", &[("rendering", "slider"), ("least", "0"), ("greatest", "2000000000")], &["greatest"]),
            ("integer", &[("rendering", "slider"), ("least", "0"), ("greatest", "9"), ("step", "0")], &["step"]),
            ("integer", &[("rendering", "slider"), ("least", "0"), ("greatest", "9"), ("step", "0,5")], &["step"]),
            ("decimal", &[("rendering", "slider"), ("least", "0"), ("greatest", "9"), ("step", "-0,5")], &["step"]),
            ("decimal", &[("rendering", "slider"), ("least", "0"), ("greatest", "9"), ("step", "10")], &["step"]),
            ("decimal", &[("rendering", "usual"), ("step", "1")], &["step"]),
        ];
        for (kind, given, at) in wrong {
            let mut errors = Errors::none();
            read(&fields(given), Kind::from_code(kind), &mut errors);
            for name in ["least", "greatest", "step", "rendering"] {
                assert_eq!(errors.has(name), at.contains(&name), "{kind} {given:?}: {name}");
            }
        }
        let mut errors = Errors::none();
        let given = fields(&[("rendering", "slider"), ("least", "-1,5"), ("greatest", "2"), ("step", "0,5")]);
        let (rendering, step) = read(&given, Some(Kind::Decimal), &mut errors);
        assert!(errors.is_empty());
        assert_eq!((rendering, step.as_str()), (Some(Rendering::Ours(Drawn::Slider)), "0.5"));
        let given = fields(&[("rendering", "suggested")]);
        read(&given, Some(Kind::Choice), &mut errors);
        assert!(errors.has("rendering"));
    }
}
