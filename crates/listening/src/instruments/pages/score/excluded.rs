//! The answers that take a question out of its scores: "I did not eat there" takes out how the meal was.

use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    words::{say, say_with},
};

use super::{
    super::{Fields, encoded, field},
    Change, Here, Step,
};
use crate::instruments::{
    actions::InstrumentProblem,
    document::{
        Kind,
        points::{Exclusion, exclusions, printed, put_exclusion},
        score,
    },
};

pub(super) fn body(here: &Here<'_>, form: Form<'_>) -> Markup {
    let lang = here.lang();
    let own: Vec<Exclusion> = exclusions(here.doc())
        .into_iter()
        .filter(|one| here.score.parts.iter().any(|part| part.link == one.out))
        .collect();
    html! {
        p.hint { (say(lang, "instruments-score-excluded-hint")) }
        @if own.is_empty() { p { (say(lang, "instruments-score-excluded-none")) } }
        @else { ul.conditions { @for one in &own { li { (told(here, one)) } } } }
        @if here.open.edits && !here.score.parts.is_empty() { (add(here, form)) }
    }
}

fn title(here: &Here<'_>, link: &str) -> String {
    let entry = here.doc().entries().into_iter().find(|entry| entry.link == link);
    entry.map_or_else(|| link.to_owned(), |entry| format!("{}. {}", entry.number, entry.title(here.doc(), here.lang())))
}

fn label(here: &Here<'_>, one: &Exclusion) -> String {
    let found = printed(here.doc(), &one.on).into_iter().find(|choice| choice.code == one.code);
    found.map_or_else(|| one.code.clone(), |choice| choice.label.either(here.lang()).to_owned())
}

/// An exclusion in words, with the way to take it back.
fn told(here: &Here<'_>, one: &Exclusion) -> Markup {
    let lang = here.lang();
    let words = say_with(
        lang,
        "instruments-score-excluded-one",
        &[
            ("answer", label(here, one).into()),
            ("question", title(here, &one.on).into()),
            ("out", title(here, &one.out).into()),
        ],
    );
    html! {
        span { (words) }
        @if here.open.edits {
            form.inline method="post" action=(here.desk.look.link(&here.to(Step::Excluded))) {
                (hidden("revision", &here.open.draft.revision.to_string()))
                (hidden("on", &one.on)) (hidden("answer", &one.code)) (hidden("out", &one.out))
                (Button::submit(html! { (say(lang, "instruments-score-excluded-drop")) span.visually-hidden { " – " (words) } })
                    .named("go", "drop").quiet())
            }
        }
    }
}

/// Adding one: the question first, then its answer and what it takes out.
fn add(here: &Here<'_>, form: Form<'_>) -> Markup {
    let lang = here.lang();
    let on = field(here.asked, "on");
    let answers = printed(here.doc(), &on);
    let asked: Vec<(String, String)> = here
        .doc()
        .questions()
        .filter(|entry| entry.kind() == Kind::Choice)
        .map(|entry| (entry.link.to_owned(), format!("{}. {}", entry.number, entry.title(here.doc(), lang))))
        .collect();
    let counted = here.score.parts.iter().filter(|part| part.link != on);
    let counted: Vec<(String, String)> = counted.map(|part| (part.link.clone(), title(here, &part.link))).collect();
    html! {
        section #ajouter {
            h4 { (say(lang, "instruments-score-excluded-add")) }
            form method="get" action=(format!("{}/score", here.open.path())) {
                (here.desk.look.hidden())
                (hidden("s", &here.score.id)) (hidden("etape", Step::Excluded.code()))
                (form.select("on", say(lang, "instruments-score-excluded-on")).choices(asked).chosen(on.clone()))
                (Button::submit(say(lang, "instruments-condition-next")).secondary())
            }
            @if !answers.is_empty() {
                form method="post" action=(here.desk.look.link(&format!("{}&on={}", here.to(Step::Excluded), encoded(&on)))) novalidate {
                    (hidden("revision", &here.open.draft.revision.to_string()))
                    (hidden("on", &on))
                    p { (say(lang, "instruments-condition-chosen")) " " strong { (title(here, &on)) } }
                    (form.select("answer", say(lang, "instruments-score-excluded-answer"))
                        .choices(answers.iter().map(|one| (one.code.clone(), one.label.either(lang).to_owned()))))
                    (form.select("out", say(lang, "instruments-score-excluded-out")).choices(counted))
                    (Button::submit(say(lang, "instruments-score-excluded-keep")).named("go", "add"))
                }
            }
        }
    }
}

pub(super) fn read(here: &Here<'_>, fields: &Fields) -> Result<Change, Errors> {
    let wanted = Exclusion { on: field(fields, "on"), code: field(fields, "answer"), out: field(fields, "out") };
    let is_out = field(fields, "go") != "drop";
    let is_counted = here.score.parts.iter().any(|part| part.link == wanted.out);
    if is_out && (!is_counted || wanted.on == wanted.out) {
        let mut errors = Errors::none();
        errors.add("out", "instruments-say-score-excluded");
        return Err(errors);
    }
    let id = here.score.id.clone();
    Ok(Box::new(move |doc| {
        let known = score::all(doc).into_iter().any(|one| one.id == id);
        if known && put_exclusion(doc, &wanted, is_out) { Ok(id) } else { Err(InstrumentProblem::Gone) }
    }))
}
