//! A question of printed answers, as fields of a form: cards one under another or side by side, a list that opens, or a field
//! that proposes them.

use instruments::{Answer, Choice as Printed, Item, ItemType, Looks, MOST_OTHER_CHARS, MissingKind, OTHER};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Choice, hidden},
    html,
    parts::face,
    words::say,
};

use super::{in_tag, question::One, screen::Reader};

/// The printed answers that are offered to whoever reads. Alone, one skips a question by leaving it; "refuses to answer" is a
/// code of interviewers.
fn offered<'i>(item: &'i Item, at: &One<'_>) -> impl Iterator<Item = &'i Printed> {
    let asked = at.reader == Reader::Interviewer;
    item.choices
        .iter()
        .filter(move |choice| asked || !(choice.not_read_aloud && choice.missing == Some(MissingKind::Refused)))
}

/// The question as its document prefers it, as far as that leaves every answer possible.
pub(super) fn choices(item: &Item, at: &One<'_>, wording: Markup, hint: Option<Markup>) -> Markup {
    match item.looks {
        Looks::Menu => menu(item, at, wording, hint),
        Looks::Suggested => suggested(item, at, wording, hint),
        _ => cards(item, at, wording, hint),
    }
}

/// Another answer than the printed ones, where one may be written.
fn beside(item: &Item, at: &One<'_>) -> Markup {
    let name = format!("{}-other", at.name(item));
    html! {
        @if item.other {
            (at.form.text(&name, say(at.lang, "surveys-other-say")).value(at.other(item))
                .at_most(MOST_OTHER_CHARS).autocomplete("off"))
        }
    }
}

/// A list that opens. Its first line is no answer; kinds of missing answers stand apart from the scale (hard rule 6).
fn menu(item: &Item, at: &One<'_>, wording: Markup, hint: Option<Markup>) -> Markup {
    let mut field = at.form.select(&at.name(item), wording).choice("", say(at.lang, "surveys-pick"));
    for choice in offered(item, at) {
        let said = choice.label.say(at.speaker, at.lang);
        let code = choice.not_read_aloud && at.reader == Reader::Interviewer;
        let label = if code { format!("[{}] {}", choice.code, said.text) } else { written(said.tag, said.text) };
        let tag = Some(said.tag).filter(|tag| *tag != at.lang.tag());
        field = field.choice_in(choice.code.clone(), label, tag, choice.missing.is_some());
    }
    if item.other {
        field = field.choice(OTHER, say(at.lang, "surveys-other"));
    }
    field = field.chosen(at.written(item));
    html! {
        @match hint {
            Some(hint) => { (field.hint(hint)) }
            None => { (field) }
        }
        (beside(item, at))
    }
}

/// A field that proposes the printed answers. What is written and is none of them is another answer.
fn suggested(item: &Item, at: &One<'_>, wording: Markup, hint: Option<Markup>) -> Markup {
    let name = at.name(item);
    let label = |choice: &Printed| {
        let said = choice.label.say(at.speaker, at.lang);
        (written(said.tag, said.text), said.tag.to_owned())
    };
    let kept = match at.answers.get(&item.link_id) {
        Some(Answer::Choice(code)) if at.given(item).is_none() => item.choice(code).map(|one| label(one).0),
        _ => None,
    };
    let mut field = at.form.text(&name, wording).sent_as(format!("{name}-other")).autocomplete("off");
    field = field.at_most(MOST_OTHER_CHARS).value(kept.unwrap_or_else(|| at.other(item)));
    for choice in offered(item, at) {
        let (text, tag) = label(choice);
        field = field.propose(text, Some(tag.as_str()).filter(|tag| *tag != at.lang.tag()), choice.code.clone());
    }
    let ours = html! { (say(at.lang, "surveys-suggested")) };
    html! { (field.hint(hint.unwrap_or(ours))) }
}

/// A text set as its language is printed.
fn written(tag: &str, text: &str) -> String {
    if tag == Lang::Fr.tag() { pages::words::french(text).into_owned() } else { text.to_owned() }
}

/// Cards, one under another or side by side.
fn cards(item: &Item, at: &One<'_>, wording: Markup, hint: Option<Markup>) -> Markup {
    let ladder = ladder(item, at);
    let made = offered(item, at).map(|choice| {
        let said = choice.label.say(at.speaker, at.lang);
        let words = html! {
            @if choice.not_read_aloud && at.reader == Reader::Interviewer { "[" (choice.code) "] " }
            (in_tag(at.lang, said.tag, said.text))
        };
        let mut one = Choice::new(choice.code.clone(), words);
        if let Some(step) = choice.weight.and_then(|weight| ladder.iter().position(|rung| *rung == weight)) {
            one = one.picture(face(step, ladder.len()));
        }
        if choice.missing.is_some() { one.apart() } else { one }
    });
    let name = at.name(item);
    let mut field = if item.several { at.form.checkboxes(&name, wording) } else { at.form.radios(&name, wording) };
    field = field.with_all(made);
    if item.other {
        field = field.with(Choice::new(OTHER, say(at.lang, "surveys-other")));
    }
    match at.answers.get(&item.link_id) {
        Some(Answer::Several { codes, other }) if item.several => {
            for code in codes.iter().map(String::as_str).chain(other.as_ref().map(|_| OTHER)) {
                field = field.chosen(code);
            }
        }
        _ => field = field.chosen(at.written(item)),
    }
    if item.looks == Looks::Row {
        field = field.line(at.ends(item));
    }
    html! {
        // Check boxes post nothing when none is checked: this says that they were there.
        @if item.several { (hidden(&name, "")) }
        @match hint {
            Some(hint) => { (field.hint(hint)) }
            None => { (field) }
        }
        (beside(item, at))
    }
}

/// The weights from worst to best, where faces may stand beside the words: judgements of our own instruments. An official
/// instrument is shown as it was printed.
fn ladder(item: &Item, at: &One<'_>) -> Vec<i64> {
    if at.official || at.reader == Reader::Interviewer || item.item_type != Some(ItemType::Satisfaction) {
        return Vec::new();
    }
    let mut weights: Vec<i64> = item.choices.iter().filter_map(|choice| choice.weight).collect();
    weights.sort_unstable();
    weights.dedup();
    weights
}
