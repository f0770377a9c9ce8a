//! What a draft says of itself: title, purpose, designers, moment, terms of use, ways and languages.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use instruments::{Mode, Speaker};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Choice, Errors, Form, hidden},
    html,
    parts::{Tone, notice},
    words::say,
};
use spine::Platform;

use super::{
    Fields,
    draft::{Open, Part, kept},
    field, none, pair, put_two,
    sent::{self, Sent},
    terms, two,
};
use crate::instruments::{
    actions::{self, Edit, Touches},
    document::{Doc, about::About},
    model::{Act, LONGEST},
};

/// The longest of these texts, in characters.
const SENTENCE: usize = 2_000;

/// The page.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let fields = fields_of(open.doc());
    let saved = field(&asked, "fait") == "1";
    let before = html! {
        @if saved { (notice(desk.lang(), Tone::Success, say(desk.lang(), "instruments-saved"), "")) }
    };
    Ok(page(&desk, &open, &fields, &none(), before).into_response())
}

fn page(desk: &Desk, open: &Open, fields: &Fields, errors: &Errors, before: Markup) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let inside = html! {
        (told(lang, form, fields))
        (terms::section(lang, form, fields, open.checks()))
        (ways(lang, form, fields))
    };
    let body = html! {
        form method="post" action=(desk.look.link(&open.part(Part::About))) data-keep novalidate {
            (hidden("revision", &open.draft.revision.to_string()))
            (kept(open.edits, &inside))
            @if open.edits { (Button::submit(say(lang, "instruments-save"))) }
        }
    };
    let title = say(lang, "instruments-tab-about");
    open.page(desk, Part::About, &title, html! { (form.summary()) (before) }, &body)
}

fn told(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let text =
        |name: &str, key: &str, rows: u8, most: usize| pair(form, lang, fields, name, &say(lang, key), rows, most);
    let others = Speaker::ALL.into_iter().skip(1);
    html! {
        section {
            h2 { (say(lang, "instruments-about-title")) }
            p.hint { (say(lang, "instruments-about-hint")) }
            (text("title", "instruments-name", 1, 0))
            (text("purpose", "instruments-purpose", 3, 0))
            (text("designers", "instruments-designers", 3, 0))
            (text("moment", "instruments-moment-told", 2, 0))
            (text("introduction-patient", "instruments-introduction", 3, 0))
            details.more {
                summary { (say(lang, "instruments-introduction-others")) }
                div.more-in {
                    @for speaker in others {
                        (pair(form, lang, fields, &format!("introduction-{}", speaker.code()),
                            &say(lang, &format!("instruments-wording-{}", speaker.code())), 3, 0))
                    }
                }
            }
        }
    }
}

fn ways(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let mut modes = form.checkboxes("mode", say(lang, "instruments-modes")).hint(say(lang, "instruments-modes-hint"));
    for mode in Mode::ALL {
        modes = modes.choice(mode.code(), mode.label(lang));
    }
    for (_, chosen) in fields.iter().filter(|(name, _)| name == "mode") {
        modes = modes.chosen(chosen.as_str());
    }
    let mut tongues =
        form.checkboxes("language", say(lang, "instruments-languages")).hint(say(lang, "instruments-languages-hint"));
    for one in Lang::ALL.into_iter().filter(|one| one.tag() != field(fields, "base")) {
        tongues = tongues.with(Choice::new(one.tag(), say(lang, &format!("instruments-in-{}", one.tag()))));
    }
    for (_, chosen) in fields.iter().filter(|(name, _)| name == "language") {
        tongues = tongues.chosen(chosen.as_str());
    }
    html! {
        section {
            h2 { (say(lang, "instruments-ways-title")) }
            (hidden("base", &field(fields, "base")))
            (modes) (tongues)
            (pair(form, lang, fields, "translation-note", &say(lang, "instruments-translation-note"), 2, 0))
        }
    }
}

/// The fields that a stored head fills.
fn fields_of(doc: &Doc) -> Fields {
    let about = About::of(doc);
    let mut out: Fields = Vec::new();
    put_two(&mut out, "title", &about.title);
    put_two(&mut out, "purpose", &about.purpose);
    put_two(&mut out, "designers", &about.designers);
    put_two(&mut out, "moment", &about.moment);
    for (speaker, text) in Speaker::ALL.into_iter().zip(&about.introduction) {
        put_two(&mut out, &format!("introduction-{}", speaker.code()), text);
    }
    terms::put_fields(&mut out, &about.terms);
    put_two(&mut out, "translation-note", &about.translation_note);
    let mut put = |name: &str, value: &str| out.push((name.to_owned(), value.to_owned()));
    put("base", doc.language());
    about.modes.iter().for_each(|mode| put("mode", mode.code()));
    about.languages.iter().for_each(|lang| put("language", lang.tag()));
    out
}

fn read(fields: &Fields) -> Result<About, Errors> {
    let mut errors = Errors::none();
    let terms = terms::read(fields, &mut errors);
    for (name, text) in fields {
        let most = if name.starts_with("title-") { 200 } else { SENTENCE.min(LONGEST) };
        if text.chars().count() > most {
            errors.add_with(name, "kit-at-most", vec![("n", most.into())]);
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let all =
        |name: &'static str| fields.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str());
    Ok(About {
        title: two(fields, "title"),
        purpose: two(fields, "purpose"),
        designers: two(fields, "designers"),
        moment: two(fields, "moment"),
        introduction: Speaker::ALL.map(|speaker| two(fields, &format!("introduction-{}", speaker.code()))),
        terms,
        modes: all("mode").filter_map(Mode::from_code).collect(),
        languages: all("language").filter_map(|tag| tag.parse().ok()).collect(),
        translation_note: two(fields, "translation-note"),
    })
}

/// Stores it.
pub(super) async fn save(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let revision = sent::revision(&fields)?;
    let about = match read(&fields) {
        Ok(about) => about,
        Err(errors) => {
            return Ok(sent::refused(page(&desk, &open, &fields, &errors, html! {})));
        }
    };
    let edit = Edit { draft: open.draft.id, revision, act: Act::About, subject: String::new(), touches: Touches::Head };
    let stored = actions::change(&p, &desk.asker, edit, |_, doc| {
        about.write(doc);
        Ok(())
    })
    .await;
    match stored {
        Ok(()) => Ok(seen(desk.look, &format!("{}?fait=1", open.part(Part::About)))),
        Err(problem) => {
            let again = |before: Markup| page(&desk, &open, &fields, &none(), before);
            Sent { desk: &desk, typed: &fields, stored: Some(fields_of(open.doc())) }.not_stored(problem, again)
        }
    }
}
