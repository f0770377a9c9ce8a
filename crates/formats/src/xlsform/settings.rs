//! The `settings` sheet: what the form says of itself.

use super::{
    account::{At, Ledger, Said},
    carried,
    columns::{self, Columns},
    words::{is_name, mended_name, yes_no},
    workbook::Sheet,
};
use crate::Fate;

/// What is used of the settings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) title: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) default_language: Option<String>,
    /// The name of the form's root, `data` when it is not said.
    pub(crate) root: String,
    pub(crate) duplicates_allowed: bool,
    /// Whether questions that take the same list name one list of the questionnaire, where the workbook says so.
    pub(crate) shares_lists: Option<bool>,
    /// Whether answers have an identifier that a reference may name.
    pub(crate) names_instances: bool,
    /// Where a reference may stand: (column, text).
    pub(crate) cells: Vec<(u32, String)>,
    /// The sheet and the row of values.
    pub(crate) place: Option<(usize, u32)>,
    /// Whether every cell of texts keeps its blanks.
    pub(crate) columns: Columns,
}

/// Settings that have no place here, and why.
const NOT_KEPT: &[(&str, &str, &str)] = &[
    (
        "submission_url",
        "les réponses ne sont envoyées qu'au serveur qui porte le questionnaire",
        "answers are sent only to the server that holds the questionnaire",
    ),
    (
        "public_key",
        "le chiffrement des réponses est celui du serveur",
        "answers are encrypted by the server's own means",
    ),
    ("auto_send", "il n'y a pas d'application à régler", "there is no application to set"),
    ("auto_delete", "il n'y a pas d'application à régler", "there is no application to set"),
    ("instance_name", "une réponse n'a pas de nom : elle est anonyme", "an answer has no name: it is anonymous"),
    ("instance_id", "une réponse n'a pas d'identifiant lisible", "an answer has no readable identifier"),
    ("omit_instanceID", "une réponse n'a pas d'identifiant lisible", "an answer has no readable identifier"),
    ("style", "la présentation est celle des pages du produit", "the presentation is that of the product's pages"),
    ("namespaces", "propre au XML", "proper to XML"),
    ("id_string", "ancien nom de form_id : form_id passe avant lui", "the old name of form_id: form_id comes first"),
    ("client_editable", "une réponse envoyée ne se modifie pas", "an answer that was sent is not edited"),
    ("add_none_option", "ajoutez un choix « aucun » à la liste", "add a \"none\" choice to the list"),
    ("flat", "propre à une application", "proper to one application"),
    ("prefix", "les réponses par SMS n'existent pas ici", "there are no answers by text message here"),
    ("delimiter", "les réponses par SMS n'existent pas ici", "there are no answers by text message here"),
    ("sms_keyword", "les réponses par SMS n'existent pas ici", "there are no answers by text message here"),
    ("sms_separator", "les réponses par SMS n'existent pas ici", "there are no answers by text message here"),
    ("sms_allow_media", "les réponses par SMS n'existent pas ici", "there are no answers by text message here"),
    ("sms_date_format", "les réponses par SMS n'existent pas ici", "there are no answers by text message here"),
    ("sms_datetime_format", "les réponses par SMS n'existent pas ici", "there are no answers by text message here"),
    ("sms_response", "les réponses par SMS n'existent pas ici", "there are no answers by text message here"),
];

/// Reads the sheet.
pub(crate) fn read(number: usize, sheet: &Sheet, ledger: &mut Ledger) -> Settings {
    let mut settings = Settings { root: "data".to_owned(), names_instances: true, ..Settings::default() };
    let Some((header, rows)) = sheet.rows.split_first() else { return settings };
    super::form::header_row(number, header, ledger);
    let columns = columns::read(number, header, columns::SETTINGS, ledger);
    columns.tell_other(number, header.number, columns::SETTINGS, ledger);
    for (rank, row) in rows.iter().enumerate() {
        let at = At::row(number, row.number);
        if rank > 0 {
            let said =
                Said::new("Seule la première ligne de réglages est lue.", "Only the first row of settings is read.");
            ledger.row(at, Fate::Lost, "settings-row-beyond-the-first", said, None);
            continue;
        }
        ledger.row(at, Fate::Kept, "settings", Said::new("Réglages du formulaire.", "Settings of the form."), None);
        let text = |field: &str| columns.text(row, field).map(str::to_owned);
        settings.title = text("form_title");
        settings.id = text("form_id").or_else(|| text("id_string"));
        settings.version = text("version");
        settings.default_language = text("default_language");
        settings.duplicates_allowed = text("allow_choice_duplicates").and_then(|text| yes_no(&text)).unwrap_or(false);
        settings.shares_lists = text(carried::LISTS).map(|text| text.trim().eq_ignore_ascii_case(carried::SHARED));
        settings.place = Some((number, row.number));
        settings.cells.clone_from(&row.cells);
        if let Some(name) = text("name") {
            if !is_name(&name) {
                let fixed = mended_name(&name);
                let said = Said::new(
                    format!(
                        "« {name} » ne peut pas nommer le formulaire : lettres, chiffres, « _ », « - » et « . » seulement, et une lettre d'abord."
                    ),
                    format!(
                        "\"{name}\" cannot name the form: letters, digits, \"_\", \"-\" and \".\" only, a letter first."
                    ),
                );
                ledger.fault(
                    at.on(&columns, "name"),
                    "bad-form-name",
                    said.mend(format!("Écrivez « {fixed} »."), format!("Write \"{fixed}\".")),
                );
            }
            settings.root = name;
        }
        let omits = text("omit_instanceID").and_then(|text| yes_no(&text)).unwrap_or(false);
        settings.names_instances = !omits;
        if omits && text("public_key").is_some() {
            let said = Said::new(
                "Le chiffrement (public_key) demande l'identifiant que omit_instanceID retire.",
                "Encryption (public_key) needs the identifier that omit_instanceID takes away.",
            );
            let said = said.mend("Retirez l'un des deux.", "Remove one of the two.");
            ledger.fault(at.on(&columns, "omit_instanceID"), "encryption-needs-instance-id", said);
        }
        for (field, fr, en) in NOT_KEPT {
            if text(field).is_some() && (*field != "id_string" || text("form_id").is_some()) {
                let said = Said::new(
                    format!("« {field} » n'est pas repris : {fr}."),
                    format!("\"{field}\" is not carried over: {en}."),
                );
                ledger.lost(at.on(&columns, field), "setting-not-kept", said);
            }
        }
    }
    settings.columns = columns;
    settings
}
