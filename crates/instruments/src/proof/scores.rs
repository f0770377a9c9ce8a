//! Calculations that cannot be right.

use std::collections::BTreeSet;

use super::{Subject, outcomes::Outcomes};
use crate::{
    Problem,
    problem::{At, excerpt},
    program::{Decimal, Expr, Function, Lists, Program, StepKind, Value},
    sdc,
};

/// `closed` are items that nobody can reach.
pub(super) fn prove(subject: &Subject<'_>, closed: &BTreeSet<u32>, problems: &mut Vec<Problem>) {
    let program = subject.program();
    let mut outcomes = Outcomes::new(program, closed);
    let elements = subject.elements();
    for step in &program.steps {
        if !matches!(step.kind, StepKind::Value) {
            continue;
        }
        let (Some(item), Some(expr)) = (step.item, step.tests.first()) else { continue };
        let at = subject.place(Some(item));
        let found = outcomes.of(expr);
        // A hidden value that looks at no question is a constant with a name, which other expressions use.
        let named =
            elements.get(item as usize).is_some_and(|element| element.extension_flag(sdc::HIDDEN) == Some(true));
        if found.is_empty() {
            problems.push(at.error(
                "score-always-empty",
                "Ce calcul ne donne jamais rien, quelles que soient les réponses. Corrigez le chemin vers les questions, leur \
                 type ou la condition qui les cache.",
                "This calculation never gives anything, whatever is answered. Correct the path to the questions, their type, \
                 or the condition that hides them.",
            ));
        } else if always_the_same(program, expr) && !named || found.is_constant() && !always_the_same(program, expr) {
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

/// Whether an expression looks at nothing that can change.
fn always_the_same(program: &Program, expr: &Expr) -> bool {
    match expr {
        Expr::Empty | Expr::Literal(_) => true,
        Expr::Near(_) | Expr::When(..) => false,
        Expr::Items(_, items) => items.is_empty(),
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
