//! Following names: from the response to its items, from items to answers, from answers to values.

use fhirpath::syntax::NodeId;

use super::{Done, Lowered, Lowerer, Shape, values};
use crate::program::{Expr, FormType, Function, Value};

impl Lowerer<'_> {
    pub(super) fn step(&mut self, id: NodeId, target: Option<NodeId>, name: &str, this: Option<&Shape>) -> Done {
        let from = match target {
            Some(target) => self.node(target, this)?,
            None => {
                let focus = self.focus(this);
                // A path may begin with the name of the type it starts from.
                if name == "QuestionnaireResponse" && matches!(focus.shape, Shape::Nodes(_, true)) {
                    return Ok(focus);
                }
                focus
            }
        };
        if let ("linkId", Shape::Everything(_) | Shape::Form(_, false)) = (name, &from.shape) {
            return Ok(values(Expr::call(Function::LinkId, vec![from.expr])));
        }
        match from.shape.clone() {
            Shape::Nodes(items, root) => self.of_nodes(id, from, items, root, name),
            Shape::Everything(items) => match name {
                // Every item below has its answers among what is below; the response's own are none.
                "answer" => Ok(answers(nodes_of(&from.expr, &items), items)),
                "value" => Ok(of_answers(answers(nodes_of(&from.expr, &items), items))),
                _ => Err(self.stop(id)),
            },
            Shape::Answers(items) => match name {
                "value" => Ok(of_answers(Lowered { shape: Shape::Answers(items), ..from })),
                "item" => {
                    let inside = self.children_of(&items);
                    Ok(Lowered {
                        expr: Expr::Items(from.expr.into(), inside.clone()),
                        shape: Shape::Nodes(inside, false),
                    })
                }
                _ => {
                    let items = Lowered { shape: Shape::Answers(items), ..from };
                    self.borrowed_name(id, of_answers(items), name)
                }
            },
            Shape::Values(items) => self.of_values(id, from.expr, items, name),
            Shape::Form(items, root) => self.of_form(id, &items, root, name),
            Shape::Options => match name {
                "value" => Ok(values(from.expr)),
                "extension" => Ok(Lowered { expr: from.expr, shape: Shape::Weights }),
                _ => self.borrowed_name(id, from, name),
            },
            Shape::Weights => {
                let weights = values(Expr::call(Function::Weight, vec![from.expr]));
                if name == "value" { Ok(weights) } else { self.borrowed_name(id, weights, name) }
            }
        }
    }

    fn of_nodes(&mut self, id: NodeId, from: Lowered, items: Vec<u32>, root: bool, name: &str) -> Done {
        match name {
            "item" => {
                let mut inside = self.children_of(&self.groups(&items));
                if root {
                    inside.extend(self.scope.top);
                    inside.sort_unstable();
                }
                self.below(id, from, &items, inside)
            }
            "answer" => {
                let known = !items.is_empty();
                let questions: Vec<u32> = items.into_iter().filter(|item| self.groups(&[*item]).is_empty()).collect();
                if questions.is_empty() {
                    if known {
                        self.nowhere(id);
                    }
                    return Ok(Lowered { expr: Expr::Empty, shape: Shape::Answers(questions) });
                }
                Ok(answers(from.expr, questions))
            }
            "linkId" if !root => Ok(values(Expr::call(Function::LinkId, vec![from.expr]))),
            // The text of an item may be left out of a response, and everything else of the response says who and when.
            _ => Err(self.stop(id)),
        }
    }

    /// The questionnaire itself, of which items and their printed answers can be asked.
    fn of_form(&self, id: NodeId, items: &[u32], root: bool, name: &str) -> Done {
        match name {
            "item" => {
                let mut inside = self.children_of(items);
                if root {
                    inside.extend(self.scope.top);
                }
                Ok(Lowered { expr: Expr::Empty, shape: Shape::Form(inside, false) })
            }
            "answerOption" => {
                let of =
                    |item: &u32| Expr::call(Function::Options, vec![Expr::Literal(Value::Integer(i64::from(*item)))]);
                let all = items.iter().map(of).reduce(|a, b| Expr::call(Function::Combine, vec![a, b]));
                Ok(Lowered { expr: all.unwrap_or(Expr::Empty), shape: Shape::Options })
            }
            _ => Err(self.stop(id)),
        }
    }

    fn of_values(&self, id: NodeId, expr: Expr, items: Vec<u32>, name: &str) -> Done {
        let kinds: Vec<FormType> =
            items.iter().filter_map(|item| Some(self.scope.items.get(*item as usize)?.kind)).collect();
        let amounts = !kinds.is_empty() && kinds.iter().all(|kind| *kind == FormType::Quantity);
        let function = match name {
            "code" => Function::Code,
            "system" if !amounts => Function::System,
            "display" => Function::Display,
            "value" => Function::Amount,
            "unit" => Function::Unit,
            _ => return Err(self.stop(id)),
        };
        Ok(values(Expr::call(function, vec![expr])))
    }

    /// Notes that a part never finds anything.
    pub(super) fn nowhere(&mut self, id: NodeId) {
        let part: String = self.expression.text(id).chars().take(120).collect();
        self.notes.nowhere.push(part);
    }

    /// `valueCoding` and its like: the value when it is of that type.
    fn borrowed_name(&mut self, id: NodeId, value: Lowered, name: &str) -> Done {
        let Some(of) = name.strip_prefix("value").filter(|of| !of.is_empty()) else { return Err(self.stop(id)) };
        self.notes.borrowed.push(name.to_owned());
        if matches!(value.expr, Expr::Call(Function::Weight, _)) || value.shape == Shape::Options {
            return Ok(values(value.expr));
        }
        let of = Expr::Literal(Value::text(of));
        Ok(Lowered { expr: Expr::call(Function::OfType, vec![value.expr, of]), shape: value.shape })
    }

    /// Items below some nodes. Items below one base are one list; below several nodes of which one can stand inside
    /// another they would be counted twice.
    pub(super) fn below(&self, id: NodeId, from: Lowered, items: &[u32], inside: Vec<u32>) -> Done {
        let shape = Shape::Nodes(inside.clone(), false);
        match from.expr {
            Expr::Items(base, _) if is_base(&base) => Ok(Lowered { expr: Expr::Items(base, inside), shape }),
            expr if is_base(&expr) || !self.nested(items) => {
                Ok(Lowered { expr: Expr::Items(expr.into(), inside), shape })
            }
            _ => Err(self.stop(id)),
        }
    }

    fn nested(&self, items: &[u32]) -> bool {
        items.iter().any(|item| self.ancestors(*item).skip(1).any(|above| items.contains(&above)))
    }

    fn ancestors(&self, item: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(item), |here| self.scope.items.get(*here as usize)?.parent)
    }

    pub(super) fn groups(&self, items: &[u32]) -> Vec<u32> {
        let group = |item: &&u32| self.scope.items.get(**item as usize).is_some_and(|one| one.kind == FormType::Group);
        items.iter().filter(group).copied().collect()
    }

    pub(super) fn children_of(&self, items: &[u32]) -> Vec<u32> {
        let mut inside: Vec<u32> = items
            .iter()
            .filter_map(|item| self.scope.items.get(*item as usize))
            .flat_map(|one| one.children.clone())
            .collect();
        inside.sort_unstable();
        inside.dedup();
        inside
    }

    /// Every item below some, at any depth; through groups alone, or through answers too.
    pub(super) fn descendants(&self, items: &[u32], root: bool, through_answers: bool) -> Vec<u32> {
        let count = u32::try_from(self.scope.items.len()).unwrap_or(u32::MAX);
        let below = |item: &u32| {
            for above in self.ancestors(*item).skip(1) {
                if !through_answers && self.groups(&[above]).is_empty() {
                    return false;
                }
                if items.contains(&above) {
                    return true;
                }
            }
            root
        };
        (0..count).filter(below).collect()
    }
}

/// A node that is one by construction.
pub(super) fn is_base(expr: &Expr) -> bool {
    matches!(expr, Expr::Call(Function::Root | Function::Context | Function::This, _))
}

fn nodes_of(expr: &Expr, items: &[u32]) -> Expr {
    match expr {
        Expr::Items(base, _) => Expr::Items(base.clone(), items.to_vec()),
        other => Expr::Items(other.clone().into(), items.to_vec()),
    }
}

fn answers(expr: Expr, items: Vec<u32>) -> Lowered {
    Lowered { expr: Expr::call(Function::Answers, vec![expr]), shape: Shape::Answers(items) }
}

fn of_answers(from: Lowered) -> Lowered {
    let items = match from.shape {
        Shape::Answers(items) => items,
        _ => Vec::new(),
    };
    Lowered { expr: Expr::call(Function::Values, vec![from.expr]), shape: Shape::Values(items) }
}
