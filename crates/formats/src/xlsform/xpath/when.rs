//! Conditions that `enableWhen` says exactly: one kind of link (all, any) between comparisons of one answer with one
//! constant. `!=` is never one: FHIR's readers disagree on what it says of an unanswered question.

use serde_json::{Value, json};

use super::{
    model::{Model, Role, Ty},
    operators::is_date,
    parse::{Expr, Node, Op},
};

/// The conditions and the link between them (`all`, `any`; none for a single one).
pub(crate) struct When {
    pub(crate) conditions: Vec<Value>,
    pub(crate) behaviour: Option<&'static str>,
}

/// A condition as `enableWhen`, when that is exact.
pub(crate) fn when(model: &Model, holder: usize, expr: &Expr) -> Option<When> {
    let (link, behaviour) = match &expr.node {
        Node::Binary(Op::And, ..) => (Some(Op::And), Some("all")),
        Node::Binary(Op::Or, ..) => (Some(Op::Or), Some("any")),
        _ => (None, None),
    };
    let mut atoms = Vec::new();
    flatten(expr, link, &mut atoms);
    let conditions: Option<Vec<Value>> = atoms.into_iter().map(|atom| condition(model, holder, atom)).collect();
    Some(When { conditions: conditions?, behaviour })
}

/// The parts of a chain of one operator.
pub(super) fn flatten<'e>(expr: &'e Expr, link: Option<Op>, into: &mut Vec<&'e Expr>) {
    match (&expr.node, link) {
        (Node::Binary(op, left, right), Some(link)) if *op == link => {
            flatten(left, Some(link), into);
            flatten(right, Some(link), into);
        }
        _ => into.push(expr),
    }
}

fn condition(model: &Model, holder: usize, atom: &Expr) -> Option<Value> {
    match &atom.node {
        Node::Binary(op, left, right) => {
            if let Node::Reference { name, last_saved: false } = &left.node {
                return compared(model, holder, name, *op, right);
            }
            if let Node::Reference { name, last_saved: false } = &right.node {
                return compared(model, holder, name, op.mirrored(), left);
            }
            None
        }
        Node::Call(function, arguments) => match (function.as_str(), arguments.as_slice()) {
            ("selected", [question, value]) => {
                let Node::Reference { name, last_saved: false } = &question.node else { return None };
                let (target, role) = target(model, holder, name)?;
                let Role::Value { ty: Ty::Code, list: Some(list), .. } = role else { return None };
                Some(
                    json!({"question": link(model, target), "operator": "=", "answerCoding": coding(model, list, value)?}),
                )
            }
            _ => None,
        },
        _ => None,
    }
}

fn compared(model: &Model, holder: usize, name: &str, op: Op, constant: &Expr) -> Option<Value> {
    let (target, role) = target(model, holder, name)?;
    let Role::Value { ty, several, list, .. } = role else { return None };
    let question = link(model, target);
    if let (Node::Text(text), Op::Equal | Op::Differ) = (&constant.node, op)
        && text.is_empty()
    {
        // Computed texts may be empty without being absent.
        return Some(json!({"question": question, "operator": "exists", "answerBoolean": op == Op::Differ}));
    }
    let operator = match op {
        Op::Equal => "=",
        Op::Less => "<",
        Op::AtMost => "<=",
        Op::More => ">",
        Op::AtLeast => ">=",
        _ => return None,
    };
    let (key, value) = match (ty, &constant.node) {
        // With several answers, `=` means that this one alone was chosen: enableWhen cannot say it.
        (Ty::Code, _) if several || op != Op::Equal => return None,
        (Ty::Code, _) => ("answerCoding", coding(model, list?, constant)?),
        (Ty::Text, Node::Text(text)) if op == Op::Equal => ("answerString", json!(text)),
        (Ty::Integer, Node::Number(number)) => ("answerInteger", json!(number.parse::<i32>().ok()?)),
        (Ty::Decimal, Node::Number(number)) => ("answerDecimal", decimal(number)?),
        (Ty::Date, Node::Call(function, arguments)) if function == "date" => match arguments.as_slice() {
            [Expr { node: Node::Text(text), .. }] if is_date(text) => ("answerDate", json!(text)),
            _ => return None,
        },
        _ => return None,
    };
    Some(json!({"question": question, "operator": operator, key: value}))
}

/// The one answer a name means, when the holder cannot see several of it.
fn target(model: &Model, holder: usize, name: &str) -> Option<(usize, Role)> {
    let target = model.named(name)?;
    if target == holder {
        return None;
    }
    let shared = model.shared_repeat(holder, target);
    let chain = model.chain(target);
    let after = shared.and_then(|repeat| chain.iter().position(|index| *index == repeat)).map_or(0, |at| at + 1);
    let rest = chain.get(after..)?;
    // A condition on what holds the question itself would turn in circles.
    if rest.iter().any(|index| *index != target && model.repeats(*index)) || model.chain(target).contains(&holder) {
        return None;
    }
    Some((target, model.field(target)?.role))
}

fn link(model: &Model, target: usize) -> String {
    model.field(target).map(|field| field.link_id.clone()).unwrap_or_default()
}

fn coding(model: &Model, list: usize, constant: &Expr) -> Option<Value> {
    let list = model.lists.get(list)?;
    let code = match &constant.node {
        Node::Text(text) => list.codes.iter().find(|code| *code == text)?,
        Node::Number(number) => {
            let wanted: f64 = number.parse().ok()?;
            list.codes.iter().find(|code| code.parse::<f64>().is_ok_and(|code| code == wanted))?
        }
        _ => return None,
    };
    Some(Value::Object(list.coding(code)))
}

/// A number as JSON writes it, its zeros kept.
pub(crate) fn decimal(text: &str) -> Option<Value> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let text = if text.starts_with('.') { format!("0{text}") } else { text.to_owned() };
    serde_json::from_str::<serde_json::Number>(&text).ok().map(Value::Number)
}
