//! Checking: what is wrong with an expression by the types alone, before there is a resource.
//!
//! A complaint is only made where the types prove it: what is not known (the children of anything, the value of a
//! variable) is let through and is the evaluation's affair.

use fhir::types::{Release, TypeId, Types};
use smallvec::{SmallVec, smallvec};

use crate::evaluate::is_reserved;
use crate::syntax::{BinaryOp, Expression, Literal, NodeId, NodeKind, TypeName};

mod functions;
mod kinds;

use kinds::{Found, Kind};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at byte {at}: {complaint}")]
pub struct CheckError {
    /// Where in the expression, in bytes.
    pub at: usize,
    /// What is wrong there.
    pub complaint: Complaint,
}

/// What can be wrong by the types alone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Complaint {
    /// An element that none of the types has.
    #[error("{name} is no element of {owner}")]
    Element {
        /// The name.
        name: String,
        /// The types it was looked for in.
        owner: String,
    },
    /// A path that starts with another type than that of the resource.
    #[error("{name} is not what the expression is evaluated over")]
    Start {
        /// The name.
        name: String,
    },
    /// A type that does not exist.
    #[error("there is no type {0}")]
    Type(String),
    /// A function that does not exist.
    #[error("there is no function {0}()")]
    Function(String),
    /// Too few or too many arguments.
    #[error("{0}() takes another number of arguments")]
    Arguments(String),
    /// A `%name` that is not defined there.
    #[error("%{0} is not defined here")]
    Variable(String),
    /// A name that is taken.
    #[error("%{0} is already defined")]
    Redefined(String),
    /// A criterion that is no truth value.
    #[error("a single truth value is needed here")]
    Criterion,
    /// A function of texts on something else.
    #[error("{function}() needs a text and this is {found}")]
    Text {
        /// The function.
        function: &'static str,
        /// What there is.
        found: String,
    },
    /// An operator between things it does not join.
    #[error("{symbol} does not join {left} and {right}")]
    Operands {
        /// The operator.
        symbol: &'static str,
        /// Type of the left operand.
        left: String,
        /// Type of the right operand.
        right: String,
    },
    /// A function that depends on the order of what has none.
    #[error("{0}() depends on an order, and these items have none")]
    Order(&'static str),
}

/// What to check for.
#[derive(Debug, Clone)]
pub struct Checks {
    types: &'static Types,
    root: Option<TypeId>,
    variables: Vec<String>,
    ordered: bool,
    written_choices: bool,
}

impl Checks {
    /// The checks of a release, of an expression over anything.
    pub fn new(release: Release) -> Self {
        Self { types: Types::of(release), root: None, variables: Vec::new(), ordered: false, written_choices: false }
    }

    /// Of an expression over a type, as `Patient`; a name that is no type is as none.
    #[must_use]
    pub fn over(mut self, type_name: &str) -> Self {
        self.root = self.types.named(type_name);
        self
    }

    /// With a variable known from outside.
    #[must_use]
    pub fn with_variable(mut self, name: &str) -> Self {
        self.variables.push(name.to_owned());
        self
    }

    /// Complaining of functions that depend on the order of what has none, as of children.
    #[must_use]
    pub const fn ordered(mut self) -> Self {
        self.ordered = true;
        self
    }

    /// Letting through a choice by its written name, `valueQuantity` for `value`.
    #[must_use]
    pub const fn with_written_choices(mut self) -> Self {
        self.written_choices = true;
        self
    }
}

/// Checks an expression.
///
/// Errors: the first complaint, with its place.
pub fn check(expression: &Expression, checks: &Checks) -> Result<(), CheckError> {
    let root = checks.root.map_or_else(Found::anything, |id| Found::one(Kind::Fhir(id)));
    let checker = Checker { expression, checks, types: checks.types };
    let scope = Scope { this: root, variables: checks.variables.clone(), any_variable: false };
    checker.infer(expression.root(), &scope).map(|_| ())
}

/// What names mean at some place.
#[derive(Clone)]
struct Scope {
    this: Found,
    variables: Vec<String>,
    /// Whether a variable was defined whose name is not written out.
    any_variable: bool,
}

struct Checker<'e> {
    expression: &'e Expression,
    checks: &'e Checks,
    types: &'static Types,
}

impl Checker<'_> {
    fn complain(&self, id: NodeId, complaint: Complaint) -> CheckError {
        CheckError { at: self.expression.node(id).start as usize, complaint }
    }

    /// What a node gives. A chain is followed by a loop, as in the evaluation.
    fn infer(&self, id: NodeId, scope: &Scope) -> Result<Found, CheckError> {
        let mut chain: SmallVec<[NodeId; 8]> = smallvec![id];
        let mut at = id;
        while let Some(left) = self.expression.node(at).left() {
            chain.push(left);
            at = left;
        }
        let mut inner = scope.clone();
        let mut found = None;
        while let Some(id) = chain.pop() {
            found = Some(self.step(id, found, &mut inner, scope)?);
        }
        Ok(found.unwrap_or_else(Found::anything))
    }

    fn step(&self, id: NodeId, left: Option<Found>, inner: &mut Scope, outer: &Scope) -> Result<Found, CheckError> {
        match &self.expression.node(id).kind {
            NodeKind::Step { name, .. } => match left {
                Some(left) => self.child(id, &left, name),
                None => self.start(id, name, &inner.this),
            },
            NodeKind::Call { function, name, args, .. } => {
                let function = function.ok_or_else(|| self.complain(id, Complaint::Function(name.to_string())))?;
                let (least, most) = function.arity();
                if args.len() < least || args.len() > most {
                    return Err(self.complain(id, Complaint::Arguments(name.to_string())));
                }
                let input = left.unwrap_or_else(|| inner.this.clone());
                self.call(id, function, input, self.expression.list(*args), inner)
            }
            NodeKind::Index { index, .. } => {
                self.infer(*index, inner)?;
                Ok(left.unwrap_or_else(Found::anything).single())
            }
            NodeKind::Binary { op, right, .. } => {
                inner.variables.clone_from(&outer.variables);
                inner.any_variable = outer.any_variable;
                let right = self.infer(*right, outer)?;
                self.binary(id, *op, left.unwrap_or_else(Found::anything), right)
            }
            NodeKind::Type { op, name, .. } => {
                let kind = self.named(id, name)?;
                Ok(match op {
                    crate::syntax::TypeOp::Is => Found::system("Boolean"),
                    crate::syntax::TypeOp::As => Found::one(kind).single(),
                })
            }
            NodeKind::Unary { operand, .. } => self.infer(*operand, inner),
            other => self.leaf(id, other, inner),
        }
    }

    fn leaf(&self, id: NodeId, kind: &NodeKind, scope: &Scope) -> Result<Found, CheckError> {
        Ok(match kind {
            NodeKind::Literal(literal) => Found::system(match literal {
                Literal::Boolean(_) => "Boolean",
                Literal::Integer(_) => "Integer",
                Literal::Long(_) => "Long",
                Literal::Decimal(_) => "Decimal",
                Literal::String(_) => "String",
                Literal::Date(_) => "Date",
                Literal::DateTime(_) => "DateTime",
                Literal::Time(_) => "Time",
                Literal::Quantity { .. } => "Quantity",
            }),
            NodeKind::This => scope.this.clone(),
            NodeKind::IndexVariable => Found::system("Integer"),
            NodeKind::External(name) => {
                let known =
                    scope.any_variable || scope.variables.iter().any(|known| **known == **name) || is_reserved(name);
                if !known {
                    return Err(self.complain(id, Complaint::Variable(name.to_string())));
                }
                Found::anything()
            }
            NodeKind::Empty => Found::nothing(),
            _ => Found::anything(),
        })
    }

    fn start(&self, id: NodeId, name: &str, this: &Found) -> Result<Found, CheckError> {
        let named = self.types.named(name).filter(|_| name.starts_with(|letter: char| letter.is_ascii_uppercase()));
        let (Some(named), Some(kinds)) = (named, this.kinds()) else {
            return self.child(id, this, name);
        };
        let fits = |kind: &Kind| match kind {
            // Either may be the more special one: `Resource` is evaluated over what turns out to be a Patient.
            Kind::Fhir(actual) => self.types.is_a(*actual, named) || self.types.is_a(named, *actual),
            Kind::System(_) => false,
        };
        if kinds.iter().any(fits) {
            return Ok(Found { many: this.many, ..Found::one(Kind::Fhir(named)) });
        }
        self.child(id, this, name).map_err(|_| self.complain(id, Complaint::Start { name: name.to_owned() }))
    }

    fn child(&self, id: NodeId, input: &Found, name: &str) -> Result<Found, CheckError> {
        let Some(kinds) = input.kinds().filter(|kinds| !kinds.is_empty()) else {
            return Ok(Found::anything());
        };
        let mut out = Found { many: input.many, ordered: input.ordered, ..Found::nothing() };
        for kind in kinds {
            if kind.is_open(self.types) {
                return Ok(Found::anything());
            }
            kind.child(name, self.types, self.checks.written_choices, &mut out);
        }
        if out.kinds().is_none_or(<[Kind]>::is_empty) {
            let owner = input.names(self.types);
            return Err(self.complain(id, Complaint::Element { name: name.to_owned(), owner }));
        }
        Ok(out)
    }

    fn named(&self, id: NodeId, name: &TypeName) -> Result<Kind, CheckError> {
        use crate::evaluate::{Named, named};
        match named(name, self.types) {
            Some(Named::Fhir(id) | Named::Either(_, id)) => Ok(Kind::Fhir(id)),
            Some(Named::System(name)) => Ok(Kind::System(name)),
            None if name.namespace.as_deref() == Some("System") => Ok(Kind::System("Any")),
            None => Err(self.complain(id, Complaint::Type(name.name.to_string()))),
        }
    }

    fn binary(&self, id: NodeId, op: BinaryOp, left: Found, right: Found) -> Result<Found, CheckError> {
        if matches!(op, BinaryOp::Add | BinaryOp::Subtract) {
            let clash = left.all(|kind| kind.is_instant(self.types)) && right.all(|kind| kind.is_number(self.types));
            if clash {
                let (left, right) = (left.names(self.types), right.names(self.types));
                return Err(self.complain(id, Complaint::Operands { symbol: op.symbol(), left, right }));
            }
        }
        Ok(match op {
            BinaryOp::Union => left.and(right),
            BinaryOp::Concatenate => Found::system("String"),
            BinaryOp::Add
            | BinaryOp::Subtract
            | BinaryOp::Multiply
            | BinaryOp::Divide
            | BinaryOp::WholeDivide
            | BinaryOp::Modulo => Found::anything().single(),
            _ => Found::system("Boolean"),
        })
    }
}

#[cfg(test)]
mod tests;
