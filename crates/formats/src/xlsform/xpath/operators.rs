//! Comparisons, with the unanswered and the several treated as XPath treats them.

use super::{
    model::{Role, Ty},
    parse::{Expr, Node, Op},
    translate::{COMPARE, EQUAL, IN, OR, Out, POSTFIX, Refusal, Said, Translator, negated, quote},
};

impl Translator<'_> {
    pub(super) fn comparison(&mut self, at: usize, op: Op, left: &Expr, right: &Expr) -> Said {
        // What is compared stands left, the constant right.
        if is_literal(left) && !is_literal(right) {
            return self.comparison(at, op.mirrored(), right, left);
        }
        if let Node::Text(text) = &right.node {
            let out = self.translate(left)?;
            if text.is_empty() && matches!(op, Op::Equal | Op::Differ) {
                return Ok(unanswered(&out, op));
            }
            if let Some(other) = self.free_answer(&out, text, op) {
                return Ok(other);
            }
        }
        let a = self.translate(left)?;
        let b = self.translate(right)?;
        let (a, b) = self.same_kind(at, op, a, b, right)?;
        let (sign, strength) = match op {
            Op::Equal | Op::Differ => ("=", EQUAL),
            Op::Less => ("<", COMPARE),
            Op::AtMost => ("<=", COMPARE),
            Op::More => (">", COMPARE),
            _ => (">=", COMPARE),
        };
        let differ = op == Op::Differ;
        if !a.one {
            // True when it is true of any of them, as for a set of nodes.
            let sign = if differ { "!=" } else { sign };
            let inner = format!("$this {sign} {}", b.within(strength + 1));
            return Ok(Out::call(a.dot(&format!("where({inner}).exists()")), Ty::Flag, true));
        }
        if !b.one {
            let sign = if differ { "!=" } else { sign };
            let inner = format!("{} {sign} $this", a.within(strength + 1));
            return Ok(Out::call(b.dot(&format!("where({inner}).exists()")), Ty::Flag, true));
        }
        let total = a.total && b.total;
        let plain = |sign: &str| format!("{} {sign} {}", a.within(strength + 1), b.within(strength + 1));
        if differ && total {
            return Ok(Out::new(plain("!="), Ty::Flag, true, EQUAL));
        }
        if differ && b.total {
            let text = format!("{} or {}", a.dot("empty()"), plain("!="));
            return Ok(Out::new(text, Ty::Flag, true, OR));
        }
        let mut equal = Out::new(plain(sign), Ty::Flag, total, strength);
        if matches!(op, Op::Equal | Op::Differ) && !a.total && !b.total {
            let text = format!("{} or {} and {}", equal.text, a.dot("empty()"), b.dot("empty()"));
            equal = Out::new(text, Ty::Flag, false, OR);
        }
        Ok(if differ { negated(&equal) } else { equal })
    }

    /// Both sides as values of one kind, as XPath would make them: flags, then numbers, then texts; dates with dates.
    fn same_kind(&self, at: usize, op: Op, a: Out, b: Out, right: &Expr) -> Result<(Out, Out), Refusal> {
        if let Node::Text(text) = &right.node
            && let Some(literal) = dated(text, a.ty)
        {
            return Ok((a, literal));
        }
        if let (Node::Number(number), Some(code)) = (&right.node, self.code_of_number(&a, right)) {
            let _ = number;
            return Ok((a, Out::text_literal(&code)));
        }
        if a.ty == Ty::Flag || b.ty == Ty::Flag {
            let b = match (&right.node, a.ty) {
                (Node::Text(text), Ty::Flag) => {
                    let truth = matches!(text.as_str(), "true" | "1" | "OK" | "yes");
                    Out::call(truth.to_string(), Ty::Flag, true)
                }
                _ => self.as_flag(b),
            };
            return Ok((self.as_flag(a), b));
        }
        if a.ty == b.ty && !matches!(a.ty, Ty::Unknown) {
            let ordered = !matches!(op, Op::Equal | Op::Differ);
            if !(ordered && a.ty.is_text()) {
                return Ok((a, b));
            }
        }
        if a.ty.is_text() && b.ty.is_text() && matches!(op, Op::Equal | Op::Differ) {
            return Ok((a, b));
        }
        if matches!((a.ty, b.ty), (Ty::Date, Ty::DateTime) | (Ty::DateTime, Ty::Date)) {
            return Err(Refusal::new(
                at,
                "date / dateTime",
                "une date et une date avec heure ne se comparent pas exactement ; mettez date() autour de la seconde",
                "a date and a date with time do not compare exactly; put date() around the latter",
            ));
        }
        Ok((self.as_number(at, a)?, self.as_number(at, b)?))
    }

    /// The code of a choice that a number means: `${q} = 1` with a choice `1`.
    pub(super) fn code_of_number(&self, out: &Out, literal: &Expr) -> Option<String> {
        let Node::Number(number) = &literal.node else { return None };
        if out.ty != Ty::Code {
            return None;
        }
        let Role::Value { list: Some(list), .. } = self.model.field(out.target?)?.role else { return None };
        let wanted: f64 = number.parse().ok()?;
        let same = |code: &&String| code.parse::<f64>().is_ok_and(|code| code == wanted);
        self.model.lists.get(list)?.codes.iter().find(same).cloned()
    }

    /// `= 'other'` where "other" is the free answer of an open choice.
    fn free_answer(&self, out: &Out, text: &str, op: Op) -> Option<Out> {
        let Role::Value { list: Some(list), open: true, .. } = self.model.field(out.target?)?.role else { return None };
        let listed = self.model.lists.get(list)?.codes.iter().any(|code| code == text);
        if text != "other" || listed || !matches!(op, Op::Equal | Op::Differ) {
            return None;
        }
        let free = Out::call(free_text(out), Ty::Flag, true);
        Some(if op == Op::Differ { negated(&free) } else { free })
    }

    /// `selected(${q}, 'a')`.
    pub(super) fn selected(&mut self, question: &Expr, value: &Expr) -> Said {
        let question = self.translate(question)?;
        if let Node::Text(text) = &value.node {
            if let Some(free) = self.free_answer(&question, text, Op::Equal) {
                return Ok(free);
            }
            if question.ty == Ty::Code {
                let text = format!("{} in {}", quote(text), question.within(IN + 1));
                return Ok(Out::new(text, Ty::Flag, true, IN));
            }
        }
        let code = self.code_of_number(&question, value);
        let value = match code {
            Some(code) => Out::text_literal(&code),
            None => {
                let value = self.translate(value)?;
                self.as_text(value)
            }
        };
        if question.ty == Ty::Code {
            let text = format!("{} in {}", value.within(IN + 1), question.within(IN + 1));
            return Ok(Out::new(text, Ty::Flag, value.total, IN));
        }
        // A text holds its choices one after the other, blanks between them.
        let question = self.as_text(question);
        let padded = |out: &Out| format!("(' ' & {} & ' ')", out.within(POSTFIX));
        Ok(Out::call(format!("{}.contains{}", padded(&question), padded(&value)), Ty::Flag, true))
    }
}

/// Whether somebody wrote something else than a choice.
fn free_text(out: &Out) -> String {
    let answers = out.text.strip_suffix(".code").unwrap_or(&out.text);
    format!("{answers}.ofType(string).exists()")
}

/// `= ''` and `!= ''`.
fn unanswered(out: &Out, op: Op) -> Out {
    let member = if op == Op::Equal { "empty()" } else { "exists()" };
    if out.target.is_some() || out.ty != Ty::Text {
        return Out::call(out.dot(member), Ty::Flag, true);
    }
    let sign = if op == Op::Equal { "=" } else { "!=" };
    Out::new(format!("({} & '') {sign} ''", out.text), Ty::Flag, true, EQUAL)
}

fn is_literal(expr: &Expr) -> bool {
    matches!(expr.node, Node::Text(_) | Node::Number(_))
}

/// A text that is a date or a time, compared with one.
pub(super) fn dated(text: &str, ty: Ty) -> Option<Out> {
    let text = text.trim();
    let literal = match ty {
        Ty::Date if is_date(text) => format!("@{text}"),
        Ty::DateTime if text.get(..10).is_some_and(is_date) && text.as_bytes().get(10) == Some(&b'T') => {
            format!("@{text}")
        }
        Ty::Time if text.len() >= 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.') => {
            format!("@T{text}")
        }
        _ => return None,
    };
    Some(Out::call(literal, ty, true))
}

/// Whether a text is a day as FHIR writes them.
pub(crate) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits =
        |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u8>().ok()).unwrap_or(0);
    bytes.len() == 10
        && digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
        && (1..=12).contains(&number(5..7))
        && (1..=31).contains(&number(8..10))
}
