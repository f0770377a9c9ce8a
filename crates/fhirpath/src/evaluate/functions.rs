//! The functions, each in the file of its kind.

use std::borrow::Cow;

use super::{Answer, Evaluation, Fault, Scope, one, perhaps};
use crate::syntax::{Function, Group, Literal, NodeId, NodeKind};
use crate::value::{Collection, Item, count_all};

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
            _ => input.iter().map(|item| Item::Type(Box::new(item.type_info(self.types)))).collect(),
        })
    }

    /// All children of all items.
    pub(super) fn children(&self, input: &Collection<'a>) -> Answer<'a> {
        let mut out = Collection::new();
        for item in input {
            if let Item::Node(node) = item {
                node.children(self.types, &mut |child| out.push(Item::Node(child)));
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
            node.children(self.types, &mut |child| out.push(Item::Node(child)));
            self.burn(1 + out.len() - before)?;
            at += 1;
        }
        Ok(out)
    }

    /// `descendants().count()`, where the descendants need not be listed to be counted; `None` elsewhere.
    pub(super) fn counted_descendants(&self, input: &Collection<'a>) -> Result<Option<usize>, Fault> {
        let mut all = 0;
        for item in input {
            let Item::Node(node) = item else { continue };
            // Counting never takes more than the fuel that is left: beyond it, listing says where it ran out.
            let left = usize::try_from(self.fuel.get()).unwrap_or(usize::MAX) / 2;
            let Some(count) = count_all(*node, self.types, left) else {
                return Ok(None);
            };
            self.burn(1 + 2 * count)?;
            all += count;
        }
        Ok(Some(all))
    }

    /// A text argument; `None` where it is empty.
    fn text_argument(&self, args: &[NodeId], at: usize, scope: &Scope<'_, 'a>) -> Result<Option<Cow<'a, str>>, Fault> {
        // Most arguments are texts written out.
        if let Some(NodeKind::Literal(Literal::String(text))) = args.get(at).map(|id| &self.expression.node(*id).kind) {
            self.burn(1 + text.len() / 16)?;
            return Ok(Some(Cow::Borrowed(text)));
        }
        let value = self.argument(args, at, scope)?;
        let Some(item) = self.valued(&value)? else {
            return Ok(None);
        };
        let text = match item {
            Item::String(text) => Some(text.clone()),
            Item::Node(node) => node.text(self.types),
            _ => None,
        };
        let text = text.ok_or_else(|| self.wrong("a text", item))?;
        self.burn(text.len() / 16)?;
        Ok(Some(text))
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
