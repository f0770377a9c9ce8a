//! The functions, each in the file of its kind.

use super::{Answer, Evaluation, Fault, Scope, one, perhaps};
use crate::syntax::{Function, Group, NodeId};
use crate::value::{Collection, Item};

mod boundaries;
mod codec;
mod conversion;
mod existence;
mod knowledge;
mod math;
mod moments;
mod selection;
mod text;

impl<'a> Evaluation<'_, 'a> {
    /// Calls a function whose number of arguments is right.
    pub(super) fn call(
        &self,
        function: Function,
        input: Collection<'a>,
        args: &'a [NodeId],
        scope: &mut Scope<'_, 'a>,
    ) -> Answer<'a> {
        match function.group() {
            Group::Define => self.define(input, args, scope),
            Group::Selection => self.selecting(function, input, args, scope),
            Group::Collection => self.collecting(function, input, args, scope),
            Group::Tree => self.plain(function, &input),
            Group::Math => self.calculating(function, &input, args, scope),
            Group::Text => self.texting(function, &input, args, scope),
            Group::Codec => self.coding(function, &input, args, scope),
            Group::Conversion => self.converting(function, &input, args, scope),
            Group::Convertible => self.convertible(function, &input, args, scope),
            Group::Moment => self.dating(function, &input, args, scope),
            Group::Boundary => self.bounding(function, &input, args, scope),
            Group::Knowledge => self.knowing(function, input, args, scope),
        }
    }

    /// A function without arguments that depends on nothing but its input and the moment.
    fn plain(&self, function: Function, input: &Collection<'a>) -> Answer<'a> {
        let now = self.context.now();
        Ok(match function {
            Function::Children => self.children(input)?,
            Function::Descendants => self.descendants(input)?,
            Function::Now => one(Item::DateTime(now)),
            Function::Today => one(Item::Date(now.date())),
            Function::TimeOfDay => perhaps(now.time().map(Item::Time)),
            _ => input.iter().map(|item| Item::Type(item.type_info(self.types))).collect(),
        })
    }

    /// All children of all items.
    pub(super) fn children(&self, input: &Collection<'a>) -> Answer<'a> {
        let mut out = Collection::new();
        for item in input {
            if let Item::Node(node) = item {
                crate::value::children(*node, self.types, &mut out);
            }
        }
        self.burn(input.len() + out.len())?;
        Ok(out)
    }

    /// Children, their children and so on, level by level.
    fn descendants(&self, input: &Collection<'a>) -> Answer<'a> {
        let mut out = self.children(input)?;
        let mut at = 0;
        while let Some(Item::Node(node)) = out.get(at) {
            let (node, before) = (*node, out.len());
            crate::value::children(node, self.types, &mut out);
            self.burn(1 + out.len() - before)?;
            at += 1;
        }
        Ok(out)
    }

    /// A text argument; `None` where it is empty.
    fn text_argument(&self, args: &[NodeId], at: usize, scope: &Scope<'_, 'a>) -> Result<Option<String>, Fault> {
        let value = self.argument(args, at, scope)?;
        self.text(&value)
    }

    /// A whole number as argument; `None` where it is empty.
    fn whole_argument(&self, args: &[NodeId], at: usize, scope: &Scope<'_, 'a>) -> Result<Option<i64>, Fault> {
        let value = self.argument(args, at, scope)?;
        self.whole(&value)
    }

    /// What stays of the truths of a collection: `None` where an item is no truth value.
    fn truths(&self, input: &Collection<'a>) -> Result<Vec<bool>, Fault> {
        input.iter().map(|item| item.as_boolean(self.types).ok_or_else(|| self.wrong("a truth value", item))).collect()
    }
}
