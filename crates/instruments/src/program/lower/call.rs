//! Functions.

use fhirpath::syntax::{Function as Path, NodeId, NodeKind};

use super::{
    Done, Lowered, Lowerer, Shape, Unlowered, fold,
    pattern::{Reading, common_pattern},
    values,
};
use crate::program::{Expr, Function, Value};

impl Lowerer<'_> {
    pub(super) fn call(
        &mut self,
        id: NodeId,
        target: Option<NodeId>,
        function: Option<Path>,
        name: &str,
        args: &[NodeId],
        this: Option<&Shape>,
    ) -> Done {
        if function.is_none() {
            return Err(self.stop(id));
        }
        let input = match target {
            Some(target) => self.node(target, this)?,
            None => self.focus(this),
        };
        match name {
            "where" | "select" | "all" | "exists" if !args.is_empty() => self.walk(id, name, input, args),
            "aggregate" => {
                let start = args.get(1).map_or(Ok(values(Expr::Empty)), |start| self.node(*start, this))?;
                let body = self.argument(id, args, 0, Some(&input.shape))?;
                Ok(values(Expr::call(Function::Aggregate, vec![input.expr, body.expr, start.expr])))
            }
            "iif" => self.choose(id, input, args, this),
            "descendants" => self.descend(id, &input),
            "repeat" => self.repeat(id, input, args),
            "trace" => Ok(input),
            "ordinal" | "weight" => Ok(values(Expr::call(Function::Weight, vec![input.expr]))),
            "today" => Ok(values(Expr::call(Function::Today, Vec::new()))),
            "now" => Ok(values(Expr::call(Function::Now, Vec::new()))),
            "ofType" | "as" | "is" => self.typed(id, name, input, args),
            "matches" => self.matches(id, input, args),
            "first" | "last" | "tail" | "skip" | "take" | "single" | "distinct" => {
                let shape = input.shape.clone();
                Ok(Lowered { shape, ..self.plain(id, name, input, args, this)? })
            }
            _ => self.plain(id, name, input, args, this),
        }
    }

    fn argument(&mut self, id: NodeId, args: &[NodeId], at: usize, this: Option<&Shape>) -> Done {
        let argument = args.get(at).copied().ok_or_else(|| self.stop(id))?;
        self.node(argument, this)
    }

    fn plain(&mut self, id: NodeId, name: &str, input: Lowered, args: &[NodeId], this: Option<&Shape>) -> Done {
        let known = Function::from_word(name).filter(|function| is_plain(*function)).ok_or_else(|| self.stop(id))?;
        let mut operands = vec![input.expr];
        for argument in args {
            operands.push(self.node(*argument, this)?.expr);
        }
        Ok(values(Expr::call(known, operands)))
    }

    fn walk(&mut self, id: NodeId, name: &str, input: Lowered, args: &[NodeId]) -> Done {
        if let (Shape::Weights, "where") = (&input.shape, name) {
            // Whatever extension of a printed answer is asked for, its weight is the only one known here.
            return Ok(input);
        }
        let body = self.argument(id, args, 0, Some(&input.shape))?;
        let mut input = input;
        let mut body = body;
        if matches!(name, "where" | "exists")
            && let Shape::Nodes(items, false) | Shape::Everything(items) | Shape::Form(items, false) = &input.shape
        {
            let (by_name, rest) = fold::split(body.expr);
            let kept = if by_name.is_empty() { Vec::new() } else { self.kept(id, &by_name, items)? };
            if !by_name.is_empty() {
                if kept.is_empty() {
                    self.nowhere(id);
                }
                input = self.narrowed(input, kept);
            }
            match rest {
                None if name == "where" => return Ok(input),
                None => return Ok(values(Expr::call(Function::Exists, vec![input.expr]))),
                Some(rest) => body.expr = rest,
            }
        }
        if matches!(input.shape, Shape::Form(..)) {
            return Err(self.stop(id));
        }
        if matches!(input.shape, Shape::Everything(_)) {
            return Err(self.stop(id));
        }
        let function = Function::from_word(name).ok_or_else(|| self.stop(id))?;
        let shape = match name {
            "where" => input.shape,
            "select" => body.shape,
            _ => Shape::Values(Vec::new()),
        };
        Ok(Lowered { expr: Expr::call(function, vec![input.expr, body.expr]), shape })
    }

    fn kept(&self, id: NodeId, by_name: &[Expr], items: &[u32]) -> Result<Vec<u32>, Unlowered> {
        let names = self.scope.names.ok_or_else(|| self.stop(id))?;
        let link_id = |item: u32| self.scope.items.get(item as usize).map(|one| one.link_id.as_str());
        Ok(names.satisfying(by_name, items, link_id, self.scope.by_link))
    }

    /// The same nodes, some items fewer.
    fn narrowed(&self, input: Lowered, kept: Vec<u32>) -> Lowered {
        if let Shape::Form(..) = input.shape {
            return Lowered { expr: input.expr, shape: Shape::Form(kept, false) };
        }
        let expr = match input.expr {
            Expr::Items(base, _) => Expr::Items(base, kept.clone()),
            // A collection that was already filtered by something else is filtered once more, by name.
            other => {
                let names = kept.iter().filter_map(|item| self.scope.items.get(*item as usize));
                let test = names.map(|one| {
                    let name = Expr::call(Function::LinkId, vec![Expr::call(Function::This, Vec::new())]);
                    Expr::call(Function::Equal, vec![name, Expr::Literal(Value::text(&one.link_id))])
                });
                let any = test.reduce(|a, b| Expr::call(Function::Or, vec![a, b]));
                Expr::call(Function::Where, vec![other, any.unwrap_or(Expr::Literal(Value::Boolean(false)))])
            }
        };
        Lowered { expr, shape: Shape::Nodes(kept, false) }
    }

    fn choose(&mut self, id: NodeId, input: Lowered, args: &[NodeId], this: Option<&Shape>) -> Done {
        // `x.iif(...)` looks at x as $this; without a target it looks at what is around.
        let inside = this.cloned().or(Some(input.shape));
        let inside = if this.is_some() { inside } else { None };
        let condition = self.argument(id, args, 0, inside.as_ref())?;
        let then = self.argument(id, args, 1, inside.as_ref())?;
        let other = match args.get(2) {
            Some(other) => self.node(*other, inside.as_ref())?,
            None => Lowered { expr: Expr::Empty, shape: then.shape.clone() },
        };
        let shape = if then.shape == other.shape { then.shape } else { Shape::Values(Vec::new()) };
        Ok(Lowered { expr: Expr::call(Function::If, vec![condition.expr, then.expr, other.expr]), shape })
    }

    fn descend(&self, id: NodeId, input: &Lowered) -> Done {
        let Shape::Nodes(items, root) = &input.shape else { return Err(self.stop(id)) };
        let below = self.descendants(items, *root, true);
        let base = match &input.expr {
            Expr::Items(base, _) if !items.is_empty() && !super::steps::is_base(base) => return Err(self.stop(id)),
            expr => expr.clone(),
        };
        Ok(Lowered { expr: Expr::Items(base.into(), below.clone()), shape: Shape::Everything(below) })
    }

    fn repeat(&self, id: NodeId, input: Lowered, args: &[NodeId]) -> Done {
        let Shape::Nodes(items, root) = input.shape.clone() else { return Err(self.stop(id)) };
        let [argument] = args else { return Err(self.stop(id)) };
        let words: String = self.expression.text(*argument).chars().filter(|letter| !letter.is_whitespace()).collect();
        let through_answers = match words.as_str() {
            "item" => false,
            "item|answer.item" | "answer.item|item" | "(item|answer.item)" | "(answer.item|item)" => true,
            _ => return Err(self.stop(id)),
        };
        let below = self.descendants(&items, root, through_answers);
        self.below(id, input, &items, below)
    }

    fn typed(&self, id: NodeId, name: &str, input: Lowered, args: &[NodeId]) -> Done {
        let argument = args.first().map(|argument| &self.expression.node(*argument).kind);
        let Some(NodeKind::TypeName(of)) = argument else { return Err(self.stop(id)) };
        let of = Expr::Literal(Value::text(&of.name));
        let function = if name == "is" { Function::IsType } else { Function::OfType };
        Ok(Lowered { expr: Expr::call(function, vec![input.expr, of]), shape: input.shape })
    }

    fn matches(&mut self, id: NodeId, input: Lowered, args: &[NodeId]) -> Done {
        let pattern = self.argument(id, args, 0, None)?;
        let Expr::Literal(Value::Text(source)) = &pattern.expr else { return Err(self.stop(id)) };
        let Some(common) = common_pattern(source, Reading::Path) else { return Err(self.stop(id)) };
        Ok(values(Expr::call(Function::Matches, vec![input.expr, Expr::Literal(Value::text(&common))])))
    }
}

/// Functions whose operands are simply computed and given.
const fn is_plain(function: Function) -> bool {
    use Function as F;
    function.is_nothing_of_nothing()
        || matches!(
            function,
            F::Exists
                | F::Empty
                | F::Count
                | F::IsDistinct
                | F::Combine
                | F::Exclude
                | F::SubsetOf
                | F::SupersetOf
                | F::AllTrue
                | F::AnyTrue
                | F::AllFalse
                | F::AnyFalse
                | F::HasValue
                | F::Length
                | F::Substring
                | F::StartsWith
                | F::EndsWith
                | F::Includes
                | F::IndexOf
                | F::Upper
                | F::Lower
                | F::Replace
                | F::Trim
                | F::Join
                | F::Split
                | F::ToChars
        )
}
