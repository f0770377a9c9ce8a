//! One score: its name, the questions it counts, the rule, what becomes of missing answers. No format to know.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use instruments::MissingKind;
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Choice, Errors, Form, Width, hidden},
    html,
    parts::{self, Tone, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, conflict,
    draft::{Open, Part, kept},
    encoded, field, none, pair, put_two,
    sent::{self, Sent},
    two, value, warned,
};
use crate::instruments::{
    actions::{self, Edit, InstrumentProblem, Touches},
    document::{
        Entry,
        score::{self, Least, Missing, Part as Counted, Rule, Score},
    },
    model::{Act, LONGEST},
};

/// The kinds of missing answers a rule may speak of: a question that was not asked always leaves.
fn kinds() -> impl Iterator<Item = MissingKind> {
    MissingKind::ALL.iter().copied().filter(|kind| *kind != MissingKind::NotAsked)
}

/// The page; without `s`, an empty form for a new score.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let id = field(&asked, "s");
    let stored = match id.as_str() {
        "" => Score { top: 1, ..Score::default() },
        id => score::all(open.doc()).into_iter().find(|one| one.id == id).ok_or(Failure::NotFound)?,
    };
    Ok(page(&desk, &open, &id, &fields_of(&stored), &none(), html! {}).into_response())
}

fn fields_of(stored: &Score) -> Fields {
    let mut out = Fields::new();
    put_two(&mut out, "title", &stored.title);
    put_two(&mut out, "note", &stored.note);
    put_two(&mut out, "source", &stored.source);
    let mut put = |name: String, value: String| out.push((name, value));
    put("rule".to_owned(), stored.rule.code().to_owned());
    put("top".to_owned(), stored.top.to_string());
    put("least".to_owned(), stored.least.code().to_owned());
    let count = if let Least::Count(count) = stored.least { count.to_string() } else { String::new() };
    put("count".to_owned(), count);
    for part in &stored.parts {
        put(format!("item:{}", part.link), "1".to_owned());
        if part.reversed {
            put(format!("item:{}", part.link), "reversed".to_owned());
        }
        put(format!("weight:{}", part.link), part.weight.clone());
    }
    for (kind, does) in &stored.missing {
        let (what, counts) = match does {
            Missing::Stays => ("", String::new()),
            Missing::Leaves => ("leaves", String::new()),
            Missing::Counts(value) => ("counts", value.clone()),
        };
        put(format!("missing-{}", kind.code()), what.to_owned());
        put(format!("counts-{}", kind.code()), counts);
    }
    out
}

fn read(fields: &Fields, id: &str, entries: &[Entry<'_>], stored: Option<&Score>) -> Result<Score, Errors> {
    let mut errors = Errors::none();
    // A comma is how a decimal is written in French.
    let mut number = |name: String| {
        let typed = field(fields, &name).replace(',', ".");
        let is_plain = typed.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
        if !typed.is_empty() && (!is_plain || typed.parse::<serde_json::Number>().is_err() || typed.len() > 16) {
            errors.add(&name, "instruments-say-decimal");
        }
        typed
    };
    let all = |name: &str| {
        fields.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    for entry in entries {
        let ticked = all(&format!("item:{}", entry.link));
        let was = stored.is_some_and(|one| one.parts.iter().any(|part| part.link == entry.link));
        // What was stored and cannot be ticked here (a question that lost its values) goes with the others' words.
        if ticked.contains(&"1") && (score::is_countable(entry) || was) {
            let weight = number(format!("weight:{}", entry.link));
            let weight = if weight == "1" { String::new() } else { weight };
            parts.push(Counted { link: entry.link.to_owned(), reversed: ticked.contains(&"reversed"), weight });
        }
    }
    let mut missing = Vec::new();
    for kind in kinds() {
        let counts = number(format!("counts-{}", kind.code()));
        match field(fields, &format!("missing-{}", kind.code())).as_str() {
            "leaves" => missing.push((kind, Missing::Leaves)),
            "counts" => missing.push((kind, Missing::Counts(if counts.is_empty() { "0".to_owned() } else { counts }))),
            _ => {}
        }
    }
    missing.sort_by_key(|(kind, _)| *kind);
    let title = two(fields, "title");
    if title.is_empty() {
        errors.add("title-fr", "instruments-say-score-title");
    }
    if parts.is_empty() {
        errors.add("items", "instruments-say-score-items");
    }
    let rule = Rule::from_code(&field(fields, "rule")).unwrap_or_default();
    let top = value::<i64>(fields, "top").filter(|top| (1..=300).contains(top));
    if rule == Rule::Box && top.is_none() {
        errors.add("top", "instruments-say-score-top");
    }
    let count = value::<i64>(fields, "count").filter(|count| (1..=2_000).contains(count));
    let least = match (field(fields, "least").as_str(), count) {
        // A sum without one of its answers is no sum.
        _ if rule == Rule::Sum => Least::All,
        ("all", _) => Least::All,
        ("more-than-half", _) => Least::MoreThanHalf,
        ("count", Some(count)) => Least::Count(count),
        ("count", None) => {
            errors.add("count", "instruments-say-score-count");
            Least::Half
        }
        _ => Least::Half,
    };
    for (name, text) in fields.iter().filter(|(_, text)| text.chars().count() > LONGEST) {
        let _ = text;
        errors.add_with(name, "kit-at-most", vec![("n", LONGEST.into())]);
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let top = if rule == Rule::Box { top.unwrap_or(1) } else { 1 };
    let (note, source) = (two(fields, "note"), two(fields, "source"));
    Ok(Score { id: id.to_owned(), title, note, source, rule, top, least, parts, missing })
}

fn page(
    desk: &Desk,
    open: &Open,
    id: &str,
    fields: &Fields,
    errors: &Errors,
    before: Markup,
) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let title = say(lang, if id.is_empty() { "instruments-score-new" } else { "instruments-score-edit" });
    let action = desk.look.link(&format!("{}/score?s={}", open.path(), encoded(id)));
    let inside = html! {
        section {
            h3 { (say(lang, "instruments-score-name")) }
            (pair(form, lang, fields, "title", &say(lang, "instruments-score-title"), 1, 0))
            (pair(form, lang, fields, "note", &say(lang, "instruments-score-note"), 2, 0))
            (parts::more(say(lang, "instruments-score-published"),
                pair(form, lang, fields, "source", &say(lang, "instruments-score-source"), 2, 0)))
        }
        (rules(lang, form, fields))
        (questions(open, lang, form, fields, errors))
        (missing(lang, form, fields))
    };
    let body = html! {
        h2 { (title) }
        p { a href=(desk.look.link(&open.part(Part::Scores))) { (say(lang, "instruments-tab-scores")) } }
        form method="post" action=(action) data-keep novalidate {
            (hidden("revision", &open.draft.revision.to_string()))
            (kept(open.edits, &inside))
            @if open.edits { (Button::submit(say(lang, "instruments-save"))) }
        }
    };
    open.page(desk, Part::Scores, &title, html! { (form.summary()) (before) }, &body)
}

fn rules(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let choices = Rule::ALL.map(|rule| {
        Choice::new(rule.code(), say(lang, &format!("instruments-rule-{}", rule.code())))
            .hint(say(lang, &format!("instruments-rule-why-{}", rule.code())))
    });
    let mut least = form.select("least", say(lang, "instruments-score-least"));
    for code in ["half", "more-than-half", "all", "count"] {
        least = least.choice(code, say(lang, &format!("instruments-least-{code}")));
    }
    html! {
        section {
            h3 { (say(lang, "instruments-score-rule")) }
            (form.radios("rule", say(lang, "instruments-score-how")).with_all(choices).chosen(field(fields, "rule")))
            (form.text("top", say(lang, "instruments-score-top")).hint(say(lang, "instruments-score-top-hint"))
                .digits().width(Width::Short).value(field(fields, "top")))
            (least.hint(say(lang, "instruments-score-least-hint")).chosen(field(fields, "least")))
            (form.text("count", say(lang, "instruments-score-count")).digits().width(Width::Short).value(field(fields, "count")))
        }
    }
}

/// Every question that can be counted, with its two ticks and its weight. Those that cannot are counted, and why is said.
fn questions(open: &Open, lang: Lang, form: Form<'_>, fields: &Fields, errors: &Errors) -> Markup {
    let entries = open.doc().entries();
    let ticked = |link: &str, what: &str| {
        let name = format!("item:{link}");
        fields.iter().any(|(given, value)| *given == name && value == what)
    };
    let shown: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| entry.number > 0 && (score::is_countable(entry) || ticked(entry.link, "1")))
        .collect();
    let others = entries.iter().filter(|entry| entry.number > 0).count() - shown.len();
    html! {
        section #items {
            h3 { (say(lang, "instruments-score-items")) }
            @if let Some(wrong) = errors.message(lang, "items") { p.error { (wrong) } }
            p.hint { (say(lang, "instruments-score-items-hint")) }
            @if shown.is_empty() { (notice(lang, Tone::Info, say(lang, "instruments-score-no-items"), html! { p { (say(lang, "instruments-score-no-items-why")) } })) }
            ol.score-items {
                @for entry in shown {
                    @let name = format!("item:{}", entry.link);
                    @let ticks = form.checkboxes(&name, html! { (entry.number) ". " (entry.title(open.doc(), lang)) })
                        .choice("1", say(lang, "instruments-score-item")).choice("reversed", say(lang, "instruments-score-item-reversed")).row();
                    li {
                        (ticks.chosen(if ticked(entry.link, "1") { "1" } else { "" }).chosen(if ticked(entry.link, "reversed") { "reversed" } else { "" }))
                        (form.text(&format!("weight:{}", entry.link), html! {
                            (say(lang, "instruments-score-item-weight")) span.visually-hidden { " – " (entry.number) }
                        }).decimal().width(Width::Short).value(field(fields, &format!("weight:{}", entry.link))))
                    }
                }
            }
            @if others > 0 { p.hint { (say_with(lang, "instruments-score-others", &[("n", others.into())])) } }
        }
    }
}

fn missing(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let said = kinds().any(|kind| !field(fields, &format!("missing-{}", kind.code())).is_empty());
    html! {
        section {
            h3 { (say(lang, "instruments-score-missing")) }
            p.hint { (say(lang, "instruments-score-missing-hint")) }
            details.more open[said] {
                summary { (say(lang, "instruments-score-missing-each")) }
                div.more-in {
                    @for kind in kinds() {
                        div.filter-fields {
                            (form.select(&format!("missing-{}", kind.code()), kind.label(lang))
                                .choice("", say(lang, "instruments-missing-stays"))
                                .choice("leaves", say(lang, "instruments-missing-leaves"))
                                .choice("counts", say(lang, "instruments-missing-counts"))
                                .chosen(field(fields, &format!("missing-{}", kind.code()))))
                            (form.text(&format!("counts-{}", kind.code()), html! {
                                (say(lang, "instruments-missing-value")) span.visually-hidden { " – " (kind.label(lang)) }
                            }).decimal().width(Width::Short).value(field(fields, &format!("counts-{}", kind.code()))))
                        }
                    }
                }
            }
        }
    }
}

/// Stores it.
pub(super) async fn save(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let id = field(&asked, "s");
    let revision = sent::revision(&fields)?;
    let stored = score::all(open.doc()).into_iter().find(|one| one.id == id);
    if !id.is_empty() && stored.is_none() {
        let before =
            html! { (warned(desk.lang(), InstrumentProblem::Gone.key())) (conflict::words(desk.lang(), &fields)) };
        let page = open.page(&desk, Part::Scores, &say(desk.lang(), "instruments-tab-scores"), before, &html! {});
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let written = match read(&fields, &id, &open.doc().entries(), stored.as_ref()) {
        Ok(written) => written,
        Err(errors) => {
            return Ok(
                (StatusCode::UNPROCESSABLE_ENTITY, page(&desk, &open, &id, &fields, &errors, html! {})).into_response()
            );
        }
    };
    let subject = written.title.either(Lang::Fr).to_owned();
    let edit = Edit { draft: open.draft.id, revision, act: Act::Score, subject, touches: Touches::Head };
    let done = actions::change(&p, &desk.asker, edit, |_, doc| {
        score::put_score(doc, &written);
        Ok(())
    })
    .await;
    match done {
        Ok(()) => Ok(seen(desk.look, &format!("{}?fait=1", open.part(Part::Scores)))),
        Err(problem) => {
            let again = |before: Markup| page(&desk, &open, &id, &fields, &none(), before);
            let stored = Some(stored.map(|one| fields_of(&one)).unwrap_or_default());
            Sent { desk: &desk, typed: &fields, stored }.not_stored(problem, again)
        }
    }
}
