//! Choices: their list, its file, filters, tables of choices.

use super::super::{
    account::{At, Ledger, Said},
    choices::missing_column,
    form::{Form, misspelt},
    kinds::{From, Kind, Section, Select},
    survey::Element,
    words::nearest,
};

pub(super) fn check(form: &Form<'_>, ledger: &mut Ledger) {
    let mut told_sheet = false;
    unnamed(form, ledger);
    for (index, element) in form.survey.elements.iter().enumerate() {
        match &element.kind {
            Kind::Select(select) => {
                list(form, index, select, &mut told_sheet, ledger);
                others(form, index, select, ledger);
            }
            Kind::Begin(Section::Loop, over) => looped(form, index, over.as_deref(), ledger),
            Kind::Begin(section, _) => {
                if *section == Section::Repeat && rounds(form, index) > 1 {
                    let said = Said::new(
                        "Cette répétition est dans une boucle : elle reviendrait plusieurs fois sous le même nom.",
                        "This repeat stands in a loop: it would come several times under one name.",
                    );
                    let said = said.mend("Sortez-la de la boucle.", "Take it out of the loop.");
                    ledger.fault(form.survey.at(index, "name"), "repeat-in-loop", said);
                }
                table(form, index, element, ledger);
                counted(form, index, element, ledger);
            }
            _ => {}
        }
    }
    searched(form, ledger);
    attached(form, ledger);
}

/// Without the names of their lists choices are of no use: a fault once a question wants some.
fn unnamed(form: &Form<'_>, ledger: &mut Ledger) {
    let wants = |element: &Element<'_>| matches!(&element.kind, Kind::Select(select) if select.from == From::Choices);
    let choices = &form.choices;
    if choices.present && !choices.columns.has("list_name") && form.survey.elements.iter().any(wants) {
        let at = At::row(choices.sheet, choices.header).on(&choices.columns, "list_name");
        ledger.fault(at, "missing-column", missing_column("list_name", &choices.columns));
    }
}

fn list(form: &Form<'_>, index: usize, select: &Select, told_sheet: &mut bool, ledger: &mut Ledger) {
    let at = form.survey.at(index, "type");
    let name = select.list.as_str();
    match select.from {
        From::External if !form.external.present => {
            misspelt("external_choices", &form.sheets, ledger);
            ledger.fault(at, "no-external-choices", no_sheet("external_choices", "list_name, name"));
        }
        From::External if form.external.named(name).is_none() => {
            let known = form.external.lists.iter().map(|list| list.name);
            ledger.fault(at, "unknown-list", unknown_list(name, "external_choices", known));
        }
        From::File => {
            let dots = name.matches('.').count();
            if dots != 1 || ![".csv", ".xml", ".geojson"].iter().any(|end| name.ends_with(end)) {
                ledger.fault(at, "bad-choice-file", bad_file(name));
            }
        }
        From::Choices => match form.choices.named(name) {
            None if !form.choices.present => {
                if !std::mem::replace(told_sheet, true) {
                    misspelt("choices", &form.sheets, ledger);
                }
                ledger.fault(at, "no-choices", no_sheet("choices", "list_name, name, label"));
            }
            None => {
                let known = form.choices.lists.iter().map(|list| list.name);
                ledger.fault(at, "unknown-list", unknown_list(name, "choices", known));
            }
            Some(list) if select.several && !select.rank => {
                if let Some(choice) = list.choices.iter().find(|choice| choice.code.contains(' ')) {
                    ledger.fault(at, "blank-in-choice", blank(name, choice.code));
                }
            }
            Some(_) => {}
        },
        From::External | From::Answers => {}
    }
}

fn no_sheet(sheet: &str, columns: &str) -> Said {
    Said::new(
        format!("La feuille « {sheet} » manque ou est vide."),
        format!("The sheet \"{sheet}\" is missing or empty."),
    )
    .mend(format!("Ajoutez-la avec les colonnes {columns}."), format!("Add it with the columns {columns}."))
}

fn bad_file(name: &str) -> Said {
    Said::new(
        format!("« {name} » n'est pas un nom de fichier de choix."),
        format!("\"{name}\" is not the name of a file of choices."),
    )
    .mend(
        "Écrivez par exemple « villes.csv » (.csv, .xml ou .geojson).",
        "Write for instance \"cities.csv\" (.csv, .xml or .geojson).",
    )
}

fn blank(list: &str, code: &str) -> Said {
    let fixed = code.replace(' ', "_");
    Said::new(
        format!("Le choix « {code} » de « {list} » contient un blanc, qui sépare les réponses d'un choix multiple."),
        format!("The choice \"{code}\" of \"{list}\" has a blank in it, which separates answers of a multiple choice."),
    )
    .mend(format!("Écrivez « {fixed} »."), format!("Write \"{fixed}\"."))
}

fn unknown_list<'l>(name: &str, sheet: &str, lists: impl Iterator<Item = &'l str>) -> Said {
    Said::new(
        format!("La liste « {name} » n'est pas dans « {sheet} »."),
        format!("The list \"{name}\" is not in \"{sheet}\"."),
    )
    .nearest(
        nearest(name, lists),
        &format!("Ajoutez ses choix à « {sheet} »."),
        &format!("Add its choices to \"{sheet}\"."),
    )
}

fn others(form: &Form<'_>, index: usize, select: &Select, ledger: &mut Ledger) {
    if !select.other {
        return;
    }
    if form.survey.text(index, "choice_filter").is_some() {
        let said = Said::new(
            "Un filtre de choix ne va pas avec « or_other ».",
            "A choice filter does not go with \"or_other\".",
        );
        let said = said.mend(
            "Ajoutez un choix « autre » à la liste et une question texte.",
            "Add a choice \"other\" to the list, and a text question.",
        );
        ledger.fault(form.survey.at(index, "choice_filter"), "filter-with-other", said);
    }
    if select.from != From::Choices {
        let said = Said::new(
            "« or_other » demande une liste de la feuille « choices ».",
            "\"or_other\" needs a list of the sheet \"choices\".",
        );
        let said = said.mend("Retirez « or_other ».", "Remove \"or_other\".");
        ledger.fault(form.survey.at(index, "type"), "other-without-list", said);
    }
}

fn looped(form: &Form<'_>, index: usize, over: Option<&str>, ledger: &mut Ledger) {
    let at = form.survey.at(index, "type");
    match over {
        None => {
            let said = Said::new(
                "« begin_loop » ne dit pas sur quelle liste.",
                "\"begin_loop\" does not say over which list.",
            );
            ledger.fault(
                at,
                "loop-without-list",
                said.mend("Écrivez « begin loop over <liste> ».", "Write \"begin loop over <list>\"."),
            );
        }
        Some(name) if form.choices.named(name).is_none() => {
            ledger.fault(
                at,
                "unknown-list",
                unknown_list(name, "choices", form.choices.lists.iter().map(|list| list.name)),
            );
        }
        Some(_) => {}
    }
}

/// A number of rounds that is computed takes a name of its own in other tools: the repeat's, then `_count`.
fn counted(form: &Form<'_>, index: usize, element: &Element<'_>, ledger: &mut Ledger) {
    let Some(text) = form.survey.text(index, "repeat_count") else { return };
    let plain =
        text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')).is_some_and(super::references::is_reference);
    let name = format!("{}_count", element.name);
    let taken = form
        .survey
        .by_name
        .get(&name)
        .into_iter()
        .flatten()
        .any(|other| form.survey.elements.get(*other).is_some_and(|other| other.parent == element.parent));
    if taken && !plain {
        let said = Said::new(
            format!(
                "« {name} » est le nom que prend ailleurs le nombre de tours de cette répétition ; il est déjà pris."
            ),
            format!("\"{name}\" is the name the number of rounds of this repeat takes elsewhere; it is already taken."),
        );
        let said = said.mend(
            format!("Renommez l'autre élément, ou écrivez « ${{{name}}} » ici."),
            format!("Rename the other element, or write \"${{{name}}}\" here."),
        );
        ledger.fault(form.survey.at(index, "repeat_count"), "repeat-count-name-taken", said);
    }
}

/// How many times an element comes out of the loops it stands in.
pub(super) fn rounds(form: &Form<'_>, index: usize) -> usize {
    let mut rounds = 1_usize;
    let mut at = form.survey.elements.get(index).and_then(|element| element.parent);
    while let Some(element) = at.and_then(|at| form.survey.elements.get(at)) {
        if let Kind::Begin(Section::Loop, Some(list)) = &element.kind {
            rounds = rounds.saturating_mul(form.choices.named(list).map_or(1, |list| list.choices.len()));
        }
        at = element.parent;
    }
    rounds
}

/// In a table of choices every question takes the same list, unfiltered.
fn table(form: &Form<'_>, index: usize, element: &Element<'_>, ledger: &mut Ledger) {
    let appearance = form.survey.text(index, "appearance").unwrap_or("");
    if !appearance.split_whitespace().any(|word| word == "table-list") {
        return;
    }
    let mut first: Option<&str> = None;
    for child in &element.children {
        let Some(Kind::Select(select)) = form.survey.elements.get(*child).map(|element| &element.kind) else {
            continue;
        };
        match first {
            None => {
                first = Some(&select.list);
                if form.survey.text(*child, "choice_filter").is_some() {
                    let said = Said::new(
                        "Un filtre de choix ne va pas avec « table-list ».",
                        "A choice filter does not go with \"table-list\".",
                    );
                    let said =
                        said.mend("Retirez le filtre ou « table-list ».", "Remove the filter or \"table-list\".");
                    ledger.fault(form.survey.at(*child, "choice_filter"), "filter-in-table", said);
                }
            }
            Some(list) if list != select.list => {
                let said = Said::new(
                    format!(
                        "Dans cette table, la première question prend la liste « {list} », celle-ci « {} ».",
                        select.list
                    ),
                    format!(
                        "In this table the first question takes the list \"{list}\", this one \"{}\".",
                        select.list
                    ),
                );
                let said = said.mend(
                    "Donnez la même liste à toutes, ou coupez la table.",
                    "Give all of them the same list, or cut the table.",
                );
                ledger.fault(form.survey.at(*child, "type"), "lists-differ-in-table", said);
            }
            Some(_) => {}
        }
    }
}

/// `search()` takes its choices from a file through the list: the list can serve nothing else.
fn searched(form: &Form<'_>, ledger: &mut Ledger) {
    let selects = || {
        form.survey.elements.iter().enumerate().filter_map(|(index, element)| match &element.kind {
            Kind::Select(select) => Some((index, select)),
            _ => None,
        })
    };
    let searches = |index: usize| {
        form.survey.text(index, "appearance").is_some_and(|text| text.replace(' ', "").contains("search("))
    };
    for (index, select) in selects().filter(|(index, _)| searches(*index)) {
        let at = form.survey.at(index, "appearance");
        if select.from == From::File {
            let said = Said::new(
                "« search() » ne va pas avec un choix pris dans un fichier.",
                "\"search()\" does not go with a choice taken from a file.",
            );
            ledger.fault(at, "search-with-file", said.mend("Retirez « search() ».", "Remove \"search()\"."));
        } else if let Some((other, _)) = selects().find(|(other, one)| one.list == select.list && !searches(*other)) {
            let name = form.survey.elements.get(other).map_or("", |element| element.name.as_str());
            let said = Said::new(
                format!("La liste « {} » sert aussi à « {name} », sans « search() ».", select.list),
                format!("The list \"{}\" also serves \"{name}\", without \"search()\".", select.list),
            );
            let said = said.mend("Donnez à cette question sa propre liste.", "Give this question a list of its own.");
            ledger.fault(at, "search-shares-its-list", said);
        }
    }
}

/// A name of attached data means one file only.
fn attached(form: &Form<'_>, ledger: &mut Ledger) {
    let mut seen: std::collections::HashMap<&str, (String, bool)> = std::collections::HashMap::new();
    let searched = |list: &str| {
        form.survey.elements.iter().enumerate().any(|(index, element)| {
            matches!(&element.kind, Kind::Select(select) if select.list == list)
                && form.survey.text(index, "appearance").is_some_and(|text| text.contains("search("))
        })
    };
    for list in form.choices.lists.iter().filter(|list| !searched(list.name)) {
        seen.insert(list.name, ("choices".to_owned(), false));
    }
    let last_saved = |element: &Element<'_>| element.row.cells.iter().any(|(_, text)| text.contains("${last-saved#"));
    if form.survey.elements.iter().any(last_saved) {
        seen.insert("__last-saved", ("last-saved".to_owned(), true));
    }
    for (index, element) in form.survey.elements.iter().enumerate() {
        let mut sources: Vec<(&str, String, bool)> = Vec::new();
        match &element.kind {
            Kind::Attached(ending) => sources.push((&element.name, format!("{}.{ending}", element.name), true)),
            Kind::Select(select) if select.from == From::File => {
                sources.push((select.list.split('.').next().unwrap_or(""), select.list.clone(), false));
            }
            _ => {}
        }
        for field in ["calculation", "constraint", "readonly", "required", "relevant"] {
            let text = form.survey.text(index, field).unwrap_or("");
            for (at, _) in text.match_indices("pulldata(") {
                let name = text.get(at + 9..).unwrap_or("").trim_start();
                let name = name.strip_prefix(['\'', '"']).and_then(|name| name.split(['\'', '"']).next());
                sources.extend(name.map(|name| (name, format!("{name}.csv"), false)));
            }
        }
        for (name, file, external) in sources {
            match seen.get(name) {
                Some((first, was_external)) if *first != file || (external && *was_external) => {
                    let said = Said::new(
                        format!("« {name} » désigne deux sources : « {first} » et « {file} »."),
                        format!("\"{name}\" means two sources: \"{first}\" and \"{file}\"."),
                    );
                    let said = said.mend("Renommez l'un des fichiers.", "Rename one of the files.");
                    ledger.fault(form.survey.at(index, "name"), "attached-twice", said);
                }
                Some(_) => {}
                None => {
                    seen.insert(name, (file, external));
                }
            }
        }
    }
}
