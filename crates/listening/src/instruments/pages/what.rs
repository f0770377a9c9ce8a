//! What a question is about, as its form asks it: nature, moment, theme, side.

use instruments::{ItemType, Moment, Valence};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Choice, Form},
    html,
    words::say,
};
use text::book::{Theme, book};

use super::{Fields, field};
use crate::instruments::document::Kind;

/// The themes a question may be about: all but the one for comments that say nothing.
fn themes() -> impl Iterator<Item = &'static Theme> {
    book().themes.iter().filter(|theme| theme.id != "nothing")
}

/// The code of the theme that was chosen; none for what is no question.
pub(super) fn theme(fields: &Fields, kind: Kind) -> String {
    let is_code = |code: &str| code.len() <= 40 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    Some(field(fields, "theme")).filter(|code| kind.is_question() && is_code(code)).unwrap_or_default()
}

/// What the answer is, and whether it is demanded.
pub(super) fn asked(lang: Lang, form: Form<'_>, fields: &Fields, kind: Kind) -> Markup {
    let mut types = form
        .select("type", say(lang, "instruments-item-type"))
        .hint(say(lang, "instruments-item-type-hint"))
        .choice("", say(lang, "instruments-not-said"));
    for one in ItemType::ALL {
        types = types.choice(one.code(), say(lang, &format!("instruments-type-{}", one.code())));
    }
    let mut moments =
        form.select("moment", say(lang, "instruments-moment")).choice("", say(lang, "instruments-not-said"));
    for one in Moment::ALL {
        moments = moments.choice(one.code(), one.label(lang));
    }
    let mut sides =
        form.select("valence", say(lang, "instruments-valence")).choice("", say(lang, "instruments-valence-none"));
    for one in Valence::ALL {
        sides = sides.choice(one.code(), one.label(lang));
    }
    // What a document names and this book does not stays, until another theme is chosen.
    let stored = field(fields, "theme");
    let known = book().theme(&stored).is_some() || stored.is_empty();
    let themes = form
        .select("theme", say(lang, "instruments-theme"))
        .hint(say(lang, "instruments-theme-hint"))
        .choice("", say(lang, "instruments-not-said"))
        .choices((!known).then(|| (stored.clone(), stored.clone())))
        .choices(themes().map(|one| (one.id.clone(), one.label(lang).to_owned())));
    html! {
        section {
            h2 { (say(lang, "instruments-what")) }
            (types.chosen(field(fields, "type")))
            (moments.chosen(field(fields, "moment")))
            (themes.chosen(stored))
            @if kind == Kind::Open {
                (sides.hint(say(lang, "instruments-valence-hint")).chosen(field(fields, "valence")))
            }
            (form.checkboxes("required", say(lang, "instruments-required"))
                .with(Choice::new("1", say(lang, "instruments-required-yes")).hint(say(lang, "instruments-required-hint")))
                .chosen(field(fields, "required")))
        }
    }
}
