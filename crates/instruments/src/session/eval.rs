//! The interpreter of expressions. `program.js` is its twin: what is changed here is changed there, and the test that
//! plays random answers to both says so when it was not.

use super::{
    Session,
    compare::{self, Truth},
    functions, text,
};
use crate::program::{Expr, Function, Units, Value};

/// What an expression gives: values in order. FHIRPath calls it a collection; one value is a collection of one.
pub type Collection = Vec<Value>;

/// Why an expression gives nothing where it should have given something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// One value was expected and there are several.
    Several,
    /// The operands are not of types that go together.
    Types,
    /// The work allowed for one expression is spent.
    Fuel,
}

/// Where an expression stands.
#[derive(Debug, Clone, Default)]
pub struct Here {
    /// The node of the item it belongs to; 0 is the response.
    pub node: u32,
    /// `$this`, inside a function that walks a collection.
    pub this: Option<Value>,
    /// `$index`.
    pub index: i64,
    /// `$total`.
    pub total: Collection,
}

/// One evaluation. Every value produced costs one of its fuel.
pub struct Evaluator<'s> {
    pub(super) session: &'s Session,
    fuel: u32,
}

/// How many values one expression may produce. A sum over ten thousand answers costs thirty thousand.
const FUEL: u32 = 2_000_000;

/// The one value of a collection, none when it is empty.
pub fn single(list: Collection) -> Result<Option<Value>, Stop> {
    let mut values = list.into_iter();
    match (values.next(), values.next()) {
        (first, None) => Ok(first),
        _ => Err(Stop::Several),
    }
}

/// A collection where FHIRPath wants a condition: one flag is itself, one value of another kind is true.
pub fn truth(list: Collection) -> Result<Truth, Stop> {
    Ok(match single(list)? {
        None => None,
        Some(Value::Boolean(flag)) => Some(flag),
        Some(_) => Some(true),
    })
}

/// Applies a function that needs nothing but its operands.
pub(crate) fn applied(
    units: &Units,
    function: Function,
    input: Collection,
    rest: Vec<Collection>,
) -> Result<Collection, Stop> {
    use Function as F;
    match function {
        F::Length
        | F::Substring
        | F::StartsWith
        | F::EndsWith
        | F::Includes
        | F::IndexOf
        | F::Upper
        | F::Lower
        | F::Replace
        | F::Matches
        | F::Trim
        | F::Join
        | F::Split
        | F::ToChars => text::apply(function, input, rest),
        _ => functions::apply(units, function, input, rest),
    }
}

/// A condition as a collection.
pub fn said(truth: Truth) -> Collection {
    truth.map(Value::Boolean).into_iter().collect()
}

impl<'s> Evaluator<'s> {
    pub(super) const fn new(session: &'s Session) -> Self {
        Self { session, fuel: FUEL }
    }

    pub(super) fn burn(&mut self, count: usize) -> Result<(), Stop> {
        let cost = u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
        self.fuel = self.fuel.checked_sub(cost).ok_or(Stop::Fuel)?;
        Ok(())
    }

    /// What an expression gives at a place.
    pub fn eval(&mut self, expr: &Expr, here: &Here) -> Result<Collection, Stop> {
        self.burn(0)?;
        match expr {
            Expr::Empty => Ok(Vec::new()),
            Expr::Literal(value) => Ok(vec![value.clone()]),
            Expr::Variable(number) => Ok(self.session.variable(*number, here.node).to_vec()),
            Expr::Near(item) => {
                let mut out = Vec::new();
                self.session.near(*item, here.node, |node| out.extend(self.session.answers(node).iter().cloned()));
                Ok(out)
            }
            Expr::When(item, test, value) => Ok(vec![Value::Boolean(self.when(*item, *test, value, here))]),
            Expr::Items(from, items) => {
                let mut out = Vec::new();
                for from in self.eval(from, here)? {
                    match from {
                        Value::Node(from) => self.session.shown_below(from, items, |node| out.push(Value::Node(node))),
                        Value::Answer(from, slot) => self.session.shown_below(from, items, |node| {
                            if self.session.is_under(node, from, slot) {
                                out.push(Value::Node(node));
                            }
                        }),
                        _ => {}
                    }
                }
                self.burn(out.len())?;
                Ok(out)
            }
            Expr::Call(function, operands) => self.call(*function, operands, here),
        }
    }

    fn when(&self, item: u32, test: Function, value: &Value, here: &Here) -> bool {
        let mut found = false;
        let mut some = false;
        self.session.near(item, here.node, |node| {
            for answer in self.session.answers(node) {
                some = true;
                found |= compare::condition(&self.session.program.units, answer, test, value);
            }
        });
        match test {
            Function::Exists => *value == Value::Boolean(some),
            Function::NotEqual => !found,
            _ => found,
        }
    }

    fn call(&mut self, function: Function, operands: &[Expr], here: &Here) -> Result<Collection, Stop> {
        use Function as F;
        match function {
            F::Root => Ok(vec![Value::Node(0)]),
            F::Context => Ok(vec![Value::Node(here.node)]),
            F::This => Ok(here.this.clone().into_iter().collect()),
            F::Index => Ok(vec![Value::Integer(here.index)]),
            F::Total => Ok(here.total.clone()),
            F::Options => {
                let Some(Expr::Literal(Value::Integer(item))) = operands.first() else { return Err(Stop::Types) };
                let form = u32::try_from(*item).ok().and_then(|item| self.session.program.at(item));
                let options = form.map(|form| form.options.as_slice()).unwrap_or_default();
                self.burn(options.len())?;
                Ok(options.iter().map(|option| option.value.clone()).collect())
            }
            F::Today => Ok(vec![Value::Moment(self.session.today)]),
            F::Now => Ok(vec![Value::Moment(self.session.now)]),
            F::Where | F::Select | F::All | F::Aggregate => self.walk(function, operands, here),
            F::Exists if operands.len() > 1 => {
                let kept = self.walk(F::Where, operands, here)?;
                Ok(vec![Value::Boolean(!kept.is_empty())])
            }
            F::If => {
                let [condition, then, other] = operands else { return Err(Stop::Types) };
                let chosen = if truth(self.eval(condition, here)?)? == Some(true) { then } else { other };
                self.eval(chosen, here)
            }
            F::And | F::Or | F::Xor | F::Implies => self.logic(function, operands, here),
            F::Values => self.values(operands, here),
            F::Weight => self.weights(operands, here),
            _ => {
                let mut given = Vec::with_capacity(operands.len());
                for operand in operands {
                    given.push(self.eval(operand, here)?);
                }
                self.burn(given.iter().map(Vec::len).sum())?;
                self.apply(function, given)
            }
        }
    }

    fn apply(&self, function: Function, mut given: Vec<Collection>) -> Result<Collection, Stop> {
        use Function as F;
        if given.is_empty() {
            return Err(Stop::Types);
        }
        let rest = given.split_off(1);
        let input = given.pop().unwrap_or_default();
        match function {
            F::Answers => {
                let mut out = Vec::new();
                for value in input {
                    let Value::Node(node) = value else { continue };
                    let count = u32::try_from(self.session.answers(node).len()).unwrap_or(0);
                    out.extend((0..count).map(|rank| Value::Answer(node, rank)));
                }
                Ok(out)
            }
            F::LinkId => {
                let name = |value: &Value| match value {
                    Value::Node(node) => self.session.link_id(*node).map(Value::text),
                    _ => None,
                };
                Ok(input.iter().filter_map(name).collect())
            }
            _ => applied(&self.session.program.units, function, input, rest),
        }
    }

    /// The values of answers.
    fn values(&mut self, operands: &[Expr], here: &Here) -> Result<Collection, Stop> {
        let mut out = Vec::new();
        if self.answers_of(operands, here, |value| out.push(value.clone())) {
            self.burn(out.len())?;
            return Ok(out);
        }
        let [operand] = operands else { return Err(Stop::Types) };
        for value in self.eval(operand, here)? {
            if let Value::Answer(node, rank) = value {
                out.extend(self.session.answers(node).get(rank as usize).cloned());
            }
        }
        self.burn(out.len())?;
        Ok(out)
    }

    /// The weights of answers: of those that can be walked without a list in between, else of what the operand gives.
    fn weights(&mut self, operands: &[Expr], here: &Here) -> Result<Collection, Stop> {
        if let [Expr::Call(Function::Values, inner)] = operands {
            let (mut out, mut walked) = (Vec::new(), 0);
            let simple = self.answers_of(inner, here, |value| {
                walked += 1;
                out.extend(functions::field(Function::Weight, value));
            });
            if simple {
                // What the walk through the list would have cost.
                self.burn(0)?;
                self.burn(walked)?;
                self.burn(walked)?;
                return Ok(out);
            }
        }
        let mut given = Vec::with_capacity(operands.len());
        for operand in operands {
            given.push(self.eval(operand, here)?);
        }
        self.burn(given.iter().map(Vec::len).sum())?;
        self.apply(Function::Weight, given)
    }

    /// Walks the commonest expression of all, "the answers of these items", without making the nodes in between. False
    /// when the operand is another expression.
    fn answers_of(&self, operands: &[Expr], here: &Here, mut each: impl FnMut(&Value)) -> bool {
        let [Expr::Call(Function::Answers, inner)] = operands else { return false };
        let [Expr::Items(from, items)] = inner.as_slice() else { return false };
        let Some(from) = self.base(from, here) else { return false };
        self.session.shown_below(from, items, |node| self.session.answers(node).iter().for_each(&mut each));
        true
    }

    /// The one node that some expressions are by construction.
    fn base(&self, expr: &Expr, here: &Here) -> Option<u32> {
        match expr {
            Expr::Call(Function::Root, _) => Some(0),
            Expr::Call(Function::Context, _) => Some(here.node),
            _ => None,
        }
    }

    fn walk(&mut self, function: Function, operands: &[Expr], here: &Here) -> Result<Collection, Stop> {
        let (Some(input), Some(body)) = (operands.first(), operands.get(1)) else { return Err(Stop::Types) };
        let input = self.eval(input, here)?;
        let mut inside = Here { node: here.node, ..Here::default() };
        if function == Function::Aggregate {
            inside.total = operands.get(2).map_or(Ok(Vec::new()), |start| self.eval(start, here))?;
        }
        let mut out = Vec::new();
        for (index, value) in (0_i64..).zip(input) {
            inside.index = index;
            inside.this = Some(value.clone());
            let found = self.eval(body, &inside)?;
            match function {
                Function::Select => out.extend(found),
                Function::Aggregate => inside.total = found,
                Function::All => {
                    if truth(found)? != Some(true) {
                        return Ok(vec![Value::Boolean(false)]);
                    }
                }
                _ => {
                    if truth(found)? == Some(true) {
                        out.push(value);
                    }
                }
            }
        }
        Ok(match function {
            Function::Aggregate => inside.total,
            Function::All => vec![Value::Boolean(true)],
            _ => out,
        })
    }

    /// Three-valued: what is unknown stays unknown unless the other side decides.
    fn logic(&mut self, function: Function, operands: &[Expr], here: &Here) -> Result<Collection, Stop> {
        let [left, right] = operands else { return Err(Stop::Types) };
        let a = truth(self.eval(left, here)?)?;
        let b = truth(self.eval(right, here)?)?;
        Ok(said(match function {
            Function::And => match (a, b) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Function::Or => match (a, b) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Function::Xor => a.zip(b).map(|(a, b)| a != b),
            _ => match (a, b) {
                (Some(false), _) | (_, Some(true)) => Some(true),
                (Some(true), Some(false)) => Some(false),
                _ => None,
            },
        }))
    }
}
