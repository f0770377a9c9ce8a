//! The `entities` sheet and the `save_to` column. Entities are never carried over; their faults are still told, so that
//! a form mended here works elsewhere too.

use std::collections::{BTreeSet, HashMap};

use super::super::{
    account::{At, Ledger, Said},
    columns::{self, Columns},
    form::Form,
    kinds::Kind,
    words::{is_name, nearest},
    workbook::{Row, Sheet},
};
use super::{references::references, scopes};

/// The names of entity lists.
pub(super) fn lists<'f>(form: &'f Form<'_>) -> Vec<&'f str> {
    let Some((_, sheet)) = form.entities else { return Vec::new() };
    let Some((header, rows)) = sheet.rows.split_first() else { return Vec::new() };
    let Some(column) = list_column(header) else { return Vec::new() };
    rows.iter().filter_map(|row| row.cell(column)).collect()
}

pub(super) fn check(form: &Form<'_>, ledger: &mut Ledger) {
    let mut declared: HashMap<&str, u32> = HashMap::new();
    if let Some((number, sheet)) = form.entities
        && let Some((header, rows)) = sheet.rows.split_first()
    {
        let columns = columns::read(number, header, columns::ENTITIES, ledger);
        for (index, text) in &columns.other {
            let said = Said::new(
                format!("La colonne « {text} » n'est pas de « entities »."),
                format!("The column \"{text}\" is not one of \"entities\"."),
            );
            let near = nearest(text, columns::ENTITIES.iter().map(|(written, _)| *written));
            let said = said.nearest(near, "Supprimez-la.", "Remove it.");
            ledger.fault(At::row(number, header.number).at(Some(*index)), "unknown-entity-column", said);
        }
        for row in rows {
            declaration(number, row, &columns, &mut declared, ledger);
        }
    }
    saved(form, &declared, ledger);
    if let Some((number, sheet)) = form.entities
        && !ledger.has_faults()
    {
        scopes::check(form, &uses(sheet), number, ledger);
    }
}

/// Each list, its row, and the answers its cells name.
fn uses(sheet: &Sheet) -> Vec<(&str, u32, BTreeSet<String>)> {
    let Some((header, rows)) = sheet.rows.split_first() else { return Vec::new() };
    let Some(column) = list_column(header) else { return Vec::new() };
    let named = |row: &Row| {
        let all = row.cells.iter().filter(|(index, _)| *index != column).flat_map(|(_, text)| references(text));
        all.flatten().map(|name| name.strip_prefix("last-saved#").unwrap_or(name).to_owned()).collect()
    };
    rows.iter().filter_map(|row| Some((row.cell(column)?, row.number, named(row)))).collect()
}

fn list_column(header: &Row) -> Option<u32> {
    let names = |text: &str| ["list_name", "dataset"].contains(&text.trim().to_lowercase().replace(' ', "_").as_str());
    header.cells.iter().find(|(_, text)| names(text)).map(|(column, _)| *column)
}

fn declaration<'w>(
    number: usize,
    row: &'w Row,
    columns: &Columns,
    declared: &mut HashMap<&'w str, u32>,
    ledger: &mut Ledger,
) {
    let at = |field: &'static str| At::row(number, row.number).on(columns, field);
    let text = |field: &str| columns.text(row, field);
    let has = |field: &str| text(field).is_some();
    let Some(name) = text("list_name") else {
        let said = Said::new("Cette liste d'entités n'a pas de nom.", "This list of entities has no name.");
        ledger.fault(
            at("list_name"),
            "entity-without-name",
            said.mend("Remplissez « list_name ».", "Fill in \"list_name\"."),
        );
        return;
    };
    if let Some(said) = bad_entity_name(name, true) {
        ledger.fault(at("list_name"), "bad-entity-name", said);
    }
    if declared.insert(name, row.number).is_some() {
        let said = Said::new(
            format!("La liste « {name} » est déclarée deux fois."),
            format!("The list \"{name}\" is declared twice."),
        );
        ledger.fault(
            at("list_name"),
            "duplicate-entity",
            said.mend("Gardez une seule des deux lignes.", "Keep only one of the two rows."),
        );
    }
    let fault = |field: &'static str, fr: &str, en: &str, mend_fr: &str, mend_en: &str| {
        (
            at(field),
            Said::new(format!("Liste « {name} » : {fr}."), format!("List \"{name}\": {en}.")).mend(mend_fr, mend_en),
        )
    };
    if !has("entity_id") && has("update_if") {
        let (at, said) = fault(
            "entity_id",
            "une mise à jour demande « entity_id »",
            "an update needs \"entity_id\"",
            "Remplissez « entity_id ».",
            "Fill in \"entity_id\".",
        );
        ledger.fault(at, "entity-update-without-id", said);
    } else if has("entity_id") && has("create_if") && !has("update_if") {
        let (at, said) = fault(
            "update_if",
            "créer ou mettre à jour demande « update_if »",
            "creating or updating needs \"update_if\"",
            "Remplissez « update_if ».",
            "Fill in \"update_if\".",
        );
        ledger.fault(at, "entity-upsert-without-update", said);
    } else if !has("entity_id") && !has("label") {
        let (at, said) = fault(
            "label",
            "créer une entité demande un « label »",
            "creating an entity needs a \"label\"",
            "Remplissez « label ».",
            "Fill in \"label\".",
        );
        ledger.fault(at, "entity-without-label", said);
    }
}

fn bad_entity_name(name: &str, is_list: bool) -> Option<Said> {
    let said = |fr: &str, en: &str| {
        Some(Said::new(format!("« {name} » {fr}."), format!("\"{name}\" {en}.")).mend(
            "Lettres, chiffres, « _ » et « - », une lettre d'abord.",
            "Letters, digits, \"_\" and \"-\", a letter first.",
        ))
    };
    if !is_list && ["name", "label"].contains(&name.to_lowercase().as_str()) {
        said("est réservé", "is reserved")
    } else if name.starts_with("__") {
        said("commence par deux soulignés, ce qui est réservé", "starts with two underscores, which is reserved")
    } else if is_list && name.contains('.') {
        said("contient un point", "has a point in it")
    } else if !is_name(name) {
        said("n'est pas un nom", "is not a name")
    } else {
        None
    }
}

fn saved(form: &Form<'_>, declared: &HashMap<&str, u32>, ledger: &mut Ledger) {
    let mut taken: HashMap<(String, String), u32> = HashMap::new();
    for (index, element) in form.survey.elements.iter().enumerate() {
        let Some(written) = form.survey.text(index, "save_to") else { continue };
        let at = form.survey.at(index, "save_to");
        if declared.is_empty() {
            let said =
                Said::new("« save_to » demande une feuille « entities ».", "\"save_to\" needs a sheet \"entities\".");
            ledger.fault(
                at,
                "save-without-entities",
                said.mend("Videz cette cellule ou déclarez l'entité.", "Empty this cell, or declare the entity."),
            );
            continue;
        }
        let (list, property) = match written.split('#').collect::<Vec<_>>().as_slice() {
            [property] if declared.len() == 1 => (declared.keys().next().copied().unwrap_or(""), *property),
            [_] => {
                let said = Said::new(
                    "Plusieurs listes sont déclarées : laquelle reçoit cette réponse ?",
                    "Several lists are declared: which one takes this answer?",
                );
                ledger.fault(
                    at,
                    "save-without-list",
                    said.mend(format!("Écrivez « liste#{written} »."), format!("Write \"list#{written}\".")),
                );
                continue;
            }
            [list, property] => (*list, *property),
            _ => {
                let said = Said::new(
                    format!("« {written} » a plus d'un « # »."),
                    format!("\"{written}\" has more than one \"#\"."),
                );
                ledger.fault(
                    at,
                    "save-with-two-signs",
                    said.mend("Écrivez « liste#propriété ».", "Write \"list#property\"."),
                );
                continue;
            }
        };
        if !declared.contains_key(list) {
            let said = Said::new(
                format!("La liste « {list} » n'est pas dans « entities »."),
                format!("The list \"{list}\" is not in \"entities\"."),
            );
            let said = said.nearest(nearest(list, declared.keys().copied()), "Déclarez-la.", "Declare it.");
            ledger.fault(at, "unknown-entity", said);
            continue;
        }
        if matches!(element.kind, Kind::Begin(..)) {
            let said =
                Said::new("Un groupe n'est pas une propriété d'entité.", "A group is not a property of an entity.");
            ledger.fault(at, "save-of-a-group", said.mend("Videz cette cellule.", "Empty this cell."));
        } else if let Some(said) = bad_entity_name(property, false) {
            ledger.fault(at, "bad-entity-property", said);
        } else if let Some(first) = taken.insert((list.to_owned(), property.to_owned()), element.row.number) {
            let said = Said::new(
                format!("« {property} » est déjà rempli par la ligne {first}."),
                format!("\"{property}\" is already filled by row {first}."),
            );
            ledger.fault(at, "duplicate-save", said.mend("Nommez une autre propriété.", "Name another property."));
        }
    }
}
