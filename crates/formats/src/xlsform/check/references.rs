//! `${name}`: how it is written, that somebody bears the name, and only one.

use super::super::{
    account::{At, Ledger, Said},
    columns::Columns,
    form::Form,
    words::{excerpt, is_plain_name, nearest},
};

/// Columns of `survey` that hold no reference, or whose references are looked at elsewhere; our own hold none either.
const NOT_HERE: &[&str] = &["type", "name", "trigger"];
/// Columns of `choices` where a reference means something; other columns are anybody's.
const OF_CHOICES: &[&str] = &["label", "image", "big-image", "audio", "video"];

pub(super) fn check(form: &Form<'_>, ledger: &mut Ledger) {
    if let Some((sheet, row)) = form.settings.place {
        let ours = columns(&form.settings.columns, &[]);
        for (column, text) in form.settings.cells.iter().filter(|(column, _)| !ours.contains(column)) {
            cell(form, At::row(sheet, row).at(Some(*column)), text, ledger);
        }
    }
    let skipped = columns(&form.survey.columns, NOT_HERE);
    let rows = form.survey.elements.iter().map(|element| element.row).chain(form.survey.ends.iter().copied());
    for row in rows {
        for (column, text) in row.cells.iter().filter(|(column, _)| !skipped.contains(column)) {
            cell(form, At::row(form.survey.sheet, row.number).at(Some(*column)), text, ledger);
        }
    }
    let looked_at = columns(&form.choices.columns, OF_CHOICES);
    for choice in form.choices.lists.iter().flat_map(|list| &list.choices) {
        for (column, text) in choice.row.cells.iter().filter(|(column, _)| looked_at.contains(column)) {
            cell(form, At::row(form.choices.sheet, choice.row.number).at(Some(*column)), text, ledger);
        }
    }
    if let Some((sheet, rows)) = form.entities {
        for row in rows.rows.iter().skip(1) {
            for (column, text) in &row.cells {
                let header = rows.rows.first().and_then(|header| header.cell(*column)).unwrap_or("").to_lowercase();
                if !["list_name", "list name", "dataset", "repeat"].contains(&header.as_str()) {
                    cell(form, At::row(sheet, row.number).at(Some(*column)), text, ledger);
                }
            }
        }
    }
}

fn columns(columns: &Columns, fields: &[&str]) -> Vec<u32> {
    let ours = |field: &str| field.starts_with("vecu::");
    let known = columns.known.iter().filter(|column| fields.contains(&column.field) || ours(column.field));
    known.map(|column| column.index).collect()
}

/// The insides of every `${...}` of a text; none for one that is not closed.
pub(crate) fn references(text: &str) -> impl Iterator<Item = Option<&str>> {
    text.split("${").skip(1).map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Whether the inside of a reference is a name, after `last-saved#` or not.
pub(crate) fn is_reference(inner: &str) -> bool {
    is_plain_name(inner.strip_prefix("last-saved#").unwrap_or(inner))
}

fn cell(form: &Form<'_>, at: At, text: &str, ledger: &mut Ledger) {
    // Two characters are no reference, nor is `${` alone at the end of a cell.
    if !text.contains("${") || text.len() <= 2 {
        return;
    }
    for inner in references(text) {
        let Some(inner) = inner.filter(|inner| is_reference(inner)) else {
            let said = Said::new(
                format!("« {} » contient une référence mal écrite.", excerpt(text)),
                format!("\"{}\" holds a badly written reference.", excerpt(text)),
            );
            let fixed = inner.map(|inner| inner.trim().to_owned()).filter(|inner| is_reference(inner));
            let fixed = fixed.unwrap_or_else(|| "question".to_owned());
            ledger.fault(
                at,
                "bad-reference",
                said.mend(format!("Écrivez « ${{{fixed}}} »."), format!("Write \"${{{fixed}}}\".")),
            );
            continue;
        };
        let name = inner.strip_prefix("last-saved#").unwrap_or(inner);
        let found = form.survey.by_name.get(name);
        let instance = usize::from(name == "instanceID" && form.settings.names_instances);
        let rounds = |index: &usize| super::selects::rounds(form, *index);
        let count = found.map_or(instance, |all| all.iter().map(rounds).sum());
        if count == 0 {
            let said = Said::new(
                format!("Aucun élément ne s'appelle « {name} »."),
                format!("No element is named \"{name}\"."),
            );
            let near = nearest(name, form.survey.by_name.keys().map(String::as_str));
            ledger.fault(
                at,
                "unknown-reference",
                said.nearest(near, "Écrivez le nom d'une question.", "Write the name of a question."),
            );
        } else if count > 1 {
            let said = Said::new(
                format!("{count} éléments s'appellent « {name} » : on ne sait duquel il s'agit."),
                format!("{count} elements are named \"{name}\": which one is meant is not known."),
            );
            let said = said.mend("Renommez-les, chacun à sa façon.", "Rename them, each its own way.");
            ledger.fault(at, "ambiguous-reference", said);
        }
    }
}
