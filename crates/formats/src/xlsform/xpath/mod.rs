//! The expressions of XLSForm: a subset of XPath 1.0 with `${name}` for the answer to a question, and the functions of
//! ODK. They are read here ([`parse`]) and said again in FHIRPath ([`translate`]), as `enableWhen` ([`when`]) or as
//! plain limits ([`limits`]) where that is exact.
//!
//! What is not the same in both languages, and what is done about it:
//! - **No answer.** In XPath it is the empty text, in FHIRPath the empty collection. `= ''` becomes `empty()`, `!= ''`
//!   `exists()`; two unanswered questions are equal; `!=` and `not()` are written so that they are true of an
//!   unanswered question; where a condition can be empty it counts as false, as in XForms.
//! - **Not a number.** `number('')` is NaN in XPath, and everything computed from it; here it is empty. Both show
//!   nothing and compare false.
//! - **Division by zero** is infinite in XPath and empty here.
//! - **Dates in sums** are days since 1970 in XPath; the day number is computed here (exact from 1901 to 2099).
//! - **Choices.** A choice's value is its code; `selected()` looks among all codes given.
//! - **regex()** wants the whole text to match, as the Java clients do; the pattern is anchored.

mod functions;
mod known;
pub(crate) mod limits;
pub(crate) mod model;
mod operators;
pub(crate) mod parse;
mod paths;
mod pieces;
pub(crate) mod token;
pub(crate) mod translate;
pub(crate) mod when;

pub(crate) use operators::is_date;

use parse::{Expr, Node, Start};

/// The functions of an expression that nobody knows, with the nearest known one.
pub(crate) fn functions_unknown(expr: &Expr) -> Vec<(String, Option<&'static str>)> {
    let mut out = Vec::new();
    look(expr, &mut out);
    out
}

fn look(expr: &Expr, out: &mut Vec<(String, Option<&'static str>)>) {
    match &expr.node {
        Node::Call(name, arguments) => {
            if let Some(near) = known::unknown_function(name) {
                out.push((name.clone(), near));
            }
            arguments.iter().for_each(|one| look(one, out));
        }
        Node::Negative(inner) => look(inner, out),
        Node::Binary(_, left, right) => {
            look(left, out);
            look(right, out);
        }
        Node::Path(start, steps) => {
            if let Start::From(inner) = start {
                look(inner, out);
            }
            steps.iter().flat_map(|step| &step.filters).for_each(|one| look(one, out));
        }
        Node::Number(_) | Node::Text(_) | Node::Reference { .. } => {}
    }
}
