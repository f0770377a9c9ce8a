//! What an answer must be: numbers between limits, dates, patterns, lengths, numbers of answers, and LimeSurvey's own
//! validation equations as constraints in FHIRPath.

use serde_json::{Value, json};

use super::{
    Builder, Node, extend, json_number, url,
    walk::{drop_extension, each, each_number},
};
use crate::limesurvey::{
    em,
    ledger::Said,
    model::{Attr, Question},
    names::Hold,
};

/// `integer` or `decimal`, for a question of numbers.
pub(in crate::limesurvey) fn number_type(question: &Question<'_>) -> &'static str {
    let whole = |text: &str| text.is_empty() || text.parse::<i64>().is_ok();
    let listed = question.kind == ':' && !question.is_on("input_boxes");
    let steps = ["multiflexible_min", "multiflexible_max", "multiflexible_step"];
    let by_steps = listed && steps.iter().all(|name| whole(question.value(name)));
    if question.is_on("num_value_int_only") || by_steps { "integer" } else { "decimal" }
}

pub(super) fn kept(code: &'static str, fr: &str, en: &str) -> Said {
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
            self.ledger.row(
                attr.at,
                kept("numbers-only", "Seuls des nombres : élément numérique.", "Numbers only: a numeric item."),
            );
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
                self.ledger.row(
                    attr.at,
                    kept("step", "Pas repris (sliderStepValue).", "Step carried over (sliderStepValue)."),
                );
            } else {
                each_number(items, &mut |item| drop_extension(item, url::SLIDER_STEP));
                self.ledger.row(
                    attr.at,
                    Said::lost(
                        "step",
                        "Un pas qui n'est pas entier n'a pas d'équivalent.",
                        "A step that is not whole has no equivalent.",
                    ),
                );
            }
        }
        if let Some(attr) = question.attr("slider_accuracy").cloned().filter(|_| question.is_on("slider_layout"))
            && let Some(step) = json_number(attr.value).filter(Value::is_i64)
        {
            each_number(items, &mut |item| extend(item, json!({"url": url::SLIDER_STEP, "valueInteger": step})));
            self.ledger.row(attr.at, kept("step", "Pas du curseur repris.", "Step of the slider carried over."));
        }
        if let Some(attr) = question.attr("slider_layout").filter(|attr| attr.value == "1" && question.kind == 'K') {
            self.ledger.row(
                attr.at,
                kept("slider", "Curseur repris (itemControl slider).", "Slider carried over (itemControl slider)."),
            );
        }
    }

    /// A limit that is an expression: one constraint an item.
    fn limit_expression(
        &mut self,
        items: &mut [Node],
        rank: usize,
        question: &Question<'s>,
        attr: &Attr<'s>,
        sign: &str,
    ) {
        let source = format!("is_empty(this) || this {sign} ({})", attr.value.trim().trim_matches(['{', '}']));
        self.on_each(items, rank, question, attr, &source, ("Hors des limites.", "Outside the limits."));
    }

    /// Dates between limits.
    fn dates(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        if question.kind != 'D' {
            return;
        }
        for (name, address, sign) in
            [("date_min", fhir::url::MIN_VALUE, ">="), ("date_max", fhir::url::MAX_VALUE, "<=")]
        {
            let Some(attr) = question.attr(name).cloned() else { continue };
            let text = attr.value.trim();
            let day = match text.len() {
                4 if text.parse::<u32>().is_ok() => {
                    Some(format!("{text}-{}", if sign == ">=" { "01-01" } else { "12-31" }))
                }
                10 if is_day(text) => Some(text.to_owned()),
                _ => None,
            };
            let plain = items.first().is_some_and(|item| item.get("type").is_some_and(|kind| kind == "date"));
            match day.filter(|_| plain) {
                Some(day) => {
                    if let Some(item) = items.first_mut() {
                        extend(item, json!({"url": address, "valueDate": day}));
                    }
                    self.ledger
                        .row(attr.at, kept("limit", "Limite de date reprise.", "Limit of the date carried over."));
                }
                None => {
                    let inner = text.trim_matches(['{', '}', '(', ')', '"']);
                    let inner = if matches!(inner, "now" | "today") {
                        "date('Y-m-d')".to_owned()
                    } else {
                        text.trim_matches(['{', '}']).to_owned()
                    };
                    let source = format!("is_empty(this) || this {sign} ({inner})");
                    self.on_each(
                        items,
                        rank,
                        question,
                        &attr,
                        &source,
                        ("Date hors des limites.", "Date outside the limits."),
                    );
                }
            }
        }
        if let Some(attr) = question.attr("date_format").cloned() {
            let hold = crate::limesurvey::names::date_hold(question);
            let whole =
                hold != Hold::Date || ["d", "m", "y"].iter().all(|part| attr.value.to_lowercase().contains(part));
            let said = if whole {
                Said::changed(
                    "date-format",
                    "La date suit l'usage de la langue ; date, heure ou les deux est gardé.",
                    "The date follows the language's usage; date, time or both is kept.",
                )
            } else {
                Said::changed(
                    "date-format",
                    "Date incomplète : FHIR l'accepte (année, ou année et mois) mais ne l'impose pas.",
                    "Incomplete date: FHIR accepts it (year, or year and month) but does not demand it.",
                )
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
                Said::lost(
                    "length",
                    "Un nombre n'a pas de longueur maximale dans FHIR.",
                    "A number has no greatest length in FHIR.",
                )
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
                    self.ledger.row(
                        attr.at,
                        kept(
                            "answer-count",
                            "Nombre de réponses repris (minOccurs, maxOccurs).",
                            "Number of answers carried over (minOccurs, maxOccurs).",
                        ),
                    );
                }
                (Some(_), false, Some(_)) if question.kind == 'R' && sign == "<=" => {
                    self.ledger.row(
                        attr.at,
                        kept(
                            "answer-count",
                            "Le classement a ce nombre de rangs.",
                            "The ranking has that many places.",
                        ),
                    );
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
        for (name, sign) in [
            ("min_num_value", ">="),
            ("max_num_value", "<="),
            ("equals_num_value", "=="),
            ("min_num_value_sgqa", ">="),
            ("max_num_value_sgqa", "<="),
            ("num_value_equals_sgqa", "=="),
        ] {
            let Some(attr) = question.attr(name).cloned() else { continue };
            let source =
                format!("count(self) == 0 || sum(self) {sign} ({})", attr.value.trim().trim_matches(['{', '}']));
            if let Some(item) = items.first_mut() {
                self.on_one(
                    item,
                    rank,
                    &attr,
                    &source,
                    ("Le total n'est pas dans les limites.", "The total is outside the limits."),
                );
            }
        }
    }
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2
        && y.parse::<u32>().is_ok() && m.parse::<u32>().is_ok_and(|m| (1..=12).contains(&m))
        && d.parse::<u32>().is_ok_and(|d| (1..=31).contains(&d)))
}
