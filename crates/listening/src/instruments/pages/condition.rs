//! "Shown only if": the conditions of a question in words, and adding one in two steps, question first, answer then.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Choice, Errors, Form, hidden},
    html,
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields,
    draft::{Open, Part},
    encoded, field, none, sent,
};
use crate::instruments::{
    actions::{self, Edit, InstrumentProblem, Touches},
    document::{
        Doc, Kind,
        condition::{self, Condition, Test},
        kind_of,
        question::Question,
    },
    model::Act,
};

/// A condition in words: which question, how, which answer.
pub(super) fn in_words(doc: &Doc, lang: Lang, one: &Condition) -> String {
    let target = doc.entries().into_iter().find(|entry| entry.link == one.on);
    let title = target.map_or_else(|| one.on.clone(), |entry| entry.title(doc, lang));
    let question = target.map(|entry| Question::of(entry.item, doc.language()));
    let label = question.and_then(|question| {
        let found = question.choices.iter().find(|choice| choice.code == one.value);
        let yes_no = (question.kind == Kind::YesNo)
            .then(|| say(lang, if one.value == "true" { "instruments-yes" } else { "instruments-no" }));
        found.map(|choice| choice.label.either(lang).to_owned()).or(yes_no)
    });
    let answer = label.unwrap_or_else(|| one.value.clone());
    let key = one
        .test
        .map_or_else(|| "instruments-when-other".to_owned(), |test| format!("instruments-when-{}", test.code()));
    say_with(lang, &key, &[("question", title.into()), ("answer", answer.into())])
}

/// The conditions of an item, on its page.
pub(super) fn section(desk: &Desk, open: &Open, link: &str) -> Markup {
    let lang = desk.lang();
    let Some(item) = open.doc().item(link) else { return html! {} };
    let all = condition::of(item);
    let any = condition::is_any(item);
    let to = format!("{}/condition?q={}", open.path(), encoded(link));
    html! {
        section {
            h2 #condition { (say(lang, "instruments-condition")) }
            @if all.is_empty() { p { (say(lang, "instruments-always-shown")) } }
            @if all.len() > 1 { p { (say(lang, if any { "instruments-any-of" } else { "instruments-all-of" })) } }
            @if !all.is_empty() {
                form method="post" action=(desk.look.link(&to)) {
                    (hidden("revision", &open.draft.revision.to_string()))
                    ul.conditions {
                        @for (at, one) in all.iter().enumerate() {
                            li {
                                @let words = in_words(open.doc(), lang, one);
                                span { (words) }
                                @if open.edits {
                                    (Button::submit(html! { (say(lang, "instruments-condition-drop")) span.visually-hidden { " – " (words) } })
                                        .named("go", format!("drop:{at}")).quiet())
                                }
                            }
                        }
                    }
                    @if open.edits && all.len() > 1 {
                        (Button::submit(say(lang, if any { "instruments-make-all" } else { "instruments-make-any" }))
                            .named("go", if any { "all" } else { "any" }).quiet())
                    }
                }
            }
            @if open.edits { (Button::link(say(lang, "instruments-condition-add"), desk.look.link(&to)).secondary()) }
        }
    }
}

/// Adding a condition: first which question, then how its answer compares.
pub(super) async fn ask(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    Ok(page(&desk, &open, &asked, &none(), html! {})?.into_response())
}

fn page(
    desk: &Desk,
    open: &Open,
    asked: &Fields,
    errors: &Errors,
    before: Markup,
) -> Result<impl IntoResponse + use<>, Failure> {
    let lang = desk.lang();
    let link = field(asked, "q");
    let entry = open.doc().entries().into_iter().find(|entry| entry.link == link).ok_or(Failure::NotFound)?;
    let title = entry.title(open.doc(), lang);
    let on = field(asked, "on");
    let body = html! {
        h2 { (say_with(lang, "instruments-condition-of", &[("title", title.as_str().into())])) }
        @match open.doc().item(&on).filter(|item| kind_of(item).is_question() && on != link) {
            Some(item) => (second(desk, open, &link, &on, item, asked, errors)),
            None => (first(desk, open, &link)),
        }
        p { a href=(desk.look.link(&open.question(&link))) { (say(lang, "instruments-condition-back")) } }
    };
    let before = html! { (Form::new(lang, errors).summary()) (before) };
    Ok(open.page(desk, Part::Outline, &title, before, &body))
}

/// The questions whose answer may decide. Those that stand before come first: one cannot look ahead.
fn first(desk: &Desk, open: &Open, link: &str) -> Markup {
    let lang = desk.lang();
    let entries = open.doc().entries();
    let at = entries.iter().position(|entry| entry.link == link).unwrap_or(entries.len());
    let offered = entries.iter().take(at).filter(|entry| entry.kind().is_question());
    let offered: Vec<(String, String)> = offered
        .map(|entry| (entry.link.to_owned(), format!("{}. {}", entry.number, entry.title(open.doc(), lang))))
        .collect();
    let errors = none();
    let form = Form::new(lang, &errors);
    html! {
        @if offered.is_empty() { p { (say(lang, "instruments-condition-none-before")) } }
        @else {
            form method="get" action=(format!("{}/condition", open.path())) {
                (desk.look.hidden())
                (hidden("q", link))
                (form.select("on", say(lang, "instruments-condition-on")).hint(say(lang, "instruments-condition-on-hint")).choices(offered))
                (Button::submit(say(lang, "instruments-condition-next")))
            }
        }
    }
}

fn second(
    desk: &Desk,
    open: &Open,
    link: &str,
    on: &str,
    item: &serde_json::Value,
    typed: &Fields,
    errors: &Errors,
) -> Markup {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let question = Question::of(item, open.doc().language());
    let title = question.wording.first().map(|text| text.either(lang).to_owned()).unwrap_or_default();
    let mut tests = form.radios("test", say(lang, "instruments-condition-test"));
    for test in Test::of(question.kind) {
        tests = tests.with(Choice::new(test.code(), say(lang, &format!("instruments-test-{}", test.code()))));
    }
    let chosen = field(typed, "test");
    let tests = tests.chosen(if chosen.is_empty() {
        Test::of(question.kind).first().map_or("", |test| test.code()).to_owned()
    } else {
        chosen
    });
    let to = format!("{}/condition?q={}", open.path(), encoded(link));
    html! {
        form method="post" action=(desk.look.link(&to)) novalidate {
            (hidden("revision", &open.draft.revision.to_string()))
            (hidden("on", on))
            p { (say(lang, "instruments-condition-chosen")) " " strong { (title) } }
            (tests)
            @match question.kind {
                Kind::Choice | Kind::Several => {
                    (form.select("value", say(lang, "instruments-condition-value"))
                        .choices(question.choices.iter().map(|one| (one.code.clone(), one.label.either(lang).to_owned())))
                        .chosen(field(typed, "value")))
                },
                Kind::YesNo => {
                    (form.select("value", say(lang, "instruments-condition-value"))
                        .choice("true", say(lang, "instruments-yes")).choice("false", say(lang, "instruments-no"))
                        .chosen(field(typed, "value")))
                },
                Kind::Number | Kind::Decimal | Kind::Date => {
                    (form.text("value", say(lang, if question.kind == Kind::Date { "instruments-condition-date" } else { "instruments-condition-number" })).width(pages::fields::Width::Short)
                        .value(field(typed, "value")))
                },
                _ => {},
            }
            (Button::submit(say(lang, "instruments-condition-keep")).named("go", "add"))
        }
    }
}

/// Adds or takes out a condition.
pub(super) async fn change(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let link = field(&asked, "q");
    let revision = sent::revision(&fields)?;
    let go = field(&fields, "go");
    let (what, at) = go.split_once(':').unwrap_or((&go, ""));
    let new = Condition {
        on: field(&fields, "on"),
        test: Test::from_code(&field(&fields, "test")),
        value: field(&fields, "value"),
    };
    let subject = open.doc().entries().into_iter().find(|entry| entry.link == link);
    let subject = subject.map(|entry| entry.title(open.doc(), Lang::Fr)).unwrap_or_default();
    let edit =
        Edit { draft: open.draft.id, revision, act: Act::Condition, subject, touches: Touches::Item(link.clone()) };
    let stored = actions::change(&p, &desk.asker, edit, |_, doc| {
        if what == "add" {
            return condition::add(doc, &link, &new).ok_or(InstrumentProblem::Condition);
        }
        let item = doc.item_mut(&link).ok_or(InstrumentProblem::Gone)?;
        match (what, at.parse()) {
            ("drop", Ok(at)) => condition::drop(item, at),
            ("any", _) => condition::set_any(item, true),
            ("all", _) => condition::set_any(item, false),
            _ => return Err(InstrumentProblem::Condition),
        }
        Ok(())
    })
    .await;
    let mut typed = fields.clone();
    typed.push(("q".to_owned(), link.clone()));
    match stored {
        Ok(()) => Ok(seen(desk.look, &format!("{}#condition", open.question(&link)))),
        Err(InstrumentProblem::Condition) => {
            let mut errors = Errors::none();
            errors.add("value", InstrumentProblem::Condition.key());
            Ok(sent::refused(page(&desk, &open, &typed, &errors, html! {})?))
        }
        Err(problem @ InstrumentProblem::Gone) => Err(problem.into()),
        Err(problem) => {
            let (status, before) = sent::undone(&desk, problem, "instruments-too-heavy-untouched")?;
            Ok((status, page(&desk, &open, &typed, &none(), before)?).into_response())
        }
    }
}
