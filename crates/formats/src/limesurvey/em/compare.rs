//! Comparisons. Expression Manager compares as PHP does: numbers as numbers, what is between quotes as text, and an absent
//! answer as `''`, which is equal to `''`, different from anything else, and neither less nor more than a number.

use super::{
    Expr, Node, Op,
    paths::{literal, path_of, ticked, value_of},
    quoted,
    translate::{Translator, Ty, Value},
};
use crate::limesurvey::names::{Hold, Var};

/// A constant of an expression.
pub(super) enum Constant<'e> {
    Number(&'e str),
    Text(&'e str),
}

/// The constant an expression is, if it is one.
pub(super) fn constant(expr: &Expr) -> Option<Constant<'_>> {
    match &expr.node {
        Node::Number(number) => Some(Constant::Number(number)),
        Node::Text(text) => Some(Constant::Text(text)),
        _ => None,
    }
}

/// The same comparison with its sides exchanged.
pub(super) const fn mirrored(op: Op) -> Op {
    match op {
        Op::Less => Op::More,
        Op::AtMost => Op::AtLeast,
        Op::More => Op::Less,
        Op::AtLeast => Op::AtMost,
        other => other,
    }
}

const fn sign(op: Op) -> &'static str {
    match op {
        Op::Less => "<",
        Op::AtMost => "<=",
        Op::More => ">",
        Op::AtLeast => ">=",
        Op::Unequal => "!=",
        _ => "=",
    }
}

fn truth(text: String) -> Value {
    Value::new(text, Ty::Truth).total()
}

fn constant_truth(yes: bool) -> Value {
    truth(if yes { "true" } else { "false" }.to_owned())
}

impl Translator<'_> {
    pub(super) fn compare(&mut self, op: Op, a: &Expr, b: &Expr) -> Option<Value> {
        for (op, var, other) in [(op, a, b), (mirrored(op), b, a)] {
            if let (Some(constant), Some(var)) = (constant(other), self.plain_variable(var)) {
                return Some(self.with_constant(op, &var, &constant));
            }
        }
        let (left, right) = (self.value(a), self.value(b));
        let (left, right) = (left?, right?);
        Some(self.values(op, left, right))
    }

    /// The variable a name is when it stands for its answer as it is.
    pub(super) fn plain_variable(&self, expr: &Expr) -> Option<Var> {
        let Node::Name(name) = &expr.node else { return None };
        let (var, suffix) = self.resolve(name)?;
        matches!(suffix.as_str(), "" | "NAOK" | "code").then_some(var)
    }

    /// A variable against a constant: the common case, said as shortly as FHIRPath can.
    pub(super) fn with_constant(&self, op: Op, var: &Var, constant: &Constant<'_>) -> Value {
        if let Constant::Text("") = constant {
            return match op {
                Op::Equal | Op::AtMost => is_empty(var),
                Op::Unequal | Op::More => truth(format!("{}.not()", is_empty(var).held())),
                Op::AtLeast => constant_truth(true),
                _ => constant_truth(false),
            };
        }
        let equal = matches!(op, Op::Equal | Op::Unequal);
        let found = match var.hold {
            Hold::Ticked | Hold::Flag if equal => {
                let yes = if var.hold == Hold::Ticked { "Y" } else { "1" };
                let same = match constant {
                    Constant::Text(text) => *text == yes,
                    Constant::Number(number) => *number == yes,
                };
                if same { ticked_or_flag(var) } else { "false".to_owned() }
            }
            _ => {
                let op = if equal { Op::Equal } else { op };
                let value = value_of(var);
                let (left, right) = sides(&value, constant, equal);
                format!("{}.exists({left} {} {right})", value.held(), sign(op))
            }
        };
        truth(if op == Op::Unequal { format!("{found}.not()") } else { found })
    }

    /// Two values, of which neither is constant beside a plain variable.
    pub(super) fn values(&self, op: Op, a: Value, b: Value) -> Value {
        let texts = a.ty == Ty::Text && b.ty == Ty::Text;
        let (a, b) = if texts && matches!(op, Op::Equal | Op::Unequal) {
            (self.words(a), self.words(b))
        } else if texts {
            (a, b)
        } else {
            (self.number(a), self.number(b))
        };
        let total = a.total && b.total;
        let (left, right) = (a.held(), b.held());
        let shown = if op == Op::Unequal { Op::Equal } else { op };
        let plain = format!("{left} {} {right}", sign(shown));
        let found = match (total, shown) {
            (true, _) => Value::new(plain, Ty::Truth).total().loose(),
            // Two absent answers are the same to LimeSurvey.
            (false, Op::Equal) if is_answer(&a) && is_answer(&b) => {
                truth(format!("iif({left}.exists() or {right}.exists(), ({plain}).exists($this), true)"))
            }
            _ => truth(format!("({plain}).exists($this)")),
        };
        if op == Op::Unequal { truth(format!("{}.not()", found.held())) } else { found }
    }
}

/// Whether a value is an answer as it is: absent, it is `''` to LimeSurvey, where an absent sum is no number.
fn is_answer(value: &Value) -> bool {
    let ends = [".answer.value", ".answer.value.code", ".toDecimal()"];
    !value.total && (value.text.starts_with("iif(") || ends.iter().any(|end| value.text.ends_with(end)))
}

/// What stands on both sides inside `exists(…)`.
fn sides(value: &Value, constant: &Constant<'_>, equal: bool) -> (String, String) {
    match (constant, value.ty) {
        (Constant::Number(number), Ty::Text) => ("$this.toDecimal()".to_owned(), literal(number)),
        (Constant::Number(number), _) => ("$this".to_owned(), literal(number)),
        // A number between quotes is equal as a number, but more or less as a text.
        (Constant::Text(text), Ty::Number) if equal && is_number(text) => ("$this".to_owned(), literal(text)),
        (Constant::Text(text), Ty::Number) => ("$this.toString()".to_owned(), quoted(text)),
        (Constant::Text(text), _) => ("$this".to_owned(), quoted(text)),
    }
}

/// Whether a text spells a plain number.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits.len() < 16
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.matches('.').count() < 2
        && !digits.ends_with('.')
}

fn ticked_or_flag(var: &Var) -> String {
    if var.hold == Hold::Ticked { ticked(var) } else { format!("{}.exists($this)", path_of(var)) }
}

/// Whether a variable has no answer.
pub(super) fn is_empty(var: &Var) -> Value {
    truth(match var.hold {
        Hold::Ticked | Hold::Flag => format!("{}.not()", ticked_or_flag(var)),
        Hold::Other => format!("{}.ofType(string).exists().not()", path_of(var)),
        Hold::FileCount => "false".to_owned(),
        _ => format!("{}.exists().not()", path_of(var)),
    })
}
