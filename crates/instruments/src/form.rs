//! Posted fields of one screen. The name of a field is [`Item::field`].

mod dates;

use std::borrow::Cow;

use dates::{date, date_time, time};

use crate::{
    Answer, AnswerError, Answers, Fault, Instrument, Item, Kind, Looks,
    program::Decimal,
    validate::{address_fault, amount_fault, number_fault, text_fault, time_fault},
};

/// The value posted by the choice "other" of an open choice.
pub const OTHER: &str = "~other";
/// Most characters of an answer beside the printed ones.
pub const MOST_OTHER_CHARS: usize = 200;
/// Names of fields that pages have for themselves, and endings of fields that a question adds to its own.
const RESERVED: &[&str] = &["d", "go", "apparence", "lang", "grand", "seen", "silent", "told"];
const ENDINGS: &[&str] = &["-day", "-month", "-year", "-other", "-unit", "-time"];

impl Item {
    /// The name of its field in a form: the link id, marked where it could be taken for a field of the page itself.
    pub fn field(&self) -> Cow<'_, str> {
        let id = self.link_id.as_str();
        let numbered = id.strip_prefix('b').and_then(|rest| rest.split_once(':'));
        let of_block = numbered.is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
        let taken =
            RESERVED.contains(&id) || id.starts_with("q:") || of_block || ENDINGS.iter().any(|end| id.ends_with(end));
        if taken { Cow::Owned(format!("q:{id}")) } else { Cow::Borrowed(id) }
    }

    /// The same in a block, from 0, of the group that repeats in which it stands: `b1:` stands before it, and so on.
    pub fn field_in(&self, block: Option<usize>) -> Cow<'_, str> {
        match block {
            Some(block) => Cow::Owned(format!("b{}:{}", block + 1, self.field())),
            None => self.field(),
        }
    }

    /// Whether a field is one of this item's, in whatever block.
    pub fn owns(&self, field: &str) -> bool {
        let in_block = || {
            let (number, rest) = field.strip_prefix('b')?.split_once(':')?;
            number.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
        };
        let rest = if self.inside.is_some() { in_block() } else { Some(field) };
        let ending = rest.and_then(|rest| rest.strip_prefix(self.field().as_ref()));
        ending.is_some_and(|ending| ending.is_empty() || ENDINGS.contains(&ending))
    }

    /// The fields that post an answer of this item, in a block where it stands in one.
    pub(crate) fn posted(&self, answer: &Answer, block: Option<usize>) -> Vec<(String, String)> {
        let name = self.field_in(block);
        let at = |ending: &str, value: &str| (format!("{name}{ending}"), value.to_owned());
        match answer {
            Answer::Choice(text)
            | Answer::Text(text)
            | Answer::Decimal(text)
            | Answer::Time(text)
            | Answer::Url(text) => {
                vec![at("", text)]
            }
            Answer::Number(number) => vec![at("", &number.to_string())],
            Answer::Other(text) => vec![at("", OTHER), at("-other", text)],
            Answer::Several { codes, other } => {
                let codes = codes.iter().map(|code| at("", code));
                codes.chain(other.iter().map(|text| at("-other", text))).collect()
            }
            Answer::Date(text) | Answer::DateTime(text) => {
                let (date, clock) = text.split_once('T').unwrap_or((text, ""));
                let endings = ["-year", "-month", "-day"];
                let date = date.split('-').zip(endings).map(|(part, ending)| at(ending, part));
                date.chain(clock.get(..5).map(|clock| at("-time", clock))).collect()
            }
            Answer::Quantity { amount, unit } => vec![at("", amount), at("-unit", unit)],
            Answer::Repeated(_) => Vec::new(),
        }
    }
}

/// What came out of a posted screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormReading {
    /// The answers that fit.
    pub answers: Answers,
    /// Questions posted empty: an earlier answer is taken back.
    pub cleared: Vec<String>,
    /// The blocks of groups that repeat: all that they hold.
    pub blocks: Vec<PostedBlocks>,
    /// The answers that don't fit, each with what was given.
    pub errors: Vec<AnswerError>,
}

/// The blocks of one group that repeats, as they were posted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostedBlocks {
    /// The link id of the group.
    pub group: String,
    /// The number by which the page knows each block, in order.
    pub numbers: Vec<usize>,
    /// What each holds that fits.
    pub answers: Vec<Answers>,
}

impl FormReading {
    /// A question in error keeps its earlier answer in a block too. `known` gives, by the link id of a group, the numbers of
    /// the blocks answered before: a block is the same as an earlier one when it has the same number, and never by its place,
    /// since one may have been taken away between.
    pub fn keep_earlier(&mut self, answers: &Answers, known: impl Fn(&str) -> Vec<usize>) {
        for posted in &mut self.blocks {
            let (earlier, known) = (answers.within(&posted.group), known(&posted.group));
            for error in &self.errors {
                let Some(at) = error.block else { continue };
                let number = posted.numbers.get(at);
                let before = known.iter().position(|one| Some(one) == number).and_then(|at| earlier.get(at));
                let answer = before.and_then(|block| block.get(&error.link_id)).cloned();
                // What stands in another group is in none of this one's blocks.
                if let (Some(answer), Some(block)) = (answer, posted.answers.get_mut(at)) {
                    block.set(error.link_id.as_str(), answer);
                }
            }
        }
    }

    /// Puts the reading into answers given before. A question that was not posted keeps its answer: a radio button
    /// cannot be unpressed, and what a filter hides is kept. A question in error keeps its earlier answer too.
    pub fn merge_into(&self, answers: &mut Answers) {
        for link_id in &self.cleared {
            answers.clear(link_id);
        }
        for (link_id, answer) in self.answers.iter() {
            answers.set(link_id, answer.clone());
        }
        for posted in &self.blocks {
            answers.set(posted.group.as_str(), Answer::Repeated(posted.answers.clone()));
        }
    }
}

/// The fields of one question as they were posted.
struct Posted<'p> {
    pairs: &'p [(String, String)],
    field: Cow<'p, str>,
}

impl Posted<'_> {
    /// The values posted under the question's name with an ending, cleaned. Empty when the field was not there at all.
    fn all(&self, ending: &str) -> Vec<String> {
        let named = self
            .pairs
            .iter()
            .filter(|(name, _)| name.strip_prefix(self.field.as_ref()).is_some_and(|rest| rest == ending));
        named.map(|(_, value)| clean(value)).collect()
    }

    /// The last value that is not empty; none when the field was not there.
    fn last(&self, ending: &str) -> Option<String> {
        let values = self.all(ending);
        let first = values.first()?.clone();
        Some(values.into_iter().rfind(|value| !value.is_empty()).unwrap_or(first))
    }
}

/// What a question's fields say: nothing was posted, it was posted empty, or something was given.
pub(crate) enum Given {
    NotPosted,
    Empty,
    Answer(Answer),
    Fault(Fault, String),
}

impl Instrument {
    /// Reads the posted fields of one screen. Fields that are no question of that screen are ignored; where a field is
    /// posted twice the last value that is not empty wins. Line ends become `\n`, and control characters are dropped.
    /// Whether demanded answers are there is asked of [`validate_screen`](Instrument::validate_screen) afterwards.
    pub fn from_form(&self, screen: usize, pairs: &[(String, String)]) -> FormReading {
        let mut reading = FormReading::default();
        for item in self.screen_items(screen).filter(|item| item.kind.is_question() && item.inside.is_none()) {
            match read(item, pairs, None) {
                Given::NotPosted => {}
                Given::Empty => reading.cleared.push(item.link_id.clone()),
                Given::Answer(answer) => reading.answers.set(item.link_id.as_str(), answer),
                Given::Fault(fault, given) => {
                    reading.errors.push(AnswerError::at(item, None, fault, given));
                }
            }
        }
        for group in self.repeated_on(screen) {
            self.read_blocks(group, pairs, &mut reading);
        }
        reading
    }
}

/// Reads what was posted for a question, in a block where it stands in one.
pub(crate) fn read(item: &Item, pairs: &[(String, String)], block: Option<usize>) -> Given {
    let posted = &Posted { pairs, field: item.field_in(block) };
    match item.kind {
        Kind::Choice if item.several => several(item, posted),
        Kind::Choice => choice(item, posted),
        Kind::Date => date(item, posted),
        Kind::DateTime => date_time(item, posted),
        Kind::Quantity => quantity(item, posted),
        kind => match posted.last("") {
            None => Given::NotPosted,
            Some(given) if given.is_empty() => Given::Empty,
            Some(given) => match written(item, kind, &given) {
                Ok(answer) => Given::Answer(answer),
                Err(fault) => Given::Fault(fault, given),
            },
        },
    }
}

fn written(item: &Item, kind: Kind, given: &str) -> Result<Answer, Fault> {
    match kind {
        Kind::Number => {
            let number = plain(given).parse().map_err(|_| Fault::NotANumber)?;
            number_fault(item, number).map_or(Ok(Answer::Number(number)), Err)
        }
        Kind::Decimal => {
            let amount = decimal(given).ok_or(Fault::NotADecimal)?;
            amount_fault(item, &amount).map_or(Ok(Answer::Decimal(amount)), Err)
        }
        Kind::Time => {
            let time = time(given).ok_or(Fault::NotATime)?;
            time_fault(item, &time).map_or(Ok(Answer::Time(time)), Err)
        }
        Kind::Url => {
            let address = address(given).ok_or(Fault::NotAnAddress)?;
            address_fault(item, &address).map_or(Ok(Answer::Url(address)), Err)
        }
        Kind::Open => text_fault(item, given).map_or_else(|| Ok(Answer::Text(given.to_owned())), Err),
        _ => Err(Fault::WrongType),
    }
}

fn choice(item: &Item, posted: &Posted<'_>) -> Given {
    if let Some(given) = suggested(item, posted) {
        return given;
    }
    let pressed = posted.last("").filter(|code| !(item.other && code == OTHER));
    let other = posted.last("-other").filter(|text| item.other && !text.is_empty());
    // Whoever writes another answer and presses no button means what they wrote.
    if let (None, Some(other)) = (pressed.as_ref().filter(|code| !code.is_empty()), other) {
        return match other_fault(&other) {
            Some(fault) => Given::Fault(fault, other),
            None => Given::Answer(Answer::Other(other)),
        };
    }
    match pressed {
        None if posted.last("").is_none() => Given::NotPosted,
        None => Given::Empty,
        Some(code) if code.is_empty() => Given::Empty,
        Some(code) => match item.choice(&code) {
            Some(choice) => Given::Answer(Answer::Choice(choice.code.clone())),
            None => Given::Fault(Fault::UnknownChoice, code),
        },
    }
}

/// A field that proposes the printed answers posts what stands in it: the words of one of them, or another answer. Emptied,
/// it takes an earlier answer back.
fn suggested(item: &Item, posted: &Posted<'_>) -> Option<Given> {
    let written = posted.last("-other").filter(|_| item.looks == Looks::Suggested)?;
    if let Some(choice) = item.choice_said(&written) {
        return Some(Given::Answer(Answer::Choice(choice.code.clone())));
    }
    let pressed = posted.last("").is_some_and(|code| !code.is_empty());
    (written.is_empty() && !pressed).then_some(Given::Empty)
}

/// Check boxes post nothing when none is checked, so such a question posts an empty value beside them.
fn several(item: &Item, posted: &Posted<'_>) -> Given {
    let given = posted.all("");
    let other = posted.last("-other").filter(|text| item.other && !text.is_empty());
    if given.is_empty() && other.is_none() {
        return Given::NotPosted;
    }
    let known = |code: &&String| !code.is_empty() && code.as_str() != OTHER;
    if let Some(code) = given.iter().filter(known).find(|code| item.choice(code).is_none()) {
        return Given::Fault(Fault::UnknownChoice, code.clone());
    }
    if let Some((text, fault)) = other.as_ref().and_then(|text| Some((text, other_fault(text)?))) {
        return Given::Fault(fault, text.clone());
    }
    let printed = item.choices.iter().map(|choice| &choice.code).filter(|code| given.contains(code));
    let codes: Vec<String> = printed.cloned().collect();
    if codes.is_empty() && other.is_none() { Given::Empty } else { Given::Answer(Answer::Several { codes, other }) }
}

fn other_fault(text: &str) -> Option<Fault> {
    let chars = text.chars().count();
    (chars > MOST_OTHER_CHARS).then_some(Fault::TooLong { chars, most: MOST_OTHER_CHARS })
}

/// The address of a page as people write it: `https://` is put before one that has no scheme. Addresses that are no page's
/// (`javascript:`, `file:`) are none.
fn address(given: &str) -> Option<String> {
    let lower = given.to_lowercase();
    let has_scheme = lower.starts_with("https://") || lower.starts_with("http://");
    let whole = if has_scheme { given.to_owned() } else { format!("https://{given}") };
    crate::validate::is_address(&whole).then_some(whole)
}

fn quantity(item: &Item, posted: &Posted<'_>) -> Given {
    let Some(given) = posted.last("") else { return Given::NotPosted };
    if given.is_empty() {
        return Given::Empty;
    }
    let Some(amount) = decimal(&given) else { return Given::Fault(Fault::NotADecimal, given) };
    let first = item.units.first().map(|(code, _)| code.clone()).unwrap_or_default();
    let unit = posted.last("-unit").filter(|unit| !unit.is_empty()).unwrap_or(first);
    if !item.units.iter().any(|(code, _)| *code == unit) {
        return Given::Fault(Fault::UnknownChoice, given);
    }
    match amount_fault(item, &amount) {
        Some(fault) => Given::Fault(fault, given),
        None => Given::Answer(Answer::Quantity { amount, unit }),
    }
}

/// A decimal as people write it: with a comma or a point, blanks between thousands, either minus.
fn decimal(given: &str) -> Option<String> {
    let plain = plain(given).replace(',', ".");
    if plain.contains(['e', 'E', '+']) {
        return None;
    }
    Decimal::parse(&plain).map(|number| number.to_string())
}

/// A number without the blanks between thousands, with the minus of keyboards.
fn plain(given: &str) -> String {
    given.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '\u{2212}' { '-' } else { c }).collect()
}

/// Browsers send `\r\n`; PostgreSQL refuses the null character; nobody types the other controls.
fn clean(value: &str) -> String {
    let unix = value.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unix.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}
