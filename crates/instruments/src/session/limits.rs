//! What answers break of the limits that their items state: as they are typed, and again when they are sent.
//!
//! The words are those of [`crate::conformance`], which judges whole responses; a page says what the server will say.
//! Hidden items are never judged. `program.js` has the same rules under the same names.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::{Session, compare};
use crate::{
    program::{Decimal, FormItem, FormType, Function, Units, Value, is_media},
    reference::{is_reference, resource_named},
};

/// A limit that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breach {
    /// Which.
    pub limit: Limit,
    /// The instance.
    pub node: u32,
    /// The rank of the answer that breaks it; none when it is about how many there are.
    pub answer: Option<u32>,
}

macro_rules! limits {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// A limit that an item can state.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Limit { $($(#[$doc])* $name),* }

        impl Limit {
            /// Every limit.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name for programs, the same as in [`crate::conformance`].
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

limits! {
    /// An answer is demanded; in a group, anything inside.
    Required = "required",
    /// Fewer answers or groups than demanded.
    Fewest = "min-occurs",
    /// More answers or groups than accepted.
    Most = "max-occurs",
    /// An amount whose unit cannot be brought to that of the bound.
    Units = "units-not-comparable",
    /// Below the least value.
    Least = "below-minimum",
    /// Above the greatest value.
    Greatest = "above-maximum",
    /// A text with too many characters.
    Long = "too-long",
    /// A text with too few characters.
    Short = "too-short",
    /// A text that does not match the pattern.
    Pattern = "form-not-kept",
    /// A decimal with too many digits after the point.
    Places = "too-many-decimals",
    /// A document of a type that is not accepted.
    Media = "media-type",
    /// A document that is too heavy.
    Heavy = "attachment-too-large",
    /// A unit that is not among those of the question.
    UnitAccepted = "unit-not-accepted",
    /// What is no reference to a resource.
    Malformed = "reference-malformed",
    /// A reference to a resource of another type than it says, or than is accepted.
    Target = "reference-type",
    /// An answer that the form does not print.
    Option = "answer-not-an-option",
    /// An answer that is no member of the question's list.
    Member = "answer-not-in-value-set",
    /// An answer that is printed, or was, and is not offered now. It is kept.
    Offered = "not-offered",
    /// An answer that goes with no other, beside another.
    Exclusive = "exclusive-option",
}

impl Session {
    /// Every limit that shown answers break, in the order of the response.
    pub fn limits(&self) -> Vec<Breach> {
        let mut out = Vec::new();
        self.walk(0, &mut |node, form| self.judge(node, form, &mut out));
        out
    }

    /// The limits that one instance breaks; none when it is not shown.
    pub fn limits_of(&self, node: u32) -> Vec<Breach> {
        let mut out = Vec::new();
        if let Some(form) = self.item_of(node).and_then(|item| self.program.at(item)).filter(|_| self.is_active(node)) {
            self.judge(node, form, &mut out);
        }
        out
    }

    fn judge(&self, node: u32, form: &FormItem, out: &mut Vec<Breach>) {
        self.count(node, form, out);
        let mut found = Vec::new();
        for (rank, answer) in (0_u32..).zip(self.answers(node)) {
            of_value(form, answer, &self.program.units, &mut found);
            self.of_options(node, form, answer, &mut found);
            out.extend(found.drain(..).map(|limit| Breach { limit, node, answer: Some(rank) }));
        }
        if let Some(answer) = self.alone(node, form) {
            out.push(Breach { limit: Limit::Exclusive, node, answer: Some(answer) });
        }
    }

    /// How many answers or groups there are. The instances of a group that stand together are counted once, at the
    /// first; an empty one does not count. What is asked under a question waits for that question's answer.
    fn count(&self, node: u32, form: &FormItem, out: &mut Vec<Breach>) {
        let count = match form.kind {
            FormType::Display => return,
            FormType::Group => {
                let Some(twins) = self.twins(node) else { return };
                twins.into_iter().filter(|twin| self.is_filled(*twin)).count()
            }
            _ => self.answers(node).len(),
        };
        let mut tell = |broken: bool, limit: Limit| {
            if broken {
                out.push(Breach { limit, node, answer: None });
            }
        };
        let due = self.is_due(node);
        tell(due && form.required && count == 0, Limit::Required);
        tell(due && count < form.fewest as usize, Limit::Fewest);
        tell(form.most.is_some_and(|most| count > most as usize), Limit::Most);
    }

    /// The instances of a group that stand together, when this is the first of them.
    fn twins(&self, node: u32) -> Option<Vec<u32>> {
        let own = self.nodes.get(node as usize)?;
        let beside = |twin: &&u32| {
            self.nodes.get(**twin as usize).is_some_and(|twin| twin.parent == own.parent && twin.slot == own.slot)
        };
        let twins: Vec<u32> = self.instances(own.item?).iter().filter(beside).copied().collect();
        (twins.first() == Some(&node)).then_some(twins)
    }

    /// Whether a shown answer stands in a node, or in something inside it.
    fn is_filled(&self, node: u32) -> bool {
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            if !self.answers(node).is_empty() {
                return true;
            }
            waiting.extend(self.children(node).iter().filter(|child| self.is_active(**child)));
        }
        false
    }

    /// Whether every question that a node stands under has an answer.
    fn is_due(&self, node: u32) -> bool {
        self.lineage(node).skip(1).all(|above| {
            let form = self.item_of(above).and_then(|item| self.program.at(item));
            form.is_none_or(|form| form.kind == FormType::Group || !self.answers(above).is_empty())
        })
    }

    /// The first answer that goes with no other, where there is another.
    fn alone(&self, node: u32, form: &FormItem) -> Option<u32> {
        let answers = self.answers(node);
        let mut only = form.options.iter().filter(|option| option.alone).peekable();
        if answers.len() < 2 || only.peek().is_none() {
            return None;
        }
        let only: Vec<&Value> = only.map(|option| &option.value).collect();
        let is_alone = |answer: &Value| only.iter().any(|one| compare::is_chosen(&self.program.units, one, answer));
        answers.iter().position(is_alone).and_then(|rank| u32::try_from(rank).ok())
    }

    fn of_options(&self, node: u32, form: &FormItem, answer: &Value, out: &mut Vec<Limit>) {
        if matches!(answer, Value::Text(_)) && form.kind == FormType::OpenChoice {
            return;
        }
        let units = &self.program.units;
        let strange =
            form.closed && !form.options.iter().any(|option| compare::is_chosen(units, &option.value, answer));
        let offered = |list: &[Value]| list.iter().any(|option| compare::is_chosen(units, option, answer));
        if strange {
            out.push(if form.members { Limit::Member } else { Limit::Option });
        } else if self.offered(node).is_some_and(|list| !offered(list)) {
            out.push(Limit::Offered);
        }
    }
}

/// What one answer breaks by itself.
fn of_value(form: &FormItem, answer: &Value, units: &Units, out: &mut Vec<Limit>) {
    let mut tell = |broken: bool, limit: Limit| {
        if broken {
            out.push(limit);
        }
    };
    let ends = [(&form.least, Function::Less, Limit::Least), (&form.greatest, Function::Greater, Limit::Greatest)];
    for (bound, beyond, limit) in ends {
        let Some(bound) = bound.as_ref().filter(|_| !matches!(answer, Value::Coding(_))) else { continue };
        if let (Value::Quantity(answer), Value::Quantity(bound)) = (answer, bound) {
            tell(units.aligned(answer, bound).is_none(), Limit::Units);
        }
        tell(compare::condition(units, answer, beyond, bound), limit);
    }
    match answer {
        Value::Text(text) => {
            let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            tell(form.most_chars.is_some_and(|most| length > most), Limit::Long);
            tell(form.least_chars.is_some_and(|least| length < least), Limit::Short);
            tell(form.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)), Limit::Pattern);
        }
        Value::Decimal(number) => {
            tell(form.places.is_some_and(|most| u32::from(number.places()) > most), Limit::Places);
        }
        Value::Opaque(document) => {
            let kind = document.get("contentType").and_then(Json::as_str).unwrap_or("");
            tell(!form.media.is_empty() && !form.media.iter().any(|one| is_media(kind, one)), Limit::Media);
            let heavier = |most: Decimal| size(document).is_some_and(|size| size.cmp(&most) == Ordering::Greater);
            tell(form.heaviest.is_some_and(heavier), Limit::Heavy);
            if form.kind == FormType::Reference {
                out.extend(of_reference(form, document));
            }
        }
        Value::Quantity(amount) => {
            let accepted = |units: &Vec<String>| units.contains(&amount.unit);
            tell(form.units.as_ref().is_some_and(|units| !accepted(units)), Limit::UnitAccepted);
        }
        _ => {}
    }
}

/// What a reference breaks. What it contains is not here, so that `#id` can be of any type.
fn of_reference(form: &FormItem, reference: &Json) -> Option<Limit> {
    let text = |name: &str| reference.get(name).and_then(Json::as_str);
    let address = text("reference");
    if address.is_some_and(|address| !is_reference(address)) {
        return Some(Limit::Malformed);
    }
    let implied = address.and_then(resource_named);
    let stated = text("type").or(implied);
    let other = implied.is_some_and(|implied| stated != Some(implied));
    let refused = |named: &str| !form.targets.is_empty() && !form.targets.iter().any(|one| one == named);
    (other || stated.is_some_and(refused)).then_some(Limit::Target)
}

/// The stated size of a document, or the size of what its base64 text holds: three bytes for four characters.
fn size(document: &Json) -> Option<Decimal> {
    match document.get("size").filter(|size| !size.is_null()) {
        Some(size) => Decimal::parse(&size.as_number()?.to_string()),
        None => {
            let text = document.get("data")?.as_str()?;
            let held = text.encode_utf16().filter(|unit| ![0x3D, 0x20, 0x0A, 0x0D].contains(unit)).count() * 3 / 4;
            i64::try_from(held).ok().map(Decimal::from)
        }
    }
}
