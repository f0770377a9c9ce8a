//! Functions of a list of values: counts, sums, extremes, texts joined. `self` and `that.Q1` stand for every part of a
//! question.

use super::{
    Expr, Node, Op,
    calls::pattern_of,
    compare::{constant, is_empty},
    paths::value_of,
    quoted,
    translate::{Translator, Ty, Value},
};
use crate::limesurvey::names::Var;

impl Translator<'_> {
    /// Functions of a list of values.
    pub(super) fn many(&mut self, name: &str, inner: &[Expr], at: usize) -> Option<Value> {
        let first = match name {
            "countif" | "implode" => 1,
            "countifop" | "sumifop" => 2,
            _ => 0,
        };
        let (head, rest) = inner.split_at(first.min(inner.len()));
        let mut listed = Vec::new();
        for expr in rest {
            listed.extend(self.listed(expr)?);
        }
        if head.len() < first || listed.is_empty() {
            return self.wrong_count(name, at);
        }
        match name {
            "count" => Some(self.added(listed, |this, one| {
                let empty = this.emptiness(one);
                format!("iif({}, 0, 1)", empty.text)
            })),
            "sum" => Some(self.added(listed, |this, one| this.or_zero(one))),
            "countif" => self.counted(name, Op::Equal, head.first()?, listed, at),
            "countifop" | "sumifop" => {
                if let Some(Node::Text(text)) = head.first().map(|expr| &expr.node)
                    && text == "RX"
                {
                    return self.counted_by_pattern(name, head.get(1)?, listed, at);
                }
                let op = head.first().and_then(operator);
                let Some(op) = op else {
                    return self.lose(
                        at,
                        "function-arguments",
                        format!("L'opérateur de « {name}() » n'est pas une comparaison connue."),
                        format!("The operator of \"{name}()\" is no known comparison."),
                    );
                };
                self.counted(name, op, head.get(1)?, listed, at)
            }
            "min" | "max" => Some(self.extreme(name, listed, at)),
            "implode" => {
                let glue = self.value(head.first()?)?;
                let glue = self.words(glue).held();
                let words: Vec<String> = listed.into_iter().map(|one| self.words(one.value).held()).collect();
                Some(Value::new(words.join(&format!(" & {glue} & ")), Ty::Text).total().loose())
            }
            "join" => {
                let words: Vec<String> = listed.into_iter().map(|one| self.words(one.value).held()).collect();
                Some(Value::new(words.join(" & "), Ty::Text).total().loose())
            }
            _ => Some(self.gathered(name, listed)),
        }
    }

    /// The values a list's entry stands for: `self` and `that.Q1` stand for every part of a question.
    fn listed(&mut self, expr: &Expr) -> Option<Vec<Listed>> {
        if let Node::Name(name) = &expr.node
            && self.resolve(name).is_none()
            && let Some(vars) = self.whole_question(name)
        {
            return Some(vars.into_iter().map(|var| Listed { value: value_of(&var), var: Some(var) }).collect());
        }
        // `that.Q1.shown`: the label of each part that is answered.
        if let Node::Name(name) = &expr.node
            && self.resolve(name).is_none()
            && let Some(vars) = name.strip_suffix(".shown").and_then(|stem| self.whole_question(stem))
        {
            let shown = vars.iter().map(|var| Some(Listed { value: self.shown(var, expr.start)?, var: None }));
            return shown.collect();
        }
        let var = self.plain_variable(expr);
        Some(vec![Listed { value: self.value(expr)?, var }])
    }

    /// The parts of `self`, `that.CODE` or a bare question code, filtered by what follows (`self.comments`, `self.sq_A`).
    pub(super) fn whole_question(&self, name: &str) -> Option<Vec<Var>> {
        let mut words = name.split('.');
        let first = words.next()?;
        let question = match first {
            "self" => self.question?,
            "that" => self.names.question_named(words.next()?)?,
            code => self.names.question_named(code)?,
        };
        let filters: Vec<&str> =
            words.filter(|word| !matches!(*word, "NAOK" | "value" | "valueNAOK" | "code")).collect();
        let keep = |var: &&Var| {
            filters.iter().all(|filter| match *filter {
                "comments" => var.part.ends_with("comment"),
                "nocomments" => !var.part.ends_with("comment"),
                filter => match (filter.strip_prefix("sq_"), filter.strip_prefix("nosq_")) {
                    (Some(part), _) => var.part.contains(part),
                    (_, Some(part)) => !var.part.contains(part),
                    _ => false,
                },
            })
        };
        let found: Vec<Var> = self.names.parts(question).filter(keep).cloned().collect();
        (!found.is_empty() && found.len() <= 500).then_some(found)
    }

    fn emptiness(&self, one: Listed) -> Value {
        match &one.var {
            Some(var) => is_empty(var),
            None => {
                let words = self.words(one.value);
                Value::new(format!("{} = ''", words.held()), Ty::Truth).total().loose()
            }
        }
    }

    fn or_zero(&self, one: Listed) -> String {
        let number = self.number(one.value);
        if number.total { number.held() } else { format!("iif({0}.exists(), {0}, 0)", number.held()) }
    }

    fn added(&self, listed: Vec<Listed>, term: impl Fn(&Self, Listed) -> String) -> Value {
        let terms: Vec<String> = listed.into_iter().map(|one| term(self, one)).collect();
        let single = terms.len() == 1;
        let value = Value::new(terms.join(" + "), Ty::Number).total();
        if single { value } else { value.loose() }
    }

    fn counted(&mut self, name: &str, op: Op, against: &Expr, listed: Vec<Listed>, at: usize) -> Option<Value> {
        let constant = constant(against);
        if constant.is_none() && name == "countif" {
            self.remark(
                at,
                "compared-with-answer",
                "La valeur comparée est une réponse.",
                "The compared value is an answer.",
            );
        }
        let other = self.value(against)?;
        Some(self.added(listed, |this, one| {
            let test = match (&one.var, &constant) {
                (Some(var), Some(constant)) => this.with_constant(op, var, constant),
                _ => this.values(op, one.value.clone(), other.clone()),
            };
            if name == "sumifop" {
                format!("iif({}, {}, 0)", test.text, this.or_zero(one))
            } else {
                format!("iif({}, 1, 0)", test.text)
            }
        }))
    }

    fn counted_by_pattern(&mut self, name: &str, pattern: &Expr, listed: Vec<Listed>, at: usize) -> Option<Value> {
        let Node::Text(pattern) = &pattern.node else { return self.wrong_count(name, at) };
        let Some(pattern) = pattern_of(pattern) else { return self.wrong_count(name, at) };
        Some(self.added(listed, |this, one| {
            let words = this.words(one.value.clone());
            let test = format!("{}.matches({})", words.held(), quoted(&pattern));
            let counts = if name == "sumifop" { this.or_zero(one) } else { "1".to_owned() };
            format!("iif({test}, {counts}, 0)")
        }))
    }

    fn extreme(&mut self, name: &str, listed: Vec<Listed>, at: usize) -> Value {
        self.remark(
            at,
            "absent-answers-skipped",
            "Les réponses absentes sont ignorées ; LimeSurvey les compare comme des textes vides.",
            "Absent answers are skipped; LimeSurvey compares them as empty texts.",
        );
        let numbers: Vec<String> = listed.into_iter().map(|one| self.number(one.value).held()).collect();
        let sign = if name == "min" { "<" } else { ">" };
        let pick = format!("iif($total.empty() or $this {sign} $total, $this, $total)");
        Value::new(format!("({}).aggregate({pick})", numbers.join(" | ")), Ty::Number)
    }

    /// `list` and `unique`: the answers that are there, as one collection.
    fn gathered(&self, name: &str, listed: Vec<Listed>) -> Value {
        let mut words = listed.into_iter().map(|one| match one.value.ty {
            Ty::Text => one.value.held(),
            Ty::Number => format!("{}.toString()", one.value.held()),
            Ty::Truth => format!("iif({}, '1', '')", one.value.text),
        });
        let mut all = words.next().unwrap_or_else(|| "{}".to_owned());
        for one in words {
            all = format!("{all}.combine({one})");
        }
        let there = format!("{all}.where($this != '')");
        if name == "unique" {
            Value::new(format!("{there}.isDistinct()"), Ty::Truth).total()
        } else {
            Value::new(format!("{there}.join(', ')"), Ty::Text)
        }
    }
}

/// One value of a list, and the variable it is when it is one.
struct Listed {
    value: Value,
    var: Option<Var>,
}

fn operator(expr: &Expr) -> Option<Op> {
    let Node::Text(text) = &expr.node else { return None };
    Some(match text.as_str() {
        "==" | "eq" => Op::Equal,
        "!=" | "ne" => Op::Unequal,
        "<" | "lt" => Op::Less,
        "<=" | "le" => Op::AtMost,
        ">" | "gt" => Op::More,
        ">=" | "ge" => Op::AtLeast,
        _ => return None,
    })
}
