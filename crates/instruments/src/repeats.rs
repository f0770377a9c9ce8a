//! Groups that repeat: "one block for each medicine". A block is one time that the group is asked, with answers of its own.
//!
//! The answer to such a group is [`Answer::Repeated`], a list of [`Answers`], one for each block. What is shown, computed and
//! refused is decided block by block, as [`Session`] means it: a condition looks at its own block first. A block is posted
//! whole: what a screen does not post of a block is not answered.

use kernel::Lang;

use crate::{
    Answer, AnswerError, Answers, Fault, Instrument, Item, Session,
    form::{FormReading, Given, PostedBlocks, read},
    given::{answer_of, values_of},
};

/// Most blocks of one group on a page.
pub const MOST_BLOCKS: usize = 20;
/// The greatest number by which a page knows a block: blocks that come after others are taken away have new numbers.
pub const GREATEST_NUMBER: usize = 998;
/// What a button posts under `go` to ask for one more block, before the link id of the group.
pub const MORE: &str = "more:";
/// What a button posts under `go` to remove a block, before its number (from 1), a colon and the link id of the group.
pub const LESS: &str = "less:";

/// How often a group is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeats {
    /// Fewest blocks that must hold an answer.
    pub fewest: usize,
    /// Most blocks, at most [`MOST_BLOCKS`].
    pub most: usize,
}

/// A value that the form computes, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed<'a> {
    /// The item.
    pub link_id: &'a str,
    /// The block it stands in, from 0; none outside groups that repeat.
    pub block: Option<usize>,
    /// The value with its unit, as one reads it.
    pub shown: String,
}

/// The instances of an item, in the order of the blocks: outside groups that repeat there is one.
pub(crate) fn nodes<'s>(session: &'s Session, link_id: &str) -> &'s [u32] {
    session.program().item(link_id).map(|number| session.instances(number)).unwrap_or_default()
}

/// Which items answers show, block by block.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    pub(crate) instrument: &'a Instrument,
    /// For each item: whether it is shown, for each block of its group; once outside groups that repeat.
    pub(crate) flags: Vec<Vec<bool>>,
}

impl Shown<'_> {
    /// Whether an item is shown, in a block (from 0) of the group it stands in.
    pub fn is(&self, link_id: &str, block: Option<usize>) -> bool {
        let flags = self.instrument.by_link.get(link_id).and_then(|index| self.flags.get(*index));
        flags.and_then(|flags| flags.get(block.unwrap_or(0))) == Some(&true)
    }
}

impl Instrument {
    /// The groups that repeat, in printed order.
    pub fn repeated(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.repeats.is_some())
    }

    /// The items of a group that repeats, in printed order, inner groups and texts included.
    pub fn inside<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.inside.as_deref() == Some(group))
    }

    /// How many blocks of a group there are to show; 0 for an item that does not repeat.
    pub fn block_count(&self, group: &str, answers: &Answers) -> usize {
        let repeats = self.item(group).and_then(|item| item.repeats);
        repeats.map_or(0, |repeats| answers.within(group).len().max(repeats.fewest).max(1).min(repeats.most.max(1)))
    }

    /// Puts the blocks of every group that repeats into a session that has everything else.
    pub(crate) fn fill_blocks(&self, session: &mut Session, answers: &Answers) {
        for group in self.repeated() {
            let blocks = answers.within(&group.link_id);
            while nodes(session, &group.link_id).len() < blocks.len() {
                if self.grow(session, group).is_none() {
                    break;
                }
            }
            for (at, block) in blocks.iter().enumerate() {
                for item in self.inside(&group.link_id) {
                    let values = block.get(&item.link_id).map(|answer| self.program_values(item, answer));
                    let node = nodes(session, &item.link_id).get(at).copied();
                    // Nothing is put beforehand where people answered. What takes no answer (texts, calculations) refuses.
                    if let Some(node) = node {
                        session.answer(node, values.unwrap_or_default()).ok();
                    }
                }
            }
        }
    }

    fn program_values(&self, item: &Item, answer: &Answer) -> Vec<crate::program::Value> {
        let form = self.program.item(&item.link_id).and_then(|number| self.program.items.get(number as usize));
        form.map(|form| values_of(item, form, answer)).unwrap_or_default()
    }

    /// Adds an instance of a group to a session; none when the form has enough.
    fn grow(&self, session: &mut Session, group: &Item) -> Option<()> {
        let above = group.parent.and_then(|parent| self.items.get(parent));
        let parent = match above {
            Some(above) => session.node(&above.link_id)?,
            None => 0,
        };
        session.add_group(parent, &group.link_id).ok().map(|_| ())
    }

    /// What stands in a block of a session: initial values and chosen options.
    pub(crate) fn block_of(&self, session: &Session, group: &str, at: usize) -> Answers {
        let mut block = Answers::new();
        for item in self.inside(group).filter(|item| item.kind.is_question()) {
            let node = nodes(session, &item.link_id).get(at).copied();
            if let Some(answer) = node.and_then(|node| answer_of(item, session.answers(node))) {
                block.set(item.link_id.clone(), answer);
            }
        }
        block
    }

    /// Does what a button of a group that repeats asks for ([`MORE`], [`LESS`]): one more block with what stands in it
    /// beforehand, or one block less with what was answered in it. False when it is no such button, or when the group has
    /// as many or as few blocks as it may.
    pub fn change_blocks(&self, go: &str, answers: &mut Answers) -> bool {
        if let Some(group) = go.strip_prefix(MORE) {
            return self.more(group, answers).is_some();
        }
        let told = go.strip_prefix(LESS).and_then(|rest| rest.split_once(':'));
        let Some((number, group)) = told.and_then(|(number, group)| Some((number.parse::<usize>().ok()?, group)))
        else {
            return false;
        };
        let Some(repeats) = self.item(group).and_then(|item| item.repeats) else { return false };
        let mut blocks = self.padded(group, answers);
        if number == 0 || number > blocks.len() || blocks.len() <= repeats.fewest.max(1) {
            return false;
        }
        blocks.remove(number - 1);
        answers.set(group, Answer::Repeated(blocks));
        true
    }

    fn more(&self, group: &str, answers: &mut Answers) -> Option<()> {
        let item = self.item(group)?;
        let repeats = item.repeats?;
        let mut blocks = self.padded(group, answers);
        if blocks.len() >= repeats.most {
            return None;
        }
        let with_all = answers.clone().with(group, Answer::Repeated(blocks.clone()));
        let mut session = self.session(&with_all);
        self.grow(&mut session, item)?;
        blocks.push(self.block_of(&session, group, blocks.len()));
        answers.set(group, Answer::Repeated(blocks));
        Some(())
    }

    /// The blocks as they are shown, those that hold nothing included.
    fn padded(&self, group: &str, answers: &Answers) -> Vec<Answers> {
        let mut blocks = answers.within(group).to_vec();
        blocks.resize(self.block_count(group, answers), Answers::new());
        blocks
    }

    /// Takes the blocks away that hold no answer: whoever asked for one more and left it empty meant none.
    pub fn drop_empty_blocks(&self, answers: &mut Answers) {
        for group in self.repeated() {
            let mut blocks = answers.within(&group.link_id).to_vec();
            blocks.retain(|block| !block.is_empty());
            if blocks.is_empty() {
                answers.clear(&group.link_id);
            } else {
                answers.set(group.link_id.as_str(), Answer::Repeated(blocks));
            }
        }
    }

    /// The groups that repeat and have something on a screen.
    pub fn repeated_on(&self, screen: usize) -> impl Iterator<Item = &Item> {
        let here = self.screens.get(screen).map(|found| found.items.as_slice()).unwrap_or_default();
        let stands = |group: &&Item| {
            here.iter()
                .filter_map(|index| self.items.get(*index))
                .any(|item| item.inside.as_ref() == Some(&group.link_id))
        };
        self.repeated().filter(stands)
    }

    /// Reads the posted blocks of a group: its own field names those that were on the page, in order.
    pub(crate) fn read_blocks(&self, group: &Item, pairs: &[(String, String)], reading: &mut FormReading) {
        let Some(most) = group.repeats.map(|repeats| repeats.most) else { return };
        let field = group.field();
        let Some((_, told)) = pairs.iter().rfind(|(name, _)| *name == field) else { return };
        let mut numbers: Vec<usize> = Vec::new();
        for number in told.split(' ').filter_map(|number| number.parse().ok()) {
            if numbers.len() < most && (1..=GREATEST_NUMBER).contains(&number) && !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        let mut blocks = Vec::with_capacity(numbers.len());
        for (at, number) in numbers.iter().enumerate() {
            let mut block = Answers::new();
            for item in self.inside(&group.link_id).filter(|item| item.kind.is_question()) {
                match read(item, pairs, Some(number - 1)) {
                    Given::Answer(answer) => block.set(item.link_id.as_str(), answer),
                    Given::Fault(fault, given) => reading.errors.push(AnswerError::at(item, Some(at), fault, given)),
                    Given::NotPosted | Given::Empty => {}
                }
            }
            blocks.push(block);
        }
        reading.blocks.push(PostedBlocks { group: group.link_id.clone(), numbers, answers: blocks });
    }

    /// What does not fit in the blocks of a group that is shown, and too few or too many of them. A block that holds nothing
    /// demands nothing and does not count.
    pub(crate) fn check_blocks(&self, group: &Item, answers: &Answers, shown: &Shown<'_>) -> Vec<AnswerError> {
        let Some(repeats) = group.repeats else { return Vec::new() };
        let blocks = answers.within(&group.link_id);
        let mut out = Vec::new();
        for (at, block) in blocks.iter().enumerate().filter(|(_, block)| !block.is_empty()) {
            let inside = self.inside(&group.link_id).filter(|item| shown.is(&item.link_id, Some(at)));
            out.extend(inside.filter_map(|item| crate::validate::check(item, block, Some(at))));
            for (link_id, _) in block.iter() {
                let known = self.item(link_id).filter(|item| item.inside.as_ref() == Some(&group.link_id));
                if !known.is_some_and(|item| item.kind.is_question()) {
                    let (link_id, fault) = (link_id.to_owned(), Fault::UnknownQuestion);
                    out.push(AnswerError { link_id, block: Some(at), fault, given: None });
                }
            }
        }
        let filled = blocks.iter().filter(|block| !block.is_empty()).count();
        let link_id = || group.link_id.clone();
        if filled < repeats.fewest {
            let fault = Fault::TooFewBlocks { fewest: repeats.fewest };
            out.push(AnswerError { link_id: link_id(), block: None, fault, given: None });
        }
        if filled > repeats.most {
            let fault = Fault::TooManyBlocks { most: repeats.most };
            out.push(AnswerError { link_id: link_id(), block: None, fault, given: None });
        }
        out
    }

    /// The fields that post an answer, those of every block included: what [`Instrument::from_form`] reads back.
    pub fn posted(&self, link_id: &str, answer: &Answer) -> Vec<(String, String)> {
        let Some(item) = self.item(link_id) else { return Vec::new() };
        let Answer::Repeated(blocks) = answer else { return item.posted(answer, None) };
        let numbers: Vec<String> = (1..=blocks.len()).map(|number| number.to_string()).collect();
        let mut out = vec![(item.field().into_owned(), numbers.join(" "))];
        for (at, block) in blocks.iter().enumerate() {
            for (link_id, answer) in block.iter() {
                out.extend(self.item(link_id).map(|item| item.posted(answer, Some(at))).unwrap_or_default());
            }
        }
        out
    }

    /// How often a group is asked, in words; none for a group that may be asked as often as one likes.
    pub fn repeats_told(&self, group: &Item, lang: Lang) -> Option<String> {
        let repeats = group.repeats?;
        Some(match (repeats.fewest, repeats.most, lang) {
            (0 | 1, MOST_BLOCKS.., _) => return None,
            (0 | 1, most, Lang::Fr) => format!("{most} au plus."),
            (0 | 1, most, Lang::En) => format!("At most {most}."),
            (fewest, most, Lang::Fr) => format!("{fewest} au moins, {most} au plus."),
            (fewest, most, Lang::En) => format!("At least {fewest}, at most {most}."),
        })
    }
}
