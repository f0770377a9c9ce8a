//! The form of one question: its fields from a stored item, its fields on the page, and a question from its fields.

use instruments::{ItemType, MissingKind, Moment, Speaker, Valence};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Choice, Errors, Form},
    html,
    words::{say, say_with},
};
use serde_json::Value;

use super::{Fields, choices_form::choices, field, outline::kind_key, pair, put_two, rendering, two, value, what};
use crate::instruments::{
    document::{
        Kind,
        limits::decimal,
        other_is_offered,
        question::{Printed, Question},
        repeats::Times,
    },
    model::LONGEST,
};

/// Most printed answers of one question (the compiler's own limit).
pub(super) const MOST_CHOICES: usize = 300;
/// Most notes for whoever asks.
const MOST_NOTES: usize = 20;
/// Most units of one amount.
const MOST_UNITS: usize = 50;

/// Those who may answer for the patient.
pub(super) fn others() -> impl Iterator<Item = Speaker> {
    Speaker::ALL.into_iter().skip(1)
}

/// The fields that a stored question fills.
pub(super) fn fields_of(question: &Question) -> Fields {
    let mut out: Fields = Vec::new();
    let mut put = |name: &str, value: String| out.push((name.to_owned(), value));
    let number = |value: Option<i64>| value.map_or_else(String::new, |n| n.to_string());
    put("kind", question.kind.code().to_owned());
    put("prefix", question.prefix.clone());
    put("type", question.item_type.map_or("", ItemType::code).to_owned());
    put("moment", question.moment.map_or("", Moment::code).to_owned());
    put("valence", question.valence.map_or("", Valence::code).to_owned());
    put("theme", question.theme.clone());
    put("least", question.least.clone());
    put("greatest", question.greatest.clone());
    put("places", number(question.places));
    put("answers", number(question.most_answers));
    put("units", question.units.join("\n"));
    if let Some(times) = question.times {
        put("repeats", "1".to_owned());
        put("fewest", number(times.fewest));
        put("blocks", number(times.most));
    }
    if question.other {
        put("other", "1".to_owned());
    }
    put("most", number(question.most_chars));
    if question.required {
        put("required", "1".to_owned());
    }
    rendering::fields_of(question, &mut put);
    for (at, choice) in question.choices.iter().enumerate() {
        put(&format!("choice-{at}-at"), choice.stored.map_or_else(String::new, |at| at.to_string()));
        put(&format!("choice-{at}-code"), choice.code.clone());
        put(&format!("choice-{at}-weight"), number(choice.weight));
        put(&format!("choice-{at}-missing"), choice.missing.map_or("", MissingKind::code).to_owned());
        if choice.unread {
            put(&format!("choice-{at}-unread"), "1".to_owned());
        }
    }
    for (at, choice) in question.choices.iter().enumerate() {
        put_two(&mut out, &format!("choice-{at}-label"), &choice.label);
        for (speaker, said) in others().zip(&choice.spoken) {
            put_two(&mut out, &format!("choice-{at}-{}", speaker.code()), said);
        }
    }
    for (speaker, text) in Speaker::ALL.into_iter().zip(&question.wording) {
        put_two(&mut out, &format!("wording-{}", speaker.code()), text);
    }
    put_two(&mut out, "hint", &question.hint);
    for (at, note) in question.notes.iter().enumerate() {
        put_two(&mut out, &format!("note-{at}"), note);
    }
    out
}

/// How many numbered groups of fields a form sent.
pub(super) fn sent(fields: &Fields, start: &str, most: usize) -> usize {
    let numbers =
        fields.iter().filter_map(|(name, _)| name.strip_prefix(start)?.split('-').next()?.parse::<usize>().ok());
    numbers.filter(|n| *n < most).max().map_or(0, |last| last + 1)
}

/// Reads the form. What is wrong stands at its field.
pub(super) fn read(fields: &Fields) -> Result<Question, Errors> {
    let mut errors = Errors::none();
    let kind = Kind::from_code(&field(fields, "kind"));
    let (least, greatest) = bounds(fields, kind, &mut errors);
    let (rendering, step) = rendering::read(fields, kind, &mut errors);
    let mut whole = |name: &str| {
        let typed = field(fields, name);
        let number = typed.parse::<i64>().ok();
        if !typed.is_empty() && number.is_none() {
            errors.add(name, "instruments-say-number");
        }
        number
    };
    let (most_chars, places, most_answers) = (whole("most"), whole("places"), whole("answers"));
    let times = Times { fewest: whole("fewest"), most: whole("blocks") };
    let mut choices = Vec::new();
    for at in 0..sent(fields, "choice-", MOST_CHOICES) {
        let of = |what: &str| format!("choice-{at}-{what}");
        let choice = Printed {
            stored: value(fields, &of("at")),
            code: field(fields, &of("code")),
            label: two(fields, &of("label")),
            spoken: [Speaker::Parent, Speaker::Relative, Speaker::Proxy].map(|one| two(fields, &of(one.code()))),
            weight: whole(&of("weight")),
            missing: MissingKind::from_code(&field(fields, &of("missing"))),
            unread: field(fields, &of("unread")) == "1",
        };
        if !choice.is_empty() {
            choices.push(choice);
        }
    }
    let wording = Speaker::ALL.map(|speaker| two(fields, &format!("wording-{}", speaker.code())));
    let notes = (0..sent(fields, "note-", MOST_NOTES)).map(|at| two(fields, &format!("note-{at}"))).collect();
    let times = blocks(fields, times, &mut errors);
    for (name, text) in fields {
        if text.chars().count() > LONGEST {
            errors.add_with(name, "kit-at-most", vec![("n", LONGEST.into())]);
        }
    }
    let Some(kind) = kind.filter(|_| errors.is_empty()) else {
        return Err(errors);
    };
    Ok(Question {
        kind,
        prefix: field(fields, "prefix").chars().take(40).collect(),
        wording,
        hint: two(fields, "hint"),
        notes,
        choices,
        item_type: ItemType::from_code(&field(fields, "type")),
        moment: Moment::from_code(&field(fields, "moment")),
        valence: Valence::from_code(&field(fields, "valence")),
        theme: what::theme(fields, kind),
        required: field(fields, "required") == "1",
        least,
        greatest,
        places,
        units: units(fields),
        most_answers,
        other: field(fields, "other") == "1",
        most_chars,
        times: times.filter(|_| kind == Kind::Group),
        rendering,
        step,
    })
}

/// The least and the greatest value, as they are written in the document; what is no value of the kind is told.
fn bounds(fields: &Fields, kind: Option<Kind>, errors: &mut Errors) -> (String, String) {
    let mut one = |name: &str| {
        let typed = field(fields, name);
        let (is_fit, key) = match kind {
            Some(Kind::Date) => (typed.parse::<kernel::Day>().is_ok(), "instruments-say-day"),
            Some(Kind::Decimal) => (decimal(&typed).is_some(), "instruments-say-decimal"),
            Some(Kind::Number) => (typed.parse::<i64>().is_ok(), "instruments-say-number"),
            _ => (true, ""),
        };
        if !typed.is_empty() && !is_fit {
            errors.add(name, key);
        }
        if kind == Some(Kind::Decimal) { typed.replace(',', ".") } else { typed }
    };
    (one("least"), one("greatest"))
}

/// How often a group is asked. A number without its box is told, so that nothing typed is dropped unseen.
fn blocks(fields: &Fields, times: Times, errors: &mut Errors) -> Option<Times> {
    for (name, number) in [("fewest", times.fewest), ("blocks", times.most)] {
        if number.is_some_and(|number| number < 0) {
            errors.add(name, "instruments-say-count");
        }
    }
    let is_said = times != Times::default();
    let is_repeated = field(fields, "repeats") == "1";
    if is_said && !is_repeated {
        errors.add("repeats", "instruments-say-repeats");
    }
    is_repeated.then_some(times)
}

/// The units, one a line.
fn units(fields: &Fields) -> Vec<String> {
    let typed = field(fields, "units");
    let mut out: Vec<String> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let shown: String = line.chars().take(60).collect();
        if out.len() < MOST_UNITS && !out.contains(&shown) {
            out.push(shown);
        }
    }
    out
}

/// The fields of the form. `stored`: the item as it is.
pub(super) fn body(lang: Lang, form: Form<'_>, fields: &Fields, stored: Option<&Value>) -> Markup {
    let kind = Kind::from_code(&field(fields, "kind")).unwrap_or(Kind::Display);
    let is_asked = kind.is_question();
    html! {
        (wordings(lang, form, fields, kind))
        @if kind.has_choices() { (choices(lang, form, fields)) (beyond(lang, form, fields, kind)) }
        @if kind.has_range() { (range(lang, form, fields, kind)) }
        @if kind == Kind::Quantity {
            (form.textarea("units", say(lang, "instruments-units")).hint(say(lang, "instruments-units-hint")).rows(3).value(field(fields, "units")))
        }
        @if kind == Kind::Group { (repeated(lang, form, fields)) }
        @if kind == Kind::Open {
            (form.text("most", say(lang, "instruments-most-chars")).hint(say(lang, "instruments-most-chars-hint"))
                .digits().width(pages::fields::Width::Short).value(field(fields, "most")))
        }
        (rendering::choose(lang, form, fields, kind, stored))
        @if is_asked { (what::asked(lang, form, fields, kind)) }
        (around(lang, form, fields, kind))
    }
}

/// The wording for the patient first; those of the others are folded away until one is needed.
fn wordings(lang: Lang, form: Form<'_>, fields: &Fields, kind: Kind) -> Markup {
    let label = |speaker: Speaker| say(lang, &format!("instruments-wording-{}", speaker.code()));
    let name = |speaker: Speaker| format!("wording-{}", speaker.code());
    let written = others().any(|speaker| !two(fields, &name(speaker)).is_empty());
    html! {
        section {
            h2 { (say(lang, if kind == Kind::Group { "instruments-screen-title" } else { "instruments-wording" })) }
            (pair(form, lang, fields, "wording-patient", &label(Speaker::Patient), 3, 0))
            details.more open[written] {
                summary { (say(lang, "instruments-other-speakers")) }
                div.more-in {
                    p.hint { (say(lang, "instruments-other-speakers-hint")) }
                    @for speaker in others() { (pair(form, lang, fields, &name(speaker), &label(speaker), 3, 0)) }
                }
            }
            (pair(form, lang, fields, "hint", &say(lang, "instruments-hint"), 2, 0))
        }
    }
}

/// Whether a group is asked several times, and how often.
fn repeated(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let number = |name: &'static str, key: &str| {
        form.text(name, say(lang, key))
            .digits()
            .width(pages::fields::Width::Short)
            .optional()
            .value(field(fields, name))
    };
    html! {
        section {
            h2 #plusieurs-fois { (say(lang, "instruments-repeats-title")) }
            (form.checkboxes("repeats", say(lang, "instruments-repeats")).hint(say(lang, "instruments-repeats-hint"))
                .with(Choice::new("1", say(lang, "instruments-repeats-yes"))).chosen(field(fields, "repeats")))
            div.filter-fields {
                (number("fewest", "instruments-repeats-fewest"))
                (number("blocks", "instruments-repeats-most"))
            }
            p.hint { (say_with(lang, "instruments-repeats-numbers-hint", &[("most", instruments::MOST_BLOCKS.into())])) }
        }
    }
}

/// What may be answered beyond the printed answers, and how many at most.
fn beyond(lang: Lang, form: Form<'_>, fields: &Fields, kind: Kind) -> Markup {
    let other = field(fields, "other");
    html! {
        @if kind == Kind::Several {
            (form.text("answers", say(lang, "instruments-most-answers")).hint(say(lang, "instruments-most-answers-hint"))
                .digits().width(pages::fields::Width::Short).value(field(fields, "answers")))
        }
        @if other_is_offered() || !other.is_empty() {
            (form.checkboxes("other", say(lang, "instruments-other"))
                .with(Choice::new("1", say(lang, "instruments-other-yes")).hint(say(lang, "instruments-other-hint"))).chosen(other))
        }
    }
}

fn range(lang: Lang, form: Form<'_>, fields: &Fields, kind: Kind) -> Markup {
    html! {
        section {
            h2 { (say(lang, if kind == Kind::Date { "instruments-range-days" } else { "instruments-range" })) }
            @if kind == Kind::Date { p.hint { (say(lang, "instruments-range-days-hint")) } }
            div.filter-fields {
                (form.text("least", say(lang, "instruments-least")).value(field(fields, "least")).width(pages::fields::Width::Short))
                (form.text("greatest", say(lang, "instruments-greatest")).value(field(fields, "greatest")).width(pages::fields::Width::Short))
                @if kind == Kind::Decimal {
                    (form.text("places", say(lang, "instruments-places")).digits().value(field(fields, "places")).width(pages::fields::Width::Short))
                }
            }
        }
    }
}

/// What stands around: the printed number, the notes for whoever asks, the kind itself.
fn around(lang: Lang, form: Form<'_>, fields: &Fields, kind: Kind) -> Markup {
    let notes = sent(fields, "note-", MOST_NOTES);
    let last = notes.checked_sub(1).is_some_and(|at| two(fields, &format!("note-{at}")).is_empty());
    let shown = if last || notes >= MOST_NOTES { notes } else { notes + 1 };
    let kinds = Kind::ALL.into_iter().filter(|one| one.is_offered() || *one == kind);
    let kinds = kinds.map(|one| (one.code().to_owned(), say(lang, kind_key(one))));
    html! {
        details.more open[notes > 0 && !last] {
            summary { (say(lang, "instruments-around")) }
            div.more-in {
                (form.text("prefix", say(lang, "instruments-prefix")).hint(say(lang, "instruments-prefix-hint"))
                    .width(pages::fields::Width::Short).value(field(fields, "prefix")))
                @if kind != Kind::Group {
                    @for at in 0..shown {
                        (pair(form, lang, fields, &format!("note-{at}"),
                            &say_with(lang, "instruments-note", &[("n", (at + 1).into())]), 2, 0))
                    }
                }
                (form.select("kind", say(lang, "instruments-kind")).hint(say(lang, "instruments-kind-hint"))
                    .choices(kinds).chosen(field(fields, "kind")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use instruments::library;

    use super::*;
    use crate::instruments::document::Doc;

    #[test]
    fn every_shipped_question_goes_through_its_form_and_comes_back_whole() {
        for shipped in library() {
            let doc = Doc::parse(shipped.json).unwrap();
            for entry in doc.entries() {
                let question = Question::of(entry.item, "fr");
                assert_eq!(read(&fields_of(&question)), Ok(question), "{}", entry.link);
            }
        }
    }

    #[test]
    fn what_is_no_number_and_what_is_much_too_long_is_told_at_its_field() {
        let fields: Fields = [("kind", "choice"), ("choice-0-weight", "beaucoup"), ("choice-0-label-fr", "Oui")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        assert!(read(&fields).unwrap_err().has("choice-0-weight"));
        let fields: Fields =
            vec![("kind".to_owned(), "text".to_owned()), ("hint-fr".to_owned(), "x".repeat(LONGEST + 1))];
        assert!(read(&fields).unwrap_err().has("hint-fr"));
        let many: Fields =
            vec![("kind".to_owned(), "choice".to_owned()), ("choice-999999999-code".to_owned(), "a".to_owned())];
        assert_eq!(read(&many).unwrap().choices, []);
    }
}
