//! Headers: which column holds what, in which language. Old names of columns are known, and both ways of writing a
//! group (`label::fr` and `label:fr`).

use std::collections::HashMap;

use super::{
    account::{At, Ledger, Said},
    language::Language,
    words::nearest,
    workbook::Row,
};

/// A column that is understood: its name, and its language when it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) index: u32,
    pub(crate) field: &'static str,
    pub(crate) language: Option<Language>,
}

/// The columns of a sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    pub(crate) known: Vec<Column>,
    /// Other columns: (index, header). Those of choices may be used by filters.
    pub(crate) other: Vec<(u32, String)>,
}

/// The vocabulary of a sheet: (written, meant). The first of those that mean the same is today's name.
pub(crate) type Vocabulary = &'static [(&'static str, &'static str)];

/// Columns of `survey`.
pub(crate) const SURVEY: Vocabulary = &[
    ("type", "type"),
    ("name", "name"),
    ("label", "label"),
    ("hint", "hint"),
    ("guidance_hint", "guidance_hint"),
    ("required", "required"),
    ("required_message", "required_message"),
    ("relevant", "relevant"),
    ("constraint", "constraint"),
    ("constraint_message", "constraint_message"),
    ("calculation", "calculation"),
    ("choice_filter", "choice_filter"),
    ("default", "default"),
    ("appearance", "appearance"),
    ("parameters", "parameters"),
    ("readonly", "readonly"),
    ("trigger", "trigger"),
    ("repeat_count", "repeat_count"),
    ("image", "image"),
    ("big-image", "big-image"),
    ("audio", "audio"),
    ("video", "video"),
    ("save_to", "save_to"),
    ("disabled", "disabled"),
    ("intent", "intent"),
    ("rows", "rows"),
    ("autoplay", "autoplay"),
    ("query", "query"),
    ("vecu::link_id", "vecu::link_id"),
    ("vecu::in", "vecu::in"),
    ("vecu::prefix", "vecu::prefix"),
    ("vecu::text::parent", "vecu::text::parent"),
    ("vecu::text::relative", "vecu::text::relative"),
    ("vecu::text::proxy", "vecu::text::proxy"),
    ("vecu::no-speaker-text", "vecu::no-speaker-text"),
    ("vecu::item-type", "vecu::item-type"),
    ("vecu::moment", "vecu::moment"),
    ("vecu::valence", "vecu::valence"),
    ("vecu::theme", "vecu::theme"),
    ("vecu::local", "vecu::local"),
    ("vecu::fhir", "vecu::fhir"),
    ("command", "type"),
    ("tag", "name"),
    ("value", "name"),
    ("caption", "label"),
    ("read_only", "readonly"),
    ("relevance", "relevant"),
    ("calculate", "calculation"),
    ("constraining_message", "constraint_message"),
    ("jr:constraintmsg", "constraint_message"),
    ("requiredmsg", "required_message"),
    ("jr:requiredmsg", "required_message"),
    ("noapperrorstring", "no_app_error_string"),
    ("no_app_error_string", "no_app_error_string"),
    ("jr:noapperrorstring", "no_app_error_string"),
    ("count", "repeat_count"),
    ("jr:count", "repeat_count"),
    ("compact_tag", "compact_tag"),
    ("sms_field", "sms_field"),
    ("sms_option", "sms_option"),
];

/// Columns of `choices` and `external_choices`.
pub(crate) const CHOICES: Vocabulary = &[
    ("list_name", "list_name"),
    ("name", "name"),
    ("label", "label"),
    ("image", "image"),
    ("big-image", "big-image"),
    ("audio", "audio"),
    ("video", "video"),
    ("vecu_system", "vecu_system"),
    ("vecu_weight", "vecu_weight"),
    ("vecu_missing", "vecu_missing"),
    ("vecu_unread", "vecu_unread"),
    ("vecu_fhir", "vecu_fhir"),
    ("value", "name"),
    ("caption", "label"),
];

/// Columns of `settings`.
pub(crate) const SETTINGS: Vocabulary = &[
    ("form_title", "form_title"),
    ("form_id", "form_id"),
    ("version", "version"),
    ("default_language", "default_language"),
    ("instance_name", "instance_name"),
    ("style", "style"),
    ("name", "name"),
    ("public_key", "public_key"),
    ("submission_url", "submission_url"),
    ("auto_send", "auto_send"),
    ("auto_delete", "auto_delete"),
    ("allow_choice_duplicates", "allow_choice_duplicates"),
    ("clean_text_values", "clean_text_values"),
    ("omit_instanceid", "omit_instanceID"),
    ("instance_id", "instance_id"),
    ("namespaces", "namespaces"),
    ("client_editable", "client_editable"),
    ("add_none_option", "add_none_option"),
    ("flat", "flat"),
    ("prefix", "prefix"),
    ("delimiter", "delimiter"),
    ("sms_keyword", "sms_keyword"),
    ("sms_separator", "sms_separator"),
    ("sms_allow_media", "sms_allow_media"),
    ("sms_date_format", "sms_date_format"),
    ("sms_datetime_format", "sms_datetime_format"),
    ("sms_response", "sms_response"),
    ("vecu::designers", "vecu::designers"),
    ("vecu::moment-told", "vecu::moment-told"),
    ("vecu::licence", "vecu::licence"),
    ("vecu::licence-source", "vecu::licence-source"),
    ("vecu::licence-note", "vecu::licence-note"),
    ("vecu::lists", "vecu::lists"),
    ("set_form_title", "form_title"),
    ("title", "form_title"),
    ("set_form_id", "form_id"),
    ("id_string", "id_string"),
];

/// Columns of `entities`.
pub(crate) const ENTITIES: Vocabulary = &[
    ("list_name", "list_name"),
    ("label", "label"),
    ("entity_id", "entity_id"),
    ("create_if", "create_if"),
    ("update_if", "update_if"),
    ("repeat", "repeat"),
    ("dataset", "list_name"),
];

/// Columns that come in languages.
const IN_LANGUAGES: &[&str] = &[
    "label",
    "hint",
    "guidance_hint",
    "required_message",
    "constraint_message",
    "image",
    "big-image",
    "audio",
    "video",
    "vecu::text::parent",
    "vecu::text::relative",
    "vecu::text::proxy",
    "vecu::designers",
    "vecu::moment-told",
    "vecu::licence",
    "vecu::licence-source",
    "vecu::licence-note",
];
/// The groups of old headers (`bind::relevant`, `media::image`).
const GROUPS: &[&str] = &["bind", "control", "body", "media"];

/// Reads a header row. Columns met twice are faults; columns that are not known are told.
pub(crate) fn read(sheet: usize, header: &Row, vocabulary: Vocabulary, ledger: &mut Ledger) -> Columns {
    let mut columns = Columns::default();
    let double = header.cells.iter().any(|(_, text)| text.contains("::"));
    let mut written: HashMap<&str, u32> = HashMap::new();
    let mut meant: HashMap<(&'static str, Option<String>), &str> = HashMap::new();
    for (index, text) in &header.cells {
        let at = At::row(sheet, header.number).at(Some(*index));
        if written.insert(text.as_str(), *index).is_some() {
            ledger.fault(at, "duplicate-column", duplicate(text));
            continue;
        }
        match understand(text, double, vocabulary) {
            Some((field, language)) => {
                let key = (field, language.as_ref().map(|language| language.name.to_lowercase()));
                if let Some(first) = meant.insert(key, text) {
                    ledger.fault(at, "same-column-twice", same_twice(first, text));
                    continue;
                }
                columns.known.push(Column { index: *index, field, language });
            }
            None => columns.other.push((*index, text.clone())),
        }
    }
    columns
}

/// The field and the language of a header.
fn understand(text: &str, double: bool, vocabulary: Vocabulary) -> Option<(&'static str, Option<Language>)> {
    let find = |word: &str| vocabulary.iter().find(|(written, _)| *written == word).map(|(_, meant)| *meant);
    if let Some(field) = find(&snake(text)) {
        return Some((field, None));
    }
    let tokens = tokens(text, double);
    let mut tokens = tokens.iter().map(String::as_str);
    let mut first = snake(tokens.next()?);
    if GROUPS.contains(&first.as_str()) {
        first = snake(tokens.next()?);
    } else if first == super::carried::SHEET {
        // Our own columns have names of two or three parts.
        first = format!("{first}::{}", snake(tokens.next()?));
        if find(&first).is_none() {
            first = format!("{first}::{}", snake(tokens.next()?));
        }
    }
    let field = find(&first)?;
    let rest: Vec<&str> = tokens.filter(|token| !token.is_empty()).collect();
    match rest.as_slice() {
        [] => Some((field, None)),
        [language] if IN_LANGUAGES.contains(&field) => Some((field, Some(Language::named(language)))),
        _ => None,
    }
}

fn tokens(text: &str, double: bool) -> Vec<String> {
    if double || text.contains("::") {
        return text.split("::").map(|part| part.trim().to_owned()).collect();
    }
    let mut out: Vec<String> = Vec::new();
    let mut parts = text.split(':').map(str::trim);
    while let Some(part) = parts.next() {
        match (part, part == "jr") {
            (_, true) => out.push(format!("jr:{}", parts.next().unwrap_or(""))),
            (part, false) => out.push(part.to_owned()),
        }
    }
    out
}

/// Lower case, blanks as underscores.
fn snake(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

fn duplicate(text: &str) -> Said {
    Said::new(
        format!("La colonne « {text} » est écrite deux fois ; on ne sait laquelle lire."),
        format!("The column \"{text}\" is written twice; which one to read is not known."),
    )
    .mend("Supprimez l'une des deux, ou renommez-la.", "Remove one of them, or rename it.")
}

fn same_twice(first: &str, text: &str) -> Said {
    Said::new(
        format!("« {first} » et « {text} » sont deux noms de la même colonne."),
        format!("\"{first}\" and \"{text}\" are two names of the same column."),
    )
    .mend("Gardez une seule des deux colonnes.", "Keep only one of the two columns.")
}

impl Columns {
    /// Whether a field has a column, in whatever language.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.known.iter().any(|column| column.field == field)
    }

    /// The column of a field without a language, or else its first one.
    pub(crate) fn index(&self, field: &str) -> Option<u32> {
        let mut of_field = self.known.iter().filter(|column| column.field == field);
        let first = of_field.next()?;
        if first.language.is_none() {
            return Some(first.index);
        }
        Some(of_field.find(|column| column.language.is_none()).unwrap_or(first).index)
    }

    /// The text of a field in a row, without a language or in the first one written.
    pub(crate) fn text<'r>(&self, row: &'r Row, field: &str) -> Option<&'r str> {
        let mut spoken = None;
        for column in self.known.iter().filter(|column| column.field == field) {
            let cell = row.cell(column.index);
            if column.language.is_none() && cell.is_some() {
                return cell;
            }
            spoken = spoken.or(cell);
        }
        spoken
    }

    /// The texts of a field in every language they are written in: (language or none, text, column).
    pub(crate) fn texts<'c, 'r>(
        &'c self,
        row: &'r Row,
        field: &'c str,
    ) -> impl Iterator<Item = (Option<&'c Language>, &'r str, u32)> {
        let of_field = self.known.iter().filter(move |column| column.field == field);
        of_field.filter_map(|column| Some((column.language.as_ref(), row.cell(column.index)?, column.index)))
    }

    /// Says which columns are not carried over, one line a column: it stands for every cell of the column.
    pub(crate) fn tell_other(&self, sheet: usize, header: u32, vocabulary: Vocabulary, ledger: &mut Ledger) {
        for (index, text) in &self.other {
            let mut known = vocabulary.iter().map(|(written, _)| *written);
            let near = nearest(&snake(text.split(':').next().unwrap_or(text)), &mut known);
            let said = Said::new(
                format!("La colonne « {text} » n'est pas de celles qui sont lues : ses cellules ne sont pas reprises."),
                format!("The column \"{text}\" is not one that is read: its cells are not carried over."),
            );
            let said = said.nearest(near, "", "");
            ledger.lost(At::row(sheet, header).at(Some(*index)), "unknown-column", said);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Option<(&'static str, Option<String>)> {
        understand(text, false, SURVEY).map(|(field, language)| (field, language.map(|language| language.tag)))
    }

    #[test]
    fn old_and_new_headers_are_understood() {
        assert_eq!(understood("LABEL::EN"), Some(("label", Some("EN".to_owned()))));
        assert_eq!(understood("label:English"), Some(("label", Some("en".to_owned()))));
        assert_eq!(understood("bind:jr:constraintMsg"), Some(("constraint_message", None)));
        assert_eq!(understood("bind::relevant"), Some(("relevant", None)));
        assert_eq!(understood("media::image::French (fr)"), Some(("image", Some("fr".to_owned()))));
        assert_eq!(understood("constraint message"), Some(("constraint_message", None)));
        assert_eq!(understood("vecu::moment"), Some(("vecu::moment", None)));
        assert_eq!(understood("Vecu::Text::Parent::French (fr)"), Some(("vecu::text::parent", Some("fr".to_owned()))));
        assert_eq!(understood("vecu::moment::French (fr)"), None);
        assert_eq!(understood("vecu::other::thing::French"), None);
        assert_eq!(understood("bind::foo"), None);
        assert_eq!(understood("tutorial notes"), None);
    }
}
