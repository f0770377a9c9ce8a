//! From a form that was read and checked to a FHIR Questionnaire.

pub(crate) mod carried;
mod choices;
mod item;
mod logic;
mod looks;
pub(crate) mod model;
mod shared;
pub(crate) mod texts;
mod wording;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{
    account::{At, Ledger, Said},
    extensions as ext,
    form::Form,
    xpath::model::Model,
};
use texts::Languages;

/// Builds one form.
pub(crate) struct Builder<'f, 'w> {
    form: &'f Form<'w>,
    model: Model,
    languages: Languages,
    ledger: &'f mut Ledger,
    /// The repeats whose present round some expression speaks of.
    rounds: BTreeSet<usize>,
    /// The lists that some question took, by their rank in the model.
    used: BTreeSet<usize>,
    /// The answer options of each list that was taken.
    options: std::collections::HashMap<usize, Vec<Value>>,
    /// The lists that several questions name.
    shared: shared::Shared,
    /// How many expressions choice filters may still make.
    filters_left: usize,
    /// In a loop: the round's choice, and what stands before link ids.
    round: Option<(usize, usize, String)>,
}

/// Most expressions made of choice filters in one form.
const MOST_FILTERS: usize = 5_000;

/// What was built, and which lists (choices first, then external ones) were taken over.
pub(crate) struct Built {
    pub(crate) questionnaire: Value,
    pub(crate) used: BTreeSet<usize>,
}

/// Builds the questionnaire, and says of each row and cell what became of it.
pub(crate) fn build(form: &Form<'_>, ledger: &mut Ledger) -> Built {
    let model = model::model(form);
    let mut builder = Builder {
        form,
        shared: shared::Shared::of(form, &model),
        model,
        languages: Languages::of(form),
        ledger,
        rounds: BTreeSet::new(),
        used: BTreeSet::new(),
        options: std::collections::HashMap::new(),
        filters_left: MOST_FILTERS,
        round: None,
    };
    builder.tell_languages();
    let mut items: Vec<Value> = form.survey.roots.iter().filter_map(|root| builder.item(*root)).collect();
    builder.name_rounds(&mut items);
    let questionnaire = builder.resource(items);
    let questionnaire = builder.carried_form(questionnaire);
    Built { questionnaire, used: builder.used }
}

impl Builder<'_, '_> {
    fn resource(&mut self, items: Vec<Value>) -> Value {
        let settings = &self.form.settings;
        let id = model::form_id(self.form).to_owned();
        let mut out = Map::new();
        let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
        put("resourceType", json!("Questionnaire"));
        if let Some(main) = &self.languages.main {
            put("language", json!(main.tag));
        }
        let names: Vec<Value> =
            self.languages.main.iter().chain(&self.languages.all).fold(Vec::new(), |mut names, one| {
                let value = json!({"url": ext::LANGUAGE_NAME, "extension": [
                {"url": "lang", "valueCode": one.tag}, {"url": "name", "valueString": one.name}]});
                if one.name != one.tag && !names.contains(&value) {
                    names.push(value);
                }
                names
            });
        let lists = std::mem::take(&mut self.shared.sets);
        if !lists.is_empty() {
            put("contained", Value::Array(lists));
        }
        if !names.is_empty() {
            put("extension", Value::Array(names));
        }
        put("url", json!(format!("{}{}", ext::SYSTEM, model::address(&id))));
        if let Some(version) = &settings.version {
            put("version", json!(version));
        }
        put("name", json!(id));
        put("title", json!(settings.title.as_deref().unwrap_or(&id)));
        put("status", json!("draft"));
        if !items.is_empty() {
            put("item", Value::Array(items));
        }
        Value::Object(out)
    }

    /// Languages whose tag had to be made up, and a default language nobody writes in.
    fn tell_languages(&mut self) {
        let survey = &self.form.survey;
        for (sheet, columns) in [(survey.sheet, &survey.columns), (self.form.choices.sheet, &self.form.choices.columns)]
        {
            let mut told: Vec<&str> = Vec::new();
            for column in &columns.known {
                let Some(language) = column.language.as_ref().filter(|language| language.private) else { continue };
                if told.contains(&language.name.as_str()) {
                    continue;
                }
                told.push(&language.name);
                let said = Said::new(
                    format!(
                        "La langue « {} » n'a pas d'étiquette connue : elle devient « {} ».",
                        language.name, language.tag
                    ),
                    format!("The language \"{}\" has no known tag: it becomes \"{}\".", language.name, language.tag),
                );
                let said = said.mend(
                    format!("Écrivez l'étiquette entre parenthèses : « label::{} (fr) ».", language.name),
                    format!("Write the tag in brackets: \"label::{} (fr)\".", language.name),
                );
                self.ledger.changed(At::row(sheet, 1).at(Some(column.index)), "language-without-tag", said);
            }
        }
        if let (Some(name), Some((sheet, row))) = (&self.form.settings.default_language, self.form.settings.place) {
            let known = self
                .languages
                .main
                .as_ref()
                .is_some_and(|main| self.languages.all.iter().any(|one| one.tag == main.tag));
            if !known && !self.languages.all.is_empty() {
                let said = Said::new(
                    format!("Aucune colonne n'est en « {name} », la langue par défaut."),
                    format!("No column is in \"{name}\", the default language."),
                );
                let near = super::words::nearest(name, self.languages.all.iter().map(|one| one.name.as_str()));
                let said = said.nearest(
                    near,
                    "Écrivez le nom d'une langue des colonnes.",
                    "Write the name of a language of the columns.",
                );
                let at = At::row(sheet, row).on(&self.form.settings.columns, "default_language");
                self.ledger.changed(at, "default-language-without-column", said);
            }
        }
    }

    /// Gives a name to the present round of each repeat that some expression speaks of.
    fn name_rounds(&self, items: &mut [Value]) {
        for item in items {
            let Some(object) = item.as_object_mut() else { continue };
            let link = object.get("linkId").and_then(Value::as_str).unwrap_or("");
            let named =
                self.rounds.iter().find(|repeat| self.model.field(**repeat).is_some_and(|field| field.link_id == link));
            if let Some(repeat) = named {
                let variable = json!({"url": ext::VARIABLE, "valueExpression": {
                    "name": self.model.round(*repeat), "language": "text/fhirpath", "expression": "%context"}});
                match object.get_mut("extension").and_then(Value::as_array_mut) {
                    Some(list) => list.push(variable),
                    None => {
                        object.shift_insert(0, "extension".to_owned(), json!([variable]));
                    }
                }
            }
            if let Some(inner) = object.get_mut("item").and_then(Value::as_array_mut) {
                self.name_rounds(inner);
            }
        }
    }
}
