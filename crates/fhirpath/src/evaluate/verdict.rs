//! Criteria: nodes of which only the truth is asked.

use super::{Evaluation, Fault, Scope};
use crate::syntax::{BinaryOp, Literal, NodeId, NodeKind};
use crate::value::Item;

/// How far operands within operands are followed; what lies deeper is evaluated as anything else is.
const DEEPEST: usize = 4;

impl<'a> Evaluation<'_, 'a> {
    /// What [`Evaluation::truth_of`] says of the value of a node, in most cases without making a collection of it.
    pub(super) fn verdict(&self, id: NodeId, scope: &Scope<'_, 'a>, depth: usize) -> Result<Option<bool>, Fault> {
        let NodeKind::Binary { op, left, right } = self.expression.node(id).kind else {
            return self.truth_of(&self.value(id, scope)?);
        };
        if depth > DEEPEST {
            return self.truth_of(&self.value(id, scope)?);
        }
        match op {
            BinaryOp::And | BinaryOp::Or | BinaryOp::Xor | BinaryOp::Implies => {
                self.burn(1)?;
                let a = self.verdict(left, scope, depth + 1)?;
                if let Some(decided) = op.decided(a) {
                    return Ok(Some(decided));
                }
                let b = self.verdict(right, scope, depth + 1)?;
                self.at.set(id);
                Ok(op.logic(a, b))
            }
            BinaryOp::Equal | BinaryOp::NotEqual => {
                let NodeKind::Literal(Literal::String(text)) = &self.expression.node(right).kind else {
                    return self.truth_of(&self.value(id, scope)?);
                };
                self.burn(3)?;
                let value = self.value(left, scope)?;
                self.at.set(id);
                let same = match value.as_slice() {
                    [] => return Ok(None),
                    [item] => match item {
                        Item::Node(node) => node.is_text(text, self.types),
                        _ => None,
                    }
                    .or_else(|| self.same(item, &Item::String(text.as_ref().into()))),
                    _ => Some(false),
                };
                Ok(same.map(|same| same == (op == BinaryOp::Equal)))
            }
            _ => self.truth_of(&self.value(id, scope)?),
        }
    }
}

impl BinaryOp {
    /// What a logical operator gives whatever stands right of it.
    pub(super) const fn decided(self, left: Option<bool>) -> Option<bool> {
        match (self, left) {
            (Self::And, Some(false)) => Some(false),
            (Self::Or, Some(true)) | (Self::Implies, Some(false)) => Some(true),
            _ => None,
        }
    }

    /// What a logical operator gives; `None` where it is unknown.
    pub(super) fn logic(self, left: Option<bool>, right: Option<bool>) -> Option<bool> {
        match (self, left, right) {
            (Self::And, _, Some(false)) => Some(false),
            (Self::And, Some(true), b) => b,
            (Self::Or | Self::Implies, _, Some(true)) => Some(true),
            (Self::Or, Some(false), b) | (Self::Implies, Some(true), b) => b,
            (Self::Xor, Some(a), Some(b)) => Some(a != b),
            _ => self.decided(left),
        }
    }
}
