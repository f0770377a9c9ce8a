//! The `choices` and `external_choices` sheets: lists by name.

use std::collections::{HashMap, HashSet};

use super::{
    account::{At, Ledger, Said},
    columns::{self, Columns},
    workbook::{Row, Sheet},
};
use crate::Fate;

/// One choice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice<'w> {
    pub(crate) code: &'w str,
    pub(crate) row: &'w Row,
}

/// A list.
#[derive(Debug, Clone)]
pub(crate) struct List<'w> {
    pub(crate) name: &'w str,
    pub(crate) choices: Vec<Choice<'w>>,
    /// Whether a question took it over.
    pub(crate) used: bool,
}

/// Every list of a sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists<'w> {
    pub(crate) sheet: usize,
    pub(crate) columns: Columns,
    pub(crate) lists: Vec<List<'w>>,
    pub(crate) by_name: HashMap<&'w str, usize>,
    /// The number of the header row.
    pub(crate) header: u32,
    /// Whether the sheet is there and has rows.
    pub(crate) present: bool,
}

impl<'w> Lists<'w> {
    /// A list by its name.
    pub(crate) fn named(&self, name: &str) -> Option<&List<'w>> {
        self.lists.get(*self.by_name.get(name)?)
    }

    /// A column of a choice by the header it was written with, for filters.
    pub(crate) fn column(&self, row: &Row, header: &str) -> Option<String> {
        if let Some((index, _)) = self.columns.other.iter().find(|(_, text)| text == header) {
            return row.cell(*index).map(str::to_owned);
        }
        self.columns.text(row, header).map(str::to_owned)
    }

    /// Other columns of choices serve filters and nothing else: said once, at their header.
    pub(crate) fn tell_unused_columns(&self, ledger: &mut Ledger) {
        for (index, header) in &self.columns.other {
            let said = Said::new(
                format!("La colonne « {header} » ne sert qu'aux filtres de choix : elle n'est pas reprise elle-même."),
                format!("The column \"{header}\" serves choice filters only: it is not itself carried over."),
            );
            ledger.changed(At::row(self.sheet, 1).at(Some(*index)), "filter-column", said);
        }
    }
}

/// Reads a sheet of choices. External choices are looked up, not shown: they may come without labels.
pub(crate) fn read<'w>(
    number: usize,
    sheet: &'w Sheet,
    external: bool,
    duplicates: bool,
    ledger: &mut Ledger,
) -> Lists<'w> {
    let mut lists = Lists { sheet: number, ..Lists::default() };
    let Some((header, rows)) = sheet.rows.split_first() else { return lists };
    super::form::header_row(number, header, ledger);
    lists.columns = columns::read(number, header, columns::CHOICES, ledger);
    lists.present = !rows.is_empty();
    lists.header = header.number;
    if lists.present && !external && !lists.columns.has("name") {
        let at = At::row(number, header.number).on(&lists.columns, "name");
        ledger.fault(at, "missing-column", missing_column("name", &lists.columns));
    }
    let mut codes: HashSet<(usize, &str)> = HashSet::new();
    for row in rows {
        let at = At::row(number, row.number);
        let Some(name) = lists.columns.text(row, "list_name") else {
            let said = Said::new(
                "Ligne sans nom de liste : elle n'est d'aucune liste.",
                "A row without a list name: it is of no list.",
            );
            ledger.row(at, Fate::Lost, "choice-without-list", said, None);
            continue;
        };
        let Some(code) = lists.columns.text(row, "name") else {
            if !external {
                ledger.fault(at.on(&lists.columns, "name"), "choice-without-name", without_name(name));
            }
            ledger.row(
                at,
                Fate::Lost,
                "choice-without-name",
                Said::new("Choix sans nom.", "A choice without a name."),
                None,
            );
            continue;
        };
        let list = match lists.by_name.get(name) {
            Some(list) => *list,
            None => {
                lists.by_name.insert(name, lists.lists.len());
                lists.lists.push(List { name, choices: Vec::new(), used: false });
                lists.lists.len() - 1
            }
        };
        if !codes.insert((list, code)) && !duplicates && !external {
            ledger.fault(at.on(&lists.columns, "name"), "duplicate-choice", duplicate(name, code));
        }
        if let Some(list) = lists.lists.get_mut(list) {
            list.choices.push(Choice { code, row });
        }
    }
    lists
}

/// The primary line of every choice, once it is known which lists were used.
pub(crate) fn tell(lists: &Lists<'_>, ledger: &mut Ledger) {
    for list in &lists.lists {
        for choice in &list.choices {
            let at = At::row(lists.sheet, choice.row.number);
            if list.used {
                let said = Said::new(
                    format!("Choix « {} » de la liste « {} ».", choice.code, list.name),
                    format!("Choice \"{}\" of the list \"{}\".", choice.code, list.name),
                );
                ledger.row(at, Fate::Kept, "choice", said, None);
            } else {
                let said = Said::new(
                    format!("La liste « {} » n'est prise par aucune question reprise.", list.name),
                    format!("The list \"{}\" is taken by no question that is carried over.", list.name),
                );
                ledger.row(at, Fate::Lost, "unused-list", said, None);
            }
        }
    }
}

/// A sheet that lacks one of its columns.
pub(crate) fn missing_column(field: &str, columns: &Columns) -> Said {
    let near = super::words::nearest(field, columns.other.iter().map(|(_, text)| text.as_str()));
    let said = Said::new(format!("La colonne « {field} » manque."), format!("The column \"{field}\" is missing."));
    match near {
        Some(other) => said.mend(
            format!("Renommez la colonne « {other} » en « {field} »."),
            format!("Rename the column \"{other}\" to \"{field}\"."),
        ),
        None => said.mend(
            format!("Écrivez « {field} » dans la première ligne, au-dessus de sa colonne."),
            format!("Write \"{field}\" in the first row, above its column."),
        ),
    }
}

fn without_name(list: &str) -> Said {
    Said::new(
        format!("Un choix de la liste « {list} » n'a pas de nom (le code de la réponse)."),
        format!("A choice of the list \"{list}\" has no name (the code of the answer)."),
    )
    .mend(
        "Écrivez un code court, sans blanc, dans la colonne « name ».",
        "Write a short code without blanks in the column \"name\".",
    )
}

fn duplicate(list: &str, code: &str) -> Said {
    Said::new(
        format!("Le choix « {code} » est écrit deux fois dans la liste « {list} »."),
        format!("The choice \"{code}\" is written twice in the list \"{list}\"."),
    )
    .mend(
        "Donnez un autre code à l'un des deux, ou écrivez « yes » sous « allow_choice_duplicates » dans « settings ».",
        "Give one of them another code, or write \"yes\" under \"allow_choice_duplicates\" in \"settings\".",
    )
}
