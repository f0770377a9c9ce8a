//! The syntax of FHIRPath: [`parse`] turns a text into an [`Expression`].
//!
//! An expression is a list of [`Node`]s that name each other by [`NodeId`]; an operand always stands before the node that
//! uses it, so a reader may walk the list from first to last. What is read is bounded: [`LONGEST`] bytes and [`DEEPEST`]
//! levels of nesting, so that whoever walks the tree by recursion on *nested* parts knows how deep that goes. A chain
//! such as `a.b.c.d` or `a and b and c` is not nested: it leans to the left, and [`Node::left`] lets a reader follow it
//! by a loop.

mod error;
mod function;
mod lexer;
mod literal;
mod parser;
mod tree;

pub use error::{ParseError, Reason};
pub use function::Function;
pub(crate) use function::Group;
pub use literal::{Literal, Unit};
pub use parser::{DEEPEST, LONGEST, parse};
pub use tree::{BinaryOp, Expression, Node, NodeId, NodeKind, NodeList, TypeName, TypeOp, UnaryOp};
