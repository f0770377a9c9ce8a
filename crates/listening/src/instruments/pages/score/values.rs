//! What each answer is worth in a score: its value, whether the scale is turned round, how much the question weighs.

use pages::{
    Markup,
    fields::{Errors, Form, Width},
    html,
    parts::{self, Tone, notice},
    words::say,
};

use super::{
    super::{Fields, field},
    Change, Here, number,
};
use crate::instruments::{
    actions::InstrumentProblem,
    document::{
        points::{VALUES, printed, put_value},
        score::{self, Part, put_score},
    },
};

/// Most questions on a page.
const A_PAGE: usize = 20;

/// The questions of the page.
fn of_page<'a>(here: &'a Here<'_>) -> (&'a [Part], usize) {
    let pages = here.score.parts.len().div_ceil(A_PAGE).max(1);
    let at = here.page.min(pages) - 1;
    (here.score.parts.chunks(A_PAGE).nth(at).unwrap_or_default(), pages)
}

/// The links of the questions of the page.
pub(super) fn links(here: &Here<'_>) -> Vec<String> {
    of_page(here).0.iter().map(|part| part.link.clone()).collect()
}

pub(super) fn fields(here: &Here<'_>) -> Fields {
    let mut out = Fields::new();
    for part in of_page(here).0 {
        if part.reversed {
            out.push((format!("reversed:{}", part.link), "1".to_owned()));
        }
        out.push((format!("weight:{}", part.link), part.weight.clone()));
        for (at, choice) in printed(here.doc(), &part.link).iter().enumerate() {
            let value = choice.weight.map_or_else(String::new, |value| value.to_string());
            out.push((format!("value:{}:{at}", part.link), value));
        }
    }
    out
}

pub(super) fn body(here: &Here<'_>, form: Form<'_>, fields: &Fields) -> Markup {
    let lang = here.lang();
    let (parts, pages) = of_page(here);
    html! {
        p.hint { (say(lang, "instruments-score-values-hint")) }
        @if parts.is_empty() { (notice(lang, Tone::Info, say(lang, "instruments-score-no-question-yet"), "")) }
        ol.score-values { @for part in parts { li { (one(here, form, fields, part)) } } }
        @if pages > 1 {
            p.hint { (say(lang, "instruments-score-pages")) }
            (parts::pager(lang, u32::try_from(here.page.min(pages)).unwrap_or(1), u32::try_from(pages).unwrap_or(1),
                |page| here.desk.look.link(&here.to_page(page as usize))))
        }
    }
}

fn one(here: &Here<'_>, form: Form<'_>, fields: &Fields, part: &Part) -> Markup {
    let lang = here.lang();
    let entry = here.doc().entries().into_iter().find(|entry| entry.link == part.link);
    let title =
        entry.map_or_else(|| part.link.clone(), |entry| format!("{}. {}", entry.number, entry.title(here.doc(), lang)));
    let choices = printed(here.doc(), &part.link);
    let name = format!("reversed:{}", part.link);
    let reversed = form
        .checkboxes(&name, html! { (say(lang, "instruments-score-scale")) span.visually-hidden { " – " (title) } })
        .choice("1", say(lang, "instruments-score-item-reversed"))
        .chosen(field(fields, &name));
    html! {
        fieldset {
            legend { (title) }
            @if choices.is_empty() { p { (say(lang, "instruments-score-number-counts")) } }
            div.filter-fields {
                @for (at, choice) in choices.iter().enumerate() {
                    @let name = format!("value:{}:{at}", part.link);
                    @match choice.missing {
                        None => (form.text(&name, choice.label.either(lang)).width(Width::Short).value(field(fields, &name))),
                        Some(kind) => p.no-value { (choice.label.either(lang)) br; span.hint { (say(lang, "instruments-score-no-value")) " (" (kind.label(lang)) ")" } },
                    }
                }
            }
            (reversed)
            (form.text(&format!("weight:{}", part.link), html! {
                (say(lang, "instruments-score-item-weight")) span.visually-hidden { " – " (title) }
            }).hint(say(lang, "instruments-score-item-weight-hint")).optional().width(Width::Short).value(field(fields, &format!("weight:{}", part.link))))
        }
    }
}

pub(super) fn read(here: &Here<'_>, fields: &Fields) -> Result<Change, Errors> {
    let mut errors = Errors::none();
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    for part in of_page(here).0 {
        let weight = number(fields, &format!("weight:{}", part.link), &mut errors);
        let weight = if weight == "1" { String::new() } else { weight };
        let reversed = field(fields, &format!("reversed:{}", part.link)) == "1";
        parts.push(Part { link: part.link.clone(), reversed, weight });
        for (at, choice) in printed(here.doc(), &part.link).iter().enumerate().filter(|(_, one)| one.missing.is_none())
        {
            let name = format!("value:{}:{at}", part.link);
            let typed = field(fields, &name);
            let value: Option<i64> = typed.parse().ok().filter(|value| VALUES.contains(value));
            if value.is_none() && !typed.is_empty() {
                errors.add(&name, "instruments-say-whole-value");
            }
            if value != choice.weight {
                values.push((part.link.clone(), at, value));
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let id = here.score.id.clone();
    Ok(Box::new(move |doc| {
        for (link, at, value) in &values {
            if !put_value(doc, link, *at, *value) {
                return Err(InstrumentProblem::Gone);
            }
        }
        let mut score = score::all(doc).into_iter().find(|one| one.id == id).ok_or(InstrumentProblem::Gone)?;
        for part in &mut score.parts {
            if let Some(new) = parts.iter().find(|one| one.link == part.link) {
                *part = new.clone();
            }
        }
        Ok(put_score(doc, &score))
    }))
}
