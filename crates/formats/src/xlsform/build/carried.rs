//! What is carried in our own columns and sheet, put where it belongs.

use serde_json::{Map, Value};

use super::{
    super::{
        account::{At, Said},
        carried::{CODES, LICENCE, SPEAKERS, TOLD, apply},
        object::{object, text},
        words::yes_no,
        workbook::Row,
        xpath::when::decimal,
    },
    Builder,
    item::Item,
};

/// What an item's difference never touches: it is carried otherwise.
pub(crate) const APART_OF_ITEM: &[&str] = &["linkId", "item"];
/// What a questionnaire's difference never touches.
pub(crate) const APART_OF_FORM: &[&str] = &["resourceType", "item"];

impl Builder<'_, '_> {
    /// The wordings when somebody else answers.
    pub(super) fn carried_words(&mut self, index: usize, item: &mut Item) {
        for (field, speaker) in SPEAKERS {
            let Some(texts) = self.texts(index, field) else { continue };
            let parts = vec![object([("url", text("speaker")), ("valueCode", text(speaker))]), texts.extension("text")];
            let url = text(instruments::extensions::SPEAKER_TEXT);
            item.extensions.push(object([("url", url), ("extension", Value::Array(parts))]));
        }
        let silent = self.form.survey.text(index, "vecu::no-speaker-text").unwrap_or("");
        let codes = silent.split_whitespace();
        item.extensions.extend(codes.map(|code| coded(instruments::extensions::NO_SPEAKER_TEXT, code)));
    }

    /// What an answer is, the moment it looks at, and who added it.
    pub(super) fn carried_codes(&self, index: usize, item: &mut Item) {
        let survey = &self.form.survey;
        for (field, url) in CODES {
            item.extensions.extend(survey.text(index, field).map(|code| coded(url, code)));
        }
        let local = survey.text(index, "vecu::local").and_then(yes_no);
        item.extensions.extend(local.map(|flag| flagged(instruments::extensions::LOCAL, flag)));
        item.prefix = survey.text(index, "vecu::prefix").map(str::to_owned);
    }

    /// The item with what its row does not say.
    pub(super) fn carried_item(&mut self, index: usize, mut item: Value) -> Value {
        let Some(text) = self.form.survey.text(index, "vecu::fhir") else { return item };
        let difference = self.read(text, self.form.survey.at(index, "vecu::fhir"));
        if let (Some(difference), Some(object)) = (difference, item.as_object_mut()) {
            apply(object, difference, APART_OF_ITEM);
            // R4 allows one of the two (que-4), and the difference says the question's own.
            if object.contains_key("answerOption") {
                object.shift_remove("answerValueSet");
            }
        }
        item
    }

    /// The option with what its label and code do not say.
    pub(super) fn carried_option(&mut self, rank: usize, position: usize, mut option: Value) -> Value {
        let Some((lists, choices)) = self.list(rank) else { return option };
        let Some(choice) = choices.get(position) else { return option };
        let cell = |field: &str| lists.columns.text(choice.row, field).map(str::to_owned);
        let at = |field: &'static str| At::row(lists.sheet, choice.row.number).on(&lists.columns, field);
        let (weight, missing) = (cell("vecu_weight"), cell("vecu_missing"));
        let unread = cell("vecu_unread").and_then(|text| yes_no(&text));
        let (rest, rest_at, weight_at) = (cell("vecu_fhir"), at("vecu_fhir"), at("vecu_weight"));
        let mut extensions = Vec::new();
        if let Some(weight) = weight {
            match decimal(&weight) {
                Some(number) => {
                    extensions.push(object([("url", text(fhir::url::ORDINAL_VALUE)), ("valueDecimal", number)]))
                }
                None => self.ledger.fault(
                    weight_at,
                    "weight-not-a-number",
                    Said::new(
                        format!("Le poids « {weight} » n'est pas un nombre."),
                        format!("The weight \"{weight}\" is not a number."),
                    )
                    .mend("Écrivez un nombre, par exemple 5.", "Write a number, for instance 5."),
                ),
            }
        }
        extensions.extend(missing.map(|kind| coded(instruments::extensions::MISSING, &kind)));
        extensions.extend(unread.map(|flag| flagged(instruments::extensions::NOT_READ_ALOUD, flag)));
        let rest = rest.and_then(|text| self.read(&text, rest_at));
        if let Some(object) = option.as_object_mut() {
            if !extensions.is_empty() {
                object.insert("extension".to_owned(), Value::Array(extensions));
            }
            apply(object, rest.unwrap_or_default(), &[]);
        }
        option
    }

    /// The questionnaire with what its settings and the sheet of our own say.
    pub(super) fn carried_form(&mut self, mut questionnaire: Value) -> Value {
        let settings = &self.form.settings;
        let row = Row { number: 0, cells: settings.cells.clone() };
        let told = |field: &str| self.languages.texts(&settings.columns, &row, field);
        let parts: Vec<Value> = LICENCE.iter().filter_map(|(field, part)| Some(told(field)?.extension(part))).collect();
        let mut extensions = Vec::new();
        if !parts.is_empty() {
            let url = text(instruments::extensions::LICENCE);
            extensions.push(object([("url", url), ("extension", Value::Array(parts))]));
        }
        extensions.extend(TOLD.iter().filter_map(|(field, url)| Some(told(field)?.extension(url))));
        let mut difference = Map::new();
        for one in &self.form.carried {
            match serde_json::from_str(&one.json) {
                Ok(value) => {
                    difference.insert(one.name.to_owned(), value);
                }
                Err(_) => self.ledger.fault(one.at, "not-json", not_json()),
            }
        }
        if let Some(object) = questionnaire.as_object_mut() {
            if !extensions.is_empty() {
                match object.get_mut("extension").and_then(Value::as_array_mut) {
                    Some(list) => list.extend(extensions),
                    None => {
                        object.insert("extension".to_owned(), Value::Array(extensions));
                    }
                }
            }
            apply(object, difference, APART_OF_FORM);
        }
        questionnaire
    }

    fn read(&mut self, text: &str, at: At) -> Option<Map<String, Value>> {
        match serde_json::from_str(text) {
            Ok(Value::Object(difference)) => Some(difference),
            _ => {
                self.ledger.fault(at, "not-json", not_json());
                None
            }
        }
    }
}

fn not_json() -> Said {
    Said::new("Cette cellule n'est pas du JSON lisible.", "This cell is not readable JSON.").mend(
        "Remettez-la comme elle a été écrite, ou videz-la : ce qu'elle dit sera perdu.",
        "Put it back as it was written, or empty it: what it says will be lost.",
    )
}

fn coded(url: &str, code: &str) -> Value {
    object([("url", text(url)), ("valueCode", text(code))])
}

fn flagged(url: &str, flag: bool) -> Value {
    object([("url", text(url)), ("valueBoolean", Value::Bool(flag))])
}
