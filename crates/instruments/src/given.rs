//! What follows from somebody's answers: the compiled form is run on them. There is one reading of a questionnaire, and
//! the pages, the counting and the browser all ask the same program.

use std::sync::Arc;

use kernel::Lang;

use crate::{
    Answer, Answers, Computed, Instrument, Item, Kind, Session, Shown,
    program::{Coding, Decimal, FormItem, Partial, Program, Quantity, Value},
    repeats::nodes,
    session::written,
};

/// No questionnaire that is asked here looks at the clock ([`Instrument::check`] refuses it): an answer carries no instant,
/// so what a page showed could not be found again when it is counted. The session's own instant is therefore any.
pub(crate) const NO_INSTANT: Partial = Partial::ANY;

impl Instrument {
    /// The program that this form is.
    pub const fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The form with these answers in it, everything computed.
    pub fn session(&self, answers: &Answers) -> Session {
        self.session_at(answers, NO_INSTANT)
    }

    pub(crate) fn session_at(&self, answers: &Answers, now: Partial) -> Session {
        let given = answers.iter().filter_map(|(link_id, answer)| {
            let item = self.item(link_id).filter(|item| item.inside.is_none() && item.repeats.is_none())?;
            let number = self.program.item(link_id)?;
            let form = self.program.items.get(number as usize)?;
            Some((number, values_of(item, form, answer)))
        });
        let mut session = Session::of(Arc::clone(&self.program), now, given);
        self.fill_blocks(&mut session, answers);
        session
    }

    /// What stands in a fresh form before anybody answers: initial values and chosen options.
    pub fn initial_answers(&self) -> Answers {
        let session = Session::open(Arc::clone(&self.program), NO_INSTANT);
        let mut answers = Answers::new();
        for item in self.questions().filter(|item| item.inside.is_none()) {
            let Some(node) = session.node(&item.link_id) else { continue };
            if let Some(answer) = answer_of(item, session.answers(node)) {
                answers.set(item.link_id.clone(), answer);
            }
        }
        for group in self.repeated() {
            let count = self.block_count(&group.link_id, &answers);
            let blocks: Vec<Answers> = (0..count).map(|at| self.block_of(&session, &group.link_id, at)).collect();
            if blocks.iter().any(|block| !block.is_empty()) {
                answers.set(group.link_id.as_str(), Answer::Repeated(blocks));
            }
        }
        answers
    }

    /// What the form computes for these answers, as somebody who reads a language is shown it, with its unit
    /// ([`Item::readable`]); only what is shown and has a value.
    pub fn computed(&self, answers: &Answers, lang: Lang) -> Vec<Computed<'_>> {
        if !self.items.iter().any(|item| item.computed) {
            return Vec::new();
        }
        let session = self.session(answers);
        let mut out = Vec::new();
        for item in self.items.iter().filter(|item| item.computed && !item.hidden) {
            for (at, node) in nodes(&session, &item.link_id).iter().enumerate() {
                let values = if session.is_active(*node) { session.answers(*node) } else { &[] };
                let values: Vec<String> = values.iter().filter_map(|value| item.readable(value, lang)).collect();
                if !values.is_empty() {
                    let block = item.inside.is_some().then_some(at);
                    out.push(Computed { link_id: &item.link_id, block, shown: values.join(", ") });
                }
            }
        }
        out
    }

    /// Which items these answers show, block by block: the program says so. A conditional item inside a hidden one is hidden
    /// with it.
    pub fn shown(&self, answers: &Answers) -> Shown<'_> {
        let session = self.session(answers);
        let mut flags: Vec<Vec<bool>> = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let count = item.inside.as_deref().map_or(1, |group| self.block_count(group, answers));
            let instances = nodes(&session, &item.link_id);
            let above = item.parent.and_then(|parent| Some((flags.get(parent)?, self.items.get(parent)?)));
            let one = |at: usize| {
                let inside = above.is_none_or(|(flags, parent)| {
                    flags.get(if parent.inside.is_some() { at } else { 0 }) == Some(&true)
                });
                // A block that nobody asked for yet is shown as the first one is.
                let node = instances.get(at).or(instances.first());
                inside && !item.hidden && node.is_some_and(|node| session.is_active(*node))
            };
            flags.push((0..count).map(one).collect());
        }
        Shown { instrument: self, flags }
    }

    /// Which items of the arena are shown, in any block.
    pub(crate) fn active_flags(&self, answers: &Answers) -> Vec<bool> {
        self.shown(answers).flags.iter().map(|flags| flags.contains(&true)).collect()
    }
}

/// An answer as the program holds it; empty when it is none of the form.
pub(crate) fn values_of(item: &Item, form: &FormItem, answer: &Answer) -> Vec<Value> {
    let decimal = |text: &str| Decimal::parse(text);
    let one = match answer {
        Answer::Choice(code) => printed(item, form, code),
        Answer::Several { codes, other } => {
            let mut values: Vec<Value> = codes.iter().filter_map(|code| printed(item, form, code)).collect();
            values.extend(other.as_deref().map(Value::text));
            return values;
        }
        Answer::Text(text) if text.trim().is_empty() => None,
        Answer::Text(text) | Answer::Other(text) | Answer::Url(text) => Some(Value::text(text)),
        Answer::Number(number) if item.kind == Kind::Number => Value::integer(*number),
        Answer::Number(_) | Answer::Repeated(_) => None,
        Answer::Decimal(text) => decimal(text).map(Value::Decimal),
        Answer::Date(text) => Partial::date(text).map(Value::Moment),
        Answer::Time(text) => Partial::time(text).map(Value::Moment),
        Answer::DateTime(text) => Partial::date_time(text).map(Value::Moment),
        Answer::Quantity { amount, unit } => {
            decimal(amount).map(|value| Value::Quantity(Quantity { value, unit: unit.clone() }.into()))
        }
    };
    one.into_iter().collect()
}

/// The value of a printed answer, by its code.
fn printed(item: &Item, form: &FormItem, code: &str) -> Option<Value> {
    if item.boolean {
        return code.parse().ok().map(Value::Boolean);
    }
    let value = form.options.iter().map(|option| &option.value).find(|value| code_of(value).as_deref() == Some(code));
    // A code the form does not know is an answer all the same: it is refused elsewhere, and does not unlock anything.
    value.cloned().or_else(|| Some(Value::Coding(Coding { code: code.to_owned(), ..Coding::default() }.into())))
}

/// The code under which a printed answer is stored: of a coding its code, else the value itself.
pub(crate) fn code_of(value: &Value) -> Option<String> {
    match value {
        Value::Coding(coding) => Some(coding.code.clone()),
        Value::Text(text) => Some(text.to_string()),
        Value::Boolean(_) | Value::Integer(_) | Value::Moment(_) => written(value),
        _ => None,
    }
}

/// Values of the program as an answer of ours; none where there is nothing or it is of another type.
pub(crate) fn answer_of(item: &Item, values: &[Value]) -> Option<Answer> {
    let code = |value: &Value| code_of(value).filter(|code| item.choice(code).is_some());
    let first = values.first()?;
    if item.several {
        let codes: Vec<String> = values.iter().filter_map(code).collect();
        let other = values.iter().find(|value| code(value).is_none()).and_then(written).filter(|_| item.other);
        return Some(Answer::Several { codes, other });
    }
    match (item.kind, first) {
        (Kind::Choice, value) => {
            code(value).map(Answer::Choice).or_else(|| written(value).filter(|_| item.other).map(Answer::Other))
        }
        (Kind::Open, Value::Text(text)) => Some(Answer::Text(text.to_string())),
        (Kind::Number, Value::Integer(number)) => Some(Answer::Number(*number)),
        (Kind::Decimal, value) => value.number().map(|number| Answer::Decimal(number.to_string())),
        (Kind::Date, Value::Moment(date)) => Some(Answer::Date(date.to_string())),
        (Kind::Time, Value::Moment(time)) => Some(Answer::Time(time.to_string())),
        (Kind::DateTime, Value::Moment(moment)) => Some(Answer::DateTime(moment.to_string())),
        (Kind::Url, Value::Text(address)) => Some(Answer::Url(address.to_string())),
        (Kind::Quantity, Value::Quantity(amount)) => {
            Some(Answer::Quantity { amount: amount.value.to_string(), unit: amount.unit.clone() })
        }
        _ => None,
    }
}
