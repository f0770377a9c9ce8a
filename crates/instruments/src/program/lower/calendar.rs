//! Words of the calendar that do not go together.
//!
//! FHIRPath brings `6 months` to `180 days` where two such words meet in an expression, and neither to the UCUM units that
//! answers come with. The compiled form compares months with years and weeks with days alone, so that what mixes the two
//! stays with the server.

use std::collections::HashMap;

use crate::program::{Expr, Function, Unit, Value};

/// Which words an expression can give amounts in.
pub type Words = u8;
const LONG: Words = 1;
const SHORT: Words = 2;

/// The words of an expression; none when two that do not go together meet in it. `variables` are the words of variables.
/// An expression is as deep as its parser allows.
pub fn words(expr: &Expr, variables: &HashMap<u32, Words>) -> Option<Words> {
    let operands = match expr {
        Expr::Literal(Value::Quantity(amount)) => {
            return Some(match Unit::parse(&amount.unit) {
                Some(Unit::Year | Unit::Month) => LONG,
                Some(_) => SHORT,
                None => 0,
            });
        }
        Expr::Variable(number) => return Some(variables.get(number).copied().unwrap_or(0)),
        Expr::Call(function, operands) => {
            let each: Vec<Words> = operands.iter().map(|one| words(one, variables)).collect::<Option<_>>()?;
            let all = each.iter().fold(0, |all, one| all | one);
            let (first, second) = (each.first().copied().unwrap_or(0), each.get(1).copied().unwrap_or(0));
            let meet = first != 0 && second != 0 && first | second == LONG | SHORT;
            if meet && !matches!(function, Function::If | Function::Combine) {
                return None;
            }
            return Some(match function {
                // To a moment, any word may be added.
                Function::Add | Function::Subtract => first,
                _ => all,
            });
        }
        Expr::Items(from, _) => from,
        Expr::Empty | Expr::Literal(_) | Expr::Near(_) | Expr::When(..) => return Some(0),
    };
    words(operands, variables)
}
