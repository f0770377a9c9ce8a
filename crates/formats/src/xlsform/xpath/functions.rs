//! The functions of XLSForm that have the same meaning in FHIRPath, and the names of those that have none.

use super::{
    model::Ty,
    parse::{Expr, Node},
    translate::{ADD, Difference, Out, POSTFIX, Refusal, Said, Translator, negated, quote},
};
use crate::xlsform::words::nearest;

/// Functions that clients know and that have no translation, with the reason.
const WITHOUT: &[(&str, &str, &str)] = &[
    ("pulldata", "les données sont dans un autre fichier", "the data are in another file"),
    ("instance", "les données sont dans un autre fichier", "the data are in another file"),
    ("search", "les choix sont dans un autre fichier", "the choices are in another file"),
    ("random", "le hasard ne se rejoue pas à l'identique", "chance cannot be replayed"),
    ("uuid", "le hasard ne se rejoue pas à l'identique", "chance cannot be replayed"),
    ("randomize", "le hasard ne se rejoue pas à l'identique", "chance cannot be replayed"),
    ("position", "le rang dans une répétition n'existe pas en FHIRPath", "FHIRPath has no rank in a repeat"),
    (
        "property",
        "ce que l'appareil sait de la personne n'est jamais lu",
        "what the device knows of the person is never read",
    ),
    ("enclosed-area", "les positions ne sont pas reprises", "positions are not carried over"),
    ("area", "les positions ne sont pas reprises", "positions are not carried over"),
    ("distance", "les positions ne sont pas reprises", "positions are not carried over"),
    ("geofence", "les positions ne sont pas reprises", "positions are not carried over"),
    ("digest", "pas d'équivalent", "no equivalent"),
    ("hash", "pas d'équivalent", "no equivalent"),
    ("base64-decode", "pas d'équivalent", "no equivalent"),
    ("extract-signed", "pas d'équivalent", "no equivalent"),
    ("checklist", "pas d'équivalent", "no equivalent"),
    ("weighted-checklist", "pas d'équivalent", "no equivalent"),
    ("translate", "pas d'équivalent", "no equivalent"),
    ("id", "pas d'équivalent", "no equivalent"),
    ("jr:itext", "pas d'équivalent", "no equivalent"),
    ("itext", "pas d'équivalent", "no equivalent"),
    ("version", "la version n'est pas lisible dans une expression", "the version cannot be read in an expression"),
    ("sin", "pas d'équivalent", "no equivalent"),
    ("cos", "pas d'équivalent", "no equivalent"),
    ("tan", "pas d'équivalent", "no equivalent"),
    ("asin", "pas d'équivalent", "no equivalent"),
    ("acos", "pas d'équivalent", "no equivalent"),
    ("atan", "pas d'équivalent", "no equivalent"),
    ("atan2", "pas d'équivalent", "no equivalent"),
    ("last", "pas d'équivalent", "no equivalent"),
    ("current", "pas d'équivalent ici", "no equivalent here"),
    ("depend", "pas d'équivalent", "no equivalent"),
    ("local-name", "pas d'équivalent", "no equivalent"),
    ("name", "pas d'équivalent", "no equivalent"),
    ("format-date-time", "ce format n'a pas d'équivalent", "this format has no equivalent"),
    ("intersects", "les positions ne sont pas reprises", "positions are not carried over"),
];

/// Functions that are translated.
const WITH: &[&str] = &[
    "selected",
    "not",
    "if",
    "count",
    "sum",
    "min",
    "max",
    "concat",
    "round",
    "int",
    "number",
    "string",
    "string-length",
    "regex",
    "today",
    "now",
    "coalesce",
    "once",
    "indexed-repeat",
    "jr:choice-name",
    "true",
    "false",
    "boolean",
    "boolean-from-string",
    "contains",
    "starts-with",
    "ends-with",
    "substr",
    "substring",
    "substring-before",
    "substring-after",
    "normalize-space",
    "upper-case",
    "lower-case",
    "join",
    "selected-at",
    "count-selected",
    "count-non-empty",
    "date",
    "date-time",
    "format-date",
    "decimal-date-time",
    "decimal-date",
    "floor",
    "ceiling",
    "abs",
    "pow",
    "sqrt",
    "exp",
    "exp10",
    "log",
    "log10",
    "pi",
];

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

    fn text_of(&mut self, one: &Expr) -> Said {
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
    fn numbers(&mut self, at: usize, out: Out) -> Result<(Out, String), Refusal> {
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

    fn part(&mut self, at: usize, name: &str, text: &Expr, rest: &[Expr]) -> Said {
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

    fn dated_value(&mut self, at: usize, one: &Expr, ty: Ty, member: &str) -> Said {
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

    fn formatted(&mut self, at: usize, name: &str, date: &Expr, format: &Expr) -> Said {
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

/// A number as a whole one.
fn whole(out: &Out) -> String {
    if out.ty == Ty::Integer { out.within(ADD) } else { out.dot("truncate()") }
}

/// A pattern that must match the whole text.
pub(super) fn anchored(pattern: &str) -> String {
    let begins = pattern.starts_with('^');
    let ends = pattern.ends_with('$') && !pattern.ends_with("\\$");
    // An alternative at the top would let the anchors hold only one of its sides.
    if begins && ends && !pattern.contains('|') { pattern.to_owned() } else { format!("^(?:{pattern})$") }
}

fn refused(at: usize, name: &str) -> Refusal {
    if let Some((_, fr, en)) = WITHOUT.iter().find(|(known, _, _)| *known == name) {
        return Refusal::new(at, &format!("{name}()"), fr, en);
    }
    if WITH.contains(&name) {
        let text = format!("{name}()");
        return Refusal::new(
            at,
            &text,
            "elle n'a pas ici le nombre d'arguments ou le type attendus",
            "it does not have the number of arguments or the type expected here",
        );
    }
    Refusal::new(at, &format!("{name}()"), "cette fonction n'existe pas", "there is no such function")
}

/// The nearest function to one that nobody knows; none when the function is known.
pub(crate) fn unknown_function(name: &str) -> Option<Option<&'static str>> {
    let known = || WITH.iter().copied().chain(WITHOUT.iter().map(|(name, _, _)| *name));
    if known().any(|one| one == name) { None } else { Some(nearest(name, known())) }
}
