//! One screen of an instrument, as a form: for somebody alone, or for an interviewer. Groups that repeat are shown block by
//! block, with a button for one more and one to take a block away; both send the screen, and need no script.

use instruments::{
    AnswerError, Answers, Computed, Fault, GREATEST_NUMBER, Instrument, Item, Kind, LESS, MORE, Mode, Repeats, Shown,
    Speaker, readable,
};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tone},
    words::{say, say_with},
};

use super::{
    in_tag,
    question::{One, one},
    verdict::{Told, Verdict},
};
use crate::surveys::model::Draft;

/// Who reads the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// The person who answers.
    Alone,
    /// The same, with every question of the screen there: the script shows and hides them as answers come.
    Everything,
    /// Somebody who asks, or who copies from paper: sees the notes and every printed code.
    Interviewer,
}

/// The number of the block that stands for one more, for the script: more than any block has.
pub(super) const ANY_BLOCK: usize = GREATEST_NUMBER + 1;

/// What the kit says of answers that do not fit, under the names that the questions have in the form.
pub(super) fn errors_of(instrument: &Instrument, draft: &Draft, found: &[AnswerError], lang: Lang) -> Errors {
    let mut errors = Errors::none();
    for error in found {
        let key = format!("surveys-answer-{}", error.fault.code());
        let text =
            |bound: &Option<String>| bound.as_ref().map(|bound| readable(bound, lang)).unwrap_or_default().into();
        let values = match &error.fault {
            Fault::TooLong { chars, most } => vec![("chars", (*chars).into()), ("most", (*most).into())],
            Fault::OutOfRange { least, greatest } => vec![("least", (*least).into()), ("greatest", (*greatest).into())],
            Fault::Rule(says) => vec![("says", says.clone().into())],
            Fault::TooPrecise { most } => vec![("most", i64::from(*most).into())],
            Fault::TooFewBlocks { fewest } => vec![("fewest", (*fewest).into())],
            Fault::TooManyBlocks { most } => vec![("most", (*most).into())],
            Fault::Beyond { least, greatest } => vec![("least", text(least)), ("greatest", text(greatest))],
            _ => Vec::new(),
        };
        let field = field_of(instrument, draft, &error.link_id, error.block);
        errors.add_with(&field, &key, values);
    }
    errors
}

/// The name of a question's field on the page, in a block (from 0) where it stands in one.
pub(super) fn field_of(instrument: &Instrument, draft: &Draft, link_id: &str, block: Option<usize>) -> String {
    let Some(item) = instrument.item(link_id) else { return link_id.to_owned() };
    let number = item.inside.as_deref().zip(block).and_then(|(group, block)| {
        let count = instrument.block_count(group, &draft.answers);
        draft.numbers(group, count).get(block).map(|number| number.saturating_sub(1))
    });
    item.field_in(number.or(block)).into_owned()
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

/// The questions of a screen that these answers show, with what does not fit and what of the rules is not kept.
pub(super) fn section(
    instrument: &Instrument,
    draft: &Draft,
    screen: usize,
    form: Form<'_>,
    verdict: &Verdict,
    lang: Lang,
    reader: Reader,
) -> Markup {
    let speaker = draft.speaker.unwrap_or(Speaker::Patient);
    let asking = Asking::new(instrument, &draft.answers, speaker, form, &verdict.wrong, lang, reader);
    Asking { draft: Some(draft), told: &verdict.broken, ..asking }.screen(screen)
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
    Asking::new(instrument, answers, speaker, Form::new(lang, &none), &[], lang, reader).screen(screen)
}

/// A block of a group that repeats that nobody asked for yet, for the script: it puts its own number for [`ANY_BLOCK`].
pub(super) fn another(instrument: &Instrument, group: &Item, speaker: Speaker, lang: Lang) -> Markup {
    let mut answers = instrument.initial_answers();
    instrument.change_blocks(&format!("{MORE}{}", group.link_id), &mut answers);
    let block = answers.within(&group.link_id).last().cloned().unwrap_or_default();
    let none = Errors::none();
    let form = Form::new(lang, &none);
    let asking = Asking::new(instrument, &answers, speaker, form, &[], lang, Reader::Everything);
    asking.block(group, Block { place: ANY_BLOCK - 1, number: ANY_BLOCK }, &block, true)
}

/// A block: its place among the others, from 0, and the number by which the page knows it.
#[derive(Clone, Copy)]
struct Block {
    place: usize,
    number: usize,
}

/// What a screen is asked with.
struct Asking<'a> {
    instrument: &'a Instrument,
    answers: &'a Answers,
    shown: Shown<'a>,
    computed: Vec<Computed<'a>>,
    speaker: Speaker,
    form: Form<'a>,
    wrong: &'a [AnswerError],
    lang: Lang,
    reader: Reader,
    /// Whose answers they are, where somebody is answering.
    draft: Option<&'a Draft>,
    /// The rules that are not kept.
    told: &'a [Told],
}

impl<'a> Asking<'a> {
    fn new(
        instrument: &'a Instrument,
        answers: &'a Answers,
        speaker: Speaker,
        form: Form<'a>,
        wrong: &'a [AnswerError],
        lang: Lang,
        reader: Reader,
    ) -> Self {
        let (shown, computed) = (instrument.shown(answers), instrument.computed(answers, lang));
        Self { instrument, answers, shown, computed, speaker, form, wrong, lang, reader, draft: None, told: &[] }
    }

    /// Whether an item stands on the page, shown or waiting for the script to show it.
    fn stands(&self, item: &Item, block: Option<usize>) -> bool {
        self.reader == Reader::Everything && !item.hidden || self.shown.is(&item.link_id, block)
    }

    fn screen(&self, screen: usize) -> Markup {
        let own = self.instrument.screens().get(screen).and_then(|found| found.link_id.as_deref());
        let items = || self.instrument.screen_items(screen);
        let borrowed = items().any(|item| {
            item.kind.is_question()
                && self.shown.is(&item.link_id, None)
                && item.wording.say(self.speaker, self.lang).speaker != self.speaker
                && item.unworded.contains(&self.speaker)
        });
        let alone = items().filter(|item| item.inside.is_none() && Some(item.link_id.as_str()) != own);
        // A screen that repeats as a whole has its blocks and nothing else.
        let whole = own.and_then(|own| self.instrument.item(own)).filter(|group| group.repeats.is_some());
        html! {
            @if borrowed { p.quiet { (say(self.lang, "surveys-borrowed-wording")) } }
            @if let Some(group) = whole { (self.blocks(group, false)) }
            @for item in alone {
                @if item.repeats.is_some() { (self.blocks(item, true)) } @else { (self.question(item, None, self.answers)) }
            }
        }
    }

    /// A question, where it stands on the page.
    fn question(&self, item: &Item, at: Option<Block>, answers: &Answers) -> Markup {
        let block = at.map(|at| at.place);
        let shown = self.shown.is(&item.link_id, block);
        let official = self.instrument.is_official();
        // What stands beside its question is drawn with it.
        if item.beside.is_some() {
            return html! {};
        }
        let at = One {
            instrument: self.instrument,
            answers,
            block,
            number: at.map(|at| at.number),
            computed: &self.computed,
            form: self.form,
            wrong: self.wrong,
            lang: self.lang,
            reader: self.reader,
            speaker: self.speaker,
            official,
        };
        html! {
            @if self.stands(item, block) {
                @if self.reader == Reader::Interviewer {
                    @for note in &item.interviewer_notes {
                        p.hint { (say(self.lang, "surveys-interviewer")) " " (in_tag(self.lang, note.tag_for(self.lang), note.get(self.lang))) }
                    }
                }
                div.question data-question=(item.link_id) hidden[!shown] {
                    (one(item, &at))
                    @if item.kind == Kind::Group { (self.ruled(&item.link_id, block)) }
                }
            }
        }
    }

    /// What the rules of a group say that are not kept, where the group stands.
    fn ruled(&self, group: &str, block: Option<usize>) -> Markup {
        let here = self.told.iter().filter(|told| told.link_id.as_deref() == Some(group) && told.block == block);
        html! {
            @for told in here { p.error { span.visually-hidden { (say(self.lang, "kit-error")) " " } (told.sentence(self.lang)) } }
        }
    }

    /// The blocks of a group that repeats, and the buttons that change how many there are.
    fn blocks(&self, group: &Item, with_heading: bool) -> Markup {
        let Some(Repeats { fewest, most }) = group.repeats.filter(|_| self.stands(group, None)) else {
            return html! {};
        };
        let (lang, given) = (self.lang, self.answers.within(&group.link_id));
        let count = self.instrument.block_count(&group.link_id, self.answers);
        let numbers = self.draft.map_or_else(|| (1..=count).collect(), |draft| draft.numbers(&group.link_id, count));
        let posted: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let none = Answers::new();
        let error = self.wrong.iter().find(|error| error.link_id == group.link_id && error.block.is_none());
        let told = self.instrument.repeats_told(group, lang);
        html! {
            div.question.blocks id=(group.field()) data-question=(group.link_id) data-blocks=(group.link_id) data-fewest=(fewest) data-most=(most)
                hidden[!self.shown.is(&group.link_id, None)] tabindex="-1" {
                (hidden(&group.field(), &posted.join(" ")))
                @if with_heading { h2 { (self.named(group)) } }
                @if let Some(hint) = group.hint.as_ref().filter(|_| with_heading) { p { (in_tag(lang, hint.tag_for(lang), hint.get(lang))) } }
                @if let Some(told) = told { p.hint { (told) } }
                @if let Some(error) = error { p.error { span.visually-hidden { (say(lang, "kit-error")) " " } (error.fault.message(lang)) } }
                @for (place, number) in numbers.into_iter().enumerate() {
                    (self.block(group, Block { place, number }, given.get(place).unwrap_or(&none), place > 0 && count > fewest.max(1)))
                }
                div.buttons data-more hidden[count >= most] {
                    (Button::submit(say(lang, "surveys-block-more")).named("go", format!("{MORE}{}", group.link_id)).secondary())
                }
            }
        }
    }

    fn named(&self, group: &Item) -> Markup {
        let said = group.wording.say(self.speaker, self.lang);
        if said.text.is_empty() {
            html! { (say(self.lang, "surveys-block")) }
        } else {
            in_tag(self.lang, said.tag, said.text)
        }
    }

    fn block(&self, group: &Item, at: Block, answers: &Answers, removable: bool) -> Markup {
        let Block { place, number } = at;
        let title = format!("b{number}:{}-title", group.field());
        let less = format!("{LESS}{number}:{}", group.link_id);
        html! {
            div.block role="group" aria-labelledby=(title) data-block=(number) {
                h2.block-title id=(title) tabindex="-1" { (self.named(group)) " – " span data-number { (place + 1) } }
                (self.ruled(&group.link_id, Some(place)))
                @for item in self.instrument.inside(&group.link_id) { (self.question(item, Some(at), answers)) }
                div.buttons data-less hidden[!removable] {
                    button.button.button-quiet type="submit" name="go" value=(less) {
                        (say(self.lang, "surveys-block-less")) " – " span data-number { (place + 1) }
                    }
                }
            }
        }
    }
}
