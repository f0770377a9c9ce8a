//! A draft as whoever answers will see it: screen by screen, for each speaker and language, with its conditions at work.
//! Nothing is stored: the answers travel in the form and die with it.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use instruments::{Answer, Answers, Instrument, Speaker};
use kernel::Lang;
use organisation::access::{Desk, Failure};
use pages::{
    Markup,
    fields::{Button, Form, hidden},
    html,
    parts::{self, Tone, notice},
    words::say,
};
use spine::Platform;

use super::{
    Fields,
    checks::list,
    draft::{Open, Part},
    field, none,
};
use crate::surveys;

/// What somebody wants to see.
struct Wanted {
    speaker: Speaker,
    lang: Lang,
    interviewer: bool,
    screen: usize,
    answers: Answers,
}

impl Wanted {
    fn read(fields: &Fields, form: &Instrument) -> Self {
        let mut wanted = Self {
            speaker: Speaker::from_code(&field(fields, "pour")).unwrap_or(Speaker::Patient),
            lang: field(fields, "langue").parse().unwrap_or_default(),
            interviewer: field(fields, "lu") == "1",
            screen: super::value::<usize>(fields, "ecran").unwrap_or(1).max(1) - 1,
            answers: Answers::new(),
        };
        // What was answered on every screen, this one included: the names are those of the questions.
        let given: Fields = fields
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix("a:")?.to_owned(), value.clone())))
            .collect();
        for (screen, sent) in
            (0..form.screens().len()).map(|screen| (screen, if screen == wanted.screen { fields } else { &given }))
        {
            form.from_form(screen, sent).merge_into(&mut wanted.answers);
        }
        form.change_blocks(&field(fields, "go"), &mut wanted.answers);
        let shown = form.active_screens(&wanted.answers);
        let at = wanted.screen;
        wanted.screen = match field(fields, "go").as_str() {
            "next" => shown.iter().find(|one| **one > at).copied().unwrap_or(at),
            "back" => shown.iter().rev().find(|one| **one < at).copied().unwrap_or(at),
            _ => shown.iter().find(|one| **one >= at).or(shown.last()).copied().unwrap_or(0),
        };
        wanted
    }
}

/// The first screen.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    Ok(page(&desk, &open, &asked).into_response())
}

/// Another screen, with what was answered on the way. It stores nothing.
pub(super) async fn go(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    Ok(page(&desk, &open, &fields).into_response())
}

fn page(desk: &Desk, open: &Open, fields: &Fields) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let title = say(lang, "instruments-tab-preview");
    let body = match open.form() {
        Some(form) => {
            let wanted = Wanted::read(fields, &form);
            html! {
                h2 { (title) }
                p { (say(lang, "instruments-preview-lead")) }
                (chooser(desk, open, &wanted))
                (frame(desk, open, &form, &wanted))
            }
        }
        None => html! {
            h2 { (title) }
            (notice(lang, Tone::Warning, say(lang, "instruments-preview-not-yet"), html! {
                (list(desk, open, open.checks().iter().filter(|check| check.blocks)))
            }))
        },
    };
    open.page(desk, Part::Preview, &title, html! {}, &body)
}

/// Who reads it, in which language, alone or asked.
fn chooser(desk: &Desk, open: &Open, wanted: &Wanted) -> Markup {
    let lang = desk.lang();
    let errors = none();
    let form = Form::new(lang, &errors).prefix("see-");
    let speakers =
        Speaker::ALL.map(|one| (one.code().to_owned(), say(lang, &format!("instruments-for-{}", one.code()))));
    let tongues = Lang::ALL.map(|one| (one.tag().to_owned(), say(lang, &format!("instruments-in-{}", one.tag()))));
    html! {
        form.filter method="get" action=(open.part(Part::Preview)) {
            (desk.look.hidden())
            (hidden("ecran", &(wanted.screen + 1).to_string()))
            div.filter-fields {
                (form.select("pour", say(lang, "instruments-preview-for")).choices(speakers).chosen(wanted.speaker.code()))
                (form.select("langue", say(lang, "instruments-preview-in")).choices(tongues).chosen(wanted.lang.tag()))
                (form.select("lu", say(lang, "instruments-preview-how")).choice("", say(lang, "instruments-preview-alone"))
                    .choice("1", say(lang, "instruments-preview-asked")).chosen(if wanted.interviewer { "1" } else { "" }))
            }
            div.buttons { (Button::submit(say(lang, "instruments-preview-see"))) }
        }
    }
}

/// The screen, on the width of a telephone, said in the language of whoever answers.
fn frame(desk: &Desk, open: &Open, form: &Instrument, wanted: &Wanted) -> Markup {
    let said = wanted.lang;
    let shown = form.active_screens(&wanted.answers);
    let step = shown.iter().position(|at| *at == wanted.screen).unwrap_or(0);
    let screen = form.screens().get(wanted.screen);
    let title = screen.and_then(|one| one.title.as_ref()).map(|title| title.get(wanted.speaker, said).to_owned());
    let here = form.screen_items(wanted.screen).chain(form.repeated_on(wanted.screen));
    let own: Vec<&str> = here.map(|item| item.link_id.as_str()).collect();
    let posted = |(link, answer): (&str, &Answer)| form.posted(link, answer);
    let elsewhere = wanted.answers.iter().filter(|(link, _)| !own.contains(link));
    html! {
        section.telephone aria-label=(say(desk.lang(), "instruments-preview-frame")) lang=(said.tag()) {
            form method="post" action=(desk.look.link(&open.part(Part::Preview))) novalidate {
                (hidden("pour", wanted.speaker.code())) (hidden("langue", said.tag()))
                (hidden("lu", if wanted.interviewer { "1" } else { "" }))
                (hidden("ecran", &(wanted.screen + 1).to_string()))
                @for (name, value) in elsewhere.flat_map(posted) { (hidden(&format!("a:{name}"), &value)) }
                // The Enter key presses the first button of a form: it must not be one that removes something.
                button.visually-hidden type="submit" tabindex="-1" aria-hidden="true" {}
                (parts::progress(said, u32::try_from(step + 1).unwrap_or(1), u32::try_from(shown.len()).unwrap_or(1)))
                h3.question { (title.filter(|title| !title.is_empty()).unwrap_or_else(|| form.title(said).to_owned())) }
                @if step == 0 { @if let Some(words) = form.introduction(wanted.speaker, said) { p.lead { (words.text) } } }
                @if let Some(intro) = screen.and_then(|one| one.intro.as_ref()) { p { (intro.get(said)) } }
                (surveys::pages::previewed(form, &wanted.answers, wanted.screen, wanted.speaker, said, wanted.interviewer))
                div.buttons {
                    @if step + 1 < shown.len() { (Button::submit(say(said, "surveys-next")).named("go", "next")) }
                    @else { p.quiet { (say(said, "instruments-preview-end")) } }
                    @if step > 0 { (Button::submit(say(said, "surveys-back")).named("go", "back").secondary()) }
                }
            }
        }
    }
}
