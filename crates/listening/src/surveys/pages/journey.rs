//! A draft on its way through the screens of a questionnaire: what is read of a posted screen, what does not fit, and what
//! stands above the questions. The public pages and those of entry on behalf share it.

use std::sync::Arc;

use instruments::{Answer, AnswerError, Answers, Fault, LESS, MORE, Speaker};
use kernel::{Lang, Personal};
use pages::{Look, Markup, html, words::french};
use spine::Platform;

use super::{Fields, asked_of, in_tag, screen::field_of};
use crate::surveys::{
    actions::{self, SurveyProblem},
    memory::Asked,
    model::Draft,
    token::DraftKey,
};

/// A draft on its way through the screens.
pub(super) struct Journey {
    pub asked: Arc<Asked>,
    pub key: DraftKey,
    pub draft: Draft,
}

impl Journey {
    /// Opens the draft that an address names; `behalf` says whose pages ask.
    pub async fn open(p: &Platform, campaign: &str, key: &str, behalf: bool) -> Result<Self, SurveyProblem> {
        let asked = asked_of(p, campaign).await.map_err(|_| SurveyProblem::NotFound)?;
        let key = DraftKey::read(key).ok_or(SurveyProblem::NoDraft)?;
        let draft = actions::open(p, &asked, &key).await?.filter(|draft| draft.behalf == behalf);
        draft.map(|draft| Self { asked, key, draft }).ok_or(SurveyProblem::NoDraft)
    }

    /// The screens that the answers so far show.
    pub fn screens(&self) -> Vec<usize> {
        self.asked.instrument.active_screens(&self.draft.answers)
    }

    /// The questions of a screen that the answers so far show, each with the block where it stands in one.
    pub fn questions(&self, screen: usize) -> Vec<(String, Option<usize>)> {
        let (instrument, answers) = (&self.asked.instrument, &self.draft.answers);
        let shown = instrument.shown(answers);
        let mut out = Vec::new();
        for item in instrument.screen_items(screen).filter(|item| item.kind.is_question()) {
            let blocks = match &item.inside {
                Some(group) => (0..instrument.block_count(group, answers)).map(Some).collect(),
                None => vec![None],
            };
            let here = blocks.into_iter().filter(|block| shown.is(&item.link_id, *block));
            out.extend(here.map(|block| (item.link_id.clone(), block)));
        }
        out
    }

    /// Takes the posted answers of a screen; gives what does not fit. What a filter hides now is left in peace. What does not
    /// fit is remembered as it was typed; the answer given before stands until another one fits.
    pub fn read(&mut self, screen: usize, fields: &Fields) -> Vec<AnswerError> {
        let instrument = Arc::clone(&self.asked.instrument);
        let mut reading = instrument.from_form(screen, fields);
        let counted = |group: &str, draft: &Draft| instrument.block_count(group, &draft.answers);
        reading.keep_earlier(&self.draft.answers, |group| self.draft.numbers(group, counted(group, &self.draft)));
        reading.merge_into(&mut self.draft.answers);
        for posted in &reading.blocks {
            self.draft.number_blocks(&posted.group, posted.numbers.clone());
        }
        self.remember(screen, fields, &reading.errors);
        let shown = self.questions(screen);
        let mut wrong = reading.errors;
        wrong.retain(|one| shown.contains(&(one.link_id.clone(), one.block)));
        for one in instrument.validate_screen(screen, &self.draft.answers) {
            if wrong.iter().all(|other| other.link_id != one.link_id || other.block != one.block) {
                wrong.push(one);
            }
        }
        if wrong.is_empty() && !actions::fits(&self.asked, &self.draft) {
            wrong.extend(self.far_too_long(screen));
        }
        wrong
    }

    /// Remembers what was typed on a screen and does not fit, instead of what was remembered of it.
    fn remember(&mut self, screen: usize, fields: &Fields, errors: &[AnswerError]) {
        let instrument = Arc::clone(&self.asked.instrument);
        self.draft.refused.retain(|(name, _)| !instrument.screen_items(screen).any(|item| item.owns(name)));
        for error in errors {
            let Some(item) = instrument.item(&error.link_id) else { continue };
            let name = field_of(&instrument, &self.draft, &error.link_id, error.block);
            let own = fields.iter().filter(|(posted, _)| item.owns(posted) && posted.starts_with(&name));
            self.draft.refused.extend(own.cloned());
        }
    }

    /// What was typed on a screen and did not fit when it was left.
    pub fn refused(&self, screen: usize) -> Vec<AnswerError> {
        if self.draft.refused.is_empty() {
            return Vec::new();
        }
        let instrument = &self.asked.instrument;
        let mut fields = self.draft.refused.clone();
        for group in instrument.repeated_on(screen) {
            let count = instrument.block_count(&group.link_id, &self.draft.answers);
            let numbers = self.draft.numbers(&group.link_id, count);
            let told: Vec<String> = numbers.iter().map(usize::to_string).collect();
            fields.push((group.field().into_owned(), told.join(" ")));
        }
        let shown = self.questions(screen);
        let mut errors = instrument.from_form(screen, &fields).errors;
        errors.retain(|one| shown.contains(&(one.link_id.clone(), one.block)));
        errors
    }

    /// Keeps the draft. Where what did not fit makes it too large, the longest of that is let go first.
    pub async fn keep(&mut self, p: &Platform) -> Result<(), SurveyProblem> {
        while !actions::fits(&self.asked, &self.draft) {
            let refused = &mut self.draft.refused;
            let longest = refused.iter().enumerate().max_by_key(|(_, (_, value))| value.len()).map(|(at, _)| at);
            let Some(longest) = longest else { break };
            refused.remove(longest);
        }
        actions::keep(p, &self.asked, &self.key, &self.draft).await
    }

    /// The longest text of a screen, as the one to shorten: all of them together are more than can be kept.
    fn far_too_long(&self, screen: usize) -> Option<AnswerError> {
        let answers = &self.draft.answers;
        let texts = self.questions(screen).into_iter().filter_map(|(link_id, block)| {
            let group = self.asked.instrument.item(&link_id).and_then(|item| item.inside.as_deref());
            let answers = match (group, block) {
                (Some(group), Some(block)) => answers.within(group).get(block)?,
                _ => answers,
            };
            let text = answers.get(&link_id).and_then(Answer::own_words)?;
            Some((text.chars().count(), link_id, block, text))
        });
        let (chars, link_id, block, text) = texts.max_by_key(|(chars, ..)| *chars)?;
        let fault = Fault::TooLong { chars, most: chars / 2 };
        Some(AnswerError { link_id, block, fault, given: Some(Personal::new(text.to_owned())) })
    }

    /// Does what a button of a group that repeats asks for; none when it is no such button. Gives the id of what to look at
    /// then. Of what does not fit, what was written is told and the rest is not yet; it moves with its block.
    pub fn press(&mut self, go: &str, wrong: &mut Vec<AnswerError>) -> Option<String> {
        let (removed, group) = match (go.strip_prefix(MORE), go.strip_prefix(LESS)) {
            (Some(group), _) => (None, group),
            (_, Some(rest)) => rest.split_once(':').map(|(number, group)| (Some(number), group))?,
            _ => return None,
        };
        let instrument = Arc::clone(&self.asked.instrument);
        let item = instrument.item(group)?;
        let count = instrument.block_count(group, &self.draft.answers);
        let mut numbers = self.draft.numbers(group, count);
        let at = removed.and_then(|told| numbers.iter().position(|one| told.parse() == Ok(*one)));
        let asked = match (removed, at) {
            (None, _) => Some(go.to_owned()),
            (Some(_), at) => at.map(|at| format!("{LESS}{}:{group}", at + 1)),
        };
        let changed = asked.is_some_and(|go| instrument.change_blocks(&go, &mut self.draft.answers));
        wrong.retain(|one| one.given.is_some());
        match at.filter(|_| changed) {
            Some(at) => {
                let gone = numbers.remove(at);
                self.draft.number_blocks(group, numbers);
                self.forget_block(group, gone);
                let in_group = |one: &AnswerError| {
                    instrument.item(&one.link_id).is_some_and(|item| item.inside.as_deref() == Some(group))
                };
                wrong.retain(|one| !(in_group(one) && one.block == Some(at)));
                for one in wrong.iter_mut().filter(|one| in_group(one) && one.block > Some(at)) {
                    one.block = one.block.map(|block| block - 1);
                }
            }
            None if changed => {
                numbers.push(numbers.iter().max().map_or(1, |last| last + 1));
                self.draft.number_blocks(group, numbers);
            }
            None => {}
        }
        let field = item.field();
        let is_plain = field.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        let last = instrument.block_count(group, &self.draft.answers);
        let last = self.draft.numbers(group, last).last().copied().unwrap_or(1);
        Some(match removed {
            _ if !is_plain => "questions".to_owned(),
            None => format!("b{last}:{field}-title"),
            Some(_) => field.into_owned(),
        })
    }

    /// Forgets what was typed in a block that is taken away.
    fn forget_block(&mut self, group: &str, number: usize) {
        let instrument = Arc::clone(&self.asked.instrument);
        let start = format!("b{number}:");
        let of_group = |name: &str| instrument.inside(group).any(|item| item.owns(name));
        self.draft.refused.retain(|(name, _)| !(name.starts_with(&start) && of_group(name)));
    }

    /// Takes away the blocks that hold nothing, when one leaves their screen; not those in which something was typed that did
    /// not fit, unless everything is sent.
    pub fn drop_empty_blocks(&mut self, sends: bool) {
        let instrument = Arc::clone(&self.asked.instrument);
        for group in instrument.repeated() {
            let blocks = self.draft.answers.within(&group.link_id).to_vec();
            let numbers = self.draft.numbers(&group.link_id, blocks.len());
            let typed = |number: usize| {
                let start = format!("b{number}:");
                let mut refused = self.draft.refused.iter();
                refused.any(|(name, _)| {
                    name.starts_with(&start) && instrument.inside(&group.link_id).any(|item| item.owns(name))
                })
            };
            let kept: Vec<(Answers, usize)> = blocks
                .into_iter()
                .zip(numbers)
                .filter(|(block, number)| !block.is_empty() || !sends && typed(*number))
                .collect();
            let (blocks, numbers): (Vec<_>, Vec<_>) = kept.into_iter().unzip();
            if blocks.is_empty() {
                self.draft.answers.clear(&group.link_id);
            } else {
                self.draft.answers.set(group.link_id.as_str(), Answer::Repeated(blocks));
            }
            self.draft.number_blocks(&group.link_id, numbers);
        }
    }

    /// The title of a screen and the sentences under it.
    pub fn heading(&self, screen: usize, look: Look) -> (String, Markup) {
        let (lang, instrument) = (look.lang, &self.asked.instrument);
        let speaker = self.draft.speaker.unwrap_or(Speaker::Patient);
        let found = instrument.screens().get(screen);
        let title = found.and_then(|one| one.title.as_ref()).map(|title| title.get(speaker, lang).to_owned());
        let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| instrument.title(lang).to_owned());
        let title = if lang == Lang::Fr { french(&title).into_owned() } else { title };
        let is_first = self.screens().first() == Some(&screen);
        let introduction = instrument.introduction(speaker, lang).filter(|_| is_first);
        let body = html! {
            h1 { (title) }
            @if let Some(said) = introduction { p.lead { (in_tag(lang, said.tag, said.text)) } }
            @if let Some(intro) = found.and_then(|one| one.intro.as_ref()) {
                p { (in_tag(lang, intro.tag_for(lang), intro.get(lang))) }
            }
        };
        (title, body)
    }
}
