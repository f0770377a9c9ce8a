//! A return at work: its public text read once more, its publication, and the walk back to the voices behind it.

use axum::{
    Form as Posted,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use improving::actions;
use kernel::Lang;
use listening::voices::{self, model::Voice};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};
use text::plain;
use understanding::{
    indicators,
    themes::{self, model::Passage},
};

use super::{Fields, field, id, list::ReturnKind, one::sides, place_name};
use crate::returns::{
    access,
    actions::{self as deeds, ReturnProblem},
    model::{FieldCheck, Return, State as Stands},
    store,
};

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Path(given): Path<String>,
) -> Result<Html<String>, Failure> {
    let mut conn = p.db.reader().await?;
    let found = store::find(&mut conn, &desk.asker.scope, id::<ReturnKind>(&given)?).await?;
    let one = found.filter(|one| desk.asker.scope.reaches(one.place)).ok_or(Failure::NotFound)?;
    body(&p, &mut conn, &desk, &one, &Errors::none()).await
}

/// Publication.
pub(super) async fn publish(
    State(p): State<Platform>,
    desk: Desk,
    Path(given): Path<String>,
) -> Result<Response, Failure> {
    let given = id::<ReturnKind>(&given)?;
    match deeds::publish(&p, &desk.asker, given).await {
        Ok(_) => Ok(seen(desk.look, &format!("/travail/retours/{given}"))),
        Err(problem @ (ReturnProblem::Names | ReturnProblem::Tokens | ReturnProblem::Empty(_))) => {
            let mut conn = p.db.reader().await?;
            let one = store::find(&mut conn, &desk.asker.scope, given).await?.ok_or(Failure::NotFound)?;
            let mut errors = Errors::none();
            errors.add("relecture", problem.key());
            Ok((StatusCode::UNPROCESSABLE_ENTITY, body(&p, &mut conn, &desk, &one, &errors).await?).into_response())
        }
        // Pressed twice: it is out already.
        Err(ReturnProblem::State) => Ok(seen(desk.look, &format!("/travail/retours/{given}"))),
        Err(problem) => Err(problem.into()),
    }
}

/// Taking a published return back.
pub(super) async fn withdraw(
    State(p): State<Platform>,
    desk: Desk,
    Path(given): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let given = id::<ReturnKind>(&given)?;
    match deeds::withdraw(&p, &desk.asker, given, field(&fields, "reason")).await {
        // Pressed twice: it is back already.
        Ok(()) | Err(ReturnProblem::State) => Ok(seen(desk.look, &format!("/travail/retours/{given}"))),
        Err(ReturnProblem::Empty(_)) => {
            let mut conn = p.db.reader().await?;
            let one = store::find(&mut conn, &desk.asker.scope, given).await?.ok_or(Failure::NotFound)?;
            let mut errors = Errors::none();
            errors.add("reason", "returns-problem-reason");
            Ok((StatusCode::UNPROCESSABLE_ENTITY, body(&p, &mut conn, &desk, &one, &errors).await?).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn body(
    p: &Platform,
    conn: &mut Conn,
    desk: &Desk,
    one: &Return,
    errors: &Errors,
) -> Result<Html<String>, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let places = organisation::places::tree(conn, &organisation::access::public_scope(desk.asker.org())).await?;
    let found = deeds::read(one);
    let title = say(lang, "returns-one");
    let path = format!("/travail/retours/{}", one.id);
    let state = say(lang, &format!("returns-state-{}", one.state.code()));
    let walk = walk(p, conn, desk, one).await?;
    let body = html! {
        (pages::fields::error_summary(lang, errors))
        (parts::breadcrumb(lang, &[(say(lang, "menu-returns"), look.link("/travail/retours"))], place_name(&places, one.place)))
        (parts::header(&title, html! { (place_name(&places, one.place)) " – " (state) ", " (dates::day(lang, one.day)) }))
        @if one.state == Stands::Published {
            (parts::notice(lang, Tone::Success, say(lang, "returns-published"), published(lang, one)))
        }
        (sides(Lang::Fr, one))
        @if !one.en.is_empty() { (sides(Lang::En, one)) }
        @for theme in &one.themes { (parts::tag(Tone::Plain, themes::book().label(theme, lang))) " " }
        @if let Some((day, reason)) = &one.withdrawn {
            (parts::notice(lang, Tone::Warning, say_with(lang, "returns-withdrawn", &[("day", dates::day(lang, *day).into())]), html! {
                p { (reason) }
                p { (say(lang, "returns-withdrawn-next")) }
            }))
        }
        @if one.state != Stands::Published {
            section #relecture tabindex="-1" { (checks(lang, &found)) }
            (moves(desk, one, &found))
        } @else {
            p { a href=(look.link(&format!("/retours/{}", one.id))) { (say(lang, "returns-public-page")) } }
            @if access::may_publish(&desk.asker, one.place) { (taking_back(desk, one, errors)) }
        }
        h2 { (say(lang, "returns-walk")) }
        (walk)
    };
    Ok(desk.page(title, &path, body))
}

/// The form that takes a published return back, open when its reason must be put right.
fn taking_back(desk: &Desk, one: &Return, errors: &Errors) -> Markup {
    let lang = desk.lang();
    html! {
        details.more open[errors.has("reason")] {
            summary { (say(lang, "returns-withdraw")) }
            div.more-in {
                p { (say(lang, "returns-withdraw-about")) }
                form method="post" action=(desk.look.link(&format!("/travail/retours/{}/retirer", one.id))) novalidate {
                    (Form::new(lang, errors).text("reason", say(lang, "returns-withdraw-reason"))
                        .hint(say(lang, "returns-withdraw-hint")).at_most(300))
                    (Button::submit(say(lang, "returns-withdraw")).danger())
                }
            }
        }
    }
}

fn published(lang: Lang, one: &Return) -> String {
    say_with(lang, "returns-outcome", &[("closed", one.closed.into()), ("open", one.left_open.into())])
}

fn moves(desk: &Desk, one: &Return, found: &[FieldCheck]) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let refused = found.iter().any(|field| field.refusals().next().is_some());
    html! {
        div.buttons {
            @if access::may_write(&desk.asker, one.place) {
                (Button::link(say(lang, "returns-edit"), look.link(&format!("/travail/retours/{}/modifier", one.id))).secondary())
            }
        }
        @if access::may_publish(&desk.asker, one.place) && !refused {
            form method="post" action=(look.link(&format!("/travail/retours/{}/publier", one.id))) {
                p { (say(lang, "returns-publish-about")) }
                (Button::submit(say(lang, "returns-publish")))
            }
        } @else if refused {
            p { (say(lang, "returns-publish-refused")) }
        } @else {
            p { (say(lang, "returns-publish-who")) }
        }
    }
}

/// What stands in the way of publication, then what could be said more simply; each with the passage it rests on (hard
/// rules 8, 14, 16).
pub(super) fn checks(lang: Lang, found: &[FieldCheck]) -> Markup {
    let quiet = found.iter().all(|field| field.remarks.is_empty() && field.plain.findings.is_empty());
    html! {
        h2 { (say(lang, "returns-reading")) }
        @if quiet { (parts::notice(lang, Tone::Success, say(lang, "returns-reading-good"), "")) }
        @for field in found {
            @let name = field.field.split('_').next().unwrap_or_default();
            @let tag = field.field.rsplit('_').next().unwrap_or_default();
            @let refused: Vec<_> = field.refusals().collect();
            @if !refused.is_empty() {
                (parts::notice(lang, Tone::Warning, say(lang, "returns-refused"), html! {
                    ul { @for remark in refused { li { (say(lang, remark.ground.word())) " « " (field.quoted(remark.span)) " »" } } }
                }))
            }
            h3 { (say(lang, &format!("returns-field-{name}"))) " (" (tag) ")" }
            p.quiet { (plainness(lang, &field.plain)) }
            ul {
                @for finding in &field.plain.findings {
                    li {
                        (say(lang, finding.advice)) " « " (field.quoted(finding.span)) " »"
                        @if let Some(gloss) = finding.gloss { " → " (gloss) }
                    }
                }
                @for remark in field.remarks.iter().filter(|remark| !crate::returns::model::refuses(remark.ground)) {
                    li { (say(lang, remark.ground.word())) " « " (field.quoted(remark.span)) " »" }
                }
            }
        }
    }
}

fn plainness(lang: Lang, report: &plain::Report) -> String {
    let level = match report.level {
        Some(plain::Level::Easy) => "returns-level-easy",
        Some(plain::Level::Middling) => "returns-level-middling",
        Some(plain::Level::Hard) => "returns-level-hard",
        None => "returns-level-short",
    };
    say_with(
        lang,
        "returns-plainness",
        &[
            ("words", report.words.into()),
            ("sentences", report.sentences.into()),
            ("longest", report.longest.into()),
            ("level", say(lang, level).into()),
        ],
    )
}

/// From the return back to the action, the finding, its passages and their voices.
async fn walk(p: &Platform, conn: &mut Conn, desk: &Desk, one: &Return) -> Result<Markup, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let scope = &desk.asker.scope;
    let Some(action) = actions::action(conn, scope, one.action).await? else {
        return Ok(html! { p { (say(lang, "returns-walk-elsewhere")) } });
    };
    let finding = match action.finding {
        Some(finding) => themes::finding(conn, scope, finding).await?,
        None => None,
    };
    let floor = i64::try_from(indicators::floors(p, conn, desk.asker.org()).await?.inside()).unwrap_or(i64::MAX);
    let passages: Vec<(Passage, Voice)> = match &finding {
        Some(finding) => themes::passages_of_finding(conn, scope, finding.id, floor).await?,
        None => Vec::new(),
    };
    let mut behind: Vec<&Voice> = Vec::new();
    for (_, voice) in &passages {
        if behind.iter().all(|known| known.id != voice.id) {
            behind.push(voice);
        }
    }
    let mut rows = Vec::new();
    for voice in &behind {
        let answered = voices::store::team_has_answered(conn, voice.org, voice.id).await?;
        rows.push((*voice, voice.wants_reply && !answered && voice.state != voices::State::Closed));
    }
    Ok(html! {
        ol {
            li {
                (say(lang, "returns-walk-action")) " "
                a href=(look.link(&format!("/travail/actions/{}", action.id))) { (action.title) }
            }
            @if let Some(finding) = &finding {
                li {
                    (say(lang, "returns-walk-finding")) " "
                    a href=(look.link(&format!("/travail/constats/{}", finding.id))) { (finding.title) }
                }
                li {
                    (say_with(lang, "returns-walk-passages", &[("n", passages.len().into())]))
                    @for (passage, voice) in passages.iter().take(5) { (parts::quote(quoted(passage, voice), "")) }
                }
                li {
                    (say_with(lang, "returns-walk-voices", &[("n", rows.len().into())]))
                    ul {
                        @for (voice, owed) in &rows {
                            li {
                                a href=(look.link(&format!("/travail/voix/{}", voice.id))) {
                                    (say(lang, &format!("voices-kind-{}", voice.kind.code()))) ", " (dates::wave(lang, voice.wave))
                                }
                                " " (parts::tag(Tone::Plain, say(lang, &format!("returns-voice-{}", voice.state.code()))))
                                @if *owed { " " (parts::tag(Tone::Warning, say(lang, "returns-reply-owed"))) }
                            }
                        }
                    }
                }
            }
        }
        @if action.answer.is_none() && one.state != Stands::Published {
            (parts::notice(lang, Tone::Warning, say(lang, "returns-no-answer"), say(lang, "returns-no-answer-why")))
        }
    })
}

/// The words of a passage in its voice's readable text.
fn quoted(passage: &Passage, voice: &Voice) -> String {
    let text = voice.readable.as_deref().unwrap_or_default();
    text.chars().skip(passage.span.start).take(passage.span.end.saturating_sub(passage.span.start)).collect()
}
