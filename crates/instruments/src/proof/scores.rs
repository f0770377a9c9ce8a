//! Calculations that cannot be right.

use super::Subject;
use crate::{
    Problem,
    problem::{At, excerpt},
    program::{Decimal, Expr, FormType, Function, Lists, Program, StepKind, Value},
};

pub(super) fn prove(subject: &Subject<'_>, _closed: &std::collections::BTreeSet<u32>, problems: &mut Vec<Problem>) {
    let program = subject.program();
    for step in &program.steps {
        if !matches!(step.kind, StepKind::Value) {
            continue;
        }
        let (Some(item), Some(expr)) = (step.item, step.tests.first()) else { continue };
        let at = subject.place(Some(item));
        if always_empty(program, expr) {
            problems.push(at.error(
                "score-always-empty",
                "Ce calcul ne donne jamais rien, quelles que soient les réponses. Corrigez le chemin vers les questions.",
                "This calculation never gives anything, whatever is answered. Correct the path to the questions.",
            ));
        } else if always_the_same(program, expr) {
            problems.push(at.error(
                "score-always-constant",
                "Ce calcul donne toujours la même valeur. Faites-le dépendre des réponses, ou retirez-le.",
                "This calculation always gives the same value. Make it depend on answers, or remove it.",
            ));
        }
    }
    weights(subject, problems);
    bands(subject, problems);
}

/// Whether an expression is empty whatever is answered.
fn always_empty(program: &Program, expr: &Expr) -> bool {
    use Function as F;
    let empty = |one: Option<&Expr>| one.is_some_and(|one| always_empty(program, one));
    match expr {
        Expr::Empty => true,
        Expr::Literal(_) | Expr::Near(_) | Expr::When(..) => false,
        Expr::Items(from, items) => items.is_empty() || always_empty(program, from),
        Expr::Variable(number) => program
            .steps
            .iter()
            .find(|step| step.kind == StepKind::Variable(*number))
            .is_some_and(|step| empty(step.tests.first())),
        Expr::Call(function, operands) => match function {
            F::Add
            | F::Subtract
            | F::Multiply
            | F::Divide
            | F::WholeDivide
            | F::Remainder
            | F::Less
            | F::LessOrEqual
            | F::Greater
            | F::GreaterOrEqual
            | F::Equal
            | F::NotEqual => operands.iter().any(|one| always_empty(program, one)),
            F::Union | F::Combine => operands.iter().all(|one| always_empty(program, one)),
            F::If => empty(operands.get(1)) && empty(operands.get(2)),
            F::Weight => weightless(program, operands.first()) || empty(operands.first()),
            F::Answers
            | F::Values
            | F::Code
            | F::System
            | F::Display
            | F::Amount
            | F::Unit
            | F::Where
            | F::Select
            | F::At
            | F::Negate
            | F::OfType => empty(operands.first()),
            plain if plain.is_nothing_of_nothing() => empty(operands.first()),
            _ => false,
        },
    }
}

/// Whether none of the answers that a weight is asked of has one: all are printed answers, and none is weighed.
fn weightless(program: &Program, operand: Option<&Expr>) -> bool {
    let (mut items, mut variables) = (Vec::new(), Vec::new());
    let Some(operand) = operand else { return false };
    operand.reads(&mut items, &mut variables);
    let closed = |item: &u32| {
        program.at(*item).is_some_and(|form| {
            form.kind == FormType::Choice
                && !form.options.is_empty()
                && form.options.iter().all(|option| matches!(&option.value, Value::Coding(c) if c.weight.is_none()))
        })
    };
    let questions: Vec<u32> =
        items.into_iter().filter(|item| program.at(*item).is_some_and(|i| i.kind != FormType::Group)).collect();
    variables.is_empty() && !questions.is_empty() && questions.iter().all(closed)
}

/// Whether an expression looks at nothing that can change.
fn always_the_same(program: &Program, expr: &Expr) -> bool {
    match expr {
        Expr::Empty | Expr::Literal(_) => true,
        Expr::Near(_) | Expr::When(..) => false,
        Expr::Items(from, items) => items.is_empty() || always_empty(program, from),
        Expr::Variable(number) => program
            .steps
            .iter()
            .find(|step| step.kind == StepKind::Variable(*number))
            .is_some_and(|step| step.tests.iter().all(|one| always_the_same(program, one))),
        Expr::Call(Function::Today | Function::Now | Function::Context | Function::Root, _) => false,
        Expr::Call(Function::This | Function::Index | Function::Total, _) => true,
        Expr::Call(_, operands) => operands.iter().all(|one| always_the_same(program, one)),
    }
}

/// Weights against the code systems that the document carries, and against each other.
fn weights(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    let lists = Lists::of(subject.document.root(), &[]);
    let mut told: Vec<(String, String)> = Vec::new();
    for (item, form) in (0_u32..).zip(&subject.program().items) {
        let mut scale: Vec<(Decimal, &str)> = Vec::new();
        for option in &form.options {
            let Value::Coding(coding) = &option.value else { continue };
            let Some(weight) = coding.weight else { continue };
            scale.push((weight, &coding.display));
            let Some(stated) = lists.system_weight(coding).filter(|stated| *stated != weight) else { continue };
            let name = (coding.system.clone(), coding.code.clone());
            if told.contains(&name) {
                continue;
            }
            told.push(name);
            let label = excerpt(if coding.display.is_empty() { &coding.code } else { &coding.display });
            problems.push(subject.place(Some(item)).error(
                "weight-differs-from-code-system",
                format!("« {label} » vaut {weight} ici et {stated} dans son système de codes. Corrigez l'un des deux."),
                format!("\"{label}\" weighs {weight} here and {stated} in its code system. Correct one of the two."),
            ));
        }
        uneven(&scale, &subject.place(Some(item)), problems);
    }
}

/// A scale of three points or more whose steps are all alike but one has probably a weight that is mistyped.
fn uneven(scale: &[(Decimal, &str)], at: &At, problems: &mut Vec<Problem>) {
    let steps: Vec<Decimal> = scale.windows(2).filter_map(|pair| pair.get(1)?.0.minus(pair.first()?.0)).collect();
    if steps.len() < 2 || steps.len() + 1 != scale.len() {
        return;
    }
    let Some(usual) = steps.iter().max_by_key(|step| steps.iter().filter(|other| other == step).count()) else {
        return;
    };
    let odd: Vec<usize> = (0..steps.len()).filter(|rank| steps.get(*rank) != Some(usual)).collect();
    let [odd] = odd.as_slice() else { return };
    let Some((weight, label)) = scale.get(odd + 1) else { return };
    let label = excerpt(label);
    problems.push(at.warning(
        "weights-uneven",
        format!("Les valeurs vont de {usual} en {usual}, sauf jusqu'à « {label} » ({weight}). Vérifiez cette valeur."),
        format!("The weights go by steps of {usual}, except up to \"{label}\" ({weight}). Check that weight."),
    ));
}

/// Ranges that an expression's description tells ("0-4: minimal; 5-9: mild; 19-14: moderate") must follow each other.
fn bands(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    let mut waiting: Vec<(fhir::Element<'_>, At)> = vec![(subject.document.root(), At::root("Questionnaire"))];
    while let Some((element, at)) = waiting.pop() {
        let inside: Vec<_> = element.list("item").enumerate().collect();
        waiting
            .extend(inside.into_iter().map(|(rank, item)| (item, at.entry("item", rank).named(item.text("linkId")))));
        for found in element.list("extension") {
            let Some(description) = found.child("valueExpression").and_then(|one| one.text("description")) else {
                continue;
            };
            let ranges = ranges(description);
            for (low, high) in ranges.iter().filter(|(low, high)| low > high) {
                problems.push(at.error(
                    "band-reversed",
                    format!("L'intervalle « {low}-{high} » va à l'envers. Corrigez l'une des deux bornes."),
                    format!("The range \"{low}-{high}\" runs backwards. Correct one of its bounds."),
                ));
            }
            for pair in ranges.windows(2) {
                if let [(_, end), (start, _)] = pair
                    && *start != end + 1
                    && ranges.iter().all(|(low, high)| low <= high)
                {
                    problems.push(at.warning(
                        "bands-do-not-follow",
                        format!("Les intervalles ne se suivent pas : {end} puis {start}. Corrigez les bornes."),
                        format!("The ranges do not follow each other: {end}, then {start}. Correct the bounds."),
                    ));
                }
            }
        }
    }
}

/// Every "a-b" of whole numbers in a text, when there are at least two: one alone may be anything.
fn ranges(text: &str) -> Vec<(u32, u32)> {
    let found: Vec<(u32, u32)> = text
        .split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '-' | '–')))
        .filter_map(|word| {
            let (low, high) = word.split_once(['-', '–'])?;
            Some((low.parse().ok()?, high.parse().ok()?))
        })
        .collect();
    if found.len() > 1 { found } else { Vec::new() }
}
