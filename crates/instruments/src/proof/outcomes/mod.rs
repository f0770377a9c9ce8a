//! What a calculation can give, whatever is answered.
//!
//! An expression is followed over sets of values instead of values: the printed answers of a question, their weights, the
//! type of what is typed. The set is never too small, so that an empty one means "never anything" and a set of one value
//! "always the same". Where a set would grow beyond some dozens, only the types of its values are kept.

mod set;

use std::collections::{BTreeSet, HashMap};

use set::{
    ALL, BOOLEAN, CODING, DECIMAL, INTEGER, MOST, NUMBER, OTHER, Outcome, QUANTITY, TEXT, of_type, pairs, sum, typed,
    types_of,
};

use super::reach::lineage;
use crate::{
    program::{Expr, FormItem, FormType, Function, Program, StepKind, Value},
    session::{applied, field},
};

/// How deep expressions of expressions are followed.
const DEEPEST: u32 = 60;
/// Most parts of expressions that are looked at for one form.
const FUEL: u32 = 500_000;

/// Follows the calculations of one form.
pub(super) struct Outcomes<'p> {
    program: &'p Program,
    closed: &'p BTreeSet<u32>,
    variables: HashMap<u32, &'p Expr>,
    depth: u32,
    fuel: u32,
}

impl<'p> Outcomes<'p> {
    /// `closed` are items that nobody can reach.
    pub(super) fn new(program: &'p Program, closed: &'p BTreeSet<u32>) -> Self {
        let variables = program.steps.iter().filter_map(|step| match step.kind {
            StepKind::Variable(number) => Some((number, step.tests.first()?)),
            _ => None,
        });
        Self { program, closed, variables: variables.collect(), depth: 0, fuel: FUEL }
    }

    pub(super) fn of(&mut self, expr: &Expr) -> Outcome {
        if self.depth >= DEEPEST || self.fuel == 0 {
            return Outcome::some(ALL, true);
        }
        (self.depth, self.fuel) = (self.depth + 1, self.fuel - 1);
        let found = match expr {
            Expr::Empty => Outcome::nothing(),
            Expr::Literal(value) => Outcome::of(vec![value.clone()], false, false),
            Expr::Variable(number) => match self.variables.get(number).copied() {
                Some(expr) => self.of(expr),
                None => Outcome::some(ALL, true),
            },
            Expr::When(..) => Outcome::some(BOOLEAN, false),
            Expr::Near(item) => self.answers(&[*item]),
            Expr::Items(from, items) => {
                let gone = self.of(from).is_empty() || items.iter().all(|item| self.closed.contains(item));
                if gone { Outcome::nothing() } else { Outcome::some(OTHER, true) }
            }
            Expr::Call(function, operands) => self.call(*function, operands),
        };
        self.depth -= 1;
        found
    }

    fn call(&mut self, function: Function, operands: &[Expr]) -> Outcome {
        use Function as F;
        let mut given: Vec<Outcome> = operands.iter().map(|one| self.of(one)).collect();
        let nothing = |at: usize| given.get(at).is_some_and(Outcome::is_empty);
        let flag = |truth: bool| Outcome::of(vec![Value::Boolean(truth)], false, false);
        match function {
            F::Values if nothing(0) => Outcome::nothing(),
            F::Values => self.values(operands),
            F::Exists if nothing(0) => flag(false),
            F::Empty | F::All if nothing(0) => flag(true),
            F::Count if nothing(0) => Outcome::of(vec![Value::Integer(0)], false, false),
            F::Exists | F::Empty | F::All | F::HasValue => Outcome::some(BOOLEAN, false),
            F::Count => Outcome::some(INTEGER, false),
            F::If => {
                let (Some(other), Some(then)) = (given.pop().filter(|_| operands.len() == 3), given.pop()) else {
                    return Outcome::some(ALL, true);
                };
                let told = then.is_empty() != other.is_empty();
                let both = then.or(other);
                Outcome { telling: both.telling || told, ..both }
            }
            F::Union | F::Combine => {
                let both = !nothing(0) && !nothing(1);
                let all = given.into_iter().reduce(Outcome::or).unwrap_or_else(Outcome::nothing);
                Outcome { many: all.many || both, ..all }
            }
            F::And | F::Or | F::Xor | F::Implies | F::Equivalent | F::NotEquivalent => Outcome::some(BOOLEAN, false),
            F::Multiply | F::Divide | F::Add | F::Subtract | F::WholeDivide | F::Remainder => {
                pairs(self.program, function, given)
            }
            F::Equal | F::NotEqual | F::Less | F::LessOrEqual | F::Greater | F::GreaterOrEqual => {
                Outcome { types: BOOLEAN, ..pairs(self.program, function, given) }
            }
            _ if given.is_empty() => Outcome::some(ALL, true),
            _ => {
                let rest = given.split_off(1);
                let input = given.pop().unwrap_or_else(Outcome::nothing);
                self.of_input(function, input, &rest)
            }
        }
    }

    fn of_input(&self, function: Function, input: Outcome, rest: &[Outcome]) -> Outcome {
        use Function as F;
        let made = |value: &Value| field(function, value);
        match function {
            F::Code | F::System | F::Display | F::Unit => typed(input, CODING | QUANTITY).each(TEXT, made),
            F::Weight => typed(input, CODING).each(DECIMAL, made),
            F::Amount => typed(input, QUANTITY).each(DECIMAL, made),
            F::OfType => of_type(input, rest),
            F::Where => Outcome { telling: true, ..input },
            F::First | F::Last | F::Single | F::At => Outcome { many: false, ..input },
            F::Answers | F::Tail | F::Skip | F::Take | F::Distinct | F::Intersect | F::Exclude => {
                if function == F::Answers && !input.is_empty() { Outcome::some(OTHER, true) } else { input }
            }
            F::Sum | F::Average => sum(typed(input, NUMBER | QUANTITY)),
            F::Min | F::Max => Outcome { many: false, ..input },
            plain if input.is_empty() && plain.is_nothing_of_nothing() => Outcome::nothing(),
            F::Select | F::Negate | F::Length | F::Upper | F::Lower | F::Trim | F::In if input.is_empty() => {
                Outcome::nothing()
            }
            F::Not
            | F::Abs
            | F::Ceiling
            | F::Floor
            | F::Truncate
            | F::Negate
            | F::ToInteger
            | F::ToDecimal
            | F::ToBoolean
            | F::ToText
                if !input.many && rest.is_empty() =>
            {
                let program = self.program;
                input.each(ALL, |value| {
                    applied(&program.units, function, vec![value.clone()], Vec::new()).ok()?.into_iter().next()
                })
            }
            _ => Outcome::some(ALL, true),
        }
    }

    /// The values of the answers that an expression leads to.
    fn values(&mut self, operands: &[Expr]) -> Outcome {
        let mut items = Vec::new();
        match operands {
            [operand] if self.leads(operand, &mut items, 0) => {
                let found = self.answers(&items);
                let filtered = !matches!(operand, Expr::Call(Function::Answers, inner) if matches!(inner.as_slice(), [Expr::Items(..)]));
                Outcome { telling: found.telling || filtered, ..found }
            }
            _ => Outcome::some(ALL, true),
        }
    }

    /// Whether an expression gives answers of known items only, and which.
    fn leads(&self, expr: &Expr, items: &mut Vec<u32>, depth: u32) -> bool {
        use Function as F;
        if depth > DEEPEST {
            return false;
        }
        match expr {
            Expr::Empty => true,
            Expr::Items(_, list) => {
                items.extend(list);
                true
            }
            Expr::Variable(number) => self.variables.get(number).is_some_and(|expr| self.leads(expr, items, depth + 1)),
            Expr::Call(F::Union | F::Combine, operands) => operands.iter().all(|one| self.leads(one, items, depth + 1)),
            Expr::Call(
                F::Answers
                | F::Where
                | F::First
                | F::Last
                | F::Tail
                | F::Skip
                | F::Take
                | F::Single
                | F::At
                | F::Distinct,
                operands,
            ) => operands.first().is_some_and(|one| self.leads(one, items, depth + 1)),
            _ => false,
        }
    }

    fn answers(&mut self, items: &[u32]) -> Outcome {
        let mut all = Outcome::nothing();
        let mut sources = 0;
        for item in items.iter().filter(|item| !self.closed.contains(item)) {
            let Some(form) = self.program.at(*item) else { continue };
            if matches!(form.kind, FormType::Group | FormType::Display) {
                continue;
            }
            sources += 1;
            let several = lineage(self.program, *item).any(|here| self.program.at(here).is_none_or(|one| one.repeats));
            let found = self.own_answers(form);
            all = all.or(Outcome { many: found.many || several, telling: true, ..found });
        }
        Outcome { many: all.many || sources > 1, ..all }
    }

    fn own_answers(&mut self, form: &FormItem) -> Outcome {
        if let Some(step) = form.value_step.and_then(|step| self.program.step(step)) {
            let found = step.tests.first().map_or_else(Outcome::nothing, |expr| self.of(expr));
            // What does not fit the type of its item stays what it is.
            let types = found.types | types_of(form.kind);
            return if found.is_empty() { found } else { Outcome::some(types, false) };
        }
        if form.initial_expression.is_some() {
            return Outcome::some(ALL, false);
        }
        let own = Self::typed_in(form);
        let before = Outcome::of(form.initial.clone(), false, true);
        own.or(before)
    }

    fn typed_in(form: &FormItem) -> Outcome {
        if form.kind == FormType::Choice && form.closed && !form.options.is_empty() {
            return Outcome::of(
                form.options.iter().take(MOST + 1).map(|option| option.value.clone()).collect(),
                false,
                true,
            );
        }
        match form.kind {
            FormType::Boolean => Outcome::of([true, false].map(Value::Boolean).to_vec(), false, true),
            kind => Outcome::some(types_of(kind), false),
        }
    }
}
