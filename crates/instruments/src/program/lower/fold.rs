//! Conditions on `linkId` alone, decided at compile time: `where(linkId = 'a' or linkId.startsWith('phq'))` keeps some
//! items of the form and drops the others, whatever is answered.

use std::sync::Arc;

use crate::{
    Session,
    program::{Expr, Function, Partial, Program, Value},
};

/// Whether an expression looks at nothing but the linkId of `$this`.
fn only_link_id(expr: &Expr) -> bool {
    match expr {
        Expr::Empty | Expr::Literal(_) => true,
        Expr::Variable(_) | Expr::Items(..) | Expr::Near(_) | Expr::When(..) => false,
        Expr::Call(Function::LinkId, operands) => matches!(operands.as_slice(), [Expr::Call(Function::This, _)]),
        Expr::Call(
            Function::This
            | Function::Index
            | Function::Total
            | Function::Context
            | Function::Root
            | Function::Today
            | Function::Now,
            _,
        ) => false,
        Expr::Call(_, operands) => operands.iter().all(only_link_id),
    }
}

/// A condition cut at its outermost `and`: what looks at the linkId alone, and the rest.
pub fn split(condition: Expr) -> (Vec<Expr>, Option<Expr>) {
    let (mut by_name, mut rest): (Vec<Expr>, Vec<Expr>) = (Vec::new(), Vec::new());
    let mut waiting = vec![condition];
    while let Some(expr) = waiting.pop() {
        match expr {
            Expr::Call(Function::And, operands) => waiting.extend(operands.into_iter().rev()),
            other if only_link_id(&other) => by_name.push(other),
            other => rest.push(other),
        }
    }
    (by_name, rest.into_iter().reduce(|a, b| Expr::call(Function::And, vec![a, b])))
}

/// Whether the condition holds for a linkId.
pub fn holds(condition: &Expr, link_id: &str) -> bool {
    let Some(now) = Partial::date_time("2000-01-01T00:00:00") else { return false };
    let session = Session::open(Arc::new(Program::empty()), now);
    session.compute(&named(condition, link_id)).is_ok_and(|found| found.as_slice() == [Value::Boolean(true)])
}

fn named(expr: &Expr, link_id: &str) -> Expr {
    match expr {
        Expr::Call(Function::LinkId, _) => Expr::Literal(Value::text(link_id)),
        Expr::Call(function, operands) => {
            Expr::Call(*function, operands.iter().map(|one| named(one, link_id)).collect())
        }
        other => other.clone(),
    }
}
