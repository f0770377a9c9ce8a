//! Constraints that are plain limits: least and greatest value, length, pattern.

use super::{
    functions::anchored,
    model::Ty,
    operators::is_date,
    parse::{Expr, Node, Op, Start, To},
    when::flatten,
};

/// Limits that together say a constraint exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Least value, as written in FHIR.
    pub(crate) least: Option<String>,
    /// Greatest value.
    pub(crate) greatest: Option<String>,
    pub(crate) shortest: Option<u32>,
    pub(crate) longest: Option<u32>,
    /// The whole text matches it.
    pub(crate) pattern: Option<String>,
}

/// The limits a constraint says, when it says nothing else.
pub(crate) fn limits(ty: Ty, expr: &Expr) -> Option<Limits> {
    let mut atoms = Vec::new();
    flatten(expr, Some(Op::And), &mut atoms);
    let mut limits = Limits::default();
    for atom in atoms {
        limit(ty, atom, &mut limits)?;
    }
    Some(limits)
}

fn limit(ty: Ty, atom: &Expr, limits: &mut Limits) -> Option<()> {
    match &atom.node {
        Node::Binary(op, left, right) => {
            let (op, subject, constant) = if is_itself(left) || is_length(left) {
                (*op, left, right)
            } else if is_itself(right) || is_length(right) {
                (op.mirrored(), right, left)
            } else {
                return None;
            };
            if is_length(subject) {
                return length(ty, op, constant, limits);
            }
            value(ty, op, constant, limits)
        }
        Node::Call(name, arguments) if name == "regex" && ty == Ty::Text => match arguments.as_slice() {
            [subject, Expr { node: Node::Text(pattern), .. }] if is_itself(subject) => {
                once(&mut limits.pattern, anchored(pattern))
            }
            _ => None,
        },
        _ => None,
    }
}

fn value(ty: Ty, op: Op, constant: &Expr, limits: &mut Limits) -> Option<()> {
    let (text, whole) = match (ty, number(constant)) {
        (Ty::Integer, Some(text)) => (text.clone(), Some(text.parse::<i64>().ok()?)),
        (Ty::Decimal, Some(text)) => (text, None),
        (Ty::Date, None) => match &constant.node {
            Node::Call(name, arguments) if name == "date" => match arguments.as_slice() {
                [Expr { node: Node::Text(text), .. }] if is_date(text) => (text.clone(), None),
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    };
    // Only whole numbers have a next one: `> 3` is `>= 4` for them alone.
    match (op, whole) {
        (Op::AtLeast, _) => once(&mut limits.least, text),
        (Op::AtMost, _) => once(&mut limits.greatest, text),
        (Op::More, Some(whole)) => once(&mut limits.least, whole.checked_add(1)?.to_string()),
        (Op::Less, Some(whole)) => once(&mut limits.greatest, whole.checked_sub(1)?.to_string()),
        _ => None,
    }
}

fn length(ty: Ty, op: Op, constant: &Expr, limits: &mut Limits) -> Option<()> {
    if ty != Ty::Text {
        return None;
    }
    let count: u32 = number(constant)?.parse().ok()?;
    match op {
        Op::AtMost => once(&mut limits.longest, count),
        Op::Less => once(&mut limits.longest, count.checked_sub(1)?),
        Op::AtLeast => once(&mut limits.shortest, count),
        Op::More => once(&mut limits.shortest, count.checked_add(1)?),
        Op::Equal => {
            once(&mut limits.longest, count)?;
            once(&mut limits.shortest, count)
        }
        _ => None,
    }
}

/// Sets a limit that was not set: two of a kind are left to the general form.
fn once<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    if slot.is_some() {
        return None;
    }
    *slot = Some(value);
    Some(())
}

fn number(expr: &Expr) -> Option<String> {
    match &expr.node {
        Node::Number(text) => super::when::decimal(text).map(|value| value.to_string()),
        Node::Negative(inner) => match &inner.node {
            Node::Number(text) => super::when::decimal(text).map(|value| format!("-{value}")),
            _ => None,
        },
        _ => None,
    }
}

fn is_itself(expr: &Expr) -> bool {
    matches!(&expr.node, Node::Path(Start::Here, steps)
        if matches!(steps.as_slice(), [step] if step.to == To::Itself && step.filters.is_empty()))
}

fn is_length(expr: &Expr) -> bool {
    matches!(&expr.node, Node::Call(name, arguments)
        if name == "string-length" && matches!(arguments.as_slice(), [one] if is_itself(one)))
}

#[cfg(test)]
mod tests {
    use super::{super::parse::parse, *};

    fn said(ty: Ty, text: &str) -> Option<Limits> {
        limits(ty, &parse(text).unwrap())
    }

    #[test]
    fn plain_limits_are_found_and_nothing_else() {
        let both = said(Ty::Integer, ". > 0 and 120 >= .").unwrap();
        assert_eq!((both.least.as_deref(), both.greatest.as_deref()), (Some("1"), Some("120")));
        assert_eq!(said(Ty::Decimal, ". > 0"), None);
        assert_eq!(said(Ty::Decimal, ". >= -0.50").unwrap().least.as_deref(), Some("-0.50"));
        assert_eq!(said(Ty::Integer, ". > 0 or . < 9"), None);
        assert_eq!(said(Ty::Integer, ". > ${a}"), None);
        assert_eq!(said(Ty::Text, "string-length(.) <= 10").unwrap().longest, Some(10));
        assert_eq!(said(Ty::Text, "regex(., '^[0-9]{5}$')").unwrap().pattern.as_deref(), Some("^[0-9]{5}$"));
        assert_eq!(said(Ty::Date, ". <= date('2026-01-31')").unwrap().greatest.as_deref(), Some("2026-01-31"));
        assert_eq!(said(Ty::Integer, ". >= 1 and . >= 2"), None);
    }
}
