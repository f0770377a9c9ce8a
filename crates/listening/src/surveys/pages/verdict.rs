//! What is said of a screen that was sent: answers that do not fit, rules of the questionnaire that are not kept, and
//! warnings. An answer that does not fit and a rule hold one back. A warning is told once; whoever presses again goes on.

use instruments::{AnswerError, BrokenRule, Fault, Speaker};
use kernel::{Day, Lang};
use pages::{
    Markup,
    fields::{Errors, hidden},
    html,
    parts::{self, Tone},
    words::{french, say, say_with},
};

use super::{
    Fields, field, in_tag,
    journey::Journey,
    screen::{errors_of, field_of},
};

/// The field that names the warnings that were told already.
const TOLD: &str = "told";

/// What is said of a screen.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// Answers that do not fit, each told at its question.
    pub wrong: Vec<AnswerError>,
    /// Rules that are not kept: of groups, of the whole form, of questions on other screens.
    pub broken: Vec<Told>,
    /// Warnings, where one of them was not told yet.
    pub doubts: Vec<Told>,
    /// The warnings told so far.
    told: Vec<String>,
}

/// A rule that is not kept, as it is told.
#[derive(Debug)]
pub(super) struct Told {
    /// The item it stands on; none for the whole form.
    pub link_id: Option<String>,
    /// The block it stands in, from 0.
    pub block: Option<usize>,
    says: String,
    tag: String,
    /// The group that repeats and the number of its block, as one reads them.
    within: Option<(String, usize)>,
    /// The screen and the field to look at.
    place: Option<(usize, String)>,
    /// What tells it from the others.
    mark: String,
}

impl Told {
    /// The sentence alone.
    pub fn sentence(&self, lang: Lang) -> Markup {
        in_tag(lang, &self.tag, &self.says)
    }

    /// The sentence, and of which block it speaks.
    fn whole(&self, lang: Lang) -> String {
        let says = if self.tag == Lang::Fr.tag() { french(&self.says).into_owned() } else { self.says.clone() };
        match &self.within {
            Some((group, number)) => {
                let values = [("group", group.clone().into()), ("number", (*number).into()), ("says", says.into())];
                say_with(lang, "surveys-rule-in-block", &values)
            }
            None => says,
        }
    }

    /// Where to look: on this screen, or on another at the address that `other` gives it.
    fn address(&self, screen: usize, other: &impl Fn(usize) -> String) -> String {
        match &self.place {
            Some((at, field)) if *at == screen => format!("#{field}"),
            Some((at, field)) => format!("{}#{field}", other(*at)),
            None => "#questions".to_owned(),
        }
    }
}

impl Verdict {
    /// What does not fit, and nothing else.
    pub fn wrong(wrong: Vec<AnswerError>) -> Self {
        Self { wrong, ..Self::default() }
    }

    /// Whether one goes on.
    pub const fn is_fine(&self) -> bool {
        self.wrong.is_empty() && self.broken.is_empty() && self.doubts.is_empty()
    }

    /// Whether something holds one back.
    pub const fn is_refused(&self) -> bool {
        !self.wrong.is_empty() || !self.broken.is_empty()
    }

    /// What the kit says: at its question where it stands on one of this screen, else in the summary alone.
    pub fn errors(&self, journey: &Journey, screen: usize, lang: Lang, other: &impl Fn(usize) -> String) -> Errors {
        let mut errors = errors_of(&journey.asked.instrument, &journey.draft, &self.wrong, lang);
        for told in &self.broken {
            let says = vec![("says", told.whole(lang).into())];
            errors.add_elsewhere(told.address(screen, other), "surveys-answer-rule", says);
        }
        errors
    }

    /// The warnings, above the questions. They have the focus, as what is refused has.
    pub fn warned(&self, screen: usize, lang: Lang, other: &impl Fn(usize) -> String) -> Markup {
        if self.doubts.is_empty() || self.is_refused() {
            return html! {};
        }
        let body = html! {
            ul { @for told in &self.doubts { li { a href=(told.address(screen, other)) { (told.whole(lang)) } } } }
            p { (say(lang, "surveys-doubt")) }
        };
        html! {
            div role="alert" tabindex="-1" autofocus data-doubts {
                (parts::notice(lang, Tone::Warning, say(lang, "surveys-doubt-title"), body))
            }
        }
    }

    /// What remembers, in the form, which warnings were told.
    pub fn remembered(&self) -> Markup {
        html! { @if !self.told.is_empty() { (hidden(TOLD, &self.told.join(" "))) } }
    }
}

impl Journey {
    /// Judges the rules whose turn it is: those of this screen, and before everything is sent all that are left.
    pub fn judge(&self, screen: usize, sends: bool, fields: &Fields, today: Day, lang: Lang, verdict: &mut Verdict) {
        let shown = self.questions(screen);
        let all = sends || self.screens().last() == Some(&screen);
        let rules = self.asked.instrument.broken_rules(&self.draft.answers, today);
        verdict.told = field(fields, TOLD).split(' ').filter(|mark| !mark.is_empty()).map(str::to_owned).collect();
        verdict.told.truncate(instruments::MOST_ANSWERS);
        for rule in rules.into_iter().filter(|rule| all || rule.due == Some(screen)) {
            let at = rule.link_id.clone().map(|link_id| (link_id, rule.block)).filter(|at| shown.contains(at));
            let told = self.told(&rule, lang);
            match at {
                _ if rule.warning => verdict.doubts.push(told),
                Some((link_id, block)) => {
                    let other = |one: &AnswerError| one.link_id != link_id || one.block != block;
                    if verdict.wrong.iter().all(other) {
                        verdict.wrong.push(AnswerError { link_id, block, fault: Fault::Rule(told.says), given: None });
                    }
                }
                None => verdict.broken.push(told),
            }
        }
        let known = |told: &Told| verdict.told.contains(&told.mark);
        if verdict.doubts.iter().all(known) {
            verdict.doubts.clear();
        }
        let new: Vec<String> =
            verdict.doubts.iter().filter(|told| !known(told)).map(|told| told.mark.clone()).collect();
        // Warnings that stand behind something refused are not told yet.
        if !verdict.is_refused() {
            verdict.told.extend(new);
        }
    }

    fn told(&self, rule: &BrokenRule, lang: Lang) -> Told {
        let (instrument, draft) = (&self.asked.instrument, &self.draft);
        let item = rule.link_id.as_deref().and_then(|link_id| instrument.item(link_id));
        let group = item.and_then(|item| item.inside.as_deref().map_or(Some(item), |group| instrument.item(group)));
        let speaker = draft.speaker.unwrap_or(Speaker::Patient);
        let within = group.zip(rule.block).map(|(group, block)| {
            let said = group.wording.say(speaker, lang).text;
            let name = if said.is_empty() { say(lang, "surveys-block") } else { said.to_owned() };
            (name, block + 1)
        });
        let place = rule.first.as_ref().and_then(|(link_id, block)| {
            Some((instrument.screen_of(link_id)?, field_of(instrument, draft, link_id, *block)))
        });
        let said = rule.says.get(lang);
        let (says, tag) = if said.trim().is_empty() {
            (say(lang, "surveys-rule-unnamed"), lang.tag())
        } else {
            (said.to_owned(), rule.says.tag_for(lang))
        };
        let number = group.zip(rule.block).and_then(|(group, block)| {
            let count = instrument.block_count(&group.link_id, &draft.answers);
            draft.numbers(&group.link_id, count).get(block).copied()
        });
        let mark = number.map_or_else(|| rule.number.to_string(), |number| format!("{}.{number}", rule.number));
        let (link_id, block) = (rule.link_id.clone(), rule.block);
        Told { link_id, block, says, tag: tag.to_owned(), within, place, mark }
    }
}
