//! Trying a score: answers are chosen, and the page says the score and why. Counted as real answers will be, on the draft as
//! it stands; nothing is stored.

use instruments::{Answers, Instrument, LeftOut, Outcome, ScoreResult};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Button, Form, Width, hidden},
    html,
    parts::{Column, Table, Tone, notice},
    words::{say, say_with},
};

use super::{
    super::{Fields, checks::list, field, none, scores},
    Here, Step,
};
use crate::instruments::document::{
    Kind, kind_of,
    points::{printed, rests_on},
};

pub(super) fn body(here: &Here<'_>) -> Markup {
    let lang = here.lang();
    if here.score.parts.is_empty() {
        return html! { (notice(lang, Tone::Info, say(lang, "instruments-score-no-question-yet"), "")) };
    }
    match here.open.form() {
        Some(form) => tried(here, &form),
        None => html! {
            (notice(lang, Tone::Warning, say(lang, "instruments-score-trial-not-yet"), html! {
                (list(here.desk, here.open, here.open.checks().iter().filter(|check| check.blocks)))
            }))
        },
    }
}

fn tried(here: &Here<'_>, form: &Instrument) -> Markup {
    let lang = here.lang();
    let links = rests_on(here.doc(), &here.score);
    let answers = given(here, form, &links);
    let was_sent = field(here.asked, "go") == "try";
    let results = form.score(&answers).unwrap_or_default();
    let result = results.iter().find(|one| one.id == here.score.id);
    html! {
        p { (say(lang, "instruments-trial-lead")) }
        @if was_sent { @if let Some(result) = result { (shown(here, result)) } }
        (questions(here, &links, here.asked))
    }
}

/// The answers of the address, each under the rank of its question.
fn given(here: &Here<'_>, form: &Instrument, links: &[String]) -> Answers {
    let mut answers = Answers::new();
    for (at, link) in links.iter().enumerate() {
        let typed = field(here.asked, &format!("a{at}"));
        if typed.is_empty() {
            continue;
        }
        // The form reads a field as it reads those of people: what is no answer there is none here.
        let sent = vec![(link.clone(), typed)];
        for screen in 0..form.screens().len() {
            if form.screen_items(screen).any(|item| item.link_id == *link) {
                form.from_form(screen, &sent).merge_into(&mut answers);
            }
        }
    }
    answers
}

fn title(here: &Here<'_>, link: &str) -> String {
    let entry = here.doc().entries().into_iter().find(|entry| entry.link == link);
    entry.map_or_else(|| link.to_owned(), |entry| format!("{}. {}", entry.number, entry.title(here.doc(), here.lang())))
}

fn questions(here: &Here<'_>, links: &[String], asked: &Fields) -> Markup {
    let lang = here.lang();
    let errors = none();
    let form = Form::new(lang, &errors);
    let kind = |link: &str| here.doc().item(link).map(kind_of);
    html! {
        form #essai method="get" action=(format!("{}/score#score", here.open.path())) {
            (here.desk.look.hidden())
            (hidden("s", &here.score.id)) (hidden("etape", Step::Trial.code()))
            @for (at, link) in links.iter().enumerate() {
                @let name = format!("a{at}");
                @match kind(link) {
                    Some(Kind::Choice | Kind::Several) => {
                        (form.select(&name, title(here, link)).choice("", say(lang, "instruments-trial-no-answer"))
                            .choices(printed(here.doc(), link).into_iter().map(|one| (one.code.clone(), one.label.either(lang).to_owned())))
                            .chosen(field(asked, &name)))
                    },
                    Some(Kind::YesNo) => {
                        (form.select(&name, title(here, link)).choice("", say(lang, "instruments-trial-no-answer"))
                            .choice("true", say(lang, "instruments-yes")).choice("false", say(lang, "instruments-no"))
                            .chosen(field(asked, &name)))
                    },
                    _ => (form.text(&name, title(here, link)).width(Width::Short).value(field(asked, &name))),
                }
            }
            (Button::submit(say(lang, "instruments-trial-count")).named("go", "try"))
        }
    }
}

/// The score, or why there is none, and what each question gave.
fn shown(here: &Here<'_>, result: &ScoreResult) -> Markup {
    let lang = here.lang();
    let (tone, said) = match result.outcome {
        Outcome::Value(value) => {
            (Tone::Info, say_with(lang, "instruments-trial-value", &[("value", decimal(lang, value).into())]))
        }
        Outcome::TooFew { answered, needed } => (
            Tone::Info,
            say_with(lang, "instruments-trial-too-few", &[("answered", answered.into()), ("needed", needed.into())]),
        ),
    };
    let rows = here.score.parts.iter().map(|part| row(here, result, &part.link));
    html! {
        section #resultat {
            (notice(lang, tone, said, html! { p { (scores::rule(lang, &here.score)) " " (scores::least(lang, &here.score)) } }))
            (Table::new(say(lang, "instruments-trial-why"))
                .columns([
                    Column::text(say(lang, "instruments-trial-question")),
                    Column::text(say(lang, "instruments-trial-answer")),
                    Column::number(say(lang, "instruments-trial-points")),
                    Column::text(say(lang, "instruments-trial-counts")),
                ])
                .rows(rows))
        }
    }
}

fn row(here: &Here<'_>, result: &ScoreResult, link: &str) -> Vec<Markup> {
    let lang = here.lang();
    let part = here.score.parts.iter().find(|part| part.link == link);
    let label = |code: &str| {
        let found = printed(here.doc(), link).into_iter().find(|choice| choice.code == code);
        found.map_or_else(|| code.to_owned(), |choice| choice.label.either(lang).to_owned())
    };
    if let Some(one) = result.contributions.iter().find(|one| one.link_id == link) {
        let weight = part.map(|part| part.weight.as_str()).filter(|weight| !weight.is_empty());
        let reversed = part.is_some_and(|part| part.reversed);
        return vec![
            html! { (title(here, link)) },
            html! { (label(&one.code)) },
            html! { (decimal(lang, one.points)) },
            html! {
                (say(lang, "instruments-trial-yes"))
                @if reversed { ", " (say(lang, "instruments-score-reversed")) }
                @if let Some(weight) = weight { ", " (say_with(lang, "instruments-score-weighs", &[("n", weight.into())])) }
            },
        ];
    }
    let why = result.left_out.iter().find(|(left, _)| left == link).map(|(_, why)| *why);
    let said = match why {
        Some(LeftOut::Missing(kind)) => {
            say_with(lang, "instruments-trial-missing", &[("kind", kind.label(lang).into())])
        }
        Some(LeftOut::Leaves(kind)) => say_with(lang, "instruments-trial-leaves", &[("kind", kind.label(lang).into())]),
        Some(LeftOut::Excluded) => say(lang, "instruments-trial-excluded"),
        None => String::new(),
    };
    vec![html! { (title(here, link)) }, html! { "–" }, html! { "–" }, html! { (said) }]
}

/// A number with at most two decimals, in the spelling of the language.
fn decimal(lang: Lang, value: f64) -> String {
    let written = format!("{value:.2}");
    let short = written.trim_end_matches('0').trim_end_matches('.').to_owned();
    if lang == Lang::Fr { short.replace('.', ",") } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_it_is_read() {
        for (value, fr, en) in
            [(66.666_666, "66,67", "66.67"), (100.0, "100", "100"), (-0.5, "-0,5", "-0.5"), (0.0, "0", "0")]
        {
            assert_eq!((decimal(Lang::Fr, value), decimal(Lang::En, value)), (fr.to_owned(), en.to_owned()));
        }
    }
}
