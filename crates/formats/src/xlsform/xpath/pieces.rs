//! Functions that cut texts and write dates.

use super::{
    functions::whole,
    known::refused,
    model::Ty,
    parse::{Expr, Node},
    translate::{ADD, Out, POSTFIX, Refusal, Said, Translator, quote},
};

impl Translator<'_> {
    pub(super) fn part(&mut self, at: usize, name: &str, text: &Expr, rest: &[Expr]) -> Said {
        let text = self.text_of(text)?;
        let call = match (name, rest) {
            ("substr", [from]) => text.dot(&format!("substring({})", whole(&self.number_of(from)?))),
            ("substr", [from, to]) => {
                let (from, to) = (whole(&self.number_of(from)?), whole(&self.number_of(to)?));
                text.dot(&format!("substring({from}, {to} - ({from}))"))
            }
            ("substring", [from]) => text.dot(&format!("substring({} - 1)", whole(&self.number_of(from)?))),
            ("substring", [from, count]) => {
                let (from, count) = (whole(&self.number_of(from)?), whole(&self.number_of(count)?));
                text.dot(&format!("substring({from} - 1, {count})"))
            }
            ("substring-before" | "substring-after", [part]) => {
                let part = self.text_of(part)?.text;
                let found = text.dot(&format!("indexOf({part})"));
                let cut = if name == "substring-before" {
                    text.dot(&format!("substring(0, {found})"))
                } else {
                    text.dot(&format!("substring({found} + {part}.length())"))
                };
                format!("iif({found} >= 0, {cut}, '')")
            }
            _ => return Err(refused(at, name)),
        };
        Ok(Out::call(call, Ty::Text, false))
    }

    pub(super) fn dated_value(&mut self, at: usize, one: &Expr, ty: Ty, member: &str) -> Said {
        if let Node::Text(text) = &one.node
            && let Some(literal) = super::operators::dated(text, ty)
        {
            return Ok(literal);
        }
        let out = self.translate(one)?;
        match out.ty {
            same if same == ty => Ok(out),
            Ty::Text | Ty::Date | Ty::DateTime => Ok(Out::call(out.dot(member), ty, false)),
            _ => Err(Refusal::new(
                at,
                if ty == Ty::Date { "date" } else { "date-time" },
                "un nombre de jours ne redevient pas une date",
                "a number of days cannot be made a date again",
            )),
        }
    }

    pub(super) fn formatted(&mut self, at: usize, name: &str, date: &Expr, format: &Expr) -> Said {
        let (Node::Text(format), date) = (&format.node, self.translate(date)?) else { return Err(refused(at, name)) };
        if !matches!(date.ty, Ty::Date | Ty::DateTime | Ty::Text) {
            return Err(refused(at, name));
        }
        let whole_text = if date.ty == Ty::Text { date.within(POSTFIX) } else { date.dot("toString()") };
        let mut parts = Vec::new();
        let mut chars = format.chars();
        let mut plain = String::new();
        while let Some(c) = chars.next() {
            if c != '%' {
                plain.push(c);
                continue;
            }
            let cut = match chars.next() {
                Some('Y') => "substring(0, 4)",
                Some('y') => "substring(2, 2)",
                Some('m') => "substring(5, 2)",
                Some('n') => "substring(5, 2).toInteger().toString()",
                Some('d') => "substring(8, 2)",
                Some('e') => "substring(8, 2).toInteger().toString()",
                Some('H') if date.ty == Ty::DateTime => "substring(11, 2)",
                Some('M') if date.ty == Ty::DateTime => "substring(14, 2)",
                Some('S') if date.ty == Ty::DateTime => "substring(17, 2)",
                _ => return Err(refused(at, "format-date-time")),
            };
            if !plain.is_empty() {
                parts.push(quote(&std::mem::take(&mut plain)));
            }
            parts.push(format!("{whole_text}.{cut}"));
        }
        if !plain.is_empty() || parts.is_empty() {
            parts.push(quote(&plain));
        }
        Ok(Out::new(parts.join(" + "), Ty::Text, false, if parts.len() > 1 { ADD } else { POSTFIX }))
    }
}
