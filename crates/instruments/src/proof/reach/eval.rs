//! Expressions over answers that are known in part.
//!
//! Where the result depends on what is not known, there is none: a result that is given is the one that every session with
//! these answers comes to.

use super::{
    Search,
    cell::{Cell, Found, comparable, flag, meets},
};
use crate::{
    program::{Expr, Function, Value},
    session::{Stop, applied},
};

/// A result, none when it is not known; or why the expression gives nothing.
pub(super) type Done = Result<Found, Stop>;

/// Where an expression stands: its item, and `$this` inside a function that walks.
#[derive(Clone, Copy, Default)]
pub(super) struct Place<'c> {
    pub(super) item: Option<u32>,
    pub(super) this: Option<&'c Cell>,
}

impl Search<'_> {
    /// What an expression gives at a place.
    pub(super) fn eval(&mut self, expr: &Expr, place: Place<'_>) -> Done {
        if !self.burn() {
            return Ok(None);
        }
        match expr {
            Expr::Empty => Ok(Some(Vec::new())),
            Expr::Literal(value) => Ok(Some(vec![Cell::Known(value.clone())])),
            Expr::Variable(number) => Ok(self.variable(*number)),
            Expr::Near(item) => Ok(self.near(*item, place.item)),
            Expr::When(item, test, value) => Ok(self.when(*item, *test, value, place.item)),
            Expr::Items(from, items) => self.nodes(from, items, place),
            Expr::Call(function, operands) => self.call(*function, operands, place),
        }
    }

    /// Whether a condition holds: none when it is not known. One that cannot be computed does not hold.
    pub(super) fn holds(&mut self, expr: &Expr, item: Option<u32>) -> Option<bool> {
        match self.eval(expr, Place { item, this: None }) {
            Err(_) => Some(false),
            Ok(found) => match truth(&found) {
                Err(_) => Some(false),
                Ok(None) => None,
                Ok(Some(truth)) => Some(truth == Some(true)),
            },
        }
    }

    fn when(&mut self, item: u32, test: Function, value: &Value, here: Option<u32>) -> Found {
        let (cells, whole) = match self.near(item, here) {
            Some(cells) => (cells, true),
            // What is not answered yet can still be known not to meet a test that none of its answers meets.
            None => (self.single_answers(item), false),
        };
        let (mut found, mut sure, some) = (false, true, !cells.is_empty());
        for cell in &cells {
            match meets(&self.program.units, &self.cuts, cell, test, value) {
                Some(held) => found |= held,
                None => sure = false,
            }
        }
        match test {
            Function::Exists if whole => flag(*value == Value::Boolean(some)),
            Function::Exists => None,
            _ if !whole && (found || !sure) => None,
            Function::NotEqual => (sure || found).then_some(!found).and_then(flag),
            _ => (sure || found).then_some(found).and_then(flag),
        }
    }

    fn call(&mut self, function: Function, operands: &[Expr], place: Place<'_>) -> Done {
        use Function as F;
        match function {
            F::Root => Ok(Some(vec![Cell::Known(Value::Node(0))])),
            F::Context => Ok(self.here(place.item)),
            F::This => Ok(place.this.map(|cell| vec![cell.clone()])),
            F::Index | F::Total | F::Aggregate | F::Now | F::Today => Ok(None),
            F::Options => {
                let Some(Expr::Literal(Value::Integer(item))) = operands.first() else { return Err(Stop::Types) };
                let form = u32::try_from(*item).ok().and_then(|item| self.program.at(item));
                let options = form.map(|form| form.options.as_slice()).unwrap_or_default();
                Ok((options.len() < 100)
                    .then(|| options.iter().map(|option| Cell::Known(option.value.clone())).collect()))
            }
            F::Where | F::Select | F::All => self.walk(function, operands, place),
            F::Exists if operands.len() > 1 => self.walk(function, operands, place),
            F::If => {
                let [condition, then, other] = operands else { return Err(Stop::Types) };
                match truth(&self.eval(condition, place)?)? {
                    None => Ok(None),
                    Some(Some(true)) => self.eval(then, place),
                    Some(_) => self.eval(other, place),
                }
            }
            F::And | F::Or | F::Xor | F::Implies => self.logic(function, operands, place),
            F::Values => self.values(operands, place),
            F::Answers => self.answers(operands, place),
            _ => {
                let mut given = Vec::with_capacity(operands.len());
                for operand in operands {
                    given.push(self.eval(operand, place)?);
                }
                let mut whole: Vec<Vec<Cell>> = Vec::with_capacity(given.len());
                for found in given {
                    let Some(cells) = found else { return Ok(None) };
                    whole.push(cells);
                }
                self.apply(function, whole)
            }
        }
    }

    fn apply(&self, function: Function, mut given: Vec<Vec<Cell>>) -> Done {
        use Function as F;
        if given.is_empty() {
            return Err(Stop::Types);
        }
        let rest = given.split_off(1);
        let input = given.pop().unwrap_or_default();
        let crowded = |cells: &[Cell]| cells.iter().any(|cell| matches!(cell, Cell::Crowd(_)));
        match function {
            F::Exists => return Ok(flag(!input.is_empty())),
            F::Empty => return Ok(flag(input.is_empty())),
            F::Combine => return Ok(Some(input.into_iter().chain(rest.into_iter().flatten()).collect())),
            F::Code | F::Display | F::System => return Ok(self.field(function, input)),
            F::OfType | F::IsType if !crowded(&input) => return self.typed(function, input, &rest),
            _ => {}
        }
        if crowded(&input) && !matches!(function, F::Contains)
            || rest.iter().any(|cells| crowded(cells)) && function != F::In
        {
            return Ok(None);
        }
        match function {
            F::Count => return Ok(Some(vec![Cell::Known(Value::Integer(i64::try_from(input.len()).unwrap_or(0)))])),
            // Several answers come in an order that nobody knows beforehand.
            F::First | F::Last | F::Single if input.len() < 2 => return Ok(Some(input)),
            F::Equal
            | F::NotEqual
            | F::Equivalent
            | F::NotEquivalent
            | F::Less
            | F::LessOrEqual
            | F::Greater
            | F::GreaterOrEqual
            | F::In
            | F::Contains => {
                return self.compare(function, &input, &rest);
            }
            _ => {}
        }
        if input.len() > 1 && is_ordered(function) {
            return Ok(None);
        }
        self.exactly(function, &input, &rest)
    }

    /// Applies a function to values that are all known.
    fn exactly(&self, function: Function, input: &[Cell], rest: &[Vec<Cell>]) -> Done {
        let known = |cells: &[Cell]| {
            let one = |cell: &Cell| match cell {
                Cell::Known(Value::Node(_) | Value::Answer(..)) => None,
                Cell::Known(value) => Some(value.clone()),
                _ => None,
            };
            cells.iter().map(one).collect::<Option<Vec<Value>>>()
        };
        let (Some(input), Some(rest)) = (known(input), rest.iter().map(|cells| known(cells)).collect()) else {
            return Ok(None);
        };
        let found = applied(&self.program.units, function, input, rest)?;
        Ok(Some(found.into_iter().map(Cell::Known).collect()))
    }

    fn compare(&self, function: Function, input: &[Cell], rest: &[Vec<Cell>]) -> Done {
        let other = rest.first().map(Vec::as_slice).unwrap_or_default();
        let list = matches!(function, Function::In | Function::Contains);
        if !list && (input.len() > 1 && other.len() > 1) {
            return Ok(None);
        }
        let sure = input.iter().all(|a| other.iter().all(|b| comparable(&self.cuts, function, a, b)));
        if !sure {
            return Ok(None);
        }
        let plain = |cells: &[Cell]| {
            let one = |cell: &Cell| match cell {
                Cell::Known(Value::Node(_) | Value::Answer(..)) => None,
                other => Some(Cell::Known(other.value()?.clone())),
            };
            cells.iter().map(one).collect::<Option<Vec<Cell>>>()
        };
        let (Some(input), Some(other)) = (plain(input), plain(other)) else { return Ok(None) };
        self.exactly(function, &input, &[other])
    }

    /// A field of codings. What stands for several codings has another code than any that is named.
    fn field(&self, function: Function, input: Vec<Cell>) -> Found {
        let mut out = Vec::new();
        for cell in input {
            match (&cell, cell.value()?) {
                (Cell::Known(_), value) => {
                    out.extend(crate::session::field(function, value).map(Cell::Known));
                }
                (_, Value::Coding(_)) if function == Function::Code => {
                    out.push(cell.with(crate::session::field(function, cell.value()?)?));
                }
                _ => return None,
            }
        }
        Some(out)
    }

    fn typed(&self, function: Function, input: Vec<Cell>, rest: &[Vec<Cell>]) -> Done {
        let mut out = Vec::new();
        for cell in input {
            let Some(value) = cell.value() else { return Ok(None) };
            let alone = [Cell::Known(value.clone())];
            match self.exactly(function, &alone, rest)? {
                None => return Ok(None),
                Some(found) if function == Function::IsType => out.extend(found),
                Some(found) => out.extend((!found.is_empty()).then_some(cell)),
            }
        }
        if function == Function::IsType && out.len() > 1 {
            return Err(Stop::Several);
        }
        Ok(Some(out))
    }

    fn walk(&mut self, function: Function, operands: &[Expr], place: Place<'_>) -> Done {
        let (Some(input), Some(body)) = (operands.first(), operands.get(1)) else { return Err(Stop::Types) };
        let Some(input) = self.eval(input, place)? else { return Ok(None) };
        let (mut out, mut unsure) = (Vec::new(), false);
        for cell in input {
            // Of several that are alike, each is looked at by itself.
            let one = if let Cell::Crowd(value) = &cell { Cell::Like(value.clone()) } else { cell.clone() };
            let inside = Place { item: place.item, this: Some(&one) };
            let found = self.eval(body, inside)?;
            if function == Function::Select {
                let Some(found) = found else { return Ok(None) };
                if let Cell::Crowd(_) = cell {
                    if !found.iter().all(|one| matches!(one, Cell::Like(_) | Cell::Crowd(_))) {
                        return Ok(None);
                    }
                    out.extend(found.iter().filter_map(Cell::value).cloned().map(Cell::Crowd));
                    continue;
                }
                out.extend(found);
                continue;
            }
            match truth(&found)? {
                None => unsure = true,
                Some(Some(true)) if function == Function::All => {}
                Some(_) if function == Function::All => {
                    self.unsure |= unsure;
                    return Ok(flag(false));
                }
                Some(Some(true)) => out.push(cell),
                Some(_) => {}
            }
        }
        self.unsure |= unsure;
        Ok(match function {
            Function::All if !unsure => flag(true),
            Function::Exists if !out.is_empty() || !unsure => flag(!out.is_empty()),
            Function::Where | Function::Select if !unsure => Some(out),
            _ => None,
        })
    }

    fn logic(&mut self, function: Function, operands: &[Expr], place: Place<'_>) -> Done {
        let [left, right] = operands else { return Err(Stop::Types) };
        let a = truth(&self.eval(left, place)?)?;
        let b = truth(&self.eval(right, place)?)?;
        let decides = match function {
            Function::And => [(Some(Some(false)), Some(Some(false)), false)],
            Function::Or => [(Some(Some(true)), Some(Some(true)), true)],
            Function::Implies => [(Some(Some(false)), Some(Some(true)), true)],
            _ => [(None, None, false)],
        };
        for (first, second, result) in decides {
            if first.is_some() && (a == first || b == second) {
                // The other side might be one that cannot be computed, which takes the whole expression with it.
                self.unsure |= a.is_none() || b.is_none();
                return Ok(flag(result));
            }
        }
        let (Some(a), Some(b)) = (a, b) else { return Ok(None) };
        let said = match (function, a, b) {
            (Function::And, Some(true), Some(true)) => Some(true),
            (Function::Or, Some(false), Some(false)) => Some(false),
            (Function::Xor, Some(a), Some(b)) => Some(a != b),
            (Function::Implies, Some(true), Some(false)) => Some(false),
            _ => None,
        };
        Ok(said.map_or(Some(Vec::new()), flag))
    }
}

/// A collection as a condition: none when it is not known, and FHIRPath's own "unknown" inside.
fn truth(found: &Found) -> Result<Option<Option<bool>>, Stop> {
    let Some(cells) = found else { return Ok(None) };
    Ok(match cells.as_slice() {
        [] => Some(None),
        [Cell::Known(Value::Boolean(truth)) | Cell::Like(Value::Boolean(truth))] => Some(Some(*truth)),
        [Cell::Known(_) | Cell::Like(_)] => Some(Some(true)),
        [_] => None,
        _ => return Err(Stop::Several),
    })
}

/// Functions whose result depends on the order of their input.
const fn is_ordered(function: Function) -> bool {
    use Function as F;
    !matches!(
        function,
        F::HasValue
            | F::IsDistinct
            | F::AllTrue
            | F::AnyTrue
            | F::AllFalse
            | F::AnyFalse
            | F::Sum
            | F::Min
            | F::Max
            | F::Average
            | F::Weight
            | F::SubsetOf
            | F::SupersetOf
            | F::Exclude
            | F::Intersect
    )
}
