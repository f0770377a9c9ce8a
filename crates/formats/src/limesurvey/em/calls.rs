//! Functions of Expression Manager.

use super::{
    Expr, Node,
    compare::{Constant, constant, is_empty},
    quoted,
    translate::{Translator, Ty, Value},
};

/// Functions that exist there and have no equivalent here, with the reason in French and English.
const WITHOUT: &[(&[&str], &str, &str)] = &[
    (
        &["acos", "asin", "atan", "atan2", "cos", "sin", "tan", "stddev"],
        "FHIRPath n'a pas cette fonction mathématique",
        "FHIRPath has no such mathematical function",
    ),
    (
        &["rand", "time", "mktime", "strtotime", "gmdate", "idate", "checkdate"],
        "le hasard et l'horloge de LimeSurvey n'ont pas d'équivalent",
        "LimeSurvey's chance and clock have no equivalent",
    ),
    (
        &["statCount", "statCountIf", "statCountIfString"],
        "elle compte les réponses des autres, ce que les petits effectifs interdisent ici",
        "it counts the answers of other people, which small numbers forbid here",
    ),
    (
        &[
            "addslashes",
            "html_entity_decode",
            "htmlentities",
            "htmlspecialchars",
            "htmlspecialchars_decode",
            "nl2br",
            "number_format",
            "quoted_printable_decode",
            "quoted_printable_encode",
            "quotemeta",
            "sprintf",
            "str_pad",
            "str_repeat",
            "strcasecmp",
            "strcmp",
            "stripos",
            "stripslashes",
            "stristr",
            "strpos",
            "strrev",
            "strstr",
            "ucwords",
            "implodeif",
            "listifop",
            "convert_value",
            "is_nan",
            "getAnswerOptionText",
            "sgqa",
        ],
        "FHIRPath n'a pas cette fonction",
        "FHIRPath has no such function",
    ),
];

impl Translator<'_> {
    pub(super) fn call(&mut self, name: &str, inner: &[Expr], at: usize) -> Option<Value> {
        match name {
            "if" => self.choose(inner, at),
            "is_empty" | "is_null" => self.is_empty(inner, at),
            "count" | "countif" | "countifop" | "sum" | "sumifop" | "min" | "max" | "implode" | "join" | "list"
            | "unique" => self.many(name, inner, at),
            "regexMatch" => self.matches(inner, at),
            "date" => self.date(inner, at),
            "pi" => Some(Value::new("3.14159265358979", Ty::Number).total()),
            _ => match self.simple(name, inner, at) {
                Some(found) => found,
                None => self.without(name, at),
            },
        }
    }

    fn without(&mut self, name: &str, at: usize) -> Option<Value> {
        let known = WITHOUT.iter().find(|(names, _, _)| names.contains(&name));
        let (fr, en) =
            known.map_or(("cette fonction n'est pas connue", "this function is not known"), |(_, fr, en)| (*fr, *en));
        self.lose(at, "function", format!("« {name}() » : {fr}."), format!("\"{name}()\": {en}."))
    }

    pub(super) fn wrong_count<T>(&mut self, name: &str, at: usize) -> Option<T> {
        self.lose(
            at,
            "function-arguments",
            format!("« {name}() » n'a pas le bon nombre de valeurs."),
            format!("\"{name}()\" does not have the right number of values."),
        )
    }

    /// Functions of one value that FHIRPath has too. The outer option: whether it is one.
    fn simple(&mut self, name: &str, inner: &[Expr], at: usize) -> Option<Option<Value>> {
        let (call, takes, gives) = match name {
            "abs" => ("abs()", Ty::Number, Ty::Number),
            "ceil" => ("ceiling()", Ty::Number, Ty::Number),
            "floor" => ("floor()", Ty::Number, Ty::Number),
            "exp" => ("exp()", Ty::Number, Ty::Number),
            "sqrt" => ("sqrt()", Ty::Number, Ty::Number),
            "log" if inner.len() == 2 => ("log", Ty::Number, Ty::Number),
            "log" => ("ln()", Ty::Number, Ty::Number),
            "pow" => ("power", Ty::Number, Ty::Number),
            "round" => ("round", Ty::Number, Ty::Number),
            "intval" | "floatval" => return Some(self.whole(name, inner, at)),
            "fixnum" => ("", Ty::Number, Ty::Number),
            "is_numeric" => ("toDecimal().exists()", Ty::Text, Ty::Truth),
            "is_int" => ("matches('^-?[0-9]+$')", Ty::Text, Ty::Truth),
            "is_float" => ("matches('^-?[0-9]*[.][0-9]+$')", Ty::Text, Ty::Truth),
            "is_string" => ("toDecimal().exists().not()", Ty::Text, Ty::Truth),
            "strlen" => ("length()", Ty::Text, Ty::Number),
            "strtolower" => ("lower()", Ty::Text, Ty::Text),
            "strtoupper" => ("upper()", Ty::Text, Ty::Text),
            "trim" => ("trim()", Ty::Text, Ty::Text),
            "ltrim" => ("replaceMatches('^[ \\\\t\\\\r\\\\n]+', '')", Ty::Text, Ty::Text),
            "rtrim" => ("replaceMatches('[ \\\\t\\\\r\\\\n]+$', '')", Ty::Text, Ty::Text),
            "strip_tags" => ("replaceMatches('<[^>]*>', '')", Ty::Text, Ty::Text),
            "substr" => return Some(self.part(inner, at)),
            "str_replace" => return Some(self.replace(inner, at)),
            _ => return None,
        };
        let most = match name {
            "pow" => 2..=2,
            "log" | "round" => 1..=2,
            _ => 1..=1,
        };
        if !most.contains(&inner.len()) {
            return Some(self.wrong_count(name, at));
        }
        Some(self.apply(call, takes, gives, inner))
    }

    /// `intval` and `floatval`: what is no number is 0.
    fn whole(&mut self, name: &str, inner: &[Expr], at: usize) -> Option<Value> {
        let [one] = inner else { return self.wrong_count(name, at) };
        let value = self.value(one)?;
        let number = self.number(value);
        let cut = if name == "intval" { ".truncate()" } else { "" };
        let text = if number.total {
            format!("{}{cut}", number.held())
        } else {
            format!("iif({0}.exists(), {0}{cut}, 0)", number.held())
        };
        Some(Value::new(text, Ty::Number).total())
    }

    fn apply(&mut self, call: &str, takes: Ty, gives: Ty, inner: &[Expr]) -> Option<Value> {
        let mut values = inner.iter().map(|expr| self.value(expr)).collect::<Vec<_>>().into_iter();
        let first = values.next()??;
        let subject = if takes == Ty::Number { self.number(first) } else { self.words(first) };
        if call.is_empty() {
            return Some(subject);
        }
        let mut text = format!("{}.{call}", subject.held());
        if !call.ends_with(')') {
            let mut rest = Vec::new();
            for value in values {
                let number = self.number(value?);
                rest.push(number.text);
            }
            text.push_str(&format!("({})", rest.join(", ")));
        }
        let value = Value::new(text, gives);
        Some(if subject.total && gives != Ty::Text { value.total() } else { value })
    }

    /// `substr`: from a place, or from as many characters before the end, and so many characters. FHIRPath counts from the
    /// beginning only, so that both numbers must be written out.
    fn part(&mut self, inner: &[Expr], at: usize) -> Option<Value> {
        let (text, from, length) = match inner {
            [text, from] => (text, from, None),
            [text, from, length] => (text, from, Some(length)),
            _ => return self.wrong_count("substr", at),
        };
        let whole = |expr: &Expr| match &expr.node {
            Node::Number(number) => number.parse::<u32>().ok().map(i64::from),
            Node::Negative(inner) => match &inner.node {
                Node::Number(number) => number.parse::<u32>().ok().map(|number| -i64::from(number)),
                _ => None,
            },
            _ => None,
        };
        let (from, length) = (whole(from), length.map(whole));
        let text = self.value(text)?;
        let text = self.words(text).held();
        let (Some(from), None | Some(Some(0..))) = (from, length) else {
            return self.computed_part(at);
        };
        let from = if from < 0 {
            let back = from.unsigned_abs();
            format!("iif({text}.length() > {back}, {text}.length() - {back}, 0)")
        } else {
            from.to_string()
        };
        let length = length.flatten().map_or_else(String::new, |length| format!(", {length}"));
        Some(Value::new(format!("{text}.substring({from}{length})"), Ty::Text))
    }

    fn computed_part<T>(&mut self, at: usize) -> Option<T> {
        self.lose(
            at,
            "function-arguments",
            "Le début et la longueur de « substr() » doivent être des nombres écrits, et la longueur positive."
                .to_owned(),
            "The start and the length of \"substr()\" must be written numbers, and the length positive.".to_owned(),
        )
    }

    fn replace(&mut self, inner: &[Expr], at: usize) -> Option<Value> {
        let [find, by, text] = inner else { return self.wrong_count("str_replace", at) };
        let (find, by, text) = (self.value(find)?, self.value(by)?, self.value(text)?);
        let (find, by, text) = (self.words(find), self.words(by), self.words(text));
        Some(Value::new(format!("{}.replace({}, {})", text.held(), find.text, by.text), Ty::Text).total())
    }

    fn choose(&mut self, inner: &[Expr], at: usize) -> Option<Value> {
        let (test, yes, no) = match inner {
            [test, yes] => (test, yes, None),
            [test, yes, no] => (test, yes, Some(no)),
            _ => return self.wrong_count("if", at),
        };
        let (test, yes) = (self.value(test), self.value(yes));
        let no = no.map_or_else(|| Some(Value::new("''", Ty::Text).total()), |no| self.value(no));
        let (test, yes, no) = (self.truth(test?), yes?, no?);
        let (yes, no) = if yes.ty == no.ty { (yes, no) } else { self.same_type(yes, no) };
        let total = yes.total && no.total;
        let value = Value::new(format!("iif({}, {}, {})", test.text, yes.text, no.text), yes.ty);
        Some(if total { value.total() } else { value })
    }

    /// Two values of one type: `''` beside a number is nothing, else both become texts.
    fn same_type(&self, a: Value, b: Value) -> (Value, Value) {
        let nothing = |value: &Value| value.text == "''";
        match (a.ty, b.ty) {
            (Ty::Number, Ty::Text) if nothing(&b) => (a, Value::new("{}", Ty::Number)),
            (Ty::Text, Ty::Number) if nothing(&a) => (Value::new("{}", Ty::Number), b),
            (Ty::Truth, Ty::Number) | (Ty::Number, Ty::Truth) => (self.number(a), self.number(b)),
            _ => (self.words(a), self.words(b)),
        }
    }

    fn is_empty(&mut self, inner: &[Expr], at: usize) -> Option<Value> {
        let [one] = inner else { return self.wrong_count("is_empty", at) };
        if let Some(var) = self.plain_variable(one) {
            return Some(is_empty(&var));
        }
        let value = self.value(one)?;
        let text = match value.ty {
            Ty::Text => {
                let words = self.words(value);
                format!("{} = ''", words.held())
            }
            Ty::Truth => format!("{}.not()", self.truth(value).held()),
            Ty::Number => format!("{}.exists().not()", value.held()),
        };
        Some(Value::new(text, Ty::Truth).total().loose())
    }

    fn matches(&mut self, inner: &[Expr], at: usize) -> Option<Value> {
        let [pattern, subject] = inner else { return self.wrong_count("regexMatch", at) };
        let Node::Text(pattern) = &pattern.node else {
            return self.lose(
                at,
                "computed-pattern",
                "Le motif de « regexMatch() » doit être écrit tel quel.".to_owned(),
                "The pattern of \"regexMatch()\" must be written out.".to_owned(),
            );
        };
        let Some(pattern) = pattern_of(pattern) else {
            return self.lose(
                at,
                "pattern",
                format!("Le motif « {pattern} » n'est pas entre deux « / » ou a des options sans équivalent."),
                format!("The pattern \"{pattern}\" is not between two \"/\" or has options with no equivalent."),
            );
        };
        let subject = self.value(subject)?;
        let subject = self.words(subject);
        Some(Value::new(format!("{}.matches({})", subject.held(), quoted(&pattern)), Ty::Truth).total())
    }

    fn date(&mut self, inner: &[Expr], at: usize) -> Option<Value> {
        let format = match inner {
            [format] => constant(format),
            _ => None,
        };
        let text = match format {
            Some(Constant::Text("Y-m-d")) => "today().toString()",
            Some(Constant::Text("Y")) => "today().toString().substring(0, 4)",
            Some(Constant::Text("Y-m")) => "today().toString().substring(0, 7)",
            Some(Constant::Text("m")) => "today().toString().substring(5, 2)",
            Some(Constant::Text("d")) => "today().toString().substring(8, 2)",
            _ => {
                return self.lose(
                    at,
                    "function",
                    "« date() » n'a d'équivalent que pour aujourd'hui, aux formats Y-m-d, Y-m, Y, m et d.".to_owned(),
                    "\"date()\" has an equivalent for today only, in the formats Y-m-d, Y-m, Y, m and d.".to_owned(),
                );
            }
        };
        Some(Value::new(text, Ty::Text).total())
    }
}

/// A pattern between slashes without them. FHIRPath has no options: for `i`, each letter is written in both cases.
pub(in crate::limesurvey) fn pattern_of(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = text.strip_prefix('/')?;
    let (pattern, options) = inner.rsplit_once('/')?;
    let pattern = pattern.replace("\\/", "/");
    match options {
        "" | "u" => Some(pattern),
        "i" | "iu" | "ui" => any_case(&pattern),
        _ => None,
    }
}

/// The same pattern for both cases; none when it holds what cannot be rewritten letter by letter.
fn any_case(pattern: &str) -> Option<String> {
    if ["\\p", "\\P", "\\x", "\\u", "(?"].iter().any(|part| pattern.contains(part)) {
        return None;
    }
    let chars: Vec<char> = pattern.chars().collect();
    let mut out = String::new();
    let (mut at, mut class) = (0, false);
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        let after = chars.get(at + 2).copied();
        at += 1;
        match (c, next, after) {
            ('\\', Some(escaped), _) => {
                out.extend([c, escaped]);
                at += 1;
            }
            ('[', ..) if !class => {
                class = true;
                out.push(c);
            }
            (']', ..) => {
                class = false;
                out.push(c);
            }
            (from, Some('-'), Some(to)) if class && from.is_ascii_alphabetic() && to.is_ascii_alphabetic() => {
                out.push_str(&format!("{from}-{to}{}-{}", other_case(from), other_case(to)));
                at += 2;
            }
            (letter, ..) if letter.is_ascii_alphabetic() => {
                let both = format!("{letter}{}", other_case(letter));
                out.push_str(&if class { both } else { format!("[{both}]") });
            }
            (other, ..) => out.push(other),
        }
    }
    Some(out)
}

const fn other_case(letter: char) -> char {
    if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_without_case_is_written_in_both() {
        assert_eq!(pattern_of("/^a[b-d_]\\w{2}$/i").as_deref(), Some("^[aA][b-dB-D_]\\w{2}$"));
        assert_eq!(pattern_of("/a\\/b/").as_deref(), Some("a/b"));
        assert_eq!((pattern_of("/(?=a)/i"), pattern_of("/a/s"), pattern_of("a")), (None, None, None));
    }
}
