//! How things look: what of `appearance` has an equivalent, and what is not carried over.

use serde_json::{Value, json};

use super::{
    super::{
        account::Said,
        extensions as ext,
        kinds::{Kind, Plain},
        parameters::parse,
    },
    Builder,
    item::Item,
};

/// An item control.
pub(super) fn control(code: &str) -> Value {
    json!({"url": ext::ITEM_CONTROL, "valueCodeableConcept": {"coding": [{"system": ext::ITEM_CONTROL_SYSTEM, "code": code}]}})
}

/// What is said of a picture, a sound or a film.
pub(super) fn media() -> Said {
    Said::new(
        "Le fichier n'est pas dans le classeur : il n'est pas repris.",
        "The file is not in the workbook: it is not carried over.",
    )
}

/// Fields that are never carried over, and why.
const NEVER: &[(&str, &str, &str, &str)] = &[
    (
        "save_to",
        "entity-not-kept",
        "Vécu ne relie jamais des réponses entre elles",
        "Vécu never links answers to one another",
    ),
    ("intent", "application-not-called", "aucune application n'est appelée", "no application is called"),
    ("autoplay", "autoplay-not-kept", "rien ne joue de soi-même", "nothing plays by itself"),
    ("query", "query-not-kept", "propre à une application", "proper to one application"),
    ("no_app_error_string", "application-not-called", "aucune application n'est appelée", "no application is called"),
    ("compact_tag", "sms-not-kept", "il n'y a pas de réponses par SMS", "there are no answers by text message"),
    ("sms_field", "sms-not-kept", "il n'y a pas de réponses par SMS", "there are no answers by text message"),
    ("sms_option", "sms-not-kept", "il n'y a pas de réponses par SMS", "there are no answers by text message"),
    ("rows", "rows-not-kept", "la hauteur du champ suit le texte", "the height of the field follows the text"),
    (
        "trigger",
        "trigger-not-kept",
        "la formule est recalculée à chaque réponse",
        "the formula is computed again at each answer",
    ),
];

impl Builder<'_, '_> {
    pub(super) fn looks(&mut self, index: usize, item: &mut Item) {
        let Some(element) = self.form.survey.elements.get(index) else { return };
        let (survey, row) = (&self.form.survey, element.row);
        for (field, code, fr, en) in NEVER {
            if survey.text(index, field).is_some() {
                let said = Said::new(
                    format!("« {field} » n'est pas repris : {fr}."),
                    format!("\"{field}\" is not carried over: {en}."),
                );
                self.ledger.lost(survey.at(index, field), code, said);
            }
        }
        for field in ["image", "big-image", "audio", "video"] {
            for (_, _, column) in survey.columns.texts(row, field) {
                self.ledger.lost(survey.at(index, field).at(Some(column)), "media-not-in-workbook", media());
            }
        }
        self.appearance(index, &element.kind, item);
        self.parameters(index, &element.kind);
        if !matches!(element.kind, Kind::Select(_)) && survey.text(index, "choice_filter").is_some() {
            self.ledger.lost(survey.at(index, "choice_filter"), "not-for-this-type", not_for_this_type());
        }
        if !matches!(element.kind, Kind::Begin(..)) && survey.text(index, "repeat_count").is_some() {
            self.ledger.lost(survey.at(index, "repeat_count"), "not-for-this-type", not_for_this_type());
        }
    }

    fn appearance(&mut self, index: usize, kind: &Kind, item: &mut Item) {
        let Some(text) = self.form.survey.text(index, "appearance") else { return };
        let mut rest = Vec::new();
        let (mut controls, mut sideways): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let text = text.to_owned();
        for word in text.split_whitespace() {
            match (word, kind) {
                ("field-list", Kind::Begin(..)) => controls.push("page"),
                ("table-list", Kind::Begin(..)) => controls.push("table"),
                ("minimal", Kind::Select(select)) if !select.rank => controls.push("drop-down"),
                ("autocomplete" | "search", Kind::Select(_)) => controls.push("autocomplete"),
                ("likert" | "horizontal" | "columns-pack", Kind::Select(_)) => {
                    let orientation = json!({"url": ext::ORIENTATION, "valueCode": "horizontal"});
                    if !item.extensions.contains(&orientation) {
                        item.extensions.push(orientation);
                    }
                    if word != "horizontal" {
                        sideways.push(word);
                    }
                }
                ("multiline", Kind::Plain(Plain::Text)) => {}
                _ => rest.push(word),
            }
        }
        if let Some(first) = controls.first() {
            item.extensions.push(control(first));
        }
        if !sideways.is_empty() {
            let words = sideways.join(" ");
            let said = Said::new(
                format!("L'apparence « {words} » devient des réponses côte à côte."),
                format!("The appearance \"{words}\" becomes answers side by side."),
            );
            self.ledger.changed(self.form.survey.at(index, "appearance"), "appearance-sideways", said);
        }
        rest.extend(controls.iter().skip(1));
        if !rest.is_empty() {
            let words = rest.join(" ");
            let said = Said::new(
                format!("L'apparence « {words} » n'a pas d'équivalent : elle n'est pas reprise."),
                format!("The appearance \"{words}\" has no equivalent: it is not carried over."),
            );
            self.ledger.lost(self.form.survey.at(index, "appearance"), "appearance-not-kept", said);
        }
    }

    fn parameters(&mut self, index: usize, kind: &Kind) {
        let Some(parameters) = self.form.survey.text(index, "parameters").and_then(parse) else { return };
        let kept: &[&str] = match kind {
            Kind::Range => &["start", "end", "step"],
            _ => &[],
        };
        let rest: Vec<&str> =
            parameters.iter().map(|(key, _)| key.as_str()).filter(|key| !kept.contains(key)).collect();
        if !rest.is_empty() {
            let words = rest.join(", ");
            let said = Said::new(
                format!("Les paramètres « {words} » n'ont pas d'équivalent : ils ne sont pas repris."),
                format!("The parameters \"{words}\" have no equivalent: they are not carried over."),
            );
            self.ledger.lost(self.form.survey.at(index, "parameters"), "parameters-not-kept", said);
        }
    }
}

fn not_for_this_type() -> Said {
    Said::new("Cette colonne ne dit rien pour ce type.", "This column says nothing for this type.")
}
