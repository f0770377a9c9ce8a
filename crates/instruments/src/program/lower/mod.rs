//! From FHIRPath to the expressions of the compiled form.
//!
//! A path over the response is followed here, at compile time, over the items of the form: each part of an expression
//! has a [`Shape`] that says which items its nodes can be, so that `item.where(linkId = 'a').answer.value` ends as "the
//! values of item 3" and a path that leads nowhere is found before anybody is asked. What cannot be followed (the
//! questionnaire itself, extensions, terminology) is not guessed: [`Unlowered`] says which part and why, and that
//! expression is left to the FHIRPath evaluator on the server.

mod calendar;
mod call;
mod fold;
mod pattern;
mod steps;

use std::collections::HashMap;

use fhirpath::syntax::{BinaryOp, Expression, Literal, NodeId, NodeKind, TypeOp, UnaryOp};

use super::{Expr, FormItem, Function, Partial, Quantity, Value, decimal::Decimal};

/// What a part of an expression stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Instances of these items; the response itself when the flag is set.
    Nodes(Vec<u32>, bool),
    /// Answers of these items.
    Answers(Vec<u32>),
    /// Everything below: items, answers and values.
    Everything(Vec<u32>),
    /// Values: of these items where it is known, of anything else otherwise.
    Values(Vec<u32>),
    /// Items of the questionnaire itself; the questionnaire when the flag is set.
    Form(Vec<u32>, bool),
    /// Printed answers of items of the questionnaire.
    Options,
    /// Extensions of printed answers, of which only their weights can be asked.
    Weights,
}

/// A part that was brought over.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// The expression.
    pub expr: Expr,
    /// What it stands for.
    pub shape: Shape,
}

/// Why an expression stays with the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlowered {
    /// The part that could not be followed, as written.
    pub part: String,
    /// Where it begins, in bytes.
    pub start: u32,
}

/// Where an expression stands: its item, and the variables that can be seen from there.
pub struct Scope<'p> {
    /// The items of the form.
    pub items: &'p [FormItem],
    /// The items that stand in no other, in order.
    pub top: &'p [u32],
    /// The item the expression stands on; none for the whole form.
    pub item: Option<u32>,
    /// Variables that can be seen, with their numbers and shapes.
    pub variables: &'p HashMap<String, (u32, Shape)>,
    /// Where conditions on names are decided.
    pub names: Option<&'p Names>,
    /// The number of each item by its name; none when two items share one.
    pub by_link: Option<&'p HashMap<String, u32>>,
}

/// What an author should know about an expression that was brought over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// Names that are those of JSON and not of FHIRPath, such as `valueInteger` for `value`. They are understood, since
    /// many forms use them and some readers accept them; others find nothing there.
    pub borrowed: Vec<String>,
    /// Parts that can never find anything, whatever is answered: no item has that name, or groups are asked for answers.
    pub nowhere: Vec<String>,
}

/// Brings a whole expression over.
pub fn lower(expression: &Expression, scope: &Scope<'_>) -> Result<(Lowered, Notes), Unlowered> {
    let mut lowerer = Lowerer { expression, scope, notes: Notes::default() };
    let lowered = lowerer.node(expression.root(), None)?;
    Ok((lowered, lowerer.notes))
}

pub use calendar::{Words, words};
pub use fold::Names;
pub use pattern::{Reading, common_pattern};

pub(super) struct Lowerer<'e> {
    expression: &'e Expression,
    scope: &'e Scope<'e>,
    notes: Notes,
}

type Done = Result<Lowered, Unlowered>;

pub(super) const fn values(expr: Expr) -> Lowered {
    Lowered { expr, shape: Shape::Values(Vec::new()) }
}

impl Lowerer<'_> {
    fn stop(&self, id: NodeId) -> Unlowered {
        let part: String = self.expression.text(id).chars().take(120).collect();
        Unlowered { part, start: self.expression.node(id).start }
    }

    /// What a path without a start goes on from: `$this` inside a function that walks, else the item itself.
    fn focus(&self, this: Option<&Shape>) -> Lowered {
        match this {
            Some(shape) => Lowered { expr: Expr::call(Function::This, Vec::new()), shape: shape.clone() },
            None => self.context(),
        }
    }

    fn context(&self) -> Lowered {
        match self.scope.item {
            Some(item) => {
                Lowered { expr: Expr::call(Function::Context, Vec::new()), shape: Shape::Nodes(vec![item], false) }
            }
            None => Self::root(),
        }
    }

    fn root() -> Lowered {
        Lowered { expr: Expr::call(Function::Root, Vec::new()), shape: Shape::Nodes(Vec::new(), true) }
    }

    pub(super) fn node(&mut self, id: NodeId, this: Option<&Shape>) -> Done {
        match &self.expression.node(id).kind {
            NodeKind::Literal(literal) => constant(literal).map(values).ok_or_else(|| self.stop(id)),
            NodeKind::Empty => Ok(values(Expr::Empty)),
            NodeKind::This => Ok(self.focus(this)),
            NodeKind::IndexVariable => Ok(values(Expr::call(Function::Index, Vec::new()))),
            NodeKind::Total => Ok(values(Expr::call(Function::Total, Vec::new()))),
            NodeKind::External(name) => self.external(id, name),
            NodeKind::Step { target, name } => self.step(id, *target, name, this),
            NodeKind::Call { target, function, name, args } => {
                let args = self.expression.list(*args).to_vec();
                self.call(id, *target, *function, name, &args, this)
            }
            NodeKind::Index { target, index } => {
                let (target, index) = (self.node(*target, this)?, self.node(*index, this)?);
                Ok(Lowered { expr: Expr::call(Function::At, vec![target.expr, index.expr]), shape: target.shape })
            }
            NodeKind::Unary { op, operand } => {
                let operand = self.node(*operand, this)?;
                Ok(match op {
                    UnaryOp::Plus => operand,
                    UnaryOp::Minus => values(Expr::call(Function::Negate, vec![operand.expr])),
                })
            }
            NodeKind::Binary { op, left, right } => self.binary(*op, *left, *right, this),
            NodeKind::Type { op, operand, name } => {
                let operand = self.node(*operand, this)?;
                let name = Expr::Literal(Value::text(&name.name));
                let function = if *op == TypeOp::Is { Function::IsType } else { Function::OfType };
                Ok(Lowered { expr: Expr::call(function, vec![operand.expr, name]), shape: operand.shape })
            }
            NodeKind::TypeName(_) | NodeKind::SortKey { .. } => Err(self.stop(id)),
        }
    }

    fn external(&self, id: NodeId, name: &str) -> Done {
        if let Some((number, shape)) = self.scope.variables.get(name) {
            return Ok(Lowered { expr: Expr::Variable(*number), shape: shape.clone() });
        }
        match name {
            "resource" | "rootResource" => Ok(Self::root()),
            "context" => Ok(self.context()),
            "questionnaire" => Ok(Lowered { expr: Expr::Empty, shape: Shape::Form(Vec::new(), true) }),
            "qitem" => {
                let item = self.scope.item.ok_or_else(|| self.stop(id))?;
                Ok(Lowered { expr: Expr::Empty, shape: Shape::Form(vec![item], false) })
            }
            "ucum" => Ok(values(Expr::Literal(Value::text("http://unitsofmeasure.org")))),
            "sct" => Ok(values(Expr::Literal(Value::text("http://snomed.info/sct")))),
            "loinc" => Ok(values(Expr::Literal(Value::text("http://loinc.org")))),
            _ => Err(self.stop(id)),
        }
    }

    fn binary(&mut self, op: BinaryOp, left: NodeId, right: NodeId, this: Option<&Shape>) -> Done {
        let (a, b) = (self.node(left, this)?, self.node(right, this)?);
        let function = operator(op);
        let shape = match (op, a.shape, b.shape) {
            (BinaryOp::Union, Shape::Nodes(mut x, root), Shape::Nodes(y, other)) => {
                x.extend(y);
                x.sort_unstable();
                x.dedup();
                Shape::Nodes(x, root || other)
            }
            (BinaryOp::Union, Shape::Values(mut x), Shape::Values(y)) => {
                x.extend(y);
                Shape::Values(x)
            }
            (BinaryOp::Union, ..) => return Err(self.stop(left)),
            _ => Shape::Values(Vec::new()),
        };
        Ok(Lowered { expr: Expr::call(function, vec![a.expr, b.expr]), shape })
    }
}

const fn operator(op: BinaryOp) -> Function {
    match op {
        BinaryOp::Multiply => Function::Multiply,
        BinaryOp::Divide => Function::Divide,
        BinaryOp::WholeDivide => Function::WholeDivide,
        BinaryOp::Modulo => Function::Remainder,
        BinaryOp::Add => Function::Add,
        BinaryOp::Subtract => Function::Subtract,
        BinaryOp::Concatenate => Function::Concatenate,
        BinaryOp::Union => Function::Union,
        BinaryOp::Less => Function::Less,
        BinaryOp::LessOrEqual => Function::LessOrEqual,
        BinaryOp::Greater => Function::Greater,
        BinaryOp::GreaterOrEqual => Function::GreaterOrEqual,
        BinaryOp::Equal => Function::Equal,
        BinaryOp::NotEqual => Function::NotEqual,
        BinaryOp::Equivalent => Function::Equivalent,
        BinaryOp::NotEquivalent => Function::NotEquivalent,
        BinaryOp::In => Function::In,
        BinaryOp::Contains => Function::Contains,
        BinaryOp::And => Function::And,
        BinaryOp::Or => Function::Or,
        BinaryOp::Xor => Function::Xor,
        BinaryOp::Implies => Function::Implies,
    }
}

fn constant(literal: &Literal) -> Option<Expr> {
    Some(Expr::Literal(match literal {
        Literal::Boolean(flag) => Value::Boolean(*flag),
        Literal::Integer(whole) | Literal::Long(whole) => Value::integer(*whole)?,
        Literal::Decimal(decimal) => Value::Decimal(Decimal::parse(&decimal.to_string())?),
        Literal::String(text) => Value::text(text),
        Literal::Date(date) => Value::Moment(Partial::date(&date.to_string())?),
        Literal::DateTime(moment) => Value::Moment(Partial::date_time(&moment.to_string())?),
        Literal::Time(time) => Value::Moment(Partial::time(&time.to_string())?),
        Literal::Quantity { value, unit } => {
            let unit = match unit {
                fhirpath::syntax::Unit::Calendar(word) => word.word().to_owned(),
                fhirpath::syntax::Unit::Ucum(code) => code.to_string(),
            };
            Value::Quantity(Quantity { value: Decimal::parse(&value.to_string())?, unit }.into())
        }
    }))
}
