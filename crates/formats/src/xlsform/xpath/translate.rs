//! From the tree to FHIRPath. Every piece knows what it is worth, whether it can be empty, and how strongly it binds.

use std::collections::BTreeSet;

use super::{
    model::{Model, Ty},
    parse::{Expr, Node, Op},
};

/// How strongly a piece of FHIRPath holds together.
pub(super) const OR: u8 = 1;
pub(super) const AND: u8 = 2;
pub(super) const IN: u8 = 3;
pub(super) const EQUAL: u8 = 4;
pub(super) const COMPARE: u8 = 5;
pub(super) const ADD: u8 = 8;
pub(super) const MULTIPLY: u8 = 9;
pub(super) const UNARY: u8 = 10;
pub(super) const POSTFIX: u8 = 11;

/// A translated piece.
#[derive(Debug, Clone)]
pub(crate) struct Out {
    pub(crate) text: String,
    pub(crate) ty: Ty,
    /// Never empty.
    pub(crate) total: bool,
    /// At most one value.
    pub(crate) one: bool,
    pub(super) strength: u8,
    /// The element it is the answer of.
    pub(super) target: Option<usize>,
}

/// Why an expression has no translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The byte of the expression.
    pub(crate) at: usize,
    /// The function or construct.
    pub(crate) what: String,
    pub(crate) fr: String,
    pub(crate) en: String,
}

/// A translation or a refusal.
pub(super) type Said = Result<Out, Refusal>;

/// A difference that remains between what was written and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) code: &'static str,
    pub(crate) fr: &'static str,
    pub(crate) en: &'static str,
}

/// The columns of a choice, for filters.
pub(crate) type ChoiceColumns<'m> = &'m dyn Fn(&str) -> Option<String>;

/// Translates the expressions of one element.
pub(crate) struct Translator<'m> {
    pub(super) model: &'m Model,
    /// The element the expression belongs to.
    pub(super) holder: usize,
    /// The element `.` is the answer of, in constraints.
    pub(super) itself: Option<usize>,
    pub(super) choice: Option<ChoiceColumns<'m>>,
    /// The repeats whose present round is spoken of: each needs its variable.
    pub(crate) rounds: BTreeSet<usize>,
    /// What remains different.
    pub(crate) differences: Vec<Difference>,
}

impl Refusal {
    pub(super) fn new(at: usize, what: &str, fr: &str, en: &str) -> Self {
        Self { at, what: what.to_owned(), fr: fr.to_owned(), en: en.to_owned() }
    }

    pub(super) fn path(at: usize) -> Self {
        Self::new(
            at,
            "/",
            "ce chemin ne mène à aucun élément du formulaire",
            "this path leads to no element of the form",
        )
    }

    pub(super) fn unknown(at: usize) -> Self {
        Self::new(at, "?", "cette expression n'a pas de valeur", "this expression has no value")
    }
}

impl Out {
    pub(super) fn new(text: String, ty: Ty, total: bool, strength: u8) -> Self {
        Self { text, ty, total, one: true, strength, target: None }
    }

    /// A call or a member: binds strongest.
    pub(super) fn call(text: String, ty: Ty, total: bool) -> Self {
        Self::new(text, ty, total, POSTFIX)
    }

    pub(super) fn text_literal(text: &str) -> Self {
        Self::call(quote(text), Ty::Text, true)
    }

    /// The text, in brackets when it binds less strongly than what is around it.
    pub(super) fn within(&self, strength: u8) -> String {
        if self.strength >= strength { self.text.clone() } else { format!("({})", self.text) }
    }

    /// The text with a member after it.
    pub(super) fn dot(&self, member: &str) -> String {
        format!("{}.{member}", self.within(POSTFIX))
    }
}

/// A text of FHIRPath.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out.push('\'');
    out
}

impl<'m> Translator<'m> {
    /// A translator for the expressions of an element.
    pub(crate) fn new(model: &'m Model, holder: usize) -> Self {
        Self { model, holder, itself: None, choice: None, rounds: BTreeSet::new(), differences: Vec::new() }
    }

    /// `.` is the element's own answer.
    pub(crate) fn about_itself(mut self) -> Self {
        self.itself = Some(self.holder);
        self
    }

    /// Bare names are columns of a choice.
    pub(crate) fn with_choice(mut self, choice: ChoiceColumns<'m>) -> Self {
        self.choice = Some(choice);
        self
    }

    /// Any expression.
    pub(crate) fn translate(&mut self, expr: &Expr) -> Said {
        match &expr.node {
            Node::Number(number) => Ok(number_literal(number)),
            Node::Text(text) => Ok(Out::text_literal(text)),
            Node::Reference { name, last_saved } => self.reference(expr.at, name, *last_saved),
            Node::Path(start, steps) => self.written_path(expr.at, start, steps),
            Node::Negative(inner) => {
                let out = self.number_of(inner)?;
                // Some engines take the sign before a path for one that cannot be: a difference is sure.
                Ok(match inner.node {
                    Node::Number(_) => Out::new(format!("-{}", out.text), out.ty, true, UNARY),
                    _ => Out::new(format!("0 - {}", out.within(MULTIPLY)), out.ty, out.total, ADD),
                })
            }
            Node::Binary(op, left, right) => self.binary(expr.at, *op, left, right),
            Node::Call(name, arguments) => self.call(expr.at, name, arguments),
        }
    }

    /// The answer to `${name}` as it is quoted in a text: the label of a choice, else the value.
    pub(crate) fn quoted_answer(&mut self, name: &str) -> Result<String, Refusal> {
        let (name, last_saved) = match name.strip_prefix("last-saved#") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let out = self.reference(0, name, last_saved)?;
        if out.ty == Ty::Unknown {
            return Err(Refusal::new(0, name, "cet élément n'a pas de texte", "this element has no text"));
        }
        // What ODK puts in is the code; a person reads the label.
        let out = match out.text.strip_suffix(".code") {
            Some(answers) => Out { text: format!("{answers}.display"), ..out },
            None if out.ty.is_text() => out,
            None => Out { text: out.dot("select($this.toString())"), ..out },
        };
        Ok(if out.one { out.within(ADD) } else { out.dot("join(', ')") })
    }

    /// An expression as a condition.
    pub(crate) fn condition(&mut self, expr: &Expr) -> Said {
        let out = self.translate(expr)?;
        Ok(self.as_flag(out))
    }

    fn binary(&mut self, at: usize, op: Op, left: &Expr, right: &Expr) -> Said {
        match op {
            Op::And | Op::Or => {
                let (word, strength) = if op == Op::And { ("and", AND) } else { ("or", OR) };
                let left = self.condition(left)?;
                let right = self.condition(right)?;
                let text = format!("{} {word} {}", left.within(strength), right.within(strength + 1));
                Ok(Out::new(text, Ty::Flag, left.total && right.total, strength))
            }
            Op::Plus | Op::Minus | Op::Times | Op::Div | Op::Mod => {
                let left = self.number_of(left)?;
                let right = self.number_of(right)?;
                let (sign, strength) = match op {
                    Op::Plus => ("+", ADD),
                    Op::Minus => ("-", ADD),
                    Op::Times => ("*", MULTIPLY),
                    Op::Div => ("/", MULTIPLY),
                    _ => ("mod", MULTIPLY),
                };
                let whole = op != Op::Div && left.ty == Ty::Integer && right.ty == Ty::Integer;
                let total = left.total && right.total && !matches!(op, Op::Div | Op::Mod);
                let text = format!("{} {sign} {}", left.within(strength), right.within(strength + 1));
                Ok(Out::new(text, if whole { Ty::Integer } else { Ty::Decimal }, total, strength))
            }
            Op::Union => {
                Err(Refusal::new(at, "|", "l'union de chemins ne se traduit pas", "unions of paths are not translated"))
            }
            _ => self.comparison(at, op, left, right),
        }
    }

    /// An expression as a number.
    pub(super) fn number_of(&mut self, expr: &Expr) -> Said {
        let at = expr.at;
        let out = self.translate(expr)?;
        self.as_number(at, out)
    }

    /// A value as a number. A text that is none becomes empty.
    pub(super) fn as_number(&self, at: usize, out: Out) -> Said {
        Ok(match out.ty {
            Ty::Integer | Ty::Decimal => out,
            Ty::Flag => Out::call(format!("iif({}, 1, 0)", out.text), Ty::Integer, true),
            Ty::Date => days(&out),
            Ty::Text | Ty::Code => Out::call(out.dot("toDecimal()"), Ty::Decimal, false),
            Ty::DateTime | Ty::Time => {
                return Err(Refusal::new(
                    at,
                    "number",
                    "une heure dans un calcul ne se traduit pas ; utilisez des dates",
                    "a time in a sum has no translation; use dates",
                ));
            }
            Ty::Unknown => return Err(Refusal::unknown(at)),
        })
    }

    /// A value as a text. An empty one stays empty.
    pub(super) fn as_text(&mut self, out: Out) -> Out {
        if out.ty.is_text() {
            return out;
        }
        if out.ty == Ty::Decimal && out.target.is_none() {
            self.differences.push(Difference {
                code: "number-as-text",
                fr: "un nombre décimal devenu texte garde ses zéros (5.0 et non 5)",
                en: "a decimal number made a text keeps its zeros (5.0 and not 5)",
            });
        }
        Out { text: out.dot("toString()"), ty: Ty::Text, strength: POSTFIX, target: None, ..out }
    }

    /// A value as a flag: a number that is not zero, a text that is not empty, an answer that was given.
    pub(super) fn as_flag(&self, out: Out) -> Out {
        match out.ty {
            Ty::Flag => out,
            Ty::Integer | Ty::Decimal => Out::new(format!("{} != 0", out.within(COMPARE)), Ty::Flag, out.total, EQUAL),
            Ty::Text if out.target.is_none() => {
                Out::new(format!("({} & '') != ''", out.within(ADD)), Ty::Flag, true, EQUAL)
            }
            _ => Out::call(out.dot("exists()"), Ty::Flag, true),
        }
    }
}

/// The opposite of a condition, true of an empty one.
pub(super) fn negated(out: &Out) -> Out {
    if out.total {
        Out::call(out.dot("not()"), Ty::Flag, true)
    } else {
        Out::call(format!("iif({}, false, true)", out.text), Ty::Flag, true)
    }
}

fn number_literal(text: &str) -> Out {
    let mut text = text.to_owned();
    if text.starts_with('.') {
        text.insert(0, '0');
    }
    if text.ends_with('.') {
        text.pop();
    }
    let ty = if text.contains('.') { Ty::Decimal } else { Ty::Integer };
    Out::call(text, ty, true)
}

/// The number of a day since 1970, by the rule of the civil calendar (a leap year every four years: 1901 to 2099).
fn days(date: &Out) -> Out {
    let part = |from: u8, count: u8| format!("substring({from}, {count}).toInteger()");
    let (year, month, day) = (part(0, 4), part(5, 2), part(8, 2));
    let text = format!(
        "{}.select(367 * {year} - (7 * ({year} + ({month} + 9) div 12)) div 4 + (275 * {month}) div 9 + {day} - 719559)",
        date.dot("toString()")
    );
    Out { text, ty: Ty::Integer, strength: POSTFIX, target: None, ..date.clone() }
}
