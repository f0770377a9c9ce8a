//! Functions whose arguments are evaluated for each item: `where`, `select`, `repeat`, `sort`...

use std::cmp::Ordering;

use super::super::unique::Unique;
use super::super::{Answer, Evaluation, Fault, Scope, truth};
use crate::syntax::{Function, NodeId, NodeKind, UnaryOp};
use crate::value::{Collection, Item};

/// An item with the keys it is sorted by.
type Row<'a> = (Vec<Option<Item<'a>>>, Collection<'a>);

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn selecting(
        &self,
        function: Function,
        input: Collection<'a>,
        args: &'a [NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        if let (Some(first), F::Is | F::As | F::OfType) = (args.first(), function)
            && let NodeKind::TypeName(name) = &self.expression.node(*first).kind
        {
            return match function {
                F::Is => self.is(&input, name),
                F::As => self.cast(input, name),
                _ => self.of_type(input, name),
            };
        }
        match (function, args.first()) {
            (F::Exists, None) => Ok(truth(!input.is_empty())),
            (F::Exists, Some(criterion)) => Ok(truth(!self.filter(input, *criterion, scope, true)?.is_empty())),
            (F::Where, Some(criterion)) => self.filter(input, *criterion, scope, false),
            (F::All, Some(criterion)) => self.all(input, *criterion, scope),
            (F::Select, Some(projection)) => {
                let mut out = Collection::new();
                for (at, item) in Self::each(input) {
                    out.extend(self.for_item(*projection, &item, at, scope)?);
                    self.burn(1)?;
                }
                self.burn(out.len())?;
                Ok(out)
            }
            (F::Repeat, Some(projection)) => self.repeat(input, *projection, scope, true),
            (F::RepeatAll, Some(projection)) => self.repeat(input, *projection, scope, false),
            (F::Aggregate, Some(aggregator)) => self.aggregate(input, *aggregator, args.get(1).copied(), scope),
            (F::Sort, _) => self.sort(input, args, scope),
            (F::Iif, Some(criterion)) => self.choose(&input, *criterion, args, scope),
            (F::Coalesce, _) => self.coalesce(args, scope),
            (F::Trace, _) => self.trace(input, args, scope),
            _ => Ok(Collection::new()),
        }
    }

    /// The items for which a criterion is true; only the first of them where that suffices.
    fn filter(&self, input: Collection<'a>, criterion: NodeId, scope: &Scope<'_, 'a>, first: bool) -> Answer<'a> {
        let mut out = Collection::new();
        for (at, item) in Self::each(input) {
            self.burn(1)?;
            if self.meets(criterion, &item, at, scope)? {
                out.extend(item);
                if first {
                    break;
                }
            }
        }
        Ok(out)
    }

    /// Whether a criterion is true of an item.
    fn meets(
        &self,
        criterion: NodeId,
        item: &Collection<'a>,
        index: usize,
        scope: &Scope<'_, 'a>,
    ) -> Result<bool, Fault> {
        let scope = Scope { this: item, index: Some(index), total: scope.total, variables: scope.variables.clone() };
        Ok(self.verdict(criterion, &scope, 0)? == Some(true))
    }

    fn all(&self, input: Collection<'a>, criterion: NodeId, scope: &Scope<'_, 'a>) -> Answer<'a> {
        for (at, item) in Self::each(input) {
            self.burn(1)?;
            if !self.meets(criterion, &item, at, scope)? {
                return Ok(truth(false));
            }
        }
        Ok(truth(true))
    }

    /// `repeat`: what the projection gives, what it gives of that, and so on, with `unique` nothing twice.
    fn repeat(&self, input: Collection<'a>, projection: NodeId, scope: &Scope<'_, 'a>, unique: bool) -> Answer<'a> {
        let (mut all, mut seen) = (Collection::new(), Unique::default());
        let mut queue = input;
        while !queue.is_empty() {
            let mut next = Collection::new();
            for (at, item) in Self::each(queue) {
                self.burn(1)?;
                for found in self.for_item(projection, &item, at, scope)? {
                    self.burn(1)?;
                    if !unique {
                        all.push(found.clone());
                        next.push(found);
                    } else if seen.add(found.clone(), self)? {
                        next.push(found);
                    }
                }
            }
            queue = next;
        }
        Ok(if unique { seen.into_items() } else { all })
    }

    fn aggregate(
        &self,
        input: Collection<'a>,
        aggregator: NodeId,
        initial: Option<NodeId>,
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        let mut total = match initial {
            Some(id) => self.value(id, scope)?,
            None => Collection::new(),
        };
        for (at, item) in Self::each(input) {
            self.burn(1 + total.len())?;
            let inner = Scope { this: &item, index: Some(at), total: Some(&total), variables: scope.variables.clone() };
            total = self.value(aggregator, &inner)?;
        }
        Ok(total)
    }

    /// `iif(criterion, yes, no)`: evaluated over the one item of the input, if there is one.
    fn choose(&self, input: &Collection<'a>, criterion: NodeId, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        self.single(input)?;
        let inner = Scope { this: input, ..scope.clone() };
        let verdict = self.value(criterion, &inner)?;
        let chosen = if self.truth_of(&verdict)? == Some(true) { args.get(1) } else { args.get(2) };
        chosen.map_or_else(|| Ok(Collection::new()), |id| self.value(*id, &inner))
    }

    fn coalesce(&self, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        for id in args {
            let value = self.value(*id, scope)?;
            if !value.is_empty() {
                return Ok(value);
            }
        }
        Ok(Collection::new())
    }

    fn trace(&self, input: Collection<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let name = self.text_argument(args, 0, scope)?.unwrap_or_default();
        let Some(host) = self.context.host() else {
            return Ok(input);
        };
        match args.get(1) {
            None => host.trace(&name, &input),
            Some(projection) => {
                let mut shown = Collection::new();
                for (at, item) in Self::each(input.clone()) {
                    shown.extend(self.for_item(*projection, &item, at, scope)?);
                }
                host.trace(&name, &shown);
            }
        }
        Ok(input)
    }

    /// `sort()`: by the items themselves or by keys; a key with `desc` or a minus before it runs downwards. What has no
    /// key comes first in either direction.
    fn sort(&self, input: Collection<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let keys: Vec<(Option<NodeId>, bool)> =
            if args.is_empty() { vec![(None, false)] } else { args.iter().map(|id| self.key(*id)).collect() };
        let mut rows = Vec::with_capacity(input.len());
        for (at, item) in Self::each(input) {
            let mut row = Vec::with_capacity(keys.len());
            for (key, _) in &keys {
                let value = key.map_or_else(|| Ok(item.clone()), |id| self.for_item(id, &item, at, scope))?;
                row.push(self.valued(&value)?.cloned());
            }
            rows.push((row, item));
        }
        let rows = self.sorted(rows, &keys)?;
        Ok(rows.into_iter().flat_map(|(_, item)| item).collect())
    }

    /// Merge sort of our own: dates known in part have no total order, which the sort of the standard library must not
    /// be given. What is undecided stays in its order.
    fn sorted(&self, mut rows: Vec<Row<'a>>, keys: &[(Option<NodeId>, bool)]) -> Result<Vec<Row<'a>>, Fault> {
        if rows.len() < 2 {
            return Ok(rows);
        }
        let second = self.sorted(rows.split_off(rows.len() / 2), keys)?;
        let mut first = self.sorted(rows, keys)?.into_iter().peekable();
        let mut second = second.into_iter().peekable();
        let mut out = Vec::with_capacity(first.len() + second.len());
        while let (Some((a, _)), Some((b, _))) = (first.peek(), second.peek()) {
            self.burn(1)?;
            let take = if self.before(b, a, keys)? { second.next() } else { first.next() };
            out.extend(take);
        }
        out.extend(first);
        out.extend(second);
        Ok(out)
    }

    /// Whether a row certainly stands before another.
    fn before(
        &self,
        a: &[Option<Item<'a>>],
        b: &[Option<Item<'a>>],
        keys: &[(Option<NodeId>, bool)],
    ) -> Result<bool, Fault> {
        for ((a, b), (_, down)) in a.iter().zip(b).zip(keys) {
            let order = match (a, b) {
                (Some(a), Some(b)) if *down => self.ordered(b, a)?,
                (Some(a), Some(b)) => self.ordered(a, b)?,
                (a, b) => Some(a.is_some().cmp(&b.is_some())),
            };
            if let Some(order @ (Ordering::Less | Ordering::Greater)) = order {
                return Ok(order.is_lt());
            }
        }
        Ok(false)
    }

    /// A key and whether it runs downwards. A minus says so for texts and dates too, which have no negative.
    fn key(&self, id: NodeId) -> (Option<NodeId>, bool) {
        match self.expression.node(id).kind {
            NodeKind::SortKey { key, descending } => (Some(key), descending),
            NodeKind::Unary { op: UnaryOp::Minus, operand } => (Some(operand), true),
            _ => (Some(id), false),
        }
    }
}
