//! A tree into FHIRPath. Every truth that comes out is *total*: it says true or false even where a question has no answer, as
//! Expression Manager does, since FHIRPath's empty collection would silently spread through `and` and `not`.

use super::{
    Expr, Node, Op,
    paths::{literal, path_of, value_of},
    quoted,
    token::Fault,
};
use crate::limesurvey::{
    model::{Question, Survey},
    names::{Hold, Names, Var},
};

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ty {
    Truth,
    Number,
    Text,
}

/// A piece of FHIRPath.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub text: String,
    pub ty: Ty,
    /// Whether it always has a value.
    pub total: bool,
    /// Whether it can stand beside an operator without brackets.
    pub atom: bool,
}

impl Value {
    pub(super) fn new(text: impl Into<String>, ty: Ty) -> Self {
        Self { text: text.into(), ty, total: false, atom: true }
    }

    pub(super) const fn total(mut self) -> Self {
        self.total = true;
        self
    }

    pub(super) const fn loose(mut self) -> Self {
        self.atom = false;
        self
    }

    /// As an operand.
    pub(super) fn held(&self) -> String {
        if self.atom { self.text.clone() } else { format!("({})", self.text) }
    }
}

/// Something to say of a part of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    pub at: usize,
    /// The meaning is not carried over (else it is carried over a little differently).
    pub lost: bool,
    pub code: &'static str,
    pub fr: String,
    pub en: String,
}

impl From<Fault> for Remark {
    fn from(fault: Fault) -> Self {
        Self { at: fault.at, lost: true, code: "expression-syntax", fr: fault.fr, en: fault.en }
    }
}

/// Turns trees into FHIRPath for one place of the survey.
pub(crate) struct Translator<'a> {
    pub survey: &'a Survey<'a>,
    pub names: &'a Names,
    /// The question the expression stands in, for `self` and `that`.
    pub question: Option<usize>,
    /// The variable the expression stands in, for `this`.
    pub this: Option<&'a Var>,
    pub remarks: Vec<Remark>,
    /// How much was written so far: an expression can multiply what it repeats.
    pub written: usize,
}

/// Most characters for one expression, and for a survey.
const MOST_WRITTEN: usize = 200_000;
const MOST_WRITTEN_IN_ALL: usize = 30_000_000;

/// The suffixes that only say "when not asked, nothing", which is what an absent answer is here.
const PLAIN: &[&str] = &["NAOK", "code"];

impl<'a> Translator<'a> {
    pub(crate) const fn new(survey: &'a Survey<'a>, names: &'a Names, question: Option<usize>) -> Self {
        Self { survey, names, question, this: None, remarks: Vec::new(), written: 0 }
    }

    /// A condition, none when a part of it has no equivalent.
    pub(crate) fn condition(&mut self, expr: &Expr) -> Option<String> {
        let value = self.value(expr)?;
        Some(self.truth(value).text)
    }

    /// Says that a part has no equivalent.
    pub(super) fn lose<T>(&mut self, at: usize, code: &'static str, fr: String, en: String) -> Option<T> {
        self.remarks.push(Remark { at, lost: true, code, fr, en });
        None
    }

    /// Says that a part means a little less or other.
    pub(super) fn remark(&mut self, at: usize, code: &'static str, fr: &str, en: &str) {
        if !self.remarks.iter().any(|remark| remark.at == at && remark.code == code) {
            self.remarks.push(Remark { at, lost: false, code, fr: fr.to_owned(), en: en.to_owned() });
        }
    }

    /// A value, none when it has no equivalent (said in the remarks).
    pub(crate) fn value(&mut self, expr: &Expr) -> Option<Value> {
        let value = match &expr.node {
            Node::Number(number) => Some(Value::new(literal(number), Ty::Number).total()),
            Node::Text(text) => Some(Value::new(quoted(text), Ty::Text).total()),
            Node::Name(name) => self.name(name, expr.start),
            Node::Call(name, inner) => self.call(name, inner, expr.start),
            Node::Not(inner) => {
                let value = self.value(inner)?;
                let truth = self.truth(value);
                Some(Value::new(format!("{}.not()", truth.held()), Ty::Truth).total())
            }
            Node::Negative(inner) => {
                let value = self.value(inner)?;
                let number = self.number(value);
                let total = number.total;
                // A sign before a path is not read alike by all engines; a difference is.
                let value = Value::new(format!("0 - {}", number.held()), Ty::Number).loose();
                Some(if total { value.total() } else { value })
            }
            Node::Binary(op @ (Op::And | Op::Or), a, b) => {
                // Both sides are read, so that everything without an equivalent is named at once.
                let (a, b) = (self.value(a), self.value(b));
                let (a, b) = (a?, b?);
                let (a, b) = (self.truth(a), self.truth(b));
                let word = if *op == Op::And { "and" } else { "or" };
                Some(Value::new(format!("{} {word} {}", a.held(), b.held()), Ty::Truth).total().loose())
            }
            Node::Binary(op @ (Op::Plus | Op::Minus | Op::Times | Op::Over), a, b) => self.sum(*op, a, b, expr.start),
            Node::Binary(op, a, b) => self.compare(*op, a, b),
        }?;
        self.written += value.text.len();
        self.names.written.set(self.names.written.get() + value.text.len());
        if self.written > MOST_WRITTEN || self.names.written.get() > MOST_WRITTEN_IN_ALL {
            return self.lose(
                expr.start,
                "expression-too-long",
                "L'expression devient trop longue en FHIRPath.".to_owned(),
                "The expression becomes too long in FHIRPath.".to_owned(),
            );
        }
        Some(value)
    }

    fn sum(&mut self, op: Op, a: &Expr, b: &Expr, at: usize) -> Option<Value> {
        let (a, b) = (self.value(a), self.value(b));
        let (a, b) = (a?, b?);
        if op == Op::Plus && (a.ty == Ty::Text || b.ty == Ty::Text) {
            if a.ty != b.ty || !(a.total && b.total) {
                self.remark(
                    at,
                    "plus-on-texts",
                    "« + » assemble ici des textes ; LimeSurvey additionne quand les deux sont des nombres.",
                    "\"+\" joins texts here; LimeSurvey adds when both are numbers.",
                );
            }
            let (a, b) = (self.words(a), self.words(b));
            return Some(Value::new(format!("{} & {}", a.held(), b.held()), Ty::Text).total().loose());
        }
        let sign = match op {
            Op::Plus => "+",
            Op::Minus => "-",
            Op::Times => "*",
            _ => "/",
        };
        let (a, b) = (self.number(a), self.number(b));
        let total = a.total && b.total && op != Op::Over;
        let value = Value::new(format!("{} {sign} {}", a.held(), b.held()), Ty::Number).loose();
        Some(if total { value.total() } else { value })
    }

    /// As a truth: nothing, `''` and `0` are false.
    pub(super) fn truth(&self, value: Value) -> Value {
        match value.ty {
            Ty::Truth if value.total => value,
            Ty::Truth => Value::new(format!("{}.exists($this)", value.held()), Ty::Truth).total(),
            Ty::Number if value.text.parse::<f64>().is_ok() => {
                let yes = value.text.parse::<f64>().is_ok_and(|number| number != 0.0);
                Value::new(if yes { "true" } else { "false" }, Ty::Truth).total()
            }
            Ty::Number => Value::new(format!("{}.exists($this != 0)", value.held()), Ty::Truth).total(),
            Ty::Text => Value::new(format!("{}.exists($this != '' and $this != '0')", value.held()), Ty::Truth).total(),
        }
    }

    /// As a number: a code or a text that spells one counts, others are nothing.
    pub(crate) fn number(&self, value: Value) -> Value {
        match value.ty {
            Ty::Number => value,
            Ty::Truth => Value::new(format!("iif({}, 1, 0)", value.text), Ty::Number).total(),
            Ty::Text => Value::new(format!("{}.toDecimal()", value.held()), Ty::Number),
        }
    }

    /// As a text, never nothing.
    pub(super) fn words(&self, value: Value) -> Value {
        match value.ty {
            Ty::Text if value.total => value,
            Ty::Text => Value::new(format!("iif({0}.exists(), {0}, '')", value.held()), Ty::Text).total(),
            Ty::Number if value.total => Value::new(format!("{}.toString()", value.held()), Ty::Text).total(),
            Ty::Number => Value::new(format!("iif({0}.exists(), {0}.toString(), '')", value.held()), Ty::Text).total(),
            Ty::Truth => Value::new(format!("iif({}, '1', '')", value.text), Ty::Text).total(),
        }
    }

    /// As a text to be joined with others.
    pub(crate) fn as_words(&self, value: Value) -> String {
        self.words(value).held()
    }

    fn name(&mut self, name: &str, at: usize) -> Option<Value> {
        let (var, suffix) = match self.resolve(name) {
            Some(found) => found,
            None => return self.unknown(name, at),
        };
        match suffix.as_str() {
            "" => Some(value_of(&var)),
            plain if PLAIN.contains(&plain) => Some(value_of(&var)),
            "shown" => self.shown(&var, at),
            "value" | "valueNAOK" => self.weight(&var, at),
            "question" => {
                let text =
                    self.question_of(&var).and_then(|question| question.text.first()).map_or("", |text| text.raw);
                Some(Value::new(quoted(&crate::limesurvey::html::clean(text).plain), Ty::Text).total())
            }
            "type" => {
                let kind = self.question_of(&var).map_or(' ', |question| question.kind);
                Some(Value::new(quoted(&kind.to_string()), Ty::Text).total())
            }
            "mandatory" => {
                let asked = self.question_of(&var).map_or("", |question| question.row.get("mandatory"));
                Some(Value::new(quoted(asked), Ty::Text).total())
            }
            other => self.lose(
                at,
                "variable-attribute",
                format!("« .{other} » de « {name} » est un détail interne de LimeSurvey, sans équivalent."),
                format!("\".{other}\" of \"{name}\" is an inner detail of LimeSurvey with no equivalent."),
            ),
        }
    }

    pub(super) fn question_of(&self, var: &Var) -> Option<&'a Question<'a>> {
        self.survey.question(var.question)
    }

    /// A variable and its suffix.
    pub(super) fn resolve(&self, name: &str) -> Option<(Var, String)> {
        let name = name.strip_prefix("INSERTANS:").unwrap_or(name);
        if let Some(var) = self.names.named(name) {
            return Some((var.clone(), String::new()));
        }
        let (stem, suffix) = name.rsplit_once('.').unwrap_or((name, ""));
        if let Some(this) = self.this
            && (name == "this" || name == "self" || matches!(stem, "this" | "self"))
            && matches!(suffix, "" | "this" | "self" | "NAOK" | "code" | "shown" | "value" | "valueNAOK")
        {
            let suffix = if suffix == name { "" } else { suffix };
            return Some((this.clone(), suffix.to_owned()));
        }
        if let Some(var) = self.names.named(stem) {
            return Some((var.clone(), suffix.to_owned()));
        }
        // `this`, `self`, `self.sq_A` and `that.Q1` are one variable when only one part of the question is meant.
        let name = if stem == "this" || name == "this" { "self" } else { name };
        let parts = self.whole_question(name)?;
        let suffix = if matches!(suffix, "value" | "valueNAOK") { suffix } else { "" };
        match parts.as_slice() {
            [only] => Some((only.clone(), suffix.to_owned())),
            _ => None,
        }
    }

    fn unknown(&mut self, name: &str, at: usize) -> Option<Value> {
        if name.starts_with("TOKEN:") {
            return self.lose(
                at,
                "participant-attribute",
                format!("« {name} » lit une donnée personnelle du participant : les réponses sont anonymes ici."),
                format!("\"{name}\" reads a participant's personal data: answers are anonymous here."),
            );
        }
        if crate::limesurvey::words::OF_THE_PAGE.contains(&name) {
            return self.lose(
                at,
                "placeholder",
                format!("« {name} » est un mot que LimeSurvey remplace sur ses pages ; il n'a pas de sens ici."),
                format!("\"{name}\" is a word that LimeSurvey replaces on its pages; it has no meaning here."),
            );
        }
        let constant = match name {
            "SID" => Some(self.survey.sid.to_owned()),
            "LANG" | "SURVEYLANG" => Some(crate::limesurvey::model::tag(&self.survey.base)),
            "SURVEYNAME" => {
                self.survey.text("surveyls_title").first().map(|text| crate::limesurvey::html::clean(text.raw).plain)
            }
            _ => None,
        };
        if let Some(constant) = constant {
            return Some(Value::new(quoted(&constant), Ty::Text).total());
        }
        self.lose(
            at,
            "unknown-variable",
            format!("« {name} » ne désigne aucune question de l'enquête à une seule réponse."),
            format!("\"{name}\" names no question of the survey with a single answer."),
        )
    }

    /// The label of the answer instead of its code.
    pub(super) fn shown(&mut self, var: &Var, at: usize) -> Option<Value> {
        let path = path_of(var);
        match var.hold {
            Hold::Code => Some(Value::new(format!("{path}.display"), Ty::Text)),
            Hold::OpenCode => {
                Some(Value::new(format!("({path}.ofType(Coding).display | {path}.ofType(string))"), Ty::Text))
            }
            Hold::Ticked => {
                let found = format!("{path}.ofType(Coding).where(code = {}).display", quoted(&var.code));
                Some(Value::new(found, Ty::Text))
            }
            Hold::Flag | Hold::Files | Hold::FileCount => self.lose(
                at,
                "variable-attribute",
                "« .shown » n'a pas d'équivalent pour ce type de question.".to_owned(),
                "\".shown\" has no equivalent for this type of question.".to_owned(),
            ),
            _ => Some(value_of(var)),
        }
    }

    /// The assessment value of the answer, spelled out code by code.
    fn weight(&mut self, var: &Var, at: usize) -> Option<Value> {
        let Some(question) = self.question_of(var) else { return Some(value_of(var)) };
        if !matches!(var.hold, Hold::Code | Hold::OpenCode | Hold::Ticked) || question.answers.is_empty() {
            return Some(value_of(var));
        }
        let scale = if question.kind == '1' { var.part.rsplit('_').next().unwrap_or("0") } else { "0" };
        let weights: Vec<(&str, &str)> = question
            .answers_of(scale)
            .map(|one| (one.code, if one.weight.is_empty() { "0" } else { one.weight }))
            .collect();
        if weights.iter().any(|(_, weight)| weight.parse::<f64>().is_err()) || weights.len() > 100 {
            return self.lose(
                at,
                "variable-attribute",
                "Une valeur d'évaluation n'est pas un nombre.".to_owned(),
                "An assessment value is not a number.".to_owned(),
            );
        }
        let code = value_of(var).held();
        let mut text = "{}".to_owned();
        for (answer, weight) in weights.iter().rev() {
            text = format!("iif({code} = {}, {}, {text})", quoted(answer), literal(weight));
        }
        Some(Value::new(text, Ty::Number))
    }
}
