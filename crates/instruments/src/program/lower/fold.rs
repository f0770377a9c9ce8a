//! Conditions on `linkId` alone, decided at compile time: `where(linkId = 'a' or linkId.startsWith('phq'))` keeps some
//! items of the form and drops the others, whatever is answered.

use std::{collections::HashMap, sync::Arc};

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

/// Which linkIds satisfy conditions on the linkId alone.
pub struct Names {
    stage: Session,
}

impl Names {
    /// Sets the stage: a form without items, on which conditions are computed.
    pub fn new() -> Option<Self> {
        let now = Partial::date_time("2000-01-01T00:00:00")?;
        Some(Self { stage: Session::open(Arc::new(Program::empty()), now) })
    }

    /// The items whose name satisfies every condition. Where names are listed and each names one item (`number`), these
    /// few are looked at and not every item.
    pub fn satisfying<'p>(
        &self,
        conditions: &[Expr],
        items: &[u32],
        link_id: impl Fn(u32) -> Option<&'p str>,
        number: Option<&HashMap<String, u32>>,
    ) -> Vec<u32> {
        let listed: Vec<Option<Vec<&str>>> = conditions.iter().map(listed).collect();
        let few = listed
            .iter()
            .flatten()
            .min_by_key(|names| names.len())
            .zip(number)
            .filter(|_| items.is_sorted_by(|a, b| a < b));
        let mut few: Option<Vec<u32>> =
            few.map(|(names, number)| names.iter().filter_map(|name| number.get(*name).copied()).collect());
        if let Some(few) = &mut few {
            few.retain(|item| items.binary_search(item).is_ok());
            few.sort_unstable();
        }
        let holds = |item: &&u32| {
            link_id(**item).is_some_and(|name| {
                conditions.iter().zip(&listed).all(|(condition, listed)| match listed {
                    Some(names) => names.binary_search(&name).is_ok(),
                    None => {
                        let found = self.stage.compute(&named(condition, name));
                        found.is_ok_and(|found| found.as_slice() == [Value::Boolean(true)])
                    }
                })
            })
        };
        few.as_deref().unwrap_or(items).iter().filter(holds).copied().collect()
    }
}

/// The names that a condition lists, in order and each once, when that is all it does: `linkId = 'a' or linkId in ('b' | 'c')`.
fn listed(condition: &Expr) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    list(condition, &mut names)?;
    names.sort_unstable();
    names.dedup();
    Some(names)
}

fn list<'e>(condition: &'e Expr, names: &mut Vec<&'e str>) -> Option<()> {
    let Expr::Call(function, operands) = condition else { return None };
    let [left, right] = operands.as_slice() else { return None };
    match function {
        Function::Or => {
            list(left, names)?;
            list(right, names)
        }
        Function::Equal | Function::In if matches!(left, Expr::Call(Function::LinkId, _)) => {
            let mut waiting = vec![right];
            while let Some(one) = waiting.pop() {
                match one {
                    Expr::Literal(Value::Text(name)) => names.push(name),
                    Expr::Call(Function::Union, parts) if *function == Function::In => waiting.extend(parts),
                    _ => return None,
                }
            }
            Some(())
        }
        _ => None,
    }
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
