//! What an answer must be: numbers between limits, dates, patterns, lengths, numbers of answers, and LimeSurvey's own
//! validation equations as constraints in FHIRPath.

use serde_json::{Value, json};

use super::{Builder, Node, conditions::short, extend, json_number, url};
use crate::limesurvey::{
    em::{self, Translator},
    ledger::{At, Said},
    model::{Attr, Question},
    names::{Hold, Var},
};

/// `integer` or `decimal`, for a question of numbers.
pub(in crate::limesurvey) fn number_type(question: &Question<'_>) -> &'static str {
    let whole = |text: &str| text.is_empty() || text.parse::<i64>().is_ok();
    let listed = question.kind == ':' && !question.is_on("input_boxes");
    let steps = ["multiflexible_min", "multiflexible_max", "multiflexible_step"];
    let by_steps = listed && steps.iter().all(|name| whole(question.value(name)));
    if question.is_on("num_value_int_only") || by_steps { "integer" } else { "decimal" }
}

fn kept(code: &'static str, fr: &str, en: &str) -> Said {
    Said::kept(code, fr, en)
}

impl<'s> Builder<'s> {
    /// Limits of every kind.
    pub(super) fn limits(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        self.numbers(items, rank, question);
        self.dates(items, rank, question);
        self.lengths(items, question);
        self.counts(items, rank, question);
        self.totals(items, rank, question);
        self.equations(items, rank, question);
        if question.attr("num_value_int_only").is_some_and(|attr| attr.value == "1")
            && let Some(attr) = question.attr("num_value_int_only")
        {
            self.ledger.row(attr.at, kept("whole-number", "Nombre entier (integer).", "Whole number (integer)."));
        }
        if let Some(attr) = question.attr("numbers_only").filter(|attr| attr.value == "1") {
            self.ledger.row(attr.at, kept("numbers-only", "Seuls des nombres : élément numérique.", "Numbers only: a numeric item."));
        }
    }

    /// Least and greatest numbers: a written number is a limit, anything else a constraint.
    fn numbers(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        const LIMITS: &[(&str, &str, &str)] = &[
            ("min_num_value_n", fhir::url::MIN_VALUE, ">="),
            ("max_num_value_n", fhir::url::MAX_VALUE, "<="),
            ("slider_min", fhir::url::MIN_VALUE, ">="),
            ("slider_max", fhir::url::MAX_VALUE, "<="),
            ("multiflexible_min", fhir::url::MIN_VALUE, ">="),
            ("multiflexible_max", fhir::url::MAX_VALUE, "<="),
        ];
        for (name, address, sign) in LIMITS {
            let Some(attr) = question.attr(name).cloned() else { continue };
            let wanted = match *name {
                "slider_min" | "slider_max" => question.kind == 'K' && question.is_on("slider_layout"),
                "multiflexible_min" | "multiflexible_max" => {
                    question.kind == ':' && !question.is_on("multiflexible_checkbox")
                }
                _ => matches!(question.kind, 'N' | 'K'),
            };
            if !wanted {
                continue;
            }
            let kind = number_type(question);
            let number = json_number(attr.value).filter(|number| kind == "decimal" || number.is_i64());
            match number {
                Some(number) => {
                    let key = if kind == "integer" { "valueInteger" } else { "valueDecimal" };
                    each_number(items, &mut |item| extend(item, json!({"url": address, key: number})));
                    self.ledger.row(attr.at, kept("limit", "Limite reprise.", "Limit carried over."));
                }
                None => self.limit_expression(items, rank, question, &attr, sign),
            }
        }
        if let Some(attr) = question.attr("multiflexible_step").cloned().filter(|_| question.kind == ':')
            && let Some(step) = json_number(attr.value)
        {
            each_number(items, &mut |item| extend(item, json!({"url": url::SLIDER_STEP, "valueInteger": step})));
            if step.is_i64() {
                self.ledger.row(attr.at, kept("step", "Pas repris (sliderStepValue).", "Step carried over (sliderStepValue)."));
            } else {
                each_number(items, &mut |item| drop_extension(item, url::SLIDER_STEP));
                self.ledger.row(attr.at, Said::lost("step", "Un pas qui n'est pas entier n'a pas d'équivalent.", "A step that is not whole has no equivalent."));
            }
        }
        if let Some(attr) = question.attr("slider_accuracy").cloned().filter(|_| question.is_on("slider_layout"))
            && let Some(step) = json_number(attr.value).filter(Value::is_i64)
        {
            each_number(items, &mut |item| extend(item, json!({"url": url::SLIDER_STEP, "valueInteger": step})));
            self.ledger.row(attr.at, kept("step", "Pas du curseur repris.", "Step of the slider carried over."));
        }
        if let Some(attr) = question.attr("slider_layout").filter(|attr| attr.value == "1" && question.kind == 'K') {
            self.ledger.row(attr.at, kept("slider", "Curseur repris (itemControl slider).", "Slider carried over (itemControl slider)."));
        }
    }

    /// A limit that is an expression: one constraint an item.
    fn limit_expression(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>, attr: &Attr<'s>, sign: &str) {
        let source = format!("is_empty(this) || this {sign} ({})", attr.value.trim().trim_matches(['{', '}']));
        self.on_each(items, rank, question, attr, &source, ("Hors des limites.", "Outside the limits."));
    }

    /// Dates between limits.
    fn dates(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        if question.kind != 'D' {
            return;
        }
        for (name, address, sign) in [("date_min", fhir::url::MIN_VALUE, ">="), ("date_max", fhir::url::MAX_VALUE, "<=")] {
            let Some(attr) = question.attr(name).cloned() else { continue };
            let text = attr.value.trim();
            let day = match text.len() {
                4 if text.parse::<u32>().is_ok() => Some(format!("{text}-{}", if sign == ">=" { "01-01" } else { "12-31" })),
                10 if is_day(text) => Some(text.to_owned()),
                _ => None,
            };
            let plain = items.first().is_some_and(|item| item.get("type").is_some_and(|kind| kind == "date"));
            match day.filter(|_| plain) {
                Some(day) => {
                    if let Some(item) = items.first_mut() {
                        extend(item, json!({"url": address, "valueDate": day}));
                    }
                    self.ledger.row(attr.at, kept("limit", "Limite de date reprise.", "Limit of the date carried over."));
                }
                None => {
                    let inner = text.trim_matches(['{', '}', '(', ')', '"']);
                    let inner = if matches!(inner, "now" | "today") { "date('Y-m-d')".to_owned() } else { text.trim_matches(['{', '}']).to_owned() };
                    let source = format!("is_empty(this) || this {sign} ({inner})");
                    self.on_each(items, rank, question, &attr, &source, ("Date hors des limites.", "Date outside the limits."));
                }
            }
        }
        if let Some(attr) = question.attr("date_format").cloned() {
            let hold = crate::limesurvey::names::date_hold(question);
            let whole = hold != Hold::Date || ["d", "m", "y"].iter().all(|part| attr.value.to_lowercase().contains(part));
            let said = if whole {
                Said::changed("date-format", "La date suit l'usage de la langue ; date, heure ou les deux est gardé.", "The date follows the language's usage; date, time or both is kept.")
            } else {
                Said::changed("date-format", "Date incomplète : FHIR l'accepte (année, ou année et mois) mais ne l'impose pas.", "Incomplete date: FHIR accepts it (year, or year and month) but does not demand it.")
            };
            self.ledger.row(attr.at, said);
        }
    }

    fn lengths(&mut self, items: &mut [Node], question: &Question<'s>) {
        if let Some(attr) = question.attr("maximum_chars").cloned()
            && let Ok(most) = attr.value.trim().parse::<u32>()
            && most > 0
        {
            let mut count = 0;
            each(items, &["string", "text", "open-choice"], &mut |item| {
                item.insert("maxLength".into(), most.into());
                count += 1;
            });
            let said = if count > 0 {
                kept("length", "Longueur maximale reprise (maxLength).", "Greatest length carried over (maxLength).")
            } else {
                Said::lost("length", "Un nombre n'a pas de longueur maximale dans FHIR.", "A number has no greatest length in FHIR.")
            };
            self.ledger.row(attr.at, said);
        }
        let preg = question.row.get("preg").trim();
        if let Some(pattern) = em::pattern(preg) {
            let mut count = 0;
            each(items, &["string", "text", "decimal", "integer"], &mut |item| {
                extend(item, json!({"url": url::REGEX, "valueString": pattern}));
                count += 1;
            });
            if count > 0 {
                self.ledger.cell(question.at, "preg", Said::changed(
                    "pattern",
                    "Motif repris (extension regex), qui porte sur toute la réponse : LimeSurvey cherche le motif dans la réponse.",
                    "Pattern carried over (regex extension), which is about the whole answer: LimeSurvey looks for the pattern in it.",
                ));
            }
        }
    }

    /// How many answers.
    fn counts(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        let files = question.kind == '|';
        let names = if files { ["min_num_of_files", "max_num_of_files"] } else { ["min_answers", "max_answers"] };
        for (name, address, sign) in [(names[0], url::MIN_OCCURS, ">="), (names[1], url::MAX_OCCURS, "<=")] {
            let Some(attr) = question.attr(name).cloned() else { continue };
            if attr.value.trim() == "0" || (files && attr.value.trim() == "1" && sign == "<=") {
                continue;
            }
            let number = attr.value.trim().parse::<u32>().ok();
            let repeating = matches!(question.kind, 'M' | 'P' | '|');
            match (number, repeating, items.first_mut()) {
                (Some(number), true, Some(item)) => {
                    extend(item, json!({"url": address, "valueInteger": number}));
                    self.ledger.row(attr.at, kept("answer-count", "Nombre de réponses repris (minOccurs, maxOccurs).", "Number of answers carried over (minOccurs, maxOccurs)."));
                }
                (Some(_), false, Some(_)) if question.kind == 'R' && sign == "<=" => {
                    self.ledger.row(attr.at, kept("answer-count", "Le classement a ce nombre de rangs.", "The ranking has that many places."));
                }
                (_, _, Some(item)) => {
                    let source = format!("count(self) {sign} ({})", attr.value.trim().trim_matches(['{', '}']));
                    let said = ("Nombre de réponses hors des limites.", "Number of answers outside the limits.");
                    self.on_one(item, rank, &attr, &source, said);
                }
                (_, _, None) => {}
            }
        }
    }

    /// Totals of several numbers.
    fn totals(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        if question.kind != 'K' {
            return;
        }
        for (name, sign) in [("min_num_value", ">="), ("max_num_value", "<="), ("equals_num_value", "=="),
            ("min_num_value_sgqa", ">="), ("max_num_value_sgqa", "<="), ("num_value_equals_sgqa", "==")] {
            let Some(attr) = question.attr(name).cloned() else { continue };
            let source = format!("count(self) == 0 || sum(self) {sign} ({})", attr.value.trim().trim_matches(['{', '}']));
            if let Some(item) = items.first_mut() {
                self.on_one(item, rank, &attr, &source, ("Le total n'est pas dans les limites.", "The total is outside the limits."));
            }
        }
    }

    /// LimeSurvey's own validation equations, with the tip shown when they fail.
    fn equations(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        for (name, each_row) in [("em_validation_q", false), ("em_validation_sq", true)] {
            let Some(attr) = question.attr(name).cloned() else { continue };
            let tips = question.attr_texts(&format!("{name}_tip"), &self.survey.base);
            let tip = tips.first().map(|tip| crate::limesurvey::html::clean(tip.raw).plain);
            let fr = tip.clone().unwrap_or_else(|| "Cette réponse n'est pas valable.".to_owned());
            let en = tip.unwrap_or_else(|| "This answer is not valid.".to_owned());
            for (rank_of, text) in tips.iter().enumerate() {
                let said = if rank_of == 0 {
                    kept("validation-tip", "Message repris dans la contrainte.", "Message carried over in the constraint.")
                } else {
                    Said::lost("validation-tip", "Le message d'une contrainte n'a qu'une langue dans FHIR R4.", "The message of a constraint has one language only in FHIR R4.")
                };
                self.ledger.row(text.at, said);
            }
            if each_row {
                self.on_each(items, rank, question, &attr, attr.value, (&fr, &en));
            } else if let Some(item) = items.first_mut() {
                self.on_one(item, rank, &attr, attr.value, (&fr, &en));
            }
        }
    }

    fn on_one(&mut self, item: &mut Node, rank: usize, attr: &Attr<'s>, source: &str, human: (&str, &str)) {
        if let Some(path) = self.constraint(rank, None, attr.at, source, attr.value) {
            self.constrain(item, attr.name, &path, (human.0.to_owned(), human.1.to_owned()));
        }
    }

    /// One constraint on each answer of the question.
    fn on_each(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>, attr: &Attr<'s>, source: &str, human: (&str, &str)) {
        let vars: Vec<Var> = self.names.parts(rank).filter(|var| !var.part.ends_with("comment")).take(300).cloned().collect();
        let only_one = matches!(question.kind, 'M' | 'P');
        for var in vars.iter().take(if only_one { 1 } else { usize::MAX }) {
            let Some(path) = self.constraint(rank, Some(var), attr.at, source, attr.value) else { return };
            let human = (human.0.to_owned(), human.1.to_owned());
            let mut target = None;
            find(items, &var.link, &mut |item| target = Some(std::mem::take(item)));
            if let Some(mut item) = target {
                self.constrain(&mut item, attr.name, &path, human);
                // The emptied node has no name any more: it is found by that.
                let mut full = Some(item);
                find(items, "", &mut |place| if let Some(item) = full.take() { *place = item });
            }
        }
    }

    fn constraint(&mut self, rank: usize, this: Option<&Var>, at: At, source: &str, shown: &str) -> Option<String> {
        let (survey, names) = (self.survey, self.names);
        let mut translator = Translator::new(survey, names, Some(rank));
        translator.this = this;
        let path = match em::parse(source.trim()) {
            Ok(expr) => translator.condition(&expr),
            Err(fault) => {
                translator.remarks.push(fault.into());
                None
            }
        };
        let remarks = std::mem::take(&mut translator.remarks);
        if self.ledger.says_row(at) {
            return path;
        }
        let said = if path.is_some() {
            kept("validation", "Contrôle repris en FHIRPath (constraint).", "Check carried over in FHIRPath (constraint).")
        } else {
            Said::lost(
                "validation-lost",
                format!("Le contrôle « {} » n'a pas d'équivalent : la réponse n'est pas contrôlée.", short(shown)),
                format!("The check \"{}\" has no equivalent: the answer is not checked.", short(shown)),
            )
            .mend("Simplifiez le contrôle, ou vérifiez les réponses après coup.", "Simplify the check, or verify the answers afterwards.")
        };
        self.ledger.row(at, said);
        self.remarks(at, "", &remarks);
        path
    }

    /// Adds a constraint.
    pub(super) fn constrain(&self, item: &mut Node, key: &str, path: &str, human: (String, String)) {
        let words = if self.survey.base.starts_with("fr") { human.0 } else { human.1 };
        extend(item, json!({"url": url::CONSTRAINT, "extension": [
            {"url": "key", "valueId": key.replace('_', "-")},
            {"url": "severity", "valueCode": "error"},
            {"url": "expression", "valueString": path},
            {"url": "human", "valueString": words}]}));
    }
}

fn drop_extension(item: &mut Node, address: &str) {
    if let Some(Value::Array(list)) = item.get_mut("extension") {
        list.retain(|one| one.get("url").is_none_or(|there| there != address));
    }
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2
        && y.parse::<u32>().is_ok() && m.parse::<u32>().is_ok_and(|m| (1..=12).contains(&m))
        && d.parse::<u32>().is_ok_and(|d| (1..=31).contains(&d)))
}

/// Every item of some types, at any depth.
pub(super) fn each(items: &mut [Node], types: &[&str], act: &mut dyn FnMut(&mut Node)) {
    for item in items {
        each_in(item, types, act);
    }
}

fn each_in(item: &mut Node, types: &[&str], act: &mut dyn FnMut(&mut Node)) {
    let comment = item.get("linkId").and_then(Value::as_str).is_some_and(|link| link.ends_with("comment"));
    if !comment && item.get("type").and_then(Value::as_str).is_some_and(|kind| types.contains(&kind)) {
        act(item);
    }
    let inner = item.get_mut("item").and_then(Value::as_array_mut);
    for node in inner.into_iter().flatten().filter_map(Value::as_object_mut) {
        each_in(node, types, act);
    }
}

fn each_number(items: &mut [Node], act: &mut dyn FnMut(&mut Node)) {
    each(items, &["integer", "decimal"], act);
}

/// The item with a name (or the emptied one, for the name `""`).
pub(super) fn find(items: &mut [Node], link: &str, act: &mut dyn FnMut(&mut Node)) -> bool {
    items.iter_mut().any(|item| find_in(item, link, act))
}

fn find_in(item: &mut Node, link: &str, act: &mut dyn FnMut(&mut Node)) -> bool {
    if item.get("linkId").and_then(Value::as_str).unwrap_or("") == link {
        act(item);
        return true;
    }
    let inner = item.get_mut("item").and_then(Value::as_array_mut);
    inner.into_iter().flatten().filter_map(Value::as_object_mut).any(|node| find_in(node, link, act))
}
