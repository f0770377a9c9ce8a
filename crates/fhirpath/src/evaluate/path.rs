//! Steps by name, `name` and `item.answer.value`, and parts that are counted and nothing else.

use serde_json::Value;

use smallvec::SmallVec;

use super::{Answer, Evaluation, Fault, Scope, one};
use crate::syntax::{Function, NodeId, NodeKind};
use crate::value::{Collection, Item, Node, named_children};

/// How many steps are followed in one go; each of them recurses.
const MOST_STEPS: usize = 8;

impl<'a> Evaluation<'_, 'a> {
    /// What the next nodes of a chain, which is kept the last first, give together: steps by name, or parts that are only
    /// counted. Takes them off the chain; `None` where the next node must be looked at by itself.
    ///
    /// This is apart from what recurses, so that its own needs do not lie on the stack once for each level of nesting.
    #[inline(never)]
    pub(super) fn leap(
        &self,
        chain: &mut SmallVec<[NodeId; 8]>,
        left: Option<&Collection<'a>>,
        scope: &Scope<'_, 'a>,
    ) -> Result<Option<Collection<'a>>, Fault> {
        let is_step = |id: &&NodeId| matches!(self.expression.node(**id).kind, NodeKind::Step { .. });
        let steps = chain.iter().rev().take(MOST_STEPS).take_while(is_step).count();
        if steps == 0 {
            return self.only_counted(chain, left, scope);
        }
        let rest = chain.len() - steps;
        let found = self.path(chain.get(rest..).unwrap_or_default(), left, scope)?;
        chain.truncate(rest);
        Ok(Some(found))
    }

    /// Follows steps, the last first in the list, from what stands before them or from the focus. Each item is followed
    /// to the end of the steps before the next is: what lies between is never listed.
    pub(super) fn path(&self, steps: &[NodeId], left: Option<&Collection<'a>>, scope: &Scope<'_, 'a>) -> Answer<'a> {
        self.burn(steps.len())?;
        if let Some(first) = steps.last() {
            self.at.set(*first);
        }
        let (steps, input) = match (left, steps.split_last()) {
            (None, Some((first, rest))) if self.names_the_type(*first, scope.this) => (rest, scope.this),
            (left, _) => (steps, left.unwrap_or(scope.this)),
        };
        if steps.is_empty() {
            return Ok(input.clone());
        }
        let mut out = Collection::new();
        for item in input {
            self.burn(1)?;
            match item {
                Item::Node(node) => self.follow(*node, steps, &mut out),
                // Parts of values have no parts.
                other => {
                    if let [id] = steps
                        && let NodeKind::Step { name, .. } = &self.expression.node(*id).kind
                    {
                        named_children(other, name, self.expression.memo(*id), self.types, &mut out);
                    }
                }
            }
        }
        self.burn(out.len())?;
        Ok(out)
    }

    fn follow(&self, node: Node<'a>, steps: &[NodeId], out: &mut Collection<'a>) {
        let Some((id, rest)) = steps.split_last() else {
            return out.push(Item::Node(node));
        };
        let NodeKind::Step { name, .. } = &self.expression.node(*id).kind else {
            return;
        };
        let memo = self.expression.memo(*id);
        if rest.is_empty() {
            return node.named(name, memo, self.types, &mut |child| out.push(Item::Node(child)));
        }
        // What is passed on the way is paid for here; whether enough was left is seen before the next item.
        node.named(name, memo, self.types, &mut |child| {
            self.fuel.set(self.fuel.get().saturating_sub(2));
            self.follow(child, rest, out);
        });
    }

    /// `descendants().count()` in one go, where `chain` goes on with the count: what is only counted is not listed.
    fn only_counted(
        &self,
        chain: &mut SmallVec<[NodeId; 8]>,
        left: Option<&Collection<'a>>,
        scope: &Scope<'_, 'a>,
    ) -> Result<Option<Collection<'a>>, Fault> {
        let is = |id: &NodeId, wanted: Function| {
            matches!(&self.expression.node(*id).kind,
                NodeKind::Call { function: Some(function), args, .. } if *function == wanted && args.is_empty())
        };
        let [.., count, id] = chain.as_slice() else {
            return Ok(None);
        };
        let id = *id;
        if !is(&id, Function::Descendants) || !is(count, Function::Count) {
            return Ok(None);
        }
        self.burn(2)?;
        self.at.set(id);
        let count = self.counted_descendants(left.unwrap_or(scope.this))?;
        let Some(count) = count.and_then(|count| i64::try_from(count).ok()) else {
            return Ok(None);
        };
        chain.truncate(chain.len().saturating_sub(2));
        Ok(Some(one(Item::Integer(count))))
    }

    /// Whether a name at the start of a path is that of the focus's type.
    fn names_the_type(&self, id: NodeId, this: &Collection<'a>) -> bool {
        let NodeKind::Step { name, .. } = &self.expression.node(id).kind else {
            return false;
        };
        if !name.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            return false;
        }
        match this.first() {
            Some(Item::Node(Node { type_id: Some(id), .. })) => {
                self.types.named(name).is_some_and(|named| self.types.is_a(*id, named))
            }
            // A resource of a kind that the tables do not know is what it says it is.
            Some(Item::Node(Node { value: Some(value), .. })) => {
                value.get("resourceType").and_then(Value::as_str) == Some(name)
            }
            _ => false,
        }
    }
}
