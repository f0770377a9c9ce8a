//! The functions of XLSForm that have the same meaning in FHIRPath, and the names of those that have none.

use super::{
    known::refused,
    model::Ty,
    parse::{Expr, Node},
    translate::{ADD, Difference, Out, POSTFIX, Refusal, Said, Translator, negated, quote},
};

impl Translator<'_> {
    pub(super) fn call(&mut self, at: usize, name: &str, arguments: &[Expr]) -> Said {
        match (name, arguments) {
            ("true", []) => Ok(Out::call("true".to_owned(), Ty::Flag, true)),
            ("false", []) => Ok(Out::call("false".to_owned(), Ty::Flag, true)),
            ("today", []) => Ok(Out::call("today()".to_owned(), Ty::Date, true)),
            ("now", []) => Ok(Out::call("now()".to_owned(), Ty::DateTime, true)),
            ("pi", []) => Ok(Out::call("3.14159265358979".to_owned(), Ty::Decimal, true)),
            ("not", [one]) => Ok(negated(&self.condition(one)?)),
            ("boolean", [one]) => self.condition(one),
            ("boolean-from-string", [one]) => {
                let out = self.text_of(one)?;
                Ok(Out::call(format!("({} in ('true' | '1'))", out.within(ADD)), Ty::Flag, false))
            }
            ("if", [condition, yes, no]) => self.either(condition, yes, no),
            ("coalesce", [first, second]) => {
                let (first, second) = (self.translate(first)?, self.translate(second)?);
                let (first, second) = self.alike(first, second);
                let text = format!("iif({}, {}, {})", first.dot("exists()"), first.text, second.text);
                Ok(Out::call(text, first.ty, first.total || second.total))
            }
            ("once", [one]) => {
                self.differences.push(Difference {
                    code: "once",
                    fr: "once() garde la première valeur ; ici elle est recalculée",
                    en: "once() keeps the first value; here it is computed again",
                });
                self.translate(one)
            }
            ("selected", [question, value]) => self.selected(question, value),
            ("selected-at", [question, index]) => {
                let (question, index) = (self.translate(question)?, self.number_of(index)?);
                let text = question.dot(&format!("skip({}).first()", whole(&index)));
                Ok(Out::call(text, question.ty, false))
            }
            ("count-selected" | "count" | "count-non-empty", [one]) => {
                let out = self.translate(one)?;
                Ok(Out::call(out.dot("count()"), Ty::Integer, true))
            }
            ("sum", [one]) => {
                let out = self.translate(one)?;
                let (out, each) = self.numbers(at, out)?;
                Ok(Out::call(out.dot(&format!("aggregate($total + {each}, 0)")), Ty::Decimal, true))
            }
            ("min" | "max", [_, ..]) => self.extreme(at, name, arguments),
            ("concat", [_, ..]) => self.concat(arguments),
            ("join", [separator, rest @ ..]) if !rest.is_empty() => self.join(separator, rest),
            ("indexed-repeat", [question, repeat, index]) => {
                let index = self.number_of(index)?;
                let found = self.element(question).zip(self.element(repeat));
                let (target, repeat) = found.ok_or_else(|| Refusal::path(at))?;
                self.indexed(at, target, repeat, &index)
            }
            ("jr:choice-name", [_, label]) => self.choice_name(at, label),
            ("regex", [text, pattern]) => self.regex(at, text, pattern),
            _ => self.number_or_text(at, name, arguments),
        }
    }

    fn number_or_text(&mut self, at: usize, name: &str, arguments: &[Expr]) -> Said {
        match (name, arguments) {
            ("number", [one]) => self.number_of(one),
            ("int", [one]) => self.member(one, "truncate()", Ty::Integer),
            ("floor", [one]) => self.member(one, "floor()", Ty::Integer),
            ("ceiling", [one]) => self.member(one, "ceiling()", Ty::Integer),
            ("sqrt", [one]) => self.member(one, "sqrt()", Ty::Decimal),
            ("exp", [one]) => self.member(one, "exp()", Ty::Decimal),
            ("log", [one]) => self.member(one, "ln()", Ty::Decimal),
            ("log10", [one]) => self.member(one, "log(10)", Ty::Decimal),
            ("abs", [one]) => {
                let out = self.number_of(one)?;
                Ok(Out::call(out.dot("abs()"), out.ty, out.total))
            }
            ("exp10", [one]) => {
                let out = self.number_of(one)?;
                Ok(Out::call(format!("10.power({})", out.text), Ty::Decimal, false))
            }
            ("pow", [base, power]) => {
                let (base, power) = (self.number_of(base)?, self.number_of(power)?);
                Ok(Out::call(base.dot(&format!("power({})", power.text)), Ty::Decimal, false))
            }
            ("round", [one]) => {
                // XPath rounds halves up, also below zero.
                let out = self.number_of(one)?;
                Ok(Out::call(format!("({} + 0.5).floor()", out.within(ADD)), Ty::Integer, out.total))
            }
            ("round", [one, places]) => {
                let (out, places) = (self.number_of(one)?, self.number_of(places)?);
                Ok(Out::call(out.dot(&format!("round({})", places.text)), Ty::Decimal, out.total))
            }
            ("string", [one]) => self.text_of(one),
            ("string-length", [one]) => {
                let out = self.text_of(one)?;
                Ok(Out::call(format!("({} & '').length()", out.within(ADD)), Ty::Integer, true))
            }
            ("contains" | "starts-with" | "ends-with", [text, part]) => {
                let member = match name {
                    "contains" => "contains",
                    "starts-with" => "startsWith",
                    _ => "endsWith",
                };
                let (text, part) = (self.text_of(text)?, self.text_of(part)?);
                let call = text.dot(&format!("{member}({})", part.text));
                Ok(Out::call(call, Ty::Flag, text.total && part.total))
            }
            ("upper-case", [one]) => self.text_member(one, "upper()"),
            ("lower-case", [one]) => self.text_member(one, "lower()"),
            ("normalize-space", [one]) => self.text_member(one, "trim().replaceMatches('\\\\s+', ' ')"),
            ("substr" | "substring" | "substring-before" | "substring-after", [text, rest @ ..]) => {
                self.part(at, name, text, rest)
            }
            _ => self.dates(at, name, arguments),
        }
    }

    fn dates(&mut self, at: usize, name: &str, arguments: &[Expr]) -> Said {
        match (name, arguments) {
            ("date", [one]) => self.dated_value(at, one, Ty::Date, "toDate()"),
            ("date-time", [one]) => self.dated_value(at, one, Ty::DateTime, "toDateTime()"),
            ("decimal-date-time" | "decimal-date", [one]) => self.number_of(one),
            ("format-date" | "format-date-time", [date, format]) => self.formatted(at, name, date, format),
            _ => Err(refused(at, name)),
        }
    }

    fn member(&mut self, one: &Expr, member: &str, ty: Ty) -> Said {
        let out = self.number_of(one)?;
        Ok(Out::call(out.dot(member), ty, out.total && ty == Ty::Integer))
    }

    pub(super) fn text_of(&mut self, one: &Expr) -> Said {
        let out = self.translate(one)?;
        Ok(self.as_text(out))
    }

    fn text_member(&mut self, one: &Expr, member: &str) -> Said {
        let out = self.text_of(one)?;
        Ok(Out::call(out.dot(member), Ty::Text, out.total))
    }

    fn either(&mut self, condition: &Expr, yes: &Expr, no: &Expr) -> Said {
        let condition = self.condition(condition)?;
        let (yes, no) = (self.translate(yes)?, self.translate(no)?);
        let (yes, no) = self.alike(yes, no);
        let text = format!("iif({}, {}, {})", condition.text, yes.text, no.text);
        Ok(Out::call(text, yes.ty, yes.total && no.total))
    }

    /// Two values of one type. `''` beside another type is the absence of a value.
    fn alike(&mut self, a: Out, b: Out) -> (Out, Out) {
        if a.ty == b.ty {
            return (a, b);
        }
        if a.text == "''" || b.text == "''" {
            let ty = if a.text == "''" { b.ty } else { a.ty };
            let none = |out: Out| {
                if out.text == "''" { Out { text: "{}".to_owned(), ty, total: false, ..out } } else { out }
            };
            return (none(a), none(b));
        }
        if a.ty.is_number() && b.ty.is_number() {
            return (Out { ty: Ty::Decimal, ..a }, Out { ty: Ty::Decimal, ..b });
        }
        let (a, b) = (self.as_text(a), self.as_text(b));
        (Out { ty: Ty::Text, ..a }, Out { ty: Ty::Text, ..b })
    }

    /// A set of values as numbers: the set, and each of it as a number.
    fn numbers(&self, at: usize, out: Out) -> Result<(Out, String), Refusal> {
        match out.ty {
            Ty::Integer | Ty::Decimal => Ok((out, "$this".to_owned())),
            Ty::Text | Ty::Code => Ok((out, "$this.toDecimal()".to_owned())),
            _ => Err(Refusal::unknown(at)),
        }
    }

    fn extreme(&mut self, at: usize, name: &str, arguments: &[Expr]) -> Said {
        let sign = if name == "min" { "<" } else { ">" };
        let mut parts = Vec::new();
        let mut ty = Ty::Integer;
        for argument in arguments {
            let out = self.translate(argument)?;
            if out.ty == Ty::Date && arguments.len() == 1 {
                ty = Ty::Date;
                parts.push(out.text);
                continue;
            }
            let out = if out.one { self.as_number(at, out)? } else { self.numbers(at, out)?.0 };
            ty = if out.ty == Ty::Integer && ty == Ty::Integer { Ty::Integer } else { Ty::Decimal };
            let number = if out.ty.is_text() { out.dot("select($this.toDecimal())") } else { out.within(ADD) };
            parts.push(number);
        }
        let all = if let [one] = parts.as_slice() { one.clone() } else { format!("({})", parts.join(" | ")) };
        let best = format!("iif($total.empty() or $this {sign} $total, $this, $total)");
        Ok(Out::call(format!("{all}.aggregate({best})"), ty, false))
    }

    fn concat(&mut self, arguments: &[Expr]) -> Said {
        let mut parts = Vec::new();
        for argument in arguments {
            let out = self.text_of(argument)?;
            parts.push(if out.one { out.within(ADD) } else { out.dot("join('')") });
        }
        if let [one] = parts.as_slice() {
            parts = vec![one.clone(), "''".to_owned()];
        }
        Ok(Out::new(parts.join(" & "), Ty::Text, true, ADD))
    }

    fn join(&mut self, separator: &Expr, rest: &[Expr]) -> Said {
        let separator = self.text_of(separator)?;
        let mut parts = Vec::new();
        for argument in rest {
            let out = self.translate(argument)?;
            let text = if out.ty.is_text() { out.within(POSTFIX) } else { out.dot("select($this.toString())") };
            parts.push(text);
        }
        // combine(), not a union: a union drops what comes twice.
        let mut all = parts.first().cloned().unwrap_or_default();
        for part in parts.iter().skip(1) {
            all = format!("{all}.combine({part})");
        }
        Ok(Out::call(format!("({all}.join({}) & '')", separator.text), Ty::Text, true))
    }

    fn choice_name(&mut self, at: usize, label: &Expr) -> Said {
        let name = match &label.node {
            Node::Text(text) => text.trim().strip_prefix("${").and_then(|text| text.strip_suffix('}')).map(str::trim),
            Node::Reference { name, .. } => Some(name.as_str()),
            _ => None,
        };
        let out = self.reference(at, name.ok_or_else(|| Refusal::path(at))?, false)?;
        let Some(answers) = out.text.strip_suffix(".code") else {
            return Err(Refusal::new(
                at,
                "jr:choice-name",
                "ce n'est pas une question à choix",
                "this is not a choice",
            ));
        };
        self.differences.push(Difference {
            code: "choice-name",
            fr: "le libellé du choix est celui gardé avec la réponse, dans la langue où elle a été donnée",
            en: "the label of the choice is the one kept with the answer, in the language it was given in",
        });
        Ok(Out { text: format!("{answers}.display"), ty: Ty::Text, strength: POSTFIX, target: None, ..out })
    }

    fn regex(&mut self, at: usize, text: &Expr, pattern: &Expr) -> Said {
        let Node::Text(pattern) = &pattern.node else {
            return Err(Refusal::new(at, "regex", "le motif n'est pas une constante", "the pattern is not a constant"));
        };
        let out = self.text_of(text)?;
        Ok(Out::call(out.dot(&format!("matches({})", quote(&anchored(pattern)))), Ty::Flag, out.total))
    }
}

/// A number as a whole one.
pub(super) fn whole(out: &Out) -> String {
    if out.ty == Ty::Integer { out.within(ADD) } else { out.dot("truncate()") }
}

/// A pattern that must match the whole text.
pub(super) fn anchored(pattern: &str) -> String {
    let begins = pattern.starts_with('^');
    let ends = pattern.ends_with('$') && !pattern.ends_with("\\$");
    // An alternative at the top would let the anchors hold only one of its sides.
    if begins && ends && !pattern.contains('|') { pattern.to_owned() } else { format!("^(?:{pattern})$") }
}
