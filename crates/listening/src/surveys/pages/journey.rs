//! A draft on its way through the screens of a questionnaire: what is read of a posted screen, what does not fit, and what
//! stands above the questions. The public pages and those of entry on behalf share it.

use std::sync::Arc;

use instruments::{Answer, AnswerError, Fault, LESS, MORE, Speaker};
use kernel::{Day, Lang, Personal};
use pages::{Look, Markup, html, words::french};
use spine::Platform;

use super::{Fields, asked_of, in_tag};
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

    /// Takes the posted answers of a screen; gives what does not fit. What a filter hides now is left in peace.
    pub fn read(&mut self, screen: usize, fields: &Fields, today: Day) -> Vec<AnswerError> {
        let reading = self.asked.instrument.from_form(screen, fields);
        reading.merge_into(&mut self.draft.answers);
        let shown = self.questions(screen);
        let mut wrong = reading.errors;
        wrong.retain(|one| shown.contains(&(one.link_id.clone(), one.block)));
        let new = |wrong: &[AnswerError], link_id: &str, block: Option<usize>| {
            wrong.iter().all(|other| other.link_id != link_id || other.block != block)
        };
        for one in self.asked.instrument.validate_screen(screen, &self.draft.answers) {
            if new(&wrong, &one.link_id, one.block) {
                wrong.push(one);
            }
        }
        for rule in
            self.asked.instrument.broken_rules(&self.draft.answers, today).into_iter().filter(|one| !one.warning)
        {
            let place = rule.link_id.map(|link_id| (link_id, rule.block)).filter(|place| shown.contains(place));
            let Some((link_id, block)) = place else { continue };
            if new(&wrong, &link_id, block) {
                wrong.push(AnswerError { link_id, block, fault: Fault::Rule(rule.says), given: None });
            }
        }
        if wrong.is_empty() && !actions::fits(&self.asked, &self.draft) {
            wrong.extend(self.far_too_long(screen));
        }
        wrong
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
            (_, Some(rest)) => rest.split_once(':').map(|(number, group)| (number.parse::<usize>().ok(), group))?,
            _ => return None,
        };
        let instrument = Arc::clone(&self.asked.instrument);
        let item = instrument.item(group)?;
        let changed = instrument.change_blocks(go, &mut self.draft.answers);
        wrong.retain(|one| one.given.is_some());
        if let Some(at) = removed.and_then(|number| number.checked_sub(1)).filter(|_| changed) {
            let in_group = |one: &AnswerError| {
                instrument.item(&one.link_id).is_some_and(|item| item.inside.as_deref() == Some(group))
            };
            wrong.retain(|one| !(in_group(one) && one.block == Some(at)));
            for one in wrong.iter_mut().filter(|one| in_group(one) && one.block > Some(at)) {
                one.block = one.block.map(|block| block - 1);
            }
        }
        let field = item.field();
        let is_plain = field.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        let last = instrument.block_count(group, &self.draft.answers);
        Some(match removed {
            _ if !is_plain => "questions".to_owned(),
            None => format!("b{last}:{field}-title"),
            Some(_) => field.into_owned(),
        })
    }

    /// Takes away the blocks that hold nothing, when one leaves their screen.
    pub fn drop_empty_blocks(&mut self) {
        let instrument = Arc::clone(&self.asked.instrument);
        instrument.drop_empty_blocks(&mut self.draft.answers);
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
