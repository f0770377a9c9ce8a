//! One screen of an instrument, as a form: for somebody alone, or for an interviewer.

use instruments::{Answer, AnswerError, Answers, Fault, Instrument, Item, ItemType, Kind, MissingKind, Mode, Speaker};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Choice, Errors, Form},
    html,
    parts::{self, Tone, face},
    words::{say, say_with},
};

use super::in_tag;
use crate::{surveys::model::Draft, voices::Channel};

/// Who reads the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// The person who answers.
    Alone,
    /// Somebody who asks, or who copies from paper: sees the notes and every printed code.
    Interviewer,
}

/// What the kit says of answers that do not fit.
pub(super) fn errors_of(found: &[AnswerError]) -> Errors {
    let mut errors = Errors::none();
    for error in found {
        let key = format!("surveys-answer-{}", error.fault.code());
        let values = match error.fault {
            Fault::TooLong { chars, most } => vec![("chars", chars.into()), ("most", most.into())],
            Fault::OutOfRange { least, greatest } => vec![("least", least.into()), ("greatest", greatest.into())],
            _ => Vec::new(),
        };
        errors.add_with(&error.link_id, &key, values);
    }
    errors
}

/// The way of asking that a channel is.
pub(super) const fn mode_of(channel: Channel) -> Mode {
    match channel {
        Channel::Web | Channel::Kiosk => Mode::Web,
        Channel::Phone => Mode::Phone,
        Channel::Paper => Mode::Paper,
        Channel::FaceToFace => Mode::Interview,
    }
}

/// A word of caution where the source does not provide this way of asking (hard rule 13).
pub(super) fn unofficial(instrument: &Instrument, mode: Mode, lang: Lang) -> Markup {
    let rule = instrument.mode(mode).filter(|rule| instrument.is_official() && !rule.official);
    html! {
        @if let Some(rule) = rule {
            (parts::notice(lang, Tone::Warning, say_with(lang, "surveys-unofficial", &[("mode", mode.label(lang).into())]),
                html! { @if let Some(note) = &rule.note { p { (in_tag(lang, note.tag_for(lang), note.get(lang))) } } }))
        }
    }
}

/// The questions of a screen that these answers show.
pub(super) fn section(
    instrument: &Instrument,
    draft: &Draft,
    screen: usize,
    form: Form<'_>,
    wrong: &[AnswerError],
    lang: Lang,
    reader: Reader,
) -> Markup {
    let speaker = draft.speaker.unwrap_or(Speaker::Patient);
    asked(instrument, (&draft.answers, speaker), screen, form, wrong, lang, reader)
}

/// The same, from the answers so far and whoever gives them.
fn asked(
    instrument: &Instrument,
    (answers, speaker): (&Answers, Speaker),
    screen: usize,
    form: Form<'_>,
    wrong: &[AnswerError],
    lang: Lang,
    reader: Reader,
) -> Markup {
    let active = instrument.active(answers);
    let shown = || instrument.screen_items(screen).filter(|item| active.contains(&item.link_id.as_str()));
    let borrowed = shown().any(|item| {
        item.kind.is_question()
            && item.wording.say(speaker, lang).speaker != speaker
            && item.unworded.contains(&speaker)
    });
    let own = instrument.screens().get(screen).and_then(|found| found.link_id.as_deref());
    html! {
        @if borrowed { p.quiet { (say(lang, "surveys-borrowed-wording")) } }
        @for item in shown().filter(|item| Some(item.link_id.as_str()) != own) {
            @if reader == Reader::Interviewer {
                @for note in &item.interviewer_notes {
                    p.hint { (say(lang, "surveys-interviewer")) " " (in_tag(lang, note.tag_for(lang), note.get(lang))) }
                }
            }
            (one(item, &One { answers, form, wrong, lang, reader, speaker, official: instrument.is_official() }))
        }
    }
}

/// A screen as it is shown, of a questionnaire that nobody answers yet: to whoever is alone with it, or to an interviewer.
pub fn previewed(
    instrument: &Instrument,
    answers: &Answers,
    screen: usize,
    speaker: Speaker,
    lang: Lang,
    interviewer: bool,
) -> Markup {
    let reader = if interviewer { Reader::Interviewer } else { Reader::Alone };
    let none = Errors::none();
    asked(instrument, (answers, speaker), screen, Form::new(lang, &none), &[], lang, reader)
}

struct One<'a> {
    answers: &'a Answers,
    form: Form<'a>,
    wrong: &'a [AnswerError],
    lang: Lang,
    reader: Reader,
    speaker: Speaker,
    official: bool,
}

impl One<'_> {
    /// What was typed: the answer kept, or what did not fit.
    fn written(&self, item: &Item) -> String {
        let wrong = self.wrong.iter().find(|error| error.link_id == item.link_id);
        if let Some(given) = wrong.and_then(|error| error.given.as_ref()) {
            return given.open().clone();
        }
        match self.answers.get(&item.link_id) {
            Some(Answer::Choice(text) | Answer::Text(text)) => text.clone(),
            Some(Answer::Number(number)) => number.to_string(),
            None => String::new(),
        }
    }

    fn wording(&self, item: &Item) -> Markup {
        let said = item.wording.say(self.speaker, self.lang);
        html! {
            @if self.reader == Reader::Interviewer { (item.printed_number()) ". " }
            (in_tag(self.lang, said.tag, said.text))
        }
    }

    fn hint(&self, item: &Item) -> Option<Markup> {
        item.hint.as_ref().map(|hint| in_tag(self.lang, hint.tag_for(self.lang), hint.get(self.lang)))
    }
}

fn one(item: &Item, at: &One<'_>) -> Markup {
    let (wording, hint) = (at.wording(item), at.hint(item));
    match item.kind {
        Kind::Group => html! { h2 { (wording) } @if let Some(hint) = hint { p { (hint) } } },
        Kind::Display => html! { p { (wording) } },
        Kind::Number => {
            let (least, greatest) = item.range;
            let range = [("least", least.into()), ("greatest", greatest.into())];
            let field = at.form.text(&item.link_id, wording).digits().value(at.written(item)).autocomplete("off");
            let hint = hint.unwrap_or_else(|| html! { (say_with(at.lang, "surveys-range", &range)) });
            html! { (field.hint(hint)) }
        }
        Kind::Open => {
            let field = at.form.textarea(&item.link_id, wording).value(at.written(item)).at_most(item.most_chars);
            match hint {
                Some(hint) => html! { (field.hint(hint)) },
                None => html! { (field) },
            }
        }
        Kind::Choice => choices(item, at, wording, hint),
    }
}

fn choices(item: &Item, at: &One<'_>, wording: Markup, hint: Option<Markup>) -> Markup {
    let ladder = ladder(item, at);
    let offered = item.choices.iter().filter(|choice| {
        // Alone, one skips a question by leaving it; "refuses to answer" is a code of interviewers.
        at.reader == Reader::Interviewer || !(choice.not_read_aloud && choice.missing == Some(MissingKind::Refused))
    });
    let made = offered.map(|choice| {
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
    let field = at.form.radios(&item.link_id, wording).with_all(made).chosen(at.written(item));
    match hint {
        Some(hint) => html! { (field.hint(hint)) },
        None => html! { (field) },
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
