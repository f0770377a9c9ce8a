//! What expressions give: collections of items.

use std::borrow::Cow;

use fhir::types::{Kind, TypeId, Types};
use serde_json::Value;

use crate::{Date, DateTime, Decimal, Time};

mod collection;
mod count;
mod json;
mod node;
mod quantity;

pub use collection::Collection;
pub(crate) use count::count_all;
pub(crate) use json::{equal as json_equal, equivalent as json_equivalent, plain_text};
pub use node::Node;
pub(crate) use node::named_children;
pub use quantity::Quantity;
pub(crate) use quantity::equivalent_numbers;

/// One thing an expression can give. Rare and large ones are boxed: collections are moved about all the time.
#[derive(Debug, Clone)]
pub enum Item<'a> {
    /// A part of a resource, still where it was.
    Node(Node<'a>),
    /// A truth value.
    Boolean(bool),
    /// A whole number of 32 bits.
    Integer(i64),
    /// A whole number of 64 bits.
    Long(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A text.
    String(Cow<'a, str>),
    /// A date.
    Date(Date),
    /// A date with time.
    DateTime(DateTime),
    /// A time of day.
    Time(Time),
    /// A number with its unit.
    Quantity(Box<Quantity>),
    /// What `type()` gives.
    Type(Box<TypeInfo>),
}

/// The name of a type with its namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeInfo {
    /// `System` or `FHIR`.
    pub namespace: &'static str,
    /// `Boolean`, `Patient`...
    pub name: &'static str,
}

impl<'a> Item<'a> {
    /// A text that was made here.
    pub fn text(text: impl Into<String>) -> Self {
        Self::String(Cow::Owned(text.into()))
    }

    /// The item with the value of a primitive or a Quantity of FHIR taken out; any other item as it is.
    pub fn system(&self, types: &Types) -> Cow<'_, Self> {
        match self {
            Self::Node(node) => node.system(types).map_or(Cow::Borrowed(self), Cow::Owned),
            _ => Cow::Borrowed(self),
        }
    }

    /// The name of its type: that of System for a value, of FHIR for a part of a resource.
    pub fn type_info(&self, types: &Types) -> TypeInfo {
        let system = |name| TypeInfo { namespace: "System", name };
        match self {
            Self::Node(node) => node.type_info(types),
            Self::Boolean(_) => system("Boolean"),
            Self::Integer(_) => system("Integer"),
            Self::Long(_) => system("Long"),
            Self::Decimal(_) => system("Decimal"),
            Self::String(_) => system("String"),
            Self::Date(_) => system("Date"),
            Self::DateTime(_) => system("DateTime"),
            Self::Time(_) => system("Time"),
            Self::Quantity(_) => system("Quantity"),
            Self::Type(_) => system("TypeInfo"),
        }
    }

    /// The type of FHIR, for a part of a resource.
    pub(crate) const fn type_id(&self) -> Option<TypeId> {
        match self {
            Self::Node(node) => node.type_id,
            _ => None,
        }
    }

    /// The truth value, of FHIR's `boolean` too.
    pub fn as_boolean(&self, types: &Types) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            Self::Node(Node { value: Some(Value::Bool(value)), .. }) => Some(*value),
            _ => match *self.system(types) {
                Self::Boolean(value) => Some(value),
                _ => None,
            },
        }
    }

    /// The text, of FHIR's texts, codes and addresses too.
    pub fn as_text<'i>(&'i self, types: &Types) -> Option<Cow<'i, str>> {
        match self.system(types) {
            Cow::Borrowed(Self::String(text)) => Some(Cow::Borrowed(text)),
            Cow::Owned(Self::String(text)) => Some(text),
            _ => None,
        }
    }

    /// The whole number.
    pub fn as_whole(&self, types: &Types) -> Option<i64> {
        match *self.system(types) {
            Self::Integer(value) | Self::Long(value) => Some(value),
            _ => None,
        }
    }

    /// The number, whole ones included.
    pub fn as_decimal(&self, types: &Types) -> Option<Decimal> {
        match *self.system(types) {
            Self::Integer(value) | Self::Long(value) => Some(value.into()),
            Self::Decimal(value) => Some(value),
            _ => None,
        }
    }

    /// The value as FHIR writes it, `None` for what is no single value.
    pub fn written(&self, types: &Types) -> Option<String> {
        Some(match &*self.system(types) {
            Self::Boolean(value) => value.to_string(),
            Self::Integer(value) | Self::Long(value) => value.to_string(),
            Self::Decimal(value) => value.to_string(),
            Self::String(text) => text.to_string(),
            Self::Date(value) => value.to_string(),
            Self::DateTime(value) => value.to_string(),
            Self::Time(value) => value.to_string(),
            Self::Quantity(value) => value.to_string(),
            Self::Node(_) | Self::Type(_) => return None,
        })
    }
}

/// The collection with the one item a resource is.
pub fn resource<'a>(value: &'a Value, types: &Types) -> Collection<'a> {
    Collection::one(Item::Node(Node::resource(value, types)))
}

/// Whether a type of FHIR holds a value.
pub(crate) fn is_primitive(types: &Types, id: TypeId) -> bool {
    types.get(id).kind() == Kind::Primitive
}
