//! What each kind of missing answer does to a score.

use instruments::MissingKind;
use kernel::Lang;
use pages::{
    Markup,
    fields::{Errors, Form, Width},
    html,
    words::say,
};

use super::{
    super::{Fields, field},
    Change, Here, number, of_score,
};
use crate::instruments::document::score::{Missing, Score};

/// The kinds of missing answers a rule may speak of: a question that was not asked always leaves.
fn kinds() -> impl Iterator<Item = MissingKind> {
    MissingKind::ALL.iter().copied().filter(|kind| *kind != MissingKind::NotAsked)
}

pub(super) fn fields(score: &Score) -> Fields {
    let mut out = Fields::new();
    for (kind, does) in &score.missing {
        let (what, counts) = match does {
            Missing::Stays => ("", String::new()),
            Missing::Leaves => ("leaves", String::new()),
            Missing::Counts(value) => ("counts", value.clone()),
        };
        out.push((format!("missing-{}", kind.code()), what.to_owned()));
        out.push((format!("counts-{}", kind.code()), counts));
    }
    out
}

pub(super) fn body(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    html! {
        p.hint { (say(lang, "instruments-score-missing-hint")) }
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

pub(super) fn read(here: &Here<'_>, fields: &Fields) -> Result<Change, Errors> {
    let mut errors = Errors::none();
    let mut missing = Vec::new();
    for kind in kinds() {
        let counts = number(fields, &format!("counts-{}", kind.code()), &mut errors);
        match field(fields, &format!("missing-{}", kind.code())).as_str() {
            "leaves" => missing.push((kind, Missing::Leaves)),
            "counts" => missing.push((kind, Missing::Counts(if counts.is_empty() { "0".to_owned() } else { counts }))),
            _ => {}
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    missing.sort_by_key(|(kind, _)| *kind);
    Ok(of_score(here.score.id.clone(), move |score| score.missing = missing))
}
