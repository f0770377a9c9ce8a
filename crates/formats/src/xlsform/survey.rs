//! The `survey` sheet: rows into a tree, names, nesting.

use std::collections::{HashMap, HashSet};

use super::{
    account::{At, Ledger, Said},
    choices::missing_column,
    columns::{self, Columns},
    kinds::{Kind, Section},
    settings::Settings,
    words::{excerpt, is_name, machine, mended_name, yes_no},
    workbook::{Row, Sheet},
};
use crate::Fate;

/// A row that became an element.
#[derive(Debug, Clone)]
pub(crate) struct Element<'w> {
    pub(crate) row: &'w Row,
    pub(crate) kind: Kind,
    /// The type as written, blanks made single.
    pub(crate) written: String,
    pub(crate) name: String,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
}

/// The tree of a survey.
#[derive(Debug, Clone, Default)]
pub(crate) struct Survey<'w> {
    pub(crate) sheet: usize,
    pub(crate) columns: Columns,
    pub(crate) elements: Vec<Element<'w>>,
    pub(crate) roots: Vec<usize>,
    /// The rows that close a group: what is written in their cells is checked too.
    pub(crate) ends: Vec<&'w Row>,
    /// Every name of the sheet and the elements that bear it.
    pub(crate) by_name: HashMap<String, Vec<usize>>,
}

/// Most levels of groups: a reader of the document may stop at about a hundred levels of JSON.
pub(crate) const MOST_LEVELS: usize = 24;

impl<'w> Survey<'w> {
    /// The text of a field of an element.
    pub(crate) fn text(&self, element: usize, field: &str) -> Option<&'w str> {
        let row: &'w Row = self.elements.get(element)?.row;
        self.columns.text(row, field)
    }

    /// The place of a field of an element.
    pub(crate) fn at(&self, element: usize, field: &'static str) -> At {
        let row = self.elements.get(element).map_or(0, |element| element.row.number);
        At::row(self.sheet, row).on(&self.columns, field)
    }
}

struct Open {
    element: usize,
    section: Section,
    names: HashSet<String>,
    lower: HashSet<String>,
}

struct Reading<'w, 'l> {
    survey: Survey<'w>,
    stack: Vec<Open>,
    top_names: (HashSet<String>, HashSet<String>),
    repeats: HashSet<String>,
    ledger: &'l mut Ledger,
    settings: &'l mut Settings,
}

/// Reads the sheet. Settings written in it (old forms) are added to the others.
pub(crate) fn read<'w>(number: usize, sheet: &'w Sheet, settings: &mut Settings, ledger: &mut Ledger) -> Survey<'w> {
    let mut survey = Survey { sheet: number, ..Survey::default() };
    let Some((header, rows)) = sheet.rows.split_first() else { return survey };
    super::form::header_row(number, header, ledger);
    survey.columns = columns::read(number, header, columns::SURVEY, ledger);
    survey.columns.tell_other(number, header.number, columns::SURVEY, ledger);
    if !survey.columns.has("type") {
        ledger.fault(
            At::row(number, header.number).on(&survey.columns, "type"),
            "missing-column",
            missing_column("type", &survey.columns),
        );
        for row in rows {
            let said = Said::new(
                "Sans colonne « type », cette ligne ne se lit pas.",
                "Without a \"type\" column this row cannot be read.",
            );
            ledger.row(At::row(number, row.number), Fate::Lost, "row-not-read", said, None);
        }
        return survey;
    }
    let mut reading = Reading {
        survey,
        stack: Vec::new(),
        top_names: (HashSet::new(), HashSet::new()),
        repeats: HashSet::new(),
        ledger,
        settings,
    };
    for row in rows {
        reading.row(row);
    }
    reading.unclosed();
    reading.survey
}

impl<'w> Reading<'w, '_> {
    fn at(&self, row: &Row) -> At {
        At::row(self.survey.sheet, row.number)
    }

    fn cell(&self, row: &Row, field: &'static str) -> At {
        self.at(row).on(&self.survey.columns, field)
    }

    fn row(&mut self, row: &'w Row) {
        let text = |field: &str| self.survey.columns.text(row, field);
        if text("disabled").and_then(yes_no) == Some(true) {
            let said = Said::new("Ligne désactivée dans la source.", "A row disabled in the source.");
            self.ledger.row(self.at(row), Fate::Lost, "disabled-row", said, None);
            return;
        }
        let (name, label) = (text("name"), text("label"));
        let Some(written) = text("type").map(machine) else {
            if name.is_some() || label.is_some() {
                self.ledger.fault(self.cell(row, "type"), "question-without-type", without_type());
            }
            let said = Said::new("Ligne de commentaire, sans type ni nom.", "A comment row, without type or name.");
            self.ledger.row(self.at(row), Fate::Lost, "comment-row", said, None);
            return;
        };
        let kind = Kind::read(&written);
        match &kind {
            Kind::Setting(setting) => self.setting(row, setting, name),
            Kind::End(section) => self.end(row, *section),
            _ => self.element(row, kind, written, name),
        }
    }

    fn setting(&mut self, row: &Row, setting: &str, value: Option<&str>) {
        let value = value.map(str::to_owned);
        match setting {
            "form_title" => self.settings.title = value,
            "form_id" => self.settings.id = value,
            _ => {}
        }
        let said = Said::new("Réglage écrit dans « survey ».", "A setting written in \"survey\".");
        self.ledger.row(self.at(row), Fate::Kept, "setting-in-survey", said, None);
    }

    fn end(&mut self, row: &'w Row, section: Section) {
        self.survey.ends.push(row);
        let matches = self.stack.last().is_some_and(|open| open.section == section);
        if matches {
            self.stack.pop();
        } else {
            let word = section.word();
            let open = self.stack.last().and_then(|open| self.survey.elements.get(open.element));
            let said = Said::new(
                format!("« end_{word} » ne ferme rien : aucun « begin_{word} » n'est ouvert ici."),
                format!("\"end_{word}\" closes nothing: no \"begin_{word}\" is open here."),
            );
            let said = match (open, self.stack.last()) {
                (Some(open), Some(at)) => said.mend(
                    format!("« {} » (ligne {}) attend « end_{} ».", open.name, open.row.number, at.section.word()),
                    format!("\"{}\" (row {}) waits for \"end_{}\".", open.name, open.row.number, at.section.word()),
                ),
                _ => said.mend("Supprimez cette ligne.", "Remove this row."),
            };
            self.ledger.fault(self.cell(row, "type"), "unmatched-end", said);
            // Closing down to the section that was meant keeps one mistake from becoming twenty.
            if let Some(meant) = self.stack.iter().rposition(|open| open.section == section) {
                self.stack.truncate(meant);
            }
        }
        if self.survey.columns.text(row, "save_to").is_some() {
            let said =
                Said::new("Un groupe n'est pas une propriété d'entité.", "A group is not a property of an entity.");
            self.ledger.fault(
                self.cell(row, "save_to"),
                "save-of-a-group",
                said.mend("Videz cette cellule.", "Empty this cell."),
            );
        }
        let said = Said::new("Fin de groupe.", "End of a group.");
        self.ledger.row(self.at(row), Fate::Kept, "end", said, None);
    }

    fn element(&mut self, row: &'w Row, kind: Kind, written: String, name: Option<&str>) {
        let name = self.name(row, &kind, name);
        let index = self.survey.elements.len();
        let parent = self.stack.last().map(|open| open.element);
        let holder = self.holder(row, parent).or(parent);
        if !matches!(kind, Kind::Meta("audit")) {
            self.unique(row, &kind, &name);
            self.survey.by_name.entry(name.clone()).or_default().push(index);
        }
        match holder.and_then(|holder| self.survey.elements.get_mut(holder)) {
            Some(parent) => parent.children.push(index),
            None => self.survey.roots.push(index),
        }
        if let Kind::Begin(section, _) = &kind {
            if self.stack.len() >= MOST_LEVELS {
                let said = Said::new(
                    format!("Plus de {MOST_LEVELS} groupes l'un dans l'autre."),
                    format!("More than {MOST_LEVELS} groups inside one another."),
                );
                self.ledger.fault(
                    self.cell(row, "type"),
                    "groups-too-deep",
                    said.mend("Remontez ce groupe.", "Move this group up."),
                );
            }
            self.stack.push(Open { element: index, section: *section, names: HashSet::new(), lower: HashSet::new() });
        }
        self.survey.elements.push(Element { row, kind, written, name, parent, children: Vec::new() });
    }

    /// The question that the row stands in, when it says so: one above it in the same group.
    fn holder(&mut self, row: &Row, parent: Option<usize>) -> Option<usize> {
        let name = self.survey.columns.text(row, "vecu::in")?;
        let of_group = |index: &&usize| self.survey.elements.get(**index).is_some_and(|one| one.parent == parent);
        let found = self.survey.by_name.get(name).and_then(|all| all.iter().find(of_group)).copied();
        if found.is_none() {
            let said = Said::new(
                format!("Aucune question « {name} » ne précède cette ligne dans son groupe."),
                format!("No question \"{name}\" stands before this row in its group."),
            );
            let said = said.mend("Écrivez son nom, ou videz la cellule.", "Write its name, or empty the cell.");
            self.ledger.fault(self.cell(row, "vecu::in"), "unknown-holder", said);
        }
        found
    }

    fn name(&mut self, row: &Row, kind: &Kind, name: Option<&str>) -> String {
        if matches!(kind, Kind::Meta("audit")) {
            if name.is_some_and(|name| name != "audit") {
                let said = Said::new(
                    "La ligne « audit » s'appelle toujours « audit ».",
                    "The \"audit\" row is always named \"audit\".",
                );
                let said = said.mend("Videz la colonne « name ».", "Empty the column \"name\".");
                self.ledger.fault(self.cell(row, "name"), "audit-name", said);
            }
            return "audit".to_owned();
        }
        let Some(name) = name else {
            if kind.wants_name() && *kind != Kind::Unknown {
                self.ledger.fault(self.cell(row, "name"), "question-without-name", self.without_name(row));
            }
            return format!("row_{}", row.number);
        };
        if !is_name(name) {
            let fixed = mended_name(name);
            let said = Said::new(
                format!(
                    "« {} » n'est pas un nom : une lettre ou « _ » d'abord, puis lettres, chiffres, « _ », « - » ou « . ».",
                    excerpt(name)
                ),
                format!(
                    "\"{}\" is not a name: a letter or \"_\" first, then letters, digits, \"_\", \"-\" or \".\".",
                    excerpt(name)
                ),
            );
            self.ledger.fault(
                self.cell(row, "name"),
                "bad-name",
                said.mend(format!("Écrivez « {fixed} »."), format!("Write \"{fixed}\".")),
            );
        }
        name.to_owned()
    }

    fn without_name(&self, row: &Row) -> Said {
        let label = self.survey.columns.text(row, "label").unwrap_or("question");
        let proposed: String = mended_name(&label.to_lowercase()).chars().take(20).collect();
        Said::new("Cette ligne n'a pas de nom.", "This row has no name.").mend(
            format!("Écrivez un nom dans la colonne « name », par exemple « {proposed} »."),
            format!("Write a name in the column \"name\", for instance \"{proposed}\"."),
        )
    }

    fn unique(&mut self, row: &Row, kind: &Kind, name: &str) {
        let (names, lower) = match self.stack.last_mut() {
            Some(open) => (&mut open.names, &mut open.lower),
            None => (&mut self.top_names.0, &mut self.top_names.1),
        };
        let known = !names.insert(name.to_owned());
        let nearly = !lower.insert(name.to_lowercase());
        let at = self.cell(row, "name");
        if name == "meta" {
            let said = Said::new("« meta » est réservé.", "\"meta\" is reserved.");
            self.ledger.fault(at, "reserved-name", said.mend("Écrivez un autre nom.", "Write another name."));
        } else if known {
            let said = Said::new(
                format!("Le nom « {name} » est déjà pris dans ce groupe."),
                format!("The name \"{name}\" is already taken in this group."),
            );
            let said =
                said.mend(format!("Écrivez par exemple « {name}_2 »."), format!("Write for instance \"{name}_2\"."));
            self.ledger.fault(at, "duplicate-name", said);
        } else if nearly {
            let said = Said::new(
                format!(
                    "« {name} » ne diffère d'un autre nom que par ses majuscules : beaucoup de logiciels les confondent."
                ),
                format!("\"{name}\" differs from another name by capitals only: many programs take them for one."),
            );
            self.ledger.put(at, Fate::Kept, "nearly-duplicate-name", said);
        }
        if !matches!(kind, Kind::Begin(Section::Repeat, _)) {
            return;
        }
        if name == self.settings.root {
            let said = Said::new(
                format!("Une répétition ne peut pas s'appeler « {name} », comme le formulaire lui-même."),
                format!("A repeat cannot be named \"{name}\", as the form itself is."),
            );
            self.ledger.fault(at, "repeat-named-as-form", said.mend("Écrivez un autre nom.", "Write another name."));
        } else if !self.repeats.insert(name.to_owned()) {
            let said = Said::new(
                format!("Deux répétitions s'appellent « {name} »."),
                format!("Two repeats are named \"{name}\"."),
            );
            let said =
                said.mend(format!("Écrivez par exemple « {name}_2 »."), format!("Write for instance \"{name}_2\"."));
            self.ledger.fault(at, "duplicate-repeat-name", said);
        }
    }

    fn unclosed(&mut self) {
        for open in std::mem::take(&mut self.stack) {
            let Some(element) = self.survey.elements.get(open.element) else { continue };
            let word = open.section.word();
            let said = Said::new(
                format!("« begin_{word} » « {} » n'est fermé par aucun « end_{word} ».", element.name),
                format!("\"begin_{word}\" \"{}\" is closed by no \"end_{word}\".", element.name),
            );
            let said = said.mend(
                format!("Ajoutez une ligne « end_{word} » après la dernière question du groupe."),
                format!("Add a row \"end_{word}\" after the last question of the group."),
            );
            let at = self.cell(element.row, "type");
            self.ledger.fault(at, "unmatched-begin", said);
        }
    }
}

fn without_type() -> Said {
    Said::new("Cette ligne a un nom ou un libellé, mais pas de type.", "This row has a name or a label, but no type.")
        .mend(
            "Écrivez un type : text, integer, select_one <liste>, note…",
            "Write a type: text, integer, select_one <list>, note…",
        )
}
