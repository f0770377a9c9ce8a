//! Evaluating: an expression over a resource gives a collection.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use fhir::types::Types;
use serde_json::Value;
use smallvec::{SmallVec, smallvec};

use crate::syntax::{Expression, Literal, NodeId, NodeKind, TypeOp, UnaryOp};
use crate::value::{Collection, Item, Node, Quantity, resource};

mod context;
mod equality;
mod fault;
mod functions;
mod operators;
mod path;
mod types;
mod unique;
mod verdict;

pub(crate) use context::is_reserved;
pub use context::{Context, DEFAULT_FUEL, Host};
pub use fault::{EvalError, Fault};
pub(crate) use types::{Named, named};

/// Evaluates an expression over a resource.
///
/// Errors: what the expression asks and the language does not allow, with the place; and [`Fault::Fuel`] when it asks
/// for more work than the context grants.
pub fn evaluate<'a>(
    expression: &'a Expression,
    value: &'a Value,
    context: &Context<'a>,
) -> Result<Collection<'a>, EvalError> {
    evaluate_on(expression, &resource(value, context.types()), context)
}

/// Evaluates an expression over items, as over the entry of a list or over nothing.
///
/// Errors: those of [`evaluate`].
pub fn evaluate_on<'a>(
    expression: &'a Expression,
    focus: &Collection<'a>,
    context: &Context<'a>,
) -> Result<Collection<'a>, EvalError> {
    let evaluation = Evaluation {
        expression,
        context,
        types: context.types(),
        root: focus.clone(),
        fuel: Cell::new(context.fuel()),
        at: Cell::new(expression.root()),
    };
    let scope = Scope { this: focus, index: None, total: None, variables: None };
    let value = evaluation.value(expression.root(), &scope);
    context.spend(context.fuel().saturating_sub(evaluation.fuel.get()));
    value.map_err(|fault| EvalError { at: expression.node(evaluation.at.get()).start as usize, fault })
}

type Answer<'a> = Result<Collection<'a>, Fault>;

/// What the names of a part of an expression mean.
#[derive(Clone)]
struct Scope<'s, 'a> {
    /// `$this`, and what a path starts from.
    this: &'s Collection<'a>,
    index: Option<usize>,
    total: Option<&'s Collection<'a>>,
    variables: Option<Rc<Variable<'a>>>,
}

/// What `defineVariable` defined, the latest first.
struct Variable<'a> {
    name: String,
    value: Collection<'a>,
    before: Option<Rc<Variable<'a>>>,
}

impl<'a> Scope<'_, 'a> {
    fn variable(&self, name: &str) -> Option<&Collection<'a>> {
        let mut at = self.variables.as_ref();
        while let Some(variable) = at {
            if variable.name == name {
                return Some(&variable.value);
            }
            at = variable.before.as_ref();
        }
        None
    }
}

/// One evaluation.
struct Evaluation<'c, 'a> {
    expression: &'a Expression,
    context: &'c Context<'a>,
    types: &'static Types,
    /// What the whole expression is evaluated over.
    root: Collection<'a>,
    fuel: Cell<u64>,
    /// The node that is being worked on, for the place of an error.
    at: Cell<NodeId>,
}

/// The collection of one item.
fn one(item: Item<'_>) -> Collection<'_> {
    Collection::one(item)
}

/// The collection of a truth value, or nothing where it is unknown.
fn truth<'a>(value: impl Into<Option<bool>>) -> Collection<'a> {
    value.into().map_or_else(Collection::new, |value| one(Item::Boolean(value)))
}

/// The collection of what may be there.
fn perhaps(item: Option<Item<'_>>) -> Collection<'_> {
    item.map_or_else(Collection::new, one)
}

impl<'a> Evaluation<'_, 'a> {
    /// Takes fuel for some work.
    fn burn(&self, work: usize) -> Result<(), Fault> {
        let left = self.fuel.get().checked_sub(work as u64).ok_or(Fault::Fuel)?;
        self.fuel.set(left);
        Ok(())
    }

    /// The value of a node. A chain that leans to the left is followed by a loop, so that only what is nested recurses,
    /// and the parser bounds that.
    fn value(&self, id: NodeId, scope: &Scope<'_, 'a>) -> Answer<'a> {
        let mut chain: SmallVec<[NodeId; 8]> = smallvec![id];
        let mut at = id;
        while let Some(left) = self.expression.node(at).left() {
            chain.push(left);
            at = left;
        }
        let mut inner = scope.clone();
        let mut value = None;
        while !chain.is_empty() {
            if let Some(further) = self.leap(&mut chain, value.as_ref(), &inner)? {
                value = Some(further);
            } else if let Some(id) = chain.pop() {
                value = Some(self.step(id, value, &mut inner, scope)?);
            }
        }
        Ok(value.unwrap_or_default())
    }

    /// One node, given the value of what it continues. What `defineVariable` defines is known in the rest of the chain,
    /// up to the next operator.
    fn step(
        &self,
        id: NodeId,
        left: Option<Collection<'a>>,
        inner: &mut Scope<'_, 'a>,
        outer: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        self.burn(1)?;
        self.at.set(id);
        match &self.expression.node(id).kind {
            // Steps are followed several at a time, in `path`.
            NodeKind::Step { .. } => self.path(&[id], left.as_ref(), inner),
            NodeKind::Call { function, name, args, .. } => {
                let function = function.ok_or_else(|| Fault::Function(name.to_string()))?;
                let args = self.expression.list(*args);
                let (least, most) = function.arity();
                if args.len() < least || args.len() > most {
                    return Err(Fault::Arguments { function: function.name(), least, most });
                }
                let input = left.unwrap_or_else(|| inner.this.clone());
                self.call(function, input, args, inner)
            }
            NodeKind::Index { index, .. } => {
                let index = self.value(*index, inner)?;
                self.at.set(id);
                let at = self.whole(&index)?.and_then(|at| usize::try_from(at).ok());
                Ok(perhaps(at.and_then(|at| left?.into_iter().nth(at))))
            }
            NodeKind::Binary { op, right, .. } => {
                inner.variables.clone_from(&outer.variables);
                self.binary(id, *op, left.unwrap_or_default(), *right, outer)
            }
            NodeKind::Type { op, name, .. } => {
                let left = left.unwrap_or_default();
                match op {
                    TypeOp::Is => self.is(&left, name),
                    TypeOp::As => self.cast(left, name),
                }
            }
            NodeKind::Unary { op, operand } => {
                let value = self.value(*operand, inner)?;
                self.at.set(id);
                self.signed(*op, &value)
            }
            other => self.leaf(other, inner),
        }
    }

    /// A node without parts.
    fn leaf(&self, kind: &'a NodeKind, scope: &Scope<'_, 'a>) -> Answer<'a> {
        match kind {
            NodeKind::Literal(literal) => self.literal(literal),
            NodeKind::This => Ok(scope.this.clone()),
            NodeKind::IndexVariable => {
                Ok(perhaps(scope.index.and_then(|at| i64::try_from(at).ok()).map(Item::Integer)))
            }
            NodeKind::Total => Ok(scope.total.cloned().unwrap_or_default()),
            NodeKind::External(name) => match scope.variable(name) {
                Some(value) => Ok(value.clone()),
                None => self.context.constant(name, &self.root).ok_or_else(|| Fault::Variable(name.to_string())),
            },
            // The name of a type or a sort key outside its function does not come out of the parser.
            _ => Ok(Collection::new()),
        }
    }

    fn literal(&self, literal: &'a Literal) -> Answer<'a> {
        Ok(one(match literal {
            Literal::Boolean(value) => Item::Boolean(*value),
            Literal::Integer(value) => Item::Integer(*value),
            Literal::Long(value) => Item::Long(*value),
            Literal::Decimal(value) => Item::Decimal(*value),
            Literal::String(text) => Item::String(Cow::Borrowed(text)),
            Literal::Date(value) => Item::Date(*value),
            Literal::DateTime(value) => Item::DateTime(*value),
            Literal::Time(value) => Item::Time(*value),
            Literal::Quantity { value, unit } => Item::Quantity(Box::new(Quantity::new(*value, unit.clone()))),
        }))
    }

    /// An argument that does not speak of the items of its input.
    fn argument(&self, args: &[NodeId], at: usize, scope: &Scope<'_, 'a>) -> Answer<'a> {
        let here = self.at.get();
        let value = args.get(at).map_or_else(|| Ok(Collection::new()), |id| self.value(*id, scope))?;
        self.at.set(here);
        Ok(value)
    }

    /// An argument evaluated for one item of the input.
    fn for_item(&self, id: NodeId, item: &Collection<'a>, index: usize, scope: &Scope<'_, 'a>) -> Answer<'a> {
        let scope = Scope { this: item, index: Some(index), total: scope.total, variables: scope.variables.clone() };
        self.value(id, &scope)
    }

    /// The only item, none of none; an error for several.
    fn single<'i>(&self, input: &'i Collection<'a>) -> Result<Option<&'i Item<'a>>, Fault> {
        if input.len() > 1 { Err(Fault::Several { found: input.len() }) } else { Ok(input.first()) }
    }

    /// The truth of a collection: a single item that is no truth value counts as true.
    fn truth_of(&self, input: &Collection<'a>) -> Result<Option<bool>, Fault> {
        Ok(self.valued(input)?.map(|item| item.as_boolean(self.types).unwrap_or(true)))
    }

    /// A whole number, none of nothing.
    fn whole(&self, input: &Collection<'a>) -> Result<Option<i64>, Fault> {
        let Some(item) = self.valued(input)? else {
            return Ok(None);
        };
        item.as_whole(self.types).map(Some).ok_or_else(|| self.wrong("a whole number", item))
    }

    /// The only item that has a value: a primitive that only has extensions is nothing to compute with.
    fn valued<'i>(&self, input: &'i Collection<'a>) -> Result<Option<&'i Item<'a>>, Fault> {
        Ok(self.single(input)?.filter(|item| !matches!(item, Item::Node(Node { value: None, .. }))))
    }

    /// A text, none of nothing.
    fn text<'i>(&self, input: &'i Collection<'a>) -> Result<Option<Cow<'i, str>>, Fault> {
        let Some(item) = self.valued(input)? else {
            return Ok(None);
        };
        let text = item.as_text(self.types).ok_or_else(|| self.wrong("a text", item))?;
        self.burn(text.len() / 16)?;
        Ok(Some(text))
    }

    fn wrong(&self, expected: &'static str, found: &Item<'a>) -> Fault {
        Fault::Type { expected, found: found.type_info(self.types).name }
    }

    fn signed(&self, op: UnaryOp, value: &Collection<'a>) -> Answer<'a> {
        let Some(item) = self.valued(value)? else {
            return Ok(Collection::new());
        };
        let minus = op == UnaryOp::Minus;
        let out = match item.system(self.types).into_owned() {
            Item::Integer(value) if minus => Item::Integer(value.saturating_neg()),
            Item::Long(value) if minus => Item::Long(value.saturating_neg()),
            Item::Decimal(value) if minus => Item::Decimal(value.negative()),
            Item::Quantity(mut value) => {
                if minus {
                    value.value = value.value.negative();
                }
                Item::Quantity(value)
            }
            same @ (Item::Integer(_) | Item::Long(_) | Item::Decimal(_)) => same,
            other => return Err(self.wrong("a number", &other)),
        };
        Ok(one(out))
    }
}
