//! Invented questionnaires: every type, nested and repeated groups, conditions of both kinds, and expressions drawn from
//! a grammar that uses the whole language of the compiled form.

use serde_json::{Value, json};

use super::{
    dice::Dice,
    values::{WORDS, name_of, plain},
};

#[path = "stated.rs"]
mod stated;
pub use stated::reference;

struct Question {
    link_id: String,
    path: String,
    kind: &'static str,
    number: usize,
}

pub struct Maker<'d> {
    pub dice: &'d mut Dice,
    questions: Vec<Question>,
    count: usize,
    variables: Vec<(&'static str, String)>,
}

const KINDS: [&str; 14] = [
    "boolean",
    "decimal",
    "integer",
    "date",
    "dateTime",
    "time",
    "string",
    "text",
    "choice",
    "open-choice",
    "quantity",
    "url",
    "attachment",
    "reference",
];

pub fn form(dice: &mut Dice) -> Value {
    let mut maker = Maker { dice, questions: Vec::new(), count: 0, variables: Vec::new() };
    let width = 3 + maker.dice.roll(6);
    let mut items: Vec<Value> = (0..width).map(|_| maker.item("%resource", 0)).collect();
    let mut extension = Vec::new();
    for _ in 0..maker.dice.roll(3) {
        let (kind, source) = maker.expression(3);
        let name = format!("v{}", extension.len());
        extension.push(expression("http://hl7.org/fhir/StructureDefinition/variable", &source, Some(&name)));
        maker.variables.push((kind, name));
    }
    // Calculated items stand at the end and look at what stands before them, so that there is no circle.
    for _ in 0..2 + maker.dice.roll(6) {
        let (kind, source) = maker.expression(4);
        let (link_id, number) = maker.name("calc");
        let url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
        let fhir = match kind {
            "number" => *maker.dice.pick(&["decimal", "integer", "quantity"]),
            "text" => "string",
            "flag" => "boolean",
            "amount" => "quantity",
            _ => "date",
        };
        let repeats = maker.dice.one_in(4);
        let extension = [expression(url, &source, None)];
        let mut item = json!({ "linkId": link_id, "type": fhir, "repeats": repeats, "extension": extension });
        stated::limits(&mut item, fhir, maker.dice);
        items.push(item);
        let path = format!("%resource.item.where(linkId='{link_id}')");
        maker.questions.push(Question { link_id, path, kind: fhir, number });
    }
    json!({ "resourceType": "Questionnaire", "contained": stated::lists(), "extension": extension, "item": items })
}

fn expression(url: &str, source: &str, name: Option<&str>) -> Value {
    json!({ "url": url, "valueExpression": { "name": name, "language": "text/fhirpath", "expression": source } })
}

impl Maker<'_> {
    fn name(&mut self, stem: &str) -> (String, usize) {
        self.count += 1;
        (format!("{stem}{}", self.count), self.count)
    }

    fn item(&mut self, above: &str, depth: usize) -> Value {
        if depth < 3 && self.dice.one_in(4) {
            let (link_id, _) = self.name("g");
            let path = format!("{above}.item.where(linkId='{link_id}')");
            let conditions = self.conditions();
            let width = 1 + self.dice.roll(4);
            let inside: Vec<Value> = (0..width).map(|_| self.item(&path, depth + 1)).collect();
            let mut out = json!({ "linkId": link_id, "type": "group", "repeats": self.dice.one_in(2), "item": inside });
            if self.dice.one_in(3) {
                let source = self.flag(2);
                stated::rule(&mut out, &link_id, &source);
            }
            self.enable(&mut out, conditions);
            return out;
        }
        let kind = *self.dice.pick(&KINDS);
        let (link_id, number) = self.name("q");
        let conditions = self.conditions();
        let mut out = json!({ "linkId": link_id, "type": kind, "repeats": self.dice.one_in(5) });
        if kind.ends_with("choice") {
            out["repeats"] = json!(self.dice.one_in(2));
            let options: Vec<Value> = (0..1 + self.dice.roll(4)).map(|rank| self.option(number, rank)).collect();
            match self.dice.one_in(4) {
                true => out["answerValueSet"] = json!(stated::list(self.dice)),
                false => out["answerOption"] = options.into(),
            }
        } else if self.dice.one_in(6) {
            // A repeating question may begin with more answers than it accepts.
            let count = if out["repeats"] == json!(true) { 1 + self.dice.roll(4) } else { 1 };
            let initial = (0..count).filter_map(|_| plain(kind, self.dice));
            let initial: Vec<Value> =
                initial.map(|value| json!({ format!("value{}", name_of(kind)): value })).collect();
            out["initial"] = initial.into();
        }
        if self.dice.one_in(8) {
            let source = self.flag(2);
            out["extension"] = json!([{ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint", "extension": [
                { "url": "key", "valueId": format!("k{number}") }, { "url": "severity", "valueCode": "error" },
                { "url": "human", "valueString": "no" }, { "url": "expression", "valueString": source }] }]);
        }
        let path = format!("{above}.item.where(linkId='{link_id}')");
        stated::limits(&mut out, kind, self.dice);
        if kind.ends_with("choice") && self.dice.one_in(3) {
            for _ in 0..1 + self.dice.roll(2) {
                let source = self.flag(2);
                stated::toggle(&mut out, &source, self.dice);
            }
        } else if kind.ends_with("choice") && self.dice.one_in(4) {
            let source = self.answers(&["choice", "open-choice", "string"]);
            stated::computed(&mut out, &source);
            if let Some(fields) = out.as_object_mut().filter(|_| self.dice.one_in(2)) {
                fields.remove("answerOption");
            }
        }
        if kind != "text" && self.dice.one_in(8) {
            let inside: Vec<Value> = (0..2).map(|_| self.item(&format!("{path}.answer"), 3)).collect();
            out["item"] = inside.into();
        }
        self.enable(&mut out, conditions);
        self.questions.push(Question { link_id, path, kind, number });
        out
    }

    fn option(&mut self, number: usize, rank: usize) -> Value {
        let mut coding = json!({ "system": format!("urn:s{}", number % 2), "code": format!("c{rank}"), "display": format!("Réponse {rank}") });
        if self.dice.one_in(2) {
            coding["extension"] =
                json!([{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": rank }]);
        }
        let mut option = json!({ "valueCoding": coding, "initialSelected": self.dice.one_in(12) });
        if self.dice.one_in(5) {
            stated::alone(&mut option);
        }
        option
    }

    fn conditions(&mut self) -> Vec<Value> {
        let mut out = Vec::new();
        if self.questions.is_empty() || !self.dice.one_in(3) {
            return out;
        }
        for _ in 0..1 + self.dice.roll(2) {
            let at = self.dice.roll(self.questions.len());
            let (kind, link_id) = (self.questions[at].kind, self.questions[at].link_id.clone());
            let operator = *self.dice.pick(&["exists", "=", "!=", ">", "<", ">=", "<="]);
            let (name, value) = match kind {
                _ if operator == "exists" => ("Boolean", json!(self.dice.one_in(2))),
                "choice" | "open-choice" => {
                    ("Coding", json!({ "system": "urn:s0", "code": format!("c{}", self.dice.roll(3)) }))
                }
                other => match plain(other, self.dice) {
                    Some(value) => (name_of(other), value),
                    None => ("Boolean", json!(true)),
                },
            };
            out.push(json!({ "question": link_id, "operator": operator, format!("answer{name}"): value }));
        }
        out
    }

    fn enable(&mut self, item: &mut Value, conditions: Vec<Value>) {
        if !conditions.is_empty() {
            item["enableBehavior"] = json!(*self.dice.pick(&["any", "all"]));
            item["enableWhen"] = conditions.into();
        } else if !self.questions.is_empty() && self.dice.one_in(6) {
            let number = item["linkId"].as_str().unwrap_or("").trim_start_matches(['q', 'g']).parse().unwrap_or(0);
            let before: Vec<Question> = self.questions.extract_if(.., |question| question.number >= number).collect();
            let source = self.flag(2);
            self.questions.extend(before);
            let url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
            let mut all = item["extension"].as_array().cloned().unwrap_or_default();
            all.push(expression(url, &source, None));
            item["extension"] = all.into();
        }
    }

    fn expression(&mut self, depth: usize) -> (&'static str, String) {
        match self.dice.roll(9) {
            8 => ("amount", self.amount(depth)),
            0 | 4 => ("text", self.text(depth)),
            1 | 5 => ("flag", self.flag(depth)),
            2 | 6 => ("moment", self.moment(depth)),
            _ => ("number", self.number(depth)),
        }
    }

    /// The answers of a question of some kinds, by one of the ways people write it.
    fn answers(&mut self, kinds: &[&str]) -> String {
        let found: Vec<usize> =
            (0..self.questions.len()).filter(|at| kinds.contains(&self.questions[*at].kind)).collect();
        if found.is_empty() {
            return "{}".to_owned();
        }
        let question = &self.questions[*self.dice.pick(&found)];
        let (path, link_id) = (question.path.clone(), question.link_id.clone());
        match self.dice.roll(5) {
            0 => format!("%resource.descendants().where(linkId='{link_id}').answer.value"),
            1 => format!("%resource.repeat(item | answer.item).where(linkId = '{link_id}').answer.value"),
            2 => format!("{path}.where(answer.exists()).answer.value"),
            _ => format!("{path}.answer.value"),
        }
    }

    fn variable(&mut self, kind: &str) -> Option<String> {
        let found: Vec<&String> = self.variables.iter().filter(|(of, _)| *of == kind).map(|(_, name)| name).collect();
        if found.is_empty() || !self.dice.one_in(4) { None } else { Some(format!("%{}", self.dice.pick(&found))) }
    }

    fn number(&mut self, depth: usize) -> String {
        if let Some(variable) = self.variable("number") {
            return variable;
        }
        let numbers = ["integer", "decimal"];
        if depth == 0 {
            return match self.dice.roll(4) {
                0 => format!("{}", self.dice.roll(20)),
                1 => format!("{}.{}", self.dice.roll(30), self.dice.roll(100)),
                2 => self.answers(&["choice", "open-choice"]) + ".weight().sum()",
                _ => self.answers(&numbers) + ".first()",
            };
        }
        match self.dice.roll(13) {
            12 => format!("({}).value", self.amount(depth - 1)),
            0..=3 => {
                let op = *self.dice.pick(&["+", "-", "*", "/", "div", "mod"]);
                format!("({} {op} {})", self.number(depth - 1), self.number(depth - 1))
            }
            4 => format!(
                "{}.{}()",
                self.answers(&numbers),
                self.dice.pick(&["sum", "min", "max", "avg", "count", "last"])
            ),
            5 => format!(
                "({}).{}",
                self.number(depth - 1),
                self.dice.pick(&["abs()", "ceiling()", "floor()", "round(1)", "truncate()", "power(2)", "round(0)"])
            ),
            6 => format!("iif({}, {}, {})", self.flag(depth - 1), self.number(depth - 1), self.number(depth - 1)),
            7 => format!("({}).length()", self.text(depth - 1)),
            8 => format!("{}.where($this > {}).count()", self.answers(&numbers), self.number(0)),
            9 => format!("{}.select($this + $index).sum()", self.answers(&numbers)),
            10 => format!("{}.aggregate($this + $total, 0)", self.answers(&numbers)),
            _ => format!("({}).toString().toInteger()", self.number(depth - 1)),
        }
    }

    fn text(&mut self, depth: usize) -> String {
        if let Some(variable) = self.variable("text") {
            return variable;
        }
        if depth == 0 {
            return match self.dice.roll(3) {
                0 => format!("'{}'", self.dice.pick(&WORDS)),
                1 => self.answers(&["choice", "open-choice"]) + ".code.first()",
                _ => self.answers(&["string", "text", "url"]) + ".first()",
            };
        }
        match self.dice.roll(8) {
            0 => format!("({} & {})", self.text(depth - 1), self.text(depth - 1)),
            1 => format!("({}).substring({}, {})", self.text(depth - 1), self.dice.roll(6), self.dice.roll(5)),
            2 => format!(
                "({}).{}",
                self.text(depth - 1),
                self.dice.pick(&["upper()", "lower()", "trim()", "toChars().last()", "split(' ').first()"])
            ),
            3 => format!("({}).toString()", self.number(depth - 1)),
            4 => format!("({}).replace('e', '{}')", self.text(depth - 1), self.dice.pick(&["", "$&", "é"])),
            5 => self.answers(&["string", "text", "url"]) + ".join(', ')",
            6 => format!("({}).toString()", self.moment(depth - 1)),
            _ => format!("iif({}, {}, {})", self.flag(depth - 1), self.text(depth - 1), self.text(depth - 1)),
        }
    }

    fn amount(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.dice.roll(3) {
                0 => self.answers(&["quantity"]) + ".first()",
                1 => format!("{} {}", self.dice.roll(20), self.dice.pick(&["weeks", "day", "years", "months"])),
                _ => format!("{}.5 '{}'", self.dice.roll(40), self.dice.pick(&["kg", "g", "m", "cm", "[in_i]", "h"])),
            };
        }
        match self.dice.roll(4) {
            0 => self.answers(&["quantity"]) + &format!(".{}()", self.dice.pick(&["sum", "min", "max", "avg"])),
            1 => format!("({} * {})", self.amount(depth - 1), self.dice.roll(4)),
            _ => format!("({} {} {})", self.amount(depth - 1), self.dice.pick(&["+", "-"]), self.amount(0)),
        }
    }

    fn moment(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.dice.roll(3) {
                0 => "today()".to_owned(),
                1 => (*self.dice.pick(&["@2024-02-29", "@2024", "@2025-05"])).to_owned(),
                _ => self.answers(&["date", "dateTime"]) + ".first()",
            };
        }
        let op = *self.dice.pick(&["+", "-"]);
        let unit = *self.dice.pick(&["years", "months", "weeks", "days", "hours"]);
        format!("({} {op} {} {unit})", self.moment(depth - 1), self.dice.roll(40))
    }

    fn flag(&mut self, depth: usize) -> String {
        if let Some(variable) = self.variable("flag") {
            return variable;
        }
        if depth == 0 {
            return match self.dice.roll(3) {
                0 => (*self.dice.pick(&["true", "false"])).to_owned(),
                1 => self.answers(&KINDS) + ".exists()",
                _ => self.answers(&["boolean"]) + ".first()",
            };
        }
        let compare = *self.dice.pick(&["=", "!=", "~", "!~", "<", "<=", ">", ">="]);
        match self.dice.roll(11) {
            10 => format!("({} {compare} {})", self.amount(depth - 1), self.amount(0)),
            0..=2 => format!("({} {compare} {})", self.number(depth - 1), self.number(depth - 1)),
            3 => format!("({} {compare} {})", self.text(depth - 1), self.text(depth - 1)),
            4 => format!("({} {compare} {})", self.moment(depth - 1), self.moment(depth - 1)),
            5 | 6 => {
                let op = *self.dice.pick(&["and", "or", "xor", "implies"]);
                format!("({} {op} {})", self.flag(depth - 1), self.flag(depth - 1))
            }
            7 => format!("({}).not()", self.flag(depth - 1)),
            8 => format!(
                "({}).{}",
                self.text(depth - 1),
                self.dice.pick(&[
                    "matches('^[a-e]\\\\w*')",
                    "contains('t')",
                    "startsWith('a')",
                    "endsWith('1')",
                    "exists()"
                ])
            ),
            _ => format!("({} in {})", self.number(depth - 1), self.answers(&["integer", "decimal"])),
        }
    }
}
