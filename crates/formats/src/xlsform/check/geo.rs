//! The parameters of positions.

use super::{
    super::{
        account::{At, Ledger, Said},
        form::Form,
        kinds::{From, Kind, Section},
        parameters::{Parameters, value},
        words::{nearest, yes_no},
    },
    parameters::{one_of, wrong},
};

pub(super) fn check(form: &Form<'_>, parameters: &Parameters, at: At, ledger: &mut Ledger) {
    one_of(parameters, "allow-mock-accuracy", &["true", "false"], at, ledger);
    for key in ["capture-accuracy", "warning-accuracy"] {
        if let Some(text) = value(parameters, key)
            && text.parse::<f64>().is_err()
        {
            let said = wrong(key, text, "Écrivez un nombre de mètres.", "Write a number of metres.");
            ledger.fault(at, "parameter-not-a-number", said);
        }
    }
    if let Some(text) = value(parameters, "incremental")
        && yes_no(text) != Some(true)
    {
        let said = wrong("incremental", text, "Écrivez « true », ou retirez-le.", "Write \"true\", or remove it.");
        ledger.fault(at, "parameter-not-one-of", said);
    }
    if let Some(text) = value(parameters, "reference-geometry") {
        let known = known(form);
        let repeat = text.strip_prefix("${").and_then(|text| text.strip_suffix('}')).is_some_and(|name| {
            form.survey.by_name.get(name).into_iter().flatten().any(|index| {
                let element = form.survey.elements.get(*index);
                element.is_some_and(|element| matches!(element.kind, Kind::Begin(Section::Repeat, _)))
            })
        });
        if !repeat && !known.contains(&text) {
            let said = Said::new(
                format!("« {text} » n'est ni une liste, ni un fichier joint, ni la répétition « ${{nom}} »."),
                format!("\"{text}\" is neither a list, nor an attached file, nor the repeat \"${{name}}\"."),
            );
            let said = said.nearest(
                nearest(text, known.iter().copied()),
                "Écrivez le nom d'une liste de « choices ».",
                "Write the name of a list of \"choices\".",
            );
            ledger.fault(at, "unknown-geometry", said);
        }
    }
}

/// Every name a geometry may come from.
fn known<'f>(form: &'f Form<'_>) -> Vec<&'f str> {
    let mut names: Vec<&str> = form.choices.lists.iter().map(|list| list.name).collect();
    for element in &form.survey.elements {
        match &element.kind {
            Kind::Attached(_) => names.push(element.name.split('.').next().unwrap_or("")),
            Kind::Select(select) if select.from == From::File => {
                names.push(select.list.split('.').next().unwrap_or(""))
            }
            Kind::Select(select) if select.from == From::Choices => names.push(&select.list),
            _ => {}
        }
    }
    names.extend(super::entities::lists(form));
    names
}
