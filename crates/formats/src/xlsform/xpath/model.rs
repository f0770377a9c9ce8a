//! What expressions may speak of: the elements of the form, where they stand, and what their answers are.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// What an expression is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ty {
    Integer,
    Decimal,
    Text,
    Flag,
    Date,
    DateTime,
    Time,
    /// The code of a choice.
    Code,
    /// Groups, or something whose type is not known.
    Unknown,
}

impl Ty {
    pub(crate) const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Code)
    }

    /// The type of a FHIR item that holds such a value.
    pub(crate) const fn item_type(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Flag => "boolean",
            Self::Date => "date",
            Self::DateTime => "dateTime",
            Self::Time => "time",
            Self::Text | Self::Code | Self::Unknown => "string",
        }
    }
}

/// What an element is to an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Group,
    Repeat,
    /// A question or a computed value.
    Value {
        ty: Ty,
        /// Several answers.
        several: bool,
        /// The list of its choices.
        list: Option<usize>,
        /// A free answer may be given instead of a choice.
        open: bool,
    },
    /// The day the form is filled in, which is not kept: it is read again each time.
    Today,
    /// Shown, without a value.
    Shown,
    /// Not carried over.
    Lost,
}

/// An element.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) link_id: String,
    pub(crate) parent: Option<usize>,
    pub(crate) role: Role,
}

/// A list of choices.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    pub(crate) system: String,
    pub(crate) codes: Vec<String>,
}

impl List {
    /// A code of the list, as FHIR writes it.
    pub(crate) fn coding(&self, code: &str) -> Map<String, Value> {
        let mut coding = Map::with_capacity(4);
        if !self.system.is_empty() {
            coding.insert("system".to_owned(), Value::from(self.system.as_str()));
        }
        coding.insert("code".to_owned(), Value::from(code));
        coding
    }
}

/// The form, for expressions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    pub(crate) fields: Vec<Field>,
    pub(crate) by_name: HashMap<String, Vec<usize>>,
    pub(crate) lists: Vec<List>,
}

impl Model {
    /// The one element of a name.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        match self.by_name.get(name)?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    pub(crate) fn field(&self, index: usize) -> Option<&Field> {
        self.fields.get(index)
    }

    /// An element and what it stands in, outermost first.
    pub(crate) fn chain(&self, index: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut at = Some(index);
        while let Some(here) = at {
            chain.push(here);
            at = self.field(here).and_then(|field| field.parent);
        }
        chain.reverse();
        chain
    }

    /// Whether an element is a repeat.
    pub(crate) fn repeats(&self, index: usize) -> bool {
        self.field(index).is_some_and(|field| field.role == Role::Repeat)
    }

    /// The deepest repeat that both elements stand in.
    pub(crate) fn shared_repeat(&self, holder: usize, target: usize) -> Option<usize> {
        let of_target = self.chain(target);
        let holder = self.chain(holder);
        of_target
            .iter()
            .zip(&holder)
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| *a)
            .filter(|index| *index != target && self.repeats(*index))
            .last()
    }

    /// The child of an element (none: of the form) with a name.
    pub(crate) fn child(&self, parent: Option<usize>, name: &str) -> Option<usize> {
        self.by_name
            .get(name)?
            .iter()
            .copied()
            .find(|index| self.field(*index).is_some_and(|field| field.parent == parent))
    }

    /// The name of the FHIRPath variable that stands for the present round of a repeat.
    pub(crate) fn round(&self, repeat: usize) -> String {
        let link = self.field(repeat).map_or("", |field| field.link_id.as_str());
        let plain: String = link.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        // Two names may become one once letters are made plain.
        if plain == link { format!("in_{plain}") } else { format!("in_{plain}_{repeat}") }
    }
}
