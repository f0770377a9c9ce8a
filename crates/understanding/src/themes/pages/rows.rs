//! The text of a voice as rows one chooses from, and the form that puts a theme on them.

use kernel::Lang;
use listening::voices::model::Voice;
use organisation::access::Desk;
use pages::{
    Markup,
    fields::{Button, Choice, Errors, Form},
    html,
    parts::{self, Tone},
    words::{say, say_with},
};
use text::Span;

use super::{
    Fields, all, field,
    keys::{self, Keyed},
};
use crate::themes::{
    book,
    cut::{cut, words},
    model::{Passage, Valence},
};

/// How many themes have a key of their own.
pub(super) const KEYS: usize = 9;

/// A row as a form sends it: `12-40`.
pub(super) fn span_of(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    Some(Span { start: start.parse().ok()?, end: end.parse().ok()? })
}

/// The theme a form chose: the list has the last word over the keys.
pub(super) fn theme_of(fields: &Fields) -> &str {
    let other = field(fields, "other");
    if other.is_empty() { field(fields, "theme") } else { other }
}

/// The form: rows, theme, valence, moment. `frequent` are the themes that have keys, `action` where it posts.
pub(super) fn form(
    desk: &Desk,
    voice: &Voice,
    passages: &[Passage],
    frequent: &[String],
    action: &str,
    errors: &Errors,
    typed: &Fields,
) -> Markup {
    let lang = desk.lang();
    let book = book::book();
    let form = Form::new(lang, errors);
    let text = voice.readable.as_deref().unwrap_or_default();
    let rows = cut(text).into_iter().map(|row| {
        let own = (voice.lang != lang).then_some(voice.lang.tag());
        let label = html! { span lang=[own] { (words(text, row)) } };
        let choice = Choice::new(format!("{}-{}", row.start, row.end), label);
        let marks = marks(lang, passages, row);
        if marks.0.is_empty() { choice } else { choice.hint(marks) }
    });
    let mut boxes = form.checkboxes("row", say(lang, "themes-rows")).hint(say(lang, "themes-rows-hint")).with_all(rows);
    for row in all(typed, "row") {
        boxes = boxes.chosen(row);
    }
    let themes: Vec<Keyed> = frequent
        .iter()
        .zip(1..)
        .map(|(id, key): (_, usize)| Keyed {
            value: id.clone(),
            label: book.label(id, lang).to_owned(),
            key: key.to_string(),
        })
        .collect();
    let valences = Valence::ALL.map(|valence| Keyed {
        value: valence.code().to_owned(),
        label: say(lang, &format!("themes-valence-{}", valence.code())),
        key: valence.key().to_owned(),
    });
    let others = book
        .themes
        .iter()
        .filter(|theme| !frequent.contains(&theme.id))
        .map(|theme| (theme.id.clone(), theme.label(lang).to_owned()));
    let moments = book.moments.iter().map(|moment| (moment.id.clone(), moment.label(lang).to_owned()));
    let moment = typed.iter().find(|(name, _)| name == "moment").map(|(_, value)| value.as_str());
    html! {
        form method="post" action=(action) novalidate {
            (boxes)
            (keys::radios("theme", &say(lang, "themes-theme"), &themes, field(typed, "theme"), errors.message(lang, "theme")))
            (form.select("other", say(lang, "themes-other")).optional().choice("", say(lang, "themes-other-none"))
                .choices(others).chosen(field(typed, "other")))
            (keys::radios("valence", &say(lang, "themes-valence"), &valences, field(typed, "valence"), errors.message(lang, "valence")))
            (form.select("moment", say(lang, "themes-moment")).optional().choice("", say(lang, "themes-moment-none"))
                .choices(moments).chosen(moment.or(voice.moment.as_deref()).unwrap_or_default()))
            (Button::submit(say(lang, "themes-put")))
        }
    }
}

/// What is already said of a row, in words.
fn marks(lang: Lang, passages: &[Passage], row: Span) -> Markup {
    let inside = |passage: &&Passage| passage.span.start < row.end && row.start < passage.span.end;
    let mut themes: Vec<&str> =
        passages.iter().filter(inside).flat_map(|passage| &passage.codes).map(|code| code.theme.as_str()).collect();
    themes.sort_unstable();
    themes.dedup();
    html! { @for (at, theme) in themes.iter().enumerate() { @if at > 0 { " " } (parts::tag(Tone::Plain, book::book().label(theme, lang))) } }
}

/// The passages with everybody's codes: who coded is a side and a role, never a name. `remove` and `collect` are where
/// their forms post.
pub(super) fn coded(desk: &Desk, voice: &Voice, passages: &[Passage], remove: &str, collect: Option<Markup>) -> Markup {
    let lang = desk.lang();
    let text = voice.readable.as_deref().unwrap_or_default();
    html! {
        section {
            h2 #themes { (say(lang, "themes-coded-title")) }
            @if passages.is_empty() {
                p { (say(lang, "themes-coded-none")) }
            } @else {
                ul.plain { @for passage in passages {
                    li {
                        (parts::quote(html! { span lang=[(voice.lang != lang).then_some(voice.lang.tag())] { (words(text, passage.span)) } },
                            passage.moment.as_deref().and_then(|id| book::book().moment(id)).map_or("", |m| m.label(lang))))
                        ul { @for code in &passage.codes { li {
                            strong { (book::book().label(&code.theme, lang)) } ", "
                            (say(lang, &format!("themes-valence-{}", code.valence.code())))
                            " – " (said_by(lang, code.side.code(), code.role.code()))
                            @if code.account == desk.asker.account {
                                form.inline method="post" action=(remove) {
                                    (pages::fields::hidden("passage", &passage.id.to_string()))
                                    (pages::fields::hidden("theme", &code.theme))
                                    (Button::submit(html! {
                                        (say(lang, "themes-remove"))
                                        span.visually-hidden { " " (book::book().label(&code.theme, lang)) }
                                    }).quiet())
                                }
                            }
                        } } }
                    }
                } }
                @if let Some(collect) = collect { (collect) }
            }
        }
    }
}

/// "Équipe : cadre de santé", "Usagers : représentante des usagers".
pub(super) fn said_by(lang: Lang, side: &str, role: &str) -> String {
    let role = say(lang, &format!("role-{role}"));
    say_with(lang, &format!("themes-by-{side}"), &[("role", role.into())])
}
