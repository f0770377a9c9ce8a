//! Conditions that R4's `enableWhen` can say exactly: comparisons of one question with one constant, all joined by `and` or
//! all by `or`. What R4 leaves open (`!=` on a question without an answer) is left to FHIRPath.

use super::{
    Expr, Node, Op,
    compare::{Constant, constant, is_number, mirrored},
    paths::literal,
    translate::Translator,
};
use crate::limesurvey::names::{Hold, Var};

/// A condition of `enableWhen`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Simple {
    /// The question has an answer, or none.
    Exists(Box<Var>, bool),
    /// The question has this coded answer.
    Chosen(Box<Var>, String),
    /// The box is ticked.
    Flag(Box<Var>),
    /// The question's text is this.
    Text(Box<Var>, String),
    /// The question's number is less, more, equal.
    Number(Box<Var>, &'static str, String),
}

/// Conditions and whether all of them are needed.
pub(crate) fn simple(expr: &Expr, translator: &Translator<'_>) -> Option<(Vec<Simple>, bool)> {
    let mut found = Vec::new();
    let all = match expr.node {
        Node::Binary(Op::Or, ..) => {
            gather(expr, Op::Or, translator, &mut found)?;
            false
        }
        _ => {
            gather(expr, Op::And, translator, &mut found)?;
            true
        }
    };
    (found.len() <= 100).then_some((found, all))
}

fn gather(expr: &Expr, joint: Op, translator: &Translator<'_>, found: &mut Vec<Simple>) -> Option<()> {
    match &expr.node {
        Node::Binary(op, a, b) if *op == joint => {
            gather(a, joint, translator, found)?;
            gather(b, joint, translator, found)
        }
        Node::Binary(op, a, b) if joint == Op::Or && *op == Op::And => {
            // LimeSurvey writes "has an answer and it is 3": the second half says it all.
            let inner = said_twice(a, b, translator)?;
            gather(inner, joint, translator, found)
        }
        _ => {
            let one = leaf(expr, translator)?;
            if !found.contains(&one) {
                found.push(one);
            }
            Some(())
        }
    }
}

fn said_twice<'e>(a: &Expr, b: &'e Expr, translator: &Translator<'_>) -> Option<&'e Expr> {
    let (Simple::Exists(first, true), second) = (leaf(a, translator)?, leaf(b, translator)?) else { return None };
    let same = match &second {
        Simple::Chosen(var, _) | Simple::Text(var, _) | Simple::Number(var, ..) => var.link == first.link,
        _ => false,
    };
    same.then_some(b)
}

fn leaf(expr: &Expr, translator: &Translator<'_>) -> Option<Simple> {
    match &expr.node {
        Node::Not(inner) => {
            let var = emptiness(inner, translator)?;
            Some(Simple::Exists(Box::new(var), true))
        }
        Node::Call(..) => Some(Simple::Exists(Box::new(emptiness(expr, translator)?), false)),
        Node::Binary(op, a, b) => {
            if let (Some(var), Some(value)) = (translator.plain_variable(a), constant(b)) {
                return compared(*op, var, &value);
            }
            let (var, value) = (translator.plain_variable(b)?, constant(a)?);
            compared(mirrored(*op), var, &value)
        }
        _ => None,
    }
}

/// The variable of `is_empty(Q1)`, when "has an answer" means the same for its item.
fn emptiness(expr: &Expr, translator: &Translator<'_>) -> Option<Var> {
    let Node::Call(name, inner) = &expr.node else { return None };
    let [one] = inner.as_slice() else { return None };
    let var = translator.plain_variable(one)?;
    (name == "is_empty" && whole(&var)).then_some(var)
}

/// Whether the variable is all its item holds.
const fn whole(var: &Var) -> bool {
    !matches!(var.hold, Hold::Ticked | Hold::Flag | Hold::Other | Hold::FileCount)
}

fn compared(op: Op, var: Var, value: &Constant<'_>) -> Option<Simple> {
    if let Constant::Text("") = value {
        return match op {
            _ if !whole(&var) => None,
            Op::Unequal => Some(Simple::Exists(Box::new(var), true)),
            Op::Equal => Some(Simple::Exists(Box::new(var), false)),
            _ => None,
        };
    }
    match (var.hold, value) {
        (Hold::Ticked, Constant::Text("Y")) if op == Op::Equal => {
            let code = var.code.clone();
            Some(Simple::Chosen(Box::new(var), code))
        }
        (Hold::Flag, Constant::Text("1") | Constant::Number("1")) if op == Op::Equal => {
            Some(Simple::Flag(Box::new(var)))
        }
        (Hold::Code | Hold::OpenCode, Constant::Text(text)) if op == Op::Equal && *text != "-oth-" => {
            Some(Simple::Chosen(Box::new(var), (*text).to_owned()))
        }
        // A code that looks like a number is compared as the code it is; the writer checks that the list has it.
        (Hold::Code | Hold::OpenCode, Constant::Number(number)) if op == Op::Equal => {
            Some(Simple::Chosen(Box::new(var), (*number).to_owned()))
        }
        (Hold::Text, Constant::Text(text)) if op == Op::Equal && !is_number(text) => {
            Some(Simple::Text(Box::new(var), (*text).to_owned()))
        }
        (Hold::Number, Constant::Number(number)) => Some(Simple::Number(Box::new(var), sign(op)?, literal(number))),
        (Hold::Number, Constant::Text(text)) if op == Op::Equal && is_number(text) => {
            Some(Simple::Number(Box::new(var), "=", literal(text)))
        }
        _ => None,
    }
}

const fn sign(op: Op) -> Option<&'static str> {
    match op {
        Op::Equal => Some("="),
        Op::Less => Some("<"),
        Op::AtMost => Some("<="),
        Op::More => Some(">"),
        Op::AtLeast => Some(">="),
        _ => None,
    }
}
